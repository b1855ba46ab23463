//! The files of a segment: zips whose parts are stored as they are, so that any reader of zips reads them, and ranges of a
//! file are ranges of its parts. A part that is larger than a file may be is in several.

use super::Part;
use hmac_sha256::Hash;
use std::io;
use std::ops::Range;
use zlib_rs::crc32::crc32;

/// Beyond these a zip needs the records of zip64.
const MOST: u64 = 0xffff_fffe;

/// 4.5, for zip64; 1980-01-01.
const VERSION: u16 = 45;
const DATE: u16 = 33;

/// Bytes that are copied at once.
const COPIED: u64 = 4 << 20;

/// Room that headers take in a file at most.
const HEADERS: u64 = 16 << 10;

/// A piece of a part in a file.
pub type Piece = (Part, Range<u64>);

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its size in bytes.
    pub size: u64,
    /// In hexadecimal digits.
    pub sha256: String,
    /// The pieces with their offsets in the file.
    pub pieces: Vec<(Piece, u64)>,
}

impl StoredFile {
    /// Its name, by its content: what has it never changes.
    pub fn name(&self) -> String {
        format!("segment-{}.zip", &self.sha256[..16])
    }
}

/// Which pieces of parts with these lengths are in which file, if none may be larger than `most`, which is at least 1 MB.
pub fn plan(parts: &[(Part, u64)], most: u64) -> Vec<Vec<Piece>> {
    let most = most.max(1 << 20) - HEADERS;
    let mut files: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut room = most;
    for (part, length) in parts {
        let mut start = 0;
        loop {
            // A piece of a few bytes would cost a request of its own.
            if room < length - start && room < most / 8 {
                files.push(Vec::new());
                room = most;
            }
            let end = *length.min(&(start + room));
            if let Some(file) = files.last_mut() {
                file.push((*part, start..end));
            }
            room -= end - start;
            start = end;
            if start == *length {
                break;
            }
            files.push(Vec::new());
            room = most;
        }
    }
    files
}

