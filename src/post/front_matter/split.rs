//! Splits a file into front matter and body.

use super::json;

/// A split file. Leading blank lines and fences are in neither part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split<'a> {
    /// The front matter, if there is any.
    pub(super) front: Option<Front<'a>>,
    /// The rest of the file.
    pub(super) body: &'a str,
}

/// Front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Front<'a> {
    /// The text between the fences.
    pub(super) text: &'a str,
    /// Byte offset of the text in the file.
    pub(super) start: usize,
    /// Number of the text's first line in the file, from 1.
    pub(super) line: usize,
    /// The language.
    pub(super) syntax: Syntax,
    /// Whether there is a closing fence.
    pub(super) closed: bool,
    /// Whether it begins like front matter. If not, it is some only if it is a map in YAML.
    pub(super) sure: bool,
}

/// The language of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`, or `---toml` and `---`.
    Toml,
    /// An object at the start of the file, or between `---json` and `---`; without its braces before `;;;`.
    Json,
}

impl Syntax {
    /// The language's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Syntax::Yaml => "YAML",
            Syntax::Toml => "TOML",
            Syntax::Json => "JSON",
        }
    }
}

/// Splits a file with LF line ends.
///
/// Leading blank lines are skipped. A `---` is a fence only if a key follows, or another `---` farther down; otherwise it is
/// a thematic break.
/// Without a closing fence, the front matter ends before the first line that cannot be part of it.
pub(super) fn split(text: &str) -> Split<'_> {
    let none = Split { front: None, body: text };
    let inside = text.trim_start_matches(['\n', ' ', '\t']);
    let skipped = &text[..text.len() - inside.len()];
    let begins_line = skipped.is_empty() || skipped.ends_with('\n');
    if begins_line && json::begins(inside) {
        return at_object(text, skipped.len());
    }
    if begins_line && let Some(split) = before_semicolons(text, skipped.len()) {
        return split;
    }
    let (fence, inside) = inside.split_once('\n').unwrap_or((inside, ""));
    let (syntax, closing_fence) = match fence.trim_end() {
        _ if !begins_line => return none,
        "---" | "---yaml" | "---yml" => (Syntax::Yaml, "---"),
        "---toml" => (Syntax::Toml, "---"),
        "---json" => (Syntax::Json, "---"),
        "+++" => (Syntax::Toml, "+++"),
        // In a comment, so that it isn't shown by what knows no front matter.
        "<!--yml" | "<!--yaml" => (Syntax::Yaml, "-->"),
        _ => return none,
    };
    let sure = begins_like_front_matter(inside, syntax, closing_fence);
    if !sure && syntax != Syntax::Yaml {
        return none;
    }
    let start = text.len() - inside.len();
    let line = skipped.matches('\n').count() + 2;
    let (front, body, closed) = match closing(inside, syntax, closing_fence) {
        Some((front, body)) => (front, body, true),
        None if !sure => return none,
        None => {
            let (front, body) = match syntax {
                Syntax::Json => return at_object(text, start),
                Syntax::Toml => run_of(inside, is_toml_part),
                Syntax::Yaml => leading_run(inside),
            };
            (front, body, false)
        }
    };
    let front = Front { text: front, start, line, syntax, closed, sure };
    Split { front: Some(front), body }
}

/// Splits after the JSON object at this place; if it has no end, before the first blank line.
fn at_object(text: &str, start: usize) -> Split<'_> {
    let inside = &text[start..];
    let (object, body) = json::split(inside).unwrap_or_else(|| match inside.find("\n\n") {
        Some(end) => inside.split_at(end + 1),
        None => (inside, ""),
    });
    let line = text[..start].matches('\n').count() + 1;
    let front = Front { text: object, start, line, syntax: Syntax::Json, closed: true, sure: true };
    Split { front: Some(front), body }
}

/// Splits at Hexo's `;;;`, which ends the inside of a JSON object, and may begin it.
fn before_semicolons(text: &str, start: usize) -> Option<Split<'_>> {
    let opening = text[start..].strip_prefix(";;;\n").map_or(0, |_| 4);
    let start = start + opening;
    let inside = &text[start..];
    if !inside.trim_start().starts_with('"') {
        return None;
    }
    let (front, body) = closing(inside, Syntax::Json, ";;;")?;
    let line = text[..start].matches('\n').count() + 1;
    let front = Front { text: front, start, line, syntax: Syntax::Json, closed: true, sure: true };
    json::begins(&format!("{{{}", front.text)).then_some(Split { front: Some(front), body })
}

