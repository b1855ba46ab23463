//! What can be said of a post's nodes without changing them. Nothing here knows a step of cleaning.

pub mod captions;
pub mod class_hints;
pub mod images;
pub mod links;
pub mod players;
pub mod proxies;
pub mod small_text;
pub mod text_stats;
pub mod title;
pub mod visible;
