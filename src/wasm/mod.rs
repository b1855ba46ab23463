//! The boundary to the browser: the only part of the crate that uses wasm-bindgen, js-sys, web-sys or gloo.
//!
//! Functions take and return plain data; `www/js/core/boundary.d.ts` has its types. A function that can't open a file or
//! an entry throws an [`ErrorView`]. Sizes and offsets are in bytes, positions in texts in UTF-16 code units.
//!
//! Functions keep no state between calls, so that an instance that trapped can be replaced. There are five handles:
//! [`archive::Archive`] and [`archive::Folder`], which can be opened again, [`library::Library`], which takes packed
//! bytes only, [`segments::Segments`], which has what a search by ranges has read, and [`export::PostsFile`], which posts are
//! saved with. Beside the last, [`integrity::Manifest`] and [`integrity::Versions`] are what files and posts are compared with.
//! Packed bytes may be passed between instances of the same build; their format is private.

#[cfg(feature = "archive")]
mod archive;
#[cfg(feature = "posts")]
mod decoders;
#[cfg(feature = "export")]
mod export;
#[cfg(feature = "export")]
mod integrity;
#[cfg(feature = "library")]
mod library;
#[cfg(not(feature = "package"))]
mod normalizer;
#[cfg(feature = "package")]
mod package;
#[cfg(feature = "package")]
mod package_export;
#[cfg(feature = "package")]
mod package_integrity;
#[cfg(feature = "posts")]
mod posts;
#[cfg(feature = "package")]
mod publish;
#[cfg(feature = "posts")]
mod ranges;
#[cfg(any(feature = "library", feature = "segments", feature = "export"))]
mod request;
#[cfg(feature = "segments")]
mod segments;

#[cfg(feature = "package")]
use posts::read_evidence;

use crate::Args;
#[cfg(feature = "posts")]
use crate::{Problem, page::ErrorView};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What functions throw: an [`ErrorView`] as a plain object.
#[cfg(feature = "posts")]
fn failure(file: &str, error: impl Into<Problem>) -> JsValue {
    to_js(&ErrorView::new(file, error)).unwrap_or_else(|e| e)
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    // Maps become plain objects, and None becomes null.
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| {
        let message = Args::default().with("message", e);
        message.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
    })
}
