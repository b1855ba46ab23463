//! post: a file's text → typed front matter and an unchanged body. Parsing cannot fail.

mod date;
mod front_matter;
pub(crate) mod name;
mod title;

use crate::Problem;
use front_matter::Fields;
use std::borrow::Cow;

/// A parsed post file: the fields of its front matter and its unchanged body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Post {
    /// File name: the last segment of the path.
    pub name: String,
    /// Title from the front matter, else from the body, else from the file name. Never empty.
    pub title: String,
    /// Publication date.
    pub date: Option<Date>,
    /// `author` or `authors`, joined by commas.
    pub author: Option<String>,
    /// `from`, unchanged: where the post was saved from, usually a URL.
    pub from: Option<String>,
    /// `tags` or `tag`, from a list or a string.
    pub tags: Vec<String>,
    /// `categories` or `category`, from a list or a string.
    pub categories: Vec<String>,
    /// `lang`, `language` or `locale`.
    pub lang: Option<String>,
    /// `layout`.
    pub layout: Option<String>,
    /// `description`, `excerpt`, `summary` or `subtitle`.
    pub description: Option<String>,
    /// `image`, `cover` or `thumbnail`: the URL of an image, possibly relative.
    pub image: Option<String>,
    /// `published`; true by default.
    pub published: bool,
    /// The author's id, `authorID` or `author_id`, under which the archive may have a name. It is in `extra` too.
    pub author_id: Option<String>,
    /// `comments`, where it is a flag.
    pub comments: Option<bool>,
    /// `comments`, where it is a list: what readers wrote, as it is.
    pub discussion: Vec<RawComment>,
    /// All other keys of the front matter with their values as text, for display.
    pub extra: Vec<(String, String)>,
    /// The text after the front matter, without a leading date comment.
    pub body: String,
    /// Whether the body is HTML without Markdown, by the extension (`.html`, `.htm`, `.xhtml`) or a leading doctype or `<html>`.
    pub is_html: bool,
    /// Whether the file is plain text, by the extension `.txt`.
    pub is_plain: bool,
    /// Problems of the front matter.
    pub problems: Vec<Problem>,
}

/// A reader's comment in the front matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawComment {
    /// Its author's name.
    pub author: Option<String>,
    /// Its author's id, under which the archive may have a name.
    pub author_id: Option<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// Its text, in Markdown. Empty only if there are replies.
    pub text: String,
    /// All other keys with their values as text, for display.
    pub extra: Vec<(String, String)>,
    /// The replies to it.
    pub replies: Vec<RawComment>,
}

/// A date with the precision that the post gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// RFC 3339 date-time: `2022-02-05T06:26:00.000Z`, `2020-05-25T10:00:00+08:00`; or a date `2020-05-25`, or a local
    /// time `2020-05-25T10:00:00` where the post names no zone. The last two must not be converted between zones.
    pub iso: String,
    /// The text of the date in the post.
    pub original: String,
    /// Where the date was found.
    pub from: DateSource,
}

/// Where a date was found, most reliable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// The front matter's `date`.
    FrontMatter,
    /// A comment at the start of the body, in milliseconds since 1970: `<!--1644042360000-->`.
    Comment,
    /// The file name: `2020-05-25-….md`.
    FileName,
    /// An element of the page, such as `<time datetime>`.
    Page,
}

impl Date {
    /// Parses a date; `None` if the text is not one.
    pub(crate) fn parse(text: &str, from: DateSource) -> Option<Date> {
        date::parse(text, from)
    }
}

