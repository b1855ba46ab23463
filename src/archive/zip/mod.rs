//! zip: the central directory first, from the end; then the entries, in large ranges of many entries each.

mod directory;
mod local;
mod salvage;
mod sparse_reader;

pub(super) use directory::SearchStep;
pub(super) use salvage::Salvage;

use super::entry::{Entry, Listing, Location, Unpacked};
use super::inflate::{Inflater, cut};
use super::limits::{CHUNK, GAP};
use super::name_encoding::NameDecoder;
use super::request::Received;
use crate::Problem;
use crate::file::Decoders;
use local::{FIXED, Local, Parsed, Sizes};
use sparse_reader::SparseReader;
use std::ops::Range;

/// Finds and reads the central directory.
pub(super) struct DirectorySearch(SparseReader);

impl DirectorySearch {
    pub(super) fn new(size: u64) -> Self {
        DirectorySearch(SparseReader::new(size))
    }

    /// Takes the requested bytes and continues the search.
    pub(super) fn feed(
        &mut self,
        received: Received,
        names: &mut NameDecoder,
        listing: &mut Listing,
        decoders: &'static dyn Decoders,
    ) -> SearchStep {
        self.0.add(received);
        directory::search(&self.0, names, listing, decoders)
    }
}

/// Reads the texts of a zip in file order.
pub(super) struct EntryScan {
    order: Vec<u32>,
    next: usize,
    chunk: Option<Received>,
    inflater: Inflater,
}

impl EntryScan {
    /// Reads these entries, given in file order.
    pub(super) fn new(order: Vec<u32>) -> Self {
        EntryScan { order, next: 0, chunk: None, inflater: Inflater::new() }
    }

    /// Whether nothing is left.
    pub(super) fn is_over(&self) -> bool {
        self.next == self.order.len()
    }

    /// The next range: the next entry and as many neighbours as fit.
    pub(super) fn range(&self, listing: &Listing) -> Option<Range<u64>> {
        let mut entries = self.order[self.next..].iter().map(|index| byte_range(&listing.entries[*index as usize]));
        let mut range = entries.next()?;
        for next in entries {
            if next.start > range.end + GAP || next.end > range.start + CHUNK {
                break;
            }
            range.end = range.end.max(next.end);
        }
        Some(range)
    }

    pub(super) fn feed(&mut self, received: Received) {
        self.chunk = Some(received);
    }

    /// Unpacks entries of the received range until they have `most` bytes, at least one if there is one.
    /// Returns whether the range is used up.
    pub(super) fn unpack(&mut self, most: usize, listing: &mut Listing, texts: &mut Vec<Unpacked>) -> bool {
        let Some(chunk) = &self.chunk else { return true };
        let end = chunk.start + chunk.bytes.len() as u64;
        let mut bytes = 0;
        while let Some(index) = self.order.get(self.next).copied() {
            let entry = &mut listing.entries[index as usize];
            let range = byte_range(entry);
            // If the file is shorter than declared, nothing more will come.
            let is_here = range.start >= chunk.start && (range.end <= end || chunk.cut);
            if !is_here {
                break;
            }
            if bytes >= most {
                return false;
            }
            self.next += 1;
            let start = (range.start - chunk.start).min(chunk.bytes.len() as u64) as usize;
            let stop = (range.end - chunk.start).min(chunk.bytes.len() as u64) as usize;
            match unpack_entry(&chunk.bytes[start..stop], entry, &mut self.inflater) {
                Ok((unpacked, problem)) => {
                    entry.problems.extend(problem);
                    bytes += unpacked.len();
                    texts.push(listing.unpacked(index, unpacked));
                }
                Err(problem) => entry.refuse(problem),
            }
        }
        self.chunk = None;
        true
    }
}

/// The range that contains an entry and its local header, whose length is known only once it is read.
pub(super) fn byte_range(entry: &Entry) -> Range<u64> {
    let Location::Zip { header, limit, name, .. } = entry.location else { return 0..0 };
    let most = header.saturating_add(FIXED as u64 + u64::from(name) + u64::from(u16::MAX)).saturating_add(entry.packed);
    header..most.min(limit)
}

/// The range of an entry and its local header, if its bytes are in the file as they are and were not refused but for what
/// they are.
pub(super) fn stored_range(entry: &Entry) -> Option<Range<u64>> {
    let is_stored = matches!(entry.location, Location::Zip { method: local::STORED, .. }) && entry.packed == entry.size;
    let is_refused = entry.problems.iter().any(|problem| !matches!(problem.code, "entry-nested" | "entry-too-large"));
    (is_stored && !(entry.refused && is_refused)).then(|| byte_range(entry))
}

/// Where the data of such an entry is in the first bytes of its range, as far as they reach; `None` if they are none of it.
pub(super) fn stored_data(bytes: &[u8], entry: &Entry) -> Option<Range<usize>> {
    let Parsed::Whole(local) = Local::parse(bytes) else { return None };
    let start = local.length();
    Some(start..bytes.len().min(start.saturating_add(usize::try_from(entry.packed).unwrap_or(usize::MAX))))
}

/// Unpacks an entry from the bytes of its range.
pub(super) fn unpack_entry(
    bytes: &[u8],
    entry: &Entry,
    inflater: &mut Inflater,
) -> Result<(Vec<u8>, Option<Problem>), Problem> {
    let Location::Zip { method, crc, .. } = entry.location else { return Err(cut()) };
    local::unpack(bytes, Sizes { method, packed: entry.packed, size: entry.size, crc }, inflater)
}
