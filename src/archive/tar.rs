//! tar: headers in blocks of 512 bytes, each followed by its entry's data.
//!
//! The crate `tar` parses headers; its own reader pulls, and here bytes are pushed.

use super::entry::Location;
use super::inflate::cut;
use super::limits::MAX_TAR_EXTENSION;
use super::output::{Output, StreamEntry};
use crate::Problem;
use std::borrow::Cow;
use tar::{Header, PaxExtensions};

pub(super) const BLOCK: usize = 512;

/// The header's field with the size of the data.
const SIZE: std::ops::Range<usize> = 124..136;

/// The type of GNU tar's label of a whole archive.
const LABEL: u8 = b'V';

/// A push parser for tar.
#[derive(Default)]
pub(super) struct Tar {
    /// Bytes consumed so far.
    position: u64,
    /// The header block being filled.
    block: Vec<u8>,
    data: Option<Data>,
    /// Extended headers for the next entry.
    next: Next,
    /// Zero blocks since the last entry: two end the archive, but another archive may follow.
    zeros: u32,
    /// Bytes where a header should be and isn't.
    lost: u64,
    /// Hard links: second names of files that have one already.
    links: usize,
}

/// The data after a header.
struct Data {
    left: u64,
    padding: u64,
    target: Target,
    bytes: Vec<u8>,
}

/// What the data is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Text(u32),
    /// An entry that is listed and not read now.
    Listed(u32),
    LongName,
    Pax,
    Nothing,
    /// More blocks of a sparse file's map; the last one has no continuation flag.
    SparseMap,
}

#[derive(Default)]
struct Next {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    /// The size of a sparse file, of whose holes nothing is in the archive.
    sparse_size: Option<u64>,
}

/// Whether the first 512 bytes are a header: the checksum is right.
pub(super) fn is_header(block: &[u8]) -> bool {
    let Some(block) = block.get(..BLOCK) else { return false };
    let header = Header::from_byte_slice(block);
    // Some old programs summed signed bytes.
    let bytes = || block[..148].iter().chain(&block[156..]);
    let unsigned: u32 = bytes().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * 32;
    let signed: i64 = bytes().map(|byte| i64::from(*byte as i8)).sum::<i64>() + 8 * 32;
    let is_named = block[0] != 0 || header.entry_type().is_pax_global_extensions();
    is_named && header.cksum().is_ok_and(|sum| sum == unsigned || i64::from(sum) == signed)
}

impl Tar {
    /// Takes more of the archive.
    pub(super) fn push(&mut self, mut bytes: &[u8], output: &mut Output<'_>) {
        while !bytes.is_empty() {
            let taken = if self.data.is_some() { self.data(bytes, output) } else { self.header(bytes, output) };
            self.position += taken as u64;
            bytes = &bytes[taken..];
        }
    }

    /// Bytes from here that are not needed; [`Tar::skip`] may skip them.
    pub(super) fn skippable(&self) -> u64 {
        match &self.data {
            Some(data) if matches!(data.target, Target::Listed(_) | Target::Nothing) => data.left + data.padding,
            _ => 0,
        }
    }

    /// Skips bytes that were not pushed.
    pub(super) fn skip(&mut self, count: u64, output: &mut Output<'_>) {
        self.position += count;
        if let Some(data) = &mut self.data {
            let left = data.left.min(count);
            data.left -= left;
            data.padding -= (count - left).min(data.padding);
        }
        self.end_data(output);
    }

    /// Ends the archive; if it is truncated, returns how many bytes its last file lacks.
    pub(super) fn finish(&mut self, output: &mut Output<'_>) -> Option<u64> {
        let in_data = self.data.take().filter(|data| data.left > 0);
        if let Some(Data { target: Target::Text(index) | Target::Listed(index), .. }) = in_data {
            output.refuse(index, cut());
        }
        if self.lost > 0 {
            let message = "bytes between its files are damaged and were passed over";
            output.listing.problems.push(Problem::new("tar-damaged", message).with("size", self.lost));
        }
        if self.links > 0 {
            let message =
                format!("{} files are links to others in the archive, which are listed by one name", self.links);
            output.listing.problems.push(Problem::new("tar-links", message).with("count", self.links));
        }
        let in_header = (!self.block.is_empty() && self.zeros == 0) || self.next.name.is_some();
        in_data.map(|data| data.left).or(in_header.then_some(0))
    }

    fn header(&mut self, bytes: &[u8], output: &mut Output<'_>) -> usize {
        let taken = bytes.len().min(BLOCK - self.block.len());
        self.block.extend_from_slice(&bytes[..taken]);
        if self.block.len() == BLOCK {
            let block = std::mem::take(&mut self.block);
            self.read_header(&block, self.position + taken as u64, output);
        }
        taken
    }

