//! Posts as entries of a list of references, for reference managers: RIS and CSL-JSON. The same posts give the same bytes, for
//! no entry has the day on which it was made.

mod authors;
mod csl;
mod key;
mod ris;

pub use csl::csl_json;
pub use ris::ris;

use crate::page::ReadingPage;
use authors::authors_of;

/// What is said of a post where it is cited. All texts are on one line, without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Title; the file's name where it has no text.
    pub title: String,
    /// Authors, as they are written.
    pub authors: Vec<String>,
    /// Year, month and day, as far as the post says them.
    pub date: Vec<u32>,
    /// The address that it was saved from.
    pub url: Option<String>,
    /// The host of the address, or what else the post says it is from.
    pub container: Option<String>,
    /// Language tag, if it is known.
    pub lang: Option<String>,
    /// The post's summary of itself.
    pub summary: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
}

impl Reference {
    /// What a page says of its post.
    pub fn of(page: &ReadingPage) -> Reference {
        let source = page.source.as_ref();
        let line = |text: &String| Some(one_line(text)).filter(|line| !line.is_empty());
        let container = source.map(|source| &source.host).filter(|host| !host.is_empty());
        Reference {
            title: line(&page.title).unwrap_or_else(|| one_line(&page.file.name)),
            authors: page.author.as_ref().and_then(line).map(|names| authors_of(&names)).unwrap_or_default(),
            date: date_of(page),
            url: source.and_then(|source| line(&source.url)),
            container: container.or(page.source_text.as_ref()).and_then(line),
            lang: line(&page.lang).filter(|lang| lang != "und"),
            summary: page.description.as_ref().and_then(line),
            tags: page.tags.iter().filter_map(line).collect(),
        }
    }
}

/// The text with one space for each run of white space and control characters, none at its ends.
fn one_line(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control();
    text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The date with the precision of the post. A month is the first of its days elsewhere, and a year alone is no date.
fn date_of(page: &ReadingPage) -> Vec<u32> {
    let Some(date) = &page.date else {
        let is_year = |text: &&str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let said = page.problems.iter().filter(|problem| problem.code == "bad-date");
        let year = said.map(|problem| problem.args["text"].trim()).find(is_year);
        return year.and_then(|year| year.parse().ok()).into_iter().collect();
    };
    let parts = date.iso.get(..10).unwrap_or_default().split('-').map(str::parse::<u32>);
    let mut parts: Vec<u32> = parts.collect::<Result<_, _>>().unwrap_or_default();
    if is_month(&date.original) {
        parts.truncate(2);
    }
    parts
}

/// Whether a date names a month and no day: four digits and one or two.
fn is_month(text: &str) -> bool {
    let numbers: Vec<&str> = text.trim().split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let lengths: Vec<usize> = numbers.iter().map(|number| number.len()).collect();
    matches!(lengths[..], [4, 1 | 2] | [1 | 2, 4]) && !text.contains(char::is_alphabetic)
        || matches!(lengths[..], [4, 1 | 2]) && text.contains('年') && !text.contains('日')
}

#[cfg(test)]
mod tests;
