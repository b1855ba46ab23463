//! The view of one post.

use crate::article::changes::{Change, Kind};
use crate::article::reason::Reason;
use crate::article::{Embed, Figure, Options};
use crate::file::TextFile;
use crate::post::{Date, DateSource};
use crate::{Args, Article, Error, Post, Problem};
use serde::Serialize;
use url::Url;

/// Everything that the page of one post shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadingPage {
    /// The file that the post was read from.
    pub file: FileView,
    /// Never empty.
    pub title: String,
    /// When it was published.
    pub date: Option<DateView>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it was saved from, if that is an address of the web.
    pub source: Option<SourceView>,
    /// `from` as it stands, if it is no address.
    pub source_text: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// BCP 47.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The layout that the site would have used.
    pub layout: Option<String>,
    /// The post's own summary.
    pub description: Option<String>,
    /// Whether the site showed it.
    pub published: bool,
    /// Every other key of the front matter.
    pub extra: Vec<(String, String)>,
    /// Whether `html` is empty because the post went beyond a limit: then `text` is shown.
    pub plain: bool,
    /// Safe HTML for the one sink.
    pub html: String,
    /// The article's text.
    pub text: String,
    /// Its first words.
    pub excerpt: String,
    /// Its pictures.
    pub figures: Vec<Figure>,
    /// Its players and embedded pages, now links.
    pub embeds: Vec<Embed>,
    /// Hosts that its pictures would be loaded from.
    pub hosts: Vec<String>,
    /// What was taken away or changed.
    pub record: Vec<RecordView>,
    /// The entries of `record`, by their numbers, that stand in `html` all the same; see [`ReadingPage::of_text_keeping`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<usize>,
    /// What there is to know about file, front matter and body.
    pub problems: Vec<Problem>,
    /// The decoded file.
    pub original: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The encoding that it was read in.
    pub encoding: String,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// RFC 3339, or a bare day.
    pub iso: String,
    /// As it stands in the post.
    pub original: String,
    /// Where it was found.
    pub from: DateSource,
}

/// An address on the web.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// The address: http or https.
    pub url: String,
    /// Its host, for people.
    pub host: String,
}

/// One entry of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordView {
    /// The step: a stable identifier.
    pub step: &'static str,
    /// The reason: a stable identifier.
    pub reason: Reason,
    /// Removed or changed.
    pub kind: Kind,
    /// The sentence in English.
    pub message: String,
    /// The text that was taken away or changed.
    pub text: String,
    /// The pictures that were.
    pub images: Vec<String>,
    /// Whether it can be shown in its place.
    #[serde(rename = "inPlace")]
    pub in_place: bool,
}

/// A file that can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailureView {
    /// A stable identifier.
    pub code: &'static str,
    /// The sentence in English.
    pub message: String,
    /// The file's name.
    pub file: String,
    /// The values in the sentence.
    pub args: Args,
}

impl FailureView {
    /// The view of an error that this file caused.
    pub fn new(file: &str, error: &Error) -> Self {
        FailureView { code: error.code(), message: error.to_string(), file: file.to_string(), args: error.args() }
    }
}

impl ReadingPage {
    /// Reads, parses and cleans one file's text.
    pub fn of_text(file: TextFile, size: u64) -> Self {
        Self::of_text_keeping(file, size, &[])
    }

    /// The same with some of what was taken out in its place again: `entries` are numbers of the record, from 0.
    pub fn of_text_keeping(file: TextFile, size: u64, entries: &[usize]) -> Self {
        let post = Post::parse(&file.name, &file.text);
        let article = Article::clean(&post, Options { restore: entries, keep_post_links: true });
        Self::new(file, size, post, article)
    }

    /// Puts together what the phases found.
    pub fn new(file: TextFile, size: u64, post: Post, article: Article) -> Self {
        let (source, source_text) = sources(&post);
        ReadingPage {
            title: post.title,
            date: post.date.map(DateView::from),
            author: post.author,
            source,
            source_text,
            tags: post.tags,
            categories: post.categories,
            lang: article.lang,
            dir: if article.is_rtl { "rtl" } else { "ltr" },
            layout: post.layout,
            description: post.description,
            published: post.published,
            extra: post.extra,
            plain: article.limit.is_some(),
            html: article.html.into_string(),
            text: article.text,
            excerpt: article.excerpt,
            hosts: hosts(&article.figures),
            figures: article.figures,
            embeds: article.embeds,
            kept: article.restored,
            record: article.changes.into_iter().map(RecordView::from).collect(),
            problems: [file.problems, post.problems, article.problems].concat(),
            file: FileView { name: file.name, size, encoding: file.encoding },
            original: file.text,
        }
    }
}

impl From<Date> for DateView {
    fn from(date: Date) -> Self {
        DateView { iso: date.iso, original: date.original, from: date.from }
    }
}

/// Where a post was saved from: as an address of the web, or else as it stands.
pub(super) fn sources(post: &Post) -> (Option<SourceView>, Option<String>) {
    let from = post.from.as_deref().map(str::trim).filter(|from| !from.is_empty());
    let source = from.and_then(crate::article::urls::parse_base).map(|url| SourceView {
        host: url.host_str().unwrap_or("").trim_start_matches("www.").to_string(),
        url: url.to_string(),
    });
    let text = from.filter(|_| source.is_none()).map(str::to_string);
    (source, text)
}

impl From<Change> for RecordView {
    fn from(change: Change) -> Self {
        RecordView {
            message: change.reason.message().to_string(),
            step: change.step,
            reason: change.reason,
            kind: change.kind,
            text: change.text,
            images: change.images,
            in_place: change.in_place,
        }
    }
}

/// The hosts of the pictures, each once, in their order.
fn hosts(figures: &[Figure]) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for figure in figures {
        let host = Url::parse(&figure.src).ok().and_then(|u| u.host_str().map(str::to_string));
        if let Some(host) = host.filter(|h| !hosts.contains(h)) {
            hosts.push(host);
        }
    }
    hosts
}
