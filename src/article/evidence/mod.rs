//! What an archive shows about its sources: blocks that stand at the edges of many posts are the source's, not the author's.
//!
//! [`Edges`] are the outer blocks of a post, by keys of what they say. A library counts them by source
//! ([`crate::library`]), and what it learns is a [`SourceEvidence`]. [`repeated`] says which blocks go: the article asks it
//! for its tree ([`step`]), the library for the texts that it stores, so both leave the same text.

pub mod edges;
pub mod step;

pub use edges::Edges;

/// How many of a post's first blocks are looked at.
pub const HEAD: usize = 6;

/// How many of its last.
pub const TAIL: usize = 8;

/// The first six bytes of a SHA-256.
pub type Key = u64;

/// Longer texts are shortened to this many bytes and a checksum of the rest, which is one block of SHA-256; that takes as
/// long for a block as the checksum for a thousand bytes.
const MOST_HASHED: usize = 47;

/// The key of a text.
pub fn key(text: &str) -> Key {
    let (head, rest) = text.as_bytes().split_at(text.len().min(MOST_HASHED));
    let mut hash = hmac_sha256::Hash::new();
    hash.update(head);
    if !rest.is_empty() {
        hash.update(checksum(rest).to_be_bytes());
    }
    number(&hash.finalize()[..6])
}

/// A checksum of eight bytes at a time. Keys are published, so it never changes.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    for piece in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..piece.len()].copy_from_slice(piece);
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^= sum >> 29;
    }
    sum
}

/// A big-endian number.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The source of a post: the host that it was saved from, or its folder.
pub fn source_of(host: &str, path: &str) -> String {
    match (host, path.rfind('/')) {
        ("", Some(end)) => path[..=end].to_owned(),
        ("", None) => "/".to_owned(),
        (host, _) => host.to_owned(),
    }
}

/// What repeats in a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceEvidence {
    /// The host that posts were saved from, or the folder of posts without one.
    pub source: String,
    /// Posts of the source.
    pub posts: u32,
    /// The keys of its blocks, sorted, and the number of posts that each stands in.
    pub blocks: Vec<(Key, u32)>,
}

impl SourceEvidence {
    /// The evidence as bytes, to be kept and published: the number of posts, that of the blocks, for each block its key
    /// and number of posts, in six and four bytes like those before, big-endian, and the source's name.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + 10 * self.blocks.len() + self.source.len());
        bytes.extend_from_slice(&self.posts.to_be_bytes());
        bytes.extend_from_slice(&(self.blocks.len() as u32).to_be_bytes());
        for (key, posts) in &self.blocks {
            bytes.extend_from_slice(&key.to_be_bytes()[2..]);
            bytes.extend_from_slice(&posts.to_be_bytes());
        }
        bytes.extend_from_slice(self.source.as_bytes());
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; `None` for no bytes and damaged ones.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (posts, rest) = bytes.split_at_checked(4)?;
        let (count, rest) = rest.split_at_checked(4)?;
        let (blocks, source) = rest.split_at_checked(10 * number(count) as usize)?;
        let block = |block: &[u8]| (number(&block[..6]), number(&block[6..]) as u32);
        Some(SourceEvidence {
            source: String::from_utf8(source.to_vec()).ok()?,
            posts: number(posts) as u32,
            blocks: blocks.chunks_exact(10).map(block).collect(),
        })
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
    /// The key of its folded text, of the picture's address without its query.
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
    let count = blocks.len();
    let mut posts: Vec<Option<u32>> = Vec::with_capacity(count);
    for block in blocks {
        posts.push(if block.is(kind::STAYS) { None } else { evidence.posts_with(block.key) });
    }
    // What stays may keep others: each round takes at least one from those that go.
    loop {
        let mut is_kept = false;
        let keeps = |at: &usize| posts[*at].is_none() && blocks[*at].is(kind::PROSE);
        let head = (0..edges.head_len()).find(keeps).unwrap_or(edges.head_len());
        let tail = (count - edges.tail_len()..count).rfind(keeps).unwrap_or(count - edges.tail_len());
        for at in 0..count {
            let is_last_known = at + 1 == count || edges.is_cut_after(at);
            let is_followed = edges.is_cut_after(at) || !is_last_known && posts[at + 1].is_none();
            let is_reached = at < head || at >= tail;
            if posts[at].is_some() && (!is_reached || blocks[at].is(kind::LEADS) && is_followed) {
                posts[at] = None;
                is_kept = true;
            }
        }
        if !is_kept {
            break;
        }
    }
    // A post that consists of what repeats is what its source wrote; a player still shows something.
    if !edges.has_middle && !edges.has_embeds && posts.iter().all(Option::is_some) {
        posts.fill(None);
    }
    posts
}
