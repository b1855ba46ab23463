//! WARC (ISO 28500): records of what was captured from the web. Pages are texts, pictures are pictures, the rest is listed.
//!
//! A record is often a gzip member of its own, so that it can be read by itself.

mod alone;
mod content;
mod record;

pub(super) use alone::WarcEntry;

use super::entry::{EntryInfo, Location, hash};
use super::inflate::cut;
use super::limits::{MAX_ALIASES, MAX_ENTRY, MAX_WARC_HEAD};
use super::message::{Media, charset, head_length};
use super::output::Output;
use super::role::Role;
use super::web;
use crate::Problem;
use crate::text::sort::by_key;
use record::{Head, Http};

/// What a record begins with, whatever the version.
const MAGIC: &[u8] = b"WARC/";

/// What a record is recognised by after damage.
const MARK: &[u8] = b"WARC/1.";

/// Whether a file begins as a record does.
pub(super) fn is_record(head: &[u8]) -> bool {
    head.starts_with(MARK) || head.starts_with(b"WARC/0.")
}

/// Whether the first bytes of a stream may be those of a record. None while they are too few.
pub(super) fn may_be_record(head: &[u8]) -> Option<bool> {
    match head.len() < MAGIC.len() {
        true if MAGIC.starts_with(head) => None,
        _ => Some(head.starts_with(MAGIC)),
    }
}

/// A push parser for WARC.
pub(super) struct Warc {
    /// Bytes consumed so far, unpacked.
    position: u64,
    origin: Origin,
    state: State,
    /// The head being filled, or the block of a text.
    bytes: Vec<u8>,
    /// Where the record begins.
    start: Location,
    /// Bytes that belong to no record.
    lost: u64,
    /// The last entry, of whose packed size the end is not known yet.
    open: Option<(u32, u64)>,
    /// Pages that are only references to another capture: the keys of both addresses.
    revisits: Vec<(u64, u64)>,
    /// Bytes of the texts that were given.
    pub(super) given: u64,
}

/// What offsets are counted from.
#[derive(Clone, Copy)]
enum Origin {
    /// Offset of the first record in the file.
    Plain(u64),
    /// Of the gzip member: its offset in the file, and that of its content among all unpacked bytes.
    Member(u64, u64),
}

enum State {
    Between,
    /// Filling a record's head.
    Head,
    /// Looking for the next record after damage.
    Lost,
    /// Filling the head of a response; so many bytes of the block are left, these among them.
    Response(Head, u64),
    /// In a record whose block is not needed.
    Skipped(Option<u32>, u64),
    /// Filling the block of a text.
    Text(Box<Text>, u64),
}

/// A text that is being read.
struct Text {
    index: u32,
    head: Head,
    http: Option<(Http, usize)>,
}

impl Warc {
    /// Of records that begin at this offset of the file, packed or not.
    pub(super) fn new(offset: u64, is_packed: bool) -> Self {
        let origin = if is_packed { Origin::Member(offset, 0) } else { Origin::Plain(offset) };
        let start = Location::Whole;
        Warc {
            position: 0,
            origin,
            state: State::Between,
            bytes: Vec::new(),
            start,
            lost: 0,
            open: None,
            revisits: Vec::new(),
            given: 0,
        }
    }

    /// What follows is of the gzip member at this offset.
    pub(super) fn begin_member(&mut self, offset: u64, output: &mut Output<'_>) {
        self.origin = Origin::Member(offset, self.position);
        if let Some((index, start)) = self.open.take_if(|_| matches!(self.state, State::Between | State::Lost)) {
            output.listing.entries[index as usize].packed = offset.saturating_sub(start);
        }
    }

    /// Takes more of the archive.
    pub(super) fn push(&mut self, mut bytes: &[u8], output: &mut Output<'_>) {
        while !bytes.is_empty() {
            let taken = match self.state {
                State::Between => self.between(bytes),
                State::Head => self.head(bytes, output),
                State::Lost => self.look_for_record(bytes),
                State::Response(..) => self.response(bytes, output),
                State::Skipped(..) | State::Text(..) => self.block(bytes, output),
            };
            self.position += taken as u64;
            bytes = &bytes[taken..];
        }
    }

    /// Bytes from here that are not needed; [`Warc::skip`] may skip them.
    pub(super) fn skippable(&self) -> u64 {
        if let State::Skipped(_, left) = self.state { left } else { 0 }
    }

    /// Skips bytes that were not pushed.
    pub(super) fn skip(&mut self, count: u64) {
        self.position += count;
        if let State::Skipped(_, left) = &mut self.state {
            *left -= count.min(*left);
            if *left == 0 {
                self.state = State::Between;
            }
        }
    }

