//! Archives that are read from start to end: tar, WARC, gzip of them or of one file, and a zip without its directory.

use super::entry::{EntryInfo, Listing, Location, Unpacked};
use super::format::Format;
use super::gzip::Gunzip;
use super::limits::{CHUNK, MAX_ENTRY, MAX_RATIO, MAX_TOTAL, STREAM_RATIO_FLOOR};
use super::mhtml;
use super::name_encoding::NameDecoder;
use super::output::Output;
use super::request::Received;
use super::role::Role;
use super::tar::{self, Tar};
use super::warc::{self, Warc};
use super::zip::Salvage;
use crate::Problem;
use crate::file::Decoders;
use std::collections::VecDeque;
use std::ops::Range;

/// Bytes unpacked of a gzip stream at once.
const STEP: usize = 256 * 1024;

/// An archive that is read from start to end.
pub(super) struct Stream {
    name: String,
    size: u64,
    /// Offset of the next bytes to read.
    position: u64,
    input: Vec<u8>,
    used: usize,
    gunzip: Option<Gunzip>,
    inner: Inner,
    pub(super) names: NameDecoder,
    decoders: &'static dyn Decoders,
    queue: VecDeque<Unpacked>,
    pub(super) unpacked: u64,
    output: Vec<u8>,
    /// Whether input already consumed may yield more output.
    has_more: bool,
    /// Offset of the gzip member that is being read.
    member: u64,
    is_over: bool,
    is_cut: bool,
}

/// The content of the stream.
enum Inner {
    /// Too few bytes so far to tell.
    Unknown(Vec<u8>),
    Tar(Tar),
    Warc(Box<Warc>),
    Zip(Box<Salvage>),
    /// One file, truncated just above the limit.
    File(Vec<u8>),
}

impl Stream {
    /// Starts with the first bytes of the file.
    pub(super) fn new(kind: Format, name: &str, size: u64, head: Received, decoders: &'static dyn Decoders) -> Self {
        let is_packed = matches!(kind, Format::Gz | Format::TarGz | Format::WarcGz);
        let inner = match kind {
            Format::Mhtml => Inner::File(Vec::new()),
            Format::Warc => Inner::Warc(Box::new(Warc::new(head.start, false))),
            Format::Gz | Format::TarGz | Format::WarcGz => Inner::Unknown(Vec::new()),
            Format::Tar => Inner::Tar(Tar::default()),
            Format::Zip | Format::Wacz => Inner::Zip(Box::new(Salvage::new())),
        };
        Stream {
            name: name.to_owned(),
            size,
            position: head.end(),
            input: head.bytes,
            used: 0,
            gunzip: is_packed.then(Gunzip::new),
            inner,
            names: NameDecoder::new(),
            decoders,
            queue: VecDeque::new(),
            unpacked: 0,
            output: if is_packed { vec![0; STEP] } else { Vec::new() },
            has_more: false,
            member: head.start,
            is_over: false,
            is_cut: head.cut,
        }
    }

    /// Whether everything was read and every text consumed.
    pub(super) fn is_over(&self) -> bool {
        self.is_over && self.queue.is_empty()
    }

    /// The format, as far as it is known.
    pub(super) fn format(&self) -> Format {
        match (&self.inner, &self.gunzip) {
            (Inner::Zip(_), _) => Format::Zip,
            (Inner::Tar(_), None) => Format::Tar,
            (Inner::Tar(_), Some(_)) => Format::TarGz,
            (Inner::Warc(_), None) => Format::Warc,
            (Inner::Warc(_), Some(_)) => Format::WarcGz,
            (_, None) => Format::Mhtml,
            _ => Format::Gz,
        }
    }

    /// The range needed next, if everything received is used up.
    pub(super) fn range(&self) -> Option<Range<u64>> {
        let is_hungry = !self.is_over && self.used == self.input.len() && !self.has_more;
        let range = self.position..self.size.min(self.position.saturating_add(CHUNK));
        (is_hungry && !range.is_empty()).then_some(range)
    }

    pub(super) fn feed(&mut self, received: Received) {
        self.position = received.start + received.bytes.len() as u64;
        self.is_cut |= received.cut;
        self.input = received.bytes;
        self.used = 0;
    }

