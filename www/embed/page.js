/**
 * embed.html, for an `<iframe>`: its query is `?src=` and the elements' attributes. It reports its height to its parent, and
 * accepts messages only from there.
 */
import "./define.js";
import { allowedUrl } from "../js/open/allowed-url.js";
import { requests } from "./requests.js";
import { REFUSE } from "./viewer-element.js";

/** @import { ViewerElement } from './viewer-element.js' */

const query = new URLSearchParams(location.search);
const urls = (query.get("src") ?? "").split(/\s+/).filter(Boolean);
const several = urls.length > 1 || /\.(?:json|zip)(?:[?#]|$)/i.test(urls[0] ?? "");

const viewer = /** @type {ViewerElement} */ (document.createElement(several ? "archive-viewer" : "archived-post"));
for (const name of ["theme", "lang", "heading-level", "no-title", "discussion", "history", "keep"]) {
  const value = query.get(name);
  if (value !== null) viewer.setAttribute(name, value);
}
viewer.images = imagesFor(query.get("images"));
// Anybody can write the address, and a redirect could lead to another site.
requests.redirect = "error";
const lang = query.get("lang");
if (lang) document.documentElement.lang = lang;

// Anybody can link to this page, but only its host decides whose posts it shows.
const foreign = urls.find((url) => !allowedUrl(url));
if (foreign === undefined) viewer.src = urls.join(" ");
showTheme(viewer.theme);
document.body.replaceChildren(viewer);
if (foreign !== undefined) refuse({ code: "src-foreign", args: { address: foreign } });
else if (urls.length === 0) refuse({ code: "no-src" });

for (const kind of ["archived-post", "archive-viewer"]) {
  viewer.addEventListener(`${kind}-rendered`, (event) => {
    const { title } = /** @type {CustomEvent} */ (event).detail;
    if (title) document.title = title;
  });
}

/**
 * The stricter of what the address says and what the reader chose in the viewer, where the browser lets the frame know.
 * @param {string | null} said
 */
function imagesFor(said) {
  const stricter = ["load", "ask-others", "ask", "none"];
  let stored = null;
  try {
    stored = localStorage.getItem("archive-viewer.pictures");
  } catch {
    // A sandboxed frame has no storage.
  }
  const chosen = stored === "never" ? "none" : stored === "ask" ? "ask" : "load";
  const asked = said !== null && stricter.includes(said) ? said : "ask-others";
  return stricter[Math.max(stricter.indexOf(chosen), stricter.indexOf(asked))];
}

/** @param {{ code: string, args?: import('../js/types.js').Args }} failure */
async function refuse(failure) {
  // After the first, empty rendering.
  await viewer.render();
  viewer[REFUSE]({ message: failure.code, ...failure });
}

/** @param {string} theme */
function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

// ---- the parent page

/** Largest height of a frame with a search, which then scrolls by itself, in px. */
const SEARCH_HEIGHT = 900;

if (window.parent !== window) {
  let reported = 0;
  let isShown = false;
  const tellHeight = () => {
    // Shrinking before growing would make the page jump.
    if (!isShown) return;
    // The list of a search has the rows that its window shows: in a window without end, all of them.
    const most = viewer.shadowRoot?.querySelector(".library") ? SEARCH_HEIGHT : Infinity;
    const height = Math.min(most, Math.ceil(viewer.getBoundingClientRect().height));
    if (height === reported) return;
    reported = height;
    // The height is no secret, whatever the parent.
    window.parent.postMessage({ type: "archive-viewer:height", height }, "*");
  };
  new ResizeObserver(tellHeight).observe(viewer);
  // A frame outside of the viewport is not laid out and so not observed, but it can be measured.
  for (const event of [
    "archived-post-rendered",
    "archive-viewer-rendered",
    "archived-post-error",
    "archive-viewer-error",
  ]) {
    viewer.addEventListener(event, () => {
      isShown = true;
      tellHeight();
    });
  }
  viewer.shadowRoot?.addEventListener("load", tellHeight, { capture: true });

  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || typeof data !== "object" || data === null) return;
    if (data.type === "archive-viewer:theme") {
      viewer.theme = String(data.theme);
      showTheme(viewer.theme);
    } else if (data.type === "archive-viewer:ask-height") {
      reported = 0;
      tellHeight();
    }
  });
}
