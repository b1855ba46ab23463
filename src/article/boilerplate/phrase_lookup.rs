//! The tables of texts, made ready for looking up.

use super::rules;
use crate::text::case::{first_lower, lower};
use crate::text::space::fold_space;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static TEXTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| each(rules::TEXTS).collect());
static HEADINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| rules::RELATED_HEADINGS.split('|').collect());
/// Beginnings of texts by their first letter.
static TEXT_STARTS: LazyLock<HashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut starts: HashMap<_, Vec<_>> = HashMap::new();
    for (text, reason) in each(rules::TEXT_STARTS) {
        let key = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        starts.entry(key.chars().next().unwrap_or(' ')).or_default().push((key, reason));
    }
    starts
});
/// The two letters that each text of the tables begins with, sorted: they tell it from nearly all texts of a post.
static FIRST_LETTERS: LazyLock<Vec<[char; 2]>> = LazyLock::new(|| {
    let tables = each(rules::TEXTS).chain(each(rules::TEXT_STARTS));
    let mut letters: Vec<_> = tables.filter_map(|(text, _)| two_letters(text.chars())).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
});
static HEADING_LETTERS: LazyLock<Vec<char>> =
    LazyLock::new(|| first_letters([rules::RELATED_HEADINGS].into_iter().chain(rules::RELATED_STARTS.iter().copied())));

/// The texts of a table, each with its reason.
pub fn each(table: &'static [(&str, &str)]) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.iter().flat_map(|&(reason, list)| list.split('|').map(move |text| (text, reason)))
}

/// The letters that the texts of lists begin with, sorted.
fn first_letters(lists: impl Iterator<Item = &'static str>) -> Vec<char> {
    let mut letters = Vec::new();
    for letter in lists.flat_map(|list| list.split('|')).filter_map(|text| text.chars().find(|c| c.is_alphanumeric())) {
        if let Err(place) = letters.binary_search(&letter) {
            letters.insert(place, letter);
        }
    }
    letters
}

/// The first two letters or digits, in lower case; where there is but one, nothing stands for the other.
pub fn two_letters(text: impl Iterator<Item = char>) -> Option<[char; 2]> {
    let mut letters = text.filter(|c| c.is_alphanumeric()).map(first_lower);
    Some([letters.next()?, letters.next().unwrap_or('\0')])
}

/// A text as the tables have it: lower-case, without signs at its ends.
pub fn text_key(text: &str) -> String {
    lower(fold_space(text).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Why a block whose whole text has this key is furniture.
pub fn furniture_text(key: &str) -> Option<&'static str> {
    TEXTS.get(key).copied().or_else(|| {
        let starts = TEXT_STARTS.get(&key.chars().next()?)?;
        starts.iter().find(|(beginning, _)| key.starts_with(beginning)).map(|(_, reason)| *reason)
    })
}

/// Whether a text that begins with these letters can be one that [`furniture_text`] knows.
pub fn may_be_furniture(letters: [char; 2]) -> bool {
    FIRST_LETTERS.binary_search(&letters).is_ok()
}

/// Whether a text that begins with this letter can be one that [`is_related_heading`] knows.
pub fn may_be_related_heading(first: char) -> bool {
    HEADING_LETTERS.binary_search(&first_lower(first)).is_ok()
}

/// Whether a heading of this key stands above lists of other posts.
pub fn is_related_heading(key: &str) -> bool {
    // A frame holds the name of a section, and no sentence.
    HEADINGS.contains(key)
        || key.len() <= 40
            && rules::RELATED_FRAMES.iter().any(|(start, ends)| {
                key.strip_prefix(start).is_some_and(|rest| ends.iter().any(|end| rest.ends_with(end)))
            })
        || rules::RELATED_STARTS.iter().any(|beginning| key.starts_with(beginning))
}

/// So many bytes at its beginning tell most addresses from those in the table.
const TELLING: usize = 5;

static SHARE_ADDRESSES: LazyLock<HashMap<&[u8], Vec<&[u8]>>> = LazyLock::new(|| {
    let mut addresses: HashMap<_, Vec<_>> = HashMap::new();
    for address in rules::SHARE_ADDRESSES.split('|').map(str::as_bytes) {
        addresses.entry(&address[..TELLING]).or_default().push(address);
    }
    addresses
});

/// Whether an address, without its scheme, is one under which a network shares a page.
pub fn is_share_address(address: &str) -> bool {
    let address = address.as_bytes();
    let Some(mut first) = address.first_chunk::<TELLING>().copied() else { return false };
    first.make_ascii_lowercase();
    let begins = |with: &[u8]| address.get(..with.len()).is_some_and(|a| a.eq_ignore_ascii_case(with));
    SHARE_ADDRESSES.get(&first[..]).is_some_and(|known| known.iter().any(|a| begins(a)))
}
