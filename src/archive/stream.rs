//! Archives that are read from front to end: tar, gzip of a tar or of one file, and a zip whose directory is lost.

use super::entry::{Found, Listing, Place, Unpacked};
use super::gzip::Gunzip;
use super::kind::Kind;
use super::limits::{CHUNK, MAX_ENTRY, MAX_RATIO, MAX_TOTAL, STREAM_RATIO_FLOOR};
use super::names::Names;
use super::output::Output;
use super::request::Fed;
use super::role::Role;
use super::tar::{self, Tar};
use super::zip::Salvage;
use crate::Problem;
use crate::file::Decoders;
use std::collections::VecDeque;
use std::ops::Range;

/// What is unpacked of a gzip stream at once.
const STEP: usize = 256 * 1024;

/// Bytes that tell whether a gzip stream holds a tar.
const SNIFF: usize = 512;

/// An archive that is read from front to end.
pub(super) struct Stream {
    name: String,
    size: u64,
    /// From where on the file is still to be read.
    position: u64,
    input: Vec<u8>,
    used: usize,
    gunzip: Option<Gunzip>,
    inner: Inner,
    pub(super) names: Names,
    decoders: &'static dyn Decoders,
    queue: VecDeque<Unpacked>,
    unpacked: u64,
    output: Vec<u8>,
    /// Whether more may come of what was read already.
    has_more: bool,
    is_over: bool,
    is_cut: bool,
}

/// What the stream holds.
enum Inner {
    /// Too little has come to tell.
    Unknown(Vec<u8>),
    Tar(Tar),
    Zip(Box<Salvage>),
    /// One file. No more is kept of it than it may have.
    File(Vec<u8>),
}

impl Stream {
    /// From these first bytes of the file.
    pub(super) fn new(kind: Kind, name: &str, size: u64, head: Fed, decoders: &'static dyn Decoders) -> Self {
        let is_packed = matches!(kind, Kind::Gz | Kind::TarGz);
        let inner = match kind {
            Kind::Gz | Kind::TarGz => Inner::Unknown(Vec::new()),
            Kind::Tar => Inner::Tar(Tar::default()),
            Kind::Zip => Inner::Zip(Box::new(Salvage::new())),
        };
        Stream {
            name: name.to_owned(),
            size,
            position: head.bytes.len() as u64,
            input: head.bytes,
            used: 0,
            gunzip: is_packed.then(Gunzip::new),
            inner,
            names: Names::new(),
            decoders,
            queue: VecDeque::new(),
            unpacked: 0,
            output: if is_packed { vec![0; STEP] } else { Vec::new() },
            has_more: false,
            is_over: false,
            is_cut: head.cut,
        }
    }

    /// Whether everything was read; texts may still wait.
    pub(super) fn is_over(&self) -> bool {
        self.is_over && self.queue.is_empty()
    }

    /// The kind, as far as it is known.
    pub(super) fn kind(&self) -> Kind {
        match (&self.inner, &self.gunzip) {
            (Inner::Zip(_), _) => Kind::Zip,
            (Inner::Tar(_), None) => Kind::Tar,
            (Inner::Tar(_), Some(_)) => Kind::TarGz,
            _ => Kind::Gz,
        }
    }

    /// The range that is needed to go on, if what has come is used up.
    pub(super) fn range(&self) -> Option<Range<u64>> {
        let is_hungry = !self.is_over && self.used == self.input.len() && !self.has_more;
        let range = self.position..self.size.min(self.position.saturating_add(CHUNK));
        (is_hungry && !range.is_empty()).then_some(range)
    }

    pub(super) fn feed(&mut self, fed: Fed) {
        self.position = fed.start + fed.bytes.len() as u64;
        self.is_cut |= fed.cut;
        self.input = fed.bytes;
        self.used = 0;
    }

    /// Reads on until texts of so many bytes are there or the bytes that have come are used up.
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
                self.pass_over(listing);
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

    /// Passes over what nobody needs, where the file need not be unpacked for it.
    fn pass_over(&mut self, listing: &mut Listing) {
        if let (Inner::Tar(tar), None) = (&mut self.inner, &self.gunzip) {
            let needless = tar.needless().min(self.size.saturating_sub(self.position));
            if needless > 0 {
                self.position += needless;
                let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
                tar.skip(needless, &mut Output { listing, names, decoders, queue });
            }
        }
    }

