//! How much text, link text and prose each node holds.

use crate::article::dom::{Dom, NodeId};

/// Minimum length for punctuated text to count as prose, in characters; characters of East Asian scripts count twice.
pub const PROSE: usize = 60;

/// No sentence has fewer characters.
const SHORTEST: u32 = 6;

/// How much text, link text and prose each node holds.
pub struct TextStats(Vec<NodeStats>);

/// What one node holds. All lengths are in characters without white space.
#[derive(Clone, Copy, Default)]
struct NodeStats {
    text: u32,
    /// Text of links.
    links: u32,
    /// Text of links in children, before the node itself is taken for a link.
    inner_links: u32,
    /// Text of paragraphs of prose.
    prose: u32,
    /// Text of paragraphs of prose in children, before the node itself is taken for one.
    inner_prose: u32,
    /// Characters of East Asian scripts.
    wide: u32,
    /// Text nodes in which a sentence ends.
    sentence_ends: u32,
    /// Blocks inside.
    blocks: u32,
    /// Text nodes that are children, of those that show something.
    own_texts: u32,
}

impl TextStats {
    /// Counts a tree.
    pub fn of(dom: &Dom) -> TextStats {
        let mut stats = vec![NodeStats::default(); dom.len()];
        let mut order: Vec<NodeId> = Vec::with_capacity(dom.len());
        order.extend(dom.descendants(dom.root()));
        // Reversed document order visits children before parents.
        for &id in order.iter().rev() {
            if dom.is_space(id) {
                continue;
            }
            let mut own = stats[id.index()];
            if let Some(text) = dom.as_text(id) {
                let (chars, wide) = count(text);
                let sentence_ends = u32::from(chars > 0 && ends_sentence(text));
                own = NodeStats { text: chars, wide, sentence_ends, ..own };
            } else {
                own.classify(dom.tag(id));
            }
            stats[id.index()] = own;
            if let Some(parent) = dom.parent(id) {
                stats[parent.index()].add(&own, dom, id);
            }
        }
        stats[dom.root().index()].classify("");
        TextStats(stats)
    }

    /// Subtracts a node, which is still in its place, from its ancestors.
    pub fn remove(&mut self, dom: &Dom, id: NodeId) {
        let mut before = self.0[id.index()];
        let mut after = NodeStats::default();
        let mut child = id;
        for ancestor in dom.ancestors(id).chain([dom.root()]) {
            let own = &mut self.0[ancestor.index()];
            let own_before = *own;
            own.subtract(&before, dom, child);
            // The node itself is gone; a node above it stays, with less inside.
            if child != id {
                own.add(&after, dom, child);
            }
            own.classify(dom.tag(ancestor));
            (before, after, child) = (own_before, *own, ancestor);
        }
    }

    /// Characters inside.
    pub fn text(&self, id: NodeId) -> usize {
        self.0[id.index()].text as usize
    }

    /// Characters inside that are part of paragraphs of prose.
    pub fn prose(&self, id: NodeId) -> usize {
        self.0[id.index()].prose as usize
    }

    /// Whether the text inside is as long as prose and ends a sentence.
    pub fn is_prose(&self, id: NodeId) -> bool {
        let own = self.0[id.index()];
        own.sentence_ends > 0 && (own.text + own.wide) as usize >= PROSE
    }

    /// Whether the text inside may be a sentence, or as long as prose outside of links.
    pub fn may_be_prose(&self, id: NodeId) -> bool {
        let own = self.0[id.index()];
        let outside = own.text.saturating_sub(own.links);
        outside >= SHORTEST && (own.sentence_ends > 0 || outside + own.wide >= 2 * PROSE as u32)
    }

    /// Whether there is a block inside.
    pub fn holds_block(&self, id: NodeId) -> bool {
        self.0[id.index()].blocks > 0
    }

    /// Whether a child is text.
    pub fn has_own_text(&self, id: NodeId) -> bool {
        self.0[id.index()].own_texts > 0
    }

