//! Decoding a file that has a few damaged places, by decoders that know only all or nothing.

use super::limits::MAX_REPAIR;
use super::{Decoders, Read};

/// The bytes in this encoding, with U+FFFD where they don't fit.
/// None where more than one character in fifty is damaged: then it is hardly this encoding.
///
/// In every encoding in question a line feed is a line feed, so lines can be decoded one by one;
/// only the lines that don't fit are gone through character by character.
pub(super) fn read(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Option<Read> {
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut bad = 0;
    let mut budget = MAX_REPAIR;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Some(good) = decoders.decode(name, line) {
            text.push_str(&good);
            continue;
        }
        budget = budget.checked_sub(line.len())?;
        bad += push_line(&mut text, name, line, decoders);
    }
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    (bad * 50 <= wide).then(|| Read {
        bad,
        ..Read::clean(text, name)
    })
}

/// Appends a damaged line to the text and counts its damaged places.
fn push_line(text: &mut String, name: &str, line: &[u8], decoders: &dyn Decoders) -> usize {
    let mut bad = 0;
    let mut rest = line;
    while let Some((first, after)) = rest.split_first() {
        if first.is_ascii() {
            text.push(*first as char);
            rest = after;
        } else if let Some((character, length)) = character(name, rest, decoders) {
            text.push_str(&character);
            rest = &rest[length..];
        } else {
            text.push(char::REPLACEMENT_CHARACTER);
            bad += 1;
            rest = after;
        }
    }
    bad
}

/// The character at the head of the bytes and how many of them it has.
fn character(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Option<(String, usize)> {
    (1..=bytes.len().min(4)).find_map(|length| {
        let character = decoders.decode(name, &bytes[..length])?;
        Some((character, length))
    })
}
