//! Comparing an outcome with a case's two files, and writing them.
//!
//! `expected.html` is compared as a tree. Of `expected.json` every key that stands there is compared;
//! a case keeps those that it is about.

use super::case::{Case, Outcome};
use super::tree::Tree;
use archive_viewer::Post;
use archive_viewer::article::Comment;
use archive_viewer::article::changes::Kind;
use serde_json::{Map, Value, json};
use std::fs;

/// What the files say and the outcome doesn't, one line each.
pub fn differences(case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut found = Vec::new();
    match fs::read_to_string(case.html_path()) {
        Ok(html) => {
            let difference = Tree::parse(&html).first_difference(&Tree::of_article(&outcome.article));
            found.extend(difference.map(|line| format!("expected.html: {line}")));
        }
        Err(_) => found.push("expected.html is missing: BLESS=1 writes one".to_owned()),
    }
    match case.json() {
        Some(expected) => {
            let actual = fields(outcome);
            for (key, expected) in expected.as_object().into_iter().flatten() {
                match (key.as_str(), actual.get(key)) {
                    ("note" | "file_name", _) => {}
                    (_, None) => found.push(format!("expected.json: there is no field {key}")),
                    (_, Some(actual)) => {
                        found.extend(difference(key, expected, actual).map(|line| format!("expected.json: {line}")));
                    }
                }
            }
            if expected["note"].as_str().unwrap_or_default().is_empty() {
                found.push("expected.json: its note has to say what the case shows".to_owned());
            }
        }
        None => found.push("expected.json is missing: BLESS=1 writes one".to_owned()),
    }
    found
}

/// Writes what came out. A file that is there keeps its keys and its note; a new one gets every key,
/// so that a person takes out those that say nothing about the case.
pub fn write(case: &Case, outcome: &Outcome) {
    let tree = Tree::of_article(&outcome.article);
    let html = tree.print(&case.name);
    assert_eq!(
        tree.first_difference(&Tree::parse(&html)),
        None,
        "{}: expected.html would not read as the article does",
        case.name
    );
    if differs(&case.html_path(), &html) {
        fs::write(case.html_path(), html).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    }

    let actual = fields(outcome);
    let json = match case.json() {
        Some(Value::Object(mut kept)) => {
            for (key, value) in &mut kept {
                if let Some(actual) = actual.get(key) {
                    *value = actual.clone();
                }
            }
            Value::Object(kept)
        }
        _ => {
            let mut all = Map::new();
            all.insert("note".to_owned(), json!(format!("To be written: what {} shows.", case.name)));
            all.extend(actual);
            Value::Object(all)
        }
    };
    let text = print(&json);
    if differs(&case.json_path(), &text) {
        fs::write(case.json_path(), text).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    }
}

fn differs(path: &std::path::Path, text: &str) -> bool {
    fs::read_to_string(path).ok().as_deref() != Some(text)
}

/// Where the fields are from that the post has.
fn origins(post: &Post) -> Value {
    without_empty(json!({
        "title": post.origins.title,
        "date": post.date.as_ref().map(|date| date.from),
        "author": post.author.as_ref().map(|_| post.origins.author),
        "source": post.from.as_ref().map(|_| post.origins.source),
    }))
}

/// Every field that an `expected.json` may hold. What is empty in a figure or a change is left out.
fn fields(outcome: &Outcome) -> Map<String, Value> {
    let Outcome { filled: post, article, among_posts, problems, .. } = outcome;
    let figures: Vec<Value> = article
        .figures
        .iter()
        .map(|f| without_empty(json!({ "src": f.src, "alt": f.alt, "caption": f.caption, "lead": f.lead })))
        .collect();
    let embeds: Vec<Value> = article
        .embeds
        .iter()
        .map(|e| without_empty(json!({ "kind": e.kind, "title": e.title, "url": e.url })))
        .collect();
    let removed: Vec<Value> = article
        .changes
        .iter()
        .map(|c| {
            let kind = if c.kind == Kind::Changed { "changed" } else { "" };
            without_empty(
                json!({ "step": c.step, "reason": c.reason, "kind": kind, "text": c.text, "images": c.images }),
            )
        })
        .collect();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    let all = json!({
        "title": post.title,
        "date": post.date.as_ref().map(|date| &date.iso),
        "author": post.author,
        "source": post.from,
        "origins": origins(post),
        "tags": post.tags,
        "categories": post.categories,
        "lang": article.lang,
        "rtl": article.is_rtl,
        "limit": article.limit.map(|limit| limit.name),
        "text": article.text,
        "excerpt": article.excerpt,
        "figures": figures,
        "embeds": embeds,
        "discussion": comments(&article.discussion),
        "among_posts": among_posts,
        "removed": removed,
        "problems": codes,
    });
    match all {
        Value::Object(all) => all,
        _ => Map::new(),
    }
}

