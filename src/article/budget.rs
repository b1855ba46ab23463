//! What all comments of a post may cost together.

use crate::article::dom::parse::Room;
use crate::article::limits;

/// What is left of a post's limits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Budget {
    /// For the parser.
    pub room: Room,
    /// Steps on trees.
    pub steps: u64,
    /// Bytes of HTML.
    pub growth: usize,
}

impl Budget {
    /// Adds what a comment brings: bytes of its text, and of the HTML that it is before cleaning.
    pub fn add(&mut self, text: usize, html: usize) {
        self.room.add(html);
        self.steps += limits::STEPS_PER_BYTE * text as u64;
        self.growth += limits::GROWTH * text;
    }
}
