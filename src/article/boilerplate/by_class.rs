//! Furniture by class, id, role and element.

use super::phrase_lookup as tables;
use super::{MOST_OF_POST, MOSTLY_LINKS, rules, stands_in_prose};
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::is_caption_place;
use crate::article::facts::class_hints::{ClassPhrase, Strength};
use crate::article::facts::images;
use crate::article::facts::links::all_lead_elsewhere;
use crate::article::facts::players::is_junk_frame;
use crate::article::facts::text_stats::TextStats;
use crate::article::facts::visible::is_nothing;

/// Furniture that is only likely by its name goes up to this many characters without being a list of links.
const SHORT: usize = 90;
/// Pictures of at most this width, in pixels, in what is called furniture are thumbnails, portraits and codes to scan.
const SMALL: u32 = 160;
/// If fewer characters than this would be left, the readers' comments are the article.
const LITTLE: usize = 120;

/// Takes out what its element, role or name tells to be furniture.
pub fn drop_by_name(c: &mut Cleaning, w: &mut TextStats) {
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        if !c.dom.is_element(id) {
            at = c.dom.following(id, root);
            continue;
        }
        match furniture_reason(c, w, id) {
            Some(reason) => {
                at = c.dom.following_skip(id, root);
                w.remove(&c.dom, id);
                c.log.remove(&mut c.dom, id, "furniture", reason);
            }
            None => at = c.dom.following(id, root),
        }
    }
}

fn furniture_reason(c: &Cleaning, w: &TextStats, id: NodeId) -> Option<&'static str> {
    let dom = &c.dom;
    let tag = dom.tag(id);
    let rule = c.hints.get(id).phrase;
    // Most elements have neither a name nor a label of their own.
    let has_attributes = dom.element(id).is_some_and(|e| e.has_attributes());
    let by_element = element_reason(dom, id, tag);
    if !has_attributes && by_element.is_none() {
        return None;
    }
    if matches!(tag, "html" | "body" | "main" | "img" | "br" | "td" | "th" | "tr" | "tbody" | "table" | "figcaption") {
        return None;
    }
    if tag == "a" && w.text(id) <= SHORT && shares(dom, id) {
        return Some("share-bar");
    }
    let total = w.text(dom.root());
    let holds_post = w.text(id) as f64 > MOST_OF_POST * total as f64;
    if let Some(reason) = by_element {
        return (!holds_post && w.prose(id) < 200 && content_pictures(dom, id) == 0).then_some(reason);
    }
    if let Some(label) = dom.attr(id, "aria-label").filter(|_| dom.is_container(id))
        && let Some(reason) = label_reason(label)
        && !holds_post
        && w.prose(id) == 0
        && content_pictures(dom, id) == 0
    {
        return Some(reason);
    }
    if let Some(role) = dom.attr(id, "role")
        && let Some((_, reason)) = rules::ROLES.iter().find(|(r, _)| r.eq_ignore_ascii_case(role.trim()))
        && !holds_post
        && w.prose(id) == 0
        && content_pictures(dom, id) == 0
    {
        return Some(reason);
    }
    if dom.is_container(id) && !holds_post && w.prose(id) == 0 && skips_itself(dom, w, id) {
        return Some("related-posts");
    }
    let rule = rule?;
    names_furniture(c, w, id, rule, holds_post).then_some(rule.reason)
}

fn names_furniture(c: &Cleaning, w: &TextStats, id: NodeId, rule: &ClassPhrase, holds_post: bool) -> bool {
    let dom = &c.dom;
    // Pictures are judged by themselves; a block of large pictures is no furniture because of its name.
    let is_button = dom.is_inline(id) && (rule.reason == "share-bar" || w.text(id) > 0);
    let pictures = || if is_button { 0 } else { content_pictures(dom, id) };
    // A caption's or credit's own classes may carry any of these words.
    if rule.reason != "advert" && is_caption_place(dom, &c.hints, id) {
        return false;
    }
    // One word of a widget may be what a sentence is about.
    if matches!(rule.reason, "share-bar" | "related-posts" | "navigation" | "byline" | "date" | "tags" | "notice")
        && !rule.words.contains(' ')
        && stands_in_prose(dom, w, id)
        && dom.text(id).trim_end().ends_with(['.', '!', '?', '。', '！', '？', '…', '”', '」'])
    {
        return false;
    }
    match rule.strength {
        Strength::Whole => {
            let rest = w.text(dom.root()) - w.text(id);
            // A link to the comments, a form for them, or all of them: unless nothing else is left.
            rest >= LITTLE || w.text(id) < LITTLE && rest > 0
        }
        Strength::Sure => {
            let linked = w.link_density(id) >= MOSTLY_LINKS;
            (!holds_post || linked && w.prose(id) == 0 && w.text(id) < w.text(dom.root()))
                && (w.prose(id) < 400 || linked)
                && (rule.reason != "share-bar" || pictures() == 0)
        }
        Strength::Likely => {
            if holds_post || w.prose(id) > 0 && w.link_density(id) < 0.8 {
                return false;
            }
            // Generators call what holds a program a code block, and plug-ins what holds an advert.
            if dom.find(id, &["pre"]).is_some_and(|pre| w.text(pre) > 0) {
                return false;
            }
            let pictures = pictures();
            if pictures > 0
                && !matches!(rule.reason, "related-posts" | "navigation" | "advert" | "paywall" | "subscription-box")
            {
                return false;
            }
            if w.text(id) == 0 {
                return pictures == 0;
            }
            let short = w.text(id) <= SHORT;
            let linked = w.link_density(id) >= MOSTLY_LINKS || dom.closest(id, &["a"]).is_some();
            // Other posts are posts of the same site; a list of links that all lead elsewhere is the author's.
            if rule.reason == "related-posts" && w.links(id) > 0 && all_lead_elsewhere(dom, c.base.as_ref(), id) {
                return false;
            }
            match rule.reason {
                // Paragraphs of prose are seldom called a byline, but one may stand beside a byline's class.
                "byline" | "date" if is_one_of_a_conversation(c, w, id) => false,
                "byline" | "date" | "reading-time" | "hidden-text" | "player-fallback" => short || linked,
                "tags" => linked || short && w.link_density(id) > 0.2,
                "related-posts" | "navigation" => linked || short && w.is_after_prose(dom, id),
                "share-bar" => linked && w.text(id) < 400 || w.text(id) <= 40,
                "advert" | "widget" | "notice" => short && w.text(id) <= 40 || linked && pictures <= 1,
                _ => short || linked,
            }
        }
    }
}

