//! archive-viewer list: what an archive or a folder has, by the posts' own front matter.

use super::inputs::Input;
use super::outcome::{Failure, Outcome};
use super::outputs::Output;
use super::progress::Progress;
use super::reading::Item;
use super::workers::in_order;
use archive_viewer::archive::Unpacked;
use archive_viewer::export::Exported;
use archive_viewer::file::EncodingRs;
use archive_viewer::survey::list_line;

/// Prints a line for each post.
///
/// # Errors
/// When the input can't be opened, or nothing can be written.
pub fn run(given: &str, as_json: bool) -> Outcome<bool> {
    let input = Input::open(given).map_err(Failure::Input)?;
    let mut output = Output::stdout();
    let progress = Progress::start();
    let mut failed = None;
    let line = |item: Item| match item {
        Item::Text(Unpacked { path, bytes, is_post: true, .. }, _) => list_line(&path, &bytes, as_json, &EncodingRs),
        Item::Text(..) | Item::Flawed(..) => Exported { text: String::new(), failure: None },
        Item::Refused(unopened) => said(format!("{}: {}", unopened.path, unopened.message)),
        Item::Problem(problem) => said(format!("{given}: {}", problem.message)),
        Item::Unread(_, sentence) => said(sentence),
    };
    let items = input.reading().filter_map(|item| item.map_err(|sentence| failed = Some(sentence)).ok());
    in_order(items, line, |Exported { text, failure }| {
        if let Some(failure) = failure {
            progress.warn(&failure);
        }
        output.write("", &text).map_err(Failure::Output)
    })?;
    output.flush().map_err(Failure::Output)?;
    match failed {
        Some(sentence) => Err(Failure::Input(sentence)),
        None => Ok(true),
    }
}

fn said(sentence: String) -> Exported {
    Exported { text: String::new(), failure: Some(sentence) }
}
