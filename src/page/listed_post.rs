//! The view of a post in a list, from its front matter alone.

use super::{DateView, SourceView};
use crate::file::TextFile;
use crate::{Post, Problem};
use serde::Serialize;

/// A post's metadata, before its article is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ListedPost {
    /// Title. Never empty.
    pub title: String,
    /// Publication date.
    pub date: Option<DateView>,
    /// Author.
    pub author: Option<String>,
    /// The web page that the post was saved from.
    pub source: Option<SourceView>,
    /// `from` in the front matter, if it is not an http(s) URL.
    pub source_text: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// Language from the front matter, unchecked.
    pub lang: Option<String>,
    /// The post's summary of itself.
    pub description: Option<String>,
    /// URL of the post's image, as in the front matter.
    pub image: Option<String>,
    /// False for a draft.
    pub published: bool,
    /// WHATWG name of the file's encoding.
    pub encoding: String,
    /// Problems of the file and the front matter.
    pub problems: Vec<Problem>,
}

impl ListedPost {
    /// Parses a file's text.
    pub fn of_text(file: &TextFile) -> Self {
        let post = Post::parse(&file.name, &file.text);
        let (source, source_text) = SourceView::of_post(&post);
        ListedPost {
            title: post.title,
            date: post.date.map(DateView::from),
            author: post.author,
            source,
            source_text,
            tags: post.tags,
            categories: post.categories,
            lang: post.lang,
            description: post.description,
            image: post.image,
            published: post.published,
            encoding: file.encoding.clone(),
            problems: [file.problems.clone(), post.problems].concat(),
        }
    }
}
