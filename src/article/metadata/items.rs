//! Marked parts of a page: h-entry and its forerunner hAtom, and microdata of schema.org.

use super::said::Said;
use super::titles::Titles;
use crate::article::dom::{Dom, NodeId};
use crate::text::case::lower;

/// Marked elements that are read.
const MOST: usize = 200;

/// Whether an element has a class.
pub fn has_class(dom: &Dom, id: NodeId, wanted: &[&str]) -> bool {
    dom.attr(id, "class").is_some_and(|class| class.split_ascii_whitespace().any(|name| wanted.contains(&name)))
}

/// Whether an element is in a comment, a quotation or a list of other posts.
pub fn is_aside(dom: &Dom, id: NodeId) -> bool {
    dom.ancestors(id).any(|a| {
        matches!(dom.tag(a), "aside" | "nav" | "blockquote" | "figure")
            || ["class", "id"].iter().filter_map(|name| dom.attr(a, name)).map(lower).any(|name| {
                ["comment", "respond", "disqus", "related", "sidebar", "h-cite"].iter().any(|part| name.contains(part))
            })
    })
}

/// What the page's only h-entry says; of several none is the post's own.
pub fn entry(dom: &Dom, titles: &Titles) -> Said {
    let root = dom.root();
    let is_entry = |id: &NodeId| has_class(dom, *id, &["h-entry", "hentry"]) && !is_aside(dom, *id);
    let entries: Vec<NodeId> = dom.descendants(root).filter(is_entry).take(2).collect();
    let mut said = Said::default();
    let &[entry] = &entries[..] else { return said };
    let parts = dom.descendants(entry).filter(|&id| dom.attr(id, "class").is_some() && !is_aside(dom, id));
    for id in parts.take(MOST) {
        if has_class(dom, id, &["p-name", "entry-title"]) && titles.has(&dom.text(id)) {
            said.take_title(&dom.text(id));
        }
        if has_class(dom, id, &["p-author", "author", "vcard"]) && !dom.is_longer(id, 80) {
            let inner = dom.descendants(id).find(|&d| has_class(dom, d, &["p-name", "fn"]));
            said.take_authors([&*without_by(&dom.text(inner.unwrap_or(id)))]);
        }
        if has_class(dom, id, &["dt-published", "published", "entry-date"]) {
            take_time(dom, id, &mut said);
        }
        if has_class(dom, id, &["u-url", "p-canonical"])
            && let Some(url) = dom.attr(id, "href")
        {
            said.take_from(url);
        }
    }
    said
}

/// What microdata says of the page's article.
pub fn microdata(dom: &Dom, titles: &Titles) -> Said {
    let mut said = Said::default();
    let props = dom.descendants(dom.root()).filter(|&id| dom.attr(id, "itemprop").is_some());
    let props: Vec<NodeId> = props.take(MOST).collect();
    let scope_of = |id: NodeId| dom.ancestors(id).find(|&a| dom.attr(a, "itemscope").is_some());
    let is_article = |scope: NodeId| {
        dom.attr(scope, "itemtype").is_some_and(|kind| kind.contains("Article") || kind.contains("Posting"))
    };
    let is_prop = |id: NodeId, wanted: &[&str]| {
        dom.attr(id, "itemprop").is_some_and(|names| names.split_ascii_whitespace().any(|name| wanted.contains(&name)))
    };
    let headline =
        |scope: NodeId| props.iter().copied().find(|&p| is_prop(p, &["headline"]) && scope_of(p) == Some(scope));
    let mut scopes: Vec<NodeId> =
        props.iter().filter_map(|&p| scope_of(p)).filter(|&s| is_article(s) && !is_aside(dom, s)).collect();
    scopes.dedup();
    let is_own = |&scope: &NodeId| headline(scope).is_some_and(|h| titles.has(&value(dom, h)));
    let Some(own) = scopes.iter().copied().find(is_own).or_else(|| {
        let only = scopes.first().copied()?;
        (scopes.iter().all(|&s| s == only) && headline(only).is_none()).then_some(only)
    }) else {
        return said;
    };
    for &id in props.iter().filter(|&&id| scope_of(id) == Some(own)) {
        if is_prop(id, &["headline"]) {
            said.take_title(&value(dom, id));
        } else if is_prop(id, &["datePublished", "dateCreated"]) {
            take_time(dom, id, &mut said);
        } else if is_prop(id, &["author", "creator"]) {
            let name = dom.descendants(id).find(|&d| is_prop(d, &["name"]));
            said.take_authors([&*without_by(&value(dom, name.unwrap_or(id)))]);
        } else if is_prop(id, &["url", "mainEntityOfPage"])
            && let Some(url) = ["href", "content", "itemid"].iter().find_map(|name| dom.attr(id, name))
        {
            said.take_from(url);
        }
    }
    said
}

/// The value of a marked element.
fn value(dom: &Dom, id: NodeId) -> String {
    dom.attr(id, "content")
        .map_or_else(|| if dom.is_longer(id, 400) { String::new() } else { dom.text(id) }, str::to_owned)
}

/// Takes the date of an element or of the `time` inside it.
pub fn take_time(dom: &Dom, id: NodeId, said: &mut Said) {
    for at in [Some(id), dom.find(id, &["time"])].into_iter().flatten() {
        for name in ["datetime", "content", "title"] {
            dom.attr(at, name).into_iter().for_each(|time| said.take_date(time));
        }
    }
    if !dom.is_longer(id, 60) {
        said.take_date(&dom.text(id));
    }
}

/// A name without the word before it.
pub fn without_by(text: &str) -> String {
    let words = ["By: ", "By ", "by ", "BY "];
    words.iter().find_map(|by| text.strip_prefix(by)).unwrap_or(text).to_owned()
}
