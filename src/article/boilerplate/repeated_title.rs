//! What stands at a body's head and repeats what stands above the article: the title, the author, the date.

use super::rules;
use super::{has_blocks, only_wrapper, short_text};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::facts::captions::is_caption_place;
use crate::article::facts::text_stats::{TextStats, count, is_prose};
use crate::article::facts::title::{self, Title};
use crate::article::facts::visible::is_nothing;
use crate::text::space::is_space;

/// Characters in which the title may be repeated. Far down in the text a heading may say it on purpose.
const HEAD: usize = 1_200;

/// Headings that repeat the title, and a first paragraph that says nothing else.
pub fn drop_title_repeats(c: &mut Cleaning, title: &Title) {
    let root = c.dom.root();
    let mut seen_text = 0;
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        let next_inside = c.dom.following(id, root);
        let tag = c.dom.tag(id);
        let is_heading = heading_level(tag).is_some();
        let is_first_block = seen_text == 0 && matches!(tag, "p" | "div" | "b" | "strong") && !has_blocks(&c.dom, id);
        if (is_heading || is_first_block) && c.dom.find(id, &["img", "picture", "video", "iframe"]).is_none() {
            let text = c.dom.text(id);
            if title.is_same(&text) || is_heading && seen_text < 200 && title.is_nearly(&text) {
                at = c.dom.following_skip(id, root);
                let target = only_wrapper(&c.dom, id);
                if target != id {
                    at = c.dom.following_skip(target, root);
                }
                c.log.remove(&mut c.dom, target, "furniture", "repeats-title");
                continue;
            }
        }
        if let Some(text) = c.dom.as_text(id).filter(|_| c.dom.is_shown_text(id)) {
            // The beginning of a long one tells enough: a character has four bytes at the most.
            seen_text += count(&text[..text.floor_char_boundary(4 * HEAD)]).0 as usize;
        }
        if seen_text >= HEAD {
            break;
        }
        at = next_inside;
    }
}

/// Up to this many blocks from the top, a line may repeat the author or the date.
const HEAD_BLOCKS: usize = 6;

/// Takes out lines that name the author or the date and say nothing else.
pub fn drop_head_lines(c: &mut Cleaning, w: &mut TextStats) {
    let root = c.dom.root();
    let mut blocks = 0;
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        let is_leaf = matches!(
            c.dom.tag(id),
            "p" | "div" | "span" | "time" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "header" | "ul"
        ) && !is_nothing(&c.dom, id)
            && (!c.dom.is_inline(id) || c.dom.parent(id).is_some_and(|p| c.dom.is_container(p)));
        if !is_leaf {
            at = c.dom.following(id, root);
            continue;
        }
        let Some(text) = short_text(&c.dom, id, 80) else {
            if !has_blocks(&c.dom, id) {
                break;
            }
            at = c.dom.following(id, root);
            continue;
        };
        blocks += 1;
        // Behind the first paragraph a name or a date is a signature.
        if blocks > HEAD_BLOCKS || is_prose(&text) {
            break;
        }
        at = c.dom.following_skip(id, root);
        if c.dom.find(id, &["img"]).is_some() || is_caption_place(&c.dom, &c.hints, id) {
            continue;
        }
        if let Some(reason) = head_line_reason(&text, c.post) {
            w.remove(&c.dom, id);
            c.log.remove(&mut c.dom, id, "furniture", reason);
        }
    }
}

/// Whether a short line says no more than the post's author or date.
fn head_line_reason(text: &str, post: &crate::Post) -> Option<&'static str> {
    let key = title::key(text);
    if key.is_empty() {
        return None;
    }
    let author = post.author.as_deref().map(title::key).filter(|a| !a.is_empty());
    if let Some(author) = &author {
        let lower = text.to_lowercase();
        let name = rules::BYLINE_LABELS.iter().find_map(|label| lower.strip_prefix(*label)).map(title::key);
        if name.as_ref().unwrap_or(&key) == author {
            return Some("byline");
        }
    }
    let date = post.date.as_ref()?;
    let digits: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| !d.is_empty() && d.len() <= 4)
        .filter_map(|d| d.parse().ok())
        .collect();
    let mut parts = date.iso.split(['-', 'T']).map(|p| p.parse::<u32>().unwrap_or(0));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let only_date = text.chars().all(|c| {
        c.is_ascii_digit() || is_space(c) || "年月日时時分秒星期周週一二三四五六七天上下午:：-/.,，()（）|".contains(c)
    });
    (only_date && digits.len() >= 3 && digits.contains(&year) && digits.contains(&month) && digits.contains(&day))
        .then_some("date")
}
