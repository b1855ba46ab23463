//! The account of everything that cleaning took away or changed.

use super::dom::{Data, Dom, NodeId};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Above this many bytes a node's text is not searched for the words of its attributes.
const MUCH_TEXT: usize = 4096;

/// What happened to a piece of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It doesn't stand in the article any more.
    Removed,
    /// It stands there in another form.
    Changed,
}

/// One entry of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The step that did it: a stable identifier, such as `furniture`.
    pub step: &'static str,
    /// Why: a stable identifier, such as `share-bar`.
    pub reason: &'static str,
    /// Removed or changed.
    pub kind: Kind,
    /// The text that was taken away or changed, white space folded.
    pub text: String,
    /// The addresses of the pictures that were taken away or changed.
    pub images: Vec<String>,
}

/// All changes, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    changes: Vec<Change>,
    /// Where the entry stands that gathers the small changes of a step and reason.
    gathered: HashMap<(&'static str, &'static str, Kind), usize>,
}

impl Record {
    /// The entries.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Gives the entries away.
    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Takes a node out of the tree and enters it. What holds neither text nor picture leaves no entry.
    pub fn remove(&mut self, dom: &mut Dom, id: NodeId, step: &'static str, reason: &'static str) {
        self.enter_node(dom, id, step, reason, Kind::Removed);
        dom.detach(id);
    }

    /// Enters a node that is about to be taken away or changed.
    pub fn enter_node(&mut self, dom: &Dom, id: NodeId, step: &'static str, reason: &'static str, kind: Kind) {
        let mut images = Vec::new();
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        for node in std::iter::once(id).chain(dom.descendants(id)) {
            let Data::Element(element) = dom.data(node) else {
                continue;
            };
            for (name, value) in &element.attributes {
                match &**name {
                    "src" | "data-src" | "poster" | "data-lazy-src" | "data-original"
                        if is_picture(&element.name) && !images.iter().any(|i| i == &**value) =>
                    {
                        images.push(value.to_string());
                    }
                    "alt" | "title" | "aria-label" | "placeholder" if !value.trim().is_empty() => {
                        words.push(value.to_string());
                    }
                    _ => {}
                }
            }
        }
        let mut text = dom.text_apart(id);
        let own = text.len();
        for word in words {
            // Said once is enough, where finding that out costs little.
            if own > MUCH_TEXT || !text[..own].contains(word.trim()) && seen.insert(word.clone()) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word.trim());
            }
        }
        self.enter(step, reason, kind, text, images);
    }

    /// Enters a change by its text and pictures.
    pub fn enter(
        &mut self,
        step: &'static str,
        reason: &'static str,
        kind: Kind,
        text: impl Into<String>,
        images: Vec<String>,
    ) {
        let text = text.into();
        if text.is_empty() && images.is_empty() {
            return;
        }
        self.changes.push(Change { step, reason, kind, text, images });
    }

    /// Enters a small change, put together with the others of the same step and reason: a hundred comments are one entry.
    pub fn gather(&mut self, step: &'static str, reason: &'static str, kind: Kind, text: &str) {
        if text.is_empty() {
            return;
        }
        let entry = self.gathering_entry(step, reason, kind);
        if !entry.text.is_empty() {
            entry.text.push('\n');
        }
        entry.text.push_str(text);
    }

    /// The same for a picture's address.
    pub fn gather_image(&mut self, step: &'static str, reason: &'static str, kind: Kind, address: &str) {
        self.gathering_entry(step, reason, kind).images.push(address.to_string());
    }

    fn gathering_entry(&mut self, step: &'static str, reason: &'static str, kind: Kind) -> &mut Change {
        let changes = &mut self.changes;
        let at = *self.gathered.entry((step, reason, kind)).or_insert_with(|| {
            changes.push(Change { step, reason, kind, text: String::new(), images: Vec::new() });
            changes.len() - 1
        });
        &mut self.changes[at]
    }
}

fn is_picture(tag: &str) -> bool {
    matches!(tag, "img" | "source" | "video" | "input" | "image" | "amp-img")
}
