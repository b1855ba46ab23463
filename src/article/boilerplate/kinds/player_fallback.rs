//! What a player says where it cannot play.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::PlayerFallback,
    phrases: include_str!("player_fallback.txt"),
    guard: Guard { spares_bare_paragraphs: false, takes_prose: true, ..Guard::DEFAULT },
};
