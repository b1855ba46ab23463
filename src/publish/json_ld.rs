//! The description of a post for programs, by the vocabulary of schema.org.

use super::facts::{PostPage, shortened};
use super::site::Site;
use serde_json::{Map, Value, json};

/// A post as JSON-LD.
pub(super) fn of_post(site: &Site, page: &PostPage, image: Option<&str>) -> String {
    let post = page.post;
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| {
        if !matches!(&value, Value::Null) && value != "" {
            out.insert(key.to_owned(), value);
        }
    };
    set("@context", json!("https://schema.org"));
    set("@type", json!("NewsArticle"));
    set("headline", json!(post.title));
    set("url", json!(site.url_of(page.address)));
    set("mainEntityOfPage", json!(site.url_of(page.address)));
    set("datePublished", json!(post.date.as_ref().map(|date| &date.iso)));
    set("inLanguage", json!(page.lang()));
    set("description", json!(shortened(&page.description())));
    set("author", json!(post.author.as_ref().map(|name| json!({"@type": "Person", "name": name}))));
    set("isBasedOn", json!(page.source().map(|source| source.url)));
    set("image", json!(image));
    set("keywords", json!(Some(&post.tags).filter(|tags| !tags.is_empty())));
    let licence = site.licence.as_ref().map(|licence| licence.url.as_deref().unwrap_or(&licence.name));
    set("license", json!(licence));
    set("commentCount", json!(Some(page.comment_count()).filter(|count| *count > 0)));
    let mut publisher = json!({"@type": "Organization", "name": site.title});
    if let Some(url) = &site.url {
        publisher["url"] = json!(url);
    }
    set("publisher", publisher);
    Value::Object(out).to_string()
}
