//! Finds the tags of a body and what they enclose. In code, between backticks and in comments a tag is what the post is about.
//!
//! Everything is found in one pass: where a mark comes next is remembered until the pass is beyond it.

use super::code::CodeLines;
use super::names::{self, Meaning};
use super::parameters::{Parameter, identifier, parse};
use super::tag::{Syntax, Tag, find_closing, is_alone, tag};
use crate::article::limits::MAX_TEMPLATE_TAGS;
use std::collections::HashMap;

/// A tag is no longer than this, in bytes.
const LONGEST: usize = 4_000;

/// A picture with its caption between two marks is no longer than this, in bytes.
const LONGEST_CAPTION: usize = 2_500;

/// A name is no longer than this, in bytes.
const LONGEST_NAME: usize = 40;

/// Elements in which no tag is read.
const OPAQUE: &[&str] = &["pre", "code", "script", "style", "textarea"];

/// The tags of a body, in their order. Braces are no tags of a saved page, which has been through its templates.
pub fn tags(body: &str, is_markdown: bool, has_braces: bool) -> Vec<Tag<'_>> {
    let mut scan = Scan { body, ahead: HashMap::new(), closings: HashMap::new() };
    let mut lines = CodeLines::default();
    let mut tags: Vec<Tag> = Vec::new();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() && tags.len() < MAX_TEMPLATE_TAGS {
        if is_markdown && (at == 0 || bytes[at - 1] == b'\n') {
            let end = scan.next("\n", at).map_or(body.len(), |end| end + 1);
            if lines.is_code(&body[at..end]) {
                at = end;
                continue;
            }
        }
        let is_mark = |b: &u8| matches!(b, b'{' | b'[' | b'<' | b'`' | b'\n' | b'\\');
        let Some(found) = bytes[at..].iter().position(is_mark) else { break };
        at += found;
        let tag = match bytes[at] {
            b'`' if is_markdown => {
                at = scan.code_span(at);
                continue;
            }
            b'\\' => {
                // The escaped sign is no mark.
                at += 1 + usize::from(bytes.get(at + 1).is_some_and(|b| b"[`".contains(b)));
                continue;
            }
            b'<' => {
                at = scan.opaque(at).unwrap_or(at + 1);
                continue;
            }
            b'{' if has_braces => scan.braces(at),
            b'[' => scan.wordpress(at),
            _ => None,
        };
        at = tag.as_ref().map_or(at + 1, |tag| tag.end);
        tags.extend(tag);
    }
    pair(&mut tags);
    // What only looks like a shortcode is text.
    for i in 0..tags.len() {
        let Tag { syntax, meaning, is_close, open_end, .. } = tags[i];
        let is_text = match tags[i].partner {
            None => is_close || matches!(meaning, Some(Meaning::Caption | Meaning::Quote | Meaning::Aside)),
            Some(end) if !is_close => {
                meaning == Some(Meaning::Caption) && !has_picture(&body[open_end..tags[end].start])
            }
            Some(_) => false,
        };
        if is_text && syntax == Syntax::WordPress {
            let partner = tags[i].partner;
            for number in [Some(i), partner].into_iter().flatten() {
                tags[number].end = tags[number].start;
            }
        }
    }
    tags
}

/// Joins each closing tag to the last open one of its name.
fn pair(tags: &mut [Tag]) {
    let mut open: HashMap<(Syntax, &str), Vec<usize>> = HashMap::new();
    for i in 0..tags.len() {
        let (syntax, name) = (tags[i].syntax, tags[i].name);
        // Zola closes all of them by `end`.
        let key = if syntax == Syntax::Zola { (syntax, "") } else { (syntax, name) };
        if tags[i].is_close {
            let opened = open.get_mut(&key).and_then(Vec::pop);
            let opened = opened.or_else(|| open.get_mut(&(Syntax::Zola, name)).and_then(Vec::pop));
            if let Some(opened) = opened {
                tags[opened].partner = Some(i);
                tags[i].partner = Some(opened);
            }
        } else if tags[i].content.is_none() && !matches!(syntax, Syntax::Value | Syntax::Escaped) {
            open.entry(key).or_default().push(i);
        }
    }
}

