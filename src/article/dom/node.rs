//! What the nodes of a tree are.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};
use std::num::NonZeroU32;

/// The number of a node in its [`Dom`], counted from 1, so that no node takes no room of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) NonZeroU32);

impl NodeId {
    pub(super) const ROOT: NodeId = NodeId(NonZeroU32::MIN);

    /// The node's place in a vector that has one for each node of the tree.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Data {
    /// The fragment itself.
    Root,
    /// An element with its attributes in the order of the source.
    Element(Element),
    /// A run of text.
    Text(StrTendril),
    /// A comment.
    Comment(StrTendril),
}

/// An element's name and attributes.
#[derive(Debug, Clone)]
pub struct Element {
    /// The lower-case name.
    pub name: LocalName,
    /// The attributes in the order of the source, as the parser makes them: to copy each would cost more than their namespaces do.
    pub(super) attributes: Vec<Attribute>,
}

impl Element {
    /// An element as the parser has it.
    pub fn new(name: LocalName, attributes: Vec<Attribute>) -> Element {
        Element { name, attributes }
    }

    /// Names and values in the order of the source.
    pub fn attributes(&self) -> impl Iterator<Item = (&LocalName, &StrTendril)> {
        self.attributes.iter().map(|attribute| (&attribute.name.local, &attribute.value))
    }

    /// The name and the attributes.
    pub fn into_parts(self) -> (LocalName, Vec<Attribute>) {
        (self.name, self.attributes)
    }

    /// Whether there are any.
    pub fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }
}

/// An attribute of no namespace.
pub(super) fn attribute(name: LocalName, value: StrTendril) -> Attribute {
    Attribute { name: QualName::new(None, ns!(), name), value }
}
