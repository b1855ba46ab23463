//! The posts of a segment that match a query.

use super::super::matches::{Match, intersect, unite};
use super::super::order::Sort;
use super::super::query::{FieldScope, Filter, Occur, Query, Term};
use super::super::relevance::relevance;
use super::super::search::COUNTED;
use super::Column;
use super::cache::{Stop, all};
use super::evaluate::Tally;
use super::segment::Segment;
use crate::text::sort;

/// A post of a segment, with the key that it is sorted by before its moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    pub key: u64,
    pub segment: u32,
    pub post: u32,
}

/// The matches of a segment.
pub struct Found {
    pub matches: Vec<Match>,
    /// The class of each post's length, as far as it is known.
    pub lengths: Vec<u8>,
}

impl Found {
    /// The matches with their keys.
    pub fn ranked(&self, segment: u32, sort: Sort) -> Vec<Ranked> {
        let key = |found: &Match| match sort {
            Sort::Relevance => relevance(found, self.lengths.get(found.post as usize).copied().unwrap_or_default(), 0),
            _ => 0,
        };
        self.matches.iter().map(|found| Ranked { key: key(found), segment, post: found.post }).collect()
    }
}

impl Segment<'_> {
    /// The posts that match, sorted.
    pub fn matches(&self, query: &Query) -> Result<Found, Stop> {
        let posts = self.top()?.posts;
        let mut lengths = vec![0; posts as usize];
        let groups = query.groups();
        let estimates = all(groups.iter().map(|group| {
            Ok(all(group.iter().map(|term| self.estimate(term)))?.into_iter().fold(0_u64, u64::saturating_add))
        }))?;
        let mut order: Vec<usize> = (0..groups.len()).collect();
        sort::stable(&mut order, |at| estimates[*at]);
        let mut found: Option<Vec<Match>> = None;
        for at in order {
            let left: Option<Vec<u32>> = found.as_ref().map(|found| found.iter().map(|found| found.post).collect());
            let hits = self.hits_of(&groups[at], left.as_deref(), &mut lengths)?;
            found = Some(match found {
                None => hits,
                Some(found) => intersect(found, &hits),
            });
        }
        let every = || (0..posts).map(|post| Match { post, occurrences: 0, in_title: 0, fit: 0 }).collect();
        let mut found = found.unwrap_or_else(every);
        self.filter(&mut found, &query.filters)?;
        for term in query.terms.iter().filter(|term| term.occur == Occur::MustNot) {
            let left: Vec<u32> = found.iter().map(|found| found.post).collect();
            let hits = hits(term, &self.tally(term, Some(&left))?);
            found.retain(|found| hits.binary_search_by_key(&found.post, |hit| hit.post).is_err());
        }
        Ok(Found { matches: found, lengths })
    }

    /// The posts with one of some alternatives; sets the classes of their lengths.
    pub fn hits_of(&self, group: &[&Term], posts: Option<&[u32]>, lengths: &mut [u8]) -> Result<Vec<Match>, Stop> {
        let mut found = Vec::new();
        for tallies in all(group.iter().map(|term| self.tally(term, posts)))?.iter().zip(group) {
            let (tallies, term) = tallies;
            for tally in tallies {
                if let Some(length) = lengths.get_mut(tally.post as usize) {
                    *length = tally.length;
                }
            }
            found = unite(&found, &hits(term, tallies));
        }
        Ok(found)
    }

    fn filter(&self, found: &mut Vec<Match>, filters: &[(Filter, Occur)]) -> Result<(), Stop> {
        if filters.is_empty() {
            return Ok(());
        }
        let top = self.top()?;
        let days: Vec<(u32, u32)> = top.days_of().map(|(posts, day)| (posts.start, day.day)).collect();
        let has_lang = filters.iter().any(|(filter, _)| matches!(filter, Filter::Lang(_)));
        let langs = if has_lang {
            let (column, values) = (self.one_each(Column::Lang), self.values(Column::Lang));
            Some((column?, values?))
        } else {
            None
        };
        found.retain(|found| {
            let day = days.partition_point(|(start, _)| *start <= found.post);
            let day = day.checked_sub(1).map_or(0, |at| days[at].1);
            let lang = langs
                .as_ref()
                .and_then(|(column, values)| values.get(column.get(found.post as usize).copied().flatten()? as usize));
            let lang = lang.map_or("", |lang| lang);
            filters.iter().all(|(filter, occur)| filter.holds(day, lang) == (*occur == Occur::Must))
        });
        Ok(())
    }
}

/// The posts with a term where it is searched.
fn hits(term: &Term, tallies: &[Tally]) -> Vec<Match> {
    let field = match term.scope {
        FieldScope::Anywhere => None,
        FieldScope::Title => Some(0),
        FieldScope::Author => Some(1),
        FieldScope::Source => Some(2),
        FieldScope::Tag => Some(3),
        FieldScope::Comment => Some(5),
    };
    let is_counted = COUNTED.contains(&term.scope);
    let mut found: Vec<Match> = Vec::new();
    for tally in tallies.iter().filter(|tally| field.is_none_or(|field| field == tally.field)) {
        let occurrences = if is_counted { tally.count } else { 0 };
        let in_title = u32::from(field.is_none() && tally.field == 0);
        let fit = tally.fit as u32;
        match found.last_mut().filter(|last| last.post == tally.post) {
            Some(last) => {
                last.occurrences = last.occurrences.saturating_add(occurrences);
                last.in_title |= in_title;
                last.fit = last.fit.max(fit);
            }
            None => found.push(Match { post: tally.post, occurrences, in_title, fit }),
        }
    }
    found
}
