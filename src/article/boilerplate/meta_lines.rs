//! Lines before the first paragraph and behind the last that only tell of the post: who, when, how long, how often shared.
//!
//! A line is judged by what remains of it when the author's name, dates, numbers and the words of such lines are taken off:
//! if nothing remains, it says nothing of its own. Between paragraphs the same words may be an author's.

use super::phrase_lookup as tables;
use super::rules::{LIST_PATHS, META_WORDS, SOURCE_LABELS, STATEMENT_PARTS};
use super::{MOST_OF_POST, is_told};
use crate::Post;
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::is_caption_place;
use crate::article::facts::images;
use crate::article::facts::text_stats::TextStats;
use crate::text::case::lower;
use crate::text::space::{fold_space, is_space};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A line that only tells of the post is no longer than this.
const LONGEST: usize = 100;
/// A statement at the end of a page is no longer than this.
const LONGEST_STATEMENT: usize = 100;
/// A label and the name of a newspaper or site are no longer than this.
const LONGEST_SOURCE: usize = 20;
/// Pictures up to this size, in pixels, are icons, portraits and thumbnails where no paragraph is around them.
const SMALL: u32 = 100;
/// A picture without a width is one up to this height.
const SIGN: u32 = 48;

/// Takes out such lines, and small pictures that stand among them.
pub fn drop_edge_lines(c: &mut Cleaning, w: &TextStats) {
    let lines = lines(c, w);
    let Some(first) = lines.iter().position(|l| l.is_prose) else { return };
    let last = drop_statements(c, w, &lines, first);
    let mut conversation: Option<bool> = None;
    for (i, line) in lines.iter().enumerate() {
        let zone = match i {
            i if i < first => Zone::Head,
            i if i > last => Zone::Tail,
            _ => continue,
        };
        if !c.dom.is_attached(line.id) || line.is_prose || !c.dom.is_element(line.id) {
            continue;
        }
        if matches!(c.dom.tag(line.id), "img" | "amp-img") {
            if is_small(&c.dom, line.id) && !is_judged_elsewhere(c, line.id) {
                c.log.remove(&mut c.dom, line.id, "images", "small-picture");
            }
            continue;
        }
        // A row goes as a whole; of one that says more, its dates and buttons go.
        let mut pieces = vec![line.id];
        let is_whole = line_reason(c, line.id, zone).is_some() || w.has_own_text(line.id);
        if !is_whole {
            pieces = c.dom.each_child(line.id).filter(|&k| w.text(k) > 0 && stands_apart(&c.dom, k)).collect();
        }
        for id in pieces {
            let Some(reason) = line_reason(c, id, zone) else { continue };
            let is_name = || is_whole || c.post.author.as_deref().is_some_and(|name| c.dom.text(id).contains(name));
            if reason != "byline" || is_name() && !*conversation.get_or_insert_with(|| is_conversation(&c.dom)) {
                keep_pictures(c, id);
                c.log.remove(&mut c.dom, id, "furniture", reason);
            }
        }
    }
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
fn drop_statements(c: &mut Cleaning, w: &TextStats, lines: &[Line], first: usize) -> usize {
    for (i, line) in lines.iter().enumerate().skip(first + 1).rev() {
        let may_go = c.dom.is_element(line.id)
            && !matches!(c.dom.tag(line.id), "img" | "amp-img" | "blockquote" | "table" | "pre" | "dl")
            && w.text(line.id) <= LONGEST_STATEMENT;
        match Some(line.id).filter(|_| may_go).and_then(|id| statement(&c.dom.text(id))) {
            Some(reason) => c.log.remove(&mut c.dom, line.id, "furniture", reason),
            None if line.is_prose => return i,
            None => {}
        }
    }
    first
}

/// Why a line at the end of a page is a statement of the platform and no sentence of the text.
fn statement(text: &str) -> Option<&'static str> {
    // What is quoted is somebody's, and no statement of the page.
    if text.trim_start().starts_with(['"', '“', '「', '『', '«']) || is_told(text) {
        return None;
    }
    let lower = lower(text);
    tables::each(STATEMENT_PARTS).find(|(part, _)| lower.contains(part)).map(|(_, reason)| reason)
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
fn lines(c: &Cleaning, w: &TextStats) -> Vec<Line> {
    let dom = &c.dom;
    let root = dom.root();
    let mut lines = Vec::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at {
        let tag = dom.tag(id);
        // What has a form of its own is the article's.
        let is_layout = tag == "table" && w.text(id) as f64 > MOST_OF_POST * w.text(root) as f64;
        let is_whole = !is_layout
            && matches!(tag, "figure" | "table" | "pre" | "blockquote" | "video" | "audio" | "iframe" | "dl")
            || is_caption_place(dom, &c.hints, id);
        // Names, dates and counts in elements of one row are lines; words in a line are none.
        let is_row = |p: NodeId| w.holds_block(p) || !w.has_own_text(p) && !w.is_prose(p);
        let is_line = matches!(tag, "img" | "amp-img")
            || w.text(id) > 0
                && !w.holds_block(id)
                && if !dom.is_element(id) {
                    dom.parent(id).is_some_and(|p| w.holds_block(p))
                } else {
                    !dom.is_inline(id) || dom.parent(id).is_some_and(is_row) && stands_apart(dom, id)
                };
        let is_text = is_whole && w.is_prose(id) && !matches!(tag, "figure" | "iframe" | "video" | "audio");
        if is_text || is_line && !is_whole {
            lines.push(Line { id, is_prose: w.is_prose(id) });
        }
        at = if is_whole || is_line { dom.following_skip(id, root) } else { dom.following(id, root) };
    }
    lines
}

/// Whether no text stands right beside an element in its line.
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
    let (width, height) = images::size(&c.dom, img);
    width.is_some_and(|w| w <= 2)
        || height.is_some_and(|h| h <= 2)
        || std::iter::once(img).chain(c.dom.ancestors(img).take(2)).any(|a| c.hints.get(a).is_avatar)
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

fn line_reason(c: &Cleaning, id: NodeId, zone: Zone) -> Option<&'static str> {
    let dom = &c.dom;
    let text = spaced_text(dom, id);
    if text.chars().count() > LONGEST || dom.find(id, &["iframe", "video", "audio"]).is_some() {
        return None;
    }
    if is_row_of_labels(&text) {
        return Some("byline");
    }
    if heading_level(dom.tag(id)).is_some() {
        return None;
    }
    let own = Some(id).filter(|&id| dom.tag(id) == "a").or_else(|| dom.closest(id, &["a"]));
    let links = dom.find_all(id, &["a"]).into_iter().chain(own);
    let addresses: Vec<&str> = links.filter_map(|a| dom.attr(a, "href")).collect();
    if let Some(reason) = kind_of_links(dom, id, &text, &addresses) {
        return Some(reason);
    }
    let said = what_is_said(&text, c.post).or_else(|| what_is_said(&text_without_lists(dom, id)?, c.post))?;
    let leads_away = addresses.iter().any(|a| !is_service_address(a));
    match zone {
        // A signature and its date are the author's.
        Zone::Tail if !said.has_word => None,
        _ if said.reason == "date" && !said.has_word => is_date_of(&text, c.post).then_some("date"),
        // Links to the author's own pages elsewhere may be called like buttons.
        _ if said.reason == "share-bar" && leads_away => None,
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

/// Whether at least three labels of such lines stand in a row, each with its value, parted by bars.
fn is_row_of_labels(text: &str) -> bool {
    let is_labelled = |part: &&str| {
        let Some((label, _)) = part.split_once([':', '：']) else { return false };
        let words = label.trim().chars().next().and_then(|first| WORDS.get(&first));
        words.is_some_and(|words| words.iter().any(|(word, why)| *word == label.trim() && !why.is_empty()))
    };
    text.split(['|', '｜']).filter(is_labelled).take(3).count() == 3
}

/// The text with a space wherever an element begins or ends: "Ann Example" and "June 1" stand side by side there.
fn spaced_text(dom: &Dom, id: NodeId) -> String {
    let texts: Vec<&str> = dom.descendants(id).filter_map(|d| dom.as_text(d)).collect();
    fold_space(&texts.join(" "))
}

/// What list of posts an address is of, an author's or a tag's. What goes on behind the list's own name is a post of it.
fn list_of(address: &str) -> Option<&'static str> {
    let names = |part: &str| {
        address.split_once(part).is_some_and(|(_, rest)| !rest.is_empty() && !rest.trim_end_matches('/').contains('/'))
    };
    LIST_PATHS.iter().find(|(part, _)| names(part)).map(|(_, reason)| *reason)
}

/// Whether the post links to several people's pages: then their names say who speaks.
fn is_conversation(dom: &Dom) -> bool {
    let links = dom.descendants(dom.root()).filter(|&d| dom.tag(d) == "a").filter_map(|a| dom.attr(a, "href"));
    let people: HashSet<&str> = links.filter(|href| list_of(href) == Some("byline")).collect();
    people.len() > 2
}

/// A line of nothing but links to lists of posts, or a way down to the post through the site's sections.
fn kind_of_links(dom: &Dom, id: NodeId, text: &str, addresses: &[&str]) -> Option<&'static str> {
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
    (is_path && short).then_some("navigation")
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

/// What a line says that only tells of the post.
struct Said {
    reason: &'static str,
    /// Whether a word says so, and not only a name or a date.
    has_word: bool,
}

/// The words of such lines by their first letter; a word without a reason only joins others.
static WORDS: LazyLock<HashMap<char, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<_>> = HashMap::new();
    for &(reason, list) in META_WORDS {
        for word in list.split('|') {
            words.entry(word.chars().next().unwrap_or(' ')).or_default().push((word, reason));
        }
    }
    words
});

