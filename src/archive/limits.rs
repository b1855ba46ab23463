//! Limits of archives, each with its reason. `tests/archive_limits.rs` tests both sides of each.

use crate::file::MAX_FILE;

/// Entries that are listed. The largest archives of posts have some ten thousand; half a million rows take 100 MB.
/// The rest is not listed, and a problem says so.
pub const MAX_ENTRIES: usize = 500_000;

/// The largest entry that is unpacked, in bytes: the limit of a post.
pub const MAX_ENTRY: u64 = MAX_FILE;

/// The highest compression ratio of an entry larger than [`RATIO_FLOOR`].
///
/// Text compresses to a quarter or a tenth, a page of one repeated line to a hundredth; deflate's maximum is 1,032.
pub const MAX_RATIO: u64 = 250;

/// Below this size the ratio is ignored: an empty table or a page of spaces may compress to nearly nothing.
pub const RATIO_FLOOR: u64 = 1024 * 1024;

/// The same for a whole stream, whose packed size is known only as far as it was read.
pub const STREAM_RATIO_FLOOR: u64 = 64 * 1024 * 1024;

/// Bytes unpacked of one archive: forty times the largest seen, about twenty seconds of work.
pub const MAX_TOTAL: u64 = 4 * 1024 * 1024 * 1024;

/// The largest directory that is read, in bytes: half a million entries of five hundred bytes.
pub const MAX_DIRECTORY: u64 = 256 * 1024 * 1024;

/// How far from the end a zip's end record is searched: its comment may have 64 KiB,
/// and servers and mailers append bytes.
pub const MAX_END_SEARCH: u64 = 1024 * 1024;

/// False end records that are tried. A comment may contain any number of them.
pub(super) const MAX_END_RECORDS: usize = 16;

/// The longest path that is kept, in bytes. File systems allow 255 per part.
pub const MAX_PATH: usize = 1024;

/// The longest name or extended header of a tar entry, in bytes. Real ones have some hundred.
pub(super) const MAX_TAR_EXTENSION: u64 = 1024 * 1024;

/// The longest header of a gzip member, in bytes: an extra field of 64 KiB, a name and a comment of the same length.
pub(super) const MAX_GZIP_HEAD: usize = 192 * 1024;

/// Members of a gzip file. Blocked gzip has one per 64 KiB; empty ones cost work and yield nothing.
pub const MAX_MEMBERS: u32 = 1_000_000;

/// The longest head of a WARC record, and of the response in it, in bytes. Servers and browsers allow half of it.
pub(super) const MAX_WARC_HEAD: usize = 64 * 1024;

/// Redirects and repeated captures of one archive by which pictures are found, sixteen bytes each.
pub(super) const MAX_ALIASES: usize = 500_000;

/// Bytes requested at once: few requests, little memory.
pub(super) const CHUNK: u64 = 4 * 1024 * 1024;

/// Entries no farther apart are read in one range: skipping less than this costs more than reading it.
pub(super) const GAP: u64 = 256 * 1024;

/// Bytes of the start used to detect the format; a small archive is then read whole.
pub(super) const HEAD: u64 = 64 * 1024;

/// Bytes of the end requested first: an end record with the longest comment, and zip64's records before it.
pub(super) const TAIL: u64 = 66 * 1024;
