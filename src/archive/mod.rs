//! archive: one file that holds many, by ranges → its entries, and the bytes of those that are texts.
//!
//! Nothing here reads: [`ArchiveReader::want`] says which bytes are needed next, [`ArchiveReader::feed`] takes them,
//! in pieces of any size. Adapters outside read a file or an address, with or without waiting.
//! A zip's directory is authoritative and comes first, then large ranges with many entries each;
//! the other kinds, and a zip whose directory is lost, are read once from front to end.
//! What is broken is named with its reason, and everything else opens.

mod cp437;
mod entry;
mod folder;
mod gzip;
mod inflate;
mod kind;
pub mod limits;
mod names;
mod output;
mod path;
mod picture;
mod request;
mod role;
mod single;
mod stream;
mod tar;
mod zip;

pub use entry::{Row, Unpacked};
pub use folder::Folder;
pub use kind::{Kind, SNIFF, sniff};
pub(crate) use picture::joined;
pub use role::Role;
pub use single::EntryReader;

use crate::file::Decoders;
use crate::{Error, Problem};
use entry::Listing;
use limits::HEAD;
use names::Names;
use picture::Pictures;
use request::{Fed, Request};
use serde::Serialize;
use std::ops::Range;
use stream::Stream;

/// Reads one archive.
pub struct ArchiveReader {
    name: String,
    size: u64,
    decoders: &'static dyn Decoders,
    request: Option<Request>,
    stage: Stage,
    listing: Listing,
    names: Names,
    pictures: Option<Pictures>,
}

/// How far the reading has come.
enum Stage {
    /// The first bytes tell the kind.
    Head,
    /// A zip's directory is looked for. The head is kept for the case that there is none.
    Directory(zip::Opening, Vec<u8>),
    /// A zip's entries are read.
    Zip(zip::Pass),
    /// Everything is read from front to end.
    Stream(Box<Stream>),
    Failed(Error),
}

/// What is known of an archive so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveSummary"))]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// None before the first bytes came.
    pub kind: Option<Kind>,
    /// How many entries are listed.
    pub entries: u32,
    /// How many of them are posts, as far as is known: one outside the folders of posts is known once it is read.
    pub posts: u32,
    /// How many are texts of which that is not known, or which turned out to have no front matter.
    pub texts: u32,
    /// How many are pictures.
    pub pictures: u32,
    /// Bytes of all texts together, unpacked, as far as listed.
    pub size: u64,
    /// Whether every entry is listed.
    pub listed: bool,
    /// Whether every text was given.
    pub done: bool,
    /// How far into the file the reading has come, in bytes: of a zip, only that of its entries counts.
    pub read: u64,
    /// The encoding of the names: `UTF-8`, or the one that all of them looked like.
    pub names: &'static str,
    /// What there is to know about the archive as a whole.
    pub problems: Vec<Problem>,
}

impl ArchiveReader {
    /// Begins to read a file of this size in bytes.
    pub fn new(name: &str, size: u64, decoders: &'static dyn Decoders) -> Self {
        let request = Request::new(0..size.min(HEAD));
        let stage = if request.is_some() { Stage::Head } else { Stage::Failed(Error::Empty) };
        ArchiveReader {
            name: name.to_owned(),
            size,
            decoders,
            request,
            stage,
            listing: Listing::default(),
            names: Names::new(),
            pictures: None,
        }
    }

    /// The bytes that are needed next. None when nothing is: texts are waiting to be taken, or everything was read.
    pub fn want(&self) -> Option<Range<u64>> {
        self.request.as_ref().map(Request::missing)
    }

    /// Takes bytes of the file that begin at `offset`: all that were wanted, or some of them.
    /// None at all, where some were wanted, mean that the file ends there.
    pub fn feed(&mut self, offset: u64, bytes: &[u8]) {
        let Some(fed) = self.request.as_mut().and_then(|request| request.feed(offset, bytes)) else { return };
        self.request = None;
        let stage = std::mem::replace(&mut self.stage, Stage::Head);
        self.stage = match stage {
            Stage::Head => self.begin(fed),
            Stage::Directory(opening, head) => self.look_on(opening, head, fed),
            Stage::Zip(mut pass) => {
                pass.feed(fed);
                Stage::Zip(pass)
            }
            Stage::Stream(mut stream) => {
                stream.feed(fed);
                Stage::Stream(stream)
            }
            Stage::Failed(error) => Stage::Failed(error),
        };
    }

    /// Why the file can't be opened at all.
    pub fn error(&self) -> Option<&Error> {
        match &self.stage {
            Stage::Failed(error) => Some(error),
            _ => None,
        }
    }

