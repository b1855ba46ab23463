//! Comparing headings with the title.

use crate::text::case::push_lower;

/// What counts in a title: letters and digits, whatever the case, width or punctuation.
#[inline(never)]
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            // Full-width forms of ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        };
        if is_alphanumeric(c) {
            push_lower(c, &mut key);
        }
    }
    key
}

/// Whether a character is a letter or a digit; Han needs no table.
fn is_alphanumeric(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// A title of more bytes isn't compared.
const LONGEST: usize = 4096;

/// A title, made ready for being compared.
pub struct Title {
    key: String,
    /// Its length in bytes.
    length: usize,
    /// Without the site's name.
    short: Option<String>,
    /// Without a label before it.
    bare: Option<String>,
}

impl Title {
    /// Reads a title.
    pub fn new(title: &str) -> Title {
        // No heading repeats a longer one, and each would be compared with it.
        let title = if title.len() > LONGEST { "" } else { title };
        Title {
            key: key(title),
            length: title.len(),
            short: without_site(title).map(key),
            bare: without_label(title).map(key),
        }
    }

    /// Whether a heading says no more than the title does.
    ///
    /// A title may begin with a label in brackets, which the heading leaves out, and end with its site's name after a dash or bar, which the heading leaves out, or the other way round.
    pub fn is_same(&self, heading: &str) -> bool {
        // A paragraph is no title.
        if heading.len() > 3 * self.length + 400 {
            return false;
        }
        let h = key(heading);
        !h.is_empty()
            && (h == self.key
                || self.short.as_ref() == Some(&h)
                || self.bare.as_ref() == Some(&h)
                // Without its end a heading's key is the beginning of what it was.
                || h.starts_with(&self.key) && without_site(heading).is_some_and(|short| key(short) == self.key))
    }

    /// Whether a heading is the title with a stray word before or after it.
    pub fn is_nearly(&self, heading: &str) -> bool {
        let h = key(heading);
        let (long, short) = if h.len() > self.key.len() { (&h, &self.key) } else { (&self.key, &h) };
        short.chars().count() >= 6
            && (long.starts_with(&**short) || long.ends_with(&**short))
            && long.chars().count() - short.chars().count() <= 4
    }
}

/// The title without the site's name: what comes before the last ` - `, ` | `, ` — `, `_`.
pub fn without_site(title: &str) -> Option<&str> {
    let begins_mark = |&(at, c): &(usize, char)| match c {
        '｜' | '|' | '_' | '－' => true,
        ' ' => [" - ", " | ", " – ", " — ", " :: "].iter().any(|mark| title[at..].starts_with(mark)),
        _ => false,
    };
    let (at, _) = title.char_indices().rev().find(begins_mark)?;
    Some(title[..at].trim()).filter(|short| short.chars().count() >= 4)
}

/// The most bytes of a label before a title.
const LONGEST_LABEL: usize = 40;

/// The title without a label in brackets before it: `[World] `, `【图集】`.
fn without_label(title: &str) -> Option<&str> {
    let (label, rest) = title.strip_prefix(['[', '【', '［'])?.split_once([']', '】', '］'])?;
    Some(rest.trim()).filter(|rest| label.len() <= LONGEST_LABEL && rest.chars().count() >= 4)
}
