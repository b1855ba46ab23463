//! One difference between a folded text and its original, and how it is written: in two bytes, mostly.
//!
//! First how many bytes are the same since the difference before, in groups of seven bits; then one byte that says what
//! stood there; then, for what has no byte of its own, both lengths and the original itself.

use super::han::Table;
use super::width::WIDE;
use crate::library::packed::{Reader, put_number};

/// So far before its lower-case letter an upper-case one stands, in ASCII, Latin-1, Greek and most of Cyrillic.
const CASE: u32 = 32;

const LITERAL: u8 = 0;
const UPPER: u8 = 1;
const WIDE_LOWER: u8 = 2;
const WIDE_UPPER: u8 = 3;
/// White space that is mostly alone, each with its number from here.
const SPACES: u8 = 4;
const SPACE: [&str; 4] = ["\n", "\u{3000}", "\u{a0}", "\n\n"];
/// From here on, the number of a Han character's variant.
const HAN: u8 = 8;

/// What stood where the folded text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// This text.
    Literal(&'a str),
    /// The letter in upper case: [`CASE`] before it.
    Upper,
    /// The full-width form of the ASCII character.
    Wide,
    /// The same in upper case.
    WideUpper,
    /// One of the common kinds of white space.
    Space(u8),
    /// A Traditional character, by its number among those of the Simplified one.
    Han(u8),
}

/// A difference that was read.
pub struct Read<'a> {
    /// Bytes of folded text that are the same before it.
    pub same: usize,
    /// Bytes of folded text that it takes up.
    pub folded: usize,
    pub change: Change<'a>,
}

impl<'a> Change<'a> {
    /// White space, and what has no width.
    pub fn of_space(run: &'a str) -> Self {
        match SPACE.iter().position(|space| *space == run) {
            Some(at) => Change::Space(at as u8),
            None => Change::Literal(run),
        }
    }

    /// A character that is folded into another.
    pub fn of_character(original: &'a str, c: char, folded: char) -> Self {
        let narrow = u32::from(c).checked_sub(WIDE).and_then(char::from_u32).filter(char::is_ascii_graphic);
        match narrow {
            Some(narrow) if narrow == folded => Change::Wide,
            Some(narrow) if folded.is_ascii() && narrow == folded.to_ascii_uppercase() => Change::WideUpper,
            _ if u32::from(c) + CASE == u32::from(folded) => Change::Upper,
            _ => Change::Literal(original),
        }
    }

    /// Writes it down.
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
            Change::Han(variant) => out.push(HAN + variant),
        }
    }

    /// Reads the next; `left` is the folded text that it is about. None at the end, or where the bytes make no sense.
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
            SPACES..HAN => (one, Change::Space(kind - SPACES)),
            _ => (one, Change::Han(kind - HAN)),
        };
        first.is_char_boundary(folded).then_some(Read { same, folded, change })
    }

    /// Appends the original of a folded text.
    pub fn undo(self, folded: &str, out: &mut String) {
        let c = folded.chars().next().unwrap_or_default();
        let original = match self {
            Change::Literal(original) => return out.push_str(original),
            Change::Space(at) => return out.push_str(SPACE[usize::from(at)]),
            Change::Upper => u32::from(c).checked_sub(CASE).and_then(char::from_u32),
            Change::Wide => char::from_u32(u32::from(c) + WIDE),
            Change::WideUpper => char::from_u32(u32::from(c.to_ascii_uppercase()) + WIDE),
            Change::Han(variant) => Table::get().unfold(c, variant),
        };
        out.push(original.unwrap_or(c));
    }
}
