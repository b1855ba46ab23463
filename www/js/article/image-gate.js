/**
 * The picture gate. It sees an article's nodes while they are inert, takes the address off every picture
 * and keeps it aside; a picture gets its address back when the reader's setting, or the reader's click, says so.
 * So in `ask` and `never` no address is live when the nodes enter the page.
 *
 * Each picture stands in a slot, which shows one of: the picture, an offer to load it, or what is known of it.
 */
import { element, outwardLink } from "../views/element.js";

/** @import { Beside, PictureMode, Words } from '../types.js' */

/**
 * @typedef {object} Slot
 * @property {HTMLElement} place what stands in the article
 * @property {HTMLImageElement} img
 * @property {Element} shown what is put in the place when the picture is shown: the img or its link
 * @property {string} host empty where loading asks no host
 */

/** Narrower pictures, in their own pixels, are seen whole where they stand. */
const LARGE = 240;

/**
 * The address of each picture, absolute where the post has something to make it so.
 * @type {WeakMap<HTMLImageElement, string>}
 */
const addresses = new WeakMap();

export class PictureGate {
  /** @type {Slot[]} */
  #slots = [];
  /** @type {PictureMode} */
  #mode;
  #base;
  #beside;
  #date;
  #words;
  #enlarge;
  #allowed;

  /**
   * @param {object} options
   * @param {PictureMode} options.mode
   * @param {string | null} options.base what relative addresses stand against; null where the post has no address of its own
   * @param {Beside | null} [options.beside] finds the pictures that came with the post
   * @param {string | null} options.date the post's date as ISO 8601, for the Wayback Machine
   * @param {Words} options.words
   * @param {((img: HTMLImageElement, button: HTMLElement) => void) | null} [options.enlarge] shows a picture by itself
   * @param {Set<string>} [options.allowed] hosts that the reader asked for already, while an article is drawn anew
   */
  constructor({ mode, base, beside = null, date, words, enlarge = null, allowed = new Set() }) {
    this.#mode = mode;
    this.#base = base;
    this.#beside = beside;
    this.#date = date;
    this.#words = words;
    this.#enlarge = enlarge;
    this.#allowed = allowed;
  }

  /**
   * Takes charge of all pictures among inert nodes.
   * @param {DocumentFragment} inert
   */
  hold(inert) {
    for (const node of [...inert.querySelectorAll("img")]) {
      const img = /** @type {HTMLImageElement} */ (node);
      this.#keepAddress(img);
      const place = element("span", { class: "picture", tabindex: "-1" });
      const shown = outermost(img);
      shown.replaceWith(place);
      const slot = { place, img, shown, host: parsed(addressOf(img))?.host ?? "" };
      this.#slots.push(slot);
      this.#settle(slot);
    }
  }

  /**
   * The setting changed while the article stands.
   * @param {PictureMode} mode
   */
  setMode(mode) {
    this.#mode = mode;
    this.#allowed.clear();
    for (const slot of this.#slots) this.#settle(slot);
  }

  /** @param {HTMLImageElement} img */
  #keepAddress(img) {
    const address = img.getAttribute("src") ?? "";
    addresses.set(img, parsed(address, this.#base ?? undefined)?.href ?? address);
    img.removeAttribute("src");
    // The core lets neither of these through. Should one come all the same, it asks no one for anything.
    img.removeAttribute("srcset");
    for (const source of img.closest("picture")?.querySelectorAll("source") ?? []) source.remove();
  }

  /** @param {Slot} slot */
  #settle(slot) {
    const src = addressOf(slot.img);
    const kind = parsed(src)?.protocol ?? "";
    if (kind === "data:" || kind === "blob:") this.#show(slot);
    else if (this.#beside) void this.#showBeside(slot, this.#beside);
    else this.#settleOutside(slot);
  }

  /**
   * A picture that didn't come with the post.
   * @param {Slot} slot
   */
  #settleOutside(slot) {
    const kind = parsed(addressOf(slot.img))?.protocol ?? "";
    if (kind !== "http:" && kind !== "https:") this.#say(slot, "missing");
    else if (this.#mode === "load" || (this.#mode === "ask" && this.#allowed.has(slot.host))) this.#show(slot);
    else this.#say(slot, this.#mode === "ask" ? "waiting" : "off");
  }

  /**
   * A picture that may have come with the post: nobody is asked for it then.
   * @param {Slot} slot
   * @param {Beside} beside
   */
  async #showBeside(slot, beside) {
    const picture = await beside(addressOf(slot.img)).catch(() => null);
    if (!picture) {
      this.#settleOutside(slot);
      return;
    }
    const address = URL.createObjectURL(picture);
    const release = () => URL.revokeObjectURL(address);
    slot.img.addEventListener("load", release, { once: true });
    slot.img.addEventListener("error", release, { once: true });
    this.#show(slot, [address]);
  }

  /**
   * @param {Slot} slot
   * @param {string[]} [attempts] addresses that are tried, one after the other
   */
  #show(slot, attempts = attemptsFor(addressOf(slot.img), this.#base)) {
    const { img } = slot;
    slot.place.dataset.state = "shown";
    slot.place.replaceChildren(slot.shown);
    const attempt = () => {
      const next = attempts.shift();
      if (next === undefined) this.#say(slot, "failed");
      else img.setAttribute("src", next);
    };
    // One handler per picture: settling again replaces it.
    img.onerror = attempt;
    // Of a picture that the post gives no size the place is a guess until it comes.
    slot.place.classList.toggle("picture-unsized", !img.hasAttribute("width") || !img.hasAttribute("height"));
    img.onload = () => {
      slot.place.classList.remove("picture-unsized");
      this.#offerToEnlarge(slot);
    };
    attempt();
  }

