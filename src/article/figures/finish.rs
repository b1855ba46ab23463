//! A built figure is brought into order: its labels go, its caption is one, what repeats goes.

use super::captions::only_child;
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::parse::parse;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::title;
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;
use crate::text::space::fold_space;

/// A caption of more bytes isn't compared with the alt texts of its pictures.
const LONGEST_REPEATED: usize = 4096;

/// Makes a caption one run of text without wrappers, takes away what is empty or said twice.
pub(super) fn finish(c: &mut Cleaning, figure: NodeId) {
    let images = c.dom.find_all(figure, &["img"]);
    if images.is_empty() {
        finish_without_picture(c, figure);
        return;
    }
    for caption in c.dom.find_all(figure, &["figcaption"]) {
        drop_labels(c, caption);
        flatten_caption(&mut c.dom, caption);
        if !c.dom.has_text(caption) {
            c.dom.detach(caption);
        }
    }
    let caption = c.dom.find(figure, &["figcaption"]).map(|f| c.dom.text(f)).unwrap_or_default();
    // A longer one isn't what an alt text repeats, and each picture would search it.
    let caption_key = if caption.len() <= LONGEST_REPEATED { title::key(&caption) } else { String::new() };
    for img in images {
        let alt = c.dom.attr(img, "alt").map(fold_space).unwrap_or_default();
        let alt_key = title::key(&alt);
        let repeats = !alt_key.is_empty() && caption_key.contains(&alt_key);
        if repeats || caption.is_empty() && is_file_name(&alt) {
            c.log.append("figures", Reason::AltRepeatsCaption, Kind::Changed, &alt);
            c.dom.set_attr(img, "alt", "");
        }
        log_tooltips(c, img, &caption);
    }
}

/// Attributes from which scripts of galleries show a caption.
const SCRIPTED: &[&str] = &["data-caption", "data-image-caption", "data-sub-html"];

/// Notes what nothing shows to most readers: a picture's title, and what a script would have shown with it.
#[inline(never)]
pub(super) fn log_tooltips(c: &mut Cleaning, img: NodeId, caption: &str) {
    let title = c.dom.attr(img, "title").map(fold_space).unwrap_or_default();
    if !title.is_empty() {
        c.log.append("figures", Reason::TitleAttribute, Kind::Removed, &title);
        c.dom.remove_attr(img, "title");
    }
    let link = c.dom.closest(img, &["a"]);
    for id in std::iter::once(img).chain(link) {
        let Some(element) = c.dom.element(id) else { continue };
        let values = element.attributes().filter(|(name, _)| name.starts_with("data-") && SCRIPTED.contains(&&***name));
        let texts: Vec<String> =
            values.filter_map(|(_, value)| Some(text_of(value)).filter(|text| !text.is_empty())).collect();
        for text in texts.into_iter().filter(|text| !caption.contains(&**text)) {
            c.log.append("figures", Reason::TitleAttribute, Kind::Removed, &text);
        }
    }
}

/// The text of an attribute that may hold markup.
#[inline(never)]
fn text_of(value: &str) -> String {
    if !value.contains('<') {
        return fold_space(value);
    }
    parse(value).map(|dom| dom.text(dom.root())).unwrap_or_else(|_| fold_space(value))
}

/// An alt text that is only the file's name says nothing.
fn is_file_name(alt: &str) -> bool {
    let lower = alt.to_ascii_lowercase();
    !alt.contains(' ') && [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|e| lower.ends_with(e))
}

/// A figure of the source with no picture in it: code, a table and a quotation may be one; a lone caption is a paragraph.
fn finish_without_picture(c: &mut Cleaning, figure: NodeId) {
    let is_drawing = |dom: &Dom| dom.find_all(figure, &["p"]).into_iter().any(|p| dom.attr(p, "role") == Some("img"));
    let holds_block = c.dom.find(figure, &["table", "pre", "blockquote"]).is_some() || is_drawing(&c.dom);
    if is_nothing(&c.dom, figure) {
        c.dom.detach(figure);
        return;
    }
    if holds_block && c.dom.find(figure, &["figcaption"]).is_some() {
        for caption in c.dom.find_all(figure, &["figcaption"]) {
            flatten_caption(&mut c.dom, caption);
            if !c.dom.has_text(caption) {
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
        let hidden = c.hints.get(span).phrase.is_some_and(|r| r.reason == Reason::HiddenText);
        if !hidden && c.dom.attr(span, "class").is_none() || !c.dom.is_attached(span) {
            continue;
        }
        let text = c.dom.text(span);
        let key = text.trim_end_matches([',', '，', ':', '：', '.']).trim().to_lowercase();
        let is_label =
            hidden && text.chars().count() <= 40 || LABELS.contains(&&*key) && c.dom.attr(span, "class").is_some();
        if is_label && c.dom.text_len(caption) > c.dom.text_len(span) {
            c.log.remove(&mut c.dom, span, "figures", Reason::CaptionLabel);
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