    /// Reads on until there are texts of `most` bytes or the received bytes are used up.
    pub(super) fn unpack(&mut self, most: usize, listing: &mut Listing, texts: &mut Vec<Unpacked>) {
        let mut bytes = 0;
        loop {
            while bytes < most {
                let Some(text) = self.queue.pop_front() else { break };
                bytes += text.bytes.len();
                texts.push(text);
            }
            if bytes >= most || self.is_over {
                return;
            }
            if self.used < self.input.len() || self.has_more {
                self.step(listing);
            } else {
                self.skip_unneeded(listing);
                if !self.is_cut && self.position < self.size {
                    return;
                }
                self.finish(listing);
            }
            if listing.is_full {
                self.finish(listing);
            }
        }
    }

    /// Skips data that is not needed, in an uncompressed tar or WARC.
    fn skip_unneeded(&mut self, listing: &mut Listing) {
        if self.gunzip.is_some() {
            return;
        }
        let left = self.size.saturating_sub(self.position);
        match &mut self.inner {
            Inner::Tar(tar) => {
                let skippable = tar.skippable().min(left);
                if skippable > 0 {
                    self.position += skippable;
                    let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
                    tar.skip(skippable, &mut Output { listing, names, decoders, queue });
                }
            }
            Inner::Warc(warc) => {
                let skippable = warc.skippable().min(left);
                self.position += skippable;
                warc.skip(skippable);
            }
            _ => {}
        }
    }

    fn step(&mut self, listing: &mut Listing) {
        let Some(gunzip) = &mut self.gunzip else {
            // Small steps keep the queue of texts short.
            let end = self.input.len().min(self.used + STEP);
            let piece = self.input[self.used..end].to_vec();
            self.used = end;
            self.push(&piece, listing);
            if matches!(self.inner, Inner::Warc(_)) {
                self.enforce_budget(self.position, listing);
            }
            return;
        };
        if gunzip.is_between() {
            self.member = self.position - (self.input.len() - self.used) as u64;
            if let Inner::Warc(warc) = &mut self.inner {
                let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
                warc.begin_member(self.member, &mut Output { listing, names, decoders, queue });
            }
        }
        let step = gunzip.step(&self.input[self.used..], &mut self.output);
        let is_over = gunzip.is_over();
        self.used += step.consumed;
        self.has_more = step.produced == self.output.len();
        if step.produced > 0 {
            let output = std::mem::take(&mut self.output);
            self.push(&output[..step.produced], listing);
            self.output = output;
        }
        if is_over {
            self.finish(listing);
        }
        let read = self.position - (self.input.len() - self.used) as u64;
        self.enforce_budget(read, listing);
    }

    fn push(&mut self, bytes: &[u8], listing: &mut Listing) {
        self.unpacked += bytes.len() as u64;
        let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
        let mut output = Output { listing, names, decoders, queue };
        match &mut self.inner {
            Inner::Tar(tar) => tar.push(bytes, &mut output),
            Inner::Warc(warc) => {
                warc.push(bytes, &mut output);
                // Responses may be packed by themselves.
                self.unpacked += std::mem::take(&mut warc.given);
            }
            Inner::Zip(zip) => zip.push(bytes, &mut output),
            Inner::File(file) => {
                let room = (MAX_ENTRY as usize + 1).saturating_sub(file.len());
                file.extend_from_slice(&bytes[..bytes.len().min(room)]);
            }
            Inner::Unknown(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= tar::BLOCK || warc::may_be_record(head) == Some(true) {
                    let head = std::mem::take(head);
                    self.detect(head, listing);
                }
            }
        }
    }

    /// Tells a tar and a WARC from another file by the first bytes.
    fn detect(&mut self, head: Vec<u8>, listing: &mut Listing) {
        if warc::may_be_record(&head) == Some(true) {
            let mut warc = Box::new(Warc::new(self.member, true));
            let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
            warc.push(&head, &mut Output { listing, names, decoders, queue });
            self.inner = Inner::Warc(warc);
            return;
        }
        if !tar::is_header(&head) && !is_empty_tar(&head, &self.name) {
            self.inner = Inner::File(head);
            return;
        }
        let mut tar = Tar::default();
        let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
        tar.push(&head, &mut Output { listing, names, decoders, queue });
        self.inner = Inner::Tar(tar);
    }

