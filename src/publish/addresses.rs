//! Addresses of posts: the permalink that a post or its site states, in segments that any file system can hold.

use crate::library::collection_of;
use crate::library::permalinks::{FOLDERS, NAMES, style};
use crate::post::Post;
use crate::post::name::{base, split_day};
use crate::post::permalinks_by_collection;
use crate::text::calendar::days_of_civil;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a segment; file systems have 255, and some that encrypt names 143.
const MAX_SEGMENT: usize = 100;

/// Bytes of an address: Windows has 260 characters for a whole path.
const MAX_ADDRESS: usize = 180;

/// Names that Windows has for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt", "conin", "conout", "clock"];

/// Keys under which a post states its own address on its site.
const OWN: &[&str] = &["permalink", "url"];

/// The collections of posts that are in no folder of another collection.
const POSTS: &[&str] = &["", "posts", "post", "drafts"];

/// The patterns of permalinks of a site's collections.
#[derive(Debug, Clone, Default)]
pub struct Permalinks(Vec<(String, String)>);

impl Permalinks {
    /// Those in the text of a site's configuration.
    pub fn of(path: &str, text: &str) -> Self {
        Permalinks(permalinks_by_collection(path, text))
    }

    /// The pattern of the post at a path.
    fn pattern(&self, path: &str) -> Option<&str> {
        let collection = collection_of(path);
        let is_of = |own: &str| own == collection || POSTS.contains(&own) && POSTS.contains(&collection);
        self.0.iter().find(|(own, _)| is_of(own)).map(|(_, pattern)| pattern.as_str())
    }
}

/// The address that a post asks for, below the folder of all posts and without slashes at its ends: its own permalink, else by
/// its site's pattern, else year, month and name.
pub fn address_of(permalinks: &Permalinks, path: &str, post: &Post) -> String {
    let own = post.extra.iter().find(|(key, value)| OWN.contains(&key.to_ascii_lowercase().as_str()) && is_path(value));
    let by_site = || permalinks.pattern(path).and_then(|pattern| expand(style(pattern), path, post));
    let segments = own.map(|(_, value)| segments_of(value)).filter(|segments| !segments.is_empty()).or_else(by_site);
    // The folder of all posts is called p, as it is on some sites.
    let mut segments = segments.unwrap_or_else(|| by_date(path, post));
    if segments.len() > 1 && segments[0] == "p" {
        segments.remove(0);
    }
    let address = segments.join("/");
    if address.len() > MAX_ADDRESS { by_date(path, post).join("/") } else { address }
}

/// Whether a permalink is a path without placeholders.
fn is_path(value: &str) -> bool {
    value.starts_with('/') && value.len() < 500 && !value.contains(':') && !value.contains("//") && !value.contains('{')
}

fn segments_of(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    let path = crate::text::percent::decode(path);
    path.split('/').filter(|part| !part.is_empty()).map(safe_segment).collect()
}

fn by_date(path: &str, post: &Post) -> Vec<String> {
    let date = post.date.as_ref().map(|date| Day::of(&date.iso)).unwrap_or_default();
    let name = safe_segment(&name_of(path, post));
    match date {
        Some(Day { year, month, .. }) => vec![format!("{year:04}"), format!("{month:02}"), name],
        None => vec![name],
    }
}

/// The name of a post in addresses: its slug, or its file's name without date and extension.
fn name_of(path: &str, post: &Post) -> String {
    let slug = post.extra.iter().find(|(key, value)| key == "slug" && !value.trim().is_empty());
    if let Some((_, slug)) = slug {
        return slug.clone();
    }
    let file = base(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = split_day(stem).1;
    // A folder of its own has the name.
    let folder = || path.rsplit('/').nth(1).map(|folder| split_day(folder).1);
    let own = if stem == "index" { folder().unwrap_or(stem) } else { stem };
    crate::text::percent::decode(own)
}

#[derive(Clone, Copy)]
struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    fn of(iso: &str) -> Option<Day> {
        let number = |range: std::ops::Range<usize>| iso.get(range)?.parse().ok();
        Some(Day { year: number(0..4)?, month: number(5..7)?, day: number(8..10)? })
    }

    fn of_year(self) -> i64 {
        let number = |month, day| days_of_civil(i64::from(self.year), month, day);
        number(i64::from(self.month), i64::from(self.day)) - number(1, 1) + 1
    }
}

