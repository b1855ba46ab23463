//! The library at the boundary: a handle in a worker of its own that takes packed bytes, and functions that pack them
//! in any instance.

mod pack;

use super::decoders::CoreDecoders;
use super::request::{field, request_of, string};
use super::to_js;
use crate::article::evidence::SourceEvidence;
use crate::file::Decoders;
use crate::library::{self, File};
use crate::page::Effort;
use pack::Packing;
use wasm_bindgen::prelude::*;

/// Indexes a chunk of texts `[{index, path, start, end, isPost, isSingle?, effort?}]`, as of `Archive.next_posts`, for `Library.add_posts`.
///
/// It never throws: a post that exceeds a limit is indexed by its plain text, and a file that is not text says why.
/// If the instance traps or takes too long, the caller starts another and passes the text with its next `effort`, as of
/// [`open_uncleaned`](super::posts::open_uncleaned); one on which all fail is reported to `Library.mark_unreadable`.
#[wasm_bindgen]
pub fn index_posts(bytes: &[u8], texts: Vec<JsValue>) -> Vec<u8> {
    index_each(bytes, texts, library::index)
}

/// Indexes the texts of a chunk one after the other.
pub(super) fn index_each(bytes: &[u8], texts: Vec<JsValue>, index: fn(File, &dyn Decoders, &mut Vec<u8>)) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len());
    for text in texts {
        let number = |name| field(&text, name).as_f64().unwrap_or_default();
        let part = bytes.get(number("start") as usize..number("end") as usize).unwrap_or_default();
        let path = string(&text, "path");
        let is_post = field(&text, "isPost").is_truthy();
        let effort = Effort::numbered(number("effort") as u32);
        let is_single = field(&text, "isSingle").is_truthy();
        let file = File { index: number("index") as u32, path: &path, bytes: part, is_post, is_single, effort };
        index(file, &CoreDecoders, &mut packed);
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
pub struct Library(pub(super) library::Library, Packing);

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

    /// Finds the threads of several files in a volume whose files are all listed. The parts have no row of their own.
    pub fn pair_threads(&mut self, id: u16) {
        self.0.pair_threads(id);
    }

    /// Joins the parts of threads with their posts, as far as they were read: for a volume that is not read further.
    pub fn join_threads(&mut self, id: u16) {
        self.0.join_threads(id);
    }

    /// The files of the thread that the post at `path` begins, for `open_part`: `PlaceOnly[]`.
    pub fn thread_of(&self, id: u16, path: &str) -> Result<JsValue, JsValue> {
        to_js(&self.0.thread_of(id, path))
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

    /// Lists a file that is not indexed yet by what the summary of a pack says of it: title, date, author and source, a line each.
    pub fn set_summary(&mut self, id: u16, index: u32, lines: &str) {
        let mut lines = lines.split('\n');
        self.0.set_summary(id, index, std::array::from_fn(|_| lines.next().unwrap_or_default()));
    }

    /// Marks a file as unreadable; returns whether it had a row that is not indexed.
    pub fn mark_unreadable(&mut self, id: u16, index: u32, code: &str, message: &str) -> bool {
        self.0.mark_unreadable(id, index, code, message)
    }

    /// Up to `count` unreadable files from `from`: `UnreadableView`.
    pub fn unreadable(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.unreadable(from, count))
    }

    /// The paths of a volume's other texts and posts without a body, in order, one per line.
    pub fn others(&self, id: u16) -> String {
        self.0.others(id)
    }

    /// The index of such a text with this path, or undefined.
    pub fn other_at(&self, id: u16, path: &str) -> Option<u32> {
        self.0.other_at(id, path)
    }

    /// Replaces what the reader did with posts: lines as documented at [`library::Library::set_marks`]. The next query knows
    /// of it.
    pub fn set_marks(&mut self, lines: &str) {
        self.0.set_marks(lines);
    }

    /// Runs a `QueryRequest`, whose syntax is documented at [`library::Query`], and makes its result the current one: `QueryResult`.
    /// Relevance without words sorts as newest.
    pub fn query(&mut self, request: JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.0.query(&request_of(&request)))
    }

    /// Up to `count` rows of the current result from `from`: `LibraryRow[]`.
    pub fn rows(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.0.rows(from, count))
    }

    /// The places of the current result's rows, in its order: volume and index of each, one after the other.
    pub fn listed_places(&self) -> Vec<u32> {
        self.0.listed_places()
    }

    /// For each of such places that of the row by which lists show its post, or twice 2³² − 1 if they don't.
    pub fn shown_places(&mut self, places: &[u32]) -> Vec<u32> {
        self.0.shown_places(places)
    }

    /// The rows of such places, whether or not the current result has them: `LibraryRow[]`.
    pub fn rows_at(&mut self, places: &[u32]) -> Result<JsValue, JsValue> {
        to_js(&self.0.rows_at(places))
    }

    /// Counts the posts of the current result, and how often terms occur in their articles, each a search as it is typed: `Statistics`.
    pub fn statistics(&mut self, terms: Vec<String>) -> Result<JsValue, JsValue> {
        to_js(&self.0.statistics(&terms))
    }

    /// Takes the posts that are no longer listed out of the current result, whose order stays; returns its rows.
    pub fn keep_listed(&mut self) -> u32 {
        self.0.keep_listed()
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

    /// Takes the patterns of the permalinks of a volume's site, as of `site`, for [`find_by_path`](Self::find_by_path).
    pub fn set_permalinks(&mut self, id: u16, patterns: Vec<String>) {
        self.0.set_permalinks(id, patterns);
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
