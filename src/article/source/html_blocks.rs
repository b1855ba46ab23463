//! Blocks of HTML inside Markdown, from a tag to the tag that closes it, lifted out verbatim, blank lines included.
//!
//! CommonMark would end such a block at its first blank line and read the rest of a scraped page as Markdown.

use crate::article::dom::elements::{heading_level, is_container};
use memchr::{memchr, memchr3};

/// The placeholder of a block is a comment that begins so; no body contains U+0001.
pub const PLACEHOLDER: &str = "<!--\u{1}html-block ";

/// One block that was lifted out of the Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct HtmlBlock<'a> {
    /// The HTML, from its first tag to the end of its last.
    pub html: &'a str,
    /// The Markdown inside the outer tags, where they say `markdown="1"`.
    pub markdown: Option<Inner<'a>>,
}

/// An element whose content is Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Inner<'a> {
    /// The opening tag.
    pub open: &'a str,
    /// The text between the tags.
    pub text: &'a str,
    /// The closing tag.
    pub close: &'a str,
}

/// Replaces each block by a placeholder, alone between blank lines.
pub fn lift_html_blocks(body: &str) -> (String, Vec<HtmlBlock<'_>>) {
    let spans = match_tags(body);
    let mut text = String::with_capacity(body.len());
    let mut blocks = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let mut at = 0;
    let mut at_line_start = true;
    while at < body.len() {
        let indent = body[at..].bytes().take(4).take_while(|&b| b == b' ').count();
        if fence.is_none()
            && indent <= 3
            && let Some(block_end) = spans.end_of(at + indent)
        {
            text.push_str(&format!("\n{}{PLACEHOLDER}{} -->\n\n", &body[at..at + indent], blocks.len()));
            let html = &body[at + indent..block_end];
            blocks.push(HtmlBlock { html, markdown: markdown_inside(html) });
            // What follows on the line begins a block of its own.
            at = block_end + body[block_end..].bytes().take_while(|&b| b == b' ' || b == b'\t').count();
            at_line_start = false;
            continue;
        }
        let end = body[at..].find('\n').map_or(body.len(), |n| at + n + 1);
        let line = &body[at..end];
        if let Some(mark) = fence_mark(line[indent..].trim_start()).filter(|_| at_line_start) {
            match fence {
                None => fence = Some(mark),
                Some((c, n)) if c == mark.0 && mark.1 >= n && line.trim().len() == mark.1 => fence = None,
                Some(_) => {}
            }
        }
        at_line_start = true;
        // A control character could only imitate a placeholder; text has no use for it.
        if line.contains('\u{1}') {
            text.push_str(&line.replace('\u{1}', ""));
        } else {
            text.push_str(line);
        }
        at = end;
    }
    (text, blocks)
}

/// The block whose placeholder a line is.
pub fn lifted<'i, 'a>(line: &str, blocks: &'i [HtmlBlock<'a>]) -> Option<&'i HtmlBlock<'a>> {
    let number = line.trim().strip_prefix(PLACEHOLDER)?.strip_suffix(" -->")?;
    blocks.get(number.parse::<usize>().ok()?)
}

/// The sign of a fence of code that a line begins with, and how often it is there.
pub fn fence_mark(content: &str) -> Option<(u8, usize)> {
    let first = *content.as_bytes().first()?;
    if first != b'`' && first != b'~' {
        return None;
    }
    let n = content.bytes().take_while(|&b| b == first).count();
    (n >= 3).then_some((first, n))
}

fn markdown_inside(html: &str) -> Option<Inner<'_>> {
    let open_end = html.find('>')? + 1;
    let (open, rest) = html.split_at(open_end);
    let value = open.split_once("markdown=")?.1.trim_start_matches(['"', '\'']);
    if !["1", "block", "span"].iter().any(|v| value.starts_with(v)) {
        return None;
    }
    let close_start = rest.rfind("</")?;
    let (text, close) = rest.split_at(close_start);
    Some(Inner { open, text, close })
}

/// Names of the elements that begin an block where they begin a line, sorted.
#[rustfmt::skip]
const BLOCK_NAMES: &[&str] = &[
    "address", "article", "aside", "audio", "blockquote", "body", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "iframe", "main", "math", "menu", "nav", "noscript", "object",
    "ol", "p", "picture", "pre", "script", "section", "style", "svg", "table", "template", "textarea", "ul", "video",
];

