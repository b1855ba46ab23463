//! The caps on archives, each with its reason. `tests/archive.rs` goes to both sides of each.

use crate::file::MAX_FILE;

/// How many entries are listed. The largest archives of posts have some ten thousand; half a million rows are 100 MB.
/// What comes after them stays unlisted, and a problem says so.
pub const MAX_ENTRIES: usize = 500_000;

/// The largest entry that is unpacked, in bytes: what one post may have.
pub const MAX_ENTRY: u64 = MAX_FILE;

/// How many times its packed size an entry may unpack to, where it is larger than [`RATIO_FLOOR`].
///
/// Text packs to a quarter or a tenth, a page of one repeated line to a hundredth; deflate's own end is 1,032.
pub const MAX_RATIO: u64 = 250;

/// Up to this size a ratio says nothing: an empty table or a page of spaces may pack to nearly nothing.
pub const RATIO_FLOOR: u64 = 1024 * 1024;

/// The same floor for a whole stream, whose packed size is known only as far as it was read.
pub const STREAM_RATIO_FLOOR: u64 = 64 * 1024 * 1024;

/// How many bytes are unpacked of one archive: forty times the largest that was seen, some twenty seconds of work.
pub const MAX_TOTAL: u64 = 4 * 1024 * 1024 * 1024;

/// The largest directory that is read, in bytes: half a million entries of five hundred bytes.
pub const MAX_DIRECTORY: u64 = 256 * 1024 * 1024;

/// How far from the end a zip's end record is looked for: its comment may have 64 KiB,
/// and servers and mailers leave bytes behind it.
pub const MAX_END_SEARCH: u64 = 1024 * 1024;

/// How many false end records are looked behind. A comment may hold any number of them.
pub(super) const MAX_END_RECORDS: usize = 16;

/// The most of a path that is kept, in bytes. File systems allow 255 a part; the rest of a longer one says nothing more.
pub const MAX_PATH: usize = 1024;

/// The longest name or extended header of a tar's entry, in bytes. Real ones have some hundred.
pub(super) const MAX_TAR_EXTENSION: u64 = 1024 * 1024;

/// The longest head of a gzip member, in bytes: 64 KiB of an extra field, and a name and a comment as long.
pub(super) const MAX_GZIP_HEAD: usize = 192 * 1024;

/// How many gzip members a file may have. Blocked gzip has one for 64 KiB; empty ones cost work and give nothing.
pub const MAX_MEMBERS: u32 = 1_000_000;

/// How many bytes are asked for at once: few questions, and little that waits in memory.
pub(super) const CHUNK: u64 = 4 * 1024 * 1024;

/// Entries no farther apart than this are read in one range: what lies between costs less than another question.
pub(super) const GAP: u64 = 256 * 1024;

/// How much of the beginning is looked at to tell what a file is; a small archive is then read whole.
pub(super) const HEAD: u64 = 64 * 1024;

/// How much of the end is asked for first: an end record with the longest comment, and zip64's records before it.
pub(super) const TAIL: u64 = 66 * 1024;
