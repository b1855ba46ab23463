//! Words that a style makes bold, slanted or struck, as editors paste them, get the elements that say so.

use super::attr;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use html5ever::{LocalName, local_name};

/// Whether a style of such an element may mark its words, or take its mark away.
pub fn may_mark(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("span")
            | local_name!("font")
            | local_name!("b")
            | local_name!("strong")
            | local_name!("i")
            | local_name!("em")
    )
}

/// Elements that mark words, the elements around that make another mark needless, and styles that mean them.
#[rustfmt::skip]
const MARKS: &[(&str, &[&str], &[&str])] = &[
    ("strong", &["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "pre", "code"],
        &["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900"]),
    ("em", &["i", "em", "pre", "code"], &["font-style:italic", "font-style:oblique"]),
    ("s", &["s", "pre", "code"], &["text-decoration:line-through", "text-decoration-line:line-through"]),
];

/// Gives an element's words the marks that its style means, or takes the element's own away.
pub fn name(c: &mut Cleaning, id: NodeId) {
    let mut style = attr(&c.dom, id, "style").to_ascii_lowercase();
    style.retain(|c| !c.is_ascii_whitespace());
    let means = |styles: &[&str]| styles.iter().any(|known| style.contains(known));
    let is_plain = match c.dom.tag(id) {
        "b" | "strong" => means(&["font-weight:normal", "font-weight:400"]),
        "i" | "em" => means(&["font-style:normal"]),
        _ => false,
    };
    if is_plain {
        return c.dom.rename(id, "span");
    }
    if !matches!(c.dom.tag(id), "span" | "font") || !c.dom.has_text(id) {
        return;
    }
    for (mark, around, styles) in MARKS {
        // What all of a page looks like marks nothing.
        if means(styles) && c.dom.closest(id, around).is_none() && c.dom.is_longer(c.dom.root(), c.dom.text_len(id) * 2)
        {
            let marked = c.dom.add_element(mark);
            c.dom.move_children(id, marked);
            c.dom.append(id, marked);
        }
    }
}
