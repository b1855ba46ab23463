//! Archives at the boundary: a handle in one worker that reads a file itself, or is fed with its bytes.

use super::decoders::CoreDecoders;
use super::ranges::SyncRanges;
use super::{failure, to_js};
use crate::archive;
use crate::file::read_text;
use crate::library::pack_archive;
use crate::page::{ByteRange, ChunkText, ListedPost};
use crate::{Error, Problem};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// An open archive.
///
/// Made from a file, it reads by itself and synchronously, and so only in a worker. Made from name and size, it asks
/// for ranges with `want` and takes them with `feed`; its other functions then do as much as the bytes allow.
#[wasm_bindgen]
pub struct Archive {
    name: String,
    reader: archive::ArchiveReader,
    file: Option<SyncRanges>,
}

#[wasm_bindgen]
impl Archive {
    /// An archive of `size` bytes that is to be fed.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, size: f64) -> Archive {
        let reader = archive::ArchiveReader::new(name, size as u64, &CoreDecoders);
        Archive { name: name.to_owned(), reader, file: None }
    }

    /// Opens a file in a worker. When it returns, the rows of a zip are listed.
    pub fn of_file(file: web_sys::File) -> Result<Archive, JsValue> {
        let (name, size) = (file.name(), file.size());
        let ranges = SyncRanges::new(file).map_err(|error| failure(&name, &error))?;
        let mut archive = Archive { file: Some(ranges), ..Archive::new(&name, size) };
        while !archive.reader.is_open() {
            archive.fail()?;
            archive.read()?;
        }
        Ok(archive)
    }

    /// The [`ByteRange`] needed next, or null.
    pub fn want(&self) -> Result<JsValue, JsValue> {
        to_js(&self.reader.want().map(ByteRange::from))
    }

    /// Takes bytes that start at `offset`: the wanted range or the first part of it. No bytes signal end of file.
    /// Throws if the file turns out not to be an archive.
    pub fn feed(&mut self, offset: f64, bytes: &[u8]) -> Result<(), JsValue> {
        self.reader.feed(offset as u64, bytes);
        self.fail()
    }

    /// Whether the format is known, and the directory of a zip read.
    pub fn is_open(&self) -> bool {
        self.reader.is_open()
    }

    /// What is known of the archive so far: `ArchiveSummary`.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        to_js(&self.reader.summary())
    }

    /// Up to `count` rows from `from`, as far as entries are listed: `ArchiveRow[]`.
    pub fn rows(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.reader.rows(from, count))
    }

    /// The texts among up to `count` rows from `from`, packed for `Library.add_rows`.
    pub fn packed_rows(&self, from: u32, count: u32) -> Vec<u8> {
        pack_archive(&self.reader.rows_without_guesses(from, count))
    }

    /// The next texts, about `most` bytes of them: a `Chunk` `{bytes, texts}` of all their bytes and a [`ChunkText`] each,
    /// or null after the last. The bytes of a text may be passed to `open_bytes`.
    /// An archive that is fed returns fewer where it needs bytes first, and none while it wants some.
    /// Without `with_fields` nothing is decoded or parsed, and `fields` and `refused` are null.
    pub fn next_posts(&mut self, most: u32, with_fields: bool) -> Result<JsValue, JsValue> {
        let mut texts = Vec::new();
        let mut left = most as usize;
        while left > 0 && !self.reader.is_done() {
            if self.reader.want().is_some() {
                if self.file.is_none() {
                    break;
                }
                self.read()?;
            }
            for text in self.reader.next_texts(left) {
                left = left.saturating_sub(text.bytes.len().max(1));
                texts.push(text);
            }
        }
        if texts.is_empty() && self.reader.is_done() {
            return Ok(JsValue::NULL);
        }
        chunk(texts, with_fields)
    }

    /// The index of the site's configuration for `site`, or undefined.
    pub fn site_config(&self) -> Option<u32> {
        self.reader.site_config()
    }

    /// These texts, as of `next_posts`, which returns them too in their turn: what should be read before the others. Only of
    /// an archive that reads by itself. A text that can't be read is left out.
    pub fn read_posts(&mut self, indices: &[u32]) -> Result<JsValue, JsValue> {
        let mut texts = Vec::new();
        for &index in indices {
            if let Ok(bytes) = self.read_entry(index) {
                texts.extend(self.reader.text(index, bytes.to_vec()));
            }
        }
        chunk(texts, false)
    }

    /// The index of the image that `url` refers to in the post at path `post`, or undefined.
    pub fn picture(&mut self, post: &str, url: &str) -> Option<u32> {
        self.reader.find_image(post, url)
    }

    /// One entry's bytes, of an archive that reads by itself. Throws the reason if there are none.
    pub fn read_entry(&self, index: u32) -> Result<Uint8Array, JsValue> {
        let mut entry = self.entry(index)?;
        while let Some(range) = entry.reader.want() {
            let Some(file) = &self.file else { break };
            let mut bytes = Vec::new();
            file.read(range.clone(), &mut bytes).map_err(|error| failure(&self.name, &error))?;
            entry.reader.feed(range.start, &bytes);
        }
        entry.take()?.ok_or_else(|| failure(&self.name, &not_fed()))
    }

    /// One entry of an archive that is fed. The entry is fed on its own and doesn't affect the archive.
    pub fn entry(&self, index: u32) -> Result<ArchiveEntry, JsValue> {
        let path = self.reader.rows(index, 1).pop().map(|row| row.path);
        match (path, self.reader.read(index)) {
            (Some(path), Some(reader)) => Ok(ArchiveEntry { path, reader }),
            _ => Err(failure(&self.name, &not_fed())),
        }
    }

    fn read(&mut self) -> Result<(), JsValue> {
        let (Some(range), Some(file)) = (self.reader.want(), &self.file) else { return Ok(()) };
        let mut bytes = Vec::new();
        file.read(range.clone(), &mut bytes).map_err(|error| failure(&self.name, &error))?;
        self.reader.feed(range.start, &bytes);
        self.fail()
    }

    fn fail(&self) -> Result<(), JsValue> {
        self.reader.error().map_or(Ok(()), |error| Err(failure(&self.name, error)))
    }
}

