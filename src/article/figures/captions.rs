//! What is a caption, and which picture it belongs to.

use super::LONGEST_IN_FIGURE;
use super::wrap::{LONGEST_CENTRED, is_centred};
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::{LONGEST_LINE, is_caption_like, is_caption_text};
use crate::article::facts::class_hints::ClassHints;
use crate::article::facts::small_text::is_small_print;
use crate::article::facts::title;
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;

/// A shorter centred line, in characters, may be the number of a chapter or an ornament.
const LEAST_CENTRED: usize = 8;

/// A shorter alternative text, in letters, may be repeated by chance.
const LEAST_ALT: usize = 4;

/// Moves the captions beside a figure into it.
pub(super) fn claim_neighbours(c: &mut Cleaning, figure: NodeId) {
    if c.dom.find(figure, &["img"]).is_none() {
        claim_for_previous(c, figure);
        return;
    }
    // The caption may come after the figure or after the wrapper that holds the figure alone.
    while let Some((caption, by_name)) = caption_behind(&c.dom, &c.hints, figure) {
        let has_caption = c.dom.find(figure, &["figcaption"]).is_some_and(|f| c.dom.has_text(f));
        if has_caption && (!by_name || c.dom.text_len(figure) > LONGEST_IN_FIGURE) {
            break;
        }
        take_caption(c, figure, caption);
    }
}

/// A figure without a picture, only a caption, belongs to the picture before it.
fn claim_for_previous(c: &mut Cleaning, figure: NodeId) {
    let only_caption = c.dom.find(figure, &["figcaption"]).is_some()
        && c.dom
            .find(figure, &["table", "pre", "blockquote", "ul", "ol", "a", "p"])
            .is_none_or(|n| c.dom.closest(n, &["figcaption"]).is_some());
    if !only_caption {
        return;
    }
    let Some(before) = before_wrappers(&c.dom, figure) else {
        return;
    };
    let target = if c.dom.tag(before) == "figure" { Some(before) } else { c.dom.find_all(before, &["figure"]).pop() };
    let Some(target) = target.filter(|&t| c.dom.find(t, &["img"]).is_some()) else {
        return;
    };
    // Only white space may be between them.
    let ends_with_figure = c.dom.text_len(before) == c.dom.text_len(target);
    let has_caption = c.dom.has_text(target);
    if ends_with_figure && !has_caption {
        take_caption(c, target, figure);
    }
}

fn before_wrappers(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    loop {
        let before = std::iter::successors(dom.previous(at), |&n| dom.previous(n)).find(|&n| !is_nothing(dom, n));
        if before.is_some() {
            return before;
        }
        at = dom.parent(at).filter(|&p| p != dom.root() && dom.is_container(p))?;
    }
}

/// What comes right after the figure, if it is its caption, and whether its class says so.
fn caption_behind(dom: &Dom, hints: &ClassHints, figure: NodeId) -> Option<(NodeId, bool)> {
    let mut at = figure;
    // Up through wrappers that end with the figure, three at most: farther away a caption is someone else's.
    for _ in 0..5 {
        let next =
            std::iter::successors(dom.next(at), |&n| dom.next(n)).find(|&n| !is_nothing(dom, n) && dom.tag(n) != "br");
        if let Some(next) = next {
            return judge_caption(dom, hints, figure, at, next);
        }
        at = dom
            .parent(at)
            .filter(|&p| p != dom.root() && (dom.is_container(p) || dom.tag(p) == "p" || dom.is_inline(p)))?;
    }
    None
}

