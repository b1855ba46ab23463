//! Date, title and extension from a file name.

use super::DateSource;
use super::title::is_unseen;
use crate::text::percent::decode_visible;

/// The last segment of a path; `/` and `\` both separate.
pub(crate) fn base(path: &str) -> &str {
    let path = path.trim_end_matches(['/', '\\']);
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The extension in lower case, without the dot; empty if there is none.
pub(crate) fn extension(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, extension)) if is_extension(extension) => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

fn is_extension(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Splits `2020-05-25-title.md` into the day, which may not exist in the calendar, and the rest. The month and the day may
/// have one digit; `20200525-title.md` has a day only if that exists, since other numbers have eight digits too.
pub(crate) fn split_day(name: &str) -> (Option<&str>, &str) {
    let Some((day, rest)) = leading_day(name).and_then(|length| name.split_at_checked(length)) else {
        return (None, name);
    };
    match rest.chars().next() {
        None => (Some(day), ""),
        Some('-' | '_' | ' ' | '.') => (Some(day), rest.trim_start_matches(['-', '_', ' '])),
        Some(_) => (None, name),
    }
}

/// The length of a day's digits and hyphens at the start of a name.
fn leading_day(name: &str) -> Option<usize> {
    let digits = |at: usize| name.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    match digits(0) {
        8 => super::date::parse(&name[..8], DateSource::FileName).map(|_| 8),
        4 => {
            let mut at = 4;
            for _ in 0..2 {
                at += usize::from(name.as_bytes().get(at) == Some(&b'-'));
                let count = digits(at);
                if name.as_bytes()[at - 1] != b'-' || !(1..=2).contains(&count) {
                    return None;
                }
                at += count;
            }
            Some(at)
        }
        _ => None,
    }
}

/// A title from a file name, without date and extension. Never empty.
///
/// Hyphens and underscores become spaces, unless the name has spaces already. The number by which an export identifies a
/// post, as in `123456.the-shed`, is no part of it.
pub(crate) fn title(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, extension)) if is_extension(extension) => stem,
        _ => name,
    };
    let (day, slug) = split_day(stem);
    let slug = decode_visible(without_id(slug));
    let title = if slug.contains(' ') {
        slug
    } else {
        let words = slug.split(['-', '_']).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    [title.as_str(), day.unwrap_or_default(), stem, name, "untitled"]
        .into_iter()
        .map(str::trim)
        .find(|title| !title.chars().all(is_unseen))
        .unwrap_or_default()
        .to_owned()
}

/// Digits of the least id that is taken for one: shorter numbers are years and versions.
const LEAST_ID: usize = 5;

/// A name without the id before it.
fn without_id(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_id = name.len() - rest.len() >= LEAST_ID;
    rest.strip_prefix('.').filter(|slug| is_id && slug.starts_with(char::is_alphabetic)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_before_a_name_is_no_title() {
        for (name, expected) in [
            ("123456.the-shed.html", "the shed"),
            ("98765432.桥.md", "桥"),
            ("1984.the-novel.md", "1984.the novel"),
            ("12345.67.md", "12345.67"),
            ("123456.md", "123456"),
            ("a123456.the-shed.md", "a123456.the shed"),
        ] {
            assert_eq!(title(name), expected, "{name}");
        }
    }

    #[test]
    fn base_names() {
        assert_eq!(base("a/b/c.md"), "c.md");
        assert_eq!(base("C:\\a\\c.md"), "c.md");
        assert_eq!(base("c.md"), "c.md");
        assert_eq!(base(""), "");
        assert_eq!(base("/"), "");
    }

    #[test]
    fn extensions() {
        assert_eq!(extension("a.HTML"), "html");
        assert_eq!(extension("a.tar.md"), "md");
        assert_eq!(extension("a"), "");
        assert_eq!(extension("第1.5节 桥"), "");
    }

    #[test]
    fn days() {
        assert_eq!(split_day("2020-05-25-x.md"), (Some("2020-05-25"), "x.md"));
        assert_eq!(split_day("2020-05-25.md"), (Some("2020-05-25"), ".md"));
        assert_eq!(split_day("2020-05-25桥.md"), (None, "2020-05-25桥.md"));
        assert_eq!(split_day("2020-5-3-x.md"), (Some("2020-5-3"), "x.md"));
        assert_eq!(split_day("20200525-x.md"), (Some("20200525"), "x.md"));
        for name in ["2020-x.md", "2020-05-x.md", "2020-05-251-x.md", "20201325-x.md", "31415926.md", "202005251.md"] {
            assert_eq!(split_day(name), (None, name));
        }
        assert_eq!(split_day("桥桥桥桥"), (None, "桥桥桥桥"));
    }

    fn check_title(name: &str, expected: &str) {
        assert_eq!(title(name), expected, "{name}");
    }

    #[test]
    fn titles() {
        check_title("2020-05-25-the-old-bridge.md", "the old bridge");
        check_title("2020-05-25-桥-通车了.md", "桥 通车了");
        check_title("2020-05-25-桥 - 通车了-1.md", "桥 - 通车了-1");
        check_title("2020-05-25-%E6%A1%A5.md", "桥");
        check_title("100%-sure.txt", "100% sure");
        check_title("%FF.md", "%FF");
        check_title("snake_case.html", "snake case");
        check_title("2020-5-3-the-bridge.md", "the bridge");
        check_title("20200525-the-bridge.md", "the bridge");
    }

    #[test]
    fn titles_are_never_empty() {
        check_title("2020-05-25.md", "2020-05-25");
        check_title("2020-05-25-.md", "2020-05-25");
        check_title("---.md", "---");
        check_title(".md", ".md");
        check_title("", "untitled");
        check_title(" ", "untitled");
    }
}
