//! The segments that can be read, together.

use super::cache::{Cache, Failure, Stop, all};
use super::manifest::{CopyInfo, Manifest};
use super::segment::{Known, Segment};
use crate::text::sort;
use std::cell::Cell;

/// The file of a segment that can't be read, and why.
pub type Failed = Option<(String, Failure)>;

/// Which posts are copies of others in segments that can be read.
#[derive(Debug, Default)]
pub struct Copies {
    all: Vec<CopyInfo>,
    /// Those of each segment, sorted.
    hidden: Vec<Vec<u32>>,
}

impl Copies {
    /// Where the post that is shown can't be read, the first of its copies that can takes its place.
    pub fn of(manifest: &Manifest, failed: &[Failed]) -> Self {
        let is_read = |own: (u32, u32)| failed[own.0 as usize].is_none();
        let mut copies = Copies { all: Vec::new(), hidden: vec![Vec::new(); manifest.segments.len()] };
        for same in manifest.copies.chunk_by(|one, other| one.shown == other.shown) {
            let posts = || std::iter::once(same[0].shown).chain(same.iter().map(|copy| copy.hidden));
            let Some(shown) = posts().find(|own| is_read(*own)) else { continue };
            let hidden = posts().filter(|own| is_read(*own) && own.0 != shown.0);
            copies.all.extend(hidden.map(|hidden| CopyInfo { shown, hidden }));
        }
        sort::stable_by(&mut copies.all, &|one, other| (one.shown, one.hidden).cmp(&(other.shown, other.hidden)));
        for copy in &copies.all {
            copies.hidden[copy.hidden.0 as usize].push(copy.hidden.1);
        }
        copies.hidden.iter_mut().for_each(sort::each_once);
        copies
    }
}

/// The segments that can be read, by their numbers.
pub struct Live<'a> {
    pub manifest: &'a Manifest,
    pub segments: Vec<(u32, Segment<'a>)>,
    copies: &'a Copies,
    broken: Cell<Option<u32>>,
}

impl<'a> Live<'a> {
    pub fn new(
        manifest: &'a Manifest,
        known: &'a [Known],
        copies: &'a Copies,
        cache: &'a Cache,
        failed: &[Failed],
    ) -> Self {
        let all = (0..).zip(&manifest.segments).zip(known);
        let live = all.filter(|((at, _), _)| failed[*at as usize].is_none());
        let segments = live.map(|((at, info), known)| (at, Segment { info, known, cache })).collect();
        Live { manifest, segments, copies, broken: Cell::new(None) }
    }

    /// The segment that turned out to be damaged.
    pub fn broken(&self) -> Option<u32> {
        self.broken.get()
    }

    /// The result, after noting whether the segment failed.
    pub fn watched<T>(&self, segment: u32, result: Result<T, Stop>) -> Result<T, Stop> {
        if let (Err(Stop::Failed(_)), None) = (&result, self.broken.get()) {
            self.broken.set(Some(segment));
        }
        result
    }

    /// Does something with each segment; what any of them needs is asked for at once.
    pub fn each<T>(&self, act: &mut dyn FnMut(u32, &Segment<'a>) -> Result<T, Stop>) -> Result<Vec<T>, Stop> {
        all(self.segments.iter().map(|(number, segment)| self.watched(*number, act(*number, segment))))
    }

    /// The posts in other segments that are copies of this one.
    pub fn copies(&self, shown: (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
        let start = self.copies.all.partition_point(|copy| copy.shown < shown);
        let copies = self.copies.all[start..].iter().take_while(move |copy| copy.shown == shown);
        copies.map(|copy| copy.hidden)
    }

    /// How many posts of a segment are copies of others.
    pub fn copies_in(&self, segment: u32) -> u32 {
        self.copies.hidden[segment as usize].len() as u32
    }

    /// Whether it is no copy of another.
    pub fn is_shown(&self, segment: u32, post: u32) -> bool {
        self.copies.hidden[segment as usize].binary_search(&post).is_err()
    }
}
