/**
 * The picture gate. It sees an article's nodes while they are inert, takes the address off every picture
 * and keeps it aside; a picture gets its address back when the reader's setting, or the reader's click, says so.
 * So in `ask` and `never` no address is live when the nodes enter the page.
 *
 * Each picture stands in a slot, which shows one of: the picture, an offer to load it, or what is known of it.
 */
import { element, outwardLink } from './element.js';

/** @import { PictureMode, Words } from './types.js' */

/**
 * The addresses of one picture, as the post has them (made absolute).
 * @typedef {{ src: string, srcset: string, sources: { node: Element, srcset: string }[] }} Addresses
 */

/**
 * @typedef {object} Slot
 * @property {HTMLElement} place what stands in the article
 * @property {HTMLImageElement} img
 * @property {Element} shown what is put in the place when the picture is shown: the img, its `picture` or its link
 * @property {string} host empty where loading asks no host
 * @property {boolean} asked whether the reader asked for this picture's host
 */

/** @type {WeakMap<HTMLImageElement, Addresses>} */
const addresses = new WeakMap();

export class PictureGate {
  /** @type {Slot[]} */
  #slots = [];
  /** @type {PictureMode} */
  #mode;
  #base;
  #date;
  #words;

  /**
   * @param {object} options
   * @param {PictureMode} options.mode
   * @param {string | null} options.base what relative addresses stand against; null where the post has no address of its own
   * @param {string | null} options.date the post's date as ISO 8601, for the Wayback Machine
   * @param {Words} options.words
   */
  constructor({ mode, base, date, words }) {
    this.#mode = mode;
    this.#base = base;
    this.#date = date;
    this.#words = words;
  }