    /// Ends the archive; if it is truncated, returns how many bytes its last record lacks.
    pub(super) fn finish(&mut self, output: &mut Output<'_>) -> Option<u64> {
        let missing = match std::mem::replace(&mut self.state, State::Between) {
            State::Between | State::Lost => None,
            State::Head => Some(0),
            State::Response(_, left) => Some(left - self.bytes.len() as u64),
            State::Skipped(index, left) => {
                index.into_iter().for_each(|index| output.refuse(index, cut()));
                Some(left)
            }
            State::Text(text, left) => {
                output.refuse(text.index, cut());
                Some(left)
            }
        };
        if self.lost > 0 {
            let message = "bytes between its files are damaged and were passed over";
            output.listing.problems.push(Problem::new("tar-damaged", message).with("size", self.lost));
        }
        let mut known = Vec::new();
        if !self.revisits.is_empty() {
            let urls = output.listing.entries.iter().filter_map(|entry| entry.url.as_deref());
            known.extend(urls.map(|url| (url_hash(url), 0)));
            by_key(&mut known);
        }
        let has = |key: u64| known.binary_search(&(key, 0)).is_ok();
        let absent = self.revisits.iter().filter(|(own, other)| !has(*own) && !has(*other)).count();
        if absent > 0 {
            let message = format!("{absent} pages are only references to captures that are in other archives");
            output.listing.problems.push(Problem::new("warc-revisits", message).with("count", absent));
        }
        missing
    }

    fn between(&mut self, bytes: &[u8]) -> usize {
        let blank = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n' | b' ' | 0)).count();
        if blank < bytes.len() {
            self.begin_record(self.position + blank as u64);
        }
        blank
    }

    /// A record begins here, among all unpacked bytes.
    fn begin_record(&mut self, position: u64) {
        self.start = match self.origin {
            Origin::Plain(offset) => Location::Warc { start: offset + position, skip: 0, is_packed: false },
            Origin::Member(offset, before) => {
                Location::Warc { start: offset, skip: position.saturating_sub(before), is_packed: true }
            }
        };
        self.bytes.clear();
        self.state = State::Head;
    }

    fn head(&mut self, bytes: &[u8], output: &mut Output<'_>) -> usize {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(MAX_WARC_HEAD - before)]);
        let taken = self.bytes.len() - before;
        if !self.bytes.starts_with(&MAGIC[..MAGIC.len().min(self.bytes.len())]) {
            self.bytes.truncate(before);
            self.lose();
            return 0;
        }
        let Some(length) = head_length(&self.bytes, before) else {
            if self.bytes.len() == MAX_WARC_HEAD {
                self.lose();
            }
            return taken;
        };
        self.bytes.truncate(length);
        let Some(head) = Head::parse(&self.bytes) else {
            self.lose();
            return length - before;
        };
        self.bytes.clear();
        let left = head.length;
        self.state = match head.is_http() {
            true if left > 0 => State::Response(head, left),
            true => State::Between,
            false => self.add_entry(head, None, left, output),
        };
        self.end_block(output);
        length - before
    }

    /// What was taken of the head belongs to no record.
    fn lose(&mut self) {
        self.lost += self.bytes.len() as u64;
        self.bytes.clear();
        self.state = State::Lost;
    }

    fn look_for_record(&mut self, bytes: &[u8]) -> usize {
        let tail = self.bytes.len();
        let near = [&self.bytes, &bytes[..bytes.len().min(MARK.len())]].concat();
        let found = memchr::memmem::find(&near, MARK).or_else(|| memchr::memmem::find(bytes, MARK).map(|at| at + tail));
        let Some(at) = found else {
            self.lost += bytes.len() as u64;
            self.bytes = [&self.bytes, &bytes[bytes.len().saturating_sub(MARK.len())..]].concat();
            self.bytes.drain(..self.bytes.len().saturating_sub(MARK.len() - 1));
            return bytes.len();
        };
        let taken = at + MARK.len() - tail;
        self.lost = (self.lost + taken as u64).saturating_sub(MARK.len() as u64);
        self.begin_record((self.position + taken as u64).saturating_sub(MARK.len() as u64));
        self.bytes.extend_from_slice(MARK);
        taken
    }

    fn response(&mut self, bytes: &[u8], output: &mut Output<'_>) -> usize {
        let State::Response(_, left) = &self.state else { return 0 };
        let before = self.bytes.len();
        let room = (left - before as u64).min((MAX_WARC_HEAD - before) as u64);
        let taken = room.min(bytes.len() as u64) as usize;
        self.bytes.extend_from_slice(&bytes[..taken]);
        let is_whole = self.bytes.len() as u64 == *left || self.bytes.len() == MAX_WARC_HEAD;
        if !is_whole && head_length(&self.bytes, before).is_none() {
            return taken;
        }
        let State::Response(head, left) = std::mem::replace(&mut self.state, State::Between) else { return taken };
        let http = Http::parse(&self.bytes);
        let left = left - self.bytes.len() as u64;
        self.state = match http {
            Some(http) => self.add_entry(head, Some(http), left, output),
            None => State::Skipped(None, left),
        };
        if !matches!(self.state, State::Text(..)) {
            self.bytes.clear();
        }
        self.end_block(output);
        taken
    }

