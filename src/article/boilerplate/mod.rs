//! Step: boilerplate is removed: share bars, related posts, adverts, what repeats the byline.
//!
//! Element, role, class, text and place decide together; in doubt a node stays. A kind of boilerplate is a file of
//! `kinds` with its phrases beside it, and `sweep` is the only one that removes.

mod around_article;
mod banner;
mod by_class;
mod by_element;
mod by_text;
mod comment_block;
mod feed;
mod kinds;
mod meta_lines;
mod meta_words;
mod phrase_lookup;
mod prose;
mod related;
mod repeated_title;
mod rule;
mod sign_up;
mod sweep;

use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId};
use super::facts::class_hints::{ClassHints, ClassLexicon, ClassPhrase, Strength};
use super::facts::images;
use super::facts::players::is_junk_frame;
use super::facts::text_stats::TextStats;
use super::facts::visible::is_nothing;
use super::reason::Reason;
use super::trace::Spared;
use crate::text::case::lower;
use crate::text::space::fold_space;
use rule::Section;
use std::sync::LazyLock;
use sweep::{Match, Sweep};

/// The share of links from which a block is a list of links.
const MOSTLY_LINKS: f64 = 0.5;
/// What holds more than this share of a post's text is the post, whatever its class.
const MOST_OF_POST: f64 = 0.4;
/// Pictures of at most this width, in pixels, are thumbnails, portraits or codes to scan.
const THUMBNAIL_WIDTH: u32 = 160;
/// Pictures of at most this height, in pixels, are icons.
const ICON_HEIGHT: u32 = 60;

/// Reads what class names hint at, with the phrases of all kinds.
pub fn read_class_hints(c: &mut Cleaning) {
    static LEXICON: LazyLock<ClassLexicon> = LazyLock::new(|| {
        let sections = [
            (Section::ClassSure, Strength::Sure),
            (Section::ClassLikely, Strength::Likely),
            (Section::ClassWhole, Strength::Whole),
        ];
        let phrases = sections.into_iter().flat_map(|(section, strength)| {
            phrase_lookup::phrases(section).map(move |(words, reason)| ClassPhrase { words, reason, strength })
        });
        ClassLexicon::new(phrases)
    });
    c.hints = ClassHints::of(&c.dom, &LEXICON);
}

/// Removes boilerplate.
pub fn drop_boilerplate(c: &mut Cleaning) {
    let mut sweep = Sweep::new(c);
    drop_told_lines(&mut sweep);
    banner::drop_banner(&mut sweep);
    repeated_title::drop_title_repeats(&mut sweep);
    // A box of links goes as one, before its parts go one by one.
    sweep.walk(&[related::detect]);
    sweep.walk(&[by_element::detect, by_class::detect]);
    sweep.walk(&[by_text::detect, sign_up::detect]);
    around_article::drop_links(&mut sweep);
    // Where a section's name went from above it, the title is the first line now.
    repeated_title::drop_title_repeats(&mut sweep);
    repeated_title::drop_repeated_subtitle(&mut sweep);
    feed::drop_feed_advert(&mut sweep);
    meta_lines::drop_meta_lines(&mut sweep);
}

/// Removes the lines that say nothing but what a field was filled with.
fn drop_told_lines(sweep: &mut Sweep) {
    for (line, reason) in std::mem::take(&mut sweep.c.metadata.lines) {
        let line = if sweep.c.dom.is_inline(line) { line } else { only_wrapper(&sweep.c.dom, line) };
        if sweep.c.dom.is_attached(line) {
            sweep.take(line, reason);
        }
    }
}

impl Cleaning<'_> {
    /// A match, unless something spares the node; the decision to spare it is traced.
    fn unless(&self, spared: Option<Spared>, node: NodeId, reason: Reason) -> Option<Match> {
        if spared.is_some() {
            self.trace(node, reason, spared);
            return None;
        }
        Some(Match { node, reason })
    }
}

/// Whether a node holds so much of the post's text that it is the post.
fn holds_most(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    stats.text(id) as f64 > MOST_OF_POST * stats.text(dom.root()) as f64
}

/// The outermost element that holds nothing but this one: a header around a heading.
fn only_wrapper(dom: &Dom, id: NodeId) -> NodeId {
    let mut top = id;
    while let Some(parent) = dom.parent(top).filter(|&p| p != dom.root()) {
        let alone = dom.each_child(parent).all(|c| c == top || is_nothing(dom, c));
        if !alone {
            break;
        }
        top = parent;
    }
    top
}

/// Whether a block without links is between two paragraphs of prose, and most likely one of them.
fn is_amid_prose(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    let is_text = |n: Option<NodeId>| n.is_some_and(|n| dom.tag(n) == "p" && stats.is_prose(n));
    stats.links(id) == 0
        && is_text(dom.previous_siblings(id).find(|&n| !is_nothing(dom, n)))
        && is_text(dom.next_siblings(id).find(|&n| !is_nothing(dom, n)))
}

/// Whether a text that begins like a statement of the site is a sentence of the article: it is about somebody, or goes on.
fn is_report(text: &str) -> bool {
    let lower = lower(text);
    lower.replace("其他", "").replace("他人", "").contains(['他', '她'])
        || lower.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "he" | "she" | "his" | "her" | "my" | "said"))
        || text.split_once("ights reserved ").is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
}

fn has_blocks(dom: &Dom, id: NodeId) -> bool {
    dom.descendants(id).any(|d| dom.is_block(d) || dom.tag(d) == "img")
}

/// The element's text if it is short and holds neither a block nor a picture.
fn short_text(dom: &Dom, id: NodeId, most: usize) -> Option<String> {
    short_text_beside(dom, id, most, &["br", "div", "p"])
}

/// The same, where elements of these names are allowed among the words.
fn short_text_beside(dom: &Dom, id: NodeId, most: usize, beside: &[&str]) -> Option<String> {
    let mut text = String::new();
    for d in dom.descendants(id) {
        match dom.as_text(d) {
            Some(t) => text.push_str(t),
            None if dom.is_element(d) && !dom.is_inline(d) && !beside.contains(&dom.tag(d)) => {
                return None;
            }
            None => {}
        }
        if text.len() > most * 3 + 200 {
            return None;
        }
    }
    let text = fold_space(&text);
    (!text.is_empty() && text.chars().count() <= most).then_some(text)
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
            let small = width.is_some_and(|x| x <= THUMBNAIL_WIDTH) || height.is_some_and(|x| x <= ICON_HEIGHT);
            !small
        })
        .count()
}
