//! Date parsing.
//!
//! A date keeps its precision: a date without a time stays one, a time keeps its zone, and a time without a zone gets
//! none (`2020-05-25T10:00:00`), so that it is never converted to another day. Only a month without a day becomes its first.

mod clock;
mod comment;
mod day;
mod tokens;
mod words;
mod zone;

pub(super) use comment::take_comment;

use super::{Date, DateSource};
use crate::text::calendar::civil_of_days;
use clock::Time;
use tokens::{Cursor, Token};
use zone::Zone;

/// Maximum length of a text that is read as a date, in bytes.
const MAX_BYTES: usize = 200;

/// Maximum number of words after the date that a value of front matter may have and still not be a sentence.
const MAX_WORDS: usize = 3;

/// Parses a date; None if the text is not one or the date does not exist, as the 30th of February.
///
/// All of the text must be the date, but for front matter, which is asked for one: there a month is enough, and what
/// isn't understood after the day or the time is left out.
#[inline(never)]
pub(super) fn parse(text: &str, from: DateSource) -> Option<Date> {
    let original = text.trim();
    if original.len() > MAX_BYTES {
        return None;
    }
    Some(Date { iso: iso(original, from == DateSource::FrontMatter)?, original: original.to_owned(), from })
}

/// The date in RFC 3339 format.
fn iso(text: &str, asked: bool) -> Option<String> {
    if let Some(iso) = from_epoch(text) {
        return Some(iso);
    }
    let text = tokens::normalize(text);
    let tokens = tokens::tokenize(&text);
    let mut rest = Cursor::new(&tokens);
    let day = day::take(&mut rest, asked)?;
    let (mut time, mut zone) = (day.time, day.zone);
    if time.is_none() {
        let mut at = rest;
        at.skip_around();
        time = clock::take(&mut at);
        if time.is_some() {
            rest = at;
            zone = zone::take(&mut rest);
        }
    }
    let is_whole = is_understood(rest) || asked && may_be_left_out(rest);
    if !is_whole {
        return None;
    }
    let mut iso = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    if let Some(time) = time {
        push_time(time, zone, &mut iso);
    }
    Some(iso)
}

fn push_time(Time { hour, minute, second, ms }: Time, zone: Option<Zone>, iso: &mut String) {
    *iso += &format!("T{hour:02}:{minute:02}:{second:02}");
    if let Some(ms) = ms {
        *iso += &format!(".{ms:03}");
    }
    match zone {
        Some(Zone::Utc) => iso.push('Z'),
        Some(Zone::Offset(minutes)) => {
            iso.push(if minutes < 0 { '-' } else { '+' });
            *iso += &format!("{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        }
        None | Some(Zone::Uncertain) => {}
    }
}

/// Whether nothing follows but weekdays, small words and remarks in brackets.
fn is_understood(mut rest: Cursor) -> bool {
    rest.skip_around();
    rest.is_at_end()
}

/// Whether what follows is short, and no continuation of the last number.
fn may_be_left_out(rest: Cursor) -> bool {
    let joined = matches!(
        rest.rest(),
        [Token::Word(_) | Token::Number(_), ..] | [Token::Mark('.' | '/' | '-' | ':'), Token::Number(_), ..]
    );
    !joined && rest.rest().iter().filter(|token| matches!(token, Token::Word(_))).count() <= MAX_WORDS
}

/// Converts milliseconds since 1970 (13 digits) or seconds (10 digits, perhaps with a fraction) to a time in UTC.
fn from_epoch(text: &str) -> Option<String> {
    let whole = match text.split_once('.') {
        Some((seconds, fraction)) if seconds.len() == 10 && is_digits(fraction) => seconds,
        _ => text,
    };
    if !is_digits(whole) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let ms = match whole.len() {
        13 => number,
        10 => number * 1000,
        _ => return None,
    };
    let (days, ms) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000) as u32);
    let (year, month, day) = civil_of_days(days);
    let mut iso = format!("{year:04}-{month:02}-{day:02}");
    let time = Time { hour: ms / 3_600_000, minute: ms / 60_000 % 60, second: ms / 1000 % 60, ms: Some(ms % 1000) };
    push_time(time, Some(Zone::Utc), &mut iso);
    Some(iso)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
