//! What XHTML lets elements hold. Parsers of HTML forgive, readers of books don't: what is in the wrong place becomes a `div`
//! or a `span` with the name of the element as its class, and no text goes.

use super::attributes::{is_kept, language};
use crate::export::fragment::{Element, Node};

/// Elements that stand in lines.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Where a node is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// In a line: no blocks.
    pub in_line: bool,
    /// In a link: no links, nothing that is opened.
    pub in_link: bool,
    /// Where no headings may be.
    pub no_headings: bool,
}

/// The nodes as XHTML may have them in a place.
pub fn valid(nodes: Vec<Node>, place: Place) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(_) => out.push(node),
            Node::Element(element) => self::element(element, place, &mut out),
        }
    }
    out
}

/// An element under another name, which its class keeps.
fn renamed(element: Element, name: &str) -> Element {
    let mut renamed = element;
    if !renamed.has("class") {
        renamed.attributes.push(("class".to_owned(), renamed.name.clone()));
    }
    renamed.name = name.to_owned();
    renamed
}

/// Whether an element stands in lines.
fn is_phrasing(element: &Element) -> bool {
    PHRASING.contains(&&*element.name)
}

/// Whether a node is text without words.
fn is_space(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim().is_empty())
}

/// Adds an element with what is in it, made valid.
fn push(mut element: Element, place: Place, out: &mut Vec<Node>) {
    element.children = valid(std::mem::take(&mut element.children), place);
    out.push(attributed(element).into());
}

fn element(mut element: Element, place: Place, out: &mut Vec<Node>) {
    let has_blocks = |element: &Element| element.any_inside(&|inner| !is_phrasing(inner) && !is_transparent(inner));
    let line = Place { in_line: true, ..place };
    if place.in_line && !is_phrasing(&element) && !is_transparent(&element) {
        return match &*element.name {
            "hr" => out.push(Element::new("br", &[]).into()),
            "col" | "colgroup" => {}
            _ => push(renamed(element, "span"), line, out),
        };
    }
    match &*element.name {
        "rb" | "rtc" => out.extend(valid(element.children, place)),
        "a" if place.in_link => push(renamed(element, "span"), place, out),
        "a" => push(element, Place { in_link: true, ..place }, out),
        "ins" | "del" => push(element, place, out),
        "br" | "hr" | "img" | "wbr" => {
            element.children.clear();
            out.push(attributed(element).into());
        }
        "ruby" => ruby(element, line, out),
        "rt" | "rp" => push(renamed(element, "span"), line, out),
        "time" if !element.get("datetime").is_some_and(|value| is_kept("time", "datetime", value)) => {
            push(renamed(element, "span"), line, out);
        }
        "bdo" if !element.get("dir").is_some_and(|value| is_kept("bdo", "dir", value)) => {
            push(renamed(element, "span"), line, out);
        }
        _ if is_phrasing(&element) && !place.in_line && has_blocks(&element) => {
            push(renamed(element, "div"), place, out);
        }
        _ if is_phrasing(&element) => push(element, line, out),
        "p" | "pre" if has_blocks(&element) => push(renamed(element, "div"), place, out),
        "p" | "pre" => push(element, line, out),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let heading = if place.no_headings { renamed(element, "div") } else { element };
            push(heading, line, out);
        }
        "ul" | "ol" => list(element, place, out),
        "dl" => terms(element, place, out),
        "figure" => figure(element, place, out),
        "details" => details(element, place, out),
        "table" => table(element, place, out),
        "col" | "colgroup" => {}
        "blockquote" | "div" | "section" | "header" | "footer" => push(element, place, out),
        // A part of a list, a table or a figure that is in none.
        _ => push(renamed(element, "div"), place, out),
    }
}

fn is_transparent(element: &Element) -> bool {
    matches!(&*element.name, "a" | "ins" | "del" | "rb" | "rtc")
}

