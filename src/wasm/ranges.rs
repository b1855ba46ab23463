//! Reads ranges of a file: synchronously in a worker, asynchronously on the page's thread.

use crate::Error;
use crate::file::check_size;
use gloo_file::Blob;
use gloo_file::futures::read_as_bytes;
use std::ops::Range;
use wasm_bindgen::JsValue;
use web_sys::FileReaderSync;

/// Maximum number of bytes per read, so that the browser never holds a second copy of a large file.
const SLICE: u64 = 4 * 1024 * 1024;

/// A file that is read synchronously, in a worker.
pub struct SyncRanges {
    file: web_sys::File,
    reader: FileReaderSync,
}

impl SyncRanges {
    /// A reader of this file.
    ///
    /// # Errors
    /// [`Error::Unreadable`] outside a worker, where `FileReaderSync` doesn't exist.
    pub fn new(file: web_sys::File) -> Result<Self, Error> {
        Ok(SyncRanges { file, reader: FileReaderSync::new().map_err(unreadable)? })
    }

    /// Appends the bytes of a range to `out`.
    pub fn read(&self, range: Range<u64>, out: &mut Vec<u8>) -> Result<(), Error> {
        let slice = self.file.slice_with_f64_and_f64(range.start as f64, range.end as f64).map_err(unreadable)?;
        let buffer = self.reader.read_as_array_buffer(&slice).map_err(unreadable)?;
        append(&js_sys::Uint8Array::new(&buffer), out);
        Ok(())
    }

    /// Reads the whole file.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond the maximum size of a post, or [`Error::Unreadable`].
    pub fn read_all(&self) -> Result<Vec<u8>, Error> {
        let size = self.file.size() as u64;
        check_size(size)?;
        let mut bytes = Vec::with_capacity(size as usize);
        for range in slices(size) {
            self.read(range, &mut bytes)?;
        }
        Ok(bytes)
    }
}

/// A file that is read asynchronously, on any thread.
pub struct AsyncRanges {
    blob: Blob,
}

impl AsyncRanges {
    /// A reader of this file.
    pub fn new(file: web_sys::File) -> Self {
        AsyncRanges { blob: gloo_file::File::from(file).into() }
    }

    /// Appends the bytes of a range to `out`.
    pub async fn read(&self, range: Range<u64>, out: &mut Vec<u8>) -> Result<(), Error> {
        let slice = self.blob.slice(range.start, range.end);
        let bytes = read_as_bytes(&slice).await.map_err(|e| Error::Unreadable { reason: e.to_string() })?;
        out.extend_from_slice(&bytes);
        Ok(())
    }

    /// Reads the whole file.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond the maximum size of a post, or [`Error::Unreadable`].
    pub async fn read_all(&self) -> Result<Vec<u8>, Error> {
        let size = self.blob.size();
        check_size(size)?;
        let mut bytes = Vec::with_capacity(size as usize);
        for range in slices(size) {
            self.read(range, &mut bytes).await?;
        }
        Ok(bytes)
    }
}

fn slices(size: u64) -> impl Iterator<Item = Range<u64>> {
    (0..size).step_by(SLICE as usize).map(move |start| start..(start + SLICE).min(size))
}

fn append(bytes: &js_sys::Uint8Array, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + bytes.length() as usize, 0);
    bytes.copy_to(&mut out[start..]);
}

fn unreadable(error: JsValue) -> Error {
    let reason = js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|m| m.as_string());
    Error::Unreadable { reason: reason.unwrap_or_else(|| "the browser gave no reason".into()) }
}
