//! A post's body → one string of HTML, by the rules that Jekyll's own Markdown follows where archives rely on them.
//!
//! A block of HTML, from its tag to the tag that closes it, is an island: it is taken verbatim, blank lines included.
//! CommonMark would end it at the first blank line and read the rest of a scraped page as Markdown.

use super::limits::Limit;
use super::record::{Kind, Record};
use super::{liquid, markdown};
use crate::Post;
use memchr::{memchr, memchr3};

/// Renders the body to HTML that is neither cleaned nor safe yet.
///
/// # Errors
/// The [`Limit`] that the Markdown goes beyond.
pub fn to_html(post: &Post, record: &mut Record) -> Result<String, Limit> {
    if post.is_html {
        return Ok(post.body.clone());
    }
    if post.is_plain {
        // An element with nothing but text in it is what the step for plain text looks for.
        return Ok(format!("<div>{}</div>", escape(&post.body)));
    }
    let body = drop_linked_title(&post.body, post, record);
    let body = liquid::resolve(body, record);
    let (text, islands) = lift_islands(&body);
    // A scraped page is one island or a few; without a word between them there is no Markdown to read.
    let is_html = islands.iter().all(|i| i.markdown.is_none())
        && text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with(STAND_IN));
    if is_html && !islands.is_empty() {
        return Ok(islands.iter().map(|i| i.html).collect::<Vec<_>>().join("\n"));
    }
    markdown::render(&text, &islands, record)
}

/// Escapes a text for HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Takes away the head that the scraper wrote: the title as a link to the source, underlined with dashes.
///
/// It is found line by line and not as Markdown, since titles with brackets and addresses with spaces break Markdown's links.
fn drop_linked_title<'a>(body: &'a str, post: &Post, record: &mut Record) -> &'a str {
    let trimmed = body.trim_start();
    let Some((first, rest)) = trimmed.split_once('\n') else {
        return body;
    };
    let (second, rest) = rest.split_once('\n').unwrap_or((rest, ""));
    let dashes = second.trim();
    if dashes.len() < 3 || !(dashes.chars().all(|c| c == '-') || dashes.chars().all(|c| c == '=')) {
        return body;
    }
    let head = first.trim();
    let Some(inner) = head.strip_prefix('[').and_then(|h| h.strip_suffix(')')) else {
        return body;
    };
    let Some((label, address)) = inner.rsplit_once("](") else {
        return body;
    };
    let names_source = post.from.as_deref().is_some_and(|from| from.trim() == address.trim());
    if !names_source && !super::title::Title::new(&post.title).is_same(label) {
        return body;
    }
    record.enter("title", "repeats-title", Kind::Removed, format!("{label} {}", address.trim()), Vec::new());
    rest
}

/// An island's stand-in is a comment of its own; this prefix makes it one that no body holds.
pub const STAND_IN: &str = "<!--\u{1}island ";

/// One island that was lifted out of the Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Island<'a> {
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
    /// What stands between the tags.
    pub text: &'a str,
    /// The closing tag.
    pub close: &'a str,
}

