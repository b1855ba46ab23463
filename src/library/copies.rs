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

/// Shorter articles, in bytes without white space, can be equal by chance: forty Han characters, twenty English words.
const SHORT: usize = 120;

/// The posts that aren't shown, each after the one that is, sorted.
#[derive(Debug, Default)]
pub(super) struct SameArticles {
    /// The library's version that they are of.
    version: u32,
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
        let numbers = (0..).zip(&self.posts).filter(|(_, post)| post.is_listed() && post.is_indexed());
        let mut titles: Vec<(u64, u32)> = numbers.map(|(number, post)| (self.title_hash(post), number)).collect();
        let mut articles = Vec::new();
        for_each_group(&mut titles, &mut |group| {
            for (title, number) in group {
                articles.push((mix(self.article_hash(*number), *title), *number));
            }
        });
        for_each_group(&mut articles, &mut |group| {
            for (origin, number) in group.iter_mut() {
                *origin = self.origin(&self.posts[*number as usize]);
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
    fn origin(&self, post: &IndexedPost) -> u64 {
        let address = self.source_key(post).filter(|key| key.contains(['/', '?']));
        let own = address.map_or(post.day, |address| hash(&address) as u32);
        u64::from(post.host) << 32 | u64::from(own)
    }

    /// The post that lists show for a post: itself, or another with the same article.
    pub(super) fn shown(&self, number: u32) -> u32 {
        self.posts.get(number as usize).map(|post| post.shown_as).filter(|shown| *shown != NONE).unwrap_or(number)
    }

    /// All places of a post that is shown, its own first.
    pub(super) fn all_places_of(&self, number: u32) -> Vec<u32> {
        let mut places = self.places_of(number);
        for other in with_key(&self.same.posts, u64::from(number)) {
            places.extend(self.places_of(other));
        }
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
        path.then_with(|| name(one.volume).cmp(&name(other.volume))).then(a.cmp(&b))
    }

    fn title_hash(&self, post: &IndexedPost) -> u64 {
        hash(self.store.text(post).get(post.field(Field::Title)).unwrap_or_default())
    }

    fn article_hash(&mut self, number: u32) -> u64 {
        let post = &self.posts[number as usize];
        if post.article != 0 {
            return post.article;
        }
        // Folded, Traditional is Simplified.
        let is_traditional = self.facet_values.langs.get(post.lang).starts_with("zh-Hant");
        let text = self.store.text(post);
        let letters = |field: Field| text.get(post.field(field)).unwrap_or_default().split_whitespace();
        let article: String = letters(Field::Text).collect();
        let comments: String = letters(Field::Comments).collect();
        let mut key = mix(hash(&article), hash(&comments));
        if article.len() < SHORT {
            let day = if post.day == 0 && post.host == NONE { number | 1 << 31 } else { post.day };
            let details: Details = wire::read(self.store.rest(post).1).unwrap_or_default();
            key = mix(mix(mix(key, self.origin(post)), u64::from(day)), hash(details.image));
        }
        key = mix(key, u64::from(post.images) << 1 | u64::from(is_traditional)).max(1);
        self.posts[number as usize].article = key;
        key
    }
}

/// Posts with a key before each.
type Keyed = [(u64, u32)];

/// Sorts posts by key and calls `act` with those of each key that several have.
#[inline(never)]
fn for_each_group(posts: &mut Keyed, act: &mut dyn FnMut(&mut Keyed)) {
    sort::by_key(posts);
    posts.chunk_by_mut(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1).for_each(act);
}

/// A hash of two.
fn mix(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
