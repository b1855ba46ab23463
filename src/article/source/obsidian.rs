//! What Obsidian adds to Markdown: links between notes, embedded files, callouts, comments, highlights, ids of blocks.

use super::markup::attribute;
use super::rewriter::{Rewriter, line_end};
use crate::article::facts::links::NOTE_LINK;
use crate::article::reason::Reason;
use crate::post::name::extension;
use std::ops::Range;

/// How files end that are shown as pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"];

/// The longest link between notes, in bytes.
const LONGEST_LINK: usize = 400;

/// Rewrites what begins at a line's start; gives where to go on, and whether a blank line is before that.
pub fn block(r: &mut Rewriter<'_, '_>, at: usize, before: &str) -> Option<(usize, bool)> {
    let text = r.text;
    let end = line_end(text, at);
    let content = text[at..end].trim_start_matches([' ', '\t']);
    if content.starts_with("%%") {
        let open = end - content.len() + 2;
        if content[2..].contains("%%") || !before.is_empty() {
            return None;
        }
        // It ends with a line.
        let is_close = |text: &str, at: usize| text[at + 2..line_end(text, at)].trim().is_empty();
        let close = r.find("comment of lines", "%%", open, text.len(), is_close)?;
        r.note(Reason::Comment, &text[open..close]);
        let next = line_end(text, close);
        r.replace(at..next, "\n");
        return Some((next, true));
    }
    let marks = content.len() - content.trim_start_matches(['>', ' ']).len();
    if content.starts_with('>') && content[marks..].starts_with("[!") {
        return callout(r, before, end - content.len()..end, marks).map(|next| (next, false));
    }
    None
}

/// `> [!note] title`: a quotation whose first line is its title, or its kind.
fn callout(r: &mut Rewriter<'_, '_>, before: &str, line: Range<usize>, marks: usize) -> Option<usize> {
    let text = r.text;
    let Range { start, end } = line;
    let depth =
        |line: &str| line.trim_start().split(|c| !matches!(c, '>' | ' ')).next().map(|m| m.matches('>').count());
    let content = &text[start + marks..end];
    let (kind, title) = content[2..].split_once(']')?;
    let is_kind = kind.starts_with(char::is_alphabetic)
        && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '|' | '/'));
    let title = title.strip_prefix(['-', '+']).unwrap_or(title);
    if !is_kind
        || !(title.trim().is_empty() || title.starts_with([' ', '\t']))
        || depth(before) >= depth(&text[start..end])
    {
        return None;
    }
    let title = title.trim();
    let prefix = &text[start..start + marks];
    let shown = if title.is_empty() {
        let mut letters = kind.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.flat_map(char::to_lowercase)).collect()
    } else {
        r.note(Reason::AttributeList, &content[..kind.len() + 3]);
        title.to_owned()
    };
    r.replace(start..end, &format!("{prefix}<strong>{shown}</strong>\n{}\n", prefix.trim_end()));
    Some(end)
}

/// Rewrites what a mark at a place begins; gives where to go on.
pub fn span(r: &mut Rewriter<'_, '_>, line: usize, at: usize, end: usize) -> Option<usize> {
    let rest = &r.text[at..end];
    if rest.starts_with("![[") {
        return link(r, at, at + 3, end, true);
    }
    if rest.starts_with("[[") {
        return link(r, at, at + 2, end, false);
    }
    if rest.starts_with("==") {
        return highlight(r, at, end);
    }
    if rest.starts_with("%%") {
        return comment(r, line, at, end);
    }
    if rest.starts_with('^') {
        return block_id(r, line, at, end);
    }
    None
}

