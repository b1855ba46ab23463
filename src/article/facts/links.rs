//! Where links lead: to the site that the post was saved from, or elsewhere.

use crate::article::dom::{Dom, NodeId};
use crate::article::urls;
use url::Url;

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

/// The last two names of a host, which the parts of one site share.
pub fn site_of(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    dots.nth(1).map_or(host, |at| &host[at + 1..])
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
