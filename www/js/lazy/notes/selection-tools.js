/**
 * What can be done with a selected passage, shown below it: mark it in a colour, write a note, copy a link to it.
 */
import { element } from "../../views/element.js";
import { COLOURS } from "./annotation.js";

/** @import { Words } from '../../types.js' */
/** @import { Colour } from './annotation.js' */

/** Space between the selection and the tools, in px; fingers drag handles there. */
const GAP = 10;

/** A selection is settled when it hasn't changed for so long, in ms. */
const SETTLED = 250;

/**
 * @param {Words} words
 * @param {object} what
 * @param {HTMLElement} what.within
 * @param {(range: Range, colour: Colour) => Promise<unknown>} what.mark
 * @param {(range: Range) => Promise<void>} what.comment
 * @param {(range: Range) => Promise<void>} what.copyLink
 */
export function selectionTools({ t }, { within, mark, comment, copyLink }) {
  /** @param {string} key @param {(range: Range) => Promise<unknown>} act @param {Colour} [colour] */
  const button = (key, act, colour) =>
    element(
      "button",
      {
        type: "button",
        class: colour ? "note-chip note-button" : "link-button",
        "data-colour": colour,
        "aria-label": colour && t("notes.mark", { colour: t(key) }),
        title: colour && t(key),
        onclick: () => {
          const range = selected();
          getSelection()?.removeAllRanges();
          hide();
          if (range) void act(range);
        },
      },
      !colour && t(key),
    );
  const tools = element(
    "div",
    {
      class: "note-tools",
      role: "toolbar",
      "aria-label": t("notes.tools"),
      // A press of a button would end the selection.
      onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => move(event),
    },
    COLOURS.map((colour) => button(`notes.${colour}`, (range) => mark(range, colour), colour)),
    button("notes.write", comment),
    button("notes.link", copyLink),
  );

  /** @returns {Range | null} a copy, since the selection's own changes with it */
  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    return within.contains(range.startContainer) || within.contains(range.endContainer) ? range.cloneRange() : null;
  }

  function show() {
    const range = selected();
    if (!range) {
      if (!tools.contains(document.activeElement)) hide();
      return;
    }
    // What is moved loses the focus.
    if (!tools.isConnected) document.body.append(tools);
    const place = range.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = tools;
    const room = document.documentElement.clientWidth - offsetWidth - GAP;
    const below = Math.min(place.bottom + GAP, window.innerHeight - offsetHeight - GAP);
    tools.style.setProperty("--at-x", `${Math.max(GAP, Math.min(place.left, room)) + window.scrollX}px`);
    tools.style.setProperty("--at-y", `${Math.max(GAP, below) + window.scrollY}px`);
  }

  const hide = () => tools.remove();

  /** The arrows of a toolbar. @param {KeyboardEvent} event */
  function move(event) {
    const buttons = [...tools.querySelectorAll("button")];
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      const at = buttons.findIndex((one) => one.matches(":focus"));
      buttons.at((at + by) % buttons.length)?.focus();
    } else if (event.key === "Escape") {
      hide();
      within.closest("article")?.querySelector("h1")?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  let timer = 0;
  return {
    select() {
      clearTimeout(timer);
      timer = window.setTimeout(show, SETTLED);
    },
    focus() {
      show();
      tools.querySelector("button")?.focus();
    },
    stop() {
      clearTimeout(timer);
      hide();
    },
  };
}
