//! Step: a body that is plain text, such as a video's description, keeps its paragraphs and lines.
//!
//! In HTML a line break is a space; here nothing else says where a line ends.

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};

/// Turns line breaks into markup where an element of plain text has no other.
pub fn keep_lines(c: &mut Cleaning) {
    let root = c.dom.root();
    let holders: Vec<NodeId> = std::iter::once(root)
        .chain(c.dom.descendants(root).filter(|&id| matches!(c.dom.tag(id), "div" | "section" | "article")))
        .filter(|&id| is_plain_text(&c.dom, id))
        .collect();
    if holders.is_empty() {
        return;
    }
    // The whole post must be plain text: in a page of markup a line break is the source's own layout.
    let all: usize = c.dom.text_len(root);
    for holder in holders {
        if c.dom.text_len(holder) * 10 >= all * 9 {
            break_lines(&mut c.dom, holder);
        }
    }
}

/// Whether an element holds text in lines and nothing that makes blocks.
fn is_plain_text(dom: &Dom, id: NodeId) -> bool {
    let makes_no_block = dom.each_child(id).all(|child| {
        !dom.is_element(child) || matches!(dom.tag(child), "a" | "b" | "i" | "em" | "strong" | "span" | "img")
    });
    if !makes_no_block {
        return false;
    }
    let lines = dom.each_child(id).any(|child| {
        dom.as_text(child)
            .is_some_and(|text| text.trim().contains('\n') || text.ends_with('\n') && dom.next(child).is_some())
    });
    lines && dom.descendants(id).all(|d| !dom.is_element(d) || dom.is_inline(d) || dom.tag(d) == "img")
}

/// A blank line ends a paragraph, any other break ends a line.
fn break_lines(dom: &mut Dom, holder: NodeId) {
    for child in dom.children(holder) {
        let Some(text) = dom.as_text(child).map(str::to_string) else {
            continue;
        };
        if !text.contains('\n') {
            continue;
        }
        let mut breaks = 0;
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                breaks += 1;
            }
            if line.trim().is_empty() {
                continue;
            }
            add_breaks(dom, child, &mut breaks);
            let line = dom.add_text(line.trim_end_matches('\r'));
            dom.insert_before(child, line);
        }
        add_breaks(dom, child, &mut breaks);
        dom.detach(child);
    }
}

fn add_breaks(dom: &mut Dom, before: NodeId, breaks: &mut usize) {
    for _ in 0..(*breaks).min(2) {
        let br = dom.add_element("br");
        dom.insert_before(before, br);
    }
    *breaks = 0;
}
