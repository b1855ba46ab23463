//! Cleans post files and prints one line of JSON for each: `cargo run --release --example clean -- FILE…`
//!
//! `--why` before the files prints instead, for people, which blocks matched a rule of boilerplate, and why they went or stayed.
//!
//! Exit code 0 also for broken files: their line says what is wrong with them.

use archive_viewer::article::Options;
use archive_viewer::article::changes::Change;
use archive_viewer::article::trace::Decision;
use archive_viewer::article::{Comment, Embed, Figure};
use archive_viewer::file::{EncodingRs, TextFile, read_text};
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
    discussion: Vec<CommentLine<'a>>,
    removed: &'a [Change],
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct CommentLine<'a> {
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_id: Option<&'a str>,
    date: Option<&'a str>,
    html: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    extra: &'a [(String, String)],
    replies: Vec<CommentLine<'a>>,
}

impl<'a> CommentLine<'a> {
    fn of(comment: &'a Comment) -> Self {
        CommentLine {
            author: comment.author.as_deref(),
            author_id: comment.author_id.as_deref(),
            date: comment.date.as_ref().map(|date| &*date.iso),
            html: comment.html.as_str(),
            text: &comment.text,
            extra: &comment.extra,
            replies: comment.replies.iter().map(CommentLine::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Failure<'a> {
    path: &'a str,
    error: &'a str,
    message: String,
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word == "--why");
    for path in paths {
        if !options.is_empty() {
            explain(&path, &mut out)?;
            continue;
        }
        let line =
            clean(&path).map_err(|(error, message)| serde_json::to_string(&Failure { path: &path, error, message }));
        match line {
            Ok(line) => writeln!(out, "{line}")?,
            Err(line) => writeln!(out, "{}", line?)?,
        }
    }
    out.flush()
}

fn read(path: &str) -> Result<(TextFile, Post), (&'static str, String)> {
    let bytes = std::fs::read(path).map_err(|e| ("unreadable", e.to_string()))?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let file = read_text(name, &bytes, &EncodingRs).map_err(|e| (e.code(), e.to_string()))?;
    let post = Post::parse(name, &file.text);
    Ok((file, post))
}

/// Prints the decisions about a post, and the blocks that no rule matched.
fn explain(path: &str, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{path}")?;
    let post = match read(path) {
        Ok((_, post)) => post,
        Err((_, message)) => return writeln!(out, "  {message}"),
    };
    let decisions = Article::explain(&post);
    let short = |text: &str| text.chars().take(80).collect::<String>();
    for Decision { node, text, reason, spared } in &decisions {
        match spared {
            None => writeln!(out, "  went    {:16} {node}  {}", reason.id(), short(text))?,
            Some(spared) => {
                writeln!(out, "  stayed  {:16} {node}  {}  ({})", reason.id(), short(text), spared.message())?
            }
        }
    }
    for line in Article::clean(&post, Options::default()).text.lines().filter(|line| !line.is_empty()) {
        if !decisions.iter().any(|decision| decision.text == line) {
            writeln!(out, "  stayed  {:16} {}", "no rule", short(line))?;
        }
    }
    Ok(())
}

fn clean(path: &str) -> Result<String, (&'static str, String)> {
    let (file, post) = read(path)?;
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
        discussion: article.discussion.iter().map(CommentLine::of).collect(),
        removed: &article.changes,
        problems: &problems,
    };
    serde_json::to_string(&line).map_err(|e| ("unreadable", e.to_string()))
}
