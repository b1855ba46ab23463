//! One difference between a folded text and its original, mostly of two bytes.
//!
//! Format: the number of unchanged bytes before it, as LEB128; a byte for the kind of change; for [`LITERAL`] the lengths of
//! both texts and the original; for [`CHARACTER`] the folded text's length and the original's code point.

use super::bytes::{Reader, put_number};
use super::han::Table;
use super::width::WIDE;

/// Distance from an upper-case letter to its lower case, in ASCII, Latin-1, Greek and most of Cyrillic.
const CASE: u32 = 32;

const LITERAL: u8 = 0;
const UPPER: u8 = 1;
const WIDE_LOWER: u8 = 2;
const WIDE_UPPER: u8 = 3;
/// The first of the common runs of white space, [`SPACE`].
const SPACES: u8 = 4;
const SPACE: [&str; 4] = ["\n", "\u{3000}", "\u{a0}", "\n\n"];
const CHARACTER: u8 = 8;
/// The first of the common characters, [`COMMON`].
const COMMONS: u8 = 9;
/// The first of the variants of a Han character.
const HAN: u8 = COMMONS + COMMON.len() as u8;

/// Characters that are often folded into one: signs, accented letters of languages with many.
#[rustfmt::skip]
const COMMON: [char; 153] = [
    '`', '«', '´', '»',
    'À', 'Á', 'Â', 'Ã', 'Ä', 'Å', 'Ç', 'È', 'É', 'Ê', 'Í', 'Î', 'Ñ', 'Ó', 'Ô', 'Õ', 'Ö', 'Ø', 'Ú', 'Ü',
    'à', 'á', 'â', 'ã', 'ä', 'å', 'ç', 'è', 'é', 'ê', 'ë', 'ì', 'í', 'î', 'ï', 'ñ', 'ò', 'ó', 'ô', 'õ', 'ö', 'ø',
    'ù', 'ú', 'û', 'ü', 'ý',
    'ă', 'ą', 'ć', 'č', 'ď', 'Đ', 'đ', 'ę', 'ě', 'ğ', 'ĩ', 'İ', 'ı', 'ł', 'ń', 'ň', 'ő', 'ř', 'ś', 'ş', 'Š', 'š',
    'ţ', 'ť', 'ũ', 'ů', 'ű', 'ź', 'ż', 'Ž', 'ž', 'ơ', 'ư', 'ș', 'ț',
    'Ά', 'ά', 'έ', 'ή', 'ί', 'ς', 'ό', 'ύ', 'ώ',
    'Ё', 'Й', 'й', 'ё', 'ї',
    'آ', 'أ', 'ؤ', 'إ', 'ئ',
    'ạ', 'ả', 'ấ', 'ầ', 'ẩ', 'ẫ', 'ậ', 'ắ', 'ằ', 'ặ', 'ẹ', 'ẻ', 'ế', 'ề', 'ể', 'ễ', 'ệ', 'ỉ', 'ị', 'ọ', 'ỏ', 'ố',
    'ồ', 'ộ', 'ớ', 'ờ', 'ợ', 'ụ', 'ứ', 'ừ', 'ự',
    '‐', '‑', '–', '—', '―', '‘', '’', '‚', '“', '”', '„', '′', '″',
    '「', '」', '『', '』',
];

/// How a unit was changed: what the original was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// This text.
    Literal(&'a str),
    /// The letter in upper case: [`CASE`] before it.
    Upper,
    /// The full-width form of the ASCII character.
    Wide,
    /// The full-width form of the upper-case letter.
    WideUpper,
    /// One of the common runs of white space.
    Space(u8),
    /// This character, by its number in [`COMMON`].
    Common(u8),
    /// This character.
    Character(char),
    /// A Traditional character, by its number among those folded into the same Simplified one.
    Han(u8),
}

