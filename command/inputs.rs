//! What a command is given: a file, a folder, an archive, the address of one, or `-` for the standard input. An archive is never read whole.

use super::reading::Reading;
#[cfg(feature = "command")]
use super::remote::{self, Fetched, Remote};
use archive_viewer::archive::{is_folder_of_posts, sniff};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Bytes that tell an archive: a tar names its format in the first block.
const SNIFF: u64 = 512;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One post.
    File,
    /// A zip, a tar, a gzip, a WARC or WACZ, or a page of MHTML.
    Archive,
    /// A folder.
    Folder,
}

/// An input that is open, and can be read more than once.
pub struct Input {
    /// As it was given.
    pub given: String,
    /// The file's name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What paths of a folder begin with.
    pub prefix: String,
    /// Where its bytes are.
    pub bytes: Bytes,
}

/// Where an input's bytes are.
pub enum Bytes {
    /// In a file of this size.
    File(File, u64),
    /// Here.
    Memory(Vec<u8>),
    /// In files below a folder: paths and sizes.
    Folder(Vec<(String, u64)>),
    /// At an address.
    #[cfg(feature = "command")]
    Remote(Remote),
}

impl Input {
    /// Opens an input.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn open(given: &str) -> Result<Input, String> {
        let failed = |error: io::Error| format!("{given}: {}", reason(&error));
        #[cfg(feature = "command")]
        if is_address(given) {
            let bytes = match remote::fetch(given).map_err(failed)? {
                Fetched::Ranges(remote) => Bytes::Remote(remote),
                Fetched::Whole(bytes) => Bytes::Memory(bytes),
            };
            return Input::of(given, remote::name_of(given), bytes).sniffed();
        }
        if given == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
            return Input::of_bytes(given, bytes);
        }
        let path = Path::new(given);
        let facts = fs::metadata(path).map_err(failed)?;
        let name = path.file_name().map_or_else(|| given.to_owned(), |name| name.to_string_lossy().into_owned());
        if facts.is_dir() {
            let files = files_below(path).map_err(failed)?;
            return Ok(Input { kind: Kind::Folder, ..Input::of(given, name, Bytes::Folder(files)) });
        }
        let file = File::open(path).map_err(failed)?;
        Input::of(given, name, Bytes::File(file, facts.len())).sniffed()
    }

    /// An input of these bytes.
    ///
    /// # Errors
    /// A sentence that names it, where it is an archive that can't be opened.
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Result<Input, String> {
        Input::of(name, name.to_owned(), Bytes::Memory(bytes)).sniffed()
    }

    fn of(given: &str, name: String, bytes: Bytes) -> Input {
        Input { given: given.to_owned(), name, kind: Kind::File, prefix: String::new(), bytes }
    }

    fn sniffed(mut self) -> Result<Input, String> {
        let head = self.range(0, SNIFF).map_err(|error| format!("{}: {}", self.given, reason(&error)))?;
        let format = sniff(&self.name, &head).map_err(|error| format!("{}: {error}", self.name))?;
        self.kind = if format.is_some() { Kind::Archive } else { Kind::File };
        Ok(self)
    }

    /// Whether it may have many posts.
    pub fn is_many(&self) -> bool {
        self.kind != Kind::File
    }

    /// A folder's own name in front of its paths, where it says that the folder holds posts: `_posts` may be given alone.
    pub fn with_own_name(mut self) -> Input {
        let full = Path::new(&self.given).canonicalize().ok().filter(|_| self.kind == Kind::Folder);
        let name = full.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        self.prefix = name.filter(|name| is_folder_of_posts(name)).map_or_else(String::new, |name| format!("{name}/"));
        self
    }

    /// What begins to read it.
    pub fn reading(&self) -> Reading<'_> {
        Reading::of(self)
    }

    /// A file of a folder by its number.
    pub fn file(&self, index: u32) -> Option<PathBuf> {
        let Bytes::Folder(files) = &self.bytes else { return None };
        files.get(index as usize).map(|(path, _)| Path::new(&self.given).join(path))
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        match &self.bytes {
            Bytes::File(_, size) => *size,
            Bytes::Memory(bytes) => bytes.len() as u64,
            Bytes::Folder(files) => files.iter().map(|(_, size)| size).sum(),
            #[cfg(feature = "command")]
            Bytes::Remote(remote) => remote.size(),
        }
    }

    /// As many bytes from an offset as there are, and no more than `length`.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn range(&self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        match &self.bytes {
            Bytes::File(file, _) => {
                let (mut file, mut bytes) = (file, Vec::new());
                file.seek(SeekFrom::Start(start))?;
                file.take(length).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Bytes::Memory(bytes) => {
                let start = (start as usize).min(bytes.len());
                Ok(bytes[start..bytes.len().min(start + length as usize)].to_vec())
            }
            Bytes::Folder(_) => Ok(Vec::new()),
            #[cfg(feature = "command")]
            Bytes::Remote(remote) => remote.range(start, length),
        }
    }
}

/// Paths below a folder with their sizes, in order, without hidden ones and symbolic links.
///
/// # Errors
/// When a folder can't be read.
pub fn files_below(folder: &Path) -> io::Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    list(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<(String, u64)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() {
            files.push((format!("{prefix}{name}"), entry.metadata()?.len()));
        }
    }
    Ok(())
}

#[cfg(feature = "command")]
fn is_address(given: &str) -> bool {
    let start = given.get(..8).unwrap_or(given).to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
}

/// What is wrong, as a clause.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The last part of a path.
pub fn base_name(path: &str) -> &str {
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(path)
}

/// The name of an input without what says that it is an archive.
pub fn stem(given: &str) -> String {
    let name = Path::new(given).file_name().map_or_else(|| PathBuf::from(given), PathBuf::from);
    let name = name.to_string_lossy();
    let lower = name.to_ascii_lowercase();
    let end = [".tar.gz", ".warc.gz", ".zip", ".tar", ".tgz", ".gz", ".warc", ".wacz"]
        .into_iter()
        .find(|end| lower.ends_with(end));
    name[..name.len() - end.map_or(0, str::len)].to_owned()
}
