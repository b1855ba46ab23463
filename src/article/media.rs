//! What an article lists beside its text: pictures and embeds.

use crate::text::identifier::{self, Identifier};
use serde::{Deserialize, Serialize};

/// One picture of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Figure {
    /// The picture's URL.
    pub src: String,
    /// The alternative text.
    pub alt: String,
    /// The caption.
    pub caption: String,
    /// Whether it comes before the text.
    pub lead: bool,
}

/// A player, or another page that was embedded in the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Embed {
    /// A stable identifier: `youtube`, `vimeo`, `audio`, `document`, `page`, …
    #[serde(deserialize_with = "identifier::deserialize")]
    pub kind: Identifier,
    /// Its title; empty where nothing gives one.
    pub title: String,
    /// The page for people.
    pub url: String,
}