/// Takes a line apart into words that only tell of the post; `None` if anything else stands in it.
fn what_is_said(text: &str, post: &Post) -> Option<Said> {
    let text = lower(text);
    let author: Option<String> = post.author.as_deref().map(lower);
    let mut rest = &*text;
    let mut before = ' ';
    let mut reason: Option<&'static str> = None;
    let (mut has_word, mut has_author, mut has_date) = (false, false, false);
    while let Some(first) = rest.chars().next() {
        if !first.is_alphanumeric() {
            before = first;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        // Behind who or when a short name may say from where.
        if (has_word || has_date || has_author || looks_like_date(&text[..text.len() - rest.len()]))
            && let Some(label) = SOURCE_LABELS.iter().find(|label| rest.starts_with(**label))
            && rest[label.len()..].trim_start().starts_with([':', '：'])
            && rest.chars().count() <= LONGEST_SOURCE
        {
            reason.get_or_insert("byline");
            has_word = true;
            break;
        }
        let is_start =
            !before.is_alphanumeric() || is_wide(first) || is_wide(before) || before.is_numeric() != first.is_numeric();
        let ends = |word: &str| {
            let last = word.chars().next_back().unwrap_or(' ');
            let next = rest[word.len()..].chars().next().unwrap_or(' ');
            !next.is_alphanumeric() || is_wide(last) || is_wide(next) || last.is_numeric() != next.is_numeric()
        };
        if !is_start {
            return None;
        }
        let name = author.as_deref().filter(|a| !a.is_empty() && rest.starts_with(*a) && ends(a));
        let digits = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
        let len = if let Some(name) = name {
            has_author = true;
            name.len()
        } else if digits > 0 {
            digits
        } else {
            // The longest; of two lists the first.
            let fits = WORDS.get(&first)?.iter().rev().filter(|(word, _)| rest.starts_with(word) && ends(word));
            let (word, why) = fits.max_by_key(|(word, _)| word.len())?;
            match *why {
                "" => {}
                "when" => has_date = true,
                why => {
                    has_word = true;
                    reason.get_or_insert(why);
                }
            }
            word.len()
        };
        before = rest[..len].chars().next_back().unwrap_or(' ');
        rest = &rest[len..];
    }
    let has_number = text.contains(|c: char| c.is_numeric());
    let reason = match reason {
        Some(reason) => reason,
        None if has_author => "byline",
        None if has_number && (has_date || looks_like_date(&text)) => "date",
        None => return None,
    };
    Some(Said { reason, has_word })
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff)
}

/// Three numbers with nothing but signs between them.
fn looks_like_date(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count() >= 3
        && text.chars().all(|c| c.is_ascii_digit() || is_space(c) || "年月日时時分秒:：-/.,，()（）|".contains(c))
}

/// Whether a date may be the post's: its year, and its day or one beside it.
fn is_date_of(text: &str, post: &Post) -> bool {
    let Some(date) = &post.date else { return false };
    let mut parts = date.iso.split(['-', 'T']).filter_map(|p| p.parse::<u32>().ok());
    let (Some(year), Some(_), Some(day)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let years: Vec<&u32> = numbers.iter().filter(|n| (1900..2100).contains(*n)).collect();
    let near = [day, day + 1, day.saturating_sub(1)];
    // Without a year it may be the heading of a diary's day.
    !years.is_empty() && years.iter().all(|y| **y == year) && numbers.iter().any(|n| near.contains(n))
}
