//! Ways through the tree: neighbours, and walks in document order.

use super::{Dom, NodeId, name_bit};

impl Dom {
    /// The node's parent.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { self.node(id).parent } else { None }
    }

    /// The sibling before the node.
    pub fn previous(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { self.node(id).previous } else { None }
    }

    /// The next sibling.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { self.node(id).next } else { None }
    }

    /// The node's first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { self.node(id).first } else { None }
    }

    /// The node's last child.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        if self.spend(1) { self.node(id).last } else { None }
    }

    /// The node's children, taken down before anything moves.
    #[inline(never)]
    pub fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.each_child(id).collect()
    }

    /// The node's children, for looking at.
    pub fn each_child(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&c| self.next(c))
    }

    /// The siblings after the node.
    pub fn next_siblings(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.next(id), |&n| self.next(n))
    }

    /// The siblings before the node, the nearest first.
    pub fn previous_siblings(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.previous(id), |&n| self.previous(n))
    }

    /// The node's ancestors, nearest first, without the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&a| self.parent(a)).filter(|&a| a != self.root())
    }

    /// The node that follows in document order within `top`, going into children.
    pub fn following(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        if !self.spend(1) {
            return None;
        }
        let node = self.node(id);
        if top == self.root() || node.first.is_some() { node.following } else { self.following_skip(id, top) }
    }

    /// The next node in document order within `top` after everything inside `id`.
    pub fn following_skip(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        let mut steps = 1;
        let found = loop {
            if at == top {
                break None;
            }
            let node = self.node(at);
            match (node.next, node.parent) {
                (Some(next), _) => break Some(next),
                (None, Some(parent)) => at = parent,
                (None, None) => break None,
            }
            steps += 1;
        };
        found.filter(|_| self.spend(steps))
    }

    /// Everything inside `top` in document order, without `top` itself.
    pub fn descendants(&self, top: NodeId) -> Descendants<'_> {
        let first = if self.is_over() { None } else { self.node(top).first };
        let end = first.and_then(|_| self.node(self.last_inside(top)).following);
        Descendants { dom: self, end, at: first, steps: 1 }
    }

    /// The bits of these names, if any element may have one of them.
    fn bits(&self, names: &[&str]) -> Option<u64> {
        let bits = names.iter().fold(0, |bits, name| bits | 1 << name_bit(name));
        (self.names & bits != 0).then_some(bits)
    }

    /// Whether the element has one of these names, whose bits are known.
    #[inline]
    fn is_one_of(&self, id: NodeId, bits: u64, names: &[&str]) -> bool {
        bits >> self.node(id).bit & 1 != 0 && names.contains(&self.tag(id))
    }

    /// The elements inside `top` with one of these names, taken down before anything moves.
    #[inline(never)]
    pub fn find_all(&self, top: NodeId, names: &[&str]) -> Vec<NodeId> {
        let Some(bits) = self.bits(names) else { return Vec::new() };
        self.descendants(top).filter(|&id| self.is_one_of(id, bits, names)).collect()
    }

    /// The first element inside `top` with one of these names.
    #[inline(never)]
    pub fn find(&self, top: NodeId, names: &[&str]) -> Option<NodeId> {
        let bits = self.bits(names)?;
        self.descendants(top).find(|&id| self.is_one_of(id, bits, names))
    }

    /// The nearest ancestor with one of these names.
    #[inline(never)]
    pub fn closest(&self, id: NodeId, names: &[&str]) -> Option<NodeId> {
        let bits = self.bits(names)?;
        self.ancestors(id).find(|&a| self.is_one_of(a, bits, names))
    }

    /// Whether `id` is inside `top`.
    #[inline(never)]
    pub fn is_inside(&self, id: NodeId, top: NodeId) -> bool {
        id != top && (top == self.root() && self.is_attached(id) || self.ancestors(id).any(|a| a == top))
    }

    /// Whether the node is still part of the fragment.
    #[inline(never)]
    pub fn is_attached(&self, id: NodeId) -> bool {
        let mut at = id;
        while let Some(parent) = self.parent(at) {
            at = parent;
        }
        at == self.root()
    }
}

/// A walk in document order, made by [`Dom::descendants`].
///
/// It counts its steps by itself and enters them when it ends: it can't be longer than the tree is large.
pub struct Descendants<'a> {
    dom: &'a Dom,
    /// What follows everything inside.
    end: Option<NodeId>,
    at: Option<NodeId>,
    steps: u64,
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    #[inline]
    fn next(&mut self) -> Option<NodeId> {
        let found = self.at?;
        self.steps += 1;
        let following = self.dom.node(found).following;
        self.at = if following == self.end { None } else { following };
        Some(found)
    }
}

impl Drop for Descendants<'_> {
    fn drop(&mut self) {
        self.dom.spend(self.steps);
    }
}
