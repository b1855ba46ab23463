//! Readers' comments in a block that goes: they become the post's discussion, and only what surrounds them goes.
//!
//! Where the page calls those who wrote them its authors, as in a conversation that a magazine keeps as comments,
//! they are the article.

mod items;
mod parts;
mod whose;

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId, serialize};
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;
use crate::article::written_length;
use crate::post::RawComment;
use items::Item;
use parts::Parts;
use std::collections::HashSet;

/// Replies deeper than this are beside the one that they answer.
const MAX_REPLIES: usize = 16;

/// Phrases of blocks that invite comments and hold none.
const INVITATIONS: &[&str] = &[
    "respond",
    "comment respond",
    "comment form",
    "commentform",
    "comment login",
    "comment forbidden",
    "comment add",
    "comment count",
    "leave comment",
    "add comment",
    "add comments",
    "addcomments",
];

/// Takes comments out of a block that is about to be removed: to the discussion, or into the article before the block.
/// Whether the block is still to be removed.
pub fn take_comments(c: &mut Cleaning, stats: &mut TextStats, block: NodeId) -> bool {
    let items = items::find(&c.dom, block);
    if items.is_empty() {
        take_whole(c, stats, block);
        return true;
    }
    // The HTML of a comment is written out with all attributes, as many as the parser made.
    if written_length::inside(&c.dom, block) > c.growth_limit {
        return true;
    }
    let nodes: HashSet<NodeId> = items.iter().map(|item| item.node).collect();
    let parts: Vec<Parts> = items.iter().map(|item| parts::of(c, stats, item.node, &nodes)).collect();
    let is_article = whose::articles(c, stats, block, &items, &parts);
    if is_article[0] && items[0].node == block {
        return false;
    }
    let mut comments: Vec<Option<RawComment>> = vec![None; items.len()];
    let mut surroundings = Vec::new();
    // Replies come after what they answer, so in reverse order they are gone before it.
    for (at, (item, parts)) in items.iter().zip(parts).enumerate().rev() {
        stats.remove(&c.dom, item.node);
        let goes = |id: &NodeId| !is_article[at] || Some(*id) != parts.heading;
        let around: Vec<NodeId> = parts.surroundings.into_iter().filter(goes).collect();
        around.iter().for_each(|&id| c.dom.detach(id));
        surroundings.push(around);
        if is_article[at] {
            let author = parts.comment.author.as_deref().filter(|_| parts.heading.is_none());
            name_author(&mut c.dom, item.node, author);
            continue;
        }
        let text = body_of(&mut c.dom, item.node);
        if item.node != block {
            c.dom.detach(item.node);
        }
        comments[at] = Some(RawComment { text, ..parts.comment });
    }
    for (item, is_article) in items.iter().zip(&is_article) {
        if *is_article {
            c.dom.insert_before(block, item.node);
        }
    }
    surroundings.into_iter().rev().flatten().for_each(|id| c.dom.append(block, id));
    if is_article.contains(&true) {
        *stats = TextStats::of(&c.dom);
    }
    c.page_comments.extend(nest(&items, comments));
    true
}

/// Takes a block without structure as one comment, if it holds prose.
fn take_whole(c: &mut Cleaning, stats: &mut TextStats, block: NodeId) {
    let phrase = c.hints.get(block).phrase.filter(|phrase| phrase.reason == Reason::Comments);
    let invites = phrase.is_some_and(|phrase| INVITATIONS.contains(&phrase.words));
    if stats.prose(block) == 0 || invites || written_length::inside(&c.dom, block) > c.growth_limit {
        return;
    }
    let mut parts = parts::of(c, stats, block, &HashSet::new());
    let first = c.dom.descendants(block).find(|&id| c.dom.is_shown_text(id));
    let title = first.and_then(|text| c.dom.closest(text, &["h1", "h2", "h3", "h4", "h5", "h6"]));
    parts.surroundings.extend(title.filter(|&id| c.dom.is_inside(id, block) && !parts.surroundings.contains(&id)));
    let around: usize = parts.surroundings.iter().map(|&id| stats.prose(id)).sum();
    if stats.prose(block) <= around {
        return;
    }
    parts.surroundings.iter().for_each(|&id| c.dom.detach(id));
    let text = body_of(&mut c.dom, block);
    parts.surroundings.iter().for_each(|&id| c.dom.append(block, id));
    c.page_comments.push(RawComment { text, ..parts.comment });
}

/// What a comment's element holds, as HTML; nothing of it is left.
fn body_of(dom: &mut Dom, item: NodeId) -> String {
    let mut html = String::new();
    if !dom.has_text(item) && !dom.descendants(item).any(|d| dom.is_substance(d)) {
        return html;
    }
    for child in dom.children(item) {
        serialize::node_to_html(dom, child, &mut html);
        dom.detach(child);
    }
    html
}

/// Puts the author's name above what is part of the article.
fn name_author(dom: &mut Dom, item: NodeId, author: Option<&str>) {
    if let Some(author) = author {
        let heading = dom.add_element("h3");
        let name = dom.add_text(author);
        dom.append(heading, name);
        dom.prepend(item, heading);
    }
}

/// Puts replies into what they answer. A comment without text is only its replies.
fn nest(items: &[Item], mut comments: Vec<Option<RawComment>>) -> Vec<RawComment> {
    let mut top = Vec::new();
    for (at, item) in items.iter().enumerate().rev() {
        let Some(mut comment) = comments[at].take() else { continue };
        comment.replies.reverse();
        let is_empty = comment.text.is_empty();
        let found = if is_empty { std::mem::take(&mut comment.replies) } else { vec![comment] };
        let place = match item.parent.and_then(|parent| comments[parent].as_mut()) {
            Some(parent) => &mut parent.replies,
            None => &mut top,
        };
        // All are in reverse order until they are complete.
        place.extend(found.into_iter().rev());
    }
    top.reverse();
    top
}