/// The element with the attributes that it may have.
fn attributed(mut element: Element) -> Element {
    let name = std::mem::take(&mut element.name);
    element.attributes.retain(|(own, value)| is_kept(&name, own, value));
    if let Some(lang) = element.get("lang").and_then(language) {
        element.attributes.retain(|(own, _)| own != "lang");
        element.attributes.extend([("lang".to_owned(), lang.clone()), ("xml:lang".to_owned(), lang)]);
    }
    if name == "img" && !element.has("alt") {
        element.attributes.push(("alt".to_owned(), String::new()));
    }
    if name == "details" && !element.has("open") {
        element.attributes.push(("open".to_owned(), String::new()));
    }
    // XML has no attributes without values.
    for (own, value) in element.attributes.iter_mut().filter(|(own, _)| own == "open" || own == "reversed") {
        own.clone_into(value);
    }
    Element { name, ..element }
}

/// A list has items only; what is between them becomes one.
fn list(mut list: Element, place: Place, out: &mut Vec<Node>) {
    let children = std::mem::take(&mut list.children);
    let is_numbered = list.name == "ol";
    list.children = grouped(children, &["li"], "li", |mut item| {
        if !is_numbered {
            item.attributes.retain(|(name, _)| name != "value");
        }
        let mut items = Vec::new();
        push(item, place, &mut items);
        items
    });
    out.push(attributed(list).into());
}

/// A list of terms has terms and then what they mean; one in another order is only a block.
fn terms(list: Element, place: Place, out: &mut Vec<Node>) {
    let names: Vec<&str> = list
        .children
        .iter()
        .filter(|child| !is_space(child))
        .map(|child| child.element().map_or("", |e| &e.name))
        .collect();
    let is_ordered = names.first() == Some(&"dt")
        && names.last() == Some(&"dd")
        && names.iter().all(|name| matches!(*name, "dt" | "dd"));
    if !is_ordered {
        return push(renamed(list, "div"), place, out);
    }
    let mut list = list;
    let children = std::mem::take(&mut list.children);
    for child in children {
        let Node::Element(child) = child else { continue };
        let inside = Place { no_headings: place.no_headings || child.name == "dt", ..place };
        push(child, inside, &mut list.children);
    }
    out.push(attributed(list).into());
}

/// A figure has one caption, first or last.
fn figure(mut figure: Element, place: Place, out: &mut Vec<Node>) {
    let full: Vec<usize> = (0..figure.children.len()).filter(|at| !is_space(&figure.children[*at])).collect();
    let is_caption = |node: &Node| node.element().is_some_and(|element| element.name == "figcaption");
    let caption =
        [full.first(), full.last()].into_iter().flatten().copied().find(|at| is_caption(&figure.children[*at]));
    let children = std::mem::take(&mut figure.children);
    for (at, child) in children.into_iter().enumerate() {
        match child {
            Node::Element(own) if Some(at) == caption => push(own, place, &mut figure.children),
            child => figure.children.extend(valid(vec![child], place)),
        }
    }
    out.push(attributed(figure).into());
}

/// What is opened has a summary before everything else; without one it is a block.
fn details(mut details: Element, place: Place, out: &mut Vec<Node>) {
    let first = details.children.iter().find(|child| !is_space(child));
    let has_summary = first.and_then(Node::element).is_some_and(|first| first.name == "summary");
    if !has_summary || place.in_link {
        return push(renamed(details, "div"), place, out);
    }
    let mut is_first = true;
    for child in std::mem::take(&mut details.children) {
        match child {
            Node::Element(summary) if is_first && summary.name == "summary" => {
                is_first = false;
                push(summary, Place { in_line: true, ..place }, &mut details.children);
            }
            child if is_first && is_space(&child) => {}
            child => details.children.extend(valid(vec![child], place)),
        }
    }
    out.push(attributed(details).into());
}

/// Ruby is bases, each with its reading; what has no reading stands after it.
fn ruby(mut ruby: Element, place: Place, out: &mut Vec<Node>) {
    let mut parts = Vec::new();
    flatten(std::mem::take(&mut ruby.children), &mut parts);
    let name = |node: &Node| node.element().map(|element| element.name.clone()).unwrap_or_default();
    let names: Vec<String> = parts.iter().filter(|part| !is_space(part)).map(name).collect();
    let end = parts.iter().rposition(|part| matches!(&*name(part), "rt" | "rp")).map_or(0, |at| at + 1);
    if !is_ruby(&names) {
        ruby.children = parts;
        return push(renamed(ruby, "span"), place, out);
    }
    let after = parts.split_off(end);
    for part in parts {
        match part {
            Node::Element(own) if matches!(&*own.name, "rt" | "rp") => push(own, place, &mut ruby.children),
            part => ruby.children.extend(valid(vec![part], place)),
        }
    }
    out.push(attributed(ruby).into());
    out.extend(valid(after, place));
}

