//! What can go wrong, in two kinds: an [`Error`] means that a file can't be opened and the person has to choose another;
//! a [`Problem`] means that it was opened, and that there is something to know about it.

use serde::{Serialize, Serializer};
use std::fmt;
use std::ops::Index;

/// The values in a sentence, by name. A map, but of two or three entries: those of the standard library are 10 KB of code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Args(Vec<(&'static str, String)>);

impl Args {
    /// The same values and one more.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    /// The values in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, &**value))
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Index<&str> for Args {
    type Output = str;

    /// The value of that name, or nothing.
    fn index(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }
}

/// Why a file can't be opened. Each variant is something that a person would say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file has no bytes.
    Empty,
    /// The bytes are no text: a picture, a program, an archive.
    Binary,
    /// The file is larger than one post may be. Both in bytes.
    TooLarge {
        /// The file's size in bytes.
        size: u64,
        /// The largest size that is opened, in bytes.
        limit: u64,
    },
    /// The file is an archive of a kind that isn't opened.
    ArchiveUnsupported {
        /// What it is called: `7z`, `rar`.
        format: &'static str,
    },
    /// The file says that it is an archive, and nothing of one can be found in it.
    ArchiveDamaged,
    /// The file couldn't be read; `reason` is the system's or the browser's word for it.
    Unreadable {
        /// What the system said.
        reason: String,
    },
}

impl Error {
    /// A stable identifier of the variant, for the shell's translations.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::Binary => "binary",
            Error::TooLarge { .. } => "too-large",
            Error::ArchiveUnsupported { .. } => "archive-unsupported",
            Error::ArchiveDamaged => "archive-damaged",
            Error::Unreadable { .. } => "unreadable",
        }
    }

    /// The values in the message, by name.
    pub fn args(&self) -> Args {
        match self {
            Error::Empty | Error::Binary | Error::ArchiveDamaged => Args::default(),
            Error::ArchiveUnsupported { format } => Args::default().with("format", format),
            Error::TooLarge { size, limit } => Args::default().with("size", size).with("limit", limit),
            Error::Unreadable { reason } => Args::default().with("reason", reason),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Empty => f.write_str("the file is empty"),
            Error::Binary => f.write_str("this is not a text file"),
            Error::TooLarge { size, limit } => {
                write!(f, "the file has {size} bytes; a post may have {limit}")
            }
            Error::ArchiveUnsupported { format } => {
                write!(f, "this is a {format} archive; zip, tar and gzip are opened")
            }
            Error::ArchiveDamaged => f.write_str("this archive is damaged: nothing can be found in it"),
            Error::Unreadable { reason } => write!(f, "the file can't be read: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// Something to know about a post that was opened all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A stable identifier, for the shell's translations: `yaml-salvaged`, `front-matter-unterminated`, …
    pub code: &'static str,
    /// The sentence in English; what the shell falls back on.
    pub message: String,
    /// The values in the message, by name.
    pub args: Args,
}

impl Problem {
    /// A problem whose message has no values in it.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Problem { code, message: message.into(), args: Args::default() }
    }

    /// The same problem with one more value of its message named.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args = self.args.with(name, value);
        self
    }
}
