//! Views that several others contain.

use crate::post::{Date, DateSource};
use crate::{Args, Post, Problem};
use serde::{Deserialize, Serialize};

/// A date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DateView {
    /// RFC 3339 date-time, `2022-02-05T06:26:00.000Z`; without an offset if the post names no zone, `2020-05-25T10:00:00`;
    /// or only a date, `2020-05-25`. The last two must not be converted between zones.
    pub iso: String,
    /// The text of the date in the post.
    pub original: String,
    /// Where the date was found.
    pub from: DateSource,
}

impl From<Date> for DateView {
    fn from(date: Date) -> Self {
        DateView { iso: date.iso, original: date.original, from: date.from }
    }
}

/// The web page that a post was saved from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceView {
    /// URL with scheme http or https.
    pub url: String,
    /// Host for display, without `www.`.
    pub host: String,
}

impl SourceView {
    /// Splits a post's `from` into a web page, or text if it is not an http(s) URL.
    pub fn of_post(post: &Post) -> (Option<SourceView>, Option<String>) {
        let from = post.from.as_deref().map(str::trim).filter(|from| !from.is_empty());
        let source = from.and_then(crate::article::urls::parse_base).map(|url| SourceView {
            host: url.host_str().unwrap_or("").trim_start_matches("www.").to_string(),
            url: url.to_string(),
        });
        let text = from.filter(|_| source.is_none()).map(str::to_string);
        (source, text)
    }
}

/// Why a file or an entry can't be opened; functions throw it as a plain object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ErrorView {
    /// Stable identifier: `empty`, `binary`, `too-large`, `unreadable`, `archive-unsupported`, `archive-damaged`, `mbox`, `opml`;
    /// for an entry also the codes of its problems.
    pub code: &'static str,
    /// English sentence, for a code that is not translated.
    pub message: String,
    /// The file's name, or the entry's path.
    pub file: String,
    /// Values in the sentence, by name.
    pub args: Args,
}

impl ErrorView {
    /// The view of an error with this file.
    pub fn new(file: &str, error: impl Into<Problem>) -> Self {
        let Problem { code, message, args } = error.into();
        ErrorView { code, message, file: file.to_owned(), args }
    }
}
