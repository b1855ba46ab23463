//! Rows of the current result, as they are shown: fields, marks, a snippet.

use super::Library;
use super::fold::{Folded, unfold_marked};
use super::post::{Details, Field, Held, NONE, ProblemView};
use super::query::{Scope, Sign};
use super::scan::{Needle, merged};
use super::{PlaceView, snippet};
use crate::page::{DateView, SourceView};
use serde::Serialize;
use std::ops::Range;

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryRow"))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its first place's volume.
    pub volume: u16,
    /// Its number there.
    pub index: u32,
    /// Its path there.
    pub path: String,
    /// All its places.
    pub places: Vec<PlaceOnly>,
    /// Whether front matter and text are there; else only what the name suggests is.
    pub filled: bool,
    /// Never empty.
    pub title: String,
    /// Where words stand in it: from and to, in UTF-16 offsets.
    pub title_marks: Vec<[u32; 2]>,
    /// When it was published.
    pub date: Option<DateView>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where words stand in it.
    pub author_marks: Vec<[u32; 2]>,
    /// Where it was saved from, if that is an address of the web.
    pub source: Option<SourceView>,
    /// `from` as it stands, if it is no address.
    pub source_text: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// BCP 47; none until it is filled.
    pub lang: Option<String>,
    /// `ltr` or `rtl`.
    #[cfg_attr(test, ts(type = "\"ltr\" | \"rtl\""))]
    pub dir: &'static str,
    /// Whether the site showed it.
    pub published: bool,
    /// How many pictures it has.
    pub pictures: u32,
    /// The address of the picture for a list: the post's own, else the first.
    pub image: Option<String>,
    /// Its first words; empty until it is filled.
    pub excerpt: String,
    /// The part of its text where the words stand most densely, if they stand there.
    pub snippet: Option<Snippet>,
    /// Of all words, in all fields.
    pub occurrences: u32,
    /// What there is to know about it.
    #[cfg_attr(test, ts(as = "Vec<crate::Problem>"))]
    pub problems: Vec<ProblemView>,
}

/// A file that holds a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceOnly {
    /// Its volume.
    pub volume: u16,
    /// Its number there.
    pub index: u32,
    /// Its path there.
    pub path: String,
}

/// A part of a text with the words in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Snippet {
    /// The part, on one line.
    pub text: String,
    /// Where the words stand in it: from and to, in UTF-16 offsets.
    pub marks: Vec<[u32; 2]>,
    /// Whether the text goes on before it.
    pub before: bool,
    /// Whether it goes on behind it.
    pub after: bool,
}

/// What stands beside a post in the current result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Neighbours {
    /// The post before.
    pub previous: Option<PlaceView>,
    /// The post behind.
    pub next: Option<PlaceView>,
    /// The post's own number in the result, from 0; -1 where it isn't in it.
    pub position: i32,
    /// Rows of the result.
    pub total: u32,
}

impl Library {
    /// So many rows of the current result from this one on.
    pub fn rows(&self, from: u32, count: u32) -> Vec<Row> {
        let needles = Needles::of(self);
        let result = self.search.result.iter().skip(from as usize).take(count as usize);
        result.filter_map(|found| self.row(found.post, found.occurrences, &needles)).collect()
    }

    /// One post's row, whether or not it is in the result.
    pub fn row_of(&self, id: u16, path: &str) -> Option<Row> {
        let post = self.places[self.place_at(id, path)? as usize].post;
        let occurrences = self.search.result.iter().find(|found| found.post == post);
        self.row(post, occurrences.map_or(0, |found| found.occurrences), &Needles::of(self))
    }

    /// The number of a post's row in the current result.
    pub fn position_of(&self, id: u16, path: &str) -> Option<u32> {
        let post = self.places[self.place_at(id, path)? as usize].post;
        self.search.result.iter().position(|found| found.post == post).map(|at| at as u32)
    }

    /// What stands before and behind a post in the current result.
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

    /// The words and phrases of the current query that an article shows, folded.
    pub fn needles(&self) -> Vec<String> {
        self.search.query.words().map(str::to_owned).collect()
    }