/// Writes a file of these pieces, whose bytes `read` gives.
///
/// # Errors
/// Those of reading and writing.
pub fn write_file(
    pieces: &[Piece],
    read: &mut dyn FnMut(Part, Range<u64>) -> io::Result<Vec<u8>>,
    write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<StoredFile> {
    let (mut size, mut hash) = (0_u64, Hash::new());
    let mut put = |bytes: &[u8], size: &mut u64| {
        hash.update(bytes);
        *size += bytes.len() as u64;
        write(bytes)
    };
    let (mut entries, mut stored) = (Vec::new(), Vec::new());
    for (part, range) in pieces {
        let steps = || {
            let starts = (range.start..range.end).step_by(COPIED as usize);
            starts.map(|start| start..range.end.min(start + COPIED))
        };
        let mut crc = 0;
        for step in steps() {
            crc = crc32(crc, &read(*part, step)?);
        }
        let number = if range.start == 0 { String::new() } else { format!("-{}", range.start) };
        let entry = Entry { name: format!("{}{number}", part.name()), start: size, size: range.end - range.start, crc };
        put(&entry.local(), &mut size)?;
        stored.push(((*part, range.clone()), size));
        for step in steps() {
            put(&read(*part, step)?, &mut size)?;
        }
        entries.push(entry);
    }
    put(&directory(&entries, size), &mut size)?;
    let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(StoredFile { size, sha256, pieces: stored })
}

struct Entry {
    name: String,
    start: u64,
    size: u64,
    crc: u32,
}

impl Entry {
    fn is_large(&self) -> bool {
        self.size > MOST || self.start > MOST
    }

    fn common(&self, extra: u16, out: &mut Vec<u8>) {
        [VERSION, 0, 0, 0, DATE].iter().for_each(|short| out.extend_from_slice(&short.to_le_bytes()));
        let size = if self.is_large() { u32::MAX } else { self.size as u32 };
        [self.crc, size, size].iter().for_each(|long| out.extend_from_slice(&long.to_le_bytes()));
        out.extend_from_slice(&(self.name.len() as u16).to_le_bytes());
        out.extend_from_slice(&extra.to_le_bytes());
    }

    /// The field with large numbers.
    fn extra(&self, with_start: bool) -> Vec<u8> {
        if !self.is_large() {
            return Vec::new();
        }
        let numbers = [self.size, self.size, self.start];
        let numbers = &numbers[..if with_start { 3 } else { 2 }];
        let mut out = vec![1, 0];
        out.extend_from_slice(&(8 * numbers.len() as u16).to_le_bytes());
        numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
        out
    }

    fn local(&self) -> Vec<u8> {
        let extra = self.extra(false);
        let mut out = b"PK\x03\x04".to_vec();
        self.common(extra.len() as u16, &mut out);
        out.extend_from_slice(self.name.as_bytes());
        out.extend_from_slice(&extra);
        out
    }

    fn record(&self, out: &mut Vec<u8>) {
        let extra = self.extra(true);
        out.extend_from_slice(b"PK\x01\x02");
        out.extend_from_slice(&VERSION.to_le_bytes());
        self.common(extra.len() as u16, out);
        out.extend_from_slice(&[0; 10]);
        let start = if self.is_large() { u32::MAX } else { self.start as u32 };
        out.extend_from_slice(&start.to_le_bytes());
        out.extend_from_slice(self.name.as_bytes());
        out.extend_from_slice(&extra);
    }
}

/// The directory at `start`, and the end.
fn directory(entries: &[Entry], start: u64) -> Vec<u8> {
    let mut out = Vec::new();
    entries.iter().for_each(|entry| entry.record(&mut out));
    let (size, count) = (out.len() as u64, entries.len() as u64);
    let is_large = start + size > MOST;
    if is_large {
        let end = start + size;
        out.extend_from_slice(b"PK\x06\x06");
        out.extend_from_slice(&44_u64.to_le_bytes());
        [VERSION, VERSION].iter().for_each(|short| out.extend_from_slice(&short.to_le_bytes()));
        out.extend_from_slice(&[0; 8]);
        [count, count, size, start].iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
        out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        out.extend_from_slice(&end.to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
    }
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    [count, count].iter().for_each(|count| out.extend_from_slice(&(*count as u16).to_le_bytes()));
    let start = if is_large { u32::MAX } else { start as u32 };
    [size as u32, start].iter().for_each(|long| out.extend_from_slice(&long.to_le_bytes()));
    out.extend_from_slice(&[0; 2]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_fit_their_files() {
        let parts = [(Part::Top, 5000), (Part::Heads, 3 << 20), (Part::Positions, 0), (Part::Posts, 1 << 19)];
        assert_eq!(plan(&parts, u64::MAX).len(), 1);
        let files = plan(&parts, 1 << 20);
        assert_eq!(files.len(), 4);
        for (part, length) in parts {
            let own = files.iter().flatten().filter(|(own, _)| *own == part);
            let end = own.fold(0, |end, (_, range)| {
                assert_eq!(range.start, end);
                range.end
            });
            assert_eq!(end, length);
        }
        for file in files {
            let own = file.iter().map(|(_, range)| range.end - range.start).sum::<u64>();
            assert!(own + HEADERS <= 1 << 20);
        }
    }

    #[test]
    fn large_numbers_are_in_the_records_of_zip64() {
        let large = Entry { name: "heads".into(), start: 5 << 32, size: 9, crc: 1 };
        assert!(large.local().ends_with(&[[9, 0, 0, 0, 0, 0, 0, 0]; 2].concat()));
        let bytes = directory(&[large], 6 << 32);
        let has = |mark: &[u8]| bytes.windows(4).any(|own| own == mark);
        assert!(has(b"PK\x06\x06") && has(b"PK\x06\x07"));
        assert!(bytes.windows(8).any(|own| own == (5_u64 << 32).to_le_bytes()));
    }
}
