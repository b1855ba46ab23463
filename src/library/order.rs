//! The orders that a list can have, each made when it is first asked for and kept until something changes.

use super::Library;
use super::post::{Field, NONE};
use serde::Deserialize;
use std::cmp::Reverse;

/// What a result is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
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

    fn order(&self, sort: Sort) -> Vec<u32> {
        let mut posts = self.here();
        let post = |number: u32| &self.posts[number as usize];
        // Where nothing else decides it, posts stand as they came.
        let newest = |number: u32| (Reverse(post(number).moment), post(number).place);
        match sort {
            Sort::Relevance | Sort::Newest => posts.sort_unstable_by_key(|number| newest(*number)),
            Sort::Oldest => posts.sort_unstable_by_key(|number| {
                let post = post(*number);
                (post.day == 0, post.moment, post.place)
            }),
            Sort::Title => posts.sort_unstable_by_key(|number| {
                let post = post(*number);
                (self.store.text(post).get(post.field(Field::Title)), newest(*number))
            }),
            Sort::Source => posts.sort_unstable_by_key(|number| {
                let host = post(*number).host;
                (host == NONE, self.names.hosts.get(host), newest(*number))
            }),
        }
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
