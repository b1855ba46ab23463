//! The library at the boundary: a handle in a worker of its own that takes packed bytes, and functions that pack them
//! in any instance.

use super::decoders::BrowserDecoders;
use super::to_js;
use crate::article::evidence::SourceEvidence;
use crate::library::{self, FacetSelection, File, Request, Sort};
use crate::page::Effort;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Indexes a chunk of texts `[{index, path, start, end, isPost, effort?}]`, as of `Archive.next_posts`, for `Library.add_posts`.
///
/// It never throws: a post that exceeds a limit is indexed by its plain text, and a file that is not text says why.
/// If the instance traps or takes too long, the caller starts another and passes the text with its next `effort`, as of
/// [`open_uncleaned`](super::open_uncleaned); one on which all fail is reported to `Library.mark_unreadable`.
#[wasm_bindgen]
pub fn index_posts(bytes: &[u8], texts: Vec<JsValue>) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len());
    for text in texts {
        let number = |name| field(&text, name).as_f64().unwrap_or_default();
        let part = bytes.get(number("start") as usize..number("end") as usize).unwrap_or_default();
        let path = string(&text, "path");
        let is_post = field(&text, "isPost").is_truthy();
        let effort = Effort::numbered(number("effort") as u32);
        let file = File { index: number("index") as u32, path: &path, bytes: part, is_post, effort };
        library::index(file, &BrowserDecoders, &mut packed);
    }
    packed
}

/// Packs rows that are not of an archive, `[{index, path}]`, for `Library.add_rows`.
#[wasm_bindgen]
pub fn pack_rows(rows: Vec<JsValue>) -> Vec<u8> {
    let row = |row: &JsValue| (field(row, "index").as_f64().unwrap_or_default() as u32, string(row, "path"));
    let rows: Vec<(u32, String)> = rows.iter().map(row).collect();
    library::pack(rows.iter().map(|(index, path)| (*index, &**path)))
}

/// A searchable set of posts. See `www/js/core/boundary.d.ts` for the types.
#[wasm_bindgen]
#[derive(Default)]
pub struct Library(library::Library);

