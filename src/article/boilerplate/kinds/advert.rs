//! Adverts and their places.

use crate::article::boilerplate::rule::{Guard, Images, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::Advert,
    phrases: include_str!("advert.txt"),
    guard: Guard {
        max_len: 40,
        images: Images::OneLinked,
        goes_from_captions: true,
        spares_bare_paragraphs: false,
        takes_prose: true,
        ..Guard::DEFAULT
    },
};
