//! Copyright lines, disclaimers, cookie banners and other notices of the site.

use crate::article::boilerplate::rule::{Guard, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Notice,
    phrases: include_str!("notice.txt"),
    guard: Guard { max_len: 40, spares_amid_prose: true, spares_reports: true, ..Guard::DEFAULT },
};
