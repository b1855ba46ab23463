//! HTML → the tree that ammonia cleans, by the parser that posts are read with.
//!
//! It is the tree that ammonia's own parser builds, node for node, but for the content of `<template>`, which is no part
//! of the document. Ammonia's would be a second tokenizer and a second tree builder of the core, and takes twice as long.

use super::dom::parse::parse_to_sanitize;
use super::dom::{Data, Dom, Foreign, NodeId};
use ammonia::Document;
use ammonia::rcdom::{Handle, Node, NodeData, RcDom};
use html5ever::serialize::{Serialize, SerializeOpts, Serializer, TraversalScope, serialize};
use html5ever::{LocalName, Namespace, QualName, local_name, ns};
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

/// Parses what is sanitized.
pub fn parse(html: &str) -> RcDom {
    let (dom, foreign) = parse_to_sanitize(html);
    hand_over(dom, &foreign)
}

fn hand_over(mut dom: Dom, foreign: &[Foreign]) -> RcDom {
    let tree = RcDom::default();
    // The nodes from the document to the parent of the one that is next.
    let mut parents = vec![tree.document.clone()];
    let mut next = dom.first_child(dom.root());
    while let Some(at) = next {
        let data = data(&mut dom, foreign, at);
        let is_template =
            matches!(&data, NodeData::Element { name, .. } if *name == html_name(local_name!("template")));
        let node = Node::new(data);
        if let Some(parent) = parents.last() {
            node.parent.set(Some(Rc::downgrade(parent)));
            parent.children.borrow_mut().push(Handle::clone(&node));
        }
        next = dom.first_child(at).filter(|_| !is_template);
        if next.is_some() {
            parents.push(node);
            continue;
        }
        let mut last = at;
        loop {
            next = dom.next(last);
            match dom.parent(last) {
                Some(parent) if next.is_none() => last = parent,
                _ => break,
            }
            parents.pop();
        }
    }
    tree
}

fn html_name(name: LocalName) -> QualName {
    QualName::new(None, ns!(html), name)
}

fn data(dom: &mut Dom, foreign: &[Foreign], id: NodeId) -> NodeData {
    match dom.take_data(id) {
        Data::Text(text) => NodeData::Text { contents: RefCell::new(text) },
        Data::Comment(contents) => NodeData::Comment { contents },
        Data::Root => NodeData::Document,
        Data::Element(element) => {
            let (name, attributes) = element.into_parts();
            NodeData::Element {
                name: QualName::new(None, namespace(foreign, id), name),
                attrs: RefCell::new(attributes),
                template_contents: RefCell::default(),
                // Asked while a tree is built.
                mathml_annotation_xml_integration_point: false,
            }
        }
    }
}

fn namespace(foreign: &[Foreign], id: NodeId) -> Namespace {
    match foreign.binary_search_by_key(&id, |one| one.id) {
        Ok(at) => foreign[at].namespace.clone(),
        Err(_) => ns!(html),
    }
}

/// Writes what is left of a tree that was cleaned.
///
/// # Errors
/// Those of writing.
pub fn write(cleaned: &Document, out: &mut Vec<u8>) -> io::Result<()> {
    serialize(out, &Content(cleaned.to_dom_node()), SerializeOpts::default())
}

/// What is inside a node. Ammonia's own walk keeps a queue of all that is still to come, and goes round it for each node.
struct Content(Handle);

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: &mut S, _: TraversalScope) -> io::Result<()> {
        // The open elements, each with the place of its next child.
        let mut open = vec![(Handle::clone(&self.0), 0)];
        while let Some((parent, next)) = open.last_mut() {
            let child = parent.children.borrow().get(*next).cloned();
            *next += 1;
            match child.as_ref().map(|child| &child.data) {
                Some(NodeData::Text { contents }) => serializer.write_text(&contents.borrow())?,
                Some(NodeData::Element { name, attrs, .. }) => {
                    let attributes = attrs.borrow();
                    serializer.start_elem(name.clone(), attributes.iter().map(|one| (&one.name, &*one.value)))?;
                    drop(attributes);
                    open.extend(child.map(|child| (child, 0)));
                }
                // Ammonia leaves nothing else.
                Some(_) => {}
                None => {
                    let done = open.pop().filter(|_| !open.is_empty());
                    if let Some(NodeData::Element { name, .. }) = done.as_ref().map(|(done, _)| &done.data) {
                        serializer.end_elem(name.clone())?;
                    }
                }
            }
        }
        Ok(())
    }
}
