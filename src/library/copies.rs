//! Copies: of posts with the same article, lists show one, and say where the others are.
//!
//! Two posts have the same article if their folded titles, texts and comments are equal but for white space, and they have
//! as many pictures, once what repeats in their archives is gone. Another headline, a corrected word and a reply more are
//! differences.
//! Some texts are not of one post alone, such as a channel's description or an invitation to each week's thread: if one
//! site has a text at several addresses, or posts without an address have it on several days, each of these is a post of
//! its own. A short text says too little: address, day and picture must be equal too.

use super::interner::NONE;
use super::post::{Field, IndexedPost};
use super::wire::{self, Details};
use super::{Library, sort};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

/// Shorter articles, in bytes without white space, can be equal by chance: forty Han characters, twenty English words.
const SHORT: usize = 120;

/// The posts that aren't shown, by the one that is.
#[derive(Debug, Default)]
pub(super) struct SameArticles {
    /// The library's version that they are of.
    version: u32,
    by_shown: HashMap<u32, Vec<u32>>,
}

impl Library {
    /// Finds the posts with the same article, unless nothing changed. Which of them is shown depends on them alone, not on
    /// the order in which they were read.
    pub(super) fn find_copies(&mut self) {
        if self.same.version == self.version {
            return;
        }
        let before = std::mem::take(&mut self.same.by_shown);
        self.same.version = self.version;
        before.values().flatten().for_each(|number| self.posts[*number as usize].shown_as = NONE);
        // Most titles occur once: then no text needs to be read.
        let numbers = (0..).zip(&self.posts).filter(|(_, post)| post.is_listed() && post.is_indexed());
        let mut titles: Vec<(u64, u32)> = numbers.map(|(number, post)| (self.title_hash(post), number)).collect();
        sort::by_key(&mut titles);
        let mut articles = Vec::new();
        for group in titles.chunk_by(is_same).filter(|group| group.len() > 1) {
            for (title, number) in group {
                articles.push((self.article_hash(*number) ^ title.rotate_left(1), *number));
            }
        }
        sort::by_key(&mut articles);
        for group in articles.chunk_by(is_same).filter(|group| group.len() > 1) {
            let mut origins: Vec<(u64, u32)> =
                group.iter().map(|(_, number)| (self.origin(&self.posts[*number as usize]), *number)).collect();
            sort::by_key(&mut origins);
            let is_one = |(one, _): &(u64, u32), (other, _): &(u64, u32)| one == other || one >> 32 != other >> 32;
            let is_of_one_post = origins.is_sorted_by(is_one);
            for group in origins.chunk_by(|one, other| is_of_one_post || is_same(one, other)) {
                self.show_one_of(group);
            }
        }
    }

    fn show_one_of(&mut self, group: &[(u64, u32)]) {
        let mut numbers: Vec<u32> = group.iter().map(|(_, number)| *number).collect();
        sort::by(&mut numbers, &|a, b| self.copy_order(a, b));
        let shown = numbers.remove(0);
        if !numbers.is_empty() {
            numbers.iter().for_each(|number| self.posts[*number as usize].shown_as = shown);
            self.same.by_shown.insert(shown, numbers);
        }
    }

    /// Where a post is from: in the upper half its host, in the lower half its address, or the day where that is a site's
    /// first page or unknown.
    fn origin(&self, post: &IndexedPost) -> u64 {
        let address = self.source_key(post).filter(|key| key.contains(['/', '?']));
        let own = address.map_or(post.day, |address| {
            let mut hasher = DefaultHasher::new();
            hasher.write(address.as_bytes());
            hasher.finish() as u32
        });
        u64::from(post.host) << 32 | u64::from(own)
    }

    /// The post that lists show for a post: itself, or another with the same article.
    pub(super) fn shown(&self, number: u32) -> u32 {
        self.posts.get(number as usize).map(|post| post.shown_as).filter(|shown| *shown != NONE).unwrap_or(number)
    }

    /// All places of a post that is shown, its own first.
    pub(super) fn all_places_of(&self, number: u32) -> Vec<u32> {
        let others = self.same.by_shown.get(&number).into_iter().flatten();
        std::iter::once(&number).chain(others).flat_map(|number| self.places_of(*number)).collect()
    }

    /// Memory in bytes, approximately.
    pub(super) fn copies_allocated(&self) -> u64 {
        (4 * self.same.by_shown.values().map(Vec::capacity).sum::<usize>() + 40 * self.same.by_shown.capacity()) as u64
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
        let mut hasher = DefaultHasher::new();
        write_letters(&mut hasher, self.store.text(post).get(post.field(Field::Title)).unwrap_or_default());
        hasher.finish()
    }

    fn article_hash(&mut self, number: u32) -> u64 {
        let post = &self.posts[number as usize];
        if post.article != 0 {
            return post.article;
        }
        let mut hasher = DefaultHasher::new();
        let text = self.store.text(post);
        let length = write_letters(&mut hasher, text.get(post.field(Field::Text)).unwrap_or_default());
        hasher.write_u8(0);
        write_letters(&mut hasher, text.get(post.field(Field::Comments)).unwrap_or_default());
        hasher.write_u32(post.images);
        // Folded, Traditional is Simplified.
        hasher.write_u8(u8::from(self.facet_values.langs.get(post.lang).starts_with("zh-Hant")));
        if length < SHORT {
            hasher.write_u64(self.origin(post));
            hasher.write_u32(if post.day == 0 && post.host == NONE { number | 1 << 31 } else { post.day });
            let details: Details = wire::read(self.store.rest(post).1).unwrap_or_default();
            hasher.write(details.image.as_bytes());
        }
        let hash = hasher.finish().max(1);
        self.posts[number as usize].article = hash;
        hash
    }
}

fn is_same((one, _): &(u64, u32), (other, _): &(u64, u32)) -> bool {
    one == other
}

/// Hashes a text without its white space; returns how many bytes those were.
fn write_letters(hasher: &mut DefaultHasher, text: &str) -> usize {
    let words = text.split(char::is_whitespace);
    words.inspect(|word| hasher.write(word.as_bytes())).map(str::len).sum()
}
