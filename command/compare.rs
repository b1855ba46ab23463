//! archive-viewer compare: two versions of an archive or of a post, and what is different.

use super::inputs::{Input, base_name};
use super::outcome::{Failure, Outcome};
use super::progress::Progress;
use super::reading::Item;
use super::workers::{in_order, with_less_effort};
use archive_viewer::archive::wrapping;
use archive_viewer::file::EncodingRs;
use archive_viewer::integrity::versions::{Post, Version, differences};
use std::io::{self, Write};

/// Compares two inputs. Whether nothing is different.
///
/// # Errors
/// When an input can't be read, or nothing can be written.
pub fn run(before: &str, after: &str, as_json: bool) -> Outcome<bool> {
    let [one, other] = [before, after].map(|given| Input::open(given).map_err(Failure::Input));
    let (one, other) = (one?, other?);
    let single = (!one.is_many() && !other.is_many()).then_some(&*other.name);
    let ((before, has_before), (after, has_after)) = (version(&one)?, version(&other)?);
    let (text, is_same) = differences(before, after, single, as_json);
    io::stdout().write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(has_before && has_after && is_same)
}

/// Reads and cleans all posts of an input, and says whether all could be read.
fn version(input: &Input) -> Outcome<(Version, bool)> {
    let (mut reading, mut progress) = (input.reading(), Progress::start());
    let (mut version, mut is_whole) = (Version::default(), true);
    let see = |item| match item {
        Ok(Item::Text(text, share)) if text.is_post => {
            let path = if input.is_many() { text.path } else { base_name(&text.path).to_owned() };
            Ok(Some((post(&path, &text.bytes).map_err(|reason| format!("{path}: {reason}")), path, share)))
        }
        Ok(Item::Refused(unopened)) => {
            Ok(Some((Err(format!("{}: {}", unopened.path, unopened.message)), String::new(), 1.0)))
        }
        Ok(Item::Unread(_, sentence)) => Ok(Some((Err(sentence), String::new(), 1.0))),
        Ok(_) => Ok(None),
        Err(sentence) => Err(sentence),
    };
    in_order(&mut reading, see, |seen| {
        match seen.map_err(Failure::Input)? {
            Some((Ok(post), path, share)) => {
                version.add(&path, post);
                progress.add("read", share);
            }
            Some((Err(sentence), ..)) => {
                progress.warn(&sentence);
                is_whole = false;
            }
            None => {}
        }
        Ok::<(), Failure>(())
    })?;
    progress.end();
    version.unwrap_folder(&wrapping(&reading.rows()));
    Ok((version, is_whole))
}

fn post(path: &str, bytes: &[u8]) -> Result<Post, String> {
    let stopped = || Err("the program stopped while it read the file".to_owned());
    with_less_effort(|effort| Post::of(path, bytes, effort, &EncodingRs).map_err(|error| error.to_string()))
        .unwrap_or_else(stopped)
}
