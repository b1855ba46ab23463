//! Unicode's decompositions, as the browser knows them.

use crate::text::fold::use_normalizer;
use wasm_bindgen::prelude::*;

/// Runs when an instance starts.
#[wasm_bindgen(start)]
pub fn start() {
    use_normalizer(|text| String::from(js_sys::JsString::from(text).normalize("NFKD")));
}
