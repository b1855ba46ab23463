//! What the posts of the current result have in common: how many there are of each month, source and language, how long they are,
//! and how often words stand in their articles over time.

use super::arena::Span;
use super::interner::{Interner, NONE};
use super::matcher::Matcher;
use super::post::{Field, IndexedPost};
use super::query::{FieldScope, Occur, Query, Term};
use super::wire::{self, Details};
use super::{Library, sort};
use crate::text::length::Length;
use serde::Serialize;

/// Most sources that are listed.
const MOST_SOURCES: usize = 100;
/// Most terms that are counted.
const MOST_TERMS: usize = 8;

/// Counts of the posts in a result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Statistics {
    /// Rows of the result.
    pub posts: u32,
    /// Those of them whose text is not read yet: only their dates and sources are counted.
    pub unread: u32,
    /// Posts without a date.
    pub undated: u32,
    /// Posts without an author.
    pub anonymous: u32,
    /// Characters of the articles, without white space.
    pub characters: u64,
    /// Words of the articles; each Han character, kana and Hangul syllable is one.
    pub words: u64,
    /// Pictures of the articles.
    pub pictures: u64,
    /// Posts with pictures.
    pub pictured: u32,
    /// Comments, with replies.
    pub comments: u64,
    /// Files of these posts beyond one for each.
    pub copies: u32,
    /// Posts that have copies.
    pub copied: u32,
    /// Posts with problems.
    pub troubled: u32,
    /// Each month that has posts, oldest first.
    pub months: Vec<Month>,
    /// Hosts by their posts, up to a hundred.
    pub sources: Vec<Counted>,
    /// Number of all hosts.
    pub hosts: u32,
    /// Languages by their posts, BCP 47.
    pub languages: Vec<Counted>,
    /// Codes of problems by their number.
    pub problems: Vec<(String, u32)>,
    /// The terms that were asked for.
    pub terms: Vec<TermCounts>,
}

/// A month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StatisticsMonth"))]
pub struct Month {
    /// As in `2021-03`; `2021-00` if only the year is known.
    pub month: String,
    /// Posts of it.
    pub posts: u32,
    /// Characters of their articles.
    pub characters: u64,
    /// Words of them.
    pub words: u64,
    /// Pictures of them.
    pub pictures: u64,
}

/// The posts that have a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StatisticsValue"))]
pub struct Counted {
    /// The value.
    pub value: String,
    /// Posts that have it.
    pub posts: u32,
    /// Characters of their articles.
    pub characters: u64,
}

/// How often a term occurs in the articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TermCounts {
    /// As it was asked for.
    pub text: String,
    /// Posts that have it.
    pub posts: u32,
    /// Occurrences of its words and phrases, undated posts included.
    pub occurrences: u32,
    /// Occurrences in each of `months`.
    pub months: Vec<u32>,
}

/// Lengths of articles by the numbers of their posts, each with the text that it is of.
pub(super) type Lengths = Vec<(Span, Length)>;