/// Whether the element says who speaks in one of several posts: others of its very name stand before texts of their own.
fn is_one_of_a_conversation(c: &Cleaning, w: &TextStats, id: NodeId) -> bool {
    let dom = &c.dom;
    let Some(class) = dom.attr(id, "class") else { return false };
    let Some(own) = dom.parent(id).filter(|&p| w.prose(p) > 0) else { return false };
    let Some(all) = dom.parent(own) else { return false };
    // Its neighbours are counted in both directions and no farther than the answer needs.
    let speaks =
        |post: NodeId| w.prose(post) > 0 && dom.each_child(post).take(4).any(|k| dom.attr(k, "class") == Some(class));
    dom.is_element(all)
        && dom.each_child(all).take(200).filter(|&post| post == own || speaks(post)).take(3).count() == 3
}

/// Whether a box begins with a link to its own end, a few words: readers who listen skip it and go on with the text.
fn skips_itself(dom: &Dom, w: &TextStats, id: NodeId) -> bool {
    let has_id = |d: &NodeId| dom.attr(*d, "id").is_some();
    let first = dom.descendants(id).find(|d| dom.tag(*d) == "a" || has_id(d));
    let Some(end) = first.and_then(|a| dom.attr(a, "href")).and_then(|href| href.strip_prefix('#')) else {
        return false;
    };
    let Some(last) = dom.descendants(id).filter(has_id).last().filter(|&d| dom.attr(d, "id") == Some(end)) else {
        return false;
    };
    let up = std::iter::once(last).chain(dom.ancestors(last)).take_while(|&a| a != id);
    (1..=40).contains(&w.text(last))
        && !dom.text(last).ends_with(['.', '。'])
        && up.flat_map(|a| dom.next_siblings(a)).all(|n| is_nothing(dom, n))
        && dom.find(id, &["blockquote", "figure", "iframe", "video", "audio"]).is_none()
}

/// What a part of the page is called for readers of screens: an advert, links to share, other posts.
fn label_reason(label: &str) -> Option<&'static str> {
    let key = tables::text_key(label);
    tables::furniture_text(&key).or_else(|| tables::is_related_heading(&key).then_some("related-posts"))
}

/// Elements that are furniture by their name alone.
fn element_reason(dom: &Dom, id: NodeId, tag: &str) -> Option<&'static str> {
    let rel = || dom.attr(id, "rel").unwrap_or("");
    match tag {
        "nav" => Some("navigation"),
        // A box in an item is a task of the author's list.
        "input"
            if dom.attr(id, "type").is_some_and(|t| t.eq_ignore_ascii_case("checkbox"))
                && dom.closest(id, &["li"]).is_some() =>
        {
            None
        }
        "button" | "input" | "select" | "textarea" | "form" | "label" => Some("form"),
        "footer" if dom.closest(id, &["blockquote", "figure"]).is_none() => Some("footer"),
        "dialog" => Some("notice"),
        "a" if rel().split_whitespace().any(|r| r.eq_ignore_ascii_case("tag")) => Some("tags"),
        "ins" if dom.attr(id, "class").is_some_and(|c| c.contains("ads")) => Some("advert"),
        _ => None,
    }
}

/// Whether a link opens a network's form for sharing this page, and stands in no sentence.
fn shares(dom: &Dom, link: NodeId) -> bool {
    let Some(href) = dom.attr(link, "href") else { return false };
    let address = href.trim().trim_start_matches("https:").trim_start_matches("http:").trim_start_matches("//");
    tables::is_share_address(address.strip_prefix("www.").unwrap_or(address)) && !stands_in_text(dom, link)
}

/// Whether text that is no sign stands right beside an element in its line.
fn stands_in_text(dom: &Dom, id: NodeId) -> bool {
    let is_text =
        |n: Option<NodeId>| n.and_then(|n| dom.as_text(n)).is_some_and(|text| text.chars().any(char::is_alphanumeric));
    is_text(dom.previous_siblings(id).find(|&n| !dom.is_blank_text(n)))
        || is_text(dom.next_siblings(id).find(|&n| !dom.is_blank_text(n)))
}

/// Pictures and players inside that an article would have: not icons.
fn content_pictures(dom: &Dom, id: NodeId) -> usize {
    dom.descendants(id)
        .filter(|&d| {
            matches!(dom.tag(d), "img" | "video" | "audio") || dom.tag(d) == "iframe" && !is_junk_frame(dom, d)
        })
        .filter(|&d| dom.tag(d) != "img" || dom.closest(d, &["noscript"]).is_none())
        .filter(|&d| {
            let (width, height) = images::size(dom, d);
            let small = width.is_some_and(|x| x <= SMALL) || height.is_some_and(|x| x <= 60);
            !small
        })
        .count()
}
