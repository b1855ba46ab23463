//! MDX → Markdown: statements and comments go, components leave what they hold.
//!
//! Its rules: <https://mdxjs.com/docs/what-is-mdx/>. Nothing is run, so `{x}` stays as it is.

use super::html_blocks::fence_mark;
use super::markup::attribute;
use super::rewriter::{Rewriter, line_end};
use crate::article::changes::ChangeLog;
use crate::article::reason::Reason;
use std::borrow::Cow;
use std::collections::HashMap;

/// The longest tag of a component, in bytes.
const LONGEST_TAG: usize = 2000;

/// Rewrites a text to Markdown.
pub fn to_markdown<'a>(text: &'a str, log: &mut ChangeLog) -> Cow<'a, str> {
    let mut r = Rewriter::new(text, &[], log);
    let mut imports = HashMap::new();
    // For each open component that begins a line how far what it holds is indented, once that is known.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut fence = None;
    let (mut at, mut follows_blank) = (0, true);
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let content = line.trim();
        if follows_blank && fence.is_none() && is_statement(line) {
            let next = statement_end(text, at);
            read_imports(&text[at..next], &mut imports);
            r.note(Reason::Script, &text[at..next]);
            r.replace(at..next, "");
            at = next;
            continue;
        }
        follows_blank = content.is_empty();
        // What is indented with its component is no code.
        if let Some(wanted) = open.last_mut().filter(|_| !content.is_empty() && !content.starts_with("</")) {
            let wanted = *wanted.get_or_insert(indent);
            r.replace(at..at + indent.min(wanted), "");
        }
        let mark = fence_mark(content);
        match fence {
            Some((sign, length)) => {
                if mark.is_some_and(|(other, n)| other == sign && n >= length && n == content.len()) {
                    fence = None;
                }
                at = end;
            }
            None if mark.is_some() => {
                fence = mark;
                at = end;
            }
            None => at = read_line(&mut r, at + indent, end, &imports, &mut open),
        }
    }
    r.finish()
}

/// Whether a line begins a statement, and not a sentence about imports.
fn is_statement(line: &str) -> bool {
    let rest = |word: &str| line.strip_prefix(word).map(str::trim_start);
    let is_import = |rest: &str| rest.starts_with(['"', '\'', '{', '*']) || rest.contains(" from ");
    const EXPORTED: &[&str] = &["const ", "let ", "var ", "function", "default", "async ", "class ", "{", "*"];
    rest("import ").is_some_and(|rest| is_import(rest) && line.contains(['"', '\'', '{']))
        || rest("export ").is_some_and(|rest| EXPORTED.iter().any(|word| rest.starts_with(word)))
}

/// Statements end with their last line before a blank one, outside of brackets.
fn statement_end(text: &str, start: usize) -> usize {
    let (mut depth, mut at) = (0i32, start);
    let mut first_blank = None;
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        if line.trim().is_empty() {
            if depth <= 0 {
                return at;
            }
            first_blank.get_or_insert(at);
        }
        for b in line.bytes() {
            depth += i32::from(matches!(b, b'{' | b'[' | b'(')) - i32::from(matches!(b, b'}' | b']' | b')'));
        }
        at = end;
    }
    // Brackets that nothing closes hold no more than a paragraph.
    if depth > 0 { first_blank.unwrap_or(text.len()) } else { text.len() }
}

/// `import lamp from './lamp.jpg'`: a name and a file.
fn read_imports<'a>(statements: &'a str, imports: &mut HashMap<&'a str, &'a str>) {
    for line in statements.lines() {
        let Some((name, file)) = line.strip_prefix("import ").and_then(|rest| rest.split_once(" from ")) else {
            continue;
        };
        let file = file.trim().trim_end_matches(';').trim_matches(['"', '\'']);
        imports.insert(name.trim(), file);
    }
}

