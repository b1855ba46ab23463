//! The day of a date, in each of its orders.

use super::clock::{self, Time};
use super::tokens::Cursor;
use super::words;
use super::zone::{self, Zone};
use crate::text::calendar::is_day;

/// A day, with a time that stands inside of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Day {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
    pub(super) time: Option<Time>,
    pub(super) zone: Option<Zone>,
}

/// The forms of a day. The flag says whether a month without a day is one.
const FORMS: [fn(&mut Cursor, bool) -> Option<Day>; 6] =
    [digits, year_first, east_asian, day_first, month_first, numbers];

/// Takes a day that exists, with what may be before it.
pub(super) fn take(at: &mut Cursor, month_is_enough: bool) -> Option<Day> {
    let start = *at;
    let mut after_weekday = start;
    after_weekday.skip_around();
    // "mar" is a Tuesday or March.
    for start in [after_weekday, start] {
        for form in FORMS {
            let mut rest = start;
            if let Some(day) = form(&mut rest, month_is_enough)
                && is_day(day.year, day.month, day.day)
            {
                *at = rest;
                return Some(day);
            }
        }
    }
    None
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    Some(Day { year, month, day, ..Day::default() })
}

/// `20150524`, `20150524T101112`, `20150524101112`, of our time.
fn digits(at: &mut Cursor, _: bool) -> Option<Day> {
    let digits = at.any_number()?;
    let number = |from: usize, digits: &str| digits.get(from..from + 2).map_or(0, |pair| pair.parse().unwrap_or(0));
    let (day, mut clock) = digits.split_at_checked(8)?;
    let century = number(0, day);
    if !matches!(century, 19 | 20) {
        return None;
    }
    let mut rest = *at;
    if clock.is_empty()
        && (rest.space() || rest.one_of("t"))
        && let Some(digits) = rest.any_number().filter(|digits| matches!(digits.len(), 4 | 6))
    {
        clock = digits;
        *at = rest;
    }
    let time = match clock.len() {
        0 => None,
        4 | 6 => Some(
            Time { hour: number(0, clock), minute: number(2, clock), second: number(4, clock), ms: None }.checked()?,
        ),
        _ => return None,
    };
    let zone = time.and_then(|_| zone::take(at));
    let year = century * 100 + number(2, day);
    Some(Day { year, month: number(4, day), day: number(6, day), time, zone })
}

/// `2020-05-25`, `2020/5/25`, `2020. 5. 25.`, `2020 May 25`, `2020-May-25`; `2020-05`.
fn year_first(at: &mut Cursor, month_is_enough: bool) -> Option<Day> {
    let year = at.number(4, 4)?;
    let mark = at.mark("-/.");
    let spaced = at.space();
    let Some(mark) = mark else {
        let month = at.word(words::month).filter(|_| spaced)?;
        at.mark(".");
        at.space();
        return day(year, month, at.number(1, 2)?);
    };
    let month = at.number(1, 2).or_else(|| at.word(words::month))?;
    let mut rest = *at;
    if !rest.same_mark(mark) {
        let is_month = month_is_enough && mark != '.' && !spaced && is_our_time(year);
        return is_month.then(|| day(year, month, 1))?;
    }
    *at = rest;
    at.space();
    let number = at.number(1, 2)?;
    if spaced {
        at.mark(".");
    }
    day(year, month, number)
}

/// `2020年5月25日`, `2020년 5월 25일`, `平成30年5月25日`, `平成元年5月25日`; `2020年5月`.
fn east_asian(at: &mut Cursor, month_is_enough: bool) -> Option<Day> {
    let before = at.word(words::era);
    at.space();
    let year = match before {
        Some(before) => before + if at.one_of("元") { 1 } else { at.number(1, 3)? },
        None => at.number(4, 4)?,
    };
    at.space();
    if !at.one_of("年 년") {
        return None;
    }
    at.space();
    let month = east_asian_month(at)?;
    at.space();
    match at.number(1, 2) {
        Some(number) => {
            at.space();
            at.one_of("日 号 號 일");
            day(year, month, number)
        }
        None if month_is_enough => day(year, month, 1),
        None => None,
    }
}

