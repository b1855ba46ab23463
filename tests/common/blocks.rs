//! Cuts a post into numbered text blocks. The cut knows nothing of the core: a block is a run of text between the edges of
//! block elements.

use super::tree::{Step, Tree};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements at whose edges a block ends.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "audio", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "iframe", "img",
    "legend", "li", "link", "main", "menu", "nav", "noscript", "ol", "option", "p", "picture", "pre", "section", "select", "source",
    "style", "summary", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "ul", "video",
];

fn is_skipped(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "head")
}

/// The texts of a post's blocks, without white space; empty ones are left out.
pub fn cut(post: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut skipped = 0;
    let mut end = |block: &mut String| {
        if !block.is_empty() {
            blocks.push(std::mem::take(block));
        }
    };
    Tree::walk(&body_html(post), |step| match step {
        Step::Text(text) if skipped == 0 => squeeze_into(text, &mut block),
        Step::Open(name, _) => {
            if skipped == 0 && !is_skipped(name) && BLOCKS.contains(&name) {
                end(&mut block);
            }
            skipped += usize::from(is_skipped(name));
        }
        Step::Close(name) => {
            skipped -= usize::from(is_skipped(name));
            if skipped == 0 && !is_skipped(name) && BLOCKS.contains(&name) {
                end(&mut block);
            }
        }
        Step::Text(_) => {}
    });
    end(&mut block);
    blocks
}

/// The HTML of a post's body, without the head that the scraper wrote and unescaped where all of it is escaped.
fn body_html(post: &str) -> String {
    let (_, body) = split(post);
    let mut body = body.trim_start();
    if let Some((comment, rest)) = body.split_once('\n') {
        let number = comment.trim_end().strip_prefix("<!--").and_then(|c| c.strip_suffix("-->"));
        if number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            body = rest.trim_start();
        }
    }
    let mut lines = body.splitn(3, '\n');
    if let (Some(link), Some(line), Some(rest)) = (lines.next(), lines.next(), lines.next())
        && link.starts_with('[')
        && link.contains("](")
        && link.trim_end().ends_with(')')
        && line.len() >= 3
        && line.bytes().all(|b| b == b'-')
    {
        body = rest;
    }
    let outside_code = without_elements(&without_elements(body, "pre"), "code");
    let escaped = outside_code.match_indices("&lt;").filter(|(at, _)| {
        let tag = outside_code[at + 4..].trim_start_matches('/');
        ["p", "div", "section"].iter().any(|name| tag.strip_prefix(name).is_some_and(ends_word))
    });
    let paragraphs = outside_code.match_indices("<p").filter(|(at, _)| ends_word(&outside_code[at + 2..]));
    if escaped.count() >= 6 && paragraphs.count() < 3 { unescape(body) } else { body.to_owned() }
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The front matter and the body.
pub fn split(post: &str) -> (String, String) {
    let text = post.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let parts = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    parts.map_or_else(|| (String::new(), text.clone()), |(front, body)| (front.to_owned(), body.to_owned()))
}

fn without_elements(html: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        let Some(end) = rest[start..].find(&close).filter(|_| ends_word(&rest[start + open.len()..])) else {
            out.push_str(&rest[..start + open.len()]);
            rest = &rest[start + open.len()..];
            continue;
        };
        out.push_str(&rest[..start]);
        rest = &rest[start + end + close.len()..];
    }
    out + rest
}

/// Resolves every character reference of a text; tags in it stay as they are.
fn unescape(text: &str) -> String {
    #[derive(Default)]
    struct Text(RefCell<String>);
    impl TokenSink for Text {
        type Handle = ();
        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            if let Token::CharacterTokens(text) = token {
                self.0.borrow_mut().push_str(&text);
            }
            TokenSinkResult::Continue
        }
    }
    let options = TokenizerOpts { initial_state: Some(State::RawData(RawKind::Rcdata)), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Text::default(), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

pub fn squeeze_into(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}')));
}

pub fn squeeze(text: &str) -> String {
    let mut out = String::new();
    squeeze_into(text, &mut out);
    out
}

pub fn chars(text: &str) -> usize {
    text.chars().count()
}
