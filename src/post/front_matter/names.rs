//! Files of an archive that name its authors, whom posts and comments know by an id.

use super::value::Value;
use super::{parse_pairs, yaml};
use crate::post::name;

/// Folders with a file for each author.
const FOLDERS: &[&str] = &["_users", "_authors", "_members", "_people"];
/// Files of data about all authors, without their extension.
const DATA: &[&str] = &["authors", "users", "members", "people"];
const EXTENSIONS: &[&str] = &["yml", "yaml", "json"];

const NAME: &[&str] = &["name", "username", "user_name", "display_name", "displayname", "nickname"];
const ID: &[&str] = &["id", "userid", "user_id", "authorid", "author_id", "uid"];

/// Where a file has its names.
enum Source {
    /// In its front matter, those of one author.
    Author,
    /// Everywhere.
    Data,
    /// Under `authors`.
    Config,
}

fn source(path: &str) -> Option<Source> {
    let base = name::base(path);
    let folder = path.strip_suffix(base)?.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let extension = name::extension(base);
    if matches!(&*extension, "md" | "markdown" | "html") {
        return FOLDERS.contains(&folder).then_some(Source::Author);
    }
    if !EXTENSIONS.contains(&&*extension) {
        return None;
    }
    match stem(base) {
        "_config" => Some(Source::Config),
        stem if folder == "_data" && DATA.contains(&stem) => Some(Source::Data),
        _ => None,
    }
}

fn stem(base: &str) -> &str {
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

/// Whether a file may name authors, by its path.
pub fn names_authors(path: &str) -> bool {
    source(path).is_some()
}

/// The ids and names in such a file.
pub fn author_names(path: &str, text: &str) -> Vec<(String, String)> {
    let mut names = Vec::new();
    match source(path) {
        None => {}
        Some(Source::Author) => {
            let (pairs, _) = parse_pairs(text, &mut Vec::new());
            add(stem(name::base(path)), &Value::Map(pairs), &mut names);
        }
        Some(Source::Data) => add_all(&data(text), &mut names),
        Some(Source::Config) => {
            if let Value::Map(pairs) = data(text) {
                pairs.iter().filter(|(key, _)| key == "authors").for_each(|(_, value)| add_all(value, &mut names));
            }
        }
    }
    names
}

/// A file of YAML or JSON; null if it is malformed.
fn data(text: &str) -> Value {
    let text = text.strip_prefix("---\n").unwrap_or(text);
    // The parser wants a map.
    let is_list = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let (wrapped, text) = match is_list.and_then(|line| line.chars().next()) {
        Some('-') => (true, format!("authors:\n{text}")),
        Some('[') => (true, format!("authors: {text}")),
        _ => (false, text.to_owned()),
    };
    match yaml::parse(&text, 1, &yaml::Budget::default()) {
        Ok(mut pairs) if wrapped => pairs.pop().map_or(Value::Null, |(_, value)| value),
        Ok(pairs) => Value::Map(pairs),
        Err(_) => Value::Null,
    }
}

fn add_all(value: &Value, names: &mut Vec<(String, String)>) {
    match value {
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| add(key, value, names)),
        Value::List(values) => values.iter().for_each(|value| add("", value, names)),
        Value::Null | Value::Text(_) => {}
    }
}

/// Adds an author with this id, unless the value has one of its own.
fn add(id: &str, value: &Value, names: &mut Vec<(String, String)>) {
    let (id, name) = match value {
        Value::Text(name) => (id.to_owned(), name.trim().to_owned()),
        Value::Map(pairs) => {
            let text = |keys: &[&str]| {
                let of = |key: &&str| pairs.iter().find(|(k, _)| k.eq_ignore_ascii_case(key));
                let mut texts = keys.iter().filter_map(of).map(|(_, value)| value.to_text());
                texts.find(|text| !text.is_empty())
            };
            (text(ID).unwrap_or_else(|| id.to_owned()), text(NAME).unwrap_or_default())
        }
        Value::Null | Value::List(_) => return,
    };
    if !id.is_empty() && !name.is_empty() {
        names.push((id, name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[(&str, &str)]) {
        let found = author_names(path, text);
        let found: Vec<(&str, &str)> = found.iter().map(|(id, name)| (&**id, &**name)).collect();
        assert_eq!(found, expected, "{path}: {text}");
        assert!(names_authors(path), "{path}");
    }

    #[test]
    fn a_file_for_each_author() {
        check("site/_users/7.md", "---\nuserID: 7\nuserName: Ann\n---\nHello\n", &[("7", "Ann")]);
        check("_authors/ann.md", "---\nname: Ann Mason\n---\n", &[("ann", "Ann Mason")]);
        check("_users/7.md", "no front matter", &[]);
    }

    #[test]
    fn a_file_for_all() {
        check("_data/authors.yml", "ann:\n  name: Ann\nbo: Bo\n", &[("ann", "Ann"), ("bo", "Bo")]);
        check("x/_data/users.yml", "---\n- id: 7\n  name: Ann\n", &[("7", "Ann")]);
        check("_data/users.json", "[{\"id\": 7, \"name\": \"Ann\"}]", &[("7", "Ann")]);
        check("_config.yml", "title: x\nauthors:\n  ann: {name: Ann}\n", &[("ann", "Ann")]);
        check("_data/authors.yml", "{", &[]);
    }

    #[test]
    fn other_files_name_nobody() {
        for path in ["_posts/7.md", "users.yml", "_data/links.yml", "_users/7.png", "about.md"] {
            assert!(!names_authors(path), "{path}");
            assert_eq!(author_names(path, "---\nname: Ann\n---\n"), [], "{path}");
        }
    }
}
