//! Links past a part of the page, for screen readers.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::SkipLink,
    phrases: include_str!("skip_link.txt"),
    guard: Guard { spares_bare_paragraphs: false, ..Guard::DEFAULT },
};
