//! Patterns of permalinks: which part of a page's URL is a name, and which a date.

use super::fold::fold;
use crate::text::calendar::{civil_of_days, days_of_civil};

/// Jekyll's names of patterns.
const STYLES: [(&str, &str); 5] = [
    ("date", "/:categories/:year/:month/:day/:title.html"),
    ("pretty", "/:categories/:year/:month/:day/:title/"),
    ("ordinal", "/:categories/:year/:y_day/:title.html"),
    ("weekdate", "/:categories/:year/W:week/:short_day/:title.html"),
    ("none", "/:categories/:title.html"),
];

/// Placeholders for any number of folders.
pub(crate) const FOLDERS: &[&str] = &["categories", "category", "sections", "section", "path", "collection"];
/// Placeholders for the name of a file or a title.
pub(crate) const NAMES: &[&str] = &[
    "title",
    "slug",
    "name",
    "filename",
    "slugorfilename",
    "slugorcontentbasename",
    "contentbasename",
    "basename",
    "post_title",
];

/// Most steps of one comparison: placeholders in one folder may have to be tried in many lengths.
const MOST_STEPS: u32 = 2_000;

/// The parts of a URL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fit<'a> {
    pub(super) name: &'a str,
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Fit<'_> {
    /// Whether a day, as in 20210314, is that of the URL, or within `days` of it: a zone may move a day.
    pub(super) fn is_of(&self, day: u32, days: i64) -> bool {
        if self.year.is_none() && self.month.is_none() && self.day.is_none() {
            return true;
        }
        let number = days_of_civil(i64::from(day / 10_000), i64::from(day / 100 % 100), i64::from(day % 100));
        day > 0
            && (-days..=days).any(|by| {
                let (year, month, day) = civil_of_days(number + by);
                let is = |own: Option<u32>, other: i64| own.is_none_or(|own| i64::from(own) == other);
                is(self.year, year) && is(self.month, month) && is(self.day, day)
            })
    }
}

/// How a URL, relative to the site and decoded, fits a pattern; `None` if it doesn't or the pattern has no name.
pub(super) fn fit<'a>(pattern: &str, url: &'a str) -> Option<Fit<'a>> {
    let pattern = bare(style(pattern).trim_end_matches(":output_ext"));
    let (mut fit, mut steps) = (Fit::default(), MOST_STEPS);
    (fits(pattern, bare(url), &mut fit, &mut steps) && !fit.name.is_empty()).then_some(fit)
}

/// The pattern that a name of Jekyll's stands for, or else the pattern itself.
pub(crate) fn style(pattern: &str) -> &str {
    STYLES.iter().find(|(name, _)| *name == pattern).map_or(pattern, |(_, pattern)| pattern)
}

/// A path without the slashes around it and the name of the file that a host sends.
fn bare(path: &str) -> &str {
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path).trim_matches('/')
}

/// Whether a URL fits a pattern, and its parts.
fn fits<'a>(pattern: &str, url: &'a str, fit: &mut Fit<'a>, steps: &mut u32) -> bool {
    let Some(at) = pattern.find(':') else { return pattern == url };
    let (literal, rest) = pattern.split_at(at);
    let Some(url) = url.strip_prefix(literal) else { return false };
    let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(rest.len(), |end| end + 1);
    let (word, rest) = (&rest[1..end], &rest[end..]);
    let is_folders = FOLDERS.contains(&word);
    // Folders have the slash after them, since there may be none.
    let rest = if is_folders { rest.trim_start_matches('/') } else { rest };
    let most = match word {
        "year" => 4,
        "month" | "i_month" | "day" | "i_day" => 2,
        _ => 0,
    };
    let segment = url.find('/').unwrap_or(url.len());
    let digits = url.bytes().take(most).take_while(u8::is_ascii_digit).count();
    // The longest first, but of folders the fewest.
    let mut ends: Vec<usize> = match most {
        0 if is_folders => url.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]).collect(),
        0 if rest.is_empty() || rest.starts_with('/') => vec![segment],
        0 => url[..segment].char_indices().map(|(at, c)| at + c.len_utf8()).collect(),
        _ => vec![digits],
    };
    while let Some(end) = ends.pop() {
        if (end == 0 && !is_folders) || *steps == 0 {
            continue;
        }
        *steps -= 1;
        let before = *fit;
        let part = &url[..end];
        match word {
            "year" => fit.year = part.parse().ok(),
            "month" | "i_month" => fit.month = part.parse().ok(),
            "day" | "i_day" => fit.day = part.parse().ok(),
            _ if NAMES.contains(&word) => fit.name = part,
            _ => {}
        }
        if fits(rest, &url[end..], fit, steps) {
            return true;
        }
        *fit = before;
    }
    false
}

/// A title as sites put it into URLs: folded letters and digits, with hyphens for all between them.
pub(super) fn slug(title: &str) -> String {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// A page's path in comparable form.
pub(super) fn page_key(path: &str) -> String {
    fold(bare(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_urls() {
        let parts = |pattern: &str, url| {
            fit(pattern, url)
                .map(|Fit { name, year, month, day }| (name, [year, month, day].map(|part| part.unwrap_or(0))))
        };
        for (pattern, url, expected) in [
            ("/:year/:month/:day/:title/", "/2021/03/14/pier/", Some(("pier", [2021, 3, 14]))),
            ("/:year/:month/:day/:title.html", "/2021/03/14/pier.html", Some(("pier", [2021, 3, 14]))),
            (":year-:month/:name:output_ext", "/2021-03/the-pier.html", Some(("the-pier", [2021, 3, 0]))),
            ("pretty", "/2021/03/14/pier", Some(("pier", [2021, 3, 14]))),
            ("pretty", "/news/sea/2021/03/14/pier/index.html", Some(("pier", [2021, 3, 14]))),
            ("date", "/a/2021/03/14/pier.html", Some(("pier", [2021, 3, 14]))),
            ("none", "/pier.html", Some(("pier", [0, 0, 0]))),
            ("none", "/a/b/pier.html", Some(("pier", [0, 0, 0]))),
            ("/blog/:slug", "/blog/pier/", Some(("pier", [0, 0, 0]))),
            ("/:title-:id/", "/the-old-pier-77/", Some(("the-old-pier", [0, 0, 0]))),
            ("/:year/:title/", "/about/pier/", None),
            ("/blog/:slug/", "/pier/", None),
            ("/:year/:month/", "/2021/03/", None),
            ("/:title/", "/a/b/", None),
        ] {
            assert_eq!(parts(pattern, url), expected, "{pattern} {url}");
        }
    }

    #[test]
    fn days_may_be_those_of_another_zone() {
        let fit = fit("pretty", "/2021/03/01/pier/").unwrap();
        assert!(fit.is_of(20210301, 0) && fit.is_of(20210228, 1) && fit.is_of(20210302, 1));
        assert!(!fit.is_of(20210228, 0) && !fit.is_of(20210303, 1) && !fit.is_of(0, 1));
    }

    #[test]
    fn long_comparisons_end() {
        let (pattern, url) = (":a-".repeat(40), "x-".repeat(400));
        assert_eq!(fit(&format!("{pattern}:title/x"), &url), None);
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("The Café’s  old Pier!"), "the-cafe-s-old-pier");
        assert_eq!(slug("旧码头 (2)"), "旧码头-2");
    }
}
