//! What one vocabulary says, and what may be a field's value.

use crate::article::urls;
use crate::post::{Date, DateSource, tidy_title};
use crate::text::space::fold_space;
use url::Url;

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;
/// The longest title, in bytes.
const LONGEST_TITLE: usize = 1_000;
/// The most authors.
const MOST_AUTHORS: usize = 12;

/// What one vocabulary says of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub author: Option<String>,
    pub from: Option<String>,
}

impl Said {
    /// Takes a title, unless there is one.
    pub fn take_title(&mut self, text: &str) {
        if self.title.is_none() && text.len() <= LONGEST_TITLE {
            self.title = Some(fold_space(&tidy_title(text))).filter(|title| !title.is_empty());
        }
    }

    /// Takes a date, unless there is one.
    pub fn take_date(&mut self, text: &str) {
        self.date = self.date.take().or_else(|| date(text));
    }

    /// Takes names, unless there are any.
    pub fn take_authors<'t>(&mut self, names: impl IntoIterator<Item = &'t str>) {
        if self.author.is_some() {
            return;
        }
        let mut authors: Vec<String> = Vec::new();
        for name in names.into_iter().filter_map(name).take(MOST_AUTHORS) {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
        self.author = Some(authors.join(", ")).filter(|authors| !authors.is_empty());
    }

    /// Takes an address, unless there is one.
    pub fn take_from(&mut self, url: &str) {
        self.from = self.from.take().or_else(|| page_url(url));
    }
}

/// A date of the page.
pub fn date(text: &str) -> Option<Date> {
    (text.len() <= 100).then(|| Date::parse(text, DateSource::Page)).flatten()
}

/// A person's name: no address, no sentence, no place holder.
pub fn name(text: &str) -> Option<String> {
    let name = fold_space(&tidy_title(text));
    let name =
        name.trim_matches(|c: char| matches!(c, ',' | '，' | ':' | '：' | ';' | '|' | '·' | '•' | '、') || c == ' ');
    let lower = name.to_lowercase();
    let is_email = name.split(' ').any(|word| word.find('@').is_some_and(|at| at > 0 && word[at..].contains('.')));
    let is_url = lower.contains("://") || lower.starts_with("www.") || lower.starts_with('/');
    let is_place_holder = matches!(&*lower, "unknown" | "null" | "undefined" | "none" | "author" | "作者" | "n/a");
    let ends_sentence = name.ends_with(['。', '！', '？', '!', '?']) || name.contains(['。', '！', '？']);
    let is_name = name.chars().any(char::is_alphabetic)
        && name.chars().count() <= LONGEST_NAME
        && !(is_email || is_url || is_place_holder || ends_sentence);
    is_name.then(|| name.to_owned())
}

/// The address of a page of the web, but for that of a site's front page.
pub fn page_url(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let is_absolute = raw.starts_with("http://") || raw.starts_with("https://") || raw.starts_with("//");
    let url = urls::parse_base(raw).filter(|_| is_absolute)?;
    let is_page = url.path() != "/" || url.query().is_some();
    let is_web = url.host_str().is_some_and(|host| host.contains('.') && host != "127.0.0.1");
    (is_page && is_web).then(|| if raw.starts_with("//") { url.to_string() } else { raw.to_owned() })
}

/// Whether two addresses are of the same host.
pub fn is_same_host(a: &str, b: &str) -> bool {
    let host = |url: &str| {
        let url = Url::parse(url).ok()?;
        url.host_str().map(|host| host.trim_start_matches("www.").trim_start_matches("m.").to_owned())
    };
    host(a) == host(b)
}

/// Whether two addresses are of the same page, whatever their scheme, fragment and last slash.
pub fn is_same_page(a: &str, b: &str) -> bool {
    fn key(url: &str) -> &str {
        let url = url.split('#').next().unwrap_or_default();
        url.split_once("//").map_or(url, |(_, rest)| rest).trim_end_matches('/')
    }
    key(a) == key(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for text in ["Ann Lee", " Ann\n Lee, ", "王小明", "J. K. Lee", "@annlee", "Lee &amp; Co"] {
            assert!(name(text).is_some(), "{text}");
        }
        for text in [
            "",
            "ann@example.org",
            "Ann ann@example.org",
            "https://example.org/ann",
            "www.example.org",
            "unknown",
            "他来了。",
            "12",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn pages() {
        assert_eq!(page_url("//a.example/b").as_deref(), Some("https://a.example/b"));
        for url in ["https://a.example/", "/b", "b", "file:///b", "http://localhost/b", "mailto:a@b.example"] {
            assert_eq!(page_url(url), None, "{url}");
        }
        assert!(is_same_page("http://a.example/b/#c", "https://a.example/b"));
    }
}
