//! HTML → [`Dom`], by html5ever's tree builder, so that the tree is the one that a browser would build.
//!
//! The parser counts what it builds and stops at the caps of [`limits`](crate::article::limits).

use crate::article::dom::tokenize::tokenize;
use crate::article::dom::{Data, Dom, Element, NodeId};
use crate::article::limits::{
    BYTES_PER_NODE, FEW_ATTRIBUTES, GROWTH, GROWTH_FLOOR, Limit, MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES, NODES_FLOOR,
    PARSER_STEPS_FLOOR, PARSER_STEPS_PER_BYTE,
};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{
    ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink, create_element,
};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns};
use memchr::memchr_iter;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Parses a fragment as a browser would inside `<body>`.
///
/// # Errors
/// The [`Limit`] that the input goes beyond.
pub fn parse(html: &str) -> Result<Dom, Limit> {
    parse_within(html, &mut Room::of(html.len()))
}

/// What the parser may use up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    /// Bytes of all that shares the room.
    bytes: usize,
    nodes: usize,
    steps: u64,
}

impl Room {
    /// The room of a post with HTML of this many bytes.
    pub fn of(bytes: usize) -> Self {
        let mut room = Room { bytes: 0, nodes: NODES_FLOOR, steps: PARSER_STEPS_FLOOR };
        room.add(bytes);
        room
    }

    /// What is left for a part of a post of this many bytes, whose tree has used up the rest: a part has no floor of its own.
    pub fn left(bytes: usize, dom: &Dom) -> Self {
        let room = Room::of(bytes);
        let nodes = room.nodes.min(MAX_NODES).saturating_sub(dom.len());
        Room { nodes, ..room }.with_steps(dom.steps_left())
    }

    /// The same with no more than these steps.
    pub fn with_steps(self, steps: u64) -> Self {
        Room { steps: self.steps.min(steps), ..self }
    }

    /// Adds what this many bytes of HTML pay for.
    pub fn add(&mut self, bytes: usize) {
        self.bytes += bytes;
        self.nodes += bytes / BYTES_PER_NODE;
        self.steps += PARSER_STEPS_PER_BYTE * bytes as u64;
    }

    /// Attributes of one tag: each is compared with all before it, so a large post may not have many in one.
    fn attributes(&self) -> usize {
        if self.bytes > FEW_ATTRIBUTES { MAX_ATTRIBUTES } else { usize::MAX }
    }
}

/// The same for a part, in the room that is left. What it takes is taken away from the room.
///
/// # Errors
/// The [`Limit`] that the input goes beyond.
pub fn parse_within(html: &str, room: &mut Room) -> Result<Dom, Limit> {
    let max_attributes = room.attributes();
    parse_by(html, room, |html, builder| {
        if !tokenize(html, builder, max_attributes, || builder.sink.limit().is_some()) {
            builder.sink.over.set(Some(Limit { name: "attributes", value: MAX_ATTRIBUTES }));
        }
    })
}

fn parse_by(
    html: &str,
    room: &mut Room,
    tokenize: impl FnOnce(&str, &TreeBuilder<Handle, Sink>),
) -> Result<Dom, Limit> {
    // An element has a sign at both of its ends, mostly with a text behind each; steps add a few.
    let mut dom = Dom::with_capacity(memchr_iter(b'<', html.as_bytes()).count() * 7 / 4);
    dom.set_step_limit(room.steps);
    let sink = Sink {
        dom: RefCell::new(dom),
        max_nodes: room.nodes,
        attribute_room: Cell::new(GROWTH_FLOOR + GROWTH * html.len()),
        over: Cell::new(None),
    };
    let context = create_element(&sink, QualName::new(None, ns!(html), local_name!("div")), Vec::new());
    // With scripting off the content of noscript is parsed like any other, which is where the pictures are.
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options);
    tokenize(html, &builder);
    let sink = builder.sink;
    let (nodes, steps) = (sink.dom.borrow().len(), sink.dom.borrow().steps());
    *room = Room { nodes: room.nodes.saturating_sub(nodes), steps: room.steps.saturating_sub(steps), ..*room };
    if let Some(limit) = sink.limit() {
        return Err(limit);
    }
    let mut dom = sink.dom.into_inner();
    // The tree builder put everything into an html element of its own.
    if let Some(html) = dom.first_child(dom.root()).filter(|&c| dom.tag(c) == "html") {
        dom.unwrap(html);
    }
    Ok(dom)
}

