//! One tag of a template, and the tag that closes it.

use super::names::Meaning;
use super::text;

/// How a tag is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The byte after it and the content that it has; its first byte if it is a text after all.
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

impl<'a> Tag<'a> {
    /// A tag with parameters.
    pub fn new(start: usize, end: usize, syntax: Syntax, parameters: &'a str) -> Self {
        let (is_close, meaning, content, partner) = Default::default();
        Tag { start, open_end: end, end, syntax, name: "", parameters, is_close, meaning, content, partner }
    }
}

/// Where in a text the closing tag of a name begins and ends.
pub fn find_closing(text: &str, syntax: Syntax, name: &str) -> Option<(usize, usize)> {
    let (mark, before, after, end): (_, &[u8], &[u8], _) = match syntax {
        Syntax::WordPress => ("[/", b"", b"", "]"),
        Syntax::Hugo => ("{{", b"<% \n/", b" \n>%", "}}"),
        _ => ("{%", b"- \n", b"- \n", "%}"),
    };
    // Zola closes all of them by `end`.
    let name = if syntax == Syntax::Zola { "" } else { name };
    let mut at = 0;
    loop {
        at += text::find(&text[at..], mark)?;
        let start = at;
        at += mark.len();
        let gap = text::count(&text[at..], &|b| before.contains(&b));
        let is_marked = syntax != Syntax::Hugo || text[at..at + gap].contains('/');
        let rest = &text[at + gap..];
        let rest = if mark == "{%" { rest.strip_prefix("end") } else { Some(rest) };
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix(name)).filter(|_| is_marked) else { continue };
        let gap = text::count(rest, &|b| after.contains(&b));
        if rest[gap..].starts_with(end) {
            return Some((start, text.len() - rest.len() + gap + end.len()));
        }
    }
}

/// Whether nothing else is on the lines of a tag.
pub fn is_alone(body: &str, tag: &Tag) -> bool {
    let is_space = |b: &&u8| matches!(b, b' ' | b'\t');
    let (before, after) = (&body.as_bytes()[..tag.start], &body.as_bytes()[tag.end..]);
    // An indent is no longer than that.
    let before = before.iter().rev().take(64).find(|b| !is_space(b));
    let after = after.iter().take(64).find(|b| !is_space(b));
    matches!((before, after), (None | Some(b'\n'), None | Some(b'\n')))
}

#[cfg(test)]
mod tests {
    use super::{Syntax, find_closing};

    #[test]
    fn closing_tags_are_found_in_every_form() {
        for (syntax, text, expected) in [
            (Syntax::Liquid, "a {% endx %} b", Some((2, 12))),
            (Syntax::Liquid, "a {%- endx -%} b", Some((2, 14))),
            (Syntax::Liquid, "{%endx%}", Some((0, 8))),
            (Syntax::Liquid, "{% endxy %} {% x %}", None),
            (Syntax::Zola, "{% endx %} {% end %}", Some((11, 20))),
            (Syntax::Hugo, "{{< x >}} {{< /x >}}", Some((10, 20))),
            (Syntax::Hugo, "{{% /x %}}b", Some((0, 10))),
            (Syntax::Hugo, "{{</x>}}", Some((0, 8))),
            (Syntax::Hugo, "{{< /xy >}} {{ x }}", None),
            (Syntax::WordPress, "a [/x] b", Some((2, 6))),
            (Syntax::WordPress, "[/x ] [/xy] [x]", None),
        ] {
            assert_eq!(find_closing(text, syntax, "x"), expected, "{text}");
        }
    }
}
