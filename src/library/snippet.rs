//! Selects the part of a text with the densest occurrences.

use super::scan::merge;
use super::sort;
use std::ops::Range;

/// Bytes of folded text in a snippet: eighty Han characters, or forty words.
const LENGTH: usize = 240;
/// How far an end may move to a word boundary, in bytes.
const WORD: usize = 24;
/// How far a start may move to the start of a sentence, in bytes.
const SENTENCE: usize = 36;
/// Occurrences of one word that are considered.
const MAX_PLACES: usize = 5_000;

/// The part of a folded text to show, given the occurrences of each word; `None` if there are none.
pub fn part(text: &str, field: Range<usize>, places: &[Vec<Range<usize>>]) -> Option<Range<usize>> {
    // Start of each occurrence, and its word. Occurrences of a word have the same length.
    let mut all: Vec<(u64, u32)> = Vec::new();
    for (places, word) in places.iter().zip(0..) {
        all.extend(places.iter().take(MAX_PLACES).map(|place| (place.start as u64, word)));
    }
    sort::by_key(&mut all);
    let start = |at: usize| all[at].0 as usize;
    let word = |at: usize| all[at].1 as usize;
    let end = |at: usize| start(at) + places[word(at)][0].len();
    let (mut best, mut most) = (None, 0);
    let mut counts = vec![0usize; places.len()];
    let mut first = 0;
    for last in 0..all.len() {
        counts[word(last)] += 1;
        while first < last && end(last) > start(first) + LENGTH {
            counts[word(first)] -= 1;
            first += 1;
        }
        // Different words count more than repeated ones.
        let score = counts.iter().filter(|count| **count > 0).count() * MAX_PLACES + (last - first);
        if score > most || best.is_none() {
            most = score;
            best = Some(start(first)..end(last));
        }
    }
    let hit = best?;
    let room = LENGTH.saturating_sub(hit.len());
    let mut start = hit.start.saturating_sub(room / 3).max(field.start);
    let end = (start + LENGTH.max(hit.len())).max(hit.end).min(field.end);
    // Room left at the end is used before the start.
    start = start.min(end.saturating_sub(LENGTH)).max(field.start).min(hit.start);
    let start = begin_at_word(text, start, &field, hit.start);
    let start = if start == field.start { start } else { begin_at_sentence(text, start, hit.start) };
    Some(start..end_at_word(text, end, &field, hit.end))
}

/// Moves a start to a nearby start of a sentence, and past closing marks of what is not shown.
fn begin_at_sentence(text: &str, start: usize, most: usize) -> usize {
    let near = (start..=(start + SENTENCE).min(most)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    // Between Han characters a space comes from the end of a paragraph.
    let mut before = ' ';
    let is_end = |c: char| {
        let ends = matches!(c, '。' | '!' | '?') || (c == ' ' && before >= '\u{3000}') || (c == '.' && before == '.');
        before = c;
        ends
    };
    let after_end = text[start..near].find(is_end).map_or(start, |at| start + at);
    let is_mark = |c: char| c.is_whitespace() || ",.;:!?。、…)]}）】》」』”’".contains(c);
    text[after_end..most].find(|c| !is_mark(c)).map_or(start, |at| after_end + at)
}

/// Moves a start to the next word, or else to a character boundary.
fn begin_at_word(text: &str, start: usize, field: &Range<usize>, most: usize) -> usize {
    let start = (start..=most).find(|at| text.is_char_boundary(*at)).unwrap_or(most);
    if start == field.start || !is_within_word(text, start) {
        return start;
    }
    let end = (start + WORD).min(most);
    text.as_bytes()[start..end].iter().position(|b| *b == b' ').map_or(start, |space| start + space + 1)
}

/// Moves an end back to the end of a word.
fn end_at_word(text: &str, end: usize, field: &Range<usize>, least: usize) -> usize {
    let end = (least..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(least);
    if end == field.end || !is_within_word(text, end) {
        return end;
    }
    let start = end.saturating_sub(WORD).max(least);
    text.as_bytes()[start..end].iter().rposition(|b| *b == b' ').map_or(end, |space| start + space)
}

/// Whether both sides are letters of a script that separates words.
fn is_within_word(text: &str, at: usize) -> bool {
    let is_letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || (0xc3..0xe1).contains(b));
    let before = text[..at].chars().next_back();
    is_letter(text.as_bytes().get(at)) && before.is_some_and(|c| c.is_alphanumeric() && c < '\u{1000}')
}

/// The occurrences within a part, cut to it and merged.
pub fn within(places: &[Vec<Range<usize>>], part: &Range<usize>) -> Vec<Range<usize>> {
    let cut = |place: &Range<usize>| place.start.max(part.start)..place.end.min(part.end);
    merge(places.iter().flatten().map(cut).filter(|place| place.start < place.end).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &[&str], expected: &str) {
        let places: Vec<Vec<Range<usize>>> =
            words.iter().map(|word| text.match_indices(word).map(|(at, word)| at..at + word.len()).collect()).collect();
        let part = part(text, 0..text.len(), &places).map_or("", |part| &text[part]);
        assert!(part.contains(expected), "{part:?}");
        assert!(part.len() <= LENGTH, "{part:?}");
    }

    #[test]
    fn the_densest_part() {
        let filler = "and so on, one word after another, ".repeat(20);
        let text = format!("bridge {filler} old bridge, bridge {filler} the old one {filler}");
        check(&text, &["bridge"], "old bridge, bridge");
        check(&text, &["bridge", "one"], "bridge");
        check(&text, &["old", "bridge"], "old bridge, bridge");
        check(&"桥".repeat(500), &["桥"], "桥桥");
        check(&text, &[], "");
    }

    #[test]
    fn it_begins_with_no_mark_and_where_a_sentence_does() {
        let check = |text: String, word: &str, expected: &str| {
            let places: Vec<Range<usize>> = text.match_indices(word).map(|(at, word)| at..at + word.len()).collect();
            let part = part(&text, 0..text.len(), &[places]).map_or("", |part| &text[part]);
            assert!(part.starts_with(expected), "{part:?}");
        };
        // The snippet starts a third of the room, 78 bytes, before the occurrence.
        let shown = |head: &str| {
            let room = 78 - head.len();
            format!("{}{head}{}{}", "水".repeat(50), "a".repeat(room % 3), "风".repeat(room / 3))
        };
        for (head, expected) in [
            ("水水。他说雨停了", "他说雨"),
            ("水社 第二班船", "第二班"),
            (",他说雨停了", "他说雨"),
            ("。)「他说」雨停了", "「他说"),
            ("雨停了,他说", "雨停了,"),
        ] {
            check(format!("{}桥{}", shown(head), "山".repeat(100)), "桥", expected);
        }
        check("。桥".to_owned(), "桥", "。桥");
    }

    #[test]
    fn words_stay_whole() {
        let filler = "another ".repeat(60);
        let text = format!("{filler}bridge {filler}");
        let at = filler.len();
        let places: Vec<Range<usize>> = std::iter::once(at..at + 6).collect();
        let part = part(&text, 0..text.len(), &[places]).map_or("", |part| &text[part]);
        assert!(part.starts_with("another ") && part.ends_with("another"), "{part:?}");
    }
}
