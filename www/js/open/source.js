/**
 * Where posts come from: a drop, the file picker, a paste, the samples, and a URL of this site or of one that config.js
 * allows. Each gives items and archives to open; what can be neither becomes a notice.
 */
import { loadLibraryParts } from "../app/library-parts.js";
import { SNIFF_BYTES } from "../core/engine.js";
import { noticeOf } from "../core/errors.js";
import { fetchFile, fileNameIn } from "../core/fetch-file.js";
import { allowedUrl } from "./allowed-url.js";
import { bundledImages, bundledUrl, readBundled } from "./bundled-files.js";
import { ARCHIVE_EXTENSIONS, isArchiveName, isPostName, POST_EXTENSIONS, postName } from "./file-names.js";
import { responseAt } from "./first-file.js";
import { filesIn } from "./folder.js";
import { handleOf } from "./handles.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Folder, FolderFile } from './folder.js' */
/** @import { CoreError, Item, KeptPlace, Note, Notice, Origin, Volume, VolumeSummary } from '../types.js' */

/**
 * What the picker accepts. Phones go by MIME types, and call a Markdown file text or, as often, octet-stream; the names are
 * checked afterwards.
 */
export const ACCEPTED = [...POST_EXTENSIONS, ...ARCHIVE_EXTENSIONS, "text/*", "application/octet-stream"].join(",");

/**
 * An archive or a folder.
 * @typedef {{ name: string, open: (onDownload: (done: number, total: number | null) => void, known?: VolumeSummary) => Promise<Volume>, origin?: Origin, kept?: KeptPlace }} ArchiveSource
 */

/** @typedef {{ items: Item[], archives: ArchiveSource[], notices: Notice[] }} Input */

/** @param {Partial<Input>} parts @returns {Input} */
const input = (parts) => ({ items: [], archives: [], notices: [], ...parts });

/** A file or text from the reader's own machine has no URL and no note. */
const LOCAL = { base: null, note: null, findImage: null };

/**
 * @param {Iterable<File>} files
 * @param {Engine} engine
 * @returns {Promise<Input>}
 */
export async function fromFiles(files, engine) {
  const given = input({});
  for (const file of files) {
    if (isPostName(file.name)) given.items.push(itemOf(file, engine));
    else if (await isArchive(file, engine, given)) {
      given.archives.push(archiveSource({ file }, file.name, engine));
    } else if (mayBePost(file)) given.items.push(itemOf(file, engine));
    else if (!given.notices.some(({ args }) => args.file === file.name)) {
      given.notices.push({ key: "error.unsupported", args: { file: file.name } });
    }
  }
  return given;
}

/** @param {File} file @param {Engine} engine @returns {Item} */
function itemOf(file, engine) {
  const { name, size } = file;
  const bytes = async () => new Uint8Array(await file.arrayBuffer());
  const open = async (/** @type {Uint8Array | null} */ evidence = null) =>
    evidence ? engine.openBytes(name, await bytes(), evidence) : engine.openFile(file);
  return { ...LOCAL, name, size, bytes, open, file };
}

/** @param {{ file: File } | { url: string }} from @param {string} name @param {Engine} engine @returns {ArchiveSource} */
export const archiveSource = (from, name, engine) => ({
  name,
  ...("file" in from && {
    origin: { kind: "file", files: [{ path: name, file: async () => from.file }], handle: handleOf(from.file) },
  }),
  open: async (onProgress, known) =>
    (await loadLibraryParts()).openArchive(from, name, engine, "url" in from ? { onProgress } : { known }),
});

