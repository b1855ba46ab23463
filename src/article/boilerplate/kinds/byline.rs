//! Who wrote it.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Byline,
    phrases: include_str!("byline.txt"),
    guard: Guard { spares_amid_prose: true, spares_speakers: true, ..Guard::DEFAULT },
};
