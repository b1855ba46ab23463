//! The tables of texts, made ready for looking up.

use super::clutter_rules as rules;
use crate::article::dom::{fold_space, lower};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static TEXTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| rules::TEXTS.iter().rev().copied().collect());
static HEADINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| rules::RELATED_HEADINGS.iter().copied().collect());
static FIRST_LETTERS: LazyLock<Vec<char>> =
    LazyLock::new(|| first_letters(rules::TEXTS.iter().map(|(text, _)| text).chain(rules::PLAYER_TEXTS)));
static HEADING_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| first_letters(rules::RELATED_HEADINGS.iter()));

/// The letters that texts begin with, sorted.
fn first_letters<'a>(texts: impl Iterator<Item = &'a &'a str>) -> Vec<char> {
    let mut letters: Vec<char> = texts.filter_map(|text| text.chars().next()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

fn begins_one(letters: &[char], first: char) -> bool {
    lower(first).next().is_some_and(|first| letters.binary_search(&first).is_ok())
}

/// A text as the tables have it: lower-case, without signs at its ends.
pub fn text_key(text: &str) -> String {
    fold_space(text).trim_matches(|c: char| !c.is_alphanumeric()).chars().flat_map(lower).collect()
}

/// Why a block whose whole text has this key is furniture.
pub fn furniture_text(key: &str) -> Option<&'static str> {
    TEXTS
        .get(key)
        .copied()
        .or_else(|| rules::PLAYER_TEXTS.iter().any(|beginning| key.starts_with(beginning)).then_some("player-fallback"))
}

/// Whether a text that begins with this letter can be one that [`furniture_text`] knows.
pub fn may_be_furniture(first: char) -> bool {
    begins_one(&FIRST_LETTERS, first)
}

/// Whether a text that begins with this letter can be one that [`is_related_heading`] knows.
pub fn may_be_related_heading(first: char) -> bool {
    begins_one(&HEADING_LETTERS, first)
}

/// Whether a heading of this key stands above lists of other posts.
pub fn is_related_heading(key: &str) -> bool {
    HEADINGS.contains(key)
}
