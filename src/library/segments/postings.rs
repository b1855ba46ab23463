//! Where a token is: a list of posts, in chunks of [`CHUNK`] that are read by themselves.
//!
//! A list has two streams. In that of heads each post is its distance from the one before, the class of its length, and for
//! each field with the token the number of its occurrences; in that of positions each occurrence is its distance from the one
//! before in its field, in characters, with its flags in the two lowest bits. Each chunk ends with a checksum in both.
//! A list of several chunks begins with a table of them: the distance between their last posts, and their lengths.

use super::bytes::{Reader, check, checked, put};

/// Posts of a chunk.
pub const CHUNK: usize = 128;

/// Bits of a position that are its flags.
const FLAGS: u32 = 2;

/// A post in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    pub post: u32,
    /// The class of its length.
    pub length: u8,
    /// Fields, in their order, with the number of occurrences in each.
    pub fields: Vec<(u8, u32)>,
    /// The occurrences of all fields: the position, with its flags in the two lowest bits. None in lists without positions.
    pub positions: Vec<u32>,
}

/// A list as it is stored.
#[derive(Debug, Default)]
pub struct List {
    pub posts: u32,
    pub occurrences: u64,
    /// Whether no occurrence is written otherwise than folded.
    pub is_plain: bool,
    /// The table of its chunks, if it has several.
    pub table: Vec<u8>,
    pub heads: Vec<u8>,
    pub positions: Vec<u8>,
}

impl List {
    /// Stores a list, whose posts are in their order.
    pub fn of(postings: impl Iterator<Item = Posting>) -> Self {
        let mut list = List { is_plain: true, ..List::default() };
        let mut chunks: Vec<[u64; 3]> = Vec::new();
        let (mut next, mut first, mut heads, mut positions) = (0, 0, 0, 0);
        for posting in postings {
            if list.posts > 0 && list.posts.is_multiple_of(CHUNK as u32) {
                list.close(&mut chunks, next - first, &mut heads, &mut positions);
                first = next;
            }
            put(&mut list.heads, u64::from(posting.post - next));
            next = posting.post + 1;
            list.posts += 1;
            list.add(&posting);
        }
        list.close(&mut chunks, next - first, &mut heads, &mut positions);
        if chunks.len() > 1 {
            for number in chunks.into_iter().flatten() {
                put(&mut list.table, number);
            }
            check(&mut list.table, 0);
        }
        list
    }

    fn add(&mut self, posting: &Posting) {
        self.heads.push(posting.length);
        let mut positions = posting.positions.iter();
        for (at, (field, count)) in posting.fields.iter().enumerate() {
            let more = u64::from(at + 1 < posting.fields.len());
            put(&mut self.heads, u64::from(*count) << 4 | u64::from(*field) << 1 | more);
            self.occurrences += u64::from(*count);
            let mut before = 0;
            for packed in positions.by_ref().take(*count as usize) {
                let (position, flags) = (packed >> FLAGS, packed & 3);
                put(&mut self.positions, u64::from(position - before) << FLAGS | u64::from(flags));
                self.is_plain &= flags & u32::from(super::tokens::CHANGED) == 0;
                before = position;
            }
        }
    }

    fn close(&mut self, chunks: &mut Vec<[u64; 3]>, posts: u32, heads: &mut usize, positions: &mut usize) {
        check(&mut self.heads, *heads);
        if self.positions.len() > *positions {
            check(&mut self.positions, *positions);
        }
        chunks.push([u64::from(posts), (self.heads.len() - *heads) as u64, (self.positions.len() - *positions) as u64]);
        (*heads, *positions) = (self.heads.len(), self.positions.len());
    }
}

/// A chunk of a list: its posts are of this range, its bytes in both streams are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub posts: std::ops::Range<u32>,
    pub heads: std::ops::Range<u64>,
    pub positions: std::ops::Range<u64>,
}

