//! Posts of inputs, cleaned with the other files of their threads, some at a time on all cores.

use super::volume::Volume;
use crate::workers::{in_order, with_less_effort};
use archive_viewer::Error;
use archive_viewer::export::Thread;
use archive_viewer::library::{Library, Row};
use archive_viewer::page::Effort;
use std::convert::Infallible;

/// Posts that are cleaned before the first of them is written.
pub const BATCH: usize = 64;

/// Reads posts and makes something of each, in their order; a sentence of what can't be read.
pub fn made<T: Send>(
    rows: &[Row],
    library: &mut Library,
    volumes: &[Volume],
    make: impl Fn(&Thread, Effort) -> Result<T, Error> + Sync,
) -> Vec<Result<T, String>> {
    let threads = rows.iter().map(|row| {
        let volume = &volumes[usize::from(row.volume)];
        let parts = library.thread_of(row.volume, &row.path).into_iter();
        let parts = parts.filter_map(|part| Some((part.path, volume.text(part.index).ok()?))).collect();
        let evidence = library.evidence_of(row.volume, &row.path).cloned();
        volume.text(row.index).map(|bytes| Thread { path: row.path.clone(), bytes, evidence, parts })
    });
    let run = |thread: Result<Thread, String>| {
        let stopped = || Err("the program stopped while it read the file".to_owned());
        let make = |thread: &Thread, effort| make(thread, effort).map_err(|error| error.to_string());
        thread.and_then(|thread| with_less_effort(|effort| make(&thread, effort)).unwrap_or_else(stopped))
    };
    let mut all = Vec::new();
    let Ok(()) = in_order(threads, run, |one| {
        all.push(one);
        Ok::<(), Infallible>(())
    });
    all
}
