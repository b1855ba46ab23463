//! Invitations to subscribe.

use crate::article::boilerplate::rule::{Guard, Images, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::SubscriptionBox,
    phrases: include_str!("subscription_box.txt"),
    guard: Guard { images: Images::Any, takes_prose: true, ..Guard::DEFAULT },
};
