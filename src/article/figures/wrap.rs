//! A picture in the text gets a figure of its own, with what in its paragraph is its caption.

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::{LONGEST_LINE, is_caption_text};
use crate::article::facts::title;
use crate::article::facts::visible::is_nothing;

/// A centred line below a picture is its caption up to this length.
pub(super) const LONGEST_CENTRED: usize = 60;

/// More pictures side by side are no part of a sentence.
const MOST_IN_LINE: usize = 8;

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
    if c.dom.is_inline(block) && block != picture && !stands_at_line_edge(&c.dom, block) {
        return;
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
#[inline(never)]
fn formatted_rest(dom: &Dom, picture: NodeId) -> Option<Vec<NodeId>> {
    let parent = dom.parent(picture)?;
    if dom.tag(parent) != "p" {
        return None;
    }
    let is_full = |&n: &NodeId| !is_nothing(dom, n);
    let mut before: Vec<NodeId> = dom.previous_siblings(picture).filter(is_full).collect();
    let rest: Vec<NodeId> = dom.next_siblings(picture).filter(is_full).collect();
    if rest.is_empty() && !before.is_empty() {
        // A credit before the picture that it is of, in brackets.
        before.reverse();
        let text: String = before.iter().map(|&n| dom.text(n)).collect::<Vec<_>>().join(" ");
        let holds_picture = before.iter().any(|&n| dom.tag(n) == "img" || dom.find(n, &["img"]).is_some());
        let is_credit = text.starts_with(['(', '（']) && text.ends_with([')', '）']) && is_caption_text(&text);
        return (is_credit && !holds_picture).then_some(before);
    }
    let before_is_empty = before.is_empty();
    let text: String = rest.iter().map(|&n| dom.text(n)).collect::<Vec<_>>().join(" ");
    let formatted = rest.iter().all(|&n| {
        matches!(dom.tag(n), "b" | "strong" | "small" | "em" | "i" | "sub" | "font" | "code")
            && dom.find(n, &["img"]).is_none()
    });
    let is_caption = formatted && text.chars().count() <= LONGEST_LINE * 2
        || is_caption_text(&text) && rest.iter().all(|&n| dom.find(n, &["img"]).is_none() && dom.tag(n) != "img");
    // Exporters write a picture's caption as its alternative text, too.
    let repeats_alt = || {
        let img = if dom.tag(picture) == "img" { Some(picture) } else { dom.find(picture, &["img"]) };
        let alt = img.and_then(|img| dom.attr(img, "alt")).map(title::key).unwrap_or_default();
        !alt.is_empty() && title::key(&text) == alt && rest.iter().all(|&n| dom.find(n, &["img"]).is_none())
    };
    let is_caption = is_caption || repeats_alt() || is_centred_line(dom, parent, picture, &rest, &text);
    (before_is_empty && !rest.is_empty() && is_caption).then_some(rest)
}

/// Whether a block centres what it holds.
#[inline(never)]
pub(super) fn is_centred(dom: &Dom, id: NodeId) -> bool {
    let style = dom.attr(id, "style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
    dom.tag(id) == "center"
        || style.contains("text-align:center")
        || dom.attr(id, "align").is_some_and(|a| a.eq_ignore_ascii_case("center"))
        || dom.attr(id, "class").is_some_and(|c| c.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w == "center"))
}

/// A centred paragraph of a picture, a line break and one short line: the line is the caption.
fn is_centred_line(dom: &Dom, paragraph: NodeId, picture: NodeId, rest: &[NodeId], text: &str) -> bool {
    let mut behind = dom.next_siblings(picture).filter(|&n| !dom.is_blank_text(n));
    let breaks = |n: NodeId| dom.tag(n) == "br";
    text.chars().count() <= LONGEST_CENTRED
        && behind.next().is_some_and(breaks)
        && !behind.any(breaks)
        && rest.iter().all(|&n| dom.is_inline(n) && dom.find(n, &["img"]).is_none() || dom.as_text(n).is_some())
        && (is_centred(dom, paragraph) || dom.parent(paragraph).is_some_and(|parent| is_centred(dom, parent)))
}

/// A paragraph of nothing but pictures.
fn is_several_pictures(dom: &Dom, parent: NodeId) -> bool {
    !dom.has_text(parent)
}

/// Whether a line break or the paragraph's edge is on one side of a picture, which is no icon in the line then.
#[inline(never)]
fn stands_at_line_edge(dom: &Dom, picture: NodeId) -> bool {
    let neighbour = |back: bool| {
        let mut beside = picture;
        let mut pictures = 0;
        loop {
            let mut at = if back { dom.previous(beside) } else { dom.next(beside) };
            while let Some(n) = at {
                // Several pictures side by side are in the line as one is.
                pictures += usize::from(dom.tag(n) == "img");
                if !dom.is_blank_text(n) && (dom.tag(n) != "img" || pictures > MOST_IN_LINE) {
                    return Some(n);
                }
                at = if back { dom.previous(n) } else { dom.next(n) };
            }
            // The line goes on beyond an element within it.
            beside = dom.parent(beside).filter(|&parent| dom.is_inline(parent))?;
        }
    };
    let edge = |n: Option<NodeId>| n.is_none_or(|n| matches!(dom.tag(n), "br" | "img" | "figure"));
    edge(neighbour(true)) || edge(neighbour(false))
}
