//! The folder of a site on the disk.

use super::super::interrupt::Writing;
use super::super::outputs::write_whole;
use super::parts::DiskParts;
use archive_viewer::publish::run::Folder;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the parts of segments are until these are whole.
const SEGMENTS: &str = "search";

/// The folder of a site.
pub struct SiteFolder {
    root: PathBuf,
    drafts: AtomicUsize,
}

impl SiteFolder {
    /// This folder, which need not be there.
    pub fn of(root: &Path) -> SiteFolder {
        SiteFolder { root: root.to_owned(), drafts: AtomicUsize::new(0) }
    }
}

/// A file that is not in its place yet. It is removed unless it gets there.
pub struct Draft {
    file: BufWriter<File>,
    path: PathBuf,
    _writing: Writing,
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

impl Folder for SiteFolder {
    type Draft = Draft;
    type Parts = DiskParts;

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        match fs::read_dir(self.root.join(folder)) {
            Ok(entries) => entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    fn has(&self, path: &str, bytes: &[u8]) -> bool {
        let file = self.root.join(path);
        fs::metadata(&file).is_ok_and(|file| file.len() == bytes.len() as u64)
            && fs::read(file).is_ok_and(|own| own == bytes)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        write_whole(&self.root.join(path), bytes)
    }

    fn remove(&self, path: &str) -> io::Result<bool> {
        let file = self.root.join(path);
        let was_there = match fs::remove_file(&file) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        let mut folder = file.parent();
        while let Some(own) = folder.filter(|own| *own != self.root && fs::remove_dir(own).is_ok()) {
            folder = own.parent();
        }
        Ok(was_there)
    }

    fn draft(&self) -> io::Result<Draft> {
        fs::create_dir_all(&self.root)?;
        let number = self.drafts.fetch_add(1, Ordering::Relaxed);
        let path = self.root.join(format!(".draft-{number}.{}.part", std::process::id()));
        let writing = Writing::of(&path);
        Ok(Draft { file: BufWriter::new(File::create(&path)?), path, _writing: writing })
    }

    fn keep(&self, mut draft: Draft, path: &str) -> io::Result<(bool, u64)> {
        draft.flush()?;
        let file = self.root.join(path);
        let bytes = fs::metadata(&draft.path)?.len();
        let is_new = !is_same(&file, &draft.path)?;
        if is_new {
            fs::create_dir_all(file.parent().unwrap_or(&self.root))?;
            fs::rename(&draft.path, &file)?;
        }
        Ok((is_new, bytes))
    }

    fn parts(&self) -> io::Result<DiskParts> {
        DiskParts::new(&self.root.join(SEGMENTS))
    }

    fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }
}

/// Whether two files have the same bytes; they may be larger than memory.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let length = fs::metadata(other)?.len();
    if !fs::metadata(one).is_ok_and(|file| file.len() == length) {
        return Ok(false);
    }
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let mut read = [Vec::new(), Vec::new()];
    loop {
        for (file, bytes) in [&mut one, &mut other].into_iter().zip(&mut read) {
            bytes.clear();
            file.take(1 << 20).read_to_end(bytes)?;
        }
        if read[0] != read[1] || read[0].is_empty() {
            return Ok(read[0] == read[1]);
        }
    }
}
