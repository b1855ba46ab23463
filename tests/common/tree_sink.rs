//! The nodes of a tree, as html5ever says them.

use super::{Data, Node};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::ElemName;
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::RefCell;

/// The nodes; the document is the first.
pub struct Sink(RefCell<Vec<Node>>);

impl Default for Sink {
    fn default() -> Sink {
        Sink(RefCell::new(vec![Node { data: Data::Other, parent: None, children: Vec::new() }]))
    }
}

/// An element's name that outlives the borrow of the nodes.
#[derive(Debug)]
pub struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }
    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl Sink {
    fn add(&self, data: Data) -> usize {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Node { data, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    fn insert(&self, parent: usize, place: usize, child: NodeOrText<usize>) {
        let mut nodes = self.0.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                // Text beside text is one text.
                let before = place.checked_sub(1).map(|p| nodes[parent].children[p]);
                if let Some(Data::Text(before)) = before.map(|b| &mut nodes[b].data) {
                    before.push_str(&text);
                    return;
                }
                nodes.push(Node { data: Data::Text(text.to_string()), parent: None, children: Vec::new() });
                nodes.len() - 1
            }
        };
        nodes[child].parent = Some(parent);
        nodes[parent].children.insert(place, child);
    }

    fn place_of(&self, id: usize) -> Option<(usize, usize)> {
        let nodes = self.0.borrow();
        let parent = nodes[id].parent?;
        Some((parent, nodes[parent].children.iter().position(|&c| c == id)?))
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.0.into_inner()
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> usize {
        0
    }
    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        let name = match &self.0.borrow()[*target].data {
            Data::Element { name, .. } => name.clone(),
            _ => String::new(),
        };
        // Elements of SVG and MathML count as HTML's here: the article holds none, and the balance reads their text.
        Name(html5ever::ns!(html), LocalName::from(name))
    }
    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> usize {
        let mut attributes: Vec<(String, String)> =
            attrs.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        attributes.sort();
        self.add(Data::Element { name: name.local.to_string(), attributes })
    }
    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Data::Other)
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Data::Other)
    }
    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let place = self.0.borrow()[*parent].children.len();
        self.insert(*parent, place, child);
    }
    fn append_based_on_parent_node(&self, element: &usize, before: &usize, child: NodeOrText<usize>) {
        match self.place_of(*element) {
            Some((parent, place)) => self.insert(parent, place, child),
            None => self.append(before, child),
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }
    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.remove_from_parent(child);
        }
        if let Some((parent, place)) = self.place_of(*sibling) {
            self.insert(parent, place, child);
        }
    }
    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.0.borrow_mut()[*target].data {
            for attr in attrs {
                let name = attr.name.local.to_string();
                if !attributes.iter().any(|(key, _)| *key == name) {
                    attributes.push((name, attr.value.to_string()));
                }
            }
        }
    }
    fn remove_from_parent(&self, target: &usize) {
        if let Some((parent, place)) = self.place_of(*target) {
            let mut nodes = self.0.borrow_mut();
            nodes[parent].children.remove(place);
            nodes[*target].parent = None;
        }
    }
    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.0.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
