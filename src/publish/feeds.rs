//! Feeds: Atom (RFC 4287) and JSON Feed 1.1. They have the newest posts and lead to the pages of all.

use super::PAGES;
use super::feed_entry::FeedEntry;
use super::markup::Markup;
use super::site::Site;
use serde_json::{Map, Value, json};

/// A feed of a site, or of the posts of one source in it.
pub struct Feed<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its path in the site, without its extension.
    pub path: &'a str,
    /// Its entries, newest first.
    pub entries: &'a [&'a FeedEntry],
}

/// The date of a feed that has none: it must have one, and the time of publishing would change every feed.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// A feed as Atom; nothing if the site has no URL.
pub fn atom(site: &Site, feed: &Feed) -> Option<String> {
    let own = site.url_of(&format!("{}.atom", feed.path))?;
    let pages = site.url_of(PAGES)?;
    let mut out = Markup::new();
    out.fixed("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let lang = Some(site.language.tag());
    out.open("feed", &[("xmlns", Some("http://www.w3.org/2005/Atom")), ("xml:lang", lang)]);
    out.line();
    out.element("title", &[], feed.title);
    out.element("id", &[], &own);
    let updated = feed.entries.iter().filter_map(|entry| entry.date.as_deref()).max().unwrap_or(NO_DATE);
    out.element("updated", &[], updated);
    out.empty("link", &[("rel", Some("self")), ("type", Some("application/atom+xml")), ("href", Some(&own))]);
    out.empty("link", &[("rel", Some("alternate")), ("type", Some("text/html")), ("href", Some(&pages))]);
    out.empty("link", &[("rel", Some("archives")), ("type", Some("text/html")), ("href", Some(&pages))]);
    if let Some(description) = &site.description {
        out.element("subtitle", &[], description);
    }
    if let Some(licence) = &site.licence {
        out.element("rights", &[], licence.url.as_deref().unwrap_or(&licence.name));
    }
    out.open("author", &[]);
    out.element("name", &[], &site.title);
    out.close("author");
    for entry in feed.entries {
        out.line();
        out.open("entry", &[("xml:lang", Some(&entry.lang))]);
        out.element("title", &[], &entry.title);
        out.element("id", &[], &entry.url);
        out.empty("link", &[("rel", Some("alternate")), ("type", Some("text/html")), ("href", Some(&entry.url))]);
        if let Some(source) = &entry.source {
            out.empty("link", &[("rel", Some("via")), ("href", Some(source))]);
        }
        out.element("updated", &[], entry.date.as_deref().unwrap_or(updated));
        if let Some(date) = &entry.date {
            out.element("published", &[], date);
        }
        if let Some(author) = &entry.author {
            out.open("author", &[]);
            out.element("name", &[], author);
            out.close("author");
        }
        for tag in &entry.tags {
            out.empty("category", &[("term", Some(tag))]);
        }
        out.element("summary", &[], &entry.summary);
        out.element("content", &[("type", Some("html")), ("xml:base", Some(&entry.url))], &entry.content);
        out.close("entry");
    }
    out.line();
    out.close("feed");
    out.line();
    Some(out.into_string())
}

/// A feed as JSON Feed; nothing if the site has no URL.
pub fn json_feed(site: &Site, feed: &Feed) -> Option<String> {
    let items: Vec<Value> = feed.entries.iter().map(|entry| item(entry)).collect();
    let mut out = Map::new();
    for (key, value) in [
        ("version", json!("https://jsonfeed.org/version/1.1")),
        ("title", json!(feed.title)),
        ("home_page_url", json!(site.url_of(PAGES)?)),
        ("feed_url", json!(site.url_of(&format!("{}.json", feed.path))?)),
        ("description", json!(site.description)),
        ("language", json!(site.language.tag())),
        ("items", json!(items)),
    ] {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    }
    Some(format!("{:#}\n", Value::Object(out)))
}

fn item(entry: &FeedEntry) -> Value {
    let mut out = Map::new();
    let authors = entry.author.as_ref().map(|name| json!([{ "name": name }]));
    for (key, value) in [
        ("id", json!(entry.url)),
        ("url", json!(entry.url)),
        ("external_url", json!(entry.source)),
        ("title", json!(entry.title)),
        ("content_html", json!(entry.content)),
        ("summary", json!(entry.summary)),
        ("image", json!(entry.image)),
        ("date_published", json!(entry.date)),
        ("authors", json!(authors)),
        ("tags", json!(Some(&entry.tags).filter(|tags| !tags.is_empty()))),
        ("language", json!(entry.lang)),
    ] {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    }
    Value::Object(out)
}
