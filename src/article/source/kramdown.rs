//! kramdown's additions to Markdown, as its syntax page has them: <https://kramdown.gettalong.org/syntax.html>.
//!
//! Attribute lists, ids of headings, extensions, abbreviations and addresses with spaces. Math is written as code.

use super::markup::{attribute, escape};
use super::rewriter::{Rewriter, Sought, byte, find, indent, is_made_of, line_end, run, until};
use crate::article::reason::Reason;

/// The longest attribute list, and the longest address with spaces, in bytes.
const LONGEST: usize = 500;

/// Rewrites what begins at a line's start; gives where to go on, and whether a blank line is before that.
#[inline(never)]
pub fn block<'a>(
    r: &mut Rewriter<'a, '_>,
    at: usize,
    before: &str,
    abbreviations: &mut Abbreviations<'a>,
) -> Option<(usize, bool)> {
    let text = r.text;
    let end = line_end(text, at);
    let start = at + indent(&text[at..end]);
    let content = text[start..end].trim_end();
    let second = byte(text, start + 1);
    match byte(text, start) {
        b'{' if second == b':' && byte(text, start + 2) == b':' => {
            let next = extension(r, start)?;
            let end = line_end(text, next);
            if !text[next..end].trim().is_empty() {
                return Some((next, false));
            }
            r.replace(next, end, &["\n"]);
            Some((end, true))
        }
        b'{' if second == b':' && (is_attribute_list(content) || is_reference(content)) => {
            r.note(Reason::AttributeList, start, end);
            r.replace(at, end, &["\n"]);
            Some((end, true))
        }
        b'*' if second == b'[' && before.is_empty() => {
            let name = find(content, "]:").filter(|&name| name > 2)?;
            if !abbreviations.add(&content[2..name], content[name + 2..].trim()) {
                return None;
            }
            r.note(Reason::Abbreviation, start + 1, end);
            r.replace(at, end, &[]);
            Some((end, true))
        }
        b'$' if second == b'$' && before.is_empty() => {
            let close = r.find(Sought::Math, "$$", start + 2, text.len(), &|_| true)?;
            let after = line_end(text, close);
            (text[close + 2..after].trim().is_empty() && write_math(r, start, close)).then_some((after, false))
        }
        b'*' | b'-' | b'+' | b'0'..=b'9' if before.is_empty() && is_contents(text, end) => {
            r.remove(at, end, Reason::AttributeList);
            Some((end, true))
        }
        _ if content.ends_with('}') => heading_id(r, start, end).map(|next| (next, false)),
        _ => None,
    }
}

/// Rewrites what a mark at a place begins; gives where to go on.
#[inline(never)]
pub fn span(r: &mut Rewriter<'_, '_>, line: usize, at: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let last = if at == line { b' ' } else { byte(text, at - 1) };
    match (byte(text, at), byte(text, at + 1)) {
        (b'{', b':') if byte(text, at + 2) == b':' => extension(r, at),
        (b'{', b':') => {
            let list_end = brace_end(text, at)?;
            // A list sticks to the span that it is about.
            let sticks = at == line || b")*_]`>$".contains(&last);
            (sticks && is_attribute_list(&text[at..list_end]))
                .then(|| r.remove(at, list_end, Reason::AttributeList))?;
            Some(list_end)
        }
        (b'$', b'$') if last != b'$' => {
            let close = r.find(Sought::Math, "$$", at + 2, text.len(), &|_| true)?;
            let mut lines = text[at..close].lines();
            lines.next();
            (!lines.any(|line| line.trim().is_empty()) && write_math(r, at, close)).then_some(close + 2)
        }
        (b']', b'(') => {
            let address = spaced_address(text, at + 1, end)?.trim_end();
            let next = at + 2 + address.len();
            r.replace(at + 2, next, &["<", address.trim_start(), ">"]);
            Some(next)
        }
        _ => None,
    }
}

