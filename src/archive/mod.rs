//! archive: byte ranges of one file → its entries, and the bytes of its texts.
//!
//! Nothing here does IO: [`ArchiveReader::want`] says which range is needed next, [`ArchiveReader::feed`] takes its bytes
//! in pieces of any size. Callers read a file or a URL, synchronously or not.
//! A zip's central directory is authoritative and is read first, then large ranges with many entries each;
//! the other formats, and a zip without its directory, are read once from start to end.
//! A damaged entry gets a [`Problem`], and everything else opens.

mod built;
mod cp437;
mod entry;
mod entry_reader;
mod folder;
mod format;
mod gzip;
mod image;
mod inflate;
pub mod limits;
mod message;
mod mhtml;
mod name_encoding;
mod outline;
mod output;
mod path;
mod request;
mod role;
mod stream;
mod tar;
mod wacz;
mod warc;
mod web;
mod wrapping;
mod zip;

pub use entry::{Row, Unpacked};
pub use entry_reader::EntryReader;
pub use folder::Folder;
pub use format::{Format, sniff};
pub(crate) use image::join_path;
pub use mhtml::page_of as saved_page;
pub use role::Role;
pub(crate) use role::has_no_body;
pub use wrapping::{is_folder_of_posts, wrapping, wrapping_of};

use crate::file::Decoders;
use crate::{Error, Problem};
use entry::{Entry, Listing};
use image::Images;
use limits::HEAD;
use name_encoding::NameDecoder;
use request::{RangeRequest, Received};
use serde::Serialize;
use std::ops::Range;
use stream::Stream;
use wacz::Wacz;

/// Reads one archive: a state machine that asks for byte ranges.
pub struct ArchiveReader {
    name: String,
    size: u64,
    decoders: &'static dyn Decoders,
    request: Option<RangeRequest>,
    stage: Stage,
    listing: Listing,
    names: NameDecoder,
    images: Option<Images>,
}

/// How far reading has got.
enum Stage {
    /// Detecting the format from the first bytes.
    Head,
    /// Searching for a zip's directory. The head is kept in case there is none.
    Directory(zip::DirectorySearch, Vec<u8>),
    /// Reading a zip's entries.
    Zip(zip::EntryScan),
    /// Reading the WARCs in a zip.
    Wacz(Wacz),
    /// Reading from start to end.
    Stream(Box<Stream>),
    Failed(Error),
}

/// What is known of an archive so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveSummary"))]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// `None` before the first bytes arrive.
    pub kind: Option<Format>,
    /// Number of entries listed.
    pub entries: u32,
    /// Number of entries known to be posts. One outside the post folders is known only once it has been read.
    pub posts: u32,
    /// Number of texts that are posts unless their content says otherwise, which is not read yet.
    pub texts: u32,
    /// Number of images.
    #[serde(rename = "pictures")]
    pub images: u32,
    /// Total unpacked size of all listed texts, in bytes.
    pub size: u64,
    /// Whether every entry is listed.
    pub listed: bool,
    /// Whether every text was returned.
    pub done: bool,
    /// Offset that reading has reached, in bytes. For a zip, only reading entries counts.
    pub read: u64,
    /// The encoding of the names: `UTF-8`, or the one detected from all of them.
    pub names: &'static str,
    /// Problems of the archive as a whole.
    pub problems: Vec<Problem>,
}

impl ArchiveReader {
    /// Starts reading a file of `size` bytes.
    pub fn new(name: &str, size: u64, decoders: &'static dyn Decoders) -> Self {
        let request = RangeRequest::new(0..size.min(HEAD));
        let stage = if request.is_some() { Stage::Head } else { Stage::Failed(Error::Empty) };
        ArchiveReader {
            name: name.to_owned(),
            size,
            decoders,
            request,
            stage,
            listing: Listing::default(),
            names: NameDecoder::new(),
            images: None,
        }
    }

    /// The range needed next. `None` while texts are waiting to be taken, and at the end.
    pub fn want(&self) -> Option<Range<u64>> {
        self.request.as_ref().map(RangeRequest::missing)
    }

