//! One tag of a template, and the tag that closes it.

use super::names::Meaning;

/// How a tag is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// `{% name … %}`, of Liquid and Hexo.
    Liquid,
    /// `{{ value | filter }}`.
    Value,
    /// `{{< name … >}}` or `{{% name … %}}`.
    Hugo,
    /// `{{</* name … */>}}`: the tag itself is meant.
    Escaped,
    /// `{{ name(…) }}` or `{% name(…) %}`.
    Zola,
    /// `[name …]`.
    WordPress,
}

/// One tag.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Its first byte.
    pub start: usize,
    /// The end of the tag itself.
    pub open_end: usize,
    /// The byte after it and the content that it has.
    pub end: usize,
    /// How it is written.
    pub syntax: Syntax,
    /// Its name, without an `end` or `/`.
    pub name: &'a str,
    /// The text of its parameters.
    pub parameters: &'a str,
    /// Whether it closes another.
    pub is_close: bool,
    /// What it is, if that is known.
    pub meaning: Option<Meaning>,
    /// The text up to its closing tag, if no tag is read in it.
    pub content: Option<&'a str>,
    /// The number of the tag that closes it, or that it closes.
    pub partner: Option<usize>,
}

/// A tag of which no more is known than where it is.
pub fn tag<'a>(start: usize, end: usize, syntax: Syntax) -> Tag<'a> {
    let (name, parameters) = Default::default();
    let (is_close, meaning, content, partner) = Default::default();
    Tag { start, open_end: end, end, syntax, name, parameters, is_close, meaning, content, partner }
}

/// Where in a text the closing tag of a name begins and ends.
pub fn find_closing(text: &str, syntax: Syntax, name: &str) -> Option<(usize, usize)> {
    let mark = match syntax {
        Syntax::WordPress => "[/",
        Syntax::Hugo => "{{",
        _ => "{%",
    };
    text.match_indices(mark).find_map(|(at, _)| {
        let rest = &text[at + mark.len()..];
        let rest = match syntax {
            Syntax::WordPress => rest.strip_prefix(name)?.strip_prefix(']')?,
            Syntax::Hugo => {
                let rest = rest.strip_prefix(['<', '%'])?.trim_start().strip_prefix('/')?.trim_start();
                let rest = rest.strip_prefix(name)?.trim_start();
                rest.strip_prefix(['>', '%'])?.strip_prefix("}}")?
            }
            _ => {
                let rest = rest.trim_start_matches(['-', ' ', '\n']).strip_prefix("end")?;
                let rest = if syntax == Syntax::Zola { rest } else { rest.strip_prefix(name)? };
                rest.trim_start_matches(['-', ' ', '\n']).strip_prefix("%}")?
            }
        };
        Some((at, text.len() - rest.len()))
    })
}

/// Whether nothing else is on the lines of a tag.
pub fn is_alone(body: &str, tag: &Tag) -> bool {
    let is_blank = |line: Option<&str>| line.unwrap_or_default().bytes().all(|b| b == b' ' || b == b'\t');
    // An indent is no longer than that.
    let before = body.floor_char_boundary(tag.start.saturating_sub(64));
    let after = body.floor_char_boundary(tag.end + 64);
    is_blank(body[before..tag.start].rsplit('\n').next()) && is_blank(body[tag.end..after].split('\n').next())
}
