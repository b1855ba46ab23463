/**
 * Types of the shell: nothing loads this file. What the core takes and returns is in core/boundary.d.ts, generated from Rust.
 */

/** @typedef {import('./core/boundary.d.ts').FileView} FileFacts */
/** A post's date, or one in a published list. @typedef {Omit<import('./core/boundary.d.ts').DateView, 'from'> & { from: string }} PostDate */
/** @typedef {import('./core/boundary.d.ts').SourceView} PostSource */
/** @typedef {import('./core/boundary.d.ts').Figure} Figure */
/** @typedef {import('./core/boundary.d.ts').Embed} Embed */
/** @typedef {import('./core/boundary.d.ts').RecordEntry} RecordEntry */
/** @typedef {import('./core/boundary.d.ts').Problem} Problem */
/** @typedef {import('./core/boundary.d.ts').CommentView} Comment */
/** A file that is shown among a post's comments. @typedef {import('./core/boundary.d.ts').PartView} ThreadPart */

/** A post as the core returns it. @typedef {import('./core/boundary.d.ts').ReadingPage} CoreAnswer */

/** What the page keeps of it as it is. @typedef {Omit<CoreAnswer, 'html' | 'text' | 'figures' | 'date' | 'embeds' | 'original'> & { date: PostDate | null }} PostFacts */

/**
 * A part of an article's HTML. Its first `open` elements, nested in each other, continue elements of the chunk before.
 * @typedef {{ html: string, open: number }} HtmlChunk
 */

/**
 * What the page gets in place of the core's HTML and texts; core/page-model.js makes it.
 * @typedef {object} PageParts
 * @property {HtmlChunk[]} chunks
 * @property {Blob | null} text the text of a plain post
 * @property {Blob} original the decoded file
 * @property {Blob} raw the file's own bytes
 * @property {number} pictures number of images
 * @property {Uint8Array | null} [evidence] what the post was cleaned by beside itself: what repeats in its source
 * @property {boolean} [isEarly] whether its archive had not been read whole, so that what repeats there was unknown
 * @property {boolean} lead whether the first image is the article's lead image
 * @property {Embed[]} embeds
 * @property {Embed[]} unlinkedEmbeds those that no link of the article leads to
 */

/** @typedef {PostFacts & PageParts} ReadingPage */

/**
 * Why something was not opened: thrown by the core as a plain object, and by the shell in the same shape.
 * @typedef {{ code: string, message: string, file?: string, args?: Args }} CoreError
 */

/** @typedef {Record<string, string | number>} Args */

/**
 * What `pkg/archive_viewer.js` exports.
 * @typedef {object} Core
 * @property {(name: string, bytes: Uint8Array, evidence?: Uint8Array) => CoreAnswer} open_bytes
 * @property {(path: string, bytes: Uint8Array) => number} source_key
 * @property {(file: File) => CoreAnswer} open_file_in_worker
 * @property {(file: File) => Promise<Uint8Array>} read_file
 * @property {(name: string, text: string) => CoreAnswer} open_text
 * @property {(name: string, head: Uint8Array) => string | null} archive_format
 * @property {{ new (name: string, size: number): CoreArchive, of_file: (file: File) => CoreArchive }} Archive
 * @property {new () => CoreFolder} Folder
 * @property {(name: string, text: string, entries: Uint32Array, evidence?: Uint8Array) => CoreAnswer} open_text_keeping
 * @property {(name: string, bytes: Uint8Array, effort: number) => CoreAnswer} open_uncleaned
 * @property {(path: string, bytes: Uint8Array, number: number, effort: number) => ThreadPart | null} open_part
 * @property {() => object} [sanitizer_config] not of the cores that search or write files
 * @property {(bytes: Uint8Array) => Uint8Array} saved_page
 * @property {(path: string) => boolean} names_authors
 * @property {(path: string, text: string) => [string, string][]} author_names
 * @property {(path: string, text: string) => Site} site
 * @property {(bytes: Uint8Array, texts: object[]) => Uint8Array} index_posts
 * @property {(rows: { index: number, path: string }[]) => Uint8Array} pack_rows
 * @property {new () => Record<string, (...args: any[]) => any>} Library
 * @property {new (manifest: unknown) => import('./lazy/segments/responder.js').CoreSegments} Segments only of the core that searches a published archive, which has nothing else
 * @property {WebAssembly.Memory} memory
 */

