//! Furniture by its whole text: "Advertisement", "Share this", "Leave a comment".

use super::phrase_lookup as tables;
use super::{MOST_OF_POST, is_told, only_wrapper, short_text_beside, stands_in_prose};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::images;
use crate::article::facts::text_stats::{PROSE, TextStats, count};
use crate::article::facts::visible::is_nothing;

/// The longest text in the tables, with room for a sentence that goes on behind a known beginning.
const LONGEST: usize = 120;

/// Takes out blocks whose whole text is one that the tables know.
pub fn drop_by_text(c: &mut Cleaning, w: &mut TextStats) {
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        at = match reason(&c.dom, w, id) {
            Some(reason) => {
                let target = only_wrapper(&c.dom, id);
                let next = c.dom.following_skip(target, root);
                w.remove(&c.dom, target);
                c.log.remove(&mut c.dom, target, "furniture", reason);
                next
            }
            None => c.dom.following(id, root),
        };
    }
}

fn reason(dom: &Dom, w: &TextStats, id: NodeId) -> Option<&'static str> {
    let is_candidate = (1..=LONGEST).contains(&w.text(id))
        && matches!(
            dom.tag(id),
            "p" | "div"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "li"
                | "span"
                | "section"
                | "a"
                | "header"
                | "b"
                | "strong"
        );
    if !is_candidate || !first_letters(dom, id).is_some_and(tables::may_be_furniture) {
        return None;
    }
    if dom.is_inline(id) && !stands_alone(dom, id) {
        return None;
    }
    // A wrapper around one thing goes with that thing.
    if dom.each_child(id).any(|k| dom.is_element(k) && w.text(k) == w.text(id)) {
        return None;
    }
    let text = short_text_beside(dom, id, LONGEST, &["br", "div", "p", "img"])?;
    let reason = tables::furniture_text(&tables::text_key(&text))?;
    // A bare paragraph between others is the author's, but for what an advert or a player leaves there.
    let is_bare = dom.tag(id) == "p" && dom.element(id).is_some_and(|e| !e.has_attributes());
    if is_bare && !matches!(reason, "advert" | "skip-link" | "player-fallback") && stands_in_prose(dom, w, id)
        || reason == "notice" && is_told(&text)
    {
        return None;
    }
    // An advert's label and a picture that leads to what it praises are one advert; a poster leads to its larger copy.
    let leads_on = |a: NodeId| dom.attr(a, "href").is_some_and(|href| !images::is_picture_address(href));
    let is_banner = |img: NodeId| {
        reason == "advert" && dom.closest(img, &["a"]).is_some_and(|a| dom.is_inside(a, id) && leads_on(a))
    };
    if dom.find(id, &["iframe", "video", "audio"]).is_some()
        || !dom.find_all(id, &["img"]).into_iter().all(is_banner)
        || dom.closest(id, &["blockquote", "pre", "figure"]).is_some()
        || dom.closest(id, &["table"]).is_some_and(|t| w.text(t) as f64 <= MOST_OF_POST * w.text(dom.root()) as f64)
    {
        return None;
    }
    // A heading of one of these words over an author's own section is followed by prose.
    if heading_level(dom.tag(id)).is_some() && is_followed_by_prose(dom, id) {
        return None;
    }
    Some(reason)
}

/// The first letters of the text inside.
fn first_letters(dom: &Dom, id: NodeId) -> Option<[char; 2]> {
    tables::two_letters(dom.descendants(id).filter_map(|d| dom.as_text(d)).flat_map(str::chars))
}

/// Whether an inline element is all there is in its block.
fn stands_alone(dom: &Dom, id: NodeId) -> bool {
    let mut at = id;
    // Through the elements around it that add nothing to the line: a link, a span.
    while let Some(parent) = dom.parent(at).filter(|&p| dom.each_child(p).all(|c| c == at || is_nothing(dom, c))) {
        if dom.is_container(parent) || matches!(dom.tag(parent), "p" | "li") {
            return true;
        }
        if !dom.is_inline(parent) {
            return false;
        }
        at = parent;
    }
    false
}

fn is_followed_by_prose(dom: &Dom, id: NodeId) -> bool {
    let next = dom.next_siblings(id).find(|&n| !is_nothing(dom, n));
    next.is_some_and(|n| {
        let text = dom.text(n);
        let (chars, wide) = count(&text);
        (chars + wide) as usize >= PROSE && dom.find(n, &["a"]).is_none()
    })
}
