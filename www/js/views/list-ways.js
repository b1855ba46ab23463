/**
 * What can be done with the posts of a list: some are chosen, those or all are saved, and all are counted. And with its archives:
 * their files are checked, and two are compared.
 */
import { element } from "./element.js";

/** @import { Collection, LibraryRow, Searchable, Words } from '../types.js' */
/** @import { VirtualList } from './virtual-list.js' */
/** @import { Choosing } from '../lazy/choose/choosing.js' */

/** Loaded once a reader chooses. @type {typeof import('../lazy/choose/choosing.js') | null} */
let choosingParts = null;

/**
 * @param {Words} words
 * @param {object} what
 * @param {() => Collection} what.collection as it is now
 * @param {((count: number, places?: Uint32Array) => void) | null} what.save saves the posts of the list, or those at some places
 * @param {(() => void) | null} what.statistics
 * @param {((way: 'check' | 'compare') => void) | null} what.integrity
 */
export function listWays(words, { collection, save, statistics, integrity }) {
  const { t } = words;
  const library = /** @type {Searchable} */ (collection().library);
  /** While rows are being chosen. @type {Choosing | null} */
  let choosing = null;
  let isReady = false;
  /** @type {{ list: VirtualList<LibraryRow>, head: HTMLElement } | null} */
  let place = null;

  const saving = element("button", { type: "button", class: "link-button list-save" }, t("list.save"));
  const choose = element(
    "button",
    { type: "button", class: "link-button list-choose", onclick: () => void begin(true) },
    t("list.choose"),
  );
  const counting = element(
    "button",
    { type: "button", class: "link-button list-statistics", onclick: () => statistics?.() },
    t("list.statistics"),
  );
  const [check, compare] = /** @type {const} */ (["check", "compare"]).map((way) =>
    element(
      "button",
      { type: "button", class: `link-button list-${way}`, onclick: () => integrity?.(way) },
      t(`list.${way}`),
    ),
  );
  const root = element(
    "div",
    { class: "list-ways" },
    ...(save ? [choose, saving] : []),
    statistics && counting,
    ...(integrity ? [check, compare] : []),
  );

  /** Posts that were given one by one are no archive. */
  function offer() {
    const archives = collection().archives.filter(({ volume }) => !volume.isLoose).length;
    check.hidden = archives === 0;
    compare.hidden = archives < 2;
  }
  offer();

  /** @param {boolean} isAsked by the reader now, rather than before they read a post */
  async function begin(isAsked) {
    choosingParts ??= await import("../lazy/choose/choosing.js");
    if (choosing || !place || !save) return;
    const { list, head } = place;
    const { id } = collection();
    choosing = choosingParts.chooseRows(words, { collection: id, library, list, save, ended });
    head.append(choosing.root);
    head.parentElement?.classList.add("is-choosing");
    choosing.answered(isReady);
    if (isAsked) choosing.root.querySelector("input")?.focus({ preventScroll: true });
  }

  function ended() {
    choosing = null;
    place?.head.parentElement?.classList.remove("is-choosing");
    choose.focus({ preventScroll: true });
  }

  return {
    root,
    /** @param {VirtualList<LibraryRow>} list @param {HTMLElement} head of the page, which the bar is put into */
    begin(list, head) {
      place = { list, head };
      if (choosingParts?.isChoosing(collection().id)) void begin(false);
    },
    /** @param {HTMLElement} item @param {LibraryRow} row */
    show: (item, row) => choosing?.show(item, row),
    /** @param {number} posts of the list as it is now */
    answered(posts) {
      // Until all is read, a list has not all its posts.
      isReady = library.byRanges !== true && collection().archives.every(({ progress }) => !progress);
      saving.onclick = () => save?.(posts);
      offer();
      root.toggleAttribute("data-ready", isReady && (posts > 0 || choosing !== null));
      choosing?.answered(isReady);
    },
    stop: () => choosing?.stop(),
  };
}
