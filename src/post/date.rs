//! Date parsing.
//!
//! A date keeps its precision: a date without a time stays one, a time keeps its zone, and a time without a zone gets
//! none (`2020-05-25T10:00:00`), so that it is never converted to another day.

use super::{Date, DateSource};
use crate::text::calendar::{civil_of_days, is_day};

/// Parses a date; None if the text is not a date or the date does not exist, as the 30th of February.
#[inline(never)]
pub(super) fn parse(text: &str, from: DateSource) -> Option<Date> {
    let original = text.trim();
    Some(Date { iso: iso(original)?, original: original.to_owned(), from })
}

/// The date in RFC 3339 format.
fn iso(text: &str) -> Option<String> {
    if let Some(iso) = from_epoch(text) {
        return Some(iso);
    }
    let (day, rest) = day(text)?;
    if rest.trim().is_empty() {
        return Some(day);
    }
    let rest = match rest.strip_prefix(['T', 't']) {
        Some(time) => time,
        None if rest.starts_with([' ', '\t']) => rest.trim_start(),
        None => return None,
    };
    let (time, rest) = time(rest)?;
    let zone = zone(rest.trim())?;
    Some(format!("{day}T{time}{zone}"))
}

/// Parses a leading `2020-05-25`, `2020/5/25`, `2020.5.25` or `2020年5月25日`; returns it and the rest.
fn day(text: &str) -> Option<(String, &str)> {
    let (year, rest) = number(text, 4, 4)?;
    let (marks, rest) = match rest.chars().next()? {
        mark @ ('-' | '/' | '.') => ((mark, None), &rest[1..]),
        '年' => (('月', Some('日')), &rest['年'.len_utf8()..]),
        _ => return None,
    };
    let (month, rest) = number(rest, 1, 2)?;
    let (day, rest) = number(rest.strip_prefix(marks.0)?, 1, 2)?;
    let rest = match marks.1 {
        Some(mark) => rest.strip_prefix(mark)?,
        None => rest,
    };
    if !is_day(year, month, day) {
        return None;
    }
    Some((format!("{year:04}-{month:02}-{day:02}"), rest))
}

/// Parses a leading `10:00`, `10:00:00` or `10:00:00.000`; returns it and the rest.
fn time(text: &str) -> Option<(String, &str)> {
    let (hour, rest) = number(text, 1, 2)?;
    let (minute, rest) = number(rest.strip_prefix(':')?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest, 2, 2)?,
        None => (0, rest),
    };
    // A leap second becomes second 59: JavaScript's Date has none.
    let second = if second == 60 { 59 } else { second };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(digits) => {
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            if end == 0 {
                return None;
            }
            // Milliseconds are the precision of JavaScript's Date.
            let kept = &digits[..end.min(3)];
            (format!(".{kept:0<3}"), &digits[end..])
        }
        None => (String::new(), rest),
    };
    Some((format!("{hour:02}:{minute:02}:{second:02}{fraction}"), rest))
}

/// Parses `Z`, `UTC`, `GMT`, `+08:00`, `+0800` or `+08`; an empty text gives an empty zone.
fn zone(text: &str) -> Option<String> {
    match text {
        "" => return Some(String::new()),
        "Z" | "z" | "UTC" | "GMT" => return Some("Z".to_owned()),
        _ => {}
    }
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let (hours, rest) = number(&text[1..], 1, 2)?;
    let (minutes, rest) = match (rest, rest.strip_prefix(':')) {
        ("", _) => (0, ""),
        (_, Some(minutes)) => number(minutes, 2, 2)?,
        (minutes, None) => number(minutes, 2, 2)?,
    };
    if !rest.is_empty() || hours > 23 || minutes > 59 {
        return None;
    }
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}

/// Parses a leading number of `min` to `max` digits; returns it and the rest.
fn number(text: &str, min: usize, max: usize) -> Option<(u32, &str)> {
    let digits = text.bytes().take(max).take_while(u8::is_ascii_digit).count();
    if digits < min {
        return None;
    }
    let (digits, rest) = text.split_at(digits);
    Some((digits.parse().ok()?, rest))
}

/// Converts milliseconds since 1970 (13 digits) or seconds (10 digits) to a time in UTC.
fn from_epoch(text: &str) -> Option<String> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let ms = match text.len() {
        13 => number,
        10 => number * 1000,
        _ => return None,
    };
    let (days, ms) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let (year, month, day) = civil_of_days(days);
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z"))
}

