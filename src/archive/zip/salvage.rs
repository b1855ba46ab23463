//! A zip without a directory, as of a download that broke off: its entries are found by the headers before them.

use super::local::{DEFLATED, DESCRIPTOR, Local, Parsed, SIGNATURE, Sizes, UTF8, unpack_data, unsupported, wrong_crc};
use crate::Problem;
use crate::archive::entry::{Place, beyond_limits};
use crate::archive::inflate::{Inflater, WINDOW, cut, damaged};
use crate::archive::limits::{MAX_ENTRY, MAX_RATIO, RATIO_FLOOR};
use crate::archive::output::{Met, Output};
use memchr::memmem;
use zlib_rs::{Inflate, InflateFlush, Status};

/// How the directory and what follows it begin.
const DIRECTORY: [&[u8]; 3] = [b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"];

const DESCRIPTOR_SIGNATURE: &[u8] = b"PK\x07\x08";

/// The longest that may stand behind an entry: a signature, a checksum and two sizes of 64 bits.
const LONGEST_DESCRIPTOR: usize = 24;

/// What is unpacked at once of an entry whose end is not known.
const STEP: usize = 64 * 1024;

/// The entry that is being read.
#[derive(Clone, Copy)]
struct Reading {
    index: Option<u32>,
    header: u64,
    name: u16,
    sizes: Sizes,
    /// Packed bytes that are still to come.
    left: u64,
    has_descriptor: bool,
}

/// What is being read.
#[derive(Clone, Copy)]
enum Part {
    /// The next header is looked for, wherever it is.
    Search,
    /// A header is expected here.
    Header,
    /// Bytes of an entry whose packed size is known.
    Known(Reading),
    /// Bytes of an entry that ends where its stream says.
    Stream(Reading),
    /// What stands behind such an entry: its checksum and sizes.
    Descriptor(Reading),
    /// The directory was reached.
    End,
}

/// Finds the entries of a zip that is pushed into it from its beginning.
pub(in crate::archive) struct Salvage {
    position: u64,
    part: Part,
    /// Bytes that were pushed and are not done with.
    pending: Vec<u8>,
    /// The current entry's bytes: packed ones where their size is known, else what came of them.
    bytes: Vec<u8>,
    inflate: Inflate,
    inflater: Inflater,
    crc: u32,
    /// Bytes that came of streams, wanted or not.
    pub(in crate::archive) unpacked: u64,
}

impl Salvage {
    pub(in crate::archive) fn new() -> Self {
        Salvage {
            position: 0,
            part: Part::Search,
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

    /// Says that nothing follows. Whether the archive broke off before its directory.
    pub(in crate::archive) fn finish(&mut self, output: &mut Output<'_>) -> bool {
        match self.part {
            Part::End => return false,
            Part::Descriptor(reading) => {
                let rest = std::mem::take(&mut self.pending);
                self.end_stream(&rest, reading, output);
            }
            Part::Known(Reading { index: Some(index), .. }) | Part::Stream(Reading { index: Some(index), .. }) => {
                output.refuse(index, cut());
            }
            _ => {}
        }
        true
    }

    /// Does the next thing; tells how many bytes it took, or None if it needs more of them.
    fn step(&mut self, bytes: &[u8], output: &mut Output<'_>) -> Option<usize> {
        match self.part {
            Part::Search => self.search(bytes),
            Part::Header => self.header(bytes, output),
            Part::Known(reading) => self.known(bytes, reading, output),
            Part::Stream(reading) => self.stream(bytes, reading, output),
            Part::Descriptor(reading) if bytes.len() >= LONGEST_DESCRIPTOR => {
                Some(self.end_stream(bytes, reading, output))
            }
            Part::Descriptor(_) => None,
            Part::End => (!bytes.is_empty()).then_some(bytes.len()),
        }
    }

    fn search(&mut self, bytes: &[u8]) -> Option<usize> {
        if let Some(at) = memmem::find(bytes, SIGNATURE) {
            self.part = Part::Header;
            return Some(at);
        }
        // A signature may have begun at the end.
        let done = bytes.len().saturating_sub(SIGNATURE.len() - 1);
        (done > 0).then_some(done)
    }

    fn header(&mut self, bytes: &[u8], output: &mut Output<'_>) -> Option<usize> {
        match Local::parse(bytes) {
            Parsed::Whole(local) => {
                self.meet(&local, output);
                Some(local.length())
            }
            Parsed::Longer => None,
            Parsed::None if bytes.len() < SIGNATURE.len() => None,
            Parsed::None => {
                let is_directory = DIRECTORY.iter().any(|mark| bytes.starts_with(mark));
                self.part = if is_directory { Part::End } else { Part::Search };
                Some(0)
            }
        }
    }

    /// Lists the entry of a header and says how its bytes are read.
    fn meet(&mut self, local: &Local<'_>, output: &mut Output<'_>) {
        let Local { flags, method, crc, packed, size, name, .. } = *local;
        let header = self.position;
        let limit = header.saturating_add(local.length() as u64).saturating_add(packed);
        let text = String::from_utf8(name.to_vec()).ok().filter(|_| flags & UTF8 != 0);
        let length = name.len() as u16;
        let place = Place::Zip { header, limit, name: length, method, crc };
        let is_folder = name.ends_with(b"/");
        let met = Met { name, text, size, packed, place, is_file: true };
        let index = if is_folder { None } else { output.meet(met) };
        let problem = unsupported(flags, method);
        let is_readable = problem.is_none();
        if let Some((index, problem)) = index.zip(problem) {
            output.refuse(index, problem);
        }
        let has_descriptor = flags & DESCRIPTOR != 0;
        let sizes = Sizes { method, packed, size, crc };
        let reading = Reading { index, header, name: length, sizes, left: packed, has_descriptor };
        self.bytes.clear();
        self.crc = 0;
        self.part = if packed > 0 || !has_descriptor {
            Part::Known(reading)
        } else if is_readable && method == DEFLATED {
            self.inflate.reset(false);
            Part::Stream(reading)
        } else {
            // Nothing says where it ends.
            if let Some(index) = index {
                output.refuse(index, damaged());
            }
            Part::Search
        };
    }

    fn known(&mut self, bytes: &[u8], mut reading: Reading, output: &mut Output<'_>) -> Option<usize> {
        let taken = reading.left.min(bytes.len() as u64) as usize;
        if taken == 0 && reading.left > 0 {
            return None;
        }
        let wanted = reading.index.filter(|index| output.wants(*index));
        if wanted.is_some() {
            self.bytes.extend_from_slice(&bytes[..taken]);
        }
        reading.left -= taken as u64;
        self.part = Part::Known(reading);
        if reading.left == 0 {
            if let Some(index) = wanted {
                let unpacked = unpack_data(&self.bytes, reading.sizes, &mut self.inflater);
                self.give(index, unpacked, output);
            }
            self.part = if reading.has_descriptor { Part::Search } else { Part::Header };
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

    fn stream(&mut self, bytes: &[u8], reading: Reading, output: &mut Output<'_>) -> Option<usize> {
        let start = self.bytes.len();
        self.bytes.resize(start + STEP, 0);
        let (before_in, before_out) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(bytes, &mut self.bytes[start..], InflateFlush::NoFlush);
        let taken = (self.inflate.total_in() - before_in) as usize;
        let given = (self.inflate.total_out() - before_out) as usize;
        self.bytes.truncate(start + given);
        self.crc = zlib_rs::crc32::crc32(self.crc, &self.bytes[start..]);
        self.unpacked += given as u64;
        if !reading.index.is_some_and(|index| output.wants(index)) {
            self.bytes.clear();
        }
        match status {
            Ok(Status::StreamEnd) => self.part = Part::Descriptor(reading),
            Ok(_) if taken == 0 && given == 0 => return None,
            Ok(_) => self.hold_to_limits(reading, output),
            Err(_) => {
                if let Some(index) = reading.index {
                    output.refuse(index, damaged());
                }
                self.part = Part::Search;
            }
        }
        Some(taken)
    }

    /// Refuses an entry that grows too large. One that unpacks as no text does isn't followed to its end either.
    fn hold_to_limits(&mut self, reading: Reading, output: &mut Output<'_>) {
        let (packed, size) = (self.inflate.total_in(), self.inflate.total_out());
        if let Some((index, problem)) = reading.index.zip(beyond_limits(size, packed)) {
            output.refuse(index, problem);
            self.bytes.clear();
        }
        if size > MAX_ENTRY.max(RATIO_FLOOR) && size / MAX_RATIO > packed {
            self.part = Part::Search;
        }
    }

    /// Ends an entry that told its own end; tells how many bytes of what follows belong to it.
    fn end_stream(&mut self, bytes: &[u8], reading: Reading, output: &mut Output<'_>) -> usize {
        let (packed, size) = (self.inflate.total_in(), self.inflate.total_out());
        let marked = bytes.starts_with(DESCRIPTOR_SIGNATURE);
        let fields = if marked { &bytes[DESCRIPTOR_SIGNATURE.len()..] } else { bytes };
        let short =
            [&self.crc.to_le_bytes()[..], &(packed as u32).to_le_bytes(), &(size as u32).to_le_bytes()].concat();
        let long = [&self.crc.to_le_bytes()[..], &packed.to_le_bytes(), &size.to_le_bytes()].concat();
        let right = [&short, &long].into_iter().find(|form| fields.starts_with(form));
        let length = bytes.len() - fields.len() + right.map_or(0, Vec::len);
        if let Some(index) = reading.index {
            let entry = &mut output.listing.entries[index as usize];
            (entry.packed, entry.size) = (packed, size);
            let Reading { header, name, .. } = reading;
            let Sizes { method, .. } = reading.sizes;
            entry.place = Place::Zip { header, limit: self.position, name, method, crc: self.crc };
            if entry.is_text() {
                // Where the archive breaks off behind the entry, there is no checksum to be wrong.
                let problem = (right.is_none() && fields.len() >= short.len()).then(wrong_crc);
                let unpacked = std::mem::take(&mut self.bytes);
                self.unpacked -= unpacked.len() as u64;
                self.give(index, Ok((unpacked, problem)), output);
            }
        }
        self.part = if right.is_some() { Part::Header } else { Part::Search };
        length
    }
}
