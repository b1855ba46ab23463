//! Cleans post files and prints one line of JSON for each: `cargo run --release --example clean -- FILE…`
//!
//! `--archive` before archives and folders cleans their posts by what each shows to repeat in its sources.
//! `--why` before the files prints instead, for people, which blocks matched a rule of boilerplate, and why they went or stayed.
//!
//! Exit code 0 also for broken files: their line says what is wrong with them.

#[path = "support/posts.rs"]
mod posts;

use archive_viewer::article::Options;
use archive_viewer::article::changes::Change;
use archive_viewer::article::evidence::SourceEvidence;
use archive_viewer::article::trace::Decision;
use archive_viewer::article::{Comment, Embed, Figure};
use archive_viewer::file::{EncodingRs, TextFile, read_text};
use archive_viewer::library::{File, Library, index as index_file, pack};
use archive_viewer::page::Effort;
use archive_viewer::post::{DateSource, Origin};
use archive_viewer::{Article, Post, Problem};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    author: Option<&'a str>,
    source: Option<&'a str>,
    origins: BTreeMap<&'a str, &'a str>,
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
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let has = |option: &str| options.iter().any(|word| word == option);
    for path in paths {
        if has("--why") {
            explain(&path, &mut out)?;
            continue;
        }
        if has("--archive") {
            clean_archive(&path, &mut out)?;
            continue;
        }
        let line = read(&path)
            .and_then(|(file, post)| clean(&path, &file, &post, None))
            .map_err(|(error, message)| serde_json::to_string(&Failure { path: &path, error, message }));
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

/// Cleans the posts of an archive by what it shows to repeat.
fn clean_archive(archive: &str, out: &mut impl Write) -> std::io::Result<()> {
    let texts = posts::texts(Path::new(archive)).map_err(|error| std::io::Error::other(error.to_string()))?;
    let mut library = Library::new();
    library.add_volume(0, archive);
    library.add_rows(0, &pack((0..).zip(&texts).map(|(index, text)| (index, &*text.path))));
    for (index, text) in (0..).zip(&texts) {
        let mut packed = Vec::new();
        index_file(
            File {
                index,
                path: &text.path,
                bytes: &text.bytes,
                is_post: text.is_post,
                is_single: false,
                effort: Effort::Clean,
            },
            &EncodingRs,
            &mut packed,
        );
        library.add_posts(0, &packed);
    }
    library.finish_volume(0);
    for text in texts.iter().filter(|text| text.is_post) {
        let path = &*text.path;
        let line = match read_text(path, &text.bytes, &EncodingRs) {
            Err(error) => Err((error.code(), error.to_string())),
            Ok(file) => clean(path, &file, &Post::parse(&file.name, &file.text), library.evidence_of(0, path)),
        };
        let failure = |(error, message)| serde_json::to_string(&Failure { path, error, message });
        writeln!(out, "{}", line.or_else(failure)?)?;
    }
    Ok(())
}

fn clean(
    path: &str,
    file: &TextFile,
    post: &Post,
    evidence: Option<&SourceEvidence>,
) -> Result<String, (&'static str, String)> {
    let article = Article::clean(post, Options { evidence, ..Options::default() });
    let mut post = post.clone();
    post.fill(&article.found);
    let post = &post;
    let problems: Vec<Problem> = file.problems.iter().chain(&post.problems).chain(&article.problems).cloned().collect();
    let line = Line {
        path,
        title: &post.title,
        date: post.date.as_ref().map(|d| &*d.iso),
        author: post.author.as_deref(),
        source: post.from.as_deref(),
        origins: origins(post),
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

/// Where the fields are from that the post has.
fn origins(post: &Post) -> BTreeMap<&'static str, &'static str> {
    let origin = |origin| match origin {
        Origin::FrontMatter => "front-matter",
        Origin::Page => "page",
        Origin::FileName => "file-name",
    };
    let date = post.date.as_ref().map(|date| match date.from {
        DateSource::FrontMatter => "front-matter",
        DateSource::Comment => "comment",
        DateSource::FileName => "file-name",
        DateSource::Page => "page",
        DateSource::Saved => "saved",
    });
    let fields = [
        ("title", Some(origin(post.origins.title))),
        ("date", date),
        ("author", post.author.as_ref().map(|_| origin(post.origins.author))),
        ("source", post.from.as_ref().map(|_| origin(post.origins.source))),
    ];
    fields.into_iter().filter_map(|(field, origin)| Some((field, origin?))).collect()
}
