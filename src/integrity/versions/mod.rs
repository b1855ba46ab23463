//! Two versions of an archive or of a post: which posts are the same, and what is different between them. Each is cleaned by
//! itself, for what repeats around it in one version and not in the other is no change.

mod by_files;
mod lines;
mod pairs;
mod post;
mod report;
mod words;

pub use by_files::{Summary, Versions};
pub use lines::{Kind, Line, Piece};
pub use post::Post;

use crate::integrity::Sum;
use crate::page::ReadingPage;
use pairs::Field;
use post::Posts;
use serde::Serialize;

/// The posts of one version.
#[derive(Debug, Default)]
pub struct Version(Posts);

impl Version {
    /// Adds a post, by its path. Of two with one path the later one counts.
    pub fn add(&mut self, path: &str, post: Post) {
        self.0.insert(path.to_owned(), post);
    }

    /// Takes the folder away that merely wraps everything else.
    pub fn unwrap_folder(&mut self, around: &str) {
        let posts = std::mem::take(&mut self.0).into_iter();
        self.0 = posts.map(|(path, post)| (path.strip_prefix(around).unwrap_or(&path).to_owned(), post)).collect();
    }
}

/// Says what is different: a line for each post with what changed in it below, and a line of counts; or lines of JSON. Also
/// whether nothing is. Two files are two versions of one post, `single`, whatever their names.
pub fn differences(before: Version, after: Version, single: Option<&str>, as_json: bool) -> (String, bool) {
    let posts = |Version(posts): Version| -> Posts {
        match single {
            Some(name) => posts.into_values().map(|post| (name.to_owned(), post)).collect(),
            None => posts,
        }
    };
    let comparison = pairs::compare(&posts(before), &posts(after));
    (report::report(&comparison, as_json), comparison.found.is_empty())
}

/// Two posts, or two versions of one, in detail.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// Fields that are different.
    pub fields: Vec<Field>,
    /// Pictures that only the later one has.
    pub new_pictures: Vec<String>,
    /// Pictures that only the earlier one has.
    pub gone_pictures: Vec<String>,
    /// How many words only the later article has, and how many only the earlier one.
    pub words: [usize; 2],
    /// The articles with their comments, line by line.
    pub cleaned: Vec<Line>,
    /// The files, line by line.
    pub raw: Vec<Line>,
}

/// Sets two posts side by side, which another core has cleaned; their pages have the files as well.
pub fn detail(mut before: ReadingPage, mut after: ReadingPage) -> Detail {
    let raw = lines::lines(&std::mem::take(&mut before.original), &std::mem::take(&mut after.original));
    let [one, other] = [before, after].map(|page| Post::of_page(Sum::default(), "", page));
    let cleaned = lines::lines(&one.text, &other.text);
    let found = pairs::different(crate::integrity::Change::Changed, "", None, &one, &other);
    let pairs::Found { fields, words, new_pictures, gone_pictures, .. } = found;
    Detail { fields, new_pictures, gone_pictures, words: [words.new, words.gone], cleaned, raw }
}
