//! What an archive that is read from front to end gives on the way: entries as they are met, texts as they are whole.

use super::entry::{Found, Listing, Place, Unpacked};
use super::names::Names;
use crate::Problem;
use crate::file::Decoders;
use std::collections::VecDeque;

/// Where a reader of a stream puts what it finds.
pub(super) struct Output<'a> {
    pub(super) listing: &'a mut Listing,
    pub(super) names: &'a mut Names,
    pub(super) decoders: &'static dyn Decoders,
    pub(super) queue: &'a mut VecDeque<Unpacked>,
}

/// An entry of a stream, under its name as it stands there.
pub(super) struct Met<'a> {
    pub(super) name: &'a [u8],
    /// The name, where the archive says that it is UTF-8.
    pub(super) text: Option<String>,
    pub(super) size: u64,
    pub(super) packed: u64,
    pub(super) place: Place,
    pub(super) is_file: bool,
}

impl Output<'_> {
    /// Lists an entry; gives its number where there is room for it.
    pub(super) fn meet(&mut self, met: Met<'_>) -> Option<u32> {
        let name = met.text.unwrap_or_else(|| {
            self.names.look_at(met.name);
            self.names.decode(&[met.name], self.decoders).pop().unwrap_or_default()
        });
        let Met { size, packed, place, is_file, .. } = met;
        self.listing.push(Found { name, size, packed, place, is_file })
    }

    /// Whether the entry's bytes are wanted on the way.
    pub(super) fn wants(&self, index: u32) -> bool {
        self.listing.entries[index as usize].is_text()
    }

    /// Gives a whole text.
    pub(super) fn give(&mut self, index: u32, bytes: Vec<u8>) {
        let unpacked = self.listing.unpacked(index, bytes);
        self.queue.push_back(unpacked);
    }

    /// Names the reason why an entry can't be read.
    pub(super) fn refuse(&mut self, index: u32, problem: Problem) {
        let entry = &mut self.listing.entries[index as usize];
        if !entry.refused {
            entry.refuse(problem);
        }
    }
}
