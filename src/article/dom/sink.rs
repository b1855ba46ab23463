//! What the tree builder of html5ever builds: a [`Dom`], which is counted while it grows.

use super::{Data, Dom, Element, NodeId};
use crate::article::limits::{GROWTH, GROWTH_FLOOR, Limit, MAX_DEPTH, MAX_NODES, PARSER_STEPS_PER_BYTE};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

pub struct Sink {
    pub dom: RefCell<Dom>,
    max_nodes: usize,
    /// Bytes that the values of further attributes may have: the parser copies them with an element that it opens again.
    attribute_room: Cell<usize>,
    over: Cell<Option<Limit>>,
    /// Whether the limits count.
    is_limited: bool,
    /// The elements of other namespaces than HTML's, in the order of their numbers.
    pub foreign: RefCell<Vec<Foreign>>,
}

/// An element of another namespace than HTML's.
pub struct Foreign {
    /// The element.
    pub id: NodeId,
    /// Its namespace.
    pub namespace: Namespace,
    /// Whether it is MathML that has HTML in it.
    is_integration_point: bool,
}

/// A node and its name. The tree builder asks for names all the time; here it finds them without a look at the tree.
#[derive(Debug, Clone)]
pub struct Handle {
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
    /// For HTML of this many bytes, into a tree that has nothing yet.
    pub fn new(dom: Dom, bytes: usize, max_nodes: usize, is_limited: bool) -> Self {
        Sink {
            dom: RefCell::new(dom),
            max_nodes,
            attribute_room: Cell::new(GROWTH_FLOOR + GROWTH * bytes),
            over: Cell::new(None),
            is_limited,
            foreign: RefCell::default(),
        }
    }

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

    /// The limit that was exceeded.
    pub fn limit(&self) -> Option<Limit> {
        let work = || Limit { name: "work", value: PARSER_STEPS_PER_BYTE as usize };
        let over = || self.over.get().or_else(|| self.dom.borrow().is_over().then(work));
        if self.is_limited { over() } else { None }
    }

    /// Says that a limit was exceeded which is not the tree's.
    pub fn exceed(&self, limit: Limit) {
        self.over.set(Some(limit));
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

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let bytes = attributes.iter().map(|attribute| attribute.value.len()).sum();
        match self.attribute_room.get().checked_sub(bytes) {
            Some(room) => self.attribute_room.set(room),
            None => self.over.set(self.over.get().or(Some(Limit { name: "growth", value: GROWTH }))),
        }
        let element = Element::new(name.local.clone(), attributes);
        let id = self.add(&mut self.dom.borrow_mut(), Data::Element(element));
        if name.ns != ns!(html) {
            let is_integration_point = flags.mathml_annotation_xml_integration_point;
            self.foreign.borrow_mut().push(Foreign { id, namespace: name.ns.clone(), is_integration_point });
        }
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

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        let foreign = self.foreign.borrow();
        foreign.binary_search_by_key(&target.id, |one| one.id).is_ok_and(|at| foreign[at].is_integration_point)
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
