/**
 * What is kept on this device, in English.
 */

/** @param {number} number @param {string} one @param {string} many */
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export default {
  "keep.heading": "Keep {file} on this device",
  "keep.sentence": "It is then here again after a reload, on this device alone, until you remove it.",
  "keep.by-handle": "Remember where it is",
  "keep.by-handle-says": "Takes no room. The browser may ask you each time before it opens the original again.",
  "keep.by-copy": "Keep a copy",
  "keep.by-copy-says":
    "Takes {size}; the browser gives this site up to {room} more. Opens at once, also if the original is gone.",
  "keep.by-copy-unknown": "Takes {size}. Opens at once, also if the original is gone.",
  "keep.no-room": "A copy takes {size}, and the browser gives this site only {room} more.",
  "keep.other": "Another {file} is kept since {date}, with {size}.",
  "keep.replace": "Replace that one",
  "keep.cancel": "Cancel",
  "keep.cannot": "This browser gives the page no room to keep anything.",
  "keep.from-disk":
    "The viewer was opened as a file, and browsers give files no room of their own: it can't keep anything. A viewer at a web address can.",
  "keep.week":
    "Safari removes what a page keeps when it was not opened for seven days, unless you add the page to the Home Screen or the Dock.",
  "keep.copying": "Keeping {file}: {done} of {total}",
  "keep.takes": "{size} kept on this device.",
  "keep.waiting": "Waiting for another tab that is keeping something",
  "keep.stop": "Stop",
  "keep.done": "“{file}” is kept on this device.",
  "keep.stopped": "“{file}” is not kept: you stopped it.",
  "keep.full": "“{file}” is not kept: there is no room for {size}.",
  "keep.failed": "“{file}” is not kept: {reason}",

  "kept.heading": "Kept on this device",
  "kept.open": "Open {file}",
  "kept.facts": (/** @type {any} */ { posts, size, date }) =>
    `${count(posts, "post", "posts")}, ${size}, opened ${date}`,
  "kept.recent": "Opened last",
  "kept.choose": "Choose {file} again",
  "kept.manage": "See what is kept",
  "kept.ask": "“{file}” is kept on this device. Open it here; the browser asks you first.",
  "kept.refused": "The browser was not allowed to open “{file}”.",
  "kept.gone": "“{file}” is no longer where it was on this device. Open it from its new place, or remove it below.",
  "kept.cleared": "The browser has cleared the copy of “{file}” to make room. Open the original, and keep it again.",
  "kept.unknown": "That archive is no longer kept on this device.",
  "kept.changed": "“{file}” has changed since {date}: it had {before} and has {now}. It was read again.",
  "kept.changed-copy": "The original has changed since {date}: it had {before}, and has {now}.",
  "kept.read-again": "Read the original again",

  "kept.as-kept": "Open it as it was kept",
  "error.pack-no-room":
    "“{file}” opens again only by being read: there is no room on this device for its list and its index.",
  "error.pack-failed": "“{file}” opens again only by being read: {reason}",
  "device.where":
    "What is listed here is in this browser on this device alone. Other people who use this browser can read it.",
  "device.archives": "Archives and posts",
  "device.nothing": "None is kept.",
  "device.facts": (/** @type {any} */ { posts, size, taken, date }) =>
    `${count(posts, "post", "posts")}, ${size}, kept here since ${date}, taking ${taken}`,
  "device.facts-handle": (/** @type {any} */ { posts, size, date }) =>
    `${count(posts, "post", "posts")}, ${size}, remembered by its place since ${date}`,
  "device.open": "Open",
  "device.forget": "Remove",
  "device.forget-named": "Remove {file} from this device",
  "device.forgotten": "“{file}” is no longer kept. The original stays where it is.",
  "device.room": "{used} of {room} are in use by this site.",
  "device.stays": "The browser keeps copies until you remove them.",
  "device.may-go": "The browser may clear copies when the device runs out of room.",
  "device.others": "Settings and notes",
  "device.settings": "Settings: {count:number}",
  "device.positions": "Posts with the place where you stopped: {count:number}",
  "device.reading": "Posts marked as read or as favourites: {count:number}",
  "device.notes": "Notes and marks: {count:number}.",
  "device.to-notes": "Save them as a file, or read some in",
  "device.forget-all": "Remove everything",
  "device.sure":
    "All that is kept here will be gone for good: copies, notes, settings, and the viewer's own parts for use offline. Originals stay where they are.",
};
