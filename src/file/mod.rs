//! file: bytes → text. The only phase that can fail: a file may be binary, empty or too large.
//!
//! Evidence is considered in the order of its reliability: a byte order mark, magic numbers, valid UTF-8, a declared
//! encoding, and last the character frequencies in each candidate encoding.
//! Legacy encodings are decoded through [`Decoders`]: by encoding_rs natively and with the feature `encoding`, by `TextDecoder`
//! in the browser, so that no tables ship.

mod binary;
mod common_chars;
mod declared;
pub(crate) mod detect;
mod labels;
mod limits;
mod lossy;
#[cfg(any(not(target_arch = "wasm32"), feature = "encoding"))]
mod native;
mod utf;

pub use limits::MAX_FILE;
#[cfg(any(not(target_arch = "wasm32"), feature = "encoding"))]
pub use native::EncodingRs;

use crate::{Error, Problem};

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The file's name, as given.
    pub name: String,
    /// Decoded text, without a byte order mark; line ends unchanged.
    pub text: String,
    /// WHATWG name of the encoding: `UTF-8`, `gb18030`, `UTF-16LE`.
    pub encoding: String,
    /// Decoding problems: `bad-bytes`, `encoding-guessed`, `control-characters`.
    pub problems: Vec<Problem>,
}

/// Decoders of legacy encodings, all but UTF-8 and UTF-16.
pub trait Decoders {
    /// Decodes `bytes` in the encoding with this WHATWG label.
    /// None if the label is unknown or any byte is invalid.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;

    /// As [`decode`](Self::decode), with U+FFFD for invalid bytes. None if the label is unknown.
    fn decode_with_replacements(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// Checks a file's size in bytes before it is read.
///
/// # Errors
/// [`Error::TooLarge`] beyond [`MAX_FILE`].
pub fn check_size(size: u64) -> Result<(), Error> {
    if size > MAX_FILE {
        return Err(Error::TooLarge { size, limit: MAX_FILE });
    }
    Ok(())
}

/// Decodes a file.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Empty`] or [`Error::Binary`].
pub fn read_text(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Result<TextFile, Error> {
    check_size(bytes.len() as u64)?;
    let (bom, rest) = utf::strip_bom(bytes);
    if rest.is_empty() {
        return Err(Error::Empty);
    }
    let decoded = match bom {
        Some(utf::Bom::Utf8) => Some(utf::utf8(rest)),
        Some(utf::Bom::Utf16(order)) => Some(utf::utf16(rest, order)),
        None => None,
    };
    let decoded = match decoded {
        Some(decoded) => decoded,
        None => decode_without_bom(rest, decoders)?,
    };
    let mut problems = decoded.problems();
    let text = match binary::controls(&decoded.text) {
        None => return Err(Error::Binary),
        Some(0) => decoded.text,
        Some(count) => {
            let message = format!("{count} control characters in the file, which no text needs, show as \u{fffd}");
            problems.push(Problem::new("control-characters", message).with("count", count));
            binary::replace_controls(&decoded.text)
        }
    };
    Ok(TextFile { name: name.to_owned(), problems, text, encoding: decoded.encoding })
}

/// The file as UTF-8, whatever it is, for a caller whose [`read_text`] trapped.
pub fn read_lossy(name: &str, bytes: &[u8]) -> TextFile {
    let decoded = utf::utf8(bytes);
    TextFile { name: name.to_owned(), problems: decoded.problems(), text: decoded.text, encoding: decoded.encoding }
}

/// Decodes bytes without a byte order mark.
fn decode_without_bom(bytes: &[u8], decoders: &dyn Decoders) -> Result<Decoded, Error> {
    if binary::has_magic(bytes) {
        return Err(Error::Binary);
    }
    if let Some(decoded) = utf::utf16_by_pattern(bytes) {
        return Ok(decoded);
    }
    if let Some(decoded) = utf::mostly_utf8(bytes) {
        return Ok(decoded);
    }
    if let Some(decoded) = declared::decode(bytes, decoders) {
        return Ok(decoded);
    }
    Ok(detect::decode(bytes, decoders))
}

/// Decoded text and how reliable it is.
struct Decoded {
    text: String,
    encoding: String,
    /// Number of invalid sequences, replaced by U+FFFD.
    invalid: usize,
    /// Whether the encoding is only the best of bad candidates.
    guessed: bool,
}

impl Decoded {
    /// Text that was valid in its encoding.
    fn valid(text: String, encoding: &str) -> Self {
        Decoded { text, encoding: encoding.to_owned(), invalid: 0, guessed: false }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.invalid > 0 {
            let message =
                format!("{} places in the file are not valid {} and show as \u{fffd}", self.invalid, self.encoding);
            problems
                .push(Problem::new("bad-bytes", message).with("count", self.invalid).with("encoding", &self.encoding));
        }
        if self.guessed {
            let message = format!("the file's encoding is unknown; {} was used as the best guess", self.encoding);
            problems.push(Problem::new("encoding-guessed", message).with("encoding", &self.encoding));
        }
        problems
    }
}
