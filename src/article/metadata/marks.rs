//! Marked parts of a page: `meta` and `link`, microdata of schema.org, h-entry and its forerunner hAtom.

use super::said::{Field, Said, field_of};
use super::titles::Titles;
use crate::article::dom::{Dom, NodeId};
use crate::text::case::lower;

/// Elements of a head, and marked parts, that are read.
const MOST: usize = 400;
/// Articles that are marked in a page.
const MOST_SCOPES: usize = 8;
/// Elements of an article whose attribute is read.
const MOST_NAMED: usize = 10_000;
/// The longest attribute, in bytes.
const LONGEST: usize = 400;

/// Reads `meta` and `link`.
#[inline(never)]
pub fn read_head(dom: &Dom, vocabulary: usize, said: &mut Said) {
    for id in dom.find_all(dom.root(), &["meta", "link"]).into_iter().take(MOST) {
        let (names, value) = match dom.tag(id) {
            "meta" => (["property", "name"], "content"),
            _ => (["rel", "rel"], "href"),
        };
        for name in names {
            if let (Some(name), Some(value)) = (dom.attr(id, name), dom.attr(id, value)) {
                said.take_named(vocabulary, name, value);
            }
        }
    }
}

/// Whether an element has one of these words in an attribute.
#[inline(never)]
pub fn has_word(dom: &Dom, id: NodeId, attribute: &str, wanted: &[&str]) -> bool {
    dom.attr(id, attribute).is_some_and(|words| words.split_ascii_whitespace().any(|word| wanted.contains(&word)))
}

/// Whether an element is in a comment, a quotation or a list of other posts.
#[inline(never)]
pub fn is_aside(dom: &Dom, id: NodeId) -> bool {
    for a in dom.ancestors(id) {
        if matches!(dom.tag(a), "aside" | "nav" | "blockquote" | "figure") {
            return true;
        }
        for name in ["class", "id"] {
            let Some(value) = dom.attr(a, name) else { continue };
            let value = lower(value);
            if ["comment", "respond", "disqus", "related", "sidebar", "h-cite"].iter().any(|part| value.contains(part))
            {
                return true;
            }
        }
    }
    false
}

/// Reads the parts of the page's own article that are named in an attribute: `itemprop`, or `class` inside an h-entry.
pub fn read_parts(dom: &Dom, titles: &Titles, attribute: &str, vocabulary: usize, said: &mut Said) {
    let is_scope = |id: NodeId| match attribute {
        "class" => has_word(dom, id, "class", &["h-entry", "hentry"]),
        _ => dom.attr(id, "itemtype").is_some_and(|kind| kind.contains("Article") || kind.contains("Posting")),
    };
    let mut scopes = Vec::new();
    for id in dom.descendants(dom.root()) {
        if dom.is_element(id) && is_scope(id) && !is_aside(dom, id) && scopes.len() < MOST_SCOPES {
            scopes.push(id);
        }
    }
    let mut own = None;
    for &scope in &scopes {
        let parts = parts(dom, scope, attribute);
        let title =
            parts.iter().find(|(_, field, _)| *field == Field::Title).map(|(id, ..)| titles.has(&text(dom, *id)));
        // Without a title it must be the only one.
        if own.is_none() && (title == Some(true) || title.is_none() && scopes.len() == 1) {
            own = Some(parts);
        }
    }
    for (id, field, at) in own.unwrap_or_default() {
        match field {
            Field::Date => take_time(dom, id, vocabulary + at, said),
            Field::From => {
                for name in ["href", "content", "itemid"] {
                    said.take(field, vocabulary + at, dom.attr(id, name).unwrap_or_default());
                }
            }
            _ => {
                // A person's card has the name inside.
                let is_name = |&d: &NodeId| has_word(dom, d, attribute, &["p-name", "fn", "name"]);
                let inner = dom.descendants(id).find(is_name).filter(|_| field == Field::Author);
                said.take(field, vocabulary + at, without_by(&text(dom, inner.unwrap_or(id))));
            }
        }
    }
}

/// The named parts of an article, without those of others inside it.
#[inline(never)]
fn parts(dom: &Dom, scope: NodeId, attribute: &str) -> Vec<(NodeId, Field, usize)> {
    let mut parts = Vec::new();
    let named = dom.descendants(scope).filter_map(|id| Some((id, dom.attr(id, attribute)?)));
    for (id, names) in named.filter(|(_, names)| names.len() <= LONGEST).take(MOST_NAMED) {
        if parts.len() == MOST
            || attribute != "class" && dom.ancestors(id).find(|&a| dom.attr(a, "itemscope").is_some()) != Some(scope)
        {
            continue;
        }
        for (field, at) in names.split_ascii_whitespace().filter_map(field_of) {
            // The address in a card is a person's.
            let is_card = |id| has_word(dom, id, "class", &["h-card", "vcard", "url"]);
            let is_person = field == Field::From && (is_card(id) || dom.parent(id).is_some_and(is_card));
            if !is_person && !is_aside(dom, id) {
                parts.push((id, field, at));
            }
        }
    }
    parts
}

/// The value of a marked element: what it says to machines, or its text if that is short.
#[inline(never)]
fn text(dom: &Dom, id: NodeId) -> String {
    match dom.attr(id, "content") {
        Some(content) => content.to_owned(),
        None if dom.is_longer(id, 400) => String::new(),
        None => dom.text(id),
    }
}

/// Takes the date of an element or of the `time` inside it.
#[inline(never)]
pub fn take_time(dom: &Dom, id: NodeId, rank: usize, said: &mut Said) {
    for at in [Some(id), dom.find(id, &["time"])].into_iter().flatten() {
        for name in ["datetime", "content", "title"] {
            if said.take(Field::Date, rank, dom.attr(at, name).unwrap_or_default()) {
                return;
            }
        }
    }
    said.take(Field::Date, rank, &text(dom, id));
}

/// A name without the word before it.
#[inline(never)]
pub fn without_by(text: &str) -> &str {
    let is_by = text.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ") || by.eq_ignore_ascii_case("by:"));
    if is_by { &text[3..] } else { text }
}
