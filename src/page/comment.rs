//! The view of a reader's comment.

use super::DateView;
use crate::article::Comment;
use serde::{Deserialize, Serialize};

/// A reader's comment, cleaned and ready to display.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CommentView {
    /// The author's name.
    pub author: Option<String>,
    /// The author's id, under which `author_names` may have found a name.
    pub author_id: Option<String>,
    /// When it was written.
    pub date: Option<DateView>,
    /// Whether it exceeds a limit: then `html` is empty, and `text` is shown.
    pub plain: bool,
    /// Sanitized HTML, for the shell's HTML sink only. Its links are as in the article; its ids begin with `av-c`, the
    /// number of the comment and a colon, so that all are distinct. Its headings begin at `h4`.
    pub html: String,
    /// Plain text, one line per block.
    pub text: String,
    /// What else the post says of it, such as votes, as names and values for display.
    pub extra: Vec<(String, String)>,
    /// The replies to it, in order.
    pub replies: Vec<CommentView>,
}

impl From<Comment> for CommentView {
    fn from(comment: Comment) -> Self {
        CommentView {
            author: comment.author,
            author_id: comment.author_id,
            date: comment.date.map(DateView::from),
            plain: comment.limit.is_some(),
            html: comment.html.into_string(),
            text: comment.text,
            extra: comment.extra,
            replies: comment.replies.into_iter().map(CommentView::from).collect(),
        }
    }
}
