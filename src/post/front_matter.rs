//! Splitting a file into its front matter and its body.

/// A file, split. Blank lines before the front matter and its fences are in neither part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split<'a> {
    /// What stands between the fences, if there is a front matter.
    pub(super) front: Option<Front<'a>>,
    /// What follows.
    pub(super) body: &'a str,
}

/// A front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Front<'a> {
    /// Its text without the fences.
    pub(super) text: &'a str,
    /// Where in the file it begins, in bytes.
    pub(super) start: usize,
    /// The line of the file that it begins on, from 1.
    pub(super) line: usize,
    /// Whether it is fenced by `---` or by `+++`.
    pub(super) kind: Kind,
    /// Whether the closing fence is there.
    pub(super) closed: bool,
}

/// The language of a front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
}

/// Splits a file whose lines end in LF.
///
/// Blank lines before the first fence are passed over.
/// A `---` is a fence only if something like a key follows it: else it is a rule that the text begins with.
/// Without a closing fence the front matter ends where its lines stop looking like front matter.
pub(super) fn split(text: &str) -> Split<'_> {
    let none = Split { front: None, body: text };
    let inside = text.trim_start_matches(['\n', ' ', '\t']);
    let skipped = &text[..text.len() - inside.len()];
    let (fence, inside) = inside.split_once('\n').unwrap_or((inside, ""));
    let kind = match fence.trim_end() {
        "---" if skipped.is_empty() || skipped.ends_with('\n') => Kind::Yaml,
        "+++" if skipped.is_empty() || skipped.ends_with('\n') => Kind::Toml,
        _ => return none,
    };
    if !begins_like_front_matter(inside, kind) {
        return none;
    }
    let start = text.len() - inside.len();
    let line = skipped.matches('\n').count() + 2;
    let (front, body, closed) = match closing(inside, kind) {
        Some((front, body)) => (front, body, true),
        None => {
            let (front, body) = leading_run(inside);
            (front, body, false)
        }
    };
    let front = Front { text: front, start, line, kind, closed };
    Split { front: Some(front), body }
}

/// The texts before and after the closing fence.
fn closing(text: &str, kind: Kind) -> Option<(&str, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_fence = match kind {
            Kind::Yaml => matches!(line.trim_end(), "---" | "..."),
            Kind::Toml => line.trim_end() == "+++",
        };
        if is_fence {
            return Some((&text[..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The lines at the head that look like front matter, and the rest.
/// Blank lines at the end of the run belong to the rest.
pub(super) fn leading_run(text: &str) -> (&str, &str) {
    let mut at = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        if !is_part(line) {
            break;
        }
        end = at;
    }
    text.split_at(end)
}

/// Whether the first line that isn't blank or a comment looks like front matter.
fn begins_like_front_matter(text: &str, kind: Kind) -> bool {
    let first = text.lines().map(str::trim_end).find(|line| !line.is_empty() && !line.starts_with('#'));
    match (first, kind) {
        (None, _) => false,
        (Some("---" | "..."), Kind::Yaml) | (Some("+++"), Kind::Toml) => true,
        (Some(line), Kind::Yaml) => key(line.trim_start()).is_some() || line.starts_with(['{', '?', '%']),
        (Some(line), Kind::Toml) => line.starts_with('[') || line.contains('='),
    }
}

/// Whether the line can stand in front matter: a key, a comment, or the continuation of a value.
fn is_part(line: &str) -> bool {
    line.starts_with([' ', '\t', '#']) || line.starts_with("- ") || line.trim_end() == "-" || key(line).is_some()
}

/// The keys that are known: their colon needs no space after it and may be a full-width one.
const KNOWN: [&str; 12] = [
    "title",
    "date",
    "author",
    "from",
    "tags",
    "categories",
    "category",
    "layout",
    "lang",
    "description",
    "image",
    "published",
];

/// The key that a line begins with, and what follows its colon.
pub(super) fn key(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '\u{ff1a}'])?;
    let colon = line[at..].chars().next()?;
    let name = line[..at].trim_end().trim_matches(['"', '\'']);
    let rest = &line[at + colon.len_utf8()..];
    let is_name = |c: char| c.is_alphanumeric() || "_-.@$".contains(c);
    if name.is_empty() || name.len() > 100 || !name.chars().all(is_name) || name.starts_with('-') {
        return None;
    }
    let plain = colon == ':' && (rest.is_empty() || rest.starts_with([' ', '\t', '\n']));
    let known = || KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name));
    (plain || known()).then_some((name, rest))
}

/// The number of the first line, from 0, where a known key is followed by a full-width colon.
/// YAML doesn't take that for a colon: it glues the line to the value before it and says nothing.
pub(super) fn wide_colon(front: &str) -> Option<usize> {
    front.lines().position(|line| {
        line.find([':', '\u{ff1a}']).is_some_and(|at| line[at..].starts_with('\u{ff1a}')) && key(line).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits a file; gives the front matter with its line, and the body.
    fn check(text: &str, front: Option<(&str, usize)>, body: &str) {
        let split = split(text);
        assert_eq!(split.front.map(|f| (f.text, f.line)), front, "{text}");
        assert_eq!(split.body, body, "{text}");
        if let Some(front) = split.front {
            assert!(text[front.start..].starts_with(front.text));
        }
    }

    #[test]
    fn fences() {
        check("---\na: 1\n---\nb\n", Some(("a: 1\n", 2)), "b\n");
        check("---  \na: 1\n...\nb\n", Some(("a: 1\n", 2)), "b\n");
        check("---\na: 1\n---", Some(("a: 1\n", 2)), "");
        check("\n \n---\na: 1\n---\nb", Some(("a: 1\n", 4)), "b");
        check("---\n---\n", Some(("", 2)), "");
        check("---\n# nothing\n---\n", Some(("# nothing\n", 2)), "");
        check("+++\na = 1\n+++\nb", Some(("a = 1\n", 2)), "b");
    }

    #[test]
    fn what_is_no_fence() {
        for text in [
            "",
            "---",
            "---\n",
            "--- \nProse after a rule.\n",
            "  ---\na: 1\n---\n",
            "----\na: 1\n----\n",
            "text\n---\na: 1\n---\n",
        ] {
            check(text, None, text);
        }
    }

    #[test]
    fn without_a_closing_fence() {
        check("---\na: 1\nb:\n  - 2\n\n# A heading\n", Some(("a: 1\nb:\n  - 2\n\n# A heading\n", 2)), "");
        check("---\na: 1\n- 2\n\n<div>\n", Some(("a: 1\n- 2\n", 2)), "\n<div>\n");
    }

    #[test]
    fn keys() {
        assert_eq!(key("title: x"), Some(("title", " x")));
        assert_eq!(key("title:x"), Some(("title", "x")));
        assert_eq!(key("\"title\": x"), Some(("title", " x")));
        assert_eq!(key("标题: x"), Some(("标题", " x")));
        assert_eq!(key("title\u{ff1a}x"), Some(("title", "x")));
        assert_eq!(key("other:x"), None);
        assert_eq!(key("https://example.org"), None);
        assert_eq!(key("two words: x"), None);
        assert_eq!(key("- title: x"), None);
        assert_eq!(key(": x"), None);
    }
}
