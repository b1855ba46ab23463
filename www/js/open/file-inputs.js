/**
 * The ways in by hand: drops, the pickers for files and for a folder, and pastes.
 */
import { takeDrops } from "./drop.js";
import { element } from "../views/element.js";
import { ACCEPTED, itemOfText, itemsOfDrop, itemsOfFiles, itemsOfPickedFolder, takePastes } from "./source.js";
import { askForText } from "../views/paste-dialog.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { Given } from './source.js' */
/** @import { Words } from '../types.js' */

/**
 * @param {Engine} engine
 * @param {object} react
 * @param {() => Words} react.words
 * @param {(given: Given) => void} react.open
 * @param {(over: boolean) => void} react.hover files are being dragged over the window, or no longer
 * @param {(looking: boolean) => void} react.looking folders are being looked through
 */
export function takeWaysIn(engine, { words, open, hover, looking }) {
  const picker = pickerOf({ multiple: true, accept: ACCEPTED }, (files) => void openFiles(files));
  const folderPicker = pickerOf({ webkitdirectory: true }, (files) => open(itemsOfPickedFolder(files, engine)));
  document.body.append(picker, folderPicker);

  /** @param {File[]} files */
  async function openFiles(files) {
    open(await itemsOfFiles(files, engine, words().t("shelf.together")));
  }
  /** @param {string} text */
  const openPasted = (text) => open(itemOfText(words().t("paste.name"), text, engine));

  takeDrops({
    hover,
    drop: async (files, folders) => {
      looking(folders.length > 0);
      const given = await itemsOfDrop(files, folders, engine, words().t("shelf.together"));
      looking(false);
      open(given);
    },
  });
  takePastes({ files: (files) => void openFiles(files), text: openPasted });

  return {
    pick: () => picker.click(),
    pickFolder: () => folderPicker.click(),
    paste: () => askForText(words(), openPasted),
  };
}

/**
 * @param {Record<string, string | boolean>} kind
 * @param {(files: File[]) => void} picked
 */
function pickerOf(kind, picked) {
  const input = element("input", {
    type: "file",
    class: "picker",
    tabindex: "-1",
    "aria-hidden": "true",
    ...kind,
    onchange: () => {
      const files = [...(input.files ?? [])];
      // The same file may be chosen twice in a row.
      input.value = "";
      picked(files);
    },
  });
  return input;
}
