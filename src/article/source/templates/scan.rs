//! Finds the tags of a body and what they enclose. In code, between backticks and in comments a tag is what the post is about.
//!
//! Everything is found in one pass: where a mark comes next is remembered until the pass is beyond it.

use super::code::CodeLines;
use super::names::{self, Meaning};
use super::parameters::{Parameter, identifier, parse};
use super::tag::{Syntax, Tag, find_closing, is_alone};
use super::{pairs, text, values};
use crate::article::limits::MAX_TEMPLATE_TAGS;

/// A tag is no longer than this, in bytes.
const LONGEST: usize = 4_000;

/// A name is no longer than this, in bytes.
const LONGEST_NAME: usize = 40;

/// Marks that are looked for ahead.
const MARKS: [&str; 16] = [
    "\n",
    "\n\n",
    "%}",
    "}}",
    ">}}",
    "%}}",
    "*/>}}",
    "*/%}}",
    "*/}}",
    "]",
    "-->",
    "</pre",
    "</code",
    "</script",
    "</style",
    "</textarea",
];
const LINE: usize = 0;
const PARAGRAPH: usize = 1;
const LIQUID: usize = 2;
const VALUE: usize = 3;
const HUGO: usize = 4;
const HUGO_ESCAPED: usize = 6;
const HUGO_COMMENT: usize = 8;
const BRACKET: usize = 9;
const COMMENT: usize = 10;
/// The first end of an element in which no tag is read.
const OPAQUE: usize = 11;

/// The tags of a body, in their order. Braces are no tags of a saved page, which has been through its templates.
#[inline(never)]
pub fn tags(body: &str, is_markdown: bool, has_braces: bool) -> Vec<Tag<'_>> {
    let mut scan = Scan { body, ahead: [0; 16], closings: Vec::new() };
    let mut lines = CodeLines::default();
    let mut tags: Vec<Tag> = Vec::new();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() && tags.len() < MAX_TEMPLATE_TAGS {
        if is_markdown && (at == 0 || bytes[at - 1] == b'\n') {
            let end = scan.next(LINE, at).map_or(body.len(), |end| end + 1);
            if lines.is_code(&body[at..end]) {
                at = end;
                continue;
            }
        }
        let is_mark = |b: &u8| matches!(b, b'{' | b'[' | b'<' | b'`' | b'\n' | b'\\');
        let Some(found) = bytes[at..].iter().position(is_mark) else { break };
        at += found;
        let tag = match bytes[at] {
            b'{' if has_braces => scan.braces(at),
            b'[' => scan.wordpress(at),
            mark => {
                at = match mark {
                    b'`' if is_markdown => scan.code_span(at),
                    b'<' => scan.opaque(at).unwrap_or(at + 1),
                    // The escaped sign is no mark.
                    b'\\' if matches!(bytes.get(at + 1), Some(b'[' | b'`')) => at + 2,
                    _ => at + 1,
                };
                continue;
            }
        };
        at = tag.as_ref().map_or(at + 1, |tag| tag.end);
        tags.extend(tag);
    }
    pairs::join(&mut tags);
    pairs::drop_words(body, &mut tags);
    tags
}

struct Scan<'a> {
    body: &'a str,
    /// Where each mark was found last.
    ahead: [usize; MARKS.len()],
    /// Where the closing tag of each name was found last.
    closings: Vec<(Syntax, &'a str, (usize, usize))>,
}

impl<'a> Scan<'a> {
    /// Offset of the next mark.
    #[inline(never)]
    fn next(&mut self, mark: usize, from: usize) -> Option<usize> {
        if self.ahead[mark] < from.max(1) {
            self.ahead[mark] = text::find(&self.body[from..], MARKS[mark]).map_or(self.body.len(), |at| from + at);
        }
        (self.ahead[mark] < self.body.len()).then_some(self.ahead[mark])
    }

    /// The end of the paragraph, or of the text.
    fn paragraph_end(&mut self, from: usize) -> usize {
        self.next(PARAGRAPH, from).unwrap_or(self.body.len())
    }

