//! Runs queries: which posts match, how often the words occur in them, and in which order they are listed.

use super::facets::{Counts, FacetSelection, Facets};
use super::matcher::{Fit, Matcher};
use super::matches::{Match, intersect, unite};
use super::order::Sort;
use super::post::{Field, IndexedPost};
use super::query::{FieldScope, Occur, Query, Term};
use super::relevance::{length_class, relevance};
use super::{Library, sort};
use serde::Serialize;
use std::rc::Rc;

/// A request. Every part may be missing.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "QueryRequest"))]
pub struct Request {
    /// What was typed.
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    pub text: String,
    /// The selected facet values.
    #[cfg_attr(test, ts(optional, as = "Option<FacetSelection>"))]
    pub facets: FacetSelection,
    /// The sort order.
    #[cfg_attr(test, ts(optional, as = "Option<Sort>"))]
    pub sort: Sort,
    /// Values per facet to return; 20 by default.
    #[cfg_attr(test, ts(optional))]
    pub top: Option<u32>,
}

/// Scopes of terms whose occurrences are counted.
pub(super) const COUNTED: &[FieldScope] = &[FieldScope::Anywhere, FieldScope::Comment];

/// The default of [`Request::top`].
pub(super) const TOP: u32 = 20;

/// The result of a query, without its rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "QueryResult"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Rows of the result.
    pub posts: u32,
    /// Occurrences of all words and phrases, in all fields of these posts, and of those with `comment:` in comments.
    pub occurrences: u32,
    /// Rows of the library.
    pub total: u32,
    /// Those of them that are indexed.
    pub searched: u32,
    /// The sort order used.
    pub sort: Sort,
    /// The parsed words and phrases, folded.
    pub words: Vec<String>,
    /// If no post has all of several terms: each as it was typed, with its alternatives, and the number of posts that have it.
    pub apart: Vec<(String, u32)>,
    /// The values of facets.
    pub facets: Facets,
    /// Posts of each month that has any, oldest first.
    pub timeline: Vec<(String, u32)>,
    /// Posts without a date.
    pub undated: u32,
}

/// The posts with a needle, sorted.
type Hits = Rc<Vec<Match>>;

/// What distinguishes terms: needle, phrase, scope.
type Sought = (String, Option<String>, FieldScope);

/// The current result, and a cache of what led to it.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Hits by needle, least recently used first: each letter typed or deleted asks about the same posts.
    cache: Vec<(Sought, Hits)>,
    cache_version: u32,
    pub(super) query: Query,
    pub(super) result: Vec<Match>,
    pub(super) counts: Counts,
}

/// Limit of matches in the cache: some megabytes.
const MAX_CACHED: usize = 500_000;

impl Search {
    pub(super) fn allocated(&self) -> u64 {
        let matches = self.result.capacity() + self.cache.iter().map(|(_, hits)| hits.capacity()).sum::<usize>();
        (matches * size_of::<Match>()) as u64
    }

    fn keep(&mut self, sought: Sought, hits: &Hits) {
        self.cache.push((sought, Rc::clone(hits)));
        let mut all: usize = self.cache.iter().map(|(_, hits)| hits.len()).sum();
        while all > MAX_CACHED && self.cache.len() > 1 {
            all -= self.cache.remove(0).1.len();
        }
    }
}

impl Library {
    /// Runs a query and makes its result the current one.
    pub fn query(&mut self, request: &Request) -> Answer {
        self.find_marked();
        let query = Query::parse(&request.text);
        let matches = self.matches(&query);
        let apart = if matches.is_empty() { self.apart(&query) } else { Vec::new() };
        let (mut result, counts) = self.narrow(matches, &request.facets);
        let has_words = query.terms_in(COUNTED).next().is_some();
        let sort = match request.sort {
            Sort::Relevance if !has_words => Sort::Newest,
            sort => sort,
        };
        self.sort(&mut result, sort);
        let top = request.top.unwrap_or(TOP) as usize;
        let state = self.state();
        let answer = Answer {
            posts: result.len() as u32,
            occurrences: result.iter().map(|found| found.occurrences).sum(),
            total: state.rows,
            searched: state.indexed,
            sort,
            words: query.words().map(str::to_owned).collect(),
            apart,
            facets: counts.facets(&self.facet_values, &request.facets, top),
            timeline: counts.timeline(),
            undated: counts.undated,
        };
        self.search.query = query;
        self.search.result = result;
        self.search.counts = counts;
        answer
    }

