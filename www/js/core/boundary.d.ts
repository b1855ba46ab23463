// Generated from the Rust types of the boundary: BLESS=1 cargo test --lib boundary_types
// The functions that take and return these types are documented in src/wasm/.

/** What kind of archive a file is. */
export type ArchiveFormat = "zip" | "tar" | "tar-gz" | "gz";

/** What an entry is to a reader. */
export type ArchiveRole = "post" | "text" | "picture" | "archive" | "other";

/** One entry, plain, for a list. */
export type ArchiveRow = {
  /** The entry's number, from 0. It stays the same while the archive is open. */
  index: number,
  /** Its path, neutral: never empty, never outside, nothing unseen in it. */
  path: string,
  /** What it is. */
  role: ArchiveRole,
  /** Its size in bytes, unpacked, as the archive says. */
  size: number,
  /** Its size in the archive, in bytes. */
  packed: number,
  /** A title that its name suggests, where it is a text. Never empty then. */
  title: string | null,
  /** The day that its name begins with, where it is a text. */
  date: string | null,
  /** Whether it can't be read. */
  refused: boolean,
  /** What there is to know about it; for one that can't be read, the last says why. */
  problems: Array<Problem>,
};

/** What is known of an archive so far. */
export type ArchiveSummary = {
  /** None before the first bytes came. */
  kind: ArchiveFormat | null,
  /** How many entries are listed. */
  entries: number,
  /** How many of them are posts, as far as is known: one outside the folders of posts is known once it is read. */
  posts: number,
  /** How many are texts of which that is not known, or which turned out to have no front matter. */
  texts: number,
  /** How many are pictures. */
  pictures: number,
  /** Bytes of all texts together, unpacked, as far as listed. */
  size: number,
  /** Whether every entry is listed. */
  listed: boolean,
  /** Whether every text was given. */
  done: boolean,
  /** How far into the file the reading has come, in bytes: of a zip, only that of its entries counts. */
  read: number,
  /** The encoding of the names: `UTF-8`, or the one that all of them looked like. */
  names: string,
  /** What there is to know about the archive as a whole. */
  problems: Array<Problem>,
};

/** Values in a message, by name. */
export type Args = Record<string, string>;

/** One entry that can't be read. */
export type BrokenEntry = {
  /** Its volume. */
  volume: number,
  /** Its number there. */
  index: number,
  /** Its path there. */
  path: string,
  /** Why; the last is what decided it. */
  problems: Array<Problem>,
};

/** Entries that can't be read. */
export type BrokenView = {
  /** How many there are in all. */
  total: number,
  /** Those that were asked for. */
  entries: Array<BrokenEntry>,
};

/** A range of bytes in a file. */
export type ByteRange = {
  /** Offset of the first byte. */
  offset: number,
  /** Number of bytes. */
  length: number,
};

/** What happened to a piece of a post. */
export type ChangeKind = "removed" | "changed";

/** The values that were chosen. */
export type Chosen = {
  /** Hosts. */
  source?: Array<string>,
  /** Authors. */
  author?: Array<string>,
  /** Tags. */
  tag?: Array<string>,
  /** Years, and with the months one facet: `2021`. */
  year?: Array<string>,
  /** Months: `2021-03`. */
  month?: Array<string>,
  /** Languages. */
  lang?: Array<string>,
  /** Only posts with pictures. */
  pictures?: boolean,
  /** Only posts with problems. */
  problems?: boolean,
};

/** Texts of an archive, with one array for the bytes of all. */
export type Chunk = {
  /** The texts' bytes, one after another. */
  bytes: Uint8Array,
  /** The texts. */
  texts: Array<ChunkText>,
};

/** One text of a chunk. */
export type ChunkText = {
  /** Index of the entry in the archive or folder. */
  index: number,
  /** Path of the entry. */
  path: string,
  /** Offset of its first byte in the chunk's bytes. */
  start: number,
  /** Offset after its last byte in the chunk's bytes. */
  end: number,
  /** Whether it is a post, by its folder or by its front matter. */
  isPost: boolean,
  /** What its front matter says; null if not requested, or if `refused` is set. */
  fields: ListedPost | null,
  /** Why its bytes can't be decoded. */
  refused: Problem | null,
};

/** Where a date was found, most reliable first. */
export type DateSource = "front-matter" | "comment" | "file-name";

/** A date. */
export type DateView = {
  /**
   * RFC 3339 date-time, `2022-02-05T06:26:00.000Z`; without an offset if the post names no zone, `2020-05-25T10:00:00`;
   * or only a date, `2020-05-25`. The last two must not be converted between zones.
   */
  iso: string,
  /** The text of the date in the post. */
  original: string,
  /** Where the date was found. */
  from: DateSource,
};

/** A player, or another page that was embedded in the post. */
export type Embed = {
  /** A stable identifier: `youtube`, `vimeo`, `audio`, `document`, `page`, … */
  kind: string,
  /** Its title; empty where nothing gives one. */
  title: string,
  /** The page for people. */
  url: string,
};

