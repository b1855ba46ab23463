//! What a paragraph's line breaks and ends come to.

use crate::article::dom::{Dom, NodeId};

/// Two line breaks in a row end a paragraph.
pub(super) fn split_paragraph(dom: &mut Dom, p: NodeId) {
    if dom.find(p, &["br"]).is_none() {
        settle_paragraph(dom, p);
        return;
    }
    lift_breaks(dom, p);
    let mut current = p;
    let mut breaks: Vec<NodeId> = Vec::new();
    let mut started = false;
    for child in dom.children(p) {
        if dom.tag(child) == "br" {
            breaks.push(child);
            continue;
        }
        if !breaks.is_empty() && dom.is_blank_text(child) {
            breaks.push(child);
            continue;
        }
        let count = breaks.iter().filter(|&&b| dom.tag(b) == "br").count();
        if count >= 2 && started {
            let next = dom.add_element("p");
            dom.insert_after(current, next);
            current = next;
        }
        if count >= 2 || !started {
            for b in breaks.drain(..) {
                dom.detach(b);
            }
        } else {
            for b in breaks.drain(..) {
                dom.append(current, b);
            }
        }
        started |= !dom.is_blank_text(child);
        dom.append(current, child);
    }
    let end = dom.next(current);
    let mut at = Some(p);
    while let Some(id) = at.filter(|&n| Some(n) != end) {
        at = dom.next(id);
        settle_paragraph(dom, id);
    }
}

/// A paragraph begins and ends with what it says; where that is nothing, it goes.
fn settle_paragraph(dom: &mut Dom, p: NodeId) {
    trim_ends(dom, p);
    if crate::article::facts::visible::is_nothing(dom, p) {
        dom.detach(p);
    }
}

/// Moves breaks at the edges of formatting out of it: `<b>text<br><br></b>` ends its paragraph too.
fn lift_breaks(dom: &mut Dom, p: NodeId) {
    let formatted: Vec<NodeId> = dom.descendants(p).filter(|&d| dom.is_inline(d)).collect();
    for id in formatted.into_iter().rev() {
        while let Some(last) = dom.last_child(id).filter(|&l| dom.tag(l) == "br") {
            dom.insert_after(id, last);
        }
        while let Some(first) = dom.first_child(id).filter(|&f| dom.tag(f) == "br") {
            dom.insert_before(id, first);
        }
        // Breaks in the middle split the element in two.
        let children = dom.children(id);
        let double = children.windows(2).position(|w| dom.tag(w[0]) == "br" && dom.tag(w[1]) == "br");
        if let Some(at) = double {
            let copy = dom.add(dom.data(id).clone());
            dom.insert_after(id, copy);
            for &child in &children[at + 2..] {
                dom.append(copy, child);
            }
            dom.insert_after(id, children[at + 1]);
            dom.insert_after(id, children[at]);
        }
    }
}

/// Takes white space and line breaks from a block's ends.
pub(super) fn trim_ends(dom: &mut Dom, block: NodeId) {
    while let Some(last) = dom.last_child(block).filter(|&l| dom.tag(l) == "br" || dom.is_blank_text(l)) {
        dom.detach(last);
    }
    while let Some(first) = dom.first_child(block).filter(|&f| dom.tag(f) == "br" || dom.is_blank_text(f)) {
        dom.detach(first);
    }
}

/// An item or cell with one paragraph needs none.
pub(super) fn unwrap_single_paragraph(dom: &mut Dom, parent: NodeId) {
    let children = dom.children(parent);
    let paragraphs: Vec<NodeId> = children.iter().copied().filter(|&n| dom.tag(n) == "p").collect();
    let others_are_lists = children.iter().all(|&n| matches!(dom.tag(n), "p" | "ul" | "ol"));
    if let [only] = paragraphs.as_slice()
        && others_are_lists
    {
        dom.unwrap(*only);
    }
}
