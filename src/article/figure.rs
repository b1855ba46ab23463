//! Step: a picture and its caption end in one `figure`, whatever the source did with them.

use super::clutter::is_nothing;
use super::dom::{Dom, NodeId, fold_space, push_lower};
use super::names::Names;
use super::record::Kind;
use super::small_print::is_small_print;
use super::{Cleaning, Figure};

/// Beginnings of a line that is a caption by what it says.
#[rustfmt::skip]
const CAPTION_STARTS: &[&str] = &[
    "图片来源", "圖片來源", "图片：", "圖片：", "图：", "圖：", "图:", "圖:", "图/", "圖/", "图／", "圖／", "图｜", "圖｜", "图|", "圖|", "（图", "(图", "（圖", "(圖", "图源", "圖源", "图为", "圖為", "图片说明", "圖片說明", "图说", "圖說", "图片提供", "圖片提供", "摄影：", "攝影：", "摄影/", "攝影／", "攝影/", "照片：", "照片来源", "照片來源", "资料图", "資料圖", "資料照", "资料照", "来源：", "來源：", "版权", "▲", "△", "▼", "↑",
    "photo:", "photo by", "photos:", "photograph:", "photo credit", "image:", "image by", "image credit", "image source", "image via", "credit:", "source:", "picture:", "getty images", "courtesy of", "via:", "©", "写真：", "写真=", "写真＝", "画像：", "出典：", "사진=", "사진:", "foto:", "fotos:", "bild:", "crédit", "фото:",
];

/// A caption is no longer than this, unless the source itself marks it as one.
const LONGEST_LINE: usize = 160;
/// A centred line below a picture is its caption up to this length.
const LONGEST_CENTRED: usize = 60;
/// What stands beside a picture in its own figure is its caption up to this length.
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
    for list in c.dom.find_all(root, &["ul", "ol"]) {
        unwrap_gallery(&mut c.dom, list);
    }
}

/// Whether the element is called a caption.
pub fn is_caption_like(dom: &Dom, names: &Names, id: NodeId) -> bool {
    dom.tag(id) == "figcaption" || names.get(id).is_caption
}

/// Whether a text is a caption by how it begins.
pub fn is_caption_text(text: &str) -> bool {
    if text.chars().take(LONGEST_LINE + 1).count() > LONGEST_LINE {
        return false;
    }
    let mut head = String::new();
    text.chars().take(16).for_each(|c| push_lower(c, &mut head));
    let inner = head.trim_start_matches(['(', '（', '[', '【']);
    let begins =
        |text: &str, start: &str| text.as_bytes().first() == start.as_bytes().first() && text.starts_with(start);
    CAPTION_STARTS.iter().any(|start| begins(inner, start) || begins(&head, start))
}

fn is_icon(dom: &Dom, img: NodeId) -> bool {
    let (width, height) = super::image::size(dom, img);
    width.is_some_and(|w| w <= ICON) && height.is_none_or(|h| h <= ICON) || height.is_some_and(|h| h <= ICON / 2)
}

