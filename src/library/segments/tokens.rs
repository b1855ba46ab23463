//! Folded texts → the tokens that are indexed, so that every needle is found again by its own.
//!
//! Characters are of three classes. Letters of scripts that have words make words, which are tokens whole. All others but
//! the space, Han, kana, Hangul and signs, make pairs: each with the one after it, or with an end where that is a letter, a
//! space or nothing. Each of them, and each ASCII letter and digit, is a token by itself too, so that one character is
//! counted without its pairs.

use super::super::matcher::is_of_word;
use std::ops::Range;

/// A character by itself; its list has no positions.
pub const CHARACTER: u8 = b'c';
/// A pair, or a last character alone.
pub const PAIR: u8 = b'p';
/// A word.
pub const WORD: u8 = b'w';

/// A space is right before the token.
pub const SPACED: u8 = 1;
/// Its letters are written otherwise than folded.
pub const CHANGED: u8 = 2;

/// What a folded character makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A space.
    Space,
    /// An end of a value, which no needle has.
    Break,
    /// A letter of a word.
    Word,
    /// One of a pair.
    Pair,
}

impl Class {
    pub fn of(c: char) -> Self {
        match c {
            ' ' => Class::Space,
            '\u{1}' | '\u{2}' => Class::Break,
            _ if is_of_word(c) => Class::Word,
            _ => Class::Pair,
        }
    }
}

/// Whether a character is a token by itself.
pub fn is_alone(c: char) -> bool {
    c.is_ascii_alphanumeric() || Class::of(c) == Class::Pair
}

/// The key of a token.
pub fn key(kind: u8, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(1 + text.len());
    key.push(kind);
    key.extend_from_slice(text.as_bytes());
    key
}

/// Takes a token: kind, text, position in characters, flags.
pub type Act<'a> = &'a mut dyn FnMut(u8, &str, u32, u8);

/// All tokens of a field, which begins at byte `start` of the folded text; `changed` are the characters that are written
/// otherwise, in their order.
pub fn for_each(text: &str, start: usize, changed: &[Range<usize>], act: Act) {
    let mut changed = changed.iter().skip_while(|range| range.end <= start).peekable();
    let mut is_changed = |from: usize, to: usize| {
        while changed.next_if(|range| range.end <= from + start).is_some() {}
        changed.peek().is_some_and(|range| range.start < to + start)
    };
    let mut characters = text.char_indices().peekable();
    let (mut position, mut spaced) = (0, 0);
    while let Some((at, c)) = characters.next() {
        let first = position;
        position += 1;
        let one = &text[at..at + c.len_utf8()];
        let class = Class::of(c);
        let mut end = at + c.len_utf8();
        match class {
            Class::Space | Class::Break => {}
            Class::Pair => {
                act(CHARACTER, one, first, 0);
                if let Some((_, next)) = characters.peek().filter(|(_, next)| Class::of(*next) == Class::Pair) {
                    end += next.len_utf8();
                }
                let flags = if is_changed(at, end) { spaced | CHANGED } else { spaced };
                act(PAIR, &text[at..end], first, flags);
            }
            Class::Word => {
                if c.is_ascii_alphanumeric() {
                    act(CHARACTER, one, first, 0);
                }
                while let Some((_, next)) = characters.next_if(|(_, next)| Class::of(*next) == Class::Word) {
                    if next.is_ascii_alphanumeric() {
                        act(CHARACTER, &text[end..end + 1], position, 0);
                    }
                    (position, end) = (position + 1, end + next.len_utf8());
                }
                let flags = if is_changed(at, end) { spaced | CHANGED } else { spaced };
                act(WORD, &text[at..end], first, flags);
            }
        }
        spaced = if class == Class::Space { SPACED } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, changed: &[Range<usize>]) -> Vec<String> {
        let mut out = Vec::new();
        for_each(text, 0, changed, &mut |kind, text, position, flags| {
            if kind != CHARACTER {
                out.push(format!("{}{text}@{position}{}", char::from(kind), ["", " ", "!", " !"][usize::from(flags)]));
            }
        });
        out
    }

    #[test]
    fn words_and_pairs() {
        assert_eq!(tokens("the old", &[]), ["wthe@0", "wold@4 "]);
        assert_eq!(tokens("中国,a", &[]), ["p中国@0", "p国,@1", "p,@2", "wa@3"]);
        assert_eq!(tokens("桥\u{2}桥 桥", &[]), ["p桥@0", "p桥@2", "p桥@4 "]);
        assert_eq!(tokens("哈哈哈", &[]), ["p哈哈@0", "p哈哈@1", "p哈@2"]);
        assert_eq!(tokens("a-b", &[]), ["wa@0", "p-@1", "wb@2"]);
    }

    #[test]
    fn what_is_written_otherwise() {
        assert_eq!(
            tokens("国家人 cafe the", &[0..3, 13..14]),
            ["p国家@0!", "p家人@1", "p人@2", "wcafe@4 !", "wthe@9 "]
        );
    }

    #[test]
    fn characters_by_themselves() {
        let mut out = String::new();
        for_each("a1я 桥,ü", 0, &[], &mut |kind, text, _, _| {
            if kind == CHARACTER {
                out.push_str(text);
            }
        });
        assert_eq!(out, "a1桥,");
    }
}
