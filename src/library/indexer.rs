//! Files → packed bytes of all that the library stores of each post. Stateless, so that it can run in any instance.
//!
//! Texts are folded here rather than in the library, so that several instances can share the work.

use super::excerpt::Excerpt;
use super::fold::{FIELD_SEPARATOR, Folded, VALUE_SEPARATOR};
use super::post::{Field, FieldEnds};
use super::threads::part_order;
use super::wire::{self, DateMessage, Details, FileContent, FileMessage, PostMessage, ProblemMessage};
use crate::archive::has_no_body;
use crate::article::IndexText;
use crate::article::evidence::{HEAD, kind};
use crate::file::Decoders;
use crate::page::{Effort, SourceView};
use crate::post::Origin;
use crate::{Error, Post, Problem};
use std::hash::{DefaultHasher, Hasher};

/// One file of a volume.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its index in the volume.
    pub index: u32,
    /// Its path in the volume.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether it is a post, by its folder or its content.
    pub is_post: bool,
    /// Whether it has a row even without a body, since it was opened by itself.
    pub is_single: bool,
    /// How much is tried with it.
    pub effort: Effort,
}

/// Indexes a file and appends the result to `out`, for [`Library::add_posts`](super::Library::add_posts).
pub fn index(file: File, decoders: &dyn Decoders, out: &mut Vec<u8>) {
    let mut write = |content| wire::write(&FileMessage { index: file.index, content }, out);
    if !file.is_post {
        return write(FileContent::OtherText);
    }
    match file.effort.read(file.path, file.bytes, decoders) {
        Err(error) => {
            let problem = problem_of(&error);
            write(FileContent::Unreadable(ProblemMessage::all_of(&[problem])));
        }
        Ok(text) => {
            let mut post = file.effort.post(&text);
            let index_text = match file.effort {
                Effort::Clean => IndexText::from_post(&post),
                effort => IndexText::uncleaned(&post, effort as usize),
            };
            if index_text.is_empty && !file.is_single && has_no_body(&post) {
                return write(FileContent::Empty);
            }
            post.fill(&index_text.found);
            let problems = [text.problems, post.problems.clone(), index_text.problems.clone()].concat();
            write_post(file, &post, &index_text, &problems, out);
        }
    }
}

/// The same with as much of a post as [`Library::learn_volume`](super::Library::learn_volume) asks for: its fields, and the
/// keys of the blocks at its edges. An archive of any size can be learned from in a tenth of the memory of its texts.
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub fn index_edges(file: File, decoders: &dyn Decoders, out: &mut Vec<u8>) {
    let mut packed = Vec::new();
    index(file, decoders, &mut packed);
    for mut message in wire::read_all::<FileMessage>(&packed) {
        let (mut text, mut details) = (String::new(), Vec::new());
        if let FileContent::Post(post) = &mut message.content {
            post.keep_fields(&mut text, &mut details);
        }
        wire::write(&message, out);
    }
}

fn problem_of(error: &Error) -> Problem {
    Problem { code: error.code(), message: error.to_string(), args: error.args() }
}

fn write_post(file: File, post: &Post, index_text: &IndexText, problems: &[Problem], out: &mut Vec<u8>) {
    let mut edges = index_text.edges.clone();
    let mut hasher = DefaultHasher::new();
    // Equal files may have other fields by their names.
    let date = post.date.as_ref().map_or("", |date| &date.iso);
    [file.bytes, post.title.as_bytes(), date.as_bytes()].iter().for_each(|part| hasher.write(part));
    let (source, source_text) = SourceView::of_post(post);
    let source_url = source.as_ref().map(|source| &*source.url).or(source_text.as_deref()).unwrap_or_default();

    let mut folded = Folded::default();
    let mut field_ends = FieldEnds::default();
    let author = post.author.as_deref();
    let fields: [&[&str]; 4] = [&[&post.title], author.as_slice(), &[source_url], &as_strs(&post.tags)];
    for (values, end) in fields.iter().zip(&mut field_ends) {
        push_values(values, &mut folded);
        *end = folded.text.len() as u32;
        folded.separate(FIELD_SEPARATOR);
    }
    let text_start = folded.text.len();
    // The lines at the edges by themselves, for their keys: it comes to the same as all at once.
    let mut done = 0;
    for (at, range) in index_text.edges.ranges.iter().enumerate().filter(|(_, range)| !range.is_empty()) {
        folded.push(&index_text.text[done..range.start]);
        let start = folded.text.len();
        folded.push(&index_text.text[range.clone()]);
        edges.set_key(at, &folded.text[start..]);
        done = range.end;
    }
    folded.push(&index_text.text[done..]);
    let excerpt = Excerpt::find(&index_text.excerpt, &folded, text_start);
    field_ends[Field::Text as usize] = folded.text.len() as u32;
    folded.separate(FIELD_SEPARATOR);
    push_values(&as_strs(&index_text.comments), &mut folded);

    let mut details = Vec::new();
    let date = post.date.as_ref().map(|date| DateMessage {
        iso: &date.iso,
        original: if date.original == date.iso { "" } else { &date.original },
        from: date.from,
    });
    let stored = Details {
        date,
        image: post.image.as_deref().or(index_text.first_picture.as_deref()).unwrap_or_default(),
        categories: as_strs(&post.categories),
        excerpt,
        pages: pages(post),
        problems: ProblemMessage::all_of(problems),
    };
    wire::write(&stored, &mut details);
    let has_first = edges.blocks.iter().take(HEAD).any(|block| block.is(kind::PICTURE));
    let second_image = post.image.as_deref().or(index_text.second_picture.as_deref()).filter(|_| has_first);
    let part = part_order(post);
    let heading = Some(&*post.title)
        .filter(|_| part.is_some() && post.origins.title == Origin::Page && index_text.limit.is_none());
    let message = PostMessage {
        hash: hasher.finish(),
        is_published: post.published,
        is_rtl: index_text.is_rtl,
        has_problems: !problems.is_empty(),
        images: index_text.pictures as u32,
        comments: index_text.comments.len() as u32,
        lang: &index_text.lang,
        host: source.as_ref().map_or("", |source| &source.host),
        field_ends,
        text: &folded.text,
        changes: &folded.changes,
        edges: &edges.to_bytes(),
        second_image: second_image.unwrap_or_default(),
        part: part.as_deref().unwrap_or_default(),
        heading: heading.unwrap_or_default(),
        details: &details,
    };
    wire::write(&FileMessage { index: file.index, content: FileContent::Post(message) }, out);
}

/// Keys under which systems write where a page is on its site: Jekyll, Hugo, Hexo and Zola.
const PAGES: &[&str] = &["permalink", "url", "slug", "path"];

/// URLs on its site and slugs that a post says it has.
fn pages(post: &Post) -> Vec<&str> {
    let is_page =
        |value: &str| !value.is_empty() && value.len() < 500 && !value.contains("://") && !value.contains(':');
    let pages = post.extra.iter().filter(|(key, value)| PAGES.contains(&&*key.to_ascii_lowercase()) && is_page(value));
    pages.map(|(_, value)| &**value).collect()
}

/// Appends the values of a field.
fn push_values(values: &[&str], folded: &mut Folded) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            folded.separate(VALUE_SEPARATOR);
        }
        folded.push(value);
    }
}

fn as_strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}
