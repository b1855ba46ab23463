//! export: a post → a file, in the forms of the command. Natively and in the npm package's core alone: the page saves what it
//! shows.

mod collection;
mod document;
pub mod epub;
mod fragment;
mod lines;
mod markdown;
mod paths;
pub mod references;
mod saved_posts;
mod selection;
mod text;
mod thread;
pub mod zip;

pub use collection::{Listed, collection_article, collection_end, collection_start};
pub use document::document;
pub(crate) use lines::cleaned_post;
pub use markdown::markdown;
pub use paths::free_path;
pub use saved_posts::{FileForm, Named, SavedPosts};
pub use selection::selected;
pub use thread::Thread;

use crate::article::evidence::SourceEvidence;
use crate::file::{Decoders, read_text};
use crate::page::{CleanedPost, Effort, ReadingPage, explanation};
use crate::{Error, Post};
use serde::Serialize;

/// What a post is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A [`CleanedPost`] or an [`Unopened`] on a line.
    Json,
    /// A document.
    Html,
    /// Markdown with front matter.
    Markdown,
    /// Title and text.
    Text,
    /// For people: which rule matched each block, and why it went or stayed.
    Why,
}

impl Form {
    /// All forms.
    pub const ALL: [Form; 5] = [Form::Json, Form::Html, Form::Markdown, Form::Text, Form::Why];

    /// Its name: that of the command's option.
    pub fn name(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Html => "html",
            Form::Markdown => "markdown",
            Form::Text => "text",
            Form::Why => "why",
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Html => "html",
            Form::Markdown => "md",
            Form::Text | Form::Why => "txt",
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Whether several posts can follow each other in it.
    pub fn is_stream(self) -> bool {
        matches!(self, Form::Json | Form::Why)
    }
}

/// A file of a post.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its path, as it is printed.
    pub path: &'a str,
    /// What the post is told by: the file's name, or its path in an archive.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A post in its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// What is written; empty for nothing.
    pub text: String,
    /// Why the post can't be opened, with its path before it.
    pub failure: Option<String>,
}

impl Exported {
    /// What stands for a post that can't be opened.
    pub fn unopened(path: &str, code: &str, message: &str, form: Form) -> Exported {
        #[derive(Serialize)]
        struct Line<'a> {
            path: &'a str,
            error: &'a str,
            message: &'a str,
        }
        let text = if form == Form::Json { json_line(&Line { path, error: code, message }) } else { String::new() };
        Exported { text, failure: Some(format!("{path}: {message}")) }
    }
}

/// Writes a post in a form, cleaned by what repeats in its source.
pub fn export(
    source: Source,
    form: Form,
    effort: Effort,
    evidence: Option<&SourceEvidence>,
    decoders: &dyn Decoders,
) -> Exported {
    try_export(source, form, effort, evidence, decoders)
        .unwrap_or_else(|error| Exported::unopened(source.path, error.code(), &error.to_string(), form))
}

fn try_export(
    Source { path, name, bytes }: Source,
    form: Form,
    effort: Effort,
    evidence: Option<&SourceEvidence>,
    decoders: &dyn Decoders,
) -> Result<Exported, Error> {
    if form == Form::Why {
        let reasons = match read_text(name, bytes, decoders) {
            Ok(file) => explanation(&Post::parse(&file.name, &file.text)),
            Err(error) => format!("  {error}\n"),
        };
        return Ok(Exported { text: format!("{path}\n{reasons}"), failure: None });
    }
    let file = effort.read(name, bytes, decoders)?;
    if form == Form::Json {
        let post = CleanedPost::of_text(path, file, effort, &[], evidence);
        return Ok(Exported { text: json_line(&post), failure: None });
    }
    let size = bytes.len() as u64;
    let page = match effort {
        Effort::Clean => ReadingPage::of_text_with(file, size, &[], evidence),
        effort => ReadingPage::uncleaned(file, size, effort),
    };
    let text = match form {
        Form::Markdown => markdown(&page),
        Form::Html => document(&page),
        _ => format!("{}\n\n{}\n", page.title, page.text),
    };
    Ok(Exported { text, failure: None })
}

/// A value as a line of JSON.
pub fn json_line(value: &impl Serialize) -> String {
    // It fails only for maps whose keys are no texts.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}