/**
 * Requests to open a post. Bytes are transferred, not copied. The answer to one for the whole is the core's own, for a file.
 * @typedef {{ call: 'openFile', name: string, file: File }
 *   | { call: 'openBytes', name: string, bytes: Uint8Array, evidence?: Uint8Array | null, isWhole?: boolean }
 *   | { call: 'openUncleaned', name: string, bytes: Uint8Array, effort: number, isWhole?: boolean }
 *   | { call: 'openPart', name: string, bytes: Uint8Array, number: number, effort: number }
 *   | { call: 'openText', name: string, text: string, keep?: number[], evidence?: Uint8Array | null }} PostRequest
 */

/**
 * Requests about the one archive or folder that a core holds. Entries of a folder are numbered in the order of its paths.
 * @typedef {{ call: 'openVolume', file?: File, url?: string }
 *   | { call: 'openFolder', paths: string[] }
 *   | { call: 'volumeRows', from: number, count: number }
 *   | { call: 'packedRows', from: number, count: number }
 *   | { call: 'volumeTexts', most: number }
 *   | { call: 'passTexts' }
 *   | { call: 'volumeTextsAt', indices: number[] }
 *   | { call: 'folderTexts', indices: number[], files: File[] }
 *   | { call: 'volumeEntry', index: number }
 *   | { call: 'nameFiles', from: number, count: number }
 *   | { call: 'savedPage', bytes: Uint8Array }
 *   | { call: 'authorNames', path: string, bytes: Uint8Array }
 *   | { call: 'siteConfig' }
 *   | { call: 'site', path: string, bytes: Uint8Array }
 *   | { call: 'memory' }
 *   | { call: 'volumeImage', post: string, src: string }} VolumeRequest
 */

/**
 * Requests to a core that holds nothing, or the library.
 * @typedef {{ call: 'sniff' | 'sourceKey', name: string, bytes: Uint8Array }
 *   | { call: 'index', bytes: Uint8Array, texts: (ChunkText & { effort?: number })[] }
 *   | { call: 'packRows', rows: { index: number, path: string }[] }
 *   | { call: 'library', method: string, args: unknown[] }
 *   | { call: 'count', most: number }
 *   | ({ call: 'packed' } & PackedRequest)
 *   | { call: 'query', query: { text: string, facets: Chosen, sort: string, top: number }, locale: string, from: number, count: number, kept: KeptRow | null }
 *   | { call: 'renew', from: number, count: number }} LibraryRequest
 */

/**
 * Requests about the pack of a kept archive, which lazy/keep/packed/ answers: to write a volume of the library, a part at a
 * time, and to read it back, first its list and then its texts.
 * @typedef {{ step: 'write', id: string, number: number, about: AboutVolume }
 *   | { step: 'writeOn' }
 *   | { step: 'list', id: string, manifest: import('./lazy/keep/packed/pack-files.js').Manifest, number: number, name: string }
 *   | { step: 'readOn', number: number }
 *   | { step: 'summarize', id: string, manifest: import('./lazy/keep/packed/pack-files.js').Manifest, number: number }} PackedRequest
 */

/** What the page knows of a volume that is packed, and the name of its core. @typedef {{ summary: VolumeSummary, site?: Site | null, core?: string }} AboutVolume */

/** @typedef {import('./core/boundary.d.ts').FirstRows} FirstRows */

/**
 * What is known of a kept archive before any core has it, and what is shown of it, unless it was packed beside others.
 * @typedef {AboutVolume & { list: (FirstRows & { counts: import('./core/boundary.d.ts').VolumeView }) | null }} FirstList
 */

