//! On request only: removed parts are put back in their places, marked, and sanitized with the rest.
//!
//! The article itself is cleaned as ever; when it is done, each removed part is cleaned by itself and put before the
//! block that came after it. So the article around it is the very same, and so are the numbers of the entries.

use super::changes::Gap;
use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId, serialize};
use super::limits::Limit;
use super::pipeline;
use super::policy::RESTORED_PREFIX;
use std::collections::{BTreeSet, HashMap};

/// What blocks may be put into. Everywhere else a part goes before the whole.
const PLACES: &[&str] = &["blockquote", "li", "dd", "td", "th", "details"];

/// Puts the wanted entries back. Returns the indices of those that were.
///
/// # Errors
/// The limit that a part went beyond.
pub fn restore(c: &mut Cleaning) -> Result<Vec<usize>, Limit> {
    let gaps = c.log.take_gaps();
    if gaps.is_empty() {
        return Ok(Vec::new());
    }
    let by_node: HashMap<NodeId, Gap> = gaps.iter().map(|gap| (gap.removed, *gap)).collect();
    let mut restored = BTreeSet::new();
    for gap in gaps.iter().filter(|gap| c.log.wants(gap.entry)) {
        // What can't be cleaned by itself is there by its words.
        let part = cleaned_part(c, gap).unwrap_or_else(|_| Dom::new());
        let mark = c.dom.add_element("ins");
        // An entry may be in several places; an id may not.
        if restored.insert(gap.entry) {
            c.dom.set_attr(mark, "id", &format!("{RESTORED_PREFIX}{}", gap.entry));
        } else {
            c.dom.set_attr(mark, "id", &format!("{RESTORED_PREFIX}{}.{}", gap.entry, gap.removed.index()));
        }
        if part.is_empty() || !part.has_text(part.root()) && part.find(part.root(), &["img"]).is_none() {
            // A frame shows nothing without a request, so its URL is shown.
            let change = &c.log.changes()[gap.entry];
            let words = if change.text.is_empty() { change.images.join(" ") } else { change.text.clone() };
            // An entry of many places is there by its words in each.
            c.grown += words.len();
            let line = c.dom.add_element("p");
            let text = c.dom.add_text(&words);
            c.dom.append(line, text);
            c.dom.append(mark, line);
        } else {
            c.dom.graft(mark, &part);
        }
        place(&mut c.dom, &by_node, gap, mark);
        c.check()?;
    }
    Ok(restored.into_iter().collect())
}

/// One removed part, cleaned but for what removed it.
fn cleaned_part(c: &Cleaning, gap: &Gap) -> Result<Dom, Limit> {
    let mut html = String::new();
    serialize::node_to_html(&c.dom, gap.removed, &mut html);
    let mut part = c.of_removed(&html)?;
    let run = pipeline::run_restored(&mut part);
    make_anonymous(&mut part.dom);
    c.dom.spend(part.dom.steps());
    run?;
    part.check()?;
    Ok(part.dom)
}

/// Nothing of the part is a place of the article: no heading of its outline, no target of its links.
fn make_anonymous(dom: &mut Dom) {
    let root = dom.root();
    for heading in dom.find_all(root, &["h1", "h2", "h3", "h4", "h5", "h6"]) {
        dom.rename(heading, "p");
    }
    for id in dom.descendants(root).collect::<Vec<_>>() {
        dom.remove_attr(id, "id");
        if dom.attr(id, "href").is_some_and(|href| href.starts_with('#')) {
            dom.remove_attr(id, "href");
        }
    }
}

/// Puts the mark in the part's place, or as near as the article allows.
fn place(dom: &mut Dom, gaps: &HashMap<NodeId, Gap>, gap: &Gap, mark: NodeId) {
    let after = standing(dom, gaps, gap.after, |gap| gap.after);
    if let Some(block) = after.map(|id| block_of(dom, id)) {
        dom.insert_before(block, mark);
        return;
    }
    let before = standing(dom, gaps, gap.before, |gap| gap.before);
    match before.map(|id| block_of(dom, id)) {
        Some(block) => {
            // Behind the parts that were put there already.
            let last = std::iter::successors(dom.next(block), |&n| dom.next(n))
                .take_while(|&n| dom.attr(n, "id").is_some_and(|id| id.starts_with(RESTORED_PREFIX)))
                .last();
            dom.insert_after(last.unwrap_or(block), mark);
        }
        None => dom.append(dom.root(), mark),
    }
}

/// The neighbour, or where that was taken out too, the neighbour's in turn.
fn standing(
    dom: &Dom,
    gaps: &HashMap<NodeId, Gap>,
    neighbour: Option<NodeId>,
    next: impl Fn(&Gap) -> Option<NodeId>,
) -> Option<NodeId> {
    let mut at = neighbour?;
    // Neighbours only go one way, so each gap is met once.
    for _ in 0..=gaps.len() {
        let mut top = at;
        while let Some(parent) = dom.parent(top) {
            top = parent;
        }
        if top == dom.root() {
            return Some(at);
        }
        at = next(gaps.get(&top)?)?;
    }
    None
}

/// The node's block: the outermost one that a part may be put beside.
fn block_of(dom: &Dom, id: NodeId) -> NodeId {
    let mut at = id;
    while let Some(parent) = dom.parent(at).filter(|&p| p != dom.root() && !PLACES.contains(&dom.tag(p))) {
        at = parent;
    }
    at
}
