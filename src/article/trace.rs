//! A trace of the decisions about boilerplate: why a node went or stayed.

use super::dom::{Dom, NodeId};
use super::reason::Reason;
use serde::Serialize;

/// Why a node stays though a rule matched it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spared {
    /// It holds most of the post's text.
    MostOfPost,
    /// It holds prose.
    Prose,
    /// It holds a large picture or a player.
    Picture,
    /// It holds code.
    Code,
    /// It is a caption, or inside of one.
    Caption,
    /// It is between two paragraphs of prose.
    AmidProse,
    /// It is too long, or has too few links, for its kind.
    TooLong,
    /// All of its links lead to other sites.
    OutboundLinks,
    /// It comes before the prose.
    BeforeProse,
    /// It names one of several speakers.
    Speaker,
    /// Prose follows it: it is the heading of a section.
    Heading,
    /// It is inside a quotation, a figure, code or a table.
    Quoted,
    /// It says who or when, which no field of the post does.
    Untold,
    /// It tells of somebody, and is no statement of the site.
    Report,
}

impl Spared {
    /// The reason in English.
    pub fn message(self) -> &'static str {
        match self {
            Spared::MostOfPost => "holds most of the post",
            Spared::Prose => "holds prose",
            Spared::Picture => "holds a large picture or a player",
            Spared::Code => "holds code",
            Spared::Caption => "is a caption",
            Spared::AmidProse => "is between two paragraphs of prose",
            Spared::TooLong => "is too long or has too few links for its kind",
            Spared::OutboundLinks => "all of its links lead to other sites",
            Spared::BeforeProse => "comes before the prose",
            Spared::Speaker => "names one of several speakers",
            Spared::Heading => "is a heading with prose after it",
            Spared::Quoted => "is in a quotation, a figure, code or a table",
            Spared::Untold => "says who or when, which no field of the post does",
            Spared::Report => "tells of somebody",
        }
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The node's tag, id and classes as a selector; `#text` for text.
    pub node: String,
    /// Its text, white space folded.
    pub text: String,
    /// The kind of boilerplate that matched.
    pub reason: Reason,
    /// Why it stays; `None` where it went.
    pub spared: Option<Spared>,
}

impl Decision {
    /// Describes a decision about a node that is still in its place.
    pub fn new(dom: &Dom, id: NodeId, reason: Reason, spared: Option<Spared>) -> Decision {
        let mut node = if dom.is_element(id) { dom.tag(id).to_string() } else { "#text".to_string() };
        if let Some(id) = dom.attr(id, "id") {
            node = format!("{node}#{id}");
        }
        for class in dom.attr(id, "class").unwrap_or_default().split_whitespace() {
            node = format!("{node}.{class}");
        }
        Decision { node, text: dom.text(id), reason, spared }
    }
}
