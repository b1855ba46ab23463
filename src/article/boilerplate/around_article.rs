//! Removes link blocks outside the main content element, and their labels.
//!
//! Pages put their text into an element of its own. Around it, a block of nothing but links into the same site leads
//! away from the post; among the paragraphs the same block may be the author's, and stays.

use super::phrase_lookup::{is_related_heading, text_key};
use super::sweep::Sweep;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::{is_caption_place, is_caption_text};
use crate::article::facts::images;
use crate::article::facts::links::stays_on_site;
use crate::article::facts::text_stats::TextStats;
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;

/// The share of the prose that an element holds if it is the text's own.
const MOST: f64 = 0.6;
/// The share of the prose that a part of the text holds; a note of the page holds less.
const PART: f64 = 0.15;
/// Posts with less prose than this, in characters, have no element that is surely the text's own.
const LEAST: usize = 100;
/// The share of links from which a block says nothing but its links.
const ALL_LINKS: f64 = 0.8;
/// A picture and a few words that lead to another post are a card; these are its most characters and the least share of links.
const CARD: usize = 160;
const LEAST_LINKS: f64 = 0.2;
/// Before the text, only a line of at most this many characters is a section's name.
const SECTION: usize = 15;
/// A block that holds more than this share of the prose, as its size, is too large to be a note beside it: links may be what the post is about.
const BESIDE: f64 = 0.33;
/// Pictures wider than this, in pixels, are shown for their own sake, though they lead to a page of theirs.
const THUMBNAIL: u32 = 320;
/// The label of a list is no longer than this, in characters.
const LABEL: usize = 24;

/// The innermost element that holds most of the prose.
fn text_element(dom: &Dom, stats: &TextStats) -> Option<NodeId> {
    let all = stats.prose(dom.root());
    if all < LEAST {
        return None;
    }
    let mut at = dom.root();
    loop {
        let inner = dom.each_child(at).find(|&k| stats.prose(k) as f64 >= MOST * all as f64);
        match inner.filter(|&k| matches!(dom.tag(k), "div" | "section" | "article" | "main" | "body" | "html")) {
            // A single paragraph is the text, and no element for it.
            Some(inner) if stats.holds_block(inner) => at = inner,
            _ => break,
        }
    }
    (at != dom.root()).then_some(at)
}

/// Removes blocks of links around the main content element.
pub fn drop_links(sweep: &mut Sweep) {
    let Some(text) = text_element(&sweep.c.dom, &sweep.stats) else { return };
    let part = (sweep.stats.prose(sweep.c.dom.root()) as f64 * PART) as usize;
    let mut at = text;
    while at != sweep.c.dom.root() {
        // If more of the text is on one side, what is between may be the author's.
        let until_text = |siblings: Vec<NodeId>| match siblings.iter().rposition(|&s| sweep.stats.prose(s) > part) {
            Some(last) => siblings[last + 1..].to_vec(),
            None => siblings,
        };
        let before = until_text(sweep.c.dom.previous_siblings(at).collect());
        let behind = until_text(sweep.c.dom.next_siblings(at).collect());
        let beside = (sweep.stats.prose(text) as f64 * BESIDE) as usize;
        for (id, is_before) in before.into_iter().map(|id| (id, true)).chain(behind.into_iter().map(|id| (id, false))) {
            if sweep.stats.text(id) <= beside && is_box(&sweep.c.dom, id) && !is_same_kind(&sweep.c.dom, id, at) {
                drop_link_block(sweep, id, is_before);
            }
        }
        let Some(parent) = sweep.c.dom.parent(at) else { break };
        at = parent;
    }
}

/// A bare paragraph beside the text's element is the author's, too: only what has a box of its own is the page's.
fn is_box(dom: &Dom, id: NodeId) -> bool {
    dom.is_container(id) || matches!(dom.tag(id), "ul" | "ol")
}

/// Whether two elements have the same name, class and style: then they are parts of one text.
fn is_same_kind(dom: &Dom, a: NodeId, b: NodeId) -> bool {
    dom.tag(a) == dom.tag(b) && ["class", "style"].iter().all(|name| dom.attr(a, name) == dom.attr(b, name))
}

