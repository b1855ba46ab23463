//! The posts of a folder or an archive, as files for the `clean` program.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::Outcome;
use crate::build;
use crate::dist;

/// The longest file name, in bytes, that every file system takes.
const MAX_NAME: usize = 200;

/// Posts by their paths in the corpus, and their files.
pub struct Corpus {
    pub posts: Vec<(String, PathBuf)>,
}

/// What `archive-viewer unpack` prints.
#[derive(Deserialize)]
struct Contents {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    kind: String,
    file: Option<PathBuf>,
}

impl Corpus {
    /// Has the core list the posts of `source`. An archive's are unpacked into the target folder.
    ///
    /// # Errors
    /// When the core's program can't be built, or the source can't be read.
    pub fn open(root: &Path, source: &Path) -> Outcome<Self> {
        let folder = build::target_folder(root).join("rules").join("corpus");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let named = folder.join("named");
        fs::create_dir_all(&named)?;
        let list = folder.join("contents.json");
        let (source, files) = (source.to_string_lossy(), folder.join("files"));
        let files = files.to_string_lossy();
        dist::command(root, &["unpack", &source, &files], false)?.run_into(&list)?;
        let contents: Contents = serde_json::from_reader(BufReader::new(fs::File::open(&list)?))?;

        let mut posts = Vec::new();
        for Entry { path, kind, file } in contents.entries {
            let Some(file) = file.filter(|_| kind == "post") else { continue };
            let is_unpacked =
                file.parent().is_some_and(|parent| parent.file_name().is_some_and(|name| name == "files"));
            let file = if is_unpacked { rename(&file, &path, &named)? } else { file };
            posts.push((path, file));
        }
        if posts.is_empty() {
            return Err(format!("there are no posts in {source}").into());
        }
        Ok(Self { posts })
    }
}

/// Gives an unpacked file the name that it has in the archive, for names say a title, a date and a format.
fn rename(file: &Path, path: &str, folder: &Path) -> Outcome<PathBuf> {
    let number = file.file_name().unwrap_or_default();
    let folder = folder.join(number);
    fs::create_dir_all(&folder)?;
    let renamed = folder.join(file_name(path));
    fs::rename(file, &renamed)?;
    Ok(renamed)
}

/// The last part of a path as a name that any file system takes. The end is kept: it says the format.
fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let start = (0..name.len()).find(|at| name.is_char_boundary(*at) && name.len() - at <= MAX_NAME).unwrap_or(0);
    name[start..].replace(['\\', ':', '*', '?', '"', '<', '>', '|'], "_")
}

#[cfg(test)]
mod tests {
    use super::{MAX_NAME, file_name};

    #[test]
    fn names_are_made_for_the_disk() {
        assert_eq!(file_name("_posts/2020-01-02-新桥.md"), "2020-01-02-新桥.md");
        assert_eq!(file_name("a/what?.md"), "what_.md");
        let long = file_name(&format!("{}.md", "桥".repeat(300)));
        assert!(long.len() <= MAX_NAME && long.ends_with("桥.md"), "{long}");
    }
}
