//! Step: page furniture goes. Structure, role and text decide together; in doubt a thing stays.

mod by_name;
mod by_text;
mod edges;
mod feed;
mod head;
mod outside;
mod related;
mod sign_up;
mod tables;
mod weights;

use super::Cleaning;
use super::clutter_rules;
use super::dom::{Dom, NodeId, fold_space, lower};
use super::names::Names;
use super::title::Title;
use weights::Weights;

/// The share of links from which a block is a list of links.
const MOSTLY_LINKS: f64 = 0.5;
/// What holds this share of a post's text is the post, whatever it is called.
const MOST_OF_POST: f64 = 0.4;

/// Takes page furniture out.
pub fn drop_clutter(c: &mut Cleaning) {
    let title = Title::new(&c.post.title);
    head::drop_title_repeats(c, &title);
    let mut weights = Weights::of(&c.dom);
    // A box of links goes as one, before its parts go one by one.
    related::drop_related_lists(c, &mut weights);
    by_name::drop_by_name(c, &mut weights);
    by_text::drop_by_text(c, &mut weights);
    sign_up::drop_sign_up_lines(c, &mut weights);
    outside::drop_links_outside(c, &mut weights);
    // Where a section's name went from above it, the title is the first line now.
    head::drop_title_repeats(c, &title);
    head::drop_head_lines(c, &mut weights);
    feed::drop_proxy_adverts(c);
    edges::drop_edge_lines(c, &weights);
}

/// Whether a node shows nothing: blank text, comments, elements without text or substance.
pub fn is_nothing(dom: &Dom, id: NodeId) -> bool {
    if dom.is_substance(id) || dom.is_shown_text(id) {
        return false;
    }
    dom.descendants(id).all(|d| !dom.is_shown_text(d) && !dom.shows_itself(d))
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
fn stands_in_prose(dom: &Dom, w: &Weights, id: NodeId) -> bool {
    let is_text = |n: Option<NodeId>| n.is_some_and(|n| dom.tag(n) == "p" && w.is_prose(n));
    w.links(id) == 0
        && is_text(dom.siblings_before(id).find(|&n| !is_nothing(dom, n)))
        && is_text(dom.siblings_behind(id).find(|&n| !is_nothing(dom, n)))
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

/// Whether the element is a caption, or stands where only captions stand.
fn is_caption_place(dom: &Dom, names: &Names, id: NodeId) -> bool {
    super::figure::is_caption_like(dom, names, id) || dom.closest(id, &["figcaption"]).is_some()
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
