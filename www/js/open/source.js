/**
 * How posts come in: a drop, the file picker, a paste, the samples, and an address of this site
 * or of one that config.js names.
 * Each becomes a list of items that opening.js opens; what can't be one becomes a sentence.
 */

import { openArchive, openFolder } from "../archives/volume.js";
import { allowedAddress } from "./allowed-url.js";
import { fetched, nameIn } from "./fetch-file.js";
import { filesIn } from "./folder.js";
import { ARCHIVES, EXTENSIONS, isArchivesName, isPostsName, postsName } from "./file-names.js";
import { noticeOf } from "./open-posts.js";
import { baseOf, besides, read } from "./bundled-files.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Folder, Found } from './folder.js' */
/** @import { CoreError, Item, Note, Notice, Volume } from '../types.js' */

/**
 * What the picker accepts. Phones know files by their kind and not by their name,
 * and call a Markdown file either text or, as often, "bytes"; the names are looked at afterwards.
 */
export const ACCEPTED = [...EXTENSIONS, ...ARCHIVES, "text/*", "application/octet-stream"].join(",");

/**
 * An archive or a folder that may be opened as a whole. `direct` are files that were given one by one.
 * @typedef {{ name: string, open: (onDownload: (done: number, total: number | null) => void) => Promise<Volume> }} Whole
 */

/** Bytes of an address that tell what it is: a tar names itself in the first block. */
const SNIFF = 1024;

/** @typedef {{ items: Item[], notices: Notice[], wholes: Whole[] }} Given */

/** A file or text from a reader's own machine has no address, and nobody says anything of it. */
const SOMEBODYS = { base: null, note: null, beside: null };

/**
 * Posts that are opened at once when their files are given one by one, at the most. More are listed like a folder.
 */
const MOST_AT_ONCE = 2000;

/**
 * @param {Iterable<File>} files
 * @param {Engine} engine
 * @param {string} togetherName what many files together are called
 * @returns {Promise<Given>}
 */
export async function itemsOfFiles(files, engine, togetherName) {
  /** @type {Given} */
  const given = { items: [], notices: [], wholes: [] };
  /** @type {File[]} */
  const posts = [];
  for (const file of files) {
    if (isPostsName(file.name)) posts.push(file);
    else if (await isArchive(file, engine, given)) given.wholes.push(wholeOfFile(file, engine));
    else if (mayBePost(file)) posts.push(file);
    else if (!given.notices.some(({ args }) => args.file === file.name)) {
      given.notices.push({ key: "error.unsupported", args: { file: file.name } });
    }
  }
  if (posts.length > MOST_AT_ONCE) {
    // Whoever gives files one by one means each as a post, and that is what a folder of this name says.
    const found = posts.map((file) => ({ path: `${togetherName}/_posts/${file.name}`, file: async () => file }));
    given.wholes.push({ name: togetherName, open: () => openFolder(togetherName, found, engine) });
  } else {
    for (const file of posts) given.items.push({ ...SOMEBODYS, name: file.name, open: () => engine.openFile(file) });
  }
  return given;
}

