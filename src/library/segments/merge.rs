//! Merges segments into one of any size: their posts in their order, each copy with the post that is shown for it.

use super::super::wire;
use super::build::{Output, SegmentWriter};
use super::cache::{Cache, Stop, Want};
use super::manifest::{Manifest, SegmentInfo};
use super::record::Record;
use super::segment::{Known, Segment};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::io;

/// Posts that are read ahead of a segment.
const AHEAD: u32 = 256;

/// Gives the bytes of a range of a file.
pub type Read<'a> = &'a mut dyn FnMut(&Want) -> io::Result<Vec<u8>>;

/// Merges all segments of a manifest.
///
/// # Errors
/// If a segment can't be read, or the output fails.
pub fn merge(manifest: &Manifest, read: Read, output: &mut dyn Output) -> io::Result<SegmentInfo> {
    let hidden: HashSet<(u32, u32)> = manifest.copies.iter().map(|copy| copy.hidden).collect();
    let mut also: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
    for copy in &manifest.copies {
        also.entry(copy.shown).or_default().push(copy.hidden);
    }
    let posts: u32 = manifest.segments.iter().map(|segment| segment.posts).sum();
    let mut writer = SegmentWriter::new(posts - hidden.len() as u32);
    let mut sources: Vec<Source> = manifest.segments.iter().map(Source::new).collect();
    loop {
        for source in &mut sources {
            source.fill(read)?;
        }
        let order = |at: &usize| sources[*at].ahead.front().map(|ahead| ahead.order(manifest));
        let Some(at) = (0..sources.len()).filter(|at| order(at).is_some()).min_by_key(order) else { break };
        let Some(Ahead { post, record, .. }) = sources[at].ahead.pop_front() else { break };
        let own = (at as u32, post);
        if hidden.contains(&own) {
            continue;
        }
        match also.get(&own) {
            None => writer.add(&record, output)?,
            Some(copies) => {
                let mut others = Vec::new();
                for (segment, post) in copies {
                    others.push(sources[*segment as usize].records(&[*post], read)?.remove(0).1);
                }
                writer.add(&joined(manifest, &record, &others)?, output)?;
            }
        }
    }
    writer.finish(output)
}

fn no_record() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no record of a post")
}

/// A record with the places, authors and tags of its copies.
fn joined(manifest: &Manifest, bytes: &[u8], others: &[Vec<u8>]) -> io::Result<Vec<u8>> {
    let mut record: Record = wire::read(bytes).ok_or_else(no_record)?;
    let own = record.values().ok_or_else(no_record)?;
    let mut values = Vec::new();
    for bytes in others {
        let other: Record = wire::read(bytes).ok_or_else(no_record)?;
        record.places.extend(other.places.iter().cloned());
        values.push(other.values().ok_or_else(no_record)?);
    }
    manifest.sort_places(&mut record.places);
    for other in &values {
        record.authors.extend(other.authors.iter().filter(|author| !own.authors.contains(author)).map(|own| &**own));
        record.tags.extend(other.tags.iter().filter(|tag| !own.tags.contains(tag)).map(|own| &**own));
    }
    let mut out = Vec::new();
    wire::write(&record, &mut out);
    Ok(out)
}

/// A post that was read ahead.
struct Ahead {
    post: u32,
    record: Vec<u8>,
    moment: i64,
    path: String,
    volume: u16,
}

impl Ahead {
    /// Newest first, then by path and the name of the volume.
    fn order<'a>(&'a self, manifest: &'a Manifest) -> (Reverse<i64>, &'a str, Option<&'a str>, u16) {
        (Reverse(self.moment), &self.path, manifest.name_of(self.volume), self.volume)
    }
}

/// A segment that is read from its first post on.
struct Source<'a> {
    info: &'a SegmentInfo,
    known: Known,
    next: u32,
    ahead: VecDeque<Ahead>,
}

impl<'a> Source<'a> {
    fn new(info: &'a SegmentInfo) -> Self {
        Source { info, known: Known::default(), next: 0, ahead: VecDeque::new() }
    }

    fn fill(&mut self, read: Read) -> io::Result<()> {
        if !self.ahead.is_empty() || self.next == self.info.posts {
            return Ok(());
        }
        let end = self.info.posts.min(self.next + AHEAD);
        let posts: Vec<u32> = (self.next..end).collect();
        for (post, bytes) in self.records(&posts, read)? {
            let record: Record = wire::read(&bytes).ok_or_else(no_record)?;
            let place = record.places.first().ok_or_else(no_record)?;
            let moment = record.moment().ok_or_else(no_record)?;
            let (path, volume) = (place.path.to_owned(), place.volume);
            self.ahead.push_back(Ahead { post, moment, path, volume, record: bytes });
        }
        self.next = end;
        Ok(())
    }

    fn records(&self, posts: &[u32], read: Read) -> io::Result<Vec<(u32, Vec<u8>)>> {
        let mut cache = Cache::default();
        loop {
            match (Segment { info: self.info, known: &self.known, cache: &cache }).records(posts) {
                Ok(records) => return Ok(records),
                Err(Stop::Failed(failure)) => return Err(io::Error::new(io::ErrorKind::InvalidData, failure.code())),
                Err(Stop::Needs) => {
                    for want in cache.take_wants() {
                        let bytes = read(&want)?;
                        if bytes.len() as u64 != want.range.end - want.range.start {
                            return Err(io::ErrorKind::UnexpectedEof.into());
                        }
                        cache.put(&want.file, want.range.start, bytes);
                    }
                }
            }
        }
    }
}