struct Scan<'a> {
    body: &'a str,
    /// Where each mark was found last.
    ahead: HashMap<&'static str, usize>,
    /// Where the closing tag of each name was found last.
    closings: HashMap<(Syntax, &'a str), (usize, usize)>,
}

impl<'a> Scan<'a> {
    /// Offset of the next mark.
    fn next(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        let known = self.ahead.get(mark).copied().filter(|&at| at >= from);
        let at = known.unwrap_or_else(|| {
            let at = self.body[from..].find(mark).map_or(self.body.len(), |at| from + at);
            self.ahead.insert(mark, at);
            at
        });
        (at < self.body.len()).then_some(at)
    }

    /// The end of the paragraph, or of the text.
    pub fn paragraph_end(&mut self, from: usize) -> usize {
        self.next("\n\n", from).unwrap_or(self.body.len())
    }

    /// Offset of the mark that ends a tag: in the same paragraph and not far away.
    fn tag_end(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        let end = self.next(mark, from)?;
        (end - from <= LONGEST && end <= self.paragraph_end(from)).then_some(end)
    }

    /// The byte after a span of code, or after the backticks that begin none.
    fn code_span(&mut self, at: usize) -> usize {
        let ticks = |from: usize| self.body[from..].bytes().take_while(|&b| b == b'`').count();
        let length = ticks(at);
        let start = at + length;
        let near = self.body.floor_char_boundary(start + LONGEST / 4);
        let mut from = start;
        while let Some(found) = self.body[from..near.max(from)].find('`') {
            let run = ticks(from + found);
            if run == length && !self.body[start..from + found].contains("\n\n") {
                return from + found + run;
            }
            from += found + run;
        }
        start
    }

    /// The byte after a comment, or an element in which no tag is read.
    fn opaque(&mut self, at: usize) -> Option<usize> {
        let rest = &self.body[at + 1..];
        if rest.starts_with("!--") {
            return self.next("-->", at).map(|end| end + 3);
        }
        let name = OPAQUE.iter().copied().find(|name| {
            rest.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                && rest[name.len()..].starts_with([' ', '>', '\n'])
        })?;
        let close = match name {
            "pre" => "</pre",
            "code" => "</code",
            "script" => "</script",
            "style" => "</style",
            _ => "</textarea",
        };
        self.next(close, at)
    }