    fn enforce_budget(&mut self, read: u64, listing: &mut Listing) {
        let unpacked = self.unpacked;
        let is_bomb = unpacked > STREAM_RATIO_FLOOR && unpacked / MAX_RATIO > read;
        if self.is_over || (unpacked <= MAX_TOTAL && !is_bomb) {
            return;
        }
        self.finish(listing);
        listing.problems.retain(|problem| problem.code != "archive-cut");
        listing.problems.push(if is_bomb {
            let message = "it unpacks to so many times its size as no archive of posts does; the rest is not opened";
            Problem::new("archive-ratio", message).with("limit", MAX_RATIO)
        } else {
            let message = "it unpacks to more than is opened; the rest is not";
            Problem::new("archive-budget", message).with("limit", MAX_TOTAL)
        });
    }

    /// Ends the stream and lists what is wrong with it.
    fn finish(&mut self, listing: &mut Listing) {
        if std::mem::replace(&mut self.is_over, true) {
            return;
        }
        if let Inner::Unknown(head) = &mut self.inner {
            let head = std::mem::take(head);
            self.detect(head, listing);
        }
        let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
        let mut output = Output { listing, names, decoders, queue };
        let mut missing = match &mut self.inner {
            Inner::Tar(tar) => tar.finish(&mut output),
            Inner::Warc(warc) => warc.finish(&mut output),
            Inner::Zip(zip) => zip.finish(&mut output),
            Inner::File(_) | Inner::Unknown(_) => None,
        };
        if let Some(gunzip) = &self.gunzip {
            missing = missing.or((!gunzip.may_end()).then_some(0));
            if gunzip.is_damaged() {
                missing = None;
                listing
                    .problems
                    .push(Problem::new("gzip-damaged", "it is damaged; what stands before that was opened"));
            } else if gunzip.is_wrong {
                listing.problems.push(Problem::new("gzip-crc", "it is not what was packed: its checksum is wrong"));
            }
        }
        if let Some(missing) = missing.filter(|_| !listing.is_full) {
            let files = listing.entries.len().max(1);
            let problem = Problem::new("archive-cut", "it breaks off; what stands before that was opened");
            listing.problems.push(problem.with("files", files).with("size", missing));
        }
        if let Inner::File(bytes) = &mut self.inner {
            let bytes = std::mem::take(bytes);
            self.list_file(bytes, listing);
        }
    }

    /// Lists the only file of a gzip stream, which is a post whatever its folder.
    fn list_file(&mut self, bytes: Vec<u8>, listing: &mut Listing) {
        // Whatever it is called.
        let is_mhtml = self.gunzip.is_none();
        let own = self.gunzip.as_ref().and_then(|gunzip| gunzip.name.clone());
        let name = match own {
            Some(name) => {
                self.names.add_sample(&name);
                self.names.decode(&[&name], self.decoders).pop().unwrap_or_default()
            }
            None => {
                let is_gz = self.name.to_ascii_lowercase().ends_with(".gz");
                self.name[..self.name.len() - if is_gz { 3 } else { 0 }].to_owned()
            }
        };
        let name = if is_mhtml && !mhtml::is_named(&name) { name + ".mhtml" } else { name };
        let found =
            EntryInfo { name, size: self.unpacked, packed: self.size, location: Location::Whole, is_file: true };
        let Some(index) = listing.push(found) else { return };
        let entry = &mut listing.entries[index as usize];
        if matches!(entry.role, Role::Text | Role::OtherText | Role::Other) {
            entry.role = Role::Post;
        }
        if entry.is_text() {
            let text = listing.unpacked(index, bytes);
            self.queue.push_back(text);
        }
    }
}

fn is_empty_tar(head: &[u8], name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_called_tar = name.ends_with(".tgz") || name.contains(".tar");
    is_called_tar && head.len() >= tar::BLOCK && head.iter().all(|byte| *byte == 0)
}
