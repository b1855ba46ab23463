//! The elements of single comments, by what publishing systems call them.

use super::MAX_REPLIES;
use crate::article::dom::{Dom, NodeId};
use crate::text::case::lower;

/// Classes of a single comment.
const ITEM: &[&str] = &[
    "comment",
    "comment-item",
    "commentitem",
    "comment-entry",
    "comment-single",
    "single-comment",
    "comments-item",
    "comment-list-item",
    "user-comment",
    "reader-comment",
    "reply-item",
    "pingback",
    "trackback",
];
/// Classes of a list of them.
const LIST: &[&str] = &["comment-list", "commentlist", "comments-list", "comments", "comment-children"];
/// Classes of what holds the replies to the comment before it.
const REPLIES: &[&str] = &["indented", "children", "replies", "comment-replies", "comment-children"];

/// A single comment.
pub struct Item {
    /// Its element.
    pub node: NodeId,
    /// The index of the comment that it answers.
    pub parent: Option<usize>,
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
    let mut depths: Vec<usize> = Vec::new();
    let mut levels = vec![Level { node: block, is_item: false, answered: None, last: None }];
    for node in std::iter::once(block).chain(dom.descendants(block)) {
        let is_item = is_item(dom, node, block);
        let holds_replies = || node != block && dom.is_element(node) && has_class(dom, node, REPLIES);
        if !is_item && !holds_replies() {
            continue;
        }
        while levels.last().is_some_and(|level| level.node != block && !dom.is_inside(node, level.node)) {
            levels.pop();
        }
        let Some(level) = levels.last_mut() else { break };
        if !is_item {
            // Beside a comment, it holds the replies to that.
            let answered = if level.is_item { level.answered } else { level.last.or(level.answered) };
            levels.push(Level { node, is_item, answered, last: None });
            continue;
        }
        let is_deep = |at: &usize| depths[*at] >= MAX_REPLIES;
        let parent = level.answered.and_then(|at| if is_deep(&at) { items[at].parent } else { Some(at) });
        level.last = Some(items.len());
        levels.push(Level { node, is_item, answered: Some(items.len()), last: None });
        depths.push(parent.map_or(1, |at| depths[at] + 1));
        items.push(Item { node, parent });
    }
    items
}

fn is_item(dom: &Dom, node: NodeId, block: NodeId) -> bool {
    if !matches!(dom.tag(node), "li" | "article" | "div" | "section") {
        return false;
    }
    let listed =
        || dom.tag(node) == "li" && dom.parent(node).is_some_and(|list| list == block || has_class(dom, list, LIST));
    let says = |name: &str, of: fn(&str) -> bool| dom.attr(node, name).is_some_and(of);
    has_class(dom, node, ITEM)
        || says("id", is_comment_id)
        || says("itemprop", |value| value.trim() == "comment")
        || says("itemtype", |value| value.trim().ends_with("/Comment"))
        || says("typeof", |value| value.split_whitespace().any(|word| word.ends_with(":Comment") || word == "Comment"))
        || dom.attr(node, "data-comment-id").is_some()
        || listed()
}

/// Whether an id is one of a comment with a number, as `comment-12`.
fn is_comment_id(id: &str) -> bool {
    let number = id.trim().strip_prefix("li-").unwrap_or(id.trim()).strip_prefix("comment");
    let number = number.map(|rest| rest.trim_start_matches(['-', '_']));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether an element has one of these classes, in lower case and with `-` for `_`.
pub fn has_class(dom: &Dom, id: NodeId, classes: &[&str]) -> bool {
    let Some(class) = dom.attr(id, "class") else { return false };
    dom.spend(class.len() as u64 / 16);
    class.split_ascii_whitespace().any(|own| {
        let own = lower(own).replace('_', "-");
        classes.contains(&&*own)
    })
}