/// Comments with their replies. The HTML is given where it is more than the text in paragraphs.
fn comments(comments: &[Comment]) -> Vec<Value> {
    let view = |comment: &Comment| {
        let html = comment.html.as_str();
        let is_plain = html.replace("<p>", "").replace("</p>", "\n").trim() == comment.text;
        without_empty(json!({
            "author": comment.author.as_deref().unwrap_or_default(),
            "id": comment.author_id.as_deref().unwrap_or_default(),
            "date": comment.date.as_ref().map_or("", |date| &date.iso),
            "text": comment.text,
            "html": if is_plain { "" } else { html },
            "limit": comment.limit.map_or("", |limit| limit.name),
            "extra": comment.extra,
            "replies": self::comments(&comment.replies),
        }))
    };
    comments.iter().map(view).collect()
}

/// The keys of the file in the order in which a person reads them.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "note", "file_name", "title", "date", "author", "source", "tags", "categories", "lang", "rtl", "limit",
    "text", "excerpt", "figures", "embeds", "discussion", "among_posts", "removed", "problems",
];

/// The keys of a figure, an embed and a change.
#[rustfmt::skip]
const ENTRY_KEYS: &[&str] =
    &["step", "reason", "kind", "src", "alt", "caption", "lead", "title", "url", "author", "id", "date", "text", "html", "images", "extra", "replies"];

/// One key a line, and one entry of a list a line where entries are more than words.
fn print(json: &Value) -> String {
    let mut out = String::from("{");
    for (i, (key, value)) in in_order(json, KEYS).into_iter().enumerate() {
        out.push_str(if i > 0 { ",\n  " } else { "\n  " });
        out.push_str(&format!("{}: ", Value::from(key)));
        match value {
            Value::Array(entries) if entries.iter().any(Value::is_object) => {
                let lines: Vec<String> = entries.iter().map(|entry| format!("    {}", on_one_line(entry))).collect();
                out.push_str(&format!("[\n{}\n  ]", lines.join(",\n")));
            }
            value => out.push_str(&on_one_line(value)),
        }
    }
    out + "\n}\n"
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Object(_) => {
            let pairs: Vec<String> = in_order(value, ENTRY_KEYS)
                .into_iter()
                .map(|(key, v)| format!("{}: {}", Value::from(key), on_one_line(v)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Array(entries) => {
            format!("[{}]", entries.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

fn in_order<'a>(json: &'a Value, keys: &[&str]) -> Vec<(&'a str, &'a Value)> {
    let place = |key: &str| keys.iter().position(|k| *k == key).unwrap_or(keys.len());
    let mut pairs: Vec<(&str, &Value)> = json.as_object().into_iter().flatten().map(|(k, v)| (&**k, v)).collect();
    pairs.sort_by_key(|(key, _)| place(key));
    pairs
}

fn without_empty(mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        map.retain(|_, value| *value != json!("") && *value != json!([]) && *value != json!(false));
    }
    value
}

/// Where two values differ first.
fn difference(path: &str, expected: &Value, actual: &Value) -> Option<String> {
    match (expected, actual) {
        (Value::Array(e), Value::Array(a)) => {
            for i in 0..e.len().max(a.len()) {
                let path = format!("{path}[{i}]");
                match (e.get(i), a.get(i)) {
                    (Some(e), Some(a)) => {
                        if let Some(found) = difference(&path, e, a) {
                            return Some(found);
                        }
                    }
                    (Some(e), None) => return Some(format!("{path}: expected {e}, found nothing")),
                    (None, Some(a)) => return Some(format!("{path}: expected nothing, found {a}")),
                    (None, None) => {}
                }
            }
            None
        }
        (Value::Object(e), Value::Object(a)) => {
            let keys: std::collections::BTreeSet<&String> = e.keys().chain(a.keys()).collect();
            keys.into_iter().find_map(|key| {
                let null = Value::Null;
                difference(&format!("{path}.{key}"), e.get(key).unwrap_or(&null), a.get(key).unwrap_or(&null))
            })
        }
        _ => (expected != actual).then(|| format!("{path}: expected {expected}, found {actual}")),
    }
}
