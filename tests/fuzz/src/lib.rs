//! What the fuzz targets do with the bytes that they get. These are ordinary functions, so that every toolchain checks them.

pub mod allowed;

use archive_viewer::archive::{ArchiveReader, Row, Unpacked};
use archive_viewer::article::{Comment, Options};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::library::{File, Library, Query, Request, fold, index, pack};
use archive_viewer::page::Effort;
use archive_viewer::post::RawComment;
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
        let comment = RawComment { text: text.to_owned(), ..RawComment::default() };
        let post = Post { discussion: [post.discussion, vec![comment]].concat(), ..post };
        let article = Article::clean(&post, Options::default());
        assert_eq!(allowed::violations(article.html.as_str()), Vec::<String>::new());
        for comment in Comment::all(&article.discussion) {
            assert_eq!(allowed::violations(comment.html.as_str()), Vec::<String>::new());
        }
        let body = article.html.into_string();
        let again = Article::clean(&Post { body, is_html: true, is_plain: false, ..post }, Options::default());
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

/// Any input is a query whose answer holds what it says, whatever the posts are: the first line is typed, the rest a post.
pub fn query(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (typed, body) = text.split_once('\n').unwrap_or((text, text));
    let folded = fold::Folded::of(body);
    assert_eq!(fold::unfold(&folded.text, &folded.changes, 0..folded.text.len()), body, "what is folded comes back");
    assert_eq!(fold::fold(&folded.text), folded.text, "folding twice is folding once");
    for term in Query::parse(typed).terms {
        assert!(!term.needle.is_empty() && fold::fold(&term.needle) == term.needle, "a needle is folded");
    }
    let mut library = Library::new();
    library.add_volume(0, "fuzz");
    library.add_rows(0, &pack([(0, "2020-01-02-fuzz.md")]));
    let mut packed = Vec::new();
    index(
        File {
            index: 0,
            path: "2020-01-02-fuzz.md",
            bytes: body.as_bytes(),
            is_post: true,
            is_single: false,
            effort: Effort::Clean,
        },
        &EncodingRs,
        &mut packed,
    );
    library.add_posts(0, &packed);
    let answer = library.query(&Request { text: typed.to_owned(), ..Request::default() });
    let rows = library.rows(0, 2);
    assert_eq!(rows.len() as u32, answer.posts);
    for row in rows {
        let marked =
            row.title_marks.len() + row.author_marks.len() + row.snippet.map_or(0, |snippet| snippet.marks.len());
        assert!(
            marked > 0
                || row.occurrences == 0
                || row.source.is_some()
                || row.source_text.is_some()
                || !row.tags.is_empty()
        );
    }
    for place in library.find_in(body).chunks(2) {
        assert!(place[0] < place[1] && place[1] as usize <= body.len());
    }
    library.find_by_path(0, "2020-01-02-fuzz.md", typed);
    // In debug builds the parser of addresses asserts lower case where a host is not ASCII.
    library.find_by_source(&typed.to_ascii_lowercase());
    // Bytes that were not packed by anybody do no harm either.
    library.add_posts(0, data);
    library.add_rows(0, data);
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
