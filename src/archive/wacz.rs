//! WACZ: a zip of WARCs, which are stored in it as they are and are read one after another.
//!
//! <https://specs.webrecorder.net/wacz/1.1.1/>: `archive/` has the WARCs, `datapackage.json` lists all files.

use super::entry::{Entry, Listing, Unpacked};
use super::format::{Format, sniff};
use super::limits::HEAD;
use super::request::Received;
use super::stream::Stream;
use super::zip;
use crate::Problem;
use crate::file::Decoders;
use crate::text::sort::stable;
use std::collections::VecDeque;
use std::ops::Range;

/// The WARCs of a WACZ.
pub(super) struct Wacz {
    parts: VecDeque<Entry>,
    stream: Option<Box<Stream>>,
    /// Bytes unpacked of the parts before.
    unpacked: u64,
    decoders: &'static dyn Decoders,
}

impl Wacz {
    /// The WARCs of a zip, if it is a WACZ. Its listing is then that of what was captured.
    pub(super) fn of(listing: &mut Listing, decoders: &'static dyn Decoders) -> Option<Wacz> {
        let is_part = |entry: &Entry| {
            let path = entry.path.to_ascii_lowercase();
            path.starts_with("archive/") && (path.ends_with(".warc") || path.ends_with(".warc.gz"))
        };
        let has = |is: &dyn Fn(&Entry) -> bool| listing.entries.iter().any(is);
        if !has(&|entry| &*entry.path == "datapackage.json") || !has(&is_part) {
            return None;
        }
        let whole = std::mem::take(listing);
        listing.problems = whole.problems;
        let (mut parts, mut others) = (Vec::new(), Vec::new());
        for entry in whole.entries.into_iter().filter(is_part) {
            // Its size is no matter: it is read piece by piece.
            if zip::stored_range(&entry).is_some() { parts.push(entry) } else { others.push(entry) }
        }
        for entry in others {
            listing.problems.push(part_problem(&entry));
        }
        stable(&mut parts, |entry| zip::byte_range(entry).start);
        Some(Wacz { parts: parts.into(), stream: None, unpacked: 0, decoders })
    }

    /// Whether everything was read and every text consumed.
    pub(super) fn is_over(&self) -> bool {
        self.parts.is_empty() && self.stream.is_none()
    }

    /// Whether a part is being read.
    pub(super) fn is_reading(&self) -> bool {
        self.stream.is_some()
    }

    /// The range needed next, if everything received is used up.
    pub(super) fn range(&self) -> Option<Range<u64>> {
        match &self.stream {
            Some(stream) => stream.range(),
            None => self
                .parts
                .front()
                .and_then(zip::stored_range)
                .map(|range| range.start..range.end.min(range.start + 3 * HEAD)),
        }
    }

    /// Takes bytes of the part that is being read, or the first ones of the next.
    pub(super) fn feed(&mut self, received: Received, listing: &mut Listing) {
        if let Some(stream) = &mut self.stream {
            stream.feed(received);
            return;
        }
        let Some(part) = self.parts.pop_front() else { return };
        let name = part.path.rsplit('/').next().unwrap_or(&part.path);
        let Some(data) = zip::stored_data(&received.bytes, &part) else {
            listing.problems.push(part_problem(&part));
            return;
        };
        let start = received.start + data.start as u64;
        let bytes = received.bytes[data].to_vec();
        let size = start + part.packed;
        match sniff(name, &bytes) {
            Ok(Some(kind @ (Format::Gz | Format::Warc))) => {
                let cut = received.cut && start + (bytes.len() as u64) < size;
                let mut stream = Stream::new(kind, name, size, Received { start, bytes, cut }, self.decoders);
                stream.unpacked = self.unpacked;
                self.stream = Some(Box::new(stream));
            }
            _ => listing.problems.push(part_problem(&part)),
        }
    }

    /// Reads on until there are texts of `most` bytes or the received bytes are used up.
    pub(super) fn unpack(&mut self, most: usize, listing: &mut Listing, texts: &mut Vec<Unpacked>) {
        let Some(stream) = &mut self.stream else { return };
        stream.unpack(most, listing, texts);
        if stream.is_over() {
            self.unpacked = stream.unpacked;
            self.stream = None;
            if listing.is_full {
                self.parts.clear();
            }
        }
    }
}

fn part_problem(entry: &Entry) -> Problem {
    let message = format!("\u{201c}{}\u{201d} in it can't be read", entry.path);
    Problem::new("wacz-part", message).with("name", &entry.path)
}
