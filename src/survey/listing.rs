//! A line for each post of a list, by the front matter alone.

use super::finding::plain;
use crate::export::{Exported, json_line};
use crate::file::{Decoders, read_text};
use crate::page::{ListedPost, Unopened};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    author: Option<&'a str>,
    source: Option<&'a str>,
    tags: &'a [String],
    categories: &'a [String],
    lang: Option<&'a str>,
    size: usize,
}

/// The line of a post: date, title and path with a tab in between, or JSON. One that can't be opened has no date and title.
pub fn list_line(path: &str, bytes: &[u8], as_json: bool, decoders: &dyn Decoders) -> Exported {
    let post = match read_text(path, bytes, decoders) {
        Ok(file) => ListedPost::of_text(&file),
        Err(error) => {
            let unopened = Unopened::new(path, &error);
            let failure = Some(format!("{path}: {}", unopened.message));
            let text = if as_json { json_line(&unopened) } else { format!("\t\t{}\n", plain(path)) };
            return Exported { text, failure };
        }
    };
    let date = post.date.as_ref().map(|date| &*date.iso);
    let text = if as_json {
        json_line(&Line {
            path,
            title: &post.title,
            date,
            author: post.author.as_deref(),
            source: post.source.as_ref().map(|source| &*source.url).or(post.source_text.as_deref()),
            tags: &post.tags,
            categories: &post.categories,
            lang: post.lang.as_deref(),
            size: bytes.len(),
        })
    } else {
        format!("{}\t{}\t{}\n", plain(date.unwrap_or_default()), plain(&post.title), plain(path))
    };
    Exported { text, failure: None }
}
