//! library: many posts → a list that can be filtered, searched and sorted, also while they are still being read.
//!
//! [`Library`] stores plain fields and folded texts, never HTML. Its input is packed elsewhere: [`pack_archive`] and
//! [`pack`] pack rows that are listed at once, [`index`] packs a file's post for its row.
//! A search scans all texts, without an index: exact, from one character on, in any script.

mod arena;
mod chosen;
mod copies;
mod counts;
mod day;
mod evidence;
mod excerpt;
mod facets;
mod indexer;
mod interner;
mod join;
mod links;
mod listing;
mod marks;
mod matcher;
mod matches;
mod order;
mod pack;
pub(crate) mod permalinks;
mod post;
mod query;
mod relevance;
mod row;
mod scan;
mod search;
#[cfg(any(feature = "segments", feature = "package", not(target_arch = "wasm32")))]
pub mod segments;
mod snippet;
mod statistics;
mod threads;
mod wire;

pub use crate::text::fold;
pub use counts::{AddedPosts, Memory, PlaceView, State, UnreadableView, VolumeView};
pub use facets::{FacetSelection, FacetValue, FacetView, Facets};
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub use indexer::index_edges;
pub use indexer::{File, index};
pub use listing::{pack, pack_archive};
pub use order::Sort;
pub use pack::{FirstRows, PackError, PackReader, PackWriter};
pub use post::ProblemView;
pub use query::{FieldScope, Filter, Occur, Query, Term};
pub use row::{Neighbours, Row};
pub use search::{Answer, Request};
pub use statistics::{Counted, Month, Statistics, TermCounts};
pub use threads::part_order;

use crate::article::evidence::SourceEvidence;
use crate::text::sort;
use counts::OtherText;
use excerpt::Excerpt;
use interner::{FacetValues, NONE};
use order::Orders;
pub(crate) use post::collection_of;
use post::{IndexedPost, Place, Store};
use search::Search;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use wire::{FileContent, FileMessage, RowKind, RowMessage};

/// A searchable set of posts.
#[derive(Debug, Default)]
pub struct Library {
    volumes: Vec<Volume>,
    places: Vec<Place>,
    posts: Vec<IndexedPost>,
    store: Store,
    facet_values: FacetValues,
    unreadable: Vec<Unreadable>,
    others: Vec<OtherText>,
    /// Post by hash of the file's bytes, title and date.
    by_content: HashMap<u64, u32>,
    /// Place by hash of volume and path.
    by_path: HashMap<u64, u32>,
    /// All places of posts that have several, the first one first.
    copies: HashMap<u32, Vec<u32>>,
    same: copies::SameArticles,
    /// Incremented by whatever can change a result.
    version: u32,
    orders: Orders,
    search: Search,
    links: links::Links,
    marks: marks::Marks,
    lengths: statistics::Lengths,
}

/// An archive or a drop.
#[derive(Debug)]
struct Volume {
    id: u16,
    name: String,
    /// By the index of a file, its place plus one; 0 if it has none.
    places: Vec<u32>,
    /// The edges of its posts, until it is read whole.
    collected: Option<evidence::Collected>,
    /// What it showed to repeat, by source, once it was read whole.
    evidence: Vec<SourceEvidence>,
    /// The parts of its threads, until they are joined.
    waiting: join::Waiting,
    /// Patterns of the permalinks of its site.
    permalinks: Vec<String>,
}

/// A file that can't be read.
#[derive(Debug)]
struct Unreadable {
    volume: u16,
    index: u32,
    path: String,
    problems: Vec<ProblemView>,
}

/// Limit of indices in a volume: more than an archive may have.
const MAX_ENTRIES: u32 = 1 << 22;

impl Library {
    /// An empty library.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a volume, or renames it.
    pub fn add_volume(&mut self, id: u16, name: &str) {
        self.orders.forget_ranks();
        match self.volumes.iter_mut().find(|volume| volume.id == id) {
            Some(volume) => volume.name = name.to_owned(),
            None => self.volumes.push(Volume {
                id,
                name: name.to_owned(),
                places: Vec::new(),
                collected: Some(evidence::Collected::default()),
                evidence: Vec::new(),
                waiting: join::Waiting::default(),
                permalinks: Vec::new(),
            }),
        }
    }

    /// Adds rows to a volume. A row that exists already stays as it is.
    pub fn add_rows(&mut self, id: u16, packed: &[u8]) {
        wire::read_all(packed).for_each(|row| self.add_row(id, row, true));
        self.changed();
    }

