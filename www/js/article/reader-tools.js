/**
 * What a reader can do with an open article: make it a favourite, set it to read or unread, have it read aloud. What that takes
 * is loaded when it is asked for, when something of it is kept on this device, or when the post has been looked at for a while.
 */
import { element } from "../views/element.js";
import { isReadingKept } from "./reading-flag.js";

/** @import { ReadingPage, Route, Words } from '../types.js' */
/** @import { ArticleView } from '../views/post-article.js' */

/** In ms, before which no post has been read. */
const GLANCE = 1500;

/**
 * @param {Words} words
 * @param {{ article: ArticleView, page: ReadingPage, route: Route, isRemembered: () => boolean, announce: (key: string) => void }} what
 */
export function readerTools(words, what) {
  const { t, language, dir } = words;
  const { article, isRemembered } = what;
  let isShown = true;
  /** @type {Promise<import('../lazy/reading/in-article.js').ArticleReading> | null} */
  let marks = null;
  /** @type {Promise<import('../lazy/aloud/player.js').Player> | null} */
  let player = null;
  const loadMarks = () =>
    (marks ??= import("../lazy/reading/in-article.js").then(({ readingInArticle }) =>
      readingInArticle(words, { ...what, favourite, read, since: opened }),
    ));
  const loadPlayer = () =>
    (player ??= import("../lazy/aloud/player.js").then(({ readAloud }) =>
      readAloud(words, { ...what, button: listen }),
    ));
  const toggle = async (/** @type {"favourite" | "read"} */ name) => {
    if (isRemembered()) await loadMarks().then((loaded) => loaded.toggle(name), fail);
  };
  const speak = async () => {
    if (canSpeak) await loadPlayer().then((loaded) => loaded.toggle(), fail);
  };
  const fail = (/** @type {unknown} */ error) => root.append(element("span", { role: "alert" }, String(error)));
  const opened = performance.now();
  const canSpeak = "speechSynthesis" in window;

  /** @param {string} name @param {() => void} run @param {boolean} isSwitch */
  const tool = (name, run, isSwitch) =>
    element(
      "button",
      { type: "button", class: `reader-tool tool-${name}`, "aria-pressed": isSwitch && "false", onclick: run },
      t(`tool.${name}`),
    );
  const favourite = tool("favourite", () => void toggle("favourite"), true);
  const read = tool("read", () => void toggle("read"), true);
  const listen = tool("listen", () => void speak(), false);
  listen.hidden = !canSpeak;
  const show = () => {
    favourite.hidden = read.hidden = !isRemembered();
  };
  show();
  const root = element("div", { class: "reader-tools", lang: language, dir }, favourite, read, listen);
  article.root.querySelector(".post-header")?.append(root);

  const begin = () => isShown && isRemembered() && void loadMarks().catch(() => {});
  const timer = setTimeout(begin, isReadingKept() ? 0 : GLANCE);

  return {
    /** Shows what can be remembered, or not. */
    show,
    toggle,
    speak,
    canSpeak,
    stop() {
      isShown = false;
      clearTimeout(timer);
      for (const part of [marks, player])
        void part?.then(
          ({ stop }) => stop(),
          () => {},
        );
    },
  };
}
