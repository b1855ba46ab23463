//! The tree is the same whether its tokens are html5gum's or those of html5ever's own tokenizer.

use super::*;
use crate::article::dom::Data;

fn by_html5ever(html: &str, builder: &TreeBuilder<Handle, Sink>, _: usize) -> bool {
    html5ever_tokens::tokenize(html, builder);
    true
}

/// The nodes in their order, each with its depth and all that it holds; neighbouring texts are one.
fn written(dom: &Dom) -> String {
    let mut out = String::new();
    let mut text_at = None;
    for id in dom.descendants(dom.root()) {
        let depth = dom.ancestors(id).count();
        match dom.data(id) {
            Data::Text(text) if text_at == Some(depth) => out.push_str(text),
            Data::Text(text) => out.push_str(&format!("\n{depth} text {}", &**text)),
            Data::Comment(text) => out.push_str(&format!("\n{depth} comment {}", &**text)),
            Data::Element(element) => {
                let attributes: Vec<String> =
                    element.attributes().map(|(name, value)| format!(" {}={:?}", &**name, &**value)).collect();
                out.push_str(&format!("\n{depth} <{}{}>", &*element.name, attributes.concat()));
            }
            Data::Root => {}
        }
        text_at = dom.as_text(id).map(|_| depth);
    }
    out
}

fn check(html: &str) {
    let ours = parse(html).map(|dom| written(&dom));
    let theirs = parse_by(html, &mut Room::of(html.len()), by_html5ever).map(|dom| written(&dom));
    assert_eq!(ours, theirs, "{html:?}");
}

#[test]
fn trees_of_awkward_sources() {
    sources::AWKWARD.iter().for_each(|html| check(html));
}

#[test]
fn trees_of_fixtures() {
    let posts = sources::fixtures();
    assert!(posts.len() > 100);
    posts.iter().for_each(|html| check(html));
}

#[test]
fn trees_of_random_sources() {
    sources::random(20_000).for_each(|html| check(&html));
}
