//! How much text, link text and prose each node holds.

use crate::article::dom::{Dom, NodeId};

/// A sentence ends and is this long: such a paragraph is somebody's prose.
pub const PROSE: usize = 60;

/// How much text, link text and prose each node holds.
pub struct TextStats(Vec<NodeStats>);

/// What one node holds, in characters without white space.
#[derive(Clone, Copy, Default)]
struct NodeStats {
    text: u32,
    links: u32,
    prose: u32,
    /// Characters of scripts in which one says what two letters do.
    wide: u32,
    /// Whether a sentence ends inside.
    ends: bool,
    /// Whether a block stands inside.
    holds_block: bool,
    /// Whether text stands right inside, and not only in elements.
    has_own_text: bool,
}

impl TextStats {
    /// Weighs a tree.
    pub fn of(dom: &Dom) -> TextStats {
        let mut stats = vec![NodeStats::default(); dom.len()];
        let mut order: Vec<NodeId> = Vec::with_capacity(dom.len());
        order.extend(dom.descendants(dom.root()));
        // Children stand behind their parents, so going backwards sums from the leaves up.
        for &id in order.iter().rev() {
            if dom.is_space(id) {
                continue;
            }
            let mut own = stats[id.index()];
            if let Some(text) = dom.as_text(id) {
                let (chars, wide) = count(text);
                own = NodeStats { text: chars, wide, ends: chars > 0 && ends_sentence(text), ..own };
            } else if own.text > 0 {
                own.judge(dom.tag(id));
            }
            stats[id.index()] = own;
            if let Some(parent) = dom.parent(id) {
                let sum = &mut stats[parent.index()];
                sum.text += own.text;
                sum.links += own.links;
                sum.prose += own.prose;
                sum.wide += own.wide;
                sum.ends |= own.ends;
                sum.holds_block |= own.holds_block || dom.is_block(id);
                sum.has_own_text |= own.text > 0 && !dom.is_element(id);
            }
        }
        TextStats(stats)
    }

    /// Takes what a node weighs from its ancestors, before it goes.
    pub fn remove(&mut self, dom: &Dom, id: NodeId) {
        let NodeStats { text, links, prose, wide, .. } = self.0[id.index()];
        for a in dom.ancestors(id).chain([dom.root()]) {
            let a = &mut self.0[a.index()];
            a.text -= text.min(a.text);
            a.links -= links.min(a.links);
            a.prose -= prose.min(a.prose);
            a.wide -= wide.min(a.wide);
        }
    }

    /// Characters inside, white space left out.
    pub fn text(&self, id: NodeId) -> usize {
        self.0[id.index()].text as usize
    }

    /// Characters inside that stand in paragraphs of prose.
    pub fn prose(&self, id: NodeId) -> usize {
        self.0[id.index()].prose as usize
    }

    /// Whether the text inside is long enough for a sentence, and one ends in it.
    pub fn is_prose(&self, id: NodeId) -> bool {
        let own = self.0[id.index()];
        own.ends && (own.text + own.wide) as usize >= PROSE
    }

    /// Whether a block stands inside.
    pub fn holds_block(&self, id: NodeId) -> bool {
        self.0[id.index()].holds_block
    }

    /// Whether text stands right inside, and not only in elements.
    pub fn has_own_text(&self, id: NodeId) -> bool {
        self.0[id.index()].has_own_text
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

    /// Characters inside that stand in links.
    pub fn links(&self, id: NodeId) -> usize {
        self.0[id.index()].links as usize
    }

    /// The share of the text that stands in links.
    pub fn link_density(&self, id: NodeId) -> f64 {
        let weighed = self.0[id.index()];
        f64::from(weighed.links) / f64::from(weighed.text.max(1))
    }
}

impl NodeStats {
    /// Decides what the text inside an element of this name is: a link's, or prose.
    fn judge(&mut self, tag: &str) {
        if tag == "a" {
            self.links = self.text;
        } else if self.ends
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
    while let Some(at) = rest.iter().position(|b| matches!(b, b'.' | 0xd8 | 0xe0 | 0xe3 | 0xef)) {
        let is_mark = match rest[at..] {
            [b'.', b' ', ..] => true,
            // 、 。 ！ ， ； ？ ｡ । ؟
            [0xe3, 0x80, 0x81 | 0x82, ..] => true,
            [0xef, 0xbc, 0x81 | 0x8c | 0x9b | 0x9f, ..] | [0xef, 0xbd, 0xa1, ..] => true,
            [0xe0, 0xa5, 0xa4, ..] | [0xd8, 0x9f, ..] => true,
            _ => false,
        };
        if is_mark {
            return true;
        }
        rest = &rest[at + 1..];
    }
    text.trim_end().ends_with(['.', '!', '?', '"', '”'])
}
