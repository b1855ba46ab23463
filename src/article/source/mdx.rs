//! MDX → Markdown: statements and comments go, components leave what they hold.
//!
//! Its rules: <https://mdxjs.com/docs/what-is-mdx/>. Nothing is run, so `{x}` stays as it is.

use super::dialects::code_end;
use super::html_blocks::fence_mark;
use super::markup::attribute;
use super::rewriter::{Rewriter, Sought, byte, find, indent, line_end};
use crate::article::changes::ChangeLog;
use crate::article::reason::Reason;
use std::borrow::Cow;

/// The longest tag of a component, in bytes.
const LONGEST_TAG: usize = 2000;

/// How statements begin. Sentences about imports and exports don't.
const STATEMENTS: &[&str] = &[
    "import {",
    "import *",
    "import \"",
    "import '",
    "export const ",
    "export let ",
    "export var ",
    "export function",
    "export default ",
    "export async ",
    "export class ",
    "export {",
    "export *",
];

/// Rewrites a text to Markdown.
#[inline(never)]
pub fn to_markdown<'a>(text: &'a str, log: &mut ChangeLog) -> Cow<'a, str> {
    let mut r = Rewriter::new(text, &[], log);
    // From the first to the last of them.
    let (mut first, mut statements) = (text.len(), "");
    // For each open component that begins a line how far what it holds is indented, once that is known.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut fence = None;
    let (mut at, mut follows_blank) = (0, true);
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        let content = line.trim();
        if follows_blank && fence.is_none() && is_statement(line) {
            let next = statement_end(text, at);
            first = first.min(at);
            statements = &text[first..next];
            r.remove(at, next, Reason::Script);
            at = next;
            continue;
        }
        follows_blank = content.is_empty();
        let indent = indent(line);
        // What is indented with its component is no code.
        if let Some(wanted) = open.last_mut().filter(|_| !content.is_empty() && !content.starts_with("</")) {
            let wanted = *wanted.get_or_insert(indent);
            r.replace(at, at + indent.min(wanted), &[]);
        }
        let mark = fence_mark(content);
        if fence.is_some() || mark.is_some() {
            fence = if fence.is_none() { mark } else { fence.filter(|_| mark != fence) };
            at = end;
        } else {
            at = read_line(&mut r, at + indent, end, statements, &mut open);
        }
    }
    r.finish()
}

#[inline(never)]
fn is_statement(line: &str) -> bool {
    STATEMENTS.iter().any(|start| line.starts_with(start))
        || line.starts_with("import ") && (find(line, " from '").is_some() || find(line, " from \"").is_some())
}

/// Statements end with their last line before a blank one, outside of brackets.
#[inline(never)]
fn statement_end(text: &str, start: usize) -> usize {
    let (mut depth, mut first_blank) = (0i32, text.len());
    for at in start..text.len() {
        match byte(text, at) {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => depth -= 1,
            b'\n' if byte(text, at + 1) == b'\n' => {
                if depth <= 0 {
                    return at + 1;
                }
                first_blank = first_blank.min(at + 1);
            }
            _ => {}
        }
    }
    // Brackets that nothing closes hold no more than a paragraph.
    if depth > 0 { first_blank } else { text.len() }
}

/// The file that a name was imported from: `import lamp from './lamp.jpg'`.
#[inline(never)]
fn imported<'a>(statements: &'a str, name: &str) -> Option<&'a str> {
    let start = ["import ", name, " from "].concat();
    let rest = &statements[find(statements, &start)? + start.len()..];
    let file = &rest[1..];
    Some(&file[..find(file, &rest[..1])?])
}

/// Rewrites the comments and components in a line; gives where the next begins.
#[inline(never)]
fn read_line(
    r: &mut Rewriter<'_, '_>,
    start: usize,
    mut end: usize,
    statements: &str,
    open: &mut Vec<Option<usize>>,
) -> usize {
    let text = r.text;
    let mut at = start;
    while at < end {
        let next = match byte(text, at) {
            b'`' => Some(code_end(text, at, end)),
            b'{' if text[at..].starts_with("{/*") => {
                let close = r.find(Sought::Comment, "*/}", at, text.len(), &|_| true);
                close.map(|close| {
                    r.note(Reason::Comment, at + 3, close);
                    r.replace(at, close + 3, &[]);
                    close + 3
                })
            }
            b'<' => read_tag(r, at, statements, open),
            _ => None,
        };
        at = next.unwrap_or(at + 1);
        if at > end {
            end = line_end(text, at);
        }
    }
    end
}

/// Rewrites the tag of a component; gives where it ends.
#[inline(never)]
fn read_tag(r: &mut Rewriter<'_, '_>, at: usize, statements: &str, open: &mut Vec<Option<usize>>) -> Option<usize> {
    let text = r.text;
    let end = tag_end(text, at)?;
    let tag = &text[at..end];
    let is_closing = byte(tag, 1) == b'/';
    let name = &tag[1 + usize::from(is_closing)..];
    let name = &name[..name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count()];
    let is_component = name.is_empty() || byte(name, 0).is_ascii_uppercase();
    let is_picture = ["img", "Im", "Pic", "Photo", "Figure"].iter().any(|word| find(name, word).is_some());
    let src = value(tag, " src=").filter(|_| is_picture);
    let file = src.and_then(|src| match byte(src, 0) {
        b'{' => imported(statements, find(src, ".").map_or(&src[1..src.len() - 1], |dot| &src[1..dot]).trim()),
        _ => Some(&src[1..src.len() - 1]),
    });
    let is_imported = file.is_some() && src.is_some_and(|src| src.starts_with('{'));
    if !(is_component || is_imported) {
        return None;
    }
    r.note(Reason::SiteTag, at, end);
    if let Some(file) = file {
        let alt = value(tag, " alt=").map_or("", |alt| &alt[1..alt.len() - 1]);
        r.replace(at, end, &["<img src=\"", &attribute(file), "\" alt=\"", &attribute(alt), "\">"]);
        return Some(end);
    }
    let before = text[..at].trim_end_matches(' ');
    let is_alone = (before.is_empty() || before.ends_with('\n')) && text[end..line_end(text, end)].trim().is_empty();
    if is_alone && is_closing {
        open.pop();
    } else if is_alone && byte(text, end - 2) != b'/' {
        open.push(None);
    }
    // What it holds begins blocks of its own.
    r.replace(at, end, if is_alone { &["\n"] } else { &[] });
    Some(end)
}

/// The end of the tag at a place, as JSX has it: values in braces and quotes hold anything.
#[inline(never)]
fn tag_end(text: &str, at: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0, 0);
    let first = byte(text, at + 1);
    (first.is_ascii_alphabetic() || matches!(first, b'/' | b'>')).then_some(())?;
    for place in at + 1..text.len().min(at + LONGEST_TAG) {
        match byte(text, place) {
            b if quote != 0 => quote = if b == quote { 0 } else { quote },
            b @ (b'"' | b'\'') => quote = b,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'<' if depth == 0 => return None,
            b'>' if depth == 0 => return Some(place + 1),
            _ => {}
        }
    }
    None
}

/// The value of an attribute, with the quotes or braces around it.
#[inline(never)]
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = &tag[find(tag, name)? + name.len()..];
    let close = match byte(rest, 0) {
        b'{' => "}",
        b'"' => "\"",
        b'\'' => "'",
        _ => return None,
    };
    Some(&rest[..find(&rest[1..], close)? + 2])
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
