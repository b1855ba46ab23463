//! A file at an address, read by ranges. Where its server has none, the whole of it is downloaded.

use std::io::{self, ErrorKind, Read};
use std::time::Duration;
use ureq::http::{HeaderMap, Response, Uri};
use ureq::{Agent, Body, ResponseExt};

/// Bytes of the first range: what is read first in any case.
const FIRST: u64 = 64 * 1024;

/// Bytes of a file that is downloaded whole at the most.
const MAX_DOWNLOAD: u64 = 512 * 1024 * 1024;

/// How long a server may be silent.
const SILENCE: Duration = Duration::from_secs(60);

/// How often a range is asked for when the connection breaks.
const TRIES: usize = 3;

/// A file at an address.
pub struct Remote {
    agent: Agent,
    address: Uri,
    size: u64,
    /// What names this version of the file, where the server says it.
    version: String,
    head: Vec<u8>,
}

/// What an address gives.
pub enum Fetched {
    /// Its server has ranges.
    Ranges(Remote),
    /// It has none, and these are all bytes.
    Whole(Vec<u8>),
}

/// Asks for the first bytes of a file, or for all of it.
///
/// # Errors
/// What is wrong, as a clause.
pub fn fetch(address: &str) -> io::Result<Fetched> {
    let config = Agent::config_builder()
        .timeout_connect(Some(SILENCE))
        .timeout_recv_response(Some(SILENCE))
        .timeout_per_read(Some(SILENCE))
        .user_agent(concat!("archive-viewer/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = Agent::new_with_config(config);
    let first = get(&agent, address, Some((0, FIRST)))?;
    let size = size_of(first.headers()).filter(|_| is_part(&first));
    let Some(size) = size else {
        // A part of unknown size, or one of what was compressed on the way, is no part of the file.
        let whole = if first.status() == 206 { get(&agent, address, None)? } else { first };
        return body(whole, MAX_DOWNLOAD).map(Fetched::Whole);
    };
    let (address, version) = (first.get_uri().clone(), version_of(first.headers()));
    let head = body(first, FIRST)?;
    Ok(Fetched::Ranges(Remote { agent, address, size, version, head }))
}

/// The name of the file at an address.
pub fn name_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(last).decode_utf8_lossy().into_owned()
}

impl Remote {
    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// As many bytes from an offset as there are, and no more than `length`.
    ///
    /// # Errors
    /// When they can't be fetched, or the file is another one now.
    pub fn range(&self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        let end = start.saturating_add(length).min(self.size);
        if start >= end {
            return Ok(Vec::new());
        }
        if end <= self.head.len() as u64 {
            return Ok(self.head[start as usize..end as usize].to_vec());
        }
        let mut tries = 1;
        loop {
            match self.part(start, end) {
                Err(error) if tries < TRIES && is_broken(&error) => tries += 1,
                outcome => return outcome,
            }
        }
    }

    fn part(&self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        let part = get(&self.agent, &self.address.to_string(), Some((start, end)))?;
        if !is_part(&part) || version_of(part.headers()) != self.version {
            return Err(io::Error::other("the file changed while it was read"));
        }
        let bytes = body(part, end - start)?;
        if bytes.len() as u64 == end - start { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }
}

fn is_broken(error: &io::Error) -> bool {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, TimedOut, UnexpectedEof};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | TimedOut | UnexpectedEof)
}

fn get(agent: &Agent, address: &str, range: Option<(u64, u64)>) -> io::Result<Response<Body>> {
    let mut request = agent.get(address);
    if let Some((start, end)) = range {
        request = request.header("Range", format!("bytes={start}-{}", end - 1));
    }
    match request.call() {
        Ok(response) => Ok(response),
        // An empty file has no first byte.
        Err(ureq::Error::StatusCode(416)) if range.is_some_and(|(start, _)| start == 0) => get(agent, address, None),
        Err(error) => Err(said(error)),
    }
}

fn said(error: ureq::Error) -> io::Error {
    match error {
        ureq::Error::StatusCode(status) => io::Error::other(format!("its server answers with status {status}")),
        ureq::Error::HostNotFound => io::Error::other("there is no such host"),
        ureq::Error::Timeout(_) => io::Error::new(ErrorKind::TimedOut, "its server doesn't answer"),
        ureq::Error::Io(error) => error,
        other => io::Error::other(format!("it can't be fetched: {other}")),
    }
}

/// The bytes of an answer, which may have so many.
fn body(response: Response<Body>, most: u64) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other(format!("the file has more than {most} bytes, and its server has no ranges"));
    if response.body().content_length().is_some_and(|length| length > most) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    response.into_body().into_reader().take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}

fn is_part(response: &Response<Body>) -> bool {
    response.status() == 206 && !response.headers().contains_key("content-encoding")
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The size of the whole, as an answer with a part of it says.
fn size_of(headers: &HeaderMap) -> Option<u64> {
    text(headers, "content-range")?.rsplit_once('/')?.1.trim().parse().ok()
}

fn version_of(headers: &HeaderMap) -> String {
    text(headers, "etag").or_else(|| text(headers, "last-modified")).unwrap_or_default().to_owned()
}
