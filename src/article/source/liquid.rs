//! Liquid, Jekyll's template language: tags in posts are resolved, or removed with an entry in the log.

use crate::article::changes::{ChangeLog, Kind};
use crate::article::facts::links::POST_TAGS;
use crate::article::reason::Reason;
use crate::text::percent;
use memchr::memchr_iter;
use std::borrow::Cow;

/// Resolves the tags that hold text and takes out those that a site would have filled in.
///
/// `raw` keeps its content unchanged, `highlight` becomes a fenced block of code; both lose their tags.
/// An expression, `{{ … }}`, or any other known tag is nothing but a gap without its site: it goes, and the log says so.
pub fn resolve<'a>(body: &'a str, log: &mut ChangeLog) -> Cow<'a, str> {
    if next_opening(body).is_none() {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len());
    let mut code = CodeTracker::default();
    let mut ends = Ends::default();
    let mut rest = body;
    while let Some(start) = next_opening(rest) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if code.is_open_behind(&out) {
            out.push_str(&rest[..2]);
            rest = &rest[2..];
            continue;
        }
        rest =
            if rest.starts_with("{{") { expression(rest, &mut out, log) } else { tag(rest, &mut out, &mut ends, log) };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn next_opening(text: &str) -> Option<usize> {
    memchr_iter(b'{', text.as_bytes()).find(|&at| matches!(text.as_bytes().get(at + 1), Some(b'%' | b'{')))
}

/// A tag is looked for this far and no farther, so that a thousand openings without an end cost no more than their length.
const LONGEST_TAG: usize = 400;

/// Offset of `mark` in the first bytes of the text.
fn find_near(text: &str, mark: &str) -> Option<usize> {
    let mut end = text.len().min(LONGEST_TAG);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].find(mark)
}

/// Knows whether the end of a growing text is in a fenced block or between backticks, where Liquid is meant literally.
#[derive(Default)]
struct CodeTracker {
    seen: usize,
    line_start: usize,
    in_fence: bool,
    ticks: usize,
}

impl CodeTracker {
    fn is_open_behind(&mut self, text: &str) -> bool {
        while self.seen < text.len() {
            let end = text[self.seen..].find('\n').map(|n| self.seen + n);
            self.ticks += text[self.seen..end.unwrap_or(text.len())].matches('`').count();
            let Some(end) = end else {
                self.seen = text.len();
                break;
            };
            let line = text[self.line_start..end].trim_start();
            self.in_fence ^= line.starts_with("```") || line.starts_with("~~~");
            (self.seen, self.line_start, self.ticks) = (end + 1, end + 1, 0);
        }
        self.in_fence || self.ticks % 2 == 1
    }
}

/// `{{ site.title | escape }}`: a name or a quoted text, then filters, on one line.
fn expression<'a>(rest: &'a str, out: &mut String, log: &mut ChangeLog) -> &'a str {
    let inner = find_near(&rest[2..], "}}").map(|end| &rest[2..2 + end]);
    match inner {
        Some(inner) if is_expression(inner) => {
            log.append("template", Reason::SiteExpression, Kind::Removed, &rest[..inner.len() + 4]);
            &rest[inner.len() + 4..]
        }
        _ => {
            out.push_str("{{");
            &rest[2..]
        }
    }
}

fn is_expression(inner: &str) -> bool {
    let inner = inner.trim().trim_matches('-').trim();
    let name_len = inner.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c))).unwrap_or(inner.len());
    let (name, after) = inner.split_at(name_len);
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic()) || inner.starts_with(['"', '\'']);
    let after = after.trim_start();
    inner.len() <= 300
        && !inner.contains('\n')
        && starts
        && (after.is_empty() || after.starts_with(['|', '[']) || inner.starts_with(['"', '\'']))
}

