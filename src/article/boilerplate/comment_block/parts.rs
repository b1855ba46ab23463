//! What surrounds the words of a comment: who wrote it, when, links to reply, portraits.

use super::INVITATIONS;
use super::items::has_class;
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;
use crate::post::{Date, DateSource, RawComment};
use std::collections::HashSet;

/// The most characters of a name.
const LONGEST_NAME: usize = 80;
/// The most characters of a link or button below a comment.
const LONGEST_BUTTON: usize = 60;

/// Classes of an author's name, the surest first.
const NAMES: [&[&str]; 3] = [
    &["fn"],
    &["commenter-name", "comment-author-name", "author-name", "user-name", "username", "nickname", "comment-user"],
    &["comment-author", "author", "comment-name", "user", "comment-by"],
];
/// Classes of the time.
const TIMES: &[&str] =
    &["comment-date", "comment-time", "comment-timestamp", "date", "time", "datetime", "timestamp", "published"];
/// Classes of what is said about a comment.
const ABOUT: &[&str] = &[
    "comment-meta",
    "comment-metadata",
    "commentmetadata",
    "comment-author",
    "comment-submitted",
    "submitted",
    "attribution",
    "comment-header",
    "comment-head",
    "comment-info",
    "comment-permalink",
    "comment-footer",
    "comment-avatar",
    "comment-notes",
    "comment-number",
    "comment-arrow",
    "avatar",
    "user-avatar",
    "user-picture",
    "user-info",
    "vcard",
    "says",
];
/// Classes of links and buttons.
const BUTTONS: &[&str] = &[
    "reply",
    "reply-link",
    "comment-reply",
    "comment-reply-link",
    "comment-edit-link",
    "edit-link",
    "comment-actions",
    "comment-action",
    "comment-tools",
    "comment-links",
    "comment-controls",
    "links",
    "permalink",
    "vote",
    "votes",
    "comment-vote",
    "like",
    "likes",
    "comment-like",
];

/// What surrounds a comment.
pub struct Parts {
    /// The comment without its text.
    pub comment: RawComment,
    /// Elements that are no words of the comment.
    pub surroundings: Vec<NodeId>,
    /// The one of them that is a heading with the author's name.
    pub heading: Option<NodeId>,
}

/// Finds the parts of a comment, without those of its replies.
pub fn of(c: &Cleaning, stats: &TextStats, item: NodeId, items: &HashSet<NodeId>) -> Parts {
    let dom = &c.dom;
    let own = own_nodes(dom, item, items);
    let named = own.iter().filter_map(|&id| Some((rank(dom, item, id)?, id)));
    let (author, name) = match named.min_by_key(|(rank, _)| *rank) {
        Some((_, id)) => (Some(name_in(&dom.text(id))), Some(id)),
        None => (None, None),
    };
    let heading = name.and_then(|id| {
        let up = std::iter::once(id).chain(dom.ancestors(id).take_while(|&a| a != item));
        up.into_iter().find(|&a| heading_level(dom.tag(a)).is_some())
    });
    let (date, unread, time) = time(dom, &own);
    let mut surroundings = Vec::new();
    let mut at = 0;
    while let Some(&id) = own.get(at) {
        at += 1;
        let is_part = Some(id) == name || Some(id) == heading || Some(id) == time;
        if !is_part && !is_around(c, stats, id, item) || stats.prose(id) > 0 && !is_field(dom, id) {
            continue;
        }
        surroundings.push(id);
        while own.get(at).is_some_and(|&inside| dom.is_inside(inside, id)) {
            at += 1;
        }
    }
    let comment = RawComment {
        author,
        date,
        is_html: true,
        extra: unread.into_iter().map(|text| ("date".to_owned(), text)).collect(),
        ..RawComment::default()
    };
    Parts { comment, surroundings, heading }
}

/// The elements of a comment in document order, without its replies.
fn own_nodes(dom: &Dom, item: NodeId, items: &HashSet<NodeId>) -> Vec<NodeId> {
    let mut own = Vec::new();
    let mut at = dom.first_child(item);
    while let Some(id) = at {
        if items.contains(&id) {
            at = dom.following_skip(id, item);
            continue;
        }
        if dom.is_element(id) {
            own.push(id);
        }
        at = dom.following(id, item);
    }
    own
}