/// Takes out the blocks of links in one part of the page. Returns whether all of it went.
fn drop_link_block(sweep: &mut Sweep, id: NodeId, is_before: bool) -> bool {
    if !sweep.c.dom.is_attached(id)
        || !sweep.c.dom.is_element(id)
        || sweep.stats.text(id) == 0
        || sweep.stats.links(id) == 0
    {
        return false;
    }
    if matches!(sweep.c.dom.tag(id), "blockquote" | "figure" | "table" | "pre" | "dl" | "video" | "audio" | "iframe") {
        return false;
    }
    if is_caption_place(&sweep.c.dom, &sweep.c.hints, id) || is_caption_text(&sweep.c.dom.text(id)) {
        return false;
    }
    if has_name_of_its_own(&sweep.c.dom, &sweep.stats, id) {
        return false;
    }
    if is_link_block(sweep.c, &sweep.stats, id, is_before) && !stands_below_picture(&sweep.c.dom, &sweep.stats, id) {
        sweep.remove(id, if is_before { Reason::Navigation } else { Reason::RelatedPosts });
        return true;
    }
    // A list that leads elsewhere in part is the author's as a whole.
    if !sweep.stats.holds_block(id) || matches!(sweep.c.dom.tag(id), "ul" | "ol") {
        return false;
    }
    for part in sweep.c.dom.children(id) {
        let label = sweep.c.dom.previous_siblings(part).find(|&n| !is_nothing(&sweep.c.dom, n));
        if !drop_link_block(sweep, part, is_before) || is_before {
            continue;
        }
        if let Some(label) =
            label.filter(|&l| is_label(&sweep.c.dom, &sweep.stats, l) && has_nothing_behind(&sweep.c.dom, l))
        {
            sweep.remove(label, Reason::RelatedPosts);
        }
    }
    false
}

fn is_link_block(c: &Cleaning, stats: &TextStats, id: NodeId, is_before: bool) -> bool {
    let dom = &c.dom;
    let is_card = !is_before
        && stats.text(id) <= CARD
        && stats.link_density(id) >= LEAST_LINKS
        && dom.find(id, &["img"]).is_some();
    if stats.prose(id) > 0 || stats.link_density(id) < ALL_LINKS && !is_card || is_before && stats.text(id) > SECTION {
        return false;
    }
    let mut pages = usize::from(dom.tag(id) == "a");
    for node in dom.descendants(id) {
        match dom.tag(node) {
            "a" => {
                let Some(href) = dom.attr(node, "href") else { continue };
                if !stays_on_site(c.base.as_ref(), href) || is_before && !is_section(href) {
                    return false;
                }
                pages += 1;
            }
            // A picture that no link holds is the post's.
            "img" | "amp-img" if is_before || dom.closest(node, &["a"]).is_none() => return false,
            // One that shares its link with words is a card's.
            "img" | "amp-img"
                if images::size(dom, node).0.is_some_and(|width| width > THUMBNAIL)
                    && dom.closest(node, &["a"]).is_some_and(|a| stats.text(a) == 0) =>
            {
                return false;
            }
            "video" | "audio" | "iframe" | "figcaption" => return false,
            _ => {}
        }
    }
    let is_home = dom.tag(id) != "a" || dom.attr(id, "href").is_some_and(|href| stays_on_site(c.base.as_ref(), href));
    // One link without a picture may be the author's last word.
    is_home && pages >= if is_before || is_card { 1 } else { 2 }
}

/// Whether a heading inside or a label right before names the block something else than other posts: sources, chapters.
fn has_name_of_its_own(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    let inside = dom.find(id, &["h2", "h3", "h4", "h5", "h6"]).filter(|&h| dom.find(h, &["a"]).is_none());
    let before = || {
        let label = dom.previous_siblings(id).find(|&n| !is_nothing(dom, n));
        label.filter(|&l| is_label(dom, stats, l) && stats.links(l) == 0)
    };
    inside.or_else(before).is_some_and(|label| {
        stats.text(label) > 0
            && dom.closest(label, &["a"]).is_none()
            && !is_related_heading(&text_key(&dom.text(label)))
    })
}

/// Whether an address is short and without a number, as sections have them.
fn is_section(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.split('/').filter(|part| !part.is_empty()).count() <= 2 && !path.contains(|c: char| c.is_ascii_digit())
}

/// Whether a picture that is not a link comes right before a block, or before its container: the block may be its credit.
fn stands_below_picture(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    std::iter::once(id).chain(dom.ancestors(id)).take(3).any(|at| {
        let before = dom.previous_siblings(at).find(|&n| !is_nothing(dom, n));
        before.is_some_and(|n| {
            let shows = |d: NodeId| matches!(dom.tag(d), "img" | "amp-img") && dom.closest(d, &["a"]).is_none();
            // Of what holds the text, only the last picture counts, if no paragraph follows it.
            let goes_on = |d: NodeId| dom.tag(d) == "p" && stats.is_prose(d);
            shows(n) || dom.descendants(n).fold(false, |below, d| shows(d) || below && !goes_on(d))
        })
    })
}

/// Whether a block is a few words without a sentence: the label of a list.
fn is_label(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    dom.is_element(id)
        && (1..=LABEL).contains(&stats.text(id))
        && !stats.is_prose(id)
        && dom.find(id, &["img", "iframe", "video", "audio"]).is_none()
}

fn has_nothing_behind(dom: &Dom, id: NodeId) -> bool {
    dom.next_siblings(id).all(|n| is_nothing(dom, n))
}
