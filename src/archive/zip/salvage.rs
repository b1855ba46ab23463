//! A zip without a directory, such as a truncated download: entries are found by their local headers.

use super::local::{DEFLATED, DESCRIPTOR, Local, Parsed, SIGNATURE, Sizes, UTF8, unpack_data, unsupported, wrong_crc};
use crate::Problem;
use crate::archive::entry::{Location, limit_problem};
use crate::archive::inflate::{Inflater, WINDOW, cut, damaged};
use crate::archive::limits::{MAX_ENTRY, MAX_RATIO, RATIO_FLOOR};
use crate::archive::output::{Output, StreamEntry};
use memchr::memmem;
use zlib_rs::{Inflate, InflateFlush, Status};

/// Signatures of the directory and what follows it.
const DIRECTORY: [&[u8]; 3] = [b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"];

const DESCRIPTOR_SIGNATURE: &[u8] = b"PK\x07\x08";

/// The longest data descriptor: a signature, a checksum and two sizes of 64 bits.
const LONGEST_DESCRIPTOR: usize = 24;

/// Bytes inflated at once of an entry of unknown size.
const STEP: usize = 64 * 1024;

/// The entry being read.
#[derive(Clone, Copy)]
struct CurrentEntry {
    index: Option<u32>,
    header: u64,
    name: u16,
    sizes: Sizes,
    /// Packed bytes still to come.
    left: u64,
    has_descriptor: bool,
}

/// The parser's state.
#[derive(Clone, Copy)]
enum State {
    /// Searching for the next header.
    Search,
    /// Expecting a header here.
    Header,
    /// In the data of an entry of known packed size.
    Known(CurrentEntry),
    /// In the data of an entry that ends where its deflate stream ends.
    Stream(CurrentEntry),
    /// At the data descriptor of such an entry: checksum and sizes.
    Descriptor(CurrentEntry),
    /// The directory was reached.
    End,
}

/// A push parser for zips that ignores the directory.
pub(in crate::archive) struct Salvage {
    position: u64,
    state: State,
    /// Bytes pushed and not consumed yet.
    pending: Vec<u8>,
    /// The current entry's bytes: packed if their size is known, else inflated.
    bytes: Vec<u8>,
    inflate: Inflate,
    inflater: Inflater,
    crc: u32,
    /// Bytes inflated so far, including skipped ones.
    pub(in crate::archive) unpacked: u64,
}

impl Salvage {
    pub(in crate::archive) fn new() -> Self {
        Salvage {
            position: 0,
            state: State::Search,
            pending: Vec::new(),
            bytes: Vec::new(),
            inflate: Inflate::new(false, WINDOW),
            inflater: Inflater::new(),
            crc: 0,
            unpacked: 0,
        }
    }

    /// Takes more of the archive.
    pub(in crate::archive) fn push(&mut self, bytes: &[u8], output: &mut Output<'_>) {
        let mut pending = std::mem::take(&mut self.pending);
        pending.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(taken) = self.step(&pending[at..], output) {
            at += taken;
            self.position += taken as u64;
        }
        pending.drain(..at);
        self.pending = pending;
    }

    /// Ends the archive; if it was truncated before its directory, returns how many bytes its last file lacks, as far
    /// as it says so.
    pub(in crate::archive) fn finish(&mut self, output: &mut Output<'_>) -> Option<u64> {
        let mut missing = 0;
        match self.state {
            State::End => return None,
            State::Descriptor(current) => {
                let rest = std::mem::take(&mut self.pending);
                self.end_stream(&rest, current, output);
            }
            State::Known(CurrentEntry { index, left, .. }) => {
                missing = left;
                index.inspect(|index| output.refuse(*index, cut()));
            }
            State::Stream(CurrentEntry { index: Some(index), .. }) => output.refuse(index, cut()),
            _ => {}
        }
        Some(missing)
    }

    /// Parses one item; returns the bytes consumed, or `None` if more are needed.
    fn step(&mut self, bytes: &[u8], output: &mut Output<'_>) -> Option<usize> {
        match self.state {
            State::Search => self.search(bytes),
            State::Header => self.header(bytes, output),
            State::Known(current) => self.known(bytes, current, output),
            State::Stream(current) => self.stream(bytes, current, output),
            State::Descriptor(current) if bytes.len() >= LONGEST_DESCRIPTOR => {
                Some(self.end_stream(bytes, current, output))
            }
            State::Descriptor(_) => None,
            State::End => (!bytes.is_empty()).then_some(bytes.len()),
        }
    }

    fn search(&mut self, bytes: &[u8]) -> Option<usize> {
        if let Some(at) = memmem::find(bytes, SIGNATURE) {
            self.state = State::Header;
            return Some(at);
        }
        // A signature may start in the last bytes.
        let done = bytes.len().saturating_sub(SIGNATURE.len() - 1);
        (done > 0).then_some(done)
    }

    fn header(&mut self, bytes: &[u8], output: &mut Output<'_>) -> Option<usize> {
        match Local::parse(bytes) {
            Parsed::Whole(local) => {
                self.add_entry(&local, output);
                Some(local.length())
            }
            Parsed::Longer => None,
            Parsed::None if bytes.len() < SIGNATURE.len() => None,
            Parsed::None => {
                let is_directory = DIRECTORY.iter().any(|mark| bytes.starts_with(mark));
                self.state = if is_directory { State::End } else { State::Search };
                Some(0)
            }
        }
    }

    /// Lists the entry of a header and decides how its data is read.
    fn add_entry(&mut self, local: &Local<'_>, output: &mut Output<'_>) {
        let Local { flags, method, crc, packed, size, name, .. } = *local;
        let header = self.position;
        let limit = header.saturating_add(local.length() as u64).saturating_add(packed);
        let text = String::from_utf8(name.to_vec()).ok().filter(|_| flags & UTF8 != 0);
        let length = name.len() as u16;
        let location = Location::Zip { header, limit, name: length, method, crc };
        let is_folder = name.ends_with(b"/");
        let entry = StreamEntry { name, text, size, packed, location, is_file: true };
        let index = if is_folder { None } else { output.add_entry(entry) };
        let problem = unsupported(flags, method);
        let is_readable = problem.is_none();
        if let Some((index, problem)) = index.zip(problem) {
            output.refuse(index, problem);
        }
        let has_descriptor = flags & DESCRIPTOR != 0;
        let sizes = Sizes { method, packed, size, crc };
        let current = CurrentEntry { index, header, name: length, sizes, left: packed, has_descriptor };
        self.bytes.clear();
        self.crc = 0;
        self.state = if packed > 0 || !has_descriptor {
            State::Known(current)
        } else if is_readable && method == DEFLATED {
            self.inflate.reset(false);
            State::Stream(current)
        } else {
            // Its end is unknown.
            if let Some(index) = index {
                output.refuse(index, damaged());
            }
            State::Search
        };
    }

    fn known(&mut self, bytes: &[u8], mut current: CurrentEntry, output: &mut Output<'_>) -> Option<usize> {
        let taken = current.left.min(bytes.len() as u64) as usize;
        if taken == 0 && current.left > 0 {
            return None;
        }
        let wanted = current.index.filter(|index| output.wants(*index));
        if wanted.is_some() {
            self.bytes.extend_from_slice(&bytes[..taken]);
        }
        current.left -= taken as u64;
        self.state = State::Known(current);
        if current.left == 0 {
            if let Some(index) = wanted {
                let unpacked = unpack_data(&self.bytes, current.sizes, &mut self.inflater);
                self.give(index, unpacked, output);
            }
            self.state = if current.has_descriptor { State::Search } else { State::Header };
        }
        Some(taken)
    }

    fn give(&mut self, index: u32, unpacked: Result<(Vec<u8>, Option<Problem>), Problem>, output: &mut Output<'_>) {
        match unpacked {
            Ok((bytes, problem)) => {
                self.unpacked += bytes.len() as u64;
                output.listing.entries[index as usize].problems.extend(problem);
                output.give(index, bytes);
            }
            Err(problem) => output.refuse(index, problem),
        }
    }

    fn stream(&mut self, bytes: &[u8], current: CurrentEntry, output: &mut Output<'_>) -> Option<usize> {
        let start = self.bytes.len();
        self.bytes.resize(start + STEP, 0);
        let (before_in, before_out) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(bytes, &mut self.bytes[start..], InflateFlush::NoFlush);
        let taken = (self.inflate.total_in() - before_in) as usize;
        let given = (self.inflate.total_out() - before_out) as usize;
        self.bytes.truncate(start + given);
        self.crc = zlib_rs::crc32::crc32(self.crc, &self.bytes[start..]);
        self.unpacked += given as u64;
        if !current.index.is_some_and(|index| output.wants(index)) {
            self.bytes.clear();
        }
        match status {
            Ok(Status::StreamEnd) => self.state = State::Descriptor(current),
            Ok(_) if taken == 0 && given == 0 => return None,
            Ok(_) => self.enforce_limits(current, output),
            Err(_) => {
                if let Some(index) = current.index {
                    output.refuse(index, damaged());
                }
                self.state = State::Search;
            }
        }
        Some(taken)
    }

    /// Refuses an entry that grows beyond the limits, and stops following one that is a bomb.
    fn enforce_limits(&mut self, current: CurrentEntry, output: &mut Output<'_>) {
        let (packed, size) = (self.inflate.total_in(), self.inflate.total_out());
        if let Some((index, problem)) = current.index.zip(limit_problem(size, packed)) {
            output.refuse(index, problem);
            self.bytes.clear();
        }
        if size > MAX_ENTRY.max(RATIO_FLOOR) && size / MAX_RATIO > packed {
            self.state = State::Search;
        }
    }

    /// Ends an entry of unknown size; returns the length of its data descriptor.
    fn end_stream(&mut self, bytes: &[u8], current: CurrentEntry, output: &mut Output<'_>) -> usize {
        let (packed, size) = (self.inflate.total_in(), self.inflate.total_out());
        let marked = bytes.starts_with(DESCRIPTOR_SIGNATURE);
        let fields = if marked { &bytes[DESCRIPTOR_SIGNATURE.len()..] } else { bytes };
        let short =
            [&self.crc.to_le_bytes()[..], &(packed as u32).to_le_bytes(), &(size as u32).to_le_bytes()].concat();
        let long = [&self.crc.to_le_bytes()[..], &packed.to_le_bytes(), &size.to_le_bytes()].concat();
        let right = [&short, &long].into_iter().find(|form| fields.starts_with(form));
        let length = bytes.len() - fields.len() + right.map_or(0, Vec::len);
        if let Some(index) = current.index {
            let entry = &mut output.listing.entries[index as usize];
            (entry.packed, entry.size) = (packed, size);
            let CurrentEntry { header, name, .. } = current;
            let Sizes { method, .. } = current.sizes;
            entry.location = Location::Zip { header, limit: self.position, name, method, crc: self.crc };
            if entry.is_text() {
                // If the archive is truncated right after the entry, there is no checksum to compare.
                let problem = (right.is_none() && fields.len() >= short.len()).then(wrong_crc);
                let unpacked = std::mem::take(&mut self.bytes);
                self.unpacked -= unpacked.len() as u64;
                self.give(index, Ok((unpacked, problem)), output);
            }
        }
        self.state = if right.is_some() { State::Header } else { State::Search };
        length
    }
}
