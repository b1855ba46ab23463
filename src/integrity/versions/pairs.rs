//! Which posts of two versions are the same, and what is different between them.

use super::super::change::Change;
use super::post::{COMPARED, Post, Posts};
use super::words::{Words, words};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// A post that is different.
#[derive(Debug, Serialize)]
pub struct Found {
    /// What became of it.
    pub kind: Change,
    /// Its path; of one that moved the new one.
    pub path: String,
    /// The path from which it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Fields that are different.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Words that are different.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub words: Words,
    /// Pictures that only the later version has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub new_pictures: Vec<String>,
    /// Pictures that only the earlier version has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone_pictures: Vec<String>,
}

/// A field that is different.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its earlier value.
    pub before: String,
    /// Its later value.
    pub after: String,
}

/// All that is different.
pub struct Comparison {
    /// By path.
    pub found: Vec<Found>,
    /// How many posts are as they were.
    pub same: usize,
}

/// Compares two versions: by path, then by file, then by text.
pub fn compare(before: &Posts, after: &Posts) -> Comparison {
    let (mut found, mut same) = (Vec::new(), 0);
    let mut left: BTreeMap<&str, &Post> = BTreeMap::new();
    for (path, post) in before {
        match after.get(path) {
            Some(other) if other.sum == post.sum => same += 1,
            Some(other) => found.push(different(Change::Changed, path, None, post, other)),
            None => drop(left.insert(path, post)),
        }
    }
    let new = after.iter().filter(|(path, _)| !before.contains_key(*path));
    let mut fresh: BTreeMap<&str, &Post> = new.map(|(path, post)| (&**path, post)).collect();
    let by_file = |post: &Post| post.sum.to_vec();
    let by_text = |post: &Post| post.text.split_whitespace().collect::<String>().into_bytes();
    for key in [&by_file as &dyn Fn(&Post) -> Vec<u8>, &by_text] {
        let mut places: HashMap<Vec<u8>, Vec<&str>> = HashMap::new();
        for (path, post) in left.iter().rev() {
            places.entry(key(post)).or_default().push(path);
        }
        places.remove(&Vec::new());
        fresh.retain(|path, post| {
            let Some(from) = places.get_mut(&key(post)).and_then(Vec::pop) else { return true };
            if let Some(old) = left.remove(from) {
                found.push(different(Change::Moved, path, Some(from), old, post));
            }
            false
        });
    }
    let alone = |kind, path: &str| Found {
        kind,
        path: path.to_owned(),
        from: None,
        fields: Vec::new(),
        words: Words::default(),
        new_pictures: Vec::new(),
        gone_pictures: Vec::new(),
    };
    found.extend(left.keys().map(|path| alone(Change::Gone, path)));
    found.extend(fresh.keys().map(|path| alone(Change::New, path)));
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Comparison { found, same }
}

/// What is different of two posts.
pub fn different(kind: Change, path: &str, from: Option<&str>, before: &Post, after: &Post) -> Found {
    let values = COMPARED.into_iter().zip(before.fields.iter().zip(&after.fields));
    let fields = values.filter(|(_, (one, other))| one != other);
    let field =
        |(name, (one, other)): (_, (&String, &String))| Field { name, before: one.clone(), after: other.clone() };
    let only = |one: &Post, other: &Post| -> Vec<String> {
        one.pictures.iter().filter(|src| !other.pictures.contains(src)).cloned().collect()
    };
    Found {
        kind,
        path: path.to_owned(),
        from: from.map(str::to_owned),
        fields: fields.map(field).collect(),
        words: words(&before.text, &after.text),
        new_pictures: only(after, before),
        gone_pictures: only(before, after),
    }
}