    /// A tag in braces.
    fn braces(&mut self, at: usize) -> Option<Tag<'a>> {
        let rest = &self.body[at..];
        if rest.starts_with("{%") {
            return self.liquid(at);
        }
        if !rest.starts_with("{{") {
            return None;
        }
        match rest.as_bytes().get(2)? {
            b'<' => self.hugo(at, ">}}", "*/>}}"),
            b'%' => self.hugo(at, "%}}", "*/%}}"),
            b'/' if rest.starts_with("{{/*") => {
                let end = self.next("*/}}", at)?;
                let tag = Tag { content: Some(&self.body[at + 4..end]), ..tag(at, end + 4, Syntax::Hugo) };
                Some(Tag { meaning: Some(Meaning::Comment), open_end: at, ..tag })
            }
            _ => {
                let end = self.tag_end("}}", at + 2)?;
                let inner = trimmed(&self.body[at + 2..end]);
                let whole = tag(at, end + 2, Syntax::Value);
                if let Some((name, arguments)) = call(inner) {
                    let is_named = parse(arguments).iter().all(|argument| !argument.name.is_empty());
                    let meaning = names::in_zola(name);
                    // A function of a script is called so, too.
                    let is_zola = is_named && (meaning.is_some() || !arguments.is_empty());
                    return is_zola.then_some(Tag {
                        syntax: Syntax::Zola,
                        name,
                        parameters: arguments,
                        meaning,
                        // Only `{% name(…) %}` encloses anything.
                        content: Some(""),
                        ..whole
                    });
                }
                Some(Tag { parameters: inner, ..whole })
            }
        }
    }

    fn liquid(&mut self, at: usize) -> Option<Tag<'a>> {
        let end = self.tag_end("%}", at + 2)?;
        let inner = trimmed(&self.body[at + 2..end]);
        let (name, parameters) = inner.split_at(identifier(inner));
        if name.is_empty() || name.len() > LONGEST_NAME {
            return None;
        }
        let whole = Tag { parameters: parameters.trim(), ..tag(at, end + 2, Syntax::Liquid) };
        if let Some(closed) = name.strip_prefix("end") {
            return Some(Tag { name: closed, is_close: true, ..whole });
        }
        if let Some((name, parameters)) = call(inner) {
            let meaning = names::in_zola(name);
            return Some(self.with_content(Tag { syntax: Syntax::Zola, name, parameters, meaning, ..whole }));
        }
        if !parameters.is_empty() && !parameters.starts_with([' ', '\n', '\t', ':', '.', '=']) {
            return None;
        }
        Some(self.with_content(Tag { name, meaning: names::in_liquid(name), ..whole }))
    }

    fn hugo(&mut self, at: usize, end: &'static str, escaped_end: &'static str) -> Option<Tag<'a>> {
        if self.body[at + 3..].starts_with("/*") {
            let end = self.next(escaped_end, at)?;
            let content = Some(self.body[at + 5..end].trim());
            return Some(Tag { content, open_end: at, ..tag(at, end + 5, Syntax::Escaped) });
        }
        let end = self.tag_end(end, at + 3)?;
        let inner = self.body[at + 3..end].trim();
        let whole = tag(at, end + 3, Syntax::Hugo);
        let is_close = inner.starts_with('/');
        let inner = inner.trim_start_matches('/').trim_start();
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
        let length = inner.find(|c| !is_name(c)).unwrap_or(inner.len());
        let (name, parameters) = inner.split_at(length);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.len() > LONGEST_NAME {
            return None;
        }
        let is_whole = name.ends_with('/') || parameters.ends_with('/');
        let name = name.trim_end_matches('/');
        let whole = Tag { name, is_close, parameters: parameters.trim_end_matches('/').trim(), ..whole };
        if is_close {
            return Some(whole);
        }
        let whole = Tag { meaning: names::in_hugo(name), ..whole };
        // `/>}}` encloses nothing.
        Some(if is_whole { Tag { content: Some(""), ..whole } } else { self.with_content(whole) })
    }

    fn wordpress(&mut self, at: usize) -> Option<Tag<'a>> {
        let body = self.body;
        let is_close = body[at + 1..].starts_with('/');
        let name_start = at + 1 + usize::from(is_close);
        let name_end = name_start + identifier(&body[name_start..]);
        let (name, rest) = (&body[name_start..name_end], &body[name_end..]);
        let glued = |c: char| c.is_alphanumeric() || "[!)".contains(c);
        if !matches!(name.len(), 1..LONGEST_NAME)
            || !rest.starts_with([' ', '\n', '=', ']', '/'])
            || !is_close && body[..at].ends_with(glued)
        {
            return None;
        }
        let meaning = names::in_wordpress(name);
        // Most brackets are a link's or a sentence's.
        if meaning.is_none()
            && !is_close
            && !rest.trim_start().split_once('=').is_some_and(|(n, _)| identifier(n) == n.trim_end().len())
        {
            return None;
        }
        let end = self.tag_end("]", name_end)?;
        let inner = body[name_end..end].trim();
        let whole = Tag { name, is_close, meaning, ..tag(at, end + 1, Syntax::WordPress) };
        if is_close {
            return inner.is_empty().then_some(whole);
        }
        let after = &body[end + 1..];
        let is_link =
            after.starts_with(['(', ':']) || inner.is_empty() && after.starts_with('[') && !after.starts_with("[/");
        let is_whole = inner == "/" || inner.ends_with(" /") || inner.ends_with("\"/");
        let inner = if is_whole { inner.trim_end_matches('/').trim_end() } else { inner };
        if is_link {
            return None;
        }
        let parameters = inner.strip_prefix('=').unwrap_or(inner);
        let whole = self.with_content(Tag { parameters, ..whole });
        self.is_shortcode(&whole, inner).then_some(whole)
    }

    /// Whether a text in brackets can only be a shortcode. What needs a closing tag and has none is sorted out later.
    fn is_shortcode(&mut self, tag: &Tag, inner: &str) -> bool {
        let parameters = parse(tag.parameters);
        let is_named = |p: &Parameter| !p.name.is_empty() && (p.is_quoted || tag.meaning.is_some());
        let has_name = parameters.iter().any(is_named);
        let first = parameters.first().map(|p| &*p.value);
        match tag.meaning {
            None => has_name && parameters.iter().all(is_named) && !tag.name.contains(|c: char| c.is_ascii_uppercase()),
            Some(Meaning::Player(..) | Meaning::Media(_)) => {
                let is_id = |id: &str| {
                    let is_like_one = id.len() == 11 || id.bytes().any(|b| b.is_ascii_digit());
                    parameters.len() == 1
                        && is_like_one
                        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-/".contains(&b))
                };
                has_name
                    || first.is_some_and(|first| first.starts_with("http") || is_id(first))
                    || first.is_none() && tag.content.is_some()
            }
            Some(Meaning::Nothing) => has_name || inner.is_empty() && is_alone(self.body, tag),
            Some(meaning) => {
                let has_content = tag.content.is_some() || !matches!(meaning, Meaning::Code(_) | Meaning::Embed);
                has_content && (inner.is_empty() || has_name || inner.starts_with('='))
            }
        }
    }

    /// Gives a tag the text that it encloses, where no tag is read in that.
    fn with_content(&mut self, tag: Tag<'a>) -> Tag<'a> {
        let is_verbatim =
            matches!(tag.meaning, Some(Meaning::Code(_) | Meaning::Raw | Meaning::Comment | Meaning::Embed));
        let may_have =
            matches!(tag.meaning, Some(Meaning::Player(..) | Meaning::Media(_))) && tag.syntax != Syntax::Liquid;
        if !is_verbatim && !may_have {
            return tag;
        }
        let paragraph_end = self.paragraph_end(tag.open_end);
        let (end, next) = match self.closing(tag.open_end, tag.syntax, tag.name) {
            Some((end, next)) if is_verbatim || end < paragraph_end => (end, next),
            // One that nothing closes ends with its paragraph: what follows is the author's.
            _ if is_verbatim && tag.syntax == Syntax::Liquid => {
                let first = self.body[tag.open_end..].trim_start();
                let end = self.paragraph_end(self.body.len() - first.len());
                (end, end)
            }
            _ => return tag,
        };
        Tag { content: Some(&self.body[tag.open_end..end]), end: next, ..tag }
    }

    /// Where the closing tag of a name begins and ends.
    fn closing(&mut self, from: usize, syntax: Syntax, name: &'a str) -> Option<(usize, usize)> {
        let known = self.closings.get(&(syntax, name)).copied().filter(|&(at, _)| at >= from);
        let (at, end) = known.unwrap_or_else(|| {
            let found = find_closing(&self.body[from..], syntax, name).map(|(at, end)| (from + at, from + end));
            let found = found.unwrap_or((self.body.len(), self.body.len()));
            self.closings.insert((syntax, name), found);
            found
        });
        (at < self.body.len()).then_some((at, end))
    }
}

/// Whether what is between the marks of a caption can be a picture with it.
fn has_picture(content: &str) -> bool {
    content.len() <= LONGEST_CAPTION && ["<img", "&lt;img", "!["].iter().any(|mark| content.contains(mark))
}

/// What is in braces, without the hyphens that take away white space around a tag.
fn trimmed(inner: &str) -> &str {
    let inner = inner.strip_prefix('-').unwrap_or(inner);
    inner.strip_suffix('-').unwrap_or(inner).trim()
}

/// The name and the arguments of `name(…)`.
fn call(inner: &str) -> Option<(&str, &str)> {
    let (name, rest) = inner.split_at(identifier(inner));
    let arguments = rest.strip_prefix('(')?.strip_suffix(')')?;
    Some((name, arguments.trim()))
}
