//! Marks within a line of Markdown: captions and titles in parameters have them.

use super::html::{escaped, link, push_escaped};
use super::text;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Longer texts are shown as they are.
const LONGEST: usize = 2_000;

/// Elements that a caption may have.
const ALLOWED: &str = "a b cite code em i small span strong sub sup";

/// A line of Markdown as HTML in which every element is closed, escaped so that it may be read as Markdown once more.
#[inline(never)]
pub fn render(text: &str) -> String {
    if text.len() > LONGEST || !text.bytes().any(|b| b"*_`[<~\\".contains(&b)) {
        return escaped(text);
    }
    // Behind a word nothing begins a list, and there is no second line.
    let text = text::concat(&["x ", &text.replace('\n', " ")]);
    let mut out = String::new();
    // Elements of the text's own HTML that are open.
    let mut open = Vec::new();
    for event in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => push_escaped(&text, &mut out),
            Event::Code(code) => text::push(&mut out, &["<code>", &escaped(&code), "</code>"]),
            Event::Start(Tag::Emphasis) => out.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => out.push_str("</em>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => out.push_str("</strong>"),
            Event::Start(Tag::Link { dest_url, .. }) => out.push_str(&link(&dest_url)),
            Event::End(TagEnd::Link) => out.push_str("</a>"),
            Event::InlineHtml(tag) => push_tag(&tag, &mut open, &mut out),
            _ => {}
        }
    }
    while let Some(name) = open.pop() {
        text::push(&mut out, &["</", &name, ">"]);
    }
    out.split_off(2)
}

/// Appends a tag if its element is allowed and it closes what is open, else as text.
#[inline(never)]
fn push_tag(tag: &str, open: &mut Vec<String>, out: &mut String) {
    let inner = tag.strip_prefix("</").unwrap_or(&tag[1..]);
    let is_close = inner.len() + 2 == tag.len();
    let name = inner[..text::count(inner, &|b| b.is_ascii_alphanumeric())].to_ascii_lowercase();
    if name == "br" {
        out.push_str("<br>");
    } else if is_close && open.last() == Some(&name) {
        text::push(out, &["</", &name, ">"]);
        open.pop();
    } else if !is_close && text::is_among(ALLOWED, &name) {
        out.push_str(&tag.replace('`', " "));
        open.push(name);
    } else {
        push_escaped(tag, out);
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn marks_are_read_and_all_else_is_text() {
        for (text, expected) in [
            ("A boat", "A boat"),
            ("a < b & c &amp; d", "a &#60; b &#38; c &#38; d"),
            ("a *boat*, `x`", "a <em>boat</em>, <code>x</code>"),
            ("[the Anne](https://example.org/)", "<a href=\"https&#58;//example.org/\">the Anne</a>"),
            ("one<br/>two", "one<br>two"),
            ("<b>open", "<b>open</b>"),
            ("</figure> <script>x", "&#60;/figure&#62; &#60;script&#62;x"),
            ("1. a *boat*", "1. a <em>boat</em>"),
            ("x</b> <i>y</b></i>", "x&#60;/b&#62; <i>y&#60;/b&#62;</i>"),
        ] {
            assert_eq!(render(text), expected, "{text}");
        }
    }
}
