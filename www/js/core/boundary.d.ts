// Generated from the Rust types of the boundary: BLESS=1 cargo test --lib boundary_types
// The functions that take and return these types are documented in src/wasm/.

/** The result of adding posts. */
export type AddedPosts = {
  /** Posts that were indexed, including copies. */
  indexed: number,
  /** Rows that turned out to be other texts, or posts without a body. */
  notPosts: number,
  /** Files that can't be read. */
  unreadable: number,
};

/** The format of an archive. */
export type ArchiveFormat = "zip" | "tar" | "tar-gz" | "gz" | "warc" | "warc-gz" | "wacz" | "mhtml";

/** What an entry is. */
export type ArchiveRole = "post" | "text" | "other-text" | "picture" | "archive" | "other";

/** One entry, as plain data for a list. */
export type ArchiveRow = {
  /** The entry's index, from 0. It never changes while the archive is open. */
  index: number,
  /** Its safe path: never empty, no parent folders, no invisible characters. */
  path: string,
  /** What it is. */
  role: ArchiveRole,
  /** Its unpacked size in bytes, as declared by the archive. */
  size: number,
  /** Its size in the archive, in bytes. */
  packed: number,
  /** Title guessed from the name of a text; never empty then. */
  title: string | null,
  /** Date at the start of the name of a text. */
  date: string | null,
  /** Whether it can't be read. */
  refused: boolean,
  /** Its problems; if it can't be read, the last one says why. */
  problems: Array<Problem>,
};

/** What is known of an archive so far. */
export type ArchiveSummary = {
  /** `None` before the first bytes arrive. */
  kind: ArchiveFormat | null,
  /** Number of entries listed. */
  entries: number,
  /** Number of entries known to be posts. One outside the post folders is known only once it has been read. */
  posts: number,
  /** Number of texts that are posts unless their content says otherwise, which is not read yet. */
  texts: number,
  /** Number of images. */
  pictures: number,
  /** Total unpacked size of all listed texts, in bytes. */
  size: number,
  /** Whether every entry is listed. */
  listed: boolean,
  /** Whether every text was returned. */
  done: boolean,
  /** Offset that reading has reached, in bytes. For a zip, only reading entries counts. */
  read: number,
  /** The encoding of the names: `UTF-8`, or the one detected from all of them. */
  names: string,
  /** Problems of the archive as a whole. */
  problems: Array<Problem>,
};

/** Values in a message, by name. */
export type Args = Record<string, string>;

/** A range of bytes in a file. */
export type ByteRange = {
  /** Offset of the first byte. */
  offset: number,
  /** Number of bytes. */
  length: number,
};

/** One entry of the account. */
export type Change = {
  /** The step that did it: a stable identifier, such as `furniture`. */
  step: string,
  /** Why: a stable identifier, such as `share-bar`. */
  reason: Reason,
  /** Removed or changed. */
  kind: ChangeKind,
  /** The text that was taken away or changed, white space folded. */
  text: string,
  /** The addresses of the pictures that were taken away or changed. */
  images: Array<string>,
  /** Values of the reason's sentence, by name. */
  args?: Args,
  /** Whether it can be shown in its place; see [`Article::clean`](super::Article::clean). */
  in_place: boolean,
};

/** What happened to a piece of a post. */
export type ChangeKind = "removed" | "changed";

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
  /** Whether it is a post, by its folder or its content. */
  isPost: boolean,
  /** What its front matter says; null if not requested, or if `refused` is set. */
  fields: ListedPost | null,
  /** Why its bytes can't be decoded. */
  refused: Problem | null,
};

/** A reader's comment, cleaned. */
export type CleanedComment = {
  /** The author's name. */
  author: string | null,
  /** The author's id in the archive. */
  author_id?: string,
  /** When it was written. */
  date: string | null,
  /** Sanitized HTML. */
  html: string,
  /** Plain text, one line per block. */
  text: string,
  /** What else the post says of it, as names and values. */
  extra?: Array<[string, string]>,
  /** The replies to it, in order. */
  replies: Array<CleanedComment>,
};

