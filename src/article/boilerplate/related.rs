//! Lists of other posts under a heading that says so.

use super::phrase_lookup::{
    is_related_heading, kind_of_text, may_be_related_heading, may_have_kind, text_key, two_letters,
};
use super::sweep::Match;
use super::{MOSTLY_LINKS, holds_most};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::links::all_lead_elsewhere;
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;
use crate::text::space::{count_shown, fold_space, is_blank};

/// Finds boxes of links to other posts, and boxes of readers' comments, by the heading that they begin with.
pub fn detect(c: &Cleaning, stats: &TextStats, id: NodeId) -> Option<Match> {
    let is_box = matches!(c.dom.tag(id), "div" | "section" | "aside" | "nav");
    if (is_box || is_list_of_lines(&c.dom, id)) && is_related_box(c, stats, id) {
        return Some(Match { node: id, reason: Reason::RelatedPosts });
    }
    (is_box && is_comments_box(&c.dom, stats, id)).then_some(Match { node: id, reason: Reason::Comments })
}

/// Whether a paragraph is a heading and at least two links, each in a line of its own.
fn is_list_of_lines(dom: &Dom, id: NodeId) -> bool {
    dom.tag(id) == "p" && dom.find(id, &["br"]).is_some() && dom.find_all(id, &["a"]).len() >= 2
}

/// Whether a box after the text begins with a heading of readers' comments, which may say how many there are.
fn is_comments_box(dom: &Dom, stats: &TextStats, id: NodeId) -> bool {
    if stats.text(id) == 0 || holds_most(dom, stats, id) {
        return false;
    }
    let Some((_, heading)) = first_text(dom, id).filter(|&(_, heading)| heading_level(dom.tag(heading)).is_some())
    else {
        return false;
    };
    let text = dom.text(heading);
    let words = text.trim_matches(|c: char| !c.is_alphabetic());
    two_letters(words.chars()).is_some_and(may_have_kind)
        && kind_of_text(&text_key(words)) == Some(Reason::Comments)
        && stats.is_after_prose(dom, id)
}

fn is_related_box(c: &Cleaning, stats: &TextStats, id: NodeId) -> bool {
    let dom = &c.dom;
    if stats.text(id) == 0 || stats.prose(id) > 0 || holds_most(dom, stats, id) {
        return false;
    }
    let Some((beginning, heading)) = first_text(dom, id) else { return false };
    let named =
        || dom.is_inside(heading, id) && c.hints.get(heading).phrase.is_some_and(|r| r.reason == Reason::RelatedPosts);
    let letter = dom.as_text(beginning).and_then(|text| text.chars().find(|c| c.is_alphanumeric()));
    if letter.is_some_and(|letter| !may_be_related_heading(letter)) && !named() {
        return false;
    }
    let Some(first) = first_block(dom, id, heading) else { return false };
    if !is_related_heading(&text_key(&first)) && !named() {
        return false;
    }
    let heading_len = count_shown(&first);
    let rest = stats.text(id).saturating_sub(heading_len);
    // The author's own list is among the paragraphs, in their container; a site's box is one of its own.
    if all_lead_elsewhere(dom, c.base.as_ref(), id) && stats.links(id) > 0 {
        return false;
    }
    let own_box = dom.find_all(id, &["a"]).len() >= usize::from(rest > 0);
    own_box && (rest == 0 || stats.links(id) as f64 >= MOSTLY_LINKS * rest as f64)
}

/// The first text inside that shows anything, and its block.
fn first_text(dom: &Dom, id: NodeId) -> Option<(NodeId, NodeId)> {
    let text = dom.descendants(id).find(|&d| dom.is_shown_text(d))?;
    Some((text, block_of(dom, text)?))
}

fn block_of(dom: &Dom, id: NodeId) -> Option<NodeId> {
    dom.ancestors(id).find(|&a| !dom.is_inline(a))
}

/// The text of the first block inside, or of its first line, if it is short.
fn first_block(dom: &Dom, id: NodeId, block: NodeId) -> Option<String> {
    let mut text = String::new();
    for d in dom.descendants(id) {
        if dom.tag(d) == "br" && !is_blank(&text) {
            break;
        }
        let Some(t) = dom.as_text(d).filter(|_| dom.is_shown_text(d)) else { continue };
        if block_of(dom, d) != Some(block) {
            break;
        }
        text.push_str(t);
        if text.len() > 200 {
            return None;
        }
    }
    Some(fold_space(&text))
}