#[cfg(feature = "package")]
impl Archive {
    /// Its reader, for what publishes it. An archive that knows nothing is left.
    pub(super) fn take(&mut self) -> archive::ArchiveReader {
        std::mem::replace(&mut self.reader, archive::ArchiveReader::new(&self.name, 0, &CoreDecoders))
    }

    /// All entries, as far as they are listed.
    pub(super) fn all_rows(&self) -> Vec<archive::Row> {
        self.reader.rows_without_guesses(0, u32::MAX)
    }
}

/// The files of a dropped folder, whose bytes the caller reads.
#[wasm_bindgen]
#[derive(Default)]
pub struct Folder {
    files: archive::Folder,
}

#[wasm_bindgen]
impl Folder {
    /// An empty folder.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Folder {
        Folder::default()
    }

    /// Adds all files, by path and size in bytes. They are indexed in this order, from 0.
    pub fn add(&mut self, paths: Vec<String>, sizes: &[f64]) {
        for (path, &size) in paths.iter().zip(sizes) {
            self.files.push(path, size as u64);
        }
        self.files.settle();
    }

    /// Up to `count` rows from `from`, as of an archive.
    pub fn rows(&self, from: u32, count: u32) -> Result<JsValue, JsValue> {
        to_js(&self.files.rows(from, count))
    }

    /// The same packed, as of an archive.
    pub fn packed_rows(&self, from: u32, count: u32) -> Vec<u8> {
        pack_archive(&self.files.rows_without_guesses(from, count))
    }

    /// The indices of the texts.
    pub fn texts(&self) -> Vec<u32> {
        self.files.texts()
    }

    /// A chunk as of `Archive.next_posts`, of these texts: `bytes` of all of them, each ending at its `ends`.
    pub fn chunk(
        &mut self,
        indices: &[u32],
        bytes: &[u8],
        ends: &[u32],
        with_fields: bool,
    ) -> Result<JsValue, JsValue> {
        let mut start = 0;
        let mut texts = Vec::new();
        for (&index, &end) in indices.iter().zip(ends) {
            let own = bytes.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            texts.extend(self.files.text(index, own.to_vec()));
        }
        chunk(texts, with_fields)
    }

    /// The index of the site's configuration for `site`, or undefined.
    pub fn site_config(&self) -> Option<u32> {
        self.files.site_config()
    }

    /// The index of the image that `url` refers to in the post at path `post`, or undefined.
    pub fn picture(&mut self, post: &str, url: &str) -> Option<u32> {
        self.files.find_image(post, url)
    }
}

