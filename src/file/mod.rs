//! file: bytes → text. The only phase that can fail, because here a file may turn out to be no text at all.
//!
//! The order of the questions is the order of their certainty:
//! a byte order mark, the shape of binary files, whether the bytes are UTF-8, what the file declares,
//! and only then how its characters look in each of the likely encodings.
//! Old single-byte and East Asian encodings are decoded by [`Decoders`], because in the browser the browser does it.

mod binary;
mod common;
mod declared;
pub(crate) mod detect;
mod labels;
mod limits;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod repair;
mod unicode;

pub use limits::MAX_FILE;
#[cfg(not(target_arch = "wasm32"))]
pub use native::EncodingRs;

use crate::{Error, Problem};

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The file's name as it was given.
    pub name: String,
    /// Its text, without a byte order mark; line ends as they stand.
    pub text: String,
    /// The encoding that it was read in, by its WHATWG name: `UTF-8`, `gb18030`, `UTF-16LE`.
    pub encoding: String,
    /// What there is to know about the reading: `bad-bytes`, `encoding-guessed`.
    pub problems: Vec<Problem>,
}

/// Decodes the encodings that are not Unicode.
pub trait Decoders {
    /// The text of `bytes` in the encoding of this WHATWG label.
    /// None where the label is unknown or any byte doesn't fit.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;

    /// The same with U+FFFD for bytes that don't fit. None where the label is unknown.
    fn decode_with_replacements(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// Refuses a file that is too large, before anything of it is read.
pub fn check_size(size: u64) -> Result<(), Error> {
    if size > MAX_FILE {
        return Err(Error::TooLarge { size, limit: MAX_FILE });
    }
    Ok(())
}

/// Reads a file's bytes as text.
pub fn read_text(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Result<TextFile, Error> {
    check_size(bytes.len() as u64)?;
    let (mark, rest) = unicode::strip_mark(bytes);
    if rest.is_empty() {
        return Err(Error::Empty);
    }
    let read = match mark {
        Some(unicode::Mark::Utf8) => Some(unicode::utf8(rest)),
        Some(unicode::Mark::Utf16(order)) => Some(unicode::utf16(rest, order)),
        None => None,
    };
    let read = match read {
        Some(read) => read,
        None => read_unmarked(rest, decoders)?,
    };
    if binary::has_controls(&read.text) {
        return Err(Error::Binary);
    }
    Ok(TextFile { name: name.to_owned(), problems: read.problems(), text: read.text, encoding: read.encoding })
}

/// Reads bytes that have no byte order mark.
fn read_unmarked(bytes: &[u8], decoders: &dyn Decoders) -> Result<Read, Error> {
    if binary::has_magic(bytes) {
        return Err(Error::Binary);
    }
    if bytes.contains(&0) {
        return unicode::utf16_by_pattern(bytes).ok_or(Error::Binary);
    }
    if let Some(read) = unicode::mostly_utf8(bytes) {
        return Ok(read);
    }
    if let Some(read) = declared::read(bytes, decoders) {
        return Ok(read);
    }
    Ok(detect::read(bytes, decoders))
}

/// Text and how it was come by.
struct Read {
    text: String,
    encoding: String,
    /// How many places didn't fit the encoding and show as U+FFFD.
    bad: usize,
    /// Whether nothing spoke for this encoding but that the others fit less.
    guessed: bool,
}

impl Read {
    /// Text that fitted its encoding.
    fn clean(text: String, encoding: &str) -> Self {
        Read { text, encoding: encoding.to_owned(), bad: 0, guessed: false }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.bad > 0 {
            let message =
                format!("{} places of the file are no valid {} and show as \u{fffd}", self.bad, self.encoding);
            problems.push(Problem::new("bad-bytes", message).with("count", self.bad).with("encoding", &self.encoding));
        }
        if self.guessed {
            let message = format!("the file names no encoding and fits none well; it was read as {}", self.encoding);
            problems.push(Problem::new("encoding-guessed", message).with("encoding", &self.encoding));
        }
        problems
    }
}
