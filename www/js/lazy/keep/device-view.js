/**
 * What this site keeps on this device, how large it is and since when; and how it is forgotten, one by one or all.
 */
import { dateInWords, sizeInWords } from "../../i18n/words.js";
import { element } from "../../views/element.js";
import { confirmed } from "./confirm.js";
import { countStored, forgetEverything } from "./everything.js";
import { forget, keptArchives } from "./keep.js";
import { packedBytes } from "./packed/packed-library.js";
import { onRecordsChange } from "./registry.js";
import { forgetsAfterAWeek, room, stays } from "./room.js";
import { forgetRecent } from "./recent.js";
import "./words.js";

/** @import { Actions } from '../../app/actions.js' */
/** @import { Words } from '../../types.js' */
/** @import { KeptArchive } from './registry.js' */

/**
 * @param {Words} words
 * @param {Pick<Actions, 'openKept' | 'announce'>} actions
 * @returns {{ root: HTMLElement, stop: () => void }}
 */
export function deviceView(words, { openKept, announce }) {
  const { t, locale } = words;
  const isFromDisk = location.protocol === "file:";
  const heading = element("h1", { class: "list-heading", tabindex: "-1" }, t("device.heading"));
  const archives = element("div", { class: "device-archives" });
  const others = element("ul", { class: "device-others" });
  const facts = element("div", { class: "device-facts" });
  const root = element(
    "section",
    { class: "device" },
    heading,
    element("p", { class: "panel-sentence" }, t(isFromDisk ? "keep.from-disk" : "device.where")),
    element("h2", { class: "device-heading" }, t("device.archives")),
    archives,
    facts,
    element("h2", { class: "device-heading" }, t("device.others")),
    others,
    element(
      "p",
      { class: "panel-ways" },
      element("button", { type: "button", class: "button", onclick: () => void forgetAll() }, t("device.forget-all")),
    ),
  );

  /** @param {string} text @param {string} label @param {() => void} press */
  const way = (text, label, press) =>
    element("button", { type: "button", class: "link-button", "aria-label": label, onclick: press }, text);

  /** @param {KeptArchive} record @param {number} packed bytes of its packed library */
  function itemOf({ id, name, posts, stamp, since, copy }, packed) {
    const taken = (copy ? stamp.size : 0) + packed;
    return element(
      "li",
      { class: "kept-item" },
      element("span", { class: "kept-name", dir: "auto" }, name),
      element(
        "span",
        { class: "kept-facts" },
        t(taken > 0 ? "device.facts" : "device.facts-handle", {
          posts,
          size: sizeInWords(stamp.size, locale),
          taken: sizeInWords(taken, locale),
          date: dateInWords({ iso: new Date(since).toISOString() }, locale, "medium"),
        }),
      ),
      element(
        "span",
        { class: "kept-ways" },
        way(t("device.open"), t("kept.open", { file: name }), () => void openKept(id)),
        way(t("device.forget"), t("device.forget-named", { file: name }), () => void remove(id, name)),
      ),
    );
  }

  /** @param {string} id @param {string} name */
  async function remove(id, name) {
    forgetRecent(name);
    await forget(id);
    announce("device.forgotten", { file: name });
    heading.focus();
  }

  async function draw() {
    const records = await keptArchives().catch(() => []);
    const packed = await Promise.all(records.map(({ id }) => packedBytes(id).catch(() => 0)));
    archives.replaceChildren(
      records.length > 0
        ? element(
            "ul",
            { class: "kept" },
            records.map((record, at) => itemOf(record, packed[at])),
          )
        : element("p", { class: "panel-sentence" }, t("device.nothing")),
    );
    const [space, isSafe] = [await room(), await stays()];
    const sentences = [
      space &&
        t("device.room", { used: sizeInWords(space.used, locale), room: sizeInWords(space.used + space.free, locale) }),
      records.some(({ copy }) => copy) && t(isSafe ? "device.stays" : "device.may-go"),
      forgetsAfterAWeek() && t("keep.week"),
    ];
    facts.replaceChildren(...sentences.flatMap((sentence) => (sentence ? [element("p", {}, sentence)] : [])));
    const { settings, positions, notes, reading } = await countStored();
    others.replaceChildren(
      element("li", {}, t("device.settings", { count: settings })),
      element("li", {}, t("device.positions", { count: positions })),
      ...(reading > 0 ? [element("li", {}, t("device.reading", { count: reading }))] : []),
      element(
        "li",
        {},
        t("device.notes", { count: notes }),
        " ",
        element("a", { href: "#/notes" }, t("device.to-notes")),
      ),
    );
  }

  async function forgetAll() {
    if (await confirmed(words, t("device.forget-all"), t("device.sure"))) await forgetEverything();
  }

  const stop = onRecordsChange(() => void draw());
  void draw();
  return { root, stop };
}