impl Library {
    /// Counts the posts of the current result. Each term is a search, of which its words and phrases are counted: those with
    /// `OR` together.
    pub fn statistics(&mut self, terms: &[String]) -> Statistics {
        self.find_copies();
        let (order, lengths) = self.by_month();
        let mut all = Statistics { posts: order.len() as u32, ..Statistics::default() };
        let mut sources = vec![(0, 0); self.facet_values.hosts.len()];
        let mut langs = vec![(0, 0); self.facet_values.langs.len()];
        for months in order.chunk_by(|(one, _), (other, _)| one == other) {
            let number = months[0].0;
            let mut month = Month { month: format!("{:04}-{:02}", number / 100, number % 100), ..Month::default() };
            for (_, number) in months {
                let post = &self.posts[*number as usize];
                let length = lengths[*number as usize].1;
                add(&mut sources, post.host, length);
                add(&mut langs, post.lang, length);
                self.count_post(*number, post, length, &mut all);
                month.posts += 1;
                month.characters += u64::from(length.characters);
                month.words += u64::from(length.words);
                month.pictures += u64::from(post.images);
            }
            match number {
                0 => all.undated = month.posts,
                _ => all.months.push(month),
            }
        }
        sort::stable_by(&mut all.problems, &|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        all.hosts = sources.iter().filter(|(posts, _)| *posts > 0).count() as u32;
        all.sources = counted(&self.facet_values.hosts, &sources, MOST_SOURCES);
        all.languages = counted(&self.facet_values.langs, &langs, usize::MAX);
        all.terms = self.count_terms(terms, &order);
        self.lengths = lengths;
        all
    }

    /// The posts of the result, each after its month, 0 without a date; and the lengths of their articles.
    fn by_month(&mut self) -> (Vec<(u64, u32)>, Lengths) {
        let mut lengths = std::mem::take(&mut self.lengths);
        lengths.resize(self.posts.len(), Default::default());
        let mut order = Vec::with_capacity(self.search.result.len());
        for found in &self.search.result {
            let post = &self.posts[found.post as usize];
            order.push((u64::from(post.day / 100), found.post));
            let known = &mut lengths[found.post as usize];
            if known.0 != post.text {
                let article = self.store.text(post).get(post.field(Field::Text)).unwrap_or_default();
                *known = (post.text, Length::of(article));
            }
        }
        sort::by_key(&mut order);
        (order, lengths)
    }

    fn count_post(&self, number: u32, post: &IndexedPost, length: Length, all: &mut Statistics) {
        all.unread += u32::from(!post.is_indexed() || post.is_head);
        all.anonymous += u32::from(post.author == NONE);
        all.characters += u64::from(length.characters);
        all.words += u64::from(length.words);
        all.pictures += u64::from(post.images);
        all.pictured += u32::from(post.images > 0);
        all.comments += u64::from(post.comments);
        let places = match self.copies_of(number).next() {
            None => self.copies.get(&number).map_or(1, Vec::len),
            Some(_) => self.all_places_of(number).len(),
        };
        all.copies += places as u32 - 1;
        all.copied += u32::from(places > 1);
        all.troubled += u32::from(post.has_problems);
        if post.has_problems {
            let details: Details = wire::read(self.store.rest(post).1).unwrap_or_default();
            for problem in details.problems {
                match all.problems.iter_mut().find(|(code, _)| *code == problem.code) {
                    Some((_, count)) => *count += 1,
                    None => all.problems.push((problem.code.to_owned(), 1)),
                }
            }
        }
    }

    /// Occurrences in the posts of an order by months. All terms are looked for in a text while it is near: most of the time is that
    /// of its way from memory.
    fn count_terms(&self, terms: &[String], order: &[(u64, u32)]) -> Vec<TermCounts> {
        let queries: Vec<Query> = terms.iter().take(MOST_TERMS).map(|term| Query::parse(term)).collect();
        fn matchers(query: &Query) -> Vec<Matcher<'_>> {
            let is_counted = |term: &&Term| term.occur == Occur::Must && term.scope == FieldScope::Anywhere;
            query.terms.iter().filter(is_counted).map(Matcher::new).collect()
        }
        let mut all: Vec<(Vec<Matcher>, TermCounts)> =
            queries.iter().map(matchers).map(|one| (one, TermCounts::default())).collect();
        // Without terms no text is on its way.
        let order = if all.is_empty() { &[] } else { order };
        for month in order.chunk_by(|(one, _), (other, _)| one == other) {
            let before: Vec<u32> = all.iter().map(|(_, counts)| counts.occurrences).collect();
            for (_, number) in month {
                let post = &self.posts[*number as usize];
                let (text, changes) = (self.store.text(post), self.store.rest(post).0);
                for (matchers, counts) in &mut all {
                    let found = |matcher: &Matcher| matcher.count(text, changes, post.field(Field::Text));
                    let own: u32 = matchers.iter().filter_map(found).map(|(count, _)| count).sum();
                    counts.occurrences += own;
                    counts.posts += u32::from(own > 0);
                }
            }
            if month[0].0 > 0 {
                all.iter_mut()
                    .zip(before)
                    .for_each(|((_, counts), before)| counts.months.push(counts.occurrences - before));
            }
        }
        all.into_iter().zip(terms).map(|((_, counts), text)| TermCounts { text: text.clone(), ..counts }).collect()
    }
}

/// Adds a post to those of its value.
fn add(counts: &mut [(u32, u64)], value: u32, length: Length) {
    if let Some((posts, characters)) = counts.get_mut(value as usize) {
        *posts += 1;
        *characters += u64::from(length.characters);
    }
}

/// Values that occur, the most frequent first, equal ones in their order.
fn counted(values: &Interner, counts: &[(u32, u64)], most: usize) -> Vec<Counted> {
    let mut numbers: Vec<u32> = (0..counts.len() as u32).filter(|at| counts[*at as usize].0 > 0).collect();
    let posts = |at: u32| counts[at as usize].0;
    sort::by(&mut numbers, &|a, b| posts(b).cmp(&posts(a)).then_with(|| values.get(a).cmp(values.get(b))));
    let view = |at: &u32| {
        let (posts, characters) = counts[*at as usize];
        Counted { value: values.get(*at).to_owned(), posts, characters }
    };
    numbers.iter().take(most).map(view).collect()
}
