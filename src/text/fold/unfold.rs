//! From a folded text, or a part of it, back to the original, with the positions of occurrences.

use super::bytes::Reader;
use super::change::{Change, Read};
use super::letters::is_mark;
use std::ops::Range;

/// The original of a part of a folded text. Units that the part cuts are included whole.
pub fn unfold(folded: &str, changes: &[u8], part: Range<usize>) -> String {
    unfold_marked(folded, changes, part, &[]).0
}

/// The same with marks: the positions in the result of `places` in the folded text, start and end in UTF-16 offsets.
/// `places` are sorted, don't overlap, and are within the part.
pub fn unfold_marked(
    folded: &str,
    changes: &[u8],
    part: Range<usize>,
    places: &[Range<usize>],
) -> (String, Vec<[u32; 2]>) {
    let mut out = Original { text: String::with_capacity(part.len()), length: 0, marks: Vec::new(), begun: None };
    let mut places = places.iter();
    let mut place = places.next();
    let mut changes = Reader::new(changes);
    let mut at = 0;
    while at < part.end || at == part.end && !changes.is_at_end() {
        let read = Change::read(&mut changes, &folded[at..]);
        let same = at..read.as_ref().map_or(folded.len(), |read| at + read.same);
        if same.end > part.start {
            let (start, end) = (same.start.max(part.start), same.end.min(part.end));
            let mut done = start;
            while let Some(next) = place {
                // A mark ends with the text before it and starts with the text after:
                // what was folded away in between is outside.
                match out.begun {
                    None if next.start < end => {
                        out.append(&folded[done..next.start]);
                        done = next.start;
                        out.begin();
                    }
                    Some(_) if next.end <= end => {
                        out.append(&folded[done..next.end]);
                        done = next.end;
                        out.end();
                        place = places.next();
                    }
                    _ => break,
                }
            }
            out.append(&folded[done..end]);
        }
        let Some(Read { folded: length, change, .. }) = read else { break };
        let unit = same.end..same.end + length;
        at = unit.end;
        // What was folded away at either end of the part belongs to it.
        let is_inside = if length == 0 {
            (part.start..=part.end).contains(&unit.start)
        } else {
            unit.end > part.start && unit.start < part.end
        };
        if !is_inside {
            if unit.start >= part.end {
                break;
            }
            continue;
        }
        let (before, start) = (out.length, out.text.len());
        change.undo(&folded[unit.clone()], &mut out.text);
        out.length += utf16(&out.text[start..]);
        // An accent by itself belongs to the letter before it.
        if length == 0
            && out.text[start..].starts_with(is_mark)
            && let Some([_, end]) = out.marks.last_mut().filter(|[_, end]| *end == before)
        {
            *end = out.length;
        }
        // Places that start or end within the unit include all of it.
        while let Some(next) = place {
            match out.begun {
                None if next.start < unit.end => out.begun = Some(before),
                Some(_) if next.end <= unit.end && length > 0 => {
                    out.end();
                    place = places.next();
                }
                _ => break,
            }
        }
    }
    (out.text, out.marks)
}

/// The original being built.
struct Original {
    text: String,
    /// In UTF-16 units.
    length: u32,
    marks: Vec<[u32; 2]>,
    /// Start of the open mark.
    begun: Option<u32>,
}

impl Original {
    fn append(&mut self, text: &str) {
        self.length += utf16(text);
        self.text.push_str(text);
    }

    fn begin(&mut self) {
        self.begun = Some(self.length);
    }

    fn end(&mut self) {
        if let Some(begun) = self.begun.take() {
            self.marks.push([begun, self.length]);
        }
    }
}

/// Length of a text in UTF-16 units.
pub fn utf16(text: &str) -> u32 {
    // Each character has one leading byte; those of four bytes take two units.
    text.bytes().map(|b| u32::from(b & 0xc0 != 0x80) + u32::from(b >= 0xf0)).sum()
}
