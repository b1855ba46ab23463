//! What the fuzz targets do with the bytes that they get. These are ordinary functions, so that every toolchain checks them.

pub mod allowed;

use archive_viewer::archive::{ArchiveReader, Row, Unpacked};
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

/// Any bytes are an archive or a refusal, come to an end, and give the same in one piece and in many.
pub fn archive(data: &[u8]) {
    let whole = unpack(data, usize::MAX);
    assert_eq!(unpack(data, 97), whole, "pieces make no difference");
    for row in &whole.0 {
        assert!(row.path.split('/').all(|part| !matches!(part, "" | "." | "..")), "a path stays inside: {}", row.path);
        assert!(!row.path.contains(|c: char| c.is_control() || c == '\\'), "a path is plain: {}", row.path);
    }
}

/// The rows and texts of an archive that comes in pieces of at most so many bytes.
fn unpack(data: &[u8], piece: usize) -> (Vec<Row>, Vec<Unpacked>) {
    let mut reader = ArchiveReader::new("fuzz.zip", data.len() as u64, &EncodingRs);
    let mut texts = Vec::new();
    let mut steps = 0;
    while !reader.is_done() {
        steps += 1;
        assert!(steps < 1_000_000, "it is stuck");
        match reader.want() {
            Some(range) => {
                let start = data.len().min(range.start as usize);
                let end = data.len().min(range.end as usize).min(start.saturating_add(piece));
                reader.feed(range.start, &data[start..end]);
            }
            None => texts.extend(reader.next_texts(100_000)),
        }
    }
    (reader.rows(0, u32::MAX), texts)
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
