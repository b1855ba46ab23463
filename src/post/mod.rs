//! post: a file's text → front matter in typed fields and the body as it stands. Parsing a post cannot fail.

use crate::Problem;

/// One post file, parsed: what its front matter says and its body, untouched.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Post {
    /// The file's name, the last part of its path.
    pub name: String,
    /// The title; from the front matter, else from the body's document title, else from the file's name. Never empty.
    pub title: String,
    /// When the post says that it was published.
    pub date: Option<Date>,
    /// Who wrote it.
    pub author: Option<String>,
    /// `from`: where it was saved from, as it stands: mostly an address.
    pub from: Option<String>,
    /// `tags`, whether given as a list or as one string.
    pub tags: Vec<String>,
    /// `categories` or `category`, whether given as a list or as one string.
    pub categories: Vec<String>,
    /// `lang`, `language` or `locale`.
    pub lang: Option<String>,
    /// `layout`.
    pub layout: Option<String>,
    /// `description`, `excerpt`, `summary` or `subtitle`.
    pub description: Option<String>,
    /// `image`, `cover` or `thumbnail`: the address of a picture.
    pub image: Option<String>,
    /// `published`; true where it isn't given.
    pub published: bool,
    /// `comments`.
    pub comments: Option<bool>,
    /// Every other key of the front matter with its value as text, for display.
    pub extra: Vec<(String, String)>,
    /// What follows the front matter, without the date comment at its head.
    pub body: String,
    /// Whether the body is a whole HTML document or a fragment of one without Markdown (`.html`, `.htm`, or a doctype).
    pub is_html: bool,
    /// Whether the file is plain text by its name (`.txt`).
    pub is_plain: bool,
    /// What there is to know about the front matter.
    pub problems: Vec<Problem>,
}

/// A date as a post gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// RFC 3339: `2022-02-05T06:26:00.000Z`, or a bare day `2020-05-25`, which no time zone may shift.
    pub iso: String,
    /// As it stands in the post.
    pub original: String,
    /// Where it was found.
    pub from: DateSource,
}

/// Where a date was found; the order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// The front matter's `date`.
    FrontMatter,
    /// The comment at the head of the body, milliseconds since 1970: `<!--1644042360000-->`.
    Comment,
    /// The file's name: `2020-05-25-….md`.
    FileName,
}
