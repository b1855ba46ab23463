//! article: a post → HTML that is safe to show, and a log of everything that was removed or changed.
//!
//! [`Article::clean`] parses the body, runs the steps of [`pipeline`] on the tree, and writes it out.
//! [`sanitize`] comes last, and alone makes [`SafeHtml`].

mod blocks;
mod boilerplate;
mod budget;
pub mod changes;
mod cleaning;
mod discussion;
pub mod dom;
mod embeds;
pub mod evidence;
mod facts;
mod figures;
mod formulas;
mod hidden;
mod idioms;
mod idna;
mod images;
mod index_text;
mod language;
mod latin;
pub mod limits;
mod links;
mod media;
mod metadata;
mod page_comment;
mod pipeline;
pub mod policy;
pub mod reason;
mod restore;
mod sanitize;
#[cfg(patched)]
mod sanitizer_tree;
mod source;
mod stand_ins;
mod text;
pub mod trace;
pub mod urls;
mod written_length;

pub use discussion::Comment;
pub use index_text::IndexText;
pub use media::{Embed, Figure};
pub use sanitize::SafeHtml;

use crate::post::{Found, Origin};
use crate::{Post, Problem};
use budget::Budget;
use changes::{Change, ChangeLog};
use cleaning::{Cleaning, Page};
use discussion::Discussion;
use evidence::SourceEvidence;
use limits::{Limit, Work};
use sanitize::Sanitize;
use std::cell::RefCell;
use trace::Decision;

/// A post, cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The fields of the post that its page fills; see [`Post::fill`].
    pub found: Found,
    /// The article. Empty where a limit was exceeded; the post is shown as plain text then.
    pub html: SafeHtml,
    /// Its plain text, one line per block.
    pub text: String,
    /// The beginning of the text, for lists.
    pub excerpt: String,
    /// Its pictures, in order.
    pub figures: Vec<Figure>,
    /// Players and embedded pages, now cards that make no request.
    pub embeds: Vec<Embed>,
    /// What readers wrote below it.
    pub discussion: Vec<Comment>,
    /// BCP 47, from the post or guessed from its script.
    pub lang: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// The limit that the post exceeded.
    pub limit: Option<Limit>,
    /// The work that cleaning took.
    pub work: Work,
    /// Everything that was removed or changed.
    pub changes: Vec<Change>,
    /// Problems of the body.
    pub problems: Vec<Problem>,
    /// Indices into `changes` of the removals that were restored.
    pub restored: Vec<usize>,
}

/// What to clean a post for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Indices into [`Article::changes`] of removals to put back in their places.
    ///
    /// Each is wrapped in an `ins` whose id is [`policy::RESTORED_PREFIX`] and the index; no id of a post begins so. It is
    /// cleaned as the article is, but for the steps that would remove it again, and sanitized with it.
    /// Pictures and embeds are listed without it.
    pub restore: &'a [usize],
    /// Keeps links that only a library of posts can resolve, for a shell that may have one: their address, percent-encoded,
    /// follows `#` and [`policy::POST_PREFIX`]. Other pages and files must not show those, so without this they are unwrapped.
    pub keep_post_links: bool,
    /// What repeats in the post's source, by the archive that it is in.
    pub evidence: Option<&'a SourceEvidence>,
    /// Shows the post below another, as the comment with this number: a part of a thread has no title above it, so a heading
    /// that would have been its title stays.
    pub below: Option<usize>,
}

impl Article {
    /// Cleans a post. This cannot fail: beyond a limit the article is its plain text.
    pub fn clean(post: &Post, options: Options) -> Article {
        Self::try_clean(post, options).unwrap_or_else(|limit| Self::plain(post, limit, options, sanitize::sanitize))
    }

    /// The post as plain text, for a caller that had to stop its cleaning: it trapped or took too long. `effort` becomes the
    /// limit's value.
    pub fn uncleaned(post: &Post, effort: usize) -> Article {
        let limit = Limit { name: "stopped", value: effort };
        Self::of_text(post, limit, discussion::uncleaned(post, limit))
    }

