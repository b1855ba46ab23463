//! Rows of the current result as they are shown: fields, marks, a snippet.

use super::Library;
use super::excerpt::on_one_line;
use super::fold::{Folded, unfold_marked};
use super::interner::NONE;
use super::marks::{FAVOURITE, NOTED, READ};
use super::matcher::Matcher;
use super::post::{Field, IndexedPost, ProblemView};
use super::query::{FieldScope, Query};
use super::scan::merge;
use super::wire::{self, DateMessage, Details};
use super::{PlaceView, snippet};
use crate::page::{DateView, SourceView};
use serde::Serialize;
use std::ops::Range;

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryRow"))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Volume of its first place.
    pub volume: u16,
    /// Index of the file in the volume.
    pub index: u32,
    /// Path of the file in the volume.
    pub path: String,
    /// All its places, and those of posts with the same article.
    pub places: Vec<PlaceOnly>,
    /// Whether it is indexed; else only what its name suggests is known.
    pub indexed: bool,
    /// Whether the reader has read it.
    pub read: bool,
    /// Whether it is one of the reader's favourites.
    pub favourite: bool,
    /// Whether the reader has notes in it.
    pub noted: bool,
    /// Never empty.
    pub title: String,
    /// Occurrences of words in it: start and end in UTF-16 offsets.
    pub title_marks: Vec<[u32; 2]>,
    /// Date of publication.
    pub date: Option<DateView>,
    /// Author.
    pub author: Option<String>,
    /// Occurrences of words in it.
    pub author_marks: Vec<[u32; 2]>,
    /// Where it was saved from, if that is a web URL.
    pub source: Option<SourceView>,
    /// `from` as written, if it is not a URL.
    pub source_text: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// BCP 47; none until it is indexed.
    pub lang: Option<String>,
    /// `ltr` or `rtl`.
    #[cfg_attr(test, ts(type = "\"ltr\" | \"rtl\""))]
    pub dir: &'static str,
    /// Whether the site published it.
    pub published: bool,
    /// Number of images.
    #[serde(rename = "pictures")]
    pub images: u32,
    /// Number of comments.
    pub comments: u32,
    /// URL of the image for a list: the post's own, or else the first.
    pub image: Option<String>,
    /// First words of the text; empty until it is indexed.
    pub excerpt: String,
    /// The part of the text with the densest occurrences, or of the comments if only they have any.
    pub snippet: Option<Snippet>,
    /// Occurrences of all words in all fields, and of those with `comment:` in comments.
    pub occurrences: u32,
    /// Its problems.
    #[cfg_attr(test, ts(as = "Vec<crate::Problem>"))]
    pub problems: Vec<ProblemView>,
}

/// A file that contains a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceOnly {
    /// Its volume.
    pub volume: u16,
    /// Its index in the volume.
    pub index: u32,
    /// Its path in the volume.
    pub path: String,
}

/// A part of a text with occurrences of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Snippet {
    /// The part, on one line.
    pub text: String,
    /// Occurrences: start and end in UTF-16 offsets.
    pub marks: Vec<[u32; 2]>,
    /// Whether there is text before it.
    pub before: bool,
    /// Whether there is text after it.
    pub after: bool,
    /// Whether it is of the comments.
    pub in_comments: bool,
}

/// The neighbours of a post in the current result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Neighbours {
    /// The previous post.
    pub previous: Option<PlaceView>,
    /// The next post.
    pub next: Option<PlaceView>,
    /// The post's position in the result, from 0; -1 if it isn't there.
    pub position: i32,
    /// Rows of the result.
    pub total: u32,
}

impl Library {
    /// Up to `count` rows of the current result from `from`.
    pub fn rows(&self, from: u32, count: u32) -> Vec<Row> {
        let matchers = Matchers::of(self);
        let result = self.search.result.iter().skip(from as usize).take(count as usize);
        result.filter_map(|found| self.row(found.post, found.occurrences, &matchers)).collect()
    }

