/**
 * What the "Aa" button opens: all settings. Changes apply at once.
 */
import { OPTIONS } from "../../app/setting-options.js";
import { LANGUAGES } from "../../i18n/words.js";
import { element } from "../../views/element.js";
import { showShortcuts } from "./shortcut-list.js";
import { missingFonts } from "./local-fonts.js";
import "./words.js";

/** @import { Settings, Words } from '../../types.js' */

/** Settings in ascending order, where the default is not the first. @type {Record<string, readonly string[]>} */
const ORDERED = {
  size: [...OPTIONS.size].sort(),
  width: ["narrow", "medium", "wide"],
  leading: ["tight", "normal", "loose"],
};

const GROUPS = /** @type {const} */ (["theme", "size", "font", "width", "leading", "justify", "writing", "characters"]);

/** Groups with a sentence below them. */
const NOTED = ["writing", "characters"];

/**
 * @param {Words} words
 * @param {HTMLElement} panel the popover
 * @param {() => Settings} settings current ones
 * @param {(change: Partial<Settings>) => void} change
 */
export function fillSettings(words, panel, settings, change) {
  const { t, locale } = words;
  const missing = missingFonts();
  const pictures = choice(
    "pictures",
    t("app.pictures"),
    settings().pictures,
    OPTIONS.pictures.map((mode) => [mode, t(`app.pictures.${mode}`)]),
    (mode) => change({ pictures: /** @type {Settings["pictures"]} */ (mode) }),
  );
  const language = choice("language", t("app.language"), settings().language, LANGUAGES, (language) =>
    change({ language }),
  );
  panel.append(
    element("div", { class: "settings", role: "group", "aria-label": t("app.settings") }, language, pictures),
    ...GROUPS.map((name) => group(name)),
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
  panel.addEventListener("beforetoggle", showChosen);

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
    const isMissing = (/** @type {string} */ value) =>
      name === "font" && missing.includes(value) && settings().font !== value;
    const values = (ORDERED[name] ?? OPTIONS[name]).filter((value) => !isMissing(value));
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
      NOTED.includes(name) && element("p", { class: "look-note" }, t(`look.${name}.note`)),
      name === "font" &&
        missing.length > 0 &&
        element(
          "p",
          { class: "look-note" },
          t("look.font.missing", { fonts: missing.map((font) => t(`look.font.${font}`)).join(t("list.comma")) }),
        ),
    );
  }
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} chosen
 * @param {(readonly [string, string])[]} options values and texts
 * @param {(value: string) => void} choose
 */
function choice(name, label, chosen, options, choose) {
  const select = element(
    "select",
    { name, onchange: () => choose(select.value) },
    options.map(([value, text]) => element("option", { value, lang: name === "language" ? value : null }, text)),
  );
  select.value = chosen;
  return element("label", { class: "setting" }, element("span", { class: "setting-label" }, label), select);
}
