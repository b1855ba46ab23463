//! Cleans post files and prints one line of JSON for each: `cargo run --release --example clean -- FILE…`
//!
//! Exit code 0 also for broken files: their line says what is wrong with them.

use archive_viewer::article::Options;
use archive_viewer::article::changes::Change;
use archive_viewer::article::{Embed, Figure};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::{Article, Post, Problem};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    author: Option<&'a str>,
    source: Option<&'a str>,
    tags: &'a [String],
    categories: &'a [String],
    extra: &'a [(String, String)],
    lang: &'a str,
    html: &'a str,
    text: &'a str,
    figures: &'a [Figure],
    embeds: &'a [Embed],
    removed: &'a [Change],
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct Failure<'a> {
    path: &'a str,
    error: &'a str,
    message: String,
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let line =
            clean(&path).map_err(|(error, message)| serde_json::to_string(&Failure { path: &path, error, message }));
        match line {
            Ok(line) => writeln!(out, "{line}")?,
            Err(line) => writeln!(out, "{}", line?)?,
        }
    }
    out.flush()
}

fn clean(path: &str) -> Result<String, (&'static str, String)> {
    let bytes = std::fs::read(path).map_err(|e| ("unreadable", e.to_string()))?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let file = read_text(name, &bytes, &EncodingRs).map_err(|e| (e.code(), e.to_string()))?;
    let post = Post::parse(name, &file.text);
    let article = Article::clean(&post, Options::default());
    let problems: Vec<Problem> = file.problems.iter().chain(&post.problems).chain(&article.problems).cloned().collect();
    let line = Line {
        path,
        title: &post.title,
        date: post.date.as_ref().map(|d| &*d.iso),
        author: post.author.as_deref(),
        source: post.from.as_deref(),
        tags: &post.tags,
        categories: &post.categories,
        extra: &post.extra,
        lang: &article.lang,
        html: article.html.as_str(),
        text: &article.text,
        figures: &article.figures,
        embeds: &article.embeds,
        removed: &article.changes,
        problems: &problems,
    };
    serde_json::to_string(&line).map_err(|e| ("unreadable", e.to_string()))
}
