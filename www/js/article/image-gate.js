/**
 * The image gate. It takes the URL off every image of an article while the nodes are inert, and gives it back when the
 * reader's setting or click allows. So in `ask` and `never` no image loads when the nodes enter the page.
 *
 * Each image is in a slot, which shows the image, a button that loads it, or a description.
 */
import { element, outwardLink } from "../views/element.js";
import { waybackUrl } from "./wayback.js";

/** @import { FindImage, ImageMode, Words } from '../types.js' */

/**
 * @typedef {object} Slot
 * @property {HTMLElement} place the slot's element in the article
 * @property {HTMLImageElement} img
 * @property {Element} shown the img, or the link around it
 * @property {string} host empty where loading needs no request
 */

/** Whether the browser keeps what is being read where it is while an image above it loads. */
const keepsPlace = CSS.supports("overflow-anchor", "auto");

/** Narrower images, in their own pixels, can't be enlarged. */
const MIN_ENLARGED = 240;

/**
 * The URL of each image, absolute where the post has a base URL.
 * @type {WeakMap<HTMLImageElement, string>}
 */
const urls = new WeakMap();

export class ImageGate {
  /** @type {Slot[]} */
  #slots = [];
  /** @type {ImageMode} */
  #mode;
  #base;
  #findImage;
  #date;
  #words;
  #enlarge;
  #allowed;

  /**
   * @param {object} options
   * @param {ImageMode} options.mode
   * @param {string | null} options.base base URL of relative links; null where the post has none
   * @param {FindImage | null} [options.findImage] finds images that came with the post
   * @param {string | null} options.date the post's date as ISO 8601, for the Wayback Machine
   * @param {Words} options.words
   * @param {((img: HTMLImageElement, button: HTMLElement) => void) | null} [options.enlarge] shows one image large
   * @param {Set<string>} [options.allowed] hosts that the reader allowed for this article
   */
  constructor({ mode, base, findImage = null, date, words, enlarge = null, allowed = new Set() }) {
    this.#mode = mode;
    this.#base = base;
    this.#findImage = findImage;
    this.#date = date;
    this.#words = words;
    this.#enlarge = enlarge;
    this.#allowed = allowed;
  }

  /**
   * Takes over all images among inert nodes.
   * @param {DocumentFragment} inert
   */
  hold(inert) {
    for (const node of [...inert.querySelectorAll("img")]) {
      const img = /** @type {HTMLImageElement} */ (node);
      this.#takeUrl(img);
      const place = element("span", { class: "picture", tabindex: "-1" });
      const shown = outermost(img);
      shown.replaceWith(place);
      const slot = { place, img, shown, host: parsed(urlOf(img))?.host ?? "" };
      this.#slots.push(slot);
      this.#settle(slot);
      if (!keepsPlace)
        void import("../lazy/keep-place.js").then(({ keepPlaceOf }) => keepPlaceOf(place)).catch(() => {});
    }
  }

  /**
   * Applies a changed setting.
   * @param {ImageMode} mode
   */
  setMode(mode) {
    this.#mode = mode;
    this.#allowed.clear();
    for (const slot of this.#slots) this.#settle(slot);
  }

  /** @param {HTMLImageElement} img */
  #takeUrl(img) {
    const src = img.getAttribute("src") ?? "";
    urls.set(img, parsed(src, this.#base ?? undefined)?.href ?? src);
    img.removeAttribute("src");
    // The core removes both; this is a second safeguard.
    img.removeAttribute("srcset");
    for (const source of img.closest("picture")?.querySelectorAll("source") ?? []) source.remove();
  }

  /** @param {Slot} slot */
  #settle(slot) {
    const src = urlOf(slot.img);
    const kind = parsed(src)?.protocol ?? "";
    if (kind === "data:" || kind === "blob:") this.#show(slot);
    else if (this.#findImage) void this.#showLocal(slot, this.#findImage);
    else this.#settleRemote(slot);
  }

  /**
   * Settles an image that didn't come with the post.
   * @param {Slot} slot
   */
  #settleRemote(slot) {
    const kind = parsed(urlOf(slot.img))?.protocol ?? "";
    if (kind !== "http:" && kind !== "https:") this.#say(slot, "missing");
    else if (this.#mode === "never") this.#say(slot, "off");
    else if (
      this.#mode === "load" ||
      this.#allowed.has(slot.host) ||
      (this.#mode === "ask-others" && slot.host === location.host)
    )
      this.#show(slot);
    else this.#say(slot, "waiting");
  }

  /**
   * Shows an image that came with the post, without a request.
   * @param {Slot} slot
   * @param {FindImage} findImage
   */
  async #showLocal(slot, findImage) {
    const image = await findImage(urlOf(slot.img)).catch(() => null);
    if (!image) {
      this.#settleRemote(slot);
      return;
    }
    const url = URL.createObjectURL(image);
    const release = () => URL.revokeObjectURL(url);
    slot.img.addEventListener("load", release, { once: true });
    slot.img.addEventListener("error", release, { once: true });
    this.#show(slot, [url]);
  }

  /**
   * @param {Slot} slot
   * @param {string[]} [attempts] URLs to try in order
   */
  #show(slot, attempts = attemptsFor(urlOf(slot.img), this.#base)) {
    const { img } = slot;
    slot.place.dataset.state = "shown";
    slot.place.replaceChildren(slot.shown);
    const attempt = () => {
      const next = attempts.shift();
      if (next === undefined) this.#say(slot, "failed");
      else img.setAttribute("src", next);
    };
    // Settling again replaces the handler.
    img.onerror = attempt;
    // Without a size in the post the slot's size is a guess until the image loads.
    slot.place.classList.toggle("picture-unsized", !img.hasAttribute("width") || !img.hasAttribute("height"));
    img.onload = () => {
      slot.place.classList.remove("picture-unsized");
      this.#offerToEnlarge(slot);
    };
    attempt();
  }

  /**
   * Offers to enlarge a loaded image, unless it is a link or small.
   * @param {Slot} slot
   */
  #offerToEnlarge({ place, img, shown }) {
    const enlarge = this.#enlarge;
    if (!enlarge || shown !== img || img.naturalWidth < MIN_ENLARGED || place.querySelector("button")) return;
    const { t, language } = this.#words;
    // The core removes an alt text that repeats the caption.
    const caption = place.closest("figure")?.querySelector("figcaption")?.textContent;
    const alt = (img.getAttribute("alt")?.trim() || caption?.trim() || "").slice(0, 120);
    const button = element("button", {
      type: "button",
      class: "picture-enlarge",
      lang: language,
      "aria-label": alt ? t("picture.enlarge-named", { alt }) : t("picture.enlarge"),
      onclick: () => enlarge(img, button),
    });
    place.append(button);
  }

