//! Telling an archive by its first bytes, whatever it is called.

use crate::Error;

/// What kind of archive a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveFormat"))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A gzip stream of a tar archive.
    TarGz,
    /// A gzip stream of one file. Whether a tar is inside shows only when it is unpacked.
    Gz,
}

/// How archives begin that are known by name only.
const UNSUPPORTED: [(&[u8], &str); 5] = [
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
];

/// How many bytes of a file tell its kind.
pub const SNIFF: usize = 512;

/// The kind of archive that a file is, by its first [`SNIFF`] bytes; None for what is no archive.
///
/// A name counts only where the bytes say nothing: `.zip` after something that stands before the archive,
/// as in a program that unpacks itself, and `.tar` for one without entries.
///
/// # Errors
/// [`Error::ArchiveUnsupported`] for the archives of other programs.
pub fn sniff(name: &str, head: &[u8]) -> Result<Option<Kind>, Error> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08PK") {
        return Ok(Some(Kind::Zip));
    }
    if head.starts_with(b"\x1f\x8b\x08") {
        return Ok(Some(Kind::Gz));
    }
    if super::tar::is_header(head) {
        return Ok(Some(Kind::Tar));
    }
    if let Some((_, format)) = UNSUPPORTED.iter().find(|(magic, _)| head.starts_with(magic)) {
        // `BZh` is how a text may begin as well.
        if *format != "bzip2" || head.get(4..10) == Some(b"1AY&SY") {
            return Err(Error::ArchiveUnsupported { format });
        }
    }
    let ends = |ending: &str| name.len() > ending.len() && name.to_ascii_lowercase().ends_with(ending);
    if ends(".zip") {
        return Ok(Some(Kind::Zip));
    }
    let is_empty_tar = ends(".tar") && head.iter().all(|byte| *byte == 0);
    Ok(is_empty_tar.then_some(Kind::Tar))
}
