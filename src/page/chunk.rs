//! Views of an archive's byte ranges and texts.

use super::ListedPost;
use crate::Problem;
use serde::Serialize;
use std::ops::Range;

/// A range of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ByteRange {
    /// Offset of the first byte.
    pub offset: u64,
    /// Number of bytes.
    pub length: u64,
}

impl From<Range<u64>> for ByteRange {
    fn from(range: Range<u64>) -> Self {
        ByteRange { offset: range.start, length: range.end - range.start }
    }
}

/// One text of a chunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChunkText {
    /// Index of the entry in the archive or folder.
    pub index: u32,
    /// Path of the entry.
    pub path: String,
    /// Offset of its first byte in the chunk's bytes.
    pub start: u32,
    /// Offset after its last byte in the chunk's bytes.
    pub end: u32,
    /// Whether it is a post, by its folder or its content.
    pub is_post: bool,
    /// What its front matter says; null if not requested, or if `refused` is set.
    pub fields: Option<ListedPost>,
    /// Why its bytes can't be decoded.
    pub refused: Option<Problem>,
}
