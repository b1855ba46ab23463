//! The view of one post.

use super::{CommentView, DateView, Effort, SourceView};
use crate::article::changes::{Change, Kind};
use crate::article::evidence::SourceEvidence;
use crate::article::reason::Reason;
use crate::article::{Comment, Embed, Figure, Options};
use crate::file::TextFile;
use crate::post::Origins;
use crate::text::identifier::{self, Identifier};
use crate::{Args, Article, Post, Problem};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use url::Url;

/// A post, cleaned and ready to display.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReadingPage {
    /// The file that the post was read from.
    pub file: FileView,
    /// Title. Never empty.
    pub title: String,
    /// Publication date.
    pub date: Option<DateView>,
    /// Author.
    pub author: Option<String>,
    /// The author's id, under which `author_names` may have found a name. `extra` has it too.
    pub author_id: Option<String>,
    /// The web page that the post was saved from.
    pub source: Option<SourceView>,
    /// `from` in the front matter, if it is not an http(s) URL.
    pub source_text: Option<String>,
    /// Where title, author and source are from.
    pub origins: Origins,
    /// Tags.
    pub tags: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// BCP 47 language tag, from the post or guessed from its script.
    pub lang: String,
    /// Text direction.
    #[cfg_attr(test, ts(type = "\"ltr\" | \"rtl\""))]
    #[serde(deserialize_with = "identifier::deserialize")]
    pub dir: Identifier,
    /// The site's layout for the post.
    pub layout: Option<String>,
    /// The post's summary of itself.
    pub description: Option<String>,
    /// False for a draft.
    pub published: bool,
    /// All other keys of the front matter with their values, for display.
    pub extra: Vec<(String, String)>,
    /// Whether the post exceeds a limit: then `html` is empty, and `text` is shown.
    pub plain: bool,
    /// Sanitized HTML, for the shell's HTML sink only.
    ///
    /// A link that only a library can follow has the URL `#av-post:` followed by the post's own URL, percent-encoded:
    /// a relative one if there is no `source`, or `{% post_url … %}` or `{% link … %}`.
    /// The shell removes it before the article is shown.
    pub html: String,
    /// Plain text of the article, one line per block.
    pub text: String,
    /// The beginning of the text, for lists.
    pub excerpt: String,
    /// The article's images, in order.
    pub figures: Vec<Figure>,
    /// Players and embedded pages, which became links.
    pub embeds: Vec<Embed>,
    /// What readers wrote below the post, in order.
    pub discussion: Vec<CommentView>,
    /// Hosts of the images of article and comments, each once, in order.
    pub hosts: Vec<String>,
    /// Everything that was removed or changed.
    pub record: Vec<RecordEntry>,
    /// Indices in `record` of removed parts that `html` contains all the same, each in an `<ins>` with the id
    /// `av-removed:` and the index. Absent if none were requested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<u32>>"))]
    pub restored: Vec<usize>,
    /// Problems of the file, the front matter and the body.
    pub problems: Vec<Problem>,
    /// The decoded file.
    #[serde(default)]
    pub original: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileView {
    /// File name.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// WHATWG name of the encoding.
    pub encoding: String,
}

/// One entry of the record of removed and changed parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RecordEntry {
    /// Stable identifier of the cleaning step.
    #[serde(deserialize_with = "identifier::deserialize")]
    pub step: Identifier,
    /// Why it was removed or changed.
    pub reason: Reason,
    /// Whether the part was removed or changed.
    pub kind: Kind,
    /// The reason in English.
    pub message: String,
    /// Values of the reason's sentence, by name; absent if it has none.
    #[serde(default, skip_serializing_if = "Args::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Args>"))]
    pub args: Args,
    /// Text of the part.
    pub text: String,
    /// URLs of the part's images.
    pub images: Vec<String>,
    /// Whether the part can be shown in its place.
    pub in_place: bool,
}

impl ReadingPage {
    /// Parses and cleans a file's text. `size` is the file's size in bytes.
    pub fn of_text(file: TextFile, size: u64) -> Self {
        Self::of_text_with(file, size, &[], None)
    }

    /// The same, with some removed parts restored, `entries` are indices in the record; and without what `evidence` shows
    /// to repeat in the post's source.
    pub fn of_text_with(file: TextFile, size: u64, entries: &[usize], evidence: Option<&SourceEvidence>) -> Self {
        let post = Post::parse(&file.name, &file.text);
        let article = Article::clean(&post, Options { restore: entries, keep_post_links: true, evidence, below: None });
        Self::new(file, size, post, article)
    }

    /// The page of a post whose cleaning had to be stopped: its text.
    pub fn uncleaned(file: TextFile, size: u64, effort: Effort) -> Self {
        let post = effort.post(&file);
        let article = Article::uncleaned(&post, effort as usize);
        Self::new(file, size, post, article)
    }

    /// Combines the results of the phases.
    pub fn new(file: TextFile, size: u64, mut post: Post, article: Article) -> Self {
        post.fill(&article.found);
        let (source, source_text) = SourceView::of_post(&post);
        let hosts = hosts(&article);
        ReadingPage {
            title: post.title,
            date: post.date.map(DateView::from),
            author: post.author,
            author_id: post.author_id,
            source,
            source_text,
            origins: post.origins,
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
            hosts,
            figures: article.figures,
            embeds: article.embeds,
            discussion: article.discussion.into_iter().map(CommentView::from).collect(),
            restored: article.restored,
            record: article.changes.into_iter().map(RecordEntry::from).collect(),
            problems: [file.problems, post.problems, article.problems].concat(),
            file: FileView { name: file.name, size, encoding: file.encoding },
            original: file.text,
        }
    }
}

impl From<Change> for RecordEntry {
    fn from(change: Change) -> Self {
        RecordEntry {
            message: change.message(),
            step: change.step,
            reason: change.reason,
            kind: change.kind,
            args: change.args,
            text: change.text,
            images: change.images,
            in_place: change.in_place,
        }
    }
}

/// The hosts of the images, each once, in order.
pub(super) fn hosts(article: &Article) -> Vec<String> {
    let in_comments = Comment::all(&article.discussion).into_iter().flat_map(|comment| &comment.figures);
    let host = |figure: &Figure| Url::parse(&figure.src).ok().and_then(|u| u.host_str().map(str::to_string));
    let mut seen = HashSet::new();
    let figures = article.figures.iter().chain(in_comments);
    figures.filter_map(host).filter(|host| seen.insert(host.clone())).collect()
}
