//! A compact tree: nodes in one vector that refer to each other by index.
//!
//! It knows nothing of parsing or cleaning; it walks, reads and moves nodes.
//! A removed node stays in the vector, unlinked, until the whole tree is dropped: articles live for one cleaning.

mod edit;
pub mod elements;
mod node;
pub mod parse;
mod roundtrip;
pub mod serialize;
mod sink;
mod text;
mod tokenize;
mod walk;

pub use node::{Data, Element, NodeId};
pub use sink::Foreign;

use crate::text::space::is_ascii_space;
use elements::Groups;
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName};
use node::attribute;
use std::cell::Cell;
use std::num::NonZeroU32;

#[derive(Debug, Clone)]
struct Node {
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    /// The node that comes next in document order, whatever its parent: walks needn't climb.
    following: Option<NodeId>,
    /// Its depth when it was parsed.
    depth: u16,
    groups: Groups,
    /// The bit of [`Dom::names`] for its name; [`NAMELESS`] for other nodes than elements.
    bit: u8,
    /// Whether it is text of white space alone, none of it beyond ASCII; half of all texts are.
    is_space: bool,
    data: Data,
}

/// A fragment of a document.
///
/// It counts the work done on it: each look at a neighbour is one step, and so are sixteen bytes of text read.
/// Beyond [`Dom::set_step_limit`] every look finds nothing, so that each walk ends, whatever it was looking for;
/// the caller sees by [`Dom::is_over`] that what it has is worth nothing.
#[derive(Debug, Clone)]
pub struct Dom {
    /// The nodes, after one unused slot, since their numbers begin at 1.
    nodes: Vec<Node>,
    steps: Cell<u64>,
    step_limit: u64,
    /// A bit for each name that any element ever had: most posts have no tables, and needn't be searched for them.
    names: u64,
}

impl Default for Dom {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a text is ASCII white space and no empty one.
fn is_ascii_blank(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_ascii_space)
}

/// The bit of what is no element.
const NAMELESS: u8 = 63;

/// The bit for an element's name, from 0 to 62, made of its first and last letter and its length.
///
/// The factors are those, of some thousand tried, by which the rare names that steps look for fall together least with common ones.
fn name_bit(name: &str) -> u8 {
    let (first, last) = match name.as_bytes() {
        [first, .., last] => (*first, *last),
        [only] => (*only, 0),
        [] => (0, 0),
    };
    first.wrapping_mul(107).wrapping_add(last.wrapping_mul(51)).wrapping_add(name.len() as u8) % NAMELESS
}

impl Dom {
    /// A tree that holds nothing but its root.
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// The same, with room for a number of nodes.
    pub fn with_capacity(nodes: usize) -> Self {
        let mut dom = Dom { nodes: Vec::with_capacity(nodes), steps: Cell::new(0), step_limit: u64::MAX, names: 0 };
        // The first place stays empty, so that a node's number is its place.
        dom.add(Data::Root);
        dom.add(Data::Root);
        dom
    }

    /// Counts work and tells whether there may be more.
    pub fn spend(&self, steps: u64) -> bool {
        let spent = self.steps.get() + steps;
        self.steps.set(spent);
        spent <= self.step_limit
    }

    /// How many steps were made.
    pub fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// How many more steps may be made.
    pub fn steps_left(&self) -> u64 {
        self.step_limit.saturating_sub(self.steps.get())
    }

    /// Sets how many steps may be made.
    pub fn set_step_limit(&mut self, limit: u64) {
        self.step_limit = limit;
    }

    /// Whether the limit was reached.
    pub fn is_over(&self) -> bool {
        self.steps.get() > self.step_limit
    }

    /// The fragment's root.
    pub fn root(&self) -> NodeId {
        NodeId::ROOT
    }

    /// How many nodes were ever made, removed ones included: the measure of the work done.
    pub fn len(&self) -> usize {
        self.nodes.len() - 1
    }

    /// Whether nothing was ever added.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// Makes a detached node.
    pub fn add(&mut self, data: Data) -> NodeId {
        let (mut groups, mut bit, mut is_space) = (Groups::default(), NAMELESS, false);
        match &data {
            Data::Element(e) => {
                (groups, bit) = (Groups::of(&e.name), name_bit(&e.name));
                self.names |= 1 << bit;
            }
            Data::Text(text) => is_space = is_ascii_blank(text),
            Data::Root | Data::Comment(_) => {}
        }
        self.nodes.push(Node {
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
            following: None,
            depth: 0,
            groups,
            bit,
            is_space,
            data,
        });
        // The number of the last node is how many there are.
        NodeId(NonZeroU32::new(self.len() as u32).unwrap_or(NonZeroU32::MIN))
    }

    /// Makes a detached HTML element.
    #[inline(never)]
    pub fn add_element(&mut self, name: &str) -> NodeId {
        self.add(Data::Element(Element { name: LocalName::from(name), attributes: Vec::new() }))
    }