    /// The decisions about boilerplate that cleaning a post takes, in order: what matched a rule, and whether it went.
    /// Empty for a post that exceeds a limit before any.
    pub fn explain(post: &Post) -> Vec<Decision> {
        let mut log = ChangeLog::default();
        let Ok(page) = source::to_html(post, &mut log).and_then(|html| Page::parse(post, html)) else {
            return Vec::new();
        };
        let post = page.filled(post);
        let mut c = Cleaning::of_page(&post, page, log);
        c.decisions = Some(RefCell::default());
        // Up to a limit the decisions are the same.
        let _ = pipeline::run(&mut c);
        c.decisions.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The fields of a post that its page fills, without cleaning it.
    pub fn fields_of(post: &Post) -> Found {
        if !metadata::is_wanted(post) || limits::exceeds_cleaned(&post.body) {
            return Found::default();
        }
        let html = source::to_html(post, &mut ChangeLog::default());
        html.and_then(|html| Page::parse(post, html)).map_or_else(|_| Found::default(), Page::into_found)
    }

    fn try_clean(post: &Post, options: Options) -> Result<Article, Limit> {
        with_cleaned(post, ChangeLog::locating(options.restore), options.below, |c| {
            Self::of(c, options, sanitize::sanitize)
        })
    }

    /// Writes out what the steps left, and cleans the comments.
    fn of(mut c: Cleaning, options: Options, sanitize: Sanitize) -> Result<Article, Limit> {
        let post = c.post;
        if options.below.is_some() && post.origins.title == Origin::Page {
            let heading = c.dom.add_element("h4");
            let text = c.dom.add_text(&post.title);
            c.dom.append(heading, text);
            c.dom.prepend(c.dom.root(), heading);
        }
        let mut lines = text::of(&c.dom);
        // As of the post by itself: what a library knows of a text doesn't change with what repeats.
        let (lang, is_rtl) = language::of(post, c.metadata.lang.as_deref(), &lines.text);
        if let Some(evidence) = options.evidence
            && evidence::step::drop_repeated(&mut c, &lines, evidence)
        {
            lines = text::of(&c.dom);
        }
        let text = lines.text;
        if !options.keep_post_links {
            links::drop_post_links(&mut c);
        }
        let figures = figures::list(&c)?;
        let excerpt = text::excerpt_of(&c.dom, &text);
        let restored = restore::restore(&mut c)?;
        let html = c.to_html(2 * text.len())?;
        let (nodes, steps) = (c.dom.len(), c.dom.steps());
        let budget = c.budget_left(steps, html.len());
        let page_comments = std::mem::take(&mut c.page_comments);
        let number = options.below.unwrap_or_default();
        let discussion = discussion::clean(post, number, page_comments, budget, options.keep_post_links, sanitize);
        Ok(Article {
            html: sanitize(&html, Some(&mut c.dom))?,
            found: c.metadata.found,
            work: Work {
                nodes: nodes + discussion.work.nodes,
                steps: steps + discussion.work.steps,
                bytes: html.len() + discussion.work.bytes,
            },
            excerpt,
            text,
            figures,
            embeds: c.embeds,
            discussion: discussion.comments,
            lang,
            is_rtl,
            limit: None,
            problems: body_problems(post).into_iter().chain(discussion.problem).collect(),
            changes: [c.log.into_changes(), discussion.changes].concat(),
            restored,
        })
    }

    /// The article of a post that exceeded a limit: its text as it is.
    fn plain(post: &Post, limit: Limit, options: Options, sanitize: Sanitize) -> Article {
        let number = options.below.unwrap_or_default();
        let budget = Budget::default();
        let discussion = discussion::clean(post, number, Vec::new(), budget, options.keep_post_links, sanitize);
        Self::of_text(post, limit, discussion)
    }

    fn of_text(post: &Post, limit: Limit, discussion: Discussion) -> Article {
        let (lang, is_rtl) = language::of(post, None, &post.body);
        let problem = Problem::new(
            "limit",
            format!("the post goes beyond a limit ({}: {}) and is shown as plain text", limit.name, limit.value),
        );
        Article {
            found: Found::default(),
            html: SafeHtml::default(),
            excerpt: text::excerpt(&post.body),
            text: post.body.clone(),
            figures: Vec::new(),
            embeds: Vec::new(),
            discussion: discussion.comments,
            lang,
            is_rtl,
            limit: Some(limit),
            work: discussion.work,
            changes: discussion.changes,
            problems: std::iter::once(problem.with("limit", limit.name).with("value", limit.value))
                .chain(discussion.problem)
                .collect(),
            restored: Vec::new(),
        }
    }
}

/// Takes a post through all steps, with the fields that its page fills, and hands on what they left.
///
/// # Errors
/// The limit that it exceeds.
fn with_cleaned<T>(
    post: &Post,
    mut log: ChangeLog,
    below: Option<usize>,
    then: impl FnOnce(Cleaning) -> Result<T, Limit>,
) -> Result<T, Limit> {
    if limits::exceeds_cleaned(&post.body) {
        return Err(Limit { name: "size", value: limits::MAX_CLEANED });
    }
    let html = source::to_html(post, &mut log)?;
    let page = Page::parse(post, html)?;
    let post = page.filled(post);
    let mut c = Cleaning::of_page(&post, page, log);
    if let Some(number) = below {
        c = c.below(number);
    }
    pipeline::run(&mut c)?;
    then(c)
}

/// The first words of a text, for lists.
pub(crate) fn excerpt_of_text(text: &str) -> String {
    text::excerpt(text)
}

fn body_problems(post: &Post) -> Vec<Problem> {
    let mut problems = Vec::new();
    let data = post.extra.iter().find(|(key, _)| key == "data");
    if let (Some("table"), Some((_, data))) = (post.layout.as_deref(), data) {
        problems.push(
            Problem::new("data-elsewhere", format!("this post is a table whose data is in another file: {data}"))
                .with("data", data),
        );
    }
    problems
}
