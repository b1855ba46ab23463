//! The state that the steps of the pipeline work on.

use super::budget::Budget;
use super::changes::ChangeLog;
use super::dom::parse::{self, Room};
use super::dom::{Dom, NodeId, serialize};
use super::facts::class_hints::ClassHints;
use super::limits::{self, Limit};
use super::media::Embed;
use super::metadata::{self, Metadata};
use super::page_comment::PageComment;
use super::policy::ID_PREFIX;
use super::reason::Reason;
use super::trace::{Decision, Spared};
use super::urls;
use crate::Post;
use crate::post::{Found, Origin};
use std::borrow::Cow;
use std::cell::RefCell;
use url::Url;

/// What the steps work on: the tree of one post, or of a part of it that is restored.
pub struct Cleaning<'a> {
    /// The post.
    pub post: &'a Post,
    /// The HTML that the tree was parsed from; empty once nothing needs it.
    pub source: String,
    /// The tree.
    pub dom: Dom,
    /// What classes and ids hint at.
    pub hints: ClassHints,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// What was removed and changed so far.
    pub log: ChangeLog,
    /// The players and pages that became cards.
    pub embeds: Vec<Embed>,
    /// The URL that the post was saved from, which resolves relative ones.
    pub base: Option<Url>,
    /// The decisions about boilerplate, where somebody asks for them.
    pub decisions: Option<RefCell<Vec<Decision>>>,
    /// The limit that a step exceeded on its own.
    pub exceeded: Option<Limit>,
    /// Readers' comments that were found in the page.
    pub page_comments: Vec<PageComment>,
    /// What the parser left of the room for nodes.
    pub room: Room,
    /// How every id of the article or comment begins.
    pub id_prefix: String,
    /// Whether it is a comment, below the post.
    pub is_comment: bool,
    /// Whether it is shown below a post: a comment, or a post that is part of a thread.
    pub is_below: bool,
    /// Bytes by which URLs grew when they were made absolute.
    pub grown: usize,
    /// The most that `grown` and the article's HTML may reach, in bytes.
    pub growth_limit: usize,
}

/// The parsed body of a post.
pub struct Page {
    html: String,
    dom: Dom,
    room: Room,
    metadata: Metadata,
}

impl Page {
    /// Parses the HTML of a post's body and reads what it says of itself.
    ///
    /// # Errors
    /// The limit of the parser that it exceeds.
    pub fn parse(post: &Post, html: String) -> Result<Page, Limit> {
        let mut room = Room::of(html.len());
        let mut dom = parse::parse_within(&html, &mut room)?;
        dom.set_step_limit(step_limit(post.body.len()));
        let metadata = metadata::read(&dom, &html, post);
        Ok(Page { html, dom, room, metadata })
    }

    /// The fields that it fills.
    pub fn into_found(self) -> Found {
        self.metadata.found
    }

    /// The post with the fields that its page fills.
    pub fn filled<'p>(&self, post: &'p Post) -> Cow<'p, Post> {
        let found = &self.metadata.found;
        if found.is_empty() {
            return Cow::Borrowed(post);
        }
        let mut filled = post.clone();
        filled.fill(found);
        Cow::Owned(filled)
    }
}

impl<'a> Cleaning<'a> {
    /// Begins with the parsed body of a post whose fields are filled.
    pub fn of_page(post: &'a Post, page: Page, log: ChangeLog) -> Self {
        let Page { html, dom, room, metadata } = page;
        Cleaning {
            base: post.from.as_deref().and_then(urls::parse_base),
            source: html,
            log,
            room,
            growth_limit: limits::GROWTH_FLOOR + limits::GROWTH * post.body.len(),
            metadata,
            ..Self::new(post, dom)
        }
    }

    fn new(post: &'a Post, dom: Dom) -> Self {
        Cleaning {
            post,
            source: String::new(),
            dom,
            hints: ClassHints::default(),
            metadata: Metadata::default(),
            log: ChangeLog::default(),
            embeds: Vec::new(),
            base: None,
            decisions: None,
            exceeded: None,
            page_comments: Vec::new(),
            room: Room::default(),
            id_prefix: ID_PREFIX.to_owned(),
            is_comment: false,
            is_below: false,
            grown: 0,
            growth_limit: 0,
        }
    }

