//! Headings at the beginning of a body that repeat the post's title.

use super::sweep::Sweep;
use super::{has_blocks, only_wrapper};
use crate::article::dom::elements::heading_level;
use crate::article::facts::text_stats::count;
use crate::article::facts::title::{Title, key};
use crate::article::reason::Reason;

/// Characters of text after which a heading repeats the title on purpose.
const HEAD: usize = 1_200;
/// The least letters, in bytes, of a subtitle that is compared.
const SHORTEST: usize = 12;

/// Removes the first block of a text where the second is a heading that says the same: pages show a subtitle above the text
/// that has it.
pub fn drop_repeated_subtitle(sweep: &mut Sweep) {
    let dom = &sweep.c.dom;
    let root = dom.root();
    let mut blocks = Vec::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at.filter(|_| blocks.len() < 2) {
        let is_leaf = dom.is_element(id) && !dom.is_inline(id) && dom.tag(id) != "br" && !has_blocks(dom, id);
        if is_leaf && dom.has_text(id) {
            blocks.push(id);
        } else if dom.tag(id) == "img" || dom.is_shown_text(id) {
            return;
        }
        at = if is_leaf { dom.following_skip(id, root) } else { dom.following(id, root) };
    }
    let [first, second] = blocks[..] else { return };
    if heading_level(dom.tag(second)).is_some() && heading_level(dom.tag(first)).is_none() {
        let words = key(&dom.text(first));
        if words.len() >= SHORTEST && words == key(&dom.text(second)) {
            let first = only_wrapper(dom, first);
            sweep.remove(first, Reason::RepeatsTitle);
        }
    }
}

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
