//! Ways around the site.

use crate::article::boilerplate::rule::{Guard, Images, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Navigation,
    phrases: include_str!("navigation.txt"),
    guard: Guard { images: Images::Any, ends_page: true, spares_amid_prose: true, ..Guard::DEFAULT },
};
