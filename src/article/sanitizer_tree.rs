//! Takes a tree through ammonia, element by element, and writes what is left.
//!
//! What ammonia's own walk goes through is a tree of its own kind, with a count of references at each node: to build that,
//! to move what is kept in it from place to place, and to take it down again costs three times what is decided.

use super::dom::serialize::escape_safe;
use super::dom::{Data, Dom, Element, Foreign, NodeId};
use ammonia::rcdom::{Handle, Node, NodeData};
use ammonia::{Builder, Verdict};
use html5ever::{Namespace, QualName, local_name, ns};
use std::cell::RefCell;

/// Cleans what is inside a node, and writes it behind `out`.
pub fn clean(builder: &Builder, mut dom: Dom, top: NodeId, foreign: &[Foreign], out: &mut String) {
    dom.set_step_limit(u64::MAX);
    let elements = builder.elements();
    // What was kept and is still open, after what ammonia's own parser would put around everything.
    let mut kept = vec![(top, handle(ns!(html), Element::new(local_name!("html"), Vec::new())))];
    let mut next = dom.first_child(top);
    while let Some(id) = next {
        next = match dom.take_data(id) {
            Data::Text(text) => {
                escape_safe(&text, false, out);
                None
            }
            Data::Element(element) => {
                let Some((_, parent)) = kept.last() else { return };
                let mut element = handle(namespace(foreign, id), element);
                match elements.clean(&mut element, parent) {
                    Verdict::Keep => {
                        let child = if dom.is_void(id) { None } else { dom.first_child(id) };
                        open(&element, out);
                        match child {
                            Some(_) => kept.push((id, element)),
                            None if dom.is_void(id) => {}
                            None => close(&element, out),
                        }
                        child
                    }
                    Verdict::Unwrap => dom.first_child(id),
                    Verdict::Remove => None,
                }
            }
            Data::Root | Data::Comment(_) => None,
        };
        let mut last = id;
        while next.is_none() && last != top {
            next = dom.next(last);
            if next.is_some() {
                break;
            }
            let Some(parent) = dom.parent(last) else { return };
            if parent != top && kept.last().is_some_and(|(id, _)| *id == parent) {
                kept.pop().into_iter().for_each(|(_, element)| close(&element, out));
            }
            last = parent;
        }
    }
}

/// An element by itself, as ammonia asks for it.
fn handle(namespace: Namespace, element: Element) -> Handle {
    let (name, attributes) = element.into_parts();
    Node::new(NodeData::Element {
        name: QualName::new(None, namespace, name),
        attrs: RefCell::new(attributes),
        template_contents: RefCell::default(),
        // Asked while a tree is built.
        mathml_annotation_xml_integration_point: false,
    })
}

fn namespace(foreign: &[Foreign], id: NodeId) -> Namespace {
    match foreign.binary_search_by_key(&id, |one| one.id) {
        Ok(at) => foreign[at].namespace.clone(),
        Err(_) => ns!(html),
    }
}

fn open(element: &Handle, out: &mut String) {
    let NodeData::Element { name, attrs, .. } = &element.data else { return };
    out.push('<');
    out.push_str(&name.local);
    for attribute in attrs.borrow().iter() {
        out.push(' ');
        out.push_str(&attribute.name.local);
        out.push_str("=\"");
        escape_safe(&attribute.value, true, out);
        out.push('"');
    }
    out.push('>');
}

fn close(element: &Handle, out: &mut String) {
    let NodeData::Element { name, .. } = &element.data else { return };
    out.push_str("</");
    out.push_str(&name.local);
    out.push('>');
}
