//! Whether a tree is the one that a parser makes of its HTML.
//!
//! Nesting is what a parser repairs, so the names of an element and its parent decide, and what is open around them.
//! In doubt the answer is no.

use super::{Data, Dom, Element, Node, NodeId};
use html5ever::{LocalName, local_name};

/// What is open around a node, as far as it matters to a parser.
#[derive(Clone, Copy, Default)]
struct Open {
    /// A paragraph that the next block would end.
    paragraph: bool,
    /// A link that the next link would end.
    link: bool,
}

/// What a parser makes of an element's start tag.
enum Kind {
    /// A part of a line.
    Inline,
    Link,
    Paragraph,
    /// It ends a paragraph.
    Block,
    /// It also ends the heading that it is in.
    Heading,
    /// It has its place in this parent alone.
    PartOf(fn(&LocalName) -> bool),
    /// The same, and it begins anew: no paragraph and no link around it counts.
    CellOf(fn(&LocalName) -> bool),
}

/// The kinds of those elements that an article may have.
fn kind(name: &LocalName) -> Option<Kind> {
    Some(match *name {
        local_name!("abbr") | local_name!("b") | local_name!("bdi") | local_name!("bdo") | local_name!("br") => {
            Kind::Inline
        }
        local_name!("cite") | local_name!("code") | local_name!("del") | local_name!("dfn") => Kind::Inline,
        local_name!("em") | local_name!("i") | local_name!("img") | local_name!("ins") => Kind::Inline,
        local_name!("kbd") | local_name!("mark") | local_name!("q") | local_name!("ruby") => Kind::Inline,
        local_name!("s") | local_name!("samp") | local_name!("small") | local_name!("span") => Kind::Inline,
        local_name!("strong") | local_name!("sub") | local_name!("sup") | local_name!("time") => Kind::Inline,
        local_name!("u") | local_name!("var") | local_name!("wbr") => Kind::Inline,
        local_name!("a") => Kind::Link,
        local_name!("p") => Kind::Paragraph,
        local_name!("blockquote") | local_name!("details") | local_name!("dl") | local_name!("figcaption") => {
            Kind::Block
        }
        local_name!("figure") | local_name!("hr") | local_name!("ol") | local_name!("pre") => Kind::Block,
        local_name!("summary") | local_name!("table") | local_name!("ul") => Kind::Block,
        local_name!("h1") | local_name!("h2") | local_name!("h3") => Kind::Heading,
        local_name!("h4") | local_name!("h5") | local_name!("h6") => Kind::Heading,
        local_name!("li") => Kind::PartOf(|parent| matches!(*parent, local_name!("ul") | local_name!("ol"))),
        local_name!("dd") | local_name!("dt") => Kind::PartOf(|parent| *parent == local_name!("dl")),
        local_name!("rb") | local_name!("rp") | local_name!("rt") | local_name!("rtc") => {
            Kind::PartOf(|parent| *parent == local_name!("ruby"))
        }
        local_name!("colgroup") | local_name!("tbody") | local_name!("thead") | local_name!("tfoot") => {
            Kind::PartOf(|parent| *parent == local_name!("table"))
        }
        local_name!("tr") => Kind::PartOf(is_row_group),
        local_name!("col") => Kind::PartOf(|parent| *parent == local_name!("colgroup")),
        local_name!("caption") => Kind::CellOf(|parent| *parent == local_name!("table")),
        local_name!("td") | local_name!("th") => Kind::CellOf(|parent| *parent == local_name!("tr")),
        _ => return None,
    })
}

fn is_row_group(name: &LocalName) -> bool {
    matches!(*name, local_name!("tbody") | local_name!("thead") | local_name!("tfoot"))
}

/// Whether an element holds nothing but parts of a table.
fn is_table_frame(name: &LocalName) -> bool {
    matches!(*name, local_name!("table") | local_name!("tr") | local_name!("colgroup")) || is_row_group(name)
}

impl Dom {
    /// Whether a parser makes this tree of its HTML, but for comments and for where one text ends and the next begins.
    /// The HTML must have no null, no carriage return and no byte order mark at its beginning.
    pub fn survives_reparsing(&self) -> bool {
        // The open elements, each with what is open inside.
        let mut open: Vec<(NodeId, Open)> = vec![(NodeId::ROOT, Open::default())];
        let mut next = self.node(NodeId::ROOT).first;
        while let Some(id) = next {
            let Some(&(parent, around)) = open.last() else { return false };
            let node = self.node(id);
            let name_of_parent = self.element(parent).map(|parent| &parent.name);
            match &node.data {
                Data::Root => return false,
                Data::Comment(_) => {}
                Data::Text(_) => {
                    if name_of_parent.is_some_and(is_table_frame) {
                        return false;
                    }
                }
                Data::Element(element) => {
                    let Some(inside) = inside(element, name_of_parent, around) else { return false };
                    if !self.has_plain_beginning(node, element) {
                        return false;
                    }
                    if node.first.is_some() {
                        open.push((id, inside));
                        next = node.first;
                        continue;
                    }
                }
            }
            next = node.next;
            while next.is_none()
                && let Some((parent, _)) = open.pop()
            {
                next = self.node(parent).next;
            }
        }
        true
    }

    /// Whether nothing is inside a void element, and no line break is the first that a parser finds in `<pre>`, but not here.
    fn has_plain_beginning(&self, node: &Node, element: &Element) -> bool {
        let Some(first) = node.first else { return true };
        let is_pre = element.name == local_name!("pre");
        let text = self.as_text(first).is_some_and(|text| !text.is_empty());
        !node.groups.is_void() && (!is_pre || text || self.is_element(first))
    }
}

/// What is open inside an element, if that is in a place where it stays, and its attributes stay what they are.
fn inside(element: &Element, parent: Option<&LocalName>, around: Open) -> Option<Open> {
    let is_in_flow = !parent.is_some_and(is_table_frame);
    let inside = match kind(&element.name)? {
        Kind::Inline if is_in_flow => around,
        Kind::Link if is_in_flow && !around.link => Open { link: true, ..around },
        Kind::Paragraph if is_in_flow && !around.paragraph => Open { paragraph: true, ..around },
        Kind::Block if is_in_flow && !around.paragraph => around,
        Kind::Heading if is_in_flow && !around.paragraph && !parent.is_some_and(is_heading) => around,
        Kind::PartOf(is_place) if parent.is_some_and(is_place) => around,
        Kind::CellOf(is_place) if parent.is_some_and(is_place) => Open::default(),
        _ => return None,
    };
    has_plain_attributes(element).then_some(inside)
}

fn is_heading(name: &LocalName) -> bool {
    matches!(kind(name), Some(Kind::Heading))
}

/// Whether each attribute has a name of its own, of small letters.
fn has_plain_attributes(element: &Element) -> bool {
    const MOST: usize = 16;
    let names = || element.attributes().map(|(name, _)| name);
    names().count() <= MOST
        && names().enumerate().all(|(number, name)| {
            !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                && !names().take(number).any(|before| before == name)
        })
}
