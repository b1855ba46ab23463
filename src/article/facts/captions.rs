//! What is a caption.

use super::class_hints::ClassHints;
use crate::article::dom::{Dom, NodeId};
use crate::text::case::{first_lower, push_lower};
use std::sync::LazyLock;

/// Beginnings of a line that is a caption by what it says.
#[rustfmt::skip]
const CAPTION_STARTS: &[&str] = &[
    "图片来源", "圖片來源", "题图", "題圖", "图片：", "圖片：", "图：", "圖：", "图:", "圖:", "图/", "圖/", "图／", "圖／", "图｜", "圖｜", "图|", "圖|", "（图", "(图", "（圖", "(圖", "图源", "圖源", "图为", "圖為", "图片说明", "圖片說明", "图说", "圖說", "图片提供", "圖片提供", "摄影：", "攝影：", "摄影/", "攝影／", "攝影/", "照片：", "照片来源", "照片來源", "资料图", "資料圖", "資料照", "资料照", "来源：", "來源：", "版权", "▲", "△", "▼", "↑",
    "photo:", "photo by", "photos:", "photograph:", "photo credit", "image:", "image by", "image credit", "image source", "image via", "credit:", "source:", "picture:", "getty images", "courtesy of", "via:", "©", "写真：", "写真=", "写真＝", "画像：", "出典：", "사진=", "사진:", "foto:", "fotos:", "bild:", "crédit", "фото:",
];

/// Brackets that may precede those.
const BRACKETS: [char; 4] = ['(', '（', '[', '【'];

/// The first character of each, sorted, with the brackets: most texts begin with another.
static FIRST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut first: Vec<char> = CAPTION_STARTS.iter().filter_map(|start| start.chars().next()).chain(BRACKETS).collect();
    first.sort_unstable();
    first
});

/// A caption is no longer than this, unless the source itself marks it as one.
pub const LONGEST_LINE: usize = 160;

/// Whether the element is called a caption.
pub fn is_caption_like(dom: &Dom, hints: &ClassHints, id: NodeId) -> bool {
    dom.tag(id) == "figcaption" || hints.get(id).is_caption
}

/// Whether a text is a caption by how it begins.
pub fn is_caption_text(text: &str) -> bool {
    let may_begin = text.chars().next().is_some_and(|first| FIRST.binary_search(&first_lower(first)).is_ok());
    if !may_begin || text.chars().take(LONGEST_LINE + 1).count() > LONGEST_LINE {
        return false;
    }
    let mut head = String::new();
    text.chars().take(16).for_each(|c| push_lower(c, &mut head));
    let inner = head.trim_start_matches(BRACKETS);
    let begins =
        |text: &str, start: &str| text.as_bytes().first() == start.as_bytes().first() && text.starts_with(start);
    CAPTION_STARTS.iter().any(|start| begins(inner, start) || begins(&head, start))
}

/// Whether the element is a caption, or inside of one.
pub fn is_caption_place(dom: &Dom, hints: &ClassHints, id: NodeId) -> bool {
    is_caption_like(dom, hints, id) || dom.closest(id, &["figcaption"]).is_some()
}
