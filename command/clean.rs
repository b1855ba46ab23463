//! archive-viewer clean: posts in one of their forms, cleaned by all cores of the machine.

use super::inputs::{Input, Kind, base_name, stem};
use super::outcome::{Failure, Outcome};
use super::outputs::Output;
use super::progress::Progress;
use super::reading::Item;
use super::workers::{in_order, with_less_effort};
use archive_viewer::article::evidence::SourceEvidence;
use archive_viewer::export::{Exported, Form, Source, export};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{File, Library, index_edges, pack};
use archive_viewer::page::Unopened;

/// What `clean` was asked for.
pub struct Request {
    /// Files, folders and archives.
    pub inputs: Vec<String>,
    /// What each post is written as.
    pub form: Form,
    /// The folder for a file of each post.
    pub out: Option<String>,
    /// Whether an archive is read once before its first post comes.
    pub learns: bool,
}

/// Cleans all inputs. Whether all of them could be opened.
///
/// # Errors
/// When nothing can be written, or several posts have no place.
pub fn run(request: &Request) -> Outcome<bool> {
    let mut output = match &request.out {
        Some(folder) => Output::folder(folder, request.form),
        None => Output::stdout(),
    };
    let mut is_whole = true;
    for input in &request.inputs {
        match clean_input(input, request, &mut output) {
            Ok(()) => {}
            Err(Failure::Input(sentence)) => {
                Progress::start().warn(&sentence);
                is_whole = false;
            }
            Err(Failure::Told) => is_whole = false,
            Err(failure) => return Err(failure),
        }
    }
    output.flush().map_err(Failure::Output)?;
    Ok(is_whole)
}

enum Job {
    Post { path: String, bytes: Vec<u8>, evidence: Option<SourceEvidence>, share: f64 },
    Unopened(Unopened),
    Warning(String),
    Failed(String),
}

/// What cleaning gives, one after the other in the order of the input.
pub struct Answer {
    /// The post's path.
    pub path: String,
    /// The post in its form, or a sentence about something else.
    pub exported: Result<Exported, String>,
    /// The share of the input that was read until then.
    pub share: f64,
    /// Whether the rest of the input can't be read, as the sentence says.
    pub is_failed: bool,
}

fn clean_input(given: &str, request: &Request, output: &mut Output) -> Outcome<()> {
    let input = Input::open(given).map_err(Failure::Input)?;
    let (form, is_several) = (request.form, request.inputs.len() > 1);
    if request.out.is_none() && !form.is_stream() && (input.is_many() || is_several) {
        return Err(Failure::Misused(format!("--{} of several posts needs --out DIR.", form.name())));
    }
    let mut progress = Progress::start();
    let learned =
        if request.learns && form != Form::Why { learn(&input, |share| progress.add("read", share))? } else { None };
    progress.end();
    let folder = if is_several { format!("{}/", stem(given)) } else { String::new() };
    let mut progress = Progress::start();
    let mut is_failed = false;
    clean_posts(&input, form, learned.as_ref(), |answer| {
        is_failed |= answer.is_failed;
        match answer.exported {
            Err(sentence) => progress.warn(&sentence),
            Ok(Exported { text, failure }) => {
                if let Some(failure) = failure {
                    progress.warn(&failure);
                }
                if !text.is_empty() {
                    let path = if input.is_many() {
                        format!("{folder}{}", answer.path)
                    } else {
                        base_name(&answer.path).to_owned()
                    };
                    output.write(&path, &text).map_err(|error| match output {
                        Output::Stdout(_) => Failure::Output(error),
                        Output::Folder(..) => Failure::Input(error.to_string()),
                    })?;
                }
                progress.add("cleaned", answer.share);
            }
        }
        Ok(())
    })?;
    progress.end();
    if is_failed { Err(Failure::Told) } else { Ok(()) }
}

/// Cleans the posts of an input on all cores, by what `learned` says of its sources, and hands them to `take` in order.
///
/// # Errors
/// The first error of `take`.
pub fn clean_posts<E>(
    input: &Input,
    form: Form,
    learned: Option<&Library>,
    take: impl FnMut(Answer) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = input.reading().filter_map(|item| {
        Some(match item {
            Err(sentence) => Job::Failed(sentence),
            Ok(Item::Text(text, share)) if text.is_post => {
                let evidence = learned.and_then(|library| library.evidence_of(0, &text.path).cloned());
                Job::Post { path: text.path, bytes: text.bytes, evidence, share }
            }
            Ok(Item::Refused(unopened)) => Job::Unopened(unopened),
            Ok(Item::Problem(problem)) => Job::Warning(format!("{}: {}", input.given, problem.message)),
            Ok(Item::Unread(_, sentence)) => Job::Warning(sentence),
            Ok(Item::Text(..) | Item::Flawed(..)) => return None,
        })
    });
    let is_file = input.kind == Kind::File;
    in_order(jobs, |job| answer(job, form, is_file), take)
}

fn answer(job: Job, form: Form, is_file: bool) -> Answer {
    let of = |path: String, exported| Answer { path, exported, share: 1.0, is_failed: false };
    match job {
        Job::Warning(sentence) => of(String::new(), Err(sentence)),
        Job::Failed(sentence) => Answer { is_failed: true, ..of(String::new(), Err(sentence)) },
        Job::Unopened(Unopened { path, error, message }) => {
            let exported = Exported::unopened(&path, error, &message, form);
            of(path, Ok(exported))
        }
        Job::Post { path, bytes, evidence, share } => {
            let name = if is_file { base_name(&path) } else { &path };
            let source = Source { path: &path, name, bytes: &bytes };
            let exported = with_less_effort(|effort| export(source, form, effort, evidence.as_ref(), &EncodingRs));
            let message = "the program stopped while it read the file";
            let exported = exported.unwrap_or_else(|| Exported::unopened(&path, "crashed", message, form));
            Answer { exported: Ok(exported), share, path, is_failed: false }
        }
    }
}

/// Reads an archive or a folder once for what repeats in its sources; nothing repeats in a file. `read` is told the share that
/// was read, from 0 to 1.
///
/// # Errors
/// When it can't be read.
pub fn learn(input: &Input, mut read: impl FnMut(f64)) -> Outcome<Option<Library>> {
    if !input.is_many() {
        return Ok(None);
    }
    let mut library = Library::new();
    library.add_volume(0, &input.name);
    let mut failed = None;
    let texts = input.reading().filter_map(|item| match item {
        Ok(Item::Text(text, share)) => Some((text, share)),
        Ok(_) => None,
        Err(sentence) => {
            failed = Some(sentence);
            None
        }
    });
    let index = |(text, share): (archive_viewer::archive::Unpacked, f64)| {
        let packed = with_less_effort(|effort| {
            let mut packed = Vec::new();
            let (index, path, bytes, is_post) = (text.index, &*text.path, &*text.bytes, text.is_post);
            index_edges(File { index, path, bytes, is_post, is_single: false, effort }, &EncodingRs, &mut packed);
            packed
        });
        (text.index, text.path, packed.unwrap_or_default(), share)
    };
    in_order(texts, index, |(index, path, packed, share)| {
        library.add_rows(0, &pack([(index, &*path)]));
        library.add_posts(0, &packed);
        read(share);
        Ok::<(), Failure>(())
    })?;
    if let Some(sentence) = failed {
        return Err(Failure::Input(sentence));
    }
    library.learn_volume(0);
    Ok(Some(library))
}
