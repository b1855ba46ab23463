//! Takes lines apart into words that only say who, when, from where, how long and how often shared.

use super::kinds::META_WORDS;
use super::phrase_lookup::{kind_of_text, phrases, spaced, text_key};
use super::rule::Section;
use crate::Post;
use crate::article::facts::title;
use crate::article::reason::Reason;
use crate::text::calendar::{days_of_civil, is_day};
use crate::text::case::lower;
use crate::text::scripts::is_east_asian;
use crate::text::space::is_space;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a line says that only tells of the post.
pub struct Said {
    /// The kind.
    pub reason: Reason,
    /// Whether a word says so, and not only a name or a date.
    pub has_word: bool,
}

/// What a word of such a line means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A kind of boilerplate.
    Kind(Reason),
    /// A part of a date, which means nothing without a number.
    Date,
    /// Nothing: it only joins others.
    Joining,
}

/// The words of such lines by their first letter.
static WORDS: LazyLock<HashMap<char, Vec<(&'static str, Meaning)>>> = LazyLock::new(|| {
    let kinds = phrases(Section::MetaWord).map(|(word, reason)| (word, Meaning::Kind(reason)));
    let others = Section::read(META_WORDS).filter_map(|(section, word)| match section {
        Section::DateWord => Some((word, Meaning::Date)),
        Section::JoiningWord => Some((word, Meaning::Joining)),
        _ => None,
    });
    let mut words: HashMap<char, Vec<_>> = HashMap::new();
    for (word, meaning) in kinds.chain(others) {
        words.entry(word.chars().next().unwrap_or(' ')).or_default().push((word, meaning));
    }
    words
});

static SOURCE_LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    Section::read(META_WORDS).filter(|(section, _)| *section == Section::SourceLabel).map(|(_, label)| label).collect()
});
static AUTHOR_LABELS: LazyLock<Vec<String>> =
    LazyLock::new(|| phrases(Section::Label).map(|(label, _)| spaced(label)).collect());

/// Whether a text is the label of such a line.
pub fn is_label(text: &str) -> bool {
    let words = text.chars().next().and_then(|first| WORDS.get(&first));
    words.is_some_and(|words| words.iter().any(|(word, meaning)| *word == text && *meaning != Meaning::Joining))
}

/// The most characters of a label and the name of a source.
const LONGEST_SOURCE: usize = 20;

/// Splits a line into words that only say who, when or how often; `None` if it says anything else.
#[inline(never)]
pub fn what_is_said(text: &str, post: &Post) -> Option<Said> {
    take_apart(&lower(text), post, true)
}

/// Whether a line says nothing but the author or the source that stands above the article.
#[inline(never)]
pub fn stands_above(text: &str, post: &Post) -> bool {
    let mut rest = lower(text);
    let from = post.from.as_deref().unwrap_or_default();
    let page = from.split_once("://").map_or(from, |(_, page)| page).trim_end_matches('/');
    let bare = page.trim_start_matches("www.");
    let host = bare.split('/').next().unwrap_or_default();
    let mut names_any = false;
    let names = post.author.as_deref().unwrap_or_default().split(", ");
    for name in names.chain([from, page, bare, host]).map(lower).filter(|name| name.contains(char::is_alphanumeric)) {
        while let Some(at) = find_word(&rest, &name) {
            rest.replace_range(at..at + name.len(), " ");
            names_any = true;
        }
    }
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok());
    let is_other_day = numbers.any(|n| (1900..2100).contains(&n)) && !is_date_of(&rest, post);
    let rest = rest.trim();
    let rest = AUTHOR_LABELS.iter().find_map(|label| rest.strip_prefix(&**label)).unwrap_or(rest);
    let is_known = || !rest.contains(char::is_alphanumeric) || take_apart(rest, post, false).is_some();
    names_any && !is_other_day && is_known()
}

/// Where a text has a name that is no part of a longer word.
fn find_word(text: &str, name: &str) -> Option<usize> {
    let is_end = |c: Option<char>, of: Option<char>| {
        !c.is_some_and(|c| c.is_alphanumeric() && !is_east_asian(c)) || of.is_some_and(is_east_asian)
    };
    text.match_indices(name).map(|(at, _)| at).find(|&at| {
        is_end(text[..at].chars().next_back(), name.chars().next())
            && is_end(text[at + name.len()..].chars().next(), name.chars().next_back())
    })
}

