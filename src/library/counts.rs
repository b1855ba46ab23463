//! The status of a library: volumes, unreadable files, progress, memory.

use super::interner::{FacetValues, NONE};
use super::post::{Field, ProblemView};
use super::{Library, Volume, post};
use crate::text::sort;
use serde::Serialize;

/// The result of adding posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AddedPosts {
    /// Posts that were indexed, including copies.
    pub indexed: u32,
    /// Rows that turned out to be other texts, or posts without a body.
    #[serde(rename = "notPosts")]
    pub not_posts: u32,
    /// Files that can't be read.
    pub unreadable: u32,
}

/// A volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VolumeView {
    /// Its id.
    pub id: u16,
    /// Its name.
    pub name: String,
    /// Its files that are posts, including copies.
    pub posts: u32,
    /// Those of them that are copies: lists show the same post for another file.
    pub copies: u32,
    /// Those of them that are indexed.
    pub indexed: u32,
    /// Its files that can't be read.
    pub unreadable: u32,
    /// Its texts that are plainly the site's own.
    pub others: u32,
    /// Its posts without a body.
    pub empty: u32,
}

/// A text of a volume that is no row: plainly the site's own, or a post without a body.
#[derive(Debug)]
pub(super) struct OtherText {
    pub(super) volume: u16,
    pub(super) index: u32,
    pub(super) path: String,
    /// Whether it is a post without a body.
    pub(super) is_empty: bool,
}

/// Files that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnreadableView {
    /// Number of all of them.
    pub total: u32,
    /// The requested ones.
    pub entries: Vec<UnreadableEntry>,
}

/// One file that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnreadableEntry {
    /// Its volume.
    pub volume: u16,
    /// Its index in the volume.
    pub index: u32,
    /// Its path in the volume.
    pub path: String,
    /// Why; the last problem decided it.
    #[cfg_attr(test, ts(as = "Vec<crate::Problem>"))]
    pub problems: Vec<ProblemView>,
}

/// A file that contains a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceView {
    /// Its volume.
    pub volume: u16,
    /// Its index in the volume.
    pub index: u32,
    /// Its path in the volume.
    pub path: String,
    /// The post's title.
    pub title: String,
    /// Its language, BCP 47; none until it is indexed.
    pub lang: Option<String>,
}

/// The progress of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryState"))]
pub struct State {
    /// Number of rows.
    pub rows: u32,
    /// Those of them that are indexed.
    pub indexed: u32,
    /// Files that can't be read.
    pub unreadable: u32,
    /// Incremented by whatever can change a result.
    pub version: u32,
}

/// Memory of a library, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryMemory"))]
pub struct Memory {
    /// Folded texts.
    pub text: u64,
    /// Their originals, and what is shown in lists.
    pub unfold: u64,
    /// Everything else, approximately.
    pub other: u64,
}

impl Library {
    /// The volumes in the order they were added.
    pub fn volumes(&mut self) -> Vec<VolumeView> {
        self.find_copies();
        let view = |volume: &super::Volume| {
            let places = volume.places.iter().filter(|place| **place > 0).map(|place| place - 1);
            let own = places.filter(|place| self.places[*place as usize].home == NONE);
            let posts: Vec<_> = own.filter_map(|place| Some((place, self.post_at(place)?))).collect();
            let is_copy = |place: u32| self.posts[self.shown(self.places[place as usize].post) as usize].place != place;
            let (mut others, mut empty) = (0, 0);
            for other in self.others.iter().filter(|other| other.volume == volume.id) {
                *if other.is_empty { &mut empty } else { &mut others } += 1;
            }
            VolumeView {
                id: volume.id,
                name: volume.name.clone(),
                posts: posts.len() as u32,
                copies: posts.iter().filter(|(place, _)| is_copy(*place)).count() as u32,
                indexed: posts.iter().filter(|(_, post)| post.is_indexed()).count() as u32,
                unreadable: self.unreadable.iter().filter(|unreadable| unreadable.volume == volume.id).count() as u32,
                others,
                empty,
            }
        };
        self.volumes.iter().map(view).collect()
    }

    /// Up to `count` unreadable files from `from`.
    pub fn unreadable(&self, from: u32, count: u32) -> UnreadableView {
        let entries = self.unreadable.iter().skip(from as usize).take(count as usize);
        let view = |unreadable: &super::Unreadable| UnreadableEntry {
            volume: unreadable.volume,
            index: unreadable.index,
            path: unreadable.path.clone(),
            problems: unreadable.problems.clone(),
        };
        UnreadableView { total: self.unreadable.len() as u32, entries: entries.map(view).collect() }
    }

    /// The paths of a volume's other texts and posts without a body, in order, one per line.
    pub fn others(&self, id: u16) -> String {
        let all = &self.others;
        let mut numbers: Vec<u32> = (0..all.len() as u32).filter(|at| all[*at as usize].volume == id).collect();
        sort::by(&mut numbers, &|a, b| all[a as usize].path.cmp(&all[b as usize].path));
        numbers.iter().map(|at| &*all[*at as usize].path).collect::<Vec<_>>().join("\n")
    }

    /// The index of such a text with this path.
    pub fn other_at(&self, id: u16, path: &str) -> Option<u32> {
        self.others.iter().find(|other| other.volume == id && other.path == path).map(|other| other.index)
    }

    /// How much is indexed.
    pub fn state(&mut self) -> State {
        self.find_copies();
        let here = self.posts.iter().filter(|post| post.is_shown());
        let (rows, indexed) = here
            .fold((0, 0), |(rows, indexed), post| (rows + 1, indexed + u32::from(post.is_indexed() && !post.is_head)));
        State { rows, indexed, unreadable: self.unreadable.len() as u32, version: self.version }
    }

    /// Allocated memory.
    pub fn memory(&self) -> Memory {
        let of = |count: usize, size: usize| (count * size) as u64;
        let FacetValues { authors, hosts, tags, langs, collections, post_tags } = &self.facet_values;
        let values = [authors, hosts, tags, langs, collections];
        let other = of(self.posts.capacity(), size_of::<post::IndexedPost>())
            + of(self.places.capacity(), size_of::<post::Place>())
            + of(self.lengths.capacity(), 20)
            + of(self.by_content.capacity() + self.by_path.capacity(), 13)
            + of(self.store.paths.allocated() + values.iter().map(|values| values.allocated()).sum::<usize>(), 1)
            + of(post_tags.capacity(), 4)
            + of(self.volumes.iter().map(Volume::evidence_allocated).sum(), 1)
            + self.copies_allocated()
            + self.marks_allocated()
            + self.search.allocated()
            + self.orders.allocated();
        Memory { text: self.store.texts.allocated() as u64, unfold: self.store.rests.allocated() as u64, other }
    }

    /// The view of a place.
    pub(super) fn place_view(&self, place: u32) -> Option<PlaceView> {
        let place = self.home_of(place);
        let post = self.post_at(place)?;
        let place = self.places.get(place as usize).filter(|place| place.post != NONE)?;
        Some(PlaceView {
            volume: place.volume,
            index: place.index,
            path: self.store.path(place).to_owned(),
            title: self.store.original(post, Field::Title),
            lang: self.lang_of(post),
        })
    }
}
