//! Readers' comments in a block that goes: they become the post's discussion, and only what surrounds them goes.
//!
//! Where the page calls those who wrote them its authors, as in a conversation that a magazine keeps as comments,
//! they are the article.

mod items;
mod marks;
mod parts;
mod whose;

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::TextStats;
use crate::article::page_comment::PageComment;
use crate::article::reason::Reason;
use crate::article::written_length;
use items::Item;
use parts::Parts;

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
#[inline(never)]
pub fn take_comments(c: &mut Cleaning, stats: &mut TextStats, block: NodeId) -> bool {
    // The HTML of a comment is written out with all attributes, as many as the parser made.
    if written_length::inside(&c.dom, block) > c.growth_limit {
        return true;
    }
    let items = items::find(&c.dom, block);
    if items.is_empty() {
        take_whole(c, stats, block);
        return true;
    }
    let mut are_items = vec![false; c.dom.len()];
    c.dom.spend(are_items.len() as u64 / 16);
    items.iter().for_each(|item| are_items[item.node.index()] = true);
    let is_item = |id: NodeId| are_items[id.index()];
    let parts: Vec<Parts> = items.iter().map(|item| parts::of(c, stats, item.node, &is_item)).collect();
    let is_article = whose::articles(c, stats, block, &items, &parts);
    if is_article[0] && items[0].node == block {
        return false;
    }
    let mut around: Vec<NodeId> = Vec::new();
    let mut comments: Vec<Option<PageComment>> = Vec::with_capacity(items.len());
    for (at, mut parts) in parts.into_iter().enumerate() {
        if is_article[at] {
            parts.surroundings.retain(|&id| parts.heading != Some(id));
        }
        around.append(&mut parts.surroundings);
        comments.push(if is_article[at] {
            name_author(&mut c.dom, items[at].node, parts)
        } else {
            Some(PageComment { about: parts.comment, body: Dom::new(), replies: Vec::new() })
        });
    }
    // Replies come after what they answer, so in reverse order they are gone before it.
    for item in items.iter().rev() {
        stats.remove(&c.dom, item.node);
        if item.node != block {
            c.dom.detach(item.node);
        }
    }
    around.iter().for_each(|&id| c.dom.detach(id));
    for (at, item) in items.iter().enumerate() {
        match &mut comments[at] {
            Some(comment) => comment.body = body_of(&mut c.dom, item.node),
            None => c.dom.insert_before(block, item.node),
        }
    }
    around.iter().for_each(|&id| c.dom.append(block, id));
    if is_article.contains(&true) {
        *stats = TextStats::of(&c.dom);
    }
    nest(c, &items, comments);
    true
}

/// Takes a block without structure as one comment, if it holds prose.
fn take_whole(c: &mut Cleaning, stats: &TextStats, block: NodeId) {
    if stats.prose(block) == 0 || invites(c, block) {
        return;
    }
    let Parts { comment, mut surroundings, .. } = parts::of(c, stats, block, &|_| false);
    let first = c.dom.descendants(block).find(|&id| c.dom.is_shown_text(id));
    let title = first.and_then(|text| c.dom.closest(text, &["h1", "h2", "h3", "h4", "h5", "h6"]));
    surroundings.extend(title.filter(|id| c.dom.is_inside(*id, block) && !surroundings.contains(id)));
    if stats.prose(block) > surroundings.iter().map(|&id| stats.prose(id)).sum() {
        surroundings.iter().for_each(|&id| c.dom.detach(id));
        let body = body_of(&mut c.dom, block);
        surroundings.iter().for_each(|&id| c.dom.append(block, id));
        c.page_comments.push(PageComment { about: comment, body, replies: Vec::new() });
    }
}

/// Whether an element's class says that it invites comments.
fn invites(c: &Cleaning, id: NodeId) -> bool {
    let phrase = c.hints.get(id).phrase;
    phrase.is_some_and(|phrase| phrase.reason == Reason::Comments && INVITATIONS.contains(&phrase.words))
}

/// What a comment's element holds, if that shows anything; nothing of it is left.
fn body_of(dom: &mut Dom, item: NodeId) -> Dom {
    if !dom.has_text(item) && !dom.descendants(item).any(|d| dom.is_substance(d)) {
        return Dom::new();
    }
    dom.take_inside(item)
}

/// Puts the author's name above what is part of the article, unless it is there.
fn name_author(dom: &mut Dom, item: NodeId, parts: Parts) -> Option<PageComment> {
    if let Some(author) = parts.comment.author.filter(|_| parts.heading.is_none()) {
        let heading = dom.add_element("h3");
        let name = dom.add_text(&author);
        dom.append(heading, name);
        dom.prepend(item, heading);
    }
    None
}

/// Adds the comments to those of the page, replies to what they answer. One without text is only its replies.
fn nest(c: &mut Cleaning, items: &[Item], mut comments: Vec<Option<PageComment>>) {
    let first = c.page_comments.len();
    // All lists are in reverse order until they are complete.
    for at in (0..items.len()).rev() {
        let Some(mut comment) = comments[at].take() else { continue };
        let parent = items[at].parent.and_then(|parent| comments[parent].as_mut());
        let place = parent.map_or(&mut c.page_comments, |parent| &mut parent.replies);
        if comment.body.is_empty() {
            place.append(&mut comment.replies);
        } else {
            comment.replies.reverse();
            place.push(comment);
        }
    }
    c.page_comments[first..].reverse();
}
