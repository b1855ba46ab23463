//! What must never stand in an article, found by parsing its HTML again, as a browser will.
//!
//! The policy is asked, and a floor below it: if somebody opens the policy by mistake, the floor still speaks.
//! The tests of payloads and properties use this file too, so that a fuzzer looks for exactly what they look for.

use archive_viewer::article::policy;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElemName, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns, parse_fragment};
use std::borrow::Cow;
use std::cell::RefCell;

/// Elements that no policy of this project may ever allow: each runs, loads, hides or takes input by itself,
/// or begins another language.
const NEVER: &[&str] = &[
    "annotation-xml",
    "applet",
    "audio",
    "base",
    "body",
    "button",
    "dialog",
    "embed",
    "fencedframe",
    "form",
    "frame",
    "frameset",
    "iframe",
    "input",
    "link",
    "map",
    "math",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "option",
    "param",
    "picture",
    "plaintext",
    "portal",
    "script",
    "select",
    "source",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
    "xmp",
];

/// Attributes of which the same is true; handlers are known by their first two letters.
const NEVER_ATTRIBUTES: &[&str] = &[
    "action",
    "attributionsrc",
    "autofocus",
    "background",
    "class",
    "contenteditable",
    "form",
    "formaction",
    "is",
    "name",
    "nonce",
    "ping",
    "popover",
    "slot",
    "srcdoc",
    "srcset",
    "style",
    "tabindex",
    "target",
    "usemap",
    "xlink:href",
    "xmlns",
];

/// Everything in the HTML that the policy doesn't allow, one line each.
pub fn violations(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    // A parser reads `noscript` in two ways; what is safe in one only is not safe.
    for scripting in [true, false] {
        for (element, attributes) in elements(html, scripting) {
            look_at(&element, &attributes, &mut found);
        }
    }
    found.sort();
    found.dedup();
    found
}

fn look_at(element: &QualName, attributes: &[Attribute], found: &mut Vec<String>) {
    let tag = &*element.local;
    if element.ns != ns!(html) {
        found.push(format!("<{tag}> of the namespace {}", element.ns));
        return;
    }
    if !policy::TAGS.contains(&tag) || NEVER.contains(&tag) {
        found.push(format!("<{tag}>"));
    }
    for attribute in attributes {
        let name = match &attribute.name.prefix {
            Some(prefix) => format!("{prefix}:{}", attribute.name.local),
            None => attribute.name.local.to_string(),
        };
        let known = policy::ATTRIBUTES.contains(&&*name) || policy::attributes_of(tag).contains(&&*name);
        if !known || name.starts_with("on") || NEVER_ATTRIBUTES.contains(&&*name) {
            found.push(format!("<{tag} {name}>"));
        } else if !may_say(tag, &name, &attribute.value) {
            found.push(format!("<{tag} {name}={:?}>", &*attribute.value));
        }
    }
}

/// Whether a value may stand where it stands. This is written a second time, and differently from the sanitizer's own,
/// so that one mistake doesn't excuse the other: the address is read as a browser reads it.
fn may_say(tag: &str, name: &str, value: &str) -> bool {
    match (tag, name) {
        ("a", "href") => match value.strip_prefix('#') {
            Some(id) => id.starts_with(policy::ID_PREFIX),
            None => matches!(scheme(value).as_deref(), Some("http" | "https" | "mailto")),
        },
        ("img", "src") => match scheme(value).as_deref() {
            Some("http" | "https") => true,
            Some("data") => {
                let kind = value["data:".len()..].split([';', ',']).next().unwrap_or_default();
                kind.strip_prefix("image/").is_some_and(|kind| policy::DATA_PICTURES.contains(&kind))
            }
            // A place beside the post: it names no other host however a browser reads slashes.
            None => !value.trim_start().replace('\\', "/").starts_with("//"),
            Some(_) => false,
        },
        (_, "id") => value.starts_with(policy::ID_PREFIX),
        ("a", "rel") => value == policy::LINK_REL,
        ("img", "referrerpolicy") => value == "no-referrer",
        ("img", "loading") => value == "lazy",
        ("img", "width" | "height") | (_, "colspan" | "rowspan" | "span") => value.bytes().all(|b| b.is_ascii_digit()),
        _ => true,
    }
}

/// The scheme that a browser sees: control characters and white space in front, tabs and line ends anywhere, don't count.
fn scheme(address: &str) -> Option<String> {
    let seen: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take_while(|&c| c != ':' || c.is_alphanumeric())
        .collect();
    let has_colon = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).any(|c| c == ':');
    let is_scheme = seen.starts_with(|c: char| c.is_ascii_alphabetic())
        && seen.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (has_colon && is_scheme).then(|| seen.to_ascii_lowercase())
}

/// Every element that a parser makes of the HTML inside a `div`, with its attributes.
fn elements(html: &str, scripting: bool) -> Vec<(QualName, Vec<Attribute>)> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: scripting, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let all = parse_fragment(Seen::default(), options, context, Vec::new(), scripting).one(html);
    // The parser makes two by itself: the context and the root.
    all.into_iter().skip(2).collect()
}

/// Remembers every element that is made. It builds no tree: where an element stands makes it no safer.
#[derive(Default)]
struct Seen(RefCell<Vec<(QualName, Vec<Attribute>)>>);

/// An element's name that outlives the borrow.
#[derive(Debug)]
struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }
    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

/// The handle of the document and of whatever is no element.
const NO_ELEMENT: usize = usize::MAX;

impl TreeSink for Seen {
    type Handle = usize;
    type Output = Vec<(QualName, Vec<Attribute>)>;
    type ElemName<'a> = Name;

    fn finish(self) -> Self::Output {
        self.0.into_inner()
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> usize {
        NO_ELEMENT
    }
    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        let name = &self.0.borrow()[*target].0;
        Name(name.ns.clone(), name.local.clone())
    }
    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let mut all = self.0.borrow_mut();
        all.push((name, attributes));
        all.len() - 1
    }
    fn create_comment(&self, _: StrTendril) -> usize {
        NO_ELEMENT
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        NO_ELEMENT
    }
    fn append(&self, _: &usize, _: NodeOrText<usize>) {}
    fn append_based_on_parent_node(&self, _: &usize, _: &usize, _: NodeOrText<usize>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }
    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &usize, _: NodeOrText<usize>) {}
    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        self.0.borrow_mut()[*target].1.extend(attributes);
    }
    fn remove_from_parent(&self, _: &usize) {}
    fn reparent_children(&self, _: &usize, _: &usize) {}
}
