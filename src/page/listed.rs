//! The view of one post in a list: what its front matter says, without an article being made of it.

use super::reading::sources;
use super::{DateView, SourceView};
use crate::file::TextFile;
use crate::{Post, Problem};
use serde::Serialize;

/// What a list shows of a post, and what it is sorted and chosen by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedPost {
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
    /// The language that the post names.
    pub lang: Option<String>,
    /// The post's own summary.
    pub description: Option<String>,
    /// The address of the picture that the post names for itself.
    pub image: Option<String>,
    /// Whether the site showed it.
    pub published: bool,
    /// The encoding that the file was read in.
    pub encoding: String,
    /// What there is to know about file and front matter.
    pub problems: Vec<Problem>,
}

impl ListedPost {
    /// Where a post was saved from: as an address of the web, or else as it stands.
    pub fn sources(post: &Post) -> (Option<SourceView>, Option<String>) {
        sources(post)
    }

    /// Parses one file's text, as the page of one post does.
    pub fn of_text(file: &TextFile) -> Self {
        let post = Post::parse(&file.name, &file.text);
        let (source, source_text) = sources(&post);
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