/// A pattern with its placeholders filled; `None` if it has one that the post has nothing for, or names no post.
fn expand(pattern: &str, path: &str, post: &Post) -> Option<Vec<String>> {
    let day = post.date.as_ref().and_then(|date| Day::of(&date.iso));
    let time = |range: std::ops::Range<usize>| Some(post.date.as_ref()?.iso.get(range)?.to_owned());
    let mut out = String::new();
    let mut has_name = false;
    let mut rest = pattern.trim_end_matches(":output_ext").trim_end_matches(":ext");
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let (word, left) = after.split_at(end);
        rest = left;
        let value = match word {
            "year" => format!("{:04}", day?.year),
            "short_year" => format!("{:02}", day?.year % 100),
            "month" => format!("{:02}", day?.month),
            "i_month" => day?.month.to_string(),
            "day" => format!("{:02}", day?.day),
            "i_day" => day?.day.to_string(),
            "y_day" => format!("{:03}", day?.of_year()),
            "hour" => time(11..13)?,
            "minute" => time(14..16)?,
            "second" => time(17..19)?,
            "collection" | "section" | "sections" => collection_of(path).to_owned(),
            word if FOLDERS.contains(&word) => {
                post.categories.iter().map(|category| category.replace('/', "-")).collect::<Vec<_>>().join("/")
            }
            word if NAMES.contains(&word) => {
                has_name = true;
                name_of(path, post).replace('/', "-")
            }
            _ => return None,
        };
        out.push_str(&value);
    }
    out.push_str(rest);
    let segments = segments_of(&out);
    (has_name && !segments.is_empty()).then_some(segments)
}

