//! JSON-LD: `NewsArticle`, `BlogPosting` and their kin of schema.org.

use super::json::Json;
use super::said::{Field, Said, field_of, is_same_page};
use super::titles::Titles;
use crate::article::dom::Dom;

/// Scripts of a page that are read, and the bytes of one.
const MOST_SCRIPTS: usize = 20;
const MOST_BYTES: usize = 256 * 1024;
/// Objects that are looked at, articles among them, and the values of one field.
const MOST_OBJECTS: usize = 500;
const MOST_ARTICLES: usize = 40;
const MOST_VALUES: usize = 40;

/// Reads the object of the page's own article. A page has others: of related articles, of its site.
#[inline(never)]
pub fn read(dom: &Dom, titles: &Titles, vocabulary: usize, said: &mut Said) {
    let mut documents = Vec::new();
    for id in dom.find_all(dom.root(), &["script"]) {
        let is_json_ld = dom.attr(id, "type").is_some_and(|kind| kind.contains("ld+json"));
        if is_json_ld && documents.len() < MOST_SCRIPTS {
            let text = dom.text(id);
            // Some hide it from old browsers in a comment.
            let start = text.find(['{', '[']).unwrap_or(0);
            let start = if text.starts_with("//<![CDATA[") { 11 } else { start };
            documents.extend(Some(&text[start..]).filter(|text| text.len() <= MOST_BYTES).and_then(Json::parse));
        }
    }
    let mut objects = Vec::new();
    for document in &documents {
        gather(document, &mut objects);
    }
    objects.truncate(MOST_OBJECTS);
    let mut articles: Vec<&Json> = objects.iter().copied().filter(|object| is_article(object)).collect();
    articles.truncate(MOST_ARTICLES);
    let own = said.from.clone().or_else(|| said.saved_from.clone());
    let mut best = None;
    for article in &articles {
        let is_own = own.as_ref().map(|own| texts(article, Field::From).iter().any(|url| is_same_page(url, own)));
        let title = texts(article, Field::Title).first().map(|title| titles.has(title));
        let is_known =
            own.is_some() && !texts(article, Field::From).is_empty() || !titles.is_empty() && title.is_some();
        let rank = match (is_own, title) {
            (Some(true), _) => 0,
            (_, Some(true)) => 1,
            // Where nothing tells whose it is, it must be the only one.
            _ if articles.len() == 1 && !is_known => 2,
            _ => continue,
        };
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, *article));
        }
    }
    let Some((_, Json::Object(pairs))) = best else { return };
    for (key, value) in pairs {
        let Some((field, at)) = field_of(key) else { continue };
        for value in value.each().iter().take(MOST_VALUES) {
            for text in texts_of(value, field, &objects) {
                said.take(field, vocabulary + at, text);
            }
        }
    }
}

/// All objects of a document that may be the page's article or a person: those of a list, a `@graph`, a page's main part.
#[inline(never)]
fn gather<'j>(value: &'j Json, objects: &mut Vec<&'j Json>) {
    for object in value.each() {
        objects.push(object);
        for key in ["@graph", "mainEntity"] {
            if let Some(inner) = object.get(key) {
                gather(inner, objects);
            }
        }
    }
}

fn is_article(object: &Json) -> bool {
    let kinds = object.get("@type").map_or(&[][..], Json::each);
    kinds
        .iter()
        .filter_map(Json::as_text)
        .any(|kind| ["Article", "Posting", "Report"].iter().any(|end| kind.ends_with(end)))
}

/// The texts of an article's field, by all of its names.
#[inline(never)]
fn texts(article: &Json, wanted: Field) -> Vec<&str> {
    let Json::Object(pairs) = article else { return Vec::new() };
    let mut texts = Vec::new();
    for (key, value) in pairs {
        if field_of(key).is_some_and(|(field, _)| field == wanted) {
            texts.extend(texts_of(value, wanted, &[]));
        }
    }
    texts
}

/// The texts of a value: its own, a person's names, a page's address; or those of the object that it refers to.
#[inline(never)]
fn texts_of<'j>(value: &'j Json, field: Field, objects: &[&'j Json]) -> Vec<&'j str> {
    if let Some(text) = value.as_text() {
        return vec![text];
    }
    let id = value.get("@id");
    let own = match field {
        Field::From => id.or_else(|| value.get("url")),
        _ => value.get("name").or_else(|| {
            objects.iter().find(|object| id.is_some() && object.get("@id") == id).and_then(|object| object.get("name"))
        }),
    };
    own.map_or(&[][..], Json::each).iter().filter_map(Json::as_text).take(MOST_VALUES).collect()
}
