/**
 * The look of texts: the "Aa" button in the masthead and its popover. Changes apply at once. The browser's popover handles
 * Escape, clicks outside and the focus.
 */
import { OPTIONS } from "../app/setting-options.js";
import { element } from "./element.js";
import { showShortcuts } from "../app/shortcuts.js";

/** @import { Settings, Words } from '../types.js' */

/** Settings in ascending order, where the default is not the first. @type {Record<string, readonly string[]>} */
const ORDERED = { size: [...OPTIONS.size].sort(), width: ["narrow", "medium", "wide"] };

/** @type {readonly ("theme" | "size" | "font" | "width" | "writing" | "characters")[]} */
const GROUPS = ["theme", "size", "font", "width", "writing", "characters"];

/**
 * @param {Words} words
 * @param {() => Settings} settings current ones
 * @param {(change: Partial<Settings>) => void} change
 * @returns {HTMLElement[]}
 */
export function readingSettings(words, settings, change) {
  const { t, locale } = words;
  const panel = element(
    "div",
    { class: "look", popover: "auto", role: "dialog", "aria-label": t("look.heading") },
    GROUPS.map((name) => group(name)),
    element("p", { class: "look-keys" }, box("remember")),
    element(
      "p",
      { class: "look-keys" },
      box("shortcuts"),
      element(
        "button",
        {
          type: "button",
          class: "link-button",
          onclick: () => {
            panel.hidePopover();
            showShortcuts(words);
          },
        },
        t("look.shortcuts-list"),
      ),
    ),
  );
  const button = element(
    "button",
    { type: "button", class: "quiet-button look-button", "aria-label": t("look.heading"), title: t("look.heading") },
    element("span", { "aria-hidden": "true" }, "Aa"),
  );
  button.popoverTargetElement = panel;
  panel.addEventListener("beforetoggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    // Below the button, which moves when the masthead wraps.
    panel.style.setProperty("--below", `${Math.max(0, button.getBoundingClientRect().bottom)}px`);
    showChosen();
  });

  function showChosen() {
    const now = settings();
    for (const input of panel.querySelectorAll("input")) {
      if (input.type === "checkbox") input.checked = now[/** @type {"shortcuts"} */ (input.name)] === "on";
      else input.checked = now[/** @type {"theme"} */ (input.name)] === input.value;
    }
  }

  /** @param {"shortcuts" | "remember"} name */
  function box(name) {
    const input = element("input", {
      type: "checkbox",
      name,
      onchange: () => change({ [name]: input.checked ? "on" : "off" }),
    });
    return element("label", {}, input, t(`look.${name}`));
  }

  /** @param {typeof GROUPS[number]} name */
  function group(name) {
    const values = ORDERED[name] ?? OPTIONS[name];
    return element(
      "fieldset",
      { class: "look-group" },
      element("legend", {}, t(`look.${name}`)),
      element(
        "div",
        { class: "look-choices" },
        values.map((value) =>
          element(
            "label",
            { class: "look-choice" },
            element("input", {
              type: "radio",
              name,
              value,
              onchange: () => change(/** @type {Partial<Settings>} */ ({ [name]: value })),
            }),
            element(
              "span",
              { class: "look-word", "data-look": `${name}-${value}` },
              name === "size"
                ? new Intl.NumberFormat(locale, { style: "percent" }).format(Number(value))
                : t(`look.${name}.${value}`),
            ),
          ),
        ),
      ),
      (name === "writing" || name === "characters") && element("p", { class: "look-note" }, t(`look.${name}.note`)),
    );
  }
  return [button, panel];
}
