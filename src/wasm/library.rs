//! The boundary's library: a handle that lives in a worker of its own and takes packed bytes, and the function that packs
//! a chunk of posts anywhere else.

use super::decoders::BrowserDecoders;
use super::{failure, to_js};
use crate::Error;
use crate::library::{self, File, Request};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

/// One text of a chunk, as `Archive.next_posts` gives it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    index: u32,
    path: String,
    start: usize,
    end: usize,
    is_post: bool,
}

/// Packs a chunk of texts for `Library.fill`. Throws only where the arguments are not what they should be.
#[wasm_bindgen]
pub fn index_posts(bytes: &[u8], texts: JsValue) -> Result<Vec<u8>, JsValue> {
    let texts: Vec<Text> = from_js(texts)?;
    let mut packed = Vec::with_capacity(bytes.len());
    for text in texts {
        let part = bytes.get(text.start..text.end).unwrap_or_default();
        let file = File { index: text.index, path: &text.path, bytes: part, is_post: text.is_post };
        library::index(file, &BrowserDecoders, &mut packed);
    }
    Ok(packed)
}

/// Packs rows that are no archive's, `[{index, path}]`, for `Library.add_rows`.
#[wasm_bindgen]
pub fn pack_rows(rows: JsValue) -> Result<Vec<u8>, JsValue> {
    #[derive(Deserialize)]
    struct Row {
        index: u32,
        path: String,
    }
    let rows: Vec<Row> = from_js(rows)?;
    Ok(library::pack(rows.iter().map(|row| (row.index, &*row.path))))
}

/// Many posts.
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

    /// Adds a volume, or renames it.
    pub fn add_volume(&mut self, id: u16, name: &str) {
        self.0.add_volume(id, name);
    }

    /// Removes a volume and what lies in no other.
    pub fn remove_volume(&mut self, id: u16) {
        self.0.remove_volume(id);
    }

    /// `[{id, name, posts, filled, broken}]`.
    pub fn volumes(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.volumes())
    }

    /// Takes rows that `Archive.packed_rows` or `pack_rows` packed.
    pub fn add_rows(&mut self, id: u16, packed: &[u8]) {
        self.0.add_rows(id, packed);
    }

    /// Takes posts that `index_posts` packed: `{filled, vanished, broken}`.
    pub fn fill(&mut self, id: u16, packed: &[u8]) -> Result<JsValue, JsValue> {
        to_js(&self.0.fill(id, packed))
    }

    /// Says that an entry can't be read. Whether there was one that is not filled.
    pub fn refuse(&mut self, id: u16, index: u32, code: &str, message: &str) -> bool {
        self.0.refuse(id, index, code, message)
    }

    /// `{total, entries: [{volume, index, path, problems}]}`.
    pub fn broken(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.broken(from, count))
    }

    /// Runs a query `{text, facets, sort, top}`; its result is the current one then.
    pub fn query(&mut self, request: JsValue) -> Result<JsValue, JsValue> {
        let request: Request = from_js(request)?;
        to_js(&self.0.query(&request))
    }

    /// So many rows of the current result from this one on.
    pub fn rows(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.rows(from, count))
    }

    /// One post's row, or null.
    pub fn row_of(&self, id: u16, path: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.row_of(id, path))
    }

    /// The number of a post's row in the current result, or -1.
    pub fn position_of(&self, id: u16, path: &str) -> i32 {
        self.0.position_of(id, path).map_or(-1, |at| at as i32)
    }

    /// `{previous, next, position, total}` in the current result.
    pub fn neighbours(&self, id: u16, path: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.neighbours(id, path))
    }

    /// So many of one facet's values in the current result, of those that contain the words.
    pub fn facet_values(&self, name: &str, words: &str, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.facet_values(name, words, from, count))
    }

    /// The words and phrases of the current query that an article shows, folded.
    pub fn needles(&self) -> Vec<String> {
        self.0.needles()
    }

    /// Where these stand in a text: from and to in UTF-16 offsets.
    pub fn find_in(&self, text: &str) -> Vec<u32> {
        self.0.find_in(text)
    }

    /// A text as all matching folds it.
    pub fn fold(&self, text: &str) -> String {
        library::fold::fold(text)
    }

    /// The posts that were saved from an address.
    pub fn find_by_source(&mut self, address: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.find_by_source(address))
    }

    /// The post that an address in the post with this path names, or null.
    pub fn find_by_path(&mut self, id: u16, path: &str, address: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.find_by_path(id, path, address))
    }

    /// All titles, one a line.
    pub fn titles(&mut self) -> String {
        self.0.titles()
    }

    /// Takes the numbers of these lines in their order. False where posts have come since.
    pub fn set_title_order(&mut self, order: &[u32]) -> bool {
        self.0.set_title_order(order)
    }

    /// `{rows, filled, broken, version}`.
    pub fn state(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.state())
    }

    /// `{text, unfold, other}` in bytes.
    pub fn memory(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.memory())
    }
}

/// What JavaScript gave as what it should be.
fn from_js<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|error| failure("", &Error::Unreadable { reason: error.to_string() }))
}
