//! Lines before the first paragraph and after the last that only say who, when, how long, how often shared.
//!
//! A line is judged by what remains of it when the author's name, dates, numbers and the words of such lines are taken off:
//! if nothing remains, it says nothing of its own. Between paragraphs the same words may be an author's.

use super::meta_words::{is_date_of, is_label, repeats_byline, tells_of, what_is_said};
use super::phrase_lookup::phrases;
use super::rule::Section;
use super::sweep::Sweep;
use super::{holds_most, is_report};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::is_caption_place;
use crate::article::facts::images;
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;
use crate::text::case::lower;
use crate::text::space::fold_space;
use std::collections::HashSet;

/// A line that only tells of the post is no longer than this.
const LONGEST: usize = 100;
/// A list of more items is the article's.
const MOST_ITEMS: usize = 12;
/// A statement at the end of a page is no longer than this.
const LONGEST_STATEMENT: usize = 100;
/// Pictures up to this size, in pixels, are icons, portraits and thumbnails where no paragraph is around them.
const SMALL: u32 = 100;
/// A picture without a width is one up to this height.
const SIGN: u32 = 48;

/// Removes such lines, and small pictures among them.
pub fn drop_meta_lines(sweep: &mut Sweep) {
    let lines = lines(sweep.c, &sweep.stats);
    let Some(first) = lines.iter().position(|l| l.is_prose) else { return };
    let last = drop_statements(sweep, &lines, first);
    let mut conversation: Option<bool> = None;
    for (i, line) in lines.iter().enumerate() {
        let zone = match i {
            i if i < first => Zone::Head,
            i if i > last => Zone::Tail,
            _ => continue,
        };
        if !sweep.c.dom.is_attached(line.id) || line.is_prose || !sweep.c.dom.is_element(line.id) {
            continue;
        }
        if matches!(sweep.c.dom.tag(line.id), "img" | "amp-img") {
            if is_small(&sweep.c.dom, line.id)
                && !is_judged_elsewhere(sweep.c, line.id)
                && !leads_to_its_copy(&sweep.c.dom, line.id)
            {
                sweep.c.log.remove(&mut sweep.c.dom, line.id, "images", Reason::SmallPicture);
            }
            continue;
        }
        // One item of a list says what the others do.
        let item =
            Some(line.id).filter(|&id| sweep.c.dom.tag(id) == "li").or_else(|| sweep.c.dom.closest(line.id, &["li"]));
        if let Some(list) = item.and_then(|item| sweep.c.dom.parent(item))
            && !goes_whole(sweep, list, zone)
        {
            continue;
        }
        // A row goes as a whole; of one that says more, its dates and buttons go.
        let mut pieces = vec![line.id];
        let is_whole = line_reason(sweep.c, line.id, zone).is_some() || sweep.stats.has_own_text(line.id);
        if !is_whole {
            pieces = sweep
                .c
                .dom
                .each_child(line.id)
                .filter(|&k| sweep.stats.text(k) > 0 && stands_apart(&sweep.c.dom, k))
                .collect();
        }
        for id in pieces {
            let Some(reason) = line_reason(sweep.c, id, zone) else { continue };
            let is_name =
                || is_whole || sweep.c.post.author.as_deref().is_some_and(|name| sweep.c.dom.text(id).contains(name));
            if reason != Reason::Byline
                || is_name() && !*conversation.get_or_insert_with(|| is_conversation(&sweep.c.dom))
            {
                keep_pictures(sweep.c, id);
                sweep.remove(id, reason);
            }
        }
    }
}

/// Whether every item of a list that shows something is such a line.
fn goes_whole(sweep: &Sweep, list: NodeId, zone: Zone) -> bool {
    let dom = &sweep.c.dom;
    let full = dom.each_child(list).filter(|&item| sweep.stats.text(item) > 0);
    full.take(MOST_ITEMS + 1).enumerate().all(|(i, item)| i < MOST_ITEMS && line_reason(sweep.c, item, zone).is_some())
}

/// Moves the pictures that are not small out of a line that goes.
fn keep_pictures(c: &mut Cleaning, line: NodeId) {
    for img in c.dom.find_all(line, &["img", "amp-img"]) {
        if !is_small(&c.dom, img) {
            c.dom.detach(img);
            c.dom.insert_before(line, img);
        }
    }
}

/// Takes out the statements with which a page ends, and tells the last line of prose before them.
fn drop_statements(sweep: &mut Sweep, lines: &[Line], first: usize) -> usize {
    for (i, line) in lines.iter().enumerate().skip(first + 1).rev() {
        let may_go = sweep.c.dom.is_element(line.id)
            && !matches!(sweep.c.dom.tag(line.id), "img" | "amp-img" | "blockquote" | "table" | "pre" | "dl")
            && sweep.stats.text(line.id) <= LONGEST_STATEMENT;
        match Some(line.id).filter(|_| may_go).and_then(|id| statement(&sweep.c.dom.text(id))) {
            Some(reason) => sweep.remove(line.id, reason),
            None if line.is_prose => return i,
            None => {}
        }
    }
    first
}

