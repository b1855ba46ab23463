/**
 * Lists the texts of an archive that are not in its list: the site's own, and posts without a body. Each opens as a post.
 */
import { element, inwardLink } from "../views/element.js";

/** @import { OpenArchive, Searchable, Words } from '../types.js' */

/** Paths that are shown at once; the rest on request. */
const BATCH = 500;

/**
 * @param {Words} words
 * @param {object} what
 * @param {OpenArchive} what.archive
 * @param {Searchable} what.library
 * @param {(place: { volume: number, path: string }) => string} what.hrefOf
 * @param {(place: { volume: number, path: string }) => void} what.open
 */
export function otherTexts({ t }, { archive: { volume, number, others, empty }, library, hrefOf, open }) {
  const total = others + empty;
  const list = element("ul", { class: "other-texts" });
  const more = element("button", { type: "button", class: "button", onclick: () => void show() });
  const dialog = element(
    "dialog",
    { class: "paste-dialog", "aria-labelledby": "others-heading", onclose: () => dialog.remove() },
    element("h2", { id: "others-heading", class: "paste-heading", dir: "auto" }, volume.name),
    element("p", { class: "dialog-sentence" }, t("others.sentence")),
    list,
    element(
      "div",
      { class: "paste-ways" },
      more,
      element(
        "button",
        { type: "button", class: "button", autofocus: true, onclick: () => dialog.close() },
        t("others.close"),
      ),
    ),
  );

  async function show() {
    const from = list.childElementCount;
    const found = await library.others(number, from, BATCH).catch(() => []);
    const links = found.map(({ path }) => {
      const place = { volume: number, path };
      const go = () => {
        dialog.close();
        open(place);
      };
      return inwardLink(hrefOf(place), go, {}, element("bdi", {}, path));
    });
    list.append(...links.map((link) => element("li", {}, link)));
    const left = total - from - found.length;
    more.hidden = left <= 0 || found.length === 0;
    more.textContent = t("others.more", { count: Math.min(left, BATCH) });
    // The button that had the focus may be gone.
    if (from > 0) links[0]?.focus();
  }

  document.body.append(dialog);
  dialog.showModal();
  void show();
}
