//! The parts of a message (RFC 2045, RFC 2046).

use super::transfer;
use crate::archive::message::{field, head_length};
use std::borrow::Cow;

/// Parts of one page. Pages of newspapers have some hundred.
const MAX_PARTS: usize = 10_000;

/// Parts in parts: a page with alternatives beside its pictures.
const MAX_DEPTH: usize = 3;

/// Bytes of a part's head.
const MAX_HEAD: usize = 64 * 1024;

/// A part, or the whole message.
pub(super) struct Part<'a> {
    /// Its fields, each in one line.
    head: String,
    body: &'a [u8],
}

/// The message and all parts in it that have no parts.
pub(super) fn of(bytes: &[u8]) -> (Part<'_>, Vec<Part<'_>>) {
    let top = Part::of(bytes);
    let mut parts = Vec::new();
    add(&top, 0, &mut parts);
    (top, parts)
}

fn add<'a>(whole: &Part<'a>, depth: usize, parts: &mut Vec<Part<'a>>) {
    let Some(boundary) = whole.boundary().filter(|boundary| !boundary.is_empty()) else { return };
    let boundary = format!("--{boundary}");
    let finder = memchr::memmem::Finder::new(&boundary);
    let (mut rest, mut start) = (0, None);
    while parts.len() < MAX_PARTS {
        let found = finder.find(&whole.body[rest..]).map(|at| rest + at);
        let at = found.unwrap_or(whole.body.len());
        let is_line = at == 0 || found.is_none() || whole.body[at - 1] == b'\n';
        if is_line && let Some(start) = start {
            // The line break before a boundary is part of it.
            let body = &whole.body[start..at];
            let body = if found.is_some() { body.strip_suffix(b"\n").unwrap_or(body) } else { body };
            let part = Part::of(body.strip_suffix(b"\r").unwrap_or(body));
            if depth < MAX_DEPTH && part.boundary().is_some() {
                add(&part, depth + 1, parts);
            } else {
                parts.push(part);
            }
        }
        if found.is_none() {
            return;
        }
        rest = at + boundary.len();
        if is_line {
            if whole.body[rest..].starts_with(b"--") {
                return;
            }
            let line = memchr::memchr(b'\n', &whole.body[rest..]).map_or(whole.body.len(), |end| rest + end + 1);
            start = Some(line);
            rest = line;
        }
    }
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8]) -> Part<'a> {
        // A part without fields begins with the blank line.
        let is_bare = bytes.starts_with(b"\n") || bytes.starts_with(b"\r\n");
        let length = if is_bare { Some(0) } else { head_length(&bytes[..bytes.len().min(MAX_HEAD)], 0) };
        let (head, body) = bytes.split_at(length.unwrap_or(bytes.len().min(MAX_HEAD)));
        let head = String::from_utf8_lossy(head).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
        Part { head, body }
    }

    pub(super) fn field(&self, name: &str) -> Option<&str> {
        field(&self.head, name)
    }

    /// What is between its parts, if it has any.
    fn boundary(&self) -> Option<&str> {
        let value = self
            .field("Content-Type")
            .filter(|value| value.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("multipart/")))?;
        let at = value.to_ascii_lowercase().find("boundary=")? + "boundary=".len();
        let rest = &value[at..];
        match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split([';', ' ']).next(),
        }
    }

    /// Its bytes.
    pub(super) fn content(&self) -> Cow<'a, [u8]> {
        match &*self.encoding() {
            "quoted-printable" => Cow::Owned(transfer::from_quoted_printable(self.body)),
            "base64" => Cow::Owned(transfer::from_base64(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }

    /// Its bytes in base64.
    pub(super) fn as_base64(&self) -> Vec<u8> {
        if self.encoding() == "base64" {
            return self
                .body
                .iter()
                .copied()
                .filter(|byte| transfer::value(*byte).is_some() || *byte == b'=')
                .collect();
        }
        transfer::to_base64(&self.content())
    }

    fn encoding(&self) -> String {
        self.field("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase()
    }
}

/// Whether a text begins with a field: a name and a colon.
pub(in crate::archive) fn begins_with_field(head: &[u8]) -> bool {
    let name = head.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_name = name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    name.len() < head.len() && !name.is_empty() && is_name
}
