//! A post with the other files of its thread as comments, cleaned.

use super::epub::Draft;
use super::{json_line, markdown};
use crate::article::evidence::SourceEvidence;
use crate::article::{Comment, Options};
use crate::file::Decoders;
use crate::library::part_order;
use crate::page::{CleanedComment, CleanedPost, CommentView, Effort, ReadingPage};
use crate::{Article, Error, Post};

/// The bytes of a post, with those of the other files of its thread.
pub struct Thread {
    /// The post's path.
    pub path: String,
    /// Its file.
    pub bytes: Vec<u8>,
    /// What repeats in its source.
    pub evidence: Option<SourceEvidence>,
    /// Paths and bytes of answers and replies in files of their own.
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Thread {
    /// The page of the post, with the other files of its thread as comments.
    ///
    /// # Errors
    /// When the post's own file can't be opened.
    pub fn page(&self, effort: Effort, decoders: &dyn Decoders) -> Result<ReadingPage, Error> {
        let file = effort.read(&self.path, &self.bytes, decoders)?;
        let size = self.bytes.len() as u64;
        let mut page = match effort {
            Effort::Clean => ReadingPage::of_text_with(file, size, &[], self.evidence.as_ref()),
            effort => ReadingPage::uncleaned(file, size, effort),
        };
        let parts = self.comments(all(&page.discussion, &|comment| &comment.replies), effort, decoders);
        page.discussion.splice(0..0, parts.into_iter().map(CommentView::from));
        Ok(page)
    }

    /// A line of JSON: the post as `clean` prints it, with the other files of its thread as comments.
    ///
    /// # Errors
    /// When the post's own file can't be opened.
    pub fn line(&self, effort: Effort, decoders: &dyn Decoders) -> Result<String, Error> {
        let file = effort.read(&self.path, &self.bytes, decoders)?;
        let mut post = CleanedPost::of_text(&self.path, file, effort, &[], self.evidence.as_ref());
        let parts = self.comments(all(&post.discussion, &|comment| &comment.replies), effort, decoders);
        post.discussion.splice(0..0, parts.into_iter().map(CleanedComment::from));
        Ok(json_line(&post))
    }

    /// The post as Markdown, and the pictures that it names.
    ///
    /// # Errors
    /// When the post's own file can't be opened.
    pub fn markdown(
        &self,
        has_discussion: bool,
        effort: Effort,
        decoders: &dyn Decoders,
    ) -> Result<(String, Vec<String>), Error> {
        let mut page = self.page(effort, decoders)?;
        if !has_discussion {
            page.discussion.clear();
        }
        Ok((markdown(&page), Draft::of(&page, true).pictures()))
    }

    /// The other files of its thread, by votes and date; `last` is the number of comments that it has already.
    fn comments(&self, mut last: usize, effort: Effort, decoders: &dyn Decoders) -> Vec<Comment> {
        let mut parts = Vec::new();
        for (path, bytes) in &self.parts {
            let Some(found) = part(path, bytes, last + 1, effort, decoders) else { continue };
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
fn part(path: &str, bytes: &[u8], number: usize, effort: Effort, decoders: &dyn Decoders) -> Option<(String, Comment)> {
    let file = effort.read(path, bytes, decoders).ok()?;
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
