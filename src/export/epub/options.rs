//! What a caller says of a book and of its chapters.

use super::contents::By;
use std::collections::HashMap;

/// What the maker of a book says of it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Its title.
    pub title: String,
    /// Its authors; those of the posts if it names none.
    pub authors: Vec<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// How the contents are grouped.
    pub by: By,
    /// Whether Chinese and Japanese are written in columns.
    pub is_vertical: bool,
}

/// What a draft names elsewhere, as its archive has it.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The numbers of chapters, by links to their posts as they are written.
    pub links: HashMap<String, u32>,
    /// Paths in the book that [`Book::picture`](super::Book::picture) gave, by addresses of pictures as they are written.
    pub pictures: HashMap<String, String>,
}

/// The file of a chapter's part.
pub fn file_of(number: u32, part: usize) -> String {
    if part == 0 { format!("c{number:05}.xhtml") } else { format!("c{number:05}-{}.xhtml", part + 1) }
}
