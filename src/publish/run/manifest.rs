//! The manifest that says what is in a site of ours: a second run writes what changed and removes what went.

use super::host::Folder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, PoisonError};

/// The manifest's file.
const MANIFEST: &str = "published.json";

/// The folder of segments.
pub const SEGMENTS: &str = "search";

/// The page of the viewer, which nobody else may have written.
const PAGE: &str = "index.html";

/// What a run leaves behind for the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format.
    pub format: u32,
    /// The addresses of posts by their paths in the archive.
    pub posts: BTreeMap<String, String>,
    /// Those of posts that are gone. They are given to no other post.
    pub gone: BTreeMap<String, String>,
    /// The files in the folder that publishing made.
    pub files: BTreeSet<String>,
}

/// The folder that is written to.
pub struct Output<'a, F> {
    folder: &'a F,
    earlier: BTreeSet<String>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    files: BTreeSet<String>,
    written: usize,
    bytes: u64,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files that it wrote.
    pub written: usize,
    /// Files that were as they had to be.
    pub unchanged: usize,
    /// Files that it removed.
    pub removed: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

impl<'a, F: Folder> Output<'a, F> {
    /// Opens the folder with what an earlier run left in it. `has_viewer` says whether the viewer's page is going to be in it.
    ///
    /// # Errors
    /// If there are pages that publishing did not make.
    pub fn open(folder: &'a F, has_viewer: bool) -> Result<(Output<'a, F>, Manifest), String> {
        let failed = |path: &str, error: &io::Error| format!("{}: {error}", folder.shown(path));
        let read = |path: &str| folder.read(path).map_err(|error| failed(path, &error));
        let names = |path: &str| folder.names(path).map_err(|error| failed(path, &error));
        let manifest = match read(MANIFEST)? {
            Some(bytes) => serde_json::from_slice(&bytes).map_err(|error| failed(MANIFEST, &error.into()))?,
            None => Manifest::default(),
        };
        let foreign = |path: &str| Err(format!("{} is there and was not made by this command", folder.shown(path)));
        // What a server is told of a folder is no page.
        if manifest == Manifest::default() && names("p")?.iter().any(|name| !name.starts_with('.')) {
            return foreign("p");
        }
        if has_viewer && !manifest.files.contains(PAGE) && names("")?.iter().any(|name| name == PAGE) {
            return foreign(PAGE);
        }
        // It is a file that anybody may have edited, and files are removed by it.
        let mut earlier: BTreeSet<String> = manifest.files.iter().filter(|path| is_inside(path)).cloned().collect();
        // A run that was cut short named these by their bytes, which it could not note before.
        let segments = names(SEGMENTS)?.into_iter().filter(|name| name.starts_with("segment-"));
        earlier.extend(segments.map(|name| format!("{}/{name}", SEGMENTS)));
        Ok((Output { folder, earlier, state: Mutex::default() }, manifest))
    }

    /// The folder.
    pub fn folder(&self) -> &'a F {
        self.folder
    }

    /// Notes what is going to be written, so that a run that is cut short leaves nothing behind that the next one can't remove.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn plan(&self, manifest: &Manifest, files: impl Iterator<Item = String>) -> Result<(), String> {
        let files = self.earlier.iter().cloned().chain(files).collect();
        self.write_manifest(&Manifest { files, ..manifest.clone() })
    }

    /// Writes a file, unless it is there with these bytes.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        assert!(is_inside(path), "{path}");
        let is_new = !self.folder.has(path, bytes);
        if is_new {
            self.folder.write(path, bytes).map_err(|error| self.failed(path, &error))?;
        }
        self.note(path, is_new, bytes.len() as u64);
        Ok(())
    }

    /// Moves a draft to a path, unless a file with the same bytes is there.
    ///
    /// # Errors
    /// When it can't be moved.
    pub fn keep(&self, draft: F::Draft, path: &str) -> io::Result<()> {
        assert!(is_inside(path), "{path}");
        let (is_new, bytes) = self.folder.keep(draft, path)?;
        self.note(path, is_new, bytes);
        Ok(())
    }

    fn note(&self, path: &str, is_new: bool, bytes: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.files.insert(path.to_owned());
        state.written += usize::from(is_new);
        state.bytes += bytes;
    }

    /// Removes the files of the earlier run that this one has not written, and writes the manifest.
    ///
    /// # Errors
    /// When one can't be removed or written.
    pub fn finish(self, manifest: Manifest) -> Result<Written, String> {
        let State { files, written, bytes } =
            std::mem::take(&mut *self.state.lock().unwrap_or_else(PoisonError::into_inner));
        let mut removed = 0;
        for path in self.earlier.difference(&files) {
            removed += usize::from(self.folder.remove(path).map_err(|error| self.failed(path, &error))?);
        }
        let unchanged = files.len() - written;
        self.write_manifest(&Manifest { format: 1, files, ..manifest })?;
        Ok(Written { written, unchanged, removed, bytes })
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), String> {
        let bytes = serde_json::to_vec_pretty(manifest).map_err(io::Error::other);
        let written = bytes.and_then(|bytes| self.folder.write(MANIFEST, &bytes));
        written.map_err(|error| self.failed(MANIFEST, &error))
    }

    /// What is wrong with a path.
    pub fn failed(&self, path: &str, error: &io::Error) -> String {
        format!("{}: {error}", self.folder.shown(path))
    }
}

/// Whether a path stays in its folder.
pub fn is_inside(path: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part != "." && part != "..";
    // A drive or a stream of Windows may be before a colon.
    let has_drive = path.split('/').next().is_some_and(|first| first.contains(':'));
    !path.contains(['\\', '\0']) && !has_drive && path.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn a_path_stays_in_its_folder() {
        for path in ["p/2020/a/index.html", "posts/a: b.md", ".nojekyll", "posts/…/x"] {
            assert!(is_inside(path), "{path}");
        }
        for path in ["", "/etc/passwd", "p/../../x", "p//x", "c:/x", "p\\x", "p/.", "p/x\0"] {
            assert!(!is_inside(path), "{path:?}");
        }
    }
}
