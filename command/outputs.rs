//! Where posts go: the standard output, or a file for each.

use super::interrupt::Writing;
use archive_viewer::export::{Form, free_path};
use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

/// Where posts are written to.
pub enum Output {
    /// The standard output.
    Stdout(BufWriter<Stdout>),
    /// A folder, with the paths that are taken, in lower case.
    Folder(PathBuf, Form, HashSet<String>),
}

impl Output {
    /// The standard output.
    pub fn stdout() -> Output {
        Output::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))
    }

    /// Files in a folder. Each is renamed into its place once it is whole.
    pub fn folder(folder: &str, form: Form) -> Output {
        Output::Folder(PathBuf::from(folder), form, HashSet::new())
    }

    /// Writes what a post became.
    ///
    /// # Errors
    /// When it can't be written, with the file's name.
    pub fn write(&mut self, path: &str, text: &str) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.write_all(text.as_bytes()),
            Output::Folder(root, form, taken) => {
                let file = root.join(free_path(path, form.extension(), taken));
                write_whole(&file, text.as_bytes())
                    .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))
            }
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::Folder(..) => Ok(()),
        }
    }
}

/// Writes a file beside its place and renames it into it.
///
/// # Errors
/// When it can't be written.
pub fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let partial = folder.join(format!(".{name}.{}.part", std::process::id()));
    let _writing = Writing::of(&partial);
    let written = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, file));
    if written.is_err() {
        drop(fs::remove_file(&partial));
    }
    written
}
