/**
 * Writes a manifest of all files of an archive, or says what is different from one.
 */
import { instanceStarter } from "../../core/instance.js";
import { sizeInWords } from "../../i18n/words.js";
import { element } from "../../views/element.js";
import { nameOf } from "../export/save-posts.js";
import { download } from "../files.js";
import { filesOf } from "./all-files.js";
import { volumeSelect, workDialog } from "./work-dialog.js";

/** @import { CoreInstance } from '../../core/instance.js' */
/** @import { Volume, Words } from '../../types.js' */
/** @import { Change, Checked, FileDifference } from './responder.js' */
/** @import { Tell } from './work-dialog.js' */

/** Paths of a kind that are shown at once. */
const SHOWN = 200;

/** Files that can't be read of which it is said why. */
const NAMED = 20;

/** @type {Change[]} */
const KINDS = ["changed", "gone", "new", "moved"];

/** The files of an archive with their hashes, which a core has. @typedef {{ volume: Volume, core: CoreInstance, files: number, lost: string[] }} Hashed */

/** @param {Words} words @param {Volume[]} volumes */
export function checkFiles(words, volumes) {
  const { t, locale } = words;
  /** @type {Hashed | null} */
  let hashed = null;
  const forget = () => {
    hashed?.core.end();
    hashed = null;
  };
  // It is not in the page: the button asks for it.
  const picker = element("input", {
    type: "file",
    accept: ".txt,text/plain",
    onchange: () => {
      const [file] = picker.files ?? [];
      // The same one may be picked again.
      picker.value = "";
      if (file) void dialog.work((signal, tell) => check(file, signal, tell));
    },
  });
  const archive = volumeSelect(t("integrity.archive"), volumes, 0, forget);
  const save = element(
    "button",
    { type: "button", class: "button button-first", onclick: () => void dialog.work(write) },
    t("integrity.save"),
  );
  const ask = element(
    "button",
    { type: "button", class: "button", onclick: () => picker.click() },
    t("integrity.check"),
  );
  const dialog = workDialog(words, {
    heading: t("integrity.check-heading"),
    sentence: t("integrity.check-sentence"),
    form: element("fieldset", { class: "export-forms" }, archive.label),
    ways: [save, ask],
    closed: forget,
  });

  /** @param {AbortSignal} signal @param {Tell} tell @returns {Promise<Hashed>} */
  async function hash(signal, tell) {
    const volume = archive.volume();
    if (hashed?.volume === volume) return hashed;
    forget();
    const core = await instanceStarter({ part: "exporting", deadline: Infinity })();
    const total = volume.summary().entries;
    /** @type {string[]} */
    const lost = [];
    let files = 0;
    try {
      for await (const { path, bytes, reason } of filesOf(volume)) {
        signal.throwIfAborted();
        if (!bytes) lost.push(`${path}: ${reason}`);
        else if ((await core.run({ call: "integrity", step: "file", path, bytes })).isNew) files += 1;
        else lost.push(`${path}: ${t("integrity.twice")}`);
        tell("integrity.progress", files + lost.length, total);
      }
      signal.throwIfAborted();
    } catch (error) {
      core.end();
      throw error;
    }
    return (hashed = { volume, core, files, lost });
  }

  /** @param {AbortSignal} signal @param {Tell} tell */
  async function write(signal, tell) {
    const { core, files, lost, volume } = await hash(signal, tell);
    const { text } = await core.run({ call: "integrity", step: "text" });
    const file = new Blob([text], { type: "text/plain;charset=utf-8" });
    const name = `${nameOf(volume.name)}-manifest-sha256.txt`;
    download(file, name);
    const size = sizeInWords(file.size, locale);
    return [element("p", {}, t("integrity.saved", { count: files, file: name, size })), ...lostLines(lost)];
  }

  /** @param {File} file @param {AbortSignal} signal @param {Tell} tell */
  async function check(file, signal, tell) {
    const manifest = new Uint8Array(await file.arrayBuffer());
    const { core, lost, volume } = await hash(signal, tell);
    const own = volume.kind === "folder" ? file.name : null;
    const asked = core.run({ call: "integrity", step: "check", file: own, bytes: manifest });
    const checked = await asked.catch((error) => {
      if (error?.code !== "unwritable") throw error;
      return null;
    });
    if (!checked) return [element("p", {}, t("integrity.no-manifest", { file: file.name }))];
    dialog.more.replaceChildren(...foundFiles(words, checked));
    return [element("p", {}, inWords(words, checked)), ...lostLines(lost)];
  }

  /** @param {string[]} lost */
  const lostLines = (lost) =>
    lost.length === 0
      ? []
      : [
          element("p", {}, t("integrity.lost", { count: lost.length })),
          ...lost.slice(0, NAMED).map((line) => element("p", {}, element("bdi", {}, line))),
        ];

  dialog.open();
}

/** @param {Words} words @param {{ found: { kind: Change }[], same: number }} checked */
export function inWords({ t }, { found, same }) {
  if (found.length === 0) return t("integrity.all-same", { count: same });
  const count = (/** @type {Change} */ kind) => found.filter((one) => one.kind === kind).length;
  return t("integrity.counts", {
    same,
    new: count("new"),
    gone: count("gone"),
    changed: count("changed"),
    moved: count("moved"),
  });
}

/** @param {Words} words @param {Checked} checked */
function foundFiles({ t, locale }, { found, text }) {
  /** @param {FileDifference} difference */
  const line = ({ path, from }) =>
    element(
      "li",
      {},
      element("bdi", {}, path),
      from !== undefined && element("span", { class: "integrity-from" }, ` ${t("integrity.from")} `),
      from !== undefined && element("bdi", {}, from),
    );
  const kinds = KINDS.flatMap((kind) => {
    const own = found.filter((one) => one.kind === kind);
    if (own.length === 0) return [];
    const list = element("ul", { class: "integrity-paths" }, own.slice(0, SHOWN).map(line));
    const more = element(
      "button",
      {
        type: "button",
        class: "quiet-button",
        onclick: () => {
          const shown = list.childElementCount;
          list.append(...own.slice(shown, shown + SHOWN).map(line));
          more.hidden = list.childElementCount === own.length;
          // Where the button goes, the focus would.
          if (more.hidden) list.focus();
        },
      },
      t("integrity.more"),
    );
    more.hidden = own.length <= SHOWN;
    list.tabIndex = -1;
    return [
      element(
        "details",
        { class: "statistics-list", open: true },
        element("summary", {}, `${t(`integrity.${kind}`)} (${own.length.toLocaleString(locale)})`),
        list,
        more,
      ),
    ];
  });
  const save = () => download(new Blob([text], { type: "text/plain;charset=utf-8" }), "differences.txt");
  return found.length === 0
    ? []
    : [...kinds, element("button", { type: "button", class: "quiet-button", onclick: save }, t("integrity.save-list"))];
}
