//! What an archive shows about its sources: blocks that stand at the edges of many posts are the source's, not the author's.
//!
//! [`Edges`] are the outer blocks of a post, by keys of what they say. A library counts them by source
//! ([`crate::library`]), and what it learns is a [`SourceEvidence`]. [`repeated`] says which blocks go: the article asks it
//! for its tree ([`step`]), the library for the texts that it stores, so both leave the same text.

pub mod edges;
pub mod step;

pub use edges::Edges;

use serde::{Deserialize, Serialize};

/// How many of a post's first blocks are looked at.
pub const HEAD: usize = 6;

/// How many of its last.
pub const TAIL: usize = 8;

/// The first six bytes of a SHA-256.
pub type Key = u64;

/// The key of a text.
pub fn key(text: &str) -> Key {
    let hash = hmac_sha256::Hash::hash(text.as_bytes());
    hash[..6].iter().fold(0, |key, byte| key << 8 | Key::from(*byte))
}

/// What repeats in a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEvidence {
    /// The host that posts were saved from, or the folder of posts without one.
    pub source: String,
    /// Posts of the source.
    pub posts: u32,
    /// The keys of its blocks, sorted, and the number of posts that each stands in.
    pub blocks: Vec<(Key, u32)>,
}

impl SourceEvidence {
    /// Reads what [`to_bytes`](Self::to_bytes) wrote; `None` for no bytes and damaged ones.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The evidence as bytes, to be kept and published.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// How many posts a block stands in, if it repeats.
    fn posts_with(&self, key: Key) -> Option<u32> {
        let at = self.blocks.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(self.blocks[at].1)
    }
}

/// What a block is, as far as it matters here: bits.
pub mod kind {
    /// A picture.
    pub const PICTURE: u8 = 1;
    /// Running text. What is inside of prose that stays, stays.
    pub const PROSE: u8 = 2;
    /// A heading, or a line that introduces the next: it goes only with what follows it.
    pub const LEADS: u8 = 4;
    /// It stays whatever repeats: a caption, a separator, the end mark of a series, a part of a table.
    pub const STAYS: u8 = 8;
    /// No part of an excerpt.
    pub const ASIDE: u8 = 16;
    /// Too long to be the same by chance.
    pub const LONG: u8 = 32;
}

/// A block at the edge of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The key of its folded text, or of the picture's address.
    pub key: Key,
    /// Bits of [`kind`].
    pub kind: u8,
}

impl Block {
    /// Whether all the bits are set.
    pub fn is(self, kind: u8) -> bool {
        self.kind & kind == kind
    }
}

/// Which of the blocks at a post's edges go, and how many posts of the source each of those stands in.
///
/// A block that repeats goes if every block outside it, to its edge, goes too or is no prose.
pub fn repeated(edges: &Edges, evidence: &SourceEvidence) -> Vec<Option<u32>> {
    let blocks = &edges.blocks;
    let posts: Vec<Option<u32>> =
        blocks.iter().map(|block| evidence.posts_with(block.key).filter(|_| !block.is(kind::STAYS))).collect();
    let mut goes: Vec<bool> = posts.iter().map(Option::is_some).collect();
    // What stays may keep others: each round takes at least one from those that go.
    loop {
        let mut reached = vec![false; blocks.len()];
        let head = 0..edges.head_len();
        let tail = (blocks.len() - edges.tail_len()..blocks.len()).rev();
        for edge in [head.collect::<Vec<_>>(), tail.collect()] {
            for at in edge {
                reached[at] |= goes[at];
                if !goes[at] && blocks[at].is(kind::PROSE) {
                    break;
                }
            }
        }
        for at in 0..blocks.len() {
            let is_followed = at + 1 < blocks.len() || edges.is_cut_after(at);
            let follower_goes = at + 1 < blocks.len() && !edges.is_cut_after(at) && reached[at + 1];
            reached[at] &= !blocks[at].is(kind::LEADS) || !is_followed || follower_goes;
        }
        if reached == goes {
            break;
        }
        goes = reached;
    }
    // A post that consists of what repeats is what its source wrote; a player still shows something.
    let is_empty = edges.is_whole() && !edges.has_embeds && goes.iter().all(|goes| *goes);
    posts.into_iter().zip(goes).map(|(posts, goes)| posts.filter(|_| goes && !is_empty)).collect()
}
