//! Writes a segment: takes posts one by one, the newest first, and gives the bytes of its parts as they come.
//!
//! The index is collected in memory up to [`MOST`] bytes and then set aside as a sorted run; at the end runs are merged, so
//! that a segment of any size needs no more.

use super::super::fold::changed_letters;
use super::super::interner::Interner;
use super::super::wire;
use super::bytes::{Reader, put, put_bytes, seal};
use super::dictionary::{Writer, common};
use super::manifest::SegmentInfo;
use super::postings::{List, Posting};
use super::record::{PlaceRecord, Record, Values, fields};
use super::top::{Day, Top};
use super::{COLUMN, Column, ORDERED, Part, tokens};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};
use std::ops::Range;

/// Bytes of the index that are in memory at most, but for those of one post.
const MOST: usize = 192 << 20;

/// What is counted for a token beside its bytes.
const OVERHEAD: usize = 96;

/// Where a segment is written to.
pub trait Output {
    /// Appends to a part.
    fn write(&mut self, part: Part, bytes: &[u8]) -> io::Result<()>;

    /// Sets a run aside; it is read once, from its start.
    fn set_aside(&mut self, run: Vec<u8>) -> io::Result<Box<dyn Read>>;
}

/// A segment that is being written.
pub struct SegmentWriter {
    top: Top,
    /// Records of the block that is open.
    block: Vec<u8>,
    index: HashMap<Box<[u8]>, Raw>,
    memory: usize,
    most: usize,
    runs: Vec<Box<dyn Read>>,
    values: [Interner; Column::VALUES],
    columns: [Vec<u8>; Column::ALL],
    order: Vec<u8>,
    last: (i64, String),
}

/// The list of a token as it is collected: postings one after another.
#[derive(Default)]
struct Raw {
    next: u32,
    bytes: Vec<u8>,
}

impl SegmentWriter {
    /// Begins a segment of about `posts` posts.
    pub fn new(posts: u32) -> Self {
        SegmentWriter {
            top: Top { per_block: if posts > 200_000 { 16 } else { 8 }, ..Top::default() },
            block: Vec::new(),
            index: HashMap::new(),
            memory: 0,
            most: MOST,
            runs: Vec::new(),
            values: Default::default(),
            columns: Default::default(),
            order: Vec::new(),
            last: (i64::MAX, String::new()),
        }
    }

    /// Sets runs aside that are so small, for tests.
    pub fn with_memory(self, most: usize) -> Self {
        SegmentWriter { most, ..self }
    }

