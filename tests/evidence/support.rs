//! Posts that repeat, the library that has read them, and what it and their articles are left with.

use crate::library_posts::PostFile;
use archive_viewer::article::Options;
use archive_viewer::article::changes::Change;
use archive_viewer::article::evidence::SourceEvidence;
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::library::{File, Library, index, index_edges, pack};
use archive_viewer::page::Effort;
use archive_viewer::{Article, Post};

/// Packs one file.
pub fn packed(at: usize, file: &PostFile) -> Vec<u8> {
    let mut out = Vec::new();
    let PostFile { path, bytes, is_post } = file;
    index(
        File { index: at as u32, path, bytes, is_post: *is_post, is_single: false, effort: Effort::Clean },
        &EncodingRs,
        &mut out,
    );
    out
}

/// Streams files into a volume in this order, and ends it.
pub fn add(library: &mut Library, volume: u16, files: &[PostFile], order: &[usize]) {
    library.add_volume(volume, "x.zip");
    library.add_rows(volume, &pack((0..).zip(files).map(|(at, file)| (at, &*file.path))));
    for &at in order {
        library.add_posts(volume, &packed(at, &files[at]));
    }
}

pub fn library_of(files: &[PostFile]) -> Library {
    let mut library = Library::new();
    add(&mut library, 0, files, &(0..files.len()).collect::<Vec<_>>());
    library.finish_volume(0);
    library
}

pub fn article(file: &PostFile, evidence: Option<&SourceEvidence>, restore: &[usize]) -> Option<Article> {
    let text = read_text(&file.path, &file.bytes, &EncodingRs).ok()?;
    let options = Options { evidence, restore, ..Options::default() };
    Some(Article::clean(&Post::parse(&text.name, &text.text), options))
}

pub fn text_of(library: &Library, file: &PostFile) -> String {
    library.text_of(0, &file.path).expect("it is listed")
}

pub fn repeats(article: &Article) -> Vec<&Change> {
    article.changes.iter().filter(|change| change.reason.id() == "repeats-in-source").collect()
}

/// Posts of one source: the same lines around different ones.
pub fn posts(count: usize, body: impl Fn(usize) -> String) -> Vec<PostFile> {
    let post = |number: usize| PostFile {
        path: format!("x/_posts/2021-03-14-post-{number}.md"),
        bytes: format!("---\ntitle: Post {number}\nfrom: https://www.weir.example/{number}\n---\n\n{}\n", body(number))
            .into_bytes(),
        is_post: true,
    };
    (0..count).map(post).collect()
}

/// A paragraph that no other number has.
pub fn own_words(number: usize) -> String {
    let word = |n: usize| {
        ["heron", "weir", "lamp", "ferry", "bridge", "orchard", "kiln", "sluice", "meadow", "harbour"][n % 10]
    };
    let (a, b, c) = (word(number), word(number / 10), word(number / 100));
    format!("The {a} behind the {b} was seen from the {c} that morning, and nobody had an explanation for it at first.")
}

/// What is left of the first post's text.
pub fn left(files: &[PostFile]) -> Vec<String> {
    let library = library_of(files);
    let article = article(&files[0], library.evidence_of(0, &files[0].path), &[]).expect("it is a text");
    assert_eq!(text_of(&library, &files[0]), article.text);
    article.text.lines().map(str::to_owned).collect()
}

/// For every post, the article and the library's text are the same, in three orders. Returns how many lost something.
pub fn check_orders(files: &[PostFile]) -> usize {
    let forward: Vec<usize> = (0..files.len()).collect();
    let backward: Vec<usize> = forward.iter().rev().copied().collect();
    let mut mixed = forward.clone();
    mixed.sort_by_key(|at| at.wrapping_mul(2_654_435_761) % 65_536);
    let mut changed = 0;
    let mut first: Option<Vec<SourceEvidence>> = None;
    for order in [forward, backward, mixed] {
        let mut library = Library::new();
        add(&mut library, 0, files, &order);
        library.finish_volume(0);
        changed = 0;
        for file in files {
            let Some(text) = library.text_of(0, &file.path) else { continue };
            let evidence = library.evidence_of(0, &file.path);
            let Some(article) = article(file, evidence, &[]) else { continue };
            assert_eq!(text, article.text, "{}", file.path);
            let row = library.row_of(0, &file.path).expect("it is listed");
            // Else it is a copy's.
            if row.indexed && row.path == file.path {
                assert_eq!(row.images as usize, article.figures.len(), "{}", file.path);
                assert_eq!(row.lang.unwrap_or_default(), article.lang, "{}", file.path);
            }
            changed += usize::from(!repeats(&article).is_empty());
        }
        let learned = library.evidence(0).to_vec();
        assert_eq!(*first.get_or_insert(learned.clone()), learned);
    }
    changed
}

/// Adds what a volume of these files can be learned from.
pub fn add_edges(library: &mut Library, files: &[PostFile]) {
    library.add_volume(0, "x.zip");
    library.add_rows(0, &pack((0..).zip(files).map(|(at, file)| (at, &*file.path))));
    for (index, PostFile { path, bytes, is_post }) in (0..).zip(files) {
        let mut packed = Vec::new();
        let file = File { index, path, bytes, is_post: *is_post, is_single: false, effort: Effort::Clean };
        index_edges(file, &EncodingRs, &mut packed);
        library.add_posts(0, &packed);
    }
}
