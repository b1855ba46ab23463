/**
 * The "Aa" button in the masthead and its popover, which is filled when it is first opened. The browser's popover handles
 * Escape, clicks outside and the focus.
 */
import { element } from "./element.js";

/** @import { Settings, Words } from '../types.js' */

/** @type {typeof import('../lazy/settings/panel.js') | null} */
let loaded = null;

/**
 * @param {Words} words
 * @param {() => Settings} settings current ones
 * @param {(change: Partial<Settings>) => void} change
 * @returns {HTMLElement[]}
 */
export function readingSettings(words, settings, change) {
  const label = words.t("look.heading");
  const panel = element("div", { class: "look", popover: "auto", role: "dialog", "aria-label": label });
  const button = element(
    "button",
    { type: "button", class: "quiet-button look-button", "aria-label": label, title: label, onclick: open },
    element("span", { "aria-hidden": "true" }, "Aa"),
  );
  button.popoverTargetElement = panel;
  panel.addEventListener("beforetoggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    // Below the button, which moves when the masthead wraps.
    panel.style.setProperty("--below", `${Math.max(0, button.getBoundingClientRect().bottom)}px`);
  });
  loaded?.fillSettings(words, panel, settings, change);

  /** @param {Event} event */
  async function open(event) {
    if (panel.hasChildNodes()) return;
    event.preventDefault();
    try {
      loaded ??= await import("../lazy/settings/panel.js");
      if (!panel.hasChildNodes()) loaded.fillSettings(words, panel, settings, change);
    } catch (error) {
      panel.append(String(error));
    }
    panel.showPopover();
  }
  return [button, panel];
}
