//! What is read of a segment before anything else.

use super::bytes::{Reader, put, put_bytes, seal};
use super::dictionary::Block;
use super::{COLUMN, Column, ORDERED};

/// Posts of one day that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub posts: u32,
    /// As in 20210314; 0 without a date.
    pub day: u32,
    /// Whether the first has the moment of the post before it.
    pub joins: bool,
    /// Whether all have one moment; else each has another.
    pub is_tied: bool,
}

/// What a segment says of itself. Lengths are those of sealed units, one after another in their part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Top {
    pub posts: u32,
    /// Posts of a block.
    pub per_block: u32,
    /// Posts with a date, which are before those without.
    pub dated: u32,
    pub dictionary: Vec<Block>,
    pub days: Vec<Day>,
    pub order: Vec<u32>,
    pub columns: [Vec<u32>; Column::ALL],
    pub values: [u32; Column::VALUES],
    /// Blocks of posts, in a part of their own.
    pub blocks: Vec<u32>,
}

impl Top {
    /// The parts `top` and `blocks`.
    pub fn write(&self) -> (Vec<u8>, Vec<u8>) {
        let mut out = Vec::new();
        [self.posts, self.per_block, self.dated].into_iter().for_each(|number| put(&mut out, u64::from(number)));
        put(&mut out, self.dictionary.len() as u64);
        let mut before: &[u8] = &[];
        for block in &self.dictionary {
            let same = block.first.iter().zip(before).take_while(|(a, b)| a == b).count();
            put(&mut out, same as u64);
            put_bytes(&mut out, &block.first[same..]);
            put(&mut out, block.range.end - block.range.start);
            before = &block.first;
        }
        put(&mut out, self.days.len() as u64);
        for day in &self.days {
            put(&mut out, u64::from(day.posts) << 2 | u64::from(day.joins) << 1 | u64::from(day.is_tied));
            put(&mut out, u64::from(day.day));
        }
        for lengths in self.columns.iter().chain([&self.order]) {
            lengths.iter().for_each(|length| put(&mut out, u64::from(*length)));
        }
        self.values.iter().for_each(|length| put(&mut out, u64::from(*length)));
        let mut blocks = Vec::new();
        self.blocks.iter().for_each(|length| put(&mut blocks, u64::from(*length)));
        (seal(&out), seal(&blocks))
    }

    /// Reads the opened part `top`.
    pub fn read(bytes: &[u8]) -> Option<Top> {
        let mut reader = Reader::new(bytes);
        let mut top =
            Top { posts: reader.small()?, per_block: reader.small()?, dated: reader.small()?, ..Top::default() };
        if top.per_block == 0 || top.dated > top.posts {
            return None;
        }
        let mut end = 0_u64;
        for _ in 0..reader.number()? {
            let mut first = top.dictionary.last().map_or(Vec::new(), |last| last.first.clone());
            first.truncate(usize::try_from(reader.number()?).ok().filter(|same| *same <= first.len())?);
            first.extend_from_slice(reader.bytes()?);
            let start = end;
            end = end.checked_add(reader.number()?)?;
            if top.dictionary.last().is_some_and(|last| last.first >= first) {
                return None;
            }
            top.dictionary.push(Block { first, range: start..end });
        }
        let mut posts = 0_u32;
        for _ in 0..reader.number()? {
            let (head, day) = (reader.number()?, reader.small()?);
            let own = u32::try_from(head >> 2).ok()?;
            posts = posts.checked_add(own)?;
            top.days.push(Day { posts: own, day, joins: head & 2 != 0, is_tied: head & 1 != 0 });
        }
        let pieces = [top.posts.div_ceil(COLUMN); Column::ALL];
        for (column, count) in (0..).zip(pieces) {
            top.columns[column] = lengths(&mut reader, count)?;
        }
        top.order = lengths(&mut reader, top.posts.div_ceil(ORDERED))?;
        for value in &mut top.values {
            *value = reader.small()?;
        }
        (posts == top.posts && reader.is_at_end()).then_some(top)
    }

    /// Reads the opened part `blocks`.
    pub fn read_blocks(&self, bytes: &[u8]) -> Option<Vec<u32>> {
        let mut reader = Reader::new(bytes);
        let blocks = lengths(&mut reader, self.posts.div_ceil(self.per_block))?;
        reader.is_at_end().then_some(blocks)
    }

    /// The day of a post.
    pub fn days_of(&self) -> impl Iterator<Item = (std::ops::Range<u32>, &Day)> {
        self.days.iter().scan(0, |end, day| {
            let start = *end;
            *end += day.posts;
            Some((start..*end, day))
        })
    }
}

fn lengths(reader: &mut Reader, count: u32) -> Option<Vec<u32>> {
    // A lie about the count ends with the bytes.
    (0..count).map(|_| reader.small()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::bytes::open;
    use super::*;

    #[test]
    fn it_is_read_as_it_was_written() {
        let block = |first: &str, range| Block { first: first.as_bytes().to_vec(), range };
        let top = Top {
            posts: 70_000,
            per_block: 8,
            dated: 3000,
            dictionary: vec![block("", 0..40), block("p国", 40..50), block("p国家", 50..9000)],
            days: vec![
                Day { posts: 60_000, day: 20210314, joins: false, is_tied: true },
                Day { posts: 10_000, day: 0, joins: true, is_tied: false },
            ],
            order: (0..69).collect(),
            columns: [vec![1, 2], vec![3, 4], vec![5, 6], vec![7, 8], vec![9, 300], vec![11, 12]],
            values: [1, 2, 3, 4, 5],
            blocks: (0..8750).collect(),
        };
        let (bytes, blocks) = top.write();
        let bytes = open(&bytes).expect("it opens");
        let mut read = Top::read(&bytes).expect("it is read");
        read.blocks = read.read_blocks(&open(&blocks).expect("it opens")).expect("they are read");
        assert_eq!(read, top);
        assert_eq!(Top::read(&bytes[..bytes.len() - 1]), None);
    }
}
