//! Words of two texts.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words of a changed passage beyond which it is told as a whole: comparing costs their product.
pub(super) const MAX_WORDS: usize = 4000;

/// Lines of both texts beyond which they are one passage.
pub(super) const MAX_LINES: usize = 20_000;

/// Words that are different.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// How many only the later text has; a Han character or kana is one.
    pub new: usize,
    /// How many only the earlier text has.
    pub gone: usize,
    /// Each passage: what it was, and what it is.
    pub passages: Vec<(String, String)>,
}

impl Words {
    /// Whether the texts have the same words.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }
}

/// Compares lines, and words within those that changed.
pub fn words(before: &str, after: &str) -> Words {
    let (one, other): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut found = Words::default();
    let changes = if one.len() + other.len() > MAX_LINES && one != other {
        vec![DiffOp::Replace { old_index: 0, old_len: one.len(), new_index: 0, new_len: other.len() }]
    } else {
        capture_diff_slices(Algorithm::Myers, &one, &other)
    };
    for change in changes {
        if matches!(change, DiffOp::Equal { .. }) {
            continue;
        }
        let (was, is) = (one[change.old_range()].join("\n"), other[change.new_range()].join("\n"));
        let (was, is) = (split(&was), split(&is));
        if was.len() + is.len() > MAX_WORDS {
            found.add(&was, &is);
            continue;
        }
        for change in capture_diff_slices(Algorithm::Myers, &was, &is) {
            if !matches!(change, DiffOp::Equal { .. }) {
                found.add(&was[change.old_range()], &is[change.new_range()]);
            }
        }
    }
    found
}

impl Words {
    fn add(&mut self, was: &[&str], is: &[&str]) {
        let count = |words: &[&str]| words.iter().filter(|word| !word.trim().is_empty()).count();
        let (gone, new) = (count(was), count(is));
        if gone + new > 0 {
            self.gone += gone;
            self.new += new;
            self.passages.push((was.concat().trim().to_owned(), is.concat().trim().to_owned()));
        }
    }
}

/// Words and what is between them; a character that is no letter of an alphabet with spaces is one by itself.
pub(super) fn split(text: &str) -> Vec<&str> {
    let is_letter = |c: char| c.is_alphanumeric() && !('\u{2e80}'..='\u{ffef}').contains(&c) && c < '\u{20000}';
    let (mut words, mut start, mut was_letter) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        let letter = is_letter(c);
        if at > 0 && !(letter && was_letter) {
            words.push(&text[start..at]);
            start = at;
        }
        was_letter = letter;
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}
