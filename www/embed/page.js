/**
 * embed.html, the form for an `<iframe>`: `?src=` and the elements' attributes as a query. It tells its parent
 * how tall it is, and heeds nobody but its parent.
 */
import "./define.js";
import { allowedAddress } from "../js/open/allowed-url.js";
import { REFUSE } from "./viewer-element.js";

/** @import { ViewerElement } from './viewer-element.js' */

const query = new URLSearchParams(location.search);
const addresses = (query.get("src") ?? "").split(/\s+/).filter(Boolean);
const several = addresses.length > 1 || /\.(?:json|zip)(?:[?#]|$)/i.test(addresses[0] ?? "");

const viewer = /** @type {ViewerElement} */ (document.createElement(several ? "archive-viewer" : "archived-post"));
for (const name of ["theme", "lang", "images", "heading-level", "no-title"]) {
  const value = query.get(name);
  if (value !== null) viewer.setAttribute(name, value);
}
const lang = query.get("lang");
if (lang) document.documentElement.lang = lang;

// Anybody can write a link to this page; only the one who hosts it says whose posts it shows.
const foreign = addresses.find((address) => !allowedAddress(address));
if (foreign === undefined) viewer.src = addresses.join(" ");
showTheme(viewer.theme);
document.body.replaceChildren(viewer);
if (foreign !== undefined) refuse({ code: "src-foreign", args: { address: foreign } });
else if (addresses.length === 0) refuse({ code: "no-src" });

for (const kind of ["archived-post", "archive-viewer"]) {
  viewer.addEventListener(`${kind}-rendered`, (event) => {
    const { title } = /** @type {CustomEvent} */ (event).detail;
    if (title) document.title = title;
  });
}

/** @param {{ code: string, args?: import('../js/types.js').Args }} failure */
async function refuse(failure) {
  // The first rendering, of nothing, comes before.
  await viewer.render();
  viewer[REFUSE]({ message: failure.code, ...failure });
}

/** @param {string} theme */
function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

// ---- the page around

if (window.parent !== window) {
  let told = 0;
  let isShown = false;
  const tellHeight = () => {
    // A frame that shrinks first and grows then makes its page jump.
    if (!isShown) return;
    const height = Math.ceil(viewer.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // Whoever the parent is, how tall this page is is no secret.
    window.parent.postMessage({ type: "archive-viewer:height", height }, "*");
  };
  new ResizeObserver(tellHeight).observe(viewer);
  // A frame that nobody sees yet is not laid out by itself, and so not observed either; but it can be asked.
  for (const event of ["archived-post-rendered", "archive-viewer-rendered", "archived-post-error", "archive-viewer-error"]) {
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
      told = 0;
      tellHeight();
    }
  });
}
