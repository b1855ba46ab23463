//! Inline drawings of figures: the policy allows no SVG, so the words in one stand in its place.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::reason::Reason;
use crate::text::space::fold_space;

/// More characters in a drawing are the labels of a chart, and say nothing without it.
const MOST_LABELS: usize = 200;

/// Replaces each drawing that a figure shows by what it says.
pub fn say_all(c: &mut Cleaning) {
    let root = c.dom.root();
    for figure in c.dom.find_all(root, &["figure"]) {
        let drawings = c.dom.find_all(figure, &["svg"]);
        if drawings.is_empty() || c.dom.find(figure, &["img", "picture", "video", "iframe", "pre", "table"]).is_some() {
            continue;
        }
        for drawing in drawings {
            // Icons of links and buttons say what those do.
            if c.dom.closest(drawing, &["a", "button", "svg"]).is_none() && !say(c, drawing) {
                // No figure without a picture is a caption for the one before it, if it had a picture of its own.
                for caption in c.dom.find_all(figure, &["figcaption"]) {
                    c.dom.rename(caption, "p");
                }
                c.dom.rename(figure, "div");
            }
        }
    }
}

/// Replaces a drawing by its words, if it has any that say something.
fn say(c: &mut Cleaning, drawing: NodeId) -> bool {
    let whole = c.dom.text_apart(drawing);
    let label = c.dom.attr(drawing, "aria-label").map(fold_space).unwrap_or_default();
    let names = words(c, drawing, &["title", "desc"]);
    let labels = words(c, drawing, &["text"]);
    let mut parts: Vec<&str> = Vec::new();
    for part in [&label, &names, &labels] {
        let is_short = part.chars().count() <= MOST_LABELS;
        if is_short && !part.is_empty() && !parts.contains(&part.as_str()) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return false;
    }
    let said = parts.join(" ");
    c.log.append("hidden", Reason::Drawing, Kind::Changed, &whole);
    let line = c.dom.add_element("p");
    // Figures without a picture are kept for it.
    c.dom.set_attr(line, "role", "img");
    let text = c.dom.add_text(&said);
    c.dom.append(line, text);
    c.dom.replace(drawing, line);
    true
}

/// The texts of a drawing's elements with these names.
fn words(c: &Cleaning, drawing: NodeId, names: &[&str]) -> String {
    let texts = c.dom.find_all(drawing, names).into_iter().map(|id| fold_space(&c.dom.text_apart(id)));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
