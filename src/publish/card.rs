//! Cards of players and pages of other sites, and links to these.

use super::facts::PostPage;
use super::markup::Markup;
use super::site::Site;
use crate::article::{Embed, policy};
use url::Url;

/// Writes the card of a player or a page of another site.
pub(super) fn write(site: &Site, page: &PostPage, embed: &Embed, out: &mut Markup) {
    let words = site.language;
    let viewer = |key: &str| words.of_viewer(key, |_| None);
    let kind = viewer(&format!("embed.{}", embed.kind)).or_else(|| viewer("embed.page")).unwrap_or_default();
    let url = Url::parse(&embed.url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    let label = if embed.title.is_empty() { &kind } else { &embed.title };
    let (lang, dir) = (Some(words.tag()), Some("ltr"));
    out.open("div", &[("class", Some("embed")), ("role", Some("group")), ("aria-label", Some(label))]);
    out.open("p", &[("class", Some("embed-kind")), ("lang", lang), ("dir", dir)]);
    out.element("span", &[], &kind);
    out.text(" ");
    out.element("span", &[("dir", dir)], host.trim_start_matches("www."));
    out.close("p");
    if !embed.title.is_empty() && embed.title != page.post.title {
        out.element("p", &[("class", Some("embed-title")), ("dir", Some("auto"))], &embed.title);
    }
    if url.is_some_and(|url| matches!(url.scheme(), "http" | "https")) {
        out.open("p", &[("class", Some("embed-ways")), ("lang", lang), ("dir", dir)]);
        outward(out, &embed.url, &words.say("open", &[]));
        out.text(" ");
        let date = page.post.date.as_ref().map_or("", |date| &date.iso);
        outward(out, &wayback(&embed.url, date), &words.say("wayback", &[]));
        out.close("p");
    }
    out.close("div");
}

/// Writes a link to another site.
pub(super) fn outward(out: &mut Markup, url: &str, text: &str) {
    out.element("a", &[("href", Some(url)), ("rel", Some(policy::LINK_REL))], text);
}

/// Where the Wayback Machine shows the copy of a page that is nearest to a date.
pub(super) fn wayback(url: &str, iso: &str) -> String {
    let iso = iso.split('.').next().unwrap_or_default();
    let stamp: String = iso.chars().filter(char::is_ascii_digit).take(14).collect();
    let slash = if stamp.is_empty() { "" } else { "/" };
    format!("https://web.archive.org/web/{stamp}{slash}{url}")
}
