//! Manifests and versions at the boundary, for the page and for the package's command, which print what the native one does.

use super::to_js;
use crate::integrity::{self, Difference, Sum};
use hmac_sha256::Hash;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What is different: as it is printed, and as data.
#[derive(Serialize)]
struct Differences {
    text: String,
    is_same: bool,
    found: Vec<Difference>,
    same: usize,
}

/// Paths with their SHA-256.
#[wasm_bindgen]
#[derive(Default)]
pub struct Manifest(integrity::Manifest);

#[wasm_bindgen]
impl Manifest {
    /// A manifest of no files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Manifest {
        Manifest::default()
    }

    /// Reads the lines of a manifest. Throws a clause about the first that is none.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, String> {
        integrity::Manifest::parse(bytes).map(Manifest)
    }

    /// Adds a file by its hash; false where another has its path.
    pub fn add(&mut self, path: &str, sum: &[u8]) -> bool {
        Sum::try_from(sum).is_ok_and(|sum| self.0.add(path.to_owned(), sum))
    }

    /// Adds a file by its bytes; false where another has its path.
    pub fn add_file(&mut self, path: &str, bytes: &[u8]) -> bool {
        self.0.add(path.to_owned(), Hash::hash(bytes))
    }

    /// The paths of files with these bytes.
    pub fn paths_of(&self, bytes: &[u8]) -> Vec<String> {
        self.0.paths_of(&Hash::hash(bytes)).map(str::to_owned).collect()
    }

    /// Its lines, by path. Each path begins with `folder`.
    pub fn text(&self, folder: &str) -> String {
        self.0.text(folder)
    }

    /// What is different now that these files were found: `{text, is_same, found: {kind, path, from?}[], same}`. `own` is the path
    /// of the manifest itself.
    pub fn differences(self, found: &Manifest, own: Option<String>, as_json: bool) -> Result<JsValue, JsValue> {
        let differences = integrity::differences(self.0, &found.0, own.as_deref());
        let text = integrity::report(&differences, as_json);
        let is_same = differences.found.is_empty();
        to_js(&Differences { text, is_same, found: differences.found, same: differences.same })
    }
}
