//! What XHTML lets attributes say, and where addresses lead.

use super::words::is_tag;
use url::Url;

/// Whether an element of this name may have an attribute with this value.
pub fn is_kept(tag: &str, name: &str, value: &str) -> bool {
    match (tag, name) {
        // Of the book's own making: the sanitizer leaves no classes and no prefixes.
        (_, "class" | "epub:type" | "role" | "id") => true,
        (_, "lang") => language(value).is_some(),
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        ("a", "href") | ("abbr" | "dfn", "title") | ("img", "src" | "alt") => true,
        ("img", "width" | "height") => number(value).is_some_and(|size| size <= 100_000),
        ("col" | "colgroup", "span") | ("td" | "th", "colspan") => {
            number(value).is_some_and(|count| (1..=1000).contains(&count))
        }
        ("td" | "th", "rowspan") => number(value).is_some_and(|count| (1..=1000).contains(&count)),
        ("th", "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        ("ol", "start") | ("li", "value") => number(value.strip_prefix('-').unwrap_or(value)).is_some(),
        ("ol", "type") => matches!(value, "1" | "a" | "A" | "i" | "I"),
        ("ol", "reversed") | ("details", "open") => true,
        ("time" | "ins" | "del", "datetime") => is_moment(value),
        _ => false,
    }
}

/// A language as books name it.
pub fn language(lang: &str) -> Option<String> {
    is_tag(lang).then(|| lang.to_owned())
}

fn number(value: &str) -> Option<u32> {
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten()
}

/// Whether a value is a day, or a day with a time as RFC 3339 writes it.
fn is_moment(value: &str) -> bool {
    let Some((day, time)) = value.split_at_checked(10) else { return false };
    is_day(day) && (time.is_empty() || is_time(time))
}

/// Whether a value is a day of the calendar.
pub fn is_day(day: &str) -> bool {
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, date] = parts[..] else { return false };
    let numbers = (year.len() == 4).then(|| number(year)).flatten().zip(two(month)).zip(two(date));
    numbers.is_some_and(|((year, month), date)| {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        year > 0 && (1..=days).contains(&date)
    })
}

fn is_time(time: &str) -> bool {
    let Some(clock) = time.strip_prefix('T') else { return false };
    let (clock, zone) = clock.split_at(clock.find(['Z', '+', '-']).unwrap_or(clock.len()));
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let is_below = |part: &str, most: u32| two(part).is_some_and(|number| number < most);
    let is_clock = match parts[..] {
        [hour, minute] => is_below(hour, 24) && is_below(minute, 60),
        [hour, minute, second] => is_below(hour, 24) && is_below(minute, 60) && is_below(second, 60),
        _ => false,
    };
    let is_zone = match zone.get(1..).map(|rest| rest.split_once(':')) {
        None => true,
        Some(None) => zone == "Z",
        Some(Some((hour, minute))) => is_below(hour, 15) && is_below(minute, 60),
    };
    is_clock && is_zone && (1..=3).contains(&fraction.len()) && number(fraction).is_some()
}

fn two(value: &str) -> Option<u32> {
    (value.len() == 2).then(|| number(value)).flatten()
}

/// An address outside of the book as books may have it; nothing for one that leads nowhere without the archive's site.
pub fn outward(href: &str) -> Option<String> {
    let url = Url::parse(href).ok()?;
    let has_host = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let is_mail = url.scheme() == "mailto" && !(url.path().is_empty() && url.query().is_none());
    if !has_host && !is_mail {
        return None;
    }
    let host_end = url[..url::Position::AfterPort].len();
    let text: String = url.into();
    let (host, rest) = text.split_at(host_end);
    // Browsers forgive signs in the name of a host that no URI has.
    if host.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}', ' ']) {
        return None;
    }
    let mut out = host.to_owned();
    let mut seen_hash = false;
    for (at, c) in rest.char_indices() {
        let is_escape = |hex: &str| hex.len() == 2 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        match c {
            '%' if rest.get(at + 1..at + 3).is_some_and(is_escape) => out.push('%'),
            '#' if !seen_hash => {
                seen_hash = true;
                out.push('#');
            }
            '%' | '#' | '[' | ']' | '|' | '\\' | '^' | '`' | '{' | '}' | '<' | '>' | '"' | ' ' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_calendar() {
        for good in ["2020-02-29", "2022-02-05T06:26:00.000Z", "2020-05-25T10:00:00", "2020-05-25T10:00+08:00"] {
            assert!(is_moment(good), "{good}");
        }
        for bad in
            ["2021-02-29", "0000-01-01", "2020-13-01", "2020-05-25T24:00", "2020-05-25 10:00", "20", "字字字字", ""]
        {
            assert!(!is_moment(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_lead_outside_or_nowhere() {
        assert_eq!(outward("https://a.example/x|y?[z]#p#q").as_deref(), Some("https://a.example/x%7Cy?%5Bz%5D#p%23q"));
        assert_eq!(outward("http://[::1]:80/%zz").as_deref(), Some("http://[::1]/%25zz"));
        assert_eq!(outward("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        for nowhere in
            ["about.html", "/x", "javascript:pwned()", "mailto:", "http://x\"y/", "data:text/html,x", "#a", ""]
        {
            assert_eq!(outward(nowhere), None, "{nowhere}");
        }
    }
}