fn flatten(nodes: Vec<Node>, out: &mut Vec<Node>) {
    for node in nodes {
        match node {
            Node::Element(element) if matches!(&*element.name, "rb" | "rtc") => flatten(element.children, out),
            node => out.push(node),
        }
    }
}

/// Whether there is a reading, and each pair of brackets is around one.
fn is_ruby(names: &[String]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if names[at] == "rp" {
            let next = |by: usize| names.get(at + by).map(String::as_str);
            if next(1) != Some("rt") || next(2) != Some("rp") {
                return false;
            }
            at += 2;
        }
        at += 1;
    }
    names.iter().any(|name| name == "rt")
}

/// A table: caption, columns, head, bodies, foot.
fn table(mut table: Element, place: Place, out: &mut Vec<Node>) {
    let (mut caption, mut columns, mut bodies, mut before) = (None, Vec::new(), Vec::new(), Vec::new());
    for child in std::mem::take(&mut table.children) {
        match child {
            Node::Element(own) if own.name == "caption" && caption.is_none() => caption = Some(own),
            Node::Element(own) if own.name == "caption" => before.push(renamed(own, "div").into()),
            Node::Element(own) if matches!(&*own.name, "col" | "colgroup") => columns.push(own),
            child => bodies.push(child),
        }
    }
    out.extend(valid(before, place));
    if let Some(caption) = caption {
        push(caption, Place { in_line: true, ..place }, &mut table.children);
    }
    for mut own in columns {
        let cols = own.elements().filter(|inner| inner.name == "col").cloned().map(|col| attributed(col).into());
        own.children = cols.collect();
        if !own.children.is_empty() {
            own.attributes.retain(|(name, _)| name != "span");
        }
        let group = if own.name == "col" { Element::new("colgroup", &[]).with([attributed(own).into()]) } else { own };
        table.children.push(attributed(group).into());
    }
    let bodies = grouped(bodies, &["thead", "tbody", "tfoot"], "tbody", |body| vec![rows(body, place)]);
    let last = bodies.len().saturating_sub(1);
    for (at, body) in bodies.into_iter().enumerate() {
        let Node::Element(mut body) = body else { continue };
        if body.name == "thead" && at > 0 || body.name == "tfoot" && at < last {
            body.name = "tbody".to_owned();
        }
        table.children.push(body.into());
    }
    out.push(attributed(table).into());
}

fn rows(mut body: Element, place: Place) -> Node {
    let children = std::mem::take(&mut body.children);
    body.children = grouped(children, &["tr"], "tr", |mut row| {
        let children = std::mem::take(&mut row.children);
        row.children = grouped(children, &["td", "th"], "td", |cell| {
            let mut cells = Vec::new();
            let inside = Place { no_headings: place.no_headings || cell.name == "th", ..place };
            push(cell, inside, &mut cells);
            cells
        });
        vec![attributed(row).into()]
    });
    attributed(body).into()
}

/// Children of some names, each changed; whatever else is between them goes into elements of a name of its own.
fn grouped(
    children: Vec<Node>,
    names: &[&str],
    around: &str,
    mut change: impl FnMut(Element) -> Vec<Node>,
) -> Vec<Node> {
    let (mut out, mut loose) = (Vec::new(), Vec::new());
    for child in children {
        match child {
            Node::Element(own) if names.contains(&&*own.name) => {
                if !loose.is_empty() {
                    out.extend(change(Element::new(around, &[]).with(std::mem::take(&mut loose))));
                }
                out.extend(change(own));
            }
            child if loose.is_empty() && is_space(&child) => {}
            child => loose.push(child),
        }
    }
    if !loose.is_empty() {
        out.extend(change(Element::new(around, &[]).with(loose)));
    }
    out
}