/// Tables of one picture and one line, as old blogs have them, are figures.
fn flatten_caption_tables(c: &mut Cleaning) {
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
        let by_class = caption_cell.is_some_and(|d| is_caption_like(&c.dom, &c.names, d))
            || is_caption_like(&c.dom, &c.names, table);
        // A row of two cells, picture and text, is a layout of its own: only one below the other is a caption.
        let stacked = caption_cell.is_none_or(|d| c.dom.parent(d) != c.dom.parent(picture_cell));
        if c.dom.text_len(picture_cell) > 0 || !by_class && !stacked {
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
fn flatten_caption_lists(c: &mut Cleaning) {
    for list in c.dom.find_all(c.dom.root(), &["dl"]) {
        let parts: Vec<NodeId> = c.dom.each_child(list).filter(|&n| !is_nothing(&c.dom, n)).collect();
        let [term, meaning] = parts[..] else { continue };
        let images = c.dom.find_all(list, &["img"]);
        let is_figure = c.dom.tag(term) == "dt"
            && c.dom.tag(meaning) == "dd"
            && images.len() == 1
            && c.dom.is_inside(images[0], term)
            && c.dom.text_len(term) == 0
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
        .is_some_and(|b| c.dom.find(b, &["img"]).is_none() && c.dom.text_len(b) > 0)
    {
        return;
    }
    if c.dom.text_len(figure) > LONGEST_IN_FIGURE && c.dom.find(figure, &["figcaption"]).is_none() {
        // A whole section was put into a figure; it is none.
        c.dom.rename(figure, "div");
        return;
    }
    gather_caption(c, figure, &images);
}

/// A list whose every item is a picture is a gallery, and needs no bullets.
fn unwrap_gallery(dom: &mut Dom, list: NodeId) {
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

/// A gallery whose pictures have captions of their own is as many figures; its own caption stands below the last.
fn split_gallery(c: &mut Cleaning, figure: NodeId) {
    let has_own = c.dom.find_all(figure, &["figure"]).into_iter().any(|f| c.dom.text_len(f) > 0);
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

/// Between two parts of a caption, a caption and a credit, stands a space.
fn append_line(dom: &mut Dom, caption: NodeId, next: NodeId) {
    if dom.first_child(caption).is_some() && !is_nothing(dom, next) {
        let space = dom.add_text(" ");
        dom.append(caption, space);
    }
}

/// The link that holds nothing but the picture, or the picture.
fn link_around(dom: &Dom, img: NodeId) -> NodeId {
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

/// Puts a picture that stands as a block into a figure of its own.
fn wrap_picture(c: &mut Cleaning, img: NodeId) {
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
                || super::tags::heading_level(tag).is_some())
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

/// The rest of a paragraph behind a picture, if it is all in one kind of formatting: a caption in bold, small or slanted.
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

/// A centred paragraph of a picture, a line break and one short line: the line is what stands below the picture.
fn is_centred_line(dom: &Dom, paragraph: NodeId, picture: NodeId, rest: &[NodeId], text: &str) -> bool {
    let style = |n: NodeId| dom.attr(n, "style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
    let is_centred = |n: NodeId| {
        dom.tag(n) == "center"
            || style(n).contains("text-align:center")
            || dom.attr(n, "align").is_some_and(|a| a.eq_ignore_ascii_case("center"))
            || dom.attr(n, "class").is_some_and(|c| c.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w == "center"))
    };
    let mut behind = dom.siblings_behind(picture).filter(|&n| !dom.is_blank_text(n));
    let breaks = |n: NodeId| dom.tag(n) == "br";
    text.chars().count() <= LONGEST_CENTRED
        && behind.next().is_some_and(breaks)
        && !behind.any(breaks)
        && rest.iter().all(|&n| dom.is_inline(n) && dom.find(n, &["img"]).is_none() || dom.as_text(n).is_some())
        && (is_centred(paragraph) || dom.parent(paragraph).is_some_and(is_centred))
}

/// A paragraph of nothing but pictures.
fn is_several_pictures(dom: &Dom, parent: NodeId) -> bool {
    dom.text_len(parent) == 0
}

/// Whether a line break, another picture or the paragraph's edge stands on one side of a picture: then it is no icon in the line.
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

/// Takes the captions that stand beside a figure into it.
fn claim_neighbours(c: &mut Cleaning, figure: NodeId) {
    if c.dom.find(figure, &["img"]).is_none() {
        claim_for_previous(c, figure);
        return;
    }
    // The caption may stand behind the figure or behind the wrapper that holds the figure alone.
    while let Some((caption, by_name)) = caption_behind(&c.dom, &c.names, figure) {
        let has_caption = c.dom.find(figure, &["figcaption"]).is_some_and(|f| c.dom.text_len(f) > 0);
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
    // Only white space may stand between.
    let ends_with_figure = c.dom.text_len(before) == c.dom.text_len(target);
    let has_caption = c.dom.text_len(target) > 0;
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

/// What stands right behind the figure, if it is its caption; and whether its name says so.
fn caption_behind(dom: &Dom, names: &Names, figure: NodeId) -> Option<(NodeId, bool)> {
    let mut at = figure;
    // Up through wrappers that end with the figure, three at most: farther away a caption is someone else's.
    for _ in 0..5 {
        let next =
            std::iter::successors(dom.next(at), |&n| dom.next(n)).find(|&n| !is_nothing(dom, n) && dom.tag(n) != "br");
        if let Some(next) = next {
            return judge_caption(dom, names, figure, at, next);
        }
        at = dom
            .parent(at)
            .filter(|&p| p != dom.root() && (dom.is_container(p) || dom.tag(p) == "p" || dom.is_inline(p)))?;
    }
    None
}

fn judge_caption(dom: &Dom, names: &Names, figure: NodeId, beside: NodeId, next: NodeId) -> Option<(NodeId, bool)> {
    if matches!(dom.tag(next), "img" | "figure") {
        return None;
    }
    let by_name = is_caption_like(dom, names, next)
        || innermost(dom, names, next).is_some_and(|n| is_caption_like(dom, names, n));
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
    // Right behind the picture, bold or small or slanted through and through, and short.
    let in_line = beside == figure && matches!(tag, "b" | "strong" | "small" | "em" | "i");
    let line_ends = || {
        let behind = dom.siblings_behind(next).find(|&n| !is_nothing(dom, n));
        behind.is_none_or(|n| !dom.is_inline(n) && dom.as_text(n).is_none())
    };
    // A bold line that a break ends may be a heading; a grey one is none.
    let breaks = || dom.siblings_behind(next).find(|&n| !dom.is_blank_text(n)).is_some_and(|n| dom.tag(n) == "br");
    let in_small_line = || beside == figure && matches!(tag, "span" | "font") && is_small_print(dom, next);
    if length <= LONGEST_LINE && (in_line && line_ends() || in_small_line() && (line_ends() || breaks())) {
        return Some((next, false));
    }
    if length <= LONGEST_LINE && matches!(tag, "p" | "div" | "section") && is_print_below(dom, next) {
        return Some((next, false));
    }
    // A wrapper of picture and one short text: the wrapper is called image, photo, media.
    let parent = dom.parent(next).filter(|&p| p != dom.root() && names.get(p).is_media)?;
    // A third one is enough to know: a post may have thousands of pictures side by side.
    let only_two = || dom.each_child(parent).filter(|&n| !is_nothing(dom, n)).take(3).count() == 2;
    (length <= LONGEST_LINE * 2 && only_two()).then_some((next, true))
}

/// Whether a block is in small print and what follows is not: else the whole text is printed so.
fn is_print_below(dom: &Dom, block: NodeId) -> bool {
    if !is_small_print(dom, block) {
        return false;
    }
    let behind = dom.siblings_behind(block).find(|&n| !is_nothing(dom, n));
    let behind = behind.or_else(|| {
        let parent = dom.parent(block)?;
        dom.siblings_behind(parent).find(|&n| !is_nothing(dom, n))
    });
    behind.is_none_or(|n| !is_small_print(dom, n))
}

/// Down through wrappers with one child: the element that is about the text.
fn innermost(dom: &Dom, names: &Names, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    for _ in 0..6 {
        let Some(only) = only_child(dom, at).filter(|&n| dom.is_element(n)) else { break };
        at = only;
        if is_caption_like(dom, names, at) {
            return Some(at);
        }
    }
    (at != id).then_some(at)
}

/// The one child that shows anything.
fn only_child(dom: &Dom, id: NodeId) -> Option<NodeId> {
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
        let entry = c.record.enter("figures", "repeated-caption", Kind::Removed, text, Vec::new());
        c.record.detach(&mut c.dom, from, entry);
        return;
    }
    c.dom.detach(from);
    if !own.is_empty() {
        let space = c.dom.add_text(" ");
        c.dom.append(caption, space);
    }
    c.dom.append(caption, from);
}

/// Makes a caption one run of text without wrappers, takes away what is empty or said twice.
fn finish(c: &mut Cleaning, figure: NodeId) {
    let images = c.dom.find_all(figure, &["img"]);
    if images.is_empty() {
        finish_without_picture(c, figure);
        return;
    }
    for caption in c.dom.find_all(figure, &["figcaption"]) {
        drop_labels(c, caption);
        flatten_caption(&mut c.dom, caption);
        if c.dom.text_len(caption) == 0 {
            c.dom.detach(caption);
        }
    }
    let caption = c.dom.find(figure, &["figcaption"]).map(|f| c.dom.text(f)).unwrap_or_default();
    for img in images {
        let alt = c.dom.attr(img, "alt").map(fold_space).unwrap_or_default();
        let title = c.dom.attr(img, "title").map(fold_space).unwrap_or_default();
        let same = |a: &str, b: &str| {
            !a.is_empty() && super::title::key(b).contains(&super::title::key(a)) && !super::title::key(a).is_empty()
        };
        if same(&alt, &caption) || caption.is_empty() && is_file_name(&alt) {
            c.record.gather("figures", "alt-repeats-caption", Kind::Changed, &alt);
            c.dom.set_attr(img, "alt", "");
        }
        if !title.is_empty() {
            // Nothing shows a title attribute to most readers.
            c.record.gather("figures", "title-attribute", Kind::Removed, &title);
            c.dom.remove_attr(img, "title");
        }
    }
}

/// An alt text that is only the file's name says nothing.
fn is_file_name(alt: &str) -> bool {
    let lower = alt.to_ascii_lowercase();
    !alt.contains(' ') && [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|e| lower.ends_with(e))
}

/// A figure of the source with no picture in it: code, a table and a quotation may be one; a lone caption is a paragraph.
fn finish_without_picture(c: &mut Cleaning, figure: NodeId) {
    let holds_block = c.dom.find(figure, &["table", "pre", "blockquote"]).is_some();
    if is_nothing(&c.dom, figure) {
        c.dom.detach(figure);
        return;
    }
    if holds_block && c.dom.find(figure, &["figcaption"]).is_some() {
        for caption in c.dom.find_all(figure, &["figcaption"]) {
            flatten_caption(&mut c.dom, caption);
            if c.dom.text_len(caption) == 0 {
                c.dom.detach(caption);
            }
        }
        return;
    }
    for caption in c.dom.find_all(figure, &["figcaption"]) {
        c.dom.rename(caption, "p");
    }
    c.dom.rename(figure, "div");
}

/// Labels for readers of screens inside a caption: "Image caption", "Image source,".
fn drop_labels(c: &mut Cleaning, caption: NodeId) {
    const LABELS: &[&str] = &[
        "image caption",
        "image source",
        "image copyright",
        "media caption",
        "video caption",
        "photo caption",
        "图像加注文字",
        "圖像加註文字",
        "图像来源",
        "圖像來源",
        "图片来源",
        "圖片來源",
        "图片说明",
        "视频加注文字",
        "影像加註文字",
        "影片加註文字",
        "视频说明",
        "音频加注文字",
        "figure caption",
        "画像説明",
        "画像提供",
    ];
    for span in c.dom.find_all(caption, &["span", "strong", "b", "div", "p"]) {
        let hidden = c.names.get(span).rule.is_some_and(|r| r.reason == "hidden-text");
        if !hidden && c.dom.attr(span, "class").is_none() || !c.dom.is_attached(span) {
            continue;
        }
        let text = c.dom.text(span);
        let key = text.trim_end_matches([',', '，', ':', '：', '.']).trim().to_lowercase();
        let is_label =
            hidden && text.chars().count() <= 40 || LABELS.contains(&&*key) && c.dom.attr(span, "class").is_some();
        if is_label && c.dom.text_len(caption) > c.dom.text_len(span) {
            c.record.remove(&mut c.dom, span, "figures", "caption-label");
        }
    }
}

/// Unwraps blocks inside a caption; where one ends and text goes on, a space or a line break keeps them apart.
fn flatten_caption(dom: &mut Dom, caption: NodeId) {
    let blocks: Vec<NodeId> = dom.descendants(caption).filter(|&d| dom.is_block(d)).collect();
    for block in blocks {
        if dom.next(block).is_some() {
            let space = dom.add_text(" ");
            dom.insert_after(block, space);
        }
        dom.unwrap(block);
    }
    // Formatting around the whole caption says nothing.
    while let Some(only) = only_child(dom, caption)
        && dom.is_formatting(only)
        && !matches!(dom.tag(only), "a" | "code" | "sup" | "sub" | "q" | "cite")
    {
        dom.unwrap(only);
    }
}

/// The article's pictures in their order.
pub fn list(dom: &Dom) -> Vec<Figure> {
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
        let caption = figure.and_then(|f| dom.find(f, &["figcaption"])).map(|f| dom.text(f)).unwrap_or_default();
        figures.push(Figure {
            src: dom.attr(id, "src").unwrap_or("").to_string(),
            alt: dom.attr(id, "alt").unwrap_or("").to_string(),
            caption,
            lead: figures.is_empty() && figure.is_some() && text_before < 400,
        });
    }
    figures
}
