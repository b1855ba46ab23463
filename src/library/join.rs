//! Joins the parts of a thread, each a file, with the post that they belong to: their texts become its comments.
//!
//! Parts are known by their paths once all are listed, and have no row then. They wait until the volume has been read, so that
//! the order of reading makes no difference.

use super::fold::{FIELD_SEPARATOR, Folded, VALUE_SEPARATOR};
use super::interner::NONE;
use super::post::{Field, IndexedPost};
use super::row::PlaceOnly;
use super::wire::{self, Details, PostMessage};
use super::{Library, threads};
use std::ops::Range;

/// The parts of a volume that are not joined yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    parts: Vec<Part>,
    /// Whether the parts of the volume are known.
    is_paired: bool,
}

/// A file that may be part of a thread.
#[derive(Debug)]
struct Part {
    place: u32,
    order: String,
    heading: String,
    /// The post in it; none while it is listed.
    post: Option<IndexedPost>,
}

impl Waiting {
    pub(super) fn posts(&self) -> impl Iterator<Item = &IndexedPost> {
        self.parts.iter().filter_map(|part| part.post.as_ref())
    }

    pub(super) fn posts_mut(&mut self) -> impl Iterator<Item = &mut IndexedPost> {
        self.parts.iter_mut().filter_map(|part| part.post.as_mut())
    }
}

