//! What can go wrong, in two kinds: an [`Error`] means that a file can't be opened and the person has to choose another;
//! a [`Problem`] means that it was opened, and that there is something to know about it.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

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
            Error::Unreadable { .. } => "unreadable",
        }
    }

    /// The values in the message, by name.
    pub fn args(&self) -> BTreeMap<&'static str, String> {
        match self {
            Error::Empty | Error::Binary => BTreeMap::new(),
            Error::TooLarge { size, limit } => {
                BTreeMap::from([("size", size.to_string()), ("limit", limit.to_string())])
            }
            Error::Unreadable { reason } => BTreeMap::from([("reason", reason.clone())]),
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
    pub args: BTreeMap<&'static str, String>,
}

impl Problem {
    /// A problem whose message has no values in it.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Problem { code, message: message.into(), args: BTreeMap::new() }
    }

    /// The same problem with one more value of its message named.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}
