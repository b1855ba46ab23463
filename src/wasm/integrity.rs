//! Manifests and versions at the boundary, for the page and for the package's command, which print what the native one does.

use super::export::page_of;
use super::to_js;
use crate::archive::wrapping_of;
use crate::integrity::{self, Difference, Sum, versions};
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

/// Two versions of an archive, whose posts another core cleans. `is_later` says of which version.
#[wasm_bindgen]
#[derive(Default)]
pub struct Versions(versions::Versions);

#[wasm_bindgen]
impl Versions {
    /// Two versions without posts.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Versions {
        Versions::default()
    }

    /// Adds the file of a post, by a number that no other of its version has.
    pub fn add(&mut self, is_later: bool, number: u32, path: &str, bytes: &[u8]) {
        self.0.add(usize::from(is_later), number, path, bytes);
    }

    /// Takes the folder away that merely wraps all files, posts or not, which are named; after the last post.
    pub fn unwrap(&mut self, is_later: bool, paths: Vec<String>) {
        self.0.unwrap_folder(usize::from(is_later), &wrapping_of(paths.iter().map(|path| &**path)));
    }

    /// The numbers of the posts that are wanted cleaned.
    pub fn different(&self, is_later: bool) -> Vec<u32> {
        self.0.different(usize::from(is_later))
    }

    /// Takes such posts, by their numbers: `ReadingPage`s as JSON, of which `html` and `original` may be empty. Throws a sentence.
    pub fn clean(&mut self, is_later: bool, numbers: &[u32], pages: Vec<String>) -> Result<(), JsValue> {
        let pages = numbers.iter().copied().zip(pages.iter().map(|page| page_of(page)));
        let pages: Result<Vec<_>, JsValue> = pages.map(|(number, page)| Ok((number, page?))).collect();
        self.0.clean(usize::from(is_later), pages?);
        Ok(())
    }

    /// What is different: `{found, same}`, posts with what became of them, and a number.
    pub fn differences(&self) -> Result<JsValue, JsValue> {
        #[derive(Serialize)]
        struct Differences {
            found: Vec<versions::Summary>,
            same: usize,
        }
        let (found, same) = self.0.differences();
        to_js(&Differences { found, same })
    }
}

/// Two posts in detail: `{fields, newPictures, gonePictures, words, cleaned, raw}`. They are `ReadingPage`s as JSON, of which `html`
/// may be empty. Throws a sentence.
#[wasm_bindgen]
pub fn compare_posts(before: &str, after: &str) -> Result<JsValue, JsValue> {
    to_js(&versions::detail(page_of(before)?, page_of(after)?))
}
