//! Links to other articles.

use crate::article::boilerplate::rule::{Guard, Images, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::RelatedPosts,
    phrases: include_str!("related_posts.txt"),
    guard: Guard {
        images: Images::Any,
        ends_page: true,
        spares_amid_prose: true,
        spares_outbound: true,
        ..Guard::DEFAULT
    },
};
