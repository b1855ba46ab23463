//! A volume of a library as bytes, to be kept: what was cleaned and folded once is there again without reading its archive.
//!
//! A pack is a zip with stored parts: a header that says which core made it, then what [`Library::add_rows`](super::Library::add_rows) and
//! [`Library::add_posts`](super::Library::add_posts) take, in blocks. [`PackWriter`] gives it in pieces. [`PackReader`] asks for ranges and takes them:
//! first the heads of posts, which are posts with the beginning of their text, so that the volume is listed; then their whole
//! texts. The volume is as it was in the library that it is from, but for ids.
//!
//! Bytes from a disk may be anything: they are checked as messages of an instance that may have died are.

mod container;
mod first;
mod reader;
mod summary;
mod writer;

pub use first::FirstRows;
pub use reader::PackReader;
pub use writer::PackWriter;

/// The format of packs. Another one is not read.
const FORMAT: u32 = 2;

/// What made a pack: only the same core reads it, since another may clean and fold differently.
const CORE_IDENTITY: &str = env!("CORE_IDENTITY");

/// Bytes of a block of messages, unless a single one is longer, and of a piece.
const BLOCK: usize = 4 << 20;

/// The names of parts, in their order; blocks have a number after it.
const HEADER: &str = "header.json";
/// The rows of posts, and of files that have none.
const ROWS: &str = "rows/";
/// Posts with the beginning of their text, and files without a body.
const HEADS: &str = "heads/";
/// For each head, the hashes of its article and its address, where they are known.
const ARTICLES: &str = "articles";
/// Pairs of indices of files: of a part of a thread and its post, of an equal file and the first one.
const PARTS: &str = "parts";
const EQUAL: &str = "equal";
/// What repeats in each source.
const EVIDENCE: &str = "evidence";
/// Posts.
const TEXTS: &str = "texts/";
/// For other cores.
const SUMMARY: &str = "summary/";

/// Why a pack can't be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackError {
    /// The volume has not been read whole.
    NotWhole,
    /// The library changed while the volume was written, or lost it while it was read.
    Changed,
    /// A zip can't hold it.
    TooLarge,
    /// Another core made it.
    OtherCore,
    /// The bytes are not those of a pack.
    Damaged,
}

impl PackError {
    /// A stable identifier.
    pub fn code(self) -> &'static str {
        match self {
            PackError::NotWhole => "pack-not-whole",
            PackError::Changed => "pack-changed",
            PackError::TooLarge => "pack-too-large",
            PackError::OtherCore => "pack-other-core",
            PackError::Damaged => "pack-damaged",
        }
    }
}

/// The content of the first part.
fn header() -> String {
    format!("{{\"format\":{FORMAT},\"core\":\"{CORE_IDENTITY}\"}}\n")
}
