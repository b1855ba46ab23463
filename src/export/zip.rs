//! The container: a zip whose bytes can be taken while it grows, and a hash of what is in it.

use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use zlib_rs::{Deflate, DeflateFlush, Status};

/// The level of compression: the usual one.
const LEVEL: i32 = 6;

/// Window bits of raw deflate: the largest window.
const WINDOW: u8 = 15;

/// Bytes that nobody has taken yet.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The first second that a zip can name: there is no clock, and zero is no date.
const FIRST: i64 = 315_532_800;

/// A zip being written. All files in it have the same date.
pub struct Zip {
    writer: ZipArchiveWriter<Sink>,
    sink: Sink,
    hash: hmac_sha256::Hash,
}

impl Default for Zip {
    fn default() -> Zip {
        Zip::new()
    }
}

impl Zip {
    /// An empty zip.
    pub fn new() -> Zip {
        let sink = Sink::default();
        Zip { writer: ZipArchiveWriter::new(sink.clone()), sink, hash: hmac_sha256::Hash::new() }
    }

    /// Adds a file as it is: one that is compressed already, or that must not be.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn store(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(path, bytes, bytes, CompressionMethod::STORE)
    }

    /// Adds a file, compressed.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn deflate(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(path, bytes, &deflated(bytes)?, CompressionMethod::DEFLATE)
    }

    /// The SHA-256 of the files until now, with their paths and sizes.
    pub fn hash(&self) -> [u8; 32] {
        self.hash.finalize()
    }

    /// The bytes since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        self.sink.0.take()
    }

    /// Writes the directory; the last bytes.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        let sink = self.writer.finish().map_err(io::Error::other)?;
        Ok(sink.0.take())
    }

    fn add(&mut self, path: &str, bytes: &[u8], packed: &[u8], method: CompressionMethod) -> io::Result<()> {
        for part in [path.as_bytes(), &(bytes.len() as u64).to_le_bytes(), bytes] {
            self.hash.update(part);
        }
        let file = self.writer.new_file(path).compression_method(method).last_modified(UtcDateTime::from_unix(FIRST));
        let (mut entry, _) = file.start().map_err(io::Error::other)?;
        entry.write_all(packed)?;
        let facts = DataDescriptorOutput::new(zlib_rs::crc32::crc32(0, bytes), bytes.len() as u64);
        entry.finish(facts).map_err(io::Error::other)?;
        Ok(())
    }
}

fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut deflate = Deflate::new(LEVEL, false, WINDOW);
    let mut out = vec![0; bytes.len() / 2 + 64];
    loop {
        let (read, written) = (deflate.total_in() as usize, deflate.total_out() as usize);
        let status = deflate.compress(&bytes[read..], &mut out[written..], DeflateFlush::Finish);
        let status = status.map_err(|error| io::Error::other(error.as_str()))?;
        if status == Status::StreamEnd {
            out.truncate(deflate.total_out() as usize);
            return Ok(out);
        }
        out.resize(out.len() * 2, 0);
    }
}
