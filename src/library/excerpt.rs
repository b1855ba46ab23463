//! A post's first words, stored as a range of its folded text where possible.

use super::fold::{Folded, VALUE_SEPARATOR, fold, unfold};
use crate::article::evidence::{Edges, HEAD, kind};
use crate::article::excerpt_of_text;
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// A stored excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Excerpt<'a> {
    /// The words themselves.
    Text(&'a str),
    /// A range of the folded text, in bytes.
    Range {
        start: u32,
        length: u32,
        /// Whether an ellipsis follows.
        is_cut: bool,
    },
}

impl Default for Excerpt<'_> {
    fn default() -> Self {
        Excerpt::Text("")
    }
}

impl<'a> Excerpt<'a> {
    /// Looks for the excerpt in the folded text from byte `from`.
    pub fn find(excerpt: &'a str, folded: &Folded, from: usize) -> Self {
        let cut = excerpt.strip_suffix('…');
        let words = cut.unwrap_or(excerpt);
        let needle = fold(words);
        let Some(at) = memmem::find(&folded.text.as_bytes()[from..], needle.as_bytes()) else {
            return Excerpt::Text(excerpt);
        };
        let (start, length) = ((from + at) as u32, needle.len() as u32);
        let found = Excerpt::Range { start, length, is_cut: cut.is_some() };
        let is_same = found.text(&folded.text, &folded.changes).as_deref() == Some(excerpt);
        if is_same { found } else { Excerpt::Text(excerpt) }
    }

    /// The words, given the folded text and its changes; `None` if the range doesn't fit them.
    pub fn text(&self, folded: &str, changes: &[u8]) -> Option<String> {
        match *self {
            Excerpt::Text(text) => Some(text.to_owned()),
            Excerpt::Range { start, length, is_cut } => {
                let range = start as usize..start.checked_add(length)? as usize;
                folded.get(range.clone())?;
                let words = on_one_line(unfold(folded, changes, range));
                Some(if is_cut { words + "…" } else { words })
            }
        }
    }
}

/// Replaces line feeds, and what separates comments, with spaces.
pub fn on_one_line(text: String) -> String {
    let breaks = ['\n', char::from(VALUE_SEPARATOR)];
    if text.contains(breaks) { text.replace(breaks, " ") } else { text }
}

/// The first words of what is left, without captions and tables as far as they are known.
pub fn new_excerpt(text: &str, edges: &Edges, goes: &[bool]) -> String {
    let left = edges.blocks.iter().zip(goes).take(HEAD).filter(|(block, goes)| !**goes && !block.is(kind::PICTURE));
    let mut is_aside = left.map(|(block, _)| block.is(kind::ASIDE));
    let words: Vec<&str> = text.lines().filter(|_| !is_aside.next().unwrap_or(false)).take(40).collect();
    let own = excerpt_of_text(&words.join(" "));
    if own.is_empty() { excerpt_of_text(text) } else { own }
}
