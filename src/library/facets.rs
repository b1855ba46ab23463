//! Facets: how many posts of a result have which source, author, tag, month and language, and filtering by these.
//!
//! Values of one facet are alternatives, and facets narrow each other. The counts of a facet ignore its own selection:
//! they show what selecting another value would yield.

use super::interner::{FacetValues, Interner, NONE};
use super::marks::{FAVOURITE, NOTED, READ};
use super::matches::Match;
use super::post::IndexedPost;
use super::{Library, sort};
use serde::Serialize;
use std::borrow::Cow;

/// The selected values.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetSelection {
    /// Hosts.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub source: Vec<String>,
    /// Authors.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub author: Vec<String>,
    /// Tags.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub tag: Vec<String>,
    /// Years, one facet with the months: `2021`.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub year: Vec<String>,
    /// Months: `2021-03`.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub month: Vec<String>,
    /// Languages.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub lang: Vec<String>,
    /// Collections of the site.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub collection: Vec<String>,
    /// Only posts with images.
    #[cfg_attr(test, ts(optional, as = "Option<bool>", rename = "pictures"))]
    pub images: bool,
    /// Only posts with problems.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub problems: bool,
    /// Only posts that the reader has read; with `unread`, both.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub read: bool,
    /// Only posts that the reader has not read.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub unread: bool,
    /// Only the reader's favourites.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub favourite: bool,
    /// Only posts in which the reader has notes.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub noted: bool,
}

impl FacetSelection {
    /// Whether anything is selected.
    pub fn is_some(&self) -> bool {
        let values = [&self.source, &self.author, &self.tag, &self.year, &self.month, &self.lang, &self.collection];
        let marks = [self.images, self.problems, self.read, self.unread, self.favourite, self.noted];
        values.iter().any(|values| !values.is_empty()) || marks.contains(&true)
    }
}

/// The values of all facets in a result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Facets {
    /// Hosts.
    pub source: FacetView,
    /// Authors.
    pub author: FacetView,
    /// Tags.
    pub tag: FacetView,
    /// Languages.
    pub lang: FacetView,
    /// Collections of the site: the names of folders.
    pub collection: FacetView,
    /// Years, newest first.
    pub year: FacetView,
    /// Posts with images.
    #[serde(rename = "pictures")]
    pub images: u32,
    /// Posts with problems.
    pub problems: u32,
    /// Posts that the reader has read.
    pub read: u32,
    /// Posts that the reader has not read.
    pub unread: u32,
    /// The reader's favourites.
    pub favourite: u32,
    /// Posts in which the reader has notes.
    pub noted: u32,
}

/// The values of one facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetView {
    /// The most frequent values and the selected ones.
    pub values: Vec<FacetValue>,
    /// Number of values left out.
    pub more: u32,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// Number of posts with it.
    pub count: u32,
    /// Whether it is selected.
    pub chosen: bool,
}

/// Number of posts by value id.
#[derive(Debug, Default)]
pub(super) struct Counts {
    source: Vec<u32>,
    author: Vec<u32>,
    tag: Vec<u32>,
    lang: Vec<u32>,
    collection: Vec<u32>,
    /// By year and month: `MONTHS` per year, since months start with 1.
    month: Vec<u32>,
    pub(super) undated: u32,
    images: u32,
    problems: u32,
    read: u32,
    unread: u32,
    favourite: u32,
    noted: u32,
}

const YEARS: usize = 10_000;
const MONTHS: usize = 13;

/// The selection as ids.
struct SelectedIds {
    source: Vec<u32>,
    author: Vec<u32>,
    tag: Vec<u32>,
    lang: Vec<u32>,
    collection: Vec<u32>,
    years: Vec<u32>,
    months: Vec<u32>,
    images: bool,
    problems: bool,
    /// What the reader did; read and unread are alternatives.
    read: bool,
    unread: bool,
    favourite: bool,
    noted: bool,
    is_on: [bool; 6],
}

const SOURCE: u16 = 1;
const AUTHOR: u16 = 2;
const TAG: u16 = 4;
const LANG: u16 = 8;
const WHEN: u16 = 16;
const IMAGES: u16 = 32;
const PROBLEMS: u16 = 64;
const COLLECTION: u16 = 128;
const READING: u16 = 256;
const FAVOURITES: u16 = 512;
const NOTES: u16 = 1024;

