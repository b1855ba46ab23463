//! Inflates single entries, to no more than their declared size.

use super::limits::MAX_ENTRY;
use crate::Problem;
use zlib_rs::{Inflate, InflateFlush, Status};

/// Window bits for raw deflate: the largest window.
pub(super) const WINDOW: u8 = 15;

/// Inflates entries one after another, reusing its tables.
pub(super) struct Inflater(Inflate);

impl Inflater {
    pub(super) fn new() -> Self {
        Inflater(Inflate::new(false, WINDOW))
    }

    /// Inflates an entry of `size` bytes, which must be within the limit.
    ///
    /// # Errors
    /// Damaged, truncated, or of a different size.
    pub(super) fn inflate(&mut self, packed: &[u8], size: u64) -> Result<Vec<u8>, Problem> {
        self.0.reset(false);
        // One byte more, to detect longer streams; never more than deflate's maximum ratio allows.
        let could = (packed.len() as u64).saturating_mul(1033).saturating_add(64);
        let mut bytes = vec![0; size.min(MAX_ENTRY).min(could) as usize + 1];
        let status = self.0.decompress(packed, &mut bytes, InflateFlush::Finish);
        let length = self.0.total_out();
        if length > size {
            return Err(wrong_size(size));
        }
        bytes.truncate(length as usize);
        match status {
            Ok(Status::StreamEnd) if length == size => Ok(bytes),
            Ok(Status::StreamEnd) => Err(wrong_size(size)),
            Ok(_) => Err(cut()),
            Err(_) => Err(damaged()),
        }
    }
}

/// CRC-32 of the bytes.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    zlib_rs::crc32::crc32(0, bytes)
}

pub(super) fn damaged() -> Problem {
    Problem::new("entry-damaged", "its bytes in the archive are damaged")
}

pub(super) fn cut() -> Problem {
    Problem::new("entry-cut", "the archive ends before it does")
}

pub(super) fn wrong_size(size: u64) -> Problem {
    Problem::new("entry-size", "it has not the size that the archive says").with("size", size)
}
