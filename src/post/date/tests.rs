//! Dates in words and numbers, and what isn't one.

use super::*;

/// Checks a date that is a date wherever it is found.
fn check(text: &str, expected: Option<&str>) {
    assert_eq!(iso(text, false).as_deref(), expected, "{text}");
    if expected.is_some() {
        assert_eq!(iso(text, true).as_deref(), expected, "{text}");
    }
}

/// Checks the value of a key for dates, which means less elsewhere.
fn check_asked(text: &str, expected: Option<&str>) {
    assert_eq!(iso(text, true).as_deref(), expected, "{text}");
    assert_eq!(iso(text, false), None, "{text}");
}

#[test]
fn bare_days_stay_days() {
    for text in ["2020-05-25", "2020/5/25", "2020.05.25", "2020-5-25", "2020年5月25日", "２０２０-05-25", "20200525"]
    {
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
    check("2001-12-14 21:59:43.123456789 -5", Some("2001-12-14T21:59:43.123-05:00"));
}

#[test]
fn times_without_a_zone_get_none() {
    check("2020-05-25 10:00", Some("2020-05-25T10:00:00"));
    check("2020-05-25 10:00:30", Some("2020-05-25T10:00:30"));
    check("2020年5月25日 10:00", Some("2020-05-25T10:00:00"));
    check("2019-2-24 12:57", Some("2019-02-24T12:57:00"));
}

#[test]
fn digits_without_marks() {
    check("20150524T101112", Some("2015-05-24T10:11:12"));
    check("20150524T101112Z", Some("2015-05-24T10:11:12Z"));
    check("20150524101112", Some("2015-05-24T10:11:12"));
    check("201505241011", Some("2015-05-24T10:11:00"));
    check("20150524 1011", Some("2015-05-24T10:11:00"));
    check("20150524 9:30", Some("2015-05-24T09:30:00"));
    for text in
        ["20151324", "31415926", "2015052", "201505241", "20150524 10111", "20150524 2511", "201505241161", "15552671"]
    {
        check(text, None);
    }
}

#[test]
fn numbers_are_timestamps() {
    check("1644042360000", Some("2022-02-05T06:26:00.000Z"));
    check("1644042360", Some("2022-02-05T06:26:00.000Z"));
    check("1644042360.25", Some("2022-02-05T06:26:00.000Z"));
    check("0951782400000", Some("2000-02-29T00:00:00.000Z"));
    check("2020", None);
}

#[test]
fn mails_and_protocols() {
    check("Sun, 29 Nov 2020 10:00:00 GMT", Some("2020-11-29T10:00:00Z"));
    check("Sun, 29 Nov 2020 10:00:00 +0800", Some("2020-11-29T10:00:00+08:00"));
    check("29 Nov 2020 10:00 EST", Some("2020-11-29T10:00:00-05:00"));
    check("Sunday, 06-Nov-94 08:49:37 GMT", Some("1994-11-06T08:49:37Z"));
    check("Sun, 06 Nov 05 08:49:37 GMT", Some("2005-11-06T08:49:37Z"));
    check("Sun Nov  6 08:49:37 1994", Some("1994-11-06T08:49:37"));
    check("Sun Nov 29 10:00:00 CET 2020", Some("2020-11-29T10:00:00+01:00"));
    check("Sun Nov 29 2020 10:00:00 GMT+0800 (China Standard Time)", Some("2020-11-29T10:00:00+08:00"));
}

#[test]
fn months_in_words() {
    for text in [
        "May 24, 2015",
        "May 24 2015",
        "May 24th, 2015",
        "Sunday, May 24, 2015",
        "24 May 2015",
        "24-May-2015",
        "24th of May 2015",
        "the 24th May, 2015",
        "2015 May 24",
        "2015-May-24",
        "MAY 24, 2015",
        "24. Mai 2015",
        "Sonntag, den 24. Mai 2015",
        "le 24 mai 2015",
        "dim. 24 mai 2015",
        "24 de mayo de 2015",
        "domingo, 24 de mayo del 2015",
        "24 de maio de 2015",
        "24 мая 2015 г.",
        "5月 24, 2015",
        "五月 24, 2015",
        "24 5月, 2015",
    ] {
        check(text, Some("2015-05-24"));
    }
    check("Jul 08 2022", Some("2022-07-08"));
    check("mar. 3 mars 2015", Some("2015-03-03"));
    check("Mar 3, 2015", Some("2015-03-03"));
    check("1er août 2015", Some("2015-08-01"));
    check("Sept. 5, 2020", Some("2020-09-05"));
    check("5. März 2020, 10:30 Uhr", Some("2020-03-05T10:30:00"));
    check("5 mars 2020 à 10h30", Some("2020-03-05T10:30:00"));
    check("5 марта 2020 в 10:30", Some("2020-03-05T10:30:00"));
}

#[test]
fn the_order_of_numbers() {
    for text in ["24.05.2015", "24. 5. 2015", "24/05/2015", "05/24/2015", "5-24-2015", "24-05-2015"] {
        check(text, Some("2015-05-24"));
    }
    check("05.06.2015", Some("2015-06-05"));
    check("05/05/2015", Some("2015-05-05"));
    for text in ["05/06/2015", "5-6-2015", "05/24/15", "24.05.15", "25/13/2015", "13.25.2015"] {
        check(text, None);
        assert_eq!(iso(text, true), None, "{text}");
    }
}

#[test]
fn twelve_hours() {
    check("2020-05-25 3:04 PM", Some("2020-05-25T15:04:00"));
    check("2020-05-25 3:04\u{202f}p.m.", Some("2020-05-25T15:04:00"));
    check("2020-05-25 12:04 am", Some("2020-05-25T00:04:00"));
    check("2020-05-25 12:04 pm", Some("2020-05-25T12:04:00"));
    check("May 24, 2015 at 3 PM EDT", Some("2015-05-24T15:00:00-04:00"));
    check("2020年5月25日 下午3:04", Some("2020-05-25T15:04:00"));
    check("2020年5月25日上午12时30分", Some("2020-05-25T00:30:00"));
    check("2020년 5월 25일 오후 3:04", Some("2020-05-25T15:04:00"));
}

#[test]
fn east_asian_dates() {
    check("2020年5月25日（周一）10:00", Some("2020-05-25T10:00:00"));
    check("2020年5月25日 星期一 10:00:05", Some("2020-05-25T10:00:05"));
    check("2020年5月25号10点", Some("2020-05-25T10:00:00"));
    check("2020年5月25日(月)10時30分5秒", Some("2020-05-25T10:30:05"));
    check("2020年05月25日 月曜日", Some("2020-05-25"));
    check("二〇二〇年五月二十五日", Some("2020-05-25"));
    check("2020 年 5 月 25 日", Some("2020-05-25"));
    check("平成30年4月1日", Some("2018-04-01"));
    check("令和元年５月１日", Some("2019-05-01"));
    check("昭和64年1月7日", Some("1989-01-07"));
    check("民國104年5月24日", Some("2015-05-24"));
    check("2020년 5월 25일 월요일", Some("2020-05-25"));
    check("2020. 5. 25.", Some("2020-05-25"));
    check("2020. 5. 25. 오전 10:30", Some("2020-05-25T10:30:00"));
    check("2020年5月25", Some("2020-05-25"));
}

#[test]
fn zones_by_name() {
    let zone = |zone: &str, expected: &str| {
        check(&format!("2020-05-25 10:00 {zone}"), Some(&format!("2020-05-25T10:00:00{expected}")));
    };
    zone("Asia/Shanghai", "+08:00");
    zone("[Asia/Tokyo]", "+09:00");
    zone("UTC+8", "+08:00");
    zone("PDT", "-07:00");
    zone("CET", "+01:00");
    zone("Etc/UTC", "Z");
    // Their offset depends on the day, the country or a sign that is the other way round.
    zone("America/New_York", "");
    zone("CST", "");
    zone("Etc/GMT+8", "");
    check("2020-05-25 10:00 soon", None);
}

#[test]
fn days_exist_in_the_calendar() {
    check("2020-02-29", Some("2020-02-29"));
    check("2000-02-29", Some("2000-02-29"));
    check("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59Z"));
    for text in ["2019-02-29", "1900-02-29", "2020-04-31", "2020-13-01", "2020-00-10", "2020-10-00", "May 32, 2015"] {
        check(text, None);
        assert_eq!(iso(text, true), None, "{text}");
    }
}

