//! How long the HTML of a tree is at the most, without writing it.

use super::cleaning::{Cleaning, step_limit};
use super::dom::{Data, Dom, NodeId};
use super::limits;

/// Bytes of a tag that can't hold too many escaped signs: one has four bytes at the least.
const HARMLESS_TAG: usize = 2 * limits::MAX_ATTRIBUTE_LOOKS.isqrt();

/// Values up to this length are not looked through for signs.
const SHORT: usize = 256;

/// Whether writing the article out can't take it beyond a limit.
pub fn is_safe(c: &Cleaning) -> bool {
    let (length, longest) = of(&c.dom, c.dom.root());
    length <= c.growth_limit
        && captions_at_most(&c.dom) <= c.growth_limit
        && longest <= HARMLESS_TAG
        && c.dom.steps() <= step_limit(c.post.body.len()) / 2
}

/// How many bytes the captions of the list of pictures have at the most: each picture is listed with its figure's caption.
fn captions_at_most(dom: &Dom) -> usize {
    // A character has four bytes at the most.
    let captions: usize = dom.find_all(dom.root(), &["figcaption"]).iter().map(|&f| 4 * dom.text_len(f)).sum();
    if captions == 0 { 0 } else { captions * dom.find_all(dom.root(), &["img"]).len() }
}

/// How many bytes of HTML what is inside a node is at the most.
pub fn inside(dom: &Dom, top: NodeId) -> usize {
    of(dom, top).0
}

/// The same, and the length of its longest tag.
fn of(dom: &Dom, top: NodeId) -> (usize, usize) {
    let (mut length, mut longest) = (0, 0);
    for id in dom.descendants(top) {
        length += match dom.data(id) {
            Data::Text(text) => escaped_at_most(text),
            Data::Element(element) => {
                let values = element.attributes();
                let inside: usize = values.map(|(name, value)| name.len() + 4 + escaped_at_most(value)).sum();
                let tag = element.name.len() + 3 + inside;
                longest = tag.max(longest);
                tag + element.name.len() + 3
            }
            Data::Root | Data::Comment(_) => 0,
        };
    }
    (length, longest)
}

/// How many bytes a text has at the most once it is escaped.
fn escaped_at_most(text: &str) -> usize {
    if text.len() <= SHORT {
        return 6 * text.len();
    }
    let signs = text.bytes().filter(|b| matches!(b, b'&' | b'<' | b'>' | b'"' | 0xc2)).count();
    text.len() + 5 * signs
}