    /// The posts that match, sorted by number.
    fn matches(&mut self, query: &Query) -> Vec<Match> {
        // Longer needles are rarer: the longest leaves the fewest posts for the others.
        let groups = query.groups();
        let length = |group: &[&Term]| group.iter().map(|term| term.needle.len()).min().unwrap_or(0) as u64;
        let mut order: Vec<(u64, u32)> = (0..).zip(&groups).map(|(at, group)| (u64::MAX - length(group), at)).collect();
        sort::by_key(&mut order);
        let mut found: Option<Vec<Match>> = None;
        for (_, at) in order {
            let group = &groups[at as usize];
            found = Some(match found {
                None => self.hits_of(group).as_ref().clone(),
                Some(found) if found.len() * 2 > self.posts.len() => intersect(found, &self.hits_of(group)),
                Some(found) => {
                    let mut hits = Vec::new();
                    for term in group {
                        hits = unite(&hits, &self.count_in(term, found.iter().map(|found| found.post)));
                    }
                    intersect(found, &hits)
                }
            });
        }
        let is_shown = |number: &u32| self.posts[*number as usize].is_shown();
        let all = || (0..self.posts.len() as u32).filter(is_shown);
        let mut found =
            found.unwrap_or_else(|| all().map(|post| Match { post, occurrences: 0, in_title: 0, fit: 0 }).collect());
        for (filter, sign) in &query.filters {
            found.retain(|found| {
                let post = &self.posts[found.post as usize];
                filter.holds(post.day, self.facet_values.langs.get(post.lang)) == (*sign == Occur::Must)
            });
        }
        for term in query.terms.iter().filter(|term| term.occur == Occur::MustNot) {
            let matcher = Matcher::new(term);
            found.retain(|found| self.count(&self.posts[found.post as usize], &matcher, term.scope).is_none());
        }
        found
    }

    /// The posts of each required term or group of alternatives, if there are several.
    fn apart(&mut self, query: &Query) -> Vec<(String, u32)> {
        let groups = query.groups();
        if groups.len() < 2 {
            return Vec::new();
        }
        let typed = |group: &[&Term]| group.iter().map(|term| &*term.typed).collect::<Vec<_>>().join(" OR ");
        groups.iter().map(|group| (typed(group), self.hits_of(group).len() as u32)).collect()
    }

    /// All posts with one of some alternatives.
    fn hits_of(&mut self, group: &[&Term]) -> Hits {
        let mut all = self.hits(group[0]);
        for term in &group[1..] {
            all = Rc::new(unite(&all, &self.hits(term)));
        }
        all
    }

    /// All posts with a term.
    fn hits(&mut self, term: &Term) -> Hits {
        if self.search.cache_version != self.version {
            self.search.cache.clear();
            self.search.cache_version = self.version;
        }
        let cached = &mut self.search.cache;
        let sought = (term.needle.clone(), term.phrase.clone(), term.scope);
        if let Some(at) = cached.iter().position(|(known, _)| *known == sought) {
            let same = cached.remove(at);
            let hits = Rc::clone(&same.1);
            cached.push(same);
            return hits;
        }
        // A needle occurs only where all its parts do.
        let is_part = |(needle, phrase, scope): &Sought| {
            *scope == term.scope && phrase.is_none() && term.needle.contains(&**needle)
        };
        let parts = cached.iter().filter(|(known, _)| is_part(known));
        let fewest = parts.map(|(_, hits)| Rc::clone(hits)).min_by_key(|hits| hits.len());
        let hits = Rc::new(match fewest {
            Some(hits) => self.count_in(term, hits.iter().map(|hit| hit.post)),
            None => self.count_in(term, 0..self.posts.len() as u32),
        });
        self.search.keep(sought, &hits);
        hits
    }

    /// Those of the given posts with a term.
    fn count_in(&self, term: &Term, posts: impl Iterator<Item = u32>) -> Vec<Match> {
        let matcher = Matcher::new(term);
        let mut hits = Vec::new();
        for number in posts {
            let post = &self.posts[number as usize];
            if !post.is_shown() {
                continue;
            }
            if let Some((count, fit, in_title)) = self.count(post, &matcher, term.scope) {
                // Occurrences are counted where there is text to read, not in fields of a few words.
                let occurrences = if COUNTED.contains(&term.scope) { count } else { 0 };
                hits.push(Match { post: number, occurrences, in_title: u32::from(in_title), fit: fit as u32 });
            }
        }
        hits
    }

    /// Occurrences of a term in a post, how the best one fits, and whether there are any in the title.
    fn count(&self, post: &IndexedPost, matcher: &Matcher, scope: FieldScope) -> Option<(u32, Fit, bool)> {
        let (text, changes) = (self.store.text(post), self.store.rest(post).0);
        let field = match scope {
            FieldScope::Anywhere => {
                // No needle contains the field separator, so one search of the whole counts each field.
                let (count, fit) = matcher.count(text, changes, 0..text.len())?;
                let in_title = matcher.count(text, changes, post.field(Field::Title)).is_some();
                return Some((count, fit, in_title));
            }
            FieldScope::Title => Field::Title,
            FieldScope::Author => Field::Author,
            FieldScope::Source => Field::Source,
            FieldScope::Tag => Field::Tags,
            FieldScope::Comment => Field::Comments,
        };
        let (count, fit) = matcher.count(text, changes, post.field(field))?;
        Some((count, fit, false))
    }

    fn sort(&mut self, result: &mut Vec<Match>, sort: Sort) {
        let posts = self.posts.len();
        let order = self.ordered(sort);
        let mut rank = vec![0u32; posts];
        for (at, number) in order.iter().enumerate() {
            rank[*number as usize] = at as u32;
        }
        let key = |found: &Match| {
            let rank = rank[found.post as usize];
            if sort != Sort::Relevance {
                return u64::from(rank);
            }
            relevance(found, length_class(self.posts[found.post as usize].text.len()), rank)
        };
        let mut keyed: Vec<(u64, u32)> = (0..).zip(&*result).map(|(at, found)| (key(found), at)).collect();
        sort::by_key(&mut keyed);
        *result = keyed.into_iter().map(|(_, at)| result[at as usize]).collect();
    }
}
