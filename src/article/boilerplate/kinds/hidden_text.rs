//! Text for machines or screen readers alone.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule =
    Rule { reason: Reason::HiddenText, phrases: include_str!("hidden_text.txt"), guard: Guard::DEFAULT };
