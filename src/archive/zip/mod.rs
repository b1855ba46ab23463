//! zip: the directory first, from the end; then the entries, by large ranges that hold many of them.

mod directory;
mod known;
mod local;
mod salvage;

pub(super) use directory::Search;
pub(super) use salvage::Salvage;

use super::entry::{Entry, Listing, Place, Unpacked};
use super::inflate::{Inflater, cut};
use super::limits::{CHUNK, GAP};
use super::names::Names;
use super::request::Fed;
use crate::Problem;
use crate::file::Decoders;
use known::Known;
use local::{FIXED, Sizes};
use std::ops::Range;

/// Finds and reads the directory.
pub(super) struct Opening(Known);

impl Opening {
    pub(super) fn new(size: u64) -> Self {
        Opening(Known::new(size))
    }

    /// Takes bytes that were asked for and looks on.
    pub(super) fn feed(
        &mut self,
        fed: Fed,
        names: &mut Names,
        listing: &mut Listing,
        decoders: &'static dyn Decoders,
    ) -> Search {
        self.0.add(fed);
        directory::search(&self.0, names, listing, decoders)
    }
}

/// The way through the entries, in the order in which they stand in the file.
pub(super) struct Pass {
    order: Vec<u32>,
    next: usize,
    chunk: Option<Fed>,
    inflater: Inflater,
}

impl Pass {
    /// Over these entries, in the order in which they stand in the file.
    pub(super) fn new(order: Vec<u32>) -> Self {
        Pass { order, next: 0, chunk: None, inflater: Inflater::new() }
    }

    /// Whether there is nothing left.
    pub(super) fn is_over(&self) -> bool {
        self.next == self.order.len()
    }

    /// The next range: the next entry and as many neighbours as fit.
    pub(super) fn range(&self, listing: &Listing) -> Option<Range<u64>> {
        let mut entries = self.order[self.next..].iter().map(|index| reach(&listing.entries[*index as usize]));
        let mut range = entries.next()?;
        for next in entries {
            if next.start > range.end + GAP || next.end > range.start + CHUNK {
                break;
            }
            range.end = range.end.max(next.end);
        }
        Some(range)
    }

    pub(super) fn feed(&mut self, fed: Fed) {
        self.chunk = Some(fed);
    }

    /// Unpacks entries of the range that has come, until they have so many bytes; at least one if there is one.
    /// Whether the range is done with.
    pub(super) fn unpack(&mut self, most: usize, listing: &mut Listing, texts: &mut Vec<Unpacked>) -> bool {
        let Some(chunk) = &self.chunk else { return true };
        let end = chunk.start + chunk.bytes.len() as u64;
        let mut bytes = 0;
        while let Some(index) = self.order.get(self.next).copied() {
            let entry = &mut listing.entries[index as usize];
            let range = reach(entry);
            // Where the file is shorter than was said, everything that should follow is here as far as it is anywhere.
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

/// Where everything that belongs to an entry stands, its header with it. The header's length is known only when it is read.
pub(super) fn reach(entry: &Entry) -> Range<u64> {
    let Place::Zip { header, limit, name, .. } = entry.place else { return 0..0 };
    let most = header.saturating_add(FIXED as u64 + u64::from(name) + u64::from(u16::MAX)).saturating_add(entry.packed);
    header..most.min(limit)
}

/// One entry's bytes from those within its reach.
pub(super) fn unpack_entry(
    bytes: &[u8],
    entry: &Entry,
    inflater: &mut Inflater,
) -> Result<(Vec<u8>, Option<Problem>), Problem> {
    let Place::Zip { method, crc, .. } = entry.place else { return Err(cut()) };
    local::unpack(bytes, Sizes { method, packed: entry.packed, size: entry.size, crc }, inflater)
}
