//! archive-viewer unpack: the posts and pictures of an archive as files, for `cargo xtask rules`.
//!
//! Decides as the viewer does what is a post, how names are encoded and what is a copy. Prints [`Contents`] as JSON.
//! Entries of an archive are written to `OUT/<number>`, so that no name from an archive becomes a name on the disk;
//! files of a folder stay in place.

use super::inputs::{Input, Kind as InputKind};
use super::reading::Item;
use archive_viewer::Problem;
use archive_viewer::archive::{Role, Row, wrapping};
use serde::Serialize;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Bytes written in all. Guards the disk against archives made to fill it.
const MAX_WRITTEN: u64 = 8 * 1024 * 1024 * 1024;

/// What an archive or a folder holds for a reader.
#[derive(Debug, Serialize)]
pub struct Contents {
    /// The encoding of the names.
    pub names: &'static str,
    /// Problems of the archive as a whole.
    pub problems: Vec<Problem>,
    /// Everything but the site's own files, in the archive's order or by path.
    pub entries: Vec<Entry>,
}

/// One file of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The path, without folders that merely wrap everything else.
    pub path: String,
    /// What it is.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What an entry is, and where its bytes are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// A post.
    Post {
        /// Its bytes.
        file: PathBuf,
    },
    /// A picture.
    Picture {
        /// Its bytes.
        file: PathBuf,
    },
    /// The bytes of an earlier post again.
    Copy,
    /// A text that is plainly the site's own.
    Text,
    /// A file that can't be read.
    Refused {
        /// A clause.
        reason: String,
    },
}

/// Lists `source`, and writes the posts and pictures of an archive to `out`.
///
/// # Errors
/// When the source can't be read, is no archive, or unpacks to more than [`MAX_WRITTEN`].
pub fn unpack(source: &Path, out: &Path) -> Result<Contents, Box<dyn Error>> {
    // Paths of a folder's files are in the list.
    let full = if source.is_dir() { source.canonicalize()? } else { source.to_owned() };
    let input = Input::open(&full.to_string_lossy())?.with_own_name();
    if input.kind == InputKind::File {
        return Err(format!("{}: it is no archive", source.display()).into());
    }
    let mut output = Output::new(out, &input)?;
    let mut reading = input.reading();
    for item in &mut reading {
        match item? {
            Item::Text(text, _) if text.is_post => output.add_post(text.index, &text.bytes)?,
            Item::Unread(index, reason) => drop(output.kinds.insert(index, Kind::Refused { reason })),
            _ => {}
        }
    }
    let rows = reading.rows();
    for row in rows.iter().filter(|row| row.role == Role::Image && !row.refused) {
        if let Some(file) = input.file(row.index) {
            output.kinds.insert(row.index, Kind::Picture { file });
        } else {
            output.add_picture(row.index, reading.read(row.index)?)?;
        }
    }
    let (names, problems) = reading.summary().map_or(("UTF-8", Vec::new()), |found| (found.names, found.problems));
    Ok(Contents { names, problems, entries: listed(&rows, output.kinds) })
}

/// The folder that entries of an archive are written to.
struct Output<'a> {
    input: &'a Input,
    folder: PathBuf,
    written: u64,
    posts: Posts,
    kinds: HashMap<u32, Kind>,
}

impl<'a> Output<'a> {
    fn new(folder: &Path, input: &'a Input) -> io::Result<Self> {
        let mut folder = folder.to_owned();
        if input.kind == InputKind::Archive {
            fs::create_dir_all(&folder)?;
            folder = folder.canonicalize()?;
        }
        Ok(Output { input, folder, written: 0, posts: Posts::default(), kinds: HashMap::new() })
    }

    fn add_post(&mut self, index: u32, bytes: &[u8]) -> io::Result<()> {
        if self.posts.has(bytes)? {
            self.kinds.insert(index, Kind::Copy);
            return Ok(());
        }
        let file = self.input.file(index).map_or_else(|| self.write(index, bytes), Ok)?;
        self.posts.add(bytes, &file);
        self.kinds.insert(index, Kind::Post { file });
        Ok(())
    }

    fn add_picture(&mut self, index: u32, picture: Result<Vec<u8>, Problem>) -> io::Result<()> {
        let kind = match picture {
            Ok(bytes) => Kind::Picture { file: self.write(index, &bytes)? },
            Err(problem) => Kind::Refused { reason: problem.message },
        };
        self.kinds.insert(index, kind);
        Ok(())
    }

    fn write(&mut self, index: u32, bytes: &[u8]) -> io::Result<PathBuf> {
        self.written += bytes.len() as u64;
        if self.written > MAX_WRITTEN {
            return Err(io::Error::other(format!("it unpacks to more than {MAX_WRITTEN} bytes")));
        }
        let file = self.folder.join(index.to_string());
        fs::write(&file, bytes)?;
        Ok(file)
    }
}

/// Posts by their bytes.
#[derive(Default)]
struct Posts(HashMap<u64, PathBuf>);

impl Posts {
    fn has(&self, bytes: &[u8]) -> io::Result<bool> {
        // Equal hashes only suggest equal bytes.
        self.0.get(&hash(bytes)).map_or(Ok(false), |file| Ok(fs::read(file)? == bytes))
    }

    fn add(&mut self, bytes: &[u8], file: &Path) {
        self.0.insert(hash(bytes), file.to_owned());
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

fn listed(rows: &[Row], mut kinds: HashMap<u32, Kind>) -> Vec<Entry> {
    let wrapping = wrapping(rows).len();
    let of_row = |row: &Row| {
        let kind = match row.role {
            Role::Other => return None,
            _ if row.refused => {
                Kind::Refused { reason: row.problems.last().map_or_else(String::new, |p| p.message.clone()) }
            }
            Role::Text | Role::OtherText => kinds.remove(&row.index).unwrap_or(Kind::Text),
            _ => kinds.remove(&row.index)?,
        };
        Some(Entry { path: row.path[wrapping..].to_owned(), kind })
    };
    rows.iter().filter_map(of_row).collect()
}
