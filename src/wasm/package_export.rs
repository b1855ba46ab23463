//! Exporting in the npm package: what the command `export` writes, the same to the byte as natively.

use super::decoders::CoreDecoders;
use super::export::{Post, PostsFile, sentence};
use super::library::Library;
use super::request::{field, string, strings};
use super::{read_evidence, to_js};
use crate::export::epub::{By, Options};
use crate::export::zip::Zip;
use crate::export::{FileForm, Listed, SavedPosts, Thread, free_path, selected};
use crate::page::Effort;
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use std::collections::HashSet;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Library {
    /// The posts that a search finds, or all, sorted by `date` or `source`: `LibraryRow[]`.
    pub fn selected(&mut self, query: &str, by: &str) -> Result<JsValue, JsValue> {
        to_js(&selected(&mut self.0, query, By::named(by)))
    }
}

#[wasm_bindgen]
impl PostsFile {
    /// Begins a file as `new`, with what the command's `words` say of a book:
    /// `{title, author: string[], publisher?, rights?, by?, vertical?}`.
    pub fn of_words(form: &str, words: &JsValue, posts: Array, discussion: bool) -> Result<PostsFile, JsValue> {
        let form = FileForm::named(form).ok_or("there is no such form")?;
        let posts: Vec<_> = posts.iter().map(|post| Post::of(&post)).collect();
        let listed: Vec<Listed> = posts.iter().map(Post::listed).collect();
        let text = |name| field(words, name).as_string();
        let options = Options {
            title: string(words, "title"),
            authors: strings(words, "author"),
            publisher: text("publisher"),
            rights: text("rights"),
            by: By::named(&string(words, "by")),
            is_vertical: field(words, "vertical").is_truthy(),
        };
        SavedPosts::new(form, options, &listed, discussion).map(PostsFile::of).map_err(sentence)
    }
}

/// What became of a post.
#[derive(Default, Serialize)]
struct Made {
    text: String,
    pictures: Vec<String>,
    failure: Option<String>,
}

/// A post with the other files of its thread, `{path, bytes}[]`, for a file in the form of this name: `{text, pictures, failure}`.
/// The text is a line of `jsonl`; Markdown, with the pictures that it names; for the other forms a `ReadingPage` as JSON.
#[wasm_bindgen]
pub fn exported_thread(
    path: &str,
    bytes: &[u8],
    effort: u32,
    evidence: Option<Vec<u8>>,
    parts: Array,
    form: &str,
    discussion: bool,
) -> Result<JsValue, JsValue> {
    let part = |part: JsValue| (string(&part, "path"), Uint8Array::new(&field(&part, "bytes")).to_vec());
    let parts = parts.iter().map(part).collect();
    let thread = Thread { path: path.to_owned(), bytes: bytes.to_vec(), evidence: read_evidence(evidence), parts };
    let effort = Effort::numbered(effort);
    let made = match FileForm::named(form) {
        Some(FileForm::Jsonl) => thread.line(effort, &CoreDecoders).map(|text| (text, Vec::new())),
        Some(FileForm::Markdown) => thread.markdown(discussion, effort, &CoreDecoders),
        _ => thread.page(effort, &CoreDecoders).map(|mut page| {
            page.original.clear();
            (serde_json::to_string(&page).unwrap_or_default(), Vec::new())
        }),
    };
    to_js(&match made {
        Ok((text, pictures)) => Made { text, pictures, failure: None },
        Err(error) => Made { failure: Some(error.to_string()), ..Made::default() },
    })
}

/// Files of Markdown and their pictures: paths that no two have, and a zip of them, if they become one.
#[wasm_bindgen]
#[derive(Default)]
pub struct MarkdownFiles {
    taken: HashSet<String>,
    zip: Zip,
}

#[wasm_bindgen]
impl MarkdownFiles {
    /// No files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> MarkdownFiles {
        MarkdownFiles::default()
    }

    /// The path of the file of the post at a path.
    pub fn post(&mut self, path: &str) -> String {
        free_path(path, "md", &mut self.taken)
    }

    /// Takes the path of a picture; false where another file has it.
    pub fn picture(&mut self, path: &str) -> bool {
        self.taken.insert(path.to_lowercase())
    }

    /// Adds a text to the zip, and gives the zip's bytes since the last call. Throws a sentence.
    pub fn deflate(&mut self, path: &str, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.zip.deflate(path, bytes).map_err(sentence)?;
        Ok(self.zip.take())
    }

    /// Adds a picture to the zip, likewise.
    pub fn store(&mut self, path: &str, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.zip.store(path, bytes).map_err(sentence)?;
        Ok(self.zip.take())
    }

    /// The last bytes of the zip.
    pub fn finish(self) -> Result<Vec<u8>, JsValue> {
        self.zip.finish().map_err(sentence)
    }
}
