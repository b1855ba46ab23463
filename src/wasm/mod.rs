//! The boundary to the browser: the only part of the crate that names wasm-bindgen, web-sys or gloo.
//!
//! Values go in and out whole. Nothing is kept between two calls, so that an instance that trapped can be replaced
//! without losing anything; but for the two handles: an open archive, whose worker keeps the file or the address, so that
//! it can be opened again, and a library, which takes nothing but packed bytes.

mod archive;
mod decoders;
mod library;
mod ranges;

use crate::article::policy;
use crate::file::{TextFile, check_size, read_text};
use crate::page::{ErrorView, ReadingPage};
use crate::{Args, Error, Problem};
use decoders::BrowserDecoders;
use ranges::{AsyncRanges, SyncRanges};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Opens a file's bytes.
#[wasm_bindgen]
pub fn open_bytes(name: &str, bytes: &[u8]) -> Result<JsValue, JsValue> {
    page_of(name, bytes)
}

/// Opens text that was pasted.
#[wasm_bindgen]
pub fn open_text(name: &str, text: &str) -> Result<JsValue, JsValue> {
    open_text_keeping(name, text, &[])
}

/// Opens text with some of what cleaning takes out of it in its place again: `entries` are numbers of its record.
#[wasm_bindgen]
pub fn open_text_keeping(name: &str, text: &str, entries: &[u32]) -> Result<JsValue, JsValue> {
    if text.trim().is_empty() {
        return Err(failure(name, &Error::Empty));
    }
    check_size(text.len() as u64).map_err(|e| failure(name, &e))?;
    let file =
        TextFile { name: name.to_string(), text: text.to_string(), encoding: "UTF-8".into(), problems: Vec::new() };
    let entries: Vec<usize> = entries.iter().map(|&entry| entry as usize).collect();
    to_js(&ReadingPage::of_text_keeping(file, text.len() as u64, &entries))
}

/// Opens a file in a worker, where it can be read by slices without waiting.
#[wasm_bindgen]
pub fn open_file_in_worker(file: web_sys::File) -> Result<JsValue, JsValue> {
    let name = file.name();
    let bytes = SyncRanges::new(file).and_then(|ranges| ranges.read_all()).map_err(|e| failure(&name, &e))?;
    page_of(&name, &bytes)
}

/// Reads a file on any thread; `open_bytes` opens what it gives.
///
/// Reading waits and opening doesn't: a trap while opening would leave a promise that never settles.
#[wasm_bindgen]
pub async fn read_file(file: web_sys::File) -> Result<js_sys::Uint8Array, JsValue> {
    let name = file.name();
    let bytes = AsyncRanges::new(file).read_all().await.map_err(|e| failure(&name, &e))?;
    Ok(js_sys::Uint8Array::from(&*bytes))
}

/// The policy as a configuration of `Element.setHTML`: an element and an attribute that it doesn't name are not made.
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

fn page_of(name: &str, bytes: &[u8]) -> Result<JsValue, JsValue> {
    let file = read_text(name, bytes, &BrowserDecoders).map_err(|e| failure(name, &e))?;
    to_js(&ReadingPage::of_text(file, bytes.len() as u64))
}

/// What functions throw: an [`ErrorView`] as a plain object.
fn failure(file: &str, error: impl Into<Problem>) -> JsValue {
    to_js(&ErrorView::new(file, error)).unwrap_or_else(|e| e)
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    // Maps become plain objects: the shell reads them as such.
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| {
        let message = Args::default().with("message", e);
        message.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
    })
}
