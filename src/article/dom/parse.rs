//! HTML → [`Dom`], by html5ever's tree builder, so that the tree is the one that a browser would build.
//!
//! The parser counts what it builds and stops at the caps of [`limits`](crate::article::limits).

use crate::article::dom::Dom;
use crate::article::dom::sink::{Foreign, Handle, Sink};
use crate::article::dom::tokenize::tokenize;
use crate::article::limits::{
    BYTES_PER_NODE, FEW_ATTRIBUTES, Limit, MAX_ATTRIBUTES, MAX_NODES, NODES_FLOOR, PARSER_STEPS_FLOOR,
    PARSER_STEPS_PER_BYTE,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{QualName, local_name, ns};
use memchr::memchr_iter;

/// Parses a fragment as a browser would inside `<body>`.
///
/// # Errors
/// The [`Limit`] that the input goes beyond.
pub fn parse(html: &str) -> Result<Dom, Limit> {
    parse_within(html, &mut Room::of(html.len()))
}

/// What the parser may use up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    /// Bytes of all that shares the room.
    bytes: usize,
    nodes: usize,
    steps: u64,
}

impl Room {
    /// The room of a post with HTML of this many bytes.
    pub fn of(bytes: usize) -> Self {
        let mut room = Room { bytes: 0, nodes: NODES_FLOOR, steps: PARSER_STEPS_FLOOR };
        room.add(bytes);
        room
    }

    /// What is left for a part of a post of this many bytes, whose tree has used up the rest: a part has no floor of its own.
    pub fn left(bytes: usize, dom: &Dom) -> Self {
        let room = Room::of(bytes);
        let nodes = room.nodes.min(MAX_NODES).saturating_sub(dom.len());
        Room { nodes, ..room }.with_steps(dom.steps_left())
    }

    /// The same with no more than these steps.
    pub fn with_steps(self, steps: u64) -> Self {
        Room { steps: self.steps.min(steps), ..self }
    }

    /// Adds what this many bytes of HTML pay for.
    pub fn add(&mut self, bytes: usize) {
        self.bytes += bytes;
        self.nodes += bytes / BYTES_PER_NODE;
        self.steps += PARSER_STEPS_PER_BYTE * bytes as u64;
    }

    /// Attributes of one tag: each is compared with all before it, so a large post may not have many in one.
    fn attributes(&self) -> usize {
        if self.bytes > FEW_ATTRIBUTES { MAX_ATTRIBUTES } else { usize::MAX }
    }
}

/// The same for a part, in the room that is left. What it takes is taken away from the room.
///
/// # Errors
/// The [`Limit`] that the input goes beyond.
pub fn parse_within(html: &str, room: &mut Room) -> Result<Dom, Limit> {
    parse_by(html, room, by_html5gum)
}

fn parse_by(html: &str, room: &mut Room, tokens: Tokens) -> Result<Dom, Limit> {
    let sink = build(html, Purpose::Reading(*room), tokens);
    let (nodes, steps) = (sink.dom.borrow().len(), sink.dom.borrow().steps());
    *room = Room { nodes: room.nodes.saturating_sub(nodes), steps: room.steps.saturating_sub(steps), ..*room };
    if let Some(limit) = sink.limit() {
        return Err(limit);
    }
    let mut dom = sink.dom.into_inner();
    // The tree builder put everything into an html element of its own.
    if let Some(html) = dom.first_child(dom.root()).filter(|&c| dom.tag(c) == "html") {
        dom.unwrap(html);
    }
    Ok(dom)
}

/// Parses a fragment as ammonia would: without a limit, with `<noscript>` as in a browser that runs scripts, and with the
/// html element around it. Also says which elements are not HTML.
pub fn parse_to_sanitize(html: &str) -> (Dom, Vec<Foreign>) {
    let sink = build(html, Purpose::Sanitizing, by_html5gum);
    (sink.dom.into_inner(), sink.foreign.into_inner())
}

/// What a tree is for.
#[derive(Clone, Copy)]
enum Purpose {
    Reading(Room),
    Sanitizing,
}

/// A tokenizer: hands the tokens of HTML to the builder. Whether each tag had at most as many attributes as are allowed.
type Tokens = fn(&str, &TreeBuilder<Handle, Sink>, usize) -> bool;

fn by_html5gum(html: &str, builder: &TreeBuilder<Handle, Sink>, max_attributes: usize) -> bool {
    tokenize(html, builder, max_attributes, || builder.sink.limit().is_some())
}

fn build(html: &str, purpose: Purpose, tokens: Tokens) -> Sink {
    // An element has a sign at both of its ends, mostly with a text behind each; steps add a few.
    let mut dom = Dom::with_capacity(memchr_iter(b'<', html.as_bytes()).count() * 7 / 4);
    let (max_nodes, max_attributes) = match purpose {
        Purpose::Reading(room) => {
            dom.set_step_limit(room.steps);
            (room.nodes, room.attributes())
        }
        Purpose::Sanitizing => (usize::MAX, usize::MAX),
    };
    let is_sanitizing = matches!(purpose, Purpose::Sanitizing);
    let sink = Sink::new(dom, html.len(), max_nodes, !is_sanitizing);
    let context = create_element(&sink, QualName::new(None, ns!(html), local_name!("div")), Vec::new());
    // With scripting off the content of noscript is parsed like any other, which is where the pictures are.
    let options = TreeBuilderOpts { scripting_enabled: is_sanitizing, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options);
    if !tokens(html, &builder, max_attributes) {
        builder.sink.exceed(Limit { name: "attributes", value: MAX_ATTRIBUTES });
    }
    builder.sink
}

#[cfg(test)]
pub mod html5ever_tokens;
#[cfg(test)]
pub mod sources;
#[cfg(test)]
mod tests;
