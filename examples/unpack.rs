//! Unpacks the posts and pictures of an archive: `cargo run --release --example unpack -- ARCHIVE|FOLDER OUT`
//!
//! Decides as the viewer does what is a post, how names are encoded and what is a copy. Prints [`Contents`] as JSON.
//! Entries of an archive are written to `OUT/<number>`, so that no name from an archive becomes a name on the disk;
//! files of a folder stay in place.

#[path = "support/file_ranges.rs"]
mod file_ranges;

use archive_viewer::Problem;
use archive_viewer::archive::{ArchiveReader, EntryReader, Folder, Role, Row, drive};
use archive_viewer::file::EncodingRs;
use file_ranges::read_range;
use serde::Serialize;
use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Unpacked texts held in memory at once, in bytes.
const BATCH: usize = 16 * 1024 * 1024;

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

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [source, out] = &words[..] else {
        return Err("name an archive or a folder, and a folder to unpack into".into());
    };
    let contents = unpack(Path::new(source), Path::new(out))?;
    println!("{}", serde_json::to_string(&contents)?);
    Ok(())
}

/// Lists `source`, and writes the posts and pictures of an archive to `out`.
///
/// # Errors
/// When the source can't be read, is no archive, or unpacks to more than [`MAX_WRITTEN`].
pub fn unpack(source: &Path, out: &Path) -> Result<Contents, Box<dyn Error>> {
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    if source.is_dir() {
        return of_folder(source);
    }
    let unreadable = |error: &dyn Error| format!("{} can't be read: {error}", source.display());
    let mut file = File::open(source).map_err(|error| unreadable(&error))?;
    let mut reader = ArchiveReader::new(&name, file.metadata()?.len(), &EncodingRs);
    let mut output = Output::new(out)?;
    while !reader.is_done() {
        drive(&mut reader, |range| read_range(&mut file, range), |_| false)?;
        for text in reader.next_texts(BATCH) {
            if text.is_post {
                output.add_post(text.index, &text.bytes)?;
            }
        }
    }
    if let Some(error) = reader.error() {
        return Err(unreadable(error).into());
    }
    let rows = reader.rows_without_guesses(0, u32::MAX);
    for row in rows.iter().filter(|row| row.role == Role::Image && !row.refused) {
        let Some(entry) = reader.read(row.index) else { continue };
        output.add_picture(row.index, read_entry(entry, &mut file)?)?;
    }
    let summary = reader.summary();
    Ok(Contents { names: summary.names, problems: summary.problems, entries: entries(&rows, output.kinds) })
}

/// Files in a folder, at any depth. Hidden ones and symbolic links are skipped.
fn of_folder(root: &Path) -> Result<Contents, Box<dyn Error>> {
    let root = root.canonicalize()?;
    // A folder of posts says so by its own name; any other name says nothing of what is in it.
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let prefix = if is_folder_of_posts(&name) { format!("{name}/") } else { String::new() };
    let mut files = Vec::new();
    list_files(&root, &prefix, &mut files)?;
    files.sort();
    let mut folder = Folder::new();
    for (path, file) in &files {
        folder.push(path, fs::metadata(file)?.len());
    }
    let mut posts = Posts::default();
    let mut kinds = HashMap::new();
    for index in folder.texts() {
        let file = &files[index as usize].1;
        let kind = match fs::read(file) {
            Err(error) => Kind::Refused { reason: error.to_string() },
            Ok(bytes) => match folder.text(index, bytes) {
                Some(text) if text.is_post && posts.has(&text.bytes)? => Kind::Copy,
                Some(text) if text.is_post => {
                    posts.add(&text.bytes, file);
                    Kind::Post { file: file.clone() }
                }
                _ => Kind::Text,
            },
        };
        kinds.insert(index, kind);
    }
    let rows = folder.rows(0, u32::MAX);
    for row in rows.iter().filter(|row| row.role == Role::Image && !row.refused) {
        kinds.insert(row.index, Kind::Picture { file: files[row.index as usize].1.clone() });
    }
    Ok(Contents { names: "UTF-8", problems: Vec::new(), entries: entries(&rows, kinds) })
}

fn list_files(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if is_hidden(&name) {
            continue;
        }
        if kind.is_dir() {
            list_files(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
    }
    Ok(())
}

/// Reads an entry by itself; the inner error says what is wrong with it.
fn read_entry(mut entry: EntryReader, file: &mut File) -> io::Result<Result<Vec<u8>, Problem>> {
    loop {
        if let Some(outcome) = entry.take() {
            return Ok(outcome);
        }
        let Some(range) = entry.want() else { return Err(io::Error::other("an entry has no end")) };
        entry.feed(range.start, &read_range(file, range.clone())?);
    }
}

/// The folder that entries are written to.
struct Output {
    folder: PathBuf,
    written: u64,
    posts: Posts,
    kinds: HashMap<u32, Kind>,
}

impl Output {
    fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        Ok(Output { folder, written: 0, posts: Posts::default(), kinds: HashMap::new() })
    }

    fn add_post(&mut self, index: u32, bytes: &[u8]) -> io::Result<()> {
        if self.posts.has(bytes)? {
            self.kinds.insert(index, Kind::Copy);
            return Ok(());
        }
        let file = self.write(index, bytes)?;
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

fn entries(rows: &[Row], mut kinds: HashMap<u32, Kind>) -> Vec<Entry> {
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

/// The path prefix that all files share, with a slash at the end: most archives have one folder around everything.
/// A folder of posts is not part of it, since its name makes its files posts.
fn wrapping(rows: &[Row]) -> String {
    // A folder may have an entry of its own, which is no file.
    let is_file = |row: &&Row| !(row.refused && row.role == Role::Other);
    let paths: Vec<&str> = rows.iter().filter(is_file).map(|row| &*row.path).filter(|path| !has_hidden(path)).collect();
    let mut wrapping = String::new();
    while let Some(folder) = paths.first().and_then(|path| path[wrapping.len()..].split_once('/')).map(|(name, _)| name)
    {
        let longer = format!("{wrapping}{folder}/");
        if is_folder_of_posts(folder) || !paths.iter().all(|path| path.starts_with(&longer)) {
            break;
        }
        wrapping = longer;
    }
    wrapping
}

fn is_folder_of_posts(name: &str) -> bool {
    let mut folder = Folder::new();
    folder.push(&format!("{name}/post.md"), 1);
    folder.rows(0, 1).iter().any(|row| row.role == Role::Post)
}

fn has_hidden(path: &str) -> bool {
    path.split('/').any(is_hidden)
}

/// Hidden by a dot, or the second halves of files that macOS packs.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}