  /**
   * Takes charge of all pictures among inert nodes.
   * @param {DocumentFragment} inert
   */
  hold(inert) {
    for (const node of [...inert.querySelectorAll('img')]) {
      const img = /** @type {HTMLImageElement} */ (node);
      this.#keepAddresses(img);
      const place = element('span', { class: 'picture', tabindex: '-1' });
      const shown = outermost(img);
      shown.replaceWith(place);
      const slot = { place, img, shown, host: hostOf(addressesOf(img).src), asked: false };
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
    for (const slot of this.#slots) {
      slot.asked = false;
      this.#settle(slot);
    }
  }

  /** @param {HTMLImageElement} img */
  #keepAddresses(img) {
    const sources = [...(img.closest('picture')?.querySelectorAll('source') ?? [])];
    addresses.set(img, {
      src: this.#absolute(img.getAttribute('src') ?? ''),
      srcset: this.#absoluteSet(img.getAttribute('srcset') ?? ''),
      sources: sources.map((node) => ({ node, srcset: this.#absoluteSet(node.getAttribute('srcset') ?? '') })),
    });
    for (const node of [img, ...sources]) {
      node.removeAttribute('src');
      node.removeAttribute('srcset');
    }
  }

  /** @param {string} address @returns {string} as it was where there is nothing to make it absolute with */
  #absolute(address) {
    const url = parsed(address, this.#base ?? undefined);
    return url ? url.href : address;
  }

  /** @param {string} srcset */
  #absoluteSet(srcset) {
    return candidates(srcset).map(([address, rest]) => [this.#absolute(address), rest].join(' ').trim()).join(', ');
  }

  /** @param {Slot} slot */
  #settle(slot) {
    const { src } = addressesOf(slot.img);
    const kind = parsed(src)?.protocol ?? '';
    if (kind === 'data:' || kind === 'blob:') this.#show(slot);
    else if (kind !== 'http:' && kind !== 'https:') this.#say(slot, 'missing');
    else if (this.#mode === 'load' || slot.asked) this.#show(slot);
    else this.#say(slot, this.#mode === 'ask' ? 'waiting' : 'off');
  }

  /** @param {Slot} slot */
  #show(slot) {
    const { img } = slot;
    slot.place.dataset.state = 'shown';
    slot.place.replaceChildren(slot.shown);
    const attempts = attemptsFor(addressesOf(img));
    const attempt = () => {
      const next = attempts.shift();
      if (!next) {
        this.#say(slot, 'failed');
        return;
      }
      for (const { node, srcset } of next.sources) setOrRemove(node, 'srcset', srcset);
      setOrRemove(img, 'srcset', next.srcset);
      img.setAttribute('src', next.src);
    };
    // One handler per picture: settling again replaces it.
    img.onerror = attempt;
    attempt();
  }

  /**
   * Puts words where the picture would be. Nothing there has a live address but links, which ask no one until followed.
   * @param {Slot} slot
   * @param {'waiting' | 'off' | 'missing' | 'failed'} state
   */
  #say(slot, state) {
    const { t, language, dir } = this.#words;
    const { img, host, place } = slot;
    const { src } = addressesOf(img);
    img.onerror = null;
    img.removeAttribute('src');
    img.removeAttribute('srcset');
    for (const { node } of addressesOf(img).sources) node.removeAttribute('srcset');

    const alt = img.getAttribute('alt')?.trim() ?? '';
    const caption = slot.place.closest('figure')?.querySelector('figcaption')?.textContent?.trim() ?? '';
    const description = alt && alt !== caption ? element('span', { class: 'picture-alt' }, alt) : null;
    const link = slot.shown instanceof Element && slot.shown.localName === 'a' ? slot.shown.getAttribute('href') : null;

    /** @type {(Node | null)[]} */
    const parts = [];
    if (state === 'waiting') {
      parts.push(element('button', { type: 'button', class: 'button', onclick: () => this.#load(host, slot) },
        t('picture.load-from', { host })));
    } else {
      parts.push(element('span', { class: 'picture-sentence' }, t(`picture.${state}`, { host })));
      parts.push(element('span', { class: 'picture-address', dir: 'ltr' },
        state === 'missing' ? src : outwardLink(src, src)));
    }
    if (state === 'failed') parts.push(outwardLink(waybackAddress(src, this.#date), t('picture.wayback')));
    if (link) parts.push(outwardLink(link, t('picture.its-link')));
    place.dataset.state = state;
    place.replaceChildren(element('span', { class: 'picture-words' },
      description, element('span', { class: 'picture-actions', lang: language, dir }, ...parts)));
  }

  /**
   * The reader asked for the pictures of one host: of this article, not of later ones.
   * @param {string} host
   * @param {Slot} from where the reader clicked
   */
  #load(host, from) {
    for (const slot of this.#slots) {
      if (slot.host !== host || slot.asked) continue;
      slot.asked = true;
      this.#settle(slot);
    }
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
  const stamp = (date ?? '').replace(/\.\d+/, '').replace(/[^0-9]/g, '').slice(0, 14);
  return `https://web.archive.org/web/${stamp ? `${stamp}/` : ''}${address}`;
}

/** @param {HTMLImageElement} img @returns {Addresses} */
function addressesOf(img) {
  return addresses.get(img) ?? { src: '', srcset: '', sources: [] };
}

/**
 * Everything that is only about this picture: its `picture`, and a link that holds nothing else.
 * A button can't stand inside a link, so such a link gives its place to the slot too.
 * @param {Element} img
 * @returns {Element}
 */
function outermost(img) {
  let outer = img;
  for (let parent = outer.parentElement; parent; parent = outer.parentElement) {
    const alone = parent.localName === 'a' && parent.childElementCount === 1 && !parent.textContent?.trim();
    if (parent.localName !== 'picture' && !alone) break;
    outer = parent;
  }
  return outer;
}

/**
 * What is tried, in order: encrypted first, with all sizes; then the one plain address; then as the post wrote it,
 * where the page itself isn't encrypted, since browsers refuse such pictures in an encrypted page.
 * @param {Addresses} kept
 * @returns {Addresses[]}
 */
function attemptsFor({ src, srcset, sources }) {
  const secure = encrypted(src);
  const bare = sources.map(({ node }) => ({ node, srcset: '' }));
  /** @type {Addresses[]} */
  const attempts = [];
  if (srcset || sources.some((source) => source.srcset)) {
    attempts.push({
      src: secure,
      srcset: secureSet(srcset),
      sources: sources.map(({ node, srcset: set }) => ({ node, srcset: secureSet(set) })),
    });
  }
  attempts.push({ src: secure, srcset: '', sources: bare });
  if (secure !== src && location.protocol !== 'https:') attempts.push({ src, srcset: '', sources: bare });
  return attempts;
}

/** @param {string} address @returns {string} the same over https; what this site serves itself stays as it is */
function encrypted(address) {
  return address.startsWith(`${location.origin}/`) ? address : address.replace(/^http:/i, 'https:');
}

/** @param {string} srcset */
function secureSet(srcset) {
  return candidates(srcset).map(([address, rest]) => [encrypted(address), rest].join(' ').trim()).join(', ');
}

/**
 * The candidates of a srcset; commas also stand inside addresses, so only one after a space or an end separates.
 * @param {string} srcset
 * @returns {[string, string][]} addresses and their descriptors
 */
function candidates(srcset) {
  return [...srcset.matchAll(/(\S*[^\s,])(?:\s+([^,]+))?\s*(?:,|$)/g)].map((match) => [match[1], (match[2] ?? '').trim()]);
}

/** @param {Element} node @param {string} name @param {string} value */
function setOrRemove(node, name, value) {
  if (value) node.setAttribute(name, value);
  else node.removeAttribute(name);
}

/** @param {string} address @returns {string} */
function hostOf(address) {
  return parsed(address)?.host ?? '';
}

/** @param {string} address @param {string} [base] @returns {URL | null} */
function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
