//! Tags and categories.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Tags,
    phrases: include_str!("tags.txt"),
    guard: Guard { min_density: 0.2, spares_amid_prose: true, ..Guard::DEFAULT },
};
