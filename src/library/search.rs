//! Running a query: which posts match, how often the words stand in them, and in which order they are shown.

use super::facets::{Chosen, Counts, Facets};
use super::order::Sort;
use super::post::{Field, Held};
use super::query::{Condition, Query, Scope, Sign, Term};
use super::scan::Needle;
use super::{Library, sort};
use serde::Serialize;
use std::rc::Rc;

/// What is asked. Every part may be missing.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Query"))]
pub struct Request {
    /// What was typed.
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    pub text: String,
    /// The values of facets that were chosen.
    #[cfg_attr(test, ts(optional, as = "Option<Chosen>"))]
    pub facets: Chosen,
    /// The order.
    #[cfg_attr(test, ts(optional, as = "Option<Sort>"))]
    pub sort: Sort,
    /// How many values each facet gives at the most.
    #[cfg_attr(test, ts(optional))]
    pub top: Option<u32>,
}

/// How many values a facet gives where nothing is said.
const TOP: u32 = 20;

/// What a query comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "QueryResult"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Rows of the result.
    pub posts: u32,
    /// Of all words and phrases, in all fields of these posts.
    pub occurrences: u32,
    /// Rows of the library.
    pub total: u32,
    /// Those of them whose text is there.
    pub searched: u32,
    /// The order, as it was done.
    pub sort: Sort,
    /// The words and phrases, as the query was read.
    pub words: Vec<String>,
    /// The facets' values.
    pub facets: Facets,
    /// Posts of each month that has some, the oldest first.
    pub timeline: Vec<(String, u32)>,
    /// Posts without a date.
    pub undated: u32,
}

/// One post that matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) post: u32,
    /// Of all words, in all fields.
    pub(super) occurrences: u32,
    /// How many of the words stand in the title.
    pub(super) in_title: u32,
}

/// The posts in which one needle stands, in order.
type Hits = Rc<Vec<Match>>;

/// The current result, and what was found on the way to it.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// What needles were found in, the last one used at the end: whoever goes on typing, or takes a letter back,
    /// asks about the same posts.
    kept: Vec<(String, Scope, Hits)>,
    kept_version: u32,
    pub(super) query: Query,
    pub(super) result: Vec<Match>,
    pub(super) counts: Counts,
}

/// Matches that are kept, in all: some megabytes.
const MOST_KEPT: usize = 500_000;

impl Search {
    pub(super) fn held(&self) -> u64 {
        let matches = self.result.capacity() + self.kept.iter().map(|(_, _, hits)| hits.capacity()).sum::<usize>();
        (matches * size_of::<Match>()) as u64
    }

    fn keep(&mut self, needle: &str, scope: Scope, hits: &Hits) {
        self.kept.push((needle.to_owned(), scope, Rc::clone(hits)));
        let mut all: usize = self.kept.iter().map(|(_, _, hits)| hits.len()).sum();
        while all > MOST_KEPT && self.kept.len() > 1 {
            all -= self.kept.remove(0).2.len();
        }
    }
}

