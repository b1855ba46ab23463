//! What the fuzz targets do with the bytes that they get. These are ordinary functions, so that every toolchain checks them.

pub mod allowed;

use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::{Article, Post};

/// Any bytes are a text or a refusal, and any text is a post.
pub fn post(data: &[u8]) {
    let Ok(file) = read_text("2020-01-02-fuzz.md", data, &EncodingRs) else { return };
    let post = Post::parse(&file.name, &file.text);
    assert!(!post.title.is_empty(), "a post has a title");
}

/// Any post is an article that holds only what the policy allows, as Markdown and as HTML, and cleaned again as well.
pub fn article(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    for name in ["fuzz.md", "fuzz.html"] {
        let post = Post::parse(name, text);
        let article = Article::from_post(&post);
        assert_eq!(allowed::violations(article.html.as_str()), Vec::<String>::new());
        let body = article.html.into_string();
        let again = Article::from_post(&Post { body, is_html: true, is_plain: false, ..post });
        assert_eq!(allowed::violations(again.html.as_str()), Vec::<String>::new());
    }
}

/// Runs a body over the files that the command line names: what a fuzzer found, on any toolchain.
pub fn replay(body: fn(&[u8])) {
    for path in std::env::args_os().skip(1) {
        match std::fs::read(&path) {
            Ok(data) => body(&data),
            Err(error) => panic!("{}: {error}", path.to_string_lossy()),
        }
    }
}
