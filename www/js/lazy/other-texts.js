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
 * @param {(place: { volume: number, path: string, title: string }) => void} what.open
 */
export async function otherTexts({ t }, { archive: { volume, number }, library, hrefOf, open }) {
  const paths = (await library.others(number)).split("\n");
  const close = () => dialog.close();
  const list = element("ul", { class: "shelves shelf-problems" });
  const more = element("button", { type: "button", class: "button", onclick: () => show()?.focus() });
  const dialog = element(
    "dialog",
    { class: "paste-dialog", "aria-labelledby": "others-heading", onclose: () => dialog.remove() },
    element("h2", { id: "others-heading", class: "paste-heading", dir: "auto" }, volume.name),
    element("p", { class: "dialog-sentence" }, t("others.sentence")),
    element("button", { type: "button", class: "button", autofocus: true, onclick: close }, t("shelf.close")),
    list,
    more,
  );

  /** @returns the first link that is new */
  function show() {
    const links = paths.splice(0, BATCH).map((path) => {
      const place = { volume: number, path, title: path };
      return inwardLink(hrefOf(place), () => (close(), open(place)), {}, element("bdi", {}, path));
    });
    list.append(...links.map((link) => element("li", { class: "shelf" }, link)));
    more.hidden = paths.length === 0;
    more.textContent = t("shelf.more-problems", { count: paths.length });
    return links.at(0);
  }

  show();
  document.body.append(dialog);
  dialog.showModal();
}
