//! A compact tree: nodes stand in one vector and name each other by number.
//!
//! It knows nothing of parsing or cleaning; it walks, reads and moves nodes.
//! A removed node stays in the vector, unlinked, until the whole tree is dropped: articles live for one cleaning.

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, ns};
use std::cell::Cell;

/// The number of a node in its [`Dom`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// The node's place in its tree's vector.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// No node: the end of a list of siblings, or the parent of a node that stands nowhere.
const NONE: u32 = u32::MAX;

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
    /// HTML, SVG or MathML.
    pub namespace: Namespace,
    /// The attributes in the order of the source.
    pub attributes: Vec<(LocalName, StrTendril)>,
}

#[derive(Debug, Clone)]
struct Node {
    parent: u32,
    previous: u32,
    next: u32,
    first: u32,
    last: u32,
    data: Data,
}

/// A fragment of a document.
///
/// It counts the work done on it: each look at a neighbour is one step, and so are sixteen bytes of text read.
/// Beyond [`Dom::set_step_limit`] every look finds nothing, so that each walk comes to its end, whatever it was looking for;
/// the caller sees by [`Dom::is_over`] that what it has is worth nothing.
#[derive(Debug, Clone)]
pub struct Dom {
    nodes: Vec<Node>,
    steps: Cell<u64>,
    step_limit: u64,
    /// A bit for each name that any element ever had, by its hash: most posts have no tables, and needn't be searched for them.
    names: u64,
}

impl Default for Dom {
    fn default() -> Self {
        Self::new()
    }
}

/// The bit that stands for an element's name.
fn name_bit(name: &LocalName) -> u64 {
    1 << (name.get_hash() & 63)
}

fn some(id: u32) -> Option<NodeId> {
    (id != NONE).then_some(NodeId(id))
}

impl Dom {
    /// A tree that holds nothing but its root.
    pub fn new() -> Self {
        let mut dom = Dom { nodes: Vec::new(), steps: Cell::new(0), step_limit: u64::MAX, names: 0 };
        dom.add(Data::Root);
        dom
    }

    /// Counts work and tells whether there may be more.
    fn spend(&self, steps: u64) -> bool {
        let spent = self.steps.get() + steps;
        self.steps.set(spent);
        spent <= self.step_limit
    }

    /// How many steps were made.
    pub fn steps(&self) -> u64 {
        self.steps.get()
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
        NodeId(0)
    }

    /// How many nodes were ever made, removed ones included: the measure of the work done.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether nothing was ever added.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// Makes a node that stands nowhere yet.
    pub fn add(&mut self, data: Data) -> NodeId {
        if let Data::Element(e) = &data {
            self.names |= name_bit(&e.name);
        }
        let id = self.nodes.len() as u32;
        self.nodes.push(Node { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, data });
        NodeId(id)
    }

    /// Makes an HTML element that stands nowhere yet.
    pub fn add_element(&mut self, name: &str) -> NodeId {
        self.add(Data::Element(Element { name: LocalName::from(name), namespace: ns!(html), attributes: Vec::new() }))
    }

    /// Makes a text node that stands nowhere yet.
    pub fn add_text(&mut self, text: &str) -> NodeId {
        self.add(Data::Text(StrTendril::from(text)))
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    /// What the node is.
    pub fn data(&self, id: NodeId) -> &Data {
        &self.node(id).data
    }

    /// What the node is, to be changed.
    pub fn data_mut(&mut self, id: NodeId) -> &mut Data {
        &mut self.node_mut(id).data
    }

    /// The node's parent.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { some(self.node(id).parent) } else { None }
    }

    /// The sibling before the node.
    pub fn previous(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { some(self.node(id).previous) } else { None }
    }