/// Rewrites the comments and components in a line; gives where the next begins.
fn read_line<'a>(
    r: &mut Rewriter<'a, '_>,
    start: usize,
    mut end: usize,
    imports: &HashMap<&'a str, &'a str>,
    open: &mut Vec<Option<usize>>,
) -> usize {
    let text = r.text;
    let mut at = start;
    while let Some(found) = text[at..end].find(['`', '<', '{', '\\']) {
        at += found;
        let rest = &text[at..];
        at = match rest.as_bytes()[0] {
            b'\\' => end.min(at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            b'`' => {
                let ticks = rest.bytes().take_while(|b| *b == b'`').count();
                let inside = at + ticks;
                text[inside..end].find(&rest[..ticks]).map_or(inside, |close| inside + close + ticks)
            }
            b'{' if rest.starts_with("{/*") => match r.find("comment", "*/}", at, text.len(), |_, _| true) {
                Some(close) => {
                    r.note(Reason::Comment, &text[at + 3..close]);
                    r.replace(at..close + 3, "");
                    close + 3
                }
                None => at + 1,
            },
            b'<' => match Tag::read(rest) {
                Some(tag) => {
                    let before = text[..at].trim_end_matches([' ', '\t']);
                    let after = text[at + tag.source.len()..].trim_start_matches([' ', '\t']);
                    let is_alone =
                        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'));
                    write_tag(r, at, &tag, imports, is_alone);
                    if is_alone && tag.is_closing {
                        open.pop();
                    } else if is_alone && !tag.is_empty {
                        open.push(None);
                    }
                    at + tag.source.len()
                }
                None => at + 1,
            },
            _ => at + 1,
        };
        if at > end {
            end = line_end(text, at);
        }
    }
    end
}

fn write_tag(r: &mut Rewriter<'_, '_>, at: usize, tag: &Tag<'_>, imports: &HashMap<&str, &str>, is_alone: bool) {
    let range = at..at + tag.source.len();
    let value = |name: &str| tag.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let source = value("src").and_then(|source| match source.strip_prefix('{') {
        None => Some(source.trim_matches(['"', '\''])),
        Some(rest) => {
            let name = rest.trim_end_matches('}').trim().trim_matches(['"', '\'', '`']);
            let name = name.strip_suffix(".src").unwrap_or(name);
            imports.get(name).copied().or_else(|| name.contains('/').then_some(name))
        }
    });
    let is_component = tag.name.is_empty() || tag.name.starts_with(|c: char| c.is_ascii_uppercase());
    if let Some(source) = source.filter(|_| tag.is_picture()) {
        if is_component || value("src").is_some_and(|source| source.starts_with('{')) {
            r.note(Reason::SiteTag, tag.source);
            let alt = value("alt").unwrap_or_default().trim_matches(['"', '\'', '{', '}', '`']);
            let img = format!("<img src=\"{}\" alt=\"{}\">", attribute(source), attribute(alt));
            r.replace(range, &img);
        }
    } else if is_component {
        r.note(Reason::SiteTag, if tag.name.is_empty() { "" } else { tag.source });
        // What it holds begins blocks of its own.
        r.replace(range, if is_alone { "\n" } else { "" });
    }
}

/// A tag as JSX has it: values in braces hold anything.
struct Tag<'a> {
    source: &'a str,
    name: &'a str,
    /// With the quotes or braces around their values.
    attributes: Vec<(&'a str, &'a str)>,
    is_closing: bool,
    is_empty: bool,
}

impl<'a> Tag<'a> {
    /// The tag that a text begins with.
    fn read(text: &'a str) -> Option<Self> {
        let text = &text[..text.floor_char_boundary(LONGEST_TAG)];
        let is_closing = text[1..].starts_with('/');
        let name_start = 1 + usize::from(is_closing);
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        let name = text[name_start..].split(|c| !is_name(c)).next()?;
        let mut at = name_start + name.len();
        if !(name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.is_empty() && text[at..].starts_with('>')) {
            return None;
        }
        let mut attributes = Vec::new();
        loop {
            at += text[at..].len() - text[at..].trim_start().len();
            let rest = &text[at..];
            if rest.starts_with("/>") || rest.starts_with('>') {
                let length = at + 1 + usize::from(rest.starts_with('/'));
                let is_empty = rest.starts_with('/');
                return Some(Tag { source: &text[..length], name, attributes, is_closing, is_empty });
            }
            if rest.starts_with('{') {
                at += value_length(rest)?;
                continue;
            }
            let key = rest.split(|c| !is_name(c)).next().filter(|key| !key.is_empty())?;
            at += key.len();
            if let Some(value) = text[at..].strip_prefix('=') {
                let length = value_length(value)?;
                attributes.push((key, &value[..length]));
                at += 1 + length;
            }
        }
    }

    fn is_picture(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        ["img", "image", "picture", "photo", "figure"].iter().any(|word| name.contains(word))
    }
}

/// The length of a value in quotes or braces.
fn value_length(text: &str) -> Option<usize> {
    let first = *text.as_bytes().first()?;
    if matches!(first, b'"' | b'\'') {
        return text[1..].find(char::from(first)).map(|end| end + 2);
    }
    let mut depth = 0;
    let end = text.bytes().position(|b| {
        depth += i32::from(b == b'{') - i32::from(b == b'}');
        depth == 0
    })?;
    (first == b'{').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(text: &str) -> String {
        to_markdown(text, &mut ChangeLog::default()).into_owned()
    }

    #[test]
    fn statements_comments_and_components_go() {
        for (text, wanted) in [
            ("import a from './a.jpg'\nexport const b = {\n\n  c: 1,\n}\n\nText\n", "\nText\n"),
            ("import a from \"./a.jpg\";\n\n<Image src={a} alt=\"b\" />", "\n<img src=\"./a.jpg\" alt=\"b\">"),
            ("import a from './a.jpg'\n\n<img src={a.src}/>", "\n<img src=\"./a.jpg\" alt=\"\">"),
            ("a {/* b\nc */} d <Chip text=\"e\">f</Chip> {x}", "a  d f {x}"),
            ("<Box>\n    *a*\n\n    b\n</Box>\n", "\n\n*a*\n\nb\n\n\n"),
            ("<>\na\n</>\n", "\n\na\n\n\n"),
        ] {
            assert_eq!(markdown(text), wanted);
        }
    }

    #[test]
    fn what_only_looks_like_them_stays() {
        for text in [
            "import duties rose in May.\n",
            "export of wool fell.\n",
            "`<Box>` and `{/* a */}`\n",
            "```\nimport a from 'b'\n<Box>\n```\n",
            "a < B and <b>c</b> {x}",
            "{/* a",
            "a <Box",
        ] {
            assert_eq!(markdown(text), text);
        }
    }
}
