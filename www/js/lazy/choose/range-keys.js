/**
 * Choosing by keyboard: Space or `x` on a row, arrows with Shift for a run of rows, which becomes shorter on the way back, and all of
 * the list by Ctrl and A.
 */

/** @import { LibraryRow } from '../../types.js' */
/** @import { VirtualList } from '../../views/virtual-list.js' */
/** @import { Selection } from './selection.js' */

/**
 * @param {object} what
 * @param {VirtualList<LibraryRow>} what.list
 * @param {Selection} what.selection
 * @param {(row: LibraryRow) => void} what.toggle
 * @param {(id: number) => void} what.moved called with the row that a run has come to
 * @param {() => void} what.setAll
 * @returns {{ stop: () => void }}
 */
export function rangeKeys({ list, selection, toggle, moved, setAll }) {
  /** Of the run of rows: where it began, where it is, and which rows of it were chosen before. @type {{ start: number, at: number, before: Map<number, boolean> } | null} */
  let run = null;

  /** @param {number} to position */
  function extend(to) {
    const at = list.focused();
    const target = Math.max(0, Math.min(to, selection.listed() - 1));
    if (at < 0 || target === at) return;
    if (run?.at !== at) run = { start: at, at, before: new Map() };
    const { start, before } = run;
    const [first, last] = [Math.min(start, target), Math.max(start, target)];
    const [low, high] = [Math.min(at, first), Math.max(at, last)];
    selection.between(low, high).forEach((id, nth) => {
      const isWithin = low + nth >= first && low + nth <= last;
      if (isWithin && !before.has(id)) before.set(id, selection.has(id));
      if (isWithin) selection.set(id, true);
      else selection.set(id, before.get(id) ?? selection.has(id));
    });
    run.at = target;
    moved(selection.between(target, target)[0]);
    void list.focus(target);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = list.shown().find(({ item }) => item.contains(target))?.row;
    if (!row || event.isComposing || event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const at = list.focused();
    const { key } = event;
    const way = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: selection.listed() - 1 }[key];
    if (event.shiftKey && !isCommand && way !== undefined) extend(way);
    else if (isCommand && !event.shiftKey && key === "a") setAll();
    // The box has Space of its own, and so has a button.
    else if (!isCommand && ((key === " " && target.localName === "a") || key === "x")) toggle(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Before the list's own keys.
  list.root.addEventListener("keydown", onKey, { capture: true });
  return { stop: () => list.root.removeEventListener("keydown", onKey, { capture: true }) };
}
