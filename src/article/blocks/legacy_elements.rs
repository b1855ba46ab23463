//! Old names, tables that only lay out, and program listings, before anything flows.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::reason::Reason;

/// Obsolete elements, and those that mean nothing once a page is an article.
const OLD_NAMES: &[&str] = &[
    "strike",
    "acronym",
    "tt",
    "big",
    "font",
    "nobr",
    "data",
    "output",
    "label",
    "button",
    "listing",
    "xmp",
    "plaintext",
    "dir",
    "menu",
    "input",
];

/// Gives old and rare elements the names of today's.
pub(super) fn replace_legacy_elements(c: &mut Cleaning) {
    let root = c.dom.root();
    let dom = &mut c.dom;
    for id in dom.find_all(root, OLD_NAMES) {
        let new = match dom.tag(id) {
            "strike" => "s",
            "acronym" => "abbr",
            "tt" => "code",
            "big" | "font" | "nobr" | "data" | "output" | "label" | "button" => "span",
            "listing" | "xmp" | "plaintext" => "pre",
            "dir" | "menu" => "ul",
            "input" => {
                let checkbox = dom.attr(id, "type").is_some_and(|t| t.eq_ignore_ascii_case("checkbox"));
                let mark = if !checkbox {
                    ""
                } else if dom.attr(id, "checked").is_some() {
                    "☑ "
                } else {
                    "☐ "
                };
                let text = dom.add_text(mark);
                dom.replace(id, text);
                continue;
            }
            _ => continue,
        };
        dom.rename(id, new);
    }
    let tables = c.dom.find_all(root, &["table"]);
    for &table in &tables {
        unwrap_layout_table(&mut c.dom, table);
    }
    // A code listing as a table with a column of line numbers is its code.
    for table in tables {
        code_table(c, table);
    }
    for pre in c.dom.find_all(root, &["pre"]) {
        lines_of_pre(&mut c.dom, pre);
    }
}

/// A table with one cell is layout: old pages are wrapped in one.
fn unwrap_layout_table(dom: &mut Dom, table: NodeId) {
    let cells: Vec<NodeId> = dom
        .find_all(table, &["td", "th"])
        .into_iter()
        .filter(|&cell| {
            dom.closest(cell, &["table"]) == Some(table) && !crate::article::facts::visible::is_nothing(dom, cell)
        })
        .collect();
    let [only] = cells.as_slice() else { return };
    if dom.find(table, &["caption"]).is_some() {
        return;
    }
    let holder = dom.add_element("div");
    dom.move_children(*only, holder);
    dom.replace(table, holder);
}

/// `<td class="gutter">1 2 3</td><td class="code">…</td>`: only the code is text.
fn code_table(c: &mut Cleaning, table: NodeId) {
    if !c.dom.is_attached(table) {
        return;
    }
    let cells = c.dom.find_all(table, &["td", "th"]);
    let [numbers, code] = cells.as_slice() else { return };
    let text = c.dom.text(*numbers);
    let is_count = text.split_whitespace().enumerate().all(|(i, n)| n.parse() == Ok(i + 1));
    let is_code = c.dom.find(*code, &["pre", "code"]).is_some();
    if text.is_empty() || !is_count || !is_code {
        return;
    }
    c.log.add("structure", Reason::LineNumbers, Kind::Removed, text, Vec::new());
    let code = *code;
    if c.dom.find(code, &["pre"]).is_some() {
        let holder = c.dom.add_element("div");
        c.dom.move_children(code, holder);
        c.dom.replace(table, holder);
        return;
    }
    let pre = c.dom.add_element("pre");
    let lines: Vec<NodeId> = c.dom.children(code);
    for line in lines {
        if is_nothing_but_space(&c.dom, line) {
            continue;
        }
        c.dom.append(pre, line);
    }
    c.dom.replace(table, pre);
}

fn is_nothing_but_space(dom: &Dom, id: NodeId) -> bool {
    dom.is_blank_text(id)
}

/// Blocks and line breaks inside `pre` are its lines.
fn lines_of_pre(dom: &mut Dom, pre: NodeId) {
    for id in dom.find_all(pre, &["br"]) {
        let text = dom.add_text("\n");
        dom.replace(id, text);
    }
    let blocks: Vec<NodeId> =
        dom.descendants(pre).filter(|&d| dom.is_element(d) && !dom.is_inline(d) && dom.tag(d) != "img").collect();
    for block in blocks {
        if dom.is_void(block) {
            dom.detach(block);
            continue;
        }
        if dom.next(block).is_some() {
            let text = dom.add_text("\n");
            dom.insert_after(block, text);
        }
        dom.unwrap(block);
    }
}
