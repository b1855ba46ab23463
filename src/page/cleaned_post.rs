//! A cleaned post as programs get it: one line of JSON, the same from the example `clean` and from the npm package.

use super::{Effort, ReadingPage, RecordEntry};
use crate::article::changes::Change;
use crate::article::evidence::SourceEvidence;
use crate::article::trace::Decision;
use crate::article::{Comment, Embed, Figure, Options};
use crate::file::TextFile;
use crate::post::{DateSource, Origin};
use crate::{Article, Error, Post, Problem};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A cleaned post, with what was removed from it and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CleanedPost {
    /// The file's path, as given.
    pub path: String,
    /// Title. Never empty.
    pub title: String,
    /// Publication date: an RFC 3339 date-time, one without an offset, or only a date.
    pub date: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// What the post was saved from, usually a URL.
    pub source: Option<String>,
    /// Where `title`, `date`, `author` and `source` are from, of those that the post has: `front-matter`, `page`,
    /// `file-name`; of a date also `comment` and `saved`.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub origins: BTreeMap<&'static str, &'static str>,
    /// Tags.
    pub tags: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// All other keys of the front matter with their values.
    pub extra: Vec<(String, String)>,
    /// BCP 47 language tag, from the post or guessed from its text.
    pub lang: String,
    /// Sanitized HTML. Empty where the post exceeds a limit, which `problems` then names.
    pub html: String,
    /// Plain text of the article, one line per block.
    pub text: String,
    /// The article's images, in order.
    pub figures: Vec<Figure>,
    /// Players and embedded pages, which became links.
    pub embeds: Vec<Embed>,
    /// What readers wrote below the post, in order.
    pub discussion: Vec<CleanedComment>,
    /// Everything that was removed or changed.
    pub removed: Vec<Change>,
    /// Problems of the file, the front matter and the body.
    pub problems: Vec<Problem>,
}

/// A reader's comment, cleaned.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CleanedComment {
    /// The author's name.
    pub author: Option<String>,
    /// The author's id in the archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub author_id: Option<String>,
    /// When it was written.
    pub date: Option<String>,
    /// Sanitized HTML.
    pub html: String,
    /// Plain text, one line per block.
    pub text: String,
    /// What else the post says of it, as names and values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<(String, String)>>"))]
    pub extra: Vec<(String, String)>,
    /// The replies to it, in order.
    pub replies: Vec<CleanedComment>,
}

/// What stands in the place of a post that can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Unopened {
    /// The file's path, as given.
    pub path: String,
    /// Stable identifier: `empty`, `binary`, `too-large`, `unreadable`.
    pub error: &'static str,
    /// English sentence.
    pub message: String,
}

impl CleanedPost {
    /// Cleans the text of the file at `path`. The entries of the record numbered by `keep` are restored.
    pub fn of_text(
        path: &str,
        file: TextFile,
        effort: Effort,
        keep: &[usize],
        evidence: Option<&SourceEvidence>,
    ) -> Self {
        let mut post = effort.post(&file);
        let article = match effort {
            Effort::Clean => Article::clean(&post, Options { restore: keep, evidence, ..Options::default() }),
            effort => Article::uncleaned(&post, effort as usize),
        };
        post.fill(&article.found);
        CleanedPost {
            path: path.to_owned(),
            origins: origins(&post),
            title: post.title,
            date: post.date.map(|date| date.iso),
            author: post.author,
            source: post.from,
            tags: post.tags,
            categories: post.categories,
            extra: post.extra,
            lang: article.lang,
            html: article.html.into_string(),
            text: article.text,
            figures: article.figures,
            embeds: article.embeds,
            discussion: article.discussion.into_iter().map(CleanedComment::from).collect(),
            removed: article.changes,
            problems: [file.problems, post.problems, article.problems].concat(),
        }
    }
}

