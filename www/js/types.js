/**
 * The shapes that pass between the modules, as types only: nothing loads this file.
 * `CoreAnswer` and `CoreError` are the boundary's contract, written down in ARCHITECTURE.md.
 */

/** @typedef {{ name: string, size: number, encoding: string }} FileFacts */
/** @typedef {{ iso: string, original: string, from: string }} PostDate */
/** @typedef {{ url: string, host: string }} PostSource */
/** @typedef {{ src: string, alt: string, caption: string, lead: boolean }} Figure */
/** @typedef {{ kind: string, title: string, url: string }} Embed */
/** @typedef {{ step: string, reason: string, kind: string, message: string, text: string, images: string[], inPlace: boolean }} RecordEntry */
/** @typedef {{ code: string, message: string, args: Args }} Problem */

/**
 * What is known of a post whichever way its text comes.
 * @typedef {object} PostFacts
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
 * @property {boolean} plain whether it went beyond a limit, so that its text is shown and there is no HTML
 * @property {string} excerpt
 * @property {string[]} hosts
 * @property {RecordEntry[]} record
 * @property {Problem[]} problems
 * @property {number[]} [kept] entries of the record that stand in the article all the same
 */

/**
 * The core's answer, as ARCHITECTURE.md has it.
 * @typedef {PostFacts & { html: string, text: string, figures: Figure[], embeds: Embed[], original: string }} CoreAnswer
 */

/**
 * A part of an article's HTML. Its first `open` elements, each inside the one before it, go on from the slice before.
 * @typedef {{ html: string, open: number }} Slice
 */

/**
 * What of it comes to the page; see opened.js.
 * @typedef {object} OpenedParts
 * @property {Slice[]} slices
 * @property {Blob | null} text the text of a plain post
 * @property {Blob} original the decoded file
 * @property {Blob} raw the file's own bytes
 * @property {string} fingerprint of the decoded file
 * @property {number} pictures how many there are
 * @property {boolean} lead whether the first one stands at the article's head
 * @property {Embed[]} embeds
 * @property {Embed[]} placeless those of them that no link of the article leads to
 */

/** @typedef {PostFacts & OpenedParts} ReadingPage */

/**
 * Why something was not opened: thrown by the core as a plain object, and by the shell in the same shape.
 * @typedef {{ code: string, message: string, file?: string, args?: Args }} CoreError
 */

/** @typedef {Record<string, string | number>} Args */

/**
 * What `pkg/archive_viewer.js` exports.
 * @typedef {object} Core
 * @property {(name: string, bytes: Uint8Array) => CoreAnswer} open_bytes
 * @property {(file: File) => CoreAnswer} open_file_in_worker
 * @property {(file: File) => Promise<Uint8Array>} read_file
 * @property {(name: string, text: string) => CoreAnswer} open_text
 * @property {(name: string, text: string, entries: Uint32Array) => CoreAnswer} open_text_keeping
 * @property {() => object} sanitizer_config
 */

/**
 * One thing that the core is asked to do. Bytes are handed over, not copied.
 * @typedef {{ call: 'openFile', name: string, file: File }
 *   | { call: 'openBytes', name: string, bytes: Uint8Array }
 *   | { call: 'openText', name: string, text: string, keep?: number[] }} CoreRequest
 */

/**
 * Finds a picture that came with a post, by the address that the post names it by.
 * @typedef {(address: string) => Promise<Blob | null>} Beside
 */

/**
 * Something a person gave us that may be a post: a file, a pasted text, an address.
 * `base` is the address that relative pictures stand against, where the post has one; `beside` finds them where it has none;
 * `note` is what the site says of a sample.
 * @typedef {{ name: string, base: string | null, note: Note | null, beside: Beside | null, open: () => Promise<ReadingPage> }} Item
 */

/** A sentence in one language, or in several by their codes. @typedef {string | Record<string, string>} Note */

/** @typedef {{ key: string, page: ReadingPage, base: string | null, note: Note | null, beside: Beside | null, place?: Place }} Entry */

/** Where a post's file lies: its path, and the archive that it is in. @typedef {{ path: string, archive: string | null }} Place */

/**
 * What a list says of a post.
 * @typedef {Pick<PostFacts, 'title' | 'date' | 'author' | 'source' | 'sourceText' | 'lang' | 'dir' | 'excerpt'>} Listed
 */

/** @typedef {{ key: string, facts: Listed, note: Note | null }} Row */

/**
 * Thousands of posts that are listed without being opened: the library that a site was made with.
 * @typedef {object} Catalogue
 * @property {string | null} title
 * @property {number} total how many posts there are
 * @property {Row[]} rows those that have been listed so far, newest first
 * @property {() => Promise<void>} more lists some more
 * @property {(key: string) => Item} item
 */

/**
 * Posts that belong together. `files` holds everything dropped, picked or pasted; it is the one that a reload empties.
 * Where there is a catalogue, its posts are opened one by one, and none of them stands among the entries.
 * @typedef {{ id: string, entries: Entry[], catalogue?: Catalogue }} Library
 */

/** @typedef {'load' | 'ask' | 'never'} PictureMode */
/** @typedef {typeof import('./choices.js').CHOICES} Choices */
/** @typedef {{ language: string } & { -readonly [Name in keyof Choices]: Choices[Name][number] }} Settings */

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
 * @property {Entry | null} reading the post that the route leads to, when it leads to one
 * @property {Settings} settings
 * @property {Notice[]} notices
 * @property {{ done: number, total: number } | null} progress posts that are being opened
 * @property {boolean} looking whether folders are being looked through
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

/**
 * What an article asks of the core after it was opened.
 * @typedef {object} ArticleCore
 * @property {(name: string, text: string, keep?: number[]) => Promise<ReadingPage>} openText with some of what was
 *   taken out in its place again
 */

export {};
