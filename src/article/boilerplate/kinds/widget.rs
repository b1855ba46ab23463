//! Polls, audio bars and other widgets.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Widget,
    phrases: include_str!("widget.txt"),
    guard: Guard { max_len: 40, ..Guard::DEFAULT },
};
