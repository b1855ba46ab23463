//! kramdown's additions to Markdown, as its syntax page has them: <https://kramdown.gettalong.org/syntax.html>.
//!
//! Attribute lists, ids of headings, extensions, abbreviations and addresses with spaces. Math is written as code.

use super::markup::{attribute, escape};
use super::rewriter::{Rewriter, line_end};
use crate::article::reason::Reason;

/// The longest attribute list, and the longest address with spaces, in bytes.
const LONGEST: usize = 500;

/// Rewrites what begins at a line's start; gives where to go on, and whether a blank line is before that.
pub fn block<'a>(
    r: &mut Rewriter<'a, '_>,
    at: usize,
    before: &str,
    abbreviations: &mut Abbreviations<'a>,
) -> Option<(usize, bool)> {
    let text = r.text;
    let follows_blank = before.is_empty();
    let end = line_end(text, at);
    let line = &text[at..end];
    let content = line.trim_start_matches([' ', '\t']);
    let start = end - content.len();
    let content = content.trim_end();
    match content.as_bytes().first()? {
        b'{' if content.starts_with("{:") => {
            if content.starts_with("{::") {
                let next = extension(r, start)?;
                let rest_end = line_end(text, next);
                if text[next..rest_end].trim().is_empty() {
                    r.replace(next..rest_end, "\n");
                    return Some((rest_end, true));
                }
                return None;
            }
            if !is_attribute_list(content) && !is_reference(content) {
                return None;
            }
            r.note(Reason::AttributeList, content);
            r.replace(at..end, "\n");
            Some((end, true))
        }
        b'*' if follows_blank && content.starts_with("*[") => {
            let (name, meaning) = content[2..].split_once("]:")?;
            if name.is_empty() || !abbreviations.add(name, meaning.trim()) {
                return None;
            }
            r.note(Reason::Abbreviation, &content[1..]);
            r.replace(at..end, "");
            Some((end, true))
        }
        b'$' if follows_blank && content.starts_with("$$") => {
            let close = r.find("math", "$$", start + 2, text.len(), |_, _| true)?;
            let after = line_end(text, close);
            if !text[close + 2..after].trim().is_empty() || !write_math(r, start, close) {
                return None;
            }
            Some((after, false))
        }
        _ if follows_blank && is_contents(content, &text[end..]) => {
            r.note(Reason::AttributeList, content);
            r.replace(at..end, "");
            Some((end, true))
        }
        _ if content.ends_with('}') => heading_id(r, start, end).map(|next| (next, false)),
        _ => None,
    }
}

/// Rewrites what a mark at a place begins; gives where to go on.
pub fn span(r: &mut Rewriter<'_, '_>, line: usize, at: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let rest = &text[at..end];
    if rest.starts_with("{::") {
        return extension(r, at);
    }
    if rest.starts_with("{:") {
        let list = &rest[..near(rest).find('}')? + 1];
        // A list sticks to the span that it is about.
        let sticks = at == line || text[..at].ends_with([')', '*', '_', ']', '`', '>', '$']);
        if !sticks || !is_attribute_list(list) {
            return None;
        }
        r.note(Reason::AttributeList, list);
        r.replace(at..at + list.len(), "");
        return Some(at + list.len());
    }
    if rest.starts_with("$$") && !text[..at].ends_with('$') {
        let close = r.find("math", "$$", at + 2, text.len(), |_, _| true)?;
        let is_one_paragraph = !text[at..close].lines().skip(1).any(|line| line.trim().is_empty());
        return (is_one_paragraph && write_math(r, at, close)).then_some(close + 2);
    }
    if rest.starts_with("](") {
        let address = spaced_address(text, at + 1, end).filter(|_| text[line..at].contains('['))?;
        r.replace(at + 2..at + 2 + address.trim_end().len(), &format!("<{}>", address.trim()));
        return Some(at + 2 + address.len());
    }
    None
}

fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// `{::comment}…{:/comment}`, `{::nomarkdown}…{:/}`, `{::options … /}`.
fn extension(r: &mut Rewriter<'_, '_>, at: usize) -> Option<usize> {
    let text = r.text;
    let tag_end = at + near(&text[at..]).find('}')? + 1;
    let tag = &text[at..tag_end];
    let name = tag[3..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if !matches!(name, "comment" | "nomarkdown" | "options") {
        return None;
    }
    if tag.ends_with("/}") {
        r.note(Reason::AttributeList, tag);
        r.replace(at..tag_end, "");
        return Some(tag_end);
    }
    let is_close = |text: &str, at: usize| {
        let rest = text[at + 3..].strip_prefix(name).unwrap_or(&text[at + 3..]);
        rest.starts_with('}')
    };
    let what = if name == "comment" { "comment" } else { "nomarkdown" };
    let close = r.find(what, "{:/", tag_end, text.len(), is_close)?;
    let close_end = close + text[close..].find('}')? + 1;
    if name == "comment" {
        r.note(Reason::Comment, &text[tag_end..close]);
        r.replace(at..close_end, "");
    } else {
        // What it holds is markup as it is, and needs no more from here.
        r.note(Reason::AttributeList, tag);
        r.replace(at..tag_end, "");
        r.replace(close..close_end, "");
    }
    Some(close_end)
}

/// Writes TeX between two pairs of dollars as code; `false` if there is none.
fn write_math(r: &mut Rewriter<'_, '_>, open: usize, close: usize) -> bool {
    let tex = &r.text[open + 2..close];
    // Three dollars are no mark, but a price.
    if tex.trim().is_empty() || tex.starts_with('$') || r.text[close + 2..].starts_with('$') {
        return false;
    }
    let longest = tex.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
    let space = if tex.starts_with('`') || tex.ends_with('`') { " " } else { "" };
    r.replace(open..close + 2, &format!("{ticks}{space}{tex}{space}{ticks}"));
    true
}

/// The address with spaces of the link whose bracket is at a place: `(my file.png)`. Markdown's own has none.
pub fn spaced_address(text: &str, bracket: usize, end: usize) -> Option<&str> {
    let inner = near(&text[bracket + 1..end]);
    let (mut depth, mut after_space) = (0, false);
    let is_end = |&(_, b): &(usize, u8)| match b {
        b'(' => {
            depth += 1;
            false
        }
        b')' if depth == 0 => true,
        b')' => {
            depth -= 1;
            false
        }
        b'"' | b'\'' if after_space => true,
        b'\n' => true,
        b => {
            after_space = b == b' ';
            false
        }
    };
    let (length, last) = inner.bytes().enumerate().find(is_end)?;
    let address = &inner[..length];
    let trimmed = address.trim();
    let is_spaced = last != b'\n' && trimmed.contains(' ') && !trimmed.contains(['<', '>', '\\', '`']);
    (is_spaced && looks_like_address(trimmed)).then_some(address)
}

/// Whether a text with spaces is an address all the same: it begins like one, or ends like a file.
fn looks_like_address(text: &str) -> bool {
    let begins = ["http://", "https://", "/", "./", "../"].iter().any(|start| text.starts_with(start));
    let is_ending = |ending: &str| (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    begins || text.rsplit_once('.').is_some_and(|(stem, ending)| is_ending(ending) && !stem.ends_with(' '))
}

/// `## Heading {#id}`: the id goes to an anchor.
fn heading_id(r: &mut Rewriter<'_, '_>, start: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let line = text[start..end].trim_end();
    let list_start = line.rfind("{#")?;
    let list = &line[list_start..];
    let is_list = list[1..list.len() - 1].split_whitespace().all(|part| {
        let name = part.strip_prefix(['#', '.']).unwrap_or_default();
        name.starts_with(|c: char| c.is_alphanumeric()) && !name.contains(['#', '{', '}', ','])
    });
    let underline = text[end..line_end(text, end.min(text.len()))].trim();
    let is_underline =
        !underline.is_empty() && (underline.bytes().all(|b| b == b'=') || underline.bytes().all(|b| b == b'-'));
    let signs = line.bytes().take_while(|b| *b == b'#').count();
    let is_atx = (1..=6).contains(&signs) && line[signs..].starts_with([' ', '\t']);
    if !is_list || !(is_atx || is_underline) || !line[..list_start].ends_with([' ', '\t']) {
        return None;
    }
    let title = start + if is_atx { signs + 1 } else { 0 };
    if start + list_start <= title {
        return None;
    }
    let id = list[2..list.len() - 1].split_whitespace().next().unwrap_or_default();
    r.note(Reason::AttributeList, list);
    r.replace(title..title, &format!("<a id=\"{}\"></a>", attribute(id)));
    r.replace(start + list_start..start + line.len(), "");
    Some(end)
}

/// An item before `{:toc}` is only where the table of contents goes.
fn is_contents(content: &str, after: &str) -> bool {
    let is_item = content.strip_prefix(['*', '-', '+', '1']).is_some_and(|rest| rest.starts_with([' ', '.']));
    is_item
        && after
            .trim_start_matches([' ', '\t'])
            .strip_prefix("{:")
            .is_some_and(|list| list.trim_start().starts_with("toc"))
}

/// Whether a text is a list of attributes, or names one: `{: .class}`, `{:name: .class}`, `{:toc}`.
fn is_attribute_list(text: &str) -> bool {
    let Some(inner) = text.strip_prefix("{:").and_then(|t| t.strip_suffix('}')) else {
        return false;
    };
    let named = inner.split_once(':').filter(|(name, _)| is_name(name)).map_or(inner, |(_, list)| list);
    !named.contains(['{', '}'])
        && named.split_whitespace().next().is_some_and(|first| {
            first.starts_with(['.', '#']) && first.len() > 1
                || first.contains('=')
                || matches!(first, "toc" | "no_toc" | "footnotes")
        })
}

/// Whether a line refers to a list of attributes that has a name: `{: refdef}`.
fn is_reference(text: &str) -> bool {
    text.strip_prefix("{:").and_then(|t| t.strip_suffix('}')).is_some_and(|inner| is_name(inner.trim()))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
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
            // Of two that begin alike the longer is meant.
            self.0.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        has_room
    }

    /// The HTML of a text that has some of them, as whole words.
    pub fn mark(&self, text: &str) -> Option<String> {
        let mut html = String::new();
        let (mut done, mut at) = (0, 0);
        // The next place of each.
        let find = |name: &str, from: usize| text[from..].find(name).map_or(usize::MAX, |found| from + found);
        let mut next: Vec<usize> = self.0.iter().map(|(name, _)| find(name, 0)).collect();
        loop {
            for (place, (name, _)) in next.iter_mut().zip(&self.0) {
                if *place < at {
                    *place = find(name, at);
                }
            }
            let (number, &start) = next.iter().enumerate().min_by_key(|(_, place)| **place)?;
            if start == usize::MAX {
                break;
            }
            let (name, meaning) = self.0[number];
            let end = start + name.len();
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if is_word(text[..start].chars().next_back()) || is_word(text[end..].chars().next()) {
                at = start + name.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            html.push_str(&escape(&text[done..start]));
            html.push_str(&format!("<abbr title=\"{}\">{}</abbr>", attribute(meaning), escape(name)));
            (done, at) = (end, end);
        }
        if done == 0 {
            return None;
        }
        html.push_str(&escape(&text[done..]));
        Some(html)
    }
}
