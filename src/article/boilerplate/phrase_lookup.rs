//! The phrases of all kinds, ready for looking up.

use super::kinds::RULES;
use super::rule::Section;
use crate::article::reason::Reason;
use crate::text::case::{first_lower, lower};
use crate::text::space::fold_space;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// All phrases with their kinds, by section.
static PHRASES: LazyLock<Vec<Vec<(&str, Reason)>>> = LazyLock::new(|| {
    let mut sections = vec![Vec::new(); Section::NAMES.len()];
    for rule in RULES {
        for (section, phrase) in Section::read(rule.phrases) {
            sections[section as usize].push((phrase, rule.reason));
        }
    }
    sections
});

/// The phrases of a section in all kinds, each with its reason.
pub fn phrases(section: Section) -> impl Iterator<Item = (&'static str, Reason)> {
    PHRASES[section as usize].iter().copied()
}

/// A phrase with `_` at its ends replaced by spaces.
pub fn spaced(phrase: &str) -> String {
    let inner = phrase.trim_matches('_');
    let space = |is_there: bool| if is_there { " " } else { "" };
    [space(phrase.starts_with('_')), inner, space(phrase.ends_with('_'))].concat()
}

static WHOLE_TEXTS: LazyLock<HashMap<&str, Reason>> = LazyLock::new(|| phrases(Section::WholeText).collect());
/// Openings by their first letter.
static OPENINGS: LazyLock<HashMap<char, Vec<(&str, Reason)>>> = LazyLock::new(|| {
    let mut openings: HashMap<_, Vec<_>> = HashMap::new();
    for (opening, reason) in phrases(Section::Opening) {
        let key = opening.trim_start_matches(|c: char| !c.is_alphanumeric());
        openings.entry(key.chars().next().unwrap_or(' ')).or_default().push((key, reason));
    }
    openings
});
/// The first two letters of each whole text and opening, sorted: they rule out nearly all texts of a post.
static FIRST_LETTERS: LazyLock<Vec<[char; 2]>> = LazyLock::new(|| {
    let texts = phrases(Section::WholeText).chain(phrases(Section::Opening));
    let mut letters: Vec<_> = texts.filter_map(|(text, _)| two_letters(text.chars())).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
});

/// Headings above lists of other posts.
struct Headings {
    whole: HashSet<&'static str>,
    openings: Vec<String>,
    /// Beginnings and ends around a name.
    frames: Vec<(&'static str, &'static str)>,
    /// The first letter of every whole heading and opening.
    letters: HashSet<char>,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let of = |section| phrases(section).map(|(phrase, _)| phrase);
    let letter = |text: &str| text.chars().find(|c| c.is_alphanumeric());
    Headings {
        whole: of(Section::Heading).collect(),
        openings: of(Section::HeadingOpening).map(spaced).collect(),
        frames: of(Section::HeadingFrame).filter_map(|frame| frame.split_once('…')).collect(),
        letters: of(Section::Heading).chain(of(Section::HeadingOpening)).filter_map(letter).collect(),
    }
});

/// The first two letters or digits, in lower case; NUL in place of a missing second.
pub fn two_letters(text: impl Iterator<Item = char>) -> Option<[char; 2]> {
    let mut letters = text.filter(|c| c.is_alphanumeric()).map(first_lower);
    Some([letters.next()?, letters.next().unwrap_or('\0')])
}

/// A text as the phrases are written: in lower case, without punctuation at its ends.
pub fn text_key(text: &str) -> String {
    lower(fold_space(text).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The kind of a block whose whole text has this key.
pub fn kind_of_text(key: &str) -> Option<Reason> {
    WHOLE_TEXTS.get(key).copied().or_else(|| {
        let openings = OPENINGS.get(&key.chars().next()?)?;
        openings.iter().find(|(opening, _)| key.starts_with(opening)).map(|(_, reason)| *reason)
    })
}

/// Whether a block's text with this key is a phrase as a whole.
pub fn is_whole_phrase(key: &str) -> bool {
    WHOLE_TEXTS.contains_key(key)
}

/// Whether [`kind_of_text`] can know a text with these first letters.
pub fn may_have_kind(letters: [char; 2]) -> bool {
    FIRST_LETTERS.binary_search(&letters).is_ok()
}

/// Whether [`is_related_heading`] can know a text with this first letter.
pub fn may_be_related_heading(first: char) -> bool {
    HEADINGS.letters.contains(&first_lower(first))
}

/// Whether a text with this key is a heading above lists of other posts.
pub fn is_related_heading(key: &str) -> bool {
    // Between the two parts of a frame is the name of a section, and no sentence.
    let is_framed = |&(start, end): &(&str, &str)| key.strip_prefix(start).is_some_and(|rest| rest.ends_with(end));
    HEADINGS.whole.contains(key)
        || key.len() <= 40 && HEADINGS.frames.iter().any(is_framed)
        || HEADINGS.openings.iter().any(|opening| key.starts_with(&**opening))
}

/// Bytes at its beginning that tell most URLs from those of the phrase files.
const URL_KEY: usize = 5;

static SHARE_URLS: LazyLock<HashMap<&[u8], Vec<&[u8]>>> = LazyLock::new(|| {
    let mut urls: HashMap<_, Vec<_>> = HashMap::new();
    for (url, _) in phrases(Section::Url) {
        let url = url.as_bytes();
        urls.entry(&url[..URL_KEY]).or_default().push(url);
    }
    urls
});

/// Whether a URL, without its scheme, is one at which a network shares a page.
pub fn is_share_url(url: &str) -> bool {
    let url = url.as_bytes();
    let Some(mut first) = url.first_chunk::<URL_KEY>().copied() else { return false };
    first.make_ascii_lowercase();
    let begins = |with: &[u8]| url.get(..with.len()).is_some_and(|a| a.eq_ignore_ascii_case(with));
    SHARE_URLS.get(&first[..]).is_some_and(|known| known.iter().any(|a| begins(a)))
}
