//! Detects an archive's format from its first bytes, whatever its name.

use crate::Error;

/// The format of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveFormat"))]
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
    /// Captures of the web, each a record.
    Warc,
    /// A gzip stream of them, mostly with a member for each record.
    WarcGz,
    /// A zip of them.
    Wacz,
    /// A page saved with its pictures.
    Mhtml,
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
/// [`Error::ArchiveUnsupported`] for other archive formats, [`Error::Mailbox`] and [`Error::FeedList`] for what holds no posts.
pub fn sniff(name: &str, head: &[u8]) -> Result<Option<Format>, Error> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08PK") {
        return Ok(Some(Format::Zip));
    }
    if head.starts_with(b"\x1f\x8b\x08") {
        return Ok(Some(Format::Gz));
    }
    if super::mhtml::is_page(name, head) {
        return Ok(Some(Format::Mhtml));
    }
    if super::warc::is_record(head) {
        return Ok(Some(Format::Warc));
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
    if is_mailbox(head) {
        return Err(Error::Mailbox);
    }
    if is_feed_list(name, head) {
        return Err(Error::FeedList);
    }
    let ends = |ending: &str| name.len() > ending.len() && name.to_ascii_lowercase().ends_with(ending);
    if ends(".zip") {
        return Ok(Some(Format::Zip));
    }
    let is_empty_tar = ends(".tar") && head.iter().all(|byte| *byte == 0);
    Ok(is_empty_tar.then_some(Format::Tar))
}

/// Whether it is an mbox (RFC 4155): a line with sender and time, then the fields of a message.
fn is_mailbox(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"From ") else { return false };
    let Some(end) = rest.iter().position(|byte| *byte == b'\n') else { return false };
    let (line, rest) = (rest[..end].trim_ascii_end(), &rest[end + 1..]);
    // "ann@a.example Tue Jun  1 12:00:00 2021", in some with a zone.
    let has_time = line.split(u8::is_ascii_whitespace).any(|word| word.len() >= 5 && word[2] == b':');
    let has_year =
        line.split(u8::is_ascii_whitespace).any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit));
    has_time && has_year && super::mhtml::begins_with_field(rest.strip_prefix(b">").unwrap_or(rest))
}

/// Whether it is OPML: XML with that element, or a file of that name that begins as XML.
fn is_feed_list(name: &str, head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_xml = head.starts_with(b"<?xml");
    let is_named = name.to_ascii_lowercase().ends_with(".opml");
    head.starts_with(b"<opml") || (is_xml && (is_named || head.windows(5).any(|part| part == b"<opml")))
}
