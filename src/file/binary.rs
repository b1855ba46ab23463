//! Detects binary files, by magic numbers and by control characters.

use super::limits::MAX_CONTROLS;

/// Magic numbers of common binary formats; none of them can begin a text file.
const MAGIC_NUMBERS: &[&[u8]] = &[
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh9",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",
    b"\x7fELF",
    b"\0asm",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"II*\0",
    b"MM\0*",
    b"\0\0\x01\0",
    b"OggS\0",
    b"ID3\x02",
    b"ID3\x03",
    b"ID3\x04",
    b"fLaC\0",
    b"wOFF",
    b"wOF2",
    b"SQLite format 3\0",
];

/// Whether the bytes begin with a known magic number.
pub(super) fn has_magic(bytes: &[u8]) -> bool {
    MAGIC_NUMBERS.iter().any(|magic| bytes.starts_with(magic)) || is_riff(bytes) || is_media(bytes)
}

/// WebP, WAV and AVI: RIFF containers, whose form type follows the length.
fn is_riff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && matches!(bytes.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI "))
}

/// MP4, HEIC and AVIF: the first box is `ftyp`, after its length.
fn is_media(bytes: &[u8]) -> bool {
    bytes.first() == Some(&0) && bytes.get(4..8) == Some(b"ftyp")
}

/// Whether it is a control character that no text needs.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | 0x7f) && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Number of control characters in the text. `None` for a binary file: any text may have one, and [`MAX_CONTROLS`] percent of
/// its bytes. Works on decoded text, so that the result does not depend on the encoding.
pub(super) fn controls(text: &str) -> Option<usize> {
    let controls = text.bytes().filter(|byte| is_control(*byte)).count();
    (controls * 100 <= text.len() * MAX_CONTROLS + 100).then_some(controls)
}

/// The text with U+FFFD for control characters.
pub(super) fn replace_controls(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() && is_control(c as u8) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magic_numbers() {
        assert!(has_magic(b"\x89PNG\r\n\x1a\n"));
        assert!(has_magic(b"RIFF\x10\0\0\0WEBPVP8 "));
        assert!(has_magic(b"\0\0\0\x1cftypavif"));
        assert!(!has_magic(b"RIFF is a word"));
        assert!(!has_magic(b"GIF pictures are old"));
        assert!(!has_magic(b"PK is a title"));
    }

    #[test]
    fn the_share_of_control_characters_is_capped() {
        let text = |controls: usize| "\u{8}".repeat(controls) + &"a".repeat(100 - controls);
        assert_eq!(controls(&text(MAX_CONTROLS + 1)), Some(MAX_CONTROLS + 1));
        assert_eq!(controls(&text(MAX_CONTROLS + 2)), None);
        assert_eq!(controls("a\0b"), Some(1));
        assert_eq!(controls("a\tb\r\nc\x0c"), Some(0));
        assert_eq!(replace_controls("桥\0b\u{7f}\n\u{8}"), "桥\u{fffd}b\u{fffd}\n\u{fffd}");
    }
}
