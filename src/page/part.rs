//! The view of a file that is a part of a thread: an answer or a reply, which is shown as a comment of the post that it
//! belongs to.

use super::reading_page::hosts;
use super::{CommentView, DateView, Effort, RecordEntry};
use crate::article::Options;
use crate::file::TextFile;
use crate::{Article, Post, Problem};
use serde::Serialize;

/// A part of a thread, cleaned and ready to display.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PartView {
    /// The parts of a thread are sorted by it, as code units.
    pub order: String,
    /// The part, with its own comments as replies.
    pub comment: CommentView,
    /// Hosts of its images, each once.
    pub hosts: Vec<String>,
    /// Everything that was removed or changed.
    pub record: Vec<RecordEntry>,
    /// Its problems.
    pub problems: Vec<Problem>,
}

impl PartView {
    /// Cleans a file's text as the comment with this number. `None` if `order_of` says that the post is no part.
    pub fn of_text(
        file: TextFile,
        number: usize,
        effort: Effort,
        order_of: fn(&Post) -> Option<String>,
    ) -> Option<PartView> {
        let mut post = effort.post(&file);
        let article = match effort {
            Effort::Clean => {
                let below = Some(number);
                Article::clean(&post, Options { keep_post_links: true, below, ..Options::default() })
            }
            effort => Article::uncleaned(&post, effort as usize),
        };
        post.fill(&article.found);
        let order = order_of(&post)?;
        let hosts = hosts(&article);
        let mut extra = std::mem::take(&mut post.extra);
        let own = [
            ("from", post.from.take().unwrap_or_default()),
            ("description", post.description.take().unwrap_or_default()),
            ("tags", post.tags.join(", ")),
            ("categories", post.categories.join(", ")),
        ];
        extra.extend(own.map(|(key, value)| (key.to_owned(), value)));
        extra.retain(|(_, value)| !value.is_empty() && Some(value) != post.author_id.as_ref());
        let mut record: Vec<RecordEntry> = article.changes.into_iter().map(RecordEntry::from).collect();
        record.iter_mut().for_each(|entry| entry.in_place = false);
        Some(PartView {
            order,
            comment: CommentView {
                author: post.author,
                author_id: post.author_id,
                date: post.date.map(DateView::from),
                plain: article.limit.is_some(),
                html: article.html.into_string(),
                text: article.text,
                extra,
                replies: article.discussion.into_iter().map(CommentView::from).collect(),
            },
            hosts,
            record,
            problems: [file.problems, post.problems, article.problems].concat(),
        })
    }
}
