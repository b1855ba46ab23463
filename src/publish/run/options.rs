//! What a publisher says.

use crate::publish::{Canonical, Language, Licence, Pictures};

/// The options of publishing.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The site's name; by default that of the archive's own site, else the archive's.
    pub title: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// The language of the words around the posts; by default that of most posts.
    pub language: Option<Language>,
    /// The site's URL.
    pub url: Option<String>,
    /// The site's path on its host, with a slash at both ends; by default that of its URL.
    pub base: Option<String>,
    /// Which page of a post search engines should list.
    pub canonical: Canonical,
    /// How pictures are shown.
    pub pictures: Pictures,
    /// Whether search engines may list the site.
    pub is_unlisted: bool,
    /// The terms under which its posts may be used.
    pub licence: Option<Licence>,
    /// The most bytes that a file of the index for searching may have.
    pub max_file: Option<u64>,
}

impl Options {
    /// Those that the words of a command say, by their names; addresses were checked.
    pub fn of(words: impl Fn(&str) -> Option<String>) -> Options {
        let is = |name: &str, value: &str| words(name).is_some_and(|given| given == value);
        Options {
            title: words("title"),
            description: words("description"),
            language: words("language").map(|name| Language::near(&name)),
            url: words("url"),
            base: words("base"),
            canonical: if is("canonical", "source") { Canonical::Source } else { Canonical::Site },
            pictures: match words("pictures").as_deref() {
                Some("load") => Pictures::Load,
                Some("link") => Pictures::Link,
                _ => Pictures::Copy,
            },
            is_unlisted: is("robots", "noindex"),
            licence: words("licence").map(|text| Licence::of(&text)),
            max_file: words("max-file").and_then(|megabytes| megabytes.parse().ok()).map(|number: u64| number << 20),
        }
    }

    /// The site's path on its host, with a slash at both ends.
    pub fn base(&self) -> String {
        let of_url = || url::Url::parse(self.url.as_deref()?).ok().map(|url| url.path().to_owned());
        self.base.clone().or_else(of_url).unwrap_or_else(|| "/".to_owned())
    }
}

/// A site's URL with a slash at its end.
///
/// # Errors
/// What it has to be like.
pub fn site_url(text: &str) -> Result<String, String> {
    let wrong = || "it takes the address of the site, such as https://archive.example/news/".to_owned();
    let mut url = url::Url::parse(text).map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https") || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong());
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url.into())
}

/// A site's path on its host, with a slash at both ends.
///
/// # Errors
/// What it has to be like.
pub fn site_base(path: &str) -> Result<String, String> {
    let inner = path.trim_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~%/".contains(c);
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    let is_path = inner.is_empty() || inner.chars().all(is_plain) && inner.split('/').all(is_part);
    if !is_path {
        return Err("it takes the path of an address, such as /archive/".to_owned());
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_an_address_and_a_path() {
        assert_eq!(site_url("https://a.example/news").as_deref(), Ok("https://a.example/news/"));
        for wrong in ["a.example", "ftp://a.example/", "https://a.example/?q"] {
            assert!(site_url(wrong).is_err(), "{wrong}");
        }
        for (given, path) in [("/", "/"), ("", "/"), ("/a/b", "/a/b/"), ("a/", "/a/"), ("/%E6%96%87/", "/%E6%96%87/")] {
            assert_eq!(site_base(given).as_deref(), Ok(path));
        }
        for wrong in ["https://example.org/a/", "/a b/", "/a//b/", "/../", "/a\n/"] {
            assert!(site_base(wrong).is_err(), "{wrong}");
        }
        let of = |words: &[(&str, &str)]| {
            let word = |name: &str| words.iter().find(|word| word.0 == name).map(|word| word.1.to_owned());
            Options::of(word).base()
        };
        assert_eq!(of(&[("url", "https://a.example/news/")]), "/news/");
        assert_eq!(of(&[("url", "https://a.example/news/"), ("base", "/b/")]), "/b/");
        assert_eq!(of(&[]), "/");
    }
}
