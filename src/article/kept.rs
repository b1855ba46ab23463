//! On request only: what was taken out stands in its place again, marked, and is sanitized with the rest.
//!
//! The article itself is cleaned as ever; when it is done, each removed part is cleaned by itself and put before the
//! block that came behind it. So the article around it is the very same, and so are the numbers of the entries.

use super::dom::{Dom, NodeId};
use super::limits::{self, Limit};
use super::names::Names;
use super::policy::KEPT_PREFIX;
use super::record::{Gap, Record};
use super::{Cleaning, embed, figure, flow, hidden, image, link, parse, serialize, white_space};
use std::collections::HashMap;

/// What blocks may be put into. Everywhere else a part goes before the whole.
const PLACES: &[&str] = &["blockquote", "li", "dd", "td", "th", "details"];

/// Puts the wanted entries back; gives the numbers of those that stand now.
///
/// # Errors
/// The limit that a part went beyond.
pub fn put_back(c: &mut Cleaning) -> Result<Vec<usize>, Limit> {
    let gaps = c.record.take_gaps();
    if gaps.is_empty() {
        return Ok(Vec::new());
    }
    let by_node: HashMap<NodeId, Gap> = gaps.iter().map(|gap| (gap.gone, *gap)).collect();
    let mut kept = Vec::new();
    for gap in gaps.iter().filter(|gap| c.record.wants(gap.entry)) {
        // What can't be cleaned by itself is there by its words.
        let part = part(c, gap).unwrap_or_else(|_| Dom::new());
        let mark = c.dom.add_element("ins");
        // An entry may stand in several places; an id may not.
        if !kept.contains(&gap.entry) {
            c.dom.set_attr(mark, "id", &format!("{KEPT_PREFIX}{}", gap.entry));
            kept.push(gap.entry);
        } else {
            c.dom.set_attr(mark, "id", &format!("{KEPT_PREFIX}{}.{}", gap.entry, gap.gone.index()));
        }
        if part.is_empty() || !part.has_text(part.root()) && part.find(part.root(), &["img"]).is_none() {
            // A frame shows nothing without a request; its address stands for it.
            let change = &c.record.changes()[gap.entry];
            let words = if change.text.is_empty() { change.images.join(" ") } else { change.text.clone() };
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
    kept.sort_unstable();
    Ok(kept)
}

/// One removed part, cleaned but for what took it out.
fn part(c: &Cleaning, gap: &Gap) -> Result<Dom, Limit> {
    let mut html = String::new();
    serialize::node_to_html(&c.dom, gap.gone, &mut html);
    let mut part = Cleaning {
        post: c.post,
        dom: parse::parse(&html)?,
        names: Names::default(),
        record: Record::restoring(),
        embeds: Vec::new(),
        base: c.base.clone(),
        grown: 0,
        growth_limit: c.growth_limit,
    };
    part.dom.set_step_limit(limits::STEPS_FLOOR + limits::STEPS_PER_BYTE * html.len() as u64);
    hidden::drop_unseen(&mut part.dom);
    part.names = Names::of(&part.dom);
    image::resolve_images(&mut part);
    embed::replace_frames(&mut part);
    part.check()?;
    figure::build_figures(&mut part);
    part.check()?;
    flow::flatten(&mut part);
    white_space::fold_white_space(&mut part);
    link::resolve_links(&mut part);
    make_anonymous(&mut part.dom);
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

/// Puts the mark where the part stood, or as near as the article still tells.
fn place(dom: &mut Dom, gaps: &HashMap<NodeId, Gap>, gap: &Gap, mark: NodeId) {
    let behind = standing(dom, gaps, gap.behind, |gap| gap.behind);
    if let Some(block) = behind.map(|id| block_of(dom, id)) {
        dom.insert_before(block, mark);
        return;
    }
    let before = standing(dom, gaps, gap.before, |gap| gap.before);
    match before.map(|id| block_of(dom, id)) {
        Some(block) => {
            // Behind the parts that were put there already.
            let last = std::iter::successors(dom.next(block), |&n| dom.next(n))
                .take_while(|&n| dom.attr(n, "id").is_some_and(|id| id.starts_with(KEPT_PREFIX)))
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

/// The block that the node stands in: the outermost of those that may have a part put beside them.
fn block_of(dom: &Dom, id: NodeId) -> NodeId {
    let mut at = id;
    while let Some(parent) = dom.parent(at).filter(|&p| p != dom.root() && !PLACES.contains(&dom.tag(p))) {
        at = parent;
    }
    at
}