impl Library {
    /// Finds the threads of a volume whose files are all listed. Their parts have no row from now on.
    pub fn pair_threads(&mut self, id: u16) {
        let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) else { return };
        if std::mem::replace(&mut volume.waiting.is_paired, true) {
            return;
        }
        let known: Vec<u32> = volume.places.iter().filter(|place| **place > 0).map(|place| place - 1).collect();
        let paths: Vec<&str> = known.iter().map(|place| self.store.path(&self.places[*place as usize])).collect();
        for (part, post) in threads::pairs(&paths) {
            self.set_part(id, known[part as usize], known[post as usize]);
        }
        if let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) {
            volume.waiting.parts.retain(|part| part.post.is_some());
        }
        self.changed();
    }

    /// Makes a listed file a part, unless it has been read and can be none.
    fn set_part(&mut self, id: u16, place: u32, home: u32) {
        let number = self.places[place as usize].post as usize;
        if [place, home].iter().any(|place| self.places[*place as usize].post == NONE) {
            return;
        }
        if !self.posts[number].is_indexed() {
            let guess = self.posts[number].clone();
            self.free_texts(&guess);
            (self.posts[number].text, self.posts[number].rest) = Default::default();
            self.posts[number].place = NONE;
            self.places[place as usize].home = home;
            return;
        }
        let post = IndexedPost { ..self.posts[number].clone() };
        let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) else { return };
        let Some(part) = volume.waiting.parts.iter_mut().find(|part| part.place == place) else { return };
        let text = self.store.texts.get(post.text).unwrap_or_default().to_owned();
        let rest = self.store.rests.get(post.rest).unwrap_or_default().to_owned();
        part.post =
            Some(IndexedPost { text: self.store.texts.push(&text), rest: self.store.rests.push(&rest), ..post });
        self.detach_place(place);
        // A row of its own, that is not listed.
        self.places[place as usize].post = self.posts.len() as u32;
        self.places[place as usize].home = home;
        self.posts.push(IndexedPost { text: Default::default(), rest: Default::default(), place: NONE, ..post });
    }

    /// Keeps an indexed file that may be a part: with its post, if it is known to be one.
    pub(super) fn hold(&mut self, id: u16, place: u32, message: &PostMessage, post: Option<IndexedPost>) {
        let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) else { return };
        if message.part.is_empty() || post.is_none() && volume.waiting.is_paired {
            return;
        }
        let (order, heading) = (message.part.to_owned(), message.heading.to_owned());
        volume.waiting.parts.push(Part { place, order, heading, post });
    }

    /// Joins the parts that were read with the posts that were. Those of a file that is no post become posts.
    pub fn join_threads(&mut self, id: u16) {
        let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) else { return };
        let parts = &volume.waiting.parts;
        let home = |at: u32| self.places[parts[at as usize].place as usize].home;
        let mut order: Vec<u32> = (0..parts.len() as u32).filter(|at| parts[*at as usize].post.is_some()).collect();
        super::sort::by(&mut order, &|a, b| {
            let (part, other) = (&parts[a as usize], &parts[b as usize]);
            let by_order = part.order.cmp(&other.order).then(part.place.cmp(&other.place));
            home(a).cmp(&home(b)).then(by_order)
        });
        let homes: Vec<u32> = order.iter().map(|at| home(*at)).collect();
        let mut left = &*order;
        for group in homes.chunk_by(|a, b| a == b) {
            let (own, rest) = left.split_at(group.len());
            left = rest;
            let number = self.places[group[0] as usize].post;
            let is_post = number != NONE;
            if is_post && !self.posts[number as usize].is_indexed() {
                continue;
            }
            let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) else { return };
            let parts = &mut volume.waiting.parts;
            let own: Vec<(u32, String, IndexedPost)> = own
                .iter()
                .filter_map(|at| {
                    let part = &mut parts[*at as usize];
                    Some((part.place, std::mem::take(&mut part.heading), part.post.take()?))
                })
                .collect();
            if is_post {
                self.join(group[0], &own);
                own.iter().for_each(|(_, _, post)| self.free_texts(post));
            } else {
                for (place, _, post) in own {
                    self.places[place as usize].home = NONE;
                    self.set_post(place, post);
                }
            }
            self.compact();
        }
        if let Some(volume) = self.volumes.iter_mut().find(|volume| volume.id == id) {
            let is_paired = volume.waiting.is_paired;
            volume.waiting.parts.retain(|part| part.post.is_some() || !is_paired);
        }
        self.changed();
    }

    /// The files of the thread that a post begins, in no order; each may turn out to be a post of its own.
    pub fn thread_of(&self, id: u16, path: &str) -> Vec<PlaceOnly> {
        let Some(home) = self.place_at(id, path) else { return Vec::new() };
        let parts = (0..self.places.len() as u32).filter(|at| self.places[*at as usize].home == home);
        parts.map(|part| self.place_only(part)).collect()
    }

    /// The texts of the comments of the post at a path, as they are searched.
    pub fn comments_of(&self, id: u16, path: &str) -> Vec<String> {
        let post = self.place_at(id, path).and_then(|place| self.post_at(place));
        post.map_or_else(Vec::new, |post| self.store.values(post, Field::Comments))
    }

    /// The place of the post that a file belongs to.
    pub(super) fn home_of(&self, place: u32) -> u32 {
        Some(self.places[place as usize].home).filter(|home| *home != NONE).unwrap_or(place)
    }

    /// The post at a place, or that to whose thread it belongs.
    pub(super) fn home_post(&self, place: u32) -> u32 {
        self.places[self.home_of(place) as usize].post
    }

    /// Puts parts, each with the heading that its text lacks, into the post at a place.
    fn join(&mut self, home: u32, parts: &[(u32, String, IndexedPost)]) {
        let number = self.places[home as usize].post;
        let mut post = self.posts[number as usize].clone();
        let (text, (changes, details)) = (self.store.text(&post), self.store.rest(&post));
        let Some(mut details) = wire::read::<Details>(details) else { return };
        let comments = post.field(Field::Comments);
        let mut folded = Folded::default();
        folded.push_part(text, changes, 0..comments.start - 1);
        folded.separate(FIELD_SEPARATOR);
        let mut values = 0;
        let mut add = |heading: &str, text: &str, changes: &[u8], part: Range<usize>| {
            if values > 0 {
                folded.separate(VALUE_SEPARATOR);
            }
            values += 1;
            if !heading.is_empty() {
                folded.push(heading);
                folded.push("\n");
            }
            folded.push_part(text, changes, part);
        };
        for (_, heading, part) in parts {
            let (text, (changes, of_part)) = (self.store.text(part), self.store.rest(part));
            add(heading, text, changes, part.field(Field::Text));
            if part.comments > 0 {
                add("", text, changes, part.field(Field::Comments));
            }
            details.problems.extend(wire::read::<Details>(of_part).into_iter().flat_map(|details| details.problems));
        }
        if post.comments > 0 {
            add("", text, changes, comments);
        }
        for (_, _, part) in parts {
            post.comments += 1 + part.comments;
            post.has_problems |= part.has_problems;
            post.hash = (post.hash.rotate_left(7) ^ part.hash).max(1);
        }
        let mut rest = std::mem::take(&mut folded.changes);
        post.changes = rest.len() as u32;
        wire::write(&details, &mut rest);
        post.text = self.store.texts.push(&folded.text);
        post.rest = self.store.rests.push(&rest);
        let others = self.places_of(number).into_iter().filter(|place| *place != home).collect();
        self.replace(number, vec![home], others, post);
    }
}