/// Why a line at the end of a page is a statement of the platform and no sentence of the text.
fn statement(text: &str) -> Option<Reason> {
    // What is quoted is somebody's, and no statement of the page.
    if text.trim_start().starts_with(['"', '“', '「', '『', '«']) || is_report(text) {
        return None;
    }
    let lower = lower(text);
    phrases(Section::Statement).find(|(part, _)| lower.contains(part)).map(|(_, reason)| reason)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Head,
    Tail,
}

struct Line {
    id: NodeId,
    is_prose: bool,
}

/// The innermost blocks that hold text, and the pictures outside of them, in their order.
fn lines(c: &Cleaning, stats: &TextStats) -> Vec<Line> {
    let dom = &c.dom;
    let root = dom.root();
    let mut lines = Vec::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at {
        let tag = dom.tag(id);
        // What has a form of its own is the article's.
        let is_layout = tag == "table" && holds_most(dom, stats, id);
        let is_whole = !is_layout
            && matches!(tag, "figure" | "table" | "pre" | "blockquote" | "video" | "audio" | "iframe" | "dl")
            || is_caption_place(dom, &c.hints, id);
        // Names, dates and counts in elements of one row are lines; words in a line are not.
        let is_row = |p: NodeId| stats.holds_block(p) || !stats.has_own_text(p) && !stats.is_prose(p);
        let is_line = matches!(tag, "img" | "amp-img")
            || stats.text(id) > 0
                && !stats.holds_block(id)
                && if !dom.is_element(id) {
                    dom.parent(id).is_some_and(|p| stats.holds_block(p))
                } else {
                    !dom.is_inline(id) || dom.parent(id).is_some_and(is_row) && stands_apart(dom, id)
                };
        let is_text = is_whole && stats.is_prose(id) && !matches!(tag, "figure" | "iframe" | "video" | "audio");
        if is_text || is_line && !is_whole {
            lines.push(Line { id, is_prose: stats.is_prose(id) });
        }
        at = if is_whole || is_line { dom.following_skip(id, root) } else { dom.following(id, root) };
    }
    lines
}

/// Whether an element has no text right beside it in its line.
fn stands_apart(dom: &Dom, id: NodeId) -> bool {
    let is_text = |n: Option<NodeId>| n.is_some_and(|n| dom.as_text(n).is_some());
    !is_text(dom.previous_siblings(id).find(|&n| !dom.is_blank_text(n)))
        && !is_text(dom.next_siblings(id).find(|&n| !dom.is_blank_text(n)))
}

/// Whether no loader's attribute names another address.
fn only_source(dom: &Dom, img: NodeId) -> bool {
    dom.element(img)
        .is_some_and(|e| !e.attributes().any(|(name, _)| name.starts_with("data-") || name.ends_with("file")))
}

/// Whether the step for pictures knows better what a small picture is: a counter of readers, a portrait.
fn is_judged_elsewhere(c: &Cleaning, img: NodeId) -> bool {
    images::is_pixel_sized(&c.dom, img)
        || std::iter::once(img).chain(c.dom.ancestors(img).take(2)).any(|a| c.hints.get(a).is_avatar)
}

/// Whether a picture is a link to a picture: its own larger copy.
fn leads_to_its_copy(dom: &Dom, img: NodeId) -> bool {
    let link = dom.closest(img, &["a"]);
    link.and_then(|link| dom.attr(link, "href")).is_some_and(images::is_picture_address)
}

fn is_small(dom: &Dom, img: NodeId) -> bool {
    let (width, height) = images::size(dom, img);
    let is_nothing = |a: &str| images::is_place_holder(a);
    if width.is_none() && height.is_none() && dom.attr(img, "src").is_some_and(is_nothing) && only_source(dom, img) {
        return true;
    }
    // A site's sign has its height alone.
    height.is_some_and(|h| h <= width.map_or(SIGN, |_| SMALL)) && width.is_none_or(|w| w <= SMALL)
}

