//! The text of a date → numbers, words and marks.

use super::words;
use crate::text::case::lower;
use crate::text::scripts::is_east_asian;
use crate::text::space::is_space;

/// A part of a date's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// ASCII digits.
    Number(&'a str),
    /// Letters, or one of the Chinese, Japanese or Korean words of a date.
    Word(&'a str),
    /// Any other character.
    Mark(char),
    /// White space.
    Space,
}

/// The text in lower case with ASCII digits and marks in place of full-width forms and Chinese numerals: `二〇一五` is 2015,
/// `二十四` is 24. What is invisible is left out.
#[inline(never)]
pub(super) fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = false;
    let lower = lower(text);
    let mut chars = lower.chars();
    while let Some(c) = chars.next() {
        let value = numeral(c);
        match (c, value) {
            (_, Some(10)) => {
                let after = chars.clone().next().and_then(numeral).is_some();
                let digits = match (before, after) {
                    (true, true) => "",
                    (true, false) => "0",
                    (false, true) => "1",
                    (false, false) => "10",
                };
                out.push_str(digits);
            }
            (_, Some(value)) => out.push((b'0' + value) as char),
            ('\u{ff01}'..='\u{ff5e}', _) => out.push((c as u32 - 0xfee0) as u8 as char),
            ('\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}', _) => {}
            _ => out.push(if is_space(c) { ' ' } else { c }),
        }
        before = value.is_some();
    }
    out
}

/// The value of a Chinese numeral.
#[inline(never)]
fn numeral(c: char) -> Option<u8> {
    let at = "〇一二三四五六七八九十零○".chars().position(|numeral| numeral == c)?;
    Some(if at > 10 { 0 } else { at as u8 })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Letter,
    EastAsian,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        ' ' => Class::Space,
        '0'..='9' => Class::Digit,
        _ if !c.is_alphabetic() => Class::Mark,
        _ if is_east_asian(c) => Class::EastAsian,
        _ => Class::Letter,
    }
}

/// Splits a normalized text.
#[inline(never)]
pub(super) fn tokenize(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let of = class(c);
        let end = match of {
            Class::Mark => c.len_utf8(),
            Class::EastAsian => words::east_asian(rest).max(c.len_utf8()),
            _ => rest.find(|c| class(c) != of).unwrap_or(rest.len()),
        };
        let (text, after) = rest.split_at(end);
        tokens.push(match of {
            Class::Space => Token::Space,
            Class::Digit => Token::Number(text),
            Class::Letter | Class::EastAsian => Token::Word(text),
            Class::Mark => Token::Mark(c),
        });
        rest = after;
    }
    tokens
}

/// A place among tokens. What is taken moves it forward; what isn't there leaves it as it is.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t>(&'t [Token<'t>]);

impl<'t> Cursor<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>]) -> Self {
        Cursor(tokens)
    }

    /// The tokens from here on.
    pub(super) fn rest(&self) -> &'t [Token<'t>] {
        self.0
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes a number of `min` to `max` digits.
    #[inline(never)]
    pub(super) fn number(&mut self, min: usize, max: usize) -> Option<u32> {
        let mut rest = *self;
        let digits = rest.any_number()?;
        if !(min..=max).contains(&digits.len()) {
            return None;
        }
        *self = rest;
        Some(digits.bytes().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// Takes the digits of a number.
    pub(super) fn any_number(&mut self) -> Option<&'t str> {
        let [Token::Number(digits), rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some(digits)
    }

    /// Takes a word for which `of` has a value.
    #[inline(never)]
    pub(super) fn word<T>(&mut self, of: fn(&str) -> Option<T>) -> Option<T> {
        let [Token::Word(word), rest @ ..] = self.0 else { return None };
        let value = of(word)?;
        self.0 = rest;
        Some(value)
    }

    /// Takes a word.
    pub(super) fn any_word(&mut self) -> Option<&'t str> {
        let [Token::Word(word), rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some(word)
    }

    /// Takes one of the words in a list.
    #[inline(never)]
    pub(super) fn one_of(&mut self, list: &str) -> bool {
        let [Token::Word(word), rest @ ..] = self.0 else { return false };
        let is_one = words::is_among(word, list);
        if is_one {
            self.0 = rest;
        }
        is_one
    }

    /// Takes one of these marks.
    #[inline(never)]
    pub(super) fn mark(&mut self, marks: &str) -> Option<char> {
        let [Token::Mark(mark), rest @ ..] = self.0 else { return None };
        marks.contains(*mark).then(|| {
            self.0 = rest;
            *mark
        })
    }

    /// Takes this mark.
    pub(super) fn same_mark(&mut self, mark: char) -> bool {
        let [Token::Mark(found), rest @ ..] = self.0 else { return false };
        let is_same = *found == mark;
        if is_same {
            self.0 = rest;
        }
        is_same
    }

    /// Takes white space.
    #[inline(never)]
    pub(super) fn space(&mut self) -> bool {
        let [Token::Space, rest @ ..] = self.0 else { return false };
        self.0 = rest;
        true
    }

    /// Skips what may be around a day and a time: white space, marks, weekdays, small words, and remarks in brackets.
    pub(super) fn skip_around(&mut self) {
        while self.space()
            || self.mark(",.、·|-–—@").is_some()
            || self.one_of(words::SMALL)
            || self.word(words::weekday).is_some()
            || self.skip_remark()
        {}
    }

    /// Skips a remark in brackets that has no digits.
    fn skip_remark(&mut self) -> bool {
        let [Token::Mark('(' | '['), inside @ ..] = self.0 else { return false };
        let Some(end) = inside.iter().position(|token| matches!(token, Token::Mark(')' | ']'))) else { return false };
        if inside[..end].iter().any(|token| matches!(token, Token::Number(_))) {
            return false;
        }
        self.0 = &inside[end + 1..];
        true
    }
}
