//! The order of a result over several segments, no further than it is looked at.
//!
//! In each segment the posts are sorted already. What two of them from different segments are told apart by is read only of
//! those that have one key and are of about one day.

use super::super::order::Sort;
use super::cache::Stop;
use super::live::Live;
use super::matching::Ranked;
use super::segment::{Instant, Segment};
use crate::text::sort;
use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// Days in which moments are alike: a day is what a post says, and its zone moves the moment by one at most.
const DAYS: i64 = 8;

/// A post at the head of what is left of a segment.
struct Head {
    ranked: Ranked,
    /// The number of its days; the least without a date.
    days: i64,
    instant: Option<Instant>,
}

impl Live<'_> {
    /// The posts at `range` in the order of `sort`. Those of each segment come by their numbers.
    pub fn window(&self, mut lists: Vec<Vec<Ranked>>, sort: Sort, range: Range<usize>) -> Result<Vec<Ranked>, Stop> {
        for ((_, segment), list) in self.segments.iter().zip(&mut lists) {
            match sort {
                Sort::Oldest => oldest_first(segment, list)?,
                // Those of one key come by their numbers.
                _ => sort::stable(list, |ranked| ranked.key),
            }
        }
        if let [list] = &mut lists[..] {
            let end = range.end.min(list.len());
            return Ok(list[range.start.min(end)..end].to_vec());
        }
        lists.iter_mut().for_each(|list| list.truncate(range.end));
        let mut heads = self.heads(lists)?;
        let mut out = Vec::new();
        for at in 0..range.end {
            let first = (0..heads.len())
                .filter(|at| !heads[*at].is_empty())
                .min_by(|one, other| self.compare(sort, &heads[*one][0], &heads[*other][0]));
            let Some(head) = first.and_then(|first| heads[first].pop_front()) else { break };
            if at >= range.start {
                out.push(head.ranked);
            }
        }
        Ok(out)
    }

    /// The posts of all lists, those that need it with their instants.
    fn heads(&self, lists: Vec<Vec<Ranked>>) -> Result<Vec<VecDeque<Head>>, Stop> {
        let mut days: Vec<Vec<i64>> = Vec::new();
        // In which list posts of a key and some days are, if they are in one.
        let mut groups: HashMap<(u64, i64), Option<usize>> = HashMap::new();
        for (at, ((_, segment), list)) in self.segments.iter().zip(&lists).enumerate() {
            let own: Vec<i64> = days_of(segment, list)?;
            for (ranked, day) in list.iter().zip(&own) {
                let group = groups.entry((ranked.key, *day)).or_insert(Some(at));
                *group = group.filter(|first| *first == at);
            }
            days.push(own);
        }
        let has_others = |at: usize, ranked: &Ranked, day: i64| {
            let near = [day.saturating_sub(1), day, day.saturating_add(1)];
            near.iter().any(|day| groups.get(&(ranked.key, *day)).is_some_and(|own| *own != Some(at)))
        };
        let lists: Vec<(Vec<Ranked>, Vec<i64>)> = lists.into_iter().zip(days).collect();
        let mut at = 0;
        self.each(&mut |_, segment| {
            let (list, days) = &lists[at];
            let needs = |(ranked, day): &(&Ranked, &i64)| has_others(at, ranked, **day);
            let posts: Vec<u32> = list.iter().zip(days).filter(needs).map(|(ranked, _)| ranked.post).collect();
            at += 1;
            let mut instants = segment.instants(&posts)?;
            let head = |(ranked, days): (&Ranked, &i64)| Head {
                ranked: *ranked,
                days: *days,
                instant: instants.remove(&ranked.post),
            };
            Ok(list.iter().zip(days).map(head).collect())
        })
    }

    /// The order of two posts, which the library has too: key, moment, path, the name of the volume.
    fn compare(&self, sort: Sort, one: &Head, other: &Head) -> Ordering {
        let moments = match (&one.instant, &other.instant) {
            (Some(one), Some(other)) => (one.moment, other.moment),
            _ => (one.days, other.days),
        };
        let by_moment = match sort {
            Sort::Oldest => (moments.0 == i64::MIN, moments.0).cmp(&(moments.1 == i64::MIN, moments.1)),
            _ => Reverse(moments.0).cmp(&Reverse(moments.1)),
        };
        let name_of = |instant: &Instant| (self.manifest.name_of(instant.volume).map(str::to_owned), instant.volume);
        let by_place = || match (&one.instant, &other.instant) {
            (Some(one), Some(other)) => one.path.cmp(&other.path).then_with(|| name_of(one).cmp(&name_of(other))),
            _ => Ordering::Equal,
        };
        one.ranked.key.cmp(&other.ranked.key).then(by_moment).then_with(by_place)
    }
}

/// For each post of a list about which day it is of.
fn days_of(segment: &Segment, list: &[Ranked]) -> Result<Vec<i64>, Stop> {
    let runs: Vec<(u32, u32)> = segment.top()?.days_of().map(|(posts, day)| (posts.start, day.day)).collect();
    let day = |ranked: &Ranked| {
        let at = runs.partition_point(|(start, _)| *start <= ranked.post);
        match at.checked_sub(1).map_or(0, |at| runs[at].1) {
            0 => i64::MIN,
            day => (i64::from(day / 10_000) * 372 + i64::from(day / 100 % 100) * 31 + i64::from(day % 100)) / DAYS,
        }
    };
    Ok(list.iter().map(day).collect())
}

/// Oldest first, those of one moment as they are, those without a date last.
fn oldest_first(segment: &Segment, list: &mut Vec<Ranked>) -> Result<(), Stop> {
    let top = segment.top()?;
    // Where posts of one moment begin.
    let mut starts: Vec<u32> = Vec::new();
    for (posts, day) in top.days_of() {
        if !day.joins {
            starts.push(posts.start);
        }
        if !day.is_tied {
            starts.extend(posts.skip(1));
        }
    }
    let group = |post: u32| starts.partition_point(|start| *start <= post);
    // Numbers of posts have 26 bits.
    sort::stable(list, |ranked| {
        let group = u64::from(u32::MAX - group(ranked.post) as u32);
        u64::from(ranked.post >= top.dated) << 63 | group << 31 | u64::from(ranked.post)
    });
    Ok(())
}
