//! How much is tried with a file that an instance of the core died on.

use crate::file::{Decoders, TextFile, read_lossy, read_text};
use crate::{Error, Post};

/// What is done with a file. Each level does less than the one before, for files on which that one trapped or took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// The post is parsed and cleaned.
    Clean,
    /// It is parsed and shown as plain text.
    Parse,
    /// The file is shown as UTF-8.
    Decode,
}

impl Effort {
    /// The effort of this number.
    pub fn numbered(level: u32) -> Effort {
        match level {
            0 => Effort::Clean,
            1 => Effort::Parse,
            _ => Effort::Decode,
        }
    }

    /// Decodes the file.
    ///
    /// # Errors
    /// Those of [`read_text`].
    pub fn read(self, name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Result<TextFile, Error> {
        match self {
            Effort::Decode => Ok(read_lossy(name, bytes)),
            _ => read_text(name, bytes, decoders),
        }
    }

    /// The post of the file.
    pub fn post(self, file: &TextFile) -> Post {
        match self {
            Effort::Decode => Post::unparsed(&file.name, &file.text),
            _ => Post::parse(&file.name, &file.text),
        }
    }
}
