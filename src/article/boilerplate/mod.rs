//! Step: page furniture goes. Structure, role and text decide together; in doubt a thing stays.

mod around_article;
mod by_class;
mod by_text;
mod feed;
mod meta_lines;
mod phrase_lookup;
mod related;
mod repeated_title;
mod rules;
mod sign_up;

use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId};
use super::facts::class_hints::{ClassHints, ClassLexicon, ClassPhrase};
use super::facts::text_stats::TextStats;
use super::facts::title::Title;
use super::facts::visible::is_nothing;
use crate::text::case::lower;
use crate::text::space::fold_space;
use std::sync::LazyLock;

/// The share of links from which a block is a list of links.
const MOSTLY_LINKS: f64 = 0.5;
/// What holds this share of a post's text is the post, whatever it is called.
const MOST_OF_POST: f64 = 0.4;

/// Reads what class names hint at, with the phrases of the rules.
pub fn read_class_hints(c: &mut Cleaning) {
    static LEXICON: LazyLock<ClassLexicon> = LazyLock::new(|| {
        let phrases = rules::CLASS_RULES.iter().flat_map(|&(strength, reason, list)| {
            list.split('|').map(move |words| ClassPhrase { words, reason, strength })
        });
        ClassLexicon::new(phrases)
    });
    c.hints = ClassHints::of(&c.dom, &LEXICON);
}

/// Removes boilerplate.
pub fn drop_boilerplate(c: &mut Cleaning) {
    let title = Title::new(&c.post.title);
    repeated_title::drop_title_repeats(c, &title);
    let mut stats = TextStats::of(&c.dom);
    // A box of links goes as one, before its parts go one by one.
    related::drop_related_lists(c, &mut stats);
    by_class::drop_by_name(c, &mut stats);
    by_text::drop_by_text(c, &mut stats);
    sign_up::drop_sign_up_lines(c, &mut stats);
    around_article::drop_links_outside(c, &mut stats);
    // Where a section's name went from above it, the title is the first line now.
    repeated_title::drop_title_repeats(c, &title);
    repeated_title::drop_head_lines(c, &mut stats);
    feed::drop_proxy_adverts(c);
    meta_lines::drop_edge_lines(c, &stats);
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

/// Whether a block without links stands between two paragraphs of prose: then it is most likely one of them.
fn stands_in_prose(dom: &Dom, w: &TextStats, id: NodeId) -> bool {
    let is_text = |n: Option<NodeId>| n.is_some_and(|n| dom.tag(n) == "p" && w.is_prose(n));
    w.links(id) == 0
        && is_text(dom.previous_siblings(id).find(|&n| !is_nothing(dom, n)))
        && is_text(dom.next_siblings(id).find(|&n| !is_nothing(dom, n)))
}

/// Whether the words of a page's statement stand in a sentence of the text: it tells of somebody, or goes on behind them.
fn is_told(text: &str) -> bool {
    let lower = lower(text);
    lower.replace("其他", "").replace("他人", "").contains(['他', '她'])
        || lower.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "he" | "she" | "his" | "her" | "my" | "said"))
        || text.split_once("ights reserved ").is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
}

fn has_blocks(dom: &Dom, id: NodeId) -> bool {
    dom.descendants(id).any(|d| dom.is_block(d) || dom.tag(d) == "img")
}

/// The element's text if it is short and neither a block nor a picture stands inside.
fn short_text(dom: &Dom, id: NodeId, most: usize) -> Option<String> {
    short_text_beside(dom, id, most, &["br", "div", "p"])
}

/// The same, where elements of these names may stand among the words.
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
