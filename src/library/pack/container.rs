//! The container of a pack: a zip whose parts are stored as they are, one after another from its first byte, with the
//! directory right after the last. Any reader of zips reads it; this one takes nothing else.

use zlib_rs::crc32::crc32;

/// The length of the fixed part of a local header, of a record of the directory, and of the end.
const LOCAL: usize = 30;
const RECORD: usize = 46;
const END: usize = 22;

/// Most parts, and most bytes of all: beyond these a zip needs other records.
const MOST_PARTS: usize = 0xffff;
const MOST_BYTES: u64 = 0xffff_fffe;

/// A version and date that every reader takes: 2.0, 1980-01-01.
const VERSION: u16 = 20;
const DATE: u16 = 33;

/// A part: where its local header begins, and what is in it.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    pub start: u64,
    pub size: u32,
    crc: u32,
}

impl Part {
    /// Its bytes before its content.
    pub fn header(&self) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        self.put_common(&mut out);
        out.extend_from_slice(&0_u16.to_le_bytes());
        out.extend_from_slice(self.name.as_bytes());
        out
    }

    /// Where it ends.
    pub fn end(&self) -> u64 {
        self.start + (LOCAL + self.name.len()) as u64 + u64::from(self.size)
    }

    /// Its content, taken from the bytes of this part and those after it; `None` if they are not those that were written.
    pub fn content<'a>(&self, bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
        let (content, rest) = bytes.strip_prefix(&*self.header())?.split_at_checked(self.size as usize)?;
        *bytes = rest;
        (crc32(0, content) == self.crc).then_some(content)
    }

    /// What local header and directory both say, from the version to the length of the name.
    fn put_common(&self, out: &mut Vec<u8>) {
        for short in [VERSION, 0, 0, 0, DATE] {
            out.extend_from_slice(&short.to_le_bytes());
        }
        for long in [self.crc, self.size, self.size] {
            out.extend_from_slice(&long.to_le_bytes());
        }
        out.extend_from_slice(&(self.name.len() as u16).to_le_bytes());
    }

    fn put_record(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"PK\x01\x02");
        out.extend_from_slice(&VERSION.to_le_bytes());
        self.put_common(out);
        // No extra fields, no comment, no attributes, all on one disk.
        out.extend_from_slice(&[0; 12]);
        out.extend_from_slice(&(self.start as u32).to_le_bytes());
        out.extend_from_slice(self.name.as_bytes());
    }
}

/// Writes parts and, at last, the directory.
#[derive(Debug, Default)]
pub struct Writer {
    parts: Vec<Part>,
    end: u64,
}

impl Writer {
    /// Appends a part; `None` if the container can't hold it.
    pub fn add(&mut self, name: String, content: &[u8], out: &mut Vec<u8>) -> Option<()> {
        let (start, size) = (self.end, u32::try_from(content.len()).ok()?);
        let part = Part { name, start, size, crc: crc32(0, content) };
        self.end = part.end();
        out.extend_from_slice(&part.header());
        out.extend_from_slice(content);
        self.parts.push(part);
        (self.parts.len() < MOST_PARTS && self.end < MOST_BYTES).then_some(())
    }

    /// Appends the directory.
    pub fn finish(&self, out: &mut Vec<u8>) -> Option<()> {
        let start = out.len();
        self.parts.iter().for_each(|part| part.put_record(out));
        let (size, count) = ((out.len() - start) as u32, (self.parts.len() as u16).to_le_bytes());
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        out.extend_from_slice(&count);
        out.extend_from_slice(&count);
        out.extend_from_slice(&size.to_le_bytes());
        out.extend_from_slice(&(self.end as u32).to_le_bytes());
        out.extend_from_slice(&[0; 2]);
        (self.end + u64::from(size) < MOST_BYTES).then_some(())
    }
}

/// Where the directory begins, by the last bytes of a container of `size` bytes.
pub fn directory_start(tail: &[u8], size: u64) -> Option<u64> {
    let end = tail.len().checked_sub(END)?;
    let long = |at: usize| u64::from(u32::from_le_bytes([tail[at], tail[at + 1], tail[at + 2], tail[at + 3]]));
    let (length, start) = (long(end + 12), long(end + 16));
    (start + length + END as u64 == size).then_some(start)
}

/// The parts, by the directory and the end of a container. They follow each other from the first byte to the directory.
pub fn read_directory(bytes: &[u8], start: u64) -> Option<Vec<Part>> {
    let mut writer = Writer::default();
    let mut rest = &bytes[..bytes.len().checked_sub(END)?];
    while !rest.is_empty() {
        let record = rest.get(..RECORD)?;
        let long = |at: usize| u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]);
        let length = usize::from(u16::from_le_bytes([record[28], record[29]]));
        let name = str::from_utf8(rest.get(RECORD..RECORD + length)?).ok()?.to_owned();
        let part = Part { name, start: writer.end, size: long(20), crc: long(16) };
        writer.end = part.end();
        writer.parts.push(part);
        rest = &rest[RECORD + length..];
    }
    // Written again it must be the same: nothing in it is left unread.
    let mut same = Vec::with_capacity(bytes.len());
    writer.finish(&mut same)?;
    (same == bytes && writer.end == start).then_some(writer.parts)
}
