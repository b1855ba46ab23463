//! The kinds of boilerplate, one file each, with its phrases beside it.
//!
//! No phrase is for one site: each is a word that publishing systems and their themes share.

mod advert;
mod byline;
mod comments;
mod date;
mod donation_box;
mod feed_advert;
mod hidden_text;
mod navigation;
mod notice;
mod paywall;
mod player_fallback;
mod reading_time;
mod related_posts;
mod share_bar;
mod skip_link;
mod subscription_box;
mod tags;
mod widget;

use super::rule::Rule;
use crate::article::reason::Reason;

/// All kinds. Where a text matches several, the first counts.
pub static RULES: &[&Rule] = &[
    &share_bar::RULE,
    &related_posts::RULE,
    &navigation::RULE,
    &skip_link::RULE,
    &byline::RULE,
    &date::RULE,
    &reading_time::RULE,
    &tags::RULE,
    &comments::RULE,
    &notice::RULE,
    &subscription_box::RULE,
    &donation_box::RULE,
    &paywall::RULE,
    &widget::RULE,
    &advert::RULE,
    &hidden_text::RULE,
    &player_fallback::RULE,
    &feed_advert::RULE,
];

/// Words of lines that say who, when and from where; they speak for no kind by themselves.
pub const META_WORDS: &str = include_str!("meta_words.txt");

/// The rule of a reason.
pub fn rule(reason: Reason) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.reason == reason)
}
