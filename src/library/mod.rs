//! library: many posts → a list that is narrowed, searched and sorted, also while it is still being read.
//!
//! [`Library`] holds plain fields and folded texts, never HTML. What it takes is packed elsewhere: [`pack_archive`] and
//! [`pack`] make rows that stand at once, [`index`] makes of a file what fills its row.
//! A search is a scan over all texts: exact, from one character on, in any script, and without an index.

mod counts;
mod day;
mod facets;
pub mod fold;
mod indexed;
mod links;
mod names;
mod order;
mod packed;
mod post;
mod query;
mod row;
mod rows;
mod scan;
mod search;
mod snippet;
mod sort;
mod store;

pub use counts::{BrokenView, Filled, Memory, PlaceView, State, VolumeView};
pub use facets::{Chosen, FacetValue, FacetView, Facets};
pub use indexed::{File, index};
pub use order::Sort;
pub use post::ProblemView;
pub use query::{Condition, Query, Scope, Sign, Term};
pub use row::{Neighbours, Row};
pub use rows::{pack, pack_archive};
pub use search::{Answer, Request};

use names::Names;
use order::Orders;
use packed::Reader;
use post::{Held, NONE, Place, Store};
use search::Search;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Many posts.
#[derive(Debug, Default)]
pub struct Library {
    volumes: Vec<Volume>,
    places: Vec<Place>,
    posts: Vec<Held>,
    store: Store,
    names: Names,
    broken: Vec<Broken>,
    /// What a filled post's bytes hash to.
    by_content: HashMap<u64, u32>,
    /// What volume and path of a place hash to.
    by_path: HashMap<u64, u32>,
    /// The places of posts that lie in several, the first included.
    copies: HashMap<u32, Vec<u32>>,
    /// Changes with whatever can change an answer.
    version: u32,
    orders: Orders,
    search: Search,
    links: links::Links,
}

/// An archive or a drop.
#[derive(Debug)]
struct Volume {
    id: u16,
    name: String,
    /// By a file's index, the number of its place and one more; 0 where it has none.
    places: Vec<u32>,
}

/// An entry that can't be read.
#[derive(Debug)]
struct Broken {
    volume: u16,
    index: u32,
    path: String,
    problems: Vec<ProblemView>,
}

/// Entries of one volume: more than any archive may have.
const MOST_ENTRIES: u32 = 1 << 22;

impl Library {
    /// An empty library.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a volume, or renames it.
    pub fn add_volume(&mut self, id: u16, name: &str) {
        match self.volumes.iter_mut().find(|volume| volume.id == id) {
            Some(volume) => volume.name = name.to_owned(),
            None => self.volumes.push(Volume { id, name: name.to_owned(), places: Vec::new() }),
        }
    }

    /// Takes rows of a volume. A row that is there already stays.
    pub fn add_rows(&mut self, id: u16, packed: &[u8]) {
        let mut packed = Reader::new(packed);
        while !packed.is_at_end() && self.add_row(id, &mut packed).is_some() {}
        self.changed();
    }

    fn add_row(&mut self, id: u16, packed: &mut Reader) -> Option<()> {
        let index = u32::try_from(packed.number()?).ok().filter(|index| *index < MOST_ENTRIES)?;
        let path = packed.text()?;
        if packed.byte()? == rows::BROKEN {
            let problems = post::read_problems(packed)?;
            self.broken.push(Broken { volume: id, index, path: path.to_owned(), problems });
            return Some(());
        }
        let place = self.places.len() as u32;
        let volume = self.volumes.iter_mut().find(|volume| volume.id == id)?;
        let at = index as usize;
        if volume.places.len() <= at {
            volume.places.resize(at + 1, 0);
        }
        if volume.places[at] > 0 {
            return Some(());
        }
        volume.places[at] = place + 1;
        let post = post::guessed(path, place, &mut self.store);
        let path_span = self.store.paths.push(path);
        self.places.push(Place { volume: id, index, path: path_span, post: self.posts.len() as u32 });
        self.by_path.entry(path_key(id, path)).or_insert(place);
        self.posts.push(post);
        Some(())
    }

    /// Takes what [`index`] made of files of a volume. What has no row is left out.
    pub fn fill(&mut self, id: u16, packed: &[u8]) -> Filled {
        let mut packed = Reader::new(packed);
        let mut filled = Filled::default();
        while !packed.is_at_end() && self.fill_one(id, &mut packed, &mut filled).is_some() {}
        self.changed();
        self.compact();
        filled
    }

    fn fill_one(&mut self, id: u16, packed: &mut Reader, filled: &mut Filled) -> Option<()> {
        let index = u32::try_from(packed.number()?).ok()?;
        let place = self.place_of(id, index);
        match packed.byte()? {
            indexed::NO_POST => {
                filled.vanished += u32::from(place.is_some_and(|place| self.take_row(place)));
            }
            indexed::REFUSED => {
                let problems = post::read_problems(packed)?;
                filled.broken += u32::from(self.refuse_place(place, problems));
            }
            _ => {
                let post = post::read_post(packed, &mut self.store, &mut self.names)?;
                match place.filter(|place| self.post_at(*place).is_some_and(|post| !post.is_filled())) {
                    Some(place) => {
                        self.put(place, post);
                        filled.filled += 1;
                    }
                    None => self.forget(&post),
                }
            }
        }
        Some(())
    }

