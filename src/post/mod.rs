//! post: a file's text → front matter in typed fields and the body as it stands. Parsing a post cannot fail.

mod date;
mod entities;
mod fields;
mod front_matter;
mod limits;
pub(crate) mod name;
mod read;
mod salvage;
mod title;
mod value;
mod yaml;

use crate::Problem;
use fields::Fields;
use std::borrow::Cow;

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
    /// RFC 3339: `2022-02-05T06:26:00.000Z`, `2020-05-25T10:00:00+08:00`; or a bare day `2020-05-25`,
    /// or a time of which the post names no zone, `2020-05-25T10:00:00`: neither of these may be shifted by a zone.
    pub iso: String,
    /// As it stands in the post.
    pub original: String,
    /// Where it was found.
    pub from: DateSource,
}

/// Where a date was found; the order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// The front matter's `date`.
    FrontMatter,
    /// The comment at the head of the body, milliseconds since 1970: `<!--1644042360000-->`.
    Comment,
    /// The file's name: `2020-05-25-….md`.
    FileName,
}

impl Post {
    /// Parses a post. What is broken in it becomes a problem; the rest is kept.
    pub fn parse(name: &str, text: &str) -> Post {
        let name = name::base(name);
        let text = with_line_feeds(text);
        let mut problems = Vec::new();

        let (pairs, body) = read::front_matter(&text, &mut problems);
        let (comment, body) = date::take_comment(body);
        let mut fields = Fields::new(pairs);

        let extension = name::extension(name);
        let is_html = matches!(extension.as_str(), "html" | "htm" | "xhtml") || is_document(body);
        let is_plain = extension == "txt";

        Post {
            name: name.to_owned(),
            title: find_title(&mut fields, body, is_html, is_plain, name),
            date: find_date(&mut fields, comment, name, &mut problems),
            author: fields.person(&["author", "authors"]),
            from: fields.text(&["from"]),
            tags: fields.words("tags", "tag"),
            categories: fields.words("categories", "category"),
            lang: fields.text(&["lang", "language", "locale"]),
            layout: fields.text(&["layout"]),
            description: fields.text(&["description", "excerpt", "summary", "subtitle"]),
            image: fields.address(&["image", "cover", "thumbnail"]),
            published: fields.flag("published").unwrap_or(true),
            comments: fields.flag("comments"),
            extra: fields.rest(),
            body: body.to_owned(),
            is_html,
            is_plain,
            problems,
        }
    }
}

/// What a post's name alone tells before the post is read: a title, which is never empty, and a day.
pub fn guess_from_name(path: &str) -> (String, Option<String>) {
    let name = name::base(path);
    let (day, _) = name::split_day(name);
    let date = day.and_then(|day| date::parse(day, DateSource::FileName));
    (name::title(name), date.map(|date| date.iso))
}

/// How much of a file is looked at to tell whether it begins with front matter: its first keys.
const FRONT: usize = 8 * 1024;

/// Whether a file's bytes begin with front matter. Fences and keys are ASCII, so no encoding has to be known for it.
pub fn has_front_matter(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(FRONT)]);
    front_matter::split(&with_line_feeds(&head)).front.is_some()
}

/// The text without a byte order mark and with every line ended by LF.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Whether the body begins as a whole HTML document does.
fn is_document(body: &str) -> bool {
    let head = body.trim_start().as_bytes();
    let begins = |with: &[u8]| head.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

/// The title: from the front matter, else from the body, else from the file's name.
fn find_title(fields: &mut Fields, body: &str, is_html: bool, is_plain: bool, name: &str) -> String {
    let given = fields.text(&["title"]).map(|text| title::tidy(&text));
    let in_body = || match (is_html, is_plain) {
        (true, _) => title::from_html(body),
        (_, true) => None,
        _ => title::from_markdown(body),
    };
    given.filter(|title| !title.is_empty()).or_else(in_body).unwrap_or_else(|| name::title(name))
}

/// The date: from the front matter, else from the comment, else from the file's name.
/// One that can't be is a problem, and the next place is asked.
fn find_date(fields: &mut Fields, comment: Option<&str>, name: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let (day, _) = name::split_day(name);
    [
        (fields.text(&["date"]), DateSource::FrontMatter),
        (comment.map(str::to_owned), DateSource::Comment),
        (day.map(str::to_owned), DateSource::FileName),
    ]
    .into_iter()
    .filter_map(|(text, from)| Some((text?, from)))
    .find_map(|(text, from)| {
        let date = date::parse(&text, from);
        if date.is_none() {
            let message = format!("\u{201c}{text}\u{201d} is no date");
            problems.push(Problem::new("bad-date", message).with("text", &text));
        }
        date
    })
}
