//! A post's body → one string of HTML, as Jekyll's Markdown renders it where archives rely on that.

mod dialects;
mod html_blocks;
mod kramdown;
mod markdown;
mod markup;
mod mdx;
mod obsidian;
mod open_blocks;
mod raw_tags;
mod rewriter;
mod tables;
mod templates;
pub mod unescape;

use super::changes::{ChangeLog, Kind};
use super::facts::title::Title;
use super::limits::Limit;
use crate::Post;
use crate::article::reason::Reason;
use crate::post::linked_title::{self, LinkedTitle};
use crate::post::name::extension;
use html_blocks::{PLACEHOLDER, lift_html_blocks};
pub use markup::escape;
use templates::Place;

/// Renders the body to HTML that is neither cleaned nor safe yet.
///
/// # Errors
/// The [`Limit`] that the Markdown goes beyond.
pub fn to_html(post: &Post, log: &mut ChangeLog) -> Result<String, Limit> {
    if post.is_html {
        let start = post.body.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
        let has_braces = !start.starts_with("<!") && start != "<html";
        let place = Place { post: Some(post), is_markdown: false, has_braces };
        return Ok(raw_tags::escape_words(templates::resolve(&post.body, place, log).into_owned()));
    }
    if post.is_plain {
        // An element with nothing but text in it is what the step for plain text looks for.
        return Ok(format!("<div>{}</div>", escape(&post.body)));
    }
    let body = drop_linked_title(&post.body, post, log);
    if extension(&post.name) == "mdx" {
        return markdown_to_html(&mdx::to_markdown(body, log), Some(post), log);
    }
    markdown_to_html(body, Some(post), log)
}

/// Renders Markdown as [`to_html`] does a body.
///
/// # Errors
/// The [`Limit`] that the Markdown goes beyond.
pub fn markdown_to_html(body: &str, post: Option<&Post>, log: &mut ChangeLog) -> Result<String, Limit> {
    let body = templates::resolve(body, Place { post, is_markdown: true, has_braces: true }, log);
    let body = open_blocks::unwrap(&body);
    let (text, blocks) = lift_html_blocks(&body);
    // A scraped page is one block or a few; without a word between them there is no Markdown to read.
    let is_html = blocks.iter().all(|i| i.markdown.is_none())
        && text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with(PLACEHOLDER));
    if is_html && !blocks.is_empty() {
        return Ok(raw_tags::escape_words(blocks.iter().map(|i| i.html).collect::<Vec<_>>().join("\n")));
    }
    markdown::render(&text, &blocks, log).map(raw_tags::escape_words)
}

/// Takes away the head that the scraper wrote: the title as a link to the source, underlined with dashes.
fn drop_linked_title<'a>(body: &'a str, post: &Post, log: &mut ChangeLog) -> &'a str {
    let Some(LinkedTitle { label, address, rest }) = linked_title::split(body) else { return body };
    let names_source = post.from.as_deref().is_some_and(|from| from.trim() == address);
    if !names_source && !Title::new(&post.title).is_same(label) {
        return body;
    }
    log.add("title", Reason::RepeatsTitle, Kind::Removed, format!("{label} {address}"), Vec::new());
    rest
}