/// Splits at the closing fence.
fn closing<'a>(text: &'a str, syntax: Syntax, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || end == "..." && syntax == Syntax::Yaml {
            return Some((&text[..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Splits after the leading lines that can be front matter. Trailing blank lines belong to the rest.
pub(super) fn leading_run(text: &str) -> (&str, &str) {
    run_of(text, is_part)
}

fn run_of(text: &str, is_part: fn(&str) -> bool) -> (&str, &str) {
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

/// Whether the first line that is neither blank nor a comment can be front matter.
fn begins_like_front_matter(text: &str, syntax: Syntax, fence: &str) -> bool {
    let first = text.lines().map(str::trim_end).find(|line| !line.is_empty() && !line.starts_with('#'));
    match (first, syntax) {
        (None, _) => false,
        (Some("..."), Syntax::Yaml) => true,
        (Some(line), _) if line == fence => true,
        (Some(line), Syntax::Yaml) => key(line.trim_start()).is_some() || line.starts_with(['{', '?', '%']),
        (Some(line), Syntax::Toml) => line.starts_with('[') || line.contains('='),
        (Some(line), Syntax::Json) => line.starts_with('{'),
    }
}

/// Whether a line of TOML has a key and its equals sign.
pub(super) fn is_toml_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_end().as_bytes();
        !key.is_empty() && key.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.\"'".contains(b) || !b.is_ascii())
    })
}

/// Splits before the next line of TOML that begins a statement.
pub(super) fn toml_statement(text: &str) -> (&str, &str) {
    let mut at = text.find('\n').map_or(text.len(), |end| end + 1);
    for line in text[at..].split_inclusive('\n') {
        if is_toml_key(line) || line.starts_with('[') || line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    text.split_at(at)
}

/// Whether the line can be part of front matter in TOML: a key, a table, a comment, or a continued value.
fn is_toml_part(line: &str) -> bool {
    line.starts_with([' ', '\t', '#', '[', ']', '}', '"', '\'']) || is_toml_key(line)
}

/// Whether the line can be part of front matter: a key, a comment, a list item or a continued value.
fn is_part(line: &str) -> bool {
    line.starts_with([' ', '\t', '#']) || line.starts_with("- ") || line.trim_end() == "-" || key(line).is_some()
}

/// Known keys: their colon needs no space after it and may be full-width.
const KNOWN_KEYS: &[&str] = &[
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
    "标题",
    "日期",
    "作者",
    "来源",
    "分类",
    "标签",
];

/// The key at the start of a line, and the text after its colon.
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
    let known = || KNOWN_KEYS.iter().any(|known| known.eq_ignore_ascii_case(name));
    (plain || known()).then_some((name, rest))
}

/// Number of the first line, from 0, with a full-width colon after a known key.
/// YAML does not treat it as a colon and silently appends the line to the value before.
pub(super) fn full_width_colon(front: &str) -> Option<usize> {
    front.lines().position(|line| {
        line.find([':', '\u{ff1a}']).is_some_and(|at| line[at..].starts_with('\u{ff1a}')) && key(line).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the front matter with its line number, and the body.
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
        check("---toml\na = 1\n---\nb", Some(("a = 1\n", 2)), "b");
        check("---yaml\na: 1\n---\nb", Some(("a: 1\n", 2)), "b");
        check("<!--yml\na: 1\n-->\nb", Some(("a: 1\n", 2)), "b");
        check("---json\n{\"a\": 1}\n---\nb", Some(("{\"a\": 1}\n", 2)), "b");
        check("\n{\"title\": 1}\n\nb", Some(("{\"title\": 1}", 2)), "\nb");
        check("{\n\"title\": {}\n}\nb", Some(("{\n\"title\": {}\n}", 1)), "b");
        check("\"title\": 1,\n\"a\": 2\n;;;\nb", Some(("\"title\": 1,\n\"a\": 2\n", 1)), "b");
        check("\n;;;\n\"title\": 1\n;;;\nb", Some(("\"title\": 1\n", 3)), "b");
    }

    #[test]
    fn not_fences() {
        for text in [
            "",
            "---",
            "---\n",
            "--- \nProse after a rule.\n",
            "  ---\na: 1\n---\n",
            "----\na: 1\n----\n",
            "text\n---\na: 1\n---\n",
            "{\"lamp\": 1}\n\nb\n",
            "{{ title }}\n",
            "---js\na: 1\n---\n",
            "<!--more\na: 1\n-->\n",
            "<!--yml-->\n",
            "\"title\": a play\nwithout an end\n",
            "\"Who goes there?\"\n;;;\nb\n",
            ";;;\nProse.\n;;;\n",
        ] {
            check(text, None, text);
        }
    }

    #[test]
    fn without_a_closing_fence() {
        check("---\na: 1\nb:\n  - 2\n\n# A heading\n", Some(("a: 1\nb:\n  - 2\n\n# A heading\n", 2)), "");
        check(
            "+++\na = 1\nb = [\n  2\n]\n\n<p class=\"c\">\n",
            Some(("a = 1\nb = [\n  2\n]\n", 2)),
            "\n<p class=\"c\">\n",
        );
        check("{\n\"title\": \"b,\n\"x\": 1\n}\n\nc\n", Some(("{\n\"title\": \"b,\n\"x\": 1\n}\n", 1)), "\nc\n");
        check("---\na: 1\n- 2\n\n<div>\n", Some(("a: 1\n- 2\n", 2)), "\n<div>\n");
    }

    #[test]
    fn keys() {
        assert_eq!(key("title: x"), Some(("title", " x")));
        assert_eq!(key("title:x"), Some(("title", "x")));
        assert_eq!(key("\"title\": x"), Some(("title", " x")));
        assert_eq!(key("标题: x"), Some(("标题", " x")));
        assert_eq!(key("title\u{ff1a}x"), Some(("title", "x")));
        assert_eq!(key("日期\u{ff1a}x"), Some(("日期", "x")));
        assert_eq!(key("other:x"), None);
        assert_eq!(key("https://example.org"), None);
        assert_eq!(key("two words: x"), None);
        assert_eq!(key("- title: x"), None);
        assert_eq!(key(": x"), None);
    }
}
