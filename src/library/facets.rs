//! Facets: how many posts of a result have which source, author, tag, month, language, and what is chosen of these.
//!
//! Values of one facet are alternatives, facets narrow each other, and the counts of a facet ignore what is chosen in it:
//! they say what choosing another value would give.

use super::fold::fold;
use super::names::{Names, Values};
use super::post::{Held, NONE};
use super::search::Match;
use super::{Library, sort};
use serde::Serialize;

/// The values that were chosen.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Chosen {
    /// Hosts.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub source: Vec<String>,
    /// Authors.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub author: Vec<String>,
    /// Tags.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub tag: Vec<String>,
    /// Years, and with the months one facet: `2021`.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub year: Vec<String>,
    /// Months: `2021-03`.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub month: Vec<String>,
    /// Languages.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub lang: Vec<String>,
    /// Only posts with pictures.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub pictures: bool,
    /// Only posts with problems.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub problems: bool,
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
    /// Years, the newest first.
    pub year: FacetView,
    /// Posts with pictures.
    pub pictures: u32,
    /// Posts with problems.
    pub problems: u32,
}

/// The values of one facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetView {
    /// The most frequent, and what is chosen.
    pub values: Vec<FacetValue>,
    /// How many more there are.
    pub more: u32,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// How many posts have it.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// How many posts have which value, by its number.
#[derive(Debug, Default)]
pub(super) struct Counts {
    source: Vec<u32>,
    author: Vec<u32>,
    tag: Vec<u32>,
    lang: Vec<u32>,
    /// By year and month: of each year thirteen places, as months begin with one.
    month: Vec<u32>,
    pub(super) undated: u32,
    pictures: u32,
    problems: u32,
    chosen: Chosen,
}

const YEARS: usize = 10_000;
const MONTHS: usize = 13;

/// What is chosen, by numbers; and which facet, each a bit, a post fails.
struct Choice {
    source: Vec<u32>,
    author: Vec<u32>,
    tag: Vec<u32>,
    lang: Vec<u32>,
    years: Vec<u32>,
    months: Vec<u32>,
    pictures: bool,
    problems: bool,
    is_on: [bool; 5],
}

const SOURCE: u8 = 1;
const AUTHOR: u8 = 2;
const TAG: u8 = 4;
const LANG: u8 = 8;
const WHEN: u8 = 16;
const PICTURES: u8 = 32;
const PROBLEMS: u8 = 64;

impl Choice {
    fn of(chosen: &Chosen, names: &Names) -> Self {
        let numbers =
            |wanted: &[String], values: &Values| wanted.iter().filter_map(|value| values.find(value)).collect();
        let digits =
            |wanted: &[String]| wanted.iter().filter_map(|value| value.replace('-', "").parse().ok()).collect();
        Choice {
            source: numbers(&chosen.source, &names.hosts),
            author: numbers(&chosen.author, &names.authors),
            tag: numbers(&chosen.tag, &names.tags),
            lang: numbers(&chosen.lang, &names.langs),
            years: digits(&chosen.year),
            months: digits(&chosen.month),
            pictures: chosen.pictures,
            problems: chosen.problems,
            is_on: [
                !chosen.source.is_empty(),
                !chosen.author.is_empty(),
                !chosen.tag.is_empty(),
                !chosen.lang.is_empty(),
                !chosen.year.is_empty() || !chosen.month.is_empty(),
            ],
        }
    }

    /// The facets whose choice a post isn't in.
    fn fails(&self, post: &Held, tags: &[u32]) -> u8 {
        let [source, author, tag, lang, when] = self.is_on;
        let mut fails = 0;
        let mut fail = |bit, fails_it: bool| fails |= if fails_it { bit } else { 0 };
        fail(SOURCE, source && !self.source.contains(&post.host));
        fail(AUTHOR, author && !self.author.contains(&post.author));
        fail(TAG, tag && !tags.iter().any(|tag| self.tag.contains(tag)));
        fail(LANG, lang && !self.lang.contains(&post.lang));
        let is_then = || self.years.contains(&(post.day / 10_000)) || self.months.contains(&(post.day / 100));
        fail(WHEN, when && !(post.day > 0 && is_then()));
        fail(PICTURES, self.pictures && post.pictures == 0);
        fail(PROBLEMS, self.problems && !post.has_problems());
        fails
    }
}

