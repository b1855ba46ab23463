//! What readers wrote below a post, each comment cleaned by itself and by the steps of the article.
//!
//! All comments share what the article left of the post's limits, so that none has a floor of its own.

mod plain;

use super::budget::Budget;
use super::changes::{Change, ChangeLog};
use super::cleaning::Cleaning;
use super::limits::{self, Limit};
use super::media::Figure;
use super::sanitize::{SafeHtml, sanitize};
use super::{figures, links, pipeline, source, text, written_length};
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
    pub work: limits::Work,
}

/// What comments are cleaned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown.
    Page {
        /// As in [`Options`](super::Options).
        keep_post_links: bool,
    },
    /// For their text alone.
    Text,
}

/// Only what is written out tells whether a comment is within the limits.
pub struct Unsure;

/// Cleans the comments of a post's front matter, and those of its page.
///
/// # Errors
/// [`Unsure`], for [`Purpose::Text`] alone.
pub fn clean(post: &Post, of_page: &[RawComment], budget: Budget, purpose: Purpose) -> Result<Discussion, Unsure> {
    let (log, spent) = (ChangeLog::default(), limits::Work::default());
    let mut work = Work { post, budget, purpose, log, spent, count: 0, beyond: 0, limit: None };
    let mut comments = Vec::new();
    work.clean_all(&post.discussion, &mut comments)?;
    work.clean_all(of_page, &mut comments)?;
    let Work { log, spent, count, beyond, limit, .. } = work;
    let mut changes = log.into_changes();
    changes.iter_mut().for_each(|change| change.in_place = false);
    Ok(Discussion { comments, changes, problem: limit.map(|limit| too_much(beyond, count, limit)), work: spent })
}

fn too_much(beyond: usize, count: usize, limit: Limit) -> Problem {
    let Limit { name, value } = limit;
    let message =
        format!("{beyond} of {count} comments go beyond a limit ({name}: {value}) and are shown as plain text");
    let problem = Problem::new("comments-limit", message);
    problem.with("beyond", beyond).with("count", count).with("limit", name).with("value", value)
}

struct Work<'a> {
    post: &'a Post,
    budget: Budget,
    purpose: Purpose,
    log: ChangeLog,
    spent: limits::Work,
    count: usize,
    beyond: usize,
    limit: Option<Limit>,
}

impl Work<'_> {
    fn clean_all(&mut self, raw: &[RawComment], comments: &mut Vec<Comment>) -> Result<(), Unsure> {
        for raw in raw {
            comments.push(self.clean(raw)?);
        }
        Ok(())
    }

    fn clean(&mut self, raw: &RawComment) -> Result<Comment, Unsure> {
        self.count += 1;
        let body = match plain::paragraph(raw) {
            Some(html) => self.write(&html).map(|html| (html, raw.text.clone(), Vec::new())),
            None => self.clean_body(raw)?,
        };
        let (html, text, figures, limit) = match body {
            Ok((html, text, figures)) => (html, text, figures, None),
            Err(limit) => {
                self.beyond += 1;
                self.limit = self.limit.or(Some(limit));
                (SafeHtml::default(), raw.text.clone(), Vec::new(), Some(limit))
            }
        };
        let mut replies = Vec::new();
        self.clean_all(&raw.replies, &mut replies)?;
        Ok(Comment {
            author: raw.author.clone(),
            author_id: raw.author_id.clone(),
            date: raw.date.clone(),
            html,
            text,
            figures,
            limit,
            extra: raw.extra.clone(),
            replies,
        })
    }

    fn clean_body(&mut self, raw: &RawComment) -> Result<Result<Body, Limit>, Unsure> {
        let html = match source::comment_to_html(raw, &mut self.log) {
            Ok(html) => html,
            Err(limit) => return Ok(Err(limit)),
        };
        self.budget.add(raw.text.len(), html.len());
        let mut c = match Cleaning::of_comment(self.post, html, self.count, &mut self.budget) {
            Ok(c) => c,
            Err(limit) => return Ok(Err(limit)),
        };
        std::mem::swap(&mut self.log, &mut c.log);
        let done = self.finish(&mut c);
        self.spent.nodes += c.dom.len();
        self.spent.steps += c.dom.steps();
        self.log = c.log;
        done
    }

    fn finish(&mut self, c: &mut Cleaning) -> Result<Result<Body, Limit>, Unsure> {
        if let Err(limit) = pipeline::run_comment(c) {
            self.budget.spend_steps(c.dom.steps());
            return Ok(Err(limit));
        }
        let Purpose::Page { keep_post_links } = self.purpose else {
            let text = text::of(&c.dom);
            let most = written_length::at_most(c, self.budget.steps).ok_or(Unsure)?;
            // Writing it out would take about as many steps as the text took.
            self.budget.spend_steps(2 * c.dom.steps());
            self.budget.growth = self.budget.growth.checked_sub(most).ok_or(Unsure)?;
            return Ok(Ok((SafeHtml::default(), text, Vec::new())));
        };
        if !keep_post_links {
            links::drop_post_links(c);
        }
        let figures = figures::list(&c.dom);
        let text = text::of(&c.dom);
        let html = c.to_html(2 * text.len());
        self.budget.spend_steps(c.dom.steps());
        Ok(html.and_then(|html| self.write(&html)).map(|html| (html, text, figures)))
    }

    /// Sanitizes a comment, if it isn't too long.
    fn write(&mut self, html: &str) -> Result<SafeHtml, Limit> {
        let growth = || Limit { name: "growth", value: limits::GROWTH };
        self.budget.growth = self.budget.growth.checked_sub(html.len()).ok_or_else(growth)?;
        self.spent.bytes += html.len();
        match self.purpose {
            Purpose::Page { .. } => sanitize(html),
            Purpose::Text => Ok(SafeHtml::default()),
        }
    }
}

/// A comment's HTML, text and pictures.
type Body = (SafeHtml, String, Vec<Figure>);
