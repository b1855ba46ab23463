//! Step: what editors and scripts of pages write in ways of their own becomes what HTML has for it.

mod cards;
pub mod drawings;
mod email;
mod inline_style;
mod listings;
mod notes;

use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId};
use html5ever::local_name;

/// Rewrites one element; it may be detached by now.
type Rewrite = fn(&mut Cleaning, NodeId);

/// Words of classes, as they are written most often, and what rewrites their elements.
const CLASSES: &[(&[&str], Rewrite)] =
    &[(listings::LINES, listings::join_lines), (notes::NOTES, notes::join), (cards::CARDS, cards::rewrite)];

/// The bytes that words of [`CLASSES`] begin with: they rule out most of the words that pages use.
static FIRST_LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let (mut class, mut word) = (0, 0);
    while class < CLASSES.len() {
        if word < CLASSES[class].0.len() {
            letters[CLASSES[class].0[word].as_bytes()[0] as usize] = true;
            word += 1;
        } else {
            (class, word) = (class + 1, 0);
        }
    }
    letters
};

/// Rewrites code by lines, styled words, protected e-mail addresses, notes and link cards.
pub fn rewrite_idioms(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut found: Vec<(NodeId, Rewrite)> = Vec::new();
    for id in c.dom.descendants(root) {
        let Some(element) = c.dom.element(id).filter(|element| element.has_attributes()) else { continue };
        for (name, value) in element.attributes() {
            match *name {
                local_name!("class") => {
                    let known = |word| CLASSES.iter().find(|(words, _)| words.contains(&word));
                    let mut words =
                        value.split_ascii_whitespace().filter(|word| FIRST_LETTERS[usize::from(word.as_bytes()[0])]);
                    found.extend(words.find_map(known).map(|(_, rewrite)| (id, *rewrite)));
                }
                local_name!("style") if inline_style::may_mark(&element.name) => found.push((id, inline_style::name)),
                local_name!("href") if email::is_link(value) => found.push((id, email::decode_link)),
                _ if &**name == email::ATTRIBUTE => found.push((id, email::decode_text)),
                _ => {}
            }
        }
    }
    for (id, rewrite) in found {
        if c.dom.is_attached(id) {
            rewrite(c, id);
        }
    }
    listings::drop_numbers(c);
}

/// An attribute's value; empty if the element has no such attribute.
#[inline(never)]
fn attr<'a>(dom: &'a Dom, id: NodeId, name: &str) -> &'a str {
    dom.attr(id, name).unwrap_or_default()
}

/// Whether a class has one of these words.
#[inline(never)]
fn has_class(dom: &Dom, id: NodeId, words: &[&str]) -> bool {
    attr(dom, id, "class").split_ascii_whitespace().any(|word| words.contains(&word))
}

/// The children of a node that are no white space.
#[inline(never)]
fn full_children(dom: &Dom, id: NodeId) -> Vec<NodeId> {
    let mut children = dom.children(id);
    children.retain(|&n| !dom.is_blank_text(n));
    children
}

/// Appends a text to an element.
#[inline(never)]
fn append_text(dom: &mut Dom, id: NodeId, text: &str) {
    let text = dom.add_text(text);
    dom.append(id, text);
}
