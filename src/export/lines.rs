//! A post's page as the command's line of JSON has it.

use super::fragment::without_post_links;
use crate::page::{CleanedComment, CleanedPost, CommentView, ReadingPage};

/// The cleaned post of a page.
pub fn cleaned_post(path: &str, page: ReadingPage) -> CleanedPost {
    let html = without_post_links(&page.html);
    CleanedPost { html, discussion: page.discussion.iter().map(comment).collect(), ..CleanedPost::of_page(path, page) }
}

fn comment(comment: &CommentView) -> CleanedComment {
    CleanedComment {
        author: comment.author.clone(),
        author_id: comment.author_id.clone(),
        date: comment.date.as_ref().map(|date| date.iso.clone()),
        html: without_post_links(&comment.html),
        text: comment.text.clone(),
        extra: comment.extra.clone(),
        replies: comment.replies.iter().map(self::comment).collect(),
    }
}
