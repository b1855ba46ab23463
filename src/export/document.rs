//! The cleaned post as a standalone HTML document without scripts, as `www/js/lazy/document.js` saves it.

use super::fragment::{Element, Node, PostLinks};
use crate::page::{CommentView, ReadingPage};
use crate::text::interface::grouped;

pub(super) const STYLE: &str = ":root{color-scheme:light dark}body{max-width:38rem;margin:3rem auto;padding:0 1rem;font:1.125rem/1.7 serif;overflow-wrap:anywhere}h1{line-height:1.3;text-wrap:balance}header p,figcaption,footer{font:.875rem/1.6 sans-serif;opacity:.75}img{max-width:100%;height:auto}figure{margin:1.8em 0}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border-bottom:1px solid;padding:.4em .8em .4em 0;text-align:start}blockquote{margin-inline:0;padding-inline-start:1.2em;border-inline-start:2px solid}pre{white-space:pre-wrap}.comments{margin-top:4rem;border-top:1px solid}.comment-list,.children{list-style:none;padding:0}.children{padding-inline-start:1rem;border-inline-start:1px solid}";

pub(super) const POLICY: &str = "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'";

/// Writes the document.
pub fn document(page: &ReadingPage) -> String {
    let head = Element::new("head", &[]).with(head(page));
    let article = Element::of_html(&page.html, page.plain.then_some(&page.text), PostLinks::Unwrap);
    let mut content = vec![header(page).into()];
    content.extend(article.children);
    content.extend(tags(page));
    let mut body = vec![element("article", content)];
    body.extend(comments(page));
    let root =
        Element::new("html", &[("lang", &page.lang), ("dir", page.dir)]).with([head.into(), element("body", body)]);
    let html = root.html().replacen("</head>", &format!("<style>{STYLE}</style></head>"), 1);
    format!("<!doctype html>\n{html}\n")
}

/// The post's tags.
pub(super) fn tags(page: &ReadingPage) -> Option<Node> {
    let tags: Vec<String> = page.tags.iter().map(|tag| format!("#{tag}")).collect();
    (!tags.is_empty()).then(|| element("footer", [element("p", [text(tags.join(" "))])]))
}

/// What readers wrote below the post.
pub(super) fn comments(page: &ReadingPage) -> Option<Node> {
    let count = count(&page.discussion);
    let heading = format!("{} {}", grouped(count), if count == 1 { "comment" } else { "comments" });
    let parts = || [element("h2", [text(heading)]), list(&page.discussion, "comment-list")];
    (count > 0).then(|| Element::new("section", &[("class", "comments")]).with(parts()).into())
}

fn head(page: &ReadingPage) -> Vec<Node> {
    let mut head: Vec<Node> = vec![
        Element::new("meta", &[("charset", "utf-8")]).into(),
        Element::new("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]).into(),
        Element::new("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]).into(),
        Element::new("meta", &[("name", "referrer"), ("content", "no-referrer")]).into(),
        element("title", [text(&page.title)]),
    ];
    if let Some(author) = page.author.as_deref().filter(|author| !author.is_empty()) {
        head.push(Element::new("meta", &[("name", "author"), ("content", author)]).into());
    }
    if let Some(source) = &page.source {
        head.push(Element::new("link", &[("rel", "canonical"), ("href", &source.url)]).into());
    }
    head
}

pub(super) fn header(page: &ReadingPage) -> Element {
    let source =
        page.source.as_ref().map(|source| Element::new("a", &[("href", &source.url)]).with([text(&source.url)]).into());
    let facts = [
        page.date.as_ref().map(|date| time(&date.iso)),
        page.author.as_ref().map(text),
        source.or_else(|| page.source_text.as_ref().map(text)),
    ];
    let mut line = Vec::new();
    for fact in facts.into_iter().flatten() {
        if !line.is_empty() {
            line.push(text(" · "));
        }
        line.push(fact);
    }
    let mut header = vec![element("h1", [text(&page.title)])];
    if !line.is_empty() {
        header.push(element("p", line));
    }
    Element::new("header", &[]).with(header)
}

/// Comments, with the classes of publishing systems by which this viewer and others know them.
fn list(comments: &[CommentView], name: &str) -> Node {
    let item = |comment: &CommentView| {
        let mut meta = Vec::new();
        if let Some(author) = comment.author.as_ref().or(comment.author_id.as_ref()) {
            meta.extend([Element::new("b", &[("class", "fn")]).with([text(author)]).into(), text(" ")]);
        }
        meta.extend(comment.date.as_ref().map(|date| time(&date.iso)));
        let mut content = vec![Element::new("header", &[("class", "comment-meta")]).with(meta).into()];
        content.extend(
            Element::of_html(&comment.html, comment.plain.then_some(&comment.text), PostLinks::Unwrap).children,
        );
        if !comment.replies.is_empty() {
            content.push(list(&comment.replies, "children"));
        }
        Element::new("li", &[("class", "comment")]).with(content).into()
    };
    Element::new("ol", &[("class", name)]).with(comments.iter().map(item)).into()
}

pub(super) fn element(name: &str, children: impl IntoIterator<Item = Node>) -> Node {
    Element::new(name, &[]).with(children).into()
}

pub(super) fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}

pub(super) fn time(iso: &str) -> Node {
    let day = iso.get(..10).unwrap_or(iso);
    Element::new("time", &[("datetime", iso)]).with([text(day)]).into()
}

fn count(comments: &[CommentView]) -> usize {
    comments.iter().map(|comment| 1 + count(&comment.replies)).sum()
}
