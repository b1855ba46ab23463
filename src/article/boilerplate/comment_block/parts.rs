//! What surrounds the words of a comment: who wrote it, when, links to reply, portraits.

use super::invites;
use super::marks::{self, ABOUT, BUTTON, FIELD, Marks, NAME, NAME_LIKELY, NAME_SURE, TIME};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::TextStats;
use crate::post::{Date, DateSource, RawComment};

/// The most characters of a name or a time.
const LONGEST_FIELD: usize = 80;
/// The most characters of a link or button below a comment.
const LONGEST_BUTTON: usize = 60;

/// What surrounds a comment.
pub struct Parts {
    /// The comment without its text.
    pub comment: RawComment,
    /// Elements that are no words of the comment.
    pub surroundings: Vec<NodeId>,
    /// The one of them that is a heading with the author's name.
    pub heading: Option<NodeId>,
}

/// Finds the parts of a comment; `is_other` tells the elements of its replies.
pub fn of(c: &Cleaning, stats: &TextStats, item: NodeId, is_other: &dyn Fn(NodeId) -> bool) -> Parts {
    let dom = &c.dom;
    let own = own_elements(dom, item, is_other);
    let (mut name, mut rank) = (None, usize::MAX);
    let (mut date, mut time, mut unread) = (None, None, None);
    for &(id, marks) in &own {
        let may_be_name = marks & (NAME_SURE | NAME_LIKELY | NAME) != 0 || heading_level(dom.tag(id)).is_some();
        let may_be_time = marks & TIME != 0 && date.is_none();
        if !may_be_name && !may_be_time || dom.is_longer(id, LONGEST_FIELD) {
            continue;
        }
        let own_rank = if may_be_name { rank_of(dom, item, id, marks) } else { usize::MAX };
        if own_rank < rank {
            (name, rank) = (Some(id), own_rank);
        }
        if may_be_time {
            let text = dom.text(id);
            date = date_of(dom, id, &text);
            if date.is_some() || time.is_none() {
                time = Some(id);
                unread = Some(text).filter(|text| date.is_none() && !text.is_empty());
            }
        }
    }
    let heading = name.and_then(|id| heading_around(dom, item, id));
    let mut surroundings = Vec::new();
    let mut last = None;
    for &(id, marks) in &own {
        if last.is_some_and(|last| dom.is_inside(id, last)) {
            continue;
        }
        let is_part = [name, heading, time].contains(&Some(id)) || is_around(c, stats, id, marks);
        if is_part && (stats.prose(id) == 0 || marks & FIELD != 0) {
            surroundings.push(id);
            last = Some(id);
        }
    }
    let extra = unread.into_iter().map(|text| ("date".to_owned(), text)).collect();
    let author = name.map(|id| name_in(&dom.text(id)));
    Parts { comment: RawComment { author, date, extra, ..RawComment::default() }, surroundings, heading }
}

/// The elements of a comment in document order, without its replies.
fn own_elements(dom: &Dom, item: NodeId, is_other: &dyn Fn(NodeId) -> bool) -> Vec<(NodeId, Marks)> {
    let mut own = Vec::new();
    let mut at = dom.first_child(item);
    while let Some(id) = at {
        at = if is_other(id) {
            dom.following_skip(id, item)
        } else {
            if dom.is_element(id) {
                own.push((id, marks::of(dom, id)));
            }
            dom.following(id, item)
        };
    }
    own
}

/// How sure it is that a short element has the author's name; the least is the surest.
fn rank_of(dom: &Dom, item: NodeId, id: NodeId, marks: Marks) -> usize {
    if !dom.has_text(id) || dom.closest(id, &["blockquote"]).is_some() {
        return usize::MAX;
    }
    match marks {
        _ if marks & NAME_SURE != 0 => 0,
        _ if marks & NAME_LIKELY != 0 => 1,
        _ if marks & NAME != 0 => 2,
        _ if is_linked_name(dom, item, id) => 3,
        _ => usize::MAX,
    }
}

/// Whether a heading begins a comment and is a link to a person, and to no place of the page.
fn is_linked_name(dom: &Dom, item: NodeId, id: NodeId) -> bool {
    let is_first = || dom.previous_siblings(id).all(|before| !dom.is_element(before)) && dom.parent(id) == Some(item);
    is_first()
        && dom.find(id, &["a"]).is_some_and(|a| {
            dom.attr(a, "rel") != Some("bookmark")
                && dom.attr(a, "href").is_some_and(|href| !href.contains('#'))
                && dom.text(a) == dom.text(id)
        })
}

fn heading_around(dom: &Dom, item: NodeId, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    while at != item {
        if heading_level(dom.tag(at)).is_some() {
            return Some(at);
        }
        at = dom.parent(at)?;
    }
    None
}

/// A name without what is said around it.
fn name_in(text: &str) -> String {
    let mut name = text.trim().trim_end_matches([':', '：']).trim_end();
    for word in [" says", " said", " wrote", "说道", "說道"] {
        name = name.strip_suffix(word).unwrap_or(name);
    }
    name.to_owned()
}

/// The date in an element's attributes, or in those of one inside of it, else its text, which says less.
fn date_of(dom: &Dom, id: NodeId, text: &str) -> Option<Date> {
    let written = |id| {
        let given = ["datetime", "content", "title"].into_iter().filter_map(move |name| dom.attr(id, name));
        { given }.find_map(|text| Date::parse(text, DateSource::Page))
    };
    let inside = || dom.descendants(id).find_map(written);
    written(id).or_else(inside).or_else(|| Date::parse(text, DateSource::Page))
}

/// Whether an element is about the comment, or for those who read it.
fn is_around(c: &Cleaning, stats: &TextStats, id: NodeId, marks: Marks) -> bool {
    let dom = &c.dom;
    // The subject of a comment is a link to it.
    let is_button = || {
        stats.text(id) <= LONGEST_BUTTON
            && (dom.tag(id) == "a" || dom.find(id, &["a", "button"]).is_some() || !dom.has_text(id))
            && dom.closest(id, &["h1", "h2", "h3", "h4", "h5", "h6"]).is_none()
    };
    marks & (FIELD | ABOUT) != 0 || marks & BUTTON != 0 && is_button() || invites(c, id)
}