    /// Adds a post by its record.
    ///
    /// # Errors
    /// If it is no record, or older posts came before it, or the output fails.
    pub fn add(&mut self, bytes: &[u8], output: &mut dyn Output) -> io::Result<()> {
        let no_record = || io::Error::new(io::ErrorKind::InvalidData, "no record of a post");
        let record: Record = wire::read(bytes).ok_or_else(no_record)?;
        let values = record.values().ok_or_else(no_record)?;
        let number = self.top.posts;
        let place = record.places.first().ok_or_else(no_record)?;
        if values.moment > self.last.0 || values.moment == self.last.0 && *place.path < *self.last.1 {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "posts come newest first, then by their paths"));
        }
        self.add_time(&values);
        self.add_place(&values, place, output)?;
        self.add_values(&values, output)?;
        output.write(Part::Digests, &super::copies::digest(&record.digest, values.moment, place))?;
        self.add_tokens(number, &record, values.length);
        put_bytes(&mut self.block, bytes);
        self.top.posts += 1;
        if self.top.posts.is_multiple_of(self.top.per_block) {
            self.close_block(output)?;
        }
        if self.memory > self.most {
            let run = self.run();
            self.runs.push(output.set_aside(run)?);
        }
        Ok(())
    }

    fn close_block(&mut self, output: &mut dyn Output) -> io::Result<()> {
        let sealed = seal(&std::mem::take(&mut self.block));
        self.top.blocks.push(sealed.len() as u32);
        output.write(Part::Posts, &sealed)
    }

    fn add_time(&mut self, values: &Values) {
        let number = self.top.posts;
        let is_tied = number > 0 && values.moment == self.last.0;
        match self.top.days.last_mut() {
            // All of a day have one moment, or no two neighbours do.
            Some(day) if day.day == values.day && (day.is_tied == is_tied || day.posts == 1) => {
                (day.posts, day.is_tied) = (day.posts + 1, is_tied);
            }
            _ => self.top.days.push(Day { posts: 1, day: values.day, joins: is_tied, is_tied: false }),
        }
    }

    /// Notes what tells posts of other segments apart from this one.
    fn add_place(&mut self, values: &Values, place: &PlaceRecord, output: &mut dyn Output) -> io::Result<()> {
        let is_first = self.order.is_empty();
        if values.moment != i64::MIN {
            put(&mut self.order, if is_first { zigzag(values.moment) } else { self.last.0.abs_diff(values.moment) });
            self.top.dated += 1;
        }
        let same = if is_first { 0 } else { common(self.last.1.as_bytes(), place.path.as_bytes()) };
        let same = (0..=same).rev().find(|at| place.path.is_char_boundary(*at)).unwrap_or(0);
        put(&mut self.order, same as u64);
        put_bytes(&mut self.order, &place.path.as_bytes()[same..]);
        put(&mut self.order, u64::from(place.volume));
        self.last = (values.moment, place.path.to_owned());
        if (self.top.posts + 1).is_multiple_of(ORDERED) {
            self.close_order(output)?;
        }
        Ok(())
    }

    fn close_order(&mut self, output: &mut dyn Output) -> io::Result<()> {
        let order = std::mem::take(&mut self.order);
        if order.is_empty() {
            return Ok(());
        }
        let sealed = seal(&order);
        self.top.order.push(sealed.len() as u32);
        output.write(Part::Order, &sealed)
    }

    fn add_values(&mut self, values: &Values, output: &mut dyn Output) -> io::Result<()> {
        let mut id =
            |column: Column, value: &str| u64::from(self.values[column as usize].intern(value).wrapping_add(1));
        for (column, value) in
            [(Column::Source, &values.host), (Column::Lang, &values.lang), (Column::Collection, &values.collection)]
        {
            let id = id(column, value);
            put(&mut self.columns[column as usize], id);
        }
        for (column, values) in [(Column::Author, &values.authors), (Column::Tag, &values.tags)] {
            let ids: Vec<u64> = values.iter().map(|value| id(column, value)).collect();
            put(&mut self.columns[column as usize], ids.len() as u64);
            ids.iter().for_each(|id| put(&mut self.columns[column as usize], *id));
        }
        self.columns[Column::Flags as usize].push(u8::from(values.has_images) | u8::from(values.has_problems) << 1);
        if (self.top.posts + 1).is_multiple_of(COLUMN) {
            self.close_columns(output)?;
        }
        Ok(())
    }

    fn close_columns(&mut self, output: &mut dyn Output) -> io::Result<()> {
        for (column, bytes) in self.columns.iter_mut().enumerate() {
            let sealed = seal(&std::mem::take(bytes));
            self.top.columns[column].push(sealed.len() as u32);
            output.write(Part::Columns(column as u8), &sealed)?;
        }
        Ok(())
    }

    fn add_tokens(&mut self, number: u32, record: &Record, length: u8) {
        let text = record.post.text;
        let changed = changed_letters(text, record.post.changes);
        let mut found: BTreeMap<Vec<u8>, Posting> = BTreeMap::new();
        for (field, range) in (0..).zip(fields(text, &record.post.field_ends)) {
            tokens::for_each(&text[range.clone()], range.start, &changed, &mut |kind, token, position, flags| {
                let posting = found.entry(tokens::key(kind, token)).or_default();
                match posting.fields.last_mut() {
                    Some((last, count)) if *last == field => *count += 1,
                    _ => posting.fields.push((field, 1)),
                }
                if kind != tokens::CHARACTER {
                    posting.positions.push(position << 2 | u32::from(flags));
                }
            });
        }
        for (key, posting) in found {
            let posting = Posting { post: number, length, ..posting };
            let raw = match self.index.get_mut(&*key) {
                Some(raw) => raw,
                None => {
                    self.memory += key.len() + OVERHEAD;
                    self.index.entry(key.into_boxed_slice()).or_default()
                }
            };
            let before = raw.bytes.len();
            put_posting(&mut raw.bytes, &mut raw.next, &posting);
            self.memory += raw.bytes.len() - before;
        }
    }

    /// The index as a run, sorted: each token, the length of its list, its list.
    fn run(&mut self) -> Vec<u8> {
        self.memory = 0;
        let mut all: Vec<(Box<[u8]>, Raw)> = std::mem::take(&mut self.index).into_iter().collect();
        all.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut run = Vec::new();
        for (key, raw) in all {
            put_bytes(&mut run, &key);
            put_bytes(&mut run, &raw.bytes);
        }
        run
    }

    /// Ends the segment. Gives what the manifest says of it but for its files.
    ///
    /// # Errors
    /// If the output fails.
    pub fn finish(mut self, output: &mut dyn Output) -> io::Result<SegmentInfo> {
        if !self.block.is_empty() {
            self.close_block(output)?;
        }
        self.close_order(output)?;
        if !self.columns[Column::Flags as usize].is_empty() {
            self.close_columns(output)?;
        }
        for (at, values) in self.values.iter().enumerate() {
            let mut raw = Vec::new();
            (0..values.len() as u32).for_each(|id| put_bytes(&mut raw, values.get(id).as_bytes()));
            let sealed = seal(&raw);
            self.top.values[at] = sealed.len() as u32;
            output.write(Part::Values, &sealed)?;
        }
        let last = self.run();
        let mut runs: Vec<Run> = Vec::new();
        for source in
            std::mem::take(&mut self.runs).into_iter().chain([Box::new(io::Cursor::new(last)) as Box<dyn Read>])
        {
            runs.push(Run::begin(source)?);
        }
        self.top.dictionary = merge(&mut runs, output)?;
        let (top, blocks) = self.top.write();
        output.write(Part::Blocks, &blocks)?;
        output.write(Part::Top, &top)?;
        let days = || self.top.days.iter().map(|day| day.day).filter(|day| *day > 0);
        let iso = |day: Option<u32>| {
            day.map_or(String::new(), |day| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100))
        };
        let (from, to) = (iso(days().min()), iso(days().max()));
        Ok(SegmentInfo { posts: self.top.posts, from, to, ..SegmentInfo::default() })
    }
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

