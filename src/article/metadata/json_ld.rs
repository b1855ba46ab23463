//! JSON-LD: `NewsArticle`, `BlogPosting` and their kin of schema.org.

use super::head::Head;
use super::json::Json;
use super::said::{Said, is_same_page};
use super::titles::Titles;
use crate::article::dom::Dom;

/// Scripts of a page that are read, and the bytes of one.
const MOST_SCRIPTS: usize = 20;
const MOST_BYTES: usize = 256 * 1024;

/// What the object of the page's own article says. A page has others: of related articles, of its site.
pub fn read(dom: &Dom, head: &Head, titles: &Titles) -> Said {
    let scripts = dom
        .find_all(dom.root(), &["script"])
        .into_iter()
        .filter(|&id| dom.attr(id, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")));
    let texts = scripts.take(MOST_SCRIPTS).map(|id| dom.text(id)).filter(|text| text.len() <= MOST_BYTES);
    let documents: Vec<Json> = texts.filter_map(|text| Json::parse(without_comment(&text))).collect();
    let mut objects = Vec::new();
    documents.iter().for_each(|document| gather(document, &mut objects));
    let articles: Vec<&Json> = objects.iter().copied().filter(|object| is_article(object)).collect();
    let own = head.said.from.as_deref().or(head.saved_from.as_deref());
    let by_url = || {
        let own = own?;
        articles.iter().find(|article| urls(article).any(|url| is_same_page(url, own)))
    };
    let by_title = || articles.iter().find(|article| headline(article).is_some_and(|title| titles.has(title)));
    // Where nothing tells whose it is, it must be the only one.
    let only = || {
        let article = articles.first().filter(|_| articles.len() == 1)?;
        let is_other =
            own.is_some() && urls(article).next().is_some() || !titles.is_empty() && headline(article).is_some();
        (!is_other).then_some(article)
    };
    let Some(article) = by_url().or_else(by_title).or_else(only) else { return Said::default() };

    let mut said = Said::default();
    if let Some(title) = headline(article) {
        said.take_title(title);
    }
    for key in ["datePublished", "dateCreated", "uploadDate"] {
        if let Some(date) = article.get(key).and_then(Json::as_text) {
            said.take_date(date);
        }
    }
    for key in ["author", "creator"] {
        let people = article.get(key).map(Json::each).unwrap_or_default();
        said.take_authors(people.iter().flat_map(|person| names(person, &objects)));
    }
    urls(article).for_each(|url| said.take_from(url));
    said
}

/// The text without the comment that hides it from old browsers.
fn without_comment(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("//<![CDATA[").or(text.strip_prefix("<!--")).unwrap_or(text);
    text.strip_suffix("//]]>").or(text.strip_suffix("-->")).unwrap_or(text)
}

/// All objects of a document that may be the page's article or a person: those of a list, a `@graph`, a page's main part.
fn gather<'j>(value: &'j Json, objects: &mut Vec<&'j Json>) {
    for object in value.each() {
        if let Json::Object(_) = object {
            objects.push(object);
            for key in ["@graph", "mainEntity"] {
                object.get(key).into_iter().for_each(|inner| gather(inner, objects));
            }
        }
    }
}

fn is_article(object: &Json) -> bool {
    let is_kind = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report");
    let kinds = object.get("@type").map(Json::each).unwrap_or_default();
    kinds.iter().filter_map(Json::as_text).any(is_kind)
}

fn headline(article: &Json) -> Option<&str> {
    ["headline", "name"].iter().find_map(|key| article.get(key)?.as_text()).filter(|title| !title.trim().is_empty())
}

/// The addresses of an article.
fn urls(article: &Json) -> impl Iterator<Item = &str> {
    ["url", "mainEntityOfPage", "@id"].into_iter().filter_map(|key| {
        let value = article.get(key)?;
        value.as_text().or_else(|| value.get("@id")?.as_text()).or_else(|| value.get("url")?.as_text())
    })
}

/// The names of a person: a text, an object, or a reference to an object.
fn names<'j>(person: &'j Json, objects: &[&'j Json]) -> Vec<&'j str> {
    let named =
        |object: &'j Json| object.get("name").map(Json::each).unwrap_or_default().iter().filter_map(Json::as_text);
    if let Some(name) = person.as_text() {
        return vec![name];
    }
    let own: Vec<&str> = named(person).collect();
    let id = person.get("@id").filter(|_| own.is_empty());
    match id.and_then(|id| objects.iter().find(|object| object.get("@id") == Some(id) && object.get("name").is_some()))
    {
        Some(object) => named(object).collect(),
        None => own,
    }
}
