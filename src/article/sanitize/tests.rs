//! What the sanitizer gets and makes of it is the same, whether a source is parsed by our parser or by html5ever's tokenizer
//! and ammonia's own tree.

use super::*;
use crate::article::dom::parse::{html5ever_tokens, sources};
use ammonia::rcdom::{Handle, NodeData, RcDom};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{QualName, local_name, ns};
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
    assert_eq!(written(&sanitizer_tree::parse(html)), written(&by_ammonia(html)), "{html:?}");
    for builder in [&*CLEANER, &*WIDE] {
        let ours = builder.clean_dom(sanitizer_tree::parse(html)).to_string();
        assert_eq!(ours, builder.clean_dom(by_ammonia(html)).to_string(), "{html:?}");
        if !html.contains("&#") {
            assert_eq!(ours, builder.clean(html).to_string(), "{html:?}");
        }
    }
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
