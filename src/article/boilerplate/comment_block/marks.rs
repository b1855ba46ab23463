//! What an element of a comment is, by its name, its classes and the vocabularies of other attributes.

use crate::article::dom::{Dom, NodeId};
use crate::text::case::lower;

/// A set of marks.
pub type Marks = u16;

/// A single comment.
pub const ITEM: Marks = 1;
/// A list of comments.
pub const LIST: Marks = 2;
/// What holds the replies to a comment that it is in, or to the one before it.
pub const REPLIES: Marks = 4;
/// A comment by an author of the post.
pub const BY_AUTHOR: Marks = 8;
/// A comment by nobody in particular.
pub const BY_ANYBODY: Marks = 16;
/// The author's name, surely.
pub const NAME_SURE: Marks = 32;
/// The author's name, most likely.
pub const NAME_LIKELY: Marks = 64;
/// The author's name, where nothing surer is.
pub const NAME: Marks = 128;
/// When it was written.
pub const TIME: Marks = 256;
/// What is said about the comment.
pub const ABOUT: Marks = 512;
/// Links and buttons below it.
pub const BUTTON: Marks = 1024;
/// A part of a form.
pub const FIELD: Marks = 2048;

/// The sections of the file of classes, in the order of their marks.
const SECTIONS: [&str; 11] = [
    "[item]",
    "[list]",
    "[replies]",
    "[by author]",
    "[by anybody]",
    "[name sure]",
    "[name likely]",
    "[name]",
    "[time]",
    "[about]",
    "[button]",
];

/// The marks of an element; none for what is no element.
#[inline(never)]
pub fn of(dom: &Dom, id: NodeId) -> Marks {
    let Some(element) = dom.element(id) else { return 0 };
    let mut marks = match &*element.name {
        "time" => TIME,
        "cite" => NAME,
        "nav" => ABOUT,
        "form" | "button" | "input" | "select" | "textarea" | "label" => FIELD,
        _ => 0,
    };
    for (name, value) in element.attributes() {
        dom.spend(1 + value.len() as u64 / 16);
        let words = || value.split_ascii_whitespace();
        marks |= match &**name {
            "class" => words().map(of_class).fold(0, |marks, more| marks | more),
            "id" if is_comment_id(value) => ITEM,
            "data-comment-id" => ITEM,
            "rel" if words().any(|word| word == "author") => NAME,
            "itemprop" | "itemtype" | "property" | "typeof" => words().map(of_term).fold(0, |marks, more| marks | more),
            _ => 0,
        };
    }
    marks
}

/// The marks of a class.
fn of_class(class: &str) -> Marks {
    let class = lower(class).replace('_', "-");
    let (mut marks, mut mark) = (0, 0);
    for line in include_str!("classes.txt").lines() {
        match SECTIONS.iter().position(|section| *section == line) {
            Some(at) => mark = 1 << at,
            None if line == class => marks |= mark,
            None => {}
        }
    }
    marks
}

/// The marks of a term of schema.org, SIOC, FOAF or Dublin Core, with or without the vocabulary's name before it.
fn of_term(term: &str) -> Marks {
    match term.rsplit([':', '/']).next().unwrap_or_default() {
        "comment" | "Comment" => ITEM,
        "name" => NAME_SURE,
        "author" => NAME,
        "date" | "created" | "dateCreated" | "datePublished" | "commentTime" => TIME,
        _ => 0,
    }
}

/// Whether an id is one of a comment with a number, as `comment-12`.
fn is_comment_id(id: &str) -> bool {
    let id = id.trim();
    let number = id.strip_prefix("li-").unwrap_or(id).strip_prefix("comment").unwrap_or_default();
    let number = number.trim_start_matches(['-', '_']);
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit())
}