    /// Adds a row, with what its path suggests unless more is known soon.
    fn add_row(&mut self, id: u16, row: RowMessage, is_guessed: bool) {
        let RowMessage { index, path, kind } = row;
        let place = self.places.len() as u32;
        let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id && index < MAX_ENTRIES) else {
            return;
        };
        match kind {
            RowKind::Post => {}
            RowKind::OtherText => {
                self.others.push(OtherText { volume: id, index, path: path.to_owned(), is_empty: false });
                return;
            }
            RowKind::Unreadable(problems) => {
                let problems = ProblemView::all_of(problems);
                self.unreadable.push(Unreadable { volume: id, index, path: path.to_owned(), problems });
                return;
            }
        }
        let at = index as usize;
        if volume.places.len() <= at {
            volume.places.resize(at + 1, 0);
        }
        if volume.places[at] > 0 {
            return;
        }
        volume.places[at] = place + 1;
        let post = match is_guessed {
            true => IndexedPost::from_path(path, place, &mut self.store),
            false => IndexedPost::unknown(place),
        };
        let path_span = self.store.paths.push(path);
        let collection = self.facet_values.collections.intern(collection_of(path));
        self.places.push(Place {
            volume: id,
            index,
            path: path_span,
            collection,
            post: self.posts.len() as u32,
            home: NONE,
        });
        self.by_path.entry(path_key(id, path)).or_insert(place);
        self.posts.push(post);
    }

    /// Adds posts of a volume that [`index`] packed. Files without a row are ignored.
    pub fn add_posts(&mut self, id: u16, packed: &[u8]) -> AddedPosts {
        let mut added = AddedPosts::default();
        wire::read_all(packed).for_each(|file| self.add_file(id, file, &mut added));
        self.changed();
        self.compact();
        added
    }

    fn add_file(&mut self, id: u16, file: FileMessage, added: &mut AddedPosts) {
        let place = self.place_of(id, file.index);
        match file.content {
            FileContent::OtherText => added.not_posts += u32::from(self.move_to_others(place, false)),
            FileContent::Empty => added.not_posts += u32::from(self.move_to_others(place, true)),
            FileContent::Unreadable(problems) => {
                added.unreadable += u32::from(self.mark_place_unreadable(place, ProblemView::all_of(problems)));
            }
            FileContent::Post(message) => {
                let post = IndexedPost::from_message(&message, &mut self.store, &mut self.facet_values);
                let Some(post) = post else { return };
                match place.filter(|place| self.post_at(*place).is_some_and(|post| !post.is_indexed())) {
                    Some(place) => {
                        let Place { home, post: number, .. } = self.places[place as usize];
                        if home != NONE && !message.part.is_empty() {
                            self.posts[number as usize] = IndexedPost { place: post::WAITING, ..post };
                        } else {
                            self.places[place as usize].home = NONE;
                            self.set_post(place, post);
                        }
                        self.hold(id, place, &message);
                        self.collect(id, place, &message);
                        added.indexed += 1;
                    }
                    None => self.free_texts(&post),
                }
            }
        }
    }

    /// Replaces what was guessed from the path by the post, or makes it another place of an equal post.
    fn set_post(&mut self, place: u32, mut post: IndexedPost) {
        let number = self.places[place as usize].post;
        let copy = self.by_content.get(&post.hash).copied().filter(|copy| self.is_same_text(*copy, &post));
        let guess = self.posts[number as usize].clone();
        self.free_texts(&guess);
        match copy {
            Some(copy) => {
                self.free_texts(&post);
                self.share(place, copy);
            }
            None => {
                post.place = place;
                self.by_content.insert(post.hash, number);
                self.posts[number as usize] = post;
            }
        }
    }

    /// Whether two posts have the same fields. Files with equal bytes do, unless title or date are of their names.
    fn is_same_text(&self, number: u32, other: &IndexedPost) -> bool {
        let post = &self.posts[number as usize];
        post.is_listed() && post.moment == other.moment && self.store.text(post) == self.store.text(other)
    }

    /// Marks a file as unreadable; returns whether it had a row that is not indexed.
    pub fn mark_unreadable(&mut self, id: u16, index: u32, code: &str, message: &str) -> bool {
        let problem = ProblemView { code: code.to_owned(), message: message.to_owned(), args: Vec::new() };
        let refused = self.mark_place_unreadable(self.place_of(id, index), vec![problem]);
        self.changed();
        refused
    }

    fn mark_place_unreadable(&mut self, place: Option<u32>, problems: Vec<ProblemView>) -> bool {
        let Some(number) = place.filter(|place| self.post_at(*place).is_some_and(|post| !post.is_indexed())) else {
            return false;
        };
        let place = self.places[number as usize];
        let path = self.store.path(&place).to_owned();
        self.unreadable.push(Unreadable { volume: place.volume, index: place.index, path, problems });
        self.remove_place(number)
    }

    /// Takes a row that is not indexed out of the list; returns whether there was one.
    fn move_to_others(&mut self, place: Option<u32>, is_empty: bool) -> bool {
        let Some(number) = place.filter(|place| self.post_at(*place).is_some_and(|post| !post.is_indexed())) else {
            return false;
        };
        let place = self.places[number as usize];
        let path = self.store.path(&place).to_owned();
        self.others.push(OtherText { volume: place.volume, index: place.index, path, is_empty });
        self.remove_place(number)
    }

    /// Removes a volume and the posts that are in no other.
    pub fn remove_volume(&mut self, id: u16) {
        let Some(at) = self.volumes.iter().position(|volume| volume.id == id) else { return };
        self.orders.forget_ranks();
        for place in self.volumes.remove(at).places {
            if place > 0 {
                self.remove_place(place - 1);
                let path = std::mem::take(&mut self.places[place as usize - 1].path);
                self.store.paths.free(path);
            }
        }
        self.unreadable.retain(|unreadable| unreadable.volume != id);
        self.others.retain(|other| other.volume != id);
        self.changed();
        self.find_copies();
        self.compact();
    }

    /// Removes a place, and its post with the last one; returns whether the place existed. Its path is known as long as its
    /// volume is there: what other files are may follow from it.
    fn remove_place(&mut self, place: u32) -> bool {
        let Place { volume, path, post, .. } = self.places[place as usize];
        if post == NONE {
            return false;
        }
        let key = path_key(volume, self.store.paths.get(path).unwrap_or(""));
        if self.by_path.get(&key) == Some(&place) {
            self.by_path.remove(&key);
        }
        self.detach_place(place);
        true
    }

    /// Takes the post from a place, and removes it if that was the last one.
    fn detach_place(&mut self, place: u32) {
        let number = std::mem::replace(&mut self.places[place as usize].post, NONE);
        let left = self.copies.get_mut(&number).map(|places| {
            places.retain(|other| *other != place);
            places.clone()
        });
        let post = &mut self.posts[number as usize];
        post.place = left.as_ref().and_then(|places| places.first().copied()).unwrap_or(NONE);
        if left.is_some_and(|places| places.len() < 2) {
            self.copies.remove(&number);
        }
        if !self.posts[number as usize].is_listed() {
            let gone = self.posts[number as usize].clone();
            if self.by_content.get(&gone.hash) == Some(&number) {
                self.by_content.remove(&gone.hash);
            }
            self.free_texts(&gone);
        }
    }

    /// The place of a volume's file.
    fn place_of(&self, id: u16, index: u32) -> Option<u32> {
        let volume = self.volumes.iter().find(|volume| volume.id == id)?;
        volume.places.get(index as usize)?.checked_sub(1)
    }

    /// The place with this path, or that of the post to whose thread it belongs.
    fn place_at(&self, id: u16, path: &str) -> Option<u32> {
        let place = *self.by_path.get(&path_key(id, path))?;
        let found = &self.places[place as usize];
        let is_it = found.volume == id && self.store.path(found) == path && found.post != NONE;
        Some(self.home_of(place)).filter(|home| is_it && self.places[*home as usize].post != NONE)
    }

    fn volume_mut(&mut self, id: u16) -> Option<&mut Volume> {
        self.volumes.iter_mut().find(|volume| volume.id == id)
    }

    fn post_at(&self, place: u32) -> Option<&IndexedPost> {
        self.posts.get(self.places.get(place as usize)?.post as usize)
    }

    /// All places of a post.
    fn places_of(&self, number: u32) -> Vec<u32> {
        self.copies.get(&number).cloned().unwrap_or_else(|| vec![self.posts[number as usize].place])
    }

    fn free_texts(&mut self, post: &IndexedPost) {
        self.store.texts.free(post.text);
        self.store.rests.free(post.rest);
    }

    fn changed(&mut self) {
        self.version += 1;
    }

    /// Frees memory that is no longer needed.
    fn compact(&mut self) {
        if self.store.texts.is_wasteful() {
            let posts = self.posts.iter_mut().filter(|post| post.place != NONE);
            self.store.texts.compact(posts.map(|post| &mut post.text));
        }
        if self.store.rests.is_wasteful() {
            let posts = self.posts.iter_mut().filter(|post| post.place != NONE);
            self.store.rests.compact(posts.map(|post| &mut post.rest));
        }
        if self.store.paths.is_wasteful() {
            self.store.paths.compact(self.places.iter_mut().map(|place| &mut place.path));
        }
    }
}

fn path_key(id: u16, path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (id, path).hash(&mut hasher);
    hasher.finish()
}
