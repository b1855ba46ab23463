//! Paywalls.

use crate::article::boilerplate::rule::{Guard, Images, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Paywall,
    phrases: include_str!("paywall.txt"),
    guard: Guard { images: Images::Any, takes_prose: true, ..Guard::DEFAULT },
};
