//! A post as it goes into a book: its headline, its article and its discussion as nodes, and what it names elsewhere.

use super::words::{Words, is_tag};
use crate::export::fragment::{Element, Node, PostLinks, post_url};
use crate::page::{CommentView, ReadingPage};

/// A post on its way into a book.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) title: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
    pub(super) host: Option<String>,
    pub(super) nodes: Vec<Node>,
}

impl Draft {
    /// The draft of a cleaned post, with its discussion or without.
    pub fn of(page: &ReadingPage, has_discussion: bool) -> Draft {
        let lang = if is_tag(&page.lang) { page.lang.clone() } else { "und".to_owned() };
        let words = Words::of(&lang);
        let mut nodes = vec![header(page)];
        nodes.extend(page.embeds.iter().filter(|embed| !is_linked(&page.html, &embed.url)).map(|embed| {
            let title = if embed.title.trim().is_empty() { &embed.url } else { &embed.title };
            element("p", "", [Element::new("a", &[("href", &embed.url)]).with([text(title)]).into()])
        }));
        nodes.extend(Element::of_html(&page.html, page.plain.then_some(&page.text), PostLinks::Marked).children);
        if !page.tags.is_empty() {
            let tags: Vec<String> = page.tags.iter().map(|tag| format!("#{tag}")).collect();
            nodes.push(element("p", "tags", [text(tags.join(" "))]));
        }
        if has_discussion && !page.discussion.is_empty() {
            let heading = element("h2", "", [text(words.comments(count(&page.discussion)))]);
            nodes.push(element("section", "comments", [heading, list(&page.discussion, "comment-list", words)]));
        }
        Draft {
            title: page.title.clone(),
            dir: page.dir,
            date: page.date.as_ref().map(|date| date.iso.clone()),
            author: page.author.clone().filter(|author| !author.trim().is_empty()),
            host: page.source.as_ref().map(|source| source.host.clone()),
            lang,
            nodes,
        }
    }

    /// The draft of a post that can't be read: a chapter that says so, so that links to it lead somewhere.
    pub fn unread(title: &str, lang: &str, date: Option<&str>, reason: &str) -> Draft {
        let lang = if is_tag(lang) { lang.to_owned() } else { "und".to_owned() };
        let sentence = format!("{} {reason}", Words::of(&lang).unread());
        let nodes = vec![element("h1", "", [text(title)]), element("p", "", [text(sentence)])];
        let (title, date) = (title.to_owned(), date.map(str::to_owned));
        Draft { title, lang, dir: "ltr", date, author: None, host: None, nodes }
    }

    /// The links among posts in it, as they were written.
    pub fn links(&self) -> Vec<String> {
        let mut links = Vec::new();
        each(&self.nodes, &mut |element| links.extend(post_url(element)));
        links
    }

    /// The pictures that it names beside itself, or on the web, of which an archive may have captures.
    pub fn pictures(&self) -> Vec<String> {
        let is_web = |src: &str| src.starts_with("http://") || src.starts_with("https://");
        let mut pictures = Vec::new();
        each(&self.nodes, &mut |element| {
            let src = element.get("src").filter(|src| element.name == "img" && (is_beside(src) || is_web(src)));
            pictures.extend(src.map(str::to_owned));
        });
        pictures
    }
}

/// Whether a picture's address is that of a file beside the post.
pub fn is_beside(src: &str) -> bool {
    let scheme = src.split(['/', '?', '#']).next().unwrap_or_default();
    !src.is_empty() && !src.starts_with("//") && (!scheme.contains(':') || src.starts_with("{{"))
}

/// The first ten characters of a date: its day.
pub fn day_of(iso: &str) -> &str {
    iso.get(..10).unwrap_or(iso)
}

fn each(nodes: &[Node], look: &mut dyn FnMut(&Element)) {
    for element in nodes.iter().filter_map(Node::element) {
        look(element);
        each(&element.children, look);
    }
}

fn is_linked(html: &str, url: &str) -> bool {
    html.contains(url) || html.contains(&url.replace('&', "&amp;"))
}

fn header(page: &ReadingPage) -> Node {
    let source = page.source.as_ref();
    let link = source.map(|source| Element::new("a", &[("href", &source.url)]).with([text(&source.host)]).into());
    let facts = [
        page.date.as_ref().map(|date| time(&date.iso)),
        page.author.as_ref().filter(|author| !author.trim().is_empty()).map(|author| bdi(author)),
        link.or_else(|| page.source_text.as_ref().map(text)),
    ];
    let mut line = Vec::new();
    for fact in facts.into_iter().flatten() {
        if !line.is_empty() {
            line.push(text(" · "));
        }
        line.push(fact);
    }
    let mut content = vec![element("h1", "", [text(&page.title)])];
    if !line.is_empty() {
        content.push(element("p", "byline", line));
    }
    element("header", "", content)
}

fn list(comments: &[CommentView], class: &str, words: Words) -> Node {
    let item = |comment: &CommentView| {
        let name = comment.author.as_deref().or(comment.author_id.as_deref()).unwrap_or(words.anonymous());
        let mut meta = vec![element("b", "", [bdi(name)])];
        if let Some(date) = &comment.date {
            meta.extend([text(" "), time(&date.iso)]);
        }
        let mut content = vec![element("p", "byline", meta)];
        content.extend(
            Element::of_html(&comment.html, comment.plain.then_some(&comment.text), PostLinks::Marked).children,
        );
        if !comment.replies.is_empty() {
            content.push(list(&comment.replies, "children", words));
        }
        element("li", "comment", content)
    };
    element("ol", class, comments.iter().map(item))
}

fn count(comments: &[CommentView]) -> usize {
    comments.iter().map(|comment| 1 + count(&comment.replies)).sum()
}

fn bdi(name: &str) -> Node {
    element("bdi", "", [text(name)])
}

fn time(iso: &str) -> Node {
    Element::new("time", &[("datetime", iso)]).with([text(day_of(iso))]).into()
}

/// An element of the book's own, with a class if it has one.
pub fn element(name: &str, class: &str, children: impl IntoIterator<Item = Node>) -> Node {
    let attributes: &[(&str, &str)] = if class.is_empty() { &[] } else { &[("class", class)] };
    Element::new(name, attributes).with(children).into()
}

/// A text.
pub fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}
