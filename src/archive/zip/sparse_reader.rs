//! The parts of a file read so far, as a `ReaderAt` for rawzip.

use crate::archive::request::Received;
use rawzip::ReaderAt;
use std::cell::Cell;
use std::io::{Error, ErrorKind, Result};
use std::ops::Range;

/// Parts of a file. Reading elsewhere fails and records the range; once that part has arrived, the caller tries again.
pub(super) struct SparseReader {
    size: u64,
    parts: Vec<(u64, Vec<u8>)>,
    missed: Cell<Option<Range<u64>>>,
}

impl SparseReader {
    pub(super) fn new(size: u64) -> Self {
        SparseReader { size, parts: Vec::new(), missed: Cell::new(None) }
    }

    pub(super) fn add(&mut self, received: Received) {
        if received.cut {
            self.size = self.size.min(received.start + received.bytes.len() as u64);
        }
        self.parts.push((received.start, received.bytes));
    }

    /// The file's size, which may turn out smaller than declared.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The last range that was missing since this was last called.
    pub(super) fn take_missed(&self) -> Option<Range<u64>> {
        self.missed.take()
    }

    /// Offset from which everything up to the end is known.
    pub(super) fn tail(&self) -> u64 {
        let mut tail = self.size;
        while let Some((start, _)) =
            self.parts.iter().find(|(start, bytes)| *start < tail && start + bytes.len() as u64 >= tail)
        {
            tail = *start;
        }
        tail
    }
}

impl ReaderAt for SparseReader {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize> {
        if offset >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        for (start, bytes) in &self.parts {
            let inside =
                offset.checked_sub(*start).and_then(|at| bytes.get(at as usize..)).filter(|rest| !rest.is_empty());
            if let Some(rest) = inside {
                let count = rest.len().min(buffer.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                return Ok(count);
            }
        }
        self.missed.set(Some(offset..self.size.min(offset + buffer.len() as u64)));
        Err(Error::from(ErrorKind::WouldBlock))
    }
}
