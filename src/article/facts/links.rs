//! Where links lead: to the site that the post was saved from, or elsewhere.

use crate::article::dom::{Dom, NodeId};
use crate::article::urls;
use url::Url;

/// Liquid tags for the URL of a post: `{% post_url … %}`, `{% link … %}`.
pub const POST_TAGS: &[&str] = &["post_url", "link"];

/// The attribute of links and pictures that were written as `[[note]]`: they lead into the archive, whatever page the post
/// was saved from.
pub const NOTE_LINK: &str = "data-wikilink";

/// Whether every link inside leads to another site than the post's.
pub fn all_lead_elsewhere(dom: &Dom, base: Option<&Url>, id: NodeId) -> bool {
    let Some(base) = base else { return false };
    let home = base.host_str().map(site_of);
    let mut links = dom.descendants(id).filter(|&d| dom.tag(d) == "a").filter_map(|a| dom.attr(a, "href"));
    links.all(|href| {
        let url = urls::resolve(href, Some(base));
        url.is_some_and(|url| url.host_str().is_some() && url.host_str().map(site_of) != home)
    })
}

/// Second levels under which countries register sites: `bbc.co.uk` and `sina.com.cn` are sites, `co.uk` is not.
const SECOND_LEVELS: &[&str] = &["ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"];

/// Hosts that give each customer a site of its own under their name.
const SHARED_HOSTS: &[&str] = &[
    "blogspot.com",
    "github.io",
    "gitlab.io",
    "netlify.app",
    "pages.dev",
    "substack.com",
    "tumblr.com",
    "vercel.app",
    "wordpress.com",
    "medium.com",
    "weebly.com",
    "wixsite.com",
    "hatenablog.com",
    "livejournal.com",
    "pixnet.net",
];

/// The part of a host that all hosts of one site share: its last two labels, or three under a country's second level or a
/// shared host. A rough stand-in for the Public Suffix List, which is 100 KB.
pub fn site_of(host: &str) -> &str {
    let starts: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at + 1).collect();
    let from = |labels: usize| starts.get(labels - 1).map_or(host, |&at| &host[at..]);
    let last_two = from(2);
    let is_second_level =
        last_two.split_once('.').is_some_and(|(second, top)| top.len() == 2 && SECOND_LEVELS.contains(&second));
    if is_second_level || SHARED_HOSTS.contains(&last_two) { from(3) } else { last_two }
}

/// Whether an address is of a page of the site that the post was saved from, and not of a file.
pub fn stays_on_site(base: Option<&Url>, href: &str) -> bool {
    let href = href.trim();
    // A fragment leads to a chapter or a note of the post itself.
    if href == "#" || href.to_ascii_lowercase().starts_with("javascript:") {
        return true;
    }
    if href.starts_with('#') {
        return false;
    }
    let Some(url) = urls::resolve(href, base).filter(|u| matches!(u.scheme(), "http" | "https")) else {
        return base.is_none() && href.starts_with('/');
    };
    let Some(base) = base else { return false };
    let site = |url: &url::Url| url.host_str().map(|host| site_of(host).to_string());
    let is_file = url.path().rsplit('/').next().and_then(|name| name.rsplit_once('.')).is_some_and(|(_, ending)| {
        let ending = ending.to_ascii_lowercase();
        FILES.contains(&&*ending)
    });
    site(&url) == site(base) && !is_file
}

/// Endings of files that a post may offer.
const FILES: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "pdf", "mp3", "mp4", "m4a", "webm", "ogg", "zip", "epub",
    "mobi", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "txt",
];

#[cfg(test)]
mod tests {
    use super::site_of;

    #[test]
    fn sites_are_told_apart() {
        for (host, site) in [
            ("www.example.org", "example.org"),
            ("example.org", "example.org"),
            ("localhost", "localhost"),
            ("www.bbc.co.uk", "bbc.co.uk"),
            ("news.sina.com.cn", "sina.com.cn"),
            ("com.cn", "com.cn"),
            ("a.github.io", "a.github.io"),
            ("b.a.blogspot.com", "a.blogspot.com"),
            // A short name under a top level of two letters is a site, too.
            ("news.t.co", "t.co"),
            ("co.example", "co.example"),
        ] {
            assert_eq!(site_of(host), site, "{host}");
        }
    }
}
