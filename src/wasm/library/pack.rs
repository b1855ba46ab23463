//! Packs at the boundary: a volume of a library as bytes to be kept, in pieces, and back. Where one of these functions
//! throws, it throws the code of a [`PackError`].

use super::super::to_js;
use super::Library;
use crate::library::{PackError, PackReader, PackWriter};
use crate::page::ByteRange;
use wasm_bindgen::prelude::*;

/// What is being packed and unpacked.
#[derive(Default)]
pub struct Packing {
    writer: Option<PackWriter>,
    readers: Vec<(u16, PackReader)>,
}

#[wasm_bindgen]
impl Library {
    /// Begins to pack a volume that has been read whole.
    pub fn pack(&mut self, id: u16) -> Result<(), JsValue> {
        self.1.writer = Some(PackWriter::new(&mut self.0, id).map_err(code)?);
        Ok(())
    }

    /// The next piece, of some megabytes at most; undefined after the last. Throws if the library has changed since the first.
    pub fn packed_piece(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(writer) = &mut self.1.writer else { return Ok(None) };
        let piece = writer.next(&self.0);
        if !matches!(piece, Ok(Some(_))) {
            self.1.writer = None;
        }
        piece.map_err(code)
    }

    /// What a list of a volume shows first, to be kept with its pack: `FirstRows`, or undefined where there are other volumes.
    pub fn first_rows(&mut self, id: u16, count: u32, top: u32) -> Result<JsValue, JsValue> {
        self.0.first_rows(id, count, top).map_or(Ok(JsValue::UNDEFINED), |first| to_js(&first))
    }

    /// Begins to unpack `size` bytes as a volume under an id that has none.
    pub fn unpack(&mut self, id: u16, name: &str, size: f64) {
        self.1.readers.retain(|(other, _)| *other != id);
        self.1.readers.push((id, PackReader::new(id, name, size as u64)));
    }

    /// The [`ByteRange`] needed next, or null after the last.
    pub fn unpack_want(&self, id: u16) -> Result<JsValue, JsValue> {
        let reader = self.1.readers.iter().find(|(own, _)| *own == id);
        to_js(&reader.and_then(|(_, reader)| reader.want()).map(ByteRange::from))
    }

    /// Takes the bytes of the wanted range; returns whether the volume is listed. What else is wanted makes its texts
    /// searchable. Where it throws, nothing is left of the volume.
    pub fn unpack_feed(&mut self, id: u16, bytes: &[u8]) -> Result<bool, JsValue> {
        let Some(at) = self.1.readers.iter().position(|(own, _)| *own == id) else {
            return Err(code(PackError::Changed));
        };
        let reader = &mut self.1.readers[at].1;
        let outcome = reader.feed(&mut self.0, bytes);
        let is_listed = reader.is_listed();
        if outcome.is_err() && is_listed {
            self.0.remove_volume(id);
        }
        if outcome.is_err() || reader.want().is_none() {
            self.1.readers.swap_remove(at);
        }
        outcome.map(|()| is_listed).map_err(code)
    }
}

fn code(error: PackError) -> JsValue {
    error.code().into()
}
