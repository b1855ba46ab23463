//! What Obsidian adds to Markdown: links between notes, embedded files, callouts, comments, highlights, ids of blocks.

use super::markup::{attribute, escape};
use super::rewriter::{Rewriter, Sought, byte, find, indent, is_made_of, line_end, run};
use crate::article::facts::links::NOTE_LINK;
use crate::article::reason::Reason;
use crate::post::name::extension;
use crate::text::percent;

/// How files end that are shown as pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"];

/// The longest link between notes, in bytes.
const LONGEST_LINK: usize = 400;

/// Rewrites what begins at a line's start; gives where to go on, and whether a blank line is before that.
#[inline(never)]
pub fn block(r: &mut Rewriter<'_, '_>, at: usize, before: &str) -> Option<(usize, bool)> {
    let text = r.text;
    let end = line_end(text, at);
    let start = at + indent(&text[at..end]);
    match byte(text, start) {
        b'%' if text[start..].starts_with("%%") && before.is_empty() && find(&text[start + 2..end], "%%").is_none() => {
            // It ends with a line.
            let is_close = |at: usize| text[at + 2..line_end(text, at)].trim().is_empty();
            let close = r.find(Sought::Remarks, "%%", start + 2, text.len(), &is_close)?;
            let next = line_end(text, close);
            r.note(Reason::Comment, start + 2, close);
            r.replace(at, next, &["\n"]);
            Some((next, true))
        }
        b'>' => callout(r, before, start, end).map(|next| (next, false)),
        _ => None,
    }
}

/// `> [!note] title`: a quotation whose first line is its title, or its kind.
#[inline(never)]
fn callout(r: &mut Rewriter<'_, '_>, before: &str, start: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let open = start + run(text, start, b"> ");
    let kind = text[open..end].strip_prefix("[!")?;
    let kind = &kind[..find(kind, "]")?];
    let mut after = open + kind.len() + 3;
    after += usize::from(matches!(byte(text, after), b'-' | b'+'));
    if !is_made_of(kind, b"-_ |/")
        || b"-_ |/0123456789".contains(&byte(kind, 0))
        || !matches!(byte(text, after), b' ' | b'\n')
        || depth(before) >= depth(&text[start..open])
    {
        return None;
    }
    let mut title = text[after..end].trim();
    if title.is_empty() {
        title = kind;
    } else {
        r.note(Reason::AttributeList, open, after);
    }
    // The name of a kind is written in any case.
    let (first, rest) = title.split_at(usize::from(std::ptr::eq(title, kind) && byte(kind, 0).is_ascii()));
    let rest = if first.is_empty() { rest.to_owned() } else { rest.to_ascii_lowercase() };
    let prefix = &text[start..open];
    r.replace(open, end, &["<strong>", &first.to_ascii_uppercase(), &rest, "</strong>\n", prefix, "\n"]);
    Some(end)
}

/// How many quotations a line is in.
#[inline(never)]
fn depth(line: &str) -> usize {
    line.bytes().take_while(|b| matches!(b, b'>' | b' ')).filter(|b| *b == b'>').count()
}

/// Rewrites what a mark at a place begins; gives where to go on.
#[inline(never)]
pub fn span(r: &mut Rewriter<'_, '_>, line: usize, at: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let rest = &text[at..end];
    let (last, inside) = (if at == line { b' ' } else { byte(text, at - 1) }, at + 2);
    let next = byte(text, inside);
    match rest.as_bytes() {
        [b'!', b'[', b'[', ..] => link(r, at, at + 3, end),
        [b'[', b'[', ..] => link(r, at, inside, end),
        [b'=', b'=', ..] if is_edge(last) && is_edge_of(next, b"=>") => {
            let is_close = |at: usize| is_edge(byte(text, at + 2)) && is_edge_of(byte(text, at - 1), b"=");
            let close = r.find(Sought::Highlight, "==", inside, end, &is_close)?;
            r.replace(at, inside, &["<mark>"]);
            r.replace(close, close + 2, &["</mark>"]);
            Some(close + 2)
        }
        [b'%', b'%', ..] if matches!(last, b' ' | b'\t') && next != b'%' => {
            let is_close = |at: usize| {
                let next = byte(text, at + 2);
                !next.is_ascii_alphanumeric() && next.is_ascii() && next != b'%'
            };
            let close = r.find(Sought::Remark, "%%", inside, end, &is_close)?;
            r.note(Reason::Comment, inside, close);
            r.replace(at, close + 2, &[]);
            Some(close + 2)
        }
        [b'^', ..] if matches!(last, b' ' | b'\t') => {
            // ` ^id` at the end of a block.
            let id = text[at + 1..end].trim_end();
            let is_id = (4..=60).contains(&id.len())
                && id.is_ascii()
                && is_made_of(id, b"-")
                && id.bytes().any(|b| b.is_ascii_alphabetic());
            is_id.then(|| r.remove(at, at + 1 + id.len(), Reason::AttributeList))?;
            Some(end)
        }
        _ => None,
    }
}

