//! Cards about another page, as editors make them of a pasted link: each becomes a link with the page's title, and the words
//! below it. Their icons and pictures are the other page's.

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

/// Whether a word of a class is a card's.
#[rustfmt::skip]
pub fn is_card(word: &str) -> bool {
    matches!(
        word,
        "kg-bookmark-card" | "bookmark" | "bookmark-card" | "embedded-post" | "embedded-post-wrap" | "graf--mixtapeEmbed" | "onebox"
            | "LinkCard" | "linkcard" | "link-card" | "link-preview" | "linkpreview" | "blogcard" | "blog-card" | "rich-link" | "wp-embedded-content"
    )
}

/// Rewrites the cards, outermost first.
pub fn rewrite_all(c: &mut Cleaning, found: &[NodeId]) {
    // What was taken out for what it is comes back as it was.
    if c.log.restores() {
        return;
    }
    for &card in found {
        if !c.dom.is_attached(card) {
            continue;
        }
        match c.dom.tag(card) {
            "iframe" => drop_copy(c, card),
            // WordPress quotes no words of the page, only its title.
            "blockquote" if only_link(c, card).is_some() => c.dom.rename(card, "div"),
            _ => rewrite(c, card),
        }
    }
}

/// The frame that a script shows in the place of the quoted link before it.
fn drop_copy(c: &mut Cleaning, frame: NodeId) {
    let before = c.dom.previous_siblings(frame).find(|&n| c.dom.is_element(n) && c.dom.has_text(n));
    let link = before.and_then(|before| only_link(c, before));
    let is_same = link.and_then(|link| c.dom.attr(link, "href")).is_some_and(|href| {
        let page = href.trim_end_matches('/');
        !page.is_empty() && c.dom.attr(frame, "src").is_some_and(|src| src.starts_with(page))
    });
    if is_same {
        let address = c.dom.attr(frame, "src").unwrap_or_default().to_string();
        let entry = c.log.add("embeds", Reason::RepeatedEmbed, Kind::Removed, address, Vec::new());
        c.log.detach(&mut c.dom, frame, entry);
    }
}

/// The one link inside, or the first of several to the same page.
fn only_link(c: &Cleaning, card: NodeId) -> Option<NodeId> {
    let mut links = c.dom.find_all(card, &["a"]);
    if c.dom.tag(card) == "a" {
        links.insert(0, card);
    }
    let href = |link: NodeId| c.dom.attr(link, "href").map(|href| href.trim().trim_end_matches('/'));
    let first = links.first().copied().filter(|&first| href(first).is_some_and(|href| !href.starts_with('#')))?;
    links.iter().all(|&link| href(link) == href(first)).then_some(first)
}

fn rewrite(c: &mut Cleaning, card: NodeId) {
    let dom = &c.dom;
    let Some(link) = only_link(c, card) else { return };
    let caption = dom.find(card, &["figcaption"]);
    let inside: Vec<NodeId> = dom.descendants(card).take(MOST_NODES + 1).collect();
    // A link of words alone is a link already.
    let is_built = |&n: &NodeId| {
        dom.is_block(n) && !matches!(dom.tag(n), "figcaption" | "figure") || dom.tag(n) == "br" || shows(dom, n)
    };
    let holds_more =
        dom.find(card, &["iframe", "video", "audio", "object", "embed", "pre", "table", "ul", "ol", "form"]).is_some();
    if inside.len() > MOST_NODES || holds_more || dom.text_len(card) > LONGEST || !inside.iter().any(is_built) {
        return;
    }
    // A picture that leads to its large copy is the article's, and a link beside words is part of their sentence.
    let href = dom.attr(link, "href").unwrap_or_default().to_string();
    if is_picture_address(&href) || dom.is_inline(card) && is_in_sentence(dom, card) {
        return;
    }
    let lines = lines_of(dom, card, caption);
    let linked = || lines.iter().enumerate().filter(|(_, line)| line.is_linked);
    let Some((title, _)) = linked().find(|(_, line)| line.is_title).or_else(|| linked().next()) else { return };
    for &id in &inside {
        if shows(&c.dom, id) {
            c.log.remove(&mut c.dom, id, "figures", Reason::LinkCard);
        } else if let Some(address) = background_of(&c.dom, id) {
            c.log.append_image("figures", Reason::LinkCard, Kind::Removed, &address);
        }
    }
    let block = c.dom.add_element("p");
    let new_link = c.dom.add_element("a");
    c.dom.set_attr(new_link, "href", &href);
    c.dom.append(block, new_link);
    let text = c.dom.add_text(&lines[title].text);
    c.dom.append(new_link, text);
    for (_, line) in lines.iter().enumerate().filter(|(number, _)| *number != title) {
        let line_break = c.dom.add_element("br");
        c.dom.append(block, line_break);
        let text = c.dom.add_text(&line.text);
        c.dom.append(block, text);
    }
    c.dom.insert_before(card, block);
    if let Some(caption) = caption {
        c.dom.rename(caption, "p");
        c.dom.insert_before(card, caption);
    }
    c.dom.detach(card);
}

/// Whether an element is a picture or a drawing.
fn shows(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.tag(id), "img" | "svg" | "picture" | "amp-img")
}

/// Whether an element has words right beside it in its line.
fn is_in_sentence(dom: &Dom, id: NodeId) -> bool {
    let mut beside = dom.previous_siblings(id).chain(dom.next_siblings(id)).filter(|&n| !dom.is_blank_text(n));
    beside.any(|n| dom.as_text(n).is_some())
}

/// A line of a card.
struct Line {
    text: String,
    /// Whether its element is called a title, a heading or strong.
    is_title: bool,
    /// Whether it is inside the card's link.
    is_linked: bool,
}

/// The texts of a card's innermost blocks. Parts of a line that have classes of their own are joined by dots.
fn lines_of(dom: &Dom, card: NodeId, caption: Option<NodeId>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut last_block, mut last_part) = (None, None);
    for id in dom.descendants(card) {
        if dom.tag(id) == "br" {
            last_block = None;
        }
        let is_of_caption = caption.is_some_and(|caption| dom.is_inside(id, caption));
        if !dom.is_shown_text(id) || is_of_caption || dom.closest(id, &["svg"]).is_some() {
            continue;
        }
        let is_block = |at: NodeId| at == card || dom.is_block(at);
        let block = dom.ancestors(id).find(|&at| is_block(at));
        let part = dom.ancestors(id).find(|&at| is_block(at) || dom.attr(at, "class").is_some());
        let is_title = [part, block].into_iter().flatten().any(|at| is_title(dom, at));
        let text = dom.as_text(id).unwrap_or_default();
        match lines.last_mut().filter(|line| block == last_block && line.is_title == is_title) {
            Some(line) => line.text.extend([if part == last_part { "" } else { " · " }, text]),
            None => {
                let is_linked = dom.tag(card) == "a" || dom.closest(id, &["a"]).is_some();
                lines.push(Line { text: text.to_owned(), is_title, is_linked });
            }
        }
        (last_block, last_part) = (block, part);
    }
    for line in &mut lines {
        line.text = fold_space(&line.text);
    }
    lines
}

fn is_title(dom: &Dom, id: NodeId) -> bool {
    heading_level(dom.tag(id)).is_some()
        || matches!(dom.tag(id), "b" | "strong")
        || dom.attr(id, "class").is_some_and(|class| class.to_ascii_lowercase().contains("title"))
}
