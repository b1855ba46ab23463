//! Search by ranges at the boundary: a handle that says which ranges it needs and takes their bytes.

use super::request::{field, request_of};
use super::to_js;
use crate::library::FieldScope;
use crate::library::segments::{
    CopyInfo, Failure, FileInfo, Manifest, ManifestError, Part, SearchRequest, Searcher, SegmentInfo, VolumeInfo, Want,
};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Searches a published archive. See `www/js/core/boundary.d.ts` for the types.
#[wasm_bindgen]
pub struct Segments(Searcher);

#[wasm_bindgen]
impl Segments {
    /// Begins by what `segments.json` has, parsed. Throws the code of what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(manifest: JsValue) -> Result<Segments, JsValue> {
        let manifest = manifest_of(&manifest).ok_or(ManifestError::Damaged).and_then(Manifest::checked);
        manifest.map(|manifest| Segments(Searcher::of(manifest))).map_err(|error| JsValue::from_str(error.code()))
    }

    /// The number of posts, with copies.
    pub fn posts(&self) -> u32 {
        self.0.manifest().segments.iter().map(|segment| segment.posts).sum()
    }

    /// The size of a file of segments, as its manifest says.
    pub fn size_of(&self, file: &str) -> Option<f64> {
        let files = self.0.manifest().segments.iter().flat_map(|segment| &segment.files);
        files.into_iter().find(|own| own.name == file).map(|own| own.size as f64)
    }

    /// Begins to answer a `QueryRequest`, with up to `count` rows from `from`; what was asked before is forgotten.
    pub fn ask(&mut self, request: JsValue, from: u32, count: u32, facets: bool) {
        self.0.ask(SearchRequest { request: request_of(&request), from, count, facets });
    }

    /// What is needed next, or the answer: `SegmentStep`.
    pub fn step(&mut self) -> Result<JsValue, JsValue> {
        to_js(&self.0.step())
    }

    /// Takes the bytes of a range, as they came: with fewer than were wanted the file is cut.
    pub fn feed(&mut self, file: &str, start: f64, end: f64, bytes: Vec<u8>) {
        self.0.feed(&Want { file: file.to_owned(), range: start as u64..end as u64 }, bytes);
    }

    /// Takes that a file can't be read, by the code of a `SegmentFailure`.
    pub fn fail(&mut self, file: &str, code: &str) {
        self.0.fail(file, Failure::named(code).unwrap_or(Failure::Unreachable));
    }

    /// As of `Library.find_in`, by the words that were asked for.
    pub fn find_in(&self, text: &str) -> Vec<u32> {
        self.0.find_in(text, FieldScope::Anywhere)
    }

    /// The same in a title.
    pub fn find_in_title(&self, text: &str) -> Vec<u32> {
        self.0.find_in(text, FieldScope::Title)
    }

    /// The same in the text of a comment.
    pub fn find_in_comment(&self, text: &str) -> Vec<u32> {
        self.0.find_in(text, FieldScope::Comment)
    }

    /// Tries segments again that could not be read.
    pub fn retry(&mut self) {
        self.0.retry();
    }
}

/// The browser has parsed it: a parser of JSON would be 20 KB of the compressed core.
fn manifest_of(value: &JsValue) -> Option<Manifest> {
    let mut manifest = Manifest { format: number(&field(value, "format"))? as u32, ..Manifest::default() };
    for volume in items(&field(value, "volumes"))? {
        let name = field(&volume, "name").as_string()?;
        manifest.volumes.push(VolumeInfo { id: u16::try_from(number(&field(&volume, "id"))?).ok()?, name });
    }
    for segment in items(&field(value, "segments"))? {
        manifest.segments.push(segment_of(&segment)?);
    }
    for copy in items(&field(value, "copies"))? {
        let (shown, hidden) = (field(&copy, "shown"), field(&copy, "hidden"));
        manifest.copies.push(CopyInfo { shown: pair(&shown)?, hidden: pair(&hidden)? });
    }
    Some(manifest)
}

fn segment_of(value: &JsValue) -> Option<SegmentInfo> {
    let text = |name: &str| field(value, name).as_string();
    let posts = u32::try_from(number(&field(value, "posts"))?).ok()?;
    let mut segment = SegmentInfo { posts, from: text("from")?, to: text("to")?, ..SegmentInfo::default() };
    for file in items(&field(value, "files"))? {
        let (name, size) = (field(&file, "name").as_string()?, number(&field(&file, "size"))?);
        segment.files.push(FileInfo { name, size, sha256: field(&file, "sha256").as_string()? });
    }
    let parts = field(value, "parts");
    for part in Part::ALL {
        let pieces = field(&parts, part.name());
        if pieces.is_undefined() {
            continue;
        }
        let pieces = items(&pieces)?.map(|piece| match &numbers(&piece)?[..] {
            [file, offset, length] => Some((u32::try_from(*file).ok()?, *offset, *length)),
            _ => None,
        });
        segment.parts.insert(part.name().to_owned(), pieces.collect::<Option<_>>()?);
    }
    Some(segment)
}

fn items(value: &JsValue) -> Option<impl Iterator<Item = JsValue>> {
    Array::is_array(value).then(|| Array::from(value).into_iter())
}

fn numbers(value: &JsValue) -> Option<Vec<u64>> {
    items(value)?.map(|item| number(&item)).collect()
}

fn pair(value: &JsValue) -> Option<(u32, u32)> {
    let [segment, post] = numbers(value)?.try_into().ok()?;
    Some((u32::try_from(segment).ok()?, u32::try_from(post).ok()?))
}

/// A whole number that is not negative.
fn number(value: &JsValue) -> Option<u64> {
    value
        .as_f64()
        .filter(|number| *number >= 0.0 && number.fract() == 0.0 && *number < 9e15)
        .map(|number| number as u64)
}
