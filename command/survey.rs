//! archive-viewer check and stats: what is wrong with posts, and what they have in common.

use super::inputs::{Input, base_name};
use super::outcome::{Failure, Outcome};
use super::outputs::Output;
use super::progress::Progress;
use super::reading::Item;
use super::workers::{in_order, with_less_effort};
use archive_viewer::Problem;
use archive_viewer::archive::Unpacked;
use archive_viewer::file::EncodingRs;
use archive_viewer::survey::{Examination, Finding, Survey};

/// What a survey is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A line for each thing that is wrong.
    Check,
    /// Counts.
    Stats,
}

enum Seen {
    Post(Option<Box<Examination>>, String, f64),
    Item(Item),
    Failed(String),
}

/// Examines all inputs. Whether nothing is wrong, as far as that was asked.
///
/// # Errors
/// When nothing can be written.
pub fn run(inputs: &[String], purpose: Purpose, as_json: bool) -> Outcome<bool> {
    let mut survey = Survey::new();
    let mut output = Output::stdout();
    let mut is_whole = true;
    for given in inputs {
        match Input::open(given) {
            Ok(input) => is_whole &= examine(&input, purpose, as_json, &mut survey, &mut output)?,
            Err(sentence) => {
                Progress::start().warn(&sentence);
                is_whole = false;
            }
        }
    }
    if purpose == Purpose::Stats {
        output.write("", &survey.report(as_json)).map_err(Failure::Output)?;
    }
    output.flush().map_err(Failure::Output)?;
    Ok(is_whole && (purpose == Purpose::Stats || survey.findings() == 0))
}

fn examine(input: &Input, purpose: Purpose, as_json: bool, survey: &mut Survey, output: &mut Output) -> Outcome<bool> {
    let mut progress = Progress::start();
    let mut is_whole = true;
    let mut reading = input.reading();
    let see = |item| match item {
        Err(sentence) => Seen::Failed(sentence),
        Ok(Item::Text(Unpacked { path, bytes, is_post: true, .. }, share)) => {
            let name = if input.is_many() { &*path } else { base_name(&path) };
            let examined = with_less_effort(|effort| Examination::of(&path, name, &bytes, effort, &EncodingRs));
            Seen::Post(examined.map(Box::new), path, share)
        }
        Ok(item) => Seen::Item(item),
    };
    let mut say = |findings: Vec<Finding>| {
        let lines: String = findings.iter().map(|finding| finding.line(as_json)).collect();
        if purpose == Purpose::Check { output.write("", &lines).map_err(Failure::Output) } else { Ok(()) }
    };
    in_order(&mut reading, see, |seen| match seen {
        Seen::Post(examined, path, share) => {
            progress.add("examined", share);
            match examined {
                Some(examination) => say(survey.add(&examination)),
                None => say(survey.add_unopened(&path, "crashed", "the program stopped while it read the file")),
            }
        }
        Seen::Item(Item::Refused(unopened)) => {
            say(survey.add_unopened(&unopened.path, unopened.error, &unopened.message))
        }
        Seen::Item(Item::Flawed(path, problems)) => say(survey.add_problems(&path, &of(&problems))),
        Seen::Item(Item::Problem(problem)) => say(survey.add_problems(&input.given, &of(&[problem]))),
        Seen::Item(Item::Unread(_, sentence)) | Seen::Failed(sentence) => {
            progress.warn(&sentence);
            is_whole = false;
            Ok(())
        }
        Seen::Item(Item::Text(..)) => Ok(()),
    })?;
    say(survey.missing_pictures(&mut |post, url| reading.has_picture(post, url)))?;
    progress.end();
    Ok(is_whole)
}

fn of(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|problem| (problem.code, &*problem.message)).collect()
}
