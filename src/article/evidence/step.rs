//! Step: blocks that the archive shows to repeat in the post's source go, whole, into the log.

use super::edges::nodes;
use super::{Edges, SourceEvidence, repeated};
use crate::Args;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;
use crate::article::text::Lines;

/// Removes the blocks that repeat; whether there were any.
pub fn drop_repeated(c: &mut Cleaning, lines: &Lines, evidence: &SourceEvidence) -> bool {
    let edges = Edges::with_keys(&c.dom, lines, &c.embeds);
    let mut has_gone = false;
    for (at, posts) in repeated(&edges, evidence).into_iter().enumerate() {
        let line = &lines.blocks[edges.index(at, lines.blocks.len())];
        let (Some(posts), Some(nodes)) = (posts, nodes(&c.dom, line)) else { continue };
        let args = Args::default().with("posts", posts).with("all", evidence.posts).with("source", &evidence.source);
        let block = match nodes[..] {
            [only] if !c.dom.is_inline(only) && c.dom.is_element(only) => outermost(&c.dom, only),
            _ => between_breaks(&mut c.dom, &nodes),
        };
        c.log.remove_with(&mut c.dom, block, "evidence", Reason::RepeatsInSource, args);
        has_gone = true;
    }
    has_gone
}

/// The list or quotation that a block fills alone, or the block.
fn outermost(dom: &Dom, block: NodeId) -> NodeId {
    let mut at = block;
    while let Some(parent) = dom.parent(at).filter(|&p| matches!(dom.tag(p), "li" | "ul" | "ol" | "blockquote")) {
        if dom.each_child(parent).any(|child| child != at && !is_nothing(dom, child)) {
            break;
        }
        at = parent;
    }
    at
}

/// A part of a block between line breaks, as a paragraph of its own; one of the breaks goes.
fn between_breaks(dom: &mut Dom, nodes: &[NodeId]) -> NodeId {
    let (first, last) = (nodes[0], nodes[nodes.len() - 1]);
    let breaks = [dom.previous(first), dom.next(last)];
    if let Some(line_break) = breaks.into_iter().flatten().find(|&n| dom.tag(n) == "br") {
        dom.detach(line_break);
    }
    let block = dom.add_element("p");
    dom.insert_before(first, block);
    for &node in nodes {
        dom.append(block, node);
    }
    // What held nothing else goes whole.
    match dom.parent(block) {
        Some(parent) if parent != dom.root() && dom.tag(parent) == "p" && dom.children(parent).len() == 1 => parent,
        _ => block,
    }
}
