//! Readers' comments of a page, which come with their trees.

use super::dom::{Data, Dom};
use crate::post::RawComment;

/// A comment that the page of a post holds.
pub struct PageComment {
    /// Who wrote it, and when. It has neither text nor replies.
    pub about: RawComment,
    /// What it says. Empty only if there are replies.
    pub body: Dom,
    /// The replies to it.
    pub replies: Vec<PageComment>,
}

impl PageComment {
    /// Bytes of what it says, as HTML in which nothing is escaped.
    pub fn length(&self) -> usize {
        let length = |data: &Data| match data {
            Data::Text(text) => text.len(),
            Data::Element(element) => {
                let attributes = element.attributes().map(|(name, value)| name.len() + value.len() + 4);
                2 * element.name.len() + 5 + attributes.sum::<usize>()
            }
            Data::Root | Data::Comment(_) => 0,
        };
        self.body.descendants(self.body.root()).map(|id| length(self.body.data(id))).sum()
    }
}