/// Reads the table of a list with `heads` and `positions` bytes in its streams.
pub fn chunks(table: &[u8], heads: u64, positions: u64) -> Option<Vec<Chunk>> {
    let mut reader = Reader::new(checked(table)?);
    let mut chunks: Vec<Chunk> = Vec::new();
    let (mut post, mut head, mut position) = (0_u32, 0_u64, 0_u64);
    while !reader.is_at_end() {
        let [posts, head_bytes, position_bytes] = [reader.number()?, reader.number()?, reader.number()?];
        let ends = (
            post.checked_add(posts.try_into().ok()?)?,
            head.checked_add(head_bytes)?,
            position.checked_add(position_bytes)?,
        );
        chunks.push(Chunk { posts: post..ends.0, heads: head..ends.1, positions: position..ends.2 });
        (post, head, position) = ends;
    }
    (head == heads && position == positions).then_some(chunks)
}

/// Occurrences in a field of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub post: u32,
    pub length: u8,
    pub field: u8,
    pub count: u32,
}

/// Number of fields.
const FIELDS: u8 = 6;

/// Reads a chunk of heads, whose posts are in `posts`, and appends their counts.
pub fn read_heads(bytes: &[u8], posts: &std::ops::Range<u32>, out: &mut Vec<Count>) -> Option<()> {
    let mut reader = Reader::new(checked(bytes)?);
    let mut next = posts.start;
    while !reader.is_at_end() {
        let post = next.checked_add(reader.small()?).filter(|post| *post < posts.end)?;
        next = post + 1;
        let length = reader.byte()?;
        let mut least = 0;
        loop {
            let head = reader.small()?;
            let (field, count) = ((head >> 1 & 7) as u8, head >> 4);
            if count == 0 || field >= FIELDS || field < least {
                return None;
            }
            least = field + 1;
            out.push(Count { post, length, field, count });
            if head & 1 == 0 {
                break;
            }
        }
    }
    Some(())
}

/// Reads a chunk of positions, whose heads are `counts`, and gives each occurrence: the count that it is of, its position
/// and its flags.
pub fn read_positions(bytes: &[u8], counts: &[Count], act: &mut dyn FnMut(&Count, u32, u8)) -> Option<()> {
    let mut reader = Reader::new(checked(bytes)?);
    for count in counts {
        let mut position = 0_u32;
        for _ in 0..count.count {
            let packed = reader.number()?;
            position = position.checked_add((packed >> FLAGS).try_into().ok()?)?;
            act(count, position, (packed & 3) as u8);
        }
    }
    reader.is_at_end().then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(post: u32) -> Posting {
        let (title, text) = (post % 3, 1 + post % 5);
        let mut fields = vec![(4, text)];
        let mut positions: Vec<u32> = (0..text).map(|at| (at * 700 + post) << 2).collect();
        if title > 0 {
            fields.insert(0, (0, title));
            positions.splice(0..0, (0..title).map(|at| (at * 3) << 2 | 1));
        }
        Posting { post, length: post as u8, fields, positions }
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        for posts in [1, 2, 127, 128, 129, 1000] {
            let all: Vec<Posting> = (0..posts).map(|at| posting(at * at % 7 + at * 9)).collect();
            let list = List::of(all.iter().cloned());
            assert_eq!((list.posts, list.is_plain), (posts, true));
            let whole = Chunk {
                posts: 0..u32::MAX,
                heads: 0..list.heads.len() as u64,
                positions: 0..list.positions.len() as u64,
            };
            let chunks = if list.table.is_empty() {
                vec![whole]
            } else {
                chunks(&list.table, list.heads.len() as u64, list.positions.len() as u64).expect("it is a table")
            };
            let mut read: Vec<Posting> = Vec::new();
            for chunk in chunks {
                let mut counts = Vec::new();
                let heads = &list.heads[chunk.heads.start as usize..chunk.heads.end as usize];
                read_heads(heads, &chunk.posts, &mut counts).expect("they are heads");
                let mut positions = Vec::new();
                let bytes = &list.positions[chunk.positions.start as usize..chunk.positions.end as usize];
                read_positions(bytes, &counts, &mut |count, position, flags| {
                    positions.push((count.post, position << 2 | u32::from(flags)));
                })
                .expect("they are positions");
                for count in counts {
                    if read.last().is_none_or(|last| last.post != count.post) {
                        read.push(Posting { post: count.post, length: count.length, ..Posting::default() });
                    }
                    read.last_mut().expect("it was pushed").fields.push((count.field, count.count));
                }
                for (post, packed) in positions {
                    let own = read.iter_mut().find(|posting| posting.post == post).expect("it is there");
                    own.positions.push(packed);
                }
            }
            assert_eq!(read, all);
        }
    }
}
