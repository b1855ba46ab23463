//! Formatting around blocks moves into them.

use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::is_html;
use crate::article::dom::{Dom, NodeId};
use crate::article::limits::MAX_NODES_OF_STEPS;

/// An inline element around blocks marks what is inside each block instead: a link around a heading is a link in it.
pub(super) fn push_down_inline(c: &mut Cleaning) {
    let dom = &mut c.dom;
    let mut holds_block = vec![false; dom.len()];
    let mut order = Vec::with_capacity(dom.len());
    order.extend(dom.descendants(dom.root()));
    // Reversed document order visits descendants before their ancestors.
    for id in order.into_iter().rev() {
        let holds = holds_block[id.index()];
        if (holds || dom.is_block(id))
            && let Some(p) = dom.parent(id)
        {
            holds_block[p.index()] = true;
        }
        let name = dom.name(id);
        let tag = &*name;
        // Styles keep two unknown elements apart; without them a space does.
        if !is_html(tag)
            && let Some(before) = dom.previous(id)
            && dom.is_element(before)
            && !is_html(dom.tag(before))
        {
            let space = dom.add_text(" ");
            dom.insert_before(id, space);
        }
        // The sanitizer drops some of them with all their text.
        if !is_html(tag) {
            dom.unwrap(id);
            continue;
        }
        if !holds || !dom.is_inline(id) {
            continue;
        }
        if tag == "span"
            || tag == "ruby"
            || !matches!(tag, "a" | "b" | "strong" | "em" | "i" | "u" | "s" | "del" | "ins" | "mark" | "small" | "code")
        {
            dom.unwrap(id);
            continue;
        }
        c.grown += mark_inside(dom, id);
        if c.grown > c.growth_limit || dom.len() > MAX_NODES_OF_STEPS {
            return;
        }
        dom.unwrap(id);
    }
}

/// Wraps each run of inline content inside `holder`, at any depth of blocks, into a copy of it. Returns the bytes of the
/// copies' attributes.
fn mark_inside(dom: &mut Dom, holder: NodeId) -> usize {
    let bytes: usize = dom.element(holder).map_or(0, |e| e.attributes().map(|(_, value)| value.len()).sum());
    let mut copied = 0;
    let mut blocks = vec![holder];
    while let Some(block) = blocks.pop() {
        let mut run: Option<NodeId> = None;
        for child in dom.children(block) {
            let tag = dom.tag(child);
            if dom.is_block(child) {
                run = None;
                if !matches!(tag, "pre" | "hr" | "table" | "ul" | "ol" | "tr" | "tbody" | "thead" | "td" | "li") {
                    blocks.push(child);
                }
                continue;
            }
            if run.is_none() && (dom.is_blank_text(child) || tag == "br") {
                continue;
            }
            let copy = match run {
                Some(copy) => copy,
                None => {
                    let copy = dom.add(dom.data(holder).clone());
                    dom.insert_before(child, copy);
                    copied += bytes;
                    run = Some(copy);
                    copy
                }
            };
            dom.append(copy, child);
        }
    }
    copied
}
