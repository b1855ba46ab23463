//! Paragraphs that ask for an address and lead to the form for it: "Sign up here for our newsletter", between the author's.

use super::Cleaning;
use super::clutter_rules::{SIGN_UP_ADDRESSES, SIGN_UP_WORDS};
use super::weights::Weights;
use crate::article::dom::lower;

/// Such a paragraph is no longer than this, in characters without white space.
const LONGEST: usize = 180;

/// Takes out paragraphs that ask readers to subscribe and hold a link to where they would: the words and the address together.
pub fn drop_sign_up_lines(c: &mut Cleaning, w: &mut Weights) {
    for id in c.dom.find_all(c.dom.root(), &["p", "h2", "h3", "h4", "h5", "li"]) {
        if !c.dom.is_attached(id) || !(1..=LONGEST).contains(&w.text(id)) || w.links(id) == 0 || w.holds_block(id) {
            continue;
        }
        let links = c.dom.find_all(id, &["a"]);
        let leads_there = !links.is_empty()
            && links.iter().filter_map(|&a| c.dom.attr(a, "href")).all(|href| {
                let href = lower(href);
                SIGN_UP_ADDRESSES.iter().any(|part| href.contains(part))
            });
        if !leads_there || c.dom.find(id, &["img"]).is_some() || c.dom.closest(id, &["blockquote"]).is_some() {
            continue;
        }
        let text = lower(&c.dom.text(id));
        if SIGN_UP_WORDS.iter().any(|word| text.contains(word)) {
            w.remove(&c.dom, id);
            c.record.remove(&mut c.dom, id, "furniture", "subscription-box");
        }
    }
}
