//! Paragraphs that ask for an address and lead to the form for it: "Sign up here for our newsletter", between the author's.

use super::rules::{SIGN_UP_ADDRESSES, SIGN_UP_HOSTS, SIGN_UP_THINGS, SIGN_UP_WORDS};
use crate::article::cleaning::Cleaning;
use crate::article::facts::text_stats::TextStats;
use crate::text::case::lower;

/// Such a paragraph is no longer than this, in characters without white space.
const LONGEST: usize = 180;

/// Takes out paragraphs that ask readers to subscribe and hold a link to where they would: all of what they ask, what
/// for and the address together. A sentence about newsletters asks for nothing, and a call to join a strike leads elsewhere.
pub fn drop_sign_up_lines(c: &mut Cleaning, w: &mut TextStats) {
    for id in c.dom.find_all(c.dom.root(), &["p", "h4", "h5", "li"]) {
        if !c.dom.is_attached(id) || !(1..=LONGEST).contains(&w.text(id)) || w.links(id) == 0 || w.holds_block(id) {
            continue;
        }
        let links = c.dom.find_all(id, &["a"]);
        let leads_there =
            !links.is_empty() && links.iter().filter_map(|&a| c.dom.attr(a, "href")).all(is_sign_up_address);
        if !leads_there || c.dom.find(id, &["img"]).is_some() || c.dom.closest(id, &["blockquote"]).is_some() {
            continue;
        }
        if asks_to_sign_up(&lower(&c.dom.text(id))) {
            w.remove(&c.dom, id);
            c.log.remove(&mut c.dom, id, "furniture", "subscription-box");
        }
    }
}

/// Whether a text asks for an address, in a sentence that begins so, and names what would come there. Speech asks others.
fn asks_to_sign_up(text: &str) -> bool {
    let begins = |at: usize| text[..at].trim_end().chars().next_back().is_none_or(|c| ".!?:。！？：，".contains(c));
    !text.contains(['"', '“', '「', '«'])
        && SIGN_UP_THINGS.iter().any(|thing| text.contains(thing))
        && SIGN_UP_WORDS.iter().any(|word| text.match_indices(word).any(|(at, _)| begins(at)))
}

/// Whether a part of an address's path is made of nothing but words for subscribing, or its host does nothing else.
fn is_sign_up_address(href: &str) -> bool {
    let href = lower(href);
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let is_word = |word: &str| SIGN_UP_ADDRESSES.iter().any(|known| word.starts_with(known));
    SIGN_UP_HOSTS.iter().any(|host| path.contains(host))
        || path.split('/').any(|part| part.split(['-', '_', '.']).all(is_word))
}
