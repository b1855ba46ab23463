/**
 * The search field above posts that are listed before there is a library: the first word asks for one, and the list stays
 * until it answers.
 */
import { element } from "./element.js";

/** @import { Search, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {object} what
 * @param {Search | undefined} what.asked a search that the URL asks for
 * @param {string} what.note what a search loads
 * @param {() => Promise<boolean>} what.start makes the library; says whether there is one
 * @param {(text: string) => void} what.find called once it can be asked
 * @returns {{ root: HTMLElement, focus: () => void }}
 */
export function searchLater({ t }, { asked, note, start, find }) {
  const status = element("p", { class: "search-status", role: "status" }, note);
  const field = element("input", {
    type: "search",
    class: "search-field",
    value: asked?.text ?? "",
    placeholder: t("search.placeholder"),
    "aria-label": t("search.label"),
    enterkeyhint: "search",
    spellcheck: "false",
    autocomplete: "off",
  });
  /** @type {Promise<boolean> | null} */
  let library = null;

  async function begin() {
    status.textContent = t("search.preparing");
    library ??= start();
    const isReady = await library;
    if (!isReady) library = null;
    status.textContent = note;
    // During composition the field holds unfinished text, and must stay.
    if (isReady && !isComposing && (asked || field.value.trim())) find(field.value);
  }
  let isComposing = false;
  const compose = (/** @type {boolean} */ now) => () => {
    isComposing = now;
    void begin();
  };
  field.addEventListener("compositionstart", compose(true));
  field.addEventListener("compositionend", compose(false));
  field.addEventListener("input", begin);
  if (asked) void begin();

  const onsubmit = (/** @type {Event} */ event) => event.preventDefault();
  return {
    root: element("div", {}, element("form", { class: "search", role: "search", onsubmit }, field), status),
    focus: () => field.focus(),
  };
}
