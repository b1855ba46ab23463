//! The time zone of a date.

use super::tokens::Cursor;

/// Abbreviations that mean one offset, with it in minutes.
const NAMES: [(&str, i32); 27] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
];

/// Abbreviations of several offsets: of China and America; of India, Israel and Ireland; of Britain and Bangladesh.
const AMBIGUOUS: &[&str] = &["cst", "ist", "bst"];

/// Cities of zones that have had no daylight saving since the web began, with their offset in minutes.
const CITIES: [(&str, i32); 22] = [
    ("shanghai", 480),
    ("chongqing", 480),
    ("harbin", 480),
    ("taipei", 480),
    ("hong_kong", 480),
    ("macau", 480),
    ("singapore", 480),
    ("kuala_lumpur", 480),
    ("manila", 480),
    ("tokyo", 540),
    ("seoul", 540),
    ("bangkok", 420),
    ("ho_chi_minh", 420),
    ("saigon", 420),
    ("jakarta", 420),
    ("kathmandu", 345),
    ("kolkata", 330),
    ("calcutta", 330),
    ("dubai", 240),
    ("riyadh", 180),
    ("lagos", 60),
    ("phoenix", -420),
];

/// The areas of the time zone database.
const AREAS: &[&str] = &[
    "africa",
    "america",
    "antarctica",
    "arctic",
    "asia",
    "atlantic",
    "australia",
    "etc",
    "europe",
    "indian",
    "pacific",
];

/// Takes a time zone; gives `Z` or `+08:00`, or an empty text for a zone whose offset isn't certain.
pub(super) fn take(at: &mut Cursor) -> Option<String> {
    let mut rest = *at;
    rest.space();
    let in_brackets = rest.mark(&['(', '[']).is_some();
    let zone = offset(&mut rest).or_else(|| named(&mut rest)).or_else(|| city(&mut rest))?;
    if in_brackets {
        rest.mark(&[')', ']'])?;
    }
    *at = rest;
    Some(zone)
}

/// Takes `+08:00`, `+0800` or `+8`.
fn offset(at: &mut Cursor) -> Option<String> {
    let mut rest = *at;
    let sign = rest.mark(&['+', '-', '\u{2212}'])?;
    let (hours, minutes) = match rest.number(4, 4) {
        Some(both) => (both / 100, both % 100),
        None => {
            let hours = rest.number(1, 2)?;
            (hours, rest.mark(&[':']).map_or(Some(0), |_| rest.number(2, 2))?)
        }
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    *at = rest;
    let sign = if sign == '+' { '+' } else { '-' };
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}

/// Takes an abbreviation; `GMT` and `UTC` may have an offset.
fn named(at: &mut Cursor) -> Option<String> {
    let minutes = at.word(|word| {
        let known = NAMES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| Some(*minutes));
        known.or_else(|| AMBIGUOUS.contains(&word).then_some(None))
    })?;
    let from_utc = minutes.filter(|minutes| *minutes == 0).and_then(|_| {
        let mut rest = *at;
        rest.space();
        let offset = offset(&mut rest)?;
        *at = rest;
        Some(offset)
    });
    Some(from_utc.or_else(|| minutes.map(written)).unwrap_or_default())
}

/// Takes a name of the time zone database: `Asia/Shanghai`.
fn city(at: &mut Cursor) -> Option<String> {
    let mut rest = *at;
    rest.word(|word| AREAS.contains(&word).then_some(()))?;
    let mut city = String::new();
    while let Some(mark) = rest.mark(&['/', '_', '-']) {
        if mark == '/' {
            city.clear()
        } else {
            city.push('_')
        }
        city.push_str(&rest.word(|word| Some(word.to_owned()))?);
    }
    if city.is_empty() {
        return None;
    }
    // The signs of these are the other way round.
    let is_offset = city == "gmt" && offset(&mut rest).is_some();
    *at = rest;
    let known = CITIES.iter().chain(&NAMES).find(|(name, _)| *name == city && !is_offset);
    Some(known.map(|(_, minutes)| written(*minutes)).unwrap_or_default())
}

fn written(minutes: i32) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
