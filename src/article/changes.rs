//! The account of everything that cleaning took away or changed.

use super::dom::{Data, Dom, NodeId};
use super::facts::images::{background_in, is_real};
use super::reason::Reason;
use crate::Args;
use crate::text::space::is_blank;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Above this many bytes a node's text is not searched for the words of its attributes.
const MUCH_TEXT: usize = 4096;

/// What happened to a piece of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ChangeKind"))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It is no longer part of the article.
    Removed,
    /// It is part of it in another form.
    Changed,
}

/// One entry of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// The step that did it: a stable identifier, such as `furniture`.
    pub step: &'static str,
    /// Why: a stable identifier, such as `share-bar`.
    pub reason: Reason,
    /// Removed or changed.
    pub kind: Kind,
    /// The text that was taken away or changed, white space folded.
    pub text: String,
    /// The addresses of the pictures that were taken away or changed.
    pub images: Vec<String>,
    /// Values of the reason's sentence, by name.
    #[serde(skip_serializing_if = "Args::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Args>"))]
    pub args: Args,
    /// Whether it can be shown in its place; see [`Article::clean`](super::Article::clean).
    pub in_place: bool,
}

impl Change {
    /// The reason in English.
    pub fn message(&self) -> String {
        match self.reason {
            Reason::RepeatsInSource => {
                let Change { args, .. } = self;
                format!("Stands in {} of {} posts of {}", &args["posts"], &args["all"], &args["source"])
            }
            reason => reason.message().to_owned(),
        }
    }
}

/// The place of a removed node: what comes right before and right after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The entry.
    pub entry: usize,
    /// The node, with all inside it.
    pub removed: NodeId,
    /// The text or picture before it.
    pub before: Option<NodeId>,
    /// The text or picture after it.
    pub after: Option<NodeId>,
}

/// All changes, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeLog {
    changes: Vec<Change>,
    /// Index of the entry that collects the small changes of a step and reason.
    gathered: HashMap<(&'static str, Reason, Kind), usize>,
    /// Indices of the entries whose places are wanted.
    wanted: HashSet<usize>,
    gaps: Vec<Gap>,
    /// Whether removed nodes stay where they are.
    restores: bool,
}

impl ChangeLog {
    /// A log that also notes the places of these entries' nodes.
    pub fn locating(entries: &[usize]) -> Self {
        ChangeLog { wanted: entries.iter().copied().collect(), ..Self::default() }
    }

    /// A log that leaves every removed node where it is.
    pub fn restoring() -> Self {
        ChangeLog { restores: true, ..Self::default() }
    }

    /// Whether removed nodes stay where they are.
    pub fn restores(&self) -> bool {
        self.restores
    }

    /// The places of removed nodes, in document order; empty if no entry is wanted.
    pub fn take_gaps(&mut self) -> Vec<Gap> {
        let mut gaps = std::mem::take(&mut self.gaps);
        // Nodes are numbered as the parser met them.
        gaps.sort_by_key(|gap| gap.removed);
        gaps
    }

    /// Whether somebody wants to see the entry in its place.
    pub fn wants(&self, entry: usize) -> bool {
        self.wanted.contains(&entry)
    }

    /// The entries.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Gives the entries away.
    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Takes a node out of the tree and enters it. What holds neither text nor picture leaves no entry.
    pub fn remove(&mut self, dom: &mut Dom, id: NodeId, step: &'static str, reason: Reason) {
        let entry = self.add_node(dom, id, step, reason);
        self.detach(dom, id, entry);
    }

    /// The same with the values of the reason's sentence.
    pub fn remove_with(&mut self, dom: &mut Dom, id: NodeId, step: &'static str, reason: Reason, args: Args) {
        let entry = self.add_node(dom, id, step, reason);
        if let Some(entry) = entry {
            self.changes[entry].args = args;
        }
        self.detach(dom, id, entry);
    }

