//! Footnotes whose number is a block beside the note, and whose mark in the text isn't raised.

use super::{attr, full_children};
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};

/// Words in the classes of notes and of their marks.
pub const NOTES: &[&str] = &["footnote", "footnote-anchor", "footnote-ref", "footnote-item", "endnote"];

/// The most characters of a note's number, with its brackets.
const LONGEST_NUMBER: usize = 6;

/// Raises a mark in the text, or puts a number into its note's first line.
pub fn join(c: &mut Cleaning, note: NodeId) {
    let dom = &mut c.dom;
    if is_number(dom, note) {
        if dom.closest(note, &["sup"]).is_none() && dom.find(note, &["sup"]).is_none() {
            let raised = dom.add_element("sup");
            dom.insert_before(note, raised);
            dom.append(raised, note);
        }
        return;
    }
    // `<a>1</a><div><p>The note.</p></div>`
    let [number, mut first, ..] = full_children(dom, note)[..] else { return };
    while dom.is_container(first) {
        let Some(&inner) = full_children(dom, first).first() else { return };
        first = inner;
    }
    if is_number(dom, number) && dom.tag(first) == "p" {
        let space = dom.add_text(" ");
        dom.prepend(first, space);
        dom.prepend(first, number);
    }
}

/// Whether it is a link by a number to a place in the post.
fn is_number(dom: &Dom, link: NodeId) -> bool {
    let text = dom.text(link);
    dom.tag(link) == "a"
        && attr(dom, link, "href").contains('#')
        && text.len() <= LONGEST_NUMBER
        && text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_punctuation())
}
