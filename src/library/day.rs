//! Dates in comparable form: the day that a post names, which is never shifted, and the moment.

use crate::text::calendar::days_of_civil;

/// The day of an ISO date as in 20210314; 0 if there is none.
pub fn day(iso: &str) -> u32 {
    let head = iso.as_bytes().get(..10);
    let is_day = |head: &[u8]| head[4] == b'-' && head[7] == b'-';
    let Some(head) = head.filter(|head| is_day(head)) else { return 0 };
    let digits = head.iter().enumerate().filter(|(at, _)| !matches!(at, 4 | 7));
    let mut digits = digits.map(|(_, b)| b.is_ascii_digit().then(|| u32::from(b - b'0')));
    digits.try_fold(0, |number, digit| Some(number * 10 + digit?)).unwrap_or(0)
}

/// The moment of an ISO date in seconds since 1970, with or without time and zone. Without a zone it is UTC;
/// `i64::MIN` if there is no date.
pub fn moment(iso: &str) -> i64 {
    let day = day(iso);
    if day == 0 {
        return i64::MIN;
    }
    let (year, month, day) = (i64::from(day / 10_000), i64::from(day / 100 % 100), i64::from(day % 100));
    let mut seconds = days_of_civil(year, month, day) * 86_400;
    let Some((_, time)) = iso.split_once('T') else { return seconds };
    let number = |part: Option<&str>| part.and_then(|part| part.get(..2)?.parse::<i64>().ok()).unwrap_or(0);
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let mut parts = clock.split(':');
    for weight in [3_600, 60, 1] {
        seconds += weight * number(parts.next());
    }
    let mut parts = zone.get(1..).unwrap_or("").split(':');
    let offset = 3_600 * number(parts.next()) + 60 * number(parts.next());
    if zone.starts_with('-') { seconds + offset } else { seconds - offset }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        assert_eq!(day("2021-03-14T01:02:03Z"), 20210314);
        assert_eq!(day("2021-03-14"), 20210314);
        for none in ["", "2021", "2021-03-1x", "21-03-1400"] {
            assert_eq!(day(none), 0);
        }
    }

    #[test]
    fn moments() {
        assert_eq!(moment("1970-01-01"), 0);
        assert_eq!(moment("2022-02-05T06:26:00.000Z"), 1_644_042_360);
        assert_eq!(moment("2022-02-05T14:26:00+08:00"), 1_644_042_360);
        assert_eq!(moment("2022-02-05T01:56:00-04:30"), 1_644_042_360);
        assert_eq!(moment("2022-02-05T06:26:00"), 1_644_042_360);
        assert_eq!(moment("2000-02-29"), 951_782_400);
        assert_eq!(moment(""), i64::MIN);
    }
}
