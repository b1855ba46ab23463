//! A post's body → one string of HTML, as Jekyll's Markdown renders it where archives rely on that.

mod html_blocks;
mod liquid;
mod markdown;
mod raw_tags;
mod tables;
pub mod unescape;

use super::changes::{ChangeLog, Kind};
use super::facts::title::Title;
use super::limits::Limit;
use crate::Post;
use crate::article::reason::Reason;
use html_blocks::{PLACEHOLDER, lift_html_blocks};

/// Renders the body to HTML that is neither cleaned nor safe yet.
///
/// # Errors
/// The [`Limit`] that the Markdown goes beyond.
pub fn to_html(post: &Post, log: &mut ChangeLog) -> Result<String, Limit> {
    if post.is_html {
        return Ok(raw_tags::escape_words(post.body.clone()));
    }
    if post.is_plain {
        // An element with nothing but text in it is what the step for plain text looks for.
        return Ok(format!("<div>{}</div>", escape(&post.body)));
    }
    markdown_to_html(drop_linked_title(&post.body, post, log), log)
}

/// Renders Markdown as [`to_html`] does a body.
///
/// # Errors
/// The [`Limit`] that the Markdown goes beyond.
pub fn markdown_to_html(body: &str, log: &mut ChangeLog) -> Result<String, Limit> {
    let body = liquid::resolve(body, log);
    let (text, blocks) = lift_html_blocks(&body);
    // A scraped page is one block or a few; without a word between them there is no Markdown to read.
    let is_html = blocks.iter().all(|i| i.markdown.is_none())
        && text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with(PLACEHOLDER));
    if is_html && !blocks.is_empty() {
        return Ok(raw_tags::escape_words(blocks.iter().map(|i| i.html).collect::<Vec<_>>().join("\n")));
    }
    markdown::render(&tables::widen(&text), &blocks, log).map(raw_tags::escape_words)
}

/// Escapes a text for HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Takes away the head that the scraper wrote: the title as a link to the source, underlined with dashes.
///
/// It is found line by line and not as Markdown, since titles with brackets and addresses with spaces break Markdown's links.
fn drop_linked_title<'a>(body: &'a str, post: &Post, log: &mut ChangeLog) -> &'a str {
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
    if !names_source && !Title::new(&post.title).is_same(label) {
        return body;
    }
    log.add("title", Reason::RepeatsTitle, Kind::Removed, format!("{label} {}", address.trim()), Vec::new());
    rest
}