/// Removes a leading date comment from a body; returns the number in it and the remaining body.
///
/// `<!--1644042360000-->` is a date; `<!--NaN-->` is an archiver's failed attempt, removed without a date.
/// Other comments stay.
pub(super) fn take_comment(body: &str) -> (Option<&str>, &str) {
    let taken = || {
        let inside = body.trim_start().strip_prefix("<!--")?;
        let (inside, after) = inside.split_once("-->")?;
        let inside = inside.trim();
        let digits = inside.strip_prefix('-').unwrap_or(inside);
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let is_broken = matches!(inside, "NaN" | "undefined" | "null" | "Invalid Date");
        (is_number || is_broken).then_some((is_number.then_some(inside), after))
    };
    match taken() {
        Some((number, after)) => {
            let line = after.trim_start_matches([' ', '\t']);
            (number, line.strip_prefix('\n').unwrap_or(line))
        }
        None => (None, body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(iso(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn bare_days_stay_days() {
        for text in ["2020-05-25", "2020/5/25", "2020.05.25", "2020-5-25", "2020年5月25日"] {
            check(text, Some("2020-05-25"));
        }
    }

    #[test]
    fn times_with_a_zone_keep_it() {
        check("2022-02-05T06:26:00.000Z", Some("2022-02-05T06:26:00.000Z"));
        check("2022-02-05T06:26:00Z", Some("2022-02-05T06:26:00Z"));
        check("2014-02-28T13:48:50+01:00", Some("2014-02-28T13:48:50+01:00"));
        check("2020-05-25 10:00:00 +0800", Some("2020-05-25T10:00:00+08:00"));
        check("2020-05-25 10:00:00 +08", Some("2020-05-25T10:00:00+08:00"));
        check("2020-05-25 9:00 -0330", Some("2020-05-25T09:00:00-03:30"));
        check("2020-05-25T10:00:00 UTC", Some("2020-05-25T10:00:00Z"));
        check("2001-12-14t21:59:43.10-05:00", Some("2001-12-14T21:59:43.100-05:00"));
        check("2001-12-14 21:59:43.123456 -5", Some("2001-12-14T21:59:43.123-05:00"));
    }

    #[test]
    fn times_without_a_zone_get_none() {
        check("2020-05-25 10:00", Some("2020-05-25T10:00:00"));
        check("2020-05-25 10:00:30", Some("2020-05-25T10:00:30"));
        check("2020年5月25日 10:00", Some("2020-05-25T10:00:00"));
    }

    #[test]
    fn numbers_are_timestamps() {
        check("1644042360000", Some("2022-02-05T06:26:00.000Z"));
        check("1644042360", Some("2022-02-05T06:26:00.000Z"));
        check("0951782400000", Some("2000-02-29T00:00:00.000Z"));
        check("2020", None);
    }

    #[test]
    fn days_exist_in_the_calendar() {
        check("2020-02-29", Some("2020-02-29"));
        check("2019-02-29", None);
        check("2000-02-29", Some("2000-02-29"));
        check("1900-02-29", None);
        check("2020-04-31", None);
        check("2020-13-01", None);
        check("2020-00-10", None);
        check("2020-10-00", None);
        check("2020-05-25 24:00", None);
        check("2020-05-25 10:60", None);
        check("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59Z"));
    }

    #[test]
    fn not_dates() {
        for text in [
            "",
            "soon",
            "NaN",
            "2020-05",
            "2020-05-25x",
            "2020-05-25 10",
            "2020-05-25 10:00 CST",
            "25/05/2020",
            "2020-05-25T",
            "2020-05-25T10:00:00.Z",
            "2020年5月25",
            "２０２０-05-25",
            "2020-05-25 10:00 +8:",
        ] {
            check(text, None);
        }
    }

    fn check_comment(body: &str, number: Option<&str>, rest: &str) {
        assert_eq!(take_comment(body), (number, rest), "{body}");
    }

    #[test]
    fn date_comments_are_removed() {
        check_comment("<!--1644042360000-->\n[x](y)\n", Some("1644042360000"), "[x](y)\n");
        check_comment("\n <!-- 1644042360000 --> \nx", Some("1644042360000"), "x");
        check_comment("<!--NaN-->\nx", None, "x");
        check_comment("<!--NaN-->", None, "");
        check_comment("<!--1--><p>", Some("1"), "<p>");
    }

    #[test]
    fn other_comments_stay() {
        for body in ["<!--more-->\nx", "<!--12 monkeys-->", "<!---->", "<!--1", "x <!--1644042360000-->", ""] {
            check_comment(body, None, body);
        }
    }
}
