//! Boilerplate by element, role and label, and links that share the page.

use super::meta_words::is_label as is_meta_label;
use super::phrase_lookup::{is_related_heading, is_share_url, kind_of_text, phrases, text_key};
use super::prose::holds_prose;
use super::rule::Section;
use super::sweep::Match;
use super::{content_pictures, holds_most};
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::TextStats;
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;
use crate::article::trace::Spared;
use crate::text::case::lower;

/// The most characters of a link that shares the page.
const LONGEST_SHARE_LINK: usize = 90;
/// The most characters of prose inside an element that is boilerplate by its name.
const MOST_PROSE: usize = 200;

/// A list of tags has no more nodes.
const MOST_NODES: usize = 400;
/// The most characters of the label of a list of tags.
const LABEL: usize = 24;

/// Elements whose class, role and label say nothing that counts.
pub fn is_structure(tag: &str) -> bool {
    matches!(tag, "html" | "body" | "main" | "img" | "br" | "td" | "th" | "tr" | "tbody" | "table" | "figcaption")
}

/// Finds boilerplate by element, role and label.
pub fn detect(c: &Cleaning, stats: &TextStats, id: NodeId) -> Option<Match> {
    let dom = &c.dom;
    let tag = dom.tag(id);
    let by_element = kind_of_element(dom, id, tag);
    // Most elements have neither a name nor a label of their own.
    let has_attributes = dom.element(id).is_some_and(|e| e.has_attributes());
    if !has_attributes && by_element.is_none() || is_structure(tag) {
        return None;
    }
    if tag == "a" && stats.text(id) <= LONGEST_SHARE_LINK && shares(dom, id) {
        return Some(Match { node: id, reason: Reason::ShareBar });
    }
    let spared = |most_prose: usize| {
        if holds_most(dom, stats, id) {
            Some(Spared::MostOfPost)
        } else if stats.prose(id) > most_prose || holds_prose(dom, stats, id) {
            Some(Spared::Prose)
        } else {
            (content_pictures(dom, id) > 0).then_some(Spared::Picture)
        }
    };
    if let Some(reason) = by_element {
        let found = c.unless(spared(MOST_PROSE - 1), id, reason)?;
        let node = if reason == Reason::Tags { block_of_tags(dom, id) } else { id };
        return Some(Match { node, ..found });
    }
    let by_label = || dom.attr(id, "aria-label").filter(|_| dom.is_container(id)).and_then(kind_of_label);
    let by_role = || dom.attr(id, "role").and_then(|role| kind_of_role(role.trim()));
    for reason in by_label().into_iter().chain(by_role()) {
        if let Some(found) = c.unless(spared(0), id, reason) {
            return Some(found);
        }
    }
    (dom.is_container(id)
        && !holds_most(dom, stats, id)
        && stats.prose(id) == 0
        && skips_itself(dom, stats, id)
        && !holds_prose(dom, stats, id))
    .then_some(Match { node: id, reason: Reason::RelatedPosts })
}

fn kind_of_role(role: &str) -> Option<Reason> {
    phrases(Section::Role).find(|(known, _)| known.eq_ignore_ascii_case(role)).map(|(_, reason)| reason)
}

/// Whether a box begins with a link to its own end, a few words: readers who listen skip it and go on with the text.
fn skips_itself(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    let has_id = |d: &NodeId| dom.attr(*d, "id").is_some();
    let first = dom.descendants(id).find(|d| dom.tag(*d) == "a" || has_id(d));
    let Some(end) = first.and_then(|a| dom.attr(a, "href")).and_then(|href| href.strip_prefix('#')) else {
        return false;
    };
    let Some(last) = dom.descendants(id).filter(has_id).last().filter(|&d| dom.attr(d, "id") == Some(end)) else {
        return false;
    };
    let up = std::iter::once(last).chain(dom.ancestors(last)).take_while(|&a| a != id);
    (1..=40).contains(&stats.text(last))
        && !dom.text(last).ends_with(['.', '。'])
        && up.flat_map(|a| dom.next_siblings(a)).all(|n| is_nothing(dom, n))
        && dom.find(id, &["blockquote", "figure", "iframe", "video", "audio"]).is_none()
}

/// What a part of the page is called for readers of screens: an advert, links to share, other posts.
fn kind_of_label(label: &str) -> Option<Reason> {
    let key = text_key(label);
    kind_of_text(&key).or_else(|| is_related_heading(&key).then_some(Reason::RelatedPosts))
}

