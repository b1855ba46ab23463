//! Files of an archive that name its authors, whom posts and comments know by an id.

use super::fields::Fields;
use super::value::Value;
use super::{parse_pairs, yaml};
use crate::post::name;

/// Folders with a file for each author.
const FOLDERS: &[&str] = &["_users", "_authors", "_members", "_people"];
/// Files of data about all authors.
const DATA: &[&str] =
    &["_data/authors.yml", "_data/users.yml", "_data/members.yml", "_data/people.yml", "_data/authors.yaml"];
/// A file with data about all authors under [`AUTHORS`].
const CONFIG: &str = "_config.yml";
const AUTHORS: &str = "authors";

const NAME: &[&str] = &["name", "user_name", "display_name", "nickname"];
const ID: &[&str] = &["id", "user_id", "author_id", "uid"];

/// Whether a path is this one, or ends with it.
fn is_at(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// Whether a file has one author.
fn is_of_author(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folder, base)| {
        FOLDERS.iter().any(|known| is_at(folder, known)) && (base.ends_with(".md") || base.ends_with(".html"))
    })
}

/// Whether a file may name authors, by its path.
pub fn names_authors(path: &str) -> bool {
    is_of_author(path) || is_at(path, CONFIG) || DATA.iter().any(|known| is_at(path, known))
}

/// The ids and names in such a file.
pub fn author_names(path: &str, text: &str) -> Vec<(String, String)> {
    let mut names = Vec::new();
    if is_of_author(path) {
        let base = name::base(path);
        let (pairs, _) = parse_pairs(text, &mut Vec::new());
        add(base.rsplit_once('.').map_or(base, |(stem, _)| stem), Value::Map(pairs), &mut names);
    } else if names_authors(path) {
        let text = text.strip_prefix("---\n").unwrap_or(text);
        // A list becomes the value of this key; with a map the key stays alone.
        let pairs =
            yaml::parse(&format!("{AUTHORS}:\n{text}"), 1, &super::budget::Budget::default()).unwrap_or_default();
        let is_config = is_at(path, CONFIG);
        for (key, value) in pairs {
            if is_config != (key == AUTHORS) && !matches!(value, Value::List(_)) {
                continue;
            }
            match value {
                Value::List(values) => values.into_iter().for_each(|value| add("", value, &mut names)),
                Value::Map(pairs) if is_config => {
                    pairs.into_iter().for_each(|(key, value)| add(&key, value, &mut names));
                }
                value => add(&key, value, &mut names),
            }
        }
    }
    names
}

/// Adds an author with this id, unless the value has one of its own.
fn add(id: &str, value: Value, names: &mut Vec<(String, String)>) {
    let (own, name) = match value {
        Value::Map(pairs) => {
            let mut fields = Fields::new(pairs);
            (fields.text(ID), fields.text(NAME))
        }
        name => (None, Some(name.to_text())),
    };
    let id = own.unwrap_or_else(|| id.to_owned());
    if let Some(name) = name.filter(|name| !name.is_empty() && !id.is_empty()) {
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
