/**
 * The base class of both elements: a shadow root with the viewer's look, attributes reflected by properties, and the cycle from
 * a source to a drawn view or a failure.
 *
 * Little is loaded before there is something to show; the rest is in reading.js.
 */
import { element } from "../js/views/element.js";
import { failureView, wordedFailure } from "./failure.js";
import { inlinePosts } from "./inline.js";
import { isDarkAround } from "./page-theme.js";
import { adoptStyles } from "./styles.js";
import { tell, tellOfFailure, wordsFor } from "./tell.js";
import { loadLanguage } from "./words.js";

/** @import { CoreError, ImageMode, Words } from '../js/types.js' */

/** @typedef {typeof import('./reading.js')} Parts */

/**
 * The drawn content of an element.
 * @typedef {object} Drawn
 * @property {Node} root
 * @property {object} detail of the event `rendered`
 * @property {(() => void) | undefined} [stop] ends progressive rendering
 * @property {(mode: ImageMode) => void} [setImageMode]
 */

/** @typedef {{ words: Words, images: ImageMode, level: number, untitled: boolean, discussion: 'folded' | 'open' | 'none' }} DrawOptions */

/**
 * Methods that the two elements implement or call; symbols, which the page doesn't see.
 * BEGIN asks for what surely will be needed, before the code that needs it is there; false where that may be little.
 * LOAD: `(parts, signal) => Promise<content | null>`, null where there is nothing to show (yet). `parts` loads them.
 * DRAW: `(parts, content, options) => Drawn`, with the parts that were loaded. SHOW replaces the content.
 */
export const BEGIN = Symbol("begin");
export const LOAD = Symbol("load");
export const DRAW = Symbol("draw");
export const SHOW = Symbol("show");
export const GIVEN = Symbol("given");
export const REFUSE = Symbol("refuse");

const THEMES = ["auto", "light", "dark"];

/** @type {Record<string, ImageMode>} the attribute's values, and the viewer's own */
const IMAGE_MODES = { load: "load", "ask-others": "ask-others", ask: "ask", none: "never" };

const DISCUSSIONS = /** @type {const} */ (["folded", "open", "none"]);

const PROPERTIES = ["src", "theme", "lang", "images", "headingLevel", "noTitle", "discussion", "history", "keep"];

/**
 * @template T
 * @param {() => Promise<T>} load modules of ours
 * @returns {Promise<T>} rejects with a CoreError
 */
export async function loaded(load) {
  try {
    return await load();
  } catch (error) {
    throw { code: "viewer-unavailable", message: String(error) };
  }
}

/** @returns {Promise<Parts>} */
const parts = () => loaded(() => import("./reading.js"));

/** On a server there are no elements; the classes can be imported there all the same. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class ViewerElement extends Base {
  static observedAttributes = ["src", "theme", "lang", "images", "heading-level", "no-title", "discussion"];

  /** Whatever tag a page registers the class for, its events are called the same. */
  static eventPrefix = "";

  #viewer = element("div", { class: "embedded", part: "viewer" });
  #place = element("div", { class: "embedded-place" });
  /** The next microtask's work. @type {"load" | "draw" | null} */
  #pending = null;
  #loading = new AbortController();
  #observer = new MutationObserver(() => this.#lookInside());
  /** Posts inside the element when it was last loaded, as JSON. */
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

  /** Files given to `open`. @type {Blob | Blob[] | null} */
  [GIVEN] = null;

  constructor() {
    super();
    this.#viewer.append(element("slot", { name: "header" }), this.#place, element("slot", { name: "footer" }));
    this.#viewer.addEventListener("click", (event) => this.#tellOfLink(event));
    this.attachShadow({ mode: "open" }).append(this.#viewer);
  }

  // ---- attributes and their properties

  get src() {
    return this.getAttribute("src") ?? "";
  }

  set src(src) {
    this.setAttribute("src", src);
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
    return images in IMAGE_MODES ? images : "load";
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

  /** @returns {'folded' | 'open' | 'none'} how the comments below a post are shown */
  get discussion() {
    const given = this.getAttribute("discussion");
    return DISCUSSIONS.find((mode) => mode === given) ?? "folded";
  }

  set discussion(discussion) {
    this.setAttribute("discussion", discussion);
  }

  // ---- methods

  /**
   * Loads the element's content again.
   * @returns {Promise<boolean>} whether it is shown; false also where a newer call replaced it
   */
  async render() {
    this.#pending = null;
    this.#loading.abort();
    const { signal } = (this.#loading = new AbortController());
    if (!this.isConnected) return false;
    this.#inside = this.#textsInside();
    this.#setBusy(true);
    try {
      /** @type {Promise<Parts> | null} */
      let loading = null;
      const load = () => (loading ??= parts());
      // All are asked for at once; a failure is met below.
      if (this[BEGIN]()) load().catch(() => {});
      await Promise.all([adoptStyles(this.#viewer), loadLanguage(wordsFor(this).language)]);
      if (signal.aborted) return false;
      if (!this.#isReady) {
        this.#isReady = true;
        tell(this, "ready", {});
      }
      const content = await this[LOAD](load, signal);
      if (signal.aborted) return false;
      this.#parts = await loading;
      if (signal.aborted) return false;
      this.#failure = null;
      this[SHOW](content);
      return content !== null;
    } catch (error) {
      // A newer call reports its own outcome.
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
   * @param {string | URL | Blob | Iterable<Blob>} what a URL, a file, or several files
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
    // An element that is only moved is connected again at once.
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
    if (before === after || !this.isConnected) return;
    this.#showFrame();
    if (name === "src" || name === "history") this.#schedule("load");
    else if (name === "images") this.#drawn?.setImageMode?.(IMAGE_MODES[this.images]);
    else if (name !== "theme") this.#schedule("draw");
  }

  // ---- for the two elements

  /** @returns {boolean} */
  [BEGIN]() {
    return true;
  }

  /**
   * @param {() => Promise<Parts>} _parts
   * @param {AbortSignal} _signal
   * @returns {Promise<object | null>}
   */
  async [LOAD](_parts, _signal) {
    return null;
  }

  /**
   * @param {Parts | null} _parts
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

  /** @param {CoreError} failure shown instead of everything else */
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
    } else if (this.#content) {
      this.#drawn = this[DRAW](this.#parts, this.#content, {
        words,
        images: IMAGE_MODES[this.images],
        level: this.headingLevel,
        untitled: this.noTitle,
        discussion: this.discussion,
      });
      this.#place.replaceChildren(this.#drawn.root);
    } else {
      this.#place.replaceChildren();
    }
  }

  /** In what may be another language. */
  async #drawAgain() {
    await loadLanguage(wordsFor(this).language);
    this.#draw();
  }

  #showFrame() {
    const { language, dir } = wordsFor(this);
    this.#viewer.lang = language;
    this.#viewer.dir = dir;
    this.#viewer.dataset.theme = this.theme === "auto" && isDarkAround(this) ? "dark" : this.theme;
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
    // Attributes that change together are one change.
    queueMicrotask(() => {
      const pending = this.#pending;
      this.#pending = null;
      if (pending === "load") void this.render();
      else if (pending === "draw") void this.#drawAgain();
    });
  }

  /** Children may be added or changed after the element. */
  #lookInside() {
    if (this.#textsInside() === this.#inside) return;
    // The text inside is only a fallback for another source.
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
   * A property set before the element was registered would shadow the class's own.
   * @param {string} name
   */
  #takeOver(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = Reflect.get(this, name);
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }
}