/** A cleaned post, with what was removed from it and why. */
export type CleanedPost = {
  /** The file's path, as given. */
  path: string,
  /** Title. Never empty. */
  title: string,
  /** Publication date: an RFC 3339 date-time, one without an offset, or only a date. */
  date: string | null,
  /** Author. */
  author: string | null,
  /** What the post was saved from, usually a URL. */
  source: string | null,
  /**
   * Where `title`, `date`, `author` and `source` are from, of those that the post has: `front-matter`, `page`,
   * `file-name`; of a date also `comment` and `saved`.
   */
  origins: Record<string, string>,
  /** Tags. */
  tags: Array<string>,
  /** Categories. */
  categories: Array<string>,
  /** All other keys of the front matter with their values. */
  extra: Array<[string, string]>,
  /** BCP 47 language tag, from the post or guessed from its text. */
  lang: string,
  /** Sanitized HTML. Empty where the post exceeds a limit, which `problems` then names. */
  html: string,
  /** Plain text of the article, one line per block. */
  text: string,
  /** The article's images, in order. */
  figures: Array<Figure>,
  /** Players and embedded pages, which became links. */
  embeds: Array<Embed>,
  /** What readers wrote below the post, in order. */
  discussion: Array<CleanedComment>,
  /** Everything that was removed or changed. */
  removed: Array<Change>,
  /** Problems of the file, the front matter and the body. */
  problems: Array<Problem>,
};

/** A reader's comment, cleaned and ready to display. */
export type CommentView = {
  /** The author's name. */
  author: string | null,
  /** The author's id, under which `author_names` may have found a name. */
  authorId: string | null,
  /** When it was written. */
  date: DateView | null,
  /** Whether it exceeds a limit: then `html` is empty, and `text` is shown. */
  plain: boolean,
  /**
   * Sanitized HTML, for the shell's HTML sink only. Its links are as in the article; its ids begin with `av-c`, the
   * number of the comment and a colon, so that all are distinct. Its headings begin at `h4`.
   */
  html: string,
  /** Plain text, one line per block. */
  text: string,
  /** What else the post says of it, such as votes, as names and values for display. */
  extra: Array<[string, string]>,
  /** The replies to it, in order. */
  replies: Array<CommentView>,
};

/** Where a date was found, most reliable first. */
export type DateSource = "front-matter" | "comment" | "file-name" | "page" | "saved";

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
   * Stable identifier: `empty`, `binary`, `too-large`, `unreadable`, `archive-unsupported`, `archive-damaged`, `mbox`, `opml`;
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

/** The selected values. */
export type FacetSelection = {
  /** Hosts. */
  source?: Array<string>,
  /** Authors. */
  author?: Array<string>,
  /** Tags. */
  tag?: Array<string>,
  /** Years, one facet with the months: `2021`. */
  year?: Array<string>,
  /** Months: `2021-03`. */
  month?: Array<string>,
  /** Languages. */
  lang?: Array<string>,
  /** Collections of the site. */
  collection?: Array<string>,
  /** Only posts with images. */
  pictures?: boolean,
  /** Only posts with problems. */
  problems?: boolean,
  /** Only posts that the reader has read; with `unread`, both. */
  read?: boolean,
  /** Only posts that the reader has not read. */
  unread?: boolean,
  /** Only the reader's favourites. */
  favourite?: boolean,
  /** Only posts in which the reader has notes. */
  noted?: boolean,
};

/** One value. */
export type FacetValue = {
  /** The value. */
  value: string,
  /** Number of posts with it. */
  count: number,
  /** Whether it is selected. */
  chosen: boolean,
};