impl Library {
    /// The matches that are in what was chosen, and the counts of all facets.
    pub(super) fn narrow(&self, mut matches: Vec<Match>, chosen: &Chosen) -> (Vec<Match>, Counts) {
        let names = &self.names;
        let choice = Choice::of(chosen, names);
        let mut counts = Counts {
            source: vec![0; names.hosts.len()],
            author: vec![0; names.authors.len()],
            tag: vec![0; names.tags.len()],
            lang: vec![0; names.langs.len()],
            month: vec![0; YEARS * MONTHS],
            chosen: chosen.clone(),
            ..Counts::default()
        };
        matches.retain(|found| {
            let post = &self.posts[found.post as usize];
            let tags = names.tagged.get(post.tags.0 as usize..post.tags.1 as usize).unwrap_or(&[]);
            let fails = choice.fails(post, tags);
            counts.add(post, tags, fails);
            fails == 0
        });
        (matches, counts)
    }

    /// So many values of one facet in the current result, from this one on, of those that contain the words; the most
    /// frequent first.
    pub fn facet_values(&self, facet: &str, words: &str, from: u32, count: u32) -> Vec<FacetValue> {
        let (names, counts) = (&self.names, &self.search.counts);
        let (values, counted, chosen) = match facet {
            "source" => (&names.hosts, &counts.source, &counts.chosen.source),
            "author" => (&names.authors, &counts.author, &counts.chosen.author),
            "tag" => (&names.tags, &counts.tag, &counts.chosen.tag),
            "lang" => (&names.langs, &counts.lang, &counts.chosen.lang),
            _ => return Vec::new(),
        };
        let words = fold(words);
        let mut all = view(values, counted, chosen, usize::MAX).values;
        all.retain(|value| fold(&value.value).contains(words.trim()));
        all.into_iter().skip(from as usize).take(count as usize).collect()
    }
}

impl Counts {
    /// Enters a post: for every facet but those whose choice it isn't in, and for one of these if it is the only one.
    fn add(&mut self, post: &Held, tags: &[u32], fails: u8) {
        let counts_for = |facet: u8| fails & !facet == 0;
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
            add(&mut self.author, post.author);
        }
        if counts_for(TAG) {
            tags.iter().for_each(|tag| add(&mut self.tag, *tag));
        }
        if counts_for(LANG) {
            add(&mut self.lang, post.lang);
        }
        if counts_for(WHEN) {
            let (year, month) = (post.day / 10_000, post.day / 100 % 100);
            let has_date = post.day > 0 && month < MONTHS as u32;
            add(&mut self.month, if has_date { year * MONTHS as u32 + month } else { NONE });
            self.undated += u32::from(!has_date);
        }
        self.pictures += u32::from(counts_for(PICTURES) && post.pictures > 0);
        self.problems += u32::from(counts_for(PROBLEMS) && post.has_problems());
    }

    /// The facets with so many values at the most, and what is chosen.
    pub(super) fn facets(&self, names: &Names, chosen: &Chosen, top: usize) -> Facets {
        Facets {
            source: view(&names.hosts, &self.source, &chosen.source, top),
            author: view(&names.authors, &self.author, &chosen.author, top),
            tag: view(&names.tags, &self.tag, &chosen.tag, top),
            lang: view(&names.langs, &self.lang, &chosen.lang, top),
            year: FacetView { values: self.years(&chosen.year), more: 0 },
            pictures: self.pictures,
            problems: self.problems,
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

    /// Posts of each month that has some, the oldest first.
    pub(super) fn timeline(&self) -> Vec<(String, u32)> {
        let months = self.month.iter().enumerate().filter(|(_, count)| **count > 0);
        months.map(|(at, count)| (format!("{:04}-{:02}", at / MONTHS, at % MONTHS), *count)).collect()
    }
}

/// The values of a facet that any post of a result has, and those that are chosen: so many of the most frequent, and all
/// chosen ones.
fn view(values: &Values, counts: &[u32], chosen: &[String], top: usize) -> FacetView {
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
    // A choice that no post ever had can be taken back too.
    for value in chosen.iter().filter(|value| values.find(value).is_none()) {
        views.push(FacetValue { value: value.clone(), count: 0, chosen: true });
    }
    FacetView { values: views, more }
}
