//! What kramdown and Obsidian have beyond Markdown, rewritten to what the parser knows. Code stays as it is.
//!
//! The parser's own extensions for some of it lose text or read too much: attributes of headings take `{1, 2}`, wiki links
//! take `[[1]](address)` and panic on `![[] ]()]]`, alerts have no titles, and math takes single dollars.

use super::html_blocks::{HtmlBlock, fence_mark};
use super::rewriter::{Rewriter, byte, indent, line_end, run, until};
use super::{kramdown, obsidian};
use crate::article::changes::ChangeLog;
use kramdown::Abbreviations;
use std::borrow::Cow;

/// Rewrites a text, and takes the abbreviations that it defines.
pub fn rewrite<'a>(text: &'a str, blocks: &[HtmlBlock<'a>], log: &mut ChangeLog) -> (Cow<'a, str>, Abbreviations<'a>) {
    let mut abbreviations = Abbreviations::default();
    if !has_mark(text) {
        return (Cow::Borrowed(text), abbreviations);
    }
    let mut code = CodeBlocks { fence: None, after_blank: true, in_list: false };
    let mut r = Rewriter::new(text, blocks, log);
    // The line before, if it isn't blank.
    let (mut at, mut before) = (0, "");
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        if code.holds(line) {
            (at, before) = (end, line.trim());
            continue;
        }
        let block = kramdown::block(&mut r, at, before, &mut abbreviations);
        let block = block.or_else(|| obsidian::block(&mut r, at, before));
        before = if matches!(block, Some((_, true))) { "" } else { line.trim() };
        at = match block {
            Some((next, _)) => next,
            None => spans(&mut r, at, end),
        };
    }
    (r.finish(), abbreviations)
}

/// Whether a text has one of the marks that begin something here.
fn has_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..bytes.len()).any(|i| match (bytes[i - 1], bytes[i]) {
        (b'{', b':' | b'#') | (b'*' | b'[', b'[') | (b'$', b'$') | (b'%', b'%') | (b' ' | b'\n', b'^') => true,
        (b'=', b'=') => byte(text, i + 1) != b'=' && (i < 2 || bytes[i - 2] != b'='),
        (b'[', b'!') => byte(text, i + 1).is_ascii_alphanumeric(),
        (b']', b'(') => kramdown::spaced_address(text, i, text.len()).is_some(),
        _ => false,
    })
}

/// Rewrites the marks in a line, from a place on; gives the place where the next line begins.
fn spans(r: &mut Rewriter<'_, '_>, start: usize, mut end: usize) -> usize {
    let text = r.text;
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at = until(text, at, b"\\`<{$][!=%^\n");
        if at >= end.min(text.len()) || bytes[at] == b'\n' {
            return end;
        }
        let next = match bytes[at] {
            b'\\' => Some((at + 1..=end).find(|&next| next > at + 1 && text.is_char_boundary(next)).unwrap_or(end)),
            b'`' => Some(code_end(text, at, end)),
            b'<' => tag_end(text, at, end),
            b'{' | b'$' | b']' => kramdown::span(r, start, at, end),
            _ => obsidian::span(r, start, at, end),
        };
        at = next.unwrap_or(at + 1);
        if at > end {
            end = line_end(text, at);
        }
    }
}

/// The end of the code that backticks at a place begin, or of the backticks if nothing closes them in the line.
#[inline(never)]
pub fn code_end(text: &str, at: usize, end: usize) -> usize {
    let length = run(text, at, b"`");
    let mut next = at + length;
    // Each length is looked for from each place once; longer ones than these open nothing.
    while length <= 8 && next < end {
        next = until(text, next, b"`\n");
        let other = run(text, next, b"`");
        if other == length || other == 0 {
            return if other == 0 { at + length } else { next + other };
        }
        next += other;
    }
    at + length
}

/// The longest tag that is looked for, in bytes.
const LONGEST_TAG: usize = 2000;

/// The end of the tag or address in angle brackets at a place.
fn tag_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let first = byte(text, at + 1);
    (first.is_ascii_alphabetic() || matches!(first, b'/' | b'!')).then_some(())?;
    let near = &text.as_bytes()[at..end.min(at + LONGEST_TAG)];
    Some(at + near.iter().position(|b| *b == b'>')? + 1)
}

