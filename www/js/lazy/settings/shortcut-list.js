/**
 * The list of the keys that do something now.
 */
import { availableShortcuts } from "../../app/shortcuts.js";
import { element } from "../../views/element.js";
import "./words.js";

/** @import { Words } from '../../types.js' */

/** @param {Words} words */
export function showShortcuts({ t }) {
  const dialog = element(
    "dialog",
    { class: "dialog", "aria-label": t("shortcuts.heading") },
    element("h2", { class: "dialog-heading" }, t("shortcuts.heading")),
    element(
      "dl",
      { class: "shortcuts" },
      availableShortcuts().map(({ key, labelKey }) =>
        element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, t(labelKey))),
      ),
    ),
    element("p", { class: "dialog-sentence" }, t("shortcuts.off")),
    element(
      "form",
      { method: "dialog", class: "dialog-ways" },
      element("button", { class: "button" }, t("dialog.close")),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
