/**
 * Samples in a row, each with its picture: those in the reader's language first. None on a site with posts of its own.
 */
import { hrefOf, SAMPLES } from "../app/routes.js";
import { languageFor } from "../i18n/languages.js";
import { bundledImages, bundledUrl, CATALOGUE, readBundled } from "../open/bundled-files.js";
import { element, inwardLink } from "../views/element.js";

/** @import { Route, Words } from '../types.js' */

/** @typedef {{ file: string, title: string, lang: string, picture?: string }} Sample */

const FEW = 4;

/**
 * @param {Words} words
 * @param {string} label
 * @param {(route: Route) => void} go
 * @returns {HTMLElement} filled when they are known, and hidden where there are none
 */
export function sampleRow({ language }, label, go) {
  const list = element("ul", { class: "sample-row" });
  const root = element(
    "section",
    { class: "sample-section", "aria-label": label },
    element("h2", { class: "shown-caption" }, label),
    list,
  );
  root.hidden = CATALOGUE !== undefined;
  const hide = () => {
    root.hidden = true;
  };
  if (!root.hidden) void fill().catch(hide);

  async function fill() {
    /** @type {Sample[]} */
    const all = JSON.parse(new TextDecoder().decode(await readBundled("posts/index.json")));
    const rank = (/** @type {Sample} */ { lang }) => {
      const isTongue = lang.split("-")[0] === language.split("-")[0];
      return (isTongue ? 1 : 0) + (isTongue && languageFor([lang]) === language ? 1 : 0);
    };
    const shown = all.filter(({ picture }) => picture).sort((one, other) => rank(other) - rank(one));
    list.append(...(await Promise.all(shown.slice(0, FEW).map(itemOf))));
  }

  /** @param {Sample} sample */
  async function itemOf({ file, title, lang, picture = "" }) {
    /** @type {Route} */
    const route = { collection: SAMPLES, view: "post", post: file };
    const blob = await bundledImages?.(`posts/${file}`)(picture);
    const src = blob ? URL.createObjectURL(blob) : bundledUrl(`posts/${picture}`);
    const image = element("img", { class: "sample-picture", src, alt: "", width: "360", height: "225" });
    if (blob) image.addEventListener("load", () => URL.revokeObjectURL(src), { once: true });
    const name = element("span", { class: "sample-title", lang, dir: "auto" }, title);
    return element(
      "li",
      {},
      inwardLink(hrefOf(route), () => go(route), { class: "sample" }, image, name),
    );
  }
  return root;
}
