//! What the sanitizer gets and makes of it is the same, whether a source is parsed by our parser or by html5ever's tokenizer
//! and ammonia's own tree; whether a tree is asked for element by element or given to ammonia as a whole; and whether it is
//! parsed again or not.

use super::*;
use crate::article::dom::parse::{html5ever_tokens, parse, sources};
use crate::article::dom::{Data, Foreign, NodeId, serialize};
use ammonia::rcdom::{Handle, Node, NodeData, RcDom};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{QualName, local_name, ns};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::LazyLock;

/// Allows what the policy doesn't: elements of other languages, and some with text of their own.
static WIDE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(["svg", "math", "mi", "mtext", "annotation-xml", "foreignObject", "desc", "a", "title", "iframe"])
        .add_tags(["noscript", "select", "option", "template", "form", "input", "button", "style"])
        .rm_clean_content_tags(["style"])
        .add_generic_attributes(["id", "encoding", "href", "xlink:href"]);
    builder
});

/// As `Builder::clean` parses.
fn by_ammonia(html: &str) -> RcDom {
    let tree = RcDom::default();
    let context = create_element(&tree, QualName::new(None, ns!(html), local_name!("div")), Vec::new());
    let builder = TreeBuilder::new_for_fragment(tree, context, None, TreeBuilderOpts::default());
    html5ever_tokens::tokenize(html, &builder);
    builder.sink
}

/// The tree of our parser as one of ammonia's. The content of a template is no part of it.
fn by_us(html: &str) -> RcDom {
    let (mut dom, foreign) = parse_to_sanitize(html);
    let tree = RcDom::default();
    let root = dom.root();
    add_children(&mut dom, &foreign, root, &tree.document);
    tree
}

fn add_children(dom: &mut Dom, foreign: &[Foreign], of: NodeId, parent: &Handle) {
    for id in dom.children(of) {
        let is_template = dom.tag(id) == "template" && !foreign.iter().any(|one| one.id == id);
        let node = Node::new(data(dom, foreign, id));
        node.parent.set(Some(Rc::downgrade(parent)));
        parent.children.borrow_mut().push(Handle::clone(&node));
        if !is_template {
            add_children(dom, foreign, id, &node);
        }
    }
}

fn data(dom: &mut Dom, foreign: &[Foreign], id: NodeId) -> NodeData {
    match dom.take_data(id) {
        Data::Text(text) => NodeData::Text { contents: RefCell::new(text) },
        Data::Comment(contents) => NodeData::Comment { contents },
        Data::Root => NodeData::Document,
        Data::Element(element) => {
            let (name, attributes) = element.into_parts();
            let namespace = foreign.iter().find(|one| one.id == id).map_or(ns!(html), |one| one.namespace.clone());
            NodeData::Element {
                name: QualName::new(None, namespace, name),
                attrs: RefCell::new(attributes),
                template_contents: RefCell::default(),
                mathml_annotation_xml_integration_point: false,
            }
        }
    }
}

/// The nodes in their order, each with its depth and all that it holds; neighbouring texts are one, and a template is empty.
fn written(tree: &RcDom) -> String {
    let mut out = String::new();
    let mut text_at = None;
    let mut stack: Vec<(usize, Handle)> = vec![(0, tree.document.clone())];
    while let Some((depth, node)) = stack.pop() {
        match &node.data {
            NodeData::Text { contents } if text_at == Some(depth) => out.push_str(&contents.borrow()),
            NodeData::Text { contents } => out.push_str(&format!("\n{depth} text {}", &**contents.borrow())),
            NodeData::Comment { contents } => out.push_str(&format!("\n{depth} comment {}", &**contents)),
            NodeData::Element { name, attrs, .. } => {
                out.push_str(&format!("\n{depth} {name:?}"));
                attrs.borrow().iter().for_each(|one| out.push_str(&format!(" {:?}={:?}", one.name, &*one.value)));
            }
            other => out.push_str(&format!("\n{depth} {other:?}")),
        }
        text_at = matches!(node.data, NodeData::Text { .. }).then_some(depth);
        stack.extend(node.children.borrow().iter().rev().map(|child| (depth + 1, child.clone())));
    }
    out
}

fn check(html: &str) {
    assert_eq!(written(&by_us(html)), written(&by_ammonia(html)), "{html:?}");
    assert_eq!(sanitized(html), CLEANER.clean_dom(by_ammonia(html)).to_string(), "{html:?}");
    for builder in [&*CLEANER, &*WIDE] {
        let ours = builder.clean_dom(by_us(html)).to_string();
        assert_eq!(ours, builder.clean_dom(by_ammonia(html)).to_string(), "{html:?}");
        if !html.contains("&#") {
            assert_eq!(ours, builder.clean(html).to_string(), "{html:?}");
        }
    }
    if let Ok(mut tree) = parse(html) {
        check_tree(&mut tree);
    }
}

fn sanitized(html: &str) -> String {
    sanitize(html, None).unwrap().into_string()
}