  /**
   * Describes the image in its slot. The only URLs are in links, which load nothing until followed.
   * @param {Slot} slot
   * @param {'waiting' | 'off' | 'missing' | 'failed'} state
   */
  #say(slot, state) {
    const { t, language, dir } = this.#words;
    const { img, host, place } = slot;
    const src = urlOf(img);
    img.onerror = null;
    img.removeAttribute("src");
    place.classList.remove("picture-unsized");

    const alt = img.getAttribute("alt")?.trim() ?? "";
    const caption = slot.place.closest("figure")?.querySelector("figcaption")?.textContent?.trim() ?? "";
    const description = alt && alt !== caption ? element("span", { class: "picture-alt" }, alt) : null;
    const link = slot.shown.localName === "a" ? slot.shown.getAttribute("href") : null;

    /** @type {(Node | null)[]} */
    const parts = [];
    if (state === "waiting") {
      parts.push(
        element(
          "button",
          { type: "button", class: "button", onclick: (/** @type {MouseEvent} */ event) => this.#load(event, slot) },
          t("picture.load-from", { host }),
        ),
      );
    } else {
      parts.push(element("span", { class: "picture-sentence" }, t(`picture.${state}`, { host })));
      parts.push(element("span", { class: "picture-address", dir: "ltr" }, ...urlText(src, state)));
    }
    if ((state === "failed" || state === "off") && isWebUrl(src))
      parts.push(outwardLink(waybackUrl(src, this.#date), t("picture.wayback")));
    // A link to the image itself adds nothing.
    if (link && link !== src) parts.push(outwardLink(link, t("picture.its-link")));
    place.dataset.state = state;
    place.replaceChildren(
      element(
        "span",
        { class: "picture-words" },
        description,
        element("span", { class: "picture-actions", lang: language, dir }, ...parts),
      ),
    );
  }

  /**
   * Loads the images of one host in this article, including those yet to be rendered.
   * @param {MouseEvent} event
   * @param {Slot} from the clicked slot
   */
  #load(event, from) {
    // The button may be inside a link.
    event.preventDefault();
    this.#allowed.add(from.host);
    for (const slot of this.#slots)
      if (slot.host === from.host && slot.place.dataset.state === "waiting") this.#settle(slot);
    // The button that had the focus is gone.
    from.place.focus({ preventScroll: true });
  }
}

/** @param {HTMLImageElement} img @returns {string} its URL in the post; empty for none */
export function urlOf(img) {
  return urls.get(img) ?? "";
}

/**
 * A link with nothing but this image goes into the slot with it, since a button can't be inside a link.
 * @param {Element} img
 * @returns {Element}
 */
function outermost(img) {
  const link = img.closest("a");
  const alone = link && !link.textContent?.trim() && link.querySelectorAll("img").length === 1;
  return alone ? link : img;
}

/**
 * URLs to try in order: HTTPS first, then the post's own HTTP, which browsers block in pages with HTTPS. URLs of this site or
 * of the post's own origin stay as they are.
 * @param {string} url
 * @param {string | null} base the post's URL
 * @returns {string[]}
 */
function attemptsFor(url, base) {
  const origin = parsed(url)?.origin;
  if (!/^http:/i.test(url) || origin === location.origin || origin === parsed(base ?? "")?.origin) return [url];
  const encrypted = url.replace(/^http:/i, "https:");
  return location.protocol === "https:" ? [encrypted] : [encrypted, url];
}

/** @param {string} url @param {string} [base] @returns {URL | null} */
function parsed(url, base) {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
}

/** @param {string} url */
function isWebUrl(url) {
  return ["http:", "https:"].includes(parsed(url)?.protocol ?? "");
}

/**
 * A URL as text, or as a link unless the image is missing.
 * @param {string} src
 * @param {string} state
 * @returns {(Node | string)[]}
 */
function urlText(src, state) {
  if (isWebUrl(src) && state !== "missing") return [outwardLink(src, src)];
  return [src.length > 120 ? `${src.slice(0, 120)}…` : src];
}
