//! Interned values of facets.

use std::collections::{HashMap, HashSet};

/// The id of nothing: no facet value, no post, no place.
pub const NONE: u32 = u32::MAX;

/// Numbers distinct strings from 0.
#[derive(Debug, Default)]
pub struct Interner {
    ids: HashMap<Box<str>, u32>,
    values: Vec<Box<str>>,
}

impl Interner {
    /// The id of a value, a new one if necessary; [`NONE`] for the empty string.
    pub fn intern(&mut self, value: &str) -> u32 {
        if value.is_empty() {
            return NONE;
        }
        if let Some(id) = self.ids.get(value) {
            return *id;
        }
        let id = self.values.len() as u32;
        self.ids.insert(value.into(), id);
        self.values.push(value.into());
        id
    }

    /// The id of a value, if it was ever interned.
    pub fn find(&self, value: &str) -> Option<u32> {
        self.ids.get(value).copied()
    }

    /// The value of an id; empty for [`NONE`].
    pub fn get(&self, id: u32) -> &str {
        self.values.get(id as usize).map_or("", |value| value)
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Allocated memory in bytes, approximately.
    pub fn allocated(&self) -> usize {
        self.values.iter().map(|value| 2 * value.len() + 48).sum()
    }
}

/// The values of all facets.
#[derive(Debug, Default)]
pub struct FacetValues {
    pub authors: Interner,
    pub hosts: Interner,
    pub tags: Interner,
    pub langs: Interner,
    pub collections: Interner,
    /// The tag ids of all posts, one post after another.
    pub post_tags: Vec<u32>,
}

impl FacetValues {
    /// Adds a post's tags, each once; returns their range in `post_tags`.
    pub fn add_tags(&mut self, tags: Vec<String>) -> (u32, u32) {
        let start = self.post_tags.len();
        let mut seen = HashSet::new();
        for tag in tags {
            let id = self.tags.intern(&tag);
            if id != NONE && seen.insert(id) {
                self.post_tags.push(id);
            }
        }
        (start as u32, self.post_tags.len() as u32)
    }
}
