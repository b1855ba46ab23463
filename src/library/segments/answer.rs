//! The answer to a query over all segments that can be read.

use super::super::matches::Match;
use super::super::order::Sort;
use super::super::query::{Query, Term};
use super::super::search::{Answer, COUNTED, TOP};
use super::cache::{Stop, all};
use super::columns::Counted;
use super::live::Live;
use super::matching::{Found, Ranked};
use super::outcome::{Outcome, SearchRequest};
use super::segment::Segment;

impl Live<'_> {
    /// Answers, but for the segments that are missing.
    pub fn answer(&self, asked: &SearchRequest) -> Result<Outcome, Stop> {
        let request = &asked.request;
        let query = Query::parse(&request.text);
        self.each(&mut |_, segment| {
            // It lies beside the top: one request for both.
            let blocks = if asked.count > 0 { segment.ask_for_blocks() } else { Ok(()) };
            segment.top()?;
            blocks
        })?;
        let has_facets = asked.facets || request.facets.is_some();
        let columns =
            if has_facets { self.each(&mut |_, segment| segment.ask_for_facets()).map(|_| ()) } else { Ok(()) };
        let mut found = self.each(&mut |number, segment| {
            let mut own = segment.matches(&query)?;
            own.matches.retain(|found| self.is_shown(number, found.post));
            Ok(own)
        })?;
        columns?;
        let has_none = found.iter().all(|own| own.matches.is_empty());
        let apart = if has_none { self.apart(&query)? } else { Vec::new() };
        let Counted { facets, timeline, undated } = match has_facets {
            true => self.narrow(&mut found, &request.facets, request.top.unwrap_or(TOP) as usize)?,
            false => Counted::default(),
        };
        let sort = sort_of(request.sort, &query);
        let lists = self.segments.iter().zip(&found).map(|((segment, _), own)| own.ranked(*segment, sort)).collect();
        let from = asked.from as usize;
        let shown = self.window(lists, sort, from..from.saturating_add(asked.count as usize))?;
        let (rows, published) = self.rows(&self.with_occurrences(&shown, &found), &request.text)?;
        let matches = || found.iter().flat_map(|own| &own.matches);
        let own = |(at, segment): &(u32, Segment)| segment.info.posts - self.copies_in(*at);
        let total = self.segments.iter().map(own).sum();
        let answer = Answer {
            posts: matches().count() as u32,
            occurrences: matches().fold(0_u32, |sum, own| sum.saturating_add(own.occurrences)),
            total,
            searched: total,
            sort,
            words: query.words().map(str::to_owned).collect(),
            apart,
            facets,
            timeline,
            undated,
        };
        Ok(Outcome { answer, rows, published, missing: Vec::new(), has_facets })
    }

    /// The posts of each required term or group of alternatives, if there are several.
    fn apart(&self, query: &Query) -> Result<Vec<(String, u32)>, Stop> {
        let groups = query.groups();
        if groups.len() < 2 {
            return Ok(Vec::new());
        }
        let counts = self.each(&mut |number, segment| {
            let hits = all(groups.iter().map(|group| segment.hits_of(group, None, &mut [])))?;
            let count = |hits: &Vec<_>| hits.iter().filter(|hit: &&Match| self.is_shown(number, hit.post)).count();
            Ok(hits.iter().map(count).collect::<Vec<usize>>())
        })?;
        let sum = |at: usize| counts.iter().map(|own| own[at] as u32).sum();
        Ok(groups.iter().enumerate().map(|(at, group)| (typed(group), sum(at))).collect())
    }

    /// Posts that are shown, by segment, number and occurrences.
    fn with_occurrences(&self, shown: &[Ranked], found: &[Found]) -> Vec<(u32, u32, u32)> {
        let occurrences = |ranked: &Ranked| {
            let at = self.segments.iter().position(|(number, _)| *number == ranked.segment)?;
            let own = &found[at].matches;
            let at = own.binary_search_by_key(&ranked.post, |found| found.post).ok()?;
            Some(own[at].occurrences)
        };
        shown.iter().map(|ranked| (ranked.segment, ranked.post, occurrences(ranked).unwrap_or(0))).collect()
    }
}

/// The order that is used: without words there is no relevance, and titles and sources have none.
fn sort_of(sort: Sort, query: &Query) -> Sort {
    match sort {
        Sort::Relevance if query.terms_in(COUNTED).next().is_some() => Sort::Relevance,
        Sort::Oldest => Sort::Oldest,
        _ => Sort::Newest,
    }
}

fn typed(group: &[&Term]) -> String {
    group.iter().map(|term| &*term.typed).collect::<Vec<_>>().join(" OR ")
}