    /// Takes the posts that are no longer listed out of the current result, whose order stays; returns the number of its rows.
    pub fn keep_listed(&mut self) -> u32 {
        self.find_copies();
        let posts = &self.posts;
        self.search.result.retain(|found| posts[found.post as usize].is_shown());
        self.search.result.len() as u32
    }

    /// One post's row, whether or not it is in the result.
    pub fn row_of(&self, id: u16, path: &str) -> Option<Row> {
        let post = self.shown(self.places[self.place_at(id, path)? as usize].post);
        let occurrences = self.search.result.iter().find(|found| found.post == post);
        self.row(post, occurrences.map_or(0, |found| found.occurrences), &Matchers::of(self))
    }

    /// The position of a post in the current result.
    pub fn position_of(&self, id: u16, path: &str) -> Option<u32> {
        let post = self.shown(self.places[self.place_at(id, path)? as usize].post);
        self.search.result.iter().position(|found| found.post == post).map(|at| at as u32)
    }

    /// The posts before and after a post in the current result.
    pub fn neighbours(&self, id: u16, path: &str) -> Neighbours {
        let at = self.position_of(id, path).map(|at| at as usize);
        let view = |at: Option<usize>| {
            let found = self.search.result.get(at?)?;
            self.place_view(self.posts[found.post as usize].place)
        };
        Neighbours {
            previous: view(at.and_then(|at| at.checked_sub(1))),
            next: view(at.map(|at| at + 1)),
            position: at.map_or(-1, |at| at as i32),
            total: self.search.result.len() as u32,
        }
    }

    /// Occurrences of the current query's words and phrases in a text: start and end of each in UTF-16 offsets, sorted,
    /// without overlaps.
    pub fn find_in(&self, text: &str) -> Vec<u32> {
        self.find(text, &[FieldScope::Anywhere])
    }

    /// The same in a title, where words with `title:` count too.
    pub fn find_in_title(&self, text: &str) -> Vec<u32> {
        self.find(text, &[FieldScope::Anywhere, FieldScope::Title])
    }

    /// The same in the text of a comment, where words with `comment:` count too.
    pub fn find_in_comment(&self, text: &str) -> Vec<u32> {
        self.find(text, &[FieldScope::Anywhere, FieldScope::Comment])
    }

    fn find(&self, text: &str, scopes: &[FieldScope]) -> Vec<u32> {
        find_in(&self.search.query, text, scopes)
    }

    pub(super) fn row(&self, number: u32, occurrences: u32, matchers: &Matchers) -> Option<Row> {
        let post = &self.posts[number as usize];
        let place = self.places.get(post.place as usize)?;
        let (text, (changes, details)) = (self.store.text(post), self.store.rest(post));
        let details: Details = wire::read(details).unwrap_or_default();
        let marked = |field: Field, matchers: &[Matcher]| {
            let part = post.field(field);
            unfold_marked(text, changes, part.clone(), &merge(places(text, changes, &part, matchers).concat()))
        };
        let (title, title_marks) = marked(Field::Title, &matchers.title);
        let (author, author_marks) = marked(Field::Author, &matchers.author);
        let address = Some(self.store.original(post, Field::Source)).filter(|address| !address.is_empty());
        let (source, source_text) = match (address, post.host) {
            (Some(url), host) if host != NONE => {
                (Some(SourceView { url, host: self.facet_values.hosts.get(host).to_owned() }), None)
            }
            (address, _) => (None, address),
        };
        let marks = self.marks_of(number);
        Some(Row {
            volume: place.volume,
            index: place.index,
            path: self.store.path(place).to_owned(),
            places: self.all_places_of(number).into_iter().map(|place| self.place_only(place)).collect(),
            indexed: post.is_indexed(),
            read: marks & READ != 0,
            favourite: marks & FAVOURITE != 0,
            noted: marks & NOTED != 0,
            title,
            title_marks,
            date: details.date.map(date_view),
            author: Some(author).filter(|author| !author.is_empty()),
            author_marks,
            source,
            source_text,
            tags: self.store.values(post, Field::Tags),
            categories: details.categories.into_iter().map(str::to_owned).collect(),
            lang: self.lang_of(post),
            dir: if post.is_rtl { "rtl" } else { "ltr" },
            published: post.is_published,
            images: post.images,
            comments: post.comments,
            image: Some(details.image.to_owned()).filter(|image| !image.is_empty()),
            excerpt: details.excerpt.text(text, changes).unwrap_or_default(),
            snippet: snippet_of(post, text, changes, matchers),
            occurrences,
            problems: ProblemView::all_of(details.problems),
        })
    }