/// Takes the islands out and leaves a stand-in for each, alone between blank lines.
fn lift_islands(body: &str) -> (String, Vec<Island<'_>>) {
    let spans = match_tags(body);
    let mut text = String::with_capacity(body.len());
    let mut islands = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let mut at = 0;
    let mut at_line_start = true;
    while at < body.len() {
        let indent = body[at..].bytes().take(4).take_while(|&b| b == b' ').count();
        if fence.is_none()
            && indent <= 3
            && let Some(island_end) = spans.end_of(at + indent)
        {
            text.push_str(&format!("\n{}{STAND_IN}{} -->\n\n", &body[at..at + indent], islands.len()));
            let html = &body[at + indent..island_end];
            islands.push(Island { html, markdown: markdown_inside(html) });
            // What follows on the line begins a block of its own.
            at = island_end + body[island_end..].bytes().take_while(|&b| b == b' ' || b == b'\t').count();
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
        // A control character could only pretend to be a stand-in; text has no use for it.
        if line.contains('\u{1}') {
            text.push_str(&line.replace('\u{1}', ""));
        } else {
            text.push_str(line);
        }
        at = end;
    }
    (text, islands)
}

fn fence_mark(content: &str) -> Option<(u8, usize)> {
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

/// Names of the elements that begin an island where they begin a line, sorted.
#[rustfmt::skip]
const ISLANDS: &[&str] = &[
    "address", "article", "aside", "audio", "blockquote", "body", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "iframe", "main", "math", "menu", "nav", "noscript", "object",
    "ol", "p", "picture", "pre", "script", "section", "style", "svg", "table", "template", "textarea", "ul", "video",
];

/// Where in [`ISLANDS`] the names with each first letter begin, and a bit for each length that these have.
///
/// Most tags of a post are links, pictures and marks of words, and need no more than a look here.
static ISLAND_LETTERS: [(u8, u16); 26] = {
    let mut table = [(0, 0); 26];
    let mut i = ISLANDS.len();
    while i > 0 {
        i -= 1;
        let name = ISLANDS[i].as_bytes();
        let (first, lengths) = &mut table[(name[0] - b'a') as usize];
        *first = i as u8;
        *lengths |= 1 << name.len();
    }
    table
};

/// The place in [`ISLANDS`] of a name that begins with a letter, in whatever case.
fn island_name(name: &[u8]) -> Option<usize> {
    let (first, lengths) = ISLAND_LETTERS[usize::from(name[0].to_ascii_lowercase() - b'a')];
    if name.len() > 15 || lengths >> name.len() & 1 == 0 {
        return None;
    }
    let first = usize::from(first);
    let is_it = |island: &&str| island.as_bytes().eq_ignore_ascii_case(name);
    ISLANDS[first..].iter().position(is_it).map(|behind| first + behind)
}

/// Bytes of a body for each element that room is made for at once.
const BYTES_A_SPAN: usize = 128;

/// Where elements begin and end, in the order of their beginnings; an end of 0 stands for an element that has none.
#[derive(Default)]
struct Spans(Vec<(usize, usize)>);

impl Spans {
    fn end_of(&self, start: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&start, |span| span.0).ok()?;
        Some(self.0[at].1).filter(|&end| end > 0)
    }
}

/// Where the island that begins at a tag ends, for every tag that may begin one; found in one pass.
///
/// An element that nothing closes goes on to the end if it is a container, since scraped wrappers are cut off that way;
/// a paragraph or heading without its end tag is left to Markdown's own rule.
fn match_tags(body: &str) -> Spans {
    let bytes = body.as_bytes();
    // The elements that are open, by their names.
    let mut open = [const { Vec::<usize>::new() }; ISLANDS.len()];
    let mut spans = Spans(Vec::with_capacity(body.len() / BYTES_A_SPAN));
    // What has no end tag behind one of them has none behind the next.
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
        let Some(number) = island_name(&bytes[name_start..name_start + name_len]) else { continue };
        let (name, stack) = (ISLANDS[number], &mut open[number]);
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
        if name == "p" || super::tags::heading_level(name).is_some() {
            stack.clear();
        }
        stack.push(spans.0.len());
        spans.0.push((start, 0));
    }
    for (name, starts) in ISLANDS.iter().zip(open) {
        if super::tags::is_container(name) {
            for opened in starts {
                spans.0[opened].1 = body.len();
            }
        }
    }
    spans
}

/// The byte behind the `>` of a tag whose name ends at `at`; quotes hide a `>`.
fn end_of_tag(bytes: &[u8], mut at: usize) -> Option<usize> {
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
        // A quote opens a value only behind an equals sign; elsewhere it is a slip of the author's.
        let before = bytes[name_end..at].iter().rev().find(|b| !b.is_ascii_whitespace());
        if before == Some(&b'=') {
            at += 1 + memchr(b, &bytes[at + 1..])?;
        }
        at += 1;
    }
}
