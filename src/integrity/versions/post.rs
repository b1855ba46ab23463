//! A post as it is compared.

use crate::Error;
use crate::export::cleaned_post;
use crate::file::Decoders;
use crate::integrity::Sum;
use crate::page::{CleanedPost, Effort, ReadingPage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields that are compared.
pub const COMPARED: [&str; 7] = ["title", "date", "author", "source", "tags", "categories", "lang"];

/// Posts by their paths.
pub type Posts = BTreeMap<String, Post>;

/// What is compared of a post.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Post {
    /// The hash of its file.
    pub(super) sum: Sum,
    /// The values of [`COMPARED`].
    pub(super) fields: [String; COMPARED.len()],
    /// The article's text, then the comments'.
    pub(super) text: String,
    /// The addresses of its pictures.
    pub(super) pictures: Vec<String>,
}

impl Post {
    /// Reads and cleans the post at a path.
    ///
    /// # Errors
    /// When the file can't be opened.
    pub fn of(path: &str, bytes: &[u8], effort: Effort, decoders: &dyn Decoders) -> Result<Post, Error> {
        let post = CleanedPost::of_text(path, effort.read(path, bytes, decoders)?, effort, &[], None);
        Ok(Post::of_cleaned(hmac_sha256::Hash::hash(bytes), post))
    }

    /// The post of a page that another core has cleaned.
    pub fn of_page(sum: Sum, path: &str, page: ReadingPage) -> Post {
        Post::of_cleaned(sum, cleaned_post(path, page))
    }

    fn of_cleaned(sum: Sum, post: CleanedPost) -> Post {
        let mut text = post.text;
        let mut comments: Vec<_> = post.discussion.iter().rev().collect();
        while let Some(comment) = comments.pop() {
            text.extend(["\n", &comment.text]);
            comments.extend(comment.replies.iter().rev());
        }
        let fields = [
            post.title,
            post.date.unwrap_or_default(),
            post.author.unwrap_or_default(),
            post.source.unwrap_or_default(),
            post.tags.join(", "),
            post.categories.join(", "),
            post.lang,
        ];
        let pictures = post.figures.into_iter().map(|figure| figure.src).collect();
        Post { sum, fields, text, pictures }
    }
}
