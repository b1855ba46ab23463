//! Boilerplate by its whole text: "Advertisement", "Share this", "Leave a comment".

use super::phrase_lookup::{is_whole_phrase, kind_of_text, may_have_kind, text_key, two_letters};
use super::prose::holds_prose;
use super::rule::Images;
use super::sweep::Match;
use super::{holds_most, is_amid_prose, is_report, kinds, only_wrapper, short_text_beside};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::images;
use crate::article::facts::text_stats::{PROSE, TextStats, count};
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;
use crate::article::trace::Spared;

/// The most characters of a block that matches, with room for a sentence that goes on after an opening.
const LONGEST: usize = 120;

/// Finds blocks whose whole text is a phrase, or begins with one. A wrapper that holds nothing else goes with them.
pub fn detect(c: &Cleaning, stats: &TextStats, id: NodeId) -> Option<Match> {
    let (reason, text) = kind(&c.dom, stats, id)?;
    let found = c.unless(spared(&c.dom, stats, id, reason, &text), id, reason)?;
    Some(Match { node: only_wrapper(&c.dom, found.node), ..found })
}

/// The kind of a block by its whole text.
fn kind(dom: &Dom, stats: &TextStats, id: NodeId) -> Option<(Reason, String)> {
    let is_candidate = (1..=LONGEST).contains(&stats.text(id))
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
    if !is_candidate || !first_letters(dom, id).is_some_and(may_have_kind) {
        return None;
    }
    if dom.is_inline(id) && !stands_alone(dom, id) {
        return None;
    }
    // A wrapper around one thing goes with that thing.
    if dom.each_child(id).any(|k| dom.is_element(k) && stats.text(k) == stats.text(id)) {
        return None;
    }
    let text = short_text_beside(dom, id, LONGEST, &["br", "div", "p", "img"])?;
    Some((kind_of_text(&text_key(&text))?, text))
}

/// Why a block stays though its text matches.
fn spared(dom: &Dom, stats: &TextStats, id: NodeId, reason: Reason, text: &str) -> Option<Spared> {
    let guard = &kinds::rule(reason)?.guard;
    let is_bare = dom.tag(id) == "p" && dom.element(id).is_some_and(|e| !e.has_attributes());
    if guard.spares_bare_paragraphs && is_bare && is_amid_prose(dom, stats, id) {
        return Some(Spared::AmidProse);
    }
    if !is_whole_phrase(&text_key(text)) && holds_prose(dom, stats, id) {
        return Some(Spared::Prose);
    }
    if guard.spares_reports && is_report(text) {
        return Some(Spared::Report);
    }
    // An advert's label and a picture that links to what it advertises are one advert; a poster links to its larger copy.
    let leads_on = |a: NodeId| dom.attr(a, "href").is_some_and(|href| !images::is_picture_address(href));
    let is_banner = |img: NodeId| {
        guard.images == Images::OneLinked
            && dom.closest(img, &["a"]).is_some_and(|a| dom.is_inside(a, id) && leads_on(a))
    };
    if dom.find(id, &["iframe", "video", "audio"]).is_some() || !dom.find_all(id, &["img"]).into_iter().all(is_banner) {
        return Some(Spared::Picture);
    }
    let quotes: &[&str] = match reason {
        // A player has its figure.
        Reason::PlayerFallback => &["blockquote", "pre", "figcaption"],
        _ => &["blockquote", "pre", "figure"],
    };
    if dom.closest(id, quotes).is_some()
        || dom.closest(id, &["table"]).is_some_and(|table| !holds_most(dom, stats, table))
    {
        return Some(Spared::Quoted);
    }
    // A heading of one of these phrases over an author's own section is followed by prose.
    (heading_level(dom.tag(id)).is_some() && is_followed_by_prose(dom, id)).then_some(Spared::Heading)
}

/// The first letters of the text inside.
fn first_letters(dom: &Dom, id: NodeId) -> Option<[char; 2]> {
    two_letters(dom.descendants(id).filter_map(|d| dom.as_text(d)).flat_map(str::chars))
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
