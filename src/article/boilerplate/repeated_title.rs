//! Headings at the beginning of a body that repeat the post's title.

use super::sweep::Sweep;
use super::{has_blocks, only_wrapper};
use crate::article::dom::elements::heading_level;
use crate::article::facts::text_stats::count;
use crate::article::facts::title::Title;
use crate::article::reason::Reason;

/// Characters of text after which a heading repeats the title on purpose.
const HEAD: usize = 1_200;

/// Removes headings that repeat the title, and a first paragraph that says nothing else.
pub fn drop_title_repeats(sweep: &mut Sweep) {
    let title = Title::new(&sweep.c.post.title);
    let root = sweep.c.dom.root();
    let mut seen_text = 0;
    let mut at = sweep.c.dom.first_child(root);
    while let Some(id) = at {
        let next_inside = sweep.c.dom.following(id, root);
        let tag = sweep.c.dom.tag(id);
        let is_heading = heading_level(tag).is_some();
        let is_first_block =
            seen_text == 0 && matches!(tag, "p" | "div" | "b" | "strong") && !has_blocks(&sweep.c.dom, id);
        if (is_heading || is_first_block) && sweep.c.dom.find(id, &["img", "picture", "video", "iframe"]).is_none() {
            let text = sweep.c.dom.text(id);
            if title.is_same(&text) || is_heading && seen_text < 200 && title.is_nearly(&text) {
                at = sweep.c.dom.following_skip(id, root);
                let target = only_wrapper(&sweep.c.dom, id);
                if target != id {
                    at = sweep.c.dom.following_skip(target, root);
                }
                sweep.remove(target, Reason::RepeatsTitle);
                continue;
            }
        }
        if let Some(text) = sweep.c.dom.as_text(id).filter(|_| sweep.c.dom.is_shown_text(id)) {
            // The beginning of a long text is enough: a character has at most four bytes.
            seen_text += count(&text[..text.floor_char_boundary(4 * HEAD)]).0 as usize;
        }
        if seen_text >= HEAD {
            break;
        }
        at = next_inside;
    }
}
