//! The text of nodes.

use super::{Data, Dom, NodeId};
use crate::text::scripts::is_spaced_letter;
use crate::text::space::{FoldedText, count_shown, is_blank};

impl Dom {
    /// A text node's text.
    pub fn as_text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(t) => Some(t),
            _ => None,
        }
    }

    /// The same, but for texts of white space alone.
    fn shown(&self, id: NodeId) -> Option<&str> {
        self.as_text(id).filter(|_| !self.node(id).is_space)
    }

    /// Whether the node is text made of white space alone.
    #[inline(never)]
    pub fn is_blank_text(&self, id: NodeId) -> bool {
        self.node(id).is_space || self.as_text(id).is_some_and(is_blank)
    }

    /// Whether the node is text of ASCII white space alone.
    pub fn is_space(&self, id: NodeId) -> bool {
        self.node(id).is_space
    }

    /// Whether the node is text that shows something.
    pub fn is_shown_text(&self, id: NodeId) -> bool {
        !self.node(id).is_space && self.as_text(id).is_some_and(|text| !is_blank(text))
    }

    /// All text inside the node with white space folded: one space between words, none at the ends.
    /// A block's end counts as a space, so that no two blocks' words run together.
    #[inline(never)]
    pub fn text(&self, id: NodeId) -> String {
        self.text_of(id, false)
    }

    /// The same with a space between words of two adjacent elements: "211" and "Shares" of a button.
    pub fn text_apart(&self, id: NodeId) -> String {
        self.text_of(id, true)
    }

    fn text_of(&self, id: NodeId, apart: bool) -> String {
        let mut folded = FoldedText::default();
        let mut steps = 0;
        if self.is_over() {
            return String::new();
        }
        let mut at = id;
        'walk: loop {
            let node = self.node(at);
            steps += 1;
            match &node.data {
                Data::Text(_) if node.is_space => folded.space(),
                Data::Text(t) => {
                    steps += t.len() as u64 / 16;
                    if apart && t.starts_with(is_spaced_letter) && folded.last().is_some_and(is_spaced_letter) {
                        folded.space();
                    }
                    folded.push(t);
                }
                _ if !node.groups.is_inline() => folded.space(),
                _ => {}
            }
            if let Some(child) = node.first {
                at = child;
                continue;
            }
            while at != id {
                let node = self.node(at);
                if let Some(next) = node.next {
                    at = next;
                    continue 'walk;
                }
                let Some(parent) = node.parent else { break };
                if !self.node(parent).groups.is_inline() {
                    folded.space();
                }
                steps += 1;
                at = parent;
            }
            break;
        }
        self.spend(steps);
        folded.into_string()
    }

    /// Characters of text inside the node, without white space.
    #[inline(never)]
    pub fn text_len(&self, id: NodeId) -> usize {
        let count = |t: &str| {
            self.spend(t.len() as u64 / 16);
            count_shown(t)
        };
        self.shown(id).map_or(0, count) + self.descendants(id).filter_map(|d| self.shown(d)).map(count).sum::<usize>()
    }

    /// Whether there are more than `most` characters of text inside the node, without white space.
    #[inline(never)]
    pub fn is_longer(&self, id: NodeId, most: usize) -> bool {
        let mut length = self.shown(id).map_or(0, count_shown);
        let mut inside = self.descendants(id).filter_map(|d| self.shown(d));
        while length <= most
            && let Some(text) = inside.next()
        {
            self.spend(text.len() as u64 / 16);
            length += count_shown(text);
        }
        length > most
    }

    /// Whether the node holds any text that shows.
    #[inline(never)]
    pub fn has_text(&self, id: NodeId) -> bool {
        self.is_shown_text(id) || self.descendants(id).any(|d| self.is_shown_text(d))
    }
}