struct Sink {
    dom: RefCell<Dom>,
    max_nodes: usize,
    /// Bytes that the values of further attributes may have: the parser copies them with an element that it opens again.
    attribute_room: Cell<usize>,
    over: Cell<Option<Limit>>,
}

/// A node and its name. The tree builder asks for names all the time; here it finds them without a look at the tree.
#[derive(Debug, Clone)]
struct Handle {
    id: NodeId,
    /// Empty for what is no element.
    name: LocalName,
    namespace: Namespace,
}

impl Handle {
    fn nameless(id: NodeId) -> Handle {
        Handle { id, name: local_name!(""), namespace: ns!() }
    }
}

impl Sink {
    fn add(&self, dom: &mut Dom, data: Data) -> NodeId {
        if self.over.get().is_none() {
            if dom.len() >= MAX_NODES {
                self.over.set(Some(Limit { name: "all-nodes", value: MAX_NODES }));
            } else if dom.len() >= self.max_nodes {
                self.over.set(Some(Limit { name: "nodes", value: self.max_nodes }));
            }
        }
        dom.add(data)
    }

    fn limit(&self) -> Option<Limit> {
        let work = || Limit { name: "work", value: PARSER_STEPS_PER_BYTE as usize };
        self.over.get().or_else(|| self.dom.borrow().is_over().then(work))
    }

    fn set_depth(&self, dom: &mut Dom, parent: NodeId, child: NodeId) {
        let depth = dom.depth(parent).saturating_add(1);
        dom.set_depth(child, depth);
        if usize::from(depth) > MAX_DEPTH && self.over.get().is_none() {
            self.over.set(Some(Limit { name: "nesting", value: MAX_DEPTH }));
        }
    }

    /// Puts a node or a text to its place; a text joins the text node `neighbour`, if that is one.
    fn place(
        &self,
        dom: &mut Dom,
        parent: NodeId,
        neighbour: Option<NodeId>,
        child: NodeOrText<Handle>,
        put: impl FnOnce(&mut Dom, NodeId),
    ) {
        let node = match child {
            NodeOrText::AppendNode(node) => node.id,
            NodeOrText::AppendText(text) => {
                if neighbour.is_some_and(|at| dom.push_text(at, &text)) {
                    return;
                }
                self.add(dom, Data::Text(text))
            }
        };
        put(dom, node);
        self.set_depth(dom, parent, node);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(self.dom.borrow().root())
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        // The tree builder asks this of each element that it passes on its way up; some tags make it pass all of them.
        self.dom.borrow().spend(1);
        ExpandedName { ns: &target.namespace, local: &target.name }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let bytes = attributes.iter().map(|attribute| attribute.value.len()).sum();
        match self.attribute_room.get().checked_sub(bytes) {
            Some(room) => self.attribute_room.set(room),
            None => self.over.set(self.over.get().or(Some(Limit { name: "growth", value: GROWTH }))),
        }
        let element = Element::new(name.local.clone(), attributes);
        let id = self.add(&mut self.dom.borrow_mut(), Data::Element(element));
        Handle { id, name: name.local, namespace: name.ns }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        Handle::nameless(self.add(&mut self.dom.borrow_mut(), Data::Comment(text)))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Handle {
        self.create_comment(data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let dom = &mut *self.dom.borrow_mut();
        let last = dom.last_child(parent.id);
        self.place(dom, parent.id, last, child, |dom, node| dom.append(parent.id, node));
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.dom.borrow().parent(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // A template's content stays its children here: it is taken out with the template.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let dom = &mut *self.dom.borrow_mut();
        let Some(parent) = dom.parent(sibling.id) else {
            return;
        };
        let previous = dom.previous(sibling.id);
        self.place(dom, parent, previous, child, |dom, node| dom.insert_before(sibling.id, node));
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.dom.borrow_mut().add_attributes(target.id, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let dom = &mut *self.dom.borrow_mut();
        for child in dom.children(node.id) {
            dom.append(new_parent.id, child);
            self.set_depth(dom, new_parent.id, child);
        }
    }
}

#[cfg(test)]
mod tests;