/// `[[note#part|text]]`, and `![[picture.png|300]]`.
fn link(r: &mut Rewriter<'_, '_>, at: usize, inside: usize, end: usize, is_embed: bool) -> Option<usize> {
    let text = r.text;
    let near = &text[inside..text.floor_char_boundary(end.min(inside + LONGEST_LINK))];
    let inner = &near[..near.find("]]")?];
    let after = inside + inner.len() + 2;
    // Programs index lists, Markdown has links with brackets in them, and notes of encyclopedias have numbers.
    let is_name =
        !inner.contains(['[', ']', '<', '>']) && !inner.starts_with([' ', '|']) && inner.contains(char::is_alphabetic);
    let is_glued = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | ')'));
    if !is_name || is_glued || text[after..].starts_with(['(', '[', ']']) {
        return None;
    }
    // In a table the bar is escaped.
    let (target, label) =
        inner.split_once('|').map_or((inner, ""), |(target, label)| (target.trim_end_matches('\\'), label));
    let (target, label) = (target.trim(), label.trim());
    let (note, part) = target.split_once('#').unwrap_or((target, ""));
    let href = encode(target);
    if is_embed && PICTURES.contains(&&*extension(note)) {
        let is_size = label.bytes().all(|b| b.is_ascii_digit() || b == b'x');
        if is_size {
            r.note(Reason::AttributeList, label);
        }
        let alt = if is_size { "" } else { label };
        let address = attribute(&encode(note));
        r.replace(at..after, &format!("<img {NOTE_LINK} src=\"{address}\" alt=\"{}\">", attribute(alt)));
        return Some(after);
    }
    let label = if !label.is_empty() {
        label.to_owned()
    } else if part.is_empty() || part.starts_with('^') {
        plain(note)
    } else if note.is_empty() {
        plain(part)
    } else {
        plain(&format!("{note} > {}", part.replace('#', " > ")))
    };
    let mark = if note.contains("://") { String::new() } else { format!(" {NOTE_LINK}") };
    r.replace(at..after, &format!("<a{mark} href=\"{}\">{label}</a>", attribute(&href)));
    Some(after)
}

/// An address of a note's name.
fn encode(name: &str) -> String {
    let mut address = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            ' ' => address.push_str("%20"),
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3F"),
            '"' => address.push_str("%22"),
            '\\' => address.push('/'),
            c => address.push(c),
        }
    }
    address
}

/// A name whose signs mean nothing to Markdown.
fn plain(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '*' | '_' | '`' | '~' | '\\' | '&') {
            text.push('\\');
        }
        text.push(c);
    }
    text.replace('>', "&gt;")
}

/// Whether a mark may begin after a character, or end before one: no letter of a spaced script is there.
fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '=' | '%' | '/'))
}

/// `==marked==`.
fn highlight(r: &mut Rewriter<'_, '_>, at: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let inside = at + 2;
    let opens = is_edge(text[..at].chars().next_back())
        && text[inside..end].starts_with(|c: char| !c.is_whitespace() && !matches!(c, '=' | '>'));
    if !opens {
        return None;
    }
    let closes = |text: &str, at: usize| {
        !text[..at].ends_with(|c: char| c.is_whitespace() || c == '=') && is_edge(text[at + 2..].chars().next())
    };
    let close = r.find("mark", "==", inside, end, closes)?;
    r.replace(at..inside, "<mark>");
    r.replace(close..close + 2, "</mark>");
    // What is between may be more of them only after it.
    Some(close + 2)
}

/// `%%comment%%` in a line.
fn comment(r: &mut Rewriter<'_, '_>, line: usize, at: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let is_free = at == line || text[..at].ends_with([' ', '\t']);
    if !is_free || text[at + 2..end].starts_with('%') {
        return None;
    }
    let closes = |text: &str, at: usize| text[at + 2..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '%');
    let close = r.find("comment in a line", "%%", at + 2, end, closes)?;
    if text[at + 2..close].trim().is_empty() {
        return None;
    }
    r.note(Reason::Comment, &text[at + 2..close]);
    r.replace(at..close + 2, "");
    Some(close + 2)
}

/// ` ^id` at the end of a block.
fn block_id(r: &mut Rewriter<'_, '_>, line: usize, at: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let id = text[at + 1..end].trim_end();
    let is_id = (4..=60).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && id.bytes().any(|b| b.is_ascii_alphabetic())
        && !id.starts_with('-');
    let is_free = text[line..at].trim().is_empty() || text[..at].ends_with([' ', '\t']);
    if !is_id || !is_free {
        return None;
    }
    r.note(Reason::AttributeList, &text[at..at + 1 + id.len()]);
    r.replace(at..at + 1 + id.len(), "");
    Some(at + 1 + id.len())
}
