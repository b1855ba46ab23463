/**
 * How posts come in: a drop anywhere on the window, the file picker, a paste, the samples, and an address of this site.
 * Each becomes a list of items that opening.js opens; what can't be one becomes a sentence.
 */

/** @import { Engine } from './engine.js' */
/** @import { Item, Note, Notice } from './types.js' */

const EXTENSIONS = [".md", ".markdown", ".mdown", ".html", ".htm", ".txt"];

/**
 * What the picker accepts. Phones know files by their kind and not by their name,
 * and call a Markdown file either text or, as often, "bytes"; the names are looked at afterwards.
 */
export const ACCEPTED = [...EXTENSIONS, "text/*", "application/octet-stream"].join(",");

/** @typedef {{ items: Item[], notices: Notice[] }} Given */

/** A file or text from a reader's own machine has no address, and nobody says anything of it. */
const SOMEBODYS = { base: null, note: null };

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
  const name = file.name.toLowerCase();
  if (EXTENSIONS.some((extension) => name.endsWith(extension))) return true;
  // A name without an ending, or a text under a strange name: the core looks at the bytes and says what they are.
  return file.type.startsWith("text/") || (file.type === "" && !name.includes("."));
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
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== location.origin) {
    return { items: [], notices: [{ key: "error.src-foreign", args: { address } }] };
  }
  return { items: [itemAt(url, null, engine)], notices: [] };
}

/**
 * All samples of this site, in the order of their list.
 * @param {Engine} engine
 * @returns {Promise<Given>}
 */
export async function itemsOfSamples(engine) {
  const index = new URL("posts/index.json", document.baseURI);
  try {
    /** @type {{ file: string, note?: Note }[]} */
    const samples = await (await fetched(index)).json();
    const items = samples.map(({ file, note }) => itemAt(new URL(file, index), note || null, engine));
    return { items, notices: [] };
  } catch {
    return { items: [], notices: [{ key: "error.no-samples", args: {} }] };
  }
}

/**
 * @param {URL} url of this origin
 * @param {Note | null} note
 * @param {Engine} engine
 * @returns {Item}
 */
function itemAt(url, note, engine) {
  const name = nameIn(url);
  return {
    name,
    base: url.href,
    note,
    async open() {
      const response = await fetched(url);
      return engine.openBytes(name, new Uint8Array(await response.arrayBuffer()));
    },
  };
}

/**
 * @param {URL} url
 * @returns {Promise<Response>} rejects with a CoreError that says what happened
 */
async function fetched(url) {
  let response;
  try {
    // No redirect: it could lead to another site.
    response = await fetch(url, { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
  } catch (error) {
    throw { code: "not-fetched", message: String(error), file: nameIn(url) };
  }
  if (!response.ok) {
    throw {
      code: "not-found",
      message: `status ${response.status}`,
      file: nameIn(url),
      args: { status: response.status },
    };
  }
  return response;
}

/** @param {URL} url */
function nameIn(url) {
  const last = url.pathname.split("/").pop() || url.pathname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/**
 * Takes drops anywhere on the window. Whatever else is dragged over it (a link, a picture of the page itself,
 * which browsers call a file too) is refused, so that the browser doesn't leave the page for it.
 * @param {object} reaction
 * @param {(over: boolean) => void} reaction.hover files are being dragged over the window, or no longer
 * @param {(files: File[], folders: string[]) => void} reaction.drop
 */
export function takeDrops({ hover, drop }) {
  let ownDrag = false;
  let silence = 0;
  window.addEventListener("dragstart", () => {
    ownDrag = true;
  });
  window.addEventListener("dragend", () => {
    ownDrag = false;
  });

  /** @param {DragEvent} event */
  const over = (event) => {
    if (event.target instanceof Element && event.target.closest("textarea, input") && !hasFiles(event)) return;
    event.preventDefault();
    const welcome = hasFiles(event) && !ownDrag;
    if (event.dataTransfer) event.dataTransfer.dropEffect = welcome ? "copy" : "none";
    hover(welcome);
    // Browsers repeat `dragover` several times a second, but not all of them tell when a drag is given up.
    clearTimeout(silence);
    silence = window.setTimeout(() => hover(false), 1000);
  };
  window.addEventListener("dragenter", over);
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", (event) => {
    // Between elements of the page there is a related target; at the window's edge there is none.
    if (!event.relatedTarget) hover(false);
  });
  window.addEventListener("drop", (event) => {
    const welcome = hasFiles(event) && !ownDrag;
    if (event.target instanceof Element && event.target.closest("textarea, input") && !hasFiles(event)) return;
    event.preventDefault();
    hover(false);
    ownDrag = false;
    if (!welcome || !event.dataTransfer) return;
    const folders = foldersIn(event.dataTransfer);
    const files = [...event.dataTransfer.files].filter((file) => !folders.includes(file.name));
    drop(files, folders);
  });
}

/** @param {DragEvent} event */
function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** @param {DataTransfer} transfer @returns {string[]} names of the folders among what was dropped */
function foldersIn(transfer) {
  return [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry?.isDirectory)
    .map((entry) => entry?.name ?? "");
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
