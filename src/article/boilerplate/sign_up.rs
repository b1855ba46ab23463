//! Paragraphs that ask for an address and lead to the form for it: "Sign up here for our newsletter", between the author's.

use super::phrase_lookup::phrases;
use super::rule::Section;
use super::sweep::Match;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;
use crate::text::case::lower;

/// Such a paragraph is no longer than this, in characters without white space.
const LONGEST: usize = 180;

/// Finds paragraphs that ask readers to subscribe and link to where they would: a request, an offer and the URL together.
/// A sentence about newsletters requests nothing, and a call to join a strike leads elsewhere.
pub fn detect(c: &Cleaning, stats: &TextStats, id: NodeId) -> Option<Match> {
    let dom = &c.dom;
    if !matches!(dom.tag(id), "p" | "h4" | "h5" | "li")
        || !(1..=LONGEST).contains(&stats.text(id))
        || stats.links(id) == 0
        || stats.holds_block(id)
    {
        return None;
    }
    let links = dom.find_all(id, &["a"]);
    let leads_there = !links.is_empty() && links.iter().filter_map(|&a| dom.attr(a, "href")).all(is_sign_up_url);
    let goes = leads_there
        && dom.find(id, &["img"]).is_none()
        && dom.closest(id, &["blockquote"]).is_none()
        && asks_to_sign_up(&lower(&dom.text(id)));
    goes.then_some(Match { node: id, reason: Reason::SubscriptionBox })
}

/// Whether a text asks for an address, in a sentence that begins so, and names what would come there. Speech asks others.
fn asks_to_sign_up(text: &str) -> bool {
    let begins = |at: usize| text[..at].trim_end().chars().next_back().is_none_or(|c| ".!?:。！？：，".contains(c));
    !text.contains(['"', '“', '「', '«'])
        && phrases(Section::Offer).any(|(thing, _)| text.contains(thing))
        && phrases(Section::Request).any(|(word, _)| text.match_indices(word).any(|(at, _)| begins(at)))
}

/// Whether a part of an address's path is made of nothing but words for subscribing, or its host does nothing else.
fn is_sign_up_url(href: &str) -> bool {
    let path = lower(href.split(['?', '#']).next().unwrap_or_default());
    let is_word = |word: &str| phrases(Section::UrlWord).any(|(known, _)| word.starts_with(known));
    phrases(Section::Host).any(|(host, _)| path.contains(host))
        || path.split('/').any(|part| part.split(['-', '_', '.']).all(is_word))
}
