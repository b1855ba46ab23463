//! Copies: of posts with the same article, lists show one, and say where the others are.
//!
//! Two posts have the same article if their folded titles, and but for white space their texts and comments, are equal, and they have
//! as many pictures, once what repeats in their archives is gone. Another headline, a corrected word and a reply more are
//! differences.
//! Some texts are not of one post alone, such as a channel's description or an invitation to each week's thread: if one
//! site has a text at several addresses, or posts without an address have it on several days, each of these is a post of
//! its own. A short text says too little: address, day and picture must be equal too.

use super::interner::NONE;
use super::links::with_key;
use super::post::{Field, IndexedPost};
use super::wire::{self, Details};
use super::{Library, sort};
use crate::text::hash;
use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hasher};

/// Shorter articles, in bytes without white space, can be equal by chance: forty Han characters, twenty English words.
const SHORT: usize = 120;

/// The posts that aren't shown, each after the one that is, sorted.
#[derive(Debug, Default)]
pub(super) struct SameArticles {
    /// The library's version that they are of.
    pub(super) version: u32,
    posts: Vec<(u64, u32)>,
}

impl Library {
    /// Finds the posts with the same article, unless nothing changed. Which of them is shown depends on them alone, not on
    /// the order in which they were read.
    pub(super) fn find_copies(&mut self) {
        if self.same.version == self.version {
            return;
        }
        self.same = SameArticles { version: self.version, posts: Vec::new() };
        self.posts.iter_mut().for_each(|post| post.shown_as = NONE);
        // Most titles occur once: then no text needs to be read.
        let mut titles: Vec<(u64, u32)> = Vec::with_capacity(self.posts.len());
        for number in 0..self.posts.len() as u32 {
            let post = &self.posts[number as usize];
            if post.is_listed() && post.is_indexed() {
                titles.push((self.title_hash(number), number));
            }
        }
        keep_repeated(&mut titles);
        let mut articles = Vec::new();
        for_each_group(&mut titles, &mut |group| {
            for (title, number) in group {
                articles.push((mix(self.article_hash(*number), *title), *number));
            }
        });
        for_each_group(&mut articles, &mut |group| {
            for (origin, number) in group.iter_mut() {
                *origin = self.known_origin(*number);
            }
            sort::by_key(group);
            // Where each host has one address, all are one post.
            if group.is_sorted_by(|(one, _), (other, _)| one == other || one >> 32 != other >> 32) {
                group.iter_mut().for_each(|(origin, _)| *origin = 0);
            }
            for_each_group(group, &mut |group| self.show_one_of(group));
        });
        sort::by_key(&mut self.same.posts);
    }

    fn show_one_of(&mut self, group: &Keyed) {
        let numbers = group.iter().map(|(_, number)| *number);
        let Some(shown) = numbers.reduce(|a, b| if self.copy_order(a, b).is_lt() { a } else { b }) else { return };
        for (_, number) in group.iter().filter(|(_, number)| *number != shown) {
            self.posts[*number as usize].shown_as = shown;
            self.same.posts.push((u64::from(shown), *number));
        }
    }

    /// Where a post is from: in the upper half its host, in the lower half its address, or the day where that is a site's
    /// first page or unknown.
    pub(super) fn origin(&self, post: &IndexedPost) -> u64 {
        let own = if post.origin == 0 { self.own_origin(post) } else { post.origin };
        u64::from(post.host) << 32 | u64::from(own)
    }

    fn own_origin(&self, post: &IndexedPost) -> u32 {
        let address = self.source_key(post).filter(|key| key.contains(['/', '?']));
        address.map_or(post.day, |address| hash(&address) as u32)
    }

    /// The same, of which the address is parsed once.
    fn known_origin(&mut self, number: u32) -> u64 {
        let origin = self.origin(&self.posts[number as usize]);
        self.posts[number as usize].origin = origin as u32;
        origin
    }

    /// Makes a place that has a post of its own another one of a post.
    pub(super) fn share(&mut self, place: u32, number: u32) {
        let own = std::mem::replace(&mut self.places[place as usize].post, number);
        self.posts[own as usize].place = NONE;
        let first = self.posts[number as usize].place;
        let mut places = self.copies.remove(&number).unwrap_or_else(|| vec![first]);
        places.insert(places.partition_point(|other| self.place_order(*other, place).is_lt()), place);
        self.posts[number as usize].place = places[0];
        self.copies.insert(number, places);
    }

    /// The post that lists show for a post: itself, or another with the same article.
    pub(super) fn shown(&self, number: u32) -> u32 {
        self.posts.get(number as usize).map(|post| post.shown_as).filter(|shown| *shown != NONE).unwrap_or(number)
    }

    /// The posts for which a post is shown.
    pub(super) fn copies_of(&self, number: u32) -> impl Iterator<Item = u32> {
        with_key(&self.same.posts, u64::from(number))
    }

