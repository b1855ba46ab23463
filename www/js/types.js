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
 * @property {(name: string, head: Uint8Array) => string | null} archive_kind
 * @property {{ new (name: string, size: number): CoreArchive, of_file: (file: File) => CoreArchive }} Archive
 * @property {new () => CoreFolder} Folder
 * @property {(name: string, text: string, entries: Uint32Array) => CoreAnswer} open_text_keeping
 * @property {() => object} sanitizer_config
 * @property {(bytes: Uint8Array, texts: object[]) => Uint8Array} index_posts
 * @property {(rows: { index: number, path: string }[]) => Uint8Array} pack_rows
 * @property {new () => Record<string, (...args: any[]) => any>} Library
 * @property {WebAssembly.Memory} memory
 */

/**
 * A post that the core is to open. Bytes are handed over, not copied.
 * @typedef {{ call: 'openFile', name: string, file: File }
 *   | { call: 'openBytes', name: string, bytes: Uint8Array }
 *   | { call: 'openText', name: string, text: string, keep?: number[] }} PostRequest
 */

/**
 * What is asked of the one archive or folder that a core holds. Paths of a folder are numbered in their order.
 * @typedef {{ call: 'openVolume', file?: File, address?: string }
 *   | { call: 'openFolder', paths: string[] }
 *   | { call: 'volumeRows', from: number, count: number }
 *   | { call: 'packedRows', from: number, count: number }
 *   | { call: 'volumeTexts', most: number }
 *   | { call: 'folderTexts', indices: number[], files: File[] }
 *   | { call: 'volumeEntry', index: number }
 *   | { call: 'memory' }
 *   | { call: 'volumePicture', post: string, address: string }} VolumeRequest
 */

/**
 * What is asked of a core that holds nothing, or that holds the library.
 * @typedef {{ call: 'sniff', name: string, bytes: Uint8Array }
 *   | { call: 'index', bytes: Uint8Array, texts: ChunkText[] }
 *   | { call: 'packPost', index: number, path: string, bytes: Uint8Array }
 *   | { call: 'library', method: string, args: unknown[] }
 *   | { call: 'count', most: number }
 *   | { call: 'query', query: { text: string, facets: Chosen, sort: string, top: number }, locale: string, from: number, count: number }} LibraryRequest
 */

/** One thing that the core is asked to do. @typedef {PostRequest | VolumeRequest | LibraryRequest} CoreRequest */

/** @typedef {{ offset: number, length: number }} ByteRange */

/**
 * The core's handles, as ARCHITECTURE.md has them.
 * @typedef {object} CoreArchive
 * @property {() => ByteRange | null} want
 * @property {(offset: number, bytes: Uint8Array) => void} feed
 * @property {() => boolean} is_open
 * @property {() => VolumeSummary} summary
 * @property {(from: number, count: number) => VolumeRow[]} rows
 * @property {(most: number, withFields: boolean) => Chunk | null} next_posts
 * @property {(post: string, address: string) => number | undefined} picture
 * @property {(from: number, count: number) => Uint8Array} packed_rows
 * @property {(index: number) => Uint8Array} read_entry
 * @property {(index: number) => { want: () => ByteRange | null, feed: (offset: number, bytes: Uint8Array) => void, take: () => Uint8Array | undefined, free: () => void }} entry
 * @property {() => void} free
 */

/**
 * @typedef {object} CoreFolder
 * @property {(paths: string[], sizes: Float64Array) => void} add
 * @property {(from: number, count: number) => VolumeRow[]} rows
 * @property {() => Uint32Array} texts
 * @property {(indices: Uint32Array, bytes: Uint8Array, ends: Uint32Array, withFields: boolean) => Chunk} chunk
 * @property {(post: string, address: string) => number | undefined} picture
 */

/**
 * @typedef {object} VolumeSummary
 * @property {'zip' | 'tar' | 'tar-gz' | 'gz' | 'folder' | null} kind
 * @property {number} entries how many are listed so far
 * @property {number} posts how many of them are known to be posts
 * @property {number} texts
 * @property {number} pictures
 * @property {number} size of all texts together; of a folder, their number
 * @property {boolean} listed
 * @property {boolean} done
 * @property {number} read how far the reading has come
 * @property {string} names
 * @property {Problem[]} problems
 */

/** @typedef {{ index: number, path: string, role: 'post' | 'text' | 'picture' | 'archive' | 'other', size: number, packed: number, title: string | null, date: string | null, refused: boolean, problems: Problem[] }} VolumeRow */

/** @typedef {Pick<PostFacts, 'title' | 'date' | 'author' | 'source' | 'sourceText' | 'tags' | 'categories' | 'description' | 'published' | 'problems'> & { lang: string | null, image: string | null, encoding: string }} TextFields */

/** @typedef {{ index: number, path: string, start: number, end: number, isPost: boolean, fields: TextFields | null, refused: CoreError | null }} ChunkText */

/** Texts, and where in the bytes each stands. @typedef {{ bytes: Uint8Array, texts: ChunkText[] }} Chunk */

/**
 * An open archive or folder.
 * @typedef {object} Volume
 * @property {string} id its name, with a number where several have it
 * @property {string} name
 * @property {string} kind
 * @property {() => VolumeSummary} summary
 * @property {() => Promise<Uint8Array | null>} nextRows the posts and texts that were listed since the last call, packed for the library; null for none
 * @property {() => Promise<(Chunk & { unread: { index: number, reason: string }[] }) | null>} nextTexts null when all were given
 * @property {() => void} restart rows and texts come again from the first
 * @property {(from: number, count: number) => Promise<VolumeRow[]>} rows
 * @property {(index: number, path: string) => Promise<ReadingPage>} open rejects with a CoreError
 * @property {(path: string, origin: string | null) => Beside} beside finds pictures for the post at a path, which was saved from an origin
 * @property {() => Promise<number>} memory bytes that its core takes
 * @property {() => void} close
 */

