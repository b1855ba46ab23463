//! Valid nodes as XHTML, and the pages around them. Every text and every value passes the one function that escapes.

use crate::export::fragment::{Element, Node};
use crate::text::xml::escape;
use std::collections::{HashMap, HashSet};

/// A page of the book.
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// `ltr` or `rtl`.
    pub dir: &'a str,
    /// Whether it is written in columns.
    pub is_vertical: bool,
    /// What kind of content it is, in EPUB's words.
    pub kind: &'a str,
}

impl Page<'_> {
    /// The page around a body that is markup already.
    pub fn around(&self, body: &str) -> String {
        let class = if self.is_vertical { " class=\"vertical\"" } else { "" };
        let title = escape(self.title);
        let title = if title.trim().is_empty() { "–" } else { &title };
        let (lang, dir, kind) = (escape(self.lang), escape(self.dir), escape(self.kind));
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
             xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{dir}\"{class}>\n\
             <head>\n<title>{title}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/>\n</head>\n\
             <body epub:type=\"{kind}\">\n{body}\n</body>\n</html>\n"
        )
    }
}

/// The ids of a post: in which of its parts each is, under which name.
#[derive(Debug, Default)]
pub struct Ids {
    prefix: String,
    parts: HashMap<String, usize>,
    names: HashSet<String>,
}

impl Ids {
    /// The ids of a post's parts, with a prefix that no other post has.
    pub fn of(prefix: String, parts: &[Vec<Node>]) -> Ids {
        let mut ids = Ids { prefix, ..Ids::default() };
        for (at, part) in parts.iter().enumerate() {
            ids.collect(part, at);
        }
        ids
    }

    fn collect(&mut self, nodes: &[Node], part: usize) {
        for element in nodes.iter().filter_map(Node::element) {
            if let Some(id) = element.get("id")
                && !self.parts.contains_key(id)
                && self.names.insert(self.name(id))
            {
                self.parts.insert(id.to_owned(), part);
            }
            self.collect(&element.children, part);
        }
    }

    /// An id as XML may have it.
    fn name(&self, id: &str) -> String {
        let mut name = self.prefix.clone();
        for c in id.chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => name.push(c),
                c => name.push_str(&format!("_{:x}_", u32::from(c))),
            }
        }
        name
    }
}

/// What writes a part of a post.
pub struct Writer<'a> {
    ids: &'a Ids,
    /// The files of the post's parts.
    files: &'a [String],
    part: usize,
    written: HashSet<&'a str>,
    out: String,
}

impl<'a> Writer<'a> {
    /// The nodes of a part as XHTML.
    pub fn write(nodes: &'a [Node], ids: &'a Ids, files: &'a [String], part: usize) -> String {
        let mut writer = Writer { ids, files, part, written: HashSet::new(), out: String::new() };
        nodes.iter().for_each(|node| writer.node(node));
        writer.out
    }

    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Text(text) => self.out.push_str(&escape(text)),
            Node::Element(element) => self.element(element),
        }
    }

    fn element(&mut self, element: &'a Element) {
        self.out.extend(["<", &*element.name]);
        for (name, value) in &element.attributes {
            match &**name {
                "id" => {
                    if self.ids.parts.get(value) == Some(&self.part) && self.written.insert(value) {
                        let id = self.ids.name(value);
                        self.attribute("id", &id);
                    }
                }
                "href" if value.starts_with('#') => {
                    if let Some(part) = self.ids.parts.get(&value[1..]) {
                        let file = if *part == self.part { "" } else { &*self.files[*part] };
                        let href = format!("{file}#{}", self.ids.name(&value[1..]));
                        self.attribute("href", &href);
                    }
                }
                // A mark whose note isn't there is no mark.
                "epub:type" if value == "noteref" && !self.is_in_book(element) => {}
                _ => self.attribute(name, value),
            }
        }
        if element.is_void() {
            return self.out.push_str("/>");
        }
        self.out.push('>');
        element.children.iter().for_each(|child| self.node(child));
        self.out.extend(["</", &*element.name, ">"]);
    }

    fn is_in_book(&self, link: &Element) -> bool {
        let id = link.get("href").and_then(|href| href.strip_prefix('#'));
        id.is_some_and(|id| self.ids.parts.contains_key(id))
    }

    fn attribute(&mut self, name: &str, value: &str) {
        // Line breaks and tabs of a value would become spaces.
        let value = escape(value).replace('\n', "&#10;").replace('\t', "&#9;");
        self.out.extend([" ", name, "=\"", &*value, "\""]);
    }
}
