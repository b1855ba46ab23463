/**
 * The open archives and folders, above the list: each with its name, its problems, folded, and a button that closes it; and the
 * progress of those being indexed, with a button that stops it.
 */
import { isEncrypted } from "../core/errors.js";
import { asSentence } from "../i18n/words.js";
import { element } from "./element.js";
import { keepButton } from "./keep-button.js";

/** @import { OpenArchive, Words } from '../types.js' */
/** @import { KeepActions } from './keep-button.js' */

/**
 * @param {Words} words
 * @param {OpenArchive[]} archives
 * @param {Record<'close' | 'cancel' | 'showOthers', (archive: OpenArchive) => void>} actions
 * @param {KeepActions | null} keeping where archives can be kept
 * @returns {HTMLElement[]}
 */
export function openArchives(words, archives, { close, cancel, showOthers }, keeping) {
  const { t } = words;
  const list = element(
    "ul",
    { class: "shelves", "aria-label": t("shelf.heading") },
    archives.map((archive) => {
      const { volume, posts, copies, site } = archive;
      if (volume.isLoose) return null;
      return element(
        "li",
        { class: "shelf" },
        element("span", { class: "shelf-name", dir: "auto" }, site?.name ?? volume.name),
        site?.name && element("span", { class: "shelf-file", dir: "auto" }, volume.name),
        // The list's heading shows the number of a single archive.
        archives.length > 1 && element("span", { class: "shelf-count" }, t("shelf.posts", { count: posts })),
        keeping &&
          volume.origin &&
          keepButton(words, volume.name, Boolean(volume.kept), () => keeping.keep(archive), keeping),
        button(t("shelf.close"), t("shelf.close-named", { file: volume.name }), () => close(archive)),
        problems(words, archive),
        // Known only when all is read: it has its room before.
        element(
          "span",
          { class: "shelf-facts" },
          copies > 0 &&
            element(
              "span",
              { class: "shelf-count" },
              t("shelf.copies", { files: posts, posts: posts - copies, copies }),
            ),
          others(words, archive, () => showOthers(archive)),
        ),
        warning(words, archive),
      );
    }),
  );
  const bars = archives
    .map((archive) => progressBar(words, archive, () => cancel(archive)))
    .filter((node) => node !== null);
  // At the foot of the window, so that the list does not move.
  return [
    ...(list.hasChildNodes() ? [list] : []),
    ...(bars.length > 0 ? [element("div", { class: "shelves-progress" }, bars)] : []),
  ];
}

/** @param {string} text @param {string} label @param {() => void} press */
const button = (text, label, press) =>
  element("button", { type: "button", class: "link-button", "aria-label": label, onclick: press }, text);

/** What isn't in the list. @param {Words} words @param {OpenArchive} archive @param {() => void} press */
function others({ t }, { volume, others, empty }, press) {
  const parts = [
    ...(others > 0 ? [t("shelf.others", { count: others })] : []),
    ...(empty > 0 ? [t("shelf.empty", { count: empty })] : []),
  ];
  const text = parts.join(t("record.and"));
  return text && button(text, `${text} (${volume.name})`, press);
}

/** @param {Words} words @param {OpenArchive} archive @param {() => void} cancel */
function progressBar({ t }, { volume, posts: listed, progress }, cancel) {
  if (!progress || progress.cancelled) return null;
  const { posts, done, total, since } = progress;
  const seconds = Math.max(0.1, (performance.now() - since) / 1000);
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const left = share > 0.05 ? Math.ceil((seconds / share) * (1 - share)) : null;
  return element(
    "div",
    { class: "shelf-progress" },
    element("span", { class: "shelf-name", dir: "auto" }, volume.name),
    element("progress", { max: "1", value: String(share), "aria-label": t("shelf.reading", { file: volume.name }) }),
    element(
      "span",
      { class: "shelf-count" },
      t("shelf.progress", { posts, listed: Math.max(listed, posts), rate: Math.round(posts / seconds) }),
    ),
    left !== null && element("span", { class: "shelf-count" }, t("shelf.left", { count: left })),
    button(t("shelf.cancel"), t("shelf.cancel-named", { file: volume.name }), cancel),
  );
}

/** What is missing of an archive, in plain sight. @param {Words} words @param {OpenArchive} archive */
function warning({ t }, { volume, unreadable }) {
  const cut = volume.summary().problems.find(({ code }) => code === "archive-cut");
  const locked = unreadable.filter(isEncrypted).length;
  const sentences = [
    ...(cut ? [t("problem.archive-cut", cut.args)] : []),
    ...(locked > 0 ? [t("shelf.locked", { count: locked })] : []),
  ];
  return sentences.length > 0 && element("p", { class: "shelf-warning" }, sentences.join(" "));
}

/** @param {Words} words @param {OpenArchive} archive */
function problems({ t }, { volume, unreadable, unreadableTotal }) {
  const { problems } = volume.summary();
  const count = unreadableTotal + problems.length;
  if (count === 0) return null;
  return element(
    "details",
    { class: "shelf-problems" },
    element("summary", {}, t("shelf.problems", { count })),
    element(
      "ul",
      {},
      problems.map(({ code, message, args }) => element("li", {}, t(`problem.${code}`, args, asSentence(message)))),
      unreadable.map(({ path, problems }) => {
        const last = problems.at(-1);
        return element(
          "li",
          {},
          element("bdi", {}, path),
          last && ` — ${t(`problem.${last.code}`, last.args, asSentence(last.message))}`,
        );
      }),
      unreadableTotal > unreadable.length &&
        element("li", {}, t("shelf.more-problems", { count: unreadableTotal - unreadable.length })),
    ),
  );
}
