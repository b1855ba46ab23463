//! The parts of a file that have been read, for a library that wants to read where it likes.

use crate::archive::request::Fed;
use rawzip::ReaderAt;
use std::cell::Cell;
use std::io::{Error, ErrorKind, Result};
use std::ops::Range;

/// Parts of a file. A look outside of them is an error, and remembered: once that part has come, the same is asked again.
pub(super) struct Known {
    size: u64,
    parts: Vec<(u64, Vec<u8>)>,
    missed: Cell<Option<Range<u64>>>,
}

impl Known {
    pub(super) fn new(size: u64) -> Self {
        Known { size, parts: Vec::new(), missed: Cell::new(None) }
    }

    pub(super) fn add(&mut self, fed: Fed) {
        if fed.cut {
            self.size = self.size.min(fed.start + fed.bytes.len() as u64);
        }
        self.parts.push((fed.start, fed.bytes));
    }

    /// The file's size, which may turn out to be less than was said.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// What was looked for in vain since this was last asked.
    pub(super) fn take_missed(&self) -> Option<Range<u64>> {
        self.missed.take()
    }

    /// From where on everything is known to the end.
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

impl ReaderAt for Known {
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
