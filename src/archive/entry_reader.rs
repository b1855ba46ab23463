//! Reads one entry on its own: an image that a post shows, or a post that is opened again.

use super::entry::{Entry, Location};
use super::gzip::Gunzip;
use super::inflate::{Inflater, cut};
use super::limits::{CHUNK, MAX_WARC_HEAD};
use super::mhtml;
use super::request::{RangeRequest, Received};
use super::warc::WarcEntry;
use super::zip;
use crate::Problem;
use std::ops::Range;

/// Reads one entry. It asks for ranges as [`super::ArchiveReader`] does, and is independent of it.
pub struct EntryReader {
    request: Option<RangeRequest>,
    how: How,
    outcome: Option<Result<Vec<u8>, Problem>>,
    /// Whether it is a page with its parts.
    is_mhtml: bool,
}

enum How {
    /// A zip entry: one range covers all of it.
    Zip(Entry),
    /// The range is the entry.
    Plain,
    /// The gzip stream is unpacked from its start.
    Gzip(Box<GzipEntry>),
    /// A record, up to the end of a file of this size at the most.
    Warc(Box<WarcEntry>, u64),
}

struct GzipEntry {
    gunzip: Gunzip,
    size: u64,
    /// Unpacked bytes before the entry.
    skip: u64,
    length: u64,
    bytes: Vec<u8>,
}

impl EntryReader {
    pub(super) fn new(entry: &Entry, is_packed: bool, file: u64) -> Self {
        if let Some(problem) = entry.problems.last().filter(|_| entry.refused) {
            return EntryReader {
                request: None,
                how: How::Plain,
                outcome: Some(Err(problem.clone())),
                is_mhtml: false,
            };
        }
        let packed = |skip| {
            let (gunzip, length) = (Gunzip::new(), entry.size);
            (0..file.min(CHUNK), How::Gzip(Box::new(GzipEntry { gunzip, size: file, skip, length, bytes: Vec::new() })))
        };
        let (range, how) = match entry.location {
            Location::Zip { .. } => (zip::byte_range(entry), How::Zip(entry.copy())),
            Location::Tar { data } if is_packed => packed(data),
            Location::Tar { data } => (data..data + entry.size, How::Plain),
            Location::Warc { start, skip, is_packed } => {
                // As much as the record has, as far as that is known already, with its head.
                let likely = entry.packed.saturating_add(MAX_WARC_HEAD as u64).min(CHUNK);
                let end = file.min(start.saturating_add(likely));
                (start..end, How::Warc(Box::new(WarcEntry::new(skip, is_packed)), file))
            }
            Location::Whole if is_packed => packed(0),
            Location::Whole => (0..file, How::Plain),
        };
        let request = RangeRequest::new(range);
        let outcome = if request.is_none() { Some(Ok(Vec::new())) } else { None };
        let is_mhtml = mhtml::is_named(&entry.path);
        EntryReader { request, how, outcome, is_mhtml }
    }

    /// The range needed next; `None` once [`EntryReader::take`] has the outcome.
    pub fn want(&self) -> Option<Range<u64>> {
        self.request.as_ref().map(RangeRequest::missing)
    }

    /// Takes bytes of the file, as [`super::ArchiveReader::feed`] does.
    pub fn feed(&mut self, offset: u64, bytes: &[u8]) {
        let Some(received) = self.request.as_mut().and_then(|request| request.feed(offset, bytes)) else { return };
        self.request = None;
        match &mut self.how {
            How::Zip(entry) => {
                let unpacked = zip::unpack_entry(&received.bytes, entry, &mut Inflater::new());
                self.outcome = Some(unpacked.map(|(bytes, _)| bytes));
            }
            How::Plain => self.outcome = Some(if received.cut { Err(cut()) } else { Ok(received.bytes) }),
            How::Gzip(packed) => match packed.feed(&received) {
                Some(outcome) => self.outcome = Some(outcome),
                None => self.request = RangeRequest::new(received.end()..packed.size.min(received.end() + CHUNK)),
            },
            How::Warc(record, size) => match record.feed(&received) {
                Some(outcome) => self.outcome = Some(outcome),
                None => self.request = RangeRequest::new(received.end()..(*size).min(received.end() + CHUNK)),
            },
        }
        if self.request.is_none() && self.outcome.is_none() {
            self.outcome = Some(Err(cut()));
        }
    }

    /// The entry's bytes or why they can't be read; `None` while bytes are needed. Returned once.
    pub fn take(&mut self) -> Option<Result<Vec<u8>, Problem>> {
        let outcome = self.outcome.take()?;
        Some(if self.is_mhtml { outcome.map(mhtml::page_of) } else { outcome })
    }
}

impl GzipEntry {
    fn feed(&mut self, received: &Received) -> Option<Result<Vec<u8>, Problem>> {
        let mut output = vec![0; CHUNK as usize / 16];
        let mut input = received.bytes.as_slice();
        loop {
            let step = self.gunzip.step(input, &mut output);
            input = &input[step.consumed..];
            let skipped = self.skip.min(step.produced as u64);
            self.skip -= skipped;
            let left = (self.length - self.bytes.len() as u64).min(step.produced as u64 - skipped) as usize;
            self.bytes.extend_from_slice(&output[skipped as usize..skipped as usize + left]);
            if self.skip == 0 && self.bytes.len() as u64 == self.length {
                return Some(Ok(std::mem::take(&mut self.bytes)));
            }
            if self.gunzip.is_over() {
                return Some(Err(cut()));
            }
            if step.produced == 0 && input.is_empty() {
                return if received.cut { Some(Err(cut())) } else { None };
            }
        }
    }
}
