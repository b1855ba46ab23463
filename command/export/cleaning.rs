//! Posts of inputs, cleaned with the other files of their threads, some at a time on all cores.

use super::volume::Volume;
use crate::workers::{in_order, with_less_effort};
use archive_viewer::article::evidence::SourceEvidence;
use archive_viewer::article::{Comment, Options};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Library, Row, part_order};
use archive_viewer::page::{CleanedComment, CleanedPost, CommentView, Effort, ReadingPage};
use archive_viewer::{Article, Post};
use std::convert::Infallible;

/// Posts that are cleaned before the first of them is written.
pub const BATCH: usize = 64;

/// A post whose bytes were read, with the other files of its thread.
pub struct Job<'a> {
    /// Its row in the library.
    pub row: &'a Row,
    /// Its file.
    pub bytes: Vec<u8>,
    /// What repeats in its source.
    pub evidence: Option<SourceEvidence>,
    parts: Vec<(String, Vec<u8>)>,
}

/// Reads posts and makes something of each, in their order; a sentence of what can't be read.
pub fn made<T: Send>(
    rows: &[Row],
    library: &mut Library,
    volumes: &[Volume],
    make: impl Fn(&Job, Effort) -> Result<T, String> + Sync,
) -> Vec<Result<T, String>> {
    let jobs = rows.iter().map(|row| {
        let volume = &volumes[usize::from(row.volume)];
        let parts = library.thread_of(row.volume, &row.path).into_iter();
        let parts = parts.filter_map(|part| Some((part.path, volume.text(part.index).ok()?))).collect();
        let evidence = library.evidence_of(row.volume, &row.path).cloned();
        volume.text(row.index).map(|bytes| Job { row, bytes, evidence, parts })
    });
    let run = |job: Result<Job, String>| {
        let stopped = || "the program stopped while it read the file".to_owned();
        job.and_then(|job| with_less_effort(|effort| make(&job, effort)).unwrap_or_else(|| Err(stopped())))
    };
    let mut all = Vec::new();
    let Ok(()) = in_order(jobs, run, |one| {
        all.push(one);
        Ok::<(), Infallible>(())
    });
    all
}

impl Job<'_> {
    /// The page of the post, with the other files of its thread as comments.
    ///
    /// # Errors
    /// A sentence about what is wrong with the file.
    pub fn page(&self, effort: Effort) -> Result<ReadingPage, String> {
        let file = effort.read(&self.row.path, &self.bytes, &EncodingRs).map_err(|error| error.to_string())?;
        let size = self.bytes.len() as u64;
        let mut page = match effort {
            Effort::Clean => ReadingPage::of_text_with(file, size, &[], self.evidence.as_ref()),
            effort => ReadingPage::uncleaned(file, size, effort),
        };
        let parts = self.comments(all(&page.discussion, &|comment| &comment.replies), effort);
        page.discussion.splice(0..0, parts.into_iter().map(CommentView::from));
        Ok(page)
    }

    /// The post as `clean` prints it, with the other files of its thread as comments.
    ///
    /// # Errors
    /// A sentence about what is wrong with the file.
    pub fn post(&self, effort: Effort) -> Result<CleanedPost, String> {
        let path = &self.row.path;
        let file = effort.read(path, &self.bytes, &EncodingRs).map_err(|error| error.to_string())?;
        let mut post = CleanedPost::of_text(path, file, effort, &[], self.evidence.as_ref());
        let parts = self.comments(all(&post.discussion, &|comment| &comment.replies), effort);
        post.discussion.splice(0..0, parts.into_iter().map(CleanedComment::from));
        Ok(post)
    }

    /// The other files of its thread, by votes and date; `last` is the number of comments that it has already.
    fn comments(&self, mut last: usize, effort: Effort) -> Vec<Comment> {
        let mut parts = Vec::new();
        for (path, bytes) in &self.parts {
            let Some(found) = part(path, bytes, last + 1, effort) else { continue };
            last += Comment::all(std::slice::from_ref(&found.1)).len();
            parts.push(found);
        }
        parts.sort_by(|one, other| one.0.cmp(&other.0));
        parts.into_iter().map(|(_, comment)| comment).collect()
    }
}

fn all<C>(comments: &[C], replies: &dyn Fn(&C) -> &Vec<C>) -> usize {
    comments.iter().map(|comment| 1 + all(replies(comment), replies)).sum()
}

/// An answer or a reply in a file of its own, as a comment, and by what it is sorted.
fn part(path: &str, bytes: &[u8], number: usize, effort: Effort) -> Option<(String, Comment)> {
    let file = effort.read(path, bytes, &EncodingRs).ok()?;
    let mut post: Post = effort.post(&file);
    let article = match effort {
        Effort::Clean => {
            Article::clean(&post, Options { keep_post_links: true, below: Some(number), ..Options::default() })
        }
        effort => Article::uncleaned(&post, effort as usize),
    };
    post.fill(&article.found);
    let order = part_order(&post)?;
    let comment = Comment {
        author: post.author,
        author_id: post.author_id,
        date: post.date,
        html: article.html,
        text: article.text,
        figures: article.figures,
        limit: article.limit,
        extra: Vec::new(),
        replies: article.discussion,
    };
    Some((order, comment))
}
