//! A chunk of files → packed bytes with all that the library holds of each post. Stateless, so that it may run anywhere.
//!
//! Folding is done here and not where everything is held, so that as many instances share the work as help.

use super::fold::{BETWEEN_FIELDS, BETWEEN_VALUES, Folded, fold, unfold};
use super::packed::{put_bytes, put_number, put_text, put_texts};
use crate::article::IndexText;
use crate::file::{Decoders, read_text};
use crate::page::SourceView;
use crate::post::{Date, DateSource};
use crate::{Args, Error, Post, Problem};
use memchr::memmem;
use std::hash::{DefaultHasher, Hasher};

/// One file of a chunk.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its number in its volume.
    pub index: u32,
    /// Its path there.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether it is a post: by its folder or by its front matter.
    pub is_post: bool,
}

/// What a record is about.
pub(super) const POST: u8 = 0;
pub(super) const NO_POST: u8 = 1;
pub(super) const REFUSED: u8 = 2;

/// Bits of what is true of a post.
pub(super) const PUBLISHED: u8 = 1;
pub(super) const RTL: u8 = 2;
pub(super) const PROBLEMS: u8 = 4;

/// Appends the record of one file.
pub fn index(file: File, decoders: &dyn Decoders, out: &mut Vec<u8>) {
    put_number(out, file.index as usize);
    if !file.is_post {
        return out.push(NO_POST);
    }
    match read_text(file.path, file.bytes, decoders) {
        Err(error) => {
            out.push(REFUSED);
            put_problems(out, &[refusal(&error)]);
        }
        Ok(text) => {
            let post = Post::parse(&text.name, &text.text);
            let extract = IndexText::from_post(&post);
            let problems = [text.problems, post.problems.clone(), extract.problems.clone()].concat();
            out.push(POST);
            put_post(out, file.bytes, post, extract, problems);
        }
    }
}

/// The error about a file as a problem of its entry.
pub(super) fn refusal(error: &Error) -> Problem {
    Problem { code: error.code(), message: error.to_string(), args: error.args() }
}

fn put_post(out: &mut Vec<u8>, bytes: &[u8], post: Post, extract: IndexText, problems: Vec<Problem>) {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    out.extend(hasher.finish().to_le_bytes());
    let bits = [(post.published, PUBLISHED), (extract.is_rtl, RTL), (!problems.is_empty(), PROBLEMS)];
    out.push(bits.iter().map(|(is_true, bit)| if *is_true { *bit } else { 0 }).sum());
    put_number(out, extract.pictures);
    put_text(out, &extract.lang);
    let (source, source_text) = SourceView::of_post(&post);
    put_text(out, source.as_ref().map_or("", |source| &source.host));

    let mut folded = Folded::default();
    let mut ends = Vec::new();
    let address = source.map(|source| source.url).or(source_text).unwrap_or_default();
    let fields = [&[post.title][..], post.author.as_slice(), &[address], &post.tags];
    for values in fields {
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                folded.part(BETWEEN_VALUES);
            }
            folded.push(value);
        }
        ends.push(folded.text.len());
        folded.part(BETWEEN_FIELDS);
    }
    let start = folded.text.len();
    folded.push(&extract.text);
    ends.into_iter().for_each(|end| put_number(out, end));

    let mut details = Vec::new();
    put_date(&mut details, post.date.as_ref());
    put_text(&mut details, post.image.as_deref().or(extract.first_picture.as_deref()).unwrap_or_default());
    put_texts(&mut details, &post.categories);
    put_excerpt(&mut details, &extract.excerpt, &folded, start);
    put_problems(&mut details, &problems);

    put_text(out, &folded.text);
    put_bytes(out, &folded.changes);
    put_bytes(out, &details);
}

/// A date, or three empty fields.
pub(super) fn put_date(out: &mut Vec<u8>, date: Option<&Date>) {
    let (iso, original, from) = match date {
        Some(date) => (&*date.iso, &*date.original, date.from as u8),
        None => ("", "", 0),
    };
    put_text(out, iso);
    put_text(out, if iso == original { "" } else { original });
    out.push(from);
}

/// What [`put_date`] wrote for where a date was found.
pub(super) fn date_source(number: u8) -> DateSource {
    match number {
        0 => DateSource::FrontMatter,
        1 => DateSource::Comment,
        _ => DateSource::FileName,
    }
}

/// How an excerpt is written: as a place in the text, whole or cut, or by itself.
pub(super) const EXCERPT_TEXT: u8 = 0;
pub(super) const EXCERPT_WHOLE: u8 = 1;
pub(super) const EXCERPT_CUT: u8 = 2;

fn put_excerpt(out: &mut Vec<u8>, excerpt: &str, folded: &Folded, text: usize) {
    let (words, kind) = match excerpt.strip_suffix('…') {
        Some(words) => (words, EXCERPT_CUT),
        None => (excerpt, EXCERPT_WHOLE),
    };
    let needle = fold(words);
    let found = memmem::find(&folded.text.as_bytes()[text..], needle.as_bytes()).map(|at| text + at);
    let place = found.map(|at| at..at + needle.len());
    match place {
        Some(place) if on_one_line(unfold(&folded.text, &folded.changes, place.clone())) == words => {
            out.push(kind);
            put_number(out, place.start);
            put_number(out, place.len());
        }
        _ => {
            out.push(EXCERPT_TEXT);
            put_text(out, excerpt);
        }
    }
}

/// A text with spaces for the ends of its lines.
pub(super) fn on_one_line(text: String) -> String {
    if text.contains('\n') { text.replace('\n', " ") } else { text }
}

/// Problems, each with its values.
pub(super) fn put_problems(out: &mut Vec<u8>, problems: &[Problem]) {
    put_number(out, problems.len());
    for problem in problems {
        put_text(out, problem.code);
        put_text(out, &problem.message);
        put_args(out, &problem.args);
    }
}

fn put_args(out: &mut Vec<u8>, args: &Args) {
    let values: Vec<_> = args.iter().collect();
    put_number(out, values.len());
    for (name, value) in values {
        put_text(out, name);
        put_text(out, value);
    }
}