fn put_posting(out: &mut Vec<u8>, next: &mut u32, posting: &Posting) {
    put(out, u64::from(posting.post - *next));
    *next = posting.post + 1;
    out.push(posting.length);
    put(out, posting.fields.len() as u64);
    for (field, count) in &posting.fields {
        put(out, u64::from(*count) << 3 | u64::from(*field));
    }
    put(out, posting.positions.len() as u64);
    posting.positions.iter().for_each(|position| put(out, u64::from(*position)));
}

/// Reads the postings of a list that was collected; its first post is counted from zero.
fn postings(raw: &[u8]) -> impl Iterator<Item = Posting> {
    let mut reader = Reader::new(raw);
    let mut next = 0;
    std::iter::from_fn(move || {
        let post = next + reader.small()?;
        next = post + 1;
        let length = reader.byte()?;
        let field = |head: u32| ((head & 7) as u8, head >> 3);
        let fields = (0..reader.small()?).map(|_| reader.small().map(field)).collect::<Option<_>>()?;
        let positions = (0..reader.small()?).map(|_| reader.small()).collect::<Option<_>>()?;
        Some(Posting { post, length, fields, positions })
    })
}

/// A run that is read.
struct Run {
    source: Box<dyn Read>,
    /// What was read ahead, and how much of it is done.
    ahead: Vec<u8>,
    done: usize,
    key: Option<Vec<u8>>,
}

impl Run {
    fn begin(source: Box<dyn Read>) -> io::Result<Self> {
        let mut run = Run { source, ahead: Vec::new(), done: 0, key: None };
        run.key = run.bytes()?;
        Ok(run)
    }

    /// The next bytes after their length; none at the end.
    fn bytes(&mut self) -> io::Result<Option<Vec<u8>>> {
        self.fill(10)?;
        if self.done == self.ahead.len() {
            return Ok(None);
        }
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "a run is damaged");
        let rest = &self.ahead[self.done..];
        let length = Reader::new(rest).number().ok_or_else(damaged)? as usize;
        self.done += rest.iter().position(|byte| byte & 0x80 == 0).map_or(0, |at| at + 1);
        self.fill(length)?;
        let bytes = self.ahead.get(self.done..self.done + length).ok_or_else(damaged)?.to_vec();
        self.done += length;
        Ok(Some(bytes))
    }

    /// Reads ahead until `length` bytes are there, or all that are left.
    fn fill(&mut self, length: usize) -> io::Result<()> {
        if self.ahead.len() - self.done < length {
            self.ahead.drain(..self.done);
            self.done = 0;
            let more = (length - self.ahead.len()).max(1 << 20);
            (&mut self.source).take(more as u64).read_to_end(&mut self.ahead)?;
        }
        Ok(())
    }
}

/// Merges runs, whose posts follow each other, into dictionary, heads and positions; gives the blocks of the dictionary.
fn merge(runs: &mut [Run], output: &mut dyn Output) -> io::Result<Vec<super::dictionary::Block>> {
    const PARTS: [Part; 3] = [Part::Dictionary, Part::Heads, Part::Positions];
    let mut writer = Writer::default();
    let mut out = [Vec::new(), Vec::new(), Vec::new()];
    let mut flush = |out: &mut [Vec<u8>; 3], least: usize| {
        for (part, bytes) in PARTS.into_iter().zip(out) {
            if bytes.len() > least {
                output.write(part, bytes)?;
                bytes.clear();
            }
        }
        io::Result::Ok(())
    };
    while let Some(key) = runs.iter().filter_map(|run| run.key.clone()).min() {
        let mut raws = Vec::new();
        for run in runs.iter_mut().filter(|run| run.key.as_deref() == Some(&key)) {
            raws.push(run.bytes()?.unwrap_or_default());
            run.key = run.bytes()?;
        }
        writer.add(&key, &List::of(raws.iter().flat_map(|raw| postings(raw))), &mut out);
        flush(&mut out, 1 << 20)?;
    }
    writer.close(&mut out);
    flush(&mut out, 0)?;
    Ok(writer.blocks)
}

/// A segment in memory.
#[derive(Debug, Default)]
pub struct InMemory {
    /// The parts that were written.
    pub parts: BTreeMap<Part, Vec<u8>>,
}

impl Output for InMemory {
    fn write(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        self.parts.entry(part).or_default().extend_from_slice(bytes);
        Ok(())
    }

    fn set_aside(&mut self, run: Vec<u8>) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(io::Cursor::new(run)))
    }
}

/// Where the parts of bytes with these lengths are.
pub fn ranges(lengths: &[u32]) -> impl Iterator<Item = Range<u64>> {
    lengths.iter().scan(0_u64, |end, length| {
        let start = *end;
        *end += u64::from(*length);
        Some(start..*end)
    })
}
