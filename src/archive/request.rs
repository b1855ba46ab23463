//! A requested byte range and the part of it received so far.

use std::ops::Range;

/// A range that is being read, in any number of pieces.
#[derive(Debug)]
pub(super) struct RangeRequest {
    start: u64,
    end: u64,
    bytes: Vec<u8>,
}

/// The bytes received for a request.
pub(super) struct Received {
    /// Their offset in the file.
    pub(super) start: u64,
    pub(super) bytes: Vec<u8>,
    /// Whether the file ended before the range did.
    pub(super) cut: bool,
}

impl Received {
    /// Offset of the end.
    pub(super) fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl RangeRequest {
    /// Requests a range; `None` if it is empty.
    pub(super) fn new(range: Range<u64>) -> Option<Self> {
        (range.start < range.end).then(|| RangeRequest { start: range.start, end: range.end, bytes: Vec::new() })
    }

    /// The part still missing.
    pub(super) fn missing(&self) -> Range<u64> {
        self.start + self.bytes.len() as u64..self.end
    }

    /// Takes the bytes of the missing part; returns all of them once the range is complete.
    /// An empty slice where bytes were requested signals end of file.
    pub(super) fn feed(&mut self, offset: u64, bytes: &[u8]) -> Option<Received> {
        let missing = self.missing();
        let known = missing.start.checked_sub(offset)?;
        let fresh = bytes.get(usize::try_from(known).ok()?..)?;
        let wanted = fresh.len().min((missing.end - missing.start) as usize);
        if self.bytes.is_empty() {
            // Usually everything comes in one piece, and a range may be far larger than the file.
            self.bytes.reserve_exact(wanted);
        }
        self.bytes.extend_from_slice(&fresh[..wanted]);
        let cut = bytes.is_empty();
        let whole = self.missing().is_empty();
        (whole || cut).then(|| Received { start: self.start, bytes: std::mem::take(&mut self.bytes), cut: !whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_size_make_the_whole() {
        let mut request = RangeRequest::new(10..15).unwrap();
        assert!(request.feed(10, b"ab").is_none());
        assert_eq!(request.missing(), 12..15);
        // Known bytes are skipped, bytes beyond a gap are refused.
        assert!(request.feed(11, b"bc").is_none());
        assert!(request.feed(14, b"e").is_none());
        assert_eq!(request.missing(), 13..15);
        let received = request.feed(13, b"de and more").unwrap();
        assert_eq!((received.start, received.bytes.as_slice(), received.cut), (10, &b"abcde"[..], false));
    }

    #[test]
    fn nothing_means_the_end() {
        let mut request = RangeRequest::new(0..4).unwrap();
        assert!(request.feed(0, b"ab").is_none());
        let received = request.feed(2, b"").unwrap();
        assert_eq!((received.bytes.as_slice(), received.cut), (&b"ab"[..], true));
    }
}
