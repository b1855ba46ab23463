//! Which tag closes which, and what only looks like a tag.

use super::names::Meaning;
use super::tag::{Syntax, Tag};
use super::text;

/// A picture with its caption between two marks is no longer than this, in bytes.
const LONGEST_CAPTION: usize = 2_500;

/// A closing tag is for one of so many that are open.
const MOST_OPEN: usize = 1_000;

/// Joins each closing tag to the last open one of its name.
pub fn join(tags: &mut [Tag]) {
    let mut open: Vec<usize> = Vec::new();
    for i in 0..tags.len() {
        let Tag { syntax, name, is_close, .. } = tags[i];
        if is_close {
            let closes = |opened: &Tag| {
                opened.name == name && opened.syntax == syntax || name.is_empty() && opened.syntax == Syntax::Zola
            };
            let nearest = open.iter().rev().take(MOST_OPEN).position(|&opened| closes(&tags[opened]));
            if let Some(depth) = nearest {
                // What is open inside is closed by nothing.
                let opened = open[open.len() - 1 - depth];
                open.truncate(open.len() - 1 - depth);
                tags[opened].partner = Some(i);
                tags[i].partner = Some(opened);
            }
        } else if tags[i].content.is_none() && !matches!(syntax, Syntax::Value | Syntax::Escaped) {
            open.push(i);
        }
    }
}

/// Makes a text of what only looks like a shortcode.
pub fn drop_words(body: &str, tags: &mut [Tag]) {
    for i in 0..tags.len() {
        let Tag { syntax, meaning, is_close, open_end, partner, .. } = tags[i];
        let is_text = match partner {
            None => {
                let is_bare = meaning.is_none() && tags[i].parameters.is_empty();
                is_close || is_bare || matches!(meaning, Some(Meaning::Caption | Meaning::Quote | Meaning::Aside))
            }
            Some(end) => {
                !is_close && meaning == Some(Meaning::Caption) && !has_picture(&body[open_end..tags[end].start])
            }
        };
        if is_text && syntax == Syntax::WordPress {
            for number in [i, partner.unwrap_or(i)] {
                tags[number].end = tags[number].start;
            }
        }
    }
}

/// Whether what is between the marks of a caption can be a picture with it.
fn has_picture(content: &str) -> bool {
    content.len() <= LONGEST_CAPTION && ["<img", "&lt;img", "!["].iter().any(|mark| text::has(content, mark))
}
