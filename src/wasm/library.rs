//! The boundary's library: a handle that lives in a worker of its own and takes packed bytes, and the function that packs
//! a chunk of posts anywhere else.

use super::decoders::BrowserDecoders;
use super::to_js;
use crate::library::{self, Chosen, File, Request, Sort};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Packs a chunk of texts `[{index, path, start, end, isPost}]`, as `Archive.next_posts` gives it, for `Library.fill`.
#[wasm_bindgen]
pub fn index_posts(bytes: &[u8], texts: Vec<JsValue>) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len());
    for text in texts {
        let number = |name| field(&text, name).as_f64().unwrap_or_default();
        let part = bytes.get(number("start") as usize..number("end") as usize).unwrap_or_default();
        let path = string(&text, "path");
        let is_post = field(&text, "isPost").is_truthy();
        let file = File { index: number("index") as u32, path: &path, bytes: part, is_post };
        library::index(file, &BrowserDecoders, &mut packed);
    }
    packed
}

/// Packs rows that are no archive's, `[{index, path}]`, for `Library.add_rows`.
#[wasm_bindgen]
pub fn pack_rows(rows: Vec<JsValue>) -> Vec<u8> {
    let row = |row: &JsValue| (field(row, "index").as_f64().unwrap_or_default() as u32, string(row, "path"));
    let rows: Vec<(u32, String)> = rows.iter().map(row).collect();
    library::pack(rows.iter().map(|(index, path)| (*index, &**path)))
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
        to_js(&self.0.query(&self::request(&request)))
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

/// What is asked; a part that is missing, or isn't what it should be, asks for nothing.
fn request(value: &JsValue) -> Request {
    let facets = field(value, "facets");
    Request {
        text: string(value, "text"),
        facets: Chosen {
            source: strings(&facets, "source"),
            author: strings(&facets, "author"),
            tag: strings(&facets, "tag"),
            year: strings(&facets, "year"),
            month: strings(&facets, "month"),
            lang: strings(&facets, "lang"),
            pictures: field(&facets, "pictures").is_truthy(),
            problems: field(&facets, "problems").is_truthy(),
        },
        sort: Sort::named(&string(value, "sort")),
        top: field(value, "top").as_f64().map(|top| top as u32),
    }
}

/// An object's property; undefined where there is none, or no object.
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
    // Years are numbers to some.
    let text = |value: JsValue| value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()));
    Array::from(&values).iter().filter_map(text).collect()
}
