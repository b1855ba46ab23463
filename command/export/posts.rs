//! The forms in which posts open again: lines of JSON, files of Markdown with their pictures, and one HTML document.

use super::Request;
use super::cleaning::{BATCH, made};
use super::output::Output;
use super::volume::Volume;
use crate::inputs::stem;
use crate::outcome::{Failure, Outcome};
use crate::outputs::write_whole;
use crate::progress::Progress;
use archive_viewer::export::zip::Zip;
use archive_viewer::export::{Exported, Form, Listed, collection_article, collection_end, collection_start, free_path};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Library, Row};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Writes a line for each post, as `clean` prints it, with the other files of its thread among its comments.
///
/// # Errors
/// When it can't be written.
pub fn lines(rows: &[Row], library: &mut Library, volumes: &[Volume], output: &mut Output) -> Outcome<()> {
    let mut progress = Progress::start();
    for (at, chunk) in rows.chunks(BATCH).enumerate() {
        let lines = made(chunk, library, volumes, |thread, effort| thread.line(effort, &EncodingRs));
        for (row, line) in chunk.iter().zip(lines) {
            let line = line.unwrap_or_else(|reason| {
                progress.warn(&format!("{}: {reason}", row.path));
                Exported::unopened(&row.path, "unreadable", &reason, Form::Json).text
            });
            output.write(line.as_bytes())?;
            progress.add("written", (at * BATCH) as f64 / rows.len() as f64);
        }
    }
    progress.end();
    Ok(())
}

/// Writes one document.
///
/// # Errors
/// When it can't be written.
pub fn document(
    request: &Request,
    rows: &[Row],
    library: &mut Library,
    volumes: &[Volume],
    output: &mut Output,
) -> Outcome<()> {
    let listed: Vec<Listed> = rows.iter().map(listed).collect();
    output.write(collection_start(&request.options.title, &listed).as_bytes())?;
    let mut progress = Progress::start();
    for (batch, chunk) in rows.chunks(BATCH).enumerate() {
        let pages = made(chunk, library, volumes, |thread, effort| thread.page(effort, &EncodingRs));
        for (at, page) in (batch * BATCH..).zip(pages) {
            match page {
                Ok(page) => output.write(collection_article(&page, at, request.has_discussion).as_bytes())?,
                Err(reason) => progress.warn(&format!("{}: {reason}", rows[at].path)),
            }
            progress.add("written", (at + 1) as f64 / rows.len() as f64);
        }
    }
    progress.end();
    output.write(collection_end().as_bytes())
}

fn listed(row: &Row) -> Listed<'_> {
    Listed { title: &row.title, lang: row.lang.as_deref(), date: row.date.as_ref().map(|date| &*date.iso) }
}

/// Writes a file for each post, and the pictures that it names, under the paths that they have in their archives: into a zip,
/// if the name says so, or a folder.
///
/// # Errors
/// When it can't be written, or an input can't be read.
pub fn files(request: &Request, rows: &[Row], library: &mut Library, volumes: &mut [Volume]) -> Outcome<()> {
    let place = &request.file;
    let is_zip = place.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let mut files = if is_zip { Files::Zip(Box::new(Zip::new()), Output::begin(place)?) } else { Files::Folder(place) };
    let folders = folders(request, volumes);
    let paths: Vec<HashMap<u32, String>> = volumes
        .iter()
        .map(|volume| volume.reading.rows().into_iter().map(|row| (row.index, row.path)).collect())
        .collect();
    let (mut taken, mut written, mut progress) = (HashSet::new(), HashSet::new(), Progress::start());
    for (batch, chunk) in rows.chunks(BATCH).enumerate() {
        let made = made(chunk, library, volumes, |thread, effort| {
            thread.markdown(request.has_discussion, effort, &EncodingRs)
        });
        for (at, (row, one)) in chunk.iter().zip(made).enumerate() {
            let (text, names) = match one {
                Ok(one) => one,
                Err(reason) => {
                    progress.warn(&format!("{}: {reason}", row.path));
                    continue;
                }
            };
            let volume = usize::from(row.volume);
            let folder = &folders[volume];
            files.add(&free_path(&format!("{folder}{}", row.path), "md", &mut taken), text.as_bytes(), true)?;
            for name in names {
                let reading = &mut volumes[volume].reading;
                let Some(index) = reading.find_image(&row.path, &name) else { continue };
                let Some(path) = paths[volume].get(&index).filter(|_| written.insert((volume, index))) else {
                    continue;
                };
                let path = format!("{folder}{path}");
                if !taken.insert(path.to_lowercase()) {
                    progress.warn(&format!("{path}: another file has this name"));
                    continue;
                }
                match reading.read(index).map_err(Failure::Input)? {
                    Ok(bytes) => files.add(&path, &bytes, false)?,
                    Err(problem) => progress.warn(&format!("{path}: {}", problem.message)),
                }
            }
            progress.add("written", (batch * BATCH + at + 1) as f64 / rows.len() as f64);
        }
    }
    progress.end();
    files.end()
}

/// The folders of inputs: of several, each has one of its name.
fn folders(request: &Request, volumes: &[Volume]) -> Vec<String> {
    let mut taken = HashSet::new();
    let folder = |volume: &Volume| {
        let (name, mut number) = (stem(volume.given()), 1);
        let mut free = name.clone();
        while !taken.insert(free.to_lowercase()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        format!("{free}/")
    };
    match request.inputs.len() {
        1 => vec![String::new()],
        _ => volumes.iter().map(folder).collect(),
    }
}

enum Files<'a> {
    Folder(&'a Path),
    Zip(Box<Zip>, Output),
}

impl Files<'_> {
    fn add(&mut self, path: &str, bytes: &[u8], is_text: bool) -> Outcome<()> {
        match self {
            Files::Folder(folder) => {
                let file = folder.join(path);
                write_whole(&file, bytes).map_err(|error| super::output::unwritable(&file, &error))
            }
            Files::Zip(zip, output) => {
                let added = if is_text { zip.deflate(path, bytes) } else { zip.store(path, bytes) };
                added.map_err(|error| output.failed(error))?;
                output.write(&zip.take())
            }
        }
    }

    fn end(self) -> Outcome<()> {
        match self {
            Files::Folder(_) => Ok(()),
            Files::Zip(zip, mut output) => {
                let end = zip.finish().map_err(|error| output.failed(error))?;
                output.write(&end)?;
                output.end()
            }
        }
    }
}
