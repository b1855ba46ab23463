//! The time zone of a date.

use super::tokens::Cursor;
use super::words::is_among;

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// UTC, by its name.
    Utc,
    /// This offset in minutes.
    Offset(i32),
    /// A zone whose offset depends on the day or the country.
    Uncertain,
}

/// Abbreviations and cities of zones, with their offset in quarters of an hour.
///
/// An abbreviation here means one offset. A city here has had no daylight saving since the web began.
const OFFSETS: [(i32, &str); 16] = [
    (-32, "pst"),
    (-28, "mst pdt phoenix"),
    (-24, "mdt"),
    (-20, "est cdt"),
    (-16, "edt"),
    (4, "cet mez west lagos"),
    (8, "cest mesz eet"),
    (12, "eest riyadh"),
    (16, "dubai"),
    (22, "kolkata calcutta"),
    (23, "kathmandu"),
    (28, "bangkok ho_chi_minh saigon jakarta"),
    (32, "hkt sgt shanghai chongqing harbin taipei hong_kong macau singapore kuala_lumpur manila"),
    (36, "jst kst tokyo seoul"),
    (40, "aest"),
    (44, "aedt"),
];

const UTC: &str = "z utc gmt ut wet";

/// Abbreviations of several offsets: of China and America; of India, Israel and Ireland; of Britain and Bangladesh.
const UNCERTAIN: &str = "cst ist bst";

/// The areas of the time zone database.
const AREAS: &str = "africa america antarctica arctic asia atlantic australia etc europe indian pacific";

/// Takes a time zone.
pub(super) fn take(at: &mut Cursor) -> Option<Zone> {
    let mut rest = *at;
    rest.space();
    let in_brackets = rest.mark("([").is_some();
    let zone = offset(&mut rest).or_else(|| named(&mut rest)).or_else(|| city(&mut rest))?;
    if in_brackets {
        rest.mark(")]")?;
    }
    *at = rest;
    Some(zone)
}

/// Takes `+08:00`, `+0800` or `+8`.
#[inline(never)]
fn offset(at: &mut Cursor) -> Option<Zone> {
    let mut rest = *at;
    let sign = rest.mark("+-\u{2212}")?;
    let (hours, minutes) = match rest.number(4, 4) {
        Some(both) => (both / 100, both % 100),
        None => {
            let hours = rest.number(1, 2)?;
            (hours, rest.mark(":").map_or(Some(0), |_| rest.number(2, 2))?)
        }
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    *at = rest;
    let minutes = (hours * 60 + minutes) as i32;
    Some(Zone::Offset(if sign == '+' { minutes } else { -minutes }))
}

/// Takes an abbreviation; `GMT` and `UTC` may have an offset.
fn named(at: &mut Cursor) -> Option<Zone> {
    if at.one_of(UTC) {
        let mut rest = *at;
        rest.space();
        let offset = offset(&mut rest);
        if offset.is_some() {
            *at = rest;
        }
        return Some(offset.unwrap_or(Zone::Utc));
    }
    if at.one_of(UNCERTAIN) {
        return Some(Zone::Uncertain);
    }
    at.word(by_name)
}

#[inline(never)]
fn by_name(name: &str) -> Option<Zone> {
    let known = OFFSETS.iter().find(|(_, names)| is_among(name, names));
    known.map(|(quarters, _)| Zone::Offset(quarters * 15))
}

/// Takes a name of the time zone database: `Asia/Shanghai`.
fn city(at: &mut Cursor) -> Option<Zone> {
    let mut rest = *at;
    if !rest.one_of(AREAS) {
        return None;
    }
    let mut city = String::new();
    while let Some(mark) = rest.mark("/_-") {
        if mark == '/' {
            city.clear()
        } else {
            city.push('_')
        }
        city.push_str(rest.any_word()?);
    }
    if city.is_empty() {
        return None;
    }
    // The signs of Etc/GMT+8 are the other way round.
    let is_offset = offset(&mut rest).is_some();
    *at = rest;
    if is_among(&city, UTC) && !is_offset {
        return Some(Zone::Utc);
    }
    Some(by_name(&city).unwrap_or(Zone::Uncertain))
}
