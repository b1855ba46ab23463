//! What a library keeps of an article is the article's own, to the letter.

#[path = "common/library_posts.rs"]
mod library_posts;

use archive_viewer::article::Options;
use archive_viewer::article::limits::MAX_CLEANED;
use archive_viewer::article::{Comment, IndexText};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::{Article, Post};
use library_posts::{PostFile, corpus, own};

/// How many of the posts are texts; each is extracted and compared.
fn check(posts: &[PostFile]) -> usize {
    let mut texts = 0;
    for file in posts {
        let Ok(text) = read_text(&file.path, &file.bytes, &EncodingRs) else { continue };
        texts += 1;
        check_post(&Post::parse(&text.name, &text.text), &file.path);
    }
    texts
}

fn check_post(post: &Post, name: &str) {
    let article = Article::clean(post, Options::default());
    let extract = IndexText::from_post(post);
    assert_eq!(extract.text, article.text, "{name}");
    assert_eq!(extract.excerpt, article.excerpt, "{name}");
    assert_eq!((&*extract.lang, extract.is_rtl), (&*article.lang, article.is_rtl), "{name}");
    assert_eq!(extract.pictures, article.figures.len(), "{name}");
    let first = article.figures.first().map(|figure| figure.src.clone()).filter(|src| !src.is_empty());
    assert_eq!(extract.first_picture, first, "{name}");
    assert_eq!(extract.limit, article.limit, "{name}");
    assert_eq!(extract.problems, article.problems, "{name}");
    let comments: Vec<&String> = Comment::all(&article.discussion).iter().map(|comment| &comment.text).collect();
    assert_eq!(extract.comments.iter().collect::<Vec<_>>(), comments, "{name}");
}

#[test]
fn the_extract_of_every_post_is_of_its_article() {
    assert!(check(&own()) > 1_000);
}

#[test]
fn the_extract_of_every_post_of_a_corpus_is_of_its_article() {
    if let Some(posts) = corpus() {
        assert!(check(&posts) > 1_000);
    }
}

#[test]
fn beyond_a_limit_it_is_the_same_plain_text() {
    let post = |body: String| Post { body, is_html: true, title: "x".into(), ..Post::default() };
    let signs = format!("<p><img src=\"https://example.org/{}\">words</p>", "&amp;".repeat(20_000));
    let bodies = [
        // Beyond the limits of size, nesting and attributes.
        "word ".repeat(MAX_CLEANED / 5 + 1),
        "<div>".repeat(2_000),
        format!("<p {}>x", (0..40_000).map(|n| format!("a{n} ")).collect::<String>()),
        // What only shows when it is written out: growth, and a tag full of escaped signs.
        format!("<p>{}</p>", "<img src=x>".repeat(60_000)),
        signs,
        format!("<p>{}</p>", "\u{a0}&lt;\"".repeat(100_000)),
    ];
    let beyond = bodies.into_iter().enumerate().filter(|(number, body)| {
        let post = Post { from: Some("https://example.org/a/b/c".into()), ..post(body.clone()) };
        check_post(&post, &format!("body {number}"));
        Article::clean(&post, Options::default()).limit.is_some()
    });
    assert!(beyond.count() >= 4);
}
