//! The entries of an archive, as the reader keeps them and as it gives them out.

use super::limits::{MAX_ENTRIES, MAX_ENTRY, MAX_RATIO, RATIO_FLOOR};
use super::path::{neutral, written_out};
use super::role::{self, Role};
use crate::Problem;
use crate::post::guess_from_name;
use serde::Serialize;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One file of the archive.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: Box<str>,
    pub(super) role: Role,
    /// Unpacked, in bytes.
    pub(super) size: u64,
    /// As it stands in the archive, in bytes.
    pub(super) packed: u64,
    pub(super) place: Place,
    /// Whether it can't be read; the last problem says why.
    pub(super) refused: bool,
    pub(super) problems: Vec<Problem>,
}

/// Where an entry's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// From its local header to where the next entry begins at the latest.
    Zip { header: u64, limit: u64, name: u16, method: u16, crc: u32 },
    /// So far from the beginning of the tar, packed or not.
    Tar { data: u64 },
    /// The whole stream.
    Whole,
}

impl Entry {
    /// Names the reason why the entry can't be read.
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.refused = true;
        self.problems.push(problem);
    }

    /// What is needed to read it by itself.
    pub(super) fn copy(&self) -> Entry {
        Entry { path: Box::default(), problems: Vec::new(), ..*self }
    }

    /// Whether it is read on the way through the archive.
    pub(super) fn is_text(&self) -> bool {
        !self.refused && matches!(self.role, Role::Post | Role::Text)
    }
}

/// One entry, plain, for a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveRow"))]
pub struct Row {
    /// The entry's number, from 0. It stays the same while the archive is open.
    pub index: u32,
    /// Its path, neutral: never empty, never outside, nothing unseen in it.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// Its size in bytes, unpacked, as the archive says.
    pub size: u64,
    /// Its size in the archive, in bytes.
    pub packed: u64,
    /// A title that its name suggests, where it is a text. Never empty then.
    pub title: Option<String>,
    /// The day that its name begins with, where it is a text.
    pub date: Option<String>,
    /// Whether it can't be read.
    pub refused: bool,
    /// What there is to know about it; for one that can't be read, the last says why.
    pub problems: Vec<Problem>,
}

/// A text that was unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// The entry's number.
    pub index: u32,
    /// Its neutral path.
    pub path: String,
    /// Its bytes; `file::read_text` makes text of them.
    pub bytes: Vec<u8>,
    /// Whether it is a post: by its folder or by its front matter.
    pub is_post: bool,
}

/// What an archive says of an entry.
pub(super) struct Found {
    /// The decoded name.
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) packed: u64,
    pub(super) place: Place,
    /// Not a link, a device or anything else that has no bytes of its own.
    pub(super) is_file: bool,
}

/// All that is known of the archive's entries.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<Problem>,
    /// What the paths of texts hash to, and the number that each was last given out with.
    paths: HashMap<u64, u32>,
    pub(super) is_full: bool,
}

impl Listing {
    /// Lists an entry; None where the list is full.
    pub(super) fn push(&mut self, found: Found) -> Option<u32> {
        if self.entries.len() >= MAX_ENTRIES {
            self.be_full();
            return None;
        }
        let name = neutral(&found.name);
        let mut problems = Vec::new();
        if name.changed {
            let original = written_out(&found.name);
            let message = format!("the archive calls it \u{201c}{original}\u{201d}");
            problems.push(Problem::new("name-changed", message).with("name", original));
        }
        let role = if found.is_file { role::of_path(&name.path) } else { Role::Other };
        let mut path = name.path;
        if matches!(role, Role::Post | Role::Text) && !self.take_path(&path) {
            let message = format!("the archive has several files called \u{201c}{path}\u{201d}");
            problems.push(Problem::new("name-repeated", message).with("name", &path));
            path = self.free_path(&path);
        }
        let mut entry = Entry {
            path: path.into_boxed_str(),
            role,
            size: found.size,
            packed: found.packed,
            place: found.place,
            refused: !found.is_file,
            problems,
        };
        if role == Role::Archive {
            entry.refuse(Problem::new("entry-nested", "it is an archive itself; drop it by itself to open it"));
        } else if let Some(problem) = beyond_limits(found.size, found.packed) {
            entry.refuse(problem);
        }
        let index = self.entries.len() as u32;
        self.entries.push(entry);
        Some(index)
    }

    fn be_full(&mut self) {
        if !self.is_full {
            self.is_full = true;
            let message = "the archive has more files than are listed";
            self.problems.push(Problem::new("too-many-entries", message).with("limit", MAX_ENTRIES));
        }
    }

    /// Takes a path for an entry; whether it was free.
    fn take_path(&mut self, path: &str) -> bool {
        let number = self.paths.entry(hash(path)).or_default();
        let is_free = *number == 0;
        *number = (*number).max(1);
        is_free
    }

    /// `a/b.md` as `a/b (2).md`, or whatever number is free. What has been tried before isn't tried again.
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

    /// An entry's row. What its name suggests takes longer than all the rest.
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

    /// An unpacked text of this entry, whose front matter now says whether it is a post.
    pub(super) fn unpacked(&mut self, index: u32, bytes: Vec<u8>) -> Unpacked {
        let entry = &mut self.entries[index as usize];
        if entry.role == Role::Text && crate::post::has_front_matter(&bytes) {
            entry.role = Role::Post;
        }
        Unpacked { index, path: entry.path.to_string(), bytes, is_post: entry.role == Role::Post }
    }
}

/// Whether an entry says of itself that it is too large, or larger than anything real of its packed size.
pub(super) fn beyond_limits(size: u64, packed: u64) -> Option<Problem> {
    // Nothing that is packed takes twice its size.
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
