//! The text of a date → numbers, words and marks.

use super::words;
use crate::text::case::push_lower;
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

/// The text in lower case with ASCII digits and marks: full-width forms, Chinese numerals, and digits without marks
/// (`20150524`, `20150524T101112`) as in `2015-05-24 10:11:12`. What is invisible is left out.
pub(super) fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{ff01}'..='\u{ff5e}' => {
                let ascii = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
                push_lower(ascii, &mut out);
            }
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
            c if is_space(c) => out.push(' '),
            c if numeral(c).is_some() => {
                let mut run = String::from(c);
                while let Some(next) = chars.next_if(|c| numeral(*c).is_some()) {
                    run.push(next);
                }
                push_numerals(&run, &mut out);
            }
            c => push_lower(c, &mut out),
        }
    }
    with_marks(&out).unwrap_or(out)
}

/// The value of a Chinese numeral.
fn numeral(c: char) -> Option<u32> {
    let at = "〇一二三四五六七八九十零○".chars().position(|numeral| numeral == c)?;
    Some(if at > 10 { 0 } else { at as u32 })
}

/// Appends `二〇一五` as 2015 and `二十四` as 24.
fn push_numerals(run: &str, out: &mut String) {
    match run.split_once('十') {
        None => out.extend(run.chars().filter_map(numeral).filter_map(|value| char::from_digit(value, 10))),
        Some((tens, ones)) => {
            let value = |text: &str| text.chars().next().and_then(numeral);
            let number = value(tens).unwrap_or(1) * 10 + value(ones).unwrap_or(0);
            out.push_str(&number.to_string());
        }
    }
}

/// Eight leading digits as a day of our time, with what follows as a time.
fn with_marks(text: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (day, mut rest) = text.split_at_checked(digits(text))?;
    let (day, mut time) = day.split_at_checked(8)?;
    if !matches!(&day[..2], "19" | "20") {
        return None;
    }
    if time.is_empty()
        && let Some(after) = rest.strip_prefix(['t', ' '])
        && matches!(digits(after), 4 | 6)
    {
        (time, rest) = after.split_at(digits(after));
    }
    let mut out = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    match time.len() {
        0 => {}
        4 | 6 => {
            out = format!("{out} {}:{}", &time[..2], &time[2..4]);
            if let Some(seconds) = time.get(4..6) {
                out = format!("{out}:{seconds}");
            }
        }
        _ => return None,
    }
    Some(out + rest)
}

/// Splits a normalized text.
pub(super) fn tokenize<'t>(text: &'t str) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (end, token): (usize, fn(&'t str) -> Token<'t>) = match c {
            ' ' => (run(|c| c == ' '), |_| Token::Space),
            '0'..='9' => (run(|c| c.is_ascii_digit()), Token::Number),
            c if is_east_asian(c) && c.is_alphabetic() => {
                (words::east_asian(rest).unwrap_or(c.len_utf8()), Token::Word)
            }
            c if c.is_alphabetic() => (run(|c| c.is_alphabetic() && !is_east_asian(c)), Token::Word),
            c => (c.len_utf8(), |mark| Token::Mark(mark.chars().next().unwrap_or(' '))),
        };
        let (text, after) = rest.split_at(end);
        tokens.push(token(text));
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
    pub(super) fn number(&mut self, min: usize, max: usize) -> Option<u32> {
        let digits = self.digits().filter(|digits| (min..=max).contains(&digits.len()));
        let number = digits.and_then(|digits| digits.parse().ok())?;
        self.0 = &self.0[1..];
        Some(number)
    }

    /// The digits of the number that is next.
    pub(super) fn digits(&self) -> Option<&'t str> {
        match self.0 {
            [Token::Number(digits), ..] => Some(digits),
            _ => None,
        }
    }

    /// Takes a word for which `of` has a value.
    pub(super) fn word<T>(&mut self, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let [Token::Word(word), rest @ ..] = self.0 else { return None };
        let value = of(word)?;
        self.0 = rest;
        Some(value)
    }

    /// Takes one of these words.
    pub(super) fn one_of(&mut self, words: &[&str]) -> bool {
        self.word(|word| words.contains(&word).then_some(())).is_some()
    }

    /// Takes one of these marks.
    pub(super) fn mark(&mut self, marks: &[char]) -> Option<char> {
        let [Token::Mark(mark), rest @ ..] = self.0 else { return None };
        marks.contains(mark).then(|| {
            self.0 = rest;
            *mark
        })
    }

    /// Takes white space.
    pub(super) fn space(&mut self) -> bool {
        let [Token::Space, rest @ ..] = self.0 else { return false };
        self.0 = rest;
        true
    }

    /// Skips what may be around a day and a time: white space, marks, weekdays, small words, and remarks in brackets.
    pub(super) fn skip_around(&mut self) {
        loop {
            let is_small = |word: &str| (words::is_weekday(word) || words::is_small(word)).then_some(());
            if self.space() || self.mark(&[',', '.', '、', '·', '|', '-', '–', '—', '@']).is_some() {
                continue;
            }
            if self.word(is_small).is_none() && !self.skip_remark() {
                return;
            }
        }
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
