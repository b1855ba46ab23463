//! What services that relay feeds add to each post.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule =
    Rule { reason: Reason::FeedAdvert, phrases: include_str!("feed_advert.txt"), guard: Guard::DEFAULT };
