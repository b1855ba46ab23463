//! An archive that is published to be searched by ranges of static files: segments, which are zips with stored parts and
//! never change, and a manifest that lists them. `docs/segments.md` has the format.
//!
//! [`SegmentWriter`] writes a segment of posts as a library has them; [`Searcher`] answers as a library would, by ranges
//! that it asks for. Neither reads or writes anything itself.

mod answer;
mod build;
mod bytes;
mod cache;
mod columns;
mod container;
mod copies;
mod dictionary;
mod evaluate;
mod find;
mod live;
mod manifest;
mod matching;
mod merge;
mod needle;
mod outcome;
mod postings;
mod record;
mod rows;
mod searcher;
mod segment;
mod tokens;
mod top;
mod window;

#[cfg(test)]
mod tests;

pub use build::{InMemory, Output, SegmentWriter};
pub use cache::{Failure, Want};
pub use container::{StoredFile, plan, write_file};
pub use copies::{Digests, find_copies};
pub use manifest::{CopyInfo, FORMAT, FileInfo, Manifest, ManifestError, SegmentInfo, VolumeInfo};
pub use merge::merge;
pub use outcome::{Missing, Outcome, SearchRequest, Step};
pub use record::Published;
pub use searcher::Searcher;

/// Posts of a piece of a column.
const COLUMN: u32 = 1 << 16;

/// Posts of a piece of the order.
const ORDERED: u32 = 1 << 10;

/// A part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What is read first: where everything else is, and the days of posts.
    Top,
    /// Where the blocks of posts are.
    Blocks,
    /// Tokens.
    Dictionary,
    /// For each token, its posts and how often it occurs in their fields.
    Heads,
    /// For each token, where.
    Positions,
    /// Records of posts.
    Posts,
    /// Moments and places of posts, by which they are sorted.
    Order,
    /// A column of posts, by its number.
    Columns(u8),
    /// The values of facets.
    Values,
    /// What tells copies.
    Digests,
}

impl Part {
    /// All parts, in the order in which they are stored: what is read of most queries first.
    pub const ALL: [Part; 15] = [
        Part::Top,
        Part::Blocks,
        Part::Dictionary,
        Part::Heads,
        Part::Positions,
        Part::Posts,
        Part::Order,
        Part::Columns(0),
        Part::Columns(1),
        Part::Columns(2),
        Part::Columns(3),
        Part::Columns(4),
        Part::Columns(5),
        Part::Values,
        Part::Digests,
    ];

    /// Its name in the zip and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Part::Top => "top",
            Part::Blocks => "blocks",
            Part::Dictionary => "dictionary",
            Part::Heads => "heads",
            Part::Positions => "positions",
            Part::Posts => "posts",
            Part::Order => "order",
            Part::Columns(0) => "columns/source",
            Part::Columns(1) => "columns/lang",
            Part::Columns(2) => "columns/collection",
            Part::Columns(3) => "columns/author",
            Part::Columns(4) => "columns/tag",
            Part::Columns(_) => "columns/flags",
            Part::Values => "values",
            Part::Digests => "digests",
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// A column of posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Source,
    Lang,
    Collection,
    Author,
    Tag,
    Flags,
}

impl Column {
    /// All of them, and those before [`Column::Flags`], which have values.
    const ALL: usize = 6;
    const VALUES: usize = 5;
}