impl SelectedIds {
    fn of(chosen: &FacetSelection, values: &FacetValues) -> Self {
        let numbers =
            |wanted: &[String], facet: &Interner| wanted.iter().filter_map(|value| facet.find(value)).collect();
        let digits =
            |wanted: &[String]| wanted.iter().filter_map(|value| value.replace('-', "").parse().ok()).collect();
        SelectedIds {
            source: numbers(&chosen.source, &values.hosts),
            author: numbers(&chosen.author, &values.authors),
            tag: numbers(&chosen.tag, &values.tags),
            lang: numbers(&chosen.lang, &values.langs),
            collection: numbers(&chosen.collection, &values.collections),
            years: digits(&chosen.year),
            months: digits(&chosen.month),
            images: chosen.images,
            problems: chosen.problems,
            read: chosen.read && !chosen.unread,
            unread: chosen.unread && !chosen.read,
            favourite: chosen.favourite,
            noted: chosen.noted,
            is_on: [
                !chosen.source.is_empty(),
                !chosen.author.is_empty(),
                !chosen.tag.is_empty(),
                !chosen.lang.is_empty(),
                !chosen.year.is_empty() || !chosen.month.is_empty(),
                !chosen.collection.is_empty(),
            ],
        }
    }

    /// The facets, a bit each, whose selection excludes a post.
    fn fails(&self, post: &Faceted, Values { authors, tags, collection: own, marks }: &Values) -> u16 {
        let [source, author, tag, lang, when, collection] = self.is_on;
        let mut fails = 0;
        let mut fail = |bit, fails_it: bool| fails |= if fails_it { bit } else { 0 };
        fail(SOURCE, source && !self.source.contains(&post.host));
        fail(AUTHOR, author && !authors.iter().any(|author| self.author.contains(author)));
        fail(TAG, tag && !tags.iter().any(|tag| self.tag.contains(tag)));
        fail(LANG, lang && !self.lang.contains(&post.lang));
        let is_then = || self.years.contains(&(post.day / 10_000)) || self.months.contains(&(post.day / 100));
        fail(WHEN, when && !(post.day > 0 && is_then()));
        fail(COLLECTION, collection && !self.collection.contains(own));
        fail(IMAGES, self.images && !post.has_images);
        fail(PROBLEMS, self.problems && !post.has_problems);
        let is_read = marks & READ != 0;
        fail(READING, self.read && !is_read || self.unread && is_read);
        fail(FAVOURITES, self.favourite && marks & FAVOURITE == 0);
        fail(NOTES, self.noted && marks & NOTED == 0);
        fails
    }
}

impl Library {
    /// The matches within the selection, and the counts of all facets.
    pub(super) fn narrow(&self, mut matches: Vec<Match>, chosen: &FacetSelection) -> (Vec<Match>, Counts) {
        let mut narrowing = Narrowing::new(chosen, &self.facet_values);
        matches.retain(|found| {
            let post = Faceted::of(&self.posts[found.post as usize]);
            narrowing.passes(&post, &self.values_of(found.post))
        });
        (matches, narrowing.counts)
    }

    /// What a row is found by: also by the authors and tags of posts with the same article, which have no row.
    fn values_of(&self, number: u32) -> Values<'_> {
        let post = |number: u32| &self.posts[number as usize];
        let tags = |number: u32| {
            let (from, to) = post(number).tags;
            self.facet_values.post_tags.get(from as usize..to as usize).unwrap_or(&[])
        };
        let collection = self.places.get(post(number).place as usize).map_or(NONE, |place| place.collection);
        let marks = self.marks_of(number);
        let own = (std::slice::from_ref(&post(number).author), tags(number));
        let mut copies = self.copies_of(number).peekable();
        if copies.peek().is_none() {
            return Values { authors: Cow::Borrowed(own.0), tags: Cow::Borrowed(own.1), collection, marks };
        }
        let (mut authors, mut all_tags) = (own.0.to_vec(), own.1.to_vec());
        let add = |values: &mut Vec<u32>, value: u32| {
            if !values.contains(&value) {
                values.push(value);
            }
        };
        for copy in copies {
            add(&mut authors, post(copy).author);
            tags(copy).iter().for_each(|tag| add(&mut all_tags, *tag));
        }
        Values { authors: Cow::Owned(authors), tags: Cow::Owned(all_tags), collection, marks }
    }
}

/// Counts posts and tells which are within a selection.
pub(super) struct Narrowing {
    choice: SelectedIds,
    pub(super) counts: Counts,
}

impl Narrowing {
    pub(super) fn new(chosen: &FacetSelection, values: &FacetValues) -> Self {
        let counts = Counts {
            source: vec![0; values.hosts.len()],
            author: vec![0; values.authors.len()],
            tag: vec![0; values.tags.len()],
            lang: vec![0; values.langs.len()],
            collection: vec![0; values.collections.len()],
            month: vec![0; YEARS * MONTHS],
            ..Counts::default()
        };
        Narrowing { choice: SelectedIds::of(chosen, values), counts }
    }

    /// Counts a post; returns whether it is within the selection.
    pub(super) fn passes(&mut self, post: &Faceted, values: &Values) -> bool {
        let fails = self.choice.fails(post, values);
        self.counts.add(post, values, fails);
        fails == 0
    }
}

/// The values of a post in the facets that have one.
pub(super) struct Faceted {
    pub(super) host: u32,
    pub(super) lang: u32,
    pub(super) day: u32,
    pub(super) has_images: bool,
    pub(super) has_problems: bool,
}

