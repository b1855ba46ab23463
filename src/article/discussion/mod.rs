//! What readers wrote below a post, each comment cleaned by itself and by the steps of the article.
//!
//! All comments share what the article left of the post's limits, so that none has a floor of its own.

mod plain;

use super::budget::Budget;
use super::changes::{Change, ChangeLog};
use super::cleaning::Cleaning;
use super::dom::Dom;
use super::dom::parse::parse_within;
use super::limits::{self, Limit, Work};
use super::media::Figure;
use super::page_comment::PageComment;
use super::sanitize::{SafeHtml, Sanitize, only_limits};
use super::{figures, links, pipeline, source, text};
use crate::post::{Date, RawComment};
use crate::{Post, Problem};

/// A reader's comment, cleaned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comment {
    /// Its author's name.
    pub author: Option<String>,
    /// Its author's id, under which the archive may have a name.
    pub author_id: Option<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// The comment. Empty where a limit was exceeded; its text is shown then.
    pub html: SafeHtml,
    /// Its plain text, one line per block.
    pub text: String,
    /// Its pictures, in order.
    pub figures: Vec<Figure>,
    /// The limit that it exceeded.
    pub limit: Option<Limit>,
    /// What else is known of it, as names and texts.
    pub extra: Vec<(String, String)>,
    /// The replies to it.
    pub replies: Vec<Comment>,
}

impl Comment {
    /// All of these comments, each before its replies.
    pub fn all(comments: &[Comment]) -> Vec<&Comment> {
        fn add<'c>(comments: &'c [Comment], all: &mut Vec<&'c Comment>) {
            for comment in comments {
                all.push(comment);
                add(&comment.replies, all);
            }
        }
        let mut all = Vec::new();
        add(comments, &mut all);
        all
    }
}

/// The comments of a post, and what cleaning them took away.
#[derive(Debug, Default)]
pub struct Discussion {
    /// The comments in their order, with their replies.
    pub comments: Vec<Comment>,
    /// Everything that was removed or changed in them.
    pub changes: Vec<Change>,
    /// How many were beyond a limit, if any.
    pub problem: Option<Problem>,
    /// The work that cleaning them took.
    pub work: Work,
}

/// Cleans the comments of a post's front matter, and those of its page. Their numbers follow `number`.
pub fn clean(
    post: &Post,
    number: usize,
    of_page: Vec<PageComment>,
    budget: Budget,
    keep_post_links: bool,
    sanitize: Sanitize,
) -> Discussion {
    let mut session = Session::new(post, sanitize);
    (session.number, session.budget, session.keep_post_links) = (number, budget, keep_post_links);
    let mut comments = Vec::new();
    session.clean_all(&post.discussion, &mut comments);
    session.clean_page(of_page, &mut comments);
    let problem = session.problem();
    let mut changes = session.log.into_changes();
    changes.iter_mut().for_each(|change| change.in_place = false);
    Discussion { comments, changes, problem, work: session.work }
}

/// The comments of a post's front matter as plain text, for a caller that had to stop cleaning the post. The post says so.
pub fn uncleaned(post: &Post, limit: Limit) -> Discussion {
    let mut session = Session::new(post, only_limits);
    session.stopped = Some(limit);
    let mut comments = Vec::new();
    session.clean_all(&post.discussion, &mut comments);
    Discussion { comments, ..Discussion::default() }
}

/// What is spent and found while the comments of one post are cleaned.
struct Session<'a> {
    post: &'a Post,
    sanitize: Sanitize,
    budget: Budget,
    keep_post_links: bool,
    /// Why no comment is cleaned, if none is.
    stopped: Option<Limit>,
    log: ChangeLog,
    work: Work,
    /// Of the last comment.
    number: usize,
    count: usize,
    beyond: usize,
    limit: Option<Limit>,
}

impl<'a> Session<'a> {
    fn new(post: &'a Post, sanitize: Sanitize) -> Self {
        Session {
            post,
            sanitize,
            budget: Budget::default(),
            keep_post_links: false,
            stopped: None,
            log: ChangeLog::default(),
            work: Work::default(),
            number: 0,
            count: 0,
            beyond: 0,
            limit: None,
        }
    }

