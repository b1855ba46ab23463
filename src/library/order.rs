//! Sort orders of the list, each made on first use and cached until something changes.

use super::interner::NONE;
use super::post::Field;
use super::{Library, sort};
use std::cmp::Ordering;

/// The sort order of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Whole words before beginnings of words before pieces, then posts with words in the title, then by density of words,
    /// then newest.
    #[default]
    Relevance,
    /// Newest first; undated last.
    Newest,
    /// Oldest first; undated last.
    Oldest,
    /// By title.
    Title,
    /// By the source's host, then newest.
    Source,
}

impl Sort {
    /// The order of this name, or the default.
    pub fn named(name: &str) -> Sort {
        match name {
            "newest" => Sort::Newest,
            "oldest" => Sort::Oldest,
            "title" => Sort::Title,
            "source" => Sort::Source,
            _ => Sort::Relevance,
        }
    }
}

/// Orders of all posts.
#[derive(Debug, Default)]
pub(super) struct Orders {
    newest: CachedOrder,
    oldest: CachedOrder,
    title: CachedOrder,
    source: CachedOrder,
    /// The posts whose titles were returned last.
    titles: CachedOrder,
    /// By place, where it is in the order of places: while posts come in, orders are made again and again, and paths stay.
    ranks: Vec<u32>,
}

/// An order, and the library's version it is of.
#[derive(Debug, Default)]
struct CachedOrder {
    version: Option<u32>,
    posts: Vec<u32>,
}

impl Orders {
    pub(super) fn allocated(&self) -> u64 {
        let all = [&self.newest, &self.oldest, &self.title, &self.source, &self.titles];
        4 * self.ranks.capacity() as u64 + all.iter().map(|cached| 4 * cached.posts.capacity() as u64).sum::<u64>()
    }

    /// Called when a volume goes or has another name.
    pub(super) fn forget_ranks(&mut self) {
        self.ranks = Vec::new();
    }

    fn cached(&mut self, sort: Sort) -> &mut CachedOrder {
        match sort {
            Sort::Relevance | Sort::Newest => &mut self.newest,
            Sort::Oldest => &mut self.oldest,
            Sort::Title => &mut self.title,
            Sort::Source => &mut self.source,
        }
    }
}

impl Library {
    /// All posts in this order; relevance is newest here.
    pub(super) fn ordered(&mut self, sort: Sort) -> &[u32] {
        if self.orders.cached(sort).version != Some(self.version) {
            self.rank_places();
            let posts = self.order(sort);
            *self.orders.cached(sort) = CachedOrder { version: Some(self.version), posts };
        }
        &self.orders.cached(sort).posts
    }

    fn here(&self) -> Vec<u32> {
        (0..self.posts.len() as u32).filter(|number| self.posts[*number as usize].is_shown()).collect()
    }

    fn rank_places(&mut self) {
        let count = self.places.len();
        if self.orders.ranks.len() == count {
            return;
        }
        let mut places: Vec<u32> = (0..count as u32).collect();
        sort::by(&mut places, &|a, b| self.place_order(a, b));
        self.orders.ranks = vec![0; count];
        for (place, rank) in places.into_iter().zip(0..) {
            self.orders.ranks[place as usize] = rank;
        }
    }

    fn order(&self, order: Sort) -> Vec<u32> {
        let mut posts = self.here();
        let post = |number: u32| &self.posts[number as usize];
        // Those of one moment come by their paths, in whatever order they were read.
        let rank = |number: u32| self.orders.ranks.get(post(number).place as usize);
        let by_place = |a: u32, b: u32| rank(a).cmp(&rank(b));
        let newest = |a: u32, b: u32| post(b).moment.cmp(&post(a).moment).then_with(|| by_place(a, b));
        let oldest = |a: u32, b: u32| {
            let dated = (post(a).day == 0).cmp(&(post(b).day == 0));
            dated.then(post(a).moment.cmp(&post(b).moment)).then_with(|| by_place(a, b))
        };
        let folded = |number: u32| self.store.text(post(number)).get(post(number).field(Field::Title));
        let title = |a: u32, b: u32| folded(a).cmp(&folded(b)).then_with(|| newest(a, b));
        let host = |number: u32| self.facet_values.hosts.get(post(number).host);
        let source = |a: u32, b: u32| {
            let known = (post(a).host == NONE).cmp(&(post(b).host == NONE));
            known.then_with(|| host(a).cmp(host(b))).then_with(|| newest(a, b))
        };
        let compare: &dyn Fn(u32, u32) -> Ordering = match order {
            Sort::Relevance | Sort::Newest => &newest,
            Sort::Oldest => &oldest,
            Sort::Title => &title,
            Sort::Source => &source,
        };
        sort::by(&mut posts, compare);
        posts
    }

    /// The titles of all posts, one per line, for a collator to sort.
    pub fn titles(&mut self) -> String {
        self.find_copies();
        let posts = self.here();
        let mut titles = String::new();
        for number in &posts {
            titles.push_str(&self.store.original(&self.posts[*number as usize], Field::Title).replace('\n', " "));
            titles.push('\n');
        }
        titles.pop();
        self.orders.titles = CachedOrder { version: Some(self.version), posts };
        titles
    }

    /// Takes the line numbers of these titles in sorted order; returns whether they fit the current posts.
    pub fn set_title_order(&mut self, order: &[u32]) -> bool {
        let titles = &self.orders.titles;
        let mut is_there = vec![false; titles.posts.len()];
        let is_whole = titles.version == Some(self.version)
            && order.len() == titles.posts.len()
            && order.iter().all(|line| {
                let seen = is_there.get_mut(*line as usize).map(|seen| std::mem::replace(seen, true));
                seen == Some(false)
            });
        if is_whole {
            let posts = order.iter().map(|line| titles.posts[*line as usize]).collect();
            self.orders.title = CachedOrder { version: Some(self.version), posts };
        }
        is_whole
    }
}