    /// Detaches a node, which belongs to `entry` if it has one.
    pub fn detach(&mut self, dom: &mut Dom, id: NodeId, entry: Option<usize>) {
        if let Some(entry) = entry {
            self.changes[entry].in_place = true;
            // Of a gap whose neighbour goes too, that one's neighbour tells the place: so all are noted, or none.
            if !self.wanted.is_empty() {
                let gap = Gap { entry, removed: id, before: seen_before(dom, id), after: seen_after(dom, id) };
                self.gaps.push(gap);
            }
        }
        if !self.restores {
            dom.detach(id);
        }
    }

    fn add_node(&mut self, dom: &Dom, id: NodeId, step: &'static str, reason: Reason) -> Option<usize> {
        let mut images = Vec::new();
        let mut shown = HashSet::new();
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        for node in std::iter::once(id).chain(dom.descendants(id)) {
            let Data::Element(element) = dom.data(node) else {
                continue;
            };
            for (name, value) in element.attributes() {
                match &**name {
                    "src" | "data-src" | "poster" | "data-lazy-src" | "data-original"
                        if is_picture(&element.name) && shown.insert(&**value) =>
                    {
                        images.push(value.to_string());
                    }
                    "style" => {
                        let background = background_in(value).filter(|address| is_real(address));
                        images.extend(background.map(str::to_string).filter(|address| !images.contains(address)));
                    }
                    "alt" | "title" | "aria-label" | "placeholder" | "data-caption" | "data-image-caption"
                    | "data-sub-html"
                        if !value.trim().is_empty() =>
                    {
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
        self.add(step, reason, Kind::Removed, text, images)
    }

    /// Enters a change by its text and pictures; gives its place among the entries, if there is anything to enter.
    #[inline(never)]
    pub fn add(
        &mut self,
        step: &'static str,
        reason: Reason,
        kind: Kind,
        text: impl Into<String>,
        images: Vec<String>,
    ) -> Option<usize> {
        let text = text.into();
        if text.is_empty() && images.is_empty() {
            return None;
        }
        self.changes.push(Change { step, reason, kind, text, images, args: Args::default(), in_place: false });
        Some(self.changes.len() - 1)
    }

    /// Enters a small change, put together with the others of the same step and reason: a hundred comments are one entry.
    #[inline(never)]
    pub fn append(&mut self, step: &'static str, reason: Reason, kind: Kind, text: &str) {
        if text.is_empty() {
            return;
        }
        let entry = self.gathering_entry(step, reason, kind);
        if !entry.text.is_empty() {
            entry.text.push('\n');
        }
        entry.text.push_str(text);
    }

    /// The same for a picture's address; gives its place among the entries.
    #[inline(never)]
    pub fn append_image(&mut self, step: &'static str, reason: Reason, kind: Kind, address: &str) -> usize {
        self.gathering_entry(step, reason, kind).images.push(address.to_string());
        self.gathered[&(step, reason, kind)]
    }

    fn gathering_entry(&mut self, step: &'static str, reason: Reason, kind: Kind) -> &mut Change {
        let changes = &mut self.changes;
        let at = *self.gathered.entry((step, reason, kind)).or_insert_with(|| {
            let (text, images, args) = Default::default();
            changes.push(Change { step, reason, kind, text, images, args, in_place: false });
            changes.len() - 1
        });
        &mut self.changes[at]
    }
}

/// Whether a reader meets the node: it is a picture or text.
fn is_seen(dom: &Dom, id: NodeId) -> bool {
    dom.is_substance(id) || dom.as_text(id).is_some_and(|text| !is_blank(text))
}

fn seen_after(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let root = dom.root();
    std::iter::successors(dom.following_skip(id, root), |&n| dom.following(n, root)).find(|&n| is_seen(dom, n))
}

fn seen_before(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    loop {
        while dom.previous(at).is_none() {
            at = dom.parent(at)?;
        }
        at = dom.previous(at)?;
        while let Some(last) = dom.last_child(at) {
            at = last;
        }
        if is_seen(dom, at) {
            return Some(at);
        }
    }
}

fn is_picture(tag: &str) -> bool {
    matches!(tag, "img" | "source" | "video" | "input" | "image" | "amp-img")
}