    /// Whether more than half of the prose comes before the node.
    pub fn is_after_prose(&self, dom: &Dom, id: NodeId) -> bool {
        let all = self.prose(dom.root());
        let mut before = 0;
        let mut at = Some(id);
        while let Some(node) = at {
            before += dom.previous_siblings(node).map(|s| self.prose(s)).sum::<usize>();
            at = dom.parent(node).filter(|&p| p != dom.root());
        }
        before * 2 > all
    }

    /// Characters inside that are part of links.
    pub fn links(&self, id: NodeId) -> usize {
        self.0[id.index()].links as usize
    }

    /// The share of the text that is part of links, from 0 to 1.
    pub fn link_density(&self, id: NodeId) -> f64 {
        let own = self.0[id.index()];
        f64::from(own.links) / f64::from(own.text.max(1))
    }
}

impl NodeStats {
    /// Adds a child.
    fn add(&mut self, child: &NodeStats, dom: &Dom, id: NodeId) {
        self.text += child.text;
        self.inner_links += child.links;
        self.inner_prose += child.prose;
        self.wide += child.wide;
        self.sentence_ends += child.sentence_ends;
        self.blocks += child.blocks + u32::from(dom.is_block(id));
        self.own_texts += u32::from(child.text > 0 && !dom.is_element(id));
    }

    /// Takes a child away that was added before.
    fn subtract(&mut self, child: &NodeStats, dom: &Dom, id: NodeId) {
        self.text -= child.text;
        self.inner_links -= child.links;
        self.inner_prose -= child.prose;
        self.wide -= child.wide;
        self.sentence_ends -= child.sentence_ends;
        self.blocks -= child.blocks + u32::from(dom.is_block(id));
        self.own_texts -= u32::from(child.text > 0 && !dom.is_element(id));
    }

    /// Decides what the text inside an element of this name is: a link's, or prose.
    fn classify(&mut self, tag: &str) {
        (self.links, self.prose) = (self.inner_links, self.inner_prose);
        if tag == "a" {
            self.links = self.text;
        } else if self.sentence_ends > 0
            && self.prose == 0
            && self.text - self.links + self.wide >= PROSE as u32
            && matches!(tag, "p" | "blockquote" | "li" | "pre" | "td" | "dd" | "div")
        {
            self.prose = self.text - self.links;
        }
    }
}

/// How many characters a text has without white space, and how many of them say what two letters do: Han, kana, hangul.
///
/// Counted by first bytes, since every text of every post comes by here, and in pieces whose counts fit into a byte,
/// so that the compiler makes vector instructions of it.
#[inline(never)]
pub fn count(text: &str) -> (u32, u32) {
    let (mut chars, mut wide) = (0, 0);
    for piece in text.as_bytes().chunks(255) {
        let (shown, han) = piece.iter().fold((0u8, 0u8), |(shown, han), &b| {
            (shown + u8::from((b & 0xc0 != 0x80) & (b > b' ')), han + u8::from((0xe3..=0xef).contains(&b)))
        });
        (chars, wide) = (chars + u32::from(shown), wide + u32::from(han));
    }
    (chars, wide)
}

/// Whether a text holds the end of a sentence or of a part of one, in any script.
fn ends_sentence(text: &str) -> bool {
    let mut rest = text.as_bytes();
    // The mark is found within the first words of most texts.
    while let Some(at) = rest.iter().position(|b| matches!(b, b'.' | 0xd8 | 0xdb | 0xe0 | 0xe3 | 0xef)) {
        let is_mark = match rest[at..] {
            [b'.', b' ', ..] => true,
            // 、 。 ！ ， ； ？ ｡ । ؟ ۔
            [0xe3, 0x80, 0x81 | 0x82, ..] => true,
            [0xef, 0xbc, 0x81 | 0x8c | 0x9b | 0x9f, ..] | [0xef, 0xbd, 0xa1, ..] => true,
            [0xe0, 0xa5, 0xa4, ..] | [0xd8, 0x9f, ..] | [0xdb, 0x94, ..] => true,
            _ => false,
        };
        if is_mark {
            return true;
        }
        rest = &rest[at + 1..];
    }
    text.trim_end().ends_with(['.', '!', '?', '"', '”'])
}
