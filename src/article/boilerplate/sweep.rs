//! The driver: it walks the tree once for all detectors, and it alone removes, keeps the statistics true, and logs.

use super::comment_block::take_comments;
use super::meta_words::stands_above;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;

/// A node to remove, with all inside it.
pub struct Match {
    /// The node, or the wrapper around it that holds nothing else.
    pub node: NodeId,
    /// The kind of boilerplate.
    pub reason: Reason,
}

/// Decides about one node by what is there at the time.
pub type Detector = fn(&Cleaning, &TextStats, NodeId) -> Option<Match>;

/// The state of the step: what is left of the post, and how much text each of its nodes holds.
pub struct Sweep<'c, 'p> {
    /// The cleaning.
    pub c: &'c mut Cleaning<'p>,
    /// The statistics of what is left.
    pub stats: TextStats,
}

impl<'c, 'p> Sweep<'c, 'p> {
    /// Begins with all of the post.
    pub fn new(c: &'c mut Cleaning<'p>) -> Self {
        let stats = TextStats::of(&c.dom);
        Sweep { c, stats }
    }

    /// Walks the tree in document order and removes what any detector matches; the first that matches a node counts.
    pub fn walk(&mut self, detectors: &[Detector]) {
        let root = self.c.dom.root();
        let mut at = self.c.dom.first_child(root);
        while let Some(id) = at {
            at = match detectors.iter().find_map(|detect| detect(self.c, &self.stats, id)) {
                Some(Match { node, reason }) => {
                    let next = self.c.dom.following_skip(node, root);
                    self.remove(node, reason);
                    next
                }
                None => self.c.dom.following(id, root),
            };
        }
    }

    /// Removes a node; what readers wrote in it becomes the post's discussion.
    pub fn remove(&mut self, node: NodeId, reason: Reason) {
        if reason == Reason::Comments && !take_comments(self.c, &mut self.stats, node) {
            return;
        }
        // The record says "already shown above" only of what is.
        let is_above = reason != Reason::Byline || stands_above(&self.c.dom.text_apart(node), self.c.post);
        self.take(node, if is_above { reason } else { Reason::Credits });
    }

    /// Removes a node for a reason that is certain.
    pub fn take(&mut self, node: NodeId, reason: Reason) {
        self.stats.remove(&self.c.dom, node);
        self.c.trace(node, reason, None);
        self.c.log.remove(&mut self.c.dom, node, "furniture", reason);
    }
}
