//! Readers' comments of a page, which come with their trees.

use super::dom::{Data, Dom};
use super::source;
use crate::post::RawComment;
use memchr::memchr2;

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
    /// Its texts with signs of markup, as the HTML of a comment would have them.
    pub fn signs(&self) -> String {
        let texts = self.body.descendants(self.body.root()).filter_map(|id| self.body.as_text(id));
        texts.filter(|text| memchr2(b'<', b'&', text.as_bytes()).is_some()).map(source::escape).collect()
    }
}
