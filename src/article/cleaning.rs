//! The state that the steps of the pipeline work on.

use super::changes::ChangeLog;
use super::dom::parse::{self, Room};
use super::dom::{Dom, NodeId};
use super::facts::class_hints::ClassHints;
use super::limits::{self, Limit};
use super::media::Embed;
use super::reason::Reason;
use super::trace::{Decision, Spared};
use super::urls;
use crate::Post;
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
    /// Bytes by which URLs grew when they were made absolute.
    pub grown: usize,
    /// The most that `grown` and the article's HTML may reach, in bytes.
    pub growth_limit: usize,
}

impl<'a> Cleaning<'a> {
    /// Parses the HTML of a post's body.
    ///
    /// # Errors
    /// The limit of the parser that it exceeds.
    pub fn of_post(post: &'a Post, html: String, log: ChangeLog) -> Result<Self, Limit> {
        let mut dom = parse::parse(&html)?;
        dom.set_step_limit(step_limit(post.body.len()));
        Ok(Cleaning {
            post,
            source: html,
            dom,
            hints: ClassHints::default(),
            log,
            embeds: Vec::new(),
            base: post.from.as_deref().and_then(urls::parse_base),
            decisions: None,
            exceeded: None,
            grown: 0,
            growth_limit: limits::GROWTH_FLOOR + limits::GROWTH * post.body.len(),
        })
    }

    /// Parses the HTML of a part that was removed from the post, to be restored. It may use what the whole has left; the
    /// steps that it took are the whole's too.
    ///
    /// # Errors
    /// The limit of the parser that it exceeds.
    pub fn of_removed(&self, html: &str) -> Result<Cleaning<'a>, Limit> {
        // Half of it, so that a costly part doesn't end the whole.
        let steps = self.dom.steps_left() / 2;
        let mut dom = parse::parse_within(html, Room::left(self.post.body.len(), &self.dom).with_steps(steps))?;
        dom.set_step_limit(steps);
        Ok(Cleaning {
            post: self.post,
            source: String::new(),
            dom,
            hints: ClassHints::default(),
            log: ChangeLog::restoring(),
            embeds: Vec::new(),
            base: self.base.clone(),
            decisions: None,
            exceeded: None,
            grown: 0,
            growth_limit: self.growth_limit,
        })
    }

    /// Notes a decision about a node, if decisions are asked for. They never are in the browser, so none of it ships.
    pub fn trace(&self, id: NodeId, reason: Reason, spared: Option<Spared>) {
        if cfg!(not(target_arch = "wasm32"))
            && let Some(decisions) = &self.decisions
        {
            decisions.borrow_mut().push(Decision::new(&self.dom, id, reason, spared));
        }
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
