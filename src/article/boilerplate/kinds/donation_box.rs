//! Invitations to donate.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::DonationBox,
    phrases: include_str!("donation_box.txt"),
    guard: Guard { takes_prose: true, ..Guard::DEFAULT },
};
