//! An input as it is read: its texts one after the other, and any other file of it when it is asked for.

use super::inputs::{Bytes, Input, Kind, reason};
use archive_viewer::archive::{ArchiveReader, Folder, Role, Row, Summary, Unpacked};
use archive_viewer::file::{EncodingRs, MAX_FILE};
use archive_viewer::page::Unopened;
use archive_viewer::{Error, Problem};
use std::collections::VecDeque;
use std::fs;
use std::io;

/// Bytes of texts that are unpacked at once.
const CHUNK: usize = 1024 * 1024;

/// Rows that are looked at together.
const ROWS: u32 = 5000;

/// What reading an input gives, one after the other.
pub enum Item {
    /// A text, and the share of the input that was read until then.
    Text(Unpacked, f64),
    /// An entry that can't be read.
    Refused(Unopened),
    /// What is wrong with an entry that can be.
    Flawed(String, Vec<Problem>),
    /// What is wrong with the archive as a whole.
    Problem(Problem),
    /// A file of a folder that can't be read: its number, and a sentence.
    Unread(u32, String),
}

/// An input being read: an iterator of what it has. It ends with an error where the rest can't be read.
pub struct Reading<'a> {
    input: &'a Input,
    state: State,
    found: VecDeque<Item>,
    is_over: bool,
}

enum State {
    File,
    Archive(Box<ArchiveReader>),
    Folder { folder: Box<Folder>, texts: Vec<u32>, next: usize, read: u64 },
}

impl State {
    fn folder(prefix: &str, files: &[(String, u64)]) -> State {
        let mut folder = Box::new(Folder::new());
        for (path, size) in files {
            folder.push(&format!("{prefix}{path}"), *size);
        }
        folder.settle();
        let texts = folder.texts();
        State::Folder { folder, texts, next: 0, read: 0 }
    }
}

impl<'a> Reading<'a> {
    /// Begins to read an input.
    pub fn of(input: &'a Input) -> Reading<'a> {
        let state = match (&input.bytes, input.kind) {
            (Bytes::Folder(files), _) => State::folder(&input.prefix, files),
            (_, Kind::Archive) => State::Archive(Box::new(ArchiveReader::new(&input.name, input.size(), &EncodingRs))),
            _ => State::File,
        };
        Reading { input, state, found: VecDeque::new(), is_over: false }
    }

    /// Whether an archive or a folder has the picture of an address, as the post at a path names it.
    pub fn has_picture(&mut self, post: &str, url: &str) -> bool {
        matches!(self.state, State::File) || self.find_image(post, url).is_some()
    }

    /// The number of the picture that the post at a path names.
    pub fn find_image(&mut self, post: &str, url: &str) -> Option<u32> {
        match &mut self.state {
            State::File => None,
            State::Archive(reader) => reader.find_image(post, url),
            State::Folder { folder, .. } => folder.find_image(post, url),
        }
    }

    /// The number of the site's configuration.
    pub fn site_config(&self) -> Option<u32> {
        match &self.state {
            State::File => None,
            State::Archive(reader) => reader.site_config(),
            State::Folder { folder, .. } => folder.site_config(),
        }
    }

    /// All files by their numbers, as far as they were met.
    pub fn rows(&self) -> Vec<Row> {
        match &self.state {
            State::File => Vec::new(),
            State::Archive(reader) => reader.rows_without_guesses(0, u32::MAX),
            State::Folder { folder, .. } => folder.rows_without_guesses(0, u32::MAX),
        }
    }

    /// What an archive is like.
    pub fn summary(&self) -> Option<Summary> {
        match &self.state {
            State::Archive(reader) => Some(reader.summary()),
            State::File | State::Folder { .. } => None,
        }
    }

    /// The bytes of a file by its number; the inner error says what is wrong with it.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn read(&self, index: u32) -> Result<Result<Vec<u8>, Problem>, String> {
        let no_file = || Ok(Err(Problem::new("unreadable", "there is no such file")));
        match &self.state {
            State::File => no_file(),
            State::Folder { .. } => {
                let Some(file) = self.input.file(index) else { return no_file() };
                fs::read(&file).map(Ok).map_err(|error| format!("{}: {}", file.display(), reason(&error)))
            }
            State::Archive(reader) => {
                let Some(mut entry) = reader.read(index) else { return no_file() };
                loop {
                    if let Some(outcome) = entry.take() {
                        return Ok(outcome);
                    }
                    let Some(range) = entry.want() else { return no_file() };
                    let bytes = self.input.range(range.start, range.end - range.start);
                    entry.feed(range.start, &bytes.map_err(|error| self.failed(&error))?);
                }
            }
        }
    }

