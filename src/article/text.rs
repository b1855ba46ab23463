//! An article's plain text.

use super::dom::{Dom, NodeId};
use crate::text::space::{fold_space, push_folded};
use std::ops::Range;

/// How many characters an excerpt has at most.
const EXCERPT: usize = 140;

/// A line of an article's text, or a picture between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The first text of the line, or the picture; none for a line that shows nothing.
    pub node: Option<NodeId>,
    /// Whether it is a picture.
    pub is_picture: bool,
    /// Where it is in the text.
    pub range: Range<usize>,
}

/// An article's text with its lines and pictures in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The text, one line a block.
    pub text: String,
    /// The lines and pictures.
    pub blocks: Vec<Line>,
}

/// The text, one line a block; what `rt` says beside a character isn't part of it.
pub fn of(dom: &Dom) -> Lines {
    let root = dom.root();
    let mut out = Lines::default();
    let mut first = None;
    let mut line = String::new();
    let mut at = dom.first_child(root);
    let mut last_block: Option<NodeId> = None;
    while let Some(id) = at {
        let tag = dom.tag(id);
        if matches!(tag, "rt" | "rp") {
            at = dom.following_skip(id, root);
            continue;
        }
        if let Some(text) = dom.as_text(id) {
            let block = dom.ancestors(id).find(|&a| !dom.is_inline(a));
            if block != last_block {
                out.end_line(&mut line, &mut first);
                last_block = block;
            }
            if first.is_none() && dom.is_shown_text(id) {
                first = Some(id);
            }
            if block.is_some_and(|b| dom.tag(b) == "pre") {
                for (i, part) in text.split('\n').enumerate() {
                    if i > 0 {
                        out.end_line(&mut line, &mut first);
                        first = Some(id);
                    }
                    line.push_str(part);
                }
            } else {
                line.push_str(text);
            }
        } else if tag == "img" {
            let end = out.text.len();
            out.blocks.push(Line { node: Some(id), is_picture: true, range: end..end });
        } else if !dom.is_inline(id) {
            out.end_line(&mut line, &mut first);
        }
        at = dom.following(id, root);
    }
    out.end_line(&mut line, &mut first);
    out
}

impl Lines {
    fn end_line(&mut self, line: &mut String, first: &mut Option<NodeId>) {
        let end = self.text.len();
        if end > 0 {
            self.text.push('\n');
        }
        let start = self.text.len();
        if push_folded(line, &mut self.text) {
            self.blocks.push(Line { node: *first, is_picture: false, range: start..self.text.len() });
        } else {
            self.text.truncate(end);
        }
        line.clear();
        *first = None;
    }
}

/// The first words of the article itself: captions and the numbers of footnotes are left out.
pub fn excerpt_of(dom: &Dom, text: &str) -> String {
    let root = dom.root();
    let mut words = String::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at.filter(|_| words.len() < EXCERPT * 8) {
        let tag = dom.tag(id);
        if matches!(tag, "figure" | "sup" | "rt" | "rp" | "table" | "pre") {
            at = dom.following_skip(id, root);
            continue;
        }
        match dom.as_text(id) {
            Some(t) => words.push_str(t),
            None if !dom.is_inline(id) => words.push(' '),
            None => {}
        }
        at = dom.following(id, root);
    }
    let own = excerpt(&words);
    if own.is_empty() { excerpt(text) } else { own }
}

/// The first words of a text, cut at a sentence or word where one ends near.
pub fn excerpt(text: &str) -> String {
    let head = &text[..end_of(text, EXCERPT * 4)];
    let flat = fold_space(head);
    let cut = &flat[..end_of(&flat, EXCERPT)];
    if cut.len() == flat.len() {
        return flat;
    }
    let end = cut.rfind(['。', '！', '？']).map(|at| at + '。'.len_utf8());
    match end.filter(|&e| e > cut.len() / 2) {
        Some(end) => cut[..end].to_string(),
        None => {
            let word = cut.rfind(' ').filter(|&at| at > cut.len() * 2 / 3).unwrap_or(cut.len());
            format!("{}…", cut[..word].trim_end())
        }
    }
}

/// Byte offset of the end of the first `count` characters.
fn end_of(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end)
}
