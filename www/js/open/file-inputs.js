/**
 * Ways to open files by hand: drops, pickers for files and for a folder, and pastes.
 */
import { wordsOf } from "../app/selectors.js";
import { element } from "../views/element.js";
import { askForText } from "../views/paste-dialog.js";
import { listenForDrops } from "./drop.js";
import { ACCEPTED, fromDrop, fromFiles, fromPickedFolder, fromText, listenForPastes } from "./source.js";

/** @import { Store } from '../app/store.js' */
/** @import { Engine } from '../core/engine.js' */
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

  listenForDrops({
    hover: (over) => document.documentElement.classList.toggle("is-drop-target", over),
    drop: async (files, folders) => {
      store.set({ loading: folders.length > 0 });
      const input = await fromDrop(files, folders, engine);
      store.set({ loading: false });
      open(input);
    },
    text: openText,
  });
  listenForPastes({ files: (files) => void openFiles(files), text: openText });

  // Files that the system opens with the installed viewer, and those that other programs share with it.
  /** @type {any} */ (globalThis).launchQueue?.setConsumer(
    async (/** @type {{ files: FileSystemFileHandle[] }} */ { files }) => {
      if (files.length > 0) await openFiles(await Promise.all(files.map((file) => file.getFile())));
    },
  );
  if (new URLSearchParams(location.search).has("shared")) void openShared();
  async function openShared() {
    const { sharedFiles } = await import("../lazy/installed.js");
    history.replaceState(history.state, "", `${location.pathname}?files`);
    await openFiles(await sharedFiles());
  }

  return {
    pick: () => picker.click(),
    pickFolder: () => folderPicker.click(),
    paste: () => askForText(words(), openText),
  };
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
