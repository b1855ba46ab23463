//! archive-viewer export: posts of inputs in one file, in one of several forms.

mod book;
mod cleaning;
mod output;
mod posts;
mod references;
mod volume;

use super::inputs::{Input, stem};
use super::outcome::{Failure, Outcome};
use super::progress::Progress;
use archive_viewer::export::epub::{By, Options};
use archive_viewer::export::references::{csl_json, ris};
use archive_viewer::export::selected;
use archive_viewer::library::Library;
use clap::ArgMatches;
use output::Output;
use std::path::PathBuf;
use volume::Volume;

/// What posts are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An EPUB.
    Epub,
    /// Entries of CSL-JSON.
    Csl,
    /// Entries of RIS.
    Ris,
    /// A line of JSON for each post.
    Jsonl,
    /// Files of Markdown with their pictures.
    Markdown,
    /// A document.
    Html,
}

impl Form {
    /// All forms.
    pub const ALL: [Form; 6] = [Form::Epub, Form::Csl, Form::Ris, Form::Jsonl, Form::Markdown, Form::Html];

    /// Its name: that of the command's option.
    pub fn name(self) -> &'static str {
        match self {
            Form::Epub => "epub",
            Form::Csl => "csl",
            Form::Ris => "ris",
            Form::Jsonl => "jsonl",
            Form::Markdown => "markdown",
            Form::Html => "html",
        }
    }
}

/// What `export` was asked for.
pub struct Request {
    inputs: Vec<String>,
    form: Form,
    file: PathBuf,
    query: String,
    has_discussion: bool,
    options: Options,
}

impl Request {
    /// Reads the words of the command.
    pub fn of(words: &ArgMatches, inputs: Vec<String>) -> Request {
        let text = |name: &str| words.get_one::<String>(name).cloned();
        let title = text("title").unwrap_or_else(|| match &inputs[..] {
            [one] if one != "-" => stem(one),
            _ => "archive-viewer".to_owned(),
        });
        let options = Options {
            title,
            authors: words.get_many::<String>("author").unwrap_or_default().cloned().collect(),
            publisher: text("publisher"),
            rights: text("rights"),
            by: By::named(&text("by").unwrap_or_default()),
            is_vertical: words.get_flag("vertical"),
        };
        let form = Form::ALL.into_iter().find(|form| words.contains_id(form.name())).unwrap_or(Form::Epub);
        Request {
            inputs,
            form,
            file: PathBuf::from(text(form.name()).unwrap_or_default()),
            query: text("query").unwrap_or_default(),
            has_discussion: text("discussion").as_deref() != Some("no"),
            options,
        }
    }
}

/// Writes the file. Whether all inputs could be opened.
///
/// # Errors
/// When it can't be written, or no post is to be in it.
pub fn run(request: &Request) -> Outcome<bool> {
    let mut is_whole = true;
    let mut inputs = Vec::new();
    for given in &request.inputs {
        match Input::open(given) {
            Ok(input) => inputs.push(input),
            Err(sentence) => {
                Progress::start().warn(&sentence);
                is_whole = false;
            }
        }
    }
    let mut library = Library::new();
    let mut volumes = Vec::new();
    for (id, input) in (0..).zip(&inputs) {
        volumes.push(Volume::read(id, input, &mut library)?);
    }
    let rows = selected(&mut library, &request.query, request.options.by);
    if rows.is_empty() {
        return Err(Failure::Input("There are no posts to export.".to_owned()));
    }
    if request.form == Form::Markdown {
        posts::files(request, &rows, &mut library, &mut volumes)?;
        return Ok(is_whole);
    }
    let mut output = Output::begin(&request.file)?;
    match request.form {
        Form::Epub => book::write(request, &rows, &mut library, &mut volumes, &mut output)?,
        Form::Csl => output.write(csl_json(&references::references(&rows, &mut library, &volumes)).as_bytes())?,
        Form::Jsonl => posts::lines(&rows, &mut library, &volumes, &mut output)?,
        Form::Html => posts::document(request, &rows, &mut library, &volumes, &mut output)?,
        Form::Ris | Form::Markdown => {
            output.write(ris(&references::references(&rows, &mut library, &volumes)).as_bytes())?
        }
    }
    output.end()?;
    Ok(is_whole)
}
