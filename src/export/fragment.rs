//! The core's safe HTML as a small tree that can be changed and written.

use crate::article::dom::elements::is_void;
use crate::article::dom::parse::parse_to_sanitize;
use crate::article::dom::serialize::escape_safe;
use crate::article::dom::{Data, Dom, NodeId};
use crate::article::policy::POST_PREFIX;
use crate::page::{CommentView, ReadingPage};
use crate::text::percent::decode;
use std::collections::HashMap;

/// A node of a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A text.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element, or the fragment itself, which has no name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// The lower-case name.
    pub name: String,
    /// Names and values, in order.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// What becomes of links among posts, which only a library can follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostLinks {
    /// They have the post's own URL.
    Keep,
    /// They become text.
    Unwrap,
    /// They become text, and what the policy set on pictures stays.
    UnwrapOnly,
    /// They stay as the core marks them, for a caller that can follow them.
    Marked,
}

impl Node {
    /// Its text.
    pub fn text(&self) -> String {
        match self {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        }
    }

    /// The element, if it is one.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Node::Text(_) => None,
            Node::Element(element) => Some(element),
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Node::Text(text) => escape_safe(text, false, out),
            Node::Element(element) => element.write(out),
        }
    }
}

impl Element {
    /// An element of this name with attributes and nothing in it.
    pub fn new(name: &str, attributes: &[(&str, &str)]) -> Element {
        let attributes = attributes.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Element { name: name.to_owned(), attributes, children: Vec::new() }
    }

    /// The same with these nodes in it.
    pub fn with(self, children: impl IntoIterator<Item = Node>) -> Element {
        Element { children: children.into_iter().collect(), ..self }
    }

    /// An article or a comment, of its safe HTML; of one beyond a limit its text alone.
    pub fn of_html(html: &str, plain: Option<&str>, links: PostLinks) -> Element {
        let (dom, _) = parse_to_sanitize(html);
        let root = dom.root();
        // The tree builder puts everything into an html element of its own.
        let top = dom.first_child(root).filter(|child| dom.tag(*child) == "html").unwrap_or(root);
        let mut fragment = Element::new("", &[]).with(nodes(&dom, top, links));
        if let Some(text) = plain {
            fragment.children.push(Element::new("pre", &[]).with([Node::Text(text.to_owned())]).into());
        }
        fragment
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// Whether there is such an attribute.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The elements in it that are its children.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    /// Whether the test holds for an element anywhere inside.
    pub fn any_inside(&self, test: &dyn Fn(&Element) -> bool) -> bool {
        self.elements().any(|child| test(child) || child.any_inside(test))
    }

    /// Does something with each element inside.
    pub fn each_inside(&mut self, change: &dyn Fn(&mut Element)) {
        for child in &mut self.children {
            if let Node::Element(element) = child {
                change(element);
                element.each_inside(change);
            }
        }
    }

    /// The text inside.
    pub fn text(&self) -> String {
        self.children.iter().map(Node::text).collect()
    }

    /// As HTML, with its own tags.
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Its start tag.
    pub fn start_tag(&self) -> String {
        let mut out = String::new();
        self.write_start(&mut out);
        out
    }

    /// Whether it has no end tag.
    pub fn is_void(&self) -> bool {
        is_void(&self.name)
    }

    fn write(&self, out: &mut String) {
        if !self.name.is_empty() {
            self.write_start(out);
        }
        self.children.iter().for_each(|child| child.write(out));
        if !self.name.is_empty() && !self.is_void() {
            out.extend(["</", &self.name, ">"]);
        }
    }

    fn write_start(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.extend([" ", name, "=\""]);
            escape_safe(value, true, out);
            out.push('"');
        }
        out.push('>');
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

fn nodes(dom: &Dom, parent: NodeId, links: PostLinks) -> Vec<Node> {
    let mut nodes = Vec::new();
    for child in dom.each_child(parent) {
        match dom.data(child) {
            Data::Text(text) => nodes.push(Node::Text(text.to_string())),
            Data::Element(own) => {
                let attributes = own.attributes().map(|(name, value)| (name.to_string(), value.to_string())).collect();
                let mut element =
                    Element { name: own.name.to_string(), attributes, children: self::nodes(dom, child, links) };
                if element.name == "img" && links != PostLinks::UnwrapOnly {
                    element.attributes.retain(|(name, _)| name != "loading" && name != "decoding");
                }
                match post_url(&element).filter(|_| links != PostLinks::Marked) {
                    None => nodes.push(element.into()),
                    Some(url) => {
                        element.attributes.retain(|(name, _)| name != "href");
                        match links {
                            PostLinks::Keep => element.attributes.push(("href".to_owned(), url)),
                            PostLinks::Unwrap | PostLinks::UnwrapOnly if !element.has("id") => {
                                nodes.append(&mut element.children);
                                continue;
                            }
                            PostLinks::Unwrap | PostLinks::UnwrapOnly | PostLinks::Marked => {}
                        }
                        nodes.push(element.into());
                    }
                }
            }
            Data::Root | Data::Comment(_) => {}
        }
    }
    nodes
}

/// Safe HTML in which links among posts are text.
pub fn without_post_links(html: &str) -> String {
    if !html.contains(POST_PREFIX) {
        return html.to_owned();
    }
    Element::of_html(html, None, PostLinks::UnwrapOnly).html()
}

/// Gives pictures that are named in a post's safe HTML other addresses, by those that they have.
pub fn with_pictures(page: &mut ReadingPage, addresses: &HashMap<String, String>) {
    fn in_comments(comments: &mut [CommentView], addresses: &HashMap<String, String>) {
        for comment in comments {
            comment.html = replaced(&comment.html, addresses);
            in_comments(&mut comment.replies, addresses);
        }
    }
    if !addresses.is_empty() {
        page.html = replaced(&page.html, addresses);
        in_comments(&mut page.discussion, addresses);
    }
}

fn replaced(html: &str, addresses: &HashMap<String, String>) -> String {
    let mut fragment = Element::of_html(html, None, PostLinks::Marked);
    fragment.each_inside(&|element| {
        let pictures = element.attributes.iter_mut().filter(|(name, _)| element.name == "img" && name == "src");
        pictures.for_each(|(_, src)| addresses.get(src).into_iter().for_each(|there| src.clone_from(there)));
    });
    fragment.html()
}

/// The post's own URL of a link among posts.
pub(super) fn post_url(element: &Element) -> Option<String> {
    let href = element.get("href").filter(|_| element.name == "a")?;
    Some(decode(href.strip_prefix('#')?.strip_prefix(POST_PREFIX)?))
}