/// The kind of an element that is boilerplate by its name alone.
fn kind_of_element(dom: &Dom, id: NodeId, tag: &str) -> Option<Reason> {
    match tag {
        "nav" => Some(Reason::Navigation),
        // A box in an item is a task of the author's list.
        "input"
            if dom.attr(id, "type").is_some_and(|t| t.eq_ignore_ascii_case("checkbox"))
                && dom.closest(id, &["li"]).is_some() =>
        {
            None
        }
        // What a button shows and hides is a part of the article, and so is its question.
        "button" if is_heading(dom, id) || asks(dom, id) => None,
        "button" | "input" | "select" | "textarea" | "form" | "label" => Some(Reason::Form),
        "footer" if dom.closest(id, &["blockquote", "figure"]).is_none() => Some(Reason::Footer),
        "dialog" => Some(Reason::Notice),
        "a" if is_tag_link(dom, id) && !is_in_sentence(dom, id) => Some(Reason::Tags),
        "ins" if dom.attr(id, "class").is_some_and(|c| c.contains("ads")) => Some(Reason::Advert),
        _ => None,
    }
}

/// Whether a button is all that a heading says.
#[inline(never)]
fn is_heading(dom: &Dom, button: NodeId) -> bool {
    let heading = dom.closest(button, &["h1", "h2", "h3", "h4", "h5", "h6", "dt"]);
    heading.is_some_and(|heading| dom.text_len(heading) == dom.text_len(button))
}

#[inline(never)]
fn asks(dom: &Dom, button: NodeId) -> bool {
    let text = dom.text(button);
    text.ends_with(['?', '？']) && (text.contains(' ') || text.chars().count() > 6)
}

/// Whether a link leads to a list of posts with the same tag.
#[inline(never)]
fn is_tag_link(dom: &Dom, id: NodeId) -> bool {
    let rel = dom.attr(id, "rel").unwrap_or_default();
    dom.tag(id) == "a" && rel.split_whitespace().any(|r| r.eq_ignore_ascii_case("tag"))
}

/// Whether a link has words of a sentence beside it, and not only the label of a list.
#[inline(never)]
fn is_in_sentence(dom: &Dom, link: NodeId) -> bool {
    let words = |n: Option<NodeId>| n.and_then(|n| dom.as_text(n)).map(lower).unwrap_or_default();
    let before = words(dom.previous_siblings(link).find(|&n| !dom.is_blank_text(n)));
    let after = words(dom.next_siblings(link).find(|&n| !dom.is_blank_text(n)));
    let is_text = |text: &str| text.chars().any(char::is_alphanumeric);
    let is_label = before.trim_end().ends_with([':', '：', '|']) || is_meta_label(before.trim());
    !is_label && is_text(&before) || is_text(&after) && !after.trim_start().starts_with('|')
}

/// The block around a link where it holds nothing but such links and their label.
#[inline(never)]
fn block_of_tags(dom: &Dom, link: NodeId) -> NodeId {
    let Some(block) = dom.ancestors(link).find(|&a| !dom.is_inline(a)) else { return link };
    let mut rest = String::new();
    for (number, node) in dom.descendants(block).enumerate() {
        if number > MOST_NODES || dom.is_block(node) || dom.tag(node) == "img" {
            return link;
        }
        let Some(text) = dom.as_text(node) else { continue };
        if !std::iter::once(node).chain(dom.ancestors(node)).any(|a| is_tag_link(dom, a)) {
            rest.push_str(text);
        }
    }
    let label = rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '|'));
    let words = lower(rest.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_label = words.is_empty() || label.ends_with([':', '：']) || is_meta_label(&words);
    if is_label && words.chars().count() <= LABEL && !is_structure(dom.tag(block)) { block } else { link }
}

/// Whether a link opens a network's form for sharing this page, and is not part of a sentence.
fn shares(dom: &Dom, link: NodeId) -> bool {
    let Some(href) = dom.attr(link, "href") else { return false };
    let address = href.trim().trim_start_matches("https:").trim_start_matches("http:").trim_start_matches("//");
    is_share_url(address.strip_prefix("www.").unwrap_or(address)) && !stands_in_text(dom, link)
}

/// Whether an element has letters or digits right beside it in its line.
fn stands_in_text(dom: &Dom, id: NodeId) -> bool {
    let is_text =
        |n: Option<NodeId>| n.and_then(|n| dom.as_text(n)).is_some_and(|text| text.chars().any(char::is_alphanumeric));
    is_text(dom.previous_siblings(id).find(|&n| !dom.is_blank_text(n)))
        || is_text(dom.next_siblings(id).find(|&n| !dom.is_blank_text(n)))
}
