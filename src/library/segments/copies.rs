//! Copies in other segments, told by digests alone: the same rule that a library has for its posts.
//!
//! A copy that was left out of its own segment stays so.

use super::bytes::{Reader, put, put_bytes};
use super::manifest::{CopyInfo, VolumeInfo};
use super::record::{Digest, PlaceRecord};
use std::collections::{BTreeMap, HashMap};

/// A post's segment and number.
type Own = (u32, u32);

/// The bytes of a post's digest in its part.
pub fn digest(digest: &Digest, moment: i64, place: &PlaceRecord) -> Vec<u8> {
    let mut out = Vec::new();
    for number in [digest.content, digest.title, digest.article, digest.origin, moment as u64] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    put(&mut out, u64::from(place.volume));
    put_bytes(&mut out, place.path.as_bytes());
    out
}

/// What tells a post from others.
#[derive(Debug, Clone)]
struct Known {
    digest: Digest,
    moment: i64,
    volume: u16,
    path: String,
}

/// The digests of a segment.
#[derive(Debug, Clone, Default)]
pub struct Digests(Vec<Known>);

impl Digests {
    /// Reads the part of digests.
    pub fn read(bytes: &[u8]) -> Option<Digests> {
        let mut reader = Reader::new(bytes);
        let mut all = Vec::new();
        while !reader.is_at_end() {
            let mut next = || Some(u64::from_le_bytes(reader.take(8)?.try_into().ok()?));
            let digest = Digest { content: next()?, title: next()?, article: next()?, origin: next()? };
            let moment = next()? as i64;
            let volume = reader.small()?.try_into().ok()?;
            let path = str::from_utf8(reader.bytes()?).ok()?.to_owned();
            all.push(Known { digest, moment, volume, path });
        }
        Some(Digests(all))
    }
}

/// The posts of segments that are copies of one in another, sorted.
pub fn find_copies(segments: &[Digests], volumes: &[VolumeInfo]) -> Vec<CopyInfo> {
    let all = || (0..).zip(segments).flat_map(|(at, own)| (0..own.0.len() as u32).map(move |post| (at, post)));
    let of = |(segment, post): Own| &segments[segment as usize].0[post as usize];
    let name = |volume: u16| volumes.iter().find(|own| own.id == volume).map(|own| &own.name);
    let place = |own: &Own| (&of(*own).path, name(of(*own).volume), of(*own).volume, *own);
    let mut copies: BTreeMap<Own, Own> = BTreeMap::new();
    // Equal files with equal texts are one post, which is shown in the first of its places.
    let mut by_content: HashMap<(u64, i64), Vec<Own>> = HashMap::new();
    for own in all() {
        by_content.entry((of(own).digest.content, of(own).moment)).or_default().push(own);
    }
    for same in by_content.values().filter(|same| same.len() > 1) {
        let Some(shown) = same.iter().min_by_key(|own| place(own)) else { continue };
        copies.extend(same.iter().filter(|own| own.0 != shown.0).map(|own| (*own, *shown)));
    }
    let mut groups: HashMap<(u64, u64), Vec<Own>> = HashMap::new();
    for own in all().filter(|own| of(*own).digest.article != 0 && !copies.contains_key(own)) {
        groups.entry((of(own).digest.article, of(own).digest.title)).or_default().push(own);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        let origin = |own: &Own| of(*own).digest.origin;
        group.sort_by_key(|own| (origin(own), *own));
        // Where each host has one address, all are one post.
        let is_one = group.windows(2).all(|pair| {
            let (one, other) = (origin(&pair[0]), origin(&pair[1]));
            one == other || one >> 32 != other >> 32
        });
        for same in group.chunk_by(|one, other| is_one || origin(one) == origin(other)) {
            let order = |own: &&Own| (of(**own).moment == i64::MIN, of(**own).moment, place(own));
            let Some(shown) = same.iter().min_by_key(order) else { continue };
            copies.extend(same.iter().filter(|own| own.0 != shown.0).map(|own| (*own, *shown)));
        }
    }
    // An equal file of a copy is a copy of the same post.
    let shown = |own: Own| copies.get(&own).copied().unwrap_or(own);
    let mut found: Vec<CopyInfo> =
        copies.iter().map(|(hidden, first)| CopyInfo { shown: shown(*first), hidden: *hidden }).collect();
    found.sort_by_key(|copy| (copy.shown, copy.hidden));
    found
}
