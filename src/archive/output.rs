//! What reading an archive from start to end produces: entries as they are met, texts once they are complete.

use super::entry::{EntryInfo, Listing, Location, Unpacked};
use super::name_encoding::NameDecoder;
use crate::Problem;
use crate::file::Decoders;
use std::collections::VecDeque;

/// Where the stream parsers put what they find.
pub(super) struct Output<'a> {
    pub(super) listing: &'a mut Listing,
    pub(super) names: &'a mut NameDecoder,
    pub(super) decoders: &'static dyn Decoders,
    pub(super) queue: &'a mut VecDeque<Unpacked>,
}

/// An entry of a stream, with its raw name.
pub(super) struct StreamEntry<'a> {
    pub(super) name: &'a [u8],
    /// The name, if the archive declares it as UTF-8.
    pub(super) text: Option<String>,
    pub(super) size: u64,
    pub(super) packed: u64,
    pub(super) location: Location,
    pub(super) is_file: bool,
}

impl Output<'_> {
    /// Lists an entry; returns its index, or `None` if the list is full.
    pub(super) fn add_entry(&mut self, entry: StreamEntry<'_>) -> Option<u32> {
        let name = entry.text.unwrap_or_else(|| {
            self.names.add_sample(entry.name);
            self.names.decode(&[entry.name], self.decoders).pop().unwrap_or_default()
        });
        let StreamEntry { size, packed, location, is_file, .. } = entry;
        self.listing.push(EntryInfo { name, size, packed, location, is_file })
    }

    /// Whether the entry's bytes are to be collected.
    pub(super) fn wants(&self, index: u32) -> bool {
        self.listing.entries[index as usize].is_text()
    }

    /// Queues a complete text.
    pub(super) fn give(&mut self, index: u32, bytes: Vec<u8>) {
        let unpacked = self.listing.unpacked(index, bytes);
        self.queue.push_back(unpacked);
    }

    /// Marks an entry as unreadable, with the reason.
    pub(super) fn refuse(&mut self, index: u32, problem: Problem) {
        let entry = &mut self.listing.entries[index as usize];
        if !entry.refused {
            entry.refuse(problem);
        }
    }
}
