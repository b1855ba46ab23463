//! What an element of a comment is, by its name, its classes and the vocabularies of other attributes.

use crate::article::dom::{Dom, NodeId};
use memchr::memrchr2;
use std::sync::LazyLock;

/// A set of marks. The sections of `classes.txt` are in the order of the marks.
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
        match &**name {
            "class" => marks |= of_words(false, value),
            // Terms of schema.org, SIOC, FOAF and Dublin Core.
            "rel" | "itemprop" | "itemtype" | "property" | "typeof" => marks |= of_words(true, value),
            "id" if is_comment_id(value) => marks |= ITEM,
            "data-comment-id" => marks |= ITEM,
            _ => {}
        }
    }
    marks
}

/// Words of one length, with their marks.
#[derive(Clone, Default)]
struct Words {
    words: Vec<(&'static str, Marks)>,
    /// A bit for each first letter: no other word needs a look.
    first: u32,
}

/// The bit of a word's first letter.
fn bit(word: &[u8]) -> u32 {
    word.first().map_or(0, |first| 1 << (first & 31))
}

/// The words of `classes.txt`, by their length.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let (mut words, mut mark): (Vec<Words>, Marks) = (Vec::new(), 0);
    for line in include_str!("classes.txt").lines() {
        match line {
            "[item]" => mark = ITEM,
            _ if line.starts_with('[') => mark <<= 1,
            _ => {
                words.resize(words.len().max(line.len() + 1), Words::default());
                let of_length = &mut words[line.len()];
                of_length.words.push((line, mark));
                of_length.first |= bit(line.trim_start_matches(':').as_bytes());
            }
        }
    }
    words
});

/// The marks of words, each without the vocabulary that it is from; `classes.txt` has a colon before terms of such.
#[inline(never)]
fn of_words(are_terms: bool, words: &str) -> Marks {
    let mut marks = 0;
    for word in words.split_ascii_whitespace().map(str::as_bytes) {
        let word = &word[memrchr2(b':', b'/', word).map_or(0, |at| at + 1)..];
        let Some(of_length) = WORDS.get(usize::from(are_terms) + word.len()) else { continue };
        if of_length.first & bit(word) == 0 {
            continue;
        }
        for (known, mark) in &of_length.words {
            let mut known = known.bytes();
            if (!are_terms || known.next() == Some(b':')) && known.zip(word).all(|(known, &byte)| known == plain(byte))
            {
                marks |= mark;
            }
        }
    }
    marks
}

/// A byte of a word as `classes.txt` has it.
fn plain(byte: u8) -> u8 {
    if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() }
}

/// Whether an id is one of a comment with a number, as `comment-12`.
fn is_comment_id(id: &str) -> bool {
    let id = id.trim();
    let number = id.strip_prefix("li-").unwrap_or(id).strip_prefix("comment").unwrap_or_default();
    let number = number.trim_start_matches(['-', '_']);
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit())
}
