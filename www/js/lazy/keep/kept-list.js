/**
 * What is kept, on the first screen: one click opens it; and what was opened last.
 */
import { dateInWords, sizeInWords } from "../../i18n/words.js";
import { element, inwardLink } from "../../views/element.js";
import { keptArchives } from "./keep.js";
import { recents } from "./recent.js";
import { onRecordsChange } from "./registry.js";
import "./words.js";

/** @import { Actions } from '../../app/actions.js' */
/** @import { Words } from '../../types.js' */
/** @import { Recent } from './recent.js' */
/** @import { KeptArchive } from './registry.js' */

/** @typedef {Pick<Actions, 'openKept' | 'goToDevice' | 'pick' | 'pickFolder'>} KeptActions */

/**
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {KeptActions} actions
 */
export function showKept(place, words, actions) {
  const { t } = words;
  const draw = async () => {
    const records = await keptArchives().catch(() => []);
    const kept = records.map((record) => keptItem(words, record, actions));
    const names = new Set(records.map(({ name }) => name));
    const others = recents().filter(({ name }) => !names.has(name));
    place.replaceChildren(
      ...section(t("kept.heading"), kept),
      ...section(
        t("kept.recent"),
        others.map((recent) => recentItem(words, recent, actions)),
      ),
      ...(kept.length + others.length > 0
        ? [inwardLink("#/device", actions.goToDevice, { class: "home-kept-all" }, t("kept.manage"))]
        : []),
    );
  };
  const stop = onRecordsChange(() => (place.isConnected ? void draw() : stop()));
  void draw();
}

/** @param {string} heading @param {HTMLElement[]} items @returns {HTMLElement[]} */
const section = (heading, items) =>
  items.length > 0
    ? [element("h2", { class: "home-kept-heading" }, heading), element("ul", { class: "kept" }, items)]
    : [];

/**
 * @param {string} name
 * @param {string} label
 * @param {() => void} press
 * @param {string} facts
 */
const item = (name, label, press, facts) =>
  element(
    "li",
    { class: "kept-item" },
    element(
      "button",
      { type: "button", class: "link-button kept-name", dir: "auto", "aria-label": label, onclick: press },
      name,
    ),
    element("span", { class: "kept-facts" }, facts),
  );

/** @param {Words} words @param {KeptArchive} record @param {KeptActions} actions */
function keptItem({ t, locale }, { id, name, posts, stamp, opened }, { openKept }) {
  const size = sizeInWords(stamp.size, locale);
  const facts = t("kept.facts", { posts, size, date: dayInWords(opened, locale) });
  return item(name, t("kept.open", { file: name }), () => void openKept(id), facts);
}

/** Of its file nothing is kept: it is chosen again. @param {Words} words @param {Recent} recent @param {KeptActions} actions */
function recentItem({ t, locale }, { name, posts, size, at }, { pick, pickFolder }) {
  const facts = t("kept.facts", {
    posts,
    size: size === null ? "" : sizeInWords(size, locale),
    date: dayInWords(at, locale),
  });
  return item(name, t("kept.choose", { file: name }), size === null ? pickFolder : pick, facts);
}

/** @param {number} at in ms since 1970 @param {string} locale */
const dayInWords = (at, locale) => dateInWords({ iso: new Date(at).toISOString() }, locale, "medium");
