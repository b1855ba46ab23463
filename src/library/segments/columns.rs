//! What posts are filtered by, and the counts of facets.

use super::super::facets::{FacetSelection, Faceted, Facets, Narrowing, Values};
use super::super::interner::{FacetValues, Interner, NONE};
use super::Column;
use super::cache::{Stop, sound};
use super::live::Live;
use super::matching::Found;
use super::segment::Segment;
use std::borrow::Cow;

/// What is counted of a result.
#[derive(Debug, Default)]
pub struct Counted {
    pub facets: Facets,
    pub timeline: Vec<(String, u32)>,
    pub undated: u32,
}

impl Live<'_> {
    /// Leaves the matches within the selection, and counts the facets.
    pub fn narrow(&self, found: &mut [Found], chosen: &FacetSelection, top: usize) -> Result<Counted, Stop> {
        let mut values = FacetValues::default();
        let columns = self.each(&mut |_, segment| Columns::read(segment, &mut values))?;
        let mut narrowing = Narrowing::new(chosen, &values);
        for ((number, _), (own, found)) in self.segments.iter().zip(columns.iter().zip(found)) {
            found.matches.retain(|found| {
                let (mut authors, mut tags) = (own.authors(found.post).to_vec(), own.tags(found.post).to_vec());
                for (segment, post) in self.copies((*number, found.post)) {
                    let Some(at) = self.segments.iter().position(|(number, _)| *number == segment) else { continue };
                    add(&mut authors, columns[at].authors(post));
                    add(&mut tags, columns[at].tags(post));
                }
                let (post, collection) = own.faceted(found.post);
                let values = Values { authors: Cow::Owned(authors), tags: Cow::Owned(tags), collection, marks: 0 };
                narrowing.passes(&post, &values)
            });
        }
        let counts = narrowing.counts;
        Ok(Counted {
            facets: counts.facets(&values, chosen, top),
            timeline: counts.timeline(),
            undated: counts.undated,
        })
    }
}

fn add(values: &mut Vec<u32>, more: &[u32]) {
    for value in more {
        if !values.contains(value) {
            values.push(*value);
        }
    }
}

/// What a segment's posts are filtered by, with numbers of all segments' values.
struct Columns {
    hosts: Vec<u32>,
    langs: Vec<u32>,
    collections: Vec<u32>,
    authors: (Vec<u32>, Vec<u32>),
    tags: (Vec<u32>, Vec<u32>),
    flags: Vec<u8>,
    days: Vec<u32>,
}

impl Columns {
    fn read(segment: &Segment, values: &mut FacetValues) -> Result<Self, Stop> {
        let FacetValues { authors, hosts, tags, langs, collections, .. } = values;
        let numbers = |column: Column, interner: &mut Interner| {
            let values = segment.values(column)?;
            Ok(values.iter().map(|value| interner.intern(value)).collect::<Vec<u32>>())
        };
        let one = |own: Vec<u32>, column: Column| {
            let column = segment.one_each(column)?;
            let number = |value: Option<u32>| value.map_or(Some(NONE), |value| own.get(value as usize).copied());
            sound(column.into_iter().map(number).collect::<Option<Vec<u32>>>())
        };
        let several = |own: Vec<u32>, column: Column| {
            let (column, ends) = segment.several_each(column)?;
            let number = |value: u32| own.get(value as usize).copied();
            Ok((sound(column.into_iter().map(number).collect::<Option<Vec<u32>>>())?, ends))
        };
        let mut days = Vec::new();
        for (posts, day) in segment.top()?.days_of() {
            days.extend(posts.map(|_| day.day));
        }
        Ok(Columns {
            hosts: one(numbers(Column::Source, hosts)?, Column::Source)?,
            langs: one(numbers(Column::Lang, langs)?, Column::Lang)?,
            collections: one(numbers(Column::Collection, collections)?, Column::Collection)?,
            authors: several(numbers(Column::Author, authors)?, Column::Author)?,
            tags: several(numbers(Column::Tag, tags)?, Column::Tag)?,
            flags: segment.flags()?,
            days,
        })
    }

    fn authors(&self, post: u32) -> &[u32] {
        of_post(&self.authors, post)
    }

    fn tags(&self, post: u32) -> &[u32] {
        of_post(&self.tags, post)
    }

    fn faceted(&self, post: u32) -> (Faceted, u32) {
        let at = post as usize;
        let (host, lang, day, flags) = (self.hosts[at], self.langs[at], self.days[at], self.flags[at]);
        let post = Faceted { host, lang, day, has_images: flags & 1 != 0, has_problems: flags & 2 != 0 };
        (post, self.collections[at])
    }
}

fn of_post((values, ends): &(Vec<u32>, Vec<u32>), post: u32) -> &[u32] {
    let at = post as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &values[start as usize..ends[at] as usize]
}
