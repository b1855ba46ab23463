//! The elements of single comments, and which of them are replies.

use super::marks::{self, ITEM, LIST, Marks, REPLIES};
use crate::article::dom::{Dom, NodeId};

/// Replies deeper than this are beside the one that they answer.
const MAX_REPLIES: usize = 16;

/// A single comment.
pub struct Item {
    /// Its element.
    pub node: NodeId,
    /// What it is.
    pub marks: Marks,
    /// The index of the comment that it answers.
    pub parent: Option<usize>,
    /// How many it answers in turn.
    depth: usize,
}

/// What comments are replies to: another comment, or the element that holds the replies to one.
struct Level {
    node: NodeId,
    /// Whether it is a comment itself.
    is_item: bool,
    /// The comment that is answered.
    answered: Option<usize>,
    /// The last comment on this level.
    last: Option<usize>,
}

/// The comments in a block in document order, replies after what they answer.
pub fn find(dom: &Dom, block: NodeId) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut levels = vec![Level { node: block, is_item: false, answered: None, last: None }];
    let mut at = Some(block);
    while let Some(node) = at {
        at = dom.following(node, block);
        let marks = marks::of(dom, node);
        let is_item = is_item(dom, node, block, marks);
        if !is_item && (marks & REPLIES == 0 || node == block) {
            continue;
        }
        while levels.len() > 1 && !dom.is_inside(node, levels[levels.len() - 1].node) {
            levels.pop();
        }
        let Some(level) = levels.last_mut() else { break };
        if !is_item {
            // Beside a comment, it holds the replies to that.
            let answered = if level.is_item { level.answered } else { level.last.or(level.answered) };
            levels.push(Level { node, is_item, answered, last: None });
            continue;
        }
        let mut parent = level.answered;
        if let Some(deep) = parent.filter(|&at| items[at].depth >= MAX_REPLIES) {
            parent = items[deep].parent;
        }
        level.last = Some(items.len());
        levels.push(Level { node, is_item, answered: Some(items.len()), last: None });
        items.push(Item { node, marks, parent, depth: parent.map_or(1, |at| items[at].depth + 1) });
    }
    items
}

fn is_item(dom: &Dom, node: NodeId, block: NodeId, marks: Marks) -> bool {
    let tag = dom.tag(node);
    if !matches!(tag, "li" | "article" | "div" | "section") {
        return false;
    }
    let is_listed =
        || tag == "li" && dom.parent(node).is_some_and(|list| list == block || marks::of(dom, list) & LIST != 0);
    marks & ITEM != 0 || is_listed()
}
