//! Tables, lists and galleries that only lay out pictures and their captions.

use super::{LONGEST_IN_FIGURE, gather_caption};
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::is_caption_like;
use crate::article::facts::visible::is_nothing;

/// Tables of one picture and one line, as old blogs have them, are figures.
pub(super) fn flatten_caption_tables(c: &mut Cleaning) {
    let root = c.dom.root();
    for table in c.dom.find_all(root, &["table"]) {
        if !c.dom.is_attached(table) {
            continue;
        }
        let images = c.dom.find_all(table, &["img"]);
        let cells: Vec<NodeId> =
            c.dom.find_all(table, &["td", "th"]).into_iter().filter(|&d| !is_nothing(&c.dom, d)).collect();
        if images.len() != 1 || cells.is_empty() || cells.len() > 2 || c.dom.text_len(table) > LONGEST_IN_FIGURE {
            continue;
        }
        let Some(picture_cell) = cells.iter().copied().find(|&d| c.dom.is_inside(images[0], d)) else {
            continue;
        };
        let caption_cell = cells.iter().copied().find(|&d| d != picture_cell);
        let by_class = caption_cell.is_some_and(|d| is_caption_like(&c.dom, &c.hints, d))
            || is_caption_like(&c.dom, &c.hints, table);
        // A row of two cells, picture and text, is a layout of its own: only one below the other is a caption.
        let stacked = caption_cell.is_none_or(|d| c.dom.parent(d) != c.dom.parent(picture_cell));
        if c.dom.has_text(picture_cell) || !by_class && !stacked {
            continue;
        }
        let figure = c.dom.add_element("figure");
        c.dom.insert_before(table, figure);
        c.dom.append(figure, images[0]);
        if let Some(cell) = caption_cell {
            let caption = c.dom.add_element("figcaption");
            c.dom.move_children(cell, caption);
            c.dom.append(figure, caption);
        }
        c.dom.detach(table);
    }
}

/// Lists of one picture as the term and one line as what it means, as old galleries have them, are figures.
pub(super) fn flatten_caption_lists(c: &mut Cleaning) {
    for list in c.dom.find_all(c.dom.root(), &["dl"]) {
        let parts: Vec<NodeId> = c.dom.each_child(list).filter(|&n| !is_nothing(&c.dom, n)).collect();
        let [term, meaning] = parts[..] else { continue };
        let images = c.dom.find_all(list, &["img"]);
        let is_figure = c.dom.tag(term) == "dt"
            && c.dom.tag(meaning) == "dd"
            && images.len() == 1
            && c.dom.is_inside(images[0], term)
            && !c.dom.has_text(term)
            && !c.dom.descendants(meaning).any(|d| c.dom.is_block(d))
            && c.dom.text_len(meaning) <= LONGEST_IN_FIGURE
            && c.dom.closest(list, &["figure"]).is_none();
        if is_figure {
            c.dom.rename(list, "figure");
            c.dom.rename(term, "div");
            c.dom.rename(meaning, "figcaption");
        }
    }
}

/// A list whose every item is a picture is a gallery, and needs no bullets.
pub(super) fn unwrap_gallery(dom: &mut Dom, list: NodeId) {
    let is_figure = |n: NodeId| dom.tag(n) == "figure" && dom.find(n, &["img"]).is_some();
    let full = |n: NodeId| dom.each_child(n).filter(|&k| !is_nothing(dom, k)).collect::<Vec<_>>();
    let items = full(list);
    let is_gallery = !items.is_empty()
        && items.iter().all(|&i| dom.tag(i) == "li" && !full(i).is_empty() && full(i).into_iter().all(is_figure));
    if is_gallery {
        for item in items {
            dom.unwrap(item);
        }
        dom.rename(list, "div");
    }
}

/// A gallery whose pictures have captions of their own is as many figures; its own caption goes below the last.
pub(super) fn split_gallery(c: &mut Cleaning, figure: NodeId) {
    let has_own = c.dom.find_all(figure, &["figure"]).into_iter().any(|f| c.dom.has_text(f));
    if has_own {
        let own_captions: Vec<NodeId> = c
            .dom
            .find_all(figure, &["figcaption"])
            .into_iter()
            .filter(|&cap| c.dom.closest(cap, &["figure"]) == Some(figure))
            .collect();
        for caption in own_captions {
            c.dom.rename(caption, "p");
        }
        c.dom.rename(figure, "div");
    } else {
        for f in c.dom.find_all(figure, &["figure"]) {
            c.dom.unwrap(f);
        }
        let images = c.dom.find_all(figure, &["img"]);
        gather_caption(c, figure, &images);
    }
}
