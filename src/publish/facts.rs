//! What is known of a post for its page, its entry in feeds and its descriptions.

use super::site::{Pictures, Site};
use crate::article::Comment;
use crate::page::SourceView;
use crate::{Article, Post};
use std::collections::HashMap;
use url::Url;

/// Characters of a description.
const DESCRIPTION: usize = 300;

/// A post, cleaned, and what its page needs to know of the others.
pub struct PostPage<'a> {
    /// The post, with the fields that its page fills.
    pub post: &'a Post,
    /// Its article.
    pub article: &'a Article,
    /// The other files of its thread, in their order.
    pub parts: &'a [ThreadPart],
    /// The path of its page, `p/2021/03/pier/`.
    pub address: &'a str,
    /// The post before it.
    pub earlier: Option<Neighbour>,
    /// The post after it.
    pub later: Option<Neighbour>,
    /// The path of its file in the site, if the site has it.
    pub raw: Option<&'a str>,
    /// Names of authors by their ids.
    pub names: &'a HashMap<String, String>,
    /// The addresses of the posts that links among posts lead to, by the links.
    pub links: &'a HashMap<String, String>,
    /// The paths in the site of pictures of the archive, by what the post calls them.
    pub pictures: &'a HashMap<String, String>,
}

/// An answer or a reply that is in a file of its own.
#[derive(Debug, Clone)]
pub struct ThreadPart {
    /// By what the parts of a thread are sorted.
    pub order: String,
    /// Its author, date and extra fields.
    pub post: Post,
    /// Its article.
    pub article: Article,
}

/// The post before or after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The path of its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
}

impl PostPage<'_> {
    /// The path of its file.
    pub(super) fn file(&self) -> String {
        format!("{}index.html", self.address)
    }

    pub(super) fn lang(&self) -> &str {
        &self.article.lang
    }

    pub(super) fn dir(&self) -> &'static str {
        if self.article.is_rtl { "rtl" } else { "ltr" }
    }

    pub(super) fn source(&self) -> Option<SourceView> {
        SourceView::of_post(self.post).0
    }

    pub(super) fn description(&self) -> String {
        let own = self.post.description.as_deref().filter(|text| !text.trim().is_empty());
        own.unwrap_or(&self.article.excerpt).to_owned()
    }

    pub(super) fn has_oembed(&self, site: &Site) -> bool {
        site.url.is_some() && site.embed.is_some() && self.raw.is_some()
    }

    /// How many comments it has, with the parts of its thread.
    pub(super) fn comment_count(&self) -> usize {
        let of = |comments: &[Comment]| Comment::all(comments).len();
        let parts = self.parts.iter().map(|part| 1 + of(&part.article.discussion)).sum::<usize>();
        parts + of(&self.article.discussion)
    }

    /// The absolute URL and the words of the picture that stands for it, unless pictures are links.
    pub(super) fn lead_picture(&self, site: &Site) -> Option<(String, String)> {
        let own = self.post.image.as_deref().map(|image| (image, ""));
        let figures = self.article.figures.iter().map(|figure| {
            (figure.src.as_str(), if figure.alt.is_empty() { figure.caption.as_str() } else { figure.alt.as_str() })
        });
        let mut found = own.into_iter().chain(figures).filter_map(|(src, alt)| {
            let in_site = self.pictures.get(src).and_then(|path| site.url_of(path));
            let is_web = Url::parse(src).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
            let url = in_site.or_else(|| (is_web && site.pictures == Pictures::Load).then(|| src.to_owned()))?;
            Some((url, shortened(alt)))
        });
        found.next().filter(|_| site.pictures != Pictures::Link)
    }

    /// The name of an author, or the id by which one is known.
    pub(super) fn name<'n>(&'n self, author: &'n Option<String>, id: &'n Option<String>) -> Option<&'n str> {
        author.as_deref().or_else(|| self.names.get(id.as_deref()?).map(String::as_str))
    }
}

/// The beginning of a description, in one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(DESCRIPTION) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Whether a language is written in Han characters.
pub(super) fn is_han(lang: &str) -> bool {
    matches!(lang.split('-').next(), Some("zh" | "ja"))
}