/** Why a file or an entry can't be opened; functions throw it as a plain object. */
export type ErrorView = {
  /**
   * Stable identifier: `empty`, `binary`, `too-large`, `unreadable`, `archive-unsupported`, `archive-damaged`;
   * for an entry also the codes of its problems.
   */
  code: string,
  /** English sentence, for a code that is not translated. */
  message: string,
  /** The file's name, or the entry's path. */
  file: string,
  /** Values in the sentence, by name. */
  args: Args,
};

/** One value. */
export type FacetValue = {
  /** The value. */
  value: string,
  /** How many posts have it. */
  count: number,
  /** Whether it is chosen. */
  chosen: boolean,
};

/** The values of one facet. */
export type FacetView = {
  /** The most frequent, and what is chosen. */
  values: Array<FacetValue>,
  /** How many more there are. */
  more: number,
};

/** The values of all facets in a result. */
export type Facets = {
  /** Hosts. */
  source: FacetView,
  /** Authors. */
  author: FacetView,
  /** Tags. */
  tag: FacetView,
  /** Languages. */
  lang: FacetView,
  /** Years, the newest first. */
  year: FacetView,
  /** Posts with pictures. */
  pictures: number,
  /** Posts with problems. */
  problems: number,
};

/** One picture of an article. */
export type Figure = {
  /** The picture's URL. */
  src: string,
  /** The alternative text. */
  alt: string,
  /** The caption. */
  caption: string,
  /** Whether it comes before the text. */
  lead: boolean,
};

/** A file. */
export type FileView = {
  /** File name. */
  name: string,
  /** Size in bytes. */
  size: number,
  /** WHATWG name of the encoding. */
  encoding: string,
};

/** What came of filling. */
export type Filled = {
  /** Posts that were filled, copies of others included. */
  filled: number,
  /** Rows that turned out to be no posts. */
  vanished: number,
  /** Entries that can't be read. */
  broken: number,
};

/** Bytes that a library takes. */
export type LibraryMemory = {
  /** Folded texts. */
  text: number,
  /** What they were before, and what is shown in lists. */
  unfold: number,
  /** Everything else, about. */
  other: number,
};

/** One row. */
export type LibraryRow = {
  /** Its first place's volume. */
  volume: number,
  /** Its number there. */
  index: number,
  /** Its path there. */
  path: string,
  /** All its places. */
  places: Array<PlaceOnly>,
  /** Whether front matter and text are there; else only what the name suggests is. */
  filled: boolean,
  /** Never empty. */
  title: string,
  /** Where words stand in it: from and to, in UTF-16 offsets. */
  titleMarks: Array<[number, number]>,
  /** When it was published. */
  date: DateView | null,
  /** Who wrote it. */
  author: string | null,
  /** Where words stand in it. */
  authorMarks: Array<[number, number]>,
  /** Where it was saved from, if that is an address of the web. */
  source: SourceView | null,
  /** `from` as it stands, if it is no address. */
  sourceText: string | null,
  /** Tags. */
  tags: Array<string>,
  /** Categories. */
  categories: Array<string>,
  /** BCP 47; none until it is filled. */
  lang: string | null,
  /** `ltr` or `rtl`. */
  dir: "ltr" | "rtl",
  /** Whether the site showed it. */
  published: boolean,
  /** How many pictures it has. */
  pictures: number,
  /** The address of the picture for a list: the post's own, else the first. */
  image: string | null,
  /** Its first words; empty until it is filled. */
  excerpt: string,
  /** The part of its text where the words stand most densely, if they stand there. */
  snippet: Snippet | null,
  /** Of all words, in all fields. */
  occurrences: number,
  /** What there is to know about it. */
  problems: Array<Problem>,
};

/** How far a library is. */
export type LibraryState = {
  /** Its rows. */
  rows: number,
  /** Those of them whose text is there. */
  filled: number,
  /** Entries that can't be read. */
  broken: number,
  /** Changes with whatever can change an answer. */
  version: number,
};

/** A post's metadata, before its article is made. */
export type ListedPost = {
  /** Title. Never empty. */
  title: string,
  /** Publication date. */
  date: DateView | null,
  /** Author. */
  author: string | null,
  /** The web page that the post was saved from. */
  source: SourceView | null,
  /** `from` in the front matter, if it is not an http(s) URL. */
  sourceText: string | null,
  /** Tags. */
  tags: Array<string>,
  /** Categories. */
  categories: Array<string>,
  /** Language from the front matter, unchecked. */
  lang: string | null,
  /** The post's summary of itself. */
  description: string | null,
  /** URL of the post's image, as in the front matter. */
  image: string | null,
  /** False for a draft. */
  published: boolean,
  /** WHATWG name of the file's encoding. */
  encoding: string,
  /** Problems of the file and the front matter. */
  problems: Array<Problem>,
};

/** What stands beside a post in the current result. */
export type Neighbours = {
  /** The post before. */
  previous: PlaceView | null,
  /** The post behind. */
  next: PlaceView | null,
  /** The post's own number in the result, from 0; -1 where it isn't in it. */
  position: number,
  /** Rows of the result. */
  total: number,
};

