/**
 * Ways to open files by hand: drops, pickers for files and for a folder, and pastes.
 */
import { wordsOf } from "../app/selectors.js";
import { element } from "../views/element.js";
import { askForText } from "../views/paste-dialog.js";
import { listenForDrops } from "./drop.js";
import { ARCHIVE_EXTENSIONS, POST_EXTENSIONS } from "./file-names.js";
import { filesOf } from "./handles.js";
import { ACCEPTED, fromDrop, fromFiles, fromPickedFolder, fromText, listenForPastes } from "./source.js";

/** @import { Store } from '../app/store.js' */
/** @import { Engine } from '../core/engine.js' */
/** @import { Folder } from './folder.js' */
/** @import { Input } from './source.js' */

/**
 * @param {Store} store
 * @param {Engine} engine
 * @param {(input: Input) => void} open
 */
export function createFileInputs(store, engine, open) {
  const picker = pickerOf({ multiple: true, accept: ACCEPTED }, (files) => void openFiles(files));
  const folderPicker = pickerOf({ webkitdirectory: true }, (files) => open(fromPickedFolder(files, engine)));
  document.body.append(picker, folderPicker);

  const words = () => wordsOf(store.get());
  /** @param {File[]} files */
  const openFiles = async (files) => open(await fromFiles(files, engine));
  /** @param {string} text */
  const openText = (text) => open(fromText(words().t("paste.name"), text, engine));

  const openDrop = async (/** @type {File[]} */ files, /** @type {Folder[]} */ folders) => {
    store.set({ loading: folders.length > 0 });
    const input = await fromDrop(files, folders, engine);
    store.set({ loading: false });
    open(input);
  };

  listenForDrops({
    hover: (over) => document.documentElement.classList.toggle("is-drop-target", over),
    drop: (files, folders) => void openDrop(files, folders),
    text: openText,
  });
  listenForPastes({ files: (files) => void openFiles(files), text: openText });

  // Files that the system opens with the installed viewer, and those that other programs share with it.
  /** @type {any} */ (globalThis).launchQueue?.setConsumer(
    async (/** @type {{ files: FileSystemFileHandle[] }} */ { files }) => {
      if (files.length > 0) await openFiles(await filesOf(files));
    },
  );
  if (new URLSearchParams(location.search).has("shared")) void openShared();
  async function openShared() {
    const { sharedFiles } = await import("../lazy/installed.js");
    history.replaceState(history.state, "", `${location.pathname}?files`);
    await openFiles(await sharedFiles());
  }

  return {
    pick: () =>
      pickWith(
        "showOpenFilePicker",
        FILE_KINDS,
        () => picker.click(),
        async (handles) => openFiles(await filesOf(handles)),
      ),
    pickFolder: () =>
      pickWith(
        "showDirectoryPicker",
        {},
        () => folderPicker.click(),
        ([handle]) => openDrop([], [{ name: handle.name, handle: Promise.resolve(handle), entry: null }]),
      ),
    paste: () => askForText(words(), openText),
  };
}

/** What the browser's own picker offers first. */
const FILE_KINDS = {
  multiple: true,
  types: [{ accept: { "text/plain": POST_EXTENSIONS, "application/zip": ARCHIVE_EXTENSIONS } }],
};

/**
 * Picks by the browser's picker that gives handles, where it has one.
 * @param {'showOpenFilePicker' | 'showDirectoryPicker'} method
 * @param {object} options
 * @param {() => void} otherwise
 * @param {(handles: any[]) => Promise<void>} picked
 */
async function pickWith(method, options, otherwise, picked) {
  /** @type {any} */
  let handles;
  try {
    // From disk nothing can be kept, and some browsers have the picker but refuse it.
    if (location.protocol === "file:") return otherwise();
    handles = await /** @type {any} */ (globalThis)[method](options);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") otherwise();
    return;
  }
  await picked([handles].flat());
}

/**
 * @param {Record<string, string | boolean>} attributes
 * @param {(files: File[]) => void} picked
 */
function pickerOf(attributes, picked) {
  const input = element("input", {
    type: "file",
    class: "picker",
    tabindex: "-1",
    "aria-hidden": "true",
    ...attributes,
    onchange: () => {
      const files = [...(input.files ?? [])];
      // The same file can be picked twice in a row.
      input.value = "";
      picked(files);
    },
  });
  return input;
}
