//! The posts of an archive or a folder, all in memory.

use archive_viewer::archive::{ArchiveReader, Folder, drive};
use archive_viewer::file::EncodingRs;
use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

#[path = "file_ranges.rs"]
pub mod file_ranges;

/// A text of an archive.
pub struct Text {
    /// Its path.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is a post.
    pub is_post: bool,
}

/// All texts of an archive, or of a folder in the order of their paths.
pub fn texts(source: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    if source.is_dir() {
        return of_folder(source);
    }
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    let mut file = File::open(source)?;
    let mut reader = ArchiveReader::new(&name, file.metadata()?.len(), &EncodingRs);
    let mut texts = Vec::new();
    while !reader.is_done() {
        drive(&mut reader, |range| file_ranges::read_range(&mut file, range), |_| false)?;
        let read = reader.next_texts(usize::MAX).into_iter();
        texts.extend(read.map(|text| Text { path: text.path, bytes: text.bytes, is_post: text.is_post }));
    }
    match reader.error() {
        Some(error) => Err(error.to_string().into()),
        None => Ok(texts),
    }
}

fn of_folder(root: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut paths = Vec::new();
    list(root, "", &mut paths)?;
    paths.sort();
    let mut folder = Folder::new();
    for path in &paths {
        folder.push(path, fs::metadata(root.join(path))?.len());
    }
    let mut texts = Vec::new();
    for index in folder.texts() {
        let bytes = fs::read(root.join(&paths[index as usize]))?;
        let text = folder.text(index, bytes);
        texts.extend(text.map(|text| Text { path: text.path, bytes: text.bytes, is_post: text.is_post }));
    }
    Ok(texts)
}

fn list(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), paths)?;
        } else {
            paths.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
