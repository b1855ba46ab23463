//! Words that a style makes bold, slanted or struck, as editors paste them, get the elements that say so.

use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;

/// Whether a style of this element may mark words or take a mark away.
pub fn may_mark(name: &str) -> bool {
    matches!(name, "span" | "font" | "b" | "strong" | "i" | "em")
}

/// What a style says of the words inside.
#[derive(Default)]
struct Look {
    bold: Option<bool>,
    slanted: Option<bool>,
    struck: bool,
}

/// Gives the elements the names that their styles mean.
pub fn name_all(c: &mut Cleaning, styled: &[NodeId]) {
    let all = if styled.is_empty() { 0 } else { c.dom.text_len(c.dom.root()) };
    for &id in styled {
        let look = c.dom.attr(id, "style").map(look_of).unwrap_or_default();
        let tag = c.dom.tag(id);
        let is_plain_bold = matches!(tag, "b" | "strong") && look.bold == Some(false);
        let is_plain_slant = matches!(tag, "i" | "em") && look.slanted == Some(false);
        if is_plain_bold || is_plain_slant {
            c.dom.rename(id, "span");
            continue;
        }
        if !matches!(tag, "span" | "font") {
            continue;
        }
        let mut marks: Vec<&str> = Vec::new();
        let bold = look.bold == Some(true)
            && c.dom.closest(id, &["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"]).is_none();
        let slanted = look.slanted == Some(true) && c.dom.closest(id, &["i", "em"]).is_none();
        marks.extend(
            [(bold, "strong"), (slanted, "em"), (look.struck, "s")].iter().filter(|(is, _)| *is).map(|(_, mark)| mark),
        );
        // What all of a page looks like marks nothing, and code has colours and weights of its own.
        if marks.is_empty()
            || !c.dom.has_text(id)
            || c.dom.text_len(id) * 2 > all
            || c.dom.closest(id, &["pre", "code"]).is_some()
        {
            continue;
        }
        let mut inner = id;
        for (number, mark) in marks.into_iter().enumerate() {
            if number == 0 {
                c.dom.rename(id, mark);
            } else {
                let wrapper = c.dom.add_element(mark);
                c.dom.move_children(inner, wrapper);
                c.dom.append(inner, wrapper);
                inner = wrapper;
            }
        }
    }
}

fn look_of(style: &str) -> Look {
    let mut look = Look::default();
    for (name, value) in style.split(';').filter_map(|rule| rule.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        match &*name.trim().to_ascii_lowercase() {
            "font-weight" => {
                look.bold = match &*value {
                    "bold" | "bolder" => Some(true),
                    "normal" => Some(false),
                    number => number.parse::<u32>().ok().map(|weight| weight >= 600),
                }
            }
            "font-style" => look.slanted = Some(matches!(&*value, "italic" | "oblique")),
            "text-decoration" | "text-decoration-line" => look.struck = value.contains("line-through"),
            _ => {}
        }
    }
    look
}
