//! What is different between a manifest and an input.

use super::change::{Change, counts};
use super::manifest::{Manifest, PAYLOAD, Sum, encoded};
use crate::export::json_line;
use serde::Serialize;
use std::collections::BTreeMap;

/// A file that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What became of it.
    pub kind: Change,
    /// Its path; of one that moved the new one.
    pub path: String,
    /// The path from which it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// All that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differences {
    /// By path.
    pub found: Vec<Difference>,
    /// How many files are as they were.
    pub same: usize,
}

/// Compares an input with its manifest, whose own path in it is no file of the manifest.
pub fn differences(expected: Manifest, found: &Manifest, own: Option<&str>) -> Differences {
    let (expected, found) = by_the_same_root(expected, found, own);
    let mut differences = Vec::new();
    let add = |kind, path: &str, from: Option<String>| Difference { kind, path: path.to_owned(), from };
    let mut same = 0;
    // The paths that are gone, by their hashes.
    let mut gone: BTreeMap<Sum, Vec<&str>> = BTreeMap::new();
    for (path, sum) in &expected {
        match found.get(path) {
            Some(other) if other == sum => same += 1,
            Some(_) => differences.push(add(Change::Changed, path, None)),
            None => gone.entry(*sum).or_default().push(path),
        }
    }
    gone.values_mut().for_each(|paths| paths.reverse());
    for (path, sum) in found.iter().filter(|(path, _)| !expected.contains_key(*path)) {
        match gone.get_mut(sum).and_then(Vec::pop) {
            Some(from) => differences.push(add(Change::Moved, path, Some(from.to_owned()))),
            None => differences.push(add(Change::New, path, None)),
        }
    }
    differences.extend(gone.into_values().flatten().map(|path| add(Change::Gone, path, None)));
    differences.sort_by(|one, other| one.path.cmp(&other.path));
    Differences { found: differences, same }
}

type Paths = BTreeMap<String, Sum>;

/// Paths of a bag begin with its folder; the manifest may be that of a bag, or the input may be one.
fn by_the_same_root(expected: Manifest, found: &Manifest, own: Option<&str>) -> (Paths, Paths) {
    let mut files = found.0.clone();
    if let Some(own) = own {
        files.remove(own);
    }
    let is_of_bag = !expected.0.is_empty() && expected.0.keys().all(|path| path.starts_with(PAYLOAD));
    let is_bag = is_of_bag && files.contains_key("bagit.txt");
    if is_bag {
        files.retain(|path, _| path.starts_with(PAYLOAD));
    }
    let is_elsewhere = is_of_bag && !is_bag && !files.keys().any(|path| path.starts_with(PAYLOAD));
    let root = if is_elsewhere { PAYLOAD } else { "" };
    (expected.0.into_iter().map(|(path, sum)| (path[root.len()..].to_owned(), sum)).collect(), files)
}

/// A line for each, kind and paths with a tab in between, and a line of counts; or lines of JSON.
pub fn report(differences: &Differences, as_json: bool) -> String {
    let found = &differences.found;
    if as_json {
        return found.iter().map(json_line).collect();
    }
    let mut text = String::new();
    for Difference { kind, path, from } in found {
        let from = from.as_ref().map(|from| format!("{}\t", encoded(from))).unwrap_or_default();
        text.push_str(&format!("{}\t{from}{}\n", kind.name(), encoded(path)));
    }
    text + &counts(differences.same, found.iter().map(|one| one.kind))
}
