//! Ranges of files that were fetched, and those that are needed.

use crate::text::sort;
use serde::Serialize;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Ranges that are so near are fetched as one: a request costs more than the bytes between.
const GAP: u64 = 8 << 10;

/// Longer ranges are fetched in pieces, so that there is progress.
const PIECE: u64 = 1 << 20;

/// Bytes that are kept at most when a search begins.
const MOST: usize = 96 << 20;

/// A range of a file that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SegmentRange"))]
pub struct Want {
    /// The file's name, beside the manifest.
    pub file: String,
    /// Its bytes.
    pub range: Range<u64>,
}

/// Why bytes are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SegmentFailure"))]
pub enum Failure {
    /// There is no answer, or none with bytes.
    #[serde(rename = "segment-unreachable")]
    Unreachable,
    /// The server gives no ranges.
    #[serde(rename = "segment-no-ranges")]
    NoRanges,
    /// The file has another size, or changed while it was read.
    #[serde(rename = "segment-changed")]
    Changed,
    /// It ends before it should.
    #[serde(rename = "segment-cut")]
    Cut,
    /// The bytes are not those that were written.
    #[serde(rename = "segment-damaged")]
    Damaged,
}

impl Failure {
    /// A stable identifier.
    pub fn code(self) -> &'static str {
        match self {
            Failure::Unreachable => "segment-unreachable",
            Failure::NoRanges => "segment-no-ranges",
            Failure::Changed => "segment-changed",
            Failure::Cut => "segment-cut",
            Failure::Damaged => "segment-damaged",
        }
    }

    /// The failure with this identifier.
    pub fn named(code: &str) -> Option<Failure> {
        use Failure::{Changed, Cut, Damaged, NoRanges, Unreachable};
        [Unreachable, NoRanges, Changed, Cut, Damaged].into_iter().find(|failure| failure.code() == code)
    }
}

/// Why something can't be said yet, or at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Bytes are needed first.
    Needs,
    /// The segment can't be read.
    Failed(Failure),
}

/// The value, if bytes that were there could be read as one.
pub fn sound<T>(value: Option<T>) -> Result<T, Stop> {
    value.ok_or(Stop::Failed(Failure::Damaged))
}

/// All values. What any of them needs is asked for before the first failure is told.
pub fn all<T>(values: impl Iterator<Item = Result<T, Stop>>) -> Result<Vec<T>, Stop> {
    let (mut out, mut stop) = (Vec::new(), None);
    for value in values {
        match value {
            Ok(value) => out.push(value),
            Err(Stop::Needs) => stop = stop.or(Some(Stop::Needs)),
            Err(failed) => return Err(failed),
        }
    }
    stop.map_or(Ok(out), Err)
}

/// Fetched ranges by file.
#[derive(Debug, Default)]
pub struct Cache {
    files: BTreeMap<String, BTreeMap<u64, Vec<u8>>>,
    wants: RefCell<BTreeMap<String, Vec<Range<u64>>>>,
    bytes: usize,
}

impl Cache {
    /// The bytes of a range, or what is missing of it is needed.
    pub fn get(&self, file: &str, range: Range<u64>) -> Result<Cow<'_, [u8]>, Stop> {
        if range.is_empty() {
            return Ok(Cow::Borrowed(&[]));
        }
        let mut joined: Vec<u8> = Vec::new();
        let mut at = range.start;
        while let Some((start, bytes)) = self.files.get(file).and_then(|ranges| ranges.range(..=at).next_back()) {
            let end = start + bytes.len() as u64;
            if end <= at {
                break;
            }
            let part = &bytes[(at - start) as usize..(range.end.min(end) - start) as usize];
            if end >= range.end {
                if joined.is_empty() {
                    return Ok(Cow::Borrowed(part));
                }
                joined.extend_from_slice(part);
                return Ok(Cow::Owned(joined));
            }
            joined.extend_from_slice(part);
            at = end;
        }
        self.wants.borrow_mut().entry(file.to_owned()).or_default().push(at..range.end);
        Err(Stop::Needs)
    }

    /// Takes bytes of a file.
    pub fn put(&mut self, file: &str, start: u64, bytes: Vec<u8>) {
        self.bytes += bytes.len();
        let ranges = self.files.entry(file.to_owned()).or_default();
        // Of two that begin alike the longer one stays.
        if ranges.get(&start).is_none_or(|known| known.len() < bytes.len()) {
            ranges.insert(start, bytes);
        }
    }

    /// What is needed, in few ranges; asked once.
    pub fn take_wants(&self) -> Vec<Want> {
        let mut out = Vec::new();
        for (file, mut ranges) in std::mem::take(&mut *self.wants.borrow_mut()) {
            sort::stable(&mut ranges, |range| range.start);
            let mut joined: Vec<Range<u64>> = Vec::new();
            for range in ranges {
                match joined.last_mut().filter(|last| range.start <= last.end + GAP) {
                    Some(last) => last.end = last.end.max(range.end),
                    None => joined.push(range),
                }
            }
            for range in joined {
                let starts = (range.start..range.end).step_by(PIECE as usize);
                out.extend(starts.map(|start| Want { file: file.clone(), range: start..range.end.min(start + PIECE) }));
            }
        }
        out
    }

    /// Forgets a file, of which something is wrong.
    pub fn forget(&mut self, file: &str) {
        self.files.remove(file);
    }

    /// Forgets everything if that is much.
    pub fn make_room(&mut self) {
        if self.bytes > MOST {
            *self = Cache::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(range: Range<u64>) -> Want {
        Want { file: "a".into(), range }
    }

    #[test]
    fn what_is_near_is_fetched_at_once() {
        let cache = Cache::default();
        for range in [20_000..20_010, 0..10, 50..60, 5..20, 4_000_000..6_000_000] {
            assert_eq!(cache.get("a", range), Err(Stop::Needs));
        }
        let large = [want(4_000_000..5_048_576), want(5_048_576..6_000_000)];
        assert_eq!(cache.take_wants(), [&[want(0..60), want(20_000..20_010)][..], &large].concat());
        assert_eq!(cache.take_wants(), []);
    }

    #[test]
    fn bytes_of_several_answers_are_one() {
        let mut cache = Cache::default();
        cache.put("a", 10, b"abcd".to_vec());
        cache.put("a", 14, b"efgh".to_vec());
        assert_eq!(cache.get("a", 12..16).as_deref(), Ok(&b"cdef"[..]));
        assert_eq!(cache.get("a", 11..14).as_deref(), Ok(&b"bcd"[..]));
        assert_eq!(cache.get("a", 16..20), Err(Stop::Needs));
        assert_eq!(cache.take_wants(), [want(18..20)]);
        assert_eq!(cache.get("b", 3..3).as_deref(), Ok(&b""[..]));
        cache.forget("a");
        assert_eq!(cache.get("a", 12..16), Err(Stop::Needs));
    }
}
