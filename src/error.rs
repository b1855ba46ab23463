//! Errors and problems. An [`Error`] means that a file can't be opened; a [`Problem`] is a defect of one that was opened.

use crate::text::identifier::{self, Identifier, identifier};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Index;

/// Values in a message, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "Record<string, string>"))]
pub struct Args(
    // A list of two or three: a map of the standard library is 10 KB of code.
    Vec<(&'static str, String)>,
);

impl Args {
    /// Adds a value.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, &**value))
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Args {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Args, D::Error> {
        from.deserialize_map(InOrder)
    }
}

/// Reads values in the order in which they were written.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Args;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("values by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Args, A::Error> {
        let mut args = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, String>()? {
            args.push((identifier(&name), value));
        }
        Ok(Args(args))
    }
}

impl Index<&str> for Args {
    type Output = str;

    /// The value with this name, or an empty text.
    fn index(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }
}

/// Why a file can't be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file has no bytes.
    Empty,
    /// The file is not text: an image, a program, an archive.
    Binary,
    /// The file exceeds the maximum size of a post.
    TooLarge {
        /// The file's size in bytes.
        size: u64,
        /// The maximum size in bytes.
        limit: u64,
    },
    /// The file is an archive in an unsupported format.
    ArchiveUnsupported {
        /// Name of the format: `7z`, `rar`.
        format: &'static str,
    },
    /// The file looks like an archive, but no entries can be found in it.
    ArchiveDamaged,
    /// The file is a mailbox.
    Mailbox,
    /// The file is a list of feeds.
    FeedList,
    /// The file can't be read.
    Unreadable {
        /// The message of the system or the browser.
        reason: String,
    },
}

impl Error {
    /// Stable identifier of the variant, for the shell's translations.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::Binary => "binary",
            Error::TooLarge { .. } => "too-large",
            Error::ArchiveUnsupported { .. } => "archive-unsupported",
            Error::ArchiveDamaged => "archive-damaged",
            Error::Mailbox => "mbox",
            Error::FeedList => "opml",
            Error::Unreadable { .. } => "unreadable",
        }
    }

    /// The values in the message, by name.
    pub fn args(&self) -> Args {
        match self {
            Error::Empty | Error::Binary | Error::ArchiveDamaged | Error::Mailbox | Error::FeedList => Args::default(),
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
            Error::Binary => f.write_str("the file is not a text file"),
            Error::TooLarge { size, limit } => {
                write!(f, "the file has {size} bytes, and the limit for a post is {limit}")
            }
            Error::ArchiveUnsupported { format } => {
                write!(f, "{format} archives are not supported; zip, tar, gzip and WARC are")
            }
            Error::ArchiveDamaged => f.write_str("the archive is damaged, and nothing in it can be found"),
            Error::Mailbox => f.write_str("it is a mailbox (mbox), which holds e-mails and no posts"),
            Error::FeedList => f.write_str("it is a list of feeds (OPML), which holds their addresses and no posts"),
            Error::Unreadable { reason } => write!(f, "the file can't be read: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// A defect of a file, a post or an archive that was opened all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem {
    /// Stable identifier: `yaml-salvaged`, `front-matter-unterminated`, …
    #[serde(deserialize_with = "identifier::deserialize")]
    pub code: Identifier,
    /// English sentence, for a code that is not translated.
    pub message: String,
    /// Values in the message, by name.
    pub args: Args,
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Problem { code: error.code(), message: error.to_string(), args: error.args() }
    }
}

impl Problem {
    /// A problem whose message contains no values.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Problem { code, message: message.into(), args: Args::default() }
    }

    /// Adds a value that the message contains.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args = self.args.with(name, value);
        self
    }
}
