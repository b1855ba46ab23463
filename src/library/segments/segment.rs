//! A segment that is read by ranges.

use super::build::ranges;
use super::bytes::{Reader, open};
use super::cache::{Cache, Stop, all, sound};
use super::dictionary::{Block, Entry, entries};
use super::manifest::SegmentInfo;
use super::top::Top;
use super::{Column, ORDERED, Part};
use crate::text::sort;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Bytes of a range at most: no list and no unit is longer.
const MOST: u64 = 256 << 20;

/// Lengths of blocks of at most so many bytes are read with the top.
const AHEAD: u64 = 32 << 10;

/// What was read of a segment once.
#[derive(Debug, Default)]
pub struct Known {
    top: OnceCell<Top>,
    blocks: OnceCell<Vec<u32>>,
    /// Blocks of the dictionary by where they begin: each step of a search asks for the same.
    dictionary: RefCell<HashMap<u64, Rc<Vec<Entry>>>>,
}

/// Blocks of the dictionary that are kept at most.
const MOST_BLOCKS: usize = 512;

/// What tells posts of one key apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instant {
    /// Seconds since 1970; the least without a date.
    pub moment: i64,
    pub path: String,
    pub volume: u16,
}

/// A segment.
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    pub info: &'a SegmentInfo,
    pub known: &'a Known,
    pub cache: &'a Cache,
}