/// The end of the braces at a place, if it is near.
#[inline(never)]
fn brace_end(text: &str, at: usize) -> Option<usize> {
    let near = &text.as_bytes()[at..text.len().min(at + LONGEST)];
    let found = near.iter().position(|b| matches!(b, b'}' | b'\n'))?;
    (near[found] == b'}').then_some(at + found + 1)
}

/// `{::comment}…{:/comment}`, `{::nomarkdown}…{:/}`, `{::options … /}`.
#[inline(never)]
fn extension(r: &mut Rewriter<'_, '_>, at: usize) -> Option<usize> {
    let text = r.text;
    let tag_end = brace_end(text, at)?;
    let name = ["comment", "nomarkdown", "options"].into_iter().find(|name| text[at + 3..].starts_with(name))?;
    if byte(text, tag_end - 2) == b'/' {
        r.remove(at, tag_end, Reason::AttributeList);
        return Some(tag_end);
    }
    let is_close = |at: usize| {
        let rest = &text[at + 3..];
        rest.strip_prefix(name).unwrap_or(rest).starts_with('}')
    };
    let is_comment = name == "comment";
    let sought = if is_comment { Sought::Comment } else { Sought::Verbatim };
    let close = r.find(sought, "{:/", tag_end, text.len(), &is_close)?;
    let close_end = brace_end(text, close)?;
    if is_comment {
        r.note(Reason::Comment, tag_end, close);
        r.replace(at, close_end, &[]);
    } else {
        // What it holds is markup as it is, and needs no more from here.
        r.remove(at, tag_end, Reason::AttributeList);
        r.replace(close, close_end, &[]);
    }
    Some(close_end)
}

/// Writes TeX between two pairs of dollars as code; `false` if it is not TeX.
#[inline(never)]
fn write_math(r: &mut Rewriter<'_, '_>, open: usize, close: usize) -> bool {
    let tex = &r.text[open + 2..close];
    // Three dollars are no mark, but a price.
    if tex.trim().is_empty() || tex.starts_with('$') || byte(r.text, close + 2) == b'$' {
        return false;
    }
    let mut longest = 0;
    for at in 0..tex.len() {
        longest = longest.max(run(tex, at, b"`").min(9));
    }
    let tex = tex.trim().replace('\n', " ");
    let ticks = &"``````````"[..longest + 1];
    // A backtick at an end must not touch the others.
    let space = if longest > 0 { " " } else { "" };
    r.replace(open, close + 2, &[ticks, space, &tex, space, ticks]);
    true
}

/// The address with spaces of the link whose bracket is at a place: `(my file.png)`. Markdown's own has none.
#[inline(never)]
pub fn spaced_address(text: &str, bracket: usize, end: usize) -> Option<&str> {
    let (mut depth, mut spaces, mut last) = (0, 0, b'(');
    for at in bracket + 1..end.min(bracket + LONGEST) {
        let b = byte(text, at);
        match b {
            b'\n' | b'<' | b'>' | b'\\' | b'`' => return None,
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b')' | b'"' | b'\'' if b == b')' || last == b' ' => {
                let address = &text[bracket + 1..at];
                return (spaces > 0 && looks_like_address(address.trim())).then_some(address);
            }
            b' ' if last != b'(' => spaces += 1,
            _ => {}
        }
        last = b;
    }
    None
}

/// Whether a text with spaces is an address all the same: it begins like one, or ends like a file.
#[inline(never)]
fn looks_like_address(text: &str) -> bool {
    let begins = matches!(byte(text, 0), b'/' | b'.') || text.starts_with("http");
    let ending = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let stem = text.len() - ending;
    let is_file = (2..=5).contains(&ending) && stem > 1 && byte(text, stem - 1) == b'.' && byte(text, stem - 2) != b' ';
    text.contains(' ') && (begins || is_file)
}