/** @param {File} file @param {Engine} engine @param {Given} given hears of archives that can't be opened */
async function isArchive(file, engine, { notices }) {
  if (/^(image|audio|video|font)\//.test(file.type)) return false;
  try {
    return (await engine.kindOf(file)) !== null;
  } catch (error) {
    notices.push(noticeOf(/** @type {CoreError} */ (error), file.name));
    return false;
  }
}

/** @param {File} file @param {Engine} engine @returns {Whole} */
function wholeOfFile(file, engine) {
  return { name: file.name, open: () => openArchive({ file }, file.name, engine) };
}

/** @param {File} file */
function mayBePost(file) {
  // A name without an ending, or a text under a strange name: the core looks at the bytes and says what they are.
  return file.type.startsWith("text/") || (file.type === "" && !file.name.includes("."));
}

/**
 * @param {File[]} files
 * @param {Folder[]} folders
 * @param {Engine} engine
 * @param {string} togetherName
 * @returns {Promise<Given>} what else lies in the folders is passed over
 */
export async function itemsOfDrop(files, folders, engine, togetherName) {
  const given = await itemsOfFiles(files, engine, togetherName);
  for (const folder of folders) {
    const { name } = folder;
    try {
      given.wholes.push(wholeOfFound(name, await filesIn(folder), engine));
    } catch (error) {
      given.notices.push({ key: "error.folder-unreadable", args: { file: name, reason: String(error) } });
    }
  }
  return given;
}

/** @param {string} name @param {Found[]} found @param {Engine} engine @returns {Whole} */
function wholeOfFound(name, found, engine) {
  return { name, open: () => openFolder(name, found, engine) };
}

/**
 * What a picker for folders gives: files, each with its path below the folder that was picked.
 * @param {File[]} files
 * @param {Engine} engine
 * @returns {Given}
 */
export function itemsOfPickedFolder(files, engine) {
  /** @type {Map<string, Found[]>} */
  const folders = new Map();
  for (const file of files) {
    const path = file.webkitRelativePath || file.name;
    if (path.split("/").some((part) => part.startsWith("."))) continue;
    const name = path.split("/")[0];
    const found = folders.get(name) ?? [];
    folders.set(name, found);
    found.push({ path, file: async () => file });
  }
  const wholes = [...folders].map(([name, found]) => wholeOfFound(name, found, engine));
  return { items: [], notices: [], wholes };
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Engine} engine
 * @returns {Given}
 */
export function itemOfText(name, text, engine) {
  if (!text.trim()) return { items: [], notices: [{ key: "error.pasted-nothing", args: {} }], wholes: [] };
  return { items: [{ ...SOMEBODYS, name, open: () => engine.openText(name, text) }], notices: [], wholes: [] };
}

/**
 * @param {string} address as it stands after `?src=`
 * @param {Engine} engine
 * @returns {Promise<Given>}
 */
export async function itemOfAddress(address, engine) {
  const url = allowedAddress(address);
  if (!url) {
    const key = location.protocol === "file:" ? "error.src-of-file" : "error.src-foreign";
    return { items: [], notices: [{ key, args: { address } }], wholes: [] };
  }
  const name = nameIn(url);
  if (isPostsName(name)) return { items: [itemAt(url, engine)], notices: [], wholes: [] };
  try {
    const head = await fetched(url, { headers: { Range: `bytes=0-${SNIFF - 1}` }, cache: "no-store" });
    const first = (await head.body?.getReader().read())?.value ?? new Uint8Array();
    void head.body?.cancel().catch(() => {});
    if ((await engine.kindOf(new File([first.slice(0, SNIFF)], name))) === null && !isArchivesName(name)) {
      return { items: [itemAt(url, engine)], notices: [], wholes: [] };
    }
  } catch (error) {
    return { items: [], notices: [noticeOf(/** @type {CoreError} */ (error), name)], wholes: [] };
  }
  /** @type {Whole} */
  const whole = { name, open: (onDownload) => openArchive({ address: url.href }, name, engine, { onProgress: onDownload }) };
  return { items: [], notices: [], wholes: [whole] };
}

/**
 * @param {URL} url that may be asked
 * @param {Engine} engine
 * @returns {Item}
 */
function itemAt(url, engine) {
  const name = nameIn(url);
  return {
    ...SOMEBODYS,
    name,
    base: url.href,
    async open() {
      const response = await fetched(url);
      return engine.openBytes(postsName(name), new Uint8Array(await response.arrayBuffer()));
    },
  };
}

/**
 * All samples of this site, in the order of their list.
 * @param {Engine} engine
 * @returns {Promise<Given>}
 */
export async function itemsOfSamples(engine) {
  try {
    /** @type {{ file: string, note?: Note }[]} */
    const samples = JSON.parse(new TextDecoder().decode(await read("posts/index.json")));
    return { items: samples.map(({ file, note }) => itemOnShelf(file, note ?? null, engine)), notices: [], wholes: [] };
  } catch {
    return { items: [], notices: [{ key: "error.no-samples", args: {} }], wholes: [] };
  }
}

/**
 * A post that the page came with.
 * @param {string} file its path in `posts/`
 * @param {Note | null} note
 * @param {Engine} engine
 * @returns {Item}
 */
export function itemOnShelf(file, note, engine) {
  const path = `posts/${file}`;
  return {
    name: file,
    base: besides ? null : baseOf(path),
    note,
    beside: besides?.(path) ?? null,
    async open() {
      try {
        return await engine.openBytes(postsName(file), await read(path));
      } catch (error) {
        // By the name that stands in the list and in the address bar.
        throw { .../** @type {CoreError} */ (error), file };
      }
    },
  };
}

/**
 * Takes pastes that are not meant for a text field.
 * @param {object} reaction
 * @param {(files: File[]) => void} reaction.files
 * @param {(text: string) => void} reaction.text
 */
export function takePastes({ files, text }) {
  window.addEventListener("paste", (event) => {
    const aim = event.target;
    if (aim instanceof HTMLElement && (aim.isContentEditable || aim.closest("input, textarea, select"))) return;
    if (!event.clipboardData) return;
    const pastedFiles = [...event.clipboardData.files];
    if (pastedFiles.length > 0) {
      event.preventDefault();
      files(pastedFiles);
      return;
    }
    const pasted = event.clipboardData.getData("text/plain");
    if (pasted.trim()) {
      event.preventDefault();
      text(pasted);
    }
  });
}
