//! What the reader did with posts: read them, chose them as favourites, wrote notes in them.
//!
//! The library is told of it by the URLs that posts were saved from. A post without one, and one that isn't indexed yet,
//! is known by its place.

use super::interner::NONE;
use super::links::with_key;
use super::post::{Field, IndexedPost};
use super::{Library, path_key, sort};
use crate::text::hash;

pub const READ: u8 = 1;
pub const FAVOURITE: u8 = 2;
pub const NOTED: u8 = 4;

/// The marks as they were told, and those of each post.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// By hash of the source's URL, sorted.
    by_source: Vec<(u64, u32)>,
    /// By hash of volume and path.
    by_place: Vec<(u64, u32)>,
    /// The library's version that `posts` is of.
    version: Option<u32>,
    /// By number of the post that lists show.
    posts: Vec<u8>,
}

impl Library {
    /// Replaces all marks by lines `MARKS\tURL` and `MARKS\tVOLUME\tPATH`, where 1 is read, 2 a favourite, 4 a note, and
    /// their sums.
    pub fn set_marks(&mut self, lines: &str) {
        self.marks = Marks::default();
        for line in lines.lines() {
            let mut parts = line.splitn(3, '\t');
            let (Some(marks), Some(second), path) = (parts.next(), parts.next(), parts.next()) else { continue };
            let Ok(marks) = marks.parse::<u32>() else { continue };
            match (path, second.parse::<u32>()) {
                (Some(path), Ok(volume)) => self.marks.by_place.push((path_key(volume as u16, path), marks)),
                _ => self.marks.by_source.push((hash(second), marks)),
            }
        }
        sort::by_key(&mut self.marks.by_source);
    }

    /// Finds the posts of the marks, unless nothing changed.
    pub(super) fn find_marked(&mut self) {
        self.find_copies();
        if self.marks.version == Some(self.version) {
            return;
        }
        let mut posts = vec![0; self.posts.len()];
        let mut mark = |number: u32, marks: u32| posts[self.shown(number) as usize] |= marks as u8;
        for (key, marks) in &self.marks.by_place {
            let Some(place) = self.by_path.get(key).map(|place| self.home_of(*place)) else { continue };
            let number = self.places[place as usize].post;
            if self.posts.get(number as usize).is_some_and(|post| !has_source(post)) {
                mark(number, *marks);
            }
        }
        if !self.marks.by_source.is_empty() {
            for (number, post) in (0..).zip(&self.posts).filter(|(_, post)| post.is_listed() && has_source(post)) {
                let source = hash(&self.store.original(post, Field::Source));
                with_key(&self.marks.by_source, source).for_each(|marks| mark(number, marks));
            }
        }
        self.marks.posts = posts;
        self.marks.version = Some(self.version);
    }

    /// The marks of a post that lists show.
    pub(super) fn marks_of(&self, number: u32) -> u8 {
        self.marks.posts.get(number as usize).copied().unwrap_or_default()
    }

    pub(super) fn marks_allocated(&self) -> u64 {
        let Marks { by_source, by_place, posts, .. } = &self.marks;
        (posts.capacity() + 16 * (by_source.capacity() + by_place.capacity())) as u64
    }
}

/// Whether a post is known by the URL that it was saved from.
fn has_source(post: &IndexedPost) -> bool {
    post.is_indexed() && post.host != NONE
}
