//! One entry's packed bytes → its bytes, no more than it says that it has.

use super::limits::MAX_ENTRY;
use crate::Problem;
use zlib_rs::{Inflate, InflateFlush, Status};

/// Window bits of a deflate stream: its largest window.
pub(super) const WINDOW: u8 = 15;

/// Unpacks entries one after the other; its tables are made once.
pub(super) struct Inflater(Inflate);

impl Inflater {
    pub(super) fn new() -> Self {
        Inflater(Inflate::new(false, WINDOW))
    }

    /// Unpacks a whole entry that says it has `size` bytes, which must be within the limit.
    ///
    /// # Errors
    /// The reason: damaged, cut off, or another size than it says.
    pub(super) fn inflate(&mut self, packed: &[u8], size: u64) -> Result<Vec<u8>, Problem> {
        self.0.reset(false);
        // Room for one byte more, so that a stream that has more shows; and never more than the stream could fill.
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

/// Whether the bytes are what the archive's checksum was made of.
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
