//! A Markdown text that is rewritten in one pass, from its beginning to its end.

use super::html_blocks::{HtmlBlock, PLACEHOLDER};
use crate::article::changes::{ChangeLog, Kind};
use crate::article::reason::Reason;
use std::borrow::Cow;
use std::ops::Range;

/// The text, and what became of it so far.
pub struct Rewriter<'a, 'l> {
    /// The text as it was.
    pub text: &'a str,
    blocks: &'l [HtmlBlock<'a>],
    log: &'l mut ChangeLog,
    out: String,
    /// Everything before is in `out`, or gone.
    done: usize,
    /// What follows nowhere, each up to a place in the text.
    missing: Vec<(&'static str, usize)>,
}

impl<'a, 'l> Rewriter<'a, 'l> {
    /// A text with the blocks of HTML that were lifted out of it.
    pub fn new(text: &'a str, blocks: &'l [HtmlBlock<'a>], log: &'l mut ChangeLog) -> Self {
        Rewriter { text, blocks, log, out: String::new(), done: 0, missing: Vec::new() }
    }

    /// Puts something else in the place of a part of the text that follows all others.
    pub fn replace(&mut self, range: Range<usize>, new: &str) {
        self.out.push_str(&self.text[self.done..range.start]);
        self.out.push_str(new);
        self.done = range.end;
    }

    /// Notes what the article will not have. Blocks of HTML are told as they were.
    pub fn note(&mut self, reason: Reason, text: &str) {
        let text = text.trim();
        let mut whole = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(PLACEHOLDER) {
            let Some((number, after)) = rest[start + PLACEHOLDER.len()..].split_once(" -->") else { break };
            whole.push_str(&rest[..start]);
            let block = number.parse::<usize>().ok().and_then(|number| self.blocks.get(number));
            whole.push_str(block.map_or("", |block| block.html));
            rest = after;
        }
        whole.push_str(rest);
        self.log.append("template", reason, Kind::Removed, &whole);
    }

    /// The place of a mark before `end` that is as wanted. After a search in vain none is made up to there for this `what`.
    pub fn find(
        &mut self,
        what: &'static str,
        mark: &str,
        from: usize,
        end: usize,
        is_it: impl Fn(&str, usize) -> bool,
    ) -> Option<usize> {
        if self.missing.iter().any(|&(other, until)| other == what && end <= until) {
            return None;
        }
        let text = self.text;
        let found = text[from..end].match_indices(mark).map(|(at, _)| from + at).find(|&at| is_it(text, at));
        if found.is_none() {
            self.missing.retain(|(other, _)| *other != what);
            self.missing.push((what, end));
        }
        found
    }

    /// The whole of it.
    pub fn finish(mut self) -> Cow<'a, str> {
        if self.done == 0 && self.out.is_empty() {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.done..]);
        Cow::Owned(self.out)
    }
}

/// The offset after the line that a place is in.
pub fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n + 1)
}
