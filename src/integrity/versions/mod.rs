//! Two versions of an archive or of a post: which posts are the same, and what is different between them. Each is cleaned by
//! itself, for what repeats around it in one version and not in the other is no change.

mod pairs;
mod post;
mod report;
mod words;

pub use post::Post;

use post::Posts;

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
