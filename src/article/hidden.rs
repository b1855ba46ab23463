//! Step: what no reader ever saw goes: scripts, styles, comments, templates, parts that the page hides.

use super::changes::Kind;
use super::dom::{Data, Dom, NodeId};
use crate::article::cleaning::Cleaning;
use crate::article::reason::Reason;
use crate::text::space::fold_space;
use html5ever::local_name;
use memchr::memchr2_iter;

/// More text than this is no technical remark, even where the page hides it at first.
const REMARK: usize = 80;

/// Removes what is never shown. Of a restored part it removes only what is nobody's text: it was hidden, and is wanted now.
pub fn drop_hidden(c: &mut Cleaning) {
    if c.log.restores() {
        drop_technical(&mut c.dom);
        return;
    }
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        if let Data::Comment(text) = c.dom.data(id) {
            let text = fold_space(text);
            // A comment's end mark for a wrapper says nothing; anything longer may be an author's note.
            c.log.append("hidden", Reason::Comment, Kind::Removed, &text);
            at = c.dom.following_skip(id, root);
            c.dom.detach(id);
            continue;
        }
        if c.dom.is_unseen(id) {
            let reason = match c.dom.tag(id) {
                "script" => Reason::Script,
                "style" => Reason::Style,
                "svg" | "math" | "canvas" => Reason::Drawing,
                _ => Reason::Technical,
            };
            at = c.dom.following_skip(id, root);
            // The text in a drawing or a title is somebody's; of scripts and styles it is enough to know that they were there.
            let text = c.dom.text(id);
            c.log.append("hidden", reason, Kind::Removed, &text);
            c.dom.detach(id);
            continue;
        }
        if is_hidden(&c.dom, id) {
            at = c.dom.following_skip(id, root);
            c.log.remove(&mut c.dom, id, "hidden", Reason::HiddenText);
            continue;
        }
        at = c.dom.following(id, root);
    }
}

/// Removes scripts, styles and the like, and comments.
fn drop_technical(dom: &mut Dom) {
    let root = dom.root();
    let mut at = dom.first_child(root);
    while let Some(id) = at {
        let goes = dom.is_unseen(id) || matches!(dom.data(id), Data::Comment(_));
        at = if goes { dom.following_skip(id, root) } else { dom.following(id, root) };
        if goes {
            dom.detach(id);
        }
    }
}

/// Whether the page hid the element from everybody.
fn is_hidden(dom: &Dom, id: NodeId) -> bool {
    let Some(element) = dom.element(id) else { return false };
    let hidden = element.attributes().any(|(name, value)| match *name {
        local_name!("style") => hides(value),
        local_name!("hidden") => true,
        _ => false,
    });
    // Lazy pages hide what they show later: pictures and real text stay, and what a button opens.
    hidden
        && !is_opened(dom, id)
        && dom.text_len(id) <= REMARK
        && dom.tag(id) != "img"
        && dom.find(id, &["img", "iframe", "video", "audio"]).is_none()
}

/// Whether an element comes right after a button that asks a question, which it answers.
fn is_opened(dom: &Dom, id: NodeId) -> bool {
    let before = dom.previous_siblings(id).find(|&n| !dom.is_blank_text(n));
    let is_button = |n: NodeId| dom.tag(n) == "button" || dom.find(n, &["button"]).is_some();
    before.is_some_and(|n| is_button(n) && dom.text(n).ends_with(['?', '？']))
}

/// Whether an inline style takes the element out of sight.
fn hides(style: &str) -> bool {
    let declares = |at: usize, wanted: &str| {
        let mut letters = style[at..].chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
        wanted.chars().all(|c| letters.next() == Some(c))
    };
    let declared = |wanted: &str| {
        let first = wanted.as_bytes()[0];
        memchr2_iter(first, first.to_ascii_uppercase(), style.as_bytes()).any(|at| declares(at, wanted))
    };
    declared("display:none")
        || declared("visibility:hidden")
        || declared("overflow:hidden") && declared("height:0") && !declared("height:0.")
}