impl Library {
    /// Runs a query; its result is the current one then.
    pub fn query(&mut self, request: &Request) -> Answer {
        let query = Query::parse(&request.text);
        let matches = self.matches(&query);
        let (mut result, counts) = self.narrow(matches, &request.facets);
        let has_words = query.words().next().is_some();
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
            searched: state.filled,
            sort,
            words: query.words().map(str::to_owned).collect(),
            facets: counts.facets(&self.names, &request.facets, top),
            timeline: counts.timeline(),
            undated: counts.undated,
        };
        self.search.query = query;
        self.search.result = result;
        self.search.counts = counts;
        answer
    }

    /// The posts that match, in the order of their numbers.
    fn matches(&mut self, query: &Query) -> Vec<Match> {
        // What is long is rare: the longest needle leaves the fewest posts for the others.
        let with = (0..).zip(&query.terms).filter(|(_, term)| term.sign == Sign::With);
        let mut terms: Vec<(u64, u32)> = with.map(|(at, term)| (u64::MAX - term.needle.len() as u64, at)).collect();
        sort::by_key(&mut terms);
        let mut found: Option<Vec<Match>> = None;
        for (_, at) in terms {
            let term = &query.terms[at as usize];
            found = Some(match found {
                None => self.hits(term).as_ref().clone(),
                Some(found) if found.len() * 2 > self.posts.len() => join(found, &self.hits(term)),
                Some(found) => {
                    let hits = self.count_in(term, found.iter().map(|found| found.post));
                    join(found, &hits)
                }
            });
        }
        let is_here = |number: &u32| self.posts[*number as usize].is_here();
        let all = || (0..self.posts.len() as u32).filter(is_here);
        let mut found =
            found.unwrap_or_else(|| all().map(|post| Match { post, occurrences: 0, in_title: 0 }).collect());
        for (condition, sign) in &query.conditions {
            found.retain(|found| self.is_so(&self.posts[found.post as usize], condition) == (*sign == Sign::With));
        }
        for term in query.terms.iter().filter(|term| term.sign == Sign::Without) {
            let needle = Needle::new(&term.needle);
            found.retain(|found| self.count(&self.posts[found.post as usize], &needle, term.scope).0 == 0);
        }
        found
    }

    /// All posts in which a term stands.
    fn hits(&mut self, term: &Term) -> Hits {
        if self.search.kept_version != self.version {
            self.search.kept.clear();
            self.search.kept_version = self.version;
        }
        let kept = &mut self.search.kept;
        if let Some(at) = kept.iter().position(|(needle, scope, _)| *needle == term.needle && *scope == term.scope) {
            let same = kept.remove(at);
            let hits = Rc::clone(&same.2);
            kept.push(same);
            return hits;
        }
        // Where a part of it doesn't stand it doesn't either.
        let parts = kept.iter().filter(|(needle, scope, _)| *scope == term.scope && term.needle.contains(&**needle));
        let fewest = parts.map(|(_, _, hits)| Rc::clone(hits)).min_by_key(|hits| hits.len());
        let hits = Rc::new(match fewest {
            Some(hits) => self.count_in(term, hits.iter().map(|hit| hit.post)),
            None => self.count_in(term, 0..self.posts.len() as u32),
        });
        self.search.keep(&term.needle, term.scope, &hits);
        hits
    }

    /// Those of these posts in which a term stands.
    fn count_in(&self, term: &Term, posts: impl Iterator<Item = u32>) -> Vec<Match> {
        let needle = Needle::new(&term.needle);
        let mut hits = Vec::new();
        for number in posts {
            let post = &self.posts[number as usize];
            if !post.is_here() {
                continue;
            }
            let (count, in_title) = self.count(post, &needle, term.scope);
            if count > 0 {
                // Only words count as occurrences: a field that is asked for is no text.
                let occurrences = if term.scope == Scope::Anywhere { count } else { 0 };
                hits.push(Match { post: number, occurrences, in_title: u32::from(in_title) });
            }
        }
        hits
    }

    /// How often a needle stands in a post, and whether in its title.
    fn count(&self, post: &Held, needle: &Needle, scope: Scope) -> (u32, bool) {
        let text = self.store.text(post).as_bytes();
        let field = match scope {
            Scope::Anywhere => {
                // Fields are parted by a sign that is in no needle, so that one search is one of each field.
                let count = needle.count(text);
                return (count, count > 0 && needle.count(&text[post.field(Field::Title)]) > 0);
            }
            Scope::Author => Field::Author,
            Scope::Source => Field::Source,
            Scope::Tag => Field::Tags,
        };
        (needle.count(&text[post.field(field)]), false)
    }

    /// Whether a condition holds.
    fn is_so(&self, post: &Held, condition: &Condition) -> bool {
        match condition {
            Condition::Lang(begin) => {
                let lang = self.names.langs.get(post.lang);
                lang.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin))
            }
            Condition::Year(digits) => post.day > 0 && format!("{:08}", post.day).starts_with(digits),
            Condition::Before(day) => post.day > 0 && post.day < *day,
            Condition::After(day) => post.day > 0 && post.day >= *day,
        }
    }

    fn sort(&mut self, result: &mut Vec<Match>, sort: Sort) {
        let posts = self.posts.len();
        let order = self.ordered(sort);
        let mut rank = vec![0u32; posts];
        for (at, number) in order.iter().enumerate() {
            rank[*number as usize] = at as u32;
        }
        let key = |found: &Match| {
            let rank = u64::from(rank[found.post as usize]);
            if sort != Sort::Relevance {
                return rank;
            }
            // In one number: fewer words missing from the title, then less text to an occurrence, then the order of days.
            let length = self.posts[found.post as usize].text.len() as u64 + SHORTEST;
            let sparse = (length / u64::from(found.occurrences.max(1))).min((1 << 24) - 1);
            u64::from(15 - found.in_title.min(15)) << 56 | sparse << 32 | rank
        };
        let mut keyed: Vec<(u64, u32)> = (0..).zip(&*result).map(|(at, found)| (key(found), at)).collect();
        sort::by_key(&mut keyed);
        *result = keyed.into_iter().map(|(_, at)| result[at as usize]).collect();
    }
}

/// Bytes that are added to each text when density is reckoned: a word in a note of one line says less than its share.
const SHORTEST: u64 = 600;

/// The matches that are in both, by number, with their counts added up.
fn join(found: Vec<Match>, hits: &[Match]) -> Vec<Match> {
    let mut hits = hits.iter().peekable();
    let both = found.into_iter().filter_map(|found| {
        while hits.peek().is_some_and(|hit| hit.post < found.post) {
            hits.next();
        }
        let hit = hits.peek().filter(|hit| hit.post == found.post)?;
        Some(Match {
            post: found.post,
            occurrences: found.occurrences + hit.occurrences,
            in_title: found.in_title + hit.in_title,
        })
    });
    both.collect()
}
