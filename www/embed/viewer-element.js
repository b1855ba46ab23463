/**
 * What both elements are: a shadow root with the viewer's own look, attributes that are properties too,
 * and the way from a source to something drawn or to a sentence that says why not.
 *
 * Little is loaded before there is something to show; the rest is reading.js.
 */
import { element } from "../js/views/element.js";
import { failureView, sentenceOf, wordedFailure } from "./failure.js";
import { inlinePosts } from "./inline.js";
import { adoptStyles } from "./styles.js";
import { languageFor, wordsIn } from "./words.js";

/** @import { CoreError, PictureMode, Words } from '../js/types.js' */

/** @typedef {typeof import('./reading.js')} Parts */

/**
 * What stands in an element.
 * @typedef {object} Drawn
 * @property {Node} root
 * @property {object} detail of the event that tells of it
 * @property {(() => void) | undefined} [stop] what is still growing is not wanted any more
 * @property {(mode: PictureMode) => void} [setPictures]
 */

/**
 * What the two elements do differently. Symbols, so that a page sees nothing of it.
 * LOAD: `(parts, signal) => Promise<content | null>`, null where there is nothing to show (yet).
 * DRAW: `(parts, content, options) => Drawn`. SHOW puts other content in the place of the present one.
 */
/** @typedef {{ words: Words, pictures: PictureMode, level: number, untitled: boolean }} DrawOptions */

export const LOAD = Symbol("load");
export const DRAW = Symbol("draw");
export const SHOW = Symbol("show");
export const GIVEN = Symbol("given");
export const REFUSE = Symbol("refuse");

const THEMES = ["auto", "light", "dark"];

/** @type {Record<string, PictureMode>} the attribute's words, and the viewer's own */
const PICTURES = { load: "load", ask: "ask", none: "never" };

const PROPERTIES = ["src", "theme", "lang", "images", "headingLevel", "noTitle"];

/**
 * @param {ViewerElement} from
 * @param {string} what the event's name without the element's
 * @param {object} detail
 * @param {boolean} [cancelable]
 * @returns {boolean} whether the page lets it happen
 */
export function tell(from, what, detail, cancelable = false) {
  const { eventPrefix } = /** @type {typeof ViewerElement} */ (from.constructor);
  return from.dispatchEvent(
    new CustomEvent(`${eventPrefix}-${what}`, { bubbles: true, composed: true, cancelable, detail }),
  );
}

/**
 * @param {ViewerElement} from
 * @param {CoreError} failure
 * @param {boolean} [fallback] whether it's not the last word: something else is shown
 */
export function tellOfFailure(from, failure, fallback = false) {
  const { code, args = {} } = failure;
  tell(from, "error", { code, message: sentenceOf(wordsFor(from), failure), args, fallback });
}

/**
 * @param {ViewerElement} host
 * @returns {Words} in the element's language, the page's around it, or the reader's
 */
function wordsFor(host) {
  const around = host.closest("[lang]")?.getAttribute("lang");
  return wordsIn(languageFor([...(around ? [around] : []), ...navigator.languages]));
}

/** @returns {Promise<Parts>} */
async function parts() {
  try {
    return await import("./reading.js");
  } catch (error) {
    throw { code: "viewer-unavailable", message: String(error) };
  }
}

export class ViewerElement extends HTMLElement {
  static observedAttributes = ["src", "theme", "lang", "images", "heading-level", "no-title"];

  /** Whatever tag a page registers the class for, its events are called the same. */
  static eventPrefix = "";

  #viewer = element("div", { class: "embedded", part: "viewer" });
  #place = element("div", { class: "embedded-place" });
  /** What the next microtask has to do. @type {"load" | "draw" | null} */
  #pending = null;
  #loading = new AbortController();
  #observer = new MutationObserver(() => this.#lookInside());
  /** The posts inside the element, as they were when it was last loaded. */
  #inside = "";
  #isReady = false;
  #hasLeft = false;
  /** @type {Parts | null} */
  #parts = null;
  /** @type {object | null} */
  #content = null;
  /** @type {CoreError | null} */
  #failure = null;
  /** @type {Drawn | null} */
  #drawn = null;

  /** What `open` got instead of an address. @type {Blob | Blob[] | null} */
  [GIVEN] = null;

  constructor() {
    super();
    this.#viewer.append(
      element("slot", { name: "header" }),
      this.#place,
      element("slot", { name: "footer" }),
    );
    this.#viewer.addEventListener("click", (event) => this.#tellOfLink(event));
    this.attachShadow({ mode: "open" }).append(this.#viewer);
  }

  // ---- attributes, which are properties too

  get src() {
    return this.getAttribute("src") ?? "";
  }

  set src(address) {
    this.setAttribute("src", address);
  }

  /** @returns {string} auto, light or dark */
  get theme() {
    const theme = this.getAttribute("theme") ?? "";
    return THEMES.includes(theme) ? theme : "auto";
  }

  set theme(theme) {
    this.setAttribute("theme", theme);
  }

  /** @returns {string} load, ask or none */
  get images() {
    const images = this.getAttribute("images") ?? "";
    return images in PICTURES ? images : "load";
  }

  set images(images) {
    this.setAttribute("images", images);
  }

  /** @returns {number} of the post's headline among the page's headings, 1 to 6 */
  get headingLevel() {
    const level = Number.parseInt(this.getAttribute("heading-level") ?? "", 10);
    return level >= 1 && level <= 6 ? level : 1;
  }

  set headingLevel(level) {
    this.setAttribute("heading-level", String(level));
  }

  get noTitle() {
    return this.hasAttribute("no-title");
  }

