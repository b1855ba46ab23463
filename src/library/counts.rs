//! What a library says of itself: volumes, broken entries, how far it is filled, memory.

use super::post::{Field, NONE, ProblemView};
use super::{Library, post};
use serde::Serialize;

/// What came of filling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Filled {
    /// Posts that were filled, copies of others included.
    pub filled: u32,
    /// Rows that turned out to be no posts.
    pub vanished: u32,
    /// Entries that can't be read.
    pub broken: u32,
}

/// A volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VolumeView {
    /// Its number.
    pub id: u16,
    /// Its name.
    pub name: String,
    /// Its files that are posts, copies of others included.
    pub posts: u32,
    /// Those of them whose text is there.
    pub filled: u32,
    /// Its entries that can't be read.
    pub broken: u32,
}

/// Entries that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BrokenView {
    /// How many there are in all.
    pub total: u32,
    /// Those that were asked for.
    pub entries: Vec<BrokenEntry>,
}

/// One entry that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BrokenEntry {
    /// Its volume.
    pub volume: u16,
    /// Its number there.
    pub index: u32,
    /// Its path there.
    pub path: String,
    /// Why; the last is what decided it.
    #[cfg_attr(test, ts(as = "Vec<crate::Problem>"))]
    pub problems: Vec<ProblemView>,
}

/// A file that holds a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceView {
    /// Its volume.
    pub volume: u16,
    /// Its number there.
    pub index: u32,
    /// Its path there.
    pub path: String,
    /// The post's title.
    pub title: String,
}

/// How far a library is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryState"))]
pub struct State {
    /// Its rows.
    pub rows: u32,
    /// Those of them whose text is there.
    pub filled: u32,
    /// Entries that can't be read.
    pub broken: u32,
    /// Changes with whatever can change an answer.
    pub version: u32,
}

/// Bytes that a library takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "LibraryMemory"))]
pub struct Memory {
    /// Folded texts.
    pub text: u64,
    /// What they were before, and what is shown in lists.
    pub unfold: u64,
    /// Everything else, about.
    pub other: u64,
}

impl Library {
    /// The volumes in the order in which they came.
    pub fn volumes(&self) -> Vec<VolumeView> {
        let view = |volume: &super::Volume| {
            let places = volume.places.iter().filter(|place| **place > 0).map(|place| place - 1);
            let posts: Vec<_> = places.filter_map(|place| self.post_at(place)).collect();
            VolumeView {
                id: volume.id,
                name: volume.name.clone(),
                posts: posts.len() as u32,
                filled: posts.iter().filter(|post| post.is_filled()).count() as u32,
                broken: self.broken.iter().filter(|broken| broken.volume == volume.id).count() as u32,
            }
        };
        self.volumes.iter().map(view).collect()
    }

    /// So many of the entries that can't be read, from this one on.
    pub fn broken(&self, from: u32, count: u32) -> BrokenView {
        let entries = self.broken.iter().skip(from as usize).take(count as usize);
        let view = |broken: &super::Broken| BrokenEntry {
            volume: broken.volume,
            index: broken.index,
            path: broken.path.clone(),
            problems: broken.problems.clone(),
        };
        BrokenView { total: self.broken.len() as u32, entries: entries.map(view).collect() }
    }

    /// How far it is.
    pub fn state(&self) -> State {
        let here = self.posts.iter().filter(|post| post.is_here());
        let (rows, filled) = here.fold((0, 0), |(rows, filled), post| (rows + 1, filled + u32::from(post.is_filled())));
        State { rows, filled, broken: self.broken.len() as u32, version: self.version }
    }

    /// Bytes that it takes.
    pub fn memory(&self) -> Memory {
        let of = |count: usize, size: usize| (count * size) as u64;
        let names = &self.names;
        let values = [&names.authors, &names.hosts, &names.tags, &names.langs];
        let other = of(self.posts.capacity(), size_of::<post::Held>())
            + of(self.places.capacity(), size_of::<post::Place>())
            + of(self.by_content.capacity() + self.by_path.capacity(), 13)
            + of(self.store.paths.held() + values.iter().map(|values| values.held()).sum::<usize>(), 1)
            + of(names.tagged.capacity(), 4)
            + self.search.held()
            + self.orders.held();
        Memory { text: self.store.texts.held() as u64, unfold: self.store.rests.held() as u64, other }
    }

    /// A place as it is shown.
    pub(super) fn place_view(&self, place: u32) -> Option<PlaceView> {
        let post = self.post_at(place)?;
        let place = self.places.get(place as usize).filter(|place| place.post != NONE)?;
        Some(PlaceView {
            volume: place.volume,
            index: place.index,
            path: self.store.path(place).to_owned(),
            title: self.store.original(post, Field::Title),
        })
    }
}
