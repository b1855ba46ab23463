//! Which comments are the article: answers by those whom the page names as its authors, and long ones without which
//! there would be little of one.

use super::items::Item;
use super::marks::{BY_ANYBODY, BY_AUTHOR};
use super::parts::Parts;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::TextStats;
use crate::text::case::lower;

/// Characters of a comment that is as long as a part of an article.
const LONG: usize = 300;
/// Comments on an article are many; answers to a question are not.
const MOST_ANSWERS: usize = 40;

/// For each comment, whether it is the article.
pub fn articles(c: &Cleaning, stats: &TextStats, block: NodeId, items: &[Item], parts: &[Parts]) -> Vec<bool> {
    let prose = own_prose(&c.dom, stats, items);
    let authors = c.post.author.as_deref().map(lower).unwrap_or_default();
    let is_author = |name: &str| authors.split([',', '、', '，', ';', '&']).any(|author| author.trim() == lower(name));
    let is_by_author =
        |at: usize| items[at].marks & BY_AUTHOR != 0 || parts[at].comment.author.as_deref().is_some_and(is_author);
    let is_shown = |at: &usize| items[*at].parent.is_none() && stats.text(items[*at].node) > 0;
    let top: Vec<usize> = (0..items.len()).filter(is_shown).collect();
    let mut is_article = vec![false; items.len()];
    let Some(&first) = top.first() else { return is_article };
    // An author who answers readers comes after them.
    let are_by_authors = prose[first] > 0 && is_by_author(first);
    if are_by_authors || are_answers(&c.dom, stats, block, items, parts, &top, &prose) {
        for at in top {
            is_article[at] = !are_by_authors || prose[at] > 0 && is_by_author(at);
        }
    }
    is_article
}

/// Characters of prose in each comment without its replies.
fn own_prose(dom: &Dom, stats: &TextStats, items: &[Item]) -> Vec<usize> {
    let mut prose: Vec<usize> = items.iter().map(|item| stats.prose(item.node)).collect();
    for item in items {
        if let Some(parent) = item.parent
            && dom.is_inside(item.node, items[parent].node)
        {
            prose[parent] = prose[parent].saturating_sub(stats.prose(item.node));
        }
    }
    prose
}

/// Whether comments are answers that the post asked for: it says less than they do, few people whom it names wrote
/// them, and each in paragraphs, as nobody does who passes by.
fn are_answers(
    dom: &Dom,
    stats: &TextStats,
    block: NodeId,
    items: &[Item],
    parts: &[Parts],
    top: &[usize],
    prose: &[usize],
) -> bool {
    let rest = stats.text(dom.root()) - stats.text(block);
    let (mut said, mut in_paragraphs) = (0, 0);
    if !(2..=MOST_ANSWERS).contains(&top.len()) {
        return false;
    }
    for &at in top {
        let Item { node, marks, .. } = items[at];
        if prose[at] == 0 || parts[at].comment.author.is_none() || marks & BY_ANYBODY != 0 {
            return false;
        }
        let paragraphs = dom.find_all(node, &["p"]).into_iter().filter(|&p| stats.is_prose(p)).count();
        said += prose[at];
        in_paragraphs += usize::from(paragraphs > 1);
    }
    said > 2 * rest && said >= LONG * top.len() && 2 * in_paragraphs > top.len()
}