    /// Takes bytes of the file that start at `offset`: the wanted range, or the first part of it.
    /// An empty slice where bytes were wanted signals end of file.
    pub fn feed(&mut self, offset: u64, bytes: &[u8]) {
        let Some(received) = self.request.as_mut().and_then(|request| request.feed(offset, bytes)) else { return };
        self.request = None;
        let stage = std::mem::replace(&mut self.stage, Stage::Head);
        self.stage = match stage {
            Stage::Head => self.detect_format(received),
            Stage::Directory(search, head) => self.search_directory(search, head, received),
            Stage::Zip(mut scan) => {
                scan.feed(received);
                Stage::Zip(scan)
            }
            Stage::Wacz(mut wacz) => {
                wacz.feed(received, &mut self.listing);
                // A part that can't be read is passed over.
                self.request = if wacz.is_reading() { None } else { wacz.range().and_then(RangeRequest::new) };
                Stage::Wacz(wacz)
            }
            Stage::Stream(mut stream) => {
                stream.feed(received);
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

    /// Whether [`ArchiveReader::rows`] and [`ArchiveReader::next_texts`] can return anything.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Zip(_) | Stage::Wacz(_) | Stage::Stream(_))
    }

    /// Whether every text was returned.
    pub fn is_done(&self) -> bool {
        match &self.stage {
            Stage::Zip(scan) => scan.is_over(),
            Stage::Wacz(wacz) => wacz.is_over(),
            Stage::Stream(stream) => stream.is_over(),
            Stage::Failed(_) => true,
            Stage::Head | Stage::Directory(..) => false,
        }
    }

    /// What is known so far.
    pub fn summary(&self) -> Summary {
        let mut size = 0;
        let mut counts = [0; 6];
        for entry in &self.listing.entries {
            counts[entry.role as usize] += 1;
            size += if entry.is_text() { entry.size } else { 0 };
        }
        let count = |role| counts[role as usize];
        let (kind, names, listed) = match &self.stage {
            Stage::Head | Stage::Failed(_) => (None, "UTF-8", false),
            Stage::Directory(..) => (Some(Format::Zip), "UTF-8", false),
            Stage::Zip(_) => (Some(Format::Zip), self.names.detected(), true),
            Stage::Wacz(wacz) => (Some(Format::Wacz), "UTF-8", wacz.is_over()),
            Stage::Stream(stream) => (Some(stream.format()), stream.names.detected(), stream.is_over()),
        };
        let wanted = self.want().map_or(self.size, |range| range.start);
        Summary {
            kind,
            entries: self.listing.entries.len() as u32,
            posts: count(Role::Post),
            texts: count(Role::Text),
            images: count(Role::Image),
            size,
            listed,
            done: self.is_done(),
            read: if self.is_open() { wanted } else { 0 },
            names,
            problems: self.listing.problems.clone(),
        }
    }

    /// Up to `count` entries from `from`, as far as they are listed. An open zip has all of them listed;
    /// the other formats list them as they are read.
    pub fn rows(&self, from: u32, count: u32) -> Vec<Row> {
        (from..from.saturating_add(count)).map_while(|index| self.listing.row(index, true)).collect()
    }

    /// The same without titles and dates guessed from names, which cost more than the rest.
    pub fn rows_without_guesses(&self, from: u32, count: u32) -> Vec<Row> {
        (from..from.saturating_add(count)).map_while(|index| self.listing.row(index, false)).collect()
    }

    /// The next texts: about `most` bytes of them, fewer if more of the file is needed first.
    pub fn next_texts(&mut self, most: usize) -> Vec<Unpacked> {
        let mut texts = Vec::new();
        if self.request.is_some() {
            return texts;
        }
        match &mut self.stage {
            Stage::Zip(scan) => {
                if scan.unpack(most, &mut self.listing, &mut texts) {
                    self.request = scan.range(&self.listing).and_then(RangeRequest::new);
                }
            }
            Stage::Wacz(wacz) => {
                wacz.unpack(most, &mut self.listing, &mut texts);
                self.request = wacz.range().and_then(RangeRequest::new);
                self.images = None;
            }
            Stage::Stream(stream) => {
                stream.unpack(most, &mut self.listing, &mut texts);
                self.request = stream.range().and_then(RangeRequest::new);
                self.images = None;
            }
            Stage::Head | Stage::Directory(..) | Stage::Failed(_) => {}
        }
        texts
    }

    /// Reads a single entry, at any time; `None` if there is no such entry.
    pub fn read(&self, index: u32) -> Option<EntryReader> {
        let entry = self.listing.entries.get(index as usize)?;
        let is_packed =
            matches!(&self.stage, Stage::Stream(stream) if matches!(stream.format(), Format::Gz | Format::TarGz));
        Some(EntryReader::new(entry, is_packed, self.size))
    }

    /// A text of these bytes, which were [read](Self::read) by themselves, as [`ArchiveReader::next_texts`] returns it;
    /// `None` if the entry is no text or was refused.
    pub fn text(&mut self, index: u32, bytes: Vec<u8>) -> Option<Unpacked> {
        let is_text = self.listing.entries.get(index as usize).is_some_and(Entry::is_text);
        is_text.then(|| self.listing.unpacked(index, bytes))
    }

    /// The index of the image that `url` refers to in the post at path `post`; `None` if it isn't in the archive.
    pub fn find_image(&mut self, post: &str, url: &str) -> Option<u32> {
        let listing = &self.listing;
        self.images.get_or_insert_with(|| Images::of(listing)).resolve(post, url, listing)
    }

    /// The index of the site's configuration, as far as entries are listed.
    pub fn site_config(&self) -> Option<u32> {
        self.listing.site_config()
    }

    fn detect_format(&mut self, head: Received) -> Stage {
        if head.cut {
            self.size = head.end();
        }
        match sniff(&self.name, &head.bytes) {
            Err(error) => Stage::Failed(error),
            Ok(None) => Stage::Failed(if head.bytes.is_empty() { Error::Empty } else { Error::ArchiveDamaged }),
            Ok(Some(Format::Zip)) => {
                let first = head.bytes.clone();
                self.search_directory(zip::DirectorySearch::new(self.size), first, head)
            }
            Ok(Some(kind)) => {
                // A stream continues from the head by itself.
                Stage::Stream(Box::new(Stream::new(kind, &self.name, self.size, head, self.decoders)))
            }
        }
    }

    fn search_directory(&mut self, mut search: zip::DirectorySearch, head: Vec<u8>, received: Received) -> Stage {
        match search.feed(received, &mut self.names, &mut self.listing, self.decoders) {
            zip::SearchStep::NeedsBytes(range) => {
                self.request = RangeRequest::new(range);
                Stage::Directory(search, head)
            }
            zip::SearchStep::Listed(mut texts) => {
                if let Some(wacz) = Wacz::of(&mut self.listing, self.decoders) {
                    self.request = wacz.range().and_then(RangeRequest::new);
                    return Stage::Wacz(wacz);
                }
                self.listing.settle();
                texts.retain(|index| self.listing.entries[*index as usize].is_text());
                let scan = zip::EntryScan::new(texts);
                self.request = scan.range(&self.listing).and_then(RangeRequest::new);
                Stage::Zip(scan)
            }
            // Named .zip, but there is no trace of a zip at either end.
            zip::SearchStep::NotFound("directory-missing")
                if memchr::memmem::find(&head, b"PK\x03\x04").is_none() && !head.starts_with(b"PK") =>
            {
                Stage::Failed(Error::ArchiveDamaged)
            }
            zip::SearchStep::NotFound(reason) => {
                self.listing = Listing::default();
                self.listing.problems.push(directory_problem(reason));
                let head = Received { start: 0, cut: false, bytes: head };
                Stage::Stream(Box::new(Stream::new(Format::Zip, &self.name, self.size, head, self.decoders)))
            }
        }
    }
}

fn directory_problem(reason: &str) -> Problem {
    if reason == "directory-damaged" {
        return Problem::new("directory-damaged", "its directory is damaged; its files were looked for one by one");
    }
    Problem::new(
        "directory-missing",
        "its directory is missing, as in a download that broke off; its files were looked for one by one",
    )
}

/// Feeds `reader` with what `read` returns for each wanted range (the bytes, or fewer), until `is_enough` holds.
/// For callers with synchronous IO.
///
/// # Errors
/// The first error of `read`.
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
