//! Inline drawings of figures: the policy allows no SVG, so the words in one are in its place.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::reason::Reason;

/// More bytes in a drawing are the labels of a chart, and say nothing without it.
const MOST_LABELS: usize = 400;

/// Replaces each drawing that a figure shows by what it says.
pub fn say_all(c: &mut Cleaning) {
    let root = c.dom.root();
    for drawing in c.dom.find_all(root, &["svg"]) {
        // Icons of links and buttons say what those do.
        let Some(figure) = c.dom.closest(drawing, &["figure"]) else { continue };
        if c.dom.closest(drawing, &["a", "button", "svg"]).is_some()
            || c.dom.find(figure, &["img", "picture", "video", "iframe", "pre", "table"]).is_some()
        {
            continue;
        }
        let mut said = words(c, drawing, &["title", "desc", "text"]);
        if said.len() > MOST_LABELS {
            said = words(c, drawing, &["title", "desc"]);
        }
        if said.is_empty() || said.len() > MOST_LABELS {
            // A figure without a picture is a caption for the one before it, unless it had a picture of its own.
            for caption in c.dom.find_all(figure, &["figcaption"]) {
                c.dom.rename(caption, "p");
            }
            c.dom.rename(figure, "div");
            continue;
        }
        let whole = c.dom.text_apart(drawing);
        c.log.append("hidden", Reason::Drawing, Kind::Changed, &whole);
        let line = c.dom.add_element("p");
        // Figures without a picture are kept for it.
        c.dom.set_attr(line, "role", "img");
        super::append_text(&mut c.dom, line, &said);
        c.dom.replace(drawing, line);
    }
}

/// The texts of a drawing's elements with these names.
#[inline(never)]
fn words(c: &Cleaning, drawing: NodeId, names: &[&str]) -> String {
    let mut said = String::new();
    for id in c.dom.find_all(drawing, names) {
        let text = c.dom.text_apart(id);
        if !said.is_empty() && !text.is_empty() {
            said.push(' ');
        }
        said.push_str(&text);
    }
    said
}