    /// What is in a tag up to the mark that ends it: in the same paragraph and not far away.
    #[inline(never)]
    fn inside(&mut self, mark: usize, from: usize) -> Option<&'a str> {
        let end = self.next(mark, from)?;
        (end - from <= LONGEST && end <= self.paragraph_end(from)).then(|| &self.body[from..end])
    }

    /// The byte after a span of code, or after the backticks that begin none.
    #[inline(never)]
    fn code_span(&mut self, at: usize) -> usize {
        let ticks = |text: &str| text::count(text, &|b| b == b'`');
        let rest = &self.body[at..];
        let length = ticks(rest);
        let near = &rest[..rest.floor_char_boundary(length + LONGEST / 4)];
        let mut from = length;
        while let Some(found) = near.get(from..).and_then(|near| text::find(near, "`")) {
            let run = ticks(&rest[from + found..]);
            from += found + run;
            if run == length && from - length <= self.paragraph_end(at) - at {
                return at + from;
            }
        }
        at + length
    }

    /// The byte after a comment, or an element in which no tag is read.
    #[inline(never)]
    fn opaque(&mut self, at: usize) -> Option<usize> {
        let rest = &self.body[at + 1..];
        if rest.starts_with("!--") {
            return self.next(COMMENT, at).map(|end| end + 3);
        }
        let behind = |end: &str| rest.strip_prefix(&end[2..]).is_some_and(|rest| rest.starts_with([' ', '>', '\n']));
        let number = MARKS[OPAQUE..].iter().position(|end| behind(end))?;
        self.next(OPAQUE + number, at)
    }

    /// A tag in braces.
    #[inline(never)]
    fn braces(&mut self, at: usize) -> Option<Tag<'a>> {
        let rest = &self.body.as_bytes()[at..];
        match rest {
            [b'{', b'%', ..] => self.liquid(at),
            [b'{', b'{', b'<', ..] => self.hugo(at, 0),
            [b'{', b'{', b'%', ..] => self.hugo(at, 1),
            [b'{', b'{', b'/', b'*', ..] => {
                let end = self.next(HUGO_COMMENT, at)?;
                let mut tag = Tag::new(at, end + 4, Syntax::Hugo, "");
                tag.content = Some(&self.body[at + 4..end]);
                tag.meaning = Some(Meaning::Comment);
                Some(tag)
            }
            [b'{', b'{', ..] => {
                let inner = self.inside(VALUE, at + 2)?;
                let end = at + 4 + inner.len();
                let inner = trimmed(inner);
                let Some((name, arguments)) = call(inner) else { return Some(Tag::new(at, end, Syntax::Value, inner)) };
                let mut tag = Tag::new(at, end, Syntax::Zola, arguments);
                tag.name = name;
                tag.meaning = names::in_pages(name);
                // Only `{% name(…) %}` encloses anything.
                tag.content = Some("");
                // A function of a script is called so, too.
                let is_named = parse(arguments).iter().all(|argument| !argument.name.is_empty());
                (is_named && (tag.meaning.is_some() || !arguments.is_empty())).then_some(tag)
            }
            _ => None,
        }
    }

    fn liquid(&mut self, at: usize) -> Option<Tag<'a>> {
        let inner = self.inside(LIQUID, at + 2)?;
        let end = at + 4 + inner.len();
        let inner = trimmed(inner);
        let (name, parameters) = inner.split_at(identifier(inner));
        let mut tag = Tag::new(at, end, Syntax::Liquid, text::trim(parameters));
        tag.name = name;
        if let Some(closed) = name.strip_prefix("end") {
            (tag.name, tag.is_close) = (closed, true);
        } else if let Some((_, arguments)) = call(inner) {
            (tag.syntax, tag.parameters, tag.meaning) = (Syntax::Zola, arguments, names::in_pages(name));
        } else {
            tag.meaning = names::in_liquid(name);
        }
        let is_one = tag.syntax == Syntax::Zola
            || matches!(parameters.bytes().next(), None | Some(b' ' | b'\n' | b'\t' | b':' | b'.' | b'='));
        self.finished(tag).filter(|_| is_one)
    }

    /// A tag of Hugo, of its first or second form.
    fn hugo(&mut self, at: usize, form: usize) -> Option<Tag<'a>> {
        if self.body[at + 3..].starts_with("/*") {
            let end = self.next(HUGO_ESCAPED + form, at)?;
            let mut tag = Tag::new(at, end + 5, Syntax::Escaped, "");
            tag.content = Some(text::trim(self.body.get(at + 5..end)?));
            return Some(tag);
        }
        let inner = self.inside(HUGO + form, at + 3)?;
        let end = at + 6 + inner.len();
        let inner = text::trim(inner);
        let bare = inner.strip_prefix('/').map_or(inner, text::trim);
        let length = text::count(bare, &|b| b.is_ascii_alphanumeric() || b"_-./".contains(&b));
        let (name, parameters) = bare.split_at(length);
        // `/>}}` encloses nothing.
        let whole =
            parameters.strip_suffix('/').or(parameters.is_empty().then_some("").filter(|_| name.ends_with('/')));
        let mut tag = Tag::new(at, end, Syntax::Hugo, text::trim(whole.unwrap_or(parameters)));
        tag.name = name.strip_suffix('/').unwrap_or(name);
        tag.is_close = bare.len() < inner.len();
        tag.meaning = names::in_pages(tag.name);
        tag.content = whole.map(|_| "");
        self.finished(tag)
    }

    #[inline(never)]
    fn wordpress(&mut self, at: usize) -> Option<Tag<'a>> {
        let body = self.body;
        let is_close = body[at + 1..].starts_with('/');
        let name_start = at + 1 + usize::from(is_close);
        let (name, rest) = body[name_start..].split_at(identifier(&body[name_start..]));
        let glued = |c: char| c.is_alphanumeric() || matches!(c, '[' | '!' | ')');
        if !rest.starts_with([' ', '\n', '=', ']', '/']) || !is_close && body[..at].ends_with(glued) {
            return None;
        }
        let meaning = names::in_wordpress(name);
        // Most brackets are a link's or a sentence's.
        let first = rest.trim_ascii_start();
        let length = identifier(first);
        let may_be_pair = rest.starts_with(']') && name.contains('_');
        if meaning.is_none()
            && !is_close
            && !may_be_pair
            && (length == 0 || !first[length..].trim_ascii_start().starts_with('='))
        {
            return None;
        }
        let inner = self.inside(BRACKET, name_start + name.len())?;
        let end = name_start + name.len() + inner.len() + 1;
        let inner = text::trim(inner);
        let after = &body[end..];
        let is_link = after.starts_with(['(', ':'])
            || inner.is_empty() && !may_be_pair && after.starts_with('[') && !after.starts_with("[/");
        if is_link && !is_close {
            return None;
        }
        let is_whole = inner == "/" || inner.ends_with(" /") || inner.ends_with("\"/");
        let inner = if is_whole { text::trim(&inner[..inner.len() - 1]) } else { inner };
        let mut tag = Tag::new(at, end, Syntax::WordPress, inner.strip_prefix('=').unwrap_or(inner));
        (tag.name, tag.meaning, tag.is_close) = (name, meaning, is_close);
        let tag = self.finished(tag)?;
        (if is_close { inner.is_empty() } else { self.is_shortcode(&tag, inner) }).then_some(tag)
    }

    /// Whether a text in brackets can only be a shortcode. What needs a closing tag and has none is sorted out later.
    fn is_shortcode(&mut self, tag: &Tag, inner: &str) -> bool {
        let parameters = parse(tag.parameters);
        let is_named = |p: &Parameter| !p.name.is_empty() && (p.is_quoted || tag.meaning.is_some());
        let has_name = parameters.iter().any(is_named);
        match tag.meaning {
            // A plugin's name alone is one where it is closed, too.
            None if inner.is_empty() => true,
            None => has_name && parameters.iter().all(is_named) && !tag.name.bytes().any(|b| b.is_ascii_uppercase()),
            Some(Meaning::Player(..) | Meaning::Media(_)) => match &parameters[..] {
                _ if has_name => true,
                [] => tag.content.is_some(),
                [first, ..] if first.value.starts_with("http") => true,
                [id] => {
                    let is_like_one = id.value.len() == 11 || id.value.bytes().any(|b| b.is_ascii_digit());
                    is_like_one
                        && text::count(&id.value, &|b| b.is_ascii_alphanumeric() || b"_-/".contains(&b))
                            == id.value.len()
                }
                _ => false,
            },
            Some(Meaning::Nothing) => has_name || inner.is_empty() && is_alone(self.body, tag),
            Some(meaning) => {
                let has_content = tag.content.is_some() || !matches!(meaning, Meaning::Code(_) | Meaning::Embed);
                has_content && (inner.is_empty() || has_name || inner.starts_with('='))
            }
        }
    }

    /// Gives a tag the text that it encloses, where no tag is read in that. None if its name is none.
    #[inline(never)]
    fn finished(&mut self, mut tag: Tag<'a>) -> Option<Tag<'a>> {
        let first = tag.name.bytes().next().unwrap_or(b'_');
        if tag.name.len() > LONGEST_NAME
            || !(first.is_ascii_alphabetic() || first == b'_')
            || tag.name.is_empty() && !tag.is_close
        {
            return None;
        }
        let is_verbatim =
            matches!(tag.meaning, Some(Meaning::Code(_) | Meaning::Raw | Meaning::Comment | Meaning::Embed));
        let may_have =
            matches!(tag.meaning, Some(Meaning::Player(..) | Meaning::Media(_))) && tag.syntax != Syntax::Liquid;
        if tag.is_close || tag.content.is_some() || !is_verbatim && !may_have {
            return Some(tag);
        }
        let paragraph_end = self.paragraph_end(tag.open_end);
        let (end, next) = match self.closing(tag.open_end, tag.syntax, tag.name) {
            Some((end, next)) if is_verbatim || end < paragraph_end && self.is_address(&tag, end) => (end, next),
            // One that nothing closes ends with its paragraph: what follows is the author's.
            _ if is_verbatim && tag.syntax == Syntax::Liquid => {
                let first = self.body[tag.open_end..].trim_ascii_start();
                let end = self.paragraph_end(self.body.len() - first.len());
                (end, end)
            }
            _ => return Some(tag),
        };
        tag.content = Some(&self.body[tag.open_end..end]);
        tag.end = next;
        Some(tag)
    }

    /// Whether a player encloses nothing, or what it plays.
    fn is_address(&self, tag: &Tag, end: usize) -> bool {
        let inner = text::trim(&self.body[tag.open_end..end]);
        inner.is_empty() || tag.parameters.is_empty() && values::is_address(inner)
    }

    /// Where the closing tag of a name begins and ends.
    fn closing(&mut self, from: usize, syntax: Syntax, name: &'a str) -> Option<(usize, usize)> {
        let known = self.closings.iter().position(|known| (known.0, known.1) == (syntax, name));
        let number = known.unwrap_or(self.closings.len());
        if known.is_none() {
            self.closings.push((syntax, name, (0, 0)));
        }
        let found = &mut self.closings[number].2;
        if found.0 < from {
            let whole = (self.body.len(), self.body.len());
            *found = find_closing(&self.body[from..], syntax, name).map_or(whole, |(at, end)| (from + at, from + end));
        }
        (found.0 < self.body.len()).then_some(*found)
    }
}

/// What is in braces, without the hyphens that take away white space around a tag.
fn trimmed(inner: &str) -> &str {
    let inner = inner.strip_prefix('-').unwrap_or(inner);
    text::trim(inner.strip_suffix('-').unwrap_or(inner))
}

/// The name and the arguments of `name(…)`.
fn call(inner: &str) -> Option<(&str, &str)> {
    let (name, rest) = inner.split_at(identifier(inner));
    let arguments = rest.strip_prefix('(')?.strip_suffix(')')?;
    Some((name, text::trim(arguments)))
}
