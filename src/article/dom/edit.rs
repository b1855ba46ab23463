//! Editing the tree: detaching nodes, inserting them, moving their children.

use super::{Data, Dom, NodeId};

impl Dom {
    /// The last node inside another in document order, or that node where nothing is inside.
    pub(super) fn last_inside(&self, id: NodeId) -> NodeId {
        let mut at = id;
        while let Some(last) = self.node(at).last {
            at = last;
        }
        at
    }

    /// The node right before a child in document order.
    fn before_child(&self, parent: NodeId, previous: Option<NodeId>) -> NodeId {
        previous.map_or(parent, |previous| self.last_inside(previous))
    }

    /// Takes the node, with all inside it, out of its place.
    pub fn detach(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        let Some(parent) = node.parent.take() else { return };
        let (previous, next) = (node.previous.take(), node.next.take());
        let (before, end) = (self.before_child(parent, previous), self.last_inside(id));
        self.node_mut(before).following = self.node_mut(end).following.take();
        match previous {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.node_mut(parent).first = next,
        }
        match next {
            Some(next) => self.node_mut(next).previous = previous,
            None => self.node_mut(parent).last = previous,
        }
    }

    /// Inserts a detached node between two neighbours.
    fn attach(&mut self, id: NodeId, parent: NodeId, previous: Option<NodeId>, next: Option<NodeId>) {
        let (before, end) = (self.before_child(parent, previous), self.last_inside(id));
        self.node_mut(end).following = self.node_mut(before).following.replace(id);
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (Some(parent), previous, next);
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(id),
            None => self.node_mut(parent).first = Some(id),
        }
        match next {
            Some(next) => self.node_mut(next).previous = Some(id),
            None => self.node_mut(parent).last = Some(id),
        }
    }

    /// Moves the node to the end of `parent`.
    pub fn append(&mut self, parent: NodeId, id: NodeId) {
        self.detach(id);
        self.attach(id, parent, self.node(parent).last, None);
    }

    /// Moves the node before `sibling`. If the sibling is detached, so is the node.
    pub fn insert_before(&mut self, sibling: NodeId, id: NodeId) {
        self.detach(id);
        let place = self.node(sibling);
        if let Some(parent) = place.parent {
            self.attach(id, parent, place.previous, Some(sibling));
        }
    }

    /// Moves the node after `sibling`.
    #[inline(never)]
    pub fn insert_after(&mut self, sibling: NodeId, id: NodeId) {
        match (self.next(sibling), self.parent(sibling)) {
            (Some(next), _) if next == id => {}
            (Some(next), _) => self.insert_before(next, id),
            (None, Some(parent)) => self.append(parent, id),
            (None, None) => {}
        }
    }

    /// Moves the node to the beginning of `parent`.
    #[inline(never)]
    pub fn prepend(&mut self, parent: NodeId, id: NodeId) {
        match self.first_child(parent) {
            Some(first) if first == id => {}
            Some(first) => self.insert_before(first, id),
            None => self.append(parent, id),
        }
    }

    /// Moves all children of `from` to the end of `to`.
    #[inline(never)]
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        for child in self.children(from) {
            self.append(to, child);
        }
    }

    /// Moves what is inside a node, but for comments, to a tree of its own, as if that had been parsed.
    pub fn take_inside(&mut self, from: NodeId) -> Dom {
        let mut taken = Dom::new();
        let mut place = taken.root();
        let mut at = self.first_child(from);
        while let Some(mut id) = at {
            let data = std::mem::replace(&mut self.node_mut(id).data, Data::Root);
            at = self.first_child(id);
            match data {
                Data::Text(text) if taken.last_child(place).is_some_and(|last| taken.push_text(last, &text)) => {}
                Data::Text(_) | Data::Element(_) => {
                    let node = taken.add(data);
                    taken.append(place, node);
                    if at.is_some() {
                        place = node;
                    }
                }
                Data::Root | Data::Comment(_) => {}
            }
            while at.is_none() && id != from {
                at = self.next(id);
                if at.is_none() {
                    let Some(parent) = self.parent(id) else { break };
                    id = parent;
                    place = taken.parent(place).unwrap_or(place);
                }
            }
        }
        self.children(from).into_iter().for_each(|child| self.detach(child));
        taken
    }

    /// Puts the element's children in its place.
    #[inline(never)]
    pub fn unwrap(&mut self, id: NodeId) {
        while let Some(child) = self.first_child(id) {
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Copies everything of another tree to the end of `parent`.
    pub fn graft(&mut self, parent: NodeId, other: &Dom) {
        let mut copies = vec![parent; other.len()];
        for id in other.descendants(other.root()) {
            let copy = self.add(other.data(id).clone());
            copies[id.index()] = copy;
            if let Some(p) = other.parent(id) {
                self.append(copies[p.index()], copy);
            }
        }
    }

    /// Puts `new` in the place of `old`.
    #[inline(never)]
    pub fn replace(&mut self, old: NodeId, new: NodeId) {
        self.insert_before(old, new);
        self.detach(old);
    }
}