/** @typedef {PostRequest | VolumeRequest | LibraryRequest | import('./lazy/segments/responder.js').SegmentsRequest | import('./lazy/export/responder.js').ExportRequest} CoreRequest */

/**
 * The core's handles, documented in src/wasm/.
 * @typedef {object} CoreArchive
 * @property {() => import('./core/boundary.d.ts').ByteRange | null} want
 * @property {(offset: number, bytes: Uint8Array) => void} feed
 * @property {() => boolean} is_open
 * @property {() => VolumeSummary} summary
 * @property {(from: number, count: number) => VolumeRow[]} rows
 * @property {(most: number, withFields: boolean) => Chunk | null} next_posts
 * @property {(indices: Uint32Array) => Chunk} read_posts
 * @property {(post: string, address: string) => number | undefined} picture
 * @property {(from: number, count: number) => Uint8Array} packed_rows
 * @property {() => number | undefined} site_config
 * @property {(index: number) => Uint8Array} read_entry
 * @property {(index: number) => { want: () => import('./core/boundary.d.ts').ByteRange | null, feed: (offset: number, bytes: Uint8Array) => void, take: () => Uint8Array | undefined, free: () => void }} entry
 * @property {() => void} free
 */

/**
 * @typedef {object} CoreFolder
 * @property {(paths: string[], sizes: Float64Array) => void} add
 * @property {(from: number, count: number) => VolumeRow[]} rows
 * @property {(from: number, count: number) => Uint8Array} packed_rows
 * @property {() => Uint32Array} texts
 * @property {() => number | undefined} site_config
 * @property {(indices: Uint32Array, bytes: Uint8Array, ends: Uint32Array, withFields: boolean) => Chunk} chunk
 * @property {(post: string, address: string) => number | undefined} picture
 */

/** A folder's `size` is the number of its texts. @typedef {Omit<import('./core/boundary.d.ts').ArchiveSummary, 'kind'> & { kind: import('./core/boundary.d.ts').ArchiveFormat | 'folder' | null }} VolumeSummary */

/** @typedef {import('./core/boundary.d.ts').ArchiveRow} VolumeRow */

/** @typedef {import('./core/boundary.d.ts').ChunkText} ChunkText */

/** @typedef {import('./core/boundary.d.ts').Chunk} Chunk */

/** Texts of a volume, and the files that could not be read. @typedef {Chunk & { unread: { index: number, reason: string }[] }} VolumeTexts */

/**
 * An open archive or folder.
 * @typedef {object} Volume
 * @property {string} id its name, numbered where several archives share it
 * @property {string} name
 * @property {string} kind
 * @property {boolean} [isLoose] whether its posts were given one by one: it has no name of its own then
 * @property {Origin} [origin] where the reader's own device has it
 * @property {KeptPlace} [kept] the kept archive that it is
 * @property {KeptPlace} [loose] the kept posts that it has, if these are all of it
 * @property {() => VolumeSummary} summary
 * @property {() => Promise<Uint8Array | null>} nextRows posts and texts listed since the last call, packed for the library; null for none
 * @property {() => Promise<VolumeTexts | null>} nextTexts null after the last
 * @property {(indices: number[]) => Promise<VolumeTexts | null>} textsAt these texts, which `nextTexts` returns too in their turn;
 *   null where none can be read by itself: in an archive at a URL, or one that is read from start to end
 * @property {() => void} restart starts over with the first row and text
 * @property {(from: number, count: number) => Promise<VolumeRow[]>} rows
 * @property {() => Promise<Site | null>} site by the configuration in it
 * @property {(index: number, path: string, evidence?: Uint8Array | null) => Promise<ReadingPage>} open rejects with a CoreError
 * @property {(index: number, path: string, number: number) => Promise<ThreadPart | null>} openPart as a post's comment with this number;
 *   null where it is a post of its own. Rejects with a CoreError.
 * @property {(index: number, path: string) => Promise<Uint8Array>} bytes of a file; rejects with a CoreError
 * @property {import('./lazy/export/responder.js').FindPicture} pictureOf of a post
 * @property {(path: string, source: string | null) => FindImage} imagesOf for the post at a path, which was saved from a URL
 * @property {FindNames} namesOf
 * @property {() => Promise<number>} memory bytes of its core
 * @property {() => void} close
 */

