//! A Markdown text that is rewritten in one pass, from its beginning to its end.
//!
//! What a text rarely has costs the compressed core as much as what all have: these functions are never inlined, and
//! they look at bytes.

use super::html_blocks::{HtmlBlock, lifted};
use crate::article::changes::{ChangeLog, Kind};
use crate::article::reason::Reason;
use std::borrow::Cow;

/// What is looked for far ahead, and found nowhere, only once.
#[derive(Clone, Copy)]
pub enum Sought {
    /// The end of `{::comment}` or of a comment of MDX.
    Comment,
    /// The end of `{::nomarkdown}`.
    Verbatim,
    /// The end of `$$`.
    Math,
    /// The end of `==`.
    Highlight,
    /// The end of `%%` in its line.
    Remark,
    /// The end of `%%` in a line of its own.
    Remarks,
}

/// The text, and what became of it so far.
pub struct Rewriter<'a, 'l> {
    /// The text as it was.
    pub text: &'a str,
    blocks: &'l [HtmlBlock<'a>],
    log: &'l mut ChangeLog,
    out: String,
    /// Everything before is in `out`, or gone.
    done: usize,
    /// Up to where what was sought does not occur.
    none_until: [usize; 6],
}

impl<'a, 'l> Rewriter<'a, 'l> {
    /// A text with the blocks of HTML that were lifted out of it.
    pub fn new(text: &'a str, blocks: &'l [HtmlBlock<'a>], log: &'l mut ChangeLog) -> Self {
        Rewriter { text, blocks, log, out: String::new(), done: 0, none_until: [0; 6] }
    }

    /// Puts other texts in the place of a part that follows all others so far.
    #[inline(never)]
    pub fn replace(&mut self, from: usize, to: usize, new: &[&str]) {
        self.out.push_str(&self.text[self.done..from]);
        for part in new {
            self.out.push_str(part);
        }
        self.done = to;
    }

    /// The same, and notes what the article will not have.
    #[inline(never)]
    pub fn remove(&mut self, from: usize, to: usize, reason: Reason) {
        self.note(reason, from, to);
        self.replace(from, to, &[]);
    }

    /// Notes a part of the text. Blocks of HTML are told as they were.
    #[inline(never)]
    pub fn note(&mut self, reason: Reason, from: usize, to: usize) {
        let mut whole = String::new();
        for line in self.text[from..to].split_inclusive('\n') {
            whole.push_str(lifted(line, self.blocks).map_or(line, |block| block.html));
        }
        self.log.append("template", reason, Kind::Removed, whole.trim());
    }

    /// The place of a mark before `end` that is as wanted.
    #[inline(never)]
    pub fn find(
        &mut self,
        sought: Sought,
        mark: &str,
        from: usize,
        end: usize,
        is_it: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let none_until = &mut self.none_until[sought as usize];
        if end <= *none_until {
            return None;
        }
        let mut at = from;
        while let Some(found) = find(&self.text[at..end], mark) {
            at += found;
            if is_it(at) {
                return Some(at);
            }
            at += 1;
        }
        *none_until = end;
        None
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

/// The offset of a mark.
#[inline(never)]
pub fn find(text: &str, mark: &str) -> Option<usize> {
    text.find(mark)
}

/// The place of the first of these bytes from a place on, or the text's end.
#[inline(never)]
pub fn until(text: &str, at: usize, bytes: &[u8]) -> usize {
    text.as_bytes()[at..].iter().position(|b| bytes.contains(b)).map_or(text.len(), |n| at + n)
}

/// The offset after the line that a place is in.
#[inline(never)]
pub fn line_end(text: &str, at: usize) -> usize {
    (until(text, at, b"\n") + 1).min(text.len())
}

/// The byte at a place, a line feed outside of the text.
#[inline(never)]
pub fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(b'\n')
}

/// How many of these bytes follow each other from a place on.
#[inline(never)]
pub fn run(text: &str, at: usize, bytes: &[u8]) -> usize {
    text.as_bytes()[at..].iter().take_while(|b| bytes.contains(b)).count()
}

/// How far the white space at a line's start goes.
#[inline(never)]
pub fn indent(line: &str) -> usize {
    run(line, 0, b" \t")
}

/// Whether a text has nothing but these bytes, letters and digits; the signs of other scripts count as letters.
#[inline(never)]
pub fn is_made_of(text: &str, bytes: &[u8]) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || bytes.contains(&b))
}
