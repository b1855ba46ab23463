//! The forms of reference managers.

use super::cleaning::{BATCH, made};
use super::volume::Volume;
use crate::progress::Progress;
use archive_viewer::export::references::Reference;
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Library, Row};

/// An entry for each post that can be read.
pub fn references(rows: &[Row], library: &mut Library, volumes: &[Volume]) -> Vec<Reference> {
    let (mut progress, mut entries) = (Progress::start(), Vec::new());
    for chunk in rows.chunks(BATCH) {
        let read =
            made(chunk, library, volumes, |thread, effort| Ok(Reference::of(&thread.page(effort, &EncodingRs)?)));
        for (row, entry) in chunk.iter().zip(read) {
            match entry {
                Ok(entry) => entries.push(entry),
                Err(reason) => progress.warn(&format!("{}: {reason}", row.path)),
            }
            progress.add("read", entries.len() as f64 / rows.len() as f64);
        }
    }
    progress.end();
    entries
}
