//! A post of a segment: all that a row shows, its text, and what it is filtered and sorted by.

use super::super::Library;
use super::super::fold::unfold;
use super::super::post::{Field, IndexedPost};
use super::super::relevance::length_class;
use super::super::wire::{self, Details, PostMessage};
use super::super::{collection_of, day};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A post with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// The files that contain it, the shown one first.
    #[serde(borrow)]
    pub places: Vec<PlaceRecord<'a>>,
    /// Authors and tags of copies, by which it is found too.
    pub authors: Vec<&'a str>,
    pub tags: Vec<&'a str>,
    pub digest: Digest,
    /// See [`Published`].
    pub page: &'a str,
    pub file: &'a str,
    #[serde(borrow)]
    pub post: PostMessage<'a>,
}

/// Where a site has a post, by paths from the folder above the manifest's; empty if it has it not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "PublishedPost"))]
pub struct Published {
    /// Its page.
    pub page: String,
    /// The file as it was saved.
    pub file: String,
}

/// A file that contains a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRecord<'a> {
    pub volume: u16,
    pub index: u32,
    pub path: &'a str,
}

/// What tells copies in other segments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Of the file, and of what is left of its text.
    pub content: u64,
    pub title: u64,
    /// Zero if it is like no other.
    pub article: u64,
    pub origin: u64,
}

/// What is read of a record for its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    pub moment: i64,
    pub day: u32,
    /// The class of its length.
    pub length: u8,
    pub host: String,
    pub lang: String,
    pub collection: String,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub has_images: bool,
    pub has_problems: bool,
}

/// The fields of a folded text by where all but the last end.
pub fn fields(text: &str, ends: &[u32; 5]) -> [Range<usize>; 6] {
    let at = |at: usize| (ends[at] as usize).min(text.len());
    let start = |field: usize| (at(field - 1) + 1).min(text.len());
    [
        0..at(0),
        start(1)..at(1).max(start(1)),
        start(2)..at(2).max(start(2)),
        start(3)..at(3).max(start(3)),
        start(4)..at(4).max(start(4)),
        start(5)..text.len(),
    ]
}

impl Record<'_> {
    /// The moment that it is sorted by.
    pub fn moment(&self) -> Option<i64> {
        let details: Details = wire::read(self.post.details)?;
        Some(day::moment(details.date.map_or("", |date| date.iso)))
    }

    /// What its columns say.
    pub fn values(&self) -> Option<Values> {
        let PostMessage { text, changes, .. } = self.post;
        let fields = fields(text, &self.post.field_ends);
        let original = |range: Range<usize>| text.get(range.clone()).map(|_| unfold(text, changes, range));
        let details: Details = wire::read(self.post.details)?;
        let iso = details.date.map_or("", |date| date.iso);
        let mut authors = vec![original(fields[Field::Author as usize].clone())?];
        authors.extend(self.authors.iter().map(|author| (*author).to_owned()));
        let mut tags = Vec::new();
        let part = fields[Field::Tags as usize].clone();
        let mut start = part.start;
        for value in text.get(part)?.split('\u{2}') {
            tags.push(original(start..start + value.len())?);
            start += value.len() + 1;
        }
        tags.extend(self.tags.iter().map(|tag| (*tag).to_owned()));
        Some(Values {
            moment: day::moment(iso),
            day: day::day(iso),
            length: length_class(text.len()),
            host: self.post.host.to_owned(),
            lang: self.post.lang.to_owned(),
            collection: self.places.first().map_or("", |place| collection_of(place.path)).to_owned(),
            authors: each_once(authors),
            tags: each_once(tags),
            has_images: self.post.images > 0,
            has_problems: self.post.has_problems,
        })
    }
}

/// Values without empty ones, each once.
fn each_once(values: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for value in values {
        if !value.is_empty() && !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

impl Library {
    /// The numbers of the posts that lists show and whose first volume is this one, newest first; those of one moment by
    /// their paths.
    pub fn segment_posts(&mut self, volume: u16) -> Vec<u32> {
        self.find_copies();
        let is_first = |number: &u32| {
            let places = self.places_of(*number);
            let first = self
                .volumes
                .iter()
                .find(|own| places.iter().any(|place| self.places[*place as usize].volume == own.id));
            first.is_some_and(|own| own.id == volume)
        };
        let shown = |number: &u32| self.posts[*number as usize].is_shown() && self.posts[*number as usize].is_indexed();
        let mut numbers: Vec<u32> =
            (0..self.posts.len() as u32).filter(shown).filter(|number| is_first(number)).collect();
        super::super::sort::by(&mut numbers, &|a, b| {
            let (one, other) = (&self.posts[a as usize], &self.posts[b as usize]);
            other.moment.cmp(&one.moment).then_with(|| self.place_order(one.place, other.place))
        });
        numbers
    }

    /// One of these posts as a record of a segment. `published` says where the post at a path is.
    pub fn segment_record(&mut self, number: u32, published: &dyn Fn(&str) -> Published) -> Vec<u8> {
        let article = self.article_of(number);
        let post = &self.posts[number as usize];
        let text = self.store.text(post);
        let (changes, details) = self.store.rest(post);
        let (mut authors, mut tags) = (Vec::new(), Vec::new());
        for copy in self.copies_of(number) {
            let copy = &self.posts[copy as usize];
            authors.push(self.facet_values.authors.get(copy.author));
            let own = self.facet_values.post_tags.get(copy.tags.0 as usize..copy.tags.1 as usize).unwrap_or_default();
            tags.extend(own.iter().map(|tag| self.facet_values.tags.get(*tag)));
        }
        let place = |place: u32| {
            let place = &self.places[place as usize];
            PlaceRecord { volume: place.volume, index: place.index, path: self.store.path(place) }
        };
        let values = &self.facet_values;
        let places: Vec<PlaceRecord> = self.all_places_of(number).into_iter().map(place).collect();
        let Published { page, file } = places.first().map(|place| published(place.path)).unwrap_or_default();
        let record = Record {
            places,
            page: &page,
            file: &file,
            authors,
            tags,
            digest: Digest {
                content: crate::text::hash(text) ^ post.hash.rotate_left(1),
                title: crate::text::hash(text.get(post.field(Field::Title)).unwrap_or_default()),
                article,
                origin: self.origin(post),
            },
            post: PostMessage {
                hash: post.hash,
                is_published: post.is_published,
                is_rtl: post.is_rtl,
                has_problems: post.has_problems,
                images: post.images,
                comments: post.comments,
                lang: values.langs.get(post.lang),
                host: values.hosts.get(post.host),
                field_ends: post.field_ends,
                text,
                changes,
                edges: &[],
                second_image: "",
                part: "",
                heading: "",
                details,
            },
        };
        let mut out = Vec::new();
        wire::write(&record, &mut out);
        out
    }

    /// The hash of an article; zero if it is like no other.
    fn article_of(&mut self, number: u32) -> u64 {
        let post: &IndexedPost = &self.posts[number as usize];
        if self.is_short_without_origin(post) { 0 } else { self.article_hash(number) }
    }
}
