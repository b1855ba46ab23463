//! The entries of an archive: as they are kept, and as rows of a list.

use super::built::BuiltSites;
use super::limits::{MAX_ENTRIES, MAX_ENTRY, MAX_RATIO, RATIO_FLOOR};
use super::mhtml;
use super::path::{escape_invisible, safe_path};
use super::role::{self, Role};
use crate::Problem;
use crate::post::{guess_from_name, is_site_config};
use serde::Serialize;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Largest configuration of a site that is read, in bytes.
const MAX_CONFIG: u64 = 256 * 1024;

/// One file of the archive.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: Box<str>,
    pub(super) role: Role,
    /// Unpacked size in bytes.
    pub(super) size: u64,
    /// Size in the archive, in bytes.
    pub(super) packed: u64,
    pub(super) location: Location,
    /// Whether it can't be read; the last problem says why.
    pub(super) refused: bool,
    pub(super) problems: Vec<Problem>,
    /// Where it was captured, if it was.
    pub(super) url: Option<Box<str>>,
}

/// Where an entry's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    /// From its local header to at most `limit`, where the next entry starts.
    Zip { header: u64, limit: u64, name: u16, method: u16, crc: u32 },
    /// Offset of the data in the tar (in the unpacked tar, if it is compressed).
    Tar { data: u64 },
    /// A record of a WARC: offset of the record or of its gzip member, and unpacked bytes of the member before the record.
    Warc { start: u64, skip: u64, is_packed: bool },
    /// The whole stream.
    Whole,
}

impl Entry {
    /// Marks the entry as unreadable, with the reason.
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.refused = true;
        self.problems.push(problem);
    }

    /// A copy with what is needed to read it on its own.
    pub(super) fn copy(&self) -> Entry {
        Entry { path: Box::default(), problems: Vec::new(), url: None, ..*self }
    }

    /// Whether it is returned while reading through the archive.
    pub(super) fn is_text(&self) -> bool {
        !self.refused && matches!(self.role, Role::Post | Role::Text)
    }

    /// Its path, and whether it may be a post.
    fn path_and_kind(&self) -> (&str, bool) {
        (&self.path, self.is_text())
    }
}

/// One entry, as plain data for a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveRow"))]
pub struct Row {
    /// The entry's index, from 0. It never changes while the archive is open.
    pub index: u32,
    /// Its safe path: never empty, no parent folders, no invisible characters.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// Its unpacked size in bytes, as declared by the archive.
    pub size: u64,
    /// Its size in the archive, in bytes.
    pub packed: u64,
    /// Title guessed from the name of a text; never empty then.
    pub title: Option<String>,
    /// Date at the start of the name of a text.
    pub date: Option<String>,
    /// Whether it can't be read.
    pub refused: bool,
    /// Its problems; if it can't be read, the last one says why.
    pub problems: Vec<Problem>,
}

/// An unpacked text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// The entry's index.
    pub index: u32,
    /// Its safe path.
    pub path: String,
    /// Its bytes, for `file::read_text`.
    pub bytes: Vec<u8>,
    /// Whether it is a post, by its folder or its content.
    pub is_post: bool,
}

/// What the archive declares about an entry.
pub(super) struct EntryInfo {
    /// The decoded name.
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) packed: u64,
    pub(super) location: Location,
    /// Not a link, device, or anything else without bytes of its own.
    pub(super) is_file: bool,
}

/// All known entries of the archive.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<Problem>,
    /// By hash of a text's path, the last number appended to make it unique.
    paths: HashMap<u64, u32>,
    built: BuiltSites,
    pub(super) is_full: bool,
    /// Addresses that lead to others, by the hashes of their keys.
    pub(super) aliases: Vec<(u64, u64)>,
}

impl Listing {
    /// Adds an entry; `None` if the list is full.
    pub(super) fn push(&mut self, found: EntryInfo) -> Option<u32> {
        if self.entries.len() >= MAX_ENTRIES {
            self.mark_full();
            return None;
        }
        let name = safe_path(&found.name);
        let mut problems = Vec::new();
        if name.changed {
            let original = escape_invisible(&found.name);
            let message = format!("the archive calls it \u{201c}{original}\u{201d}");
            problems.push(Problem::new("name-changed", message).with("name", original));
        }
        let mut role = if found.is_file { role::of_path(&name.path) } else { Role::Other };
        if matches!(role, Role::Post | Role::Text)
            && self.built.has(&name.path, || self.entries.iter().map(Entry::path_and_kind))
        {
            role = Role::OtherText;
        }
        self.push_as(found, name.path, role, problems, None)
    }

    /// Adds what was captured at an address, under a safe path; `None` if the list is full. Without a role it is its path's.
    pub(super) fn push_capture(&mut self, found: EntryInfo, role: Option<Role>, url: &str) -> Option<u32> {
        if self.entries.len() >= MAX_ENTRIES {
            self.mark_full();
            return None;
        }
        let path = found.name.clone();
        let role = role.unwrap_or_else(|| role::of_path(&path));
        self.push_as(found, path, role, Vec::new(), Some(url.into()))
    }