impl Faceted {
    fn of(post: &IndexedPost) -> Self {
        let &IndexedPost { host, lang, day, images, has_problems, .. } = post;
        Faceted { host, lang, day, has_images: images > 0, has_problems }
    }
}

/// The values of a row in the facets that may have several.
pub(super) struct Values<'a> {
    pub(super) authors: Cow<'a, [u32]>,
    pub(super) tags: Cow<'a, [u32]>,
    pub(super) collection: u32,
    /// What the reader did, a bit each.
    pub(super) marks: u8,
}

impl Counts {
    /// Counts a post in every facet if it is within the selection; if one facet excludes it, in that one only.
    fn add(&mut self, post: &Faceted, Values { authors, tags, collection, marks }: &Values, fails: u16) {
        let counts_for = |facet: u16| fails & !facet == 0;
        if fails.count_ones() > 1 {
            return;
        }
        let add = |counts: &mut Vec<u32>, number: u32| {
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
        };
        if counts_for(SOURCE) {
            add(&mut self.source, post.host);
        }
        if counts_for(AUTHOR) {
            authors.iter().for_each(|author| add(&mut self.author, *author));
        }
        if counts_for(TAG) {
            tags.iter().for_each(|tag| add(&mut self.tag, *tag));
        }
        if counts_for(LANG) {
            add(&mut self.lang, post.lang);
        }
        if counts_for(COLLECTION) {
            add(&mut self.collection, *collection);
        }
        if counts_for(WHEN) {
            let (year, month) = (post.day / 10_000, post.day / 100 % 100);
            let has_date = post.day > 0 && month < MONTHS as u32;
            add(&mut self.month, if has_date { year * MONTHS as u32 + month } else { NONE });
            self.undated += u32::from(!has_date);
        }
        self.images += u32::from(counts_for(IMAGES) && post.has_images);
        self.problems += u32::from(counts_for(PROBLEMS) && post.has_problems);
        let is_read = marks & READ != 0;
        self.read += u32::from(counts_for(READING) && is_read);
        self.unread += u32::from(counts_for(READING) && !is_read);
        self.favourite += u32::from(counts_for(FAVOURITES) && marks & FAVOURITE != 0);
        self.noted += u32::from(counts_for(NOTES) && marks & NOTED != 0);
    }

    /// The facets with their `top` values and the selected ones.
    pub(super) fn facets(&self, values: &FacetValues, chosen: &FacetSelection, top: usize) -> Facets {
        Facets {
            source: view(&values.hosts, &self.source, &chosen.source, top),
            author: view(&values.authors, &self.author, &chosen.author, top),
            tag: view(&values.tags, &self.tag, &chosen.tag, top),
            lang: view(&values.langs, &self.lang, &chosen.lang, top),
            collection: view(&values.collections, &self.collection, &chosen.collection, top),
            year: FacetView { values: self.years(&chosen.year), more: 0 },
            images: self.images,
            problems: self.problems,
            read: self.read,
            unread: self.unread,
            favourite: self.favourite,
            noted: self.noted,
        }
    }

    fn years(&self, chosen: &[String]) -> Vec<FacetValue> {
        let mut years = Vec::new();
        for (year, months) in self.month.chunks(MONTHS).enumerate().rev() {
            let (value, count) = (format!("{year:04}"), months.iter().sum());
            let chosen = chosen.contains(&value);
            if count > 0 || chosen {
                years.push(FacetValue { value, count, chosen });
            }
        }
        years
    }

    /// Posts of each month that has any, oldest first.
    pub(super) fn timeline(&self) -> Vec<(String, u32)> {
        let months = self.month.iter().enumerate().filter(|(_, count)| **count > 0);
        months.map(|(at, count)| (format!("{:04}-{:02}", at / MONTHS, at % MONTHS), *count)).collect()
    }
}

/// The values of a facet that occur in a result: the `top` most frequent, and all selected ones.
fn view(values: &Interner, counts: &[u32], chosen: &[String], top: usize) -> FacetView {
    let picked: Vec<u32> = chosen.iter().filter_map(|value| values.find(value)).collect();
    let count = |number: u32| counts[number as usize];
    let mut all: Vec<u32> =
        (0..counts.len() as u32).filter(|number| count(*number) > 0 || picked.contains(number)).collect();
    sort::by(&mut all, &|a, b| count(b).cmp(&count(a)).then_with(|| values.get(a).cmp(values.get(b))));
    let mut views = Vec::new();
    for (at, number) in all.iter().enumerate() {
        let chosen = picked.contains(number);
        if at < top || chosen {
            views.push(FacetValue { value: values.get(*number).to_owned(), count: count(*number), chosen });
        }
    }
    let more = (all.len() - views.len()) as u32;
    // A selected value that no post ever had must be there to be deselected.
    for value in chosen.iter().filter(|value| values.find(value).is_none()) {
        views.push(FacetValue { value: value.clone(), count: 0, chosen: true });
    }
    FacetView { values: views, more }
}
