//! Occurrences of a term: of a word folded, of a phrase as it is written.

use super::fold::{as_written, originals, same_letters};
use super::query::Term;
use super::scan::Needle;
use std::ops::Range;

/// How well the best occurrence fits, for ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Within a word.
    Piece,
    /// A word begins so.
    Beginning,
    /// Whole words, or of a script without spaces between words.
    Word,
}

/// A term prepared for searching.
pub struct Matcher<'a> {
    needle: Needle<'a>,
    length: usize,
    phrase: Option<Phrase<'a>>,
    /// Whether it begins and ends with a letter of a script that has words.
    begins: bool,
    ends: bool,
}

struct Phrase<'a> {
    written: &'a str,
    /// Whether a text that isn't changed by folding is the same.
    is_folded: bool,
}

impl<'a> Matcher<'a> {
    /// Prepares a term.
    pub fn new(term: &'a Term) -> Self {
        let written = term.phrase.as_deref();
        Matcher {
            needle: Needle::new(&term.needle),
            length: term.needle.len(),
            phrase: written.map(|written| Phrase { written, is_folded: same_letters(written, &term.needle) }),
            begins: term.needle.starts_with(is_of_word),
            ends: term.needle.ends_with(is_of_word),
        }
    }

    /// Number of occurrences in a part of a folded text, and how the best one fits; `None` if there are none.
    pub fn count(&self, text: &str, changes: &[u8], part: Range<usize>) -> Option<(u32, Fit)> {
        let count = match self.phrase {
            Some(_) => self.places(text, changes, part.clone()).len() as u32,
            None => self.needle.count(&text.as_bytes()[part.clone()]),
        };
        (count > 0).then(|| (count, self.fit(text, part)))
    }

    /// The occurrences in a part of a folded text.
    pub fn places(&self, text: &str, changes: &[u8], part: Range<usize>) -> Vec<Range<usize>> {
        let moved = |place: Range<usize>| place.start + part.start..place.end + part.start;
        let mut places: Vec<_> = self.needle.places(&text.as_bytes()[part.clone()]).into_iter().map(moved).collect();
        let Some(phrase) = &self.phrase else { return places };
        places.retain(|place| self.fit_at(text, place.start) == Fit::Word);
        if places.is_empty() {
            return places;
        }
        let originals = originals(text, changes, &places);
        let mut originals = originals.iter();
        places.retain(|_| match originals.next() {
            Some(Some(original)) => same_letters(&as_written(original), phrase.written),
            _ => phrase.is_folded,
        });
        places
    }

    /// How the best occurrence fits.
    fn fit(&self, text: &str, part: Range<usize>) -> Fit {
        // A single letter is no beginning that somebody looks for.
        if self.phrase.is_some() || !self.begins || self.length < 2 {
            return Fit::Word;
        }
        let mut best = Fit::Piece;
        for start in self.needle.starts(&text.as_bytes()[part.clone()]) {
            best = best.max(self.fit_at(text, part.start + start));
            if best == Fit::Word {
                break;
            }
        }
        best
    }

    fn fit_at(&self, text: &str, start: usize) -> Fit {
        if self.begins && text[..start].ends_with(is_of_word) {
            Fit::Piece
        } else if self.ends && text[start + self.length..].starts_with(is_of_word) {
            Fit::Beginning
        } else {
            Fit::Word
        }
    }
}

/// Whether a folded character is a letter or digit of a script that has spaces between words: not of Han, kana, hangul, Thai,
/// Lao, Burmese or Khmer.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && matches!(c, '\0'..'\u{e00}' | '\u{10a0}'..'\u{1100}' | '\u{1e00}'..'\u{2000}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Query;
    use crate::library::fold::Folded;

    fn found(query: &str, text: &str) -> Option<(u32, Fit)> {
        let query = Query::parse(query);
        let folded = Folded::of(text);
        Matcher::new(&query.terms[0]).count(&folded.text, &folded.changes, 0..folded.text.len())
    }

    #[test]
    fn words_fit_better_than_their_beginnings_and_these_better_than_pieces() {
        assert_eq!(found("art", "Party, cart"), Some((2, Fit::Piece)));
        assert_eq!(found("art", "party artful"), Some((2, Fit::Beginning)));
        assert_eq!(found("art", "party artful ART."), Some((3, Fit::Word)));
        assert_eq!(found("été", "l’été"), Some((1, Fit::Word)));
        assert_eq!(found("国", "中国人"), Some((1, Fit::Word)));
        assert_eq!(found("art", "中国art人"), Some((1, Fit::Word)));
        assert_eq!(found("2020", "12020"), Some((1, Fit::Piece)));
        assert_eq!(found("2020", "在2020年"), Some((1, Fit::Word)));
        assert_eq!(found("art", "none"), None);
    }

    #[test]
    fn a_phrase_is_found_as_it_is_written() {
        for (phrase, yes, no) in [
            (
                "\"art\"",
                &["Art", "the ART of", "ａｒｔ", "art's", "an art"][..],
                &["party", "arts", "àrt", "artful"][..],
            ),
            ("\"café\"", &["café", "CAFÉ", "cafe\u{301}", "un café."], &["cafe", "cafés", "cafè"]),
            ("\"cafe\u{301}\"", &["café", "cafe\u{301}"], &["cafe"]),
            ("\"cafe\"", &["cafe", "Cafe"], &["café", "cafe\u{301}"]),
            ("「老楊」", &["老楊在", "小老楊"], &["老杨在"]),
            ("「老杨」", &["老杨在"], &["老楊在"]),
            ("\"the captain's\"", &["the captain’s", "The\nCaptain's"], &["the captains", "thé captain's"]),
            ("\"office\"", &["office"], &["oﬃce"]),
            ("\"e-mail\"", &["e‑mail", "E–mail"], &["email"]),
            ("\"ещё\"", &["Ещё", "еще\u{308}"], &["еще"]),
            ("\"Straße\"", &["straße"], &["strasse"]),
        ] {
            for text in yes {
                assert_eq!(found(phrase, text).map(|(count, _)| count), Some(1), "{phrase} in {text}");
            }
            for text in no {
                assert_eq!(found(phrase, text), None, "{phrase} in {text}");
            }
        }
    }

    #[test]
    fn a_phrase_among_other_changes() {
        assert_eq!(found("\"b\"", "“A” b É\u{301} b\u{301} ﬃ B　b"), Some((3, Fit::Word)));
        assert_eq!(found("「国家」", "國家、国家，國家國家国家"), Some((2, Fit::Word)));
    }
}