/// Where in [`BLOCK_NAMES`] the names with each first letter begin, and a bit for each length that these have.
///
/// Most tags of a post are links, pictures and marks of words, and need no more than a look here.
static FIRST_LETTERS: [(u8, u16); 26] = {
    let mut table = [(0, 0); 26];
    let mut i = BLOCK_NAMES.len();
    while i > 0 {
        i -= 1;
        let name = BLOCK_NAMES[i].as_bytes();
        let (first, lengths) = &mut table[(name[0] - b'a') as usize];
        *first = i as u8;
        *lengths |= 1 << name.len();
    }
    table
};

/// The place in [`BLOCK_NAMES`] of a name that begins with a letter, in whatever case.
fn block_name(name: &[u8]) -> Option<usize> {
    let (first, lengths) = FIRST_LETTERS[usize::from(name[0].to_ascii_lowercase() - b'a')];
    if name.len() > 15 || lengths >> name.len() & 1 == 0 {
        return None;
    }
    let first = usize::from(first);
    let is_it = |block: &&str| block.as_bytes().eq_ignore_ascii_case(name);
    BLOCK_NAMES[first..].iter().position(is_it).map(|behind| first + behind)
}

/// Bytes of a body for each element that room is made for at once.
const BYTES_A_SPAN: usize = 128;

/// Where elements begin and end, in the order of their beginnings; the end is 0 for an element without one.
#[derive(Default)]
struct Spans(Vec<(usize, usize)>);

impl Spans {
    fn end_of(&self, start: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&start, |span| span.0).ok()?;
        Some(self.0[at].1).filter(|&end| end > 0)
    }
}

/// Where the block that begins at a tag ends, for every tag that may begin one; found in one pass.
///
/// An element that nothing closes goes on to the end if it is a container, since scraped wrappers are cut off that way;
/// a paragraph or heading without its end tag is left to Markdown's own rule.
fn match_tags(body: &str) -> Spans {
    let bytes = body.as_bytes();
    // The elements that are open, by their names.
    let mut open = [const { Vec::<usize>::new() }; BLOCK_NAMES.len()];
    let mut spans = Spans(Vec::with_capacity(body.len() / BYTES_A_SPAN));
    // If no end tag follows one of them, none follows the next.
    let mut endless = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        if bytes[at..].starts_with(b"!--") {
            at = body[start..].find("-->").map_or(body.len(), |n| start + n + 3);
            continue;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(closing);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name_len = bytes[name_start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let Some(number) = block_name(&bytes[name_start..name_start + name_len]) else { continue };
        let (name, stack) = (BLOCK_NAMES[number], &mut open[number]);
        let Some(tag_end) = end_of_tag(bytes, name_start + name_len) else {
            break;
        };
        at = tag_end;
        if closing {
            if let Some(opened) = stack.pop() {
                spans.0[opened].1 = tag_end;
            }
            continue;
        }
        if matches!(name, "script" | "style" | "textarea" | "iframe") {
            if endless.contains(&name) {
                spans.0.push((start, at));
                continue;
            }
            let close = format!("</{name}");
            let lower_end = body[at..]
                .match_indices("</")
                .find(|(i, _)| body[at + i..].get(..close.len()).is_some_and(|t| t.eq_ignore_ascii_case(&close)))
                .map(|(i, _)| at + i);
            if let Some(close_start) = lower_end {
                at = end_of_tag(bytes, close_start + close.len()).unwrap_or(body.len());
            } else {
                endless.push(name);
            }
            spans.0.push((start, at));
            continue;
        }
        if name == "p" || heading_level(name).is_some() {
            stack.clear();
        }
        stack.push(spans.0.len());
        spans.0.push((start, 0));
    }
    for (name, starts) in BLOCK_NAMES.iter().zip(open) {
        if is_container(name) {
            for opened in starts {
                spans.0[opened].1 = body.len();
            }
        }
    }
    spans
}

/// The byte after the `>` of a tag whose name ends at `at`; quotes hide a `>`.
pub fn end_of_tag(bytes: &[u8], mut at: usize) -> Option<usize> {
    let name_end = at;
    if bytes.get(at) == Some(&b'>') {
        return Some(at + 1);
    }
    loop {
        at += memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        let b = bytes[at];
        if b == b'>' {
            return Some(at + 1);
        }
        // A quote opens a value only after an equals sign; elsewhere it is a typo.
        let before = bytes[name_end..at].iter().rev().find(|b| !b.is_ascii_whitespace());
        if before == Some(&b'=') {
            at += 1 + memchr(b, &bytes[at + 1..])?;
        }
        at += 1;
    }
}
