/**
 * The look of the elements: the reader's own style sheets, fetched once for all elements of a page and constructed,
 * so that no policy of the page about styles stands against them. The core comes by the same way, so a page
 * that lets the viewer run at all lets its styles come too.
 */

import { STYLES, STYLES_ON_PAPER } from "./asset-urls.js";

/** @type {Promise<CSSStyleSheet[]> | null} */
let sheets = null;

/** What the reader's browser calls medium, whatever the page made of its own sizes; most often this. */
const USUAL_SIZE = "16px";

/**
 * Waits for the sheets. Where they can't be had the element is plain, and what stands in the way of them is said
 * by what comes the same way.
 * @param {HTMLElement} viewer inside a shadow root
 */
export async function adoptStyles(viewer) {
  const root = /** @type {ShadowRoot} */ (viewer.getRootNode());
  if (root.adoptedStyleSheets.length > 0) return;
  sheets ??= Promise.all([
    ...STYLES.map((address) => sheetAt(address)),
    ...STYLES_ON_PAPER.map((address) => sheetAt(address, "print")),
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

/**
 * @param {string} address
 * @param {string} [media]
 */
async function sheetAt(address, media = "") {
  const response = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const sheet = new CSSStyleSheet({ media });
  sheet.replaceSync(await response.text());
  return sheet;
}
