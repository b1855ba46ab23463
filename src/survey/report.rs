//! Statistics as lines for people, and as a line of JSON.

use super::statistics::{Counts, Statistics};
use crate::export::json_line;
use crate::text::interface::grouped;
use serde::Serialize;
use std::fmt::Write;

/// Values of a kind that people are shown.
const MOST: usize = 12;

#[derive(Serialize)]
struct Report<'a> {
    posts: u64,
    unopened: u64,
    bytes: u64,
    characters: u64,
    words: u64,
    pictures: u64,
    embeds: u64,
    comments: u64,
    undated: u64,
    anonymous: u64,
    years: Vec<(&'a str, u64)>,
    sources: Vec<(&'a str, u64)>,
    authors: Vec<(&'a str, u64)>,
    languages: Vec<(&'a str, u64)>,
    encodings: Vec<(&'a str, u64)>,
    removed: Vec<(&'a str, u64)>,
    problems: Vec<(&'a str, u64)>,
}

/// All counts as a line of JSON: values with their numbers, years in order, others by number.
pub fn json(statistics: &Statistics) -> String {
    json_line(&Report {
        posts: statistics.posts,
        unopened: statistics.unopened,
        bytes: statistics.bytes,
        characters: statistics.characters,
        words: statistics.words,
        pictures: statistics.pictures,
        embeds: statistics.embeds,
        comments: statistics.comments,
        undated: statistics.undated,
        anonymous: statistics.anonymous,
        years: in_order(&statistics.years),
        sources: by_number(&statistics.hosts),
        authors: by_number(&statistics.authors),
        languages: by_number(&statistics.langs),
        encodings: by_number(&statistics.encodings),
        removed: by_number(&statistics.reasons),
        problems: by_number(&statistics.problems),
    })
}

/// The counts for people: of each kind the most frequent values.
pub fn lines(statistics: &Statistics) -> String {
    let mut out = String::new();
    let totals = [
        ("posts", statistics.posts),
        ("can't be opened", statistics.unopened),
        ("bytes", statistics.bytes),
        ("characters", statistics.characters),
        ("words", statistics.words),
        ("pictures", statistics.pictures),
        ("players", statistics.embeds),
        ("comments", statistics.comments),
        ("without a date", statistics.undated),
        ("without an author", statistics.anonymous),
    ];
    for (name, number) in totals {
        let _ = writeln!(out, "{name:<20}{:>14}", grouped(number as usize));
    }
    let parts = [
        ("Years", in_order(&statistics.years)),
        ("Sources", by_number(&statistics.hosts)),
        ("Authors", by_number(&statistics.authors)),
        ("Languages", by_number(&statistics.langs)),
        ("Encodings", by_number(&statistics.encodings)),
        ("Removed or changed", by_number(&statistics.reasons)),
        ("Problems", by_number(&statistics.problems)),
    ];
    for (heading, values) in parts.iter().filter(|(_, values)| !values.is_empty()) {
        let _ = writeln!(out, "\n{heading}");
        let most = if *heading == "Years" { values.len() } else { MOST };
        for (value, number) in values.iter().take(most) {
            let _ = writeln!(out, "{:>14}  {value}", grouped(*number as usize));
        }
        if values.len() > most {
            let _ = writeln!(out, "{:>14}  more", grouped(values.len() - most));
        }
    }
    out
}

fn in_order(counts: &Counts) -> Vec<(&str, u64)> {
    counts.iter().map(|(value, number)| (&**value, *number)).collect()
}

/// The most frequent first; of equal numbers in the order of the values.
fn by_number(counts: &Counts) -> Vec<(&str, u64)> {
    let mut values = in_order(counts);
    values.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    values
}
