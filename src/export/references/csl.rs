//! CSL-JSON: what processors of the Citation Style Language read.

use super::Reference;
use super::key::Keys;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: String,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
}

/// A name as it is written: nobody says which of its parts is that of the family.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued<'a> {
    date_parts: [&'a [u32]; 1],
}

/// Writes a list of items, each on a line.
pub fn csl_json(references: &[Reference]) -> String {
    let mut keys = Keys::default();
    let lines: Vec<String> = references.iter().map(|reference| line(reference, &mut keys)).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn line(reference: &Reference, keys: &mut Keys) -> String {
    let item = Item {
        id: keys.of(reference),
        r#type: "webpage",
        title: &reference.title,
        author: reference.authors.iter().map(|literal| Name { literal }).collect(),
        issued: Some(Issued { date_parts: [&reference.date] }).filter(|_| !reference.date.is_empty()),
        container_title: reference.container.as_deref(),
        url: reference.url.as_deref(),
        language: reference.lang.as_deref(),
        summary: reference.summary.as_deref(),
        keyword: Some(reference.tags.join(", ")).filter(|tags| !tags.is_empty()),
    };
    // It fails only for maps whose keys are no texts.
    serde_json::to_string(&item).unwrap_or_default()
}