impl<'a> Segment<'a> {
    /// A range of a part.
    pub fn read(&self, part: Part, range: Range<u64>) -> Result<Cow<'a, [u8]>, Stop> {
        let located = sound(self.info.locate(part, range.clone()).filter(|_| range.end - range.start <= MOST))?;
        let get = |(file, range): (u32, Range<u64>)| self.cache.get(&self.info.files[file as usize].name, range);
        match <[_; 1]>::try_from(located) {
            Ok([one]) => get(one),
            Err(several) => Ok(Cow::Owned(all(several.into_iter().map(get))?.concat())),
        }
    }

    /// A unit that was deflated.
    pub fn unit(&self, part: Part, range: Range<u64>) -> Result<Vec<u8>, Stop> {
        sound(open(&self.read(part, range)?))
    }

    /// What it says of itself.
    pub fn top(&self) -> Result<&'a Top, Stop> {
        if let Some(top) = self.known.top.get() {
            return Ok(top);
        }
        let top = sound(Top::read(&self.unit(Part::Top, 0..self.info.length(Part::Top))?))?;
        if top.posts != self.info.posts {
            return sound(None);
        }
        Ok(self.known.top.get_or_init(|| top))
    }

    /// Asks for the lengths of the blocks of posts before they are needed, unless they are long.
    pub fn ask_for_blocks(&self) -> Result<(), Stop> {
        let length = self.info.length(Part::Blocks);
        if length <= AHEAD { self.read(Part::Blocks, 0..length).map(|_| ()) } else { Ok(()) }
    }

    /// The tokens of a block of the dictionary.
    pub fn entries(&self, block: &Block) -> Result<Rc<Vec<Entry>>, Stop> {
        let at = block.range.start;
        if let Some(known) = self.known.dictionary.borrow().get(&at) {
            return Ok(Rc::clone(known));
        }
        let entries = Rc::new(sound(entries(&self.unit(Part::Dictionary, block.range.clone())?))?);
        let mut known = self.known.dictionary.borrow_mut();
        if known.len() >= MOST_BLOCKS {
            known.clear();
        }
        known.insert(at, Rc::clone(&entries));
        Ok(entries)
    }

    /// The lengths of the blocks of posts.
    fn blocks(&self) -> Result<&'a [u32], Stop> {
        if let Some(blocks) = self.known.blocks.get() {
            return Ok(blocks);
        }
        let bytes = self.unit(Part::Blocks, 0..self.info.length(Part::Blocks))?;
        let blocks = sound(self.top()?.read_blocks(&bytes))?;
        Ok(self.known.blocks.get_or_init(|| blocks))
    }

    /// The records of these posts, which are sorted.
    pub fn records(&self, posts: &[u32]) -> Result<Vec<(u32, Vec<u8>)>, Stop> {
        let per_block = self.top()?.per_block;
        let mut numbers: Vec<u32> = posts.iter().map(|post| post / per_block).collect();
        numbers.dedup();
        let mut where_to: Vec<(u32, Range<u64>)> = Vec::new();
        for (number, range) in (0..).zip(ranges(self.blocks()?)) {
            if numbers.binary_search(&number).is_ok() {
                where_to.push((number, range));
            }
        }
        if where_to.len() != numbers.len() {
            return sound(None);
        }
        let blocks = all(where_to.into_iter().map(|(number, range)| Ok((number, self.read(Part::Posts, range)?))))?;
        let mut out = Vec::with_capacity(posts.len());
        for (number, block) in blocks {
            let block = sound(open(&block))?;
            let mut reader = Reader::new(&block);
            for post in number * per_block..(number + 1) * per_block {
                if reader.is_at_end() {
                    break;
                }
                let record = sound(reader.bytes())?;
                if posts.binary_search(&post).is_ok() {
                    out.push((post, record.to_vec()));
                }
            }
        }
        if out.len() == posts.len() { Ok(out) } else { sound(None) }
    }

    /// The instants of posts.
    pub fn instants(&self, posts: &[u32]) -> Result<HashMap<u32, Instant>, Stop> {
        let top = self.top()?;
        let mut wanted = posts.to_vec();
        sort::each_once(&mut wanted);
        let mut pieces: Vec<u32> = wanted.iter().map(|post| post / ORDERED).collect();
        pieces.dedup();
        let own = (0..).zip(ranges(&top.order)).filter(|(piece, _)| pieces.binary_search(piece).is_ok());
        let read = all(own.map(|(piece, range)| Ok((piece, self.read(Part::Order, range)?))))?;
        let mut found = HashMap::new();
        for (piece, bytes) in read {
            let first = piece * ORDERED;
            let dated = top.dated.saturating_sub(first).min(ORDERED);
            let instants = sound(open(&bytes).and_then(|bytes| read_instants(&bytes, dated)))?;
            found.extend((first..).zip(instants));
        }
        found.retain(|post, _| wanted.binary_search(post).is_ok());
        sound((found.len() == wanted.len()).then_some(found))
    }

    /// The values of a column: for each post how many follow, where a post may have several, and their numbers.
    fn column(&self, column: Column) -> Result<Vec<u8>, Stop> {
        let lengths = &self.top()?.columns[column as usize];
        let units = all(ranges(lengths).map(|range| self.unit(Part::Columns(column as u8), range)))?;
        Ok(units.concat())
    }

    /// A column of which each post has one value or none.
    pub fn one_each(&self, column: Column) -> Result<Vec<Option<u32>>, Stop> {
        let bytes = self.column(column)?;
        let mut reader = Reader::new(&bytes);
        let posts = self.top()?.posts;
        let values: Option<Vec<_>> = (0..posts).map(|_| Some(reader.small()?.checked_sub(1))).collect();
        sound(values.filter(|_| reader.is_at_end()))
    }

    /// A column of which each post may have several values: all, and where those of each post end.
    pub fn several_each(&self, column: Column) -> Result<(Vec<u32>, Vec<u32>), Stop> {
        let bytes = self.column(column)?;
        let mut reader = Reader::new(&bytes);
        let (mut values, mut ends) = (Vec::new(), Vec::new());
        for _ in 0..self.top()?.posts {
            for _ in 0..sound(reader.number())? {
                values.push(sound(reader.small().and_then(|value| value.checked_sub(1)))?);
            }
            ends.push(values.len() as u32);
        }
        if reader.is_at_end() { Ok((values, ends)) } else { sound(None) }
    }

    /// The flags of all posts.
    pub fn flags(&self) -> Result<Vec<u8>, Stop> {
        let flags = self.column(Column::Flags)?;
        if flags.len() == self.top()?.posts as usize { Ok(flags) } else { sound(None) }
    }

    /// The values of a facet by their numbers.
    pub fn values(&self, column: Column) -> Result<Vec<String>, Stop> {
        let range = sound(ranges(&self.top()?.values).nth(column as usize))?;
        let bytes = self.unit(Part::Values, range)?;
        let mut reader = Reader::new(&bytes);
        let mut values = Vec::new();
        while !reader.is_at_end() {
            let value = sound(reader.bytes())?;
            values.push(sound(str::from_utf8(value).ok())?.to_owned());
        }
        Ok(values)
    }

    /// Asks for all that facets are made of, so that it is fetched at once.
    pub fn ask_for_facets(&self) -> Result<(), Stop> {
        let top = self.top()?;
        let columns = (0..)
            .zip(&top.columns)
            .flat_map(|(column, lengths)| ranges(lengths).map(move |range| self.read(Part::Columns(column), range)));
        let values = ranges(&top.values).map(|range| self.read(Part::Values, range));
        all(columns.chain(values)).map(|_| ())
    }
}

/// The instants of a piece, of which the first ones have dates.
fn read_instants(bytes: &[u8], dated: u32) -> Option<Vec<Instant>> {
    let mut reader = Reader::new(bytes);
    let mut all: Vec<Instant> = Vec::new();
    while !reader.is_at_end() {
        let moment = match all.last() {
            _ if all.len() >= dated as usize => i64::MIN,
            None => {
                let first = reader.number()?;
                (first >> 1) as i64 ^ -((first & 1) as i64)
            }
            Some(last) => last.moment.checked_sub_unsigned(reader.number()?)?,
        };
        let same = usize::try_from(reader.number()?).ok()?;
        let mut path = all.last().map_or("", |last| &*last.path).get(..same)?.to_owned();
        path.push_str(str::from_utf8(reader.bytes()?).ok()?);
        all.push(Instant { moment, path, volume: reader.small()?.try_into().ok()? });
    }
    Some(all)
}
