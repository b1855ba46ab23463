//! Comparing letters as they are written, for phrases in quotation marks.

use super::bytes::Reader;
use super::change::{Change, Read};
use super::letters::{Letter, Letters, decompose, is_mark};
use super::{is_blank, width};
use std::ops::Range;

/// A text whose letters are as written but for case and width, with signs and white space folded.
pub fn as_written(text: &str) -> String {
    let letters = Letters::get();
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let c = width::fold(c);
        if c.is_alphabetic() || is_mark(c) {
            out.extend(c.to_lowercase());
            continue;
        }
        match letters.fold(c) {
            Letter::Blank => {
                let mut is_space = c.is_whitespace();
                while let Some(next) = characters.next_if(|next| is_blank(*next) && !is_mark(*next)) {
                    is_space |= next.is_whitespace();
                }
                out.push_str(if is_space { " " } else { "" });
            }
            Letter::Same => out.push(c),
            Letter::One(folded) => out.push(folded),
            Letter::Many(number) => out.push_str(letters.text(number)),
        }
    }
    out
}

/// Whether two texts of [`as_written`] have the same letters. An accent may be a character by itself in one of them.
pub fn same_letters(a: &str, b: &str) -> bool {
    a == b || (a.contains(is_mark) || b.contains(is_mark)) && decompose(a) == decompose(b)
}

/// The originals of places in a folded text that differ from it; `places` are sorted and don't overlap.
pub fn originals(folded: &str, changes: &[u8], places: &[Range<usize>]) -> Vec<Option<String>> {
    let mut out = vec![None; places.len()];
    let mut changes = Reader::new(changes);
    let (mut at, mut first) = (0, 0);
    // Where the original of each place goes on in the folded text.
    let mut done: Vec<usize> = places.iter().map(|place| place.start).collect();
    while let Some(Read { same, folded: length, change }) = Change::read(&mut changes, &folded[at..]) {
        let unit = at + same..at + same + length;
        at = unit.end;
        while places.get(first).is_some_and(|place| place.end < unit.start) {
            first += 1;
        }
        if first == places.len() {
            break;
        }
        for number in first..places.len() {
            let place = &places[number];
            if place.start > unit.end {
                break;
            }
            let mut original = String::new();
            change.undo(&folded[unit.clone()], &mut original);
            // Of what was folded away at its end an accent belongs to it, and nothing at its start.
            let is_inside = if length == 0 {
                unit.start > place.start && (unit.start < place.end || original.starts_with(is_mark))
            } else {
                unit.start < place.end && unit.end > place.start
            };
            if is_inside {
                let text = out[number].get_or_insert_with(String::new);
                text.push_str(folded.get(done[number]..unit.start).unwrap_or_default());
                text.push_str(&original);
                done[number] = unit.end;
            }
        }
    }
    for ((text, place), done) in out.iter_mut().zip(places).zip(done) {
        if let Some(text) = text {
            text.push_str(folded.get(done..place.end).unwrap_or_default());
        }
    }
    out
}

/// The characters of a folded text whose letters are written otherwise, as ranges in bytes in their order. Case, width,
/// signs and white space are no difference, as in [`as_written`].
pub fn changed_letters(folded: &str, changes: &[u8]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut changes = Reader::new(changes);
    let mut at = 0;
    while let Some(Read { same, folded: length, change }) = Change::read(&mut changes, &folded[at..]) {
        let unit = at + same..at + same + length;
        at = unit.end;
        if matches!(change, Change::Upper | Change::Wide | Change::WideUpper | Change::Space(_)) {
            continue;
        }
        let mut original = String::new();
        change.undo(&folded[unit.clone()], &mut original);
        if length > 0 {
            if !same_letters(&as_written(&original), &folded[unit.clone()]) {
                out.push(unit);
            }
        } else if original.starts_with(is_mark)
            && let Some(c) = folded[..unit.start].chars().next_back()
        {
            // An accent by itself changes the letter before it.
            out.push(unit.start - c.len_utf8()..unit.start);
        }
    }
    out
}
