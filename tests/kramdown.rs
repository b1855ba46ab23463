//! Markdown beside kramdown, which Jekyll renders it with: the article of a body is that of kramdown's HTML.
//!
//! It runs where Ruby has kramdown and its parser of GitHub's dialect (Debian: `ruby-kramdown-parser-gfm`), and says so
//! where it hasn't. With `ARCHIVE_VIEWER_CORPUS` it also reads a corpus; `KRAMDOWN_SHOW=n` prints the first differences.

#[allow(dead_code)]
mod common;

use archive_viewer::article::Options;
use archive_viewer::{Article, Post};
use common::case::Case;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// kramdown, waiting for texts.
struct Kramdown(Child);

impl Kramdown {
    /// Starts it; `None` if it isn't installed.
    fn start() -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kramdown/render.rb");
        let mut command = Command::new("ruby");
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut kramdown = Kramdown(command.spawn().ok()?);
        kramdown.render("a").map(|_| kramdown)
    }

    fn render(&mut self, text: &str) -> Option<String> {
        let input = self.0.stdin.as_mut()?;
        write!(input, "{}\n{text}", text.len()).ok()?;
        input.flush().ok()?;
        let mut output = BufReader::with_capacity(1, self.0.stdout.as_mut()?);
        let mut length = String::new();
        output.read_line(&mut length).ok()?;
        let mut html = vec![0; length.trim().parse().ok()?];
        output.read_exact(&mut html).ok()?;
        String::from_utf8(html).ok()
    }
}

impl Drop for Kramdown {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// The article of a post, and that of kramdown's HTML of it.
fn both(kramdown: &mut Kramdown, post: &Post) -> Option<(String, String)> {
    let html = kramdown.render(&post.body)?;
    let theirs = Post { body: html, is_html: true, ..post.clone() };
    let article = |post: &Post| Article::clean(post, Options::default()).html.as_str().to_owned();
    Some((article(post), article(&theirs)))
}

/// The first place where two texts differ, with what follows it in each.
fn difference(ours: &str, theirs: &str) -> String {
    let same = ours.char_indices().zip(theirs.chars()).find(|((_, a), b)| a != b);
    let at = same.map_or(ours.len().min(theirs.len()), |((at, _), _)| at);
    let from = ours[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let part = |text: &str| text.get(from..).unwrap_or_default().chars().take(160).collect::<String>();
    format!("ours:   {}\n    theirs: {}", part(ours), part(theirs))
}

/// What kramdown doesn't read: templates come before it.
fn is_template(body: &str) -> bool {
    body.contains("{%") || body.contains("{{")
}

/// Texts of which nothing may differ.
const SAMPLES: &[&str] = &[
    "说：**“是。”**到\n\n**난코 포트(뉴 트램)**이라는\n\n橋は**「橋」**と",
    "2 ** 3 ** 4 and ** alone, a**b**c",
    "**停****走**了",
    "<img src=\"a.jpg\">\n*b*\n\n<center>*c*</center>",
    "| a | `b | c` |\n|---|---|\n| d | `e | f` |\n| g | h | i |\n{: .j}\n",
    "# A {#b}\n\nA {#c}\n---\n\n## The set {1, 2}\n",
    "* anything\n{:toc}\n\na\n{: .b}\n\n*c*{: .d} e{: .f}\n",
    "{::comment}\na\n{:/comment}\n\nb {::comment}c{:/} d\n\n{::options toc_levels=\"1\" /}\n",
    "*[HTML]: Hyper Text\n\nHTML, HTMLs and xHTML\n",
    "[a](https://example.org/b \"c\") and `$$d$$` and $e$ and $$$\n",
    "Term\n: Its meaning\n\n`{: .a}` and {:/} and {::other}b{:/}\n",
];

#[test]
fn samples_are_read_as_kramdown_reads_them() {
    let Some(mut kramdown) = Kramdown::start() else {
        println!("not run: ruby has no kramdown here");
        return;
    };
    for sample in SAMPLES {
        let post = Post::parse("sample.md", &format!("---\ntitle: Sample\n---\n{sample}"));
        let (ours, theirs) = both(&mut kramdown, &post).expect("kramdown reads it");
        assert_eq!(ours, theirs, "{sample}");
    }
}

/// Markdown that only we read, and HTML, may differ: Obsidian's notes, MDX, broken tags. The rest of the posts may not.
#[test]
fn most_posts_are_as_kramdown_has_them() {
    let Some(mut kramdown) = Kramdown::start() else {
        println!("not run: ruby has no kramdown here");
        return;
    };
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/posts");
    let cases = Case::all(&fixtures).into_iter().map(|case| (case.name.clone(), case.run().post)).collect();
    compare(&mut kramdown, "fixtures", cases, 0.85);
    let Some(corpus) = std::env::var_os("ARCHIVE_VIEWER_CORPUS") else {
        println!("corpus: not run: ARCHIVE_VIEWER_CORPUS names no folder");
        return;
    };
    let mut posts = Vec::new();
    for entry in std::fs::read_dir(Path::new(&corpus).join("corpus/posts")).expect("corpus/posts").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        posts.push((name.clone(), Post::parse(&name, &text)));
    }
    compare(&mut kramdown, "corpus", posts, 0.97);
}

fn compare(kramdown: &mut Kramdown, what: &str, posts: Vec<(String, Post)>, floor: f64) {
    let show: usize = std::env::var("KRAMDOWN_SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let (mut read, mut same) = (0, 0);
    for (name, post) in posts.iter().filter(|(_, post)| !post.is_html && !post.is_plain && !is_template(&post.body)) {
        let (ours, theirs) = both(kramdown, post).unwrap_or_else(|| panic!("{name}: kramdown fails"));
        read += 1;
        same += usize::from(ours == theirs);
        if ours != theirs && read - same <= show {
            println!("{what}: {name}\n    {}", difference(&ours, &theirs));
        }
    }
    println!("{what}: {same} of {read} posts are as kramdown has them");
    assert!(same as f64 >= floor * read as f64, "{what}: {same} of {read}; KRAMDOWN_SHOW=20 prints differences");
}