    /// All places of a post that is shown, its own first, the others by path.
    pub(super) fn all_places_of(&self, number: u32) -> Vec<u32> {
        let mut places = self.places_of(number);
        for other in self.copies_of(number) {
            places.extend(self.places_of(other));
        }
        sort::by(&mut places[1..], &|a, b| self.place_order(a, b));
        places
    }

    /// Memory in bytes.
    pub(super) fn copies_allocated(&self) -> u64 {
        16 * self.same.posts.capacity() as u64
    }

    /// The earliest is shown; of those without a date and of one moment, the first by its path.
    fn copy_order(&self, a: u32, b: u32) -> Ordering {
        let (one, other) = (&self.posts[a as usize], &self.posts[b as usize]);
        let dated = (one.day == 0).cmp(&(other.day == 0));
        dated.then(one.moment.cmp(&other.moment)).then_with(|| self.place_order(one.place, other.place))
    }

    /// Orders places by path, equal ones by the name of the volume.
    pub(super) fn place_order(&self, a: u32, b: u32) -> Ordering {
        let (one, other) = (&self.places[a as usize], &self.places[b as usize]);
        let name = |id: u16| self.volumes.iter().find(|volume| volume.id == id).map(|volume| &volume.name);
        let path = self.store.path(one).cmp(self.store.path(other));
        path.then_with(|| (name(one.volume), one.volume, a).cmp(&(name(other.volume), other.volume, b)))
    }

    /// Whether its article's hash is of its number, so that it is like no other.
    pub(super) fn is_short_without_origin(&self, post: &IndexedPost) -> bool {
        let text = self.store.text(post).get(post.field(Field::Text)).unwrap_or_default();
        post.day == 0 && post.host == NONE && text.split_whitespace().map(str::len).sum::<usize>() < SHORT
    }

    fn title_hash(&mut self, number: u32) -> u64 {
        let post = &self.posts[number as usize];
        if post.title != 0 {
            return post.title;
        }
        let title = hash(self.store.text(post).get(post.field(Field::Title)).unwrap_or_default()).max(1);
        self.posts[number as usize].title = title;
        title
    }

    pub(super) fn article_hash(&mut self, number: u32) -> u64 {
        let post = &self.posts[number as usize];
        if post.article != 0 {
            return post.article;
        }
        if post.is_head {
            // Like no other, until its text is here.
            return mix(u64::from(number), !0);
        }
        // Folded, Traditional is Simplified.
        let is_traditional = self.facet_values.langs.get(post.lang).starts_with("zh-Hant");
        let text = self.store.text(post);
        let ((article, length), (comments, _)) =
            (letters(text, post, Field::Text), letters(text, post, Field::Comments));
        let mut key = mix(article, comments);
        if length < SHORT {
            let day = if post.day == 0 && post.host == NONE { number | 1 << 31 } else { post.day };
            let details: Details = wire::read(self.store.rest(post).1).unwrap_or_default();
            key = mix(mix(mix(key, self.origin(post)), u64::from(day)), hash(details.image));
        }
        key = mix(key, u64::from(post.images) << 1 | u64::from(is_traditional)).max(1);
        self.posts[number as usize].article = key;
        key
    }
}

/// Hash and length of a field without its white space.
fn letters(text: &str, post: &IndexedPost, field: Field) -> (u64, usize) {
    let mut hasher = DefaultHasher::new();
    let mut length = 0;
    // Folded, all white space is single spaces.
    for word in text.get(post.field(field)).unwrap_or_default().split(' ') {
        hasher.write(word.as_bytes());
        length += word.len();
    }
    // As of one string.
    hasher.write_u8(0xff);
    (hasher.finish(), length)
}

/// Posts with a key before each.
type Keyed = [(u64, u32)];

/// Sorts posts by key and calls `act` with those of each key that several have.
#[inline(never)]
fn for_each_group(posts: &mut Keyed, act: &mut dyn FnMut(&mut Keyed)) {
    sort::by_key(posts);
    posts.chunk_by_mut(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1).for_each(act);
}

/// Drops most of those whose key none else has. Keys are hashes: each leads to one of sixteen bits a post.
fn keep_repeated(posts: &mut Vec<(u64, u32)>) {
    let words = (posts.len() / 4).next_power_of_two();
    let (mut once, mut twice) = (vec![0_u64; words], vec![0_u64; words]);
    let bit_of = |key: u64| ((key >> 6) as usize & (words - 1), 1 << (key & 63));
    for (key, _) in &*posts {
        let (word, bit) = bit_of(*key);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    posts.retain(|(key, _)| {
        let (word, bit) = bit_of(*key);
        twice[word] & bit != 0
    });
}

/// A hash of two.
fn mix(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
