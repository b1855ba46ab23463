//! Cutting parts out of a folded text together with its differences from the original.

use super::Folded;
use super::bytes::Reader;
use super::change::{Change, Read};
use std::ops::Range;

/// Where the lines of a part of a folded text end: the positions of the spaces that were single line feeds.
pub fn line_ends(folded: &str, changes: &[u8], part: Range<usize>) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut changes = Reader::new(changes);
    let mut at = 0;
    while let Some(Read { same, folded: length, change }) = Change::read(&mut changes, &folded[at..]) {
        let start = at + same;
        at = start + length;
        if start >= part.end {
            break;
        }
        if start >= part.start && change == Change::LINE_FEED {
            ends.push(start);
        }
    }
    ends
}

/// A folded text without some parts, which are sorted, don't overlap, and cut no unit.
pub fn cut(folded: &str, changes: &[u8], parts: &[Range<usize>]) -> Folded {
    let mut out = Folded::default();
    let mut changes = Reader::new(changes);
    let (mut at, mut done) = (0, 0);
    while let Some(Read { same, folded: length, change }) = Change::read(&mut changes, &folded[at..]) {
        let start = at + same;
        at = start + length;
        if parts.iter().any(|part| part.start <= start && at <= part.end) {
            continue;
        }
        push_without(&mut out.text, folded, done..start, parts);
        out.change_text(&folded[start..at], change);
        done = at;
    }
    push_without(&mut out.text, folded, done..folded.len(), parts);
    out
}

impl Folded {
    /// Appends a part of a folded text, which cuts no unit, with its differences from the original.
    pub fn push_part(&mut self, folded: &str, changes: &[u8], part: Range<usize>) {
        let mut changes = Reader::new(changes);
        let (mut at, mut done) = (0, part.start);
        while let Some(Read { same, folded: length, change }) = Change::read(&mut changes, &folded[at..]) {
            let start = at + same;
            at = start + length;
            // What became nothing at the end is of the part too.
            if start > part.end {
                break;
            }
            if start >= part.start {
                self.text.push_str(&folded[done..start]);
                self.change_text(&folded[start..at], change);
                done = at;
            }
        }
        self.text.push_str(&folded[done..part.end.max(done)]);
    }
}

fn push_without(out: &mut String, text: &str, range: Range<usize>, parts: &[Range<usize>]) {
    let mut at = range.start;
    for part in parts.iter().filter(|part| part.end > range.start && part.start < range.end) {
        out.push_str(&text[at..part.start.max(at)]);
        at = part.end;
    }
    if at < range.end {
        out.push_str(&text[at..range.end]);
    }
}