    fn read_header(&mut self, block: &[u8], data_at: u64, output: &mut Output<'_>) {
        if block.iter().all(|byte| *byte == 0) {
            self.zeros += 1;
            return;
        }
        let header = Header::from_byte_slice(block);
        // What has no data of its own, such as an archive's label, may have no size either.
        let is_blank = block[SIZE].iter().all(|byte| matches!(byte, 0 | b' '));
        let size = if is_blank { Some(0) } else { header.entry_size().ok() }.filter(|_| is_header(block));
        let Some(size) = size else {
            // After the end there may be anything.
            if self.zeros == 0 {
                self.lost += BLOCK as u64;
            }
            self.next = Next::default();
            return;
        };
        self.zeros = 0;
        let entry_type = header.entry_type();
        let is_short = size <= MAX_TAR_EXTENSION;
        if entry_type.is_gnu_longname() || entry_type.is_pax_local_extensions() {
            let target = if entry_type.is_gnu_longname() { Target::LongName } else { Target::Pax };
            self.expect(size, if is_short { target } else { Target::Nothing }, output);
        } else if entry_type.is_pax_global_extensions() || entry_type.is_gnu_longlink() || entry_type.as_byte() == LABEL
        {
            self.expect(size, Target::Nothing, output);
        } else {
            let next = std::mem::take(&mut self.next);
            let size = next.size.unwrap_or(size);
            let name = next.name.as_deref().map_or_else(|| header.path_bytes(), Cow::Borrowed);
            self.links += usize::from(entry_type.is_hard_link());
            self.add_entry(header, &name, size, next.sparse_size, data_at, output);
        }
    }

    /// Adds an entry with `size` bytes of data. `sparse_size` is its own, if its data is packed without holes.
    fn add_entry(
        &mut self,
        header: &Header,
        name: &[u8],
        size: u64,
        sparse_size: Option<u64>,
        data_at: u64,
        output: &mut Output<'_>,
    ) {
        let entry_type = header.entry_type();
        let is_folder = entry_type.is_dir() || name.ends_with(b"/");
        let is_sparse = entry_type.is_gnu_sparse() || sparse_size.is_some();
        let is_file = entry_type.is_file() || entry_type.is_contiguous() || is_sparse;
        let location = Location::Tar { data: data_at };
        let index = if is_folder {
            None
        } else {
            let own = sparse_size.unwrap_or(size);
            output.add_entry(StreamEntry { name, text: None, size: own, packed: size, location, is_file })
        };
        if is_sparse {
            let problem = Problem::new("entry-method", "it is packed by a method that is not known here: sparse");
            index.into_iter().for_each(|index| output.refuse(index, problem.clone().with("method", "sparse")));
        }
        let target = match index {
            Some(index) if output.wants(index) => Target::Text(index),
            Some(index) => Target::Listed(index),
            None => Target::Nothing,
        };
        self.expect(size, target, output);
        if header.as_gnu().is_some_and(|gnu| entry_type.is_gnu_sparse() && gnu.is_extended()) {
            // The map precedes the data and its length is unknown until its end, so the data is skipped with it.
            self.data = Some(Data { left: BLOCK as u64, padding: size, target: Target::SparseMap, bytes: Vec::new() });
        }
    }

    /// Expects `size` bytes of data and their padding.
    fn expect(&mut self, size: u64, target: Target, output: &mut Output<'_>) {
        let padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        self.data = Some(Data { left: size, padding, target, bytes: Vec::new() });
        self.end_data(output);
    }

    fn data(&mut self, bytes: &[u8], output: &mut Output<'_>) -> usize {
        let Some(data) = &mut self.data else { return 0 };
        let part = data.left.min(bytes.len() as u64) as usize;
        if !matches!(data.target, Target::Listed(_) | Target::Nothing) {
            data.bytes.extend_from_slice(&bytes[..part]);
        }
        data.left -= part as u64;
        let padding = if data.left == 0 && data.target != Target::SparseMap {
            data.padding.min((bytes.len() - part) as u64)
        } else {
            0
        };
        data.padding -= padding;
        self.end_data(output);
        part + padding as usize
    }

    /// Delivers the data once it is complete.
    fn end_data(&mut self, output: &mut Output<'_>) {
        let Some(data) = self.data.take_if(|data| data.left == 0 && (data.padding == 0 || data.is_map())) else {
            return;
        };
        match data.target {
            Target::Text(index) => output.give(index, data.bytes),
            Target::LongName => self.next.name = Some(until_nul(&data.bytes).to_vec()),
            Target::Pax => self.read_pax(&data.bytes),
            Target::SparseMap if data.bytes.get(504) == Some(&1) => {
                self.data = Some(Data { left: BLOCK as u64, bytes: Vec::new(), ..data });
            }
            Target::SparseMap => self.expect(data.padding, Target::Nothing, output),
            Target::Listed(_) | Target::Nothing => {}
        }
    }

    fn read_pax(&mut self, bytes: &[u8]) {
        for extension in PaxExtensions::new(bytes).flatten() {
            match extension.key_bytes() {
                // The header of a sparse file names a place that never was.
                b"GNU.sparse.name" => self.next.name = Some(extension.value_bytes().to_vec()),
                b"path" if self.next.sparse_size.is_none() => self.next.name = Some(extension.value_bytes().to_vec()),
                b"GNU.sparse.realsize" | b"GNU.sparse.size" => {
                    self.next.sparse_size = extension.value().ok().and_then(|value| value.parse().ok());
                }
                b"size" => self.next.size = extension.value().ok().and_then(|value| value.parse().ok()),
                _ => {}
            }
        }
    }
}

impl Data {
    fn is_map(&self) -> bool {
        self.target == Target::SparseMap
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or(bytes)
}