  set noTitle(without) {
    this.toggleAttribute("no-title", without);
  }

  // ---- methods

  /**
   * Loads anew what the element shows.
   * @returns {Promise<boolean>} whether it's shown now; false also where something newer took its place
   */
  async render() {
    this.#pending = null;
    this.#loading.abort();
    const { signal } = (this.#loading = new AbortController());
    if (!this.isConnected) return false;
    this.#inside = this.#textsInside();
    this.#setBusy(true);
    try {
      await adoptStyles(this.#viewer);
      if (signal.aborted) return false;
      if (!this.#isReady) {
        this.#isReady = true;
        tell(this, "ready", {});
      }
      this.#parts = await parts();
      const content = await this[LOAD](this.#parts, signal);
      if (signal.aborted) return false;
      this.#failure = null;
      this[SHOW](content);
      return content !== null;
    } catch (error) {
      // Something newer is on its way, and has its own say.
      if (signal.aborted) return false;
      const failure = await wordedFailure(error);
      if (signal.aborted) return false;
      this[REFUSE](failure);
      return false;
    } finally {
      if (!signal.aborted) this.#setBusy(false);
    }
  }

  /**
   * @param {string | URL | Blob | Iterable<Blob>} what an address, a file, or several files
   * @returns {Promise<boolean>} as `render`
   */
  open(what) {
    if (typeof what === "string" || what instanceof URL) {
      this.src = String(what);
      this[GIVEN] = null;
    } else {
      this[GIVEN] = what instanceof Blob ? what : [...what];
    }
    return this.render();
  }

  // ---- what the browser calls

  connectedCallback() {
    for (const name of PROPERTIES) this.#takeOver(name);
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
    this.#showFrame();
    if (this.#hasLeft || !this.#isReady) this.#schedule("load");
    this.#hasLeft = false;
  }

  disconnectedCallback() {
    // An element that only moves is back at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#hasLeft = true;
      this.#loading.abort();
      this.#observer.disconnect();
      this.#drawn?.stop?.();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (name === "src") this[GIVEN] = null;
    // Before, there is nothing to change.
    if (before === after || !this.isConnected) return;
    this.#showFrame();
    if (name === "src") this.#schedule("load");
    else if (name === "images") this.#drawn?.setPictures?.(PICTURES[this.images]);
    else if (name !== "theme") this.#schedule("draw");
  }

  // ---- for the two elements

  /**
   * @param {Parts} _parts
   * @param {AbortSignal} _signal
   * @returns {Promise<object | null>}
   */
  async [LOAD](_parts, _signal) {
    return null;
  }

  /**
   * @param {Parts} _parts
   * @param {object} _content
   * @param {DrawOptions} _options
   * @returns {Drawn}
   */
  [DRAW](_parts, _content, _options) {
    throw new TypeError("each element draws its own");
  }

  /** @param {object | null} content */
  [SHOW](content) {
    this.#content = content;
    this.#draw();
    if (this.#drawn) tell(this, "rendered", this.#drawn.detail);
  }

  /** @param {CoreError} failure what is said in the place of everything else */
  [REFUSE](failure) {
    this.#content = null;
    this.#failure = failure;
    this.#draw();
    tellOfFailure(this, failure);
  }

  // ---- inside

  #draw() {
    this.#drawn?.stop?.();
    this.#drawn = null;
    const words = wordsFor(this);
    this.#showFrame();
    if (this.#failure) {
      const retry = () => void this.render();
      this.#place.replaceChildren(failureView(words, this.#failure, retry));
    } else if (this.#content && this.#parts) {
      this.#drawn = this[DRAW](this.#parts, this.#content, {
        words,
        pictures: PICTURES[this.images],
        level: this.headingLevel,
        untitled: this.noTitle,
      });
      this.#place.replaceChildren(this.#drawn.root);
    } else {
      this.#place.replaceChildren();
    }
  }

  #showFrame() {
    const { language, dir } = wordsFor(this);
    this.#viewer.lang = language;
    this.#viewer.dir = dir;
    this.#viewer.dataset.theme = this.theme;
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#place.removeAttribute("aria-busy");
    if (!busy) return;
    this.#place.setAttribute("aria-busy", "true");
    if (this.#place.childElementCount > 0) return;
    this.#place.append(element("p", { class: "embedded-loading" }, wordsFor(this).t("embedding.loading")));
  }

  /** @param {"load" | "draw"} what */
  #schedule(what) {
    const isScheduled = this.#pending !== null;
    if (this.#pending !== "load") this.#pending = what;
    if (isScheduled) return;
    // Several attributes that change at once are one change.
    queueMicrotask(() => {
      const pending = this.#pending;
      this.#pending = null;
      if (pending === "load") void this.render();
      else if (pending === "draw") this.#draw();
    });
  }

  /** What stands inside may come, or change, after the element. */
  #lookInside() {
    if (this.#textsInside() === this.#inside) return;
    // Where a source speaks for itself, the text is there for the case that it doesn't.
    if (this.#content && (this.src || this[GIVEN])) return;
    this.#schedule("load");
  }

  #textsInside() {
    return JSON.stringify(inlinePosts(this));
  }

  /** @param {MouseEvent} event */
  #tellOfLink(event) {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link?.target !== "_blank" || link.getRootNode() !== this.shadowRoot) return;
    if (!tell(this, "navigate", { kind: "link", url: link.href }, true)) event.preventDefault();
  }

  /**
   * A property that was set before the element was registered stands in the way of the class's own.
   * @param {string} name
   */
  #takeOver(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = Reflect.get(this, name);
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }
}
