//! The time of a date.

use super::tokens::Cursor;
use super::words;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    /// Milliseconds, the precision of JavaScript's Date, if the text has a fraction.
    pub(super) ms: Option<u32>,
}

/// Takes `10:00`, `10:00:00.000`, `3:04 PM`, `下午3:04`, `10时30分`, `10h30` or `15 Uhr`.
#[inline(never)]
pub(super) fn take(at: &mut Cursor) -> Option<Time> {
    let mut rest = *at;
    let before = rest.word(words::is_afternoon);
    rest.space();
    let mut time = Time { hour: rest.number(1, 2)?, minute: 0, second: 0, ms: None };
    let has_parts = parts(&mut rest, &mut time)?;
    let mut after = rest;
    after.space();
    let half = after.word(words::is_afternoon).or_else(|| dotted(&mut after));
    let has_word = half.is_some() || after.one_of("uhr");
    if has_word {
        rest = after;
    }
    // An hour alone needs a word.
    if !has_parts && !has_word && before.is_none() {
        return None;
    }
    match (half.or(before), time.hour) {
        (Some(true), 1..=11) => time.hour += 12,
        (Some(false), 12) => time.hour = 0,
        _ => {}
    }
    let time = time.checked()?;
    *at = rest;
    Some(time)
}

impl Time {
    /// The time, if there is one like it in a day.
    pub(super) fn checked(mut self) -> Option<Time> {
        // A leap second becomes second 59: JavaScript's Date has none.
        if self.second == 60 {
            self.second = 59;
        }
        (self.hour < 24 && self.minute < 60 && self.second < 60).then_some(self)
    }
}

/// Takes minutes, seconds and a fraction of them. False if there are none, None if they are broken.
fn parts(at: &mut Cursor, time: &mut Time) -> Option<bool> {
    if at.mark(":").is_some() {
        time.minute = at.number(2, 2)?;
        let mut rest = *at;
        let Some(second) = rest.mark(":").and_then(|_| rest.number(2, 2)) else { return Some(true) };
        *at = rest;
        time.second = second;
        if let Some(digits) = rest.mark(".,").and_then(|_| rest.any_number()) {
            *at = rest;
            let digit = |at: usize| digits.as_bytes().get(at).map_or(0, |digit| u32::from(digit - b'0'));
            time.ms = Some(digit(0) * 100 + digit(1) * 10 + digit(2));
        }
        return Some(true);
    }
    let mut rest = *at;
    rest.space();
    if !rest.one_of("h 时 時 点 點 시") {
        return Some(false);
    }
    *at = rest;
    rest.space();
    let Some(minute) = rest.number(1, 2) else { return Some(true) };
    time.minute = minute;
    rest.space();
    rest.one_of("min 分 분");
    *at = rest;
    rest.space();
    if let Some(second) = rest.number(1, 2)
        && rest.one_of("秒 초")
    {
        time.second = second;
        *at = rest;
    }
    Some(true)
}

/// Takes `p.m.`
fn dotted(at: &mut Cursor) -> Option<bool> {
    let mut rest = *at;
    let is_afternoon = rest.one_of("p");
    if !is_afternoon && !rest.one_of("a") {
        return None;
    }
    rest.mark(".")?;
    rest.space();
    if !rest.one_of("m") {
        return None;
    }
    rest.mark(".");
    *at = rest;
    Some(is_afternoon)
}
