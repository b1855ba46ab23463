/**
 * Choosing rows of a list: a checkbox in each, a bar that counts them and has what is done with them, and keys. The selection is
 * of posts, so that it stays while rows come and go.
 */
import { listKeys } from "../../app/shortcuts.js";
import { element } from "../../views/element.js";
import { rangeKeys } from "./range-keys.js";
import { createSelection, idOf } from "./selection.js";
import "./words.js";

/** @import { LibraryRow, Searchable, Words } from '../../types.js' */
/** @import { VirtualList } from '../../views/virtual-list.js' */
/** @import { Selection } from './selection.js' */

/** Kept while the page is open, so that a post can be read in between: by collection. @type {Map<string, Selection>} */
const selections = new Map();

/** Whether a list with rows to choose is shown. */
let isShown = false;
for (const [keys, label] of [
  ["Space x", "shortcuts.choose-row"],
  ["Shift+↓ ↑", "shortcuts.choose-range"],
  ["Ctrl+A", "shortcuts.choose-all"],
  ["Escape", "shortcuts.choose-end"],
])
  listKeys(keys, label, () => isShown);

/**
 * @typedef {object} Choosing
 * @property {HTMLElement} root the bar
 * @property {(item: HTMLElement, row: LibraryRow) => void} show gives a row its checkbox
 * @property {(isRead: boolean) => void} answered when the list has changed; `isRead` says whether its posts can be saved
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {string} what.collection
 * @param {Searchable} what.library
 * @param {VirtualList<LibraryRow>} what.list
 * @param {(count: number, places: Uint32Array) => void} what.save
 * @param {() => void} what.ended called once the reader has done with it
 * @returns {Choosing}
 */
export function chooseRows({ t }, { collection, library, list, save, ended }) {
  const selection = selections.get(collection) ?? createSelection();
  selections.set(collection, selection);
  selection.isOpen = true;
  isShown = true;
  let isRead = false;
  /** The row at which the latest choice was made, to which Shift draws a range. */
  let from = -1;

  const count = element("p", { class: "choosing-count", role: "status" });
  const hint = element("p", { class: "choosing-keys" }, t("choose.keys"));
  const all = element("input", { type: "checkbox", onchange: () => setAll(all.checked) });
  const allText = element("span");
  const none = element("button", { type: "button", class: "button", onclick: clear }, t("choose.none"));
  const saving = element(
    "button",
    { type: "button", class: "button button-first", onclick: () => save(selection.size(), selection.places()) },
    t("choose.save"),
  );
  const done = element("button", { type: "button", class: "button", onclick: end }, t("choose.done"));
  const root = element(
    "div",
    { class: "choosing", role: "group", "aria-label": t("choose.heading") },
    element("div", { class: "choosing-said" }, count, hint),
    element(
      "div",
      { class: "choosing-ways" },
      element("label", { class: "choosing-all" }, all, " ", allText),
      none,
      saving,
      done,
    ),
  );

  /** Where the focus must go that a button has when it can't be pressed any more. @param {HTMLButtonElement} button @param {boolean} isOff */
  function disable(button, isOff) {
    if (isOff && document.activeElement === button) all.focus();
    button.disabled = isOff;
  }

  function update() {
    const [size, within, listed] = [selection.size(), selection.within(), selection.listed()];
    const hidden = size - within;
    const text = t(hidden > 0 ? "choose.hidden" : "choose.count", { count: size, hidden });
    if (count.textContent !== text) count.textContent = text;
    allText.textContent = t("choose.all", { count: listed });
    all.checked = listed > 0 && within === listed;
    all.indeterminate = within > 0 && within < listed;
    disable(none, size === 0);
    disable(saving, size === 0 || !isRead);
    for (const { item, row } of list.shown()) {
      const box = boxOf(item);
      if (box) box.checked = selection.has(idOf(row));
      item.toggleAttribute("data-chosen", Boolean(box?.checked));
    }
  }

  /** @param {boolean} isOn */
  function setAll(isOn) {
    selection.setListed(isOn);
    update();
  }

  function clear() {
    selection.clear();
    update();
  }

  /** @param {number} id @param {boolean} isOn @param {boolean} isRange as far as the latest choice */
  function choose(id, isOn, isRange) {
    const [start, end] = [selection.positionOf(from), selection.positionOf(id)];
    const isDrawn = isRange && start >= 0 && end >= 0;
    // A range is as the row is where it begins.
    const state = isDrawn ? selection.has(from) : isOn;
    for (const one of isDrawn ? selection.between(start, end) : [id]) selection.set(one, state);
    if (!isDrawn) from = id;
    update();
  }

  /** @param {HTMLElement} item @param {LibraryRow} row */
  function show(item, row) {
    if (boxOf(item)) return;
    const id = idOf(row);
    let isRange = false;
    const box = element("input", {
      type: "checkbox",
      class: "choosing-box",
      "aria-label": row.title,
      lang: row.lang,
      onclick(/** @type {MouseEvent} */ event) {
        choose(id, box.checked, isRange || event.shiftKey);
        isRange = false;
      },
    });
    box.checked = selection.has(id);
    item.toggleAttribute("data-chosen", box.checked);
    // Above the row's link, which keeps its keys.
    const label = element(
      "label",
      {
        class: "choosing-row",
        // Not every browser tells the box which keys are held.
        onclick(/** @type {MouseEvent} */ event) {
          if (event.target !== box) isRange = event.shiftKey;
        },
      },
      box,
    );
    item.prepend(label);
  }

  const keys = rangeKeys({
    list,
    selection,
    toggle: (row) => choose(idOf(row), !selection.has(idOf(row)), false),
    moved(id) {
      from = id;
      update();
    },
    setAll: () => setAll(selection.within() < selection.listed()),
  });

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector("dialog:modal, :popover-open")) return;
    event.preventDefault();
    end();
  }
  // Before the page's own keys, and after those of the search field.
  document.body.addEventListener("keydown", leave);

  function stop() {
    isShown = false;
    keys.stop();
    document.body.removeEventListener("keydown", leave);
  }

  function end() {
    selection.isOpen = false;
    stop();
    root.remove();
    for (const { item } of list.shown()) {
      item.querySelector(":scope > .choosing-row")?.remove();
      item.removeAttribute("data-chosen");
    }
    ended();
  }

  for (const { item, row } of list.shown()) show(item, row);
  update();
  return {
    root,
    show,
    answered(isNowRead) {
      isRead = isNowRead;
      void selection.renew(library).then(update, () => {});
    },
    stop,
  };
}

/** @param {HTMLElement} item @returns {HTMLInputElement | null} */
const boxOf = (item) => item.querySelector(":scope > .choosing-row > input");

/** @param {string} collection @returns {boolean} whether choosing was left for a post */
export const isChoosing = (collection) => selections.get(collection)?.isOpen ?? false;
