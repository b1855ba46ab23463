//! HTML as a tree that can be compared and printed.
//!
//! It is built with html5ever and not with the core's own tree, so that a fault of that one shows.

use archive_viewer::Article;
use archive_viewer::article::policy;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use sink::Sink;

#[path = "tree_sink.rs"]
mod sink;

/// A parsed document whose white space is folded as a browser shows it.
pub struct Tree {
    nodes: Vec<Node>,
    body: usize,
}

#[derive(Clone)]
pub struct Node {
    data: Data,
    parent: Option<usize>,
    children: Vec<usize>,
}

#[derive(Clone, PartialEq)]
pub enum Data {
    /// The document, a comment or a template's content.
    Other,
    Text(String),
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
}

/// What a walk through a tree meets.
pub enum Step<'a> {
    /// An element and its attributes.
    Open(&'a str, &'a [(String, String)]),
    /// The end of an element.
    Close(&'a str),
    /// A text, white space and all.
    Text(&'a str),
}

fn is_unseen(name: &str) -> bool {
    matches!(name, "script" | "style" | "noframes" | "noembed" | "iframe")
}

/// Elements that stand in a line of text; everything else ends it.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "rb",
    "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements in which white space never shows.
const WITHOUT_TEXT: &[&str] =
    &["body", "col", "colgroup", "dl", "figure", "html", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"];

const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

impl Tree {
    /// Parses a document or a fragment of one.
    pub fn parse(html: &str) -> Tree {
        let mut tree = Tree::parse_raw(html);
        tree.fold_white_space();
        tree
    }

    /// The article's HTML without what the policy sets on every picture and link, which would hide what matters.
    pub fn of_article(article: &Article) -> Tree {
        let mut tree = Tree::parse(article.html.as_str());
        for node in &mut tree.nodes {
            if let Data::Element { name, attributes } = &mut node.data {
                let set = set_attributes(name);
                attributes.retain(|(key, value)| !set.contains(&(&**key, &**value)));
            }
        }
        tree
    }

    /// Pictures and links that lack what the policy sets, one line each.
    pub fn unset_attributes(&self) -> Vec<String> {
        let mut found = Vec::new();
        for node in &self.nodes {
            let Data::Element { name, attributes } = &node.data else { continue };
            if name == "a" && !attributes.iter().any(|(key, _)| key == "href") {
                continue;
            }
            for (key, value) in set_attributes(name) {
                if !attributes.iter().any(|(k, v)| k == key && v == value) {
                    found.push(format!("{} without {key}=\"{value}\"", opening(name, attributes)));
                    break;
                }
            }
        }
        found
    }

    fn parse_raw(html: &str) -> Tree {
        // Without scripts the content of noscript is markup, as it is to the core.
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder, ..ParseOpts::default() };
        let nodes = parse_document(Sink::default(), options).one(html);
        let body = nodes.iter().position(|n| matches!(&n.data, Data::Element { name, .. } if name == "body"));
        Tree { body: body.unwrap_or(0), nodes }
    }

    // --- reading, for the balance ---

    /// Every text that a reader could see, whatever hides it; scripts and styles are none.
    pub fn texts(html: &str) -> Vec<String> {
        let mut texts = Vec::new();
        let mut unseen = 0;
        Tree::walk(html, |step| match step {
            Step::Open(name, _) => unseen += usize::from(is_unseen(name)),
            Step::Close(name) => unseen -= usize::from(is_unseen(name)),
            Step::Text(text) if unseen == 0 => texts.push(text.to_owned()),
            Step::Text(_) => {}
        });
        texts
    }

    /// The attributes of every element of these names.
    pub fn attributes_of(html: &str, names: &[&str]) -> Vec<Vec<(String, String)>> {
        let mut found = Vec::new();
        Tree::walk(html, |step| match step {
            Step::Open(name, attributes) if names.contains(&name) => found.push(attributes.to_vec()),
            _ => {}
        });
        found
    }

    /// Goes through a document or a fragment of one in the order in which it is read.
    pub fn walk(html: &str, mut visit: impl FnMut(Step)) {
        let nodes = Tree::parse_raw(html).nodes;
        // A node and how many of its children are behind.
        let mut open = vec![(0, 0)];
        while let Some((id, done)) = open.pop() {
            if done == 0 {
                match &nodes[id].data {
                    Data::Element { name, attributes } => visit(Step::Open(name, attributes)),
                    Data::Text(text) => visit(Step::Text(text)),
                    Data::Other => {}
                }
            }
            if let Some(&child) = nodes[id].children.get(done) {
                open.extend([(id, done + 1), (child, 0)]);
            } else if let Data::Element { name, .. } = &nodes[id].data {
                visit(Step::Close(name));
            }
        }
    }

    // --- comparing ---

    /// Where the trees differ first, from the top down in document order.
    pub fn first_difference(&self, actual: &Tree) -> Option<String> {
        self.difference_at(self.body, actual, actual.body, "body")
    }

    fn difference_at(&self, id: usize, actual: &Tree, other: usize, path: &str) -> Option<String> {
        if self.nodes[id].data != actual.nodes[other].data && path != "body" {
            return Some(format!("{path}: expected {}, found {}", self.describe(id), actual.describe(other)));
        }
        let (expected, found) = (&self.nodes[id].children, &actual.nodes[other].children);
        for i in 0..expected.len().max(found.len()) {
            let (e, f) = (expected.get(i).copied(), found.get(i).copied());
            let name = e.map(|e| self.step_name(e)).or_else(|| f.map(|f| actual.step_name(f))).unwrap_or_default();
            let path = format!("{path} > {name}[{}]", i + 1);
            let difference = match (e, f) {
                (Some(e), Some(f)) => self.difference_at(e, actual, f, &path),
                (Some(e), None) => Some(format!("{path}: expected {}, found nothing", self.describe(e))),
                (None, Some(f)) => Some(format!("{path}: expected nothing, found {}", actual.describe(f))),
                (None, None) => None,
            };
            if difference.is_some() {
                return difference;
            }
        }
        None
    }

    fn name(&self, id: usize) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } => name,
            _ => "",
        }
    }

    fn step_name(&self, id: usize) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } => name,
            Data::Text(_) => "text",
            Data::Other => "comment",
        }
    }

    fn describe(&self, id: usize) -> String {
        match &self.nodes[id].data {
            Data::Element { name, attributes } => opening(name, attributes),
            Data::Text(text) => format!("“{text}”"),
            Data::Other => "a comment".to_owned(),
        }
    }

    // --- white space ---

    fn is_inline(&self, id: usize) -> bool {
        match &self.nodes[id].data {
            Data::Element { name, .. } => INLINE.contains(&&**name),
            Data::Text(_) => true,
            Data::Other => false,
        }
    }

    /// Folds white space; what stands at a block's edge or beside a line break doesn't show and goes.
    fn fold_white_space(&mut self) {
        let mut line = Line { after_space: true, last: None };
        self.fold(self.body, &mut line);
        self.end_line(&mut line);
        for id in 0..self.nodes.len() {
            let mut children = std::mem::take(&mut self.nodes[id].children);
            children.retain(|&child| self.nodes[child].data != Data::Text(String::new()));
            self.nodes[id].children = children;
        }
    }

    fn fold(&mut self, id: usize, line: &mut Line) {
        let drops_text = WITHOUT_TEXT.contains(&self.name(id));
        for child in self.nodes[id].children.clone() {
            if self.name(child) == "pre" {
                self.end_line(line);
                continue;
            }
            if let Data::Text(text) = &mut self.nodes[child].data {
                if drops_text && text.trim_ascii().is_empty() {
                    text.clear();
                    continue;
                }
                let mut folded = String::with_capacity(text.len());
                for c in text.chars() {
                    if !c.is_ascii_whitespace() {
                        folded.push(c);
                        line.after_space = false;
                    } else if !line.after_space {
                        folded.push(' ');
                        line.after_space = true;
                    }
                }
                if !folded.is_empty() {
                    line.last = Some(child);
                }
                *text = folded;
                continue;
            }
            let inline = self.is_inline(child) && !drops_text;
            if !inline {
                self.end_line(line);
            }
            if self.name(child) == "img" {
                line.after_space = false;
                line.last = None;
            }
            self.fold(child, line);
            if !inline {
                self.end_line(line);
            }
        }
    }

    fn end_line(&mut self, line: &mut Line) {
        if line.after_space
            && let Some(Data::Text(text)) = line.last.map(|last| &mut self.nodes[last].data)
        {
            text.truncate(text.trim_end_matches(' ').len());
        }
        *line = Line { after_space: true, last: None };
    }

    // --- printing ---

    /// A whole document that a browser shows by itself: one block a line, what stands inside indented.
    pub fn print(&self, title: &str) -> String {
        let mut out = format!("<!doctype html><meta charset=\"utf-8\"><title>{title}</title>\n");
        for &child in &self.nodes[self.body].children {
            self.print_block(child, 0, &mut out);
        }
        out
    }

    fn print_block(&self, id: usize, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        out.push_str(&indent);
        let holds_blocks = WITHOUT_TEXT.contains(&self.name(id))
            || self.nodes[id].children.iter().any(|&c| !self.is_inline(c) && self.name(c) != "br");
        if self.is_inline(id) || !holds_blocks || self.name(id) == "pre" {
            self.print_inline(id, &format!("\n{indent}  "), out);
            out.push('\n');
            return;
        }
        if let Data::Element { name, attributes } = &self.nodes[id].data {
            out.push_str(&opening(name, attributes));
            out.push('\n');
            let is_text_holder = !WITHOUT_TEXT.contains(&&**name);
            let mut in_run = false;
            for &child in &self.nodes[id].children {
                // A run of inline content among blocks, such as an item's text before its sub-list, is one line.
                if is_text_holder && (self.is_inline(child) || self.name(child) == "br") {
                    if !in_run {
                        out.push_str(&indent);
                        out.push_str("  ");
                    }
                    self.print_inline(child, &format!("\n{indent}  "), out);
                    in_run = true;
                    continue;
                }
                if in_run {
                    out.push('\n');
                    in_run = false;
                }
                self.print_block(child, depth + 1, out);
            }
            if in_run {
                out.push('\n');
            }
            out.push_str(&format!("{indent}</{name}>\n"));
        }
    }

    fn print_inline(&self, id: usize, line_break: &str, out: &mut String) {
        match &self.nodes[id].data {
            Data::Text(text) => out.push_str(&escape(text)),
            Data::Element { name, attributes } => {
                out.push_str(&opening(name, attributes));
                if name == "br" {
                    out.push_str(line_break);
                }
                if VOID.contains(&&**name) {
                    return;
                }
                let first = self.nodes[id].children.first();
                if name == "pre"
                    && first.is_some_and(|&f| matches!(&self.nodes[f].data, Data::Text(t) if t.starts_with('\n')))
                {
                    // The parser drops one line break behind this tag.
                    out.push('\n');
                }
                for &child in &self.nodes[id].children {
                    self.print_inline(child, line_break, out);
                }
                out.push_str(&format!("</{name}>"));
            }
            Data::Other => {}
        }
    }
}

/// The line of text that folding is in: whether a space or an edge was the last thing, and the text that ended so.
struct Line {
    after_space: bool,
    last: Option<usize>,
}

fn set_attributes(name: &str) -> Vec<(&'static str, &'static str)> {
    let set = policy::SET_ATTRIBUTES.iter().filter(|(tag, _)| *tag == name).flat_map(|(_, set)| set.iter().copied());
    set.chain((name == "a").then_some(("rel", policy::LINK_REL))).collect()
}

fn opening(name: &str, attributes: &[(String, String)]) -> String {
    let mut out = format!("<{name}");
    for (key, value) in attributes {
        out.push_str(&format!(" {key}=\"{}\"", escape(value).replace('"', "&quot;")));
    }
    out.push('>');
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\u{a0}', "&nbsp;")
}
