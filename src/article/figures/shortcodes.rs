//! WordPress writes a picture with its caption between `[caption …]` and `[/caption]`; without that system the marks are text.

use super::LONGEST_IN_FIGURE;
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;
use crate::text::space::fold_space;
use memchr::memchr_iter;

const OPEN: &str = "[caption";
const CLOSE: &str = "[/caption]";

/// No more nodes are between the two marks.
const MOST_PARTS: usize = 24;

/// Makes figures of what is between such marks.
pub(super) fn read_captions(c: &mut Cleaning) {
    let body = c.post.body.as_bytes();
    let has_mark = memchr_iter(b'[', body).any(|at| body[at..].starts_with(OPEN.as_bytes()));
    if !has_mark && c.post.discussion.is_empty() {
        return;
    }
    let root = c.dom.root();
    let has_mark = |id: &NodeId| c.dom.as_text(*id).is_some_and(|text| text.contains(OPEN));
    let marks: Vec<NodeId> = c.dom.descendants(root).filter(has_mark).collect();
    for mark in marks {
        if c.dom.is_attached(mark) && c.dom.closest(mark, &["pre", "code", "figure"]).is_none() {
            read_caption(c, mark);
        }
    }
}

#[inline(never)]
fn read_caption(c: &mut Cleaning, mark: NodeId) {
    let Some(text) = c.dom.as_text(mark).map(str::to_string) else { return };
    let Some((before, rest)) = text.split_once(OPEN) else { return };
    let Some((attributes, behind)) = rest.split_once(']').filter(|(a, _)| a.starts_with(char::is_whitespace)) else {
        return;
    };
    // Between the marks are one picture and a line.
    let mut inside = Vec::new();
    let mut end = None;
    for node in c.dom.next_siblings(mark).take(MOST_PARTS) {
        if let Some((line, after)) = c.dom.as_text(node).and_then(|text| text.split_once(CLOSE)) {
            end = Some((node, line.to_string(), after.to_string()));
            break;
        }
        inside.push(node);
    }
    let Some((end, line, after)) = end else { return };
    let images: Vec<NodeId> = inside.iter().filter(|&&n| holds_image(&c.dom, n)).copied().collect();
    let length: usize = inside.iter().map(|&n| c.dom.text_len(n)).sum();
    let [picture] = images[..] else { return };
    if length > LONGEST_IN_FIGURE || c.dom.has_text(picture) {
        return;
    }
    let figure = c.dom.add_element("figure");
    c.dom.insert_before(end, figure);
    c.dom.append(figure, picture);
    let caption = c.dom.add_element("figcaption");
    let own = attributes.split_once("caption=\"").or_else(|| attributes.split_once("caption=“"));
    let own = own.and_then(|(_, rest)| rest.split(['"', '”']).next()).unwrap_or_default().to_string();
    for part in [own, behind.to_string()] {
        let part = c.dom.add_text(&part);
        c.dom.append(caption, part);
    }
    for node in inside {
        if node != picture && !is_nothing(&c.dom, node) {
            c.dom.append(caption, node);
        }
    }
    let line = c.dom.add_text(&line);
    c.dom.append(caption, line);
    c.dom.append(figure, caption);
    c.dom.set_text(mark, before);
    c.dom.set_text(end, &after);
    let tag = fold_space(&format!("{OPEN}{attributes}] {CLOSE}"));
    c.log.append("figures", Reason::SiteTag, Kind::Removed, &tag);
}

fn holds_image(dom: &Dom, id: NodeId) -> bool {
    dom.tag(id) == "img" || dom.find(id, &["img"]).is_some()
}
