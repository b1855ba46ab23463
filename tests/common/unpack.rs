//! Reads an archive as a caller does, in pieces of any size, and describes the result in words.

use archive_viewer::archive::{ArchiveReader, Row, Summary, Unpacked};
use archive_viewer::file::EncodingRs;
use std::ops::Range;

/// The result of reading an archive.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// The code of the error, if it can't be opened.
    pub error: Option<&'static str>,
    pub summary: Summary,
    pub rows: Vec<Row>,
    pub texts: Vec<Unpacked>,
}

/// A file that returns at most `piece` bytes at once and records the requested ranges.
pub struct Source<'a> {
    pub bytes: &'a [u8],
    pub piece: usize,
    pub ranges: Vec<Range<u64>>,
}

impl<'a> Source<'a> {
    pub fn new(bytes: &'a [u8], piece: usize) -> Self {
        Source { bytes, piece, ranges: Vec::new() }
    }

    pub fn read(&mut self, range: Range<u64>) -> &'a [u8] {
        self.ranges.push(range.clone());
        let start = self.bytes.len().min(range.start as usize);
        let end = self.bytes.len().min(range.end as usize).min(start.saturating_add(self.piece));
        &self.bytes[start..end]
    }
}

/// Reads everything, in pieces of at most `piece` bytes.
pub fn open(name: &str, bytes: &[u8], piece: usize) -> Outcome {
    open_from(name, &mut Source::new(bytes, piece))
}

pub fn open_from(name: &str, source: &mut Source<'_>) -> Outcome {
    let mut reader = ArchiveReader::new(name, source.bytes.len() as u64, &EncodingRs);
    let mut texts = Vec::new();
    // An archive of n bytes needs no more steps; more mean that reading is stuck.
    let steps = 10_000 + 20 * (source.bytes.len() / source.piece.min(source.bytes.len()).max(1));
    let mut left = steps;
    while !reader.is_done() {
        left = left.checked_sub(1).unwrap_or_else(|| panic!("{name} is not done after {steps} steps"));
        match reader.want() {
            Some(range) => reader.feed(range.start, source.read(range)),
            None => texts.extend(reader.next_texts(1000)),
        }
    }
    let summary = reader.summary();
    assert!(reader.error().is_some() || (summary.done && summary.listed), "{name}");
    Outcome { error: reader.error().map(|e| e.code()), rows: reader.rows(0, u32::MAX), summary, texts }
}

/// A row in words: path, role, `!` if it can't be read, problem codes.
pub fn words(row: &Row) -> String {
    let role = format!("{:?}", row.role).to_lowercase();
    let mut words = format!("{}: {}{role}", row.path, if row.refused { "!" } else { "" });
    for problem in &row.problems {
        words.push(' ');
        words.push_str(problem.code);
    }
    words
}
