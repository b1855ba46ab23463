//! The sorted dictionary of a segment, in blocks: each token with the number of its posts and occurrences, and where its list
//! is. Short lists are in the dictionary itself.

use super::bytes::{Reader, put, put_bytes};
use super::postings::{CHUNK, List};
use std::ops::Range;

/// Bytes of a block before it is deflated.
const BLOCK: usize = 16 << 10;

/// The longest list, in bytes, that is in the dictionary itself: a range of its own would cost more.
const INLINE: usize = 24;

/// A token of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: Vec<u8>,
    pub posts: u32,
    pub occurrences: u64,
    /// Whether no occurrence is written otherwise than folded.
    pub is_plain: bool,
    pub list: Place,
}

/// Where a list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Here: its heads and positions.
    Inline(Vec<u8>, Vec<u8>),
    /// In the parts of heads and positions; the heads come after the table of chunks, if there is one.
    Parts { table: Range<u64>, heads: Range<u64>, positions: Range<u64> },
}

/// A block as the segment knows it before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// No more than its first key, and more than all keys before it.
    pub first: Vec<u8>,
    pub range: Range<u64>,
}

/// Writes entries into blocks.
#[derive(Debug, Default)]
pub struct Writer {
    block: Vec<u8>,
    last: Vec<u8>,
    /// Where the next lists begin in the parts of heads and positions.
    ends: [u64; 2],
    pub blocks: Vec<Block>,
    end: u64,
}

impl Writer {
    /// Adds a token after all that come before it. Gives bytes for the part of the dictionary, of heads, of positions.
    pub fn add(&mut self, key: &[u8], list: &List, out: &mut [Vec<u8>; 3]) {
        if self.block.len() >= BLOCK {
            self.close(out);
        }
        let is_first = self.block.is_empty();
        if is_first {
            let same = common(&self.last, key);
            self.blocks.push(Block { first: key[..key.len().min(same + 1)].to_vec(), range: self.end..self.end });
            self.ends.iter().for_each(|end| put(&mut self.block, *end));
        }
        let same = if is_first { 0 } else { common(&self.last, key) };
        put(&mut self.block, same as u64);
        put_bytes(&mut self.block, &key[same..]);
        put(&mut self.block, u64::from(list.posts));
        put(&mut self.block, list.occurrences);
        let is_inline = list.table.is_empty() && list.heads.len() + list.positions.len() <= INLINE;
        put(&mut self.block, (list.heads.len() as u64) << 2 | u64::from(is_inline) << 1 | u64::from(list.is_plain));
        put(&mut self.block, list.positions.len() as u64);
        if is_inline {
            self.block.extend_from_slice(&list.heads);
            self.block.extend_from_slice(&list.positions);
        } else {
            if list.posts as usize > CHUNK {
                put(&mut self.block, list.table.len() as u64);
            }
            out[1].extend_from_slice(&list.table);
            out[1].extend_from_slice(&list.heads);
            out[2].extend_from_slice(&list.positions);
            self.ends[0] += (list.table.len() + list.heads.len()) as u64;
            self.ends[1] += list.positions.len() as u64;
        }
        key.clone_into(&mut self.last);
    }

    /// Ends the last block.
    pub fn close(&mut self, out: &mut [Vec<u8>; 3]) {
        let Some(block) = self.blocks.last_mut().filter(|_| !self.block.is_empty()) else { return };
        let sealed = super::bytes::seal(&std::mem::take(&mut self.block));
        self.end += sealed.len() as u64;
        block.range.end = self.end;
        out[0].extend_from_slice(&sealed);
    }
}