/// A tree that is not parsed again gives what it gives if it is. Whether it was such a one.
fn check_tree(tree: &mut Dom) -> bool {
    let html = serialize::to_html(tree, 0);
    let again = sanitized(&html);
    assert_eq!(sanitize(&html, Some(tree)).unwrap().as_str(), again, "{html:?}");
    tree.is_empty()
}

#[test]
fn awkward_sources() {
    sources::AWKWARD.iter().for_each(|html| check(html));
    for html in [
        "<math><annotation-xml encoding=text/html><p><svg></p><b></annotation-xml></math>x<noscript><p>a</noscript>",
        "<math><annotation-xml encoding=x><p>y</annotation-xml></math><svg><foreignObject><p><math><mi><b>",
        "<svg><desc><p>a</desc><a xlink:href=x xml:lang=y viewbox=1><title><b>c</title></svg><template><p>a<tr><td>b</template>c",
        "<table><template><tr><td>a</template><tr><td><select><option>b<template>c</select></table><form><form><input>",
        "<svg><template><p>x</template></svg><frameset><body><html id=a><head><p>y</body>z</html><!--c-->",
    ] {
        check(html);
    }
}

#[test]
fn fixtures() {
    sources::fixtures().iter().for_each(|html| check(html));
}

#[test]
fn payloads() {
    let json: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/payloads.json")).expect("payloads.json");
    let payloads = json["payloads"].as_array().expect("a list of payloads");
    assert!(payloads.len() > 100);
    payloads.iter().filter_map(|payload| payload["payload"].as_str()).for_each(check);
}

#[test]
fn random_sources() {
    sources::random(20_000).for_each(|html| check(&html));
}

/// Trees of what an article may have, nested at random: the same each time.
fn random_trees(count: usize) -> impl Iterator<Item = Dom> {
    const TEXTS: &[&str] = &["a", " ", "\n", "\n\nb", "\u{a0}<&>\"", "", "\r", "\u{feff}"];
    const ATTRIBUTES: &[&str] = &["id", "href", "title", "onclick", "x=y"];
    // Numbers of Knuth's MMIX generator.
    let mut state: u64 = 11;
    let mut below = move |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    (0..count).map(move |_| {
        let mut dom = Dom::new();
        let mut open = vec![dom.root()];
        // Trees of few names are more often nested as a parser would.
        let names: Vec<&str> = (0..1 + below(4)).map(|_| policy::TAGS[below(policy::TAGS.len())]).collect();
        for _ in 0..1 + below(8) {
            let node = match below(4) {
                0 => dom.add_text(TEXTS[below(TEXTS.len())]),
                _ => dom.add_element(names[below(names.len())]),
            };
            if below(6) == 0 {
                dom.set_attr(node, ATTRIBUTES[below(ATTRIBUTES.len())], TEXTS[below(TEXTS.len())]);
            }
            open.truncate(1 + below(open.len()));
            dom.append(open[open.len() - 1], node);
            if dom.is_element(node) {
                open.push(node);
            }
        }
        dom
    })
}

#[test]
fn trees_that_are_not_parsed_again() {
    let survived = random_trees(60_000).filter_map(|mut tree| check_tree(&mut tree).then_some(())).count();
    assert!((5_000..55_000).contains(&survived), "{survived}");
}

/// Whether the only element inside an element is parsed again where it is.
fn survives(html: &str) -> bool {
    let mut dom = Dom::new();
    let mut open = vec![dom.root()];
    for tag in html.split('>').filter(|tag| !tag.is_empty()) {
        let node = match tag.strip_prefix('<') {
            Some(name) => dom.add_element(name),
            None => dom.add_text(tag),
        };
        dom.append(open[open.len() - 1], node);
        open.push(node);
    }
    let survives = dom.survives_reparsing();
    check_tree(&mut dom);
    survives
}

#[test]
fn nesting_that_a_parser_leaves() {
    for html in [
        "<p><b><i>x",
        "<a><b>x",
        "<h2><span><h3>x",
        "<ul><li><p><a>x",
        "<ul><li><ul><li>x",
        "<dl><dd><dl><dt>x",
        "<table><tbody><tr><td><p>x",
        "<a><table><tbody><tr><td><a>x",
        "<table><colgroup><col",
        "<table><caption><p>x",
        "<ruby><rt>x",
        "<blockquote><p>x",
        "<b><b><b><b><p>x",
        "<figure><figcaption><p>x",
        "<pre>\nx",
        "<ins><p>x",
    ] {
        assert!(survives(html), "{html}");
    }
}

#[test]
fn nesting_that_a_parser_repairs() {
    for html in [
        "<p><p>x",
        "<p><b><ul>x",
        "<p><table>",
        "<a><b><a>x",
        "<h2><h3>x",
        "<p><h2>x",
        "<li>x",
        "<ul><li><li>x",
        "<dl><li>x",
        "<table>x",
        "<table><tr>",
        "<table><tbody><td>x",
        "<table><tbody><tr>x",
        "<tbody>",
        "<col",
        "<br><b>x",
        "<rt>x",
        "<pre><>",
        "<div>x",
        "<svg><a>x",
        "<select><option>x",
        "<template><p>x",
        "<button><p>x",
        "<nobr>x",
    ] {
        assert!(!survives(html), "{html}");
    }
}
