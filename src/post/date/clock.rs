//! The time of a date.

use super::tokens::Cursor;
use super::words::{self, Half};

/// Takes `10:00`, `10:00:00.000`, `3:04 PM`, `下午3:04`, `10时30分`, `10h30` or `15 Uhr`; gives `10:00:00.000`.
pub(super) fn take(at: &mut Cursor) -> Option<String> {
    let mut rest = *at;
    let before = rest.word(words::half);
    rest.space();
    let hour = rest.number(1, 2)?;
    let (minute, second, fraction) = match parts(&mut rest) {
        Some(parts) => parts,
        // An hour alone needs a word.
        None if before.is_some() || half(rest).is_some() || uhr(rest).is_some() => (0, 0, String::new()),
        None => return None,
    };
    let after = half(rest).or_else(|| uhr(rest).map(|rest| (None, rest)));
    let (half, rest) = match after {
        Some((half, rest)) => (half.or(before), rest),
        None => (before, rest),
    };
    let hour = match (half, hour) {
        (Some(Half::Afternoon), 1..=11) => hour + 12,
        (Some(Half::Morning), 12) => 0,
        _ => hour,
    };
    // A leap second becomes second 59: JavaScript's Date has none.
    let second = if second == 60 { 59 } else { second };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    *at = rest;
    Some(format!("{hour:02}:{minute:02}:{second:02}{fraction}"))
}

/// Takes minutes, seconds and a fraction of them.
fn parts(at: &mut Cursor) -> Option<(u32, u32, String)> {
    if at.mark(&[':']).is_some() {
        let minute = at.number(2, 2)?;
        let mut rest = *at;
        let Some(second) = rest.mark(&[':']).and_then(|_| rest.number(2, 2)) else {
            return Some((minute, 0, String::new()));
        };
        *at = rest;
        let fraction = match rest.mark(&['.', ',']).and_then(|_| rest.digits()) {
            Some(digits) => {
                rest.number(digits.len(), digits.len());
                *at = rest;
                // Milliseconds are the precision of JavaScript's Date.
                format!(".{:0<3}", &digits[..digits.len().min(3)])
            }
            None => String::new(),
        };
        return Some((minute, second, fraction));
    }
    at.space();
    if !at.one_of(&["h", "时", "時", "点", "點", "시"]) {
        return None;
    }
    at.space();
    let minute = at.number(1, 2).unwrap_or(0);
    at.space();
    at.one_of(&["min", "分", "분"]);
    at.space();
    let mut rest = *at;
    let second = rest.number(1, 2).filter(|_| {
        rest.space();
        rest.one_of(&["秒", "초"])
    });
    if second.is_some() {
        *at = rest;
    }
    Some((minute, second.unwrap_or(0), String::new()))
}

/// A following `PM` or `p.m.`, and what is after it.
fn half(mut at: Cursor) -> Option<(Option<Half>, Cursor)> {
    at.space();
    if let Some(half) = at.word(words::half) {
        return Some((Some(half), at));
    }
    let half = at.word(|word| match word {
        "a" => Some(Half::Morning),
        "p" => Some(Half::Afternoon),
        _ => None,
    })?;
    at.mark(&['.'])?;
    at.space();
    at.one_of(&["m"]).then(|| at.mark(&['.']))?;
    Some((Some(half), at))
}

/// What is after a following `Uhr`.
fn uhr(mut at: Cursor) -> Option<Cursor> {
    at.space();
    at.one_of(&["uhr"]).then_some(at)
}
