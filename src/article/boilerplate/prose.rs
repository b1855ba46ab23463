//! What is prose, which no rule takes for the name of its element: a sentence with its full stop, or running text.
//!
//! What is plainly about the page goes all the same: it addresses the readers of a site, or is a legal line.

use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::{TextStats, count};
use crate::text::case::lower;
use std::sync::LazyLock;

/// Running text is at least this long outside of links, in characters; those of East Asian scripts count twice.
const RUNNING: usize = 120;
/// The fewest words of a sentence, and the fewest characters of one without spaces.
const FEWEST_WORDS: usize = 3;
const FEWEST_WIDE: usize = 6;
/// The most characters of a line about the page.
const LONGEST_ABOUT_PAGE: usize = 240;

static PAGE_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("page_words.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with(['#', '['])).collect()
});

/// Whether an element holds a line of prose that is not about the page.
pub fn holds_prose(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    if !stats.may_be_prose(id) {
        return false;
    }
    // A line is the texts of one block up to a break.
    let mut line = Line::default();
    let mut last_block = None;
    for node in std::iter::once(id).chain(dom.descendants(id)) {
        let text = dom.as_text(node).filter(|_| !dom.is_space(node));
        let block = text.and_then(|_| dom.ancestors(node).find(|&a| !dom.is_inline(a)));
        if dom.tag(node) == "br" || text.is_some() && block != last_block {
            if line.is_somebodys_prose() {
                return true;
            }
            line = Line::default();
        }
        let Some(text) = text else { continue };
        last_block = block;
        dom.spend(text.len() as u64 / 16);
        line.push(text, dom.closest(node, &["a", "button"]).is_some());
    }
    line.is_somebodys_prose()
}

/// One line of text.
#[derive(Default)]
struct Line {
    /// What is outside of links.
    own: String,
    /// With the text of links.
    all: String,
    /// Characters inside of links.
    linked: usize,
}

impl Line {
    #[inline(never)]
    fn push(&mut self, text: &str, is_linked: bool) {
        self.all.push_str(text);
        if is_linked {
            self.linked += text.chars().count();
            // A sentence goes on around a link in it.
            self.own.push_str(" \u{fffc} ");
        } else {
            self.own.push_str(text);
        }
    }

    #[inline(never)]
    fn is_somebodys_prose(&self) -> bool {
        self.is_prose() && !is_about_page(&self.all)
    }

    fn is_prose(&self) -> bool {
        let (chars, wide) = count(&self.own);
        let length = (chars + wide) as usize;
        // Names and dates in a row of links are no sentence.
        self.linked <= chars as usize && (length >= RUNNING || ends_sentence(&self.own))
    }
}

/// Whether a text holds a sentence with its full stop.
#[inline(never)]
fn ends_sentence(text: &str) -> bool {
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let is_end = match c {
            '。' | '।' | '۔' => true,
            '.' => {
                let word = text[..at].chars().rev().take_while(|c| c.is_alphabetic()).count();
                let after = rest.trim_start_matches(['"', '\'', '”', '’', ')', '»']);
                // Not in an address or number, nor after an initial or a shortened month.
                word > 1
                    && (after.is_empty() || after.starts_with(char::is_whitespace))
                    && !after.trim_start().starts_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        if !is_end {
            continue;
        }
        let sentence = &text[start..at];
        let (_, wide) = count(sentence);
        let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        if wide as usize >= FEWEST_WIDE || words >= FEWEST_WORDS {
            return true;
        }
        start = at + c.len_utf8();
    }
    false
}

/// Whether a line addresses the readers of a site, or is a legal line.
#[inline(never)]
fn is_about_page(text: &str) -> bool {
    text.chars().take(LONGEST_ABOUT_PAGE + 1).count() <= LONGEST_ABOUT_PAGE && {
        let text = lower(text);
        PAGE_WORDS.iter().any(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    fn is_prose(text: &str) -> bool {
        let mut line = Line::default();
        line.push(text, false);
        line.is_somebodys_prose()
    }

    #[test]
    fn sentences_and_running_text_are_prose() {
        for text in [
            "He came home.",
            "The ferry was late again, and nobody minded.",
            "他没有回家过年。",
            &"word ".repeat(30),
            &"桥".repeat(60),
        ] {
            assert!(is_prose(text), "{text}");
        }
    }

    #[test]
    fn labels_dates_and_lines_of_the_page_are_not() {
        for text in [
            "By Ann Lee",
            "Posted on Jan. 5, 2021 at 6:00 a.m. by Ann",
            "Share this article. It helps us.",
            "Copyright 2021 Example. All rights reserved.",
            "转载请注明出处，谢谢各位读者。",
            "www.example.org 2.5",
            &"桥".repeat(59),
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
