//! What is wrong with a post.

use crate::export::json_line;
use serde::Serialize;

/// A kind of what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// It can't be read, or not all of it.
    Broken,
    /// Something that a post has is not there.
    Missing,
    /// It would do harm where it isn't cleaned.
    Hostile,
    /// It is there already.
    Repeated,
}

/// Something that is wrong with a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The post's path.
    pub path: String,
    /// What kind it is.
    pub kind: FindingKind,
    /// Stable identifier.
    pub code: String,
    /// English sentence.
    pub message: String,
}

/// Codes of archives that are made to do harm.
const HOSTILE: [&str; 6] =
    ["archive-budget", "archive-ratio", "entry-budget", "entry-overlap", "entry-ratio", "name-changed"];

impl Finding {
    /// A finding about the post at a path.
    pub fn new(kind: FindingKind, path: &str, code: &str, message: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), kind, code: code.to_owned(), message: message.into() }
    }

    /// The finding of a problem.
    pub fn of_problem(path: &str, code: &str, message: &str) -> Finding {
        let kind = if HOSTILE.contains(&code) { FindingKind::Hostile } else { FindingKind::Broken };
        Finding::new(kind, path, code, message)
    }

    /// As a line: kind, path and sentence with a tab in between, or JSON.
    pub fn line(&self, as_json: bool) -> String {
        if as_json {
            return json_line(self);
        }
        let kind = match self.kind {
            FindingKind::Broken => "broken",
            FindingKind::Missing => "missing",
            FindingKind::Hostile => "hostile",
            FindingKind::Repeated => "repeated",
        };
        format!("{kind}\t{}\t{}\n", plain(&self.path), plain(&self.message))
    }
}

/// A text of one field of a line.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\r' | '\n' if out.ends_with(' ') => {}
            '\t' | '\r' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
