//! Joins the parts of a thread, each a file, with the post that they belong to: their texts become its comments.
//!
//! Parts are known by their paths once all are listed, and have no row then. They wait until the volume has been read, so that
//! the order of reading makes no difference.

use super::fold::{FIELD_SEPARATOR, Folded, VALUE_SEPARATOR};
use super::interner::NONE;
use super::post::{Field, WAITING};
use super::row::PlaceOnly;
use super::wire::{self, Details, PostMessage};
use super::{Library, threads};

/// The parts of a volume that are not joined yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    parts: Vec<Part>,
    /// Whether the parts of the volume are known.
    is_paired: bool,
}

impl Waiting {
    /// Of a volume whose threads are joined.
    pub(super) fn of_paired() -> Self {
        Waiting { is_paired: true, ..Waiting::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// A file that may be part of a thread.
#[derive(Debug)]
struct Part {
    place: u32,
    /// The place of its post; [`NONE`] while it is listed.
    home: u32,
    order: String,
    heading: String,
}

impl Library {
    /// Finds the threads of a volume whose files are all listed. Their parts have no row from now on.
    pub fn pair_threads(&mut self, id: u16) {
        let Some(volume) = self.volume_mut(id) else { return };
        if std::mem::replace(&mut volume.waiting.is_paired, true) {
            return;
        }
        let mut parts = std::mem::take(&mut volume.waiting.parts);
        let known: Vec<u32> = volume.places.iter().filter(|place| **place > 0).map(|place| place - 1).collect();
        let paths: Vec<&str> = known.iter().map(|place| self.store.path(&self.places[*place as usize])).collect();
        let mut read: Vec<(u64, u32)> = (0..).zip(&parts).map(|(at, part)| (u64::from(part.place), at)).collect();
        super::sort::by_key(&mut read);
        for (part, post) in threads::pairs(&paths) {
            let place = known[part as usize];
            let read = read.binary_search_by_key(&u64::from(place), |(place, _)| *place).ok().map(|at| read[at].1);
            self.set_part(place, known[post as usize], read.is_some());
            if let Some(at) = read {
                parts[at as usize].home = self.places[place as usize].home;
            }
        }
        parts.retain(|part| part.home != NONE);
        if let Some(volume) = self.volume_mut(id) {
            volume.waiting.parts = parts;
        }
        self.changed();
    }

    /// Makes a listed file a part, unless it was read and can be none.
    pub(super) fn set_part(&mut self, place: u32, home: u32, can_be: bool) {
        let number = self.places[place as usize].post;
        if number == NONE || self.places[home as usize].post == NONE {
            return;
        }
        let mut post = self.posts[number as usize].clone();
        if post.is_indexed() {
            if !can_be {
                return;
            }
            // Copies keep their own.
            let text = self.store.text(&post).to_owned();
            let rest = self.store.rests.get(post.rest).unwrap_or_default().to_owned();
            self.detach_place(place);
            (post.text, post.rest, post.place) = (self.store.texts.push(&text), self.store.rests.push(&rest), WAITING);
        } else {
            self.detach_place(place);
            (post.text, post.rest, post.place) = (Default::default(), Default::default(), NONE);
        }
        self.places[place as usize].home = home;
        if self.posts[number as usize].is_listed() {
            self.places[place as usize].post = self.posts.len() as u32;
            self.posts.push(post);
        } else {
            self.places[place as usize].post = number;
            self.posts[number as usize] = post;
        }
    }

    /// Keeps what is needed of an indexed file that may be a part.
    pub(super) fn hold(&mut self, id: u16, place: u32, message: &PostMessage) {
        let home = self.places[place as usize].home;
        let Some(volume) = self.volume_mut(id) else { return };
        if !message.part.is_empty() && (home != NONE || !volume.waiting.is_paired) {
            let (order, heading) = (message.part.to_owned(), message.heading.to_owned());
            volume.waiting.parts.push(Part { place, home, order, heading });
        }
    }

    /// Joins the parts that were read with the posts that were. Those of a file that is no post become posts.
    pub fn join_threads(&mut self, id: u16) {
        let Some(volume) = self.volume_mut(id) else { return };
        let mut parts = std::mem::take(&mut volume.waiting.parts);
        let mut order: Vec<u32> = (0..parts.len() as u32).collect();
        super::sort::by(&mut order, &|a, b| {
            let (a, b) = (&parts[a as usize], &parts[b as usize]);
            a.home.cmp(&b.home).then_with(|| a.order.cmp(&b.order)).then(a.place.cmp(&b.place))
        });
        let homes: Vec<u32> = order.iter().map(|at| parts[*at as usize].home).collect();
        let mut left = &*order;
        for group in homes.chunk_by(|a, b| a == b) {
            let (own, rest) = left.split_at(group.len());
            left = rest;
            let home = group[0];
            let number = self.places.get(home as usize).map_or(NONE, |place| place.post);
            if home == NONE || number != NONE && !self.posts[number as usize].is_indexed() {
                continue;
            }
            if number != NONE {
                self.join(home, own, &parts);
            }
            for at in own {
                let place = std::mem::replace(&mut parts[*at as usize].place, NONE);
                let part = self.places[place as usize].post as usize;
                let post = self.posts[part].clone();
                (self.posts[part].text, self.posts[part].rest) = Default::default();
                if number == NONE {
                    self.places[place as usize].home = NONE;
                    self.set_post(place, post);
                } else {
                    self.posts[part].place = NONE;
                    self.free_texts(&post);
                }
            }
            self.compact();
        }
        parts.retain(|part| part.place != NONE);
        if let Some(volume) = self.volume_mut(id) {
            volume.waiting.parts = parts;
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

    /// Puts parts in this order, each with the heading that its text lacks, into the post at a place.
    fn join(&mut self, home: u32, order: &[u32], parts: &[Part]) {
        let number = self.places[home as usize].post;
        let mut post = self.posts[number as usize].clone();
        let (text, (changes, details)) = (self.store.text(&post), self.store.rest(&post));
        let Some(mut details) = wire::read::<Details>(details) else { return };
        let own = post.field(Field::Comments);
        let mut folded = Folded::default();
        folded.push_part(text, changes, 0..own.start - 1);
        folded.separate(FIELD_SEPARATOR);
        let had_comments = post.comments > 0;
        for at in order {
            let Part { place, heading, .. } = &parts[*at as usize];
            let part = &self.posts[self.places[*place as usize].post as usize];
            let (text, (changes, of_part)) = (self.store.text(part), self.store.rest(part));
            if at != &order[0] {
                folded.separate(VALUE_SEPARATOR);
            }
            if !heading.is_empty() {
                folded.push(heading);
                folded.push("\n");
            }
            folded.push_part(text, changes, part.field(Field::Text));
            if part.comments > 0 {
                folded.separate(VALUE_SEPARATOR);
                folded.push_part(text, changes, part.field(Field::Comments));
            }
            details.problems.extend(wire::read::<Details>(of_part).unwrap_or_default().problems);
            post.comments += 1 + part.comments;
            post.has_problems |= part.has_problems;
            post.hash = (post.hash.rotate_left(7) ^ part.hash).max(1);
        }
        if had_comments {
            folded.separate(VALUE_SEPARATOR);
            folded.push_part(text, changes, own);
        }
        post.article = 0;
        let mut rest = std::mem::take(&mut folded.changes);
        post.changes = rest.len() as u32;
        wire::write(&details, &mut rest);
        post.text = self.store.texts.push(&folded.text);
        post.rest = self.store.rests.push(&rest);
        let others = self.places_of(number).into_iter().filter(|place| *place != home).collect();
        self.replace(number, vec![home], others, post);
    }
}
