/**
 * Whether the open article was read and is a favourite: shown, changed by the reader, and noticed while they read.
 */
import { onReadingChange } from "../../article/reading-flag.js";
import { element } from "../../views/element.js";
import { sha256 } from "../digest.js";
import { minutesOf } from "../reading-progress.js";
import { forgetAll, keep, keptOf, placeOf } from "./store.js";
import { watchReading } from "./watch.js";
import "./words.js";

/** @import { ReadingPage, Route, Words } from '../../types.js' */
/** @import { ArticleView } from '../../views/post-article.js' */

/**
 * @typedef {object} ArticleReading
 * @property {(name: 'favourite' | 'read') => void} toggle
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {object} what
 * @param {ArticleView} what.article
 * @param {ReadingPage} what.page
 * @param {Route} what.route
 * @param {HTMLElement} what.favourite button
 * @param {HTMLElement} what.read button
 * @param {number} what.since when the article was opened, in ms
 * @param {() => boolean} what.isRemembered
 * @param {(key: string) => void} what.announce a sentence for screen readers
 * @returns {Promise<ArticleReading>}
 */
export async function readingInArticle(
  words,
  { article, page, route, favourite, read, since, isRemembered, announce },
) {
  const target = { url: page.source?.url ?? "", digest: await sha256(page.raw), place: placeOf(route) };
  const buttons = { favourite, read };
  const failure = element("span", { role: "alert" }, words.t("tool.not-kept"));
  let isShown = true;
  let kept = await keptOf(target).catch(() => null);

  function draw() {
    for (const name of /** @type {const} */ (["favourite", "read"]))
      buttons[name].setAttribute("aria-pressed", String(kept?.[name] ?? false));
  }

  /** One change after the other. */
  let last = Promise.resolve();
  /** @param {{ read?: boolean, favourite?: boolean }} change */
  const set = (change) => (last = last.then(() => store(change)));

  /** @param {{ read?: boolean, favourite?: boolean }} change */
  async function store(change) {
    failure.remove();
    try {
      const next = { ...(await keptOf(target)), ...change };
      await keep(next);
      kept = next;
      // The reader may have switched it off meanwhile.
      if (!isRemembered()) await forgetAll();
    } catch {
      read.parentElement?.append(failure);
    }
    draw();
  }

  const body = /** @type {HTMLElement} */ (article.root.querySelector(".post-body"));
  // What is set to unread stays so until it is opened again.
  let stopWatching = () => {};
  if (kept && !kept.read && isRemembered()) {
    stopWatching = watchReading(body, {
      since,
      isComplete: () => article.rendering.isComplete(),
      minutes: () => minutesOf(body.textContent ?? ""),
      done: () => void set({ read: true }),
    });
  }
  const quiet = onReadingChange(async () => {
    kept = await keptOf(target).catch(() => null);
    if (isShown) draw();
  });
  draw();
  const stop = () => {
    isShown = false;
    quiet();
    stopWatching();
  };
  return {
    toggle(name) {
      if (name === "read") stopWatching();
      const now = !kept?.[name];
      announce(`tool.${name}.${now ? "on" : "off"}`);
      void set({ [name]: now });
    },
    stop,
  };
}
