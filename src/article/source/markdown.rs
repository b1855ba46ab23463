//! Markdown → HTML, with the blocks put back in their places.

use super::html_blocks::{HtmlBlock, lifted};
use super::kramdown::Abbreviations;
use super::{dialects, tables};
use crate::article::changes::ChangeLog;
use crate::article::limits::{Limit, MAX_MARKDOWN_DEPTH, MAX_MARKDOWN_MARKS};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::borrow::Cow;
use std::collections::HashMap;

/// What kramdown has beyond CommonMark. The parser is known to panic with all of its extensions on;
/// with these it came through six million texts made of their marks.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// Renders Markdown. Raw HTML passes unchanged.
///
/// # Errors
/// The [`Limit`] of marks or of nesting.
pub fn render(text: &str, blocks: &[HtmlBlock<'_>], log: &mut ChangeLog) -> Result<String, Limit> {
    let inside = blocks.iter().filter_map(|block| block.markdown.as_ref()).map(|inner| marks(inner.text));
    if marks(text) + inside.sum::<usize>() > MAX_MARKDOWN_MARKS {
        return Err(Limit { name: "markdown-marks", value: MAX_MARKDOWN_MARKS });
    }
    let (text, abbreviations) = dialects::rewrite(text, blocks, log);
    let text = tables::widen(&text);
    let text = guard_colons(&text);
    let mut words = Words { abbreviations, is_verbatim: false };
    let mut depth = 0usize;
    let mut events = Vec::new();
    let mut notes = Footnotes::default();
    for event in Parser::new_ext(&text, options()) {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_MARKDOWN_DEPTH {
            return Err(Limit { name: "markdown-nesting", value: MAX_MARKDOWN_DEPTH });
        }
        let event = match event {
            Event::Html(html) => match lifted(&html, blocks) {
                Some(block) => Event::Html(render_html_block(block, log)?.into()),
                None => Event::Html(html),
            },
            event => words.read(event),
        };
        if let Some(event) = notes.take(event) {
            events.push(event);
        }
    }
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    notes.push_html(&mut out);
    Ok(out)
}

/// How many signs of a text may mean something to Markdown.
fn marks(text: &str) -> usize {
    text.bytes().filter(|b| b.is_ascii_punctuation() || *b == b'\n').count()
}

/// The words of a text, of which some are abbreviations.
struct Words<'a> {
    abbreviations: Abbreviations<'a>,
    /// In code and in a picture's description no markup is possible.
    is_verbatim: bool,
}

impl Words<'_> {
    fn read<'e>(&mut self, event: Event<'e>) -> Event<'e> {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => self.is_verbatim = true,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => self.is_verbatim = false,
            Event::Text(text) if !self.is_verbatim => {
                if let Some(html) = self.abbreviations.mark(text) {
                    return Event::InlineHtml(html.into());
                }
            }
            _ => {}
        }
        event
    }
}

/// Footnotes: anywhere in Markdown, in a list at the end of the article.
#[derive(Default)]
struct Footnotes<'a> {
    /// The number of each label, in the order of the references.
    numbers: HashMap<CowStr<'a>, usize>,
    /// Each definition with its content.
    definitions: Vec<(CowStr<'a>, Vec<Event<'a>>)>,
    is_inside: bool,
}

impl<'a> Footnotes<'a> {
    fn number(&mut self, label: CowStr<'a>) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label).or_insert(next)
    }

    /// Takes an event that belongs to a definition; turns a reference into its link.
    fn take(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.definitions.push((label, Vec::new()));
                self.is_inside = true;
                return None;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.is_inside = false;
                return None;
            }
            Event::FootnoteReference(label) => {
                let n = self.number(label);
                Event::InlineHtml(format!("<sup><a href=\"#fn-{n}\">{n}</a></sup>").into())
            }
            event => event,
        };
        match self.definitions.last_mut().filter(|_| self.is_inside) {
            Some((_, events)) => {
                events.push(event);
                None
            }
            None => Some(event),
        }
    }

    /// The list, in the order of the numbers.
    fn push_html(mut self, out: &mut String) {
        if self.definitions.is_empty() {
            return;
        }
        let definitions = std::mem::take(&mut self.definitions);
        let mut by_number: Vec<Option<Vec<Event>>> = Vec::new();
        for (label, events) in definitions {
            let n = self.number(label);
            by_number.resize_with(by_number.len().max(n), || None);
            by_number[n - 1].get_or_insert_default().extend(events);
        }
        out.push_str("<hr>\n<ol>\n");
        // A reference whose note is missing has a number all the same.
        for (n, events) in (1..).zip(by_number).filter_map(|(n, events)| Some((n, events?))) {
            out.push_str(&format!("<li id=\"fn-{n}\">"));
            html::push_html(out, events.into_iter());
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }
}

fn render_html_block(block: &HtmlBlock<'_>, log: &mut ChangeLog) -> Result<String, Limit> {
    match &block.markdown {
        // HtmlBlocks inside are read by CommonMark's own rule: one level is what sites use.
        Some(inner) => Ok(format!("{}\n{}\n{}", inner.open, render(inner.text, &[], log)?, inner.close)),
        None => Ok(block.html.to_string()),
    }
}

/// A colon makes a definition only before a space; the parser also takes `:)` for one.
fn guard_colons(text: &str) -> Cow<'_, str> {
    let is_guarded = |line: &str| {
        let content = line.trim_start_matches(' ');
        line.len() - content.len() <= 3
            && content
                .strip_prefix(':')
                .is_some_and(|rest| !rest.starts_with([' ', '\t', '\n', '\r']) && !rest.is_empty())
    };
    if !text.lines().any(is_guarded) {
        return Cow::Borrowed(text);
    }
    let mut in_fence = false;
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        in_fence ^= content.starts_with("```") || content.starts_with("~~~");
        if !in_fence && is_guarded(line) {
            out.push('\\');
            out.push_str(content);
        } else {
            out.push_str(line);
        }
    }
    Cow::Owned(out)
}
