//! Rows that a reader chooses, by the places of their files: volume and index of each, one after the other.

use super::Library;
use super::row::{Matchers, Row};

/// Stands twice for a place that has no row.
const NOWHERE: u32 = u32::MAX;

impl Library {
    /// The places of all rows of the current result, in its order.
    pub fn listed_places(&self) -> Vec<u32> {
        self.search.result.iter().flat_map(|found| self.pair(Some(found.post))).collect()
    }

    /// For each place that of the row by which lists show its post, or twice `u32::MAX` if they don't.
    pub fn shown_places(&mut self, places: &[u32]) -> Vec<u32> {
        self.find_copies();
        pairs(places).flat_map(|place| self.pair(self.post_shown_at(place))).collect()
    }

    /// The rows of places, without marks and snippets, whether or not the current result has them.
    pub fn rows_at(&mut self, places: &[u32]) -> Vec<Row> {
        self.find_copies();
        let matchers = Matchers::default();
        pairs(places).filter_map(|place| self.row(self.post_shown_at(place)?, 0, &matchers)).collect()
    }

    /// The post that lists show for the file at a place.
    fn post_shown_at(&self, (volume, index): (u32, u32)) -> Option<u32> {
        let place = self.home_of(self.place_of(u16::try_from(volume).ok()?, index)?);
        let post = self.shown(self.places.get(place as usize)?.post);
        self.posts.get(post as usize)?.is_shown().then_some(post)
    }

    /// The place of a post that is listed.
    fn pair(&self, post: Option<u32>) -> [u32; 2] {
        let place = post.and_then(|post| self.places.get(self.posts[post as usize].place as usize));
        place.map_or([NOWHERE; 2], |place| [u32::from(place.volume), place.index])
    }
}

fn pairs(places: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    places.chunks_exact(2).map(|pair| (pair[0], pair[1]))
}