#[cfg(feature = "package")]
impl Folder {
    /// Its files, for what publishes it. An empty folder is left.
    pub(super) fn take(&mut self) -> archive::Folder {
        std::mem::take(&mut self.files)
    }

    /// All files.
    pub(super) fn all_rows(&self) -> Vec<archive::Row> {
        self.files.rows_without_guesses(0, u32::MAX)
    }
}

/// The page of a file of MHTML, with its pictures in it; the file itself if it has none.
#[wasm_bindgen]
pub fn saved_page(bytes: Vec<u8>) -> Vec<u8> {
    archive::saved_page(bytes)
}

/// One entry being read.
#[wasm_bindgen]
pub struct ArchiveEntry {
    path: String,
    reader: archive::EntryReader,
}

#[wasm_bindgen]
impl ArchiveEntry {
    /// The [`ByteRange`] needed next, or null once the entry can be taken.
    pub fn want(&self) -> Result<JsValue, JsValue> {
        to_js(&self.reader.want().map(ByteRange::from))
    }

    /// Takes bytes, as the archive does.
    pub fn feed(&mut self, offset: f64, bytes: &[u8]) {
        self.reader.feed(offset as u64, bytes);
    }

    /// The entry's bytes, once; undefined while bytes are needed. Throws the reason if there are none.
    pub fn take(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        match self.reader.take() {
            None => Ok(None),
            Some(Ok(bytes)) => Ok(Some(Uint8Array::from(&*bytes))),
            Some(Err(problem)) => Err(failure(&self.path, problem)),
        }
    }
}

/// Texts as one byte array with offsets: a thousand small arrays cost more than their bytes.
fn chunk(texts: Vec<archive::Unpacked>, with_fields: bool) -> Result<JsValue, JsValue> {
    let length: usize = texts.iter().map(|text| text.bytes.len()).sum();
    let bytes = Uint8Array::new_with_length(length as u32);
    let views = Array::new();
    let mut start = 0;
    for text in texts {
        let end = start + text.bytes.len() as u32;
        bytes.subarray(start, end).copy_from(&text.bytes);
        let file = with_fields.then(|| read_text(&text.path, &text.bytes, &CoreDecoders)).transpose();
        let view = ChunkText {
            index: text.index,
            path: text.path,
            start,
            end,
            is_post: text.is_post,
            fields: file.as_ref().ok().and_then(Option::as_ref).map(ListedPost::of_text),
            refused: file.err().as_ref().map(Problem::from),
        };
        views.push(&to_js(&view)?);
        start = end;
    }
    let chunk = Object::new();
    Reflect::set(&chunk, &"bytes".into(), &bytes)?;
    Reflect::set(&chunk, &"texts".into(), &views)?;
    Ok(chunk.into())
}

fn not_fed() -> Error {
    Error::Unreadable { reason: "there is no such entry, or its bytes are missing".into() }
}