fn line_reason(c: &Cleaning, id: NodeId, zone: Zone) -> Option<Reason> {
    let dom = &c.dom;
    let text = spaced_text(dom, id);
    if text.chars().count() > LONGEST || dom.find(id, &["iframe", "video", "audio"]).is_some() {
        return None;
    }
    if is_row_of_labels(&text) && tells_of(&text, c.post) {
        return Some(Reason::Byline);
    }
    if zone == Zone::Head
        && dom.find(id, &["img"]).is_none()
        && let Some(reason) = repeats_byline(&text, c.post)
    {
        return Some(reason);
    }
    if heading_level(dom.tag(id)).is_some() {
        return None;
    }
    let own = Some(id).filter(|&id| dom.tag(id) == "a").or_else(|| dom.closest(id, &["a"]));
    let links = dom.find_all(id, &["a"]).into_iter().chain(own);
    let addresses: Vec<&str> = links.filter_map(|a| dom.attr(a, "href")).collect();
    if let Some(reason) = kind_of_links(dom, id, &text, &addresses)
        && (reason != Reason::Byline || tells_of(&text, c.post))
    {
        return Some(reason);
    }
    let said = what_is_said(&text, c.post).or_else(|| what_is_said(&text_without_lists(dom, id)?, c.post))?;
    if said.reason == Reason::Byline && !tells_of(&text, c.post) {
        return None;
    }
    let leads_away = addresses.iter().any(|a| !is_service_address(a));
    match zone {
        // A signature and its date are the author's.
        Zone::Tail if !said.has_word => None,
        _ if said.reason == Reason::Date && !said.has_word => is_date_of(&text, c.post).then_some(Reason::Date),
        // Links to the author's own pages elsewhere may be called like buttons.
        _ if said.reason == Reason::ShareBar && leads_away => None,
        _ => Some(said.reason),
    }
}

/// The line's text without links to lists of posts, where there are some: "Words by" or "Filed under" remain.
fn text_without_lists(dom: &Dom, id: NodeId) -> Option<String> {
    let is_list = |a: &NodeId| dom.attr(*a, "href").and_then(list_of).is_some();
    let lists: Vec<NodeId> = dom.find_all(id, &["a"]).into_iter().filter(is_list).collect();
    let texts = dom.descendants(id).filter(|&d| !lists.iter().any(|&l| dom.is_inside(d, l)));
    let texts: Vec<&str> = texts.filter_map(|d| dom.as_text(d)).collect();
    (!lists.is_empty()).then(|| fold_space(&texts.join(" ")))
}

/// Whether a text is at least three labels with their values, separated by bars.
fn is_row_of_labels(text: &str) -> bool {
    let is_labelled = |part: &&str| {
        let Some((label, _)) = part.split_once([':', '：']) else { return false };
        is_label(label.trim())
    };
    text.split(['|', '｜']).filter(is_labelled).take(3).count() == 3
}

/// The text with a space wherever an element begins or ends: so that adjacent "Ann Example" and "June 1" stay apart.
fn spaced_text(dom: &Dom, id: NodeId) -> String {
    let texts: Vec<&str> = dom.descendants(id).filter_map(|d| dom.as_text(d)).collect();
    fold_space(&texts.join(" "))
}

/// What list of posts an address is of, an author's or a tag's. A path that goes on after the list's own name is a post's.
fn list_of(address: &str) -> Option<Reason> {
    let names = |part: &str| {
        address.split_once(part).is_some_and(|(_, rest)| !rest.is_empty() && !rest.trim_end_matches('/').contains('/'))
    };
    phrases(Section::ListPath).find(|(part, _)| names(part)).map(|(_, reason)| reason)
}

/// Whether the post links to several people's pages: then their names say who speaks.
fn is_conversation(dom: &Dom) -> bool {
    let links = dom.descendants(dom.root()).filter(|&d| dom.tag(d) == "a").filter_map(|a| dom.attr(a, "href"));
    let people: HashSet<&str> = links.filter(|href| list_of(href) == Some(Reason::Byline)).collect();
    people.len() > 2
}

/// A line of nothing but links to lists of posts, or a way down to the post through the site's sections.
fn kind_of_links(dom: &Dom, id: NodeId, text: &str, addresses: &[&str]) -> Option<Reason> {
    if addresses.is_empty() {
        return None;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let linked: usize = dom.find_all(id, &["a"]).iter().map(|&a| letters(&dom.text(a))).sum();
    let whole = letters(text);
    let is_all_linked = linked >= whole || dom.tag(id) == "a" || dom.closest(id, &["a"]).is_some();
    let short = text.chars().count() <= 60;
    if is_all_linked && short {
        let mut kinds = addresses.iter().map(|a| list_of(a));
        let first = kinds.next().flatten()?;
        return kinds.all(|k| k.is_some()).then_some(first);
    }
    let is_path =
        text.contains([' ', '\u{a0}']) && text.contains(['>', '›', '»']) && addresses.len() >= 2 && linked * 2 >= whole;
    (is_path && short).then_some(Reason::Navigation)
}

/// Whether an address shares, follows or signs in, and shows nothing.
fn is_service_address(address: &str) -> bool {
    let lower = address.to_lowercase();
    lower.starts_with('#')
        || lower.starts_with("javascript:")
        || lower.starts_with("mailto:?")
        || ["share", "intent", "signin", "login", "print", "comment", "respond", "subscribe", "report", "follow"]
            .iter()
            .any(|w| lower.contains(w))
}