/** A file that holds a post. */
export type PlaceOnly = {
  /** Its volume. */
  volume: number,
  /** Its number there. */
  index: number,
  /** Its path there. */
  path: string,
};

/** A file that holds a post. */
export type PlaceView = {
  /** Its volume. */
  volume: number,
  /** Its number there. */
  index: number,
  /** Its path there. */
  path: string,
  /** The post's title. */
  title: string,
};

/** A defect of a file, a post or an archive that was opened all the same. */
export type Problem = {
  /** Stable identifier: `yaml-salvaged`, `front-matter-unterminated`, … */
  code: string,
  /** English sentence, for a code that is not translated. */
  message: string,
  /** Values in the message, by name. */
  args: Args,
};

/** What is asked. Every part may be missing. */
export type Query = {
  /** What was typed. */
  text?: string,
  /** The values of facets that were chosen. */
  facets?: Chosen,
  /** The order. */
  sort?: Sort,
  /** How many values each facet gives at the most. */
  top?: number,
};

/** What a query comes to. */
export type QueryResult = {
  /** Rows of the result. */
  posts: number,
  /** Of all words and phrases, in all fields of these posts. */
  occurrences: number,
  /** Rows of the library. */
  total: number,
  /** Those of them whose text is there. */
  searched: number,
  /** The order, as it was done. */
  sort: Sort,
  /** The words and phrases, as the query was read. */
  words: Array<string>,
  /** The facets' values. */
  facets: Facets,
  /** Posts of each month that has some, the oldest first. */
  timeline: Array<[string, number]>,
  /** Posts without a date. */
  undated: number,
};

/** A post, cleaned and ready to display. */
export type ReadingPage = {
  /** The file that the post was read from. */
  file: FileView,
  /** Title. Never empty. */
  title: string,
  /** Publication date. */
  date: DateView | null,
  /** Author. */
  author: string | null,
  /** The web page that the post was saved from. */
  source: SourceView | null,
  /** `from` in the front matter, if it is not an http(s) URL. */
  sourceText: string | null,
  /** Tags. */
  tags: Array<string>,
  /** Categories. */
  categories: Array<string>,
  /** BCP 47 language tag, from the post or guessed from its script. */
  lang: string,
  /** Text direction. */
  dir: "ltr" | "rtl",
  /** The site's layout for the post. */
  layout: string | null,
  /** The post's summary of itself. */
  description: string | null,
  /** False for a draft. */
  published: boolean,
  /** All other keys of the front matter with their values, for display. */
  extra: Array<[string, string]>,
  /** Whether the post exceeds a limit: then `html` is empty, and `text` is shown. */
  plain: boolean,
  /**
   * Sanitized HTML, for the shell's HTML sink only.
   *
   * A link that only a library can follow has the URL `#av-post:` followed by the post's own URL, percent-encoded:
   * a relative one if there is no `source`, or `{% post_url … %}` or `{% link … %}`.
   * The shell removes it before the article is shown.
   */
  html: string,
  /** Plain text of the article, one line per block. */
  text: string,
  /** The beginning of the text, for lists. */
  excerpt: string,
  /** The article's images, in order. */
  figures: Array<Figure>,
  /** Players and embedded pages, which became links. */
  embeds: Array<Embed>,
  /** Hosts of the article's images, each once, in order. */
  hosts: Array<string>,
  /** Everything that was removed or changed. */
  record: Array<RecordEntry>,
  /**
   * Indices in `record` of removed parts that `html` contains all the same, each in an `<ins>` with the id
   * `av-removed:` and the index. Absent if none were requested.
   */
  kept?: Array<number>,
  /** Problems of the file, the front matter and the body. */
  problems: Array<Problem>,
  /** The decoded file. */
  original: string,
};

/** One entry of the record of removed and changed parts. */
export type RecordEntry = {
  /** Stable identifier of the cleaning step. */
  step: string,
  /** Stable identifier of the reason. */
  reason: string,
  /** Whether the part was removed or changed. */
  kind: ChangeKind,
  /** English sentence, for a reason that is not translated. */
  message: string,
  /** Text of the part. */
  text: string,
  /** URLs of the part's images. */
  images: Array<string>,
  /** Whether the part can be shown in its place. */
  inPlace: boolean,
};

/** A part of a text with the words in it. */
export type Snippet = {
  /** The part, on one line. */
  text: string,
  /** Where the words stand in it: from and to, in UTF-16 offsets. */
  marks: Array<[number, number]>,
  /** Whether the text goes on before it. */
  before: boolean,
  /** Whether it goes on behind it. */
  after: boolean,
};

/** What a result is sorted by. */
export type Sort = "relevance" | "newest" | "oldest" | "title" | "source";

/** The web page that a post was saved from. */
export type SourceView = {
  /** URL with scheme http or https. */
  url: string,
  /** Host for display, without `www.`. */
  host: string,
};

/** A volume. */
export type VolumeView = {
  /** Its number. */
  id: number,
  /** Its name. */
  name: string,
  /** Its files that are posts, copies of others included. */
  posts: number,
  /** Those of them whose text is there. */
  filled: number,
  /** Its entries that can't be read. */
  broken: number,
};