/// How many bytes two keys begin with alike.
pub fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Reads the entries of an opened block, in their order.
pub fn entries(block: &[u8]) -> Option<Vec<Entry>> {
    let mut reader = Reader::new(block);
    let mut ends = [reader.number()?, reader.number()?];
    let mut key: Vec<u8> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    while !reader.is_at_end() {
        let same = usize::try_from(reader.number()?).ok().filter(|same| *same <= key.len())?;
        key.truncate(same);
        key.extend_from_slice(reader.bytes()?);
        let (posts, occurrences, heads) = (reader.small()?, reader.number()?, reader.number()?);
        let (is_inline, is_plain, heads) = (heads & 2 != 0, heads & 1 != 0, heads >> 2);
        let positions = reader.number()?;
        let list = if is_inline {
            Place::Inline(
                reader.take(heads.try_into().ok()?)?.to_vec(),
                reader.take(positions.try_into().ok()?)?.to_vec(),
            )
        } else {
            let table = if posts as usize > CHUNK { reader.number()? } else { 0 };
            let start = ends;
            let first = start[0].checked_add(table)?;
            ends = [first.checked_add(heads)?, start[1].checked_add(positions)?];
            Place::Parts { table: start[0]..first, heads: first..ends[0], positions: start[1]..ends[1] }
        };
        if entries.last().is_some_and(|last: &Entry| last.key >= key) {
            return None;
        }
        entries.push(Entry { key: key.clone(), posts, occurrences, is_plain, list });
    }
    Some(entries)
}

/// The blocks that may have keys which begin with `prefix`, or the one that may have it itself.
pub fn blocks_of(blocks: &[Block], prefix: &[u8], is_whole: bool) -> Range<usize> {
    let start = blocks.partition_point(|block| *block.first <= *prefix).saturating_sub(1);
    let end = match is_whole {
        true => start + 1,
        false => blocks.partition_point(|block| *block.first <= *prefix || block.first.starts_with(prefix)),
    };
    start..end.clamp(start, blocks.len())
}

#[cfg(test)]
mod tests {
    use super::super::bytes::open;
    use super::super::postings::Posting;
    use super::*;

    #[test]
    fn every_key_is_found_in_its_block() {
        let mut keys: Vec<Vec<u8>> = (0..6000_u32).map(|at| format!("w{:x}", at * 7919 % 6007).into_bytes()).collect();
        keys.extend(["c国", "p国家", "p国", "p国人", "w"].map(|key| key.as_bytes().to_vec()));
        keys.sort();
        keys.dedup();
        let mut writer = Writer::default();
        let mut out = [Vec::new(), Vec::new(), Vec::new()];
        for (at, key) in keys.iter().enumerate() {
            let posts = if at % 50 == 0 { 300 } else { 1 + at as u32 % 9 };
            let posting = |post| Posting { post, length: 9, fields: vec![(4, 1)], positions: vec![post << 2] };
            writer.add(key, &List::of((0..posts).map(posting)), &mut out);
        }
        writer.close(&mut out);
        assert!(writer.blocks.len() > 5 && writer.blocks.is_sorted_by(|a, b| a.first < b.first));
        let read = |at: usize| {
            let range = &writer.blocks[at].range;
            entries(&open(&out[0][range.start as usize..range.end as usize]).expect("it opens")).expect("it is read")
        };
        for key in &keys {
            let found = blocks_of(&writer.blocks, key, true);
            assert_eq!(found.len(), 1);
            assert!(read(found.start).iter().any(|entry| entry.key == *key), "{key:?}");
        }
        for prefix in [&b"w"[..], b"w1", b"w17f", "p国".as_bytes(), b"z", b"a"] {
            let found: usize = blocks_of(&writer.blocks, prefix, false)
                .map(|at| read(at).iter().filter(|entry| entry.key.starts_with(prefix)).count())
                .sum();
            assert_eq!(found, keys.iter().filter(|key| key.starts_with(prefix)).count(), "{prefix:?}");
        }
        let all: Vec<Entry> = (0..writer.blocks.len()).flat_map(read).collect();
        let Some(Place::Parts { heads, positions, .. }) =
            all.iter().rev().map(|entry| entry.list.clone()).find(|list| matches!(list, Place::Parts { .. }))
        else {
            panic!("some lists are long")
        };
        assert_eq!((heads.end, positions.end), (out[1].len() as u64, out[2].len() as u64));
    }
}
