//! archive-viewer compare: two versions of an archive or of a post, and what is different.

mod pairs;
mod report;
mod versions;
mod words;

use super::inputs::Input;
use super::outcome::{Failure, Outcome};
use std::io::{self, Write};
use versions::Version;

/// Compares two inputs. Whether nothing is different.
///
/// # Errors
/// When an input can't be read, or nothing can be written.
pub fn run(before: &str, after: &str, as_json: bool) -> Outcome<bool> {
    let [one, other] = [before, after].map(|given| Input::open(given).map_err(Failure::Input));
    let (one, other) = (one?, other?);
    let is_single = !one.is_many() && !other.is_many();
    let (mut before, mut after) = (Version::read(&one)?, Version::read(&other)?);
    if is_single {
        // Two files are two versions of one post, whatever their names.
        for version in [&mut before, &mut after] {
            version.posts =
                std::mem::take(&mut version.posts).into_values().map(|post| (String::new(), post)).collect();
        }
    }
    let mut comparison = pairs::compare(&before, &after);
    let name = |path: &mut String| {
        if path.is_empty() {
            *path = other.name.clone()
        }
    };
    comparison.found.iter_mut().for_each(|found| name(&mut found.path));
    let text = report::report(&comparison, as_json);
    io::stdout().write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(before.is_whole && after.is_whole && comparison.found.is_empty())
}
