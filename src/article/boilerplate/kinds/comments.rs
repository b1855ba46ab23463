//! Readers' comments, and forms for them.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Comments,
    phrases: include_str!("comments.txt"),
    guard: Guard { takes_prose: true, ..Guard::DEFAULT },
};