/// Which lines are of a block of code.
struct CodeBlocks {
    fence: Option<(u8, usize)>,
    after_blank: bool,
    in_list: bool,
}

impl CodeBlocks {
    /// Whether the next line is.
    fn holds(&mut self, line: &str) -> bool {
        let content = line[run(line, 0, b" \t>")..].trim_end();
        let mark = fence_mark(content);
        if let Some((sign, length)) = self.fence {
            if mark.is_some_and(|(other, n)| other == sign && n >= length && content.len() == n) {
                self.fence = None;
            }
            return true;
        }
        if let Some((sign, length)) = mark
            && !(sign == b'`' && until(content, length, b"`") < content.len())
        {
            self.fence = mark;
            return true;
        }
        if content.is_empty() {
            self.after_blank = true;
            return false;
        }
        let depth: usize = line.bytes().take(indent(line)).map(|b| if b == b'\t' { 4 } else { 1 }).sum();
        let is_code = depth >= if self.in_list { 8 } else { 4 } && self.after_blank;
        let is_item = is_list_item(content);
        self.in_list = is_item && !is_code || self.in_list && !(depth == 0 && self.after_blank);
        self.after_blank &= is_code;
        is_code
    }
}

#[inline(never)]
fn is_list_item(content: &str) -> bool {
    let number = run(content, 0, b"0123456789");
    let marks: &[u8] = if number > 0 { b".)" } else { b"-*+" };
    marks.contains(&byte(content, number)) && matches!(byte(content, number + 1), b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        rewrite(text, &[], &mut ChangeLog::default()).0.into_owned()
    }

    #[test]
    fn marks_become_what_the_parser_knows() {
        for (text, wanted) in [
            ("a $$x_1$$ b", "a `x_1` b"),
            ("$$\na `b`\n= c\n$$\n", "`` a `b` = c ``\n"),
            ("# A {#b .c}\n", "# <a id=\"b\"></a>A \n"),
            ("A {#b}\n---\n", "<a id=\"b\"></a>A \n---\n"),
            ("![a](my file.png \"b\")", "![a](<my file.png> \"b\")"),
            ("[a](../b c/(d).md)", "[a](<../b c/(d).md>)"),
            ("[[a b]]", "<a data-wikilink href=\"a%20b\">a b</a>"),
            ("[[a_b#c]]", "<a data-wikilink href=\"a_b#c\">a&#95;b &gt; c</a>"),
            ("> [!info]+ b\n> c", "> <strong>b</strong>\n> \n> c"),
            ("==a b==，==c==", "<mark>a b</mark>，<mark>c</mark>"),
            ("a %%b%% c", "a  c"),
            ("- a\n\n        {: .code}\n\n    b *c*{: .d}\n", "- a\n\n        {: .code}\n\n    b *c*\n"),
            ("{:name: .a}\n[x](y){:.b}", "\n[x](y)"),
        ] {
            assert_eq!(rewritten(text), wanted);
        }
    }

    #[test]
    fn what_only_looks_like_them_stays() {
        for text in [
            "`$$x$$` and \\$$x$$",
            "$$\n\nx",
            "a $$$5$$ b",
            "## A {1, 2}",
            "text {#a}",
            "a [b](c d)",
            "![a](b c)\n",
            "![[ a]] [[a [[b]",
            "> a\n> [!b]\n",
            "===\n== a ==",
            "x==y==z",
            "<a href=\"?a==b==\">c</a>",
            "100%%, 50%%",
            "2 ^10 and ^",
            "~~~\n[[a]]\n~~\n[[b]]\n~~~",
            "a {: .b}",
            "[a](图b)",
            "{::other}a{:/}",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }

    #[test]
    fn unclosed_marks_are_looked_for_once() {
        // Each of them would be quadratic, and take minutes.
        for mark in ["$$", "==a ", "[[", "%%a ", "{::comment}", "{: ", "](/ ", "`", "\n%%", "\n\n$$a\n\n", "<a "] {
            let text = mark.repeat(200_000);
            assert!(rewritten(&text).len() < 20 * text.len());
        }
    }
}