/// Whether a mark may begin after a byte, or end before one: no letter of a spaced script is there.
fn is_edge(b: u8) -> bool {
    !b.is_ascii_alphanumeric() && !matches!(b, b'=' | b'/')
}

/// Whether a byte may be the first or last inside of marks.
fn is_edge_of(b: u8, but: &[u8]) -> bool {
    !b.is_ascii_whitespace() && !but.contains(&b)
}

/// `[[note#part|text]]`, and `![[picture.png|300]]`.
#[inline(never)]
fn link(r: &mut Rewriter<'_, '_>, at: usize, inside: usize, end: usize) -> Option<usize> {
    let text = r.text;
    let inner = &text[inside..text.floor_char_boundary(end.min(inside + LONGEST_LINK))];
    let inner = &inner[..find(inner, "]]")?];
    let after = inside + inner.len() + 2;
    // Programs index lists, Markdown has links with brackets in them, and notes of encyclopedias have numbers.
    let is_name = !inner.bytes().any(|b| b"[]<>".contains(&b)) && inner.chars().any(char::is_alphabetic);
    let last = if at == 0 { b' ' } else { byte(text, at - 1) };
    let is_glued = last.is_ascii_alphanumeric() || b"_])".contains(&last);
    if !is_name || is_glued || b" |".contains(&byte(inner, 0)) || b"([]".contains(&byte(text, after)) {
        return None;
    }
    let bar = find(inner, "|").unwrap_or(inner.len());
    // In a table the bar is escaped.
    let target = inner[..bar].trim_end_matches('\\').trim();
    let label = inner.get(bar + 1..).unwrap_or_default().trim();
    let hash = find(target, "#").unwrap_or(target.len());
    let note = &target[..hash];
    if byte(text, at) == b'!' && PICTURES.contains(&&*extension(note)) {
        let is_size = label.bytes().all(|b| b.is_ascii_digit() || b == b'x');
        if is_size {
            r.note(Reason::AttributeList, after - 2 - label.len(), after - 2);
        }
        let alt = if is_size { "" } else { label };
        let src = address(note);
        r.replace(at, after, &["<img ", NOTE_LINK, " src=\"", &src, "\" alt=\"", &attribute(alt), "\">"]);
        return Some(after);
    }
    let shown = match (label, target[hash..].trim_start_matches('#')) {
        ("", "") => plain(note),
        ("", part) if part.starts_with('^') => plain(note),
        ("", part) if note.is_empty() => plain(part),
        ("", part) => plain(&[note, " > ", part].concat()),
        (label, _) => label.to_owned(),
    };
    let is_far = find(target, "://").is_some();
    let (mark, href) = if is_far { ("", attribute(target)) } else { (NOTE_LINK, address(target)) };
    r.replace(at, after, &["<a ", mark, " href=\"", &href, "\">", &shown, "</a>"]);
    Some(after)
}

/// An address of a note's name.
#[inline(never)]
fn address(name: &str) -> String {
    percent::encode(name).replace("%2F", "/").replace("%23", "#")
}

/// A name whose signs mean nothing to Markdown.
#[inline(never)]
fn plain(name: &str) -> String {
    escape(name).replace('*', "&#42;").replace('_', "&#95;").replace('`', "&#96;")
}
