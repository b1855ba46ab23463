//! What the package's commands `manifest` and `compare` ask for beside `integrity.rs`, the same to the byte as natively.

use super::archive::{Archive, Folder};
use super::decoders::CoreDecoders;
use super::to_js;
use crate::archive::wrapping;
use crate::integrity::versions::{self, Post};
use crate::integrity::{BAGIT, NAME, PAYLOAD};
use crate::page::Effort;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What is different, as it is printed.
#[derive(Serialize)]
struct Differences {
    text: String,
    is_same: bool,
}

/// What a bag has beside its files: `{manifest, payload, declaration}`, a name, the folder of the files, and a text.
#[wasm_bindgen]
pub fn bag() -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Bag {
        manifest: &'static str,
        payload: &'static str,
        declaration: &'static str,
    }
    to_js(&Bag { manifest: NAME, payload: PAYLOAD, declaration: BAGIT })
}

/// A post as it is compared, as bytes for [`Version::add`].
#[wasm_bindgen]
pub fn compared(path: &str, bytes: &[u8], effort: u32) -> Vec<u8> {
    let post = Post::of(path, bytes, Effort::numbered(effort), &CoreDecoders);
    postcard::to_allocvec(&post.map_err(|error| error.to_string())).unwrap_or_default()
}

/// The posts of one version.
#[wasm_bindgen]
#[derive(Default)]
pub struct Version(versions::Version);

#[wasm_bindgen]
impl Version {
    /// A version without posts.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Version {
        Version::default()
    }

    /// Adds a post that [`compared`] packed, by its path; gives a sentence where it can't be read.
    pub fn add(&mut self, path: &str, packed: &[u8]) -> Option<String> {
        match postcard::from_bytes::<Result<Post, String>>(packed) {
            Ok(Ok(post)) => {
                self.0.add(path, post);
                None
            }
            Ok(Err(reason)) => Some(format!("{path}: {reason}")),
            Err(error) => Some(format!("{path}: {error}")),
        }
    }

    /// Takes the folder away that merely wraps everything else in an archive that was read.
    pub fn unwrap_archive(&mut self, archive: &Archive) {
        self.0.unwrap_folder(&wrapping(&archive.all_rows()));
    }

    /// The same of a folder.
    pub fn unwrap_folder(&mut self, folder: &Folder) {
        self.0.unwrap_folder(&wrapping(&folder.all_rows()));
    }

    /// What is different in a later version: `{text, is_same}`. Two files are versions of one post, `single`.
    pub fn differences(self, after: Version, single: Option<String>, as_json: bool) -> Result<JsValue, JsValue> {
        let (text, is_same) = versions::differences(self.0, after.0, single.as_deref(), as_json);
        to_js(&Differences { text, is_same })
    }
}