    fn step(&mut self, listing: &mut Listing) {
        let Some(gunzip) = &mut self.gunzip else {
            // So few at once that a queue of texts stays short.
            let end = self.input.len().min(self.used + STEP);
            let piece = self.input[self.used..end].to_vec();
            self.used = end;
            self.push(&piece, listing);
            return;
        };
        let step = gunzip.step(&self.input[self.used..], &mut self.output);
        let is_over = gunzip.is_over();
        self.used += step.taken;
        self.has_more = step.given == self.output.len();
        if step.given > 0 {
            let output = std::mem::take(&mut self.output);
            self.push(&output[..step.given], listing);
            self.output = output;
        }
        if is_over {
            self.finish(listing);
        }
        let read = self.position - (self.input.len() - self.used) as u64;
        self.hold_to_budget(read, listing);
    }

    fn push(&mut self, bytes: &[u8], listing: &mut Listing) {
        self.unpacked += bytes.len() as u64;
        let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
        let mut output = Output { listing, names, decoders, queue };
        match &mut self.inner {
            Inner::Tar(tar) => tar.push(bytes, &mut output),
            Inner::Zip(zip) => zip.push(bytes, &mut output),
            Inner::File(file) => {
                let room = (MAX_ENTRY as usize + 1).saturating_sub(file.len());
                file.extend_from_slice(&bytes[..bytes.len().min(room)]);
            }
            Inner::Unknown(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= SNIFF {
                    let head = std::mem::take(head);
                    self.tell(head, listing);
                }
            }
        }
    }

    /// Tells a tar from another file by its first bytes.
    fn tell(&mut self, head: Vec<u8>, listing: &mut Listing) {
        if !tar::is_header(&head) && !is_empty_tar(&head, &self.name) {
            self.inner = Inner::File(head);
            return;
        }
        let mut tar = Tar::default();
        let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
        tar.push(&head, &mut Output { listing, names, decoders, queue });
        self.inner = Inner::Tar(tar);
    }

    fn hold_to_budget(&mut self, read: u64, listing: &mut Listing) {
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

    /// Ends the reading and says how it ended.
    fn finish(&mut self, listing: &mut Listing) {
        if std::mem::replace(&mut self.is_over, true) {
            return;
        }
        if let Inner::Unknown(head) = &mut self.inner {
            let head = std::mem::take(head);
            self.tell(head, listing);
        }
        let (names, decoders, queue) = (&mut self.names, self.decoders, &mut self.queue);
        let mut output = Output { listing, names, decoders, queue };
        let mut is_cut = match &mut self.inner {
            Inner::Tar(tar) => tar.finish(&mut output),
            Inner::Zip(zip) => zip.finish(&mut output),
            Inner::File(_) | Inner::Unknown(_) => false,
        };
        if let Some(gunzip) = &self.gunzip {
            is_cut |= !gunzip.may_end();
            if gunzip.is_damaged() {
                is_cut = false;
                listing
                    .problems
                    .push(Problem::new("gzip-damaged", "it is damaged; what stands before that was opened"));
            } else if gunzip.is_wrong {
                listing.problems.push(Problem::new("gzip-crc", "it is not what was packed: its checksum is wrong"));
            }
        }
        if is_cut && !listing.is_full {
            listing.problems.push(Problem::new("archive-cut", "it breaks off; what stands before that was opened"));
        }
        if let Inner::File(bytes) = &mut self.inner {
            let bytes = std::mem::take(bytes);
            self.list_file(bytes, listing);
        }
    }

    /// Lists the one file of a gzip stream, which is a post wherever it came from.
    fn list_file(&mut self, bytes: Vec<u8>, listing: &mut Listing) {
        let own = self.gunzip.as_ref().and_then(|gunzip| gunzip.name.clone());
        let name = match own {
            Some(name) => {
                self.names.look_at(&name);
                self.names.decode(&[&name], self.decoders).pop().unwrap_or_default()
            }
            None => {
                let is_gz = self.name.to_ascii_lowercase().ends_with(".gz");
                self.name[..self.name.len() - if is_gz { 3 } else { 0 }].to_owned()
            }
        };
        let found = Found { name, size: self.unpacked, packed: self.size, place: Place::Whole, is_file: true };
        let Some(index) = listing.push(found) else { return };
        let entry = &mut listing.entries[index as usize];
        if matches!(entry.role, Role::Text | Role::Other) {
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
    is_called_tar && head.len() >= SNIFF && head.iter().all(|byte| *byte == 0)
}
