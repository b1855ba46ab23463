//! Scripts by the ranges of their characters.

/// Han, kana or Hangul, with their radicals and punctuation.
///
/// A character of these scripts carries what two letters of others do, and words follow each other without a space
/// in most texts of them.
pub fn is_east_asian(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// A letter or digit of a script that separates its words by spaces.
pub fn is_spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_east_asian(c)
}

/// Whether a character belongs to a script written without spaces between words, punctuation included. Quotation marks,
/// dashes and the ellipsis count too, since Chinese shares them with Latin.
pub fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x2e80..=0x303f | 0x3040..=0x30ff | 0x3100..=0x312f | 0x31a0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3ffff
        | 0x2018 | 0x2019 | 0x201c | 0x201d | 0x2014 | 0x2026)
}

/// A script by which a text's language is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Chinese characters.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Latin letters, accents included.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Thai.
    Thai,
    /// Greek.
    Greek,
    /// Devanagari.
    Devanagari,
}

impl Script {
    /// The script of a letter; `None` for characters of other scripts and of none.
    pub fn of(c: char) -> Option<Script> {
        Some(match c as u32 {
            0x4e00..=0x9fff | 0x3400..=0x4dbf => Script::Han,
            0x3041..=0x30ff => Script::Kana,
            0xac00..=0xd7a3 => Script::Hangul,
            0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f => Script::Latin,
            0x400..=0x4ff => Script::Cyrillic,
            0x600..=0x6ff | 0x750..=0x77f => Script::Arabic,
            0x590..=0x5ff => Script::Hebrew,
            0xe00..=0xe7f => Script::Thai,
            0x370..=0x3ff => Script::Greek,
            0x900..=0x97f => Script::Devanagari,
            _ => return None,
        })
    }
}
