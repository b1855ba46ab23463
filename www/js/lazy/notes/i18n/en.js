/**
 * Notes in English.
 */

/** @param {number} number @param {string} one @param {string} many */
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export default {
  "notes.note": "Note",
  "notes.tools": "Mark the selected passage",
  "notes.mark": "Mark in {colour}",
  "notes.yellow": "yellow",
  "notes.green": "green",
  "notes.blue": "blue",
  "notes.pink": "pink",
  "notes.write": "Write a note",
  "notes.link": "Copy link",
  "notes.colour": "Colour",
  "notes.comment": "Comment",
  "notes.save": "Save",
  "notes.remove": "Remove",
  "notes.cancel": "Cancel",
  "notes.none": "Select a passage to mark it or to write a note. Notes stay on this device.",
  "notes.all": "All notes",
  "notes.go": "Go to passage",
  "notes.edit": "Edit",
  "notes.open": "Open post",
  "notes.lost": "This passage is no longer in the text.",
  "notes.kept": "Note saved.",
  "notes.removed": "Note removed.",
  "notes.not-kept": "This browser does not let the page keep notes.",
  "notes.where": "Notes are kept in this browser, on this device, until you remove them.",
  "notes.search": "Search notes",
  "notes.count": (/** @type {any} */ { count: number }) => count(number, "note", "notes"),
  "notes.save-json": "Save as JSON-LD",
  "notes.save-markdown": "Save as Markdown",
  "notes.read-in": "Read in a file…",
  "notes.remove-all": "Remove all notes",
  "notes.sure": (/** @type {any} */ { count: number }) => `${count(number, "note", "notes")} will be gone for good.`,
  "notes.all-removed": "All notes removed.",
  "notes.were-read": (/** @type {any} */ { count: number, skipped }) =>
    `${count(number, "new note", "new notes")}.${skipped > 0 ? ` Left out, without a quote: ${skipped}.` : ""}`,
  "notes.unreadable": "{file} is no file of notes.",
};
