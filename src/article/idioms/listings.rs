//! Program listings that pages show line by line, in blocks or rows, beside a gutter of numbers: each becomes one `pre`.

use super::class_words;
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::reason::Reason;
use std::collections::HashSet;

/// Words in the class of an element around code.
#[rustfmt::skip]
const CODE: &[&str] = &[
    "blob", "chroma", "code", "codeblock", "codehilite", "crayon", "file", "gist", "highlight", "highlighter", "hljs", "listing", "prism", "react",
    "rouge", "shiki", "sourcecode", "syntaxhighlighter",
];
/// Words of a class of numbers beside code.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "crayon-num", "gutter", "hljs-ln-n", "line-number", "line-numbers", "line_number", "linenos", "lineno", "linenum", "linenumber", "ln", "lnt",
    "react-line-number",
];
/// How far up an element around code is.
const LEVELS: usize = 4;

/// Whether a word of a class is that of one line of code.
pub fn is_line(word: &str) -> bool {
    matches!(
        word,
        "line" | "code-line" | "codeline" | "crayon-line" | "ec-line" | "hljs-line" | "react-code-text" | "view-line"
    )
}

/// Makes a `pre` of the lines of each listing that has none.
pub fn join_lines(c: &mut Cleaning, lines: &[NodeId]) {
    let mut done = HashSet::new();
    for &line in lines {
        let Some(parent) = c.dom.parent(line) else { continue };
        if !done.insert(parent) {
            continue;
        }
        if c.dom.tag(line) == "span" {
            break_lines(c, parent);
        } else if c.dom.is_block(line) && c.dom.closest(line, &["pre"]).is_none() {
            join(c, parent);
        }
    }
}

fn is_line_of_code(c: &Cleaning, id: NodeId) -> bool {
    class_words(c, id).iter().any(|word| is_line(word))
}

/// Lines as blocks, with nothing between them.
fn join(c: &mut Cleaning, parent: NodeId) {
    let parts: Vec<NodeId> = c.dom.each_child(parent).filter(|&n| !c.dom.is_blank_text(n)).collect();
    let lines: Vec<NodeId> = parts.iter().copied().filter(|&n| is_line_of_code(c, n)).collect();
    let numbers = lines.iter().all(|&n| is_number(&c.dom, n));
    if lines.len() < 2 || lines.len() < parts.len() || numbers || !is_code(c, parent) || is_prose(&c.dom, &lines) {
        return;
    }
    let pre = c.dom.add_element("pre");
    c.dom.insert_before(lines[0], pre);
    for (number, &line) in lines.iter().enumerate() {
        if number > 0 {
            let end = c.dom.add_text("\n");
            c.dom.append(pre, end);
        }
        if c.dom.has_text(line) {
            c.dom.move_children(line, pre);
        }
        c.dom.detach(line);
    }
}

/// Whether an element is called code, or is in one that is.
fn is_code(c: &Cleaning, id: NodeId) -> bool {
    std::iter::once(id).chain(c.dom.ancestors(id)).take(LEVELS).any(|at| {
        let class = c.dom.attr(at, "class").unwrap_or_default().to_ascii_lowercase();
        class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| CODE.contains(&word))
    })
}

/// Whether lines are sentences of somebody's text, or show something beside text.
fn is_prose(dom: &Dom, lines: &[NodeId]) -> bool {
    let ends = |&&line: &&NodeId| dom.text(line).ends_with(['.', '!', '?', '。', '！', '？']);
    lines.iter().filter(ends).count() * 2 > lines.len()
        || lines.iter().any(|&line| dom.find(line, &["img", "p", "h1", "h2", "h3", "ul", "ol", "table"]).is_some())
}

/// Lines as inline elements of a `pre` that styles alone keep apart.
fn break_lines(c: &mut Cleaning, parent: NodeId) {
    if c.dom.tag(parent) != "pre" && c.dom.closest(parent, &["pre"]).is_none() {
        return;
    }
    let lines: Vec<NodeId> = c.dom.children(parent);
    let is_one = |n: NodeId| c.dom.is_element(n) && is_line_of_code(c, n) && !ends_line(&c.dom, n);
    let glued: Vec<NodeId> =
        lines.windows(2).filter(|pair| is_one(pair[0]) && is_one(pair[1])).map(|pair| pair[0]).collect();
    // Where any two are apart, they all are.
    if glued.len() + 1 < lines.len() {
        return;
    }
    for line in glued {
        let end = c.dom.add_text("\n");
        c.dom.insert_after(line, end);
    }
}