/// The same of a text in lower case; a short name after a source's label need not be known if `any_source`.
#[inline(never)]
fn take_apart(text: &str, post: &Post, any_source: bool) -> Option<Said> {
    let author: Option<String> = post.author.as_deref().map(lower);
    let mut rest = text;
    let mut before = ' ';
    let mut reason: Option<Reason> = None;
    let (mut has_word, mut has_author, mut has_date) = (false, false, false);
    while let Some(first) = rest.chars().next() {
        if !first.is_alphanumeric() {
            before = first;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        // Behind who or when a short name may say from where.
        if any_source
            && (has_word || has_date || has_author || looks_like_date(&text[..text.len() - rest.len()]))
            && let Some(label) = SOURCE_LABELS.iter().find(|label| rest.starts_with(**label))
            && rest[label.len()..].trim_start().starts_with([':', '：'])
            && rest.chars().count() <= LONGEST_SOURCE
        {
            reason.get_or_insert(Reason::Byline);
            has_word = true;
            break;
        }
        let is_start = !before.is_alphanumeric()
            || is_east_asian(first)
            || is_east_asian(before)
            || before.is_numeric() != first.is_numeric();
        let ends = |word: &str| {
            let last = word.chars().next_back().unwrap_or(' ');
            let next = rest[word.len()..].chars().next().unwrap_or(' ');
            !next.is_alphanumeric()
                || is_east_asian(last)
                || is_east_asian(next)
                || last.is_numeric() != next.is_numeric()
        };
        if !is_start {
            return None;
        }
        let name = author.as_deref().filter(|a| !a.is_empty() && rest.starts_with(*a) && ends(a));
        let digits = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
        let len = if let Some(name) = name {
            has_author = true;
            name.len()
        } else if digits > 0 {
            digits
        } else {
            // The longest; of two lists the first.
            let fits = WORDS.get(&first)?.iter().rev().filter(|(word, _)| rest.starts_with(word) && ends(word));
            let (word, meaning) = fits.max_by_key(|(word, _)| word.len())?;
            match *meaning {
                Meaning::Joining => {}
                Meaning::Date => has_date = true,
                Meaning::Kind(kind) => {
                    has_word = true;
                    reason.get_or_insert(kind);
                }
            }
            word.len()
        };
        before = rest[..len].chars().next_back().unwrap_or(' ');
        rest = &rest[len..];
    }
    let has_number = text.contains(|c: char| c.is_numeric());
    let reason = match reason {
        Some(reason) => reason,
        None if has_author => Reason::Byline,
        None if has_number && (has_date || looks_like_date(text)) => Reason::Date,
        None => return None,
    };
    Some(Said { reason, has_word })
}

/// Three numbers with nothing but signs between them.
fn looks_like_date(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count() >= 3
        && text.chars().all(|c| c.is_ascii_digit() || is_space(c) || "年月日时時分秒:：-/.,，()（）|".contains(c))
}

/// Whether a text has a date that may be the post's: its day or one beside it, since clocks differ.
#[inline(never)]
pub fn is_date_of(text: &str, post: &Post) -> bool {
    let Some(date) = &post.date else { return false };
    let mut parts = date.iso.split(['-', 'T', ':', '+', 'Z']).filter_map(|p| p.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let is_year = |n: &u32| (1900..2100).contains(n);
    // Without a year it may be the heading of a diary's day.
    if !numbers.iter().any(is_year) {
        return false;
    }
    let days = |year: u32, month: u32, day: u32| days_of_civil(year.into(), month.into(), day.into());
    let own = days(year, month, day);
    let is_near =
        |year: u32, month: u32, day: u32| is_day(year, month, day) && (days(year, month, day) - own).abs() <= 1;
    let is_written = numbers.windows(3).any(|n| match *n {
        [y, m, d] if is_year(&y) => is_near(y, m, d),
        [a, b, y] if is_year(&y) => is_near(y, a, b) || is_near(y, b, a),
        _ => false,
    });
    let is_named = || {
        let lower = lower(text);
        let words = || lower.split(|c: char| !c.is_alphabetic());
        let named = MONTHS.iter().position(|name| words().any(|word| word.starts_with(name)));
        let months = named.map_or(1..=12, |at| at as u32 + 1..=at as u32 + 1);
        let years = || numbers.iter().copied().filter(is_year);
        let has_name = named.is_some() || !text.contains(['.', '-', '/', '月', '年']);
        has_name
            && months.into_iter().any(|month| years().any(|year| numbers.iter().any(|&day| is_near(year, month, day))))
    };
    is_written || is_named()
}

/// How the months' names begin in English and its relatives.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a text names the post's author.
pub fn names_author(text: &str, post: &Post) -> bool {
    let author = post.author.as_deref().map(title::key).filter(|author| !author.is_empty());
    author.is_some_and(|author| title::key(text).contains(&author))
}

/// Whether a text has the label of an author's name, or a day.
pub fn says_who_or_when(text: &str) -> bool {
    let lower = lower(text);
    let numbers = || text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok());
    AUTHOR_LABELS.iter().any(|label| lower.starts_with(&**label) || label.starts_with("by") && lower.contains(" by "))
        || numbers().any(|n| (1900..2100).contains(&n)) && numbers().count() >= 2
}

/// Whether a line that says who or when says so of the post, or nothing but words of such lines.
#[inline(never)]
pub fn tells_of(text: &str, post: &Post) -> bool {
    title::key(text).is_empty()
        || kind_of_text(&text_key(text)).is_some()
        || names_author(text, post)
        || is_date_of(text, post)
        || what_is_said(text, post).is_some_and(|said| said.has_word || said.reason != Reason::Date)
}

/// Whether a short line says no more than the post's author or date.
#[inline(never)]
pub fn repeats_byline(text: &str, post: &Post) -> Option<Reason> {
    let key = title::key(text);
    if key.is_empty() {
        return None;
    }
    let author = post.author.as_deref().map(title::key).filter(|a| !a.is_empty());
    if let Some(author) = &author {
        let lower = text.to_lowercase();
        let name = AUTHOR_LABELS.iter().find_map(|label| lower.strip_prefix(&**label)).map(title::key);
        if name.as_ref().unwrap_or(&key) == author {
            return Some(Reason::Byline);
        }
    }
    let date = post.date.as_ref()?;
    let digits: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| !d.is_empty() && d.len() <= 4)
        .filter_map(|d| d.parse().ok())
        .collect();
    let mut parts = date.iso.split(['-', 'T']).map(|p| p.parse::<u32>().unwrap_or(0));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let only_date = text.chars().all(|c| {
        c.is_ascii_digit()
            || is_space(c)
            || "年月日时時分秒星期周週一二三四五六七天上下午:：-/.,，()（）|TZ".contains(c)
    });
    (only_date && digits.len() >= 3 && digits.contains(&year) && digits.contains(&month) && digits.contains(&day))
        .then_some(Reason::Date)
}
