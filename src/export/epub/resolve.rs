//! Where links and pictures of a post lead from inside of a book.

use super::attributes::outward;
use super::draft::{element, text};
use super::options::{Found, file_of};
use super::words::Words;
use crate::export::fragment::{Element, Node, post_url};
use std::collections::HashMap;
use url::Url;

/// The longest mark of a note in the text.
const LONGEST_MARK: usize = 6;

/// What a post's links and pictures become.
pub struct Resolver<'a> {
    /// What the post names elsewhere.
    pub found: &'a Found,
    /// The paths in the book of pictures that are in the post itself, by their addresses.
    pub inline: &'a HashMap<String, String>,
    /// The words of the post's language.
    pub words: Words,
}

impl Resolver<'_> {
    /// Gives every link the address that it has in the book, and puts pictures that aren't in it into words.
    pub fn resolve(&self, nodes: &mut Vec<Node>) {
        self.inside(nodes, false, &mut Vec::new());
    }

    fn inside(&self, nodes: &mut Vec<Node>, in_link: bool, after: &mut Vec<Node>) {
        let mut out = Vec::with_capacity(nodes.len());
        for node in std::mem::take(nodes) {
            let Node::Element(mut element) = node else {
                out.push(node);
                continue;
            };
            match &*element.name {
                "img" => out.push(self.picture(element, in_link, after)),
                "a" => {
                    let href = element.get("href").and_then(|href| self.href(&element, href));
                    element.attributes.retain(|(name, _)| name != "href");
                    element.attributes.extend(href.map(|href| ("href".to_owned(), href)));
                    let mut later = Vec::new();
                    self.inside(&mut element.children, true, &mut later);
                    out.push(element.into());
                    out.append(&mut later);
                }
                _ => {
                    self.inside(&mut element.children, in_link, after);
                    out.push(element.into());
                }
            }
        }
        *nodes = out;
    }

    /// An address inside of the book, one outside, or a fragment of the post.
    fn href(&self, link: &Element, href: &str) -> Option<String> {
        match post_url(link) {
            Some(post) => self.found.links.get(&post).map(|number| file_of(*number, 0)).or_else(|| outward(&post)),
            None if href.starts_with('#') => Some(href.to_owned()),
            None => outward(href),
        }
    }

    fn picture(&self, mut picture: Element, in_link: bool, after: &mut Vec<Node>) -> Node {
        let src = picture.get("src").unwrap_or_default().to_owned();
        if let Some(path) = self.found.pictures.get(&src).or_else(|| self.inline.get(&src)) {
            picture.attributes.retain(|(name, _)| name != "src");
            picture.attributes.push(("src".to_owned(), path.clone()));
            return picture.into();
        }
        let alt = picture.get("alt").unwrap_or_default().trim();
        let mut words = Vec::new();
        if !alt.is_empty() {
            words.push(text(alt));
        }
        let link = outward(&src).map(|href| {
            let host = Url::parse(&src).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
            let name = format!("[{} {}]", self.words.picture(), host.trim_start_matches("www."));
            Node::from(Element::new("a", &[("href", &href)]).with([text(name)]))
        });
        let space = if words.is_empty() { Vec::new() } else { vec![text(" ")] };
        match link {
            // A link has none inside: it follows.
            Some(link) if in_link => after.extend([text(" "), element("span", "picture", [link])]),
            Some(link) => words.extend(space.into_iter().chain([link])),
            None => words.extend(space.into_iter().chain([text(format!("[{}]", self.words.picture()))])),
        }
        if words.is_empty() {
            words.push(text(format!("[{}]", self.words.picture())));
        }
        element("span", "picture", words)
    }
}

/// Notes of the post, for readers that open them above the text: a short mark leads to a block after it.
pub fn mark_notes(nodes: &mut [Node]) {
    let (mut marks, mut blocks, mut at) = (Vec::new(), HashMap::new(), 0);
    scan(nodes, &mut at, &mut marks, &mut blocks);
    let notes: Vec<String> =
        marks.into_iter().filter(|(own, id)| blocks.get(id).is_some_and(|at| at > own)).map(|(_, id)| id).collect();
    if !notes.is_empty() {
        mark(nodes, &notes, false);
    }
}

fn scan(nodes: &[Node], at: &mut usize, marks: &mut Vec<(usize, String)>, blocks: &mut HashMap<String, usize>) {
    for element in nodes.iter().filter_map(Node::element) {
        *at += 1;
        marks.extend(target(element).map(|id| (*at, id.to_owned())));
        if let Some(id) =
            element.get("id").filter(|_| matches!(&*element.name, "li" | "p" | "div" | "dd" | "blockquote"))
        {
            blocks.entry(id.to_owned()).or_insert(*at);
        }
        scan(&element.children, at, marks, blocks);
    }
}

/// Where a link leads whose text is a note's number or sign.
fn target(element: &Element) -> Option<&str> {
    let id = element.get("href").filter(|_| element.name == "a")?.strip_prefix('#')?;
    let mark = element.text();
    let is_sign = |c: char| c.is_numeric() || matches!(c, '*' | '†' | '‡' | '§' | '注' | '註');
    let mark = mark.trim();
    (mark.len() <= LONGEST_MARK && mark.chars().any(is_sign) && !mark.chars().any(char::is_whitespace)).then_some(id)
}

fn mark(nodes: &mut [Node], notes: &[String], in_note: bool) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let is_note = element.get("id").is_some_and(|id| notes.iter().any(|note| note == id))
            && matches!(&*element.name, "li" | "p" | "div" | "dd" | "blockquote");
        let is_mark = !in_note && target(element).is_some_and(|id| notes.iter().any(|note| note == id));
        let kind = if is_mark { Some("noteref") } else { is_note.then_some("footnote") };
        element.attributes.extend(kind.map(|kind| ("epub:type".to_owned(), kind.to_owned())));
        mark(&mut element.children, notes, in_note || is_note);
    }
}