    /// The sibling behind the node.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { some(self.node(id).next) } else { None }
    }

    /// The node's first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { some(self.node(id).first) } else { None }
    }

    /// The node's last child.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { some(self.node(id).last) } else { None }
    }

    /// The node's children, taken down before anything moves.
    pub fn children(&self, id: NodeId) -> Vec<NodeId> {
        let mut out = Vec::new();
        let mut child = self.first_child(id);
        while let Some(c) = child {
            out.push(c);
            child = self.next(c);
        }
        out
    }

    /// The node's children, for looking at.
    pub fn each_child(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&c| self.next(c))
    }

    /// The node's ancestors, nearest first, without the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&a| self.parent(a)).filter(|&a| a != self.root())
    }

    /// The node that follows in document order within `top`, going into children.
    pub fn following(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        self.first_child(id).or_else(|| self.following_skip(id, top))
    }

    /// The node that follows in document order within `top` behind everything inside `id`.
    pub fn following_skip(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.next(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// Everything inside `top` in document order, without `top` itself.
    pub fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(top), move |&id| self.following(id, top))
    }

    /// Whether any element may have one of these names.
    fn may_hold(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.names & name_bit(&LocalName::from(*name)) != 0)
    }

    /// The elements inside `top` with one of these names, taken down before anything moves.
    pub fn find_all(&self, top: NodeId, names: &[&str]) -> Vec<NodeId> {
        if !self.may_hold(names) {
            return Vec::new();
        }
        self.descendants(top).filter(|&id| names.contains(&self.tag(id))).collect()
    }

    /// The first element inside `top` with one of these names.
    pub fn find(&self, top: NodeId, names: &[&str]) -> Option<NodeId> {
        if !self.may_hold(names) {
            return None;
        }
        self.descendants(top).find(|&id| names.contains(&self.tag(id)))
    }

    /// The nearest ancestor with one of these names.
    pub fn closest(&self, id: NodeId, names: &[&str]) -> Option<NodeId> {
        self.ancestors(id).find(|&a| names.contains(&self.tag(a)))
    }

    /// Whether `id` stands somewhere inside `top`.
    pub fn is_inside(&self, id: NodeId, top: NodeId) -> bool {
        id != top && (top == self.root() && self.is_attached(id) || self.ancestors(id).any(|a| a == top))
    }

    /// Whether the node still stands in the fragment.
    pub fn is_attached(&self, id: NodeId) -> bool {
        let mut at = id;
        while let Some(parent) = self.parent(at) {
            at = parent;
        }
        at == self.root()
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

    /// A text node's text.
    pub fn as_text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(t) => Some(t),
            _ => None,
        }
    }

    /// Whether the node is text made of white space alone.
    pub fn is_blank_text(&self, id: NodeId) -> bool {
        self.as_text(id).is_some_and(is_blank)
    }

    /// Puts other text into a text node.
    pub fn set_text(&mut self, id: NodeId, text: &str) {
        self.node_mut(id).data = Data::Text(StrTendril::from(text));
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
        self.element(id)?.attributes.iter().find(|(n, _)| &**n == name).map(|(_, v)| &**v)
    }

    /// Sets an attribute, which keeps its place if it was there.
    pub fn set_attr(&mut self, id: NodeId, name: &str, value: &str) {
        if let Data::Element(e) = &mut self.node_mut(id).data {
            match e.attributes.iter_mut().find(|(n, _)| &**n == name) {
                Some((_, v)) => *v = StrTendril::from(value),
                None => e.attributes.push((LocalName::from(name), StrTendril::from(value))),
            }
        }
    }

    /// Takes an attribute away.
    pub fn remove_attr(&mut self, id: NodeId, name: &str) {
        if let Data::Element(e) = &mut self.node_mut(id).data {
            e.attributes.retain(|(n, _)| &**n != name);
        }
    }

    /// Gives an element another name; attributes and children stay.
    pub fn rename(&mut self, id: NodeId, name: &str) {
        let name = LocalName::from(name);
        self.names |= name_bit(&name);
        if let Data::Element(e) = &mut self.node_mut(id).data {
            e.name = name;
            e.namespace = ns!(html);
        }
    }

    /// Takes the node, with all inside it, out of its place.
    pub fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        if let Some(p) = some(previous) {
            self.node_mut(p).next = next;
        } else if let Some(parent) = some(parent) {
            self.node_mut(parent).first = next;
        }
        if let Some(n) = some(next) {
            self.node_mut(n).previous = previous;
        } else if let Some(parent) = some(parent) {
            self.node_mut(parent).last = previous;
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Moves the node to the end of `parent`.
    pub fn append(&mut self, parent: NodeId, id: NodeId) {
        self.detach(id);
        let last = self.node(parent).last;
        let node = self.node_mut(id);
        node.parent = parent.0;
        node.previous = last;
        match some(last) {
            Some(last) => self.node_mut(last).next = id.0,
            None => self.node_mut(parent).first = id.0,
        }
        self.node_mut(parent).last = id.0;
    }

    /// Moves the node to the place before `sibling`. A sibling that stands nowhere takes nothing.
    pub fn insert_before(&mut self, sibling: NodeId, id: NodeId) {
        self.detach(id);
        let Node { parent, previous, .. } = *self.node(sibling);
        if parent == NONE {
            return;
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (parent, previous, sibling.0);
        self.node_mut(sibling).previous = id.0;
        match some(previous) {
            Some(p) => self.node_mut(p).next = id.0,
            None => self.node_mut(NodeId(parent)).first = id.0,
        }
    }

    /// Moves the node to the place behind `sibling`.
    pub fn insert_after(&mut self, sibling: NodeId, id: NodeId) {
        match (self.next(sibling), self.parent(sibling)) {
            (Some(next), _) if next == id => {}
            (Some(next), _) => self.insert_before(next, id),
            (None, Some(parent)) => self.append(parent, id),
            (None, None) => {}
        }
    }

    /// Moves the node to the beginning of `parent`.
    pub fn prepend(&mut self, parent: NodeId, id: NodeId) {
        match self.first_child(parent) {
            Some(first) if first == id => {}
            Some(first) => self.insert_before(first, id),
            None => self.append(parent, id),
        }
    }

    /// Moves all children of `from` to the end of `to`.
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        for child in self.children(from) {
            self.append(to, child);
        }
    }

    /// Puts the element's children in its place.
    pub fn unwrap(&mut self, id: NodeId) {
        for child in self.children(id) {
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Copies everything of another tree to the end of `parent`.
    pub fn graft(&mut self, parent: NodeId, other: &Dom) {
        let mut copies = vec![NodeId(NONE); other.len()];
        copies[0] = parent;
        for id in other.descendants(other.root()) {
            let copy = self.add(other.data(id).clone());
            copies[id.index()] = copy;
            if let Some(p) = other.parent(id) {
                self.append(copies[p.index()], copy);
            }
        }
    }

    /// Puts `new` in the place of `old`.
    pub fn replace(&mut self, old: NodeId, new: NodeId) {
        self.insert_before(old, new);
        self.detach(old);
    }

    /// Appends all text inside the node to `out`, as it stands.
    pub fn push_text(&self, id: NodeId, out: &mut String) {
        if let Some(t) = self.as_text(id) {
            out.push_str(t);
        }
        for d in self.descendants(id) {
            if let Some(t) = self.as_text(d) {
                out.push_str(t);
            }
        }
    }

    /// All text inside the node with white space folded: one space between words, none at the ends.
    /// A block's end counts as a space, so that no two blocks' words run together.
    pub fn text(&self, id: NodeId) -> String {
        let mut raw = String::new();
        let mut walk = |at: NodeId| {
            if let Some(t) = self.as_text(at) {
                self.spend(t.len() as u64 / 16);
                raw.push_str(t);
            } else if !super::tags::is_inline(self.tag(at)) {
                raw.push(' ');
            }
        };
        walk(id);
        let mut at = self.first_child(id);
        while let Some(node) = at {
            walk(node);
            at = match self.first_child(node) {
                Some(child) => Some(child),
                None => {
                    let mut up = node;
                    loop {
                        if up == id {
                            break None;
                        }
                        if let Some(next) = self.next(up) {
                            break Some(next);
                        }
                        match self.parent(up) {
                            Some(p) => up = p,
                            None => break None,
                        }
                        walk(up);
                    }
                }
            };
        }
        fold_space(&raw)
    }

    /// How many characters of text, white space left out, stand inside the node.
    pub fn text_len(&self, id: NodeId) -> usize {
        let count = |t: &str| {
            self.spend(t.len() as u64 / 16);
            t.chars().filter(|c| !is_space(*c)).count()
        };
        self.as_text(id).map_or(0, count)
            + self.descendants(id).filter_map(|d| self.as_text(d)).map(count).sum::<usize>()
    }
}

/// Whether a character is white space or shows nothing: also no-break space, zero-width space and joiners, byte order mark.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The character in lower case. Scripts behind Cyrillic that have no cases are most of what comes by, and cost nothing.
pub fn lower(c: char) -> impl Iterator<Item = char> {
    let cased = c < '\u{2000}' || ('\u{ff21}'..='\u{ff3a}').contains(&c);
    cased.then(|| c.to_lowercase()).into_iter().flatten().chain((!cased).then_some(c))
}

/// Whether a text shows nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// The text with each run of white space as one space and none at the ends.
pub fn fold_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
