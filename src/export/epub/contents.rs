//! The list of a book's chapters, and the page of contents.

use super::attributes::is_day;
use super::draft::day_of;
use super::words::Words;
use crate::text::xml::escape;
use std::collections::BTreeMap;

/// By what chapters are sorted and grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By year and month.
    #[default]
    Date,
    /// By the host that they were saved from, then by date.
    Source,
}

impl By {
    /// That of this name, `date` or `source`; else by date.
    pub fn named(name: &str) -> By {
        if name == "source" { By::Source } else { By::Date }
    }

    /// What a post is sorted by, so that its number can be known before it is written. Posts without a date or a source are
    /// last.
    pub fn key(self, date: Option<&str>, host: Option<&str>) -> (bool, String, bool, String) {
        let host = host.filter(|_| self == By::Source);
        (
            self == By::Source && host.is_none(),
            host.unwrap_or_default().to_owned(),
            date.is_none(),
            date.unwrap_or_default().to_owned(),
        )
    }
}

/// A chapter that is written.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its place in the book.
    pub number: u32,
    /// Its files.
    pub files: Vec<String>,
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its date.
    pub date: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// The host that it was saved from.
    pub host: Option<String>,
}

impl Chapter {
    /// Its day, if it is one of the calendar.
    pub fn day(&self) -> Option<&str> {
        self.date.as_deref().map(day_of).filter(|day| is_day(day))
    }

    fn entry(&self) -> String {
        let title = if self.title.trim().is_empty() { "–" } else { &self.title };
        let (file, lang, title) = (escape(&self.files[0]), escape(&self.lang), escape(title));
        let dir = self.dir;
        format!("<li><a href=\"{file}\" lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{dir}\">{title}</a></li>\n")
    }
}

/// The values of a field, the most frequent first.
pub fn by_count<'c>(values: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(value, _)| value).collect()
}

/// The list of contents, and the landmarks.
pub fn contents(chapters: &[Chapter], by: By, words: Words) -> String {
    let mut out = format!("<nav epub:type=\"toc\" id=\"toc\">\n<h1>{}</h1>\n<ol>\n", words.contents());
    let group = |chapter: &Chapter| match by {
        By::Source => chapter.host.clone().unwrap_or_else(|| words.sourceless().to_owned()),
        By::Date => chapter.day().map_or_else(|| words.undated().to_owned(), |day| day[..4].to_owned()),
    };
    for chapters in chapters.chunk_by(|one, other| group(one) == group(other)) {
        open(&group(&chapters[0]), &chapters[0], &mut out);
        if by == By::Date && chapters[0].day().is_some() {
            let month = |chapter: &Chapter| chapter.day().map(|day| day[5..7].to_owned()).unwrap_or_default();
            for chapters in chapters.chunk_by(|one, other| month(one) == month(other)) {
                open(&words.month(&month(&chapters[0])), &chapters[0], &mut out);
                out.extend(chapters.iter().map(Chapter::entry));
                out.push_str("</ol></li>\n");
            }
        } else {
            out.extend(chapters.iter().map(Chapter::entry));
        }
        out.push_str("</ol></li>\n");
    }
    out.push_str("</ol>\n</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    let first = chapters.first().map(|chapter| (&*chapter.files[0], "bodymatter", words.beginning()));
    let places = [("cover.xhtml", "cover", words.cover()), ("nav.xhtml#toc", "toc", words.contents())];
    for (file, kind, name) in places.into_iter().chain(first) {
        out.push_str(&format!("<li><a epub:type=\"{kind}\" href=\"{file}\">{name}</a></li>\n"));
    }
    out.push_str("</ol>\n</nav>");
    out
}

fn open(name: &str, first: &Chapter, out: &mut String) {
    let (file, name) = (escape(&first.files[0]), escape(name));
    out.push_str(&format!("<li><a href=\"{file}\">{name}</a>\n<ol>\n"));
}
