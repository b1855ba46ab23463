//! Buttons to share, like, save or print.

use crate::article::boilerplate::rule::{Guard, Images, Rule};
use crate::article::reason::Reason;

/// The rule.
pub static RULE: Rule = Rule {
    reason: Reason::ShareBar,
    phrases: include_str!("share_bar.txt"),
    guard: Guard {
        max_len: 40,
        max_linked: 399,
        images: Images::NoneEver,
        has_icon_buttons: true,
        spares_amid_prose: true,
        ..Guard::DEFAULT
    },
};
