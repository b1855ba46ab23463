//! Program listings that pages show line by line, in blocks or rows, beside a gutter of numbers: each becomes one `pre`.

use super::{append_text, attr, full_children, has_class};
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::reason::Reason;

/// Words in the class of one line of code.
pub const LINES: &[&str] =
    &["line", "code-line", "codeline", "crayon-line", "ec-line", "hljs-line", "react-code-text", "view-line"];
/// Words in the class of a cell that is one.
const CELLS: &[&str] = &["blob-code", "code", "code-cell", "hljs-ln-code", "line-content", "linecode"];
/// Words of the class of an element around code.
#[rustfmt::skip]
const CODE: &[&str] = &[
    "chroma", "code", "codehilite", "crayon", "gist", "highlight", "hljs", "listing", "prism", "react", "rouge", "shiki", "syntaxhighlighter",
];
/// Words in the class of numbers beside code.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "crayon-num", "gutter", "hljs-ln-n", "line-number", "line-numbers", "linenos", "lineno", "linenum", "ln", "lnt", "react-line-number",
];
/// How far up an element around code is.
const LEVELS: usize = 4;

/// Joins this line and those beside it.
pub fn join_lines(c: &mut Cleaning, line: NodeId) {
    let dom = &c.dom;
    let Some(parent) = dom.parent(line) else { return };
    // The first of them does it for all.
    if dom.previous_siblings(line).any(|n| !dom.is_blank_text(n)) {
        return;
    }
    let lines = full_children(dom, parent);
    let in_pre = dom.tag(parent) == "pre" || dom.closest(parent, &["pre"]).is_some();
    let is_span = dom.tag(line) == "span";
    let mut sentences = 0;
    let mut only_numbers = true;
    for &line in &lines {
        let text = dom.text(line);
        sentences += usize::from(text.ends_with(['.', '!', '?', '。', '！', '？']));
        only_numbers &= text.bytes().all(|b| b.is_ascii_digit());
        // Lines of spans are apart by a break or the end of a line, unless styles alone keep them apart.
        if !has_class(dom, line, LINES)
            || dom.find(line, &["img", "p", "h1", "h2", "h3", "ul", "ol", "table"]).is_some()
            || is_span && (dom.find(line, &["br"]).is_some() || ends_line(dom, line))
        {
            return;
        }
    }
    if lines.len() < 2
        || is_span != in_pre
        || only_numbers
        || !in_pre && (!is_code(dom, parent) || sentences * 2 > lines.len())
    {
        return;
    }
    let dom = &mut c.dom;
    let holder = if in_pre { parent } else { dom.add_element("pre") };
    if !in_pre {
        dom.insert_before(line, holder);
    }
    for line in lines {
        // What is empty is a line all the same.
        if dom.has_text(line) {
            dom.move_children(line, holder);
        }
        append_text(dom, holder, "\n");
        dom.detach(line);
    }
}

fn ends_line(dom: &Dom, line: NodeId) -> bool {
    dom.next(line).is_some_and(|n| dom.is_blank_text(n))
        || dom.descendants(line).last().and_then(|last| dom.as_text(last)).is_some_and(|text| text.ends_with('\n'))
}

/// Whether an element is called code, or is in one that is.
fn is_code(dom: &Dom, id: NodeId) -> bool {
    let mut at = Some(id);
    for _ in 0..LEVELS {
        let Some(id) = at else { break };
        if attr(dom, id, "class").split([' ', '-', '_']).any(|word| CODE.contains(&word)) {
            return true;
        }
        at = dom.parent(id);
    }
    false
}

/// Makes listings of tables with a row for each line, and removes the numbers at the beginning of lines.
pub fn drop_numbers(c: &mut Cleaning) {
    let root = c.dom.root();
    for table in c.dom.find_all(root, &["table"]) {
        join_rows(c, table);
    }
    for pre in c.dom.find_all(root, &["pre"]) {
        let mut named = c.dom.find_all(pre, &["span", "td", "div", "a", "i"]);
        named.retain(|&n| has_class(&c.dom, n, NUMBERS));
        let mut numbers = String::new();
        let mut last = None;
        for &id in &named {
            let number = c.dom.text(id);
            if !goes_up(&mut last, &number) {
                named.clear();
                break;
            }
            push_word(&mut numbers, &number);
        }
        if !named.is_empty() {
            c.log.add("structure", Reason::LineNumbers, Kind::Removed, numbers, Vec::new());
        }
        for id in named {
            c.dom.detach(id);
        }
    }
}

/// Whether a text is a number, and one more than the last.
#[inline(never)]
fn goes_up(last: &mut Option<u32>, number: &str) -> bool {
    let value: Option<u32> = number.parse().ok();
    let is_next = last.is_none_or(|last| value == last.checked_add(1)) && value.is_some();
    *last = value;
    is_next
}

fn push_word(words: &mut String, word: &str) {
    if !words.is_empty() && !word.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

/// A row for each line, its last cell the code, the others empty or the line's number; or one row with all lines in a cell beside
/// all numbers.
fn join_rows(c: &mut Cleaning, table: NodeId) {
    let dom = &mut c.dom;
    let rows = dom.find_all(table, &["tr"]);
    if dom.find(table, &["table", "img"]).is_some() || !dom.is_attached(table) {
        return;
    }
    let mut numbers = String::new();
    let mut lines = Vec::new();
    for &row in &rows {
        let cells = full_children(dom, row);
        let Some((&line, before)) = cells.split_last() else { return };
        for &cell in before {
            push_word(&mut numbers, &dom.text(cell));
        }
        let is_code = has_class(dom, line, CELLS) || rows.len() == 1 && dom.find(line, &["pre", "code"]).is_some();
        if before.is_empty() || !is_code {
            return;
        }
        lines.push(line);
    }
    // They count the lines, or are attributes that a style shows.
    let mut last = None;
    let counts = numbers.split_ascii_whitespace().all(|number| goes_up(&mut last, number));
    let [first, ..] = lines[..] else { return };
    if !counts || numbers.is_empty() && rows.len() == 1 {
        return;
    }
    let pre = dom.add_element(if dom.find(first, &["pre"]).is_some() { "div" } else { "pre" });
    for line in lines {
        if dom.has_text(line) {
            dom.move_children(line, pre);
        }
        if rows.len() > 1 {
            append_text(dom, pre, "\n");
        }
    }
    dom.replace(table, pre);
    c.log.add("structure", Reason::LineNumbers, Kind::Removed, numbers, Vec::new());
}