    pub(super) fn lang_of(&self, post: &IndexedPost) -> Option<String> {
        Some(self.facet_values.langs.get(post.lang).to_owned()).filter(|lang| !lang.is_empty())
    }

    pub(super) fn place_only(&self, number: u32) -> PlaceOnly {
        let place = &self.places[number as usize];
        PlaceOnly { volume: place.volume, index: place.index, path: self.store.path(place).to_owned() }
    }
}

/// Occurrences of a query's words and phrases of these scopes in a text: start and end of each in UTF-16 offsets, sorted, without
/// overlaps.
pub(super) fn find_in(query: &Query, text: &str, scopes: &[FieldScope]) -> Vec<u32> {
    let folded = Folded::of(text);
    let whole = 0..folded.text.len();
    let terms = query.terms_in(scopes);
    let places =
        terms.flat_map(|term| Matcher::new(term).places(&folded.text, &folded.changes, whole.clone())).collect();
    let (_, marks) = unfold_marked(&folded.text, &folded.changes, whole.clone(), &merge(places));
    marks.into_iter().flatten().collect()
}

fn date_view(date: DateMessage) -> DateView {
    let original = if date.original.is_empty() { date.iso } else { date.original };
    DateView { iso: date.iso.to_owned(), original: original.to_owned(), from: date.from }
}

/// The terms to mark in each field.
#[derive(Default)]
pub(super) struct Matchers<'a> {
    anywhere: Vec<Matcher<'a>>,
    title: Vec<Matcher<'a>>,
    comments: Vec<Matcher<'a>>,
    author: Vec<Matcher<'a>>,
}

impl<'a> Matchers<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let of = |scope: FieldScope| {
            library.search.query.terms_in(&[FieldScope::Anywhere, scope]).map(Matcher::new).collect()
        };
        Matchers {
            anywhere: of(FieldScope::Anywhere),
            title: of(FieldScope::Title),
            comments: of(FieldScope::Comment),
            author: of(FieldScope::Author),
        }
    }
}

/// The occurrences of each term in a part of a text.
fn places(text: &str, changes: &[u8], part: &Range<usize>, matchers: &[Matcher]) -> Vec<Vec<Range<usize>>> {
    matchers.iter().map(|matcher| matcher.places(text, changes, part.clone())).collect()
}

/// The densest part of the article, or of the comments if only they have occurrences.
fn snippet_of(post: &IndexedPost, text: &str, changes: &[u8], matchers: &Matchers) -> Option<Snippet> {
    let of = |field: Field, matchers: &[Matcher]| {
        let range = post.field(field);
        let places = places(text, changes, &range, matchers);
        let part = snippet::part(text, range.clone(), &places)?;
        let marks = snippet::within(&places, &part);
        let (shown, marks) = unfold_marked(text, changes, part.clone(), &marks);
        let (before, after) = (part.start > range.start, part.end < range.end);
        Some(Snippet { text: on_one_line(shown), marks, before, after, in_comments: field == Field::Comments })
    };
    of(Field::Text, &matchers.anywhere).or_else(|| of(Field::Comments, &matchers.comments))
}
