//! Footnotes whose number is a block beside the note, and whose mark in the text isn't raised.

use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;

/// The most characters of a note's number, with its brackets.
const LONGEST_NUMBER: usize = 6;

/// Whether a word of a class is that of a note or of its mark.
pub fn is_note(word: &str) -> bool {
    matches!(word, "footnote" | "footnote-anchor" | "footnote-ref" | "footnote-item" | "endnote")
}

/// Puts numbers into the first lines of their notes, and raises the marks in the text.
pub fn join_all(c: &mut Cleaning, notes: &[NodeId]) {
    for &note in notes {
        if c.dom.tag(note) == "a" {
            raise(c, note);
        } else if c.dom.is_container(note) {
            join_number(c, note);
        }
    }
}

fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(['[', ']', '(', ')', '.', ' ']);
    text.len() <= LONGEST_NUMBER && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())
}

fn is_inner_link(c: &Cleaning, link: NodeId) -> bool {
    c.dom.attr(link, "href").is_some_and(|href| href.contains('#')) && is_number(&c.dom.text(link))
}

fn raise(c: &mut Cleaning, link: NodeId) {
    if is_inner_link(c, link) && c.dom.closest(link, &["sup"]).is_none() && c.dom.find(link, &["sup"]).is_none() {
        let raised = c.dom.add_element("sup");
        c.dom.insert_before(link, raised);
        c.dom.append(raised, link);
    }
}

/// `<a>1</a><div><p>The note.</p></div>`: the number begins the note's first paragraph.
fn join_number(c: &mut Cleaning, note: NodeId) {
    let dom = &mut c.dom;
    let Some(number) = dom.each_child(note).find(|&n| !dom.is_blank_text(n)) else { return };
    let link = if dom.tag(number) == "a" { Some(number) } else { dom.find(number, &["a"]) };
    let Some(link) = link.filter(|_| is_number(&dom.text(number))) else { return };
    let Some(mut first) = dom.next_siblings(number).find(|&n| !dom.is_blank_text(n)) else { return };
    while dom.is_container(first) {
        let Some(child) = dom.each_child(first).find(|&n| !dom.is_blank_text(n)) else { return };
        first = child;
    }
    if dom.attr(link, "href").is_none_or(|href| !href.contains('#')) || dom.tag(first) != "p" {
        return;
    }
    let space = dom.add_text(" ");
    dom.prepend(first, space);
    dom.prepend(first, link);
}
