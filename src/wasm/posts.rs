//! Single posts at the boundary.

use super::decoders::CoreDecoders;
use super::ranges::{AsyncRanges, SyncRanges};
use super::{failure, to_js};
use crate::archive::sniff;
use crate::article::evidence::{self, SourceEvidence};
use crate::article::policy;
use crate::file::{TextFile, check_size, read_text};
use crate::library::part_order;
use crate::page::{Effort, PartView, ReadingPage, SourceView};
use crate::{Article, Error, Post, post};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Opens a post from a file's bytes: a [`ReadingPage`]. `evidence` is what repeats in its source, as of
/// `Library.evidence_of`.
#[wasm_bindgen]
pub fn open_bytes(name: &str, bytes: &[u8], evidence: Option<Vec<u8>>) -> Result<JsValue, JsValue> {
    page_of(name, bytes, evidence)
}

/// The key of the source of the post at `path`, by which a published site keeps its evidence. It has six bytes.
#[wasm_bindgen]
pub fn source_key(path: &str, bytes: &[u8]) -> Result<f64, JsValue> {
    let file = read_text(path, bytes, &CoreDecoders).map_err(|e| failure(path, &e))?;
    let mut post = Post::parse(&file.name, &file.text);
    post.fill(&Article::fields_of(&post));
    let (source, _) = SourceView::of_post(&post);
    let host = source.map_or_else(String::new, |source| source.host);
    Ok(evidence::key(&evidence::source_of(&host, path)) as f64)
}

/// Opens a post on which an instance trapped or took too long, without cleaning it: a [`ReadingPage`] of its plain text.
/// `effort` is 1 to decode and parse the file, 2 to read it as UTF-8 and parse nothing, where 1 traps too.
#[wasm_bindgen]
pub fn open_uncleaned(name: &str, bytes: &[u8], effort: u32) -> Result<JsValue, JsValue> {
    let effort = Effort::numbered(effort);
    let file = effort.read(name, bytes, &CoreDecoders).map_err(|e| failure(name, &e))?;
    to_js(&ReadingPage::uncleaned(file, bytes.len() as u64, effort))
}

/// Opens a file of a thread as the comment with this number: a [`PartView`], or null if it is a post of its own. `effort` is
/// 0, or that of [`open_uncleaned`].
#[wasm_bindgen]
pub fn open_part(name: &str, bytes: &[u8], number: u32, effort: u32) -> Result<JsValue, JsValue> {
    let effort = Effort::numbered(effort);
    let file = effort.read(name, bytes, &CoreDecoders).map_err(|e| failure(name, &e))?;
    to_js(&PartView::of_text(file, number as usize, effort, part_order))
}

/// Opens a post from pasted text: a [`ReadingPage`].
#[wasm_bindgen]
pub fn open_text(name: &str, text: &str) -> Result<JsValue, JsValue> {
    open_text_keeping(name, text, &[], None)
}

/// Opens a post from text and restores some of the removed parts: `entries` are indices in the page's `record`.
/// `restored` of the returned [`ReadingPage`] lists those that could be restored. `evidence` is what the page was opened with.
#[wasm_bindgen]
pub fn open_text_keeping(
    name: &str,
    text: &str,
    entries: &[u32],
    evidence: Option<Vec<u8>>,
) -> Result<JsValue, JsValue> {
    if text.trim().is_empty() {
        return Err(failure(name, &Error::Empty));
    }
    check_size(text.len() as u64).map_err(|e| failure(name, &e))?;
    let file =
        TextFile { name: name.to_string(), text: text.to_string(), encoding: "UTF-8".into(), problems: Vec::new() };
    let entries: Vec<usize> = entries.iter().map(|&entry| entry as usize).collect();
    to_js(&ReadingPage::of_text_with(file, text.len() as u64, &entries, read_evidence(evidence).as_ref()))
}

/// Opens a post from a file that is read synchronously, in slices: a [`ReadingPage`]. Works in workers only.
#[wasm_bindgen]
pub fn open_file_in_worker(file: web_sys::File) -> Result<JsValue, JsValue> {
    let name = file.name();
    let bytes = SyncRanges::new(file).and_then(|ranges| ranges.read_all()).map_err(|e| failure(&name, &e))?;
    page_of(&name, &bytes, None)
}

/// Reads a file on any thread; [`open_bytes`] opens the bytes.
///
/// Two functions, because a trap in an asynchronous function would leave a promise that never settles.
#[wasm_bindgen]
pub async fn read_file(file: web_sys::File) -> Result<js_sys::Uint8Array, JsValue> {
    let name = file.name();
    let bytes = AsyncRanges::new(file).read_all().await.map_err(|e| failure(&name, &e))?;
    Ok(js_sys::Uint8Array::from(&*bytes))
}

/// The format of an archive by its first bytes: `zip`, `tar`, `gz`; null if it is not an archive.
/// Throws for unsupported formats.
#[wasm_bindgen]
pub fn archive_format(name: &str, head: &[u8]) -> Result<JsValue, JsValue> {
    to_js(&sniff(name, head).map_err(|error| failure(name, &error))?)
}

/// Whether a file of an archive may name authors, by its path: `_users/7.md`, `_data/authors.yml`, `_config.yml`.
#[wasm_bindgen]
pub fn names_authors(path: &str) -> bool {
    post::names_authors(path)
}

/// The authors that such a file names: `[id, name][]`, for the `authorId` of posts and comments without `author`.
/// It never throws; a file that names nobody gives an empty array.
#[wasm_bindgen]
pub fn author_names(path: &str, text: &str) -> Result<JsValue, JsValue> {
    to_js(&post::author_names(path, text))
}

/// What a site's configuration says of it: `Site`. It never throws.
#[wasm_bindgen]
pub fn site(path: &str, text: &str) -> Result<JsValue, JsValue> {
    to_js(&post::site(path, text))
}

/// The sanitizer's policy as an allow list for `Element.setHTML`:
/// `{elements: [{name, attributes}], attributes, comments, dataAttributes}`.
#[wasm_bindgen]
pub fn sanitizer_config() -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Element {
        name: &'static str,
        attributes: Vec<&'static str>,
    }
    #[derive(Serialize)]
    struct Config {
        elements: Vec<Element>,
        attributes: &'static [&'static str],
        comments: bool,
        #[serde(rename = "dataAttributes")]
        data_attributes: bool,
    }
    let elements = policy::TAGS.iter().map(|&name| Element { name, attributes: policy::attributes_of(name) }).collect();
    to_js(&Config { elements, attributes: policy::ATTRIBUTES, comments: false, data_attributes: false })
}

fn page_of(name: &str, bytes: &[u8], evidence: Option<Vec<u8>>) -> Result<JsValue, JsValue> {
    let file = read_text(name, bytes, &CoreDecoders).map_err(|e| failure(name, &e))?;
    to_js(&ReadingPage::of_text_with(file, bytes.len() as u64, &[], read_evidence(evidence).as_ref()))
}

pub(super) fn read_evidence(bytes: Option<Vec<u8>>) -> Option<SourceEvidence> {
    SourceEvidence::from_bytes(&bytes?)
}