impl CleanedPost {
    /// What a page says of its post, without its HTML and its discussion, in which links among posts are marked.
    pub fn of_page(path: &str, page: ReadingPage) -> Self {
        let source = page.source.map(|source| source.url).or(page.source_text);
        let own = [
            Some(page.origins.title),
            page.author.as_ref().map(|_| page.origins.author),
            source.as_ref().map(|_| page.origins.source),
        ];
        CleanedPost {
            path: path.to_owned(),
            origins: origins_of(own, page.date.as_ref().map(|date| date.from)),
            title: page.title,
            date: page.date.map(|date| date.iso),
            author: page.author,
            source,
            tags: page.tags,
            categories: page.categories,
            extra: page.extra,
            lang: page.lang,
            html: String::new(),
            text: page.text,
            figures: page.figures,
            embeds: page.embeds,
            discussion: Vec::new(),
            removed: page.record.into_iter().map(Change::from).collect(),
            problems: page.problems,
        }
    }
}

impl From<RecordEntry> for Change {
    fn from(entry: RecordEntry) -> Self {
        let RecordEntry { step, reason, kind, args, text, images, in_place, .. } = entry;
        Change { step, reason, kind, text, images, args, in_place }
    }
}

impl From<Comment> for CleanedComment {
    fn from(comment: Comment) -> Self {
        CleanedComment {
            author: comment.author,
            author_id: comment.author_id,
            date: comment.date.map(|date| date.iso),
            html: comment.html.into_string(),
            text: comment.text,
            extra: comment.extra,
            replies: comment.replies.into_iter().map(CleanedComment::from).collect(),
        }
    }
}

impl Unopened {
    /// The view of an error with the file at `path`.
    pub fn new(path: &str, error: &Error) -> Self {
        Unopened { path: path.to_owned(), error: error.code(), message: error.to_string() }
    }
}

/// For people: which blocks of a post matched a rule of boilerplate and why they went or stayed, a line each; then the blocks
/// that no rule matched.
pub fn explanation(post: &Post) -> String {
    let mut out = String::new();
    let decisions = Article::explain(post);
    let short = |text: &str| text.chars().take(80).collect::<String>();
    for Decision { node, text, reason, spared } in &decisions {
        let (outcome, why) = match spared {
            None => ("went  ", String::new()),
            Some(spared) => ("stayed", format!("  ({})", spared.message())),
        };
        let _ = writeln!(out, "  {outcome}  {:16} {node}  {}{why}", reason.id(), short(text));
    }
    for line in Article::clean(post, Options::default()).text.lines().filter(|line| !line.is_empty()) {
        if !decisions.iter().any(|decision| decision.text == line) {
            let _ = writeln!(out, "  stayed  {:16} {}", "no rule", short(line));
        }
    }
    out
}

/// Where the fields are from that the post has.
fn origins(post: &Post) -> BTreeMap<&'static str, &'static str> {
    origins_of(
        [
            Some(post.origins.title),
            post.author.as_ref().map(|_| post.origins.author),
            post.from.as_ref().map(|_| post.origins.source),
        ],
        post.date.as_ref().map(|date| date.from),
    )
}

/// The names of where title, author, source and date are from.
fn origins_of(
    [title, author, source]: [Option<Origin>; 3],
    date: Option<DateSource>,
) -> BTreeMap<&'static str, &'static str> {
    let name = |origin| match origin {
        Origin::FrontMatter => "front-matter",
        Origin::Page => "page",
        Origin::FileName => "file-name",
    };
    let date = date.map(|from| match from {
        DateSource::FrontMatter => "front-matter",
        DateSource::Comment => "comment",
        DateSource::FileName => "file-name",
        DateSource::Page => "page",
        DateSource::Saved => "saved",
    });
    let fields =
        [("title", title.map(name)), ("date", date), ("author", author.map(name)), ("source", source.map(name))];
    fields.into_iter().filter_map(|(field, origin)| Some((field, origin?))).collect()
}