    /// Lists what was captured, if it is a file; `left` bytes of its block are to come.
    fn add_entry(&mut self, head: Head, http: Option<(Http, usize)>, left: u64, output: &mut Output<'_>) -> State {
        let skipped = State::Skipped(None, left);
        let url = head.url.as_deref().and_then(web::parse);
        let key = url.as_ref().map(|url| hash(&web::url_key(url)));
        let status = http.as_ref().map_or(200, |(http, _)| http.status);
        let media_type = http.as_ref().map_or(&head.media_type, |(http, _)| &http.media_type);
        let media = Media::of(media_type);
        // Another address under which a picture is.
        let mut alias = |other: Option<url::Url>| {
            let other = hash(&web::url_key(&other?));
            let aliases = &mut output.listing.aliases;
            if aliases.len() < MAX_ALIASES {
                aliases.push((key?, other));
            }
            Some((key?, other))
        };
        match &*head.kind {
            "response" if (300..400).contains(&status) => {
                let target = http.as_ref().and_then(|(http, _)| http.location.as_deref());
                alias(target.and_then(|target| url.as_ref()?.join(target).ok()));
                return skipped;
            }
            "response" | "resource" => {}
            "revisit" => {
                let found = alias(head.refers_to.as_deref().or(head.url.as_deref()).and_then(web::parse));
                if let Some(found) = found.filter(|_| media == Media::Page && self.revisits.len() < MAX_ALIASES) {
                    self.revisits.push(found);
                }
                return skipped;
            }
            _ => return skipped,
        }
        let Some(url) = url else { return skipped };
        let own = self.bytes.len() as u64 - http.as_ref().map_or(self.bytes.len(), |(_, length)| *length) as u64;
        let size = own + left;
        let is_there = status == 200 && size > 0;
        let (ending, role) = match media {
            Media::Page if is_there => ("html", Some(Role::Text)),
            Media::Image(ending) if is_there => (ending, Some(Role::Image)),
            Media::Text if is_there => ("txt", None),
            Media::Page => ("html", Some(Role::Other)),
            _ => ("", Some(Role::Other)),
        };
        let name = web::path_of(&url, ending);
        let location = self.start;
        let Some(index) = output.listing.push_capture(
            EntryInfo { name, size, packed: head.length, location, is_file: true },
            role,
            url.as_str(),
        ) else {
            return skipped;
        };
        if let Location::Warc { start, is_packed: true, .. } = location {
            self.open = Some((index, start));
        }
        if head.is_truncated {
            let problem = Problem::new("capture-cut", "capturing it ended before it did");
            output.listing.entries[index as usize].problems.push(problem);
        }
        if !output.wants(index) {
            return State::Skipped(Some(index), left);
        }
        State::Text(Box::new(Text { index, head, http }), left)
    }

    fn block(&mut self, bytes: &[u8], output: &mut Output<'_>) -> usize {
        let (State::Skipped(_, left) | State::Text(_, left)) = &mut self.state else { return 0 };
        let taken = (*left).min(bytes.len() as u64);
        *left -= taken;
        if matches!(self.state, State::Text(..)) {
            self.bytes.extend_from_slice(&bytes[..taken as usize]);
        }
        self.end_block(output);
        taken as usize
    }

    /// Delivers a text once its record is complete.
    fn end_block(&mut self, output: &mut Output<'_>) {
        if !matches!(self.state, State::Skipped(_, 0) | State::Text(_, 0)) {
            return;
        }
        let State::Text(text, _) = std::mem::replace(&mut self.state, State::Between) else { return };
        let Text { index, head, http } = *text;
        match unpack(&head, http.as_ref(), &self.bytes) {
            Ok((bytes, flaw)) => {
                output.listing.entries[index as usize].problems.extend(flaw);
                self.given += bytes.len() as u64;
                output.give(index, bytes);
            }
            Err(problem) => output.refuse(index, problem),
        }
        self.bytes = Vec::new();
    }
}

fn url_hash(url: &str) -> u64 {
    web::parse(url).map_or(0, |url| hash(&web::url_key(&url)))
}

/// The file in a record's block: a page as text, anything else as it is.
fn unpack(head: &Head, http: Option<&(Http, usize)>, block: &[u8]) -> Result<(Vec<u8>, Option<Problem>), Problem> {
    let (content, flaw) = match http {
        Some((http, length)) => content::decode(http, block.get(*length..).unwrap_or_default())?,
        None => (block.into(), None),
    };
    let media_type = http.map_or(&head.media_type, |(http, _)| &http.media_type);
    let content = content.into_owned();
    if content.len() as u64 > MAX_ENTRY {
        return Err(super::entry::limit_problem(content.len() as u64, content.len() as u64).unwrap_or_else(cut));
    }
    if Media::of(media_type) != Media::Page {
        return Ok((content, flaw));
    }
    let url = head.url.as_deref().and_then(web::parse);
    Ok((web::with_capture(url.as_ref(), &head.date, charset(media_type), content), flaw))
}
