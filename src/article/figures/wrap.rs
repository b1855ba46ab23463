//! A picture in the text gets a figure of its own, with what in its paragraph is its caption.

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::{LONGEST_LINE, is_caption_text};
use crate::article::facts::visible::is_nothing;

/// A centred line below a picture is its caption up to this length.
const LONGEST_CENTRED: usize = 60;

/// The link that holds nothing but the picture, or the picture.
pub(super) fn link_around(dom: &Dom, img: NodeId) -> NodeId {
    let mut top = img;
    let mut link = img;
    while let Some(parent) = dom.parent(top) {
        if !dom.is_inline(parent) || dom.each_child(parent).any(|c| c != top && !is_nothing(dom, c)) {
            break;
        }
        top = parent;
        if dom.tag(parent) == "a" {
            link = parent;
        }
    }
    link
}

/// Puts a picture that is a block into a figure of its own.
pub(super) fn wrap_picture(c: &mut Cleaning, img: NodeId) {
    let picture = link_around(&c.dom, img);
    // The block that holds the picture and nothing else.
    let mut block = picture;
    while let Some(parent) = c.dom.parent(block).filter(|&p| p != c.dom.root()) {
        let tag = c.dom.tag(parent);
        let alone = c.dom.each_child(parent).all(|n| n == block || is_nothing(&c.dom, n));
        if !alone
            || matches!(tag, "li" | "td" | "th" | "dd" | "dt" | "blockquote" | "figcaption" | "a")
            || !(c.dom.is_container(parent)
                || c.dom.is_inline(parent)
                || tag == "p"
                || crate::article::dom::elements::heading_level(tag).is_some())
        {
            break;
        }
        block = parent;
    }
    let figure = c.dom.add_element("figure");
    if block != picture {
        c.dom.insert_before(block, figure);
        c.dom.append(figure, picture);
        c.dom.detach(block);
        return;
    }
    let Some(parent) = c.dom.parent(picture) else { return };
    if c.dom.tag(parent) == "p" || c.dom.is_inline(parent) {
        if let Some(caption) = formatted_rest(&c.dom, picture) {
            // <p><img><b>caption</b></p>
            let p = block_above(&c.dom, picture);
            c.dom.insert_before(p, figure);
            c.dom.append(figure, picture);
            let figcaption = c.dom.add_element("figcaption");
            for node in caption {
                c.dom.append(figcaption, node);
            }
            c.dom.append(figure, figcaption);
            c.dom.detach(p);
            return;
        }
        if is_several_pictures(&c.dom, parent) {
            c.dom.insert_before(picture, figure);
            c.dom.append(figure, picture);
            return;
        }
        if stands_at_line_edge(&c.dom, picture) {
            c.dom.insert_before(picture, figure);
            c.dom.append(figure, picture);
        }
        return;
    }
    c.dom.insert_before(picture, figure);
    c.dom.append(figure, picture);
}

fn block_above(dom: &Dom, id: NodeId) -> NodeId {
    let mut at = id;
    while let Some(parent) = dom.parent(at).filter(|&p| p != dom.root()) {
        at = parent;
        if !dom.is_inline(at) {
            break;
        }
    }
    at
}

/// The rest of a paragraph after a picture, if it is all in one kind of formatting: a caption in bold, small or slanted.
fn formatted_rest(dom: &Dom, picture: NodeId) -> Option<Vec<NodeId>> {
    let parent = dom.parent(picture)?;
    if dom.tag(parent) != "p" {
        return None;
    }
    let before_is_empty =
        std::iter::successors(dom.previous(picture), |&n| dom.previous(n)).all(|n| is_nothing(dom, n));
    let rest: Vec<NodeId> =
        std::iter::successors(dom.next(picture), |&n| dom.next(n)).filter(|&n| !is_nothing(dom, n)).collect();
    let text: String = rest.iter().map(|&n| dom.text(n)).collect::<Vec<_>>().join(" ");
    let formatted = rest.iter().all(|&n| {
        matches!(dom.tag(n), "b" | "strong" | "small" | "em" | "i" | "sub" | "font") && dom.find(n, &["img"]).is_none()
    });
    let is_caption = formatted && text.chars().count() <= LONGEST_LINE * 2
        || is_caption_text(&text) && rest.iter().all(|&n| dom.find(n, &["img"]).is_none() && dom.tag(n) != "img");
    let is_caption = is_caption || is_centred_line(dom, parent, picture, &rest, &text);
    (before_is_empty && !rest.is_empty() && is_caption).then_some(rest)
}

/// A centred paragraph of a picture, a line break and one short line: the line is the caption.
fn is_centred_line(dom: &Dom, paragraph: NodeId, picture: NodeId, rest: &[NodeId], text: &str) -> bool {
    let style = |n: NodeId| dom.attr(n, "style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
    let is_centred = |n: NodeId| {
        dom.tag(n) == "center"
            || style(n).contains("text-align:center")
            || dom.attr(n, "align").is_some_and(|a| a.eq_ignore_ascii_case("center"))
            || dom.attr(n, "class").is_some_and(|c| c.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w == "center"))
    };
    let mut behind = dom.next_siblings(picture).filter(|&n| !dom.is_blank_text(n));
    let breaks = |n: NodeId| dom.tag(n) == "br";
    text.chars().count() <= LONGEST_CENTRED
        && behind.next().is_some_and(breaks)
        && !behind.any(breaks)
        && rest.iter().all(|&n| dom.is_inline(n) && dom.find(n, &["img"]).is_none() || dom.as_text(n).is_some())
        && (is_centred(paragraph) || dom.parent(paragraph).is_some_and(is_centred))
}

/// A paragraph of nothing but pictures.
fn is_several_pictures(dom: &Dom, parent: NodeId) -> bool {
    !dom.has_text(parent)
}

/// Whether a line break, another picture or the paragraph's edge is on one side of a picture, which is no icon in the line then.
fn stands_at_line_edge(dom: &Dom, picture: NodeId) -> bool {
    let neighbour = |mut at: Option<NodeId>, back: bool| {
        while let Some(n) = at {
            if !dom.is_blank_text(n) {
                return Some(n);
            }
            at = if back { dom.previous(n) } else { dom.next(n) };
        }
        None
    };
    let edge = |n: Option<NodeId>| n.is_none_or(|n| matches!(dom.tag(n), "br" | "img" | "figure"));
    edge(neighbour(dom.previous(picture), true)) || edge(neighbour(dom.next(picture), false))
}
