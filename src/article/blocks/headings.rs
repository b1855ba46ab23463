//! Step: the title is the page's `h1`; headings of the body begin at `h2`, those of a comment at `h4`, and leave out no level.

use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::dom::elements::heading_level;

/// Renumbers the headings.
pub fn renumber(c: &mut Cleaning) {
    let root = c.dom.root();
    let headings: Vec<(NodeId, u8)> =
        c.dom.descendants(root).filter_map(|id| Some((id, heading_level(c.dom.tag(id))?))).collect();
    // Levels that are open, as the source has them; how many there are is the level as we write it.
    let mut open: Vec<u8> = Vec::new();
    // The page has headings of its own above a comment's.
    let first = if c.is_below { 4 } else { 2 };
    for (id, level) in headings {
        while open.last().is_some_and(|&l| l >= level) {
            open.pop();
        }
        open.push(level);
        let new = (open.len() - 1 + first).min(6);
        c.dom.rename(id, &format!("h{new}"));
    }
}