    fn clean_all(&mut self, raw: &[RawComment], comments: &mut Vec<Comment>) {
        for raw in raw {
            let mut comment = self.begin(raw);
            if let Err(limit) = self.clean(raw, &mut comment) {
                self.give_up(limit, &mut comment, raw.text.clone());
            }
            self.clean_all(&raw.replies, &mut comment.replies);
            comments.push(comment);
        }
    }

    fn clean_page(&mut self, page: Vec<PageComment>, comments: &mut Vec<Comment>) {
        for of_page in page {
            let mut comment = self.begin(&of_page.about);
            self.budget.add(of_page.length(), 0);
            let source = of_page.signs();
            let mut c = Cleaning::of_comment(self.post, of_page.body, self.number, &self.budget);
            c.source = source;
            if let Err(limit) = self.run(&mut c, &mut comment) {
                self.give_up(limit, &mut comment, text::of(&c.dom).text);
            }
            self.clean_page(of_page.replies, &mut comment.replies);
            comments.push(comment);
        }
    }

    fn begin(&mut self, raw: &RawComment) -> Comment {
        self.count += 1;
        self.number += 1;
        Comment {
            author: raw.author.clone(),
            author_id: raw.author_id.clone(),
            date: raw.date.clone(),
            extra: raw.extra.clone(),
            ..Comment::default()
        }
    }

    /// Leaves a comment as plain text.
    fn give_up(&mut self, limit: Limit, comment: &mut Comment, text: String) {
        self.beyond += 1;
        self.limit = self.limit.or(Some(limit));
        comment.limit = Some(limit);
        comment.text = text;
    }

    /// Cleans what a comment of the front matter says.
    fn clean(&mut self, raw: &RawComment, comment: &mut Comment) -> Result<(), Limit> {
        if let Some(limit) = self.stopped {
            return Err(limit);
        }
        if let Some(html) = plain::paragraph(raw) {
            comment.text.clone_from(&raw.text);
            return self.write(&html, None, comment);
        }
        let html = source::markdown_to_html(&raw.text, None, &mut self.log)?;
        self.budget.add(raw.text.len(), html.len());
        let dom = parse_within(&html, &mut self.budget.room)?;
        let mut c = Cleaning::of_comment(self.post, dom, self.number, &self.budget);
        c.source = html;
        self.run(&mut c, comment)
    }

    /// Takes a comment through the steps.
    fn run(&mut self, c: &mut Cleaning, comment: &mut Comment) -> Result<(), Limit> {
        std::mem::swap(&mut self.log, &mut c.log);
        let html = pipeline::run_comment(c).and_then(|()| {
            if !self.keep_post_links {
                links::drop_post_links(c);
            }
            comment.text = text::of(&c.dom).text;
            let html = c.to_html(2 * comment.text.len())?;
            comment.figures = figures::list(c)?;
            Ok(html)
        });
        self.budget.steps = self.budget.steps.saturating_sub(c.dom.steps());
        self.work.nodes += c.dom.len();
        self.work.steps += c.dom.steps();
        std::mem::swap(&mut self.log, &mut c.log);
        self.write(&html?, Some(&mut c.dom), comment)
    }

    /// Sanitizes a comment, if it isn't too long.
    fn write(&mut self, html: &str, tree: Option<&mut Dom>, comment: &mut Comment) -> Result<(), Limit> {
        let left = self.budget.growth.checked_sub(html.len());
        self.budget.growth = left.ok_or(Limit { name: "growth", value: limits::GROWTH })?;
        self.work.bytes += html.len();
        comment.html = (self.sanitize)(html, tree)?;
        Ok(())
    }

    fn problem(&self) -> Option<Problem> {
        let Limit { name, value } = self.limit?;
        let Session { beyond, count, .. } = self;
        let message =
            format!("{beyond} of {count} comments go beyond a limit ({name}: {value}) and are shown as plain text");
        let problem = Problem::new("comments-limit", message);
        Some(problem.with("beyond", beyond).with("count", count).with("limit", name).with("value", value))
    }
}
