//! Folding for search, and the way back to the original.
//!
//! Texts are equal if they are so in lower case, normal width, Simplified characters, composed kana and hangul, and all
//! else decomposed by Unicode's compatibility mappings (NFKD) without accents, with one apostrophe, one quotation mark, one
//! hyphen, and one space for each run of white space, and without zero-width characters. `letters.rs` has the table.
//! [`Folded`] has the folded text, which is searched, and only the differences from the original: no text is stored twice.

mod bytes;
mod change;
mod compose;
mod cut;
mod han;
mod letters;
mod unfold;
mod width;
mod written;

pub use cut::{cut, line_ends};
pub use letters::{Normalizer, decompose, use_normalizer};
pub use unfold::{unfold, unfold_marked};
pub use written::{as_written, changed_letters, originals, same_letters};

use change::Change;
use han::Table;
use letters::{Letter, Letters, is_mark};

/// Separates the fields of a post in its folded text; no folded text contains it.
pub const FIELD_SEPARATOR: u8 = 1;
/// Separates the values of a field.
pub const VALUE_SEPARATOR: u8 = 2;

/// A folded text and its differences from the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// The differences, in order, in the format of `change.rs`.
    pub changes: Vec<u8>,
    /// Where the last difference ends in the folded text.
    same_from: usize,
}

/// Folds a text, without the way back.
pub fn fold(text: &str) -> String {
    Folded::of(text).text
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Folded {
        let mut folded = Folded::default();
        folded.push(text);
        folded
    }

    /// Appends a separator.
    pub fn separate(&mut self, separator: u8) {
        self.text.push(char::from(separator));
    }

    /// Folds and appends a text.
    pub fn push(&mut self, text: &str) {
        self.push_by(text, Letters::get(), Table::get());
    }

    fn push_by(&mut self, text: &str, letters: &Letters, han: Table) {
        self.text.reserve(text.len());
        let bytes = text.as_bytes();
        // Unchanged text is copied in runs, from `done` to `at`.
        let (mut done, mut at) = (0, 0);
        while let Some(&b) = bytes.get(at) {
            match b {
                b'!'..=b'@' | b'['..=b'_' | b'a'..=b'~' => at += 1,
                b' ' if bytes.get(at + 1).is_some_and(|next| matches!(next, b'!'..=b'~' | 0xe4..=0xe9)) => at += 1,
                // U+4000 to U+9FFF, nearly all of Chinese.
                0xe4..=0xe9 => {
                    let c = u32::from(b & 0xf) << 12
                        | u32::from(bytes[at + 1] & 0x3f) << 6
                        | u32::from(bytes[at + 2] & 0x3f);
                    if let Some((simplified, variant)) = han.fold(c) {
                        self.text.push_str(&text[done..at]);
                        self.change(simplified, Change::Han(variant));
                        done = at + 3;
                    }
                    at += 3;
                }
                _ => {
                    let rest = &text[at..];
                    let length = self.unit(rest, &text[done..at], letters, han);
                    match length {
                        Ok(changed) => {
                            at += changed;
                            done = at;
                        }
                        Err(same) => at += same,
                    }
                }
            }
        }
        self.text.push_str(&text[done..]);
    }

    /// Folds the first unit of `rest`: a character, a run of white space, kana and its mark, or a hangul syllable.
    /// If it changes, appends `before` and the folded unit. Returns its length, as `Err` if it doesn't change.
    fn unit(&mut self, rest: &str, before: &str, letters: &Letters, han: Table) -> Result<usize, usize> {
        let Some(c) = rest.chars().next() else { return Err(0) };
        let length = c.len_utf8();
        let one_width = width::fold(c);
        if let Some((composed, more)) = compose::compose(one_width, one_width != c, &rest[length..]) {
            self.text.push_str(before);
            self.change(composed, Change::Literal(&rest[..length + more]));
            return Ok(length + more);
        }
        if let Some((simplified, variant)) = han.fold(u32::from(c)) {
            self.text.push_str(before);
            self.change(simplified, Change::Han(variant));
            return Ok(length);
        }
        let is_accent = is_mark(c);
        match letters.fold(one_width) {
            Letter::Blank => {
                // Accents belong to the letter before them, whatever follows.
                let ends = |c: char| if is_accent { !is_mark(c) } else { !is_blank(c) };
                let end = rest.find(ends).unwrap_or(rest.len());
                let run = &rest[..end];
                if run == " " {
                    return Err(1);
                }
                self.text.push_str(before);
                let folded = if run.contains(char::is_whitespace) { " " } else { "" };
                self.change_text(folded, Change::of_space(run));
                return Ok(end);
            }
            Letter::Same if one_width == c => return Err(length),
            Letter::Same => {
                self.text.push_str(before);
                self.change(one_width, Change::of_character(c, one_width));
            }
            Letter::One(folded) => {
                self.text.push_str(before);
                self.change(folded, Change::of_character(c, folded));
            }
            Letter::Many(number) => {
                self.text.push_str(before);
                self.change_text(letters.text(number), Change::Character(c));
            }
        }
        Ok(length)
    }

    fn change(&mut self, folded: char, change: Change) {
        self.change_text(folded.encode_utf8(&mut [0; 4]), change);
    }

    fn change_text(&mut self, folded: &str, change: Change) {
        change.write(self.text.len() - self.same_from, folded.len(), &mut self.changes);
        self.text.push_str(folded);
        self.same_from = self.text.len();
    }
}

/// Whether a character is white space, a control, of zero width or an accent by itself. This includes the separators of
/// fields and values, so that no text can contain them.
pub fn is_blank(c: char) -> bool {
    match c {
        // Shortcut for kana, Han and hangul.
        '\u{3001}'..='\u{fdff}' => false,
        _ => {
            c.is_whitespace()
                || c.is_control()
                || is_mark(c)
                || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
                    | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        }
    }
}
