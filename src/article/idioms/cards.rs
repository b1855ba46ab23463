//! Cards about another page, as editors make them of a pasted link: each becomes a link with the page's title, and the words
//! below it. Their icons and pictures are the other page's.

use super::{append_text, attr};
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::images::{background_of, is_picture_address};
use crate::article::reason::Reason;
use crate::text::space::fold_space;

/// More characters are no card's.
const LONGEST: usize = 700;
/// More nodes are no card's.
const MOST_NODES: usize = 120;

/// Words in the classes of cards.
#[rustfmt::skip]
pub const CARDS: &[&str] = &[
    "kg-bookmark-card", "bookmark", "bookmark-card", "embedded-post", "embedded-post-wrap", "graf--mixtapeEmbed", "onebox", "LinkCard",
    "linkcard", "link-card", "link-preview", "linkpreview", "blogcard", "blog-card", "rich-link", "wp-embedded-content",
];

/// Rewrites a card, unless something speaks against it being one.
pub fn rewrite(c: &mut Cleaning, card: NodeId) {
    // What was taken out for what it is comes back as it was.
    if c.log.restores() {
        return;
    }
    let dom = &c.dom;
    match dom.tag(card) {
        "iframe" => return drop_copy(c, card),
        // WordPress quotes no words of the page, only its title.
        "blockquote" if page_of(dom, card).is_some() => return c.dom.rename(card, "div"),
        _ => {}
    }
    let Some(page) = page_of(dom, card) else { return };
    // A picture that leads to its large copy is the article's, and a link beside words is part of their sentence.
    let in_sentence = |n: Option<NodeId>| n.is_some_and(|n| dom.is_shown_text(n));
    if is_picture_address(&page)
        || dom.is_inline(card) && (in_sentence(dom.previous(card)) || in_sentence(dom.next(card)))
        || dom.find(card, &["iframe", "video", "audio", "object", "embed", "pre", "table", "ul", "ol", "form"]).is_some()
        // A link of words alone is a link already.
        || dom.find(card, &["div", "p", "br", "h1", "h2", "h3", "h4", "img", "svg"]).is_none()
        || dom.is_longer(card, LONGEST)
    {
        return;
    }
    let inside: Vec<NodeId> = dom.descendants(card).take(MOST_NODES + 1).collect();
    let Some(block) = (inside.len() <= MOST_NODES).then(|| lines_of(&mut c.dom, &inside, card, &page)).flatten() else {
        return;
    };
    for &id in &inside {
        if matches!(c.dom.tag(id), "img" | "svg" | "amp-img") {
            c.log.remove(&mut c.dom, id, "figures", Reason::LinkCard);
        } else if let Some(address) = background_of(&c.dom, id) {
            c.log.append_image("figures", Reason::LinkCard, Kind::Removed, &address);
        }
    }
    c.dom.insert_before(card, block);
    if let Some(caption) = c.dom.find(card, &["figcaption"]) {
        c.dom.rename(caption, "p");
        c.dom.insert_before(card, caption);
    }
    c.dom.detach(card);
}

/// The frame that a script shows in the place of the quoted link before it.
fn drop_copy(c: &mut Cleaning, frame: NodeId) {
    let quote = c.dom.previous_siblings(frame).find(|&n| c.dom.is_element(n) && c.dom.has_text(n));
    let address = attr(&c.dom, frame, "src").to_owned();
    if quote
        .and_then(|quote| page_of(&c.dom, quote))
        .is_some_and(|page| address.starts_with(page.trim_end_matches('/')))
    {
        let entry = c.log.add("embeds", Reason::RepeatedEmbed, Kind::Removed, address, Vec::new());
        c.log.detach(&mut c.dom, frame, entry);
    }
}

/// The address of the one page that all links inside lead to.
#[inline(never)]
fn page_of(dom: &Dom, card: NodeId) -> Option<String> {
    let mut page = "";
    for link in dom.find_all(card, &["a"]).into_iter().chain((dom.tag(card) == "a").then_some(card)) {
        let href = attr(dom, link, "href").trim();
        let is_other = !page.is_empty() && page.trim_end_matches('/') != href.trim_end_matches('/');
        if href.is_empty() || href.starts_with('#') || is_other {
            return None;
        }
        page = href;
    }
    (!page.is_empty()).then(|| page.to_owned())
}

/// A paragraph of a card's lines: the linked title, then the others. A title is in the card's link; parts of a line that are in
/// elements of their own are joined by dots.
fn lines_of(dom: &mut Dom, inside: &[NodeId], card: NodeId, page: &str) -> Option<NodeId> {
    let mut lines: Vec<(String, bool)> = Vec::new();
    let mut title: Option<(usize, bool)> = None;
    let (mut last_block, mut last_parent) = (None, None);
    for &id in inside {
        if dom.tag(id) == "br" {
            last_block = None;
        }
        if !dom.is_shown_text(id) || dom.closest(id, &["svg", "figcaption"]).is_some() {
            continue;
        }
        let Some(parent) = dom.parent(id) else { continue };
        let mut block = parent;
        while block != card && !dom.is_block(block) {
            block = dom.parent(block)?;
        }
        let is_title = is_title(dom, parent) || is_title(dom, block);
        let is_linked = dom.tag(parent) == "a" || dom.closest(parent, &["a"]).is_some();
        let text = dom.as_text(id).unwrap_or_default();
        match lines.last_mut().filter(|line| Some(block) == last_block && line.1 == is_title) {
            Some((line, _)) => {
                line.push_str(if Some(parent) == last_parent { "" } else { " · " });
                line.push_str(text);
            }
            None => {
                if is_linked && (title.is_none() || is_title && title.is_some_and(|(_, is)| !is)) {
                    title = Some((lines.len(), is_title));
                }
                lines.push((text.to_owned(), is_title));
            }
        }
        (last_block, last_parent) = (Some(block), Some(parent));
    }
    let (title, _) = title?;
    let paragraph = dom.add_element("p");
    let link = dom.add_element("a");
    dom.set_attr(link, "href", page);
    append_text(dom, link, &fold_space(&lines.remove(title).0));
    dom.append(paragraph, link);
    for (line, _) in lines {
        let line_break = dom.add_element("br");
        dom.append(paragraph, line_break);
        append_text(dom, paragraph, &fold_space(&line));
    }
    Some(paragraph)
}

fn is_title(dom: &Dom, id: NodeId) -> bool {
    let class = attr(dom, id, "class");
    let tag = dom.tag(id);
    heading_level(tag).is_some() || matches!(tag, "b" | "strong") || class.contains("title") || class.contains("Title")
}
