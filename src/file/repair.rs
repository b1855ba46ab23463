//! Decoding a file that has a few damaged places, by decoders that know only all or nothing.

use super::limits::MAX_REPAIR;
use super::{Decoders, Read};

/// The bytes in this encoding, with U+FFFD where they don't fit.
/// None where more than one character in fifty is damaged: then it is hardly this encoding.
///
/// In every encoding in question a line feed is a line feed, so lines can be decoded one by one;
/// lines that don't fit are parted again at their spaces and marks,
/// and only damaged parts are gone through character by character.
pub(super) fn read(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Option<Read> {
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut bad = 0;
    let mut budget = MAX_REPAIR;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Some(good) = decoders.decode(name, line) {
            text.push_str(&good);
            continue;
        }
        for part in line.split_inclusive(ends_part) {
            if let Some(good) = decoders.decode(name, part) {
                text.push_str(&good);
            } else {
                budget = budget.checked_sub(part.len())?;
                bad += push_damaged(&mut text, name, part, decoders);
            }
        }
    }
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    // The one that a cut leaves at the end may stand in a short text too.
    (bad * 50 <= wide + 40).then(|| Read { bad, ..Read::clean(text, name) })
}

/// Whether the byte is never a part of a longer character: those use letters, digits and what comes after.
fn ends_part(byte: &u8) -> bool {
    *byte < 0x40 && !byte.is_ascii_digit()
}

/// Appends a damaged part to the text and counts its damaged places.
fn push_damaged(text: &mut String, name: &str, part: &[u8], decoders: &dyn Decoders) -> usize {
    let mut bad = 0;
    let mut rest = part;
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::file::EncodingRs;

    fn gb18030(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn only_the_damaged_place_is_lost() {
        let mut bytes = gb18030(&"<p>山里的图书馆㐂</p>".repeat(30));
        bytes.extend(b"\xff tail \xb0\xff ");
        bytes.extend(gb18030("完"));
        let read = read("gb18030", &bytes, &EncodingRs).unwrap();
        assert_eq!(read.bad, 3);
        assert!(read.text.ends_with("㐂</p>\u{fffd} tail \u{fffd}\u{fffd} 完"));
    }

    #[test]
    fn one_in_fifty_is_the_most() {
        let with = |good: usize, bad: usize| {
            let bytes = [gb18030(&"山".repeat(good)), b" \xff".repeat(bad)].concat();
            read("gb18030", &bytes, &EncodingRs).is_some()
        };
        // The replacement characters are among the fifty.
        assert!(with(9, 1) && !with(8, 1));
        assert!(with(450, 10) && !with(449, 10));
    }

    #[test]
    fn only_so_much_is_repaired() {
        let part = |length: usize| [gb18030(&"山".repeat(length / 2)), b"\xff\n".to_vec()].concat();
        assert!(read("gb18030", &part(MAX_REPAIR - 2), &EncodingRs).is_some());
        assert!(read("gb18030", &part(MAX_REPAIR), &EncodingRs).is_none());
    }
}
