//! What all parts of a segment are made of: LEB128 integers, checksums, and units that are deflated and checked as one.
//!
//! Readers return `None` for bytes that are cut, changed or lie, and never panic.

use zlib_rs::crc32::crc32;
use zlib_rs::{Deflate, DeflateFlush, Inflate, InflateFlush, Status, compress_bound};

/// Window bits for raw deflate: the largest window.
const WINDOW: u8 = 15;

/// The most that a unit may be once it is inflated.
const MOST: u64 = 256 << 20;

/// Appends an integer.
pub fn put(out: &mut Vec<u8>, number: u64) {
    let mut rest = number;
    while rest > 0x7f {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Appends bytes after their length.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Reads bytes from start to end.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// Whether everything was read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// The next integer.
    pub fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            if shift > 63 {
                return None;
            }
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// The next integer, if it has 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next bytes after their length.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?.try_into().ok()?;
        self.take(length)
    }
}

/// A checksum of two bytes, for units of some hundred.
fn short_sum(bytes: &[u8]) -> [u8; 2] {
    let sum = crc32(0, bytes);
    ((sum ^ sum >> 16) as u16).to_le_bytes()
}

/// Appends the checksum of what was appended from `start` on.
pub fn check(out: &mut Vec<u8>, start: usize) {
    let sum = short_sum(&out[start..]);
    out.extend_from_slice(&sum);
}

/// The bytes before their checksum, if it is theirs.
pub fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (content, sum) = bytes.split_last_chunk()?;
    (short_sum(content) == *sum).then_some(content)
}

/// Deflates a unit, with its length and a checksum before it.
pub fn seal(raw: &[u8]) -> Vec<u8> {
    let mut packed = vec![0; compress_bound(raw.len())];
    let mut deflate = Deflate::new(6, false, WINDOW);
    let done = deflate.compress(raw, &mut packed, DeflateFlush::Finish);
    debug_assert!(matches!(done, Ok(Status::StreamEnd)), "the bound is enough");
    packed.truncate(deflate.total_out() as usize);
    let mut out = vec![0; 4];
    put(&mut out, raw.len() as u64);
    out.extend_from_slice(&packed);
    let sum = crc32(0, &out[4..]).to_le_bytes();
    out[..4].copy_from_slice(&sum);
    out
}

/// Inflates a unit.
pub fn open(sealed: &[u8]) -> Option<Vec<u8>> {
    let (sum, rest) = sealed.split_first_chunk()?;
    if crc32(0, rest) != u32::from_le_bytes(*sum) {
        return None;
    }
    let mut reader = Reader::new(rest);
    let length = reader.number()?;
    let packed = reader.rest;
    // Never more than deflate's greatest ratio allows.
    if length > MOST || length > (packed.len() as u64).saturating_mul(1033) + 64 {
        return None;
    }
    let mut raw = vec![0; length as usize + 1];
    let mut inflate = Inflate::new(false, WINDOW);
    let done = inflate.decompress(packed, &mut raw, InflateFlush::Finish).ok()?;
    raw.truncate(inflate.total_out() as usize);
    (done == Status::StreamEnd && inflate.total_out() == length).then_some(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut out = Vec::new();
        numbers.iter().for_each(|number| put(&mut out, *number));
        put_bytes(&mut out, b"bridge");
        let mut reader = Reader::new(&out);
        assert!(numbers.iter().all(|number| reader.number() == Some(*number)));
        assert_eq!((reader.bytes(), reader.is_at_end(), reader.byte()), (Some(&b"bridge"[..]), true, None));
        assert_eq!(Reader::new(&[0xff; 12]).number(), None);
        assert_eq!(Reader::new(&[5, 1]).bytes(), None);
    }

    #[test]
    fn a_unit_that_was_changed_is_none() {
        for raw in [&b""[..], b"a", &b"The old bridge. ".repeat(500)] {
            let sealed = seal(raw);
            assert_eq!(open(&sealed).as_deref(), Some(raw));
            for at in 0..sealed.len() {
                let mut other = sealed.clone();
                other[at] ^= 0x10;
                assert_eq!(open(&other), None);
                assert_eq!(open(&sealed[..at]), None);
            }
        }
        let mut out = b"before".to_vec();
        out.extend_from_slice(b"abc");
        check(&mut out, 6);
        assert_eq!(checked(&out[6..]), Some(&b"abc"[..]));
        assert_eq!(checked(&out[5..]), None);
        assert_eq!(checked(b"a"), None);
    }
}
