/**
 * The elements' style sheets: the viewer's own, fetched once for all elements of a page and constructed, which no style policy
 * of the page forbids. The core is fetched under the same directive, so a page that lets the viewer run lets its styles load.
 */

import { STYLES, STYLES_OF_SEARCH, STYLES_ON_PAPER } from "./asset-urls.js";
import { textAt } from "./sheet-text.js";

/** @type {Promise<CSSStyleSheet[]> | null} */
let sheets = null;

/** The usual `medium` font size of browsers, whatever the page's own sizes are. */
const USUAL_SIZE = "16px";

/**
 * Waits for the sheets. Without them the element is plain; the core's own failure then says why.
 * @param {HTMLElement} viewer inside a shadow root
 */
export async function adoptStyles(viewer) {
  const root = /** @type {ShadowRoot} */ (viewer.getRootNode());
  if (root.adoptedStyleSheets.length > 0) return;
  sheets ??= Promise.all([
    ...STYLES.map((url) => sheetAt(url)),
    ...STYLES_ON_PAPER.map((url) => sheetAt(url, "print")),
  ]);
  try {
    root.adoptedStyleSheets = await sheets;
  } catch {
    sheets = null;
    return;
  }
  const medium = getComputedStyle(viewer).fontSize;
  if (medium && medium !== USUAL_SIZE) viewer.style.setProperty("--rem", medium);
}

/** @type {Promise<CSSStyleSheet[]> | null} */
let more = null;

/** The sheets of a list with a search, below those for paper. @param {ShadowRoot} root */
export async function adoptSearchStyles(root) {
  more ??= Promise.all(STYLES_OF_SEARCH.map((url) => sheetAt(url)));
  try {
    const added = await more;
    const styles = root.adoptedStyleSheets.filter((sheet) => !added.includes(sheet));
    const paper = styles.splice(-STYLES_ON_PAPER.length);
    root.adoptedStyleSheets = [...styles, ...added, ...paper];
  } catch {
    more = null;
  }
}

/**
 * @param {string} url
 * @param {string} [media]
 */
async function sheetAt(url, media = "") {
  const text = await textAt(url);
  const sheet = new CSSStyleSheet({ media });
  sheet.replaceSync(text);
  return sheet;
}
