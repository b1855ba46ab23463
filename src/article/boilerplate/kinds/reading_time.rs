//! Counts of words, minutes and readers.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule =
    Rule { reason: Reason::ReadingTime, phrases: include_str!("reading_time.txt"), guard: Guard::DEFAULT };
