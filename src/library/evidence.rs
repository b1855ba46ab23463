//! Learns what repeats in the sources of a volume once it has been read whole, and takes it out of the stored texts.

use super::excerpt::{Excerpt, new_excerpt};
use super::fold::{cut, line_ends, unfold};
use super::interner::{Interner, NONE};
use super::post::{Field, IndexedPost};
use super::wire::{self, Details, PostMessage};
use super::{Library, Volume, sort};
use crate::article::evidence::{Block, Edges, HEAD, Key, SourceEvidence, TAIL, key, kind, repeated, source_of};
use std::ops::Range;

/// A block repeats if it stands in this many posts that differ beside it,
const FEWEST: usize = 5;

/// and in one of this many posts of the source at least.
const SHARE: usize = 25;

/// Running text that stands in this many posts repeats whatever their share: sites have many authors, each with their own.
const MANY: usize = 50;

/// Blocks that are kept of a source, the most frequent ones: 2 KB where they are published in base 64.
const MOST_OF_SOURCE: usize = 110;

/// Blocks that are kept of a volume, 200 KB.
const MOST: usize = 12_000;

/// Bytes of a text in which the words of its excerpt are looked for.
const EXCERPTED: usize = 6_000;

/// The least by which collected bytes grow.
const GROWTH: usize = 1 << 14;

/// Blocks that are sorted at once, 16 bytes for each.
const BATCH: usize = 1 << 15;

/// The edges of a volume's posts, until all are known.
#[derive(Debug, Default)]
pub(super) struct Collected {
    bytes: Vec<u8>,
    /// The place of each post, and where its bytes end.
    posts: Vec<(u32, u32)>,
}

/// What was collected of a post.
struct Collection {
    number: u32,
    source: u32,
    edges: Range<usize>,
}

/// What is noted of a block of a post, if it counts: from the post, the bytes of its edges, and the block.
type ValueOf<'a> = &'a dyn Fn(&Collection, &[u8], &Block) -> Option<u32>;

impl Volume {
    /// Allocated memory of edges and evidence in bytes, approximately.
    pub(super) fn evidence_allocated(&self) -> usize {
        let collected = self.collected.as_ref().map_or(0, |of| of.bytes.capacity() + 8 * of.posts.capacity());
        collected + self.evidence.iter().map(|evidence| 16 * evidence.blocks.capacity() + 64).sum::<usize>()
    }
}

impl Library {
    /// Keeps the edges of a post for [`finish_volume`](Self::finish_volume). A copy of a post of the same volume has none.
    pub(super) fn collect(&mut self, id: u16, place: u32, message: &PostMessage) {
        let number = self.places[place as usize].post;
        let is_copy = self.copies.get(&number).is_some_and(|places| {
            places.iter().any(|other| *other != place && self.places[*other as usize].volume == id)
        });
        let volume = self.volumes.iter_mut().find(|volume| volume.id == id);
        let Some(collected) = volume.and_then(|volume| volume.collected.as_mut()).filter(|_| !is_copy) else { return };
        let length = 1 + message.edges.len() + message.second_image.len();
        if collected.bytes.capacity() - collected.bytes.len() < length {
            // Doubling would keep too much.
            collected.bytes.reserve_exact(length + collected.bytes.len() / 8 + GROWTH);
        }
        collected.bytes.push(message.edges.len() as u8);
        collected.bytes.extend_from_slice(message.edges);
        collected.bytes.extend_from_slice(message.second_image.as_bytes());
        collected.posts.push((place, collected.bytes.len() as u32));
    }