/// The tags that Jekyll and its common plugins know. Any other `{% … %}` is text.
const TAGS: &[&str] = &[
    "assign",
    "break",
    "capture",
    "case",
    "comment",
    "continue",
    "cycle",
    "decrement",
    "else",
    "elsif",
    "endcapture",
    "endcase",
    "endcomment",
    "endfor",
    "endhighlight",
    "endif",
    "endraw",
    "endtablerow",
    "endunless",
    "feed_meta",
    "for",
    "gist",
    "highlight",
    "if",
    "include",
    "include_cached",
    "include_relative",
    "increment",
    "layout",
    "link",
    "liquid",
    "post_url",
    "raw",
    "render",
    "seo",
    "tablerow",
    "unless",
    "when",
];

fn tag<'a>(rest: &'a str, out: &mut String, ends: &mut Ends, log: &mut ChangeLog) -> &'a str {
    let Some(end) = find_near(&rest[2..], "%}").map(|end| end + 2) else {
        out.push_str("{%");
        return &rest[2..];
    };
    let inner = rest[2..end].trim().trim_matches('-').trim();
    let name = inner.split_whitespace().next().unwrap_or("");
    let after = &rest[end + 2..];
    if !TAGS.contains(&name) || inner.contains('\n') {
        out.push_str("{%");
        return &rest[2..];
    }
    match name {
        "raw" => {
            let (content, after) = ends.until(after, "endraw").unwrap_or((after, ""));
            out.push_str(content);
            after
        }
        "highlight" => {
            let (code, after) = ends.until(after, "endhighlight").unwrap_or((after, ""));
            let language = inner.split_whitespace().nth(1).unwrap_or("");
            // A fence longer than any inside.
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(&format!("\n{fence}{language}\n{}\n{fence}\n", code.trim_matches('\n')));
            after
        }
        "comment" => {
            // One that nothing closes ends with its block: what follows is the author's until proven otherwise.
            let (content, after) = ends.until(after, "endcomment").unwrap_or_else(|| after.split_at(block_end(after)));
            log.append("template", Reason::TemplateComment, Kind::Removed, content.trim());
            after
        }
        _ => {
            log.append("template", Reason::SiteTag, Kind::Removed, &rest[..end + 2]);
            // In a link's address it says which post that leads to, which a library may know.
            if POST_TAGS.contains(&name) && is_in_address(out) {
                out.push_str(&percent::encode(&format!("{{% {} %}}", inner.trim())));
            }
            after
        }
    }
}

/// Whether a text ends inside the URL of a link, Markdown's or HTML's.
fn is_in_address(text: &str) -> bool {
    let mut start = text.len().saturating_sub(LONGEST_TAG);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = &text[start..];
    let before = near.trim_end_matches(|c: char| !c.is_whitespace() && !"<>()\"'=".contains(c)).trim_end();
    let before = before.strip_suffix('<').unwrap_or(before).trim_end();
    let is_html = || {
        let name = before.trim_end_matches(['"', '\'']).trim_end().strip_suffix('=').map(str::trim_end);
        name.is_some_and(|name| name.to_ascii_lowercase().ends_with("href"))
    };
    before.ends_with("](") || before.ends_with("]:") || is_html()
}

/// Finds closing tags. Where none follows a tag, none follows the next one.
#[derive(Default)]
struct Ends {
    missing: Vec<&'static str>,
}

impl Ends {
    /// The text up to the closing tag and what follows it.
    fn until<'a>(&mut self, text: &'a str, closing: &'static str) -> Option<(&'a str, &'a str)> {
        if self.missing.contains(&closing) {
            return None;
        }
        for (start, _) in text.match_indices("{%") {
            let Some(end) = find_near(&text[start + 2..], "%}").map(|end| end + 2) else {
                continue;
            };
            if text[start + 2..start + end].trim().trim_matches('-').trim() == closing {
                return Some((&text[..start], &text[start + end + 2..]));
            }
        }
        self.missing.push(closing);
        None
    }
}

/// Offset of the first blank line after some text, or the text's length.
fn block_end(text: &str) -> usize {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() && !text[..end].trim().is_empty() {
            return end;
        }
        end += line.len();
    }
    end
}