    fn failed(&self, error: &io::Error) -> String {
        format!("{}: {}", self.input.given, reason(error))
    }

    fn advance(&mut self) -> Result<(), String> {
        let input = self.input;
        let failed = |error: io::Error| format!("{}: {}", input.given, reason(&error));
        match &mut self.state {
            State::File => {
                // One byte more than a post may have suffices for its refusal.
                let bytes = input.range(0, MAX_FILE + 1).map_err(failed)?;
                let path = input.given.clone();
                self.found.push_back(Item::Text(Unpacked { index: 0, path, bytes, is_post: true }, 1.0));
                self.is_over = true;
            }
            State::Archive(reader) => {
                if let Some(error) = reader.error() {
                    return Err(format!("{}: {error}", input.name));
                }
                if reader.is_done() {
                    self.found.extend(rest(reader));
                    self.is_over = true;
                    return Ok(());
                }
                if let Some(range) = reader.want() {
                    let bytes = input.range(range.start, range.end - range.start).map_err(failed)?;
                    reader.feed(range.start, &bytes);
                    return Ok(());
                }
                let texts = reader.next_texts(CHUNK);
                let read = reader.want().map_or(input.size(), |range| range.start);
                let share = read as f64 / input.size().max(1) as f64;
                self.found.extend(texts.into_iter().map(|text| Item::Text(text, share)));
            }
            State::Folder { folder, texts, next, read } => {
                let (Some(index), Bytes::Folder(files)) = (texts.get(*next).copied(), &input.bytes) else {
                    self.is_over = true;
                    return Ok(());
                };
                *next += 1;
                let size = files[index as usize].1;
                *read += size;
                let Some(file) = input.file(index) else { return Ok(()) };
                let item = if size > MAX_FILE {
                    let error = Error::TooLarge { size, limit: MAX_FILE };
                    Some(Item::Unread(index, format!("{}: {error}", file.display())))
                } else {
                    match fs::read(&file) {
                        Ok(bytes) => {
                            let share = *read as f64 / input.size().max(1) as f64;
                            folder.text(index, bytes).map(|text| Item::Text(text, share))
                        }
                        Err(error) => Some(Item::Unread(index, format!("{}: {}", file.display(), reason(&error)))),
                    }
                };
                self.found.extend(item);
            }
        }
        Ok(())
    }
}

impl Iterator for Reading<'_> {
    type Item = Result<Item, String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.found.pop_front() {
                return Some(Ok(item));
            }
            if self.is_over {
                return None;
            }
            if let Err(sentence) = self.advance() {
                self.is_over = true;
                return Some(Err(sentence));
            }
        }
    }
}

/// The entries of an archive that can't be read, what is wrong with others, and what is wrong with the archive.
fn rest(reader: &ArchiveReader) -> Vec<Item> {
    let summary = reader.summary();
    let (mut items, mut flawed) = (Vec::new(), Vec::new());
    for from in (0..summary.entries).step_by(ROWS as usize) {
        for row in reader.rows_without_guesses(from, ROWS) {
            if row.problems.is_empty() || !matches!(row.role, Role::Post | Role::Text) {
                continue;
            }
            if row.refused {
                let (error, message) =
                    row.problems.last().map_or(("unreadable", String::new()), |last| (last.code, last.message.clone()));
                items.push(Item::Refused(Unopened { path: row.path, error, message }));
            } else {
                flawed.push(Item::Flawed(row.path, row.problems));
            }
        }
    }
    items.extend(flawed);
    items.extend(summary.problems.into_iter().map(Item::Problem));
    items
}