fn ends_line(dom: &Dom, id: NodeId) -> bool {
    let last = dom.descendants(id).last().unwrap_or(id);
    dom.tag(last) == "br" || dom.as_text(last).is_some_and(|text| text.ends_with('\n'))
}

/// Removes the columns of numbers of listings in tables, and the numbers at the beginning of lines.
pub fn drop_numbers(c: &mut Cleaning) {
    let root = c.dom.root();
    for table in c.dom.find_all(root, &["table"]) {
        if c.dom.is_attached(table) {
            join_rows(c, table);
        }
    }
    for pre in c.dom.find_all(root, &["pre"]) {
        drop_numbers_of(c, pre);
    }
}

fn is_number(dom: &Dom, id: NodeId) -> bool {
    let text = dom.text(id);
    !text.is_empty() && text.split(' ').all(|word| word.bytes().all(|b| b.is_ascii_digit()))
}

/// A row for each line, its last cell the code, the others empty or the line's number.
fn join_rows(c: &mut Cleaning, table: NodeId) {
    let dom = &c.dom;
    let rows = dom.find_all(table, &["tr"]);
    let cells: Vec<Vec<NodeId>> =
        rows.iter().map(|&row| dom.each_child(row).filter(|&n| dom.is_element(n)).collect()).collect();
    let is_listing = rows.len() > 1
        && dom.find(table, &["th", "table", "img"]).is_none()
        && cells
            .iter()
            .all(|row| row.len() > 1 && row[..row.len() - 1].iter().all(|&n| !dom.has_text(n) || is_number(dom, n)))
        && cells.iter().all(|row| row.last().is_some_and(|&code| is_code_cell(c, code)));
    if !is_listing {
        return;
    }
    let pre = c.dom.add_element("pre");
    let mut numbers = Vec::new();
    for (number, row) in cells.iter().enumerate() {
        let Some((&code, before)) = row.split_last() else { continue };
        numbers.extend(before.iter().map(|&n| c.dom.text(n)).filter(|text| !text.is_empty()));
        if number > 0 {
            let end = c.dom.add_text("\n");
            c.dom.append(pre, end);
        }
        if c.dom.has_text(code) {
            c.dom.move_children(code, pre);
        }
    }
    c.log.add("structure", Reason::LineNumbers, Kind::Removed, numbers.join(" "), Vec::new());
    c.dom.replace(table, pre);
}

/// Whether a cell's own class says that it is a line of code.
fn is_code_cell(c: &Cleaning, cell: NodeId) -> bool {
    class_words(c, cell).iter().any(|word| {
        let mut parts = word.split(['-', '_']);
        is_line(word) || parts.any(|part| part == "code" || part == "line") && !NUMBERS.contains(&&**word)
    })
}

/// Numbers that go up by one from line to line.
fn drop_numbers_of(c: &mut Cleaning, pre: NodeId) {
    let inside: Vec<NodeId> = c.dom.descendants(pre).filter(|&n| c.dom.attr(n, "class").is_some()).collect();
    let named: Vec<NodeId> =
        inside.into_iter().filter(|&n| class_words(c, n).iter().any(|word| NUMBERS.contains(&&**word))).collect();
    let values: Vec<Option<u64>> = named.iter().map(|&n| c.dom.text(n).parse().ok()).collect();
    let first = values.first().copied().flatten();
    let goes_up = values
        .iter()
        .zip(first.into_iter().flat_map(|first| first..))
        .filter(|(value, wanted)| **value == Some(*wanted));
    if named.is_empty() || goes_up.count() < named.len() {
        return;
    }
    let texts: Vec<String> = named.iter().map(|&n| c.dom.text(n)).collect();
    c.log.add("structure", Reason::LineNumbers, Kind::Removed, texts.join(" "), Vec::new());
    for number in named {
        c.dom.detach(number);
    }
}
