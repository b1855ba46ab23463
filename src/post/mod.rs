//! post: a file's text → typed front matter and an unchanged body. Parsing cannot fail.

mod date;
mod found;
mod front_matter;
pub(crate) mod linked_title;
pub(crate) mod name;
mod title;

use crate::Problem;
use front_matter::{Fields, keys};
use std::borrow::Cow;

pub use found::{Found, Origin, Origins};
pub use front_matter::Site;
pub(crate) use title::tidy as tidy_title;

/// A parsed post file: the fields of its front matter and its unchanged body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Post {
    /// File name: the last segment of the path.
    pub name: String,
    /// Title from the front matter, else from the body, else from the file name. Never empty.
    pub title: String,
    /// Publication date.
    pub date: Option<Date>,
    /// The author's name, several joined by commas; the keys are in `front_matter/keys.rs`, as are those of other fields.
    pub author: Option<String>,
    /// Where the post was saved from: an http(s) address under one of several keys, or the text of `from`.
    pub from: Option<String>,
    /// `tags` or `tag`, else `keywords`, from a list or a string.
    pub tags: Vec<String>,
    /// `categories` or `category`, from a list or a string.
    pub categories: Vec<String>,
    /// The language, as the post names it.
    pub lang: Option<String>,
    /// `layout`.
    pub layout: Option<String>,
    /// What the post is about, in a sentence or a paragraph.
    pub description: Option<String>,
    /// The URL of an image that stands for the post in lists, possibly relative.
    pub image: Option<String>,
    /// `published`; true by default.
    pub published: bool,
    /// The author's id, `author_id` or `user_id`, under which the archive may have a name. It is in `extra` too.
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
    /// Where title, author and source are from.
    pub origins: Origins,
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
    /// The page: its metadata, a line above the text, or an element such as `<time datetime>`.
    Page,
    /// When the page was saved, where nothing says when it was published.
    Saved,
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

        let (title, title_origin) = find_title(&mut fields, body, is_html, is_plain, name);
        let mut post = Post {
            name: name.to_owned(),
            title,
            date: find_date(&mut fields, comment, name, &mut problems),
            author: fields.person(keys::AUTHOR),
            from: fields.address(keys::SOURCE).or_else(|| fields.text(&keys::SOURCE[..1])),
            tags: find_list(&mut fields, keys::TAGS),
            categories: find_list(&mut fields, keys::CATEGORIES),
            lang: fields.text(keys::LANG),
            layout: fields.text(&["layout"]),
            description: fields.text(keys::DESCRIPTION),
            image: fields.image(keys::IMAGE),
            published: fields.flag("published").unwrap_or(true),
            author_id: fields.peek(keys::AUTHOR_ID),
            comments: fields.flag("comments"),
            discussion: fields.comments(&["comments"]),
            extra: fields.rest(),
            body: body.to_owned(),
            is_html,
            is_plain,
            problems,
            origins: Origins { title: title_origin, ..Origins::default() },
        };
        let found = if is_html || is_plain { Found::default() } else { title::in_linked_title(&post) };
        post.fill(&found);
        post
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
            origins: Origins { title: Origin::FileName, ..Origins::default() },
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

/// Whether a file of an archive is its site's configuration, by its path.
pub fn is_site_config(path: &str) -> bool {
    front_matter::is_site_config(path)
}

/// What such a file says of its site; nothing if it is of another program.
pub fn site(path: &str, text: &str) -> Site {
    let mut site = front_matter::site(path, &with_line_feeds(text)).unwrap_or_default();
    site.name = site.name.map(|name| title::tidy(&name)).filter(|name| !name.is_empty());
    site
}

/// The patterns of permalinks of each collection of a site, by such a file, in the order in which they count.
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub fn permalinks_by_collection(path: &str, text: &str) -> Vec<(String, String)> {
    front_matter::permalinks_by_collection(path, &with_line_feeds(text))
}

/// The text of the front matter, or nothing, and the body, of a text with LF line ends.
pub(crate) fn split_front_matter(text: &str) -> (&str, &str) {
    front_matter::split_text(text)
}

/// The text without a byte order mark, with LF line ends.
pub(crate) fn with_line_feeds(text: &str) -> Cow<'_, str> {
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
fn find_title(fields: &mut Fields, body: &str, is_html: bool, is_plain: bool, name: &str) -> (String, Origin) {
    let given = fields.text(keys::TITLE).map(|text| title::tidy(&text));
    let in_body = || match (is_html, is_plain) {
        (true, _) => title::from_html(body),
        (_, true) => None,
        _ => title::from_markdown(body),
    };
    let given = given.filter(|title| !title.is_empty()).map(|title| (title, Origin::FrontMatter));
    given
        .or_else(|| in_body().map(|title| (title, Origin::Page)))
        .unwrap_or_else(|| (name::title(name), Origin::FileName))
}

/// The first list that has anything.
fn find_list(fields: &mut Fields, keys: &[(&str, &str)]) -> Vec<String> {
    keys.iter().map(|keys| fields.list(*keys)).find(|list| !list.is_empty()).unwrap_or_default()
}

/// The date from the front matter, else from the comment, the file name, or what says when the post was changed.
/// An invalid date is reported as a problem.
fn find_date(fields: &mut Fields, comment: Option<&str>, name: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let mut bad_date = |text: &str| {
        let message = format!("\u{201c}{text}\u{201d} is not a date");
        problems.push(Problem::new("bad-date", message).with("text", text));
    };
    if let Some(date) = take_date(fields, keys::DATE) {
        return Some(date);
    }
    // Others than the first key may be flags, and remain.
    let has_digit = |text: &String| text.contains(|c: char| c.is_ascii_digit());
    let unread =
        fields.text(&keys::DATE[..1]).or_else(|| fields.texts(keys::DATE).map(|(_, text)| text).find(has_digit));
    if let Some(text) = unread {
        bad_date(&text);
    }
    let (day, _) = name::split_day(name);
    for (text, from) in [(comment, DateSource::Comment), (day, DateSource::FileName)] {
        let Some(text) = text else { continue };
        match date::parse(text, from) {
            None => bad_date(text),
            date => return date,
        }
    }
    take_date(fields, keys::LATER_DATE)
}

/// Takes the first date under these keys.
fn take_date(fields: &mut Fields, keys: &[&str]) -> Option<Date> {
    let dates = fields.texts(keys).filter_map(|(key, text)| Some((key, date::parse(&text, DateSource::FrontMatter)?)));
    let (key, date) = { dates }.next()?;
    fields.text(&[key]);
    Some(date)
}