    /// Ends a volume that has been read whole: what repeats in its sources is taken out of its texts.
    /// Without this a volume's texts stay as they are.
    pub fn finish_volume(&mut self, id: u16) {
        let Some((collected, posts, sources, evidence)) = self.learned(id) else { return };
        for post in &posts {
            let source = sources.get(post.source);
            if let Some(evidence) = evidence.iter().find(|evidence| evidence.source == source) {
                self.take_out(id, post, &collected.bytes[post.edges.clone()], evidence);
            }
        }
        if let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) {
            volume.evidence = evidence;
        }
        self.changed();
        self.find_copies();
        self.compact();
    }

    /// Ends a volume whose files [`index_edges`](super::index_edges) packed: what repeats is known, and no text changes.
    #[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
    pub fn learn_volume(&mut self, id: u16) {
        let Some((.., evidence)) = self.learned(id) else { return };
        if let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) {
            volume.evidence = evidence;
        }
    }

    fn learned(&mut self, id: u16) -> Option<(Collected, Vec<Collection>, Interner, Vec<SourceEvidence>)> {
        self.pair_threads(id);
        self.join_threads(id);
        let volume = self.volumes.iter_mut().find(|volume| volume.id == id);
        let mut collected = volume.and_then(|volume| volume.collected.take())?;
        collected.bytes.shrink_to_fit();
        let mut sources = Interner::default();
        let posts = self.collections(id, &collected, &mut sources);
        let evidence = self.learn(&posts, &collected.bytes, &sources);
        Some((collected, posts, sources, evidence))
    }

    /// Whether a volume has been read whole.
    pub fn is_finished(&self, id: u16) -> bool {
        self.volumes.iter().any(|volume| volume.id == id && volume.collected.is_none())
    }

    /// What a volume showed to repeat, by source; empty until it has been read whole.
    pub fn evidence(&self, id: u16) -> &[SourceEvidence] {
        self.volumes.iter().find(|volume| volume.id == id).map_or(&[], |volume| &volume.evidence)
    }

    /// What repeats in the source of the post at a path, if anything does. Nothing goes from the parts of a thread.
    pub fn evidence_of(&self, id: u16, path: &str) -> Option<&SourceEvidence> {
        let place = &self.places[self.place_at(id, path)? as usize];
        let number = Some(place.post).filter(|_| self.store.path(place) == path)?;
        let source = self.source_of(id, number);
        self.evidence(id).iter().find(|evidence| evidence.source == source)
    }

    /// The text of the article at a path, as it is searched.
    pub fn text_of(&self, id: u16, path: &str) -> Option<String> {
        let post = &self.posts[self.places[self.place_at(id, path)? as usize].post as usize];
        Some(self.store.original(post, Field::Text))
    }

    /// The host that a post was saved from, or the folder of its first file in the volume.
    fn source_of(&self, id: u16, number: u32) -> String {
        let host = self.facet_values.hosts.get(self.posts[number as usize].host);
        let places = self.places_of(number);
        let first = places.into_iter().find(|place| self.places[*place as usize].volume == id);
        source_of(host, first.map_or("", |place| self.store.path(&self.places[place as usize])))
    }

    fn collections(&self, id: u16, collected: &Collected, sources: &mut Interner) -> Vec<Collection> {
        let mut start = 0;
        let mut posts = Vec::with_capacity(collected.posts.len());
        for (place, end) in &collected.posts {
            let (number, edges) = (self.places[*place as usize].post, start..*end as usize);
            start = edges.end;
            if number != NONE && self.places[*place as usize].home == NONE {
                posts.push(Collection { number, source: sources.intern(&self.source_of(id, number)), edges });
            }
        }
        posts
    }

    /// What repeats in each source that has enough posts.
    fn learn(&self, posts: &[Collection], bytes: &[u8], sources: &Interner) -> Vec<SourceEvidence> {
        let mut order: Vec<(u64, u32)> = (0..).zip(posts).map(|(at, post)| (u64::from(post.source), at)).collect();
        sort::by_key(&mut order);
        let mut learned = Vec::new();
        for group in order.chunk_by(|(one, _), (other, _)| one == other) {
            if group.len() < FEWEST {
                continue;
            }
            let blocks = self.blocks_of_source(posts, group, bytes);
            if !blocks.is_empty() {
                let source = sources.get(group[0].0 as u32).to_owned();
                learned.push(SourceEvidence { source, posts: group.len() as u32, blocks });
            }
        }
        // Independent of the order in which posts came.
        let mut order: Vec<u32> = (0..learned.len() as u32).collect();
        sort::by(&mut order, &|a, b| {
            let (a, b): (&SourceEvidence, &SourceEvidence) = (&learned[a as usize], &learned[b as usize]);
            b.posts.cmp(&a.posts).then_with(|| a.source.cmp(&b.source))
        });
        let mut kept = 0;
        let mut evidence = Vec::new();
        for at in order {
            kept += learned[at as usize].blocks.len();
            if kept <= MOST {
                evidence.push(std::mem::take(&mut learned[at as usize]));
            }
        }
        evidence
    }

    /// The blocks that repeat in a source, with the number of posts that each stands in. `group` has the indices of its posts.
    fn blocks_of_source(&self, posts: &[Collection], group: &[(u64, u32)], bytes: &[u8]) -> Vec<(Key, u32)> {
        let parts = 1 + (group.len() * (HEAD + TAIL) / BATCH) as u64;
        // A value for each block that counts, sorted by key and value; a part of the keys at a time.
        let values = |part: u64, of: ValueOf| {
            let mut values = Vec::with_capacity((group.len() * (HEAD + TAIL)).min(BATCH + BATCH / 4));
            for (_, at) in group {
                let post = &posts[*at as usize];
                let own = split(&bytes[post.edges.clone()]).0;
                let blocks = Edges::blocks_of(own);
                for (at, block) in blocks.clone().enumerate() {
                    let is_counted = block.key % parts == part && !block.is(kind::STAYS);
                    if is_counted && blocks.clone().take(at).all(|other| other.key != block.key) {
                        values.extend(of(post, own, &block).map(|value| (block.key, value)));
                    }
                }
            }
            sort::by_key(&mut values);
            values
        };
        let same_key = |(one, _): &(Key, u32), (other, _): &(Key, u32)| one == other;
        let mut frequent: Vec<(Key, u32)> = Vec::new();
        for part in 0..parts {
            for same in values(part, &|_, _, _| Some(0)).chunk_by(same_key) {
                if same.len() >= FEWEST {
                    frequent.push((same[0].0, same.len() as u32));
                }
            }
        }
        sort::by_key(&mut frequent);
        let frequency = |key: Key| frequent.binary_search_by_key(&key, |(key, _)| *key).map_or(0, |at| frequent[at].1);
        let with_context = |post: &Collection, edges: &[u8], block: &Block| {
            let is_frequent = frequency(block.key) > 0;
            let context = is_frequent.then(|| context(&Edges::from_bytes(edges), block.key, &frequency))?;
            let context = context.unwrap_or_else(|| self.title_key(post.number));
            Some(context as u32 & !1 | u32::from(block.is(kind::LONG)))
        };
        let mut repeated: Vec<(u64, u32)> = Vec::new();
        for part in 0..parts {
            for same in values(part, &with_context).chunk_by(same_key) {
                let contexts = same.chunk_by(|one, other| one == other).count();
                let is_long = same[0].1 & 1 == 1;
                if contexts >= FEWEST && (contexts * SHARE >= group.len() || is_long && contexts >= MANY) {
                    repeated.push((same[0].0, same.len() as u32));
                }
            }
        }
        let mut order: Vec<(u64, u32)> = (0..).zip(&repeated).map(|(at, (_, posts))| (u64::from(*posts), at)).collect();
        sort::by_key(&mut order);
        let kept = &order[order.len().saturating_sub(MOST_OF_SOURCE)..];
        repeated = kept.iter().map(|(_, at)| repeated[*at as usize]).collect();
        sort::by_key(&mut repeated);
        repeated
    }

    fn title_key(&self, number: u32) -> Key {
        let post = &self.posts[number as usize];
        key(self.store.text(post).get(post.field(Field::Title)).unwrap_or_default())
    }

    /// Takes what repeats out of a post of a volume.
    fn take_out(&mut self, id: u16, post: &Collection, bytes: &[u8], evidence: &SourceEvidence) {
        let (edges, second_image) = split(bytes);
        let edges = Edges::from_bytes(edges);
        let goes: Vec<bool> = repeated(&edges, evidence).iter().map(Option::is_some).collect();
        if !goes.contains(&true) {
            return;
        }
        let Some(cut) = self.without(&self.posts[post.number as usize].clone(), &edges, &goes, second_image) else {
            return;
        };
        let (own, others): (Vec<u32>, Vec<u32>) =
            self.places_of(post.number).into_iter().partition(|place| self.places[*place as usize].volume == id);
        self.replace(post.number, own, others, cut);
    }

    /// A post without some of its blocks.
    fn without(&mut self, post: &IndexedPost, edges: &Edges, goes: &[bool], second_image: &str) -> Option<IndexedPost> {
        let (text, (changes, details)) = (self.store.text(post), self.store.rest(post));
        let mut details: Details = wire::read(details)?;
        let field = post.field(Field::Text);
        let parts = parts(text, changes, &field, edges, goes);
        let folded = cut(text, changes, &parts);
        let removed: usize = parts.iter().map(Range::len).sum();
        let mut field_ends = post.field_ends;
        field_ends[Field::Text as usize] -= removed as u32;
        // Pictures that go, and whether they are the first: a list shows the next.
        let (mut images, mut is_first) = (0, true);
        let head = if edges.has_middle { HEAD } else { goes.len() };
        for (at, _) in edges.blocks.iter().enumerate().filter(|(_, block)| block.is(kind::PICTURE)) {
            is_first &= goes[at] && at < head;
            images += u32::from(goes[at]);
            if is_first {
                details.image = if images == 1 { second_image } else { "" };
            }
        }
        let excerpt;
        details.excerpt = match details.excerpt {
            Excerpt::Range { start, length, is_cut }
                if !parts.iter().any(|part| part.start < (start + length) as usize && part.end > start as usize) =>
            {
                let before: usize = parts.iter().filter(|part| part.end <= start as usize).map(Range::len).sum();
                Excerpt::Range { start: start - before as u32, length, is_cut }
            }
            Excerpt::Text(text) if !goes[..goes.len().min(HEAD)].contains(&true) => Excerpt::Text(text),
            _ => {
                let end = field.end - removed;
                let own = field.start..folded.text.floor_char_boundary(end.min(field.start + EXCERPTED));
                excerpt = new_excerpt(&unfold(&folded.text, &folded.changes, own), edges, goes);
                Excerpt::find(&excerpt, &folded, field.start)
            }
        };
        let mut rest = folded.changes.clone();
        let changes = rest.len() as u32;
        wire::write(&details, &mut rest);
        Some(IndexedPost {
            text: self.store.texts.push(&folded.text),
            rest: self.store.rests.push(&rest),
            changes,
            field_ends,
            images: post.images - images.min(post.images),
            article: 0,
            hash: parts.iter().fold(post.hash.wrapping_add(u64::from(images)), |hash, part| {
                hash.rotate_left(7) ^ part.start as u64 ^ (part.end as u64) << 32
            }),
            ..post.clone()
        })
    }

    /// Puts a changed post in the place of what it was, in some of its places.
    pub(super) fn replace(&mut self, number: u32, own: Vec<u32>, others: Vec<u32>, mut post: IndexedPost) {
        let old = self.posts[number as usize].clone();
        let same =
            self.by_content.get(&post.hash).copied().filter(|same| *same != number && self.is_same_text(*same, &post));
        let set_places = |library: &mut Self, number: u32, places: Vec<u32>| {
            library.posts[number as usize].place = places.first().copied().unwrap_or(NONE);
            places.iter().for_each(|place| library.places[*place as usize].post = number);
            if places.len() < 2 {
                library.copies.remove(&number);
            } else {
                library.copies.insert(number, places);
            }
        };
        if others.is_empty() {
            if self.by_content.get(&old.hash) == Some(&number) {
                self.by_content.remove(&old.hash);
            }
            self.free_texts(&old);
        }
        match same {
            Some(same) => {
                self.free_texts(&post);
                let mut places = [self.places_of(same), own].concat();
                sort::by(&mut places, &|a, b| self.place_order(a, b));
                set_places(self, same, places);
                set_places(self, number, others);
            }
            None if others.is_empty() => {
                post.place = old.place;
                self.by_content.insert(post.hash, number);
                self.posts[number as usize] = post;
            }
            None => {
                let new = self.posts.len() as u32;
                self.by_content.insert(post.hash, new);
                self.posts.push(post);
                set_places(self, new, own);
                set_places(self, number, others);
            }
        }
    }
}

