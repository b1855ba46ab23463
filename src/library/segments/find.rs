//! The tokens of a segment by their keys, and their lists.

use super::Part;
use super::cache::{Stop, all, sound};
use super::dictionary::{Entry, Place, blocks_of};
use super::postings::{Chunk, Count, chunks, read_heads};
use super::segment::Segment;
use super::tokens::WORD;
use memchr::memmem::Finder;
use std::borrow::Cow;

/// The largest heads, in bytes, that are read whole even if only some posts are asked about.
const WHOLE: u64 = 24 << 10;

/// A part of a list.
pub struct Loaded<'a> {
    pub counts: Vec<Count>,
    /// Empty if they were not asked for.
    pub positions: Cow<'a, [u8]>,
}

impl<'a> Segment<'a> {
    /// The tokens in these blocks that pass.
    fn tokens(&self, prefix: &[u8], is_whole: bool, passes: &dyn Fn(&Entry) -> bool) -> Result<Vec<Entry>, Stop> {
        let blocks = &self.top()?.dictionary;
        let own = blocks[blocks_of(blocks, prefix, is_whole)].iter();
        let read = all(own.map(|block| self.entries(block)))?;
        Ok(read.iter().flat_map(|block| block.iter()).filter(|entry| passes(entry)).cloned().collect())
    }

    /// The token with this key.
    pub fn token(&self, key: &[u8]) -> Result<Option<Entry>, Stop> {
        Ok(self.tokens(key, true, &|entry| entry.key == key)?.pop())
    }

    /// The tokens whose keys begin so.
    pub fn tokens_from(&self, prefix: &[u8]) -> Result<Vec<Entry>, Stop> {
        self.tokens(prefix, false, &|entry| entry.key.starts_with(prefix))
    }

    /// The words that have these letters anywhere.
    pub fn words_with(&self, letters: &str) -> Result<Vec<Entry>, Stop> {
        let finder = Finder::new(letters);
        self.tokens(&[WORD], false, &|entry| entry.key.first() == Some(&WORD) && finder.find(&entry.key[1..]).is_some())
    }

    /// The list of a token, or those chunks of it that may have one of `posts`, which are sorted.
    pub fn list(&self, entry: &Entry, posts: Option<&[u32]>, with_positions: bool) -> Result<Vec<Loaded<'a>>, Stop> {
        let all_posts = 0..self.top()?.posts;
        let (table, heads, positions) = match &entry.list {
            Place::Inline(heads, positions) => {
                let mut counts = Vec::new();
                sound(read_heads(heads, &all_posts, &mut counts))?;
                let positions = if with_positions { positions.clone() } else { Vec::new() };
                return Ok(vec![Loaded { counts, positions: Cow::Owned(positions) }]);
            }
            Place::Parts { table, heads, positions } => (table, heads, positions),
        };
        let length = |range: &std::ops::Range<u64>| range.end - range.start;
        let whole = Chunk { posts: all_posts.clone(), heads: 0..length(heads), positions: 0..length(positions) };
        let mut own = vec![whole];
        if !table.is_empty() {
            if posts.is_none() || length(heads) <= WHOLE {
                self.read(Part::Heads, table.start..heads.end)?;
            }
            let table = self.read(Part::Heads, table.clone())?;
            let found = chunks(&table, length(heads), length(positions));
            own = sound(found.filter(|own| own.last().is_some_and(|last| last.posts.end <= all_posts.end)))?;
        }
        let has_some = |chunk: &Chunk| {
            posts.is_none_or(|posts| {
                let from = posts.partition_point(|post| *post < chunk.posts.start);
                posts.get(from).is_some_and(|post| *post < chunk.posts.end)
            })
        };
        own.retain(has_some);
        let part = |from: u64, range: &std::ops::Range<u64>| from + range.start..from + range.end;
        all(own.iter().map(|chunk| {
            let bytes = self.read(Part::Heads, part(heads.start, &chunk.heads));
            let positions = match with_positions {
                true => self.read(Part::Positions, part(positions.start, &chunk.positions)),
                false => Ok(Cow::Borrowed(&[][..])),
            };
            let mut counts = Vec::new();
            sound(read_heads(&bytes?, &chunk.posts, &mut counts))?;
            Ok(Loaded { counts, positions: positions? })
        }))
    }
}
