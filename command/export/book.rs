//! The form of a book.

use super::Request;
use super::cleaning::{BATCH, made};
use super::output::Output;
use super::volume::Volume;
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;
use archive_viewer::export::epub::{Book, Draft, Found};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Library, Row};
use std::collections::HashMap;

/// Writes the book.
///
/// # Errors
/// When it can't be written, or an input can't be read.
pub fn write(
    request: &Request,
    rows: &[Row],
    library: &mut Library,
    volumes: &mut [Volume],
    output: &mut Output,
) -> Outcome<()> {
    let mut book = Book::new(request.options.clone()).map_err(|error| output.failed(error))?;
    let numbers: HashMap<(u16, String), u32> = (1..)
        .zip(rows)
        .flat_map(|(number, row)| row.places.iter().map(move |place| ((place.volume, place.path.clone()), number)))
        .collect();
    let mut pictures: HashMap<(u16, u32), Option<String>> = HashMap::new();
    let mut progress = Progress::start();
    let mut number = 0;
    // A few at a time: what they name is looked up between.
    for chunk in rows.chunks(BATCH) {
        let drafts = made(chunk, library, volumes, |thread, effort| {
            Ok(Draft::of(&thread.page(effort, &EncodingRs)?, request.has_discussion))
        });
        for (row, draft) in chunk.iter().zip(drafts) {
            let draft = draft.unwrap_or_else(|reason| {
                progress.warn(&format!("{}: {reason}", row.path));
                let lang = row.lang.as_deref().unwrap_or("und");
                Draft::unread(&row.title, lang, row.date.as_ref().map(|date| &*date.iso), &reason)
            });
            let mut found = Found::default();
            for link in draft.links() {
                let place = library.find_by_path(row.volume, &row.path, &link);
                let number = place.and_then(|place| numbers.get(&(place.volume, place.path)).copied());
                found.links.extend(number.map(|number| (link, number)));
            }
            for name in draft.pictures() {
                let reading = &mut volumes[usize::from(row.volume)].reading;
                let Some(index) = reading.find_image(&row.path, &name) else { continue };
                let known = pictures.get(&(row.volume, index)).cloned();
                let path = match known {
                    Some(path) => path,
                    None => match reading.read(index).map_err(Failure::Input)? {
                        Ok(bytes) => book.picture(&bytes).map_err(|error| output.failed(error))?,
                        Err(_) => None,
                    },
                };
                pictures.insert((row.volume, index), path.clone());
                found.pictures.extend(path.map(|path| (name, path)));
            }
            number += 1;
            book.chapter(number, draft, &found).map_err(|error| output.failed(error))?;
            output.write(&book.take())?;
            progress.add("written", f64::from(number) / rows.len() as f64);
        }
    }
    let end = book.finish().map_err(|error| output.failed(error))?;
    output.write(&end)?;
    progress.end();
    Ok(())
}