/// The edges among what was collected of a post, as bytes, and the address of its second picture.
fn split(bytes: &[u8]) -> (&[u8], &str) {
    let Some((length, rest)) = bytes.split_first() else { return (&[], "") };
    let (edges, image) = rest.split_at_checked(usize::from(*length)).unwrap_or((&[], &[]));
    (edges, str::from_utf8(image).unwrap_or_default())
}

/// The block that identifies the article around a block: the rarest of the innermost blocks of a long post, of the prose of
/// a short one, or of all. Copies of one article have the same, whatever else differs.
fn context(edges: &Edges, own: Key, frequency: &dyn Fn(Key) -> u32) -> Option<Key> {
    let blocks = &edges.blocks;
    let rarest = |of: &mut dyn Iterator<Item = &Block>| {
        of.map(|block| block.key).filter(|key| *key != own).min_by_key(|key| frequency(*key))
    };
    if edges.has_middle {
        return rarest(&mut blocks[HEAD - 1..=HEAD].iter());
    }
    rarest(&mut blocks.iter().filter(|block| block.is(kind::PROSE))).or_else(|| rarest(&mut blocks.iter()))
}

/// The ranges of a folded text that blocks take up, each with a line feed beside it.
fn parts(text: &str, changes: &[u8], field: &Range<usize>, edges: &Edges, goes: &[bool]) -> Vec<Range<usize>> {
    let ends = line_ends(text, changes, field.clone());
    let count = ends.len() + 1;
    let tail = if edges.has_middle { HEAD } else { goes.len() };
    let is_line = |at: &usize| !edges.blocks[*at].is(kind::PICTURE);
    let mut lines: Vec<usize> =
        (0..tail).filter(is_line).enumerate().filter(|(_, at)| goes[*at]).map(|(line, _)| line).collect();
    let last: Vec<usize> = (tail..goes.len()).filter(is_line).collect();
    lines.extend((0..last.len()).filter(|at| goes[last[*at]]).map(|at| count - last.len() + at));
    let mut parts: Vec<Range<usize>> = Vec::new();
    // Up to the first line that stays, a line goes with the line feed after it.
    let mut all_before = true;
    for (before, line) in lines.iter().enumerate() {
        all_before &= before == *line;
        let start = if *line == 0 { field.start } else { ends[line - 1] };
        let end = ends.get(*line).copied().unwrap_or(field.end);
        parts.push(match all_before {
            true => start + usize::from(*line > 0)..(end + 1).min(field.end),
            false => start..end,
        });
    }
    parts
}