    /// Makes a detached text node.
    #[inline(never)]
    pub fn add_text(&mut self, text: &str) -> NodeId {
        self.add(Data::Text(StrTendril::from(text)))
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0.get() as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0.get() as usize]
    }

    /// What the node is.
    pub fn data(&self, id: NodeId) -> &Data {
        &self.node(id).data
    }

    /// Takes out of a node what it is. The node keeps its place, but is worth nothing afterwards.
    pub fn take_data(&mut self, id: NodeId) -> Data {
        std::mem::replace(&mut self.node_mut(id).data, Data::Root)
    }

    /// Joins a text to a text node. Whether it is one.
    pub fn push_text(&mut self, id: NodeId, text: &StrTendril) -> bool {
        let node = self.node_mut(id);
        let Data::Text(own) = &mut node.data else { return false };
        node.is_space = (node.is_space || own.is_empty()) && is_ascii_blank(text);
        own.push_tendril(text);
        true
    }

    /// Removes one space from the end of a text node.
    pub fn trim_space(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        if let Data::Text(text) = &mut node.data
            && text.ends_with(' ')
        {
            text.pop_back(1);
            node.is_space &= !text.is_empty();
        }
    }

    /// Keeps those of an element's attributes that are wanted, and appends others.
    pub fn set_attributes(
        &mut self,
        id: NodeId,
        keep: impl Fn(&LocalName) -> bool,
        more: impl Iterator<Item = (LocalName, StrTendril)>,
    ) {
        if let Data::Element(e) = &mut self.node_mut(id).data {
            e.attributes.retain(|own| keep(&own.name.local));
            e.attributes.extend(more.map(|(name, value)| attribute(name, value)));
        }
    }

    /// Gives an element those attributes that it doesn't have yet.
    pub fn add_attributes(&mut self, id: NodeId, more: Vec<Attribute>) {
        if let Data::Element(e) = &mut self.node_mut(id).data {
            for one in more {
                if !e.attributes.iter().any(|own| own.name.local == one.name.local) {
                    e.attributes.push(one);
                }
            }
        }
    }

    /// The node's depth when it was parsed.
    pub fn depth(&self, id: NodeId) -> u16 {
        self.node(id).depth
    }

    /// Sets the node's depth.
    pub fn set_depth(&mut self, id: NodeId, depth: u16) {
        self.node_mut(id).depth = depth;
    }

    /// Whether it is an inline element.
    pub fn is_inline(&self, id: NodeId) -> bool {
        self.node(id).groups.is_inline()
    }

    /// Whether it is an element that marks words without saying anything of its own.
    pub fn is_formatting(&self, id: NodeId) -> bool {
        self.node(id).groups.is_formatting()
    }

    /// Whether it is a block that only holds other things.
    pub fn is_container(&self, id: NodeId) -> bool {
        self.node(id).groups.is_container()
    }

    /// Whether it is an element that has no content and no end tag.
    pub fn is_void(&self, id: NodeId) -> bool {
        self.node(id).groups.is_void()
    }

    /// Whether it is an element that shows something even without text.
    pub fn is_substance(&self, id: NodeId) -> bool {
        self.node(id).groups.is_substance()
    }

    /// Whether it is an element that makes a block: neither part of a line nor a picture or a break in one.
    pub fn is_block(&self, id: NodeId) -> bool {
        self.node(id).groups.is_block()
    }

    /// Whether it is an element whose content a browser never shows as text.
    pub fn is_unseen(&self, id: NodeId) -> bool {
        self.node(id).groups.is_unseen()
    }

    /// Whether it is an element that shows something even without text, or one that a reader fills in.
    pub fn shows_itself(&self, id: NodeId) -> bool {
        self.node(id).groups.shows_itself()
    }

    /// The element's name; nothing for text, comments and the root.
    pub fn tag(&self, id: NodeId) -> &str {
        match &self.node(id).data {
            Data::Element(e) => &e.name,
            _ => "",
        }
    }

    /// Whether the node is an element.
    pub fn is_element(&self, id: NodeId) -> bool {
        matches!(self.node(id).data, Data::Element(_))
    }

    /// The element's name as the parser has it; an empty one for text, comments and the root.
    pub fn name(&self, id: NodeId) -> LocalName {
        self.element(id).map(|e| e.name.clone()).unwrap_or_default()
    }

    /// A text node's text, without copying it.
    pub fn shared_text(&self, id: NodeId) -> Option<StrTendril> {
        match &self.node(id).data {
            Data::Text(t) => Some(t.clone()),
            _ => None,
        }
    }

    /// Puts other text into a text node.
    #[inline(never)]
    pub fn set_text(&mut self, id: NodeId, text: &str) {
        let node = self.node_mut(id);
        node.is_space = is_ascii_blank(text);
        node.data = Data::Text(StrTendril::from(text));
    }

    /// The element, if the node is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).data {
            Data::Element(e) => Some(e),
            _ => None,
        }
    }

    /// An attribute's value.
    pub fn attr(&self, id: NodeId, name: &str) -> Option<&str> {
        self.element(id)?.attributes().find(|(own, _)| &***own == name).map(|(_, value)| &**value)
    }

    /// Sets an attribute, which keeps its place if it was there.
    #[inline(never)]
    pub fn set_attr(&mut self, id: NodeId, name: &str, value: &str) {
        if let Data::Element(e) = &mut self.node_mut(id).data {
            match e.attributes.iter_mut().find(|own| &*own.name.local == name) {
                Some(own) => own.value = StrTendril::from(value),
                None => e.attributes.push(attribute(LocalName::from(name), StrTendril::from(value))),
            }
        }
    }

    /// Takes an attribute away.
    #[inline(never)]
    pub fn remove_attr(&mut self, id: NodeId, name: &str) {
        if let Data::Element(e) = &mut self.node_mut(id).data {
            e.attributes.retain(|own| &*own.name.local != name);
        }
    }

    /// Gives an element another name; attributes and children stay.
    #[inline(never)]
    pub fn rename(&mut self, id: NodeId, name: &str) {
        let name = LocalName::from(name);
        let bit = name_bit(&name);
        self.names |= 1 << bit;
        let node = self.node_mut(id);
        if let Data::Element(e) = &mut node.data {
            (node.groups, node.bit) = (Groups::of(&name), bit);
            e.name = name;
        }
    }
}