/** @param {File} file @param {Engine} engine @param {Input} given gets a notice of an archive that can't be opened */
async function isArchive(file, engine, { notices }) {
  if (/^(image|audio|video|font)\//.test(file.type)) return false;
  try {
    return (await engine.archiveFormat(file)) !== null;
  } catch (error) {
    notices.push(noticeOf(/** @type {CoreError} */ (error), file.name));
    return false;
  }
}

/** @param {File} file */
function mayBePost(file) {
  // The core reads a file without an extension, or a text with an unknown one, and says whether it is a post.
  return file.type.startsWith("text/") || (file.type === "" && !file.name.includes("."));
}

/**
 * @param {string} name
 * @param {FolderFile[]} found
 * @param {Engine} engine
 * @param {Promise<FileSystemHandle | null> | null} [handle]
 * @returns {ArchiveSource}
 */
export const folderSource = (name, found, engine, handle = null) => ({
  name,
  origin: { kind: "folder", files: found, handle: Promise.resolve(handle) },
  open: async () => (await loadLibraryParts()).openFolder(name, found, engine),
});

/**
 * @param {File[]} files
 * @param {Folder[]} folders
 * @param {Engine} engine
 * @returns {Promise<Input>}
 */
export async function fromDrop(files, folders, engine) {
  const given = await fromFiles(files, engine);
  for (const folder of folders) {
    const { name } = folder;
    try {
      given.archives.push(folderSource(name, await filesIn(folder), engine, folder.handle));
    } catch (error) {
      given.notices.push({ key: "error.folder-unreadable", args: { file: name, reason: String(error) } });
    }
  }
  return given;
}

/**
 * @param {File[]} files of a folder picker, each with its path below the picked folder
 * @param {Engine} engine
 * @returns {Input}
 */
export function fromPickedFolder(files, engine) {
  /** @type {Map<string, FolderFile[]>} */
  const folders = new Map();
  for (const file of files) {
    const path = file.webkitRelativePath || file.name;
    if (path.split("/").some((part) => part.startsWith("."))) continue;
    const name = path.split("/")[0];
    const found = folders.get(name) ?? [];
    folders.set(name, found);
    found.push({ path, file: async () => file });
  }
  return input({ archives: [...folders].map(([name, found]) => folderSource(name, found, engine)) });
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Engine} engine
 * @returns {Input}
 */
export function fromText(name, text, engine) {
  if (!text.trim()) return input({ notices: [{ key: "error.pasted-nothing", args: {} }] });
  const own = new TextEncoder().encode(text);
  /** @param {Uint8Array | null} [evidence] */
  const open = (evidence) => engine.openText(name, text, evidence ? [] : undefined, evidence);
  return input({ items: [{ ...LOCAL, name, size: own.length, bytes: async () => own, open }] });
}

/**
 * @param {string} src the value of `?src=`
 * @param {Engine} engine
 * @returns {Promise<Input>}
 */
export async function fromUrl(src, engine) {
  const url = allowedUrl(src);
  if (!url) {
    const key = location.protocol === "file:" ? "error.src-of-file" : "error.src-foreign";
    return input({ notices: [{ key, args: { address: src } }] });
  }
  const name = fileNameIn(url);
  try {
    if (isPostName(name) || !(await isArchiveAt(url, engine))) return input({ items: [itemAt(url, engine)] });
  } catch (error) {
    return input({ notices: [noticeOf(/** @type {CoreError} */ (error), name)] });
  }
  return input({ archives: [archiveSource({ url: url.href }, name, engine)] });
}

/** @param {URL} url @param {Engine} engine @returns {Promise<boolean>} rejects with a CoreError */
async function isArchiveAt(url, engine) {
  const name = fileNameIn(url);
  const head = await fetchFile(url, { headers: { Range: `bytes=0-${SNIFF_BYTES - 1}` }, cache: "no-store" });
  const bytes = (await head.body?.getReader().read())?.value ?? new Uint8Array();
  void head.body?.cancel().catch(() => {});
  return (await engine.archiveFormat(new File([bytes.slice(0, SNIFF_BYTES)], name))) !== null || isArchiveName(name);
}

/**
 * @param {URL} url
 * @param {Engine} engine
 * @returns {Item}
 */
function itemAt(url, engine) {
  const name = fileNameIn(url);
  const bytes = async () => new Uint8Array(await (await responseAt(url)).arrayBuffer());
  const open = async () => engine.openBytes(postName(name), await bytes());
  return { ...LOCAL, name, base: url.href, size: 0, bytes, open };
}

/**
 * All samples of this site, in their order.
 * @param {Engine} engine
 * @returns {Promise<Input>}
 */
export async function fromSamples(engine) {
  try {
    /** @type {{ file: string, note?: Note }[]} */
    const samples = JSON.parse(new TextDecoder().decode(await readBundled("posts/index.json")));
    return input({ items: samples.map(({ file, note }) => bundledItem(file, note ?? null, engine)) });
  } catch {
    return input({ notices: [{ key: "error.no-samples", args: {} }] });
  }
}

/**
 * A post that was published with the page.
 * @param {string} file its path in `posts/`
 * @param {Note | null} note
 * @param {Engine} engine
 * @param {((bytes: Uint8Array) => Promise<Uint8Array | null>) | null} [evidenceOf] finds what repeats in the post's source
 * @returns {Item}
 */
export function bundledItem(file, note, engine, evidenceOf = null) {
  const path = `posts/${file}`;
  const bytes = () => readBundled(path);
  return {
    name: file,
    base: bundledImages ? null : bundledUrl(path),
    note,
    findImage: bundledImages?.(path) ?? null,
    size: 0,
    bytes,
    async open(evidence) {
      try {
        const own = await bytes();
        return await engine.openBytes(postName(file), own, evidence ?? (await evidenceOf?.(own)));
      } catch (error) {
        // By the name that the list and the URL show.
        throw { .../** @type {CoreError} */ (error), file };
      }
    },
  };
}

/**
 * Listens for pastes outside of text fields.
 * @param {object} reaction
 * @param {(files: File[]) => void} reaction.files
 * @param {(text: string) => void} reaction.text
 */
export function listenForPastes({ files, text }) {
  window.addEventListener("paste", (event) => {
    const { target } = event;
    if (target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select")))
      return;
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