/// `24 May 2015`, `24. Mai 2015`, `24th of May, 2015`, `24 de mayo de 2015`, `24-May-2015`; with two digits of the year
/// only in the format of mails, which have a time.
fn day_first(at: &mut Cursor, _: bool) -> Option<Day> {
    let number = at.number(1, 2)?;
    skip_ordinal(at);
    at.mark(".-/");
    skip_small(at);
    let month = month(at)?;
    at.mark(".,-/");
    skip_small(at);
    at.mark(",");
    at.space();
    let year = year(at)?;
    day(year, month, number)
}

/// `May 24, 2015`, `May 24th 2015`, `5月 24, 2015`, `May 24 10:00:00 CET 2015`; `May 2015`.
fn month_first(at: &mut Cursor, month_is_enough: bool) -> Option<Day> {
    let month = month(at)?;
    at.mark(".-/");
    skip_small(at);
    if month_is_enough && let Some(year) = four_digits(at) {
        return day(year, month, 1);
    }
    let number = at.number(1, 2)?;
    skip_ordinal(at);
    at.mark(",.-/");
    skip_small(at);
    let mut inside = *at;
    if let Some(time) = clock::take(&mut inside) {
        let zone = zone::take(&mut inside);
        inside.space();
        if let Some(year) = four_digits(&mut inside) {
            *at = inside;
            return Some(Day { time: Some(time), zone, ..day(year, month, number)? });
        }
    }
    day(four_digits(at)?, month, number)
}

/// `24.05.2015`, and `24/05/2015` or `05/24/2015` where one of the two is no month: only dots have a common order.
fn numbers(at: &mut Cursor, _: bool) -> Option<Day> {
    let first = at.number(1, 2)?;
    let mark = at.mark("/-.")?;
    let spaced = at.space();
    let second = at.number(1, 2)?;
    if !at.same_mark(mark) {
        return None;
    }
    if spaced {
        at.space();
    }
    let year = four_digits(at)?;
    match (mark, first, second) {
        ('.', number, month) => day(year, month, number),
        (_, number @ 13.., month) | (_, month, number @ 13..) => day(year, month, number),
        (_, month, number) if month == number => day(year, month, number),
        _ => None,
    }
}

/// Whether a year is one in which posts are dated.
fn is_our_time(year: u32) -> bool {
    (1900..2100).contains(&year)
}

/// Takes a year of four digits that isn't another number.
fn four_digits(at: &mut Cursor) -> Option<u32> {
    at.number(4, 4).filter(|year| (1000..2200).contains(year))
}

/// Takes a year, of two digits only if a time follows.
fn year(at: &mut Cursor) -> Option<u32> {
    if let Some(year) = four_digits(at) {
        at.one_of("年 년");
        return Some(year);
    }
    let year = at.number(2, 2)?;
    let mut rest = *at;
    rest.space();
    clock::take(&mut rest)?;
    // As RFC 6265 reads them.
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// Takes a month: its name, or a number with its sign.
fn month(at: &mut Cursor) -> Option<u32> {
    at.word(words::month).or_else(|| east_asian_month(at))
}

/// Takes `5月` or `5월`.
fn east_asian_month(at: &mut Cursor) -> Option<u32> {
    let mut rest = *at;
    let month = rest.number(1, 2)?;
    rest.space();
    rest.one_of("月 월").then(|| *at = rest)?;
    Some(month)
}

fn skip_ordinal(at: &mut Cursor) {
    at.one_of("st nd rd th er º ª ème ого го");
    at.mark("°º");
}

/// Skips white space and the small words inside a date: `24 de mayo de 2015`.
fn skip_small(at: &mut Cursor) {
    while at.space() || at.one_of("of the de del do da") {}
}
