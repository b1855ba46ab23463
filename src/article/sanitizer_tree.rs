//! HTML → the tree that ammonia cleans, by the parser that posts are read with.
//!
//! It is the tree that ammonia's own parser builds, node for node, but for the content of `<template>`, which is no part
//! of the document. Ammonia's would be a second tokenizer and a second tree builder of the core, and takes twice as long.

use super::dom::parse::parse_to_sanitize;
use super::dom::{Data, Dom, Foreign, NodeId};
use ammonia::rcdom::{Handle, Node, NodeData, RcDom};
use html5ever::{Namespace, QualName, local_name, ns};
use std::cell::RefCell;
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

fn html_name(name: html5ever::LocalName) -> QualName {
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
