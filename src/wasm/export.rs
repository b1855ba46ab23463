//! Saving posts at the boundary: pages that another core has cleaned, as JSON, become files.

use super::request::{field, string};
use super::to_js;
use crate::export::epub::Options;
use crate::export::references::{Reference, csl_json, ris};
use crate::export::{FileForm, Listed, SavedPosts};
use crate::page::ReadingPage;
use js_sys::Array;
use std::io;
use wasm_bindgen::prelude::*;

/// The entry of a post in a list of references, as RIS or as CSL-JSON. `page` is its `ReadingPage` as JSON, of which texts of the
/// post may be empty. Throws if it is not one.
#[wasm_bindgen]
pub fn reference(page: &str, form: &str) -> Result<String, JsValue> {
    let entries = [Reference::of(&page_of(page)?)];
    Ok(if form == FileForm::Ris.name() { ris(&entries) } else { csl_json(&entries) })
}

/// Posts of a list, which become a file. See [`SavedPosts`] for the order of calls; all throw a sentence.
#[wasm_bindgen]
pub struct PostsFile(Option<SavedPosts>);

#[wasm_bindgen]
impl PostsFile {
    /// Begins a file in the form of this name: `epub`, `markdown`, `html`, `text`, `jsonl`, `ris`, `csl`. `posts` are all of its
    /// posts, `{title, lang, date}[]`.
    #[wasm_bindgen(constructor)]
    pub fn new(form: &str, title: &str, posts: Array, discussion: bool) -> Result<PostsFile, JsValue> {
        let form = FileForm::named(form).ok_or("there is no such form")?;
        let posts: Vec<_> = posts.iter().map(|post| Post::of(&post)).collect();
        let listed: Vec<Listed> = posts.iter().map(Post::listed).collect();
        let options = Options { title: title.to_owned(), ..Options::default() };
        SavedPosts::new(form, options, &listed, discussion).map(Some).map(PostsFile).map_err(sentence)
    }

    /// Takes a post, by its number from 1 on; its page is a `ReadingPage` as JSON. What it names elsewhere:
    /// `{links: string[], pictures: string[]}`.
    pub fn post(&mut self, number: u32, path: &str, page: &str) -> Result<JsValue, JsValue> {
        let page = page_of(page)?;
        to_js(&self.file()?.post(number, path, page))
    }

    /// Takes the number of the post that a link of the last post leads to.
    pub fn link(&mut self, link: &str, number: u32) -> Result<(), JsValue> {
        self.file()?.link(link, number);
        Ok(())
    }

    /// Takes a picture that the last post names. With a key that came before its bytes may be empty.
    pub fn picture(&mut self, name: &str, key: &str, path: &str, bytes: &[u8]) -> Result<(), JsValue> {
        self.file()?.picture(name, key, path, bytes).map_err(sentence)
    }

    /// Writes the last post, and gives the bytes since the last call.
    pub fn end_post(&mut self) -> Result<Vec<u8>, JsValue> {
        let file = self.file()?;
        file.end_post().map_err(sentence)?;
        Ok(file.take())
    }

    /// Takes `{title, lang, date}` of a post that can't be read.
    pub fn unread(&mut self, number: u32, post: JsValue, reason: &str) -> Result<(), JsValue> {
        self.file()?.unread(number, Post::of(&post).listed(), reason).map_err(sentence)
    }

    /// The last bytes.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsValue> {
        self.0.take().ok_or("it is finished")?.finish().map_err(sentence)
    }

    fn file(&mut self) -> Result<&mut SavedPosts, JsValue> {
        self.0.as_mut().ok_or_else(|| "it is finished".into())
    }
}

#[cfg(feature = "package")]
impl PostsFile {
    /// A file that was begun.
    pub(super) fn of(file: SavedPosts) -> PostsFile {
        PostsFile(Some(file))
    }
}

pub(super) struct Post {
    title: String,
    lang: Option<String>,
    date: Option<String>,
}

impl Post {
    pub(super) fn of(value: &JsValue) -> Post {
        let text = |name| field(value, name).as_string();
        Post { title: string(value, "title"), lang: text("lang"), date: text("date") }
    }

    pub(super) fn listed(&self) -> Listed<'_> {
        Listed { title: &self.title, lang: self.lang.as_deref(), date: self.date.as_deref() }
    }
}

pub(super) fn page_of(json: &str) -> Result<ReadingPage, JsValue> {
    serde_json::from_str(json).map_err(|error| error.to_string().into())
}

pub(super) fn sentence(error: io::Error) -> JsValue {
    error.to_string().into()
}
