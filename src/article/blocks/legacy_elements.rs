//! Old names, tables that only lay out, and lines of `pre`, before anything flows.

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};

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
    for table in c.dom.find_all(root, &["table"]) {
        unwrap_layout_table(&mut c.dom, table);
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
