//! One entry by itself: a picture that a post shows, or a post that is read again.

use super::entry::{Entry, Place};
use super::gzip::Gunzip;
use super::inflate::{Inflater, cut};
use super::limits::CHUNK;
use super::request::{Fed, Request};
use super::zip;
use crate::Problem;
use std::ops::Range;

/// Reads one entry. It asks for ranges as the archive's reader does, and doesn't disturb it.
pub struct EntryReader {
    request: Option<Request>,
    how: How,
    outcome: Option<Result<Vec<u8>, Problem>>,
}

enum How {
    /// All that belongs to an entry of a zip comes in one range.
    Zip(Entry),
    /// The bytes are the entry.
    Plain,
    /// The stream is unpacked from its beginning.
    Packed(Box<Packed>),
}

struct Packed {
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
            return EntryReader { request: None, how: How::Plain, outcome: Some(Err(problem.clone())) };
        }
        let packed = |skip| {
            let (gunzip, length) = (Gunzip::new(), entry.size);
            (0..file.min(CHUNK), How::Packed(Box::new(Packed { gunzip, size: file, skip, length, bytes: Vec::new() })))
        };
        let (range, how) = match entry.place {
            Place::Zip { .. } => (zip::reach(entry), How::Zip(entry.copy())),
            Place::Tar { data } if is_packed => packed(data),
            Place::Tar { data } => (data..data + entry.size, How::Plain),
            Place::Whole => packed(0),
        };
        let request = Request::new(range);
        let outcome = if request.is_none() { Some(Ok(Vec::new())) } else { None };
        EntryReader { request, how, outcome }
    }

    /// The bytes that are needed next; None when the outcome is there.
    pub fn want(&self) -> Option<Range<u64>> {
        self.request.as_ref().map(Request::missing)
    }

    /// Takes bytes of the file, as [`super::ArchiveReader::feed`] does.
    pub fn feed(&mut self, offset: u64, bytes: &[u8]) {
        let Some(fed) = self.request.as_mut().and_then(|request| request.feed(offset, bytes)) else { return };
        self.request = None;
        match &mut self.how {
            How::Zip(entry) => {
                let unpacked = zip::unpack_entry(&fed.bytes, entry, &mut Inflater::new());
                self.outcome = Some(unpacked.map(|(bytes, _)| bytes));
            }
            How::Plain => self.outcome = Some(if fed.cut { Err(cut()) } else { Ok(fed.bytes) }),
            How::Packed(packed) => match packed.feed(&fed) {
                Some(outcome) => self.outcome = Some(outcome),
                None => self.request = Request::new(fed.end()..packed.size.min(fed.end() + CHUNK)),
            },
        }
        if self.request.is_none() && self.outcome.is_none() {
            self.outcome = Some(Err(cut()));
        }
    }

    /// The entry's bytes or the reason why there are none; None while bytes are needed. It is given once.
    pub fn take(&mut self) -> Option<Result<Vec<u8>, Problem>> {
        self.outcome.take()
    }
}

impl Packed {
    fn feed(&mut self, fed: &Fed) -> Option<Result<Vec<u8>, Problem>> {
        let mut output = vec![0; CHUNK as usize / 16];
        let mut input = fed.bytes.as_slice();
        loop {
            let step = self.gunzip.step(input, &mut output);
            input = &input[step.taken..];
            let skipped = self.skip.min(step.given as u64);
            self.skip -= skipped;
            let left = (self.length - self.bytes.len() as u64).min(step.given as u64 - skipped) as usize;
            self.bytes.extend_from_slice(&output[skipped as usize..skipped as usize + left]);
            if self.skip == 0 && self.bytes.len() as u64 == self.length {
                return Some(Ok(std::mem::take(&mut self.bytes)));
            }
            if self.gunzip.is_over() {
                return Some(Err(cut()));
            }
            if step.given == 0 && input.is_empty() {
                return if fed.cut { Some(Err(cut())) } else { None };
            }
        }
    }
}