/// A segment that is a name on any file system and needs little escaping in an address: letters and digits of any script,
/// composed, with hyphens for everything else.
fn safe_segment(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfc() {
        if c.is_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    let lower = trimmed.to_ascii_lowercase();
    let device = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    if trimmed.len() > MAX_SEGMENT {
        let end = (0..=MAX_SEGMENT - 9).rev().find(|at| trimmed.is_char_boundary(*at)).unwrap_or_default();
        format!("{}-{}", trimmed[..end].trim_end_matches('-'), short_hash(text))
    } else if trimmed.is_empty() {
        format!("post-{}", short_hash(text))
    } else if DEVICES.contains(&device) {
        format!("{trimmed}-{}", short_hash(text))
    } else {
        trimmed.to_owned()
    }
}

/// Eight hexadecimal digits of a text's SHA-256.
fn short_hash(text: &str) -> String {
    hmac_sha256::Hash::hash(text.as_bytes())[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The addresses that are given. None is given twice, and none again to another post, also if that one is gone.
#[derive(Debug, Default)]
pub struct Addresses {
    /// The paths of posts by their addresses, as file systems compare them that know neither case nor composed characters.
    taken: HashMap<String, String>,
}

impl Addresses {
    /// Notes what was given in an earlier run.
    pub fn keep(&mut self, path: &str, address: &str) {
        self.taken.insert(key(address), path.to_owned());
    }

    /// Gives the post at a path the address that it asks for, or one like it.
    pub fn assign(&mut self, path: &str, wanted: &str) -> String {
        let hash = hmac_sha256::Hash::hash(path.as_bytes());
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let others = (8..=hex.len()).map(|length| format!("{wanted}-{}", &hex[..length]));
        for address in std::iter::once(wanted.to_owned()).chain(others) {
            let key = key(&address);
            if !is_reserved(&key) && self.taken.get(&key).is_none_or(|own| own == path) {
                self.taken.insert(key, path.to_owned());
                return address;
            }
        }
        unreachable!("two paths have the same SHA-256")
    }
}

fn key(address: &str) -> String {
    address.nfkc().collect::<String>().to_lowercase()
}

/// Whether an index page has this address, or may have it.
fn is_reserved(address: &str) -> bool {
    let is_number = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = address.split('/').collect();
    let is_index = match parts[..] {
        [year] => year.is_empty() || year == "undated" || is_number(year, 4),
        [year, month] => is_number(year, 4) && is_number(month, 2),
        _ => false,
    };
    let is_part = parts.last().and_then(|last| last.strip_prefix("page-"));
    is_index || is_part.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(pattern: Option<&str>, path: &str, text: &str) -> String {
        let permalinks =
            Permalinks(pattern.map(|pattern| ("posts".to_owned(), pattern.to_owned())).into_iter().collect());
        address_of(&permalinks, path, &Post::parse(path, text))
    }

    #[test]
    fn permalinks_are_followed() {
        let dated = "---\ntitle: The Pier\ndate: 2021-03-14 10:20:30\ncategories: [news, sea]\n---\nx";
        for (pattern, expected) in [
            (None, "2021/03/The-Pier"),
            (Some("pretty"), "news/sea/2021/03/14/The-Pier"),
            (Some("/:year/:i_month/:title:output_ext"), "2021/3/The-Pier"),
            (Some("/t/:title"), "t/The-Pier"),
            (Some("/p/:name/"), "The-Pier"),
            (Some("ordinal"), "news/sea/2021/073/The-Pier"),
            (Some("/:year/:hour-:minute/:slug.html"), "2021/10-20/The-Pier"),
            // Near misses: no name, and a placeholder that says nothing.
            (Some("/:year/:month/"), "2021/03/The-Pier"),
            (Some("/:moon/:title/"), "2021/03/The-Pier"),
        ] {
            assert_eq!(address(pattern, "_posts/2021-03-14-The-Pier.md", dated), expected, "{pattern:?}");
        }
        assert_eq!(address(Some("pretty"), "pier.md", "x"), "pier");
        assert_eq!(address(None, "a/2021-03-14-码头/index.md", "x"), "码头");
    }

    #[test]
    fn each_collection_has_its_own_pattern() {
        let config =
            "permalink: /t/:title\ncollections:\n  p:\n    permalink: /p/:name/\n  news:\n    permalink: /n/:name/\n";
        let permalinks = Permalinks::of("_config.yml", config);
        let of = |path: &str| address_of(&permalinks, path, &Post::parse(path, "x"));
        assert_eq!(of("_p/7.md"), "7");
        assert_eq!(of("_news/weir.md"), "n/weir");
        assert_eq!(of("_posts/2021-03-14-weir.md"), "t/weir");
        assert_eq!(of("archived/2021-03-14/weir.md"), "t/weir");
        assert_eq!(of("_notes/weir.md"), "weir");
    }

    #[test]
    fn a_post_may_state_its_own() {
        let own = |permalink: &str| address(None, "pier.md", &format!("---\npermalink: {permalink}\n---\nx"));
        assert_eq!(own("/sea/the%20pier.html"), "sea/the-pier");
        assert_eq!(own("/"), "pier");
        for other in ["'/:year/:title/'", "https://example.org/a/", "//example.org/a", "'{{ x }}'", "pretty"] {
            assert_eq!(own(other), "pier", "{other}");
        }
        assert_eq!(own("/../../etc/passwd"), format!("post-{}/post-{}/etc/passwd", short_hash(".."), short_hash("..")));
    }

    #[test]
    fn segments_are_names_everywhere() {
        assert_eq!(safe_segment("“山腰上”的 茶…铺子?"), "山腰上-的-茶-铺子");
        assert_eq!(safe_segment("a:b*c|d<e>\"f\\g/h\u{202e}i\0"), "a-b-c-d-e-f-g-h-i");
        assert_eq!(safe_segment("cafe\u{301}"), "café");
        for device in ["con", "NUL", "com1", "Lpt9"] {
            assert!(safe_segment(device).starts_with(&format!("{device}-")));
        }
        assert_eq!(safe_segment("console"), "console");
        assert!(safe_segment("…").starts_with("post-"));
        assert!(safe_segment(&"茶".repeat(200)).len() <= MAX_SEGMENT);
        assert_ne!(safe_segment(&"茶".repeat(200)), safe_segment(&"茶".repeat(201)));
    }

    #[test]
    fn no_address_is_given_twice() {
        let mut addresses = Addresses::default();
        addresses.keep("gone.md", "2021/03/pier");
        let first = addresses.assign("a.md", "2021/03/Pier");
        assert!(first.starts_with("2021/03/Pier-"));
        assert_eq!(addresses.assign("gone.md", "2021/03/pier"), "2021/03/pier");
        assert_eq!(addresses.assign("a.md", "2021/03/Pier"), first);
        assert_eq!(addresses.assign("b.md", "2021/03/weir"), "2021/03/weir");
        assert_ne!(addresses.assign("c.md", "2021/03/weir"), "2021/03/weir");
        for index in ["2021", "2021/03", "undated", "2021/03/page-2"] {
            assert_ne!(addresses.assign("d.md", index), index);
        }
        assert_eq!(addresses.assign("e.md", "2021/3"), "2021/3");
    }
}
