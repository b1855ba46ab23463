//! Comments that are one line of words and nothing else, as most are: none of the steps would change them.

use crate::post::RawComment;
use crate::text::space::is_blank;

/// The comment as a paragraph, if it is a line without anything that Markdown or HTML could mean.
pub fn paragraph(comment: &RawComment) -> Option<String> {
    let text = &*comment.text;
    // A digit may number an item of a list.
    let is_words = text.starts_with(char::is_alphabetic) && !text.ends_with(' ') && !text.contains("  ");
    (is_words && text.chars().all(is_harmless)).then(|| format!("<p>{text}</p>"))
}

/// Whether a character means itself wherever it stands in a line.
fn is_harmless(c: char) -> bool {
    const MARKS: &str = " ,.?;'\"，。？！、；：“”‘’（）《》「」…—";
    c.is_alphanumeric() && !is_blank_letter(c) || MARKS.contains(c)
}

/// Letters without a sign of their own, as the Hangul filler.
fn is_blank_letter(c: char) -> bool {
    is_blank(c.encode_utf8(&mut [0; 4]))
}