    fn push_as(
        &mut self,
        found: EntryInfo,
        mut path: String,
        role: Role,
        mut problems: Vec<Problem>,
        url: Option<Box<str>>,
    ) -> Option<u32> {
        if matches!(role, Role::Post | Role::Text | Role::OtherText) && !self.take_path(&path) {
            // The web is captured again and again.
            if url.is_none() {
                let message = format!("the archive has several files called \u{201c}{path}\u{201d}");
                problems.push(Problem::new("name-repeated", message).with("name", &path));
            }
            path = self.free_path(&path);
        }
        let mut entry = Entry {
            path: path.into_boxed_str(),
            role,
            size: found.size,
            packed: found.packed,
            location: found.location,
            refused: !found.is_file,
            problems,
            url,
        };
        if role == Role::Archive {
            entry.refuse(Problem::new("entry-nested", "it is an archive itself; drop it by itself to open it"));
        } else if let Some(problem) = limit_problem(found.size, found.packed) {
            entry.refuse(problem);
        }
        let index = self.entries.len() as u32;
        self.entries.push(entry);
        Some(index)
    }

    fn mark_full(&mut self) {
        if !self.is_full {
            self.is_full = true;
            let message = "the archive has more files than are listed";
            self.problems.push(Problem::new("too-many-entries", message).with("limit", MAX_ENTRIES));
        }
    }

    /// Reserves a path; returns whether it was free.
    fn take_path(&mut self, path: &str) -> bool {
        let number = self.paths.entry(hash(path)).or_default();
        let is_free = *number == 0;
        *number = (*number).max(1);
        is_free
    }

    /// `a/b.md` → `a/b (2).md`, or the next free number. Numbers tried before are not tried again.
    fn free_path(&mut self, path: &str) -> String {
        let stem = path.rfind('.').filter(|at| !path[*at..].contains('/')).unwrap_or(path.len());
        loop {
            let number = self.paths.entry(hash(path)).or_default();
            *number += 1;
            let candidate = format!("{} ({number}){}", &path[..stem], &path[stem..]);
            if self.take_path(&candidate) {
                return candidate;
            }
        }
    }

    /// An entry's row. Guessing from the name costs more than all the rest.
    pub(super) fn row(&self, index: u32, with_guesses: bool) -> Option<Row> {
        let entry = self.entries.get(index as usize)?;
        let is_text = with_guesses && matches!(entry.role, Role::Post | Role::Text);
        let (title, date) = if is_text { guess_from_name(&entry.path) } else { Default::default() };
        Some(Row {
            index,
            path: entry.path.to_string(),
            role: entry.role,
            size: entry.size,
            packed: entry.packed,
            title: is_text.then_some(title),
            date,
            refused: entry.refused,
            problems: entry.problems.clone(),
        })
    }

    /// Decides by all entries what is a copy that a site's generator made, where some came in another order.
    pub(super) fn settle(&mut self) {
        let mut built = BuiltSites::default();
        let files = || self.entries.iter().map(Entry::path_and_kind);
        let is_copy = |(at, entry): (usize, &Entry)| (entry.is_text() && built.has(&entry.path, files)).then_some(at);
        let copies: Vec<usize> = self.entries.iter().enumerate().filter_map(is_copy).collect();
        copies.into_iter().for_each(|at| self.entries[at].role = Role::OtherText);
    }

    /// The configuration of the site that the archive is of, if it has one.
    pub(super) fn site_config(&self) -> Option<u32> {
        let is_config = |entry: &&Entry| !entry.refused && entry.size <= MAX_CONFIG && is_site_config(&entry.path);
        let nearest = self.entries.iter().filter(is_config).min_by_key(|entry| entry.path.len())?;
        self.entries.iter().position(|entry| std::ptr::eq(entry, nearest)).map(|at| at as u32)
    }

    /// An entry's unpacked text; where its path doesn't say whether it is a post, its content now does.
    pub(super) fn unpacked(&mut self, index: u32, bytes: Vec<u8>) -> Unpacked {
        let entry = &mut self.entries[index as usize];
        let bytes = if mhtml::is_named(&entry.path) { mhtml::page_of(bytes) } else { bytes };
        if entry.role == Role::Text {
            entry.role = role::of_text(&entry.path, &bytes);
        }
        Unpacked { index, path: entry.path.to_string(), bytes, is_post: entry.role == Role::Post }
    }
}

/// The problem with an entry whose declared size, or compression ratio, is beyond the limits.
pub(super) fn limit_problem(size: u64, packed: u64) -> Option<Problem> {
    // Compression never doubles a size.
    let size = size.max(packed / 2);
    if size > MAX_ENTRY {
        return Some(
            Problem::new("entry-too-large", "it is larger than a post may be")
                .with("size", size)
                .with("limit", MAX_ENTRY),
        );
    }
    if size > RATIO_FLOOR && size / MAX_RATIO > packed {
        return Some(
            Problem::new("entry-ratio", "it unpacks to so many times its size as no text does")
                .with("limit", MAX_RATIO),
        );
    }
    None
}

pub(super) fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}
