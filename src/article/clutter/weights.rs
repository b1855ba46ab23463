//! How much text, link text and prose each node holds.

use crate::article::dom::{Dom, NodeId};

/// A sentence ends and is this long: such a paragraph is somebody's prose.
pub const PROSE: usize = 60;

/// How much text, link text and prose each node holds.
pub struct Weights {
    text: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
    /// Characters of scripts in which one says what two letters do.
    wide: Vec<u32>,
    /// Whether a sentence ends inside.
    ends: Vec<bool>,
    /// Whether a block stands inside.
    blocks: Vec<bool>,
    /// Whether text stands right inside, and not only in elements.
    own: Vec<bool>,
}

impl Weights {
    /// Weighs a tree.
    pub fn of(dom: &Dom) -> Weights {
        let n = dom.len();
        let (zero, no) = (vec![0; n], vec![false; n]);
        let mut w = Weights {
            text: zero.clone(),
            links: zero.clone(),
            prose: zero.clone(),
            wide: zero,
            ends: no.clone(),
            blocks: no.clone(),
            own: no,
        };
        let order: Vec<NodeId> = dom.descendants(dom.root()).collect();
        // Children stand behind their parents, so going backwards sums from the leaves up.
        for &id in order.iter().rev() {
            let i = id.index();
            if let Some(text) = dom.as_text(id) {
                (w.text[i], w.wide[i]) = weigh(text);
                w.ends[i] = ends_sentence(text);
            }
            let tag = dom.tag(id);
            if tag == "a" {
                w.links[i] = w.text[i];
            } else if matches!(tag, "p" | "blockquote" | "li" | "pre" | "td" | "dd" | "div")
                && w.prose[i] == 0
                && w.text[i] - w.links[i] + w.wide[i] >= PROSE as u32
                && w.ends[i]
            {
                w.prose[i] = w.text[i] - w.links[i];
            }
            if let Some(parent) = dom.parent(id) {
                let p = parent.index();
                w.text[p] += w.text[i];
                w.links[p] += w.links[i];
                w.prose[p] += w.prose[i];
                w.wide[p] += w.wide[i];
                w.ends[p] |= w.ends[i];
                w.blocks[p] |= w.blocks[i] || dom.is_element(id) && !dom.is_inline(id) && !matches!(tag, "br" | "img");
                w.own[p] |= w.text[i] > 0 && !dom.is_element(id);
            }
        }
        w
    }

    /// Takes what a node weighs from its ancestors, before it goes.
    pub fn remove(&mut self, dom: &Dom, id: NodeId) {
        let i = id.index();
        let (text, links, prose, wide) = (self.text[i], self.links[i], self.prose[i], self.wide[i]);
        for a in dom.ancestors(id).chain([dom.root()]) {
            let a = a.index();
            self.text[a] -= text.min(self.text[a]);
            self.links[a] -= links.min(self.links[a]);
            self.prose[a] -= prose.min(self.prose[a]);
            self.wide[a] -= wide.min(self.wide[a]);
        }
    }

    /// Characters inside, white space left out.
    pub fn text(&self, id: NodeId) -> usize {
        self.text[id.index()] as usize
    }

    /// Characters inside that stand in paragraphs of prose.
    pub fn prose(&self, id: NodeId) -> usize {
        self.prose[id.index()] as usize
    }

    /// Whether the text inside is long enough for a sentence, and one ends in it.
    pub fn is_prose(&self, id: NodeId) -> bool {
        let i = id.index();
        self.ends[i] && (self.text[i] + self.wide[i]) as usize >= PROSE
    }

    /// Whether a block stands inside.
    pub fn holds_block(&self, id: NodeId) -> bool {
        self.blocks[id.index()]
    }

    /// Whether text stands right inside, and not only in elements.
    pub fn has_own_text(&self, id: NodeId) -> bool {
        self.own[id.index()]
    }

    /// Characters inside that stand in links.
    pub fn links(&self, id: NodeId) -> usize {
        self.links[id.index()] as usize
    }

    /// The share of the text that stands in links.
    pub fn link_share(&self, id: NodeId) -> f64 {
        f64::from(self.links[id.index()]) / f64::from(self.text[id.index()].max(1))
    }
}

/// How many characters a text has without white space, and how many of them say what two letters do: Han, kana, hangul.
///
/// Counted by first bytes, since every text of every post comes by here.
pub fn weigh(text: &str) -> (u32, u32) {
    let (mut chars, mut wide) = (0, 0);
    for &b in text.as_bytes() {
        chars += u32::from(b & 0xc0 != 0x80 && b > b' ');
        wide += u32::from((0xe3..=0xef).contains(&b));
    }
    (chars, wide)
}

/// Whether a text holds the end of a sentence or of a part of one, in any script.
fn ends_sentence(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Byte by byte, since the mark is found within the first words of most texts.
    let has_mark = bytes.iter().enumerate().any(|(i, b)| match b {
        b'.' => bytes.get(i + 1) == Some(&b' '),
        // 、 。 ！ ， ； ？ ｡ । ؟
        0xe3 => matches!(bytes[i + 1..], [0x80, 0x81 | 0x82, ..]),
        0xef => matches!(bytes[i + 1..], [0xbc, 0x81 | 0x8c | 0x9b | 0x9f, ..] | [0xbd, 0xa1, ..]),
        0xe0 => matches!(bytes[i + 1..], [0xa5, 0xa4, ..]),
        0xd8 => matches!(bytes[i + 1..], [0x9f, ..]),
        _ => false,
    });
    has_mark || text.trim_end().ends_with(['.', '!', '?', '"', '”'])
}

/// Whether a text is long enough for a sentence, and one ends in it.
pub fn is_prose(text: &str) -> bool {
    let (chars, wide) = weigh(text);
    (chars + wide) as usize >= PROSE && ends_sentence(text)
}
