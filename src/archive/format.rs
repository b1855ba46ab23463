//! Detects an archive's format from its first bytes, whatever its name.

use crate::Error;

/// The format of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A gzip stream of a tar archive.
    TarGz,
    /// A gzip stream of one file. Whether that file is a tar is known only after unpacking.
    Gz,
}

/// Magic numbers of formats that are recognised but not supported.
const UNSUPPORTED: [(&[u8], &str); 5] = [
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
];

/// The format of a file, from its first 512 bytes (one tar header); `None` if it is not an archive.
///
/// The name matters only when the bytes are inconclusive: `.zip` for an archive with other data before it,
/// such as a self-extracting program, and `.tar` for one without entries.
///
/// # Errors
/// [`Error::ArchiveUnsupported`] for other archive formats.
pub fn sniff(name: &str, head: &[u8]) -> Result<Option<Format>, Error> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08PK") {
        return Ok(Some(Format::Zip));
    }
    if head.starts_with(b"\x1f\x8b\x08") {
        return Ok(Some(Format::Gz));
    }
    if super::tar::is_header(head) {
        return Ok(Some(Format::Tar));
    }
    if let Some((_, format)) = UNSUPPORTED.iter().find(|(magic, _)| head.starts_with(magic)) {
        // A text may start with `BZh` too.
        if *format != "bzip2" || head.get(4..10) == Some(b"1AY&SY") {
            return Err(Error::ArchiveUnsupported { format });
        }
    }
    let ends = |ending: &str| name.len() > ending.len() && name.to_ascii_lowercase().ends_with(ending);
    if ends(".zip") {
        return Ok(Some(Format::Zip));
    }
    let is_empty_tar = ends(".tar") && head.iter().all(|byte| *byte == 0);
    Ok(is_empty_tar.then_some(Format::Tar))
}
