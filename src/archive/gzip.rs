//! gzip: unpacks members one after another, as their bytes arrive.

use super::inflate::WINDOW;
use super::limits::{MAX_GZIP_HEAD, MAX_MEMBERS};
use zlib_rs::{Inflate, InflateFlush, Status};

/// A push decoder for gzip.
pub(super) struct Gunzip {
    inflate: Inflate,
    part: Part,
    /// Header or trailer of a member, as far as it has arrived.
    pending: Vec<u8>,
    crc: u32,
    length: u32,
    members: u32,
    /// The raw name in the first member's header.
    pub(super) name: Option<Vec<u8>>,
    /// Whether a checksum or length was wrong; the output is used all the same.
    pub(super) is_wrong: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
    Tail,
    End,
    Damaged,
}

/// The result of one step.
pub(super) struct Step {
    /// Input bytes consumed.
    pub(super) consumed: usize,
    /// Output bytes written.
    pub(super) produced: usize,
}

impl Gunzip {
    pub(super) fn new() -> Self {
        Gunzip {
            inflate: Inflate::new(false, WINDOW),
            part: Part::Head,
            pending: Vec::new(),
            crc: 0,
            length: 0,
            members: 0,
            name: None,
            is_wrong: false,
        }
    }

    /// Whether the end is reached, whatever bytes follow.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.part, Part::End | Part::Damaged)
    }

    /// Whether the stream is damaged, or not gzip.
    pub(super) fn is_damaged(&self) -> bool {
        self.part == Part::Damaged
    }

    /// Whether the file may end here: between two members, or after the last.
    pub(super) fn may_end(&self) -> bool {
        self.is_over() || (self.part == Part::Head && self.pending.is_empty() && self.members > 0)
    }

    /// Whether the next byte begins a member, if anything.
    pub(super) fn is_between(&self) -> bool {
        self.part == Part::Head && self.pending.is_empty()
    }

    /// Unpacks some of the input. A step that consumes and produces nothing needs more input, or room.
    pub(super) fn step(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        match self.part {
            Part::Head => Step { consumed: self.head(input), produced: 0 },
            Part::Body => self.body(input, output),
            Part::Tail => Step { consumed: self.tail(input), produced: 0 },
            Part::End | Part::Damaged => Step { consumed: input.len(), produced: 0 },
        }
    }

    fn head(&mut self, input: &[u8]) -> usize {
        let before = self.pending.len();
        let room = MAX_GZIP_HEAD - before;
        self.pending.extend_from_slice(&input[..input.len().min(room)]);
        match head_length(&self.pending) {
            Head::Whole { length, name } => {
                if self.members == 0 {
                    self.name = name.map(|range| self.pending[range].to_vec());
                }
                self.pending.clear();
                self.inflate.reset(false);
                (self.crc, self.length) = (0, 0);
                self.members += 1;
                self.part = if self.members > MAX_MEMBERS { Part::Damaged } else { Part::Body };
                length - before
            }
            Head::Longer if self.pending.len() < MAX_GZIP_HEAD => input.len().min(room),
            // What follows the last member is ignored: mostly zeros that fill a block.
            _ => {
                self.part = if self.members > 0 { Part::End } else { Part::Damaged };
                0
            }
        }
    }

    fn body(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        let (consumed, produced) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, output, InflateFlush::NoFlush);
        let consumed = (self.inflate.total_in() - consumed) as usize;
        let produced = (self.inflate.total_out() - produced) as usize;
        self.crc = zlib_rs::crc32::crc32(self.crc, &output[..produced]);
        self.length = self.length.wrapping_add(produced as u32);
        match status {
            Ok(Status::StreamEnd) => self.part = Part::Tail,
            // No progress despite input and room would repeat for ever.
            Ok(_) if consumed == 0 && produced == 0 && !input.is_empty() && !output.is_empty() => {
                self.part = Part::Damaged
            }
            Ok(_) => {}
            Err(_) => self.part = Part::Damaged,
        }
        Step { consumed, produced }
    }

    fn tail(&mut self, input: &[u8]) -> usize {
        let consumed = input.len().min(8 - self.pending.len());
        self.pending.extend_from_slice(&input[..consumed]);
        if let Some((checksum, length)) = self.pending.split_first_chunk::<4>().filter(|(_, rest)| rest.len() == 4) {
            let is_right = u32::from_le_bytes(*checksum) == self.crc && *length == self.length.to_le_bytes();
            self.is_wrong |= !is_right;
            self.pending.clear();
            self.part = Part::Head;
        }
        consumed
    }
}

