//! Expressions of Liquid, `{{ "/a.png" | relative_url }}`: what they come to as far as the post itself can tell.

use super::parameters::identifier;
use super::text;
use crate::Post;
use crate::text::percent;

/// A value is no longer than this, in bytes: filters make long ones of short ones.
const LONGEST_VALUE: usize = 2_000;

/// A post gives no more names than this.
const MOST_NAMES: usize = 200;

/// What the names of Jekyll and its kin begin with. Any other name in braces is a text's own, or a script's.
const ROOTS: &str = "site page post layout include paginator forloop jekyll theme config";

/// What an expression is.
#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    /// A known text.
    Known(String),
    /// Only the site knows it.
    Unknown,
    /// It is not an expression of Liquid.
    Foreign,
}

/// The names of a post.
#[derive(Default)]
pub struct Variables<'a> {
    /// The post whose front matter `page` is.
    pub post: Option<&'a Post>,
    /// What the body itself gives names; none where only the site knows the value.
    pub assigned: Vec<(&'a str, Option<String>)>,
}

impl<'a> Variables<'a> {
    /// `name = value | filter`, as `assign` has it; without a value, the site's.
    pub fn assign(&mut self, text: &'a str) {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let value = match self.evaluate(value) {
            Value::Known(value) => Some(value),
            _ => None,
        };
        self.set(name, value);
    }

    /// Gives a name a value, or none that is known.
    pub fn set(&mut self, name: &'a str, value: Option<String>) {
        let name = text::trim(name);
        self.assigned.retain(|(own, _)| *own != name);
        if self.assigned.len() < MOST_NAMES {
            self.assigned.push((name, value));
        }
    }

    /// What an expression comes to.
    #[inline(never)]
    pub fn evaluate(&self, text: &str) -> Value {
        let mut parts = split(text, b'|').into_iter();
        let mut value = self.operand(parts.next().unwrap_or_default());
        for filter in parts {
            let name = &filter[..text::find(filter, ":").unwrap_or(filter.len())];
            let arguments = filter.get(name.len() + 1..).unwrap_or_default();
            let name = text::trim(name);
            let argument = || match self.operand(split(arguments, b',')[0]) {
                Value::Known(argument) => argument,
                _ => String::new(),
            };
            value = match value {
                // What it was when the site was made.
                _ if name.starts_with("date") => Value::Unknown,
                Value::Known(text) => Value::Known(apply(name, text, &argument)),
                Value::Unknown if name == "default" => Value::Known(argument()).or_unknown(),
                other => other,
            };
            if matches!(&value, Value::Known(text) if text.len() > LONGEST_VALUE) {
                return Value::Unknown;
            }
        }
        value
    }

    /// A quoted text or a name.
    #[inline(never)]
    pub fn operand(&self, text: &str) -> Value {
        let text = text::trim(text);
        let quoted = ['"', '\''].iter().find_map(|&quote| text.strip_prefix(quote)?.strip_suffix(quote));
        if let Some(quoted) = quoted {
            return Value::Known(quoted.to_owned());
        }
        let (root, rest) = text.split_at(identifier(text));
        let is_path = |b: u8| b.is_ascii_alphanumeric() || b"._-[]\"'".contains(&b);
        if root.is_empty() || text::count(rest, &is_path) < rest.len() {
            return Value::Foreign;
        }
        if let Some((_, value)) = self.assigned.iter().find(|(own, _)| *own == root) {
            return match value {
                Some(value) if rest.is_empty() => Value::Known(value.clone()),
                _ => Value::Unknown,
            };
        }
        if !rest.starts_with(['.', '[']) || !text::is_among(ROOTS, root) {
            return Value::Foreign;
        }
        match (root, &rest[1..]) {
            // An address of the site is one from its root.
            ("site", "baseurl" | "url") => Value::Known(String::new()),
            ("page", name) => self.front_matter(name).map_or(Value::Unknown, |value| Value::Known(value.to_owned())),
            _ => Value::Unknown,
        }
    }

    fn front_matter(&self, name: &str) -> Option<&str> {
        let post = self.post?;
        match name {
            "title" => Some(&post.title),
            "author" => post.author.as_deref(),
            "description" | "excerpt" | "summary" => post.description.as_deref(),
            "image" | "cover" | "thumbnail" => post.image.as_deref(),
            _ => post.extra.iter().find(|(own, _)| own == name).map(|(_, value)| &**value),
        }
    }
}

impl Value {
    /// An empty text is nothing known.
    fn or_unknown(self) -> Value {
        if self == Value::Known(String::new()) { Value::Unknown } else { self }
    }
}

/// A filter of Liquid or Jekyll (jekyllrb.com/docs/liquid/filters). One that isn't here leaves the text as it is; so do those
/// that escape for HTML, since that depends on the place that a text gets.
fn apply(name: &str, text: String, argument: &dyn Fn() -> String) -> String {
    match name {
        "relative_url" | "absolute_url" => {
            let is_absolute = text.is_empty() || text.starts_with('/') || text.contains("://");
            if is_absolute { text } else { ["/", &text].concat() }
        }
        "prepend" => argument() + &text,
        "append" => text + &argument(),
        "default" if text.is_empty() => argument(),
        // The tables of other letters are large.
        "upcase" => text.to_ascii_uppercase(),
        "downcase" => crate::text::case::lower(&text),
        "strip" => text::trim(&text).to_owned(),
        "url_encode" | "cgi_escape" => percent::encode(&text),
        _ => text,
    }
}

/// The parts of a text between signs that are not in quotes; at least one.
#[inline(never)]
fn split(text: &str, sign: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote) = (0, 0);
    for (at, b) in text.bytes().enumerate() {
        if quote == b {
            quote = 0;
        } else if quote == 0 && matches!(b, b'"' | b'\'') {
            quote = b;
        } else if quote == 0 && b == sign {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::{Value, Variables};
    use crate::Post;

    #[test]
    fn expressions_come_to_what_the_post_tells() {
        let post = Post::parse("a.md", "---\ntitle: The boat\nriver: Anne\n---\nx");
        let mut variables = Variables { post: Some(&post), ..Variables::default() };
        variables.assign("dir = '/pics' | append: \"/a\"");
        variables.assign("x = site.x");
        for (text, expected) in [
            ("\"/a.png\" | relative_url", Some("/a.png")),
            ("'a b.png' | uri_escape | absolute_url", Some("/a b.png")),
            ("'https://example.org/a.png' | relative_url", Some("https://example.org/a.png")),
            ("'/a.png' | prepend: site.baseurl | prepend: site.url", Some("/a.png")),
            ("'a|b' | upcase", Some("A|B")),
            ("'a b' | url_encode", Some("a%20b")),
            ("dir | append: '/b.png'", Some("/pics/a/b.png")),
            ("site.baseurl", Some("")),
            ("page.title | escape", Some("The boat")),
            ("page['river']", None),
            ("page.river", Some("Anne")),
            ("page.none | default: 'none'", Some("none")),
            ("'words' | t", Some("words")),
            ("'now' | date: '%Y'", None),
            ("x", None),
            ("site.title | escape", None),
        ] {
            let expected = expected.map_or(Value::Unknown, |value| Value::Known(value.to_owned()));
            assert_eq!(variables.evaluate(text), expected, "{text}");
        }
        for text in ["msg", "citation needed", "a}, {b", "1", "quote|a text", "t('x')", "river | upcase"] {
            assert_eq!(variables.evaluate(text), Value::Foreign, "{text}");
        }
    }
}
