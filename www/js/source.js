/**
 * How posts come in: a drop, the file picker, a paste, the samples, and an address of this site
 * or of one that config.js names.
 * Each becomes a list of items that opening.js opens; what can't be one becomes a sentence.
 */

import { allowedAddress, fetched, nameIn } from "./fetched.js";
import { filesIn } from "./folder.js";
import { EXTENSIONS, isPostsName, postsName } from "./names.js";
import { baseOf, besides, read } from "./shelf.js";

/** @import { Engine } from './engine.js' */
/** @import { Folder } from './folder.js' */
/** @import { CoreError, Item, Note, Notice } from './types.js' */

/**
 * What the picker accepts. Phones know files by their kind and not by their name,
 * and call a Markdown file either text or, as often, "bytes"; the names are looked at afterwards.
 */
export const ACCEPTED = [...EXTENSIONS, "text/*", "application/octet-stream"].join(",");

/** @typedef {{ items: Item[], notices: Notice[] }} Given */

/** A file or text from a reader's own machine has no address, and nobody says anything of it. */
const SOMEBODYS = { base: null, note: null, beside: null };

/**
 * @param {Iterable<File>} files
 * @param {Engine} engine
 * @returns {Given}
 */
export function itemsOfFiles(files, engine) {
  /** @type {Given} */
  const given = { items: [], notices: [] };
  for (const file of files) {
    if (mayBePost(file)) given.items.push({ ...SOMEBODYS, name: file.name, open: () => engine.openFile(file) });
    else given.notices.push({ key: "error.unsupported", args: { file: file.name } });
  }
  return given;
}

/** @param {File} file */
function mayBePost(file) {
  if (isPostsName(file.name)) return true;
  // A name without an ending, or a text under a strange name: the core looks at the bytes and says what they are.
  return file.type.startsWith("text/") || (file.type === "" && !file.name.includes("."));
}

/**
 * Posts that are opened out of one drop's folders, at the most: all of them stand open on the page.
 */
const MOST_OF_FOLDERS = 2000;

/**
 * @param {File[]} files
 * @param {Folder[]} folders
 * @param {Engine} engine
 * @returns {Promise<Given>} the files first, then the posts in the folders by their paths; what else lies there is passed over
 */
export async function itemsOfDrop(files, folders, engine) {
  const given = itemsOfFiles(files, engine);
  let left = MOST_OF_FOLDERS;
  for (const folder of folders) {
    const { name } = folder;
    try {
      const posts = (await filesIn(folder)).filter(({ path }) => isPostsName(path));
      if (posts.length === 0) given.notices.push({ key: "error.no-posts-in-folder", args: { file: name } });
      const taken = posts.slice(0, left);
      left -= taken.length;
      if (taken.length < posts.length) {
        given.notices.push({ key: "notice.folder-cut", args: { file: name, total: posts.length, count: taken.length } });
      }
      for (const { path, file } of taken) {
        given.items.push({ ...SOMEBODYS, name: path, open: async () => engine.openFile(await readable(file)) });
      }
    } catch (error) {
      given.notices.push({ key: "error.folder-unreadable", args: { file: name, reason: String(error) } });
    }
  }
  return given;
}

/** @param {() => Promise<File>} file @returns {Promise<File>} rejects with a CoreError where it can't be had any more */
async function readable(file) {
  try {
    return await file();
  } catch (error) {
    throw { code: "unreadable", message: String(error), args: { reason: String(error) } };
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Engine} engine
 * @returns {Given}
 */
export function itemOfText(name, text, engine) {
  if (!text.trim()) return { items: [], notices: [{ key: "error.pasted-nothing", args: {} }] };
  return { items: [{ ...SOMEBODYS, name, open: () => engine.openText(name, text) }], notices: [] };
}

/**
 * @param {string} address as it stands after `?src=`
 * @param {Engine} engine
 * @returns {Given}
 */
export function itemOfAddress(address, engine) {
  const url = allowedAddress(address);
  if (!url) {
    const key = location.protocol === "file:" ? "error.src-of-file" : "error.src-foreign";
    return { items: [], notices: [{ key, args: { address } }] };
  }
  return { items: [itemAt(url, engine)], notices: [] };
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
    return { items: samples.map(({ file, note }) => itemOnShelf(file, note ?? null, engine)), notices: [] };
  } catch {
    return { items: [], notices: [{ key: "error.no-samples", args: {} }] };
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