/** @typedef {{ volume: number, index: number, path: string, title: string }} LibraryPlace */

/** A row of the library; ARCHITECTURE.md says more. @typedef {{ volume: number, index: number, path: string, places: LibraryPlace[], filled: boolean, title: string, titleMarks: [number, number][], date: PostDate | null, author: string | null, authorMarks: [number, number][], source: PostSource | null, sourceText: string | null, tags: string[], categories: string[], lang: string | null, dir: 'ltr' | 'rtl', published: boolean, pictures: number, image: string | null, excerpt: string, snippet: null | { text: string, marks: [number, number][], before: boolean, after: boolean }, occurrences: number, problems: Problem[] }} LibraryRow */

/** @typedef {{ values: { value: string, count: number, chosen: boolean }[], more: number }} Facet */

/** @typedef {'source' | 'author' | 'tag' | 'lang' | 'year'} FacetName */

/** @typedef {{ posts: number, occurrences: number, total: number, searched: number, sort: string, words: string[], facets: Record<FacetName, Facet> & { pictures: number, problems: number }, timeline: [string, number][], undated: number, rows: LibraryRow[] }} QueryResult */

/**
 * The core that holds what can be found, as the page sees it.
 * @typedef {object} Searchable
 * @property {() => void} start before it is needed
 * @property {(number: number, name: string) => Promise<void>} addVolume
 * @property {(number: number) => Promise<void>} removeVolume
 * @property {(number: number, packed: Uint8Array) => Promise<void>} addRows
 * @property {(number: number, packed: Uint8Array) => Promise<{ filled: number, vanished: number, broken: number }>} fill
 * @property {(number: number, index: number, code: string, message: string) => Promise<void>} refuse
 * @property {(most: number) => Promise<{ total: number, volumes: { id: number, posts: number, broken: number }[], broken: { volume: number, path: string, problems: Problem[] }[] }>} count
 *   rows of the list, of each volume those in it, and so many of the broken entries
 * @property {(search: Search, locale: string, from: number, count: number) => Promise<QueryResult | null>} query with so many rows
 *   from this one on, titles in the locale's order; null where a later one was asked meanwhile
 * @property {(from: number, count: number) => Promise<LibraryRow[]>} rows of the latest result
 * @property {(number: number, path: string) => Promise<number>} positionOf -1 where it isn't in the result
 * @property {(number: number, path: string) => Promise<{ previous: LibraryPlace | null, next: LibraryPlace | null, position: number, total: number }>} neighbours
 * @property {(number: number, path: string) => Promise<LibraryRow | null>} rowOf
 * @property {(text: string) => Promise<Uint32Array>} findIn
 * @property {(address: string) => Promise<LibraryPlace[]>} findBySource
 * @property {(number: number, path: string, address: string) => Promise<LibraryPlace | null>} findByPath
 * @property {() => Promise<number>} memory bytes of its WebAssembly
 * @property {(index: number, path: string, bytes: Uint8Array) => Promise<{ rows: Uint8Array, packed: Uint8Array }>} packPost
 */

/** @typedef {{ source?: string[], author?: string[], tag?: string[], lang?: string[], year?: string[], month?: string[], pictures?: boolean, problems?: boolean }} Chosen */

/** What the reader looks for, in all that is open. @typedef {{ text: string, chosen: Chosen, sort: string }} Search */

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
 * @property {{ path: string, size: number } | null} archive the file with all of them, which can be searched once it is open
 * @property {(key: string) => Item} item
 */

/**
 * Posts that belong together. `files` holds everything dropped, picked or pasted; it is the one that a reload empties.
 * Where there is a catalogue, its posts are opened one by one, and none of them stands among the entries.
 * @typedef {{ id: string, entries: Entry[], catalogue?: Catalogue }} Library
 */

/**
 * An open archive or folder on the shelf. `number` is what the library calls it.
 * @typedef {{ volume: Volume, number: number, posts: number, broken: { path: string, problems: Problem[] }[], brokenTotal: number, reading: Reading | null }} Shelf
 */

/** How far the texts of a volume were read: bytes, or files of a folder. @typedef {{ posts: number, done: number, total: number, since: number, cancelled: boolean }} Reading */

/** @typedef {'load' | 'ask' | 'never'} PictureMode */
/** @typedef {typeof import('./app/setting-options.js').CHOICES} Choices */
/** @typedef {{ language: string } & { -readonly [Name in keyof Choices]: Choices[Name][number] }} Settings */

/**
 * A sentence for the reader: its key in the language files, and what to say where the key is not there.
 * @typedef {{ key: string, args: Args, fallback?: string }} Notice
 */

/**
 * Where the reader is. `post` is null where the library's first post is meant.
 * Where there is an archive, the post is a path in it.
 * @typedef {{ library: string, view: 'home' | 'list' | 'post', post: string | null, archive?: string, paragraph?: number, search?: Search }} Route
 */

/**
 * @typedef {object} State
 * @property {Route} route
 * @property {Map<string, Library>} libraries
 * @property {Entry | null} reading the post that the route leads to, when it leads to one
 * @property {Settings} settings
 * @property {Notice[]} notices
 * @property {{ done: number, total: number } | null} progress posts that are being opened
 * @property {{ file: string, done: number, total: number | null } | null} download bytes of an archive at an address
 * @property {boolean} looking whether something is on its way: a folder, an archive, a post of one
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