fn judge_caption(
    dom: &Dom,
    hints: &ClassHints,
    figure: NodeId,
    beside: NodeId,
    next: NodeId,
) -> Option<(NodeId, bool)> {
    if matches!(dom.tag(next), "img" | "figure") {
        return None;
    }
    let by_name = is_caption_like(dom, hints, next)
        || innermost(dom, hints, next).is_some_and(|n| is_caption_like(dom, hints, n));
    // Most often it is the post's next paragraph, or all of the post that follows.
    if !by_name && (!dom.is_element(next) || dom.is_longer(next, LONGEST_LINE * 2)) {
        return None;
    }
    if dom.find(next, &["img", "iframe"]).is_some() {
        return None;
    }
    let text = dom.text(next);
    let length = text.chars().count();
    if by_name {
        return (length <= LONGEST_IN_FIGURE).then_some((next, true));
    }
    let tag = dom.tag(next);
    if is_caption_text(&text) && !matches!(tag, "ul" | "ol" | "table" | "blockquote" | "pre") {
        return Some((next, false));
    }
    // Right after the picture, bold or small or slanted throughout, and short.
    let in_line = beside == figure && matches!(tag, "b" | "strong" | "small" | "em" | "i");
    let line_ends = || {
        let behind = dom.next_siblings(next).find(|&n| !is_nothing(dom, n));
        behind.is_none_or(|n| !dom.is_inline(n) && dom.as_text(n).is_none())
    };
    // A bold line that ends with a break may be a heading; a grey one is not.
    let breaks = || dom.next_siblings(next).find(|&n| !dom.is_blank_text(n)).is_some_and(|n| dom.tag(n) == "br");
    let in_small_line = || beside == figure && matches!(tag, "span" | "font") && is_small_print(dom, next);
    if length <= LONGEST_LINE && (in_line && line_ends() || in_small_line() && (line_ends() || breaks())) {
        return Some((next, false));
    }
    if length <= LONGEST_LINE && matches!(tag, "p" | "div" | "section") && is_print_below(dom, next) {
        return Some((next, false));
    }
    if beside == figure && (is_centred_caption(dom, next, &text) || repeats_alt(dom, figure, next, &text)) {
        return Some((next, false));
    }
    // A wrapper of picture and one short text: the wrapper is called image, photo, media.
    let parent = dom.parent(next).filter(|&p| p != dom.root() && hints.get(p).is_media)?;
    // A third one is enough to know: a post may have thousands of pictures side by side.
    let only_two = || dom.each_child(parent).filter(|&n| !is_nothing(dom, n)).take(3).count() == 2;
    (length <= LONGEST_LINE * 2 && only_two()).then_some((next, true))
}

/// Whether a paragraph right below one picture says what its alternative text does.
fn repeats_alt(dom: &Dom, figure: NodeId, block: NodeId, text: &str) -> bool {
    let [img] = dom.find_all(figure, &["img"])[..] else { return false };
    let alt = dom.attr(img, "alt").map(title::key).unwrap_or_default();
    dom.tag(block) == "p" && alt.chars().count() >= LEAST_ALT && title::key(text) == alt
}

/// Whether a centred block is one line that reads like a caption, and no verse or heading goes on in the same way.
fn is_centred_caption(dom: &Dom, block: NodeId, text: &str) -> bool {
    let behind = || dom.next_siblings(block).find(|&n| !is_nothing(dom, n));
    matches!(dom.tag(block), "center" | "p" | "div")
        && (LEAST_CENTRED..=LONGEST_CENTRED).contains(&text.chars().count())
        && is_centred(dom, block)
        && dom.find(block, &["br", "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"]).is_none()
        && behind().is_none_or(|n| !is_centred(dom, n) && dom.is_element(n))
}

/// Whether a block is in small print and what follows is not: else the whole text is printed so.
fn is_print_below(dom: &Dom, block: NodeId) -> bool {
    if !is_small_print(dom, block) {
        return false;
    }
    let behind = dom.next_siblings(block).find(|&n| !is_nothing(dom, n));
    let behind = behind.or_else(|| {
        let parent = dom.parent(block)?;
        dom.next_siblings(parent).find(|&n| !is_nothing(dom, n))
    });
    behind.is_none_or(|n| !is_small_print(dom, n))
}

/// Down through wrappers with one child: the element that is about the text.
fn innermost(dom: &Dom, hints: &ClassHints, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    for _ in 0..6 {
        let Some(only) = only_child(dom, at).filter(|&n| dom.is_element(n)) else { break };
        at = only;
        if is_caption_like(dom, hints, at) {
            return Some(at);
        }
    }
    (at != id).then_some(at)
}

/// The one child that shows anything.
pub(super) fn only_child(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let mut full = dom.each_child(id).filter(|&n| !is_nothing(dom, n));
    full.next().filter(|_| full.next().is_none())
}

fn take_caption(c: &mut Cleaning, figure: NodeId, from: NodeId) {
    let caption = match c.dom.find(figure, &["figcaption"]) {
        Some(caption) => caption,
        None => {
            let caption = c.dom.add_element("figcaption");
            c.dom.append(figure, caption);
            caption
        }
    };
    let text = c.dom.text(from);
    let own = c.dom.text(caption);
    if !own.is_empty() && (own.contains(&text) || text == own) {
        let entry = c.log.add("figures", Reason::RepeatedCaption, Kind::Removed, text, Vec::new());
        c.log.detach(&mut c.dom, from, entry);
        return;
    }
    c.dom.detach(from);
    if !own.is_empty() {
        let space = c.dom.add_text(" ");
        c.dom.append(caption, space);
    }
    c.dom.append(caption, from);
}