/// `## Heading {#id}`: the id goes to an anchor.
#[inline(never)]
fn heading_id(r: &mut Rewriter<'_, '_>, start: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let line = text[start..end].trim_end();
    let open = find(line, " {#")? + 1;
    let list = &line[open..];
    let is_list = list.len() > 3 && is_made_of(&list[1..list.len() - 1], b"#.-_: ") && !list.ends_with(['#', ' ']);
    let underline = text[end..line_end(text, end)].trim();
    let signs = run(line, 0, b"#");
    let is_atx = (1..=6).contains(&signs) && byte(line, signs) == b' ';
    let is_underline =
        !underline.is_empty() && [b"=", b"-"].iter().any(|sign| run(underline, 0, *sign) == underline.len());
    let title = if is_atx { signs + 1 } else { 0 };
    if !is_list || !(is_atx || is_underline) || open <= title {
        return None;
    }
    let id = list[2..list.len() - 1].split(' ').next().unwrap_or_default();
    r.replace(start + title, start + title, &["<a id=\"", id, "\"></a>"]);
    r.remove(start + open, start + line.len(), Reason::AttributeList);
    Some(end)
}

/// Whether the line at a place is `{:toc}`: the item before it is only where the table of contents goes.
fn is_contents(text: &str, at: usize) -> bool {
    let line = text[at..line_end(text, at)].trim();
    line.strip_prefix("{:").is_some_and(|list| list.trim_start().starts_with("toc"))
}

/// Whether a text is a list of attributes, or names one: `{: .class}`, `{:name: .class}`, `{:toc}`.
#[inline(never)]
fn is_attribute_list(text: &str) -> bool {
    let Some(inner) = list_content(text) else { return false };
    let named = match find(inner, ":") {
        Some(colon) if is_name(&inner[..colon]) => inner[colon + 1..].trim_start(),
        _ => inner,
    };
    let first = &named[..until(named, 0, b" ")];
    until(named, 0, b"{}") == named.len()
        && (matches!(byte(first, 0), b'.' | b'#') && first.len() > 1
            || until(first, 0, b"=") < first.len()
            || ["toc", "no_toc", "footnotes"].contains(&first))
}

/// Whether a line refers to a list of attributes that has a name: `{: refdef}`.
fn is_reference(text: &str) -> bool {
    list_content(text).is_some_and(is_name)
}

#[inline(never)]
fn list_content(text: &str) -> Option<&str> {
    text.strip_prefix("{:")?.strip_suffix('}').map(str::trim)
}

#[inline(never)]
fn is_name(text: &str) -> bool {
    text.is_ascii() && byte(text, 0).is_ascii_alphabetic() && is_made_of(text, b"_-")
}

/// The most abbreviations that a text can define, since each is looked for in all of it.
const MOST_ABBREVIATIONS: usize = 32;

/// Abbreviations and what they mean: `*[HTML]: Hyper Text`.
#[derive(Default)]
pub struct Abbreviations<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Abbreviations<'a> {
    fn add(&mut self, name: &'a str, meaning: &'a str) -> bool {
        let has_room = self.0.len() < MOST_ABBREVIATIONS;
        if has_room {
            self.0.push((name, meaning));
        }
        has_room
    }

    /// The HTML of a text that has some of them, as whole words.
    #[inline(never)]
    pub fn mark(&self, text: &str) -> Option<String> {
        let mut html = String::new();
        let (mut done, mut last) = (0, ' ');
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        for (at, c) in text.char_indices().filter(|_| !self.0.is_empty()) {
            let is_start = at >= done && !is_word(last);
            last = c;
            if !is_start {
                continue;
            }
            // Of two that begin alike the longer is meant.
            let named = self
                .0
                .iter()
                .filter(|(name, _)| text[at..].strip_prefix(name).is_some_and(|rest| !rest.starts_with(is_word)));
            if let Some((name, meaning)) = named.max_by_key(|(name, _)| name.len()) {
                html.push_str(&escape(&text[done..at]));
                html.push_str(&format!("<abbr title=\"{}\">{}</abbr>", attribute(meaning), escape(name)));
                done = at + name.len();
            }
        }
        (done > 0).then(|| html + &escape(&text[done..]))
    }
}
