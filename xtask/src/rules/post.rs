//! One cleaned post: what this command reads from a line of `clean`, and what it saves.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Outcome;

/// A post and what was taken from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanedPost {
    /// Its path in the corpus.
    #[serde(alias = "path")]
    pub post: String,
    /// Characters of the article's text.
    #[serde(default)]
    pub kept: usize,
    /// What was removed or changed, in the order of the cleaning.
    #[serde(default)]
    pub removed: Vec<Removal>,
    /// The code of the error, where the post can't be read or the program crashed on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// One entry of a post's change log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Removal {
    /// The step, such as `furniture`.
    pub step: String,
    /// The reason, such as `share-bar`.
    pub reason: String,
    /// `removed` or `changed`.
    pub kind: String,
    /// The text; small ones of one step and reason share an entry, a line each.
    #[serde(default)]
    pub text: String,
    /// Addresses of images.
    #[serde(default)]
    pub images: Vec<String>,
}

impl CleanedPost {
    /// A post of which nothing else is known.
    pub fn of(path: &str) -> Self {
        Self { post: path.to_owned(), ..Self::default() }
    }
}

impl Removal {
    /// Whether it left the article, rather than stay in another form.
    pub fn is_removed(&self) -> bool {
        self.kind == "removed"
    }

    /// Characters of the text.
    pub fn characters(&self) -> usize {
        self.text.chars().count()
    }
}

/// The fields of a line of `clean` that are counted here and not saved.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    text: String,
    #[serde(flatten)]
    post: CleanedPost,
}

/// Reads a line of `clean`, for the post with this path.
pub fn parse_line(path: &str, line: &str) -> Outcome<CleanedPost> {
    let Line { text, post } = serde_json::from_str(line)?;
    Ok(CleanedPost { post: path.to_owned(), kept: text.chars().count(), ..post })
}

/// Reads a run that `--save` wrote.
///
/// # Errors
/// When the file can't be read or is no such run.
pub fn read_saved(file: &Path) -> Outcome<Vec<CleanedPost>> {
    let mut posts = Vec::new();
    for (number, line) in BufReader::new(File::open(file)?).lines().enumerate() {
        let post = serde_json::from_str(&line?)
            .map_err(|error| format!("{}, line {}: {error}", file.display(), number + 1))?;
        posts.push(post);
    }
    Ok(posts)
}

#[cfg(test)]
mod tests {
    use super::{CleanedPost, Removal, parse_line, read_saved};
    use std::fs;

    #[test]
    fn a_line_of_clean_becomes_a_post_that_is_saved_and_read_back() {
        let line = r#"{"path":"/tmp/1/a.md","title":"A","text":"桥开了","removed":[
            {"step":"furniture","reason":"share-bar","kind":"removed","text":"Share","images":["a.png"],"in_place":true}]}"#;
        let post = parse_line("_posts/a.md", line).unwrap();
        let removal = Removal {
            step: "furniture".into(),
            reason: "share-bar".into(),
            kind: "removed".into(),
            text: "Share".into(),
            images: vec!["a.png".into()],
        };
        let expected = CleanedPost { post: "_posts/a.md".into(), kept: 3, removed: vec![removal], error: None };
        assert_eq!(post, expected);

        let file = std::env::temp_dir().join(format!("xtask-rules-{}.jsonl", std::process::id()));
        fs::write(&file, format!("{}\n", serde_json::to_string(&post).unwrap())).unwrap();
        assert_eq!(read_saved(&file).unwrap(), [post]);
        fs::write(&file, "text\n").unwrap();
        assert!(read_saved(&file).unwrap_err().to_string().contains("line 1"));
        fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_post_that_cannot_be_read_has_an_error() {
        let post = parse_line("a.md", r#"{"path":"a.md","error":"empty","message":"it is empty"}"#).unwrap();
        assert_eq!(post.error.as_deref(), Some("empty"));
        assert_eq!(post.removed, []);
    }
}
