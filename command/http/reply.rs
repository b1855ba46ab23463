//! The answer to one request.

use super::range::Part;
use super::request::Request;
use std::io::{self, ErrorKind, Write};

/// Bytes that are read and sent at once.
const CHUNK: u64 = 1024 * 1024;

/// What a file's bytes are read from.
pub trait Content {
    /// Its size in bytes.
    ///
    /// # Errors
    /// When it can't be told.
    fn size(&self) -> io::Result<u64>;

    /// As many bytes from an offset as there are, and no more than `length`.
    ///
    /// # Errors
    /// When it can't be read.
    fn range(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>>;
}

/// The answer to one request.
pub struct Reply<'a> {
    out: &'a mut dyn Write,
    headers: Vec<(&'static str, String)>,
    range: Option<String>,
    with_body: bool,
    close: bool,
}

impl<'a> Reply<'a> {
    /// An answer with these headers besides its own.
    pub fn new(out: &'a mut dyn Write, request: &Request, headers: Vec<(&'static str, String)>) -> Self {
        let with_body = request.method != "HEAD";
        // Ranges are defined for GET alone.
        let range = request.range.clone().filter(|_| with_body);
        Self { out, headers, range, with_body, close: request.close }
    }

    /// Sends a file, or the part of it that was asked for.
    ///
    /// # Errors
    /// When the connection is gone or the file has fewer bytes than it said.
    pub fn send(&mut self, mut content: impl Content, media_type: &str) -> io::Result<()> {
        let size = content.size()?;
        let headers = [("Content-Type", media_type), ("Accept-Ranges", "bytes")];
        let bytes = match Part::of(self.range.as_deref(), size) {
            Part::Whole => {
                self.send_head("200 OK", size, &headers)?;
                0..size
            }
            Part::Bytes(bytes) => {
                let range = format!("bytes {}-{}/{size}", bytes.start, bytes.end - 1);
                let headers = [headers[0], headers[1], ("Content-Range", &range)];
                self.send_head("206 Partial Content", bytes.end - bytes.start, &headers)?;
                bytes
            }
            Part::Unsatisfiable => {
                let range = format!("bytes */{size}");
                return self.send_status("416 Range Not Satisfiable", &[("Content-Range", &range)]);
            }
        };
        let mut at = bytes.start;
        while self.with_body && at < bytes.end {
            let part = content.range(at, CHUNK.min(bytes.end - at))?;
            if part.is_empty() {
                // The file shrank meanwhile. Only closing the connection signals that bytes are missing.
                return Err(ErrorKind::UnexpectedEof.into());
            }
            self.out.write_all(&part)?;
            at += part.len() as u64;
        }
        Ok(())
    }

    /// Sends a response whose body repeats its status, for manual inspection.
    ///
    /// # Errors
    /// When the connection is gone.
    pub fn send_status(&mut self, status: &str, headers: &[(&str, &str)]) -> io::Result<()> {
        let body = format!("{status}\n");
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "text/plain; charset=utf-8"));
        self.send_head(status, body.len() as u64, &headers)?;
        if self.with_body {
            self.out.write_all(body.as_bytes())?;
        }
        Ok(())
    }

    fn send_head(&mut self, status: &str, length: u64, headers: &[(&str, &str)]) -> io::Result<()> {
        write!(self.out, "HTTP/1.1 {status}\r\n")?;
        for (name, value) in headers {
            write!(self.out, "{name}: {value}\r\n")?;
        }
        write!(self.out, "Content-Length: {length}\r\n")?;
        let connection = if self.close { "close" } else { "keep-alive" };
        write!(self.out, "Connection: {connection}\r\n")?;
        write!(self.out, "Cache-Control: no-store\r\n")?;
        write!(self.out, "X-Content-Type-Options: nosniff\r\n")?;
        for (name, value) in &self.headers {
            write!(self.out, "{name}: {value}\r\n")?;
        }
        self.out.write_all(b"\r\n")
    }
}
