//! What escaped text looks like as markup: how many tags, and of which kinds.

use crate::article::dom::elements::{is_container, is_inline};
use crate::text::space::is_space;
use std::collections::HashMap;

/// How a text that may be escaped markup is built.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Blocks that are opened and closed again.
    pub blocks: usize,
    /// Characters inside those.
    pub inside: usize,
    /// Characters outside.
    pub outside: usize,
    /// Blocks with nothing inside.
    pub empty_blocks: usize,
}

pub(super) fn shape(text: &str) -> Shape {
    let mut shape = Shape::default();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut open_by_name: HashMap<&str, usize> = HashMap::new();
    let mut rest = text;
    // Placeholders of elements are not text.
    let count = |t: &str| t.chars().filter(|c| !is_space(*c) && *c != '\u{fffc}').count();
    while let Some(start) = rest.find('<') {
        let add = count(&rest[..start]);
        if open.is_empty() {
            shape.outside += add
        } else {
            shape.inside += add
        }
        rest = &rest[start + 1..];
        let closing = rest.starts_with('/');
        let name_part = rest.strip_prefix('/').unwrap_or(rest);
        let name_len = name_part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name_part.len());
        let name = &name_part[..name_len];
        let tag_end = tag_end(rest);
        let (true, Some(end)) = (is_known(name), tag_end) else {
            if open.is_empty() {
                shape.outside += 1
            } else {
                shape.inside += 1
            }
            continue;
        };
        rest = &rest[end + 1..];
        let name = canonical(name);
        if !is_block(name) {
            // A line break or picture is as good a sign as a block; it holds nothing.
            shape.blocks += usize::from(matches!(name, "br" | "img" | "hr") && open.is_empty());
            continue;
        }
        if !closing {
            open.push((name, shape.inside));
            *open_by_name.entry(name).or_default() += 1;
        } else if open_by_name.get(name).is_some_and(|count| *count > 0) {
            // What it closes is known to be there, so each of the others is passed once.
            while let Some((closed, inside)) = open.pop() {
                *open_by_name.entry(closed).or_default() -= 1;
                if closed == name {
                    shape.blocks += 1;
                    shape.empty_blocks += usize::from(inside == shape.inside);
                    break;
                }
            }
        }
    }
    let add = count(rest);
    if open.is_empty() {
        shape.outside += add
    } else {
        shape.inside += add
    }
    shape
}

/// The place of the `>` that ends a tag, if it comes soon and before the next `<`.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (i, b) in rest.bytes().enumerate().take(4000) {
        match (quote, b) {
            (Some(q), b) if q == b => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(i),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(b),
            (None, _) => {}
        }
    }
    None
}

fn canonical(name: &str) -> &'static str {
    const NAMES: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "ul",
        "ol",
        "li",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "blockquote",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "aside",
        "header",
        "footer",
        "main",
        "pre",
        "center",
        "br",
        "img",
        "hr",
        "dl",
        "dt",
        "dd",
        "nav",
    ];
    NAMES.iter().find(|n| n.eq_ignore_ascii_case(name)).copied().unwrap_or("")
}

fn is_block(name: &str) -> bool {
    !matches!(name, "" | "br" | "img" | "hr")
}

fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !canonical(name).is_empty()
        || is_inline(&lower)
        || is_container(&lower)
        || matches!(
            &*lower,
            "iframe"
                | "video"
                | "audio"
                | "source"
                | "picture"
                | "script"
                | "style"
                | "noscript"
                | "ins"
                | "caption"
                | "col"
                | "colgroup"
                | "tfoot"
                | "embed"
                | "object"
                | "param"
                | "input"
                | "form"
                | "svg"
                | "path"
        )
}
