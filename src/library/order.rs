//! The orders that a list can have, each made when it is first asked for and kept until something changes.

use super::post::{Field, NONE};
use super::{Library, sort};
use std::cmp::Ordering;

/// What a result is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Words in the title first, then how densely they stand, then the newest.
    #[default]
    Relevance,
    /// The newest first; without a date last.
    Newest,
    /// The oldest first; without a date last.
    Oldest,
    /// By title.
    Title,
    /// By the host that the post was saved from, then the newest.
    Source,
}

impl Sort {
    /// The order of this name, or else the usual one.
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

/// Orders of all posts, by number.
#[derive(Debug, Default)]
pub(super) struct Orders {
    newest: Kept,
    oldest: Kept,
    title: Kept,
    source: Kept,
    /// The posts whose titles were given out last, and when.
    titles: Kept,
}

/// An order, and the version that it is of.
#[derive(Debug, Default)]
struct Kept {
    version: Option<u32>,
    posts: Vec<u32>,
}

impl Orders {
    pub(super) fn held(&self) -> u64 {
        let all = [&self.newest, &self.oldest, &self.title, &self.source, &self.titles];
        all.iter().map(|kept| 4 * kept.posts.capacity() as u64).sum()
    }

    fn kept(&mut self, sort: Sort) -> &mut Kept {
        match sort {
            Sort::Relevance | Sort::Newest => &mut self.newest,
            Sort::Oldest => &mut self.oldest,
            Sort::Title => &mut self.title,
            Sort::Source => &mut self.source,
        }
    }
}

impl Library {
    /// All posts in this order; by relevance is newest here.
    pub(super) fn ordered(&mut self, sort: Sort) -> &[u32] {
        if self.orders.kept(sort).version != Some(self.version) {
            let posts = self.order(sort);
            *self.orders.kept(sort) = Kept { version: Some(self.version), posts };
        }
        &self.orders.kept(sort).posts
    }

    fn here(&self) -> Vec<u32> {
        (0..self.posts.len() as u32).filter(|number| self.posts[*number as usize].is_here()).collect()
    }

    fn order(&self, order: Sort) -> Vec<u32> {
        let mut posts = self.here();
        let post = |number: u32| &self.posts[number as usize];
        // Where nothing else decides it, posts stand as they came.
        let newest = |a: u32, b: u32| post(b).moment.cmp(&post(a).moment).then(a.cmp(&b));
        let oldest = |a: u32, b: u32| {
            let dated = (post(a).day == 0).cmp(&(post(b).day == 0));
            dated.then(post(a).moment.cmp(&post(b).moment)).then(a.cmp(&b))
        };
        let folded = |number: u32| self.store.text(post(number)).get(post(number).field(Field::Title));
        let title = |a: u32, b: u32| folded(a).cmp(&folded(b)).then_with(|| newest(a, b));
        let host = |number: u32| self.names.hosts.get(post(number).host);
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

    /// The titles of all posts, one a line: what a collator puts in order.
    pub fn titles(&mut self) -> String {
        let posts = self.here();
        let mut titles = String::new();
        for number in &posts {
            titles.push_str(&self.store.original(&self.posts[*number as usize], Field::Title).replace('\n', " "));
            titles.push('\n');
        }
        titles.pop();
        self.orders.titles = Kept { version: Some(self.version), posts };
        titles
    }

    /// Takes the numbers of these lines in their order; whether they are those of the posts that there are now.
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
            self.orders.title = Kept { version: Some(self.version), posts };
        }
        is_whole
    }
}
