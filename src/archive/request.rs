//! Bytes that the reader has asked for, and as many of them as have come.

use std::ops::Range;

/// One range that is being read. It may come in any number of pieces.
#[derive(Debug)]
pub(super) struct Request {
    start: u64,
    end: u64,
    bytes: Vec<u8>,
}

/// What came of a request.
pub(super) struct Fed {
    /// Where the bytes stand in the file.
    pub(super) start: u64,
    pub(super) bytes: Vec<u8>,
    /// Whether the file ended before the range did.
    pub(super) cut: bool,
}

impl Fed {
    /// Where the bytes end.
    pub(super) fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl Request {
    /// Asks for a range; None for an empty one.
    pub(super) fn new(range: Range<u64>) -> Option<Self> {
        (range.start < range.end).then(|| Request { start: range.start, end: range.end, bytes: Vec::new() })
    }

    /// The part that is still missing.
    pub(super) fn missing(&self) -> Range<u64> {
        self.start + self.bytes.len() as u64..self.end
    }

    /// Takes what belongs to the missing part; gives the whole once nothing is missing.
    /// No bytes at all, where some were asked for, mean that the file has no more.
    pub(super) fn feed(&mut self, offset: u64, bytes: &[u8]) -> Option<Fed> {
        let missing = self.missing();
        let known = missing.start.checked_sub(offset)?;
        let fresh = bytes.get(usize::try_from(known).ok()?..)?;
        let wanted = fresh.len().min((missing.end - missing.start) as usize);
        if self.bytes.is_empty() {
            // The common case is that everything comes at once; and what is asked for may be far more than there is.
            self.bytes.reserve_exact(wanted);
        }
        self.bytes.extend_from_slice(&fresh[..wanted]);
        let cut = bytes.is_empty();
        let whole = self.missing().is_empty();
        (whole || cut).then(|| Fed { start: self.start, bytes: std::mem::take(&mut self.bytes), cut: !whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_size_make_the_whole() {
        let mut request = Request::new(10..15).unwrap();
        assert!(request.feed(10, b"ab").is_none());
        assert_eq!(request.missing(), 12..15);
        // Bytes that are known already are passed over, others than those asked for are refused.
        assert!(request.feed(11, b"bc").is_none());
        assert!(request.feed(14, b"e").is_none());
        assert_eq!(request.missing(), 13..15);
        let fed = request.feed(13, b"de and more").unwrap();
        assert_eq!((fed.start, fed.bytes.as_slice(), fed.cut), (10, &b"abcde"[..], false));
    }

    #[test]
    fn nothing_means_the_end() {
        let mut request = Request::new(0..4).unwrap();
        assert!(request.feed(0, b"ab").is_none());
        let fed = request.feed(2, b"").unwrap();
        assert_eq!((fed.bytes.as_slice(), fed.cut), (&b"ab"[..], true));
    }
}