/** Files that an archive or a folder was opened from, and the handle of it, where the browser gives one. @typedef {{ kind: 'file' | 'folder', files: { path: string, file: () => Promise<File> }[], handle: Promise<FileSystemHandle | null> }} Origin */

/**
 * A kept archive's rows and texts as they were packed. They are listed, and `read` makes them all searchable, or returns false, and
 * then they are gone again. Or another core packed them: `summarize` lists files that are not read yet by what it says of them.
 * @typedef {{ read: () => Promise<boolean> } | { summarize: () => Promise<void> }} Unpacked
 */

/**
 * An archive that is kept on this device: its id, and its name in URLs. `load` makes its rows and texts a volume of the library
 * as they were packed, if it can; `first` says what can be shown of it before; `save` packs them once it has been read whole.
 * @typedef {object} KeptPlace
 * @property {string} id
 * @property {string} address
 * @property {(into: { library: Searchable, number: number, name: string }) => Promise<Unpacked | null>} load
 * @property {() => Promise<FirstList | null>} first null where no list was kept
 * @property {(library: Searchable, number: number, about: AboutVolume) => Promise<void>} save says it where there is no room
 */

/** @typedef {import('./core/boundary.d.ts').PlaceView} LibraryPlace */
/** @typedef {import('./core/boundary.d.ts').LibraryRow} LibraryRow */
/** @typedef {import('./core/boundary.d.ts').FacetView} Facet */

/** @typedef {'source' | 'author' | 'tag' | 'lang' | 'collection' | 'year'} FacetName */

/** A result with some of its rows, from one on. @typedef {import('./core/boundary.d.ts').QueryResult & { from: number, rows: LibraryRow[] }} QueryResult */

/** The row that a reader looks at: the answer begins `above` rows before it, wherever it stands now. @typedef {{ volume: number, path: string, above: number }} KeptRow */

/**
 * The core that holds the library, as the page sees it, but for what is asked of a result as a whole.
 * @typedef {object} SearchableRows
 * @property {true} [byRanges] of a published archive, which is not loaded for it; it has no order by title and by source
 * @property {() => void} start loads it before it is needed
 * @property {(number: number, name: string) => Promise<void>} addVolume
 * @property {(number: number) => Promise<void>} removeVolume
 * @property {(number: number, packed: Uint8Array) => Promise<void>} addRows
 * @property {(number: number, packed: Uint8Array) => Promise<import('./core/boundary.d.ts').AddedPosts>} addPosts
 * @property {(number: number, index: number, code: string, message: string) => Promise<void>} markUnreadable
 * @property {(number: number) => Promise<void>} pairThreads once its files are listed: posts find the files of their threads
 * @property {(number: number) => Promise<void>} joinThreads where it isn't read further
 * @property {(number: number, path: string) => Promise<import('./core/boundary.d.ts').PlaceOnly[]>} threadOf
 * @property {(number: number) => Promise<void>} finishVolume once it has been read whole: what repeats is taken out of its texts
 * @property {(number: number, path: string) => Promise<Uint8Array | null>} evidenceOf what repeats in the source of a post; null
 *   until its volume has been read whole
 * @property {(most: number) => Promise<{ total: number, volumes: import('./core/boundary.d.ts').VolumeView[], unreadable: { volume: number, path: string, problems: Problem[] }[] }>} count
 *   rows in all and of each volume, and up to `most` of the unreadable entries
 * @property {(number: number) => Promise<string>} others paths of texts that are plainly the site's own, and of posts without a
 *   body, one per line
 * @property {(number: number, path: string) => Promise<number | undefined>} otherAt index of such a text in its volume
 * @property {(search: Search, locale: string, from: number, count: number, top?: number, kept?: KeptRow | null) => Promise<QueryResult | null>} query
 *   with up to `count` rows from `from`, or around the kept one, titles in the locale's order, and `top` values of each facet;
 *   null where a later query replaced it
 * @property {(from: number, count: number) => Promise<{ posts: number, from: number, rows: LibraryRow[] }>} renew the latest result in its order,
 *   without the posts that are gone, and rows of it as they are now
 * @property {(from: number, count: number) => Promise<LibraryRow[]>} rows of the latest result
 * @property {(number: number, path: string) => Promise<number>} positionOf -1 where it isn't in the result
 * @property {(number: number, path: string) => Promise<import('./core/boundary.d.ts').Neighbours>} neighbours
 * @property {(number: number, path: string) => Promise<LibraryRow | null>} rowOf
 * @property {(lines: string) => Promise<void>} setMarks what the reader did with posts: lines as documented at `Library::set_marks`
 * @property {(text: string) => Promise<Uint32Array>} findIn
 * @property {(text: string) => Promise<Uint32Array>} findInTitle
 * @property {(text: string) => Promise<Uint32Array>} findInComment
 * @property {(address: string) => Promise<LibraryPlace[]>} findBySource
 * @property {(number: number, path: string, address: string) => Promise<LibraryPlace | null>} findByPath
 * @property {(number: number, patterns: string[]) => Promise<void>} setPermalinks of its site, for `findByPath`
 * @property {() => Promise<number>} memory bytes of its WebAssembly
 * @property {(request: PackedRequest) => Promise<any>} packed rejects with a CoreError
 * @property {(rows: { index: number, path: string }[]) => Promise<Uint8Array>} packRows packs rows that are of no archive
 */
