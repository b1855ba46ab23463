//! Which comments are the article: answers by those whom the page names as its authors, and long ones without whom
//! there would be no article.

use super::items::{Item, has_class};
use super::parts::Parts;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::TextStats;
use crate::text::case::lower;

/// Classes of comments by an author of the post.
const BY_AUTHOR: &[&str] =
    &["comment-by-node-author", "by-node-author", "bypostauthor", "by-post-author", "by-author", "comment-by-author"];
/// Classes of comments by nobody in particular.
const BY_ANYBODY: &[&str] = &["comment-by-anonymous", "by-anonymous", "anonymous"];

/// Characters of a comment that is as long as a part of an article.
const LONG: usize = 300;
/// Comments on an article are many; answers to a question are not.
const MOST_ANSWERS: usize = 40;

/// For each comment, whether it is the article.
pub fn articles(c: &Cleaning, stats: &TextStats, block: NodeId, items: &[Item], parts: &[Parts]) -> Vec<bool> {
    let dom = &c.dom;
    let own: Vec<Own> = own_texts(dom, stats, items);
    let authors = authors_of(c);
    let is_by_author = |at: usize| {
        let name = parts[at].comment.author.as_deref().map(|name| lower(name.trim()));
        has_class(dom, items[at].node, BY_AUTHOR) || name.is_some_and(|name| authors.contains(&name))
    };
    let top = || (0..items.len()).filter(|&at| items[at].parent.is_none() && own[at].text > 0);
    // An author who answers readers comes after them.
    let mut is_article = vec![false; items.len()];
    if top().next().is_some_and(|first| is_by_author(first) && own[first].prose > 0) {
        top().for_each(|at| is_article[at] = own[at].prose > 0 && is_by_author(at));
    } else if top().count() > 1 && are_answers(dom, stats, block, items, parts, &own) {
        top().for_each(|at| is_article[at] = true);
    }
    is_article
}

/// What a comment says without its replies, in characters.
#[derive(Clone, Copy)]
struct Own {
    text: usize,
    prose: usize,
}

fn own_texts(dom: &Dom, stats: &TextStats, items: &[Item]) -> Vec<Own> {
    let all: Vec<Own> =
        items.iter().map(|item| Own { text: stats.text(item.node), prose: stats.prose(item.node) }).collect();
    let mut own = all.clone();
    for (item, all) in items.iter().zip(&all) {
        if let Some(parent) = item.parent
            && dom.is_inside(item.node, items[parent].node)
        {
            own[parent].text = own[parent].text.saturating_sub(all.text);
            own[parent].prose = own[parent].prose.saturating_sub(all.prose);
        }
    }
    own
}

/// The names that the front matter gives as the post's authors, in lower case.
fn authors_of(c: &Cleaning) -> Vec<String> {
    let authors = c.post.author.as_deref().unwrap_or_default();
    let names = authors.split([',', '、', '，', ';', '&']).flat_map(|names| names.split(" and "));
    names.map(|name| lower(name.trim())).filter(|name| !name.is_empty()).collect()
}

/// Whether comments are answers that the post asked for: it says less than they do, few people whom it names wrote
/// them, and each in paragraphs, as nobody does who passes by.
fn are_answers(dom: &Dom, stats: &TextStats, block: NodeId, items: &[Item], parts: &[Parts], own: &[Own]) -> bool {
    let rest = stats.text(dom.root()) - stats.text(block);
    let top: Vec<usize> = (0..items.len()).filter(|&at| items[at].parent.is_none() && own[at].text > 0).collect();
    let said: usize = top.iter().map(|&at| own[at].prose).sum();
    let has_paragraphs = |at: usize| {
        let paragraphs = dom.find_all(items[at].node, &["p"]);
        paragraphs.into_iter().filter(|&p| stats.is_prose(p)).take(2).count() == 2
    };
    top.len() <= MOST_ANSWERS
        && said > 2 * rest
        && said >= LONG * top.len()
        && top.iter().all(|&at| {
            own[at].prose > 0 && parts[at].comment.author.is_some() && !has_class(dom, items[at].node, BY_ANYBODY)
        })
        && top.iter().filter(|&&at| has_paragraphs(at)).count() * 2 > top.len()
}