/** The values of one facet. */
export type FacetView = {
  /** The most frequent values and the selected ones. */
  values: Array<FacetValue>,
  /** Number of values left out. */
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
  /** Collections of the site: the names of folders. */
  collection: FacetView,
  /** Years, newest first. */
  year: FacetView,
  /** Posts with images. */
  pictures: number,
  /** Posts with problems. */
  problems: number,
  /** Posts that the reader has read. */
  read: number,
  /** Posts that the reader has not read. */
  unread: number,
  /** The reader's favourites. */
  favourite: number,
  /** Posts in which the reader has notes. */
  noted: number,
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

/** The answer to the plain query, and its first rows, without what the reader did. */
export type FirstRows = {
  /** The answer. */
  answer: QueryResult,
  /** The first rows. */
  rows: Array<LibraryRow>,
};

/** Memory of a library, in bytes. */
export type LibraryMemory = {
  /** Folded texts. */
  text: number,
  /** Their originals, and what is shown in lists. */
  unfold: number,
  /** Everything else, approximately. */
  other: number,
};

/** One row. */
export type LibraryRow = {
  /** Volume of its first place. */
  volume: number,
  /** Index of the file in the volume. */
  index: number,
  /** Path of the file in the volume. */
  path: string,
  /** All its places, and those of posts with the same article. */
  places: Array<PlaceOnly>,
  /** Whether it is indexed; else only what its name suggests is known. */
  indexed: boolean,
  /** Whether the reader has read it. */
  read: boolean,
  /** Whether it is one of the reader's favourites. */
  favourite: boolean,
  /** Whether the reader has notes in it. */
  noted: boolean,
  /** Never empty. */
  title: string,
  /** Occurrences of words in it: start and end in UTF-16 offsets. */
  titleMarks: Array<[number, number]>,
  /** Date of publication. */
  date: DateView | null,
  /** Author. */
  author: string | null,
  /** Occurrences of words in it. */
  authorMarks: Array<[number, number]>,
  /** Where it was saved from, if that is a web URL. */
  source: SourceView | null,
  /** `from` as written, if it is not a URL. */
  sourceText: string | null,
  /** Tags. */
  tags: Array<string>,
  /** Categories. */
  categories: Array<string>,
  /** BCP 47; none until it is indexed. */
  lang: string | null,
  /** `ltr` or `rtl`. */
  dir: "ltr" | "rtl",
  /** Whether the site published it. */
  published: boolean,
  /** Number of images. */
  pictures: number,
  /** Number of comments. */
  comments: number,
  /** URL of the image for a list: the post's own, or else the first. */
  image: string | null,
  /** First words of the text; empty until it is indexed. */
  excerpt: string,
  /** The part of the text with the densest occurrences, or of the comments if only they have any. */
  snippet: Snippet | null,
  /** Occurrences of all words in all fields, and of those with `comment:` in comments. */
  occurrences: number,
  /** Its problems. */
  problems: Array<Problem>,
};

/** The progress of a library. */
export type LibraryState = {
  /** Number of rows. */
  rows: number,
  /** Those of them that are indexed. */
  indexed: number,
  /** Files that can't be read. */
  unreadable: number,
  /** Incremented by whatever can change a result. */
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

/** A segment that could not be read. */
export type MissingSegment = {
  /** Its number. */
  segment: number,
  /** The file, by its name. */
  file: string,
  /** Why. */
  failure: SegmentFailure,
  /** How many posts are not searched. */
  posts: number,
  /** Their first and last day. */
  from: string,
  /** The last one. */
  to: string,
};

/** The neighbours of a post in the current result. */
export type Neighbours = {
  /** The previous post. */
  previous: PlaceView | null,
  /** The next post. */
  next: PlaceView | null,
  /** The post's position in the result, from 0; -1 if it isn't there. */
  position: number,
  /** Rows of the result. */
  total: number,
};

/** Where a field is from. A date has `from` of its own. */
export type Origin = "front-matter" | "page" | "file-name";

/** Where title, author and source are from. */
export type Origins = {
  /** Of the title. */
  title: Origin,
  /** Of the author. */
  author: Origin,
  /** Of the source. */
  source: Origin,
};

/** A part of a thread, cleaned and ready to display. */
export type PartView = {
  /** The parts of a thread are sorted by it, as code units. */
  order: string,
  /** The part, with its own comments as replies. */
  comment: CommentView,
  /** Hosts of its images, each once. */
  hosts: Array<string>,
  /** Everything that was removed or changed. */
  record: Array<RecordEntry>,
  /** Its problems. */
  problems: Array<Problem>,
};

/** A file that contains a post. */
export type PlaceOnly = {
  /** Its volume. */
  volume: number,
  /** Its index in the volume. */
  index: number,
  /** Its path in the volume. */
  path: string,
};

/** A file that contains a post. */
export type PlaceView = {
  /** Its volume. */
  volume: number,
  /** Its index in the volume. */
  index: number,
  /** Its path in the volume. */
  path: string,
  /** The post's title. */
  title: string,
  /** Its language, BCP 47; none until it is indexed. */
  lang: string | null,
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

/** Where a site has a post, by paths from the folder above the manifest's; empty if it has it not. */
export type PublishedPost = {
  /** Its page. */
  page: string,
  /** The file as it was saved. */
  file: string,
};

/** A request. Every part may be missing. */
export type QueryRequest = {
  /** What was typed. */
  text?: string,
  /** The selected facet values. */
  facets?: FacetSelection,
  /** The sort order. */
  sort?: Sort,
  /** Values per facet to return; 20 by default. */
  top?: number,
};

/** The result of a query, without its rows. */
export type QueryResult = {
  /** Rows of the result. */
  posts: number,
  /** Occurrences of all words and phrases, in all fields of these posts, and of those with `comment:` in comments. */
  occurrences: number,
  /** Rows of the library. */
  total: number,
  /** Those of them that are indexed. */
  searched: number,
  /** The sort order used. */
  sort: Sort,
  /** The parsed words and phrases, folded. */
  words: Array<string>,
  /** If no post has all of several terms: each as it was typed, with its alternatives, and the number of posts that have it. */
  apart: Array<[string, number]>,
  /** The values of facets. */
  facets: Facets,
  /** Posts of each month that has any, oldest first. */
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
  /** The author's id, under which `author_names` may have found a name. `extra` has it too. */
  authorId: string | null,
  /** The web page that the post was saved from. */
  source: SourceView | null,
  /** `from` in the front matter, if it is not an http(s) URL. */
  sourceText: string | null,
  /** Where title, author and source are from. */
  origins: Origins,
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
  /** What readers wrote below the post, in order. */
  discussion: Array<CommentView>,
  /** Hosts of the images of article and comments, each once, in order. */
  hosts: Array<string>,
  /** Everything that was removed or changed. */
  record: Array<RecordEntry>,
  /**
   * Indices in `record` of removed parts that `html` contains all the same, each in an `<ins>` with the id
   * `av-removed:` and the index. Absent if none were requested.
   */
  restored?: Array<number>,
  /** Problems of the file, the front matter and the body. */
  problems: Array<Problem>,
  /** The decoded file. */
  original: string,
};

/** Why something was removed or changed. Its id is stable: records and translations refer to it. */
export type Reason = "repeats-title" | "escaped-markup" | "escaped-entity" | "lazy-image" | "proxied-address" | "link-card" | "protected-email" | "noscript-copy" | "repeated-image" | "background" | "formula" | "tracking-pixel" | "small-picture" | "avatar" | "emoji" | "plain-address" | "no-address" | "embed-card" | "repeated-embed" | "junk-frame" | "player-fallback" | "player-without-address" | "comment" | "script" | "style" | "drawing" | "technical" | "hidden-text" | "share-bar" | "related-posts" | "navigation" | "skip-link" | "byline" | "credits" | "date" | "reading-time" | "tags" | "comments" | "subscription-box" | "donation-box" | "paywall" | "notice" | "advert" | "widget" | "form" | "footer" | "feed-advert" | "repeated-caption" | "alt-repeats-caption" | "title-attribute" | "caption-label" | "line-numbers" | "tracking-parameters" | "site-expression" | "site-tag" | "attribute-list" | "abbreviation" | "repeats-in-source" | "template-comment";

/** One entry of the record of removed and changed parts. */
export type RecordEntry = {
  /** Stable identifier of the cleaning step. */
  step: string,
  /** Why it was removed or changed. */
  reason: Reason,
  /** Whether the part was removed or changed. */
  kind: ChangeKind,
  /** The reason in English. */
  message: string,
  /** Values of the reason's sentence, by name; absent if it has none. */
  args?: Args,
  /** Text of the part. */
  text: string,
  /** URLs of the part's images. */
  images: Array<string>,
  /** Whether the part can be shown in its place. */
  inPlace: boolean,
};

/** Why bytes are missing. */
export type SegmentFailure = "segment-unreachable" | "segment-no-ranges" | "segment-changed" | "segment-cut" | "segment-damaged";

/** An answer with its rows. */
export type SegmentOutcome = {
  /** What a library would answer. */
  answer: QueryResult,
  /** The rows that were wanted. */
  rows: Array<LibraryRow>,
  /** Where the site has them. */
  published: Array<PublishedPost>,
  /** Segments that could not be read: nothing of them is in the answer. */
  missing: Array<MissingSegment>,
  /** Whether facets, timeline and posts without a date are counted. */
  hasFacets: boolean,
};

/** A range of a file that is needed. */
export type SegmentRange = {
  /** The file's name, beside the manifest. */
  file: string,
  /** Its bytes. */
  range: { start: number, end: number, },
};

/** What is needed, or the answer. */
export type SegmentStep = { "needs": Array<SegmentRange> } | { "done": SegmentOutcome };

/** What a site's configuration says of it. */
export type Site = {
  /** Its name. */
  name: string | null,
  /** Names of collections, each after the name of its folder. */
  collections: Array<[string, string]>,
  /** Patterns of the URLs of its pages, as Jekyll, Hugo and Hexo write them: `/:year/:month/:title/`, `pretty`. */
  permalinks: Array<string>,
  /** Its IANA time zone. */
  timeZone: string | null,
};

/** A part of a text with occurrences of words. */
export type Snippet = {
  /** The part, on one line. */
  text: string,
  /** Occurrences: start and end in UTF-16 offsets. */
  marks: Array<[number, number]>,
  /** Whether there is text before it. */
  before: boolean,
  /** Whether there is text after it. */
  after: boolean,
  /** Whether it is of the comments. */
  inComments: boolean,
};

/** The sort order of a result. */
export type Sort = "relevance" | "newest" | "oldest" | "title" | "source";

/** The web page that a post was saved from. */
export type SourceView = {
  /** URL with scheme http or https. */
  url: string,
  /** Host for display, without `www.`. */
  host: string,
};

/** Counts of the posts in a result. */
export type Statistics = {
  /** Rows of the result. */
  posts: number,
  /** Those of them whose text is not read yet: only their dates and sources are counted. */
  unread: number,
  /** Posts without a date. */
  undated: number,
  /** Posts without an author. */
  anonymous: number,
  /** Characters of the articles, without white space. */
  characters: number,
  /** Words of the articles; each Han character, kana and Hangul syllable is one. */
  words: number,
  /** Pictures of the articles. */
  pictures: number,
  /** Posts with pictures. */
  pictured: number,
  /** Comments, with replies. */
  comments: number,
  /** Files of these posts beyond one for each. */
  copies: number,
  /** Posts that have copies. */
  copied: number,
  /** Posts with problems. */
  troubled: number,
  /** Each month that has posts, oldest first. */
  months: Array<StatisticsMonth>,
  /** Hosts by their posts, up to a hundred. */
  sources: Array<StatisticsValue>,
  /** Number of all hosts. */
  hosts: number,
  /** Languages by their posts, BCP 47. */
  languages: Array<StatisticsValue>,
  /** Codes of problems by their number. */
  problems: Array<[string, number]>,
  /** The terms that were asked for. */
  terms: Array<TermCounts>,
};

/** A month. */
export type StatisticsMonth = {
  /** As in `2021-03`; `2021-00` if only the year is known. */
  month: string,
  /** Posts of it. */
  posts: number,
  /** Characters of their articles. */
  characters: number,
  /** Words of them. */
  words: number,
  /** Pictures of them. */
  pictures: number,
};

/** The posts that have a value. */
export type StatisticsValue = {
  /** The value. */
  value: string,
  /** Posts that have it. */
  posts: number,
  /** Characters of their articles. */
  characters: number,
};

/** How often a term occurs in the articles. */
export type TermCounts = {
  /** As it was asked for. */
  text: string,
  /** Posts that have it. */
  posts: number,
  /** Occurrences of its words and phrases, undated posts included. */
  occurrences: number,
  /** Occurrences in each of `months`. */
  months: Array<number>,
};

/** What stands in the place of a post that can't be opened. */
export type Unopened = {
  /** The file's path, as given. */
  path: string,
  /** Stable identifier: `empty`, `binary`, `too-large`, `unreadable`. */
  error: string,
  /** English sentence. */
  message: string,
};

/** One file that can't be read. */
export type UnreadableEntry = {
  /** Its volume. */
  volume: number,
  /** Its index in the volume. */
  index: number,
  /** Its path in the volume. */
  path: string,
  /** Why; the last problem decided it. */
  problems: Array<Problem>,
};

/** Files that can't be read. */
export type UnreadableView = {
  /** Number of all of them. */
  total: number,
  /** The requested ones. */
  entries: Array<UnreadableEntry>,
};

/** A volume. */
export type VolumeView = {
  /** Its id. */
  id: number,
  /** Its name. */
  name: string,
  /** Its files that are posts, including copies. */
  posts: number,
  /** Those of them that are copies: lists show the same post for another file. */
  copies: number,
  /** Those of them that are indexed. */
  indexed: number,
  /** Its files that can't be read. */
  unreadable: number,
  /** Its texts that are plainly the site's own. */
  others: number,
  /** Its posts without a body. */
  empty: number,
};