    /// Puts a post in the place of what was guessed of it, or beside its copy.
    fn put(&mut self, place: u32, mut post: Held) {
        let number = self.places[place as usize].post;
        let copy = self.by_content.get(&post.hash).copied().filter(|copy| self.is_same_text(*copy, &post));
        let guess = self.posts[number as usize].clone();
        self.forget(&guess);
        match copy {
            Some(copy) => {
                self.forget(&post);
                self.posts[number as usize].place = NONE;
                self.places[place as usize].post = copy;
                let first = self.posts[copy as usize].place;
                let places = self.copies.entry(copy).or_insert_with(|| vec![first]);
                places.insert(places.partition_point(|other| *other < place), place);
                self.posts[copy as usize].place = places[0];
            }
            None => {
                post.place = place;
                self.by_content.insert(post.hash, number);
                self.posts[number as usize] = post;
            }
        }
    }

    /// Whether a post has the same article as another; equal bytes have, whatever their names say.
    fn is_same_text(&self, number: u32, other: &Held) -> bool {
        let post = &self.posts[number as usize];
        let text = |post: &Held| self.store.text(post).get(post.field(post::Field::Text));
        post.is_here() && text(post) == text(other)
    }

    /// Says that an entry can't be read. Whether there was one.
    pub fn refuse(&mut self, id: u16, index: u32, code: &str, message: &str) -> bool {
        let problem = ProblemView { code: code.to_owned(), message: message.to_owned(), args: Vec::new() };
        let refused = self.refuse_place(self.place_of(id, index), vec![problem]);
        self.changed();
        refused
    }

    fn refuse_place(&mut self, place: Option<u32>, problems: Vec<ProblemView>) -> bool {
        let Some(number) = place.filter(|place| self.post_at(*place).is_some_and(|post| !post.is_filled())) else {
            return false;
        };
        let place = self.places[number as usize];
        let path = self.store.path(&place).to_owned();
        self.broken.push(Broken { volume: place.volume, index: place.index, path, problems });
        self.take_row(number)
    }

    /// Removes a volume and what lies in no other.
    pub fn remove_volume(&mut self, id: u16) {
        let Some(at) = self.volumes.iter().position(|volume| volume.id == id) else { return };
        for place in self.volumes.remove(at).places {
            if place > 0 {
                self.take_row(place - 1);
            }
        }
        self.broken.retain(|broken| broken.volume != id);
        self.changed();
        self.compact();
    }

    /// Takes a place away; its post goes with its last one. Whether it stood.
    fn take_row(&mut self, place: u32) -> bool {
        let Place { volume, path, post: number, .. } = self.places[place as usize];
        if number == NONE {
            return false;
        }
        let key = path_key(volume, self.store.paths.get(path).unwrap_or(""));
        if self.by_path.get(&key) == Some(&place) {
            self.by_path.remove(&key);
        }
        self.store.paths.drop(path);
        self.places[place as usize].post = NONE;
        let left = self.copies.get_mut(&number).map(|places| {
            places.retain(|other| *other != place);
            places.clone()
        });
        let post = &mut self.posts[number as usize];
        post.place = left.as_ref().and_then(|places| places.first().copied()).unwrap_or(NONE);
        if left.is_some_and(|places| places.len() < 2) {
            self.copies.remove(&number);
        }
        if !self.posts[number as usize].is_here() {
            let gone = self.posts[number as usize].clone();
            if self.by_content.get(&gone.hash) == Some(&number) {
                self.by_content.remove(&gone.hash);
            }
            self.forget(&gone);
        }
        true
    }

    /// The number of the place of a volume's file.
    fn place_of(&self, id: u16, index: u32) -> Option<u32> {
        let volume = self.volumes.iter().find(|volume| volume.id == id)?;
        volume.places.get(index as usize)?.checked_sub(1)
    }

    /// The place with this path.
    fn place_at(&self, id: u16, path: &str) -> Option<u32> {
        let place = *self.by_path.get(&path_key(id, path))?;
        let found = &self.places[place as usize];
        (found.volume == id && self.store.path(found) == path && found.post != NONE).then_some(place)
    }

    fn post_at(&self, place: u32) -> Option<&Held> {
        self.posts.get(self.places.get(place as usize)?.post as usize)
    }

    /// All places of a post.
    fn places_of(&self, number: u32) -> Vec<u32> {
        self.copies.get(&number).cloned().unwrap_or_else(|| vec![self.posts[number as usize].place])
    }

    fn forget(&mut self, post: &Held) {
        self.store.texts.drop(post.text);
        self.store.rests.drop(post.rest);
    }

    fn changed(&mut self) {
        self.version += 1;
    }

    /// Gives memory back that nothing needs any more.
    fn compact(&mut self) {
        if self.store.texts.is_wasteful() {
            let posts = self.posts.iter_mut().filter(|post| post.is_here());
            self.store.texts.compact(posts.map(|post| &mut post.text));
        }
        if self.store.rests.is_wasteful() {
            let posts = self.posts.iter_mut().filter(|post| post.is_here());
            self.store.rests.compact(posts.map(|post| &mut post.rest));
        }
        if self.store.paths.is_wasteful() {
            let places = self.places.iter_mut().filter(|place| place.post != NONE);
            self.store.paths.compact(places.map(|place| &mut place.path));
        }
    }
}

fn path_key(id: u16, path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (id, path).hash(&mut hasher);
    hasher.finish()
}