  /**
   * A picture that is its own page leads there; another one, if it is more than an ornament, is shown larger on request.
   * @param {Slot} slot
   */
  #offerToEnlarge({ place, img, shown }) {
    const enlarge = this.#enlarge;
    if (!enlarge || shown !== img || img.naturalWidth < LARGE || place.querySelector("button")) return;
    const { t, language } = this.#words;
    // The caption says what its picture is; a description that does so too was taken out.
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
   * Puts words where the picture would be. Nothing there has a live address but links, which ask no one until followed.
   * @param {Slot} slot
   * @param {'waiting' | 'off' | 'missing' | 'failed'} state
   */
  #say(slot, state) {
    const { t, language, dir } = this.#words;
    const { img, host, place } = slot;
    const src = addressOf(img);
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
      parts.push(
        // A picture that is its own address leads nowhere, and the address is the picture's bytes.
        element("span", { class: "picture-address", dir: "ltr" }, ...addressWords(src, state)),
      );
    }
    if ((state === "failed" || state === "off") && isOfTheWeb(src)) parts.push(outwardLink(waybackAddress(src, this.#date), t("picture.wayback")));
    // A link to the picture itself says nothing new.
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
   * The reader asked for the pictures of one host: of this article with all that is yet to come of it, not of later ones.
   * @param {MouseEvent} event
   * @param {Slot} from where the reader clicked
   */
  #load(event, from) {
    // The button may stand in a link, with other pictures or words of it.
    event.preventDefault();
    this.#allowed.add(from.host);
    for (const slot of this.#slots) if (slot.host === from.host && slot.place.dataset.state === "waiting") this.#settle(slot);
    // The button is gone; the focus stays where it was.
    from.place.focus({ preventScroll: true });
  }
}

/**
 * @param {string} address
 * @param {string | null} date ISO 8601
 * @returns {string} where the Wayback Machine shows the copy nearest to the date
 */
export function waybackAddress(address, date) {
  const stamp = (date ?? "")
    .replace(/\.\d+/, "")
    .replace(/[^0-9]/g, "")
    .slice(0, 14);
  return `https://web.archive.org/web/${stamp ? `${stamp}/` : ""}${address}`;
}

/** @param {HTMLImageElement} img @returns {string} its address as the post has it; empty where it has none */
export function addressOf(img) {
  return addresses.get(img) ?? "";
}

/**
 * A link that holds nothing but this picture gives its place to the slot with it: no button can stand inside a link.
 * @param {Element} img
 * @returns {Element}
 */
function outermost(img) {
  const link = img.closest("a");
  const alone = link && !link.textContent?.trim() && link.querySelectorAll("img").length === 1;
  return alone ? link : img;
}

/**
 * What is tried, in order: encrypted first; then as the post wrote it, where the page itself isn't encrypted,
 * since browsers refuse such pictures in an encrypted page. What comes from this site, or from where the post itself came,
 * stays as it is.
 * @param {string} address
 * @param {string | null} base the post's own address
 * @returns {string[]}
 */
function attemptsFor(address, base) {
  const origin = parsed(address)?.origin;
  if (!/^http:/i.test(address) || origin === location.origin || origin === parsed(base ?? "")?.origin) return [address];
  const encrypted = address.replace(/^http:/i, "https:");
  return location.protocol === "https:" ? [encrypted] : [encrypted, address];
}

/** @param {string} address @param {string} [base] @returns {URL | null} */
function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/** @param {string} address */
function isOfTheWeb(address) {
  return ["http:", "https:"].includes(parsed(address)?.protocol ?? "");
}

/**
 * An address as words, and as a link where following it leads somewhere.
 * @param {string} src
 * @param {string} state
 * @returns {(Node | string)[]}
 */
function addressWords(src, state) {
  if (isOfTheWeb(src) && state !== "missing") return [outwardLink(src, src)];
  return [src.length > 120 ? `${src.slice(0, 120)}…` : src];
}
