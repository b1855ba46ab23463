//! Rows as a library shows them: one is made of just the posts that are shown.

use super::super::Library;
use super::super::interner::NONE;
use super::super::post::{Field, IndexedPost, Place};
use super::super::query::Query;
use super::super::row::{Matchers, PlaceOnly, Row};
use super::super::wire;
use super::cache::{Stop, sound};
use super::live::Live;
use super::record::{PlaceRecord, Published, Record};
use crate::text::sort;

impl Live<'_> {
    /// The rows of these posts, by segment, number and occurrences.
    pub fn rows(&self, wanted: &[(u32, u32, u32)], text: &str) -> Result<(Vec<Row>, Vec<Published>), Stop> {
        // Each with the copies in other segments, which have places too.
        let shown = wanted.iter().map(|(segment, post, _)| (*segment, *post));
        let every: Vec<(u32, u32)> = shown.clone().chain(shown.flat_map(|own| self.copies(own))).collect();
        let read = self.each(&mut |number, segment| {
            let mut own: Vec<u32> = every.iter().filter(|(at, _)| *at == number).map(|(_, post)| *post).collect();
            sort::each_once(&mut own);
            if own.is_empty() { Ok(Vec::new()) } else { segment.records(&own) }
        })?;
        let record = |(segment, post): (u32, u32)| {
            let own = &read[self.segments.iter().position(|(number, _)| *number == segment)?];
            let at = own.binary_search_by_key(&post, |(post, _)| *post).ok()?;
            wire::read::<Record>(&own[at].1)
        };
        let (mut rows, mut published) = (Vec::new(), Vec::new());
        for (segment, post, occurrences) in wanted {
            let row = record((*segment, *post)).and_then(|own| {
                let mut row = row_of(&own, text)?;
                let mut places = own.places.clone();
                let copies: Vec<Record> = self.copies((*segment, *post)).filter_map(record).collect();
                copies.iter().for_each(|copy| places.extend(copy.places.iter().cloned()));
                self.manifest.sort_places(&mut places);
                row.places = places.iter().map(place_only).collect();
                row.occurrences = *occurrences;
                published.push(Published { page: own.page.to_owned(), file: own.file.to_owned() });
                Some(row)
            });
            rows.push(self.watched(*segment, sound(row))?);
        }
        Ok((rows, published))
    }
}

fn place_only(place: &PlaceRecord) -> PlaceOnly {
    PlaceOnly { volume: place.volume, index: place.index, path: place.path.to_owned() }
}

/// A post's row, with the words of a query marked.
fn row_of(record: &Record, text: &str) -> Option<Row> {
    let place = record.places.first()?;
    let mut library = Library::new();
    let path = library.store.paths.push(place.path);
    library.places.push(Place {
        volume: place.volume,
        index: place.index,
        path,
        collection: NONE,
        post: 0,
        home: NONE,
    });
    let post = IndexedPost::from_message(&record.post, &mut library.store, &mut library.facet_values)?;
    let is_sound = (0..6).all(|at| {
        let field = [Field::Title, Field::Author, Field::Source, Field::Tags, Field::Text, Field::Comments][at];
        library.store.text(&post).get(post.field(field)).is_some()
    });
    if !is_sound {
        return None;
    }
    library.posts.push(IndexedPost { place: 0, ..post });
    library.search.query = Query::parse(text);
    library.row(0, 0, &Matchers::of(&library))
}
