//! Step: markup whose tags were escaped, and is text in the post, becomes markup again.
//!
//! Text that talks about tags must stay as it is, so the text itself has to look like a page's body:
//! nearly all of it inside escaped blocks, or a great deal of it. Code is never touched.

mod entity;
mod shape;

pub use entity::decode_entities;

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::parse::{Room, parse_within};
use crate::article::dom::serialize;
use crate::article::dom::{Dom, NodeId};
use crate::article::limits::{Limit, MAX_ESCAPE_LEVELS};
use crate::article::reason::Reason;
use entity::decode_left_over_entities;
use memchr::{memchr_iter, memchr2_iter};
use shape::{Shape, shape};
use std::cell::OnceCell;

/// Escaped blocks, in characters, that make a text an escaped body, whatever surrounds them.
const MANY_CHARACTERS: usize = 200;

/// The share of a text that has to be inside escaped blocks where there are fewer.
const MOST: f64 = 0.8;

/// The share of the whole post that short escaped blocks have to make up: a sample line in a tutorial doesn't.
const SHARE_OF_POST: f64 = 0.3;

/// Decodes escaped markup, level by level, where a text is a body and not about markup.
pub fn unescape_markup(c: &mut Cleaning) {
    // Without an escaped character in the source there is nothing to look for.
    let entities = Entities::of(&std::mem::take(&mut c.source));
    if !entities.any {
        return;
    }
    let mut levels = 0;
    // Most posts escape nothing but the ampersands of URLs.
    while entities.markup && levels < MAX_ESCAPE_LEVELS {
        let found = candidates(&c.dom);
        if found.is_empty() {
            break;
        }
        let mut most = 0;
        for parent in found {
            match decode_children(c, parent) {
                Ok(undone) => most = most.max(undone),
                Err(limit) => {
                    c.exceeded = Some(limit);
                    return;
                }
            }
        }
        levels += most;
    }
    if levels > 0 {
        let text = format!("{levels}");
        c.log.add("unescape", Reason::EscapedMarkup, Kind::Changed, text, Vec::new());
    }
    decode_left_over_entities(c, levels > 0);
}

/// What a source's ampersands begin.
struct Entities {
    /// A `<`, by its name or by a number, at any level.
    markup: bool,
    /// That, or an escaped ampersand.
    any: bool,
}

impl Entities {
    fn of(source: &str) -> Entities {
        let mut entities = Entities { markup: false, any: false };
        for at in memchr_iter(b'&', source.as_bytes()) {
            let behind = &source.as_bytes()[at + 1..];
            let is_amp = behind.starts_with(b"amp;");
            entities.markup |= matches!(behind, [b'l', b't', ..] | [b'L', b'T', ..] | [b'#', ..])
                || is_amp && behind[4..].starts_with(b"lt");
            entities.any |= entities.markup || is_amp;
            if entities.markup {
                break;
            }
        }
        entities
    }
}

/// The elements whose own text is escaped markup, outermost first.
fn candidates(dom: &Dom) -> Vec<NodeId> {
    if !dom.descendants(dom.root()).filter_map(|d| dom.as_text(d)).any(has_mark) {
        return Vec::new();
    }
    // Counted once it is asked for: most texts have no sign of markup.
    let total = OnceCell::new();
    let total = || *total.get_or_init(|| dom.text_len(dom.root()).max(1));
    let mut found = Vec::new();
    let root = dom.root();
    let mut at = Some(root);
    while let Some(id) = at {
        let tag = dom.tag(id);
        if matches!(tag, "pre" | "code" | "kbd" | "samp" | "tt" | "script" | "style" | "textarea" | "title" | "svg") {
            at = dom.following_skip(id, root);
            continue;
        }
        if (id == root || dom.is_element(id)) && is_escaped_body(dom, id, &total) {
            found.push(id);
            at = dom.following_skip(id, root);
            continue;
        }
        at = dom.following(id, root);
    }
    found
}

/// Whether a text holds what may begin a tag.
fn has_mark(text: &str) -> bool {
    memchr2_iter(b'<', b'&', text.as_bytes()).any(|at| text[at..].starts_with('<') || text[at..].starts_with("&lt;"))
}

/// The text directly inside an element, where each child element counts as one character.
fn own_text(dom: &Dom, id: NodeId) -> Option<String> {
    if !dom.each_child(id).any(|child| dom.as_text(child).is_some_and(has_mark)) {
        return None;
    }
    let mut text = String::new();
    for child in dom.each_child(id) {
        text.push_str(dom.as_text(child).unwrap_or("\u{fffc}"));
    }
    Some(text)
}

fn is_escaped_body(dom: &Dom, id: NodeId, total: &dyn Fn() -> usize) -> bool {
    let Some(mut text) = own_text(dom, id) else {
        return false;
    };
    for _ in 1..MAX_ESCAPE_LEVELS {
        if text.contains('<') {
            break;
        }
        text = decode_entities(&text);
    }
    let Shape { blocks, inside, outside, empty_blocks } = shape(&text);
    if blocks == 0 {
        return false;
    }
    if inside >= MANY_CHARACTERS && blocks >= 2 {
        return true;
    }
    let mostly = inside as f64 >= MOST * (inside + outside) as f64;
    let large = mostly && inside as f64 >= SHARE_OF_POST * total() as f64;
    // Only empty blocks, such as an advert's place, among real text.
    let slots = empty_blocks > 0 && inside == 0 && outside == 0 && text.contains("id=");
    mostly && (large && inside > 0 || blocks >= 3 && inside >= 60) || slots
}

/// Puts the element's children back into source, its text now bare, and parses that. Tells how many levels that undid.
fn decode_children(c: &mut Cleaning, parent: NodeId) -> Result<usize, Limit> {
    let mut source = String::new();
    let children = c.dom.children(parent);
    for &child in &children {
        match c.dom.as_text(child) {
            Some(text) => source.push_str(text),
            None => serialize::node_to_html(&c.dom, child, &mut source),
        }
    }
    let mut levels = 1;
    while levels < MAX_ESCAPE_LEVELS && !source.contains('<') {
        source = decode_entities(&source);
        levels += 1;
    }
    let parsed = parse_within(&source, &mut Room::left(c.post.body.len(), &c.dom))?;
    c.dom.spend(parsed.steps());
    for child in children {
        c.dom.detach(child);
    }
    c.dom.graft(parent, &parsed);
    Ok(levels)
}