    /// Where these stand in a text: from and to in UTF-16 offsets, in order, none over another.
    pub fn find_in(&self, text: &str) -> Vec<u32> {
        let folded = Folded::of(text);
        let bytes = folded.text.as_bytes();
        let places = self.search.query.words().flat_map(|word| Needle::new(word).places(bytes)).collect();
        let (_, marks) = unfold_marked(&folded.text, &folded.changes, 0..bytes.len(), &merged(places));
        marks.into_iter().flatten().collect()
    }

    fn row(&self, number: u32, occurrences: u32, needles: &Needles) -> Option<Row> {
        let post = &self.posts[number as usize];
        let place = self.places.get(post.place as usize)?;
        let (text, (changes, details)) = (self.store.text(post), self.store.rest(post));
        let details = Details::read(details, text, changes);
        let marked = |field: Field, needles: &[Needle]| {
            let part = post.field(field);
            unfold_marked(text, changes, part.clone(), &merged(places(text, &part, needles).concat()))
        };
        let (title, title_marks) = marked(Field::Title, &needles.anywhere);
        let (author, author_marks) = marked(Field::Author, &needles.author);
        let address = Some(self.store.original(post, Field::Source)).filter(|address| !address.is_empty());
        let (source, source_text) = match (address, post.host) {
            (Some(url), host) if host != NONE => {
                (Some(SourceView { url, host: self.names.hosts.get(host).to_owned() }), None)
            }
            (address, _) => (None, address),
        };
        Some(Row {
            volume: place.volume,
            index: place.index,
            path: self.store.path(place).to_owned(),
            places: self.places_of(number).into_iter().map(|place| self.place_only(place)).collect(),
            filled: post.is_filled(),
            title,
            title_marks,
            date: details.date,
            author: Some(author).filter(|author| !author.is_empty()),
            author_marks,
            source,
            source_text,
            tags: self.store.values(post, Field::Tags),
            categories: details.categories,
            lang: Some(self.names.langs.get(post.lang).to_owned()).filter(|lang| !lang.is_empty()),
            dir: if post.is_rtl() { "rtl" } else { "ltr" },
            published: post.is_published(),
            pictures: post.pictures,
            image: details.image,
            excerpt: details.excerpt,
            snippet: snippet_of(post, text, changes, &needles.anywhere),
            occurrences,
            problems: details.problems,
        })
    }

    fn place_only(&self, number: u32) -> PlaceOnly {
        let place = &self.places[number as usize];
        PlaceOnly { volume: place.volume, index: place.index, path: self.store.path(place).to_owned() }
    }
}

/// What is marked in which field.
struct Needles<'a> {
    anywhere: Vec<Needle<'a>>,
    author: Vec<Needle<'a>>,
}

impl<'a> Needles<'a> {
    fn of(library: &'a Library) -> Self {
        let terms = || library.search.query.terms.iter().filter(|term| term.sign == Sign::With);
        let of = |scopes: &[Scope]| {
            terms().filter(|term| scopes.contains(&term.scope)).map(|term| Needle::new(&term.needle)).collect()
        };
        Needles { anywhere: of(&[Scope::Anywhere]), author: of(&[Scope::Anywhere, Scope::Author]) }
    }
}

/// The places of each needle in a part of a text.
fn places(text: &str, part: &Range<usize>, needles: &[Needle]) -> Vec<Vec<Range<usize>>> {
    let bytes = &text.as_bytes()[part.clone()];
    let moved = |place: Range<usize>| place.start + part.start..place.end + part.start;
    needles.iter().map(|needle| needle.places(bytes).into_iter().map(moved).collect()).collect()
}

fn snippet_of(post: &Held, text: &str, changes: &[u8], needles: &[Needle]) -> Option<Snippet> {
    let field = post.field(Field::Text);
    let places = places(text, &field, needles);
    let part = snippet::part(text, field.clone(), &places)?;
    let marks = snippet::within(&places, &part);
    let (shown, marks) = unfold_marked(text, changes, part.clone(), &marks);
    Some(Snippet {
        text: super::indexed::on_one_line(shown),
        marks,
        before: part.start > field.start,
        after: part.end < field.end,
    })
}