/** @typedef {SearchableRows & import('./core/library-responder.js').WholeResult} Searchable */
/** @typedef {import('./core/boundary.d.ts').FacetSelection} Chosen */

/** What the configuration of an archive's site says. @typedef {import('./core/boundary.d.ts').Site} Site */

/** A search of all that is open. @typedef {{ text: string, chosen: Chosen, sort: string }} Search */

/**
 * Finds an image that came with a post, by its `src` in the post.
 * @typedef {(src: string) => Promise<Blob | null>} FindImage
 */

/** Finds the names that an archive has for the ids of authors. @typedef {(ids: string[]) => Promise<Map<string, string>>} FindNames */

/**
 * A file, pasted text or URL that may be a post. `base` is the base URL of its relative links, where it has one, and
 * `findImage` finds its images where it has none; `note` is the site's comment on a sample.
 * `open` takes what repeats in its source, where that is known. `size` is in bytes, 0 where it isn't known. `kept` is the id of
 * the kept posts that it is of, and `keptAs` what these are.
 * @typedef {{ name: string, base: string | null, note: Note | null, findImage: FindImage | null, size: number, bytes: () => Promise<Uint8Array>, open: (evidence?: Uint8Array | null) => Promise<ReadingPage>, file?: File, kept?: string, keptAs?: KeptPlace }} Item
 */

/**
 * A post of a collection that is in no archive. `key` is its name in URLs; `page` is null until it is opened, and `number` is
 * the library's for it, null where it is in none.
 * @typedef {Item & { key: string, page: ReadingPage | null, number: number | null }} Single
 */

/** A sentence in one language, or in several by their codes. @typedef {string | Record<string, string>} Note */

/** @typedef {{ key: string, page: ReadingPage, base: string | null, note: Note | null, findImage: FindImage | null, findNames?: FindNames, place?: Place, timeZone?: string | null, copies?: LibraryRow['places'] }} Entry */

/** Path of a post's file, and the archive that holds it. @typedef {{ path: string, archive: string | null }} Place */

/**
 * What a list shows of a post.
 * @typedef {Pick<PostFacts, 'title' | 'date' | 'author' | 'source' | 'sourceText' | 'lang' | 'dir' | 'excerpt'>} Listed
 */

/** @typedef {{ key: string, facts: Listed, note: Note | null }} Row */

