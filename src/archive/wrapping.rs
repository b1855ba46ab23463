//! The folder that wraps a whole archive.

use super::entry::Row;
use super::path::safe_path;
use super::role::{self, Role};

/// The path prefix that all files share, with a slash at the end: most archives have one folder around everything.
/// A folder of posts is not part of it, since its name makes its files posts.
pub fn wrapping(rows: &[Row]) -> String {
    // A folder may have an entry of its own, which is no file.
    let is_file = |row: &&Row| !(row.refused && row.role == Role::Other);
    wrapping_of(rows.iter().filter(is_file).map(|row| &*row.path))
}

/// The same of files with these paths.
pub fn wrapping_of<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let paths: Vec<&str> = paths.filter(|path| !has_hidden(path)).collect();
    let mut wrapping = String::new();
    while let Some(folder) = paths.first().and_then(|path| path[wrapping.len()..].split_once('/')).map(|(name, _)| name)
    {
        let longer = format!("{wrapping}{folder}/");
        if is_folder_of_posts(folder) || !paths.iter().all(|path| path.starts_with(&longer)) {
            break;
        }
        wrapping = longer;
    }
    wrapping
}

/// Whether files in a folder with this name are posts.
pub fn is_folder_of_posts(name: &str) -> bool {
    role::of_path(&safe_path(&format!("{name}/post.md")).path) == Role::Post
}

fn has_hidden(path: &str) -> bool {
    path.split('/').any(is_hidden)
}

/// Hidden by a dot, or the second halves of files that macOS packs.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}