    /// Parses the HTML of a part that was removed from the post, to be restored. It may use what the whole has left; the
    /// steps that it took are the whole's too.
    ///
    /// # Errors
    /// The limit of the parser that it exceeds.
    pub fn of_removed(&self, html: &str) -> Result<Cleaning<'a>, Limit> {
        // Half of it, so that a costly part doesn't end the whole.
        let steps = self.dom.steps_left() / 2;
        let mut room = Room::left(self.post.body.len(), &self.dom).with_steps(steps);
        let mut dom = parse::parse_within(html, &mut room)?;
        dom.set_step_limit(steps);
        let (log, base, growth_limit) = (ChangeLog::restoring(), self.base.clone(), self.growth_limit);
        Ok(Cleaning { log, base, growth_limit, ..Self::new(self.post, dom) })
    }

    /// Takes up the tree of the post's comment with this number. It shares a budget with the others.
    pub fn of_comment(post: &'a Post, mut dom: Dom, number: usize, budget: &Budget) -> Self {
        dom.set_step_limit(budget.steps);
        Cleaning {
            base: post.from.as_deref().and_then(urls::parse_base),
            is_comment: true,
            growth_limit: budget.growth,
            ..Self::new(post, dom)
        }
        .below(number)
    }

    /// Shows it below a post, as the comment with this number.
    pub fn below(self, number: usize) -> Self {
        // No id of an article has a colon.
        Cleaning { id_prefix: format!("{ID_PREFIX}c{number}:"), is_below: true, ..self }
    }

    /// What the article leaves of its limits that took this many steps and became this many bytes of HTML.
    pub fn budget_left(&self, steps: u64, bytes: usize) -> Budget {
        Budget {
            room: self.room,
            steps: step_limit(self.post.body.len()).saturating_sub(steps),
            growth: self.growth_limit.saturating_sub(bytes),
        }
    }

    /// The absolute form of an address in the post; see [`urls::resolve`].
    pub fn resolve(&self, raw: &str) -> Option<Url> {
        urls::resolve(raw, self.base.as_ref().filter(|_| !self.is_beside(raw)))
    }

    /// Whether an address leads to a place beside the post: it is relative, and no page of the front matter is there to
    /// start from. Of a page that only the text names, what lies beside it may have been saved with it.
    pub fn is_beside(&self, raw: &str) -> bool {
        let is_path = || self.post.origins.source == Origin::Page && !raw.trim_start().starts_with('/');
        (self.base.is_none() || is_path()) && urls::is_relative(raw)
    }

    /// Whether there are comments, of the front matter or of the page.
    pub fn has_comments(&self) -> bool {
        !self.post.discussion.is_empty() || !self.page_comments.is_empty()
    }

    /// Notes a decision about a node, if decisions are asked for. They never are on the page, so none of it ships with it.
    pub fn trace(&self, id: NodeId, reason: Reason, spared: Option<Spared>) {
        if cfg!(any(not(target_arch = "wasm32"), feature = "package"))
            && let Some(decisions) = &self.decisions
        {
            decisions.borrow_mut().push(Decision::new(&self.dom, id, reason, spared));
        }
    }

    /// Writes the tree out, into a string with an initial capacity in bytes.
    ///
    /// # Errors
    /// The limit that it exceeds: beyond that of work the HTML would be cut short.
    pub fn to_html(&self, room: usize) -> Result<String, Limit> {
        let html = serialize::to_html(&self.dom, room);
        if html.len() > self.growth_limit {
            return Err(Limit { name: "growth", value: limits::GROWTH });
        }
        self.check()?;
        Ok(html)
    }

    /// Checks the limits of work, nodes and growth.
    ///
    /// # Errors
    /// The limit that the steps so far exceeded; the tree is worthless then.
    pub fn check(&self) -> Result<(), Limit> {
        if let Some(limit) = self.exceeded {
            return Err(limit);
        }
        if self.dom.is_over() {
            return Err(Limit { name: "work", value: limits::STEPS_PER_BYTE as usize });
        }
        if self.dom.len() > limits::MAX_NODES_OF_STEPS {
            return Err(Limit { name: "all-nodes", value: limits::MAX_NODES_OF_STEPS });
        }
        if self.grown > self.growth_limit {
            return Err(Limit { name: "growth", value: limits::GROWTH });
        }
        Ok(())
    }
}

/// The most steps on the tree for a source of this many bytes.
pub fn step_limit(bytes: usize) -> u64 {
    limits::STEPS_FLOOR + limits::STEPS_PER_BYTE * bytes as u64
}