/**
 * Thousands of posts of a published site, listed without being opened.
 * @typedef {object} Catalogue
 * @property {string | null} title
 * @property {number} total number of posts
 * @property {Row[]} rows those read so far, newest first
 * @property {() => Promise<void>} more reads some more
 * @property {{ path: string, size: number } | null} archive a file with all posts, which can be opened and searched
 * @property {(key: string) => Item} item
 * @property {string} [segments] path of the manifest by which it is searched by ranges
 * @property {() => Promise<Single[]>} items all posts, for a library where there is no archive
 * @property {(key: string) => string} pathOf the post's path in the library
 * @property {(path: string) => string} keyOf
 */

/**
 * Posts that belong together; a route names the collection by its id. `files` holds everything dropped, picked or pasted.
 * @typedef {object} Collection
 * @property {string} id
 * @property {Single[]} entries posts in no archive; those of a catalogue are opened one by one and not kept
 * @property {Catalogue | null} catalogue
 * @property {OpenArchive[]} archives
 * @property {number} listed rows of the library; copies of one post count once
 * @property {Searchable | null} library searches archives and entries together; null until there is an archive or a second post
 * @property {number} revision increases when the archives' list should be drawn again
 * @property {Search} search of the list
 * @property {Route | null} onlyPost of an archive at a URL
 */

/**
 * An open archive or folder. `number` identifies it in the library; `others` are texts that are plainly the site's own, and
 * `empty` posts without a body: neither is in the list.
 * @typedef {{ volume: Volume, number: number, posts: number, copies: number, unreadable: { path: string, problems: Problem[] }[], unreadableTotal: number, others: number, empty: number, progress: IndexProgress | null, site?: Site | null }} OpenArchive
 */

/** Progress of indexing an archive: in bytes, or in files of a folder. @typedef {{ posts: number, done: number, total: number, since: number, cancelled: boolean }} IndexProgress */

/** `ask-others` asks for pictures of other sites than the page's own. @typedef {'load' | 'ask-others' | 'ask' | 'never'} ImageMode */
/** @typedef {typeof import('./app/setting-options.js').OPTIONS} SettingOptions */
/** @typedef {{ language: string } & { -readonly [Name in keyof SettingOptions]: SettingOptions[Name][number] }} Settings */

/**
 * A sentence for the reader: its key in the language files, and a fallback where that key is missing.
 * @typedef {{ key: string, args: Args, fallback?: string }} Notice
 */

/**
 * Where the reader is. `post` is a path where there is an archive, and null for the collection's first post; `passage` is a
 * text directive, as it stands in the address.
 * @typedef {{ collection: string, view: 'home' | 'list' | 'post' | 'notes' | 'device', post: string | null, archive?: string, paragraph?: number, passage?: string, search?: Search }} Route
 */

/**
 * @typedef {object} State
 * @property {Route} route
 * @property {Map<string, Collection>} collections
 * @property {Entry | null} entry the post of the route
 * @property {Settings} settings
 * @property {Notice[]} notices
 * @property {Notice[]} announcement sentences for screen readers
 * @property {{ file: string, done: number, total: number | null } | null} download bytes of an archive at a URL
 * @property {(() => void) | null} update changes to a new version of the viewer, where one is ready
 * @property {boolean} loading whether a folder, an archive or a post is being loaded
 */

/**
 * Translates a key with its arguments.
 * @callback Translate
 * @param {string} key
 * @param {Args} [args]
 * @param {string} [fallback]
 * @returns {string}
 */

/**
 * The interface in one language; `locale` is for dates and numbers.
 * @typedef {{ language: string, locale: string, dir: 'ltr' | 'rtl', t: Translate }} Words
 */

/**
 * The core, for an article that restores removed parts: `keep` numbers the entries of its record that come back.
 * @typedef {object} ArticleCore
 * @property {(name: string, text: string, keep?: number[], evidence?: Uint8Array | null) => Promise<ReadingPage>} openText
 */

export {};