/// How sure it is that an element has the author's name; the least is the surest.
fn rank(dom: &Dom, item: NodeId, id: NodeId) -> Option<usize> {
    if !dom.has_text(id) || dom.is_longer(id, LONGEST_NAME) || dom.closest(id, &["blockquote"]).is_some() {
        return None;
    }
    let says = |name: &str, wanted: &[&str]| {
        dom.attr(id, name).is_some_and(|value| value.split_ascii_whitespace().any(|word| wanted.contains(&word)))
    };
    if says("itemprop", &["name"]) || says("property", &["foaf:name", "schema:name"]) {
        return Some(0);
    }
    let by_class = NAMES.iter().position(|classes| has_class(dom, id, classes));
    let by_rel = says("rel", &["author"]) || says("itemprop", &["author"]) || dom.tag(id) == "cite";
    // A heading that is a link to a person, and to no place of the page.
    let links_away = || {
        let link = dom.find(id, &["a"]).filter(|&a| dom.text(a) == dom.text(id));
        link.is_some_and(|a| {
            dom.attr(a, "rel").is_none_or(|rel| rel != "bookmark")
                && dom.attr(a, "href").is_some_and(|href| !href.contains('#'))
        })
    };
    let is_first = || dom.first_child(item).is_some_and(|first| first == id || dom.next(first) == Some(id));
    let is_heading = || heading_level(dom.tag(id)).is_some() && is_first() && links_away();
    by_class.or_else(|| by_rel.then_some(NAMES.len())).or_else(|| is_heading().then_some(NAMES.len() + 1))
}

/// A name without what is said around it.
fn name_in(text: &str) -> String {
    let name = text.trim().trim_end_matches([':', '：']).trim_end();
    let lower = name.to_lowercase();
    let end = [" says", " said", " wrote", "说道", "說道"].iter().find(|word| lower.ends_with(**word));
    match end.and_then(|word| name.len().checked_sub(word.len())).and_then(|end| name.get(..end)) {
        Some(name) if !name.trim().is_empty() => name.trim().to_owned(),
        _ => name.to_owned(),
    }
}

/// When a comment was written: the date, or the text that isn't one, and the element.
fn time(dom: &Dom, own: &[NodeId]) -> (Option<Date>, Option<String>, Option<NodeId>) {
    let mut unread = None;
    for &id in own {
        let dates = |name| dom.attr(id, name).is_some_and(|value| value.contains("date") || value.contains("Time"));
        let is_time = dom.tag(id) == "time" || dates("property") || dates("itemprop") || has_class(dom, id, TIMES);
        if !is_time || dom.is_longer(id, LONGEST_NAME) {
            continue;
        }
        let text = dom.text(id);
        let given = ["datetime", "content", "title"].into_iter().filter_map(|name| dom.attr(id, name));
        let date = given.chain([&*text]).find_map(|text| Date::parse(text, DateSource::Page));
        if date.is_some() {
            return (date, None, Some(id));
        }
        if unread.is_none() && !text.is_empty() {
            unread = Some((text, id));
        }
    }
    let (text, id) = unread.unzip();
    (None, text, id)
}

/// Whether an element is about the comment, or for those who read it.
fn is_around(c: &Cleaning, stats: &TextStats, id: NodeId, item: NodeId) -> bool {
    let dom = &c.dom;
    let is_button = || {
        stats.text(id) <= LONGEST_BUTTON
            && has_class(dom, id, BUTTONS)
            && (dom.tag(id) == "a" || dom.find(id, &["a", "button"]).is_some() || !dom.has_text(id))
            // The subject of a comment is a link to it.
            && !dom.ancestors(id).take_while(|&a| a != item).any(|a| heading_level(dom.tag(a)).is_some())
    };
    let invites = || {
        let phrase = c.hints.get(id).phrase.filter(|phrase| phrase.reason == Reason::Comments);
        phrase.is_some_and(|phrase| INVITATIONS.contains(&phrase.words))
    };
    is_field(dom, id)
        || dom.tag(id) == "nav"
        || dom.element(id).is_some_and(|element| element.has_attributes())
            && (has_class(dom, id, ABOUT) || is_button() || invites())
}

fn is_field(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.tag(id), "form" | "button" | "input" | "select" | "textarea" | "label")
}