/// The result of parsing a member's header.
enum Head {
    Whole {
        length: usize,
        name: Option<std::ops::Range<usize>>,
    },
    /// More bytes are needed.
    Longer,
    /// Not gzip.
    None,
}

/// RFC 1952, section 2.3.
fn head_length(bytes: &[u8]) -> Head {
    const FIXED: usize = 10;
    let magic = &b"\x1f\x8b\x08"[..bytes.len().min(3)];
    if !bytes.starts_with(magic) {
        return Head::None;
    }
    if bytes.len() < FIXED {
        return Head::Longer;
    }
    let flags = bytes[3];
    let mut at = FIXED;
    if flags & 4 != 0 {
        let Some(length) = bytes.get(at..at + 2) else { return Head::Longer };
        at += 2 + usize::from(u16::from_le_bytes([length[0], length[1]]));
    }
    let mut name = None;
    for flag in [8, 16] {
        if flags & flag != 0 {
            let Some(end) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0)) else {
                return Head::Longer;
            };
            if flag == 8 {
                name = Some(at..at + end);
            }
            at += end + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    if bytes.len() < at { Head::Longer } else { Head::Whole { length: at, name } }
}

#[cfg(test)]
mod tests {
    use super::super::inflate::crc;
    use super::*;

    /// A member with `text` in one stored block.
    fn member(text: &[u8], flags: u8, extra: &[u8]) -> Vec<u8> {
        let length = (text.len() as u16).to_le_bytes();
        let mut bytes = vec![0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255];
        bytes.extend(extra);
        bytes.extend([1, length[0], length[1], !length[0], !length[1]]);
        bytes.extend(text);
        bytes.extend(crc(text).to_le_bytes());
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes
    }

    /// Unpacks in pieces of `piece` bytes.
    fn unpack(bytes: &[u8], piece: usize) -> (Vec<u8>, Gunzip) {
        let mut gunzip = Gunzip::new();
        let mut text = Vec::new();
        let mut output = [0; 3];
        for mut input in bytes.chunks(piece) {
            loop {
                let step = gunzip.step(input, &mut output);
                text.extend_from_slice(&output[..step.produced]);
                input = &input[step.consumed..];
                if step.produced == 0 && input.is_empty() {
                    break;
                }
            }
        }
        (text, gunzip)
    }

    #[test]
    fn members_follow_one_another() {
        let name = [&b"\x02\0ab"[..], b"a.md\0", b"a comment\0", b"hc"].concat();
        let bytes =
            [member(b"hello, ", 4 | 8 | 16 | 2, &name), member(b"", 0, b""), member(b"world", 0, b""), vec![0; 9]];
        for piece in [1, 2, 7, 1000] {
            let (text, gunzip) = unpack(&bytes.concat(), piece);
            assert_eq!(text, b"hello, world");
            assert_eq!(gunzip.name.as_deref(), Some(&b"a.md"[..]));
            assert!(gunzip.may_end() && !gunzip.is_wrong && !gunzip.is_damaged());
        }
    }

    #[test]
    fn a_wrong_checksum_is_reported_and_costs_nothing() {
        let mut bytes = member(b"hello", 0, b"");
        let at = bytes.len() - 8;
        bytes[at] ^= 1;
        bytes.extend(member(b" again", 0, b""));
        let (text, gunzip) = unpack(&bytes, 4);
        assert_eq!(text, b"hello again");
        assert!(gunzip.is_wrong);
    }

    #[test]
    fn a_cut_is_no_end() {
        let bytes = member(b"hello", 0, b"");
        for length in 1..bytes.len() {
            assert!(!unpack(&bytes[..length], 1000).1.may_end(), "{length}");
        }
    }

    #[test]
    fn damage_is_detected() {
        assert!(unpack(b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff", 100).1.is_damaged());
        assert!(unpack(b"text", 100).1.is_damaged());
    }

    #[test]
    fn an_endless_header_is_given_up() {
        let mut bytes = b"\x1f\x8b\x08\x08\0\0\0\0\0\0".to_vec();
        bytes.resize(MAX_GZIP_HEAD + 10, b'a');
        assert!(unpack(&bytes, 100_000).1.is_damaged());
    }
}