#[test]
fn a_value_for_dates_gives_at_least_its_day() {
    check_asked("2021-05", Some("2021-05-01"));
    check_asked("May 2021", Some("2021-05-01"));
    check_asked("2021年5月", Some("2021-05-01"));
    check_asked("2020-05-25 10", Some("2020-05-25"));
    check_asked("2020-05-25 24:00", Some("2020-05-25"));
    check_asked("2020-05-25 10:60", Some("2020-05-25"));
    check_asked("2020-05-25, in the morning", Some("2020-05-25"));
    check_asked("2020-05-25 10:00 local time", Some("2020-05-25T10:00:00"));
    check_asked("2020-05-25 10:00 +8:", Some("2020-05-25T10:00:00"));
    check_asked("2020-05-25 - 2020-05-27", Some("2020-05-25"));
}

#[test]
fn not_dates() {
    for text in [
        "",
        "soon",
        "NaN",
        "2020",
        "may",
        "24",
        "2020-05-25x",
        "v2020-05-25",
        "2020-05-25.1",
        "1.2.3",
        "3.11.2",
        "10.15.7",
        "2020.05",
        "555-123-4567",
        "+49 30 123456",
        "123-45-6789",
        "12:30",
        "It opened on May 24, 2015",
        "May 24, 2015 was the day when it opened",
        "2020年5月25日那一天桥通车了",
        "The 24 men of May 2015",
        "may 24 people",
        "marching 24, 2015",
        "2020-05-25 2020-05-26 2020-05-27 and so on and on",
    ] {
        check(text, None);
        assert_eq!(iso(text, true), None, "{text}");
    }
    check(&"2020-05-25 ".repeat(30), None);
    assert_eq!(parse(&"2020-05-25 ".repeat(30), DateSource::FrontMatter), None);
}
