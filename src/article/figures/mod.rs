//! Step: a picture and its caption end in one `figure`, whatever the source did with them.

mod captions;
mod finish;
mod layout;
mod wrap;

use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId};
use super::facts::images::size;
use super::limits::{self, Limit};
use super::media::Figure;
use crate::article::facts::visible::is_nothing;
use captions::claim_neighbours;
use finish::{finish, log_tooltips};
use layout::{flatten_caption_lists, flatten_caption_tables, split_gallery, unwrap_gallery};
use wrap::{link_around, wrap_picture};

/// Text beside a picture in its own figure is its caption up to this length.
const LONGEST_IN_FIGURE: usize = 600;

/// Pictures up to this size, in pixels, are icons within the line.
const ICON: u32 = 48;

/// Builds the figures.
pub fn build_figures(c: &mut Cleaning) {
    let root = c.dom.root();
    flatten_caption_tables(c);
    flatten_caption_lists(c);
    for figure in c.dom.find_all(root, &["figure"]) {
        if c.dom.is_attached(figure) {
            settle_figure(c, figure);
        }
    }
    for img in c.dom.find_all(root, &["img"]) {
        if c.dom.is_attached(img) && c.dom.closest(img, &["figure", "pre"]).is_none() && !is_icon(&c.dom, img) {
            wrap_picture(c, img);
        }
    }
    // Figures that are captions of others move into them, and all keep their order.
    let figures = c.dom.find_all(root, &["figure"]);
    for &figure in &figures {
        if c.dom.is_attached(figure) {
            claim_neighbours(c, figure);
        }
    }
    for figure in figures {
        if c.dom.is_attached(figure) {
            finish(c, figure);
        }
    }
    for img in c.dom.find_all(root, &["img"]) {
        if c.dom.closest(img, &["figure"]).is_none() {
            log_tooltips(c, img, "");
        }
    }
    for list in c.dom.find_all(root, &["ul", "ol"]) {
        unwrap_gallery(&mut c.dom, list);
    }
}

fn is_icon(dom: &Dom, img: NodeId) -> bool {
    let (width, height) = size(dom, img);
    width.is_some_and(|w| w <= ICON) && height.is_none_or(|h| h <= ICON) || height.is_some_and(|h| h <= ICON / 2)
}

/// A figure of the source: nested ones become one, its text becomes its caption.
fn settle_figure(c: &mut Cleaning, figure: NodeId) {
    let images = c.dom.find_all(figure, &["img"]);
    let inner: Vec<NodeId> = c.dom.find_all(figure, &["figure"]);
    if images.is_empty() {
        // No picture: a caption for the one before it, a quotation, a table or code. Decided when its neighbours are known.
        return;
    }
    if !inner.is_empty() {
        if images.len() == 1 || inner.len() == 1 {
            for f in inner {
                c.dom.unwrap(f);
            }
        } else {
            split_gallery(c, figure);
            return;
        }
    }
    if c.dom
        .find(figure, &["table", "pre", "blockquote", "ul", "ol"])
        .is_some_and(|b| c.dom.find(b, &["img"]).is_none() && c.dom.has_text(b))
    {
        return;
    }
    if c.dom.text_len(figure) > LONGEST_IN_FIGURE && c.dom.find(figure, &["figcaption"]).is_none() {
        // A whole section was put into a figure, which it is not.
        c.dom.rename(figure, "div");
        return;
    }
    gather_caption(c, figure, &images);
}

/// Leaves in the figure its pictures, each with its link, and one caption made of all other text.
fn gather_caption(c: &mut Cleaning, figure: NodeId, images: &[NodeId]) {
    let caption = c.dom.add_element("figcaption");
    let pictures: Vec<NodeId> = images.iter().map(|&img| link_around(&c.dom, img)).collect();
    for &picture in &pictures {
        let mark = c.dom.add_text("");
        c.dom.insert_before(picture, mark);
        c.dom.detach(picture);
        c.dom.detach(mark);
    }
    let texts: Vec<NodeId> = c.dom.children(figure);
    for child in texts {
        if c.dom.tag(child) == "figcaption" {
            append_line(&mut c.dom, caption, child);
            c.dom.move_children(child, caption);
            c.dom.detach(child);
        } else if !is_nothing(&c.dom, child) {
            append_line(&mut c.dom, caption, child);
            c.dom.append(caption, child);
        } else {
            c.dom.detach(child);
        }
    }
    for picture in pictures {
        c.dom.append(figure, picture);
    }
    c.dom.append(figure, caption);
}

/// Separates two parts of a caption, a caption and a credit, by a space.
fn append_line(dom: &mut Dom, caption: NodeId, next: NodeId) {
    if dom.first_child(caption).is_some() && !is_nothing(dom, next) {
        let space = dom.add_text(" ");
        dom.append(caption, space);
    }
}

/// The article's pictures in their order.
///
/// # Errors
/// The limit of growth: each picture of a figure has its caption.
pub fn list(c: &Cleaning) -> Result<Vec<Figure>, Limit> {
    let dom = &c.dom;
    let mut room = c.growth_limit;
    let mut captioned: Option<(NodeId, String)> = None;
    let mut text_before = 0;
    let mut figures: Vec<Figure> = Vec::new();
    for id in dom.descendants(dom.root()) {
        if let Some(text) = dom.as_text(id)
            && figures.is_empty()
        {
            text_before += text.chars().count();
        }
        if dom.tag(id) != "img" {
            continue;
        }
        let figure = dom.closest(id, &["figure"]);
        let caption = match (figure, &captioned) {
            (None, _) => String::new(),
            (Some(figure), Some((same, caption))) if *same == figure => caption.clone(),
            (Some(figure), _) => {
                let caption = dom.find(figure, &["figcaption"]).map(|f| dom.text(f)).unwrap_or_default();
                captioned = Some((figure, caption.clone()));
                caption
            }
        };
        room = room.checked_sub(caption.len()).ok_or(Limit { name: "growth", value: limits::GROWTH })?;
        figures.push(Figure {
            src: dom.attr(id, "src").unwrap_or("").to_string(),
            alt: dom.attr(id, "alt").unwrap_or("").to_string(),
            caption,
            lead: figures.is_empty() && figure.is_some() && text_before < 400,
        });
    }
    Ok(figures)
}
