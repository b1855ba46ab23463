/**
 * The shapes that pass between the modules, as types only: nothing loads this file.
 * `ReadingPage` and `CoreError` are the boundary's contract, written down in ARCHITECTURE.md.
 */

/** @typedef {{ name: string, size: number, encoding: string }} FileFacts */
/** @typedef {{ iso: string, original: string, from: string }} PostDate */
/** @typedef {{ url: string, host: string }} PostSource */
/** @typedef {{ src: string, alt: string, caption: string, lead: boolean }} Figure */
/** @typedef {{ kind: string, title: string, url: string }} Embed */
/** @typedef {{ step: string, reason: string, kind: string, message: string, text: string, images: string[] }} RecordEntry */
/** @typedef {{ code: string, message: string, args: Args }} Problem */

/**
 * @typedef {object} ReadingPage
 * @property {FileFacts} file
 * @property {string} title
 * @property {PostDate | null} date
 * @property {string | null} author
 * @property {PostSource | null} source
 * @property {string | null} sourceText
 * @property {string[]} tags
 * @property {string[]} categories
 * @property {string} lang
 * @property {'ltr' | 'rtl'} dir
 * @property {string | null} layout
 * @property {string | null} description
 * @property {boolean} published
 * @property {[string, string][]} extra
 * @property {boolean} plain whether it went beyond a limit, so that `text` is shown and `html` is empty
 * @property {string} html
 * @property {string} text
 * @property {string} excerpt
 * @property {Figure[]} figures
 * @property {Embed[]} embeds
 * @property {string[]} hosts
 * @property {RecordEntry[]} record
 * @property {Problem[]} problems
 * @property {string} original
 */

/**
 * Why something was not opened: thrown by the core as a plain object, and by the shell in the same shape.
 * @typedef {{ code: string, message: string, file?: string, args?: Args }} CoreError
 */

/** @typedef {Record<string, string | number>} Args */

/**
 * What `pkg/archive_viewer.js` exports.
 * @typedef {object} Core
 * @property {(name: string, bytes: Uint8Array) => ReadingPage} open_bytes
 * @property {(file: File) => ReadingPage} open_file_in_worker
 * @property {(file: File) => Promise<Uint8Array>} read_file
 * @property {(name: string, text: string) => ReadingPage} open_text
 * @property {() => object} sanitizer_config
 */

/**
 * One thing that the core is asked to do. Bytes are handed over, not copied.
 * @typedef {{ call: 'openFile', name: string, file: File }
 *   | { call: 'openBytes', name: string, bytes: Uint8Array }
 *   | { call: 'openText', name: string, text: string }} CoreRequest
 */

/**
 * Something a person gave us that may be a post: a file, a pasted text, an address.
 * `base` is the address that relative pictures stand against, where the post has one.
 * @typedef {{ name: string, base: string | null, open: () => Promise<ReadingPage> }} Item
 */

/** @typedef {{ key: string, page: ReadingPage, base: string | null }} Entry */

/**
 * Posts that were opened from one place. `files` holds everything dropped, picked or pasted;
 * it is the one that a reload empties.
 * @typedef {{ id: string, entries: Entry[] }} Library
 */

/** @typedef {'load' | 'ask' | 'never'} PictureMode */
/** @typedef {{ language: string, pictures: PictureMode }} Settings */

/**
 * A sentence for the reader: its key in the language files, and what to say where the key is not there.
 * @typedef {{ key: string, args: Args, fallback?: string }} Notice
 */

/**
 * Where the reader is. `post` is null where the library's first post is meant.
 * @typedef {{ library: string, view: 'home' | 'list' | 'post', post: string | null }} Route
 */

/**
 * @typedef {object} State
 * @property {Route} route
 * @property {Map<string, Library>} libraries
 * @property {Settings} settings
 * @property {Notice[]} notices
 * @property {{ done: number, total: number } | null} progress
 */

/**
 * Puts a key and its arguments into words.
 * @callback Translate
 * @param {string} key
 * @param {Args} [args]
 * @param {string} [fallback]
 * @returns {string}
 */

/**
 * The interface in one language; `locale` is how its reader writes dates and numbers.
 * @typedef {{ language: string, locale: string, dir: 'ltr' | 'rtl', t: Translate }} Words
 */

export {};
