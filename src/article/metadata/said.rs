//! What a page says, under the names that vocabularies have for it, and what may be a field's value.

use crate::article::urls;
use crate::post::{Date, DateSource, tidy_title};
use crate::text::case::lower;
use crate::text::space::fold_space;

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;
/// The longest value, in bytes.
const LONGEST: usize = 2_000;
/// The longest date, in bytes.
const LONGEST_DATE: usize = 100;

/// How much surer the first name of one vocabulary is than that of the next.
pub const VOCABULARY: usize = 100;

/// What a page may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Date,
    Author,
    From,
    /// The name of the site.
    Site,
    /// The address at which a program saved the page.
    SavedFrom,
    /// When it did.
    Saved,
}

/// The names of fields in Open Graph, `article:*`, Dublin Core, schema.org, microformats and publishing systems, the surest
/// first.
const NAMES: &[(Field, &str)] = &[
    (Field::Title, "og:title twitter:title dc.title dcterms.title headline p-name entry-title"),
    (
        Field::Date,
        "article:published_time article:published datepublished dt-published published entry-date datecreated \
         parsely-pub-date dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date sailthru.date \
         citation_publication_date pubdate publishdate publish-date publish_date publication_date uploaddate date",
    ),
    (
        Field::Author,
        "author p-author article:author creator dc.creator dcterms.creator parsely-author sailthru.author citation_author byl \
         vcard",
    ),
    (Field::From, "canonical u-url p-canonical mainentityofpage url og:url @id"),
    (Field::Site, "og:site_name application-name"),
];

/// The field that a vocabulary's name stands for, and how sure it is.
#[inline(never)]
pub fn field_of(name: &str) -> Option<(Field, usize)> {
    let name = lower(name.trim());
    NAMES.iter().find_map(|(field, names)| {
        let at = names.split_ascii_whitespace().position(|known| known == name)?;
        Some((*field, at))
    })
}

/// What a page says. Of several values the one with the least rank counts, of equal ones the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub title: Option<String>,
    pub date: Option<Date>,
    /// Several are joined by commas.
    pub author: Option<String>,
    pub from: Option<String>,
    pub site: Option<String>,
    pub saved_from: Option<String>,
    pub saved: Option<Date>,
    /// By field, what is left to the greatest rank.
    sureness: [usize; 7],
}

impl Said {
    /// Takes a value that the field can have, unless a surer one was taken. Names of the same rank join.
    #[inline(never)]
    pub fn take(&mut self, field: Field, rank: usize, text: &str) -> bool {
        // Of addresses the name alone says how sure it is.
        let rank = if field == Field::From { rank % VOCABULARY } else { rank };
        let sureness = usize::MAX - rank;
        let own = self.sureness[field as usize];
        if text.len() > LONGEST || sureness < own || sureness == own && field != Field::Author {
            return false;
        }
        let is_taken = match field {
            Field::Title => set(&mut self.title, title(text)),
            Field::Site => set(&mut self.site, title(text)),
            Field::From => set(&mut self.from, page_url(text)),
            Field::SavedFrom => set(&mut self.saved_from, page_url(text)),
            Field::Date => set(&mut self.date, date(text)),
            Field::Saved => set(&mut self.saved, date(text)),
            Field::Author => match (&mut self.author, name(text)) {
                (_, None) => false,
                (Some(names), Some(name)) if sureness == own => {
                    if names.len() < LONGEST && !names.split(", ").any(|known| known == name) {
                        names.push_str(", ");
                        names.push_str(&name);
                    }
                    true
                }
                (author, name) => set(author, name),
            },
        };
        if is_taken {
            self.sureness[field as usize] = sureness;
        }
        is_taken
    }

    /// Takes a value under a vocabulary's name; vocabularies of a lower number are surer.
    #[inline(never)]
    pub fn take_named(&mut self, vocabulary: usize, name: &str, text: &str) {
        if let Some((field, at)) = field_of(name) {
            self.take(field, vocabulary + at, text);
        }
    }
}

fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if is_some {
        *field = value;
    }
    is_some
}

/// A title on one line.
#[inline(never)]
pub fn title(text: &str) -> Option<String> {
    Some(fold_space(&tidy_title(text))).filter(|title| !title.is_empty())
}

/// A date of the page. A number alone may be anything's: a telephone's, a view count.
#[inline(never)]
pub fn date(text: &str) -> Option<Date> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    if text.len() <= LONGEST_DATE && !is_number { Date::parse(text, DateSource::Page) } else { None }
}

/// A person's name: no address, no sentence, no place holder.
#[inline(never)]
pub fn name(text: &str) -> Option<String> {
    let text = title(text)?;
    let name = trim_signs(&text);
    let lower = lower(name);
    let is_email = split_at_sign(name, "@").is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let is_url = lower.contains("://") || lower.starts_with("www.") || lower.starts_with('/');
    let is_place_holder = "|unknown|null|undefined|none|author|作者|n/a|".contains(&format!("|{lower}|"));
    let is_sentence =
        ["。", "！", "？", "! ", "? "].iter().any(|mark| name.contains(mark)) || name.ends_with(['!', '?']);
    let is_name = name.chars().any(char::is_alphabetic)
        && name.chars().count() <= LONGEST_NAME
        && !(is_email || is_url || is_place_holder || is_sentence);
    is_name.then(|| name.to_owned())
}

/// A text without the signs around it that only separate.
#[inline(never)]
pub fn trim_signs(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ",，:：;|·•、".contains(c))
}

/// Splits a text at the first of some signs.
#[inline(never)]
pub fn split_at_sign<'t>(text: &'t str, signs: &str) -> Option<(&'t str, &'t str)> {
    let (at, sign) = text.char_indices().find(|(_, c)| signs.contains(*c))?;
    Some((&text[..at], &text[at + sign.len_utf8()..]))
}

/// The address of a page of the web, but for that of a site's front page.
#[inline(never)]
pub fn page_url(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let url = urls::parse_base(raw)?;
    let is_page = url.path() != "/" || url.query().is_some();
    let is_web = url.host_str().is_some_and(|host| host.contains('.') && host != "127.0.0.1");
    (is_page && is_web).then(|| if raw.starts_with("//") { url.into() } else { raw.to_owned() })
}

/// Whether two addresses are of the same page, whatever their scheme, fragment and last slash.
#[inline(never)]
pub fn is_same_page(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

/// Whether two addresses are of the same host.
#[inline(never)]
pub fn is_same_host(a: &str, b: &str) -> bool {
    host(a) == host(b)
}

#[inline(never)]
fn key(url: &str) -> &str {
    let url = split_at_sign(url, "#").map_or(url, |(url, _)| url);
    let url = url.strip_prefix("http").map_or(url, |rest| rest.trim_start_matches('s').trim_start_matches("://"));
    url.strip_suffix('/').unwrap_or(url)
}

fn host(url: &str) -> &str {
    let key = key(url);
    let host = split_at_sign(key, "/").map_or(key, |(host, _)| host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.strip_prefix("m.").unwrap_or(host)
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
        assert!(is_same_host("http://www.a.example/b", "https://a.example/c"));
    }

    #[test]
    fn the_surest_value_counts() {
        let mut said = Said::default();
        assert!(said.take(Field::Author, 2, "Ann"));
        assert!(!said.take(Field::Author, 3, "Bob"));
        assert!(said.take(Field::Author, 2, "Cleo") && said.take(Field::Author, 2, "Ann"));
        assert_eq!(said.author.as_deref(), Some("Ann, Cleo"));
        assert!(!said.take(Field::Author, 1, "https://a.example") && said.take(Field::Author, 1, "Dan"));
        assert_eq!(said.author.as_deref(), Some("Dan"));
        assert!(said.take(Field::Title, 2, "A") && !said.take(Field::Title, 2, "B"));
    }
}