    /// Whether [`ArchiveReader::rows`] and [`ArchiveReader::next_texts`] have something to say.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Zip(_) | Stage::Stream(_))
    }

    /// Whether every text was given.
    pub fn is_done(&self) -> bool {
        match &self.stage {
            Stage::Zip(pass) => pass.is_over(),
            Stage::Stream(stream) => stream.is_over(),
            Stage::Failed(_) => true,
            Stage::Head | Stage::Directory(..) => false,
        }
    }

    /// What is known so far.
    pub fn summary(&self) -> Summary {
        let mut size = 0;
        let mut counts = [0; 5];
        for entry in &self.listing.entries {
            counts[entry.role as usize] += 1;
            size += if entry.is_text() { entry.size } else { 0 };
        }
        let count = |role| counts[role as usize];
        let (kind, names, listed) = match &self.stage {
            Stage::Head | Stage::Failed(_) => (None, "UTF-8", false),
            Stage::Directory(..) => (Some(Kind::Zip), "UTF-8", false),
            Stage::Zip(_) => (Some(Kind::Zip), self.names.told(), true),
            Stage::Stream(stream) => (Some(stream.kind()), stream.names.told(), stream.is_over()),
        };
        let wanted = self.want().map_or(self.size, |range| range.start);
        Summary {
            kind,
            entries: self.listing.entries.len() as u32,
            posts: count(Role::Post),
            texts: count(Role::Text),
            pictures: count(Role::Picture),
            size,
            listed,
            done: self.is_done(),
            read: if self.is_open() { wanted } else { 0 },
            names,
            problems: self.listing.problems.clone(),
        }
    }

    /// So many entries from this one on, as far as they are listed. Of a zip all of them are, once it is open;
    /// the other kinds list them on the way.
    pub fn rows(&self, from: u32, count: u32) -> Vec<Row> {
        (from..from.saturating_add(count)).map_while(|index| self.listing.row(index, true)).collect()
    }

    /// The same without the titles and days that names suggest: what is packed has none.
    pub fn bare_rows(&self, from: u32, count: u32) -> Vec<Row> {
        (from..from.saturating_add(count)).map_while(|index| self.listing.row(index, false)).collect()
    }

    /// The next texts: as many as it takes to have `most` bytes, and fewer where bytes of the file are needed first.
    pub fn next_texts(&mut self, most: usize) -> Vec<Unpacked> {
        let mut texts = Vec::new();
        if self.request.is_some() {
            return texts;
        }
        match &mut self.stage {
            Stage::Zip(pass) => {
                if pass.unpack(most, &mut self.listing, &mut texts) {
                    self.request = pass.range(&self.listing).and_then(Request::new);
                }
            }
            Stage::Stream(stream) => {
                stream.unpack(most, &mut self.listing, &mut texts);
                self.request = stream.range().and_then(Request::new);
                self.pictures = None;
            }
            Stage::Head | Stage::Directory(..) | Stage::Failed(_) => {}
        }
        texts
    }

    /// Reads one entry by itself, at any time; None where there is no such entry.
    pub fn read(&self, index: u32) -> Option<EntryReader> {
        let entry = self.listing.entries.get(index as usize)?;
        let is_packed = matches!(&self.stage, Stage::Stream(stream) if matches!(stream.kind(), Kind::Gz | Kind::TarGz));
        Some(EntryReader::new(entry, is_packed, self.size))
    }

    /// The entry that is the picture which an address names in the post with this path; None if it isn't in the archive.
    pub fn picture(&mut self, post: &str, address: &str) -> Option<u32> {
        let listing = &self.listing;
        self.pictures.get_or_insert_with(|| Pictures::of(listing)).resolve(post, address, listing)
    }

    fn begin(&mut self, head: Fed) -> Stage {
        if head.cut {
            self.size = head.end();
        }
        match sniff(&self.name, &head.bytes) {
            Err(error) => Stage::Failed(error),
            Ok(None) => Stage::Failed(if head.bytes.is_empty() { Error::Empty } else { Error::ArchiveDamaged }),
            Ok(Some(Kind::Zip)) => {
                let first = head.bytes.clone();
                self.look_on(zip::Opening::new(self.size), first, head)
            }
            Ok(Some(kind)) => {
                // A stream goes on from the head by itself.
                Stage::Stream(Box::new(Stream::new(kind, &self.name, self.size, head, self.decoders)))
            }
        }
    }

    fn look_on(&mut self, mut opening: zip::Opening, head: Vec<u8>, fed: Fed) -> Stage {
        match opening.feed(fed, &mut self.names, &mut self.listing, self.decoders) {
            zip::Search::Wants(range) => {
                self.request = Request::new(range);
                Stage::Directory(opening, head)
            }
            zip::Search::Listed(texts) => {
                let pass = zip::Pass::new(texts);
                self.request = pass.range(&self.listing).and_then(Request::new);
                Stage::Zip(pass)
            }
            // Called a zip, but with nothing of one at either end.
            zip::Search::Nothing("directory-missing")
                if memchr::memmem::find(&head, b"PK\x03\x04").is_none() && !head.starts_with(b"PK") =>
            {
                Stage::Failed(Error::ArchiveDamaged)
            }
            zip::Search::Nothing(reason) => {
                self.listing = Listing::default();
                self.listing.problems.push(lost_directory(reason));
                let head = Fed { start: 0, cut: false, bytes: head };
                Stage::Stream(Box::new(Stream::new(Kind::Zip, &self.name, self.size, head, self.decoders)))
            }
        }
    }
}

fn lost_directory(reason: &str) -> Problem {
    if reason == "directory-damaged" {
        return Problem::new("directory-damaged", "its directory is damaged; its files were looked for one by one");
    }
    Problem::new(
        "directory-missing",
        "its directory is missing, as in a download that broke off; its files were looked for one by one",
    )
}

/// Reads whatever a reader wants through `read`, which gives a range's bytes or fewer, as long as `is_enough` doesn't hold.
/// An adapter for readers that needn't wait.
///
/// # Errors
/// The first one of `read`.
pub fn drive<E>(
    reader: &mut ArchiveReader,
    mut read: impl FnMut(Range<u64>) -> Result<Vec<u8>, E>,
    is_enough: impl Fn(&ArchiveReader) -> bool,
) -> Result<(), E> {
    while !is_enough(reader) {
        let Some(range) = reader.want() else { break };
        let bytes = read(range.clone())?;
        reader.feed(range.start, &bytes);
    }
    Ok(())
}
