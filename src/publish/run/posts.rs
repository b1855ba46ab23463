//! Posts as an archive lists them, and each cleaned by what the archive shows to repeat.

use super::host::{Files, Work};
use super::source::{Source, Text};
use crate::article::evidence::SourceEvidence;
use crate::article::reason::Reason;
use crate::article::{Comment, Options};
use crate::file::{Decoders, read_text};
use crate::library::{File, Library, Request, Row, index as index_file, pack, part_order};
use crate::publish::{ThreadPart, references};
use crate::{Article, Post};
use std::collections::HashMap;

/// All posts of a source, newest first.
pub struct Posts {
    /// What is listed of each.
    pub rows: Vec<Row>,
    /// What repeats, and for each row which of these is its source's.
    evidence: Vec<SourceEvidence>,
    evidence_of: Vec<Option<usize>>,
    /// The files of each row's thread, as indices of texts.
    threads: Vec<Vec<usize>>,
    by_path: HashMap<String, usize>,
}

/// A post, ready for its page.
pub struct Cleaned {
    /// The post, with the fields that its page fills.
    pub post: Post,
    /// Its article.
    pub article: Article,
    /// The other files of its thread.
    pub parts: Vec<ThreadPart>,
    /// The links among posts in it, and the pictures that it names beside itself.
    pub links: Vec<String>,
    pub pictures: Vec<String>,
    /// The pictures in what repeats around it, which a reader can restore.
    pub repeated: Vec<String>,
}

impl Posts {
    /// Indexes all texts, as the viewer does. The library knows where links among posts lead.
    pub fn of<F: Files>(source: &Source<F>, work: &impl Work) -> (Posts, Library) {
        let texts = &source.texts;
        let mut library = Library::new();
        library.add_volume(0, &source.name);
        library.add_rows(0, &pack((0..).zip(texts).map(|(index, text)| (index, &*text.path))));
        let numbered: Vec<(u32, &Text)> = (0..).zip(texts).collect();
        let packed = work.in_parallel(&numbered, |(index, text)| {
            let Text { path, bytes, is_post } = text;
            let packed = work.with_less_effort(path, |effort| {
                let mut packed = Vec::new();
                let file = File { index: *index, path, bytes, is_post: *is_post, is_single: false, effort };
                index_file(file, work.decoders(), &mut packed);
                packed
            });
            packed.unwrap_or_default()
        });
        for packed in &packed {
            library.add_posts(0, packed);
        }
        library.set_permalinks(0, source.site.permalinks.clone());
        library.finish_volume(0);
        let total = library.query(&Request::default()).posts;
        let rows = library.rows(0, total);
        let by_path: HashMap<String, usize> =
            texts.iter().enumerate().map(|(at, text)| (text.path.clone(), at)).collect();
        let evidence = library.evidence(0).to_vec();
        let place = |row: &Row| {
            let own = library.evidence_of(0, &row.path)?;
            evidence.iter().position(|one| one.source == own.source)
        };
        let evidence_of = rows.iter().map(place).collect();
        let thread = |row: &Row| {
            let parts = library.thread_of(0, &row.path);
            parts.iter().filter_map(|part| by_path.get(&part.path).copied()).collect()
        };
        let threads = rows.iter().map(thread).collect();
        (Posts { rows, evidence, evidence_of, threads, by_path }, library)
    }

    /// The other files of a row's thread, as indices of texts.
    pub fn thread(&self, at: usize) -> &[usize] {
        &self.threads[at]
    }

    /// The number of the text at a path.
    pub fn text_at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The bytes of a row's file.
    pub fn bytes_of<'t>(&self, texts: &'t [Text], row: &Row) -> &'t [u8] {
        self.by_path.get(&row.path).map_or(&[], |at| &texts[*at].bytes)
    }

    /// Cleans the post of a row, and the other files of its thread. Nothing if it can't be read, which its row then says.
    pub fn clean(&self, texts: &[Text], at: usize, decoders: &dyn Decoders) -> Option<Cleaned> {
        let row = &self.rows[at];
        let evidence = self.evidence_of[at].map(|own| &self.evidence[own]);
        let options = Options { keep_post_links: true, evidence, ..Options::default() };
        let (post, article) = clean(&row.path, self.bytes_of(texts, row), options, decoders)?;
        let mut last = Comment::all(&article.discussion).len();
        let mut parts = Vec::new();
        for part in &self.threads[at] {
            let text = &texts[*part];
            let options = Options { keep_post_links: true, below: Some(last + 1), ..Options::default() };
            let Some((post, article)) = clean(&text.path, &text.bytes, options, decoders) else { continue };
            let Some(order) = part_order(&post) else { continue };
            last += 1 + Comment::all(&article.discussion).len();
            parts.push(ThreadPart { order, post, article });
        }
        parts.sort_by(|one, other| one.order.cmp(&other.order));
        let (mut links, mut pictures) = (Vec::new(), Vec::new());
        for article in std::iter::once(&article).chain(parts.iter().map(|part| &part.article)) {
            let comments = Comment::all(&article.discussion);
            for html in std::iter::once(&article.html).chain(comments.iter().map(|comment| &comment.html)) {
                references(html, &mut links, &mut pictures);
            }
        }
        pictures.extend(post.image.clone());
        let repeats = article.changes.iter().filter(|change| change.reason == Reason::RepeatsInSource);
        let repeated = repeats.flat_map(|change| change.images.iter().cloned()).collect();
        Some(Cleaned { post, article, parts, links, pictures, repeated })
    }
}

fn clean(path: &str, bytes: &[u8], options: Options, decoders: &dyn Decoders) -> Option<(Post, Article)> {
    let file = read_text(path, bytes, decoders).ok()?;
    let mut post = Post::parse(&file.name, &file.text);
    let article = Article::clean(&post, options);
    post.fill(&article.found);
    Some((post, article))
}