impl Post {
    /// Parses a post. Whatever is malformed becomes a problem; the rest is kept.
    pub fn parse(name: &str, text: &str) -> Post {
        let name = name::base(name);
        let text = with_line_feeds(text);
        let mut problems = Vec::new();

        let (mut fields, body) = front_matter::parse(&text, &mut problems);
        let (comment, body) = date::take_comment(body);

        let extension = name::extension(name);
        let is_html = matches!(extension.as_str(), "html" | "htm" | "xhtml") || is_document(body);
        let is_plain = extension == "txt";

        Post {
            name: name.to_owned(),
            title: find_title(&mut fields, body, is_html, is_plain, name),
            date: find_date(&mut fields, comment, name, &mut problems),
            author: fields.person(&["author", "authors"]),
            from: fields.text(&["from"]),
            tags: fields.list("tags", "tag"),
            categories: fields.list("categories", "category"),
            lang: fields.text(&["lang", "language", "locale"]),
            layout: fields.text(&["layout"]),
            description: fields.text(&["description", "excerpt", "summary", "subtitle"]),
            image: fields.url(&["image", "cover", "thumbnail"]),
            published: fields.flag("published").unwrap_or(true),
            author_id: fields.peek(&["authorID", "author_id"]),
            comments: fields.flag("comments"),
            discussion: fields.comments(&["comments"]),
            extra: fields.rest(),
            body: body.to_owned(),
            is_html,
            is_plain,
            problems,
        }
    }
}

impl Post {
    /// A post of which nothing is parsed: its body is the text, its title and date are the file name's.
    pub fn unparsed(name: &str, text: &str) -> Post {
        let name = name::base(name);
        Post {
            name: name.to_owned(),
            title: name::title(name),
            date: find_date(&mut Fields::default(), None, name, &mut Vec::new()),
            author: None,
            author_id: None,
            from: None,
            tags: Vec::new(),
            categories: Vec::new(),
            lang: None,
            layout: None,
            description: None,
            image: None,
            published: true,
            comments: None,
            discussion: Vec::new(),
            extra: Vec::new(),
            body: text.to_owned(),
            is_html: false,
            is_plain: true,
            problems: Vec::new(),
        }
    }
}

/// Title (never empty) and day (`2020-05-25`) from a post's path alone, before the post is read.
pub fn guess_from_name(path: &str) -> (String, Option<String>) {
    let name = name::base(path);
    let (day, _) = name::split_day(name);
    let date = day.and_then(|day| date::parse(day, DateSource::FileName));
    (name::title(name), date.map(|date| date.iso))
}

/// Whether a file of an archive may name authors, by its path: `_users/7.md`, `_data/authors.yml`, `_config.yml`.
pub fn names_authors(path: &str) -> bool {
    front_matter::names_authors(path)
}

/// The ids and names of authors in such a file. Its front matter or YAML has one author, with the file's name for an id,
/// or a map or list of them.
pub fn author_names(path: &str, text: &str) -> Vec<(String, String)> {
    front_matter::author_names(path, &with_line_feeds(text))
}

/// Number of bytes that [`has_front_matter`] reads: enough for the first keys.
const HEAD_BYTES: usize = 8 * 1024;

/// Whether a file begins with front matter. Fences and keys are ASCII, so the encoding need not be known.
pub fn has_front_matter(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]);
    front_matter::is_at_start_of(&with_line_feeds(&head))
}

/// The text without a byte order mark, with LF line ends.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Whether the body starts with a doctype or `<html>`.
fn is_document(body: &str) -> bool {
    let head = body.trim_start().as_bytes();
    let begins = |with: &[u8]| head.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

/// The title from the front matter, else from the body, else from the file name.
fn find_title(fields: &mut Fields, body: &str, is_html: bool, is_plain: bool, name: &str) -> String {
    let given = fields.text(&["title"]).map(|text| title::tidy(&text));
    let in_body = || match (is_html, is_plain) {
        (true, _) => title::from_html(body),
        (_, true) => None,
        _ => title::from_markdown(body),
    };
    given.filter(|title| !title.is_empty()).or_else(in_body).unwrap_or_else(|| name::title(name))
}

/// The date from the front matter, else from the comment, else from the file name.
/// An invalid date is reported as a problem, and the next source is tried.
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
            let message = format!("\u{201c}{text}\u{201d} is not a date");
            problems.push(Problem::new("bad-date", message).with("text", &text));
        }
        date
    })
}