/// A decoded difference.
pub struct Read<'a> {
    /// Unchanged bytes before it.
    pub same: usize,
    /// Its length in the folded text.
    pub folded: usize,
    pub change: Change<'a>,
}

impl<'a> Change<'a> {
    /// A single line feed, now a space.
    pub const LINE_FEED: Self = Change::Space(0);

    /// The change of a run of white space or zero-width characters.
    pub fn of_space(run: &'a str) -> Self {
        match SPACE.iter().position(|space| *space == run) {
            Some(at) => Change::Space(at as u8),
            None => Change::Literal(run),
        }
    }

    /// The change of a single character into another.
    pub fn of_character(c: char, folded: char) -> Self {
        let narrow = u32::from(c).checked_sub(WIDE).and_then(char::from_u32).filter(char::is_ascii_graphic);
        match narrow {
            Some(narrow) if narrow == folded => Change::Wide,
            Some(narrow) if folded.is_ascii() && narrow == folded.to_ascii_uppercase() => Change::WideUpper,
            _ if u32::from(c) + CASE == u32::from(folded) => Change::Upper,
            _ => match COMMON.binary_search(&c) {
                Ok(at) => Change::Common(at as u8),
                Err(_) => Change::Character(c),
            },
        }
    }

    /// Encodes the change.
    pub fn write(self, same: usize, folded: usize, out: &mut Vec<u8>) {
        put_number(out, same);
        match self {
            Change::Literal(original) => {
                out.push(LITERAL);
                put_number(out, folded);
                put_number(out, original.len());
                out.extend_from_slice(original.as_bytes());
            }
            Change::Upper => out.push(UPPER),
            Change::Wide => out.push(WIDE_LOWER),
            Change::WideUpper => out.push(WIDE_UPPER),
            Change::Space(at) => out.push(SPACES + at),
            Change::Common(at) => out.push(COMMONS + at),
            Change::Character(original) => {
                out.push(CHARACTER);
                put_number(out, folded);
                put_number(out, original as usize);
            }
            Change::Han(variant) => out.push(HAN + variant),
        }
    }

    /// Decodes the next change; `left` is the folded text from here. `None` at the end and for invalid bytes.
    pub fn read(bytes: &mut Reader<'a>, left: &str) -> Option<Read<'a>> {
        let same = bytes.number()?;
        let first = left.get(same..)?;
        let kind = bytes.byte()?;
        let one = first.chars().next().map_or(0, char::len_utf8);
        let (folded, change) = match kind {
            LITERAL => (bytes.number()?, Change::Literal(bytes.text()?)),
            UPPER => (one, Change::Upper),
            WIDE_LOWER => (one, Change::Wide),
            WIDE_UPPER => (one, Change::WideUpper),
            SPACES..CHARACTER => (one, Change::Space(kind - SPACES)),
            CHARACTER => (bytes.number()?, Change::Character(char::from_u32(bytes.number()?.try_into().ok()?)?)),
            COMMONS..HAN => (one, Change::Common(kind - COMMONS)),
            _ => (one, Change::Han(kind - HAN)),
        };
        first.is_char_boundary(folded).then_some(Read { same, folded, change })
    }

    /// Appends the original of a folded unit.
    pub fn undo(self, folded: &str, out: &mut String) {
        let c = folded.chars().next().unwrap_or_default();
        let original = match self {
            Change::Literal(original) => return out.push_str(original),
            Change::Space(at) => return out.push_str(SPACE[usize::from(at)]),
            Change::Common(at) => COMMON.get(usize::from(at)).copied(),
            Change::Character(original) => Some(original),
            Change::Upper => u32::from(c).checked_sub(CASE).and_then(char::from_u32),
            Change::Wide => char::from_u32(u32::from(c) + WIDE),
            Change::WideUpper => char::from_u32(u32::from(c.to_ascii_uppercase()) + WIDE),
            Change::Han(variant) => Table::get().unfold(c, variant),
        };
        out.push(original.unwrap_or(c));
    }
}