#[wasm_bindgen]
impl Library {
    /// An empty library.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Library {
        Library::default()
    }

    /// Adds a volume (an archive or a folder) under an id of the caller's choice, or renames it.
    pub fn add_volume(&mut self, id: u16, name: &str) {
        self.0.add_volume(id, name);
    }

    /// Removes a volume and the posts that are in no other.
    pub fn remove_volume(&mut self, id: u16) {
        self.0.remove_volume(id);
    }

    /// The volumes: `VolumeView[]`.
    pub fn volumes(&mut self) -> Result<JsValue, JsValue> {
        to_js(&self.0.volumes())
    }

    /// Adds rows packed by `Archive.packed_rows` or `pack_rows`. They are listed, and searched by title, until
    /// [`fill`](Self::fill) adds their text.
    pub fn add_rows(&mut self, id: u16, packed: &[u8]) {
        self.0.add_rows(id, packed);
    }

    /// Adds posts packed by `index_posts`: `AddedPosts`. Rows that are not posts are removed, and posts with the same article
    /// become one row with several places.
    pub fn add_posts(&mut self, id: u16, packed: &[u8]) -> Result<JsValue, JsValue> {
        to_js(&self.0.add_posts(id, packed))
    }

    /// Ends a volume that has been read whole: what repeats in its sources is taken out of its texts. Not for one that was
    /// read in part.
    pub fn finish_volume(&mut self, id: u16) {
        self.0.finish_volume(id);
    }

    /// What repeats in the source of the post at `path`, for `open_bytes`: empty if nothing does, null until the volume has
    /// been read whole.
    pub fn evidence_of(&self, id: u16, path: &str) -> Option<Vec<u8>> {
        self.0.is_finished(id).then(|| self.0.evidence_of(id, path).map_or_else(Vec::new, SourceEvidence::to_bytes))
    }

    /// Marks a file as unreadable; returns whether it had a row that is not indexed.
    pub fn mark_unreadable(&mut self, id: u16, index: u32, code: &str, message: &str) -> bool {
        self.0.mark_unreadable(id, index, code, message)
    }

    /// Up to `count` unreadable files from `from`: `UnreadableView`.
    pub fn unreadable(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.unreadable(from, count))
    }

    /// Runs a `QueryRequest`, whose syntax is documented at [`library::Query`], and makes its result the current one: `QueryResult`.
    /// Relevance without words sorts as newest.
    pub fn query(&mut self, request: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.0.query(&self::request(&request)))
    }

    /// Up to `count` rows of the current result from `from`: `LibraryRow[]`.
    pub fn rows(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.rows(from, count))
    }

    /// A post's `LibraryRow`, whether or not the result includes it, or null.
    pub fn row_of(&self, id: u16, path: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.row_of(id, path))
    }

    /// The position of a post in the current result, or -1.
    pub fn position_of(&self, id: u16, path: &str) -> i32 {
        self.0.position_of(id, path).map_or(-1, |at| at as i32)
    }

    /// A post's `Neighbours` in the current result.
    pub fn neighbours(&self, id: u16, path: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.neighbours(id, path))
    }

    /// Occurrences of the current query's words and phrases in a text: start and end of each in UTF-16 offsets, in order
    /// and without overlap.
    pub fn find_in(&self, text: &str) -> Vec<u32> {
        self.0.find_in(text)
    }

    /// The same in a title, where words with `title:` count too.
    pub fn find_in_title(&self, text: &str) -> Vec<u32> {
        self.0.find_in_title(text)
    }

    /// The same in the text of a comment, where words with `comment:` count too.
    pub fn find_in_comment(&self, text: &str) -> Vec<u32> {
        self.0.find_in_comment(text)
    }

    /// The posts saved from a URL: `PlaceView[]`.
    pub fn find_by_source(&mut self, url: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.find_by_source(url))
    }

    /// The post that a URL in the post at `path` refers to: `PlaceView`, or null. The URL may be relative to the file or
    /// to the site, a permalink by day and name (`/2021/03/14/name.html`), or `{% post_url 2021-03-14-name %}`.
    pub fn find_by_path(&mut self, id: u16, path: &str, url: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.find_by_path(id, path, url))
    }

    /// All titles, one per line.
    pub fn titles(&mut self) -> String {
        self.0.titles()
    }

    /// Takes the line numbers of these titles in sorted order, for sorting by title; otherwise titles sort by code point.
    /// Returns false, and changes nothing, if the posts have changed since.
    pub fn set_title_order(&mut self, order: &[u32]) -> bool {
        self.0.set_title_order(order)
    }

    /// The `LibraryState`; `version` changes with everything that can change a result.
    pub fn state(&mut self) -> Result<JsValue, JsValue> {
        to_js(&self.0.state())
    }

    /// The `LibraryMemory`, in bytes.
    pub fn memory(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.memory())
    }
}

/// Parses a request; missing and invalid parts get their defaults.
fn request(value: &JsValue) -> Request {
    let facets = field(value, "facets");
    Request {
        text: string(value, "text"),
        facets: FacetSelection {
            source: strings(&facets, "source"),
            author: strings(&facets, "author"),
            tag: strings(&facets, "tag"),
            year: strings(&facets, "year"),
            month: strings(&facets, "month"),
            lang: strings(&facets, "lang"),
            images: field(&facets, "pictures").is_truthy(),
            problems: field(&facets, "problems").is_truthy(),
        },
        sort: Sort::named(&string(value, "sort")),
        top: field(value, "top").as_f64().map(|top| top as u32),
    }
}

/// An object's property; undefined if there is none, or no object.
fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

fn string(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_default()
}

fn strings(object: &JsValue, name: &str) -> Vec<String> {
    let values = field(object, name);
    if !Array::is_array(&values) {
        return Vec::new();
    }
    // Years may be numbers.
    let text = |value: JsValue| value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()));
    Array::from(&values).iter().filter_map(text).collect()
}
