//! The tables of texts, made ready for looking up.

use super::clutter_rules as rules;
use crate::article::dom::{fold_space, lower};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static TEXTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| rules::TEXTS.iter().rev().copied().collect());
static HEADINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| rules::RELATED_HEADINGS.iter().copied().collect());
static TEXT_STARTS: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
    let key = |text: &str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_string();
    rules::TEXT_STARTS.iter().map(|(text, reason)| (key(text), *reason)).collect()
});
static FIRST_LETTERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let texts = rules::TEXTS.iter().map(|(text, _)| text).chain(rules::PLAYER_TEXTS);
    let texts = texts.chain(rules::TEXT_STARTS.iter().map(|(text, _)| text));
    texts.filter_map(|text| text.chars().find(|c| c.is_alphanumeric())).collect()
});

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
        .or_else(|| TEXT_STARTS.iter().find(|(beginning, _)| key.starts_with(&**beginning)).map(|(_, reason)| *reason))
}

/// Whether a text that begins with this letter can be one that [`furniture_text`] knows.
pub fn may_be_furniture(first: char) -> bool {
    lower(first).next().is_some_and(|first| FIRST_LETTERS.contains(&first))
}

/// Whether a heading of this key stands above lists of other posts.
pub fn is_related_heading(key: &str) -> bool {
    HEADINGS.contains(key) || rules::RELATED_STARTS.iter().any(|beginning| key.starts_with(beginning))
}
