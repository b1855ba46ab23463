//! Entities that were escaped once too often, in text that is no markup.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::limits::MAX_ESCAPE_LEVELS;
use crate::article::reason::Reason;
use crate::text::entities::decode_by;
use memchr::memchr;

/// Decodes one level of the entities that escaping makes, and of the no-break space.
pub fn decode_entities(text: &str) -> String {
    decode_by(text, |rest| entity(rest).map(|(c, length)| ([c, '\0'], length)))
}

/// Entities found in texts that were escaped once too often.
const ENTITIES: &[(&str, char)] = &[
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&amp;", '&'),
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&nbsp;", '\u{a0}'),
    ("&ldquo;", '“'),
    ("&rdquo;", '”'),
    ("&lsquo;", '‘'),
    ("&rsquo;", '’'),
    ("&hellip;", '…'),
    ("&mdash;", '—'),
    ("&ndash;", '–'),
    ("&middot;", '·'),
    ("&bull;", '•'),
    ("&laquo;", '«'),
    ("&raquo;", '»'),
    ("&copy;", '©'),
    ("&ensp;", '\u{2002}'),
    ("&emsp;", '\u{2003}'),
    ("&times;", '×'),
    ("&deg;", '°'),
];

pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    if let Some((name, c)) = ENTITIES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let end = number.bytes().take(9).position(|b| b == b';')?;
    let digits = &number[..end];
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    Some((c, end + 3))
}

/// Decodes `&nbsp;` and the like that are left in the text as such after escaping twice.
///
/// A post about HTML talks of them; there they stay.
pub(super) fn decode_left_over_entities(c: &mut Cleaning, was_escaped: bool) {
    let has_sign = |id: &NodeId| c.dom.as_text(*id).is_some_and(|text| memchr(b'&', text.as_bytes()).is_some());
    if !c.dom.descendants(c.dom.root()).any(|id| has_sign(&id)) {
        return;
    }
    let hits: Vec<(NodeId, String)> = texts_outside_code(&c.dom)
        .into_iter()
        .filter(has_sign)
        .filter_map(|id| {
            let text = c.dom.as_text(id).filter(|t| !t.contains("&lt;") && !t.contains("&gt;"))?;
            let decoded = decode_all(text);
            (decoded != text).then_some((id, decoded))
        })
        .collect();
    if hits.is_empty() || !was_escaped && is_about_markup(&c.dom) {
        return;
    }
    for (id, decoded) in hits {
        let before = c.dom.as_text(id).map(crate::text::space::fold_space).unwrap_or_default();
        c.log.append("unescape", Reason::EscapedEntity, Kind::Changed, &excerpt_around_entity(&before));
        c.dom.set_text(id, &decoded);
    }
}

fn texts_outside_code(dom: &Dom) -> Vec<NodeId> {
    let root = dom.root();
    let mut texts = Vec::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at {
        if matches!(dom.tag(id), "pre" | "code" | "kbd" | "samp" | "script" | "style" | "textarea") {
            at = dom.following_skip(id, root);
            continue;
        }
        if dom.as_text(id).is_some() {
            texts.push(id);
        }
        at = dom.following(id, root);
    }
    texts
}

/// Whether the post is about markup and may mean its entities literally.
fn is_about_markup(dom: &Dom) -> bool {
    const WORDS: &[&str] = &["HTML", "html", "entity", "entities", "实体", "實體", "转义", "轉義", "エンティティ"];
    texts_outside_code(dom).into_iter().filter_map(|id| dom.as_text(id)).any(|t| WORDS.iter().any(|w| t.contains(w)))
}

/// Decodes until nothing changes, as often as bodies are escaped.
fn decode_all(text: &str) -> String {
    let mut decoded = decode_entities(text);
    for _ in 1..MAX_ESCAPE_LEVELS {
        decoded = decode_entities(&decoded);
    }
    decoded
}

fn excerpt_around_entity(text: &str) -> String {
    let at = text.find('&').unwrap_or(0);
    text[at..].chars().take(24).collect()
}
