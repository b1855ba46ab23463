//! What a publisher says of a site.

use super::words::Language;

/// A published site.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The language of the words around the posts.
    pub language: Language,
    /// Its own URL with a slash at the end. Without it no page has an absolute address of its own.
    pub url: Option<String>,
    /// Which page of a post is the one that search engines should list.
    pub canonical: Canonical,
    /// How pictures are shown.
    pub pictures: Pictures,
    /// Whether search engines may list it.
    pub is_listed: bool,
    /// The terms under which its posts may be used.
    pub licence: Option<Licence>,
    /// The path of the style sheet in the site.
    pub style: String,
    /// The path of the icon in the site, if it has one.
    pub icon: Option<String>,
    /// The path of the viewer's page in the site, if it is there.
    pub viewer: Option<String>,
    /// The path of the page that shows a post in a frame, if it is there.
    pub embed: Option<String>,
}

/// Which page is canonical.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Canonical {
    /// The site's own.
    #[default]
    Site,
    /// The one that the post was saved from, where the post says it.
    Source,
}

/// How published pages show pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pictures {
    /// From wherever they are.
    Load,
    /// As links.
    Link,
    /// Those of the archive from the site, others as links.
    #[default]
    Copy,
}

/// Terms of use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Licence {
    /// What they are called.
    pub name: String,
    /// Where they are written.
    pub url: Option<String>,
}

impl Licence {
    /// The licence that a publisher names: words, a URL, or words before a URL.
    pub fn of(text: &str) -> Licence {
        let is_url = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let url = text.split_whitespace().last().filter(|word| is_url(word)).map(str::to_owned);
        let name = url.as_ref().map_or(text, |url| text.strip_suffix(url.as_str()).unwrap_or(text)).trim();
        Licence { name: if name.is_empty() { text.trim() } else { name }.to_owned(), url }
    }
}

impl Site {
    /// The site's URL of a path in it.
    pub fn url_of(&self, path: &str) -> Option<String> {
        self.url.as_ref().map(|url| format!("{url}{}", super::path_href(path)))
    }

    /// The policy of its pages, without the directives that only a header can have: no script runs, and only pictures may come
    /// from elsewhere, where the publisher lets them.
    pub fn policy(&self) -> String {
        let pictures = match self.pictures {
            Pictures::Load => "'self' data: http: https:",
            Pictures::Link | Pictures::Copy => "'self' data:",
        };
        format!(
            "default-src 'none'; style-src 'self'; img-src {pictures}; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; trusted-types"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_have_names_and_addresses() {
        let of = |text: &str| {
            let Licence { name, url } = Licence::of(text);
            (name, url.unwrap_or_default())
        };
        assert_eq!(of("CC BY 4.0 https://example.org/by"), ("CC BY 4.0".into(), "https://example.org/by".into()));
        assert_eq!(of("https://example.org/by"), ("https://example.org/by".into(), "https://example.org/by".into()));
        assert_eq!(of("All rights reserved"), ("All rights reserved".into(), String::new()));
        assert_eq!(of("see javascript:x"), ("see javascript:x".into(), String::new()));
    }
}
