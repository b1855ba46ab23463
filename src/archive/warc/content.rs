//! The content of an HTTP response, as it was before it was encoded for the way.

use super::record::Http;
use crate::Problem;
use crate::archive::gzip::Gunzip;
use crate::archive::inflate::{WINDOW, cut, damaged};
use std::borrow::Cow;
use zlib_rs::{Inflate, InflateFlush, Status};

/// Encodings that are undone of one response; servers apply one.
const MAX_ENCODINGS: usize = 3;

/// Bytes unpacked at once.
const STEP: usize = 256 * 1024;

/// Content, and what is wrong with it.
pub(super) type Content<'a> = (Cow<'a, [u8]>, Option<Problem>);

/// Undoes the transfer's chunks and the encodings. Tools that store the content undone often leave the fields that name what
/// was undone, so what plainly isn't encoded stays as it is.
///
/// # Errors
/// An encoding that is not known here, or content that can't be unpacked.
pub(super) fn decode<'a>(http: &Http, body: &'a [u8]) -> Result<Content<'a>, Problem> {
    let mut flaw = None;
    let mut content = Cow::Borrowed(body);
    if http.is_chunked
        && let Some((whole, is_cut)) = without_chunks(body)
    {
        content = Cow::Owned(whole);
        flaw = is_cut.then(cut);
    }
    for encoding in http.encodings.iter().rev().take(MAX_ENCODINGS) {
        if is_plain(&content) {
            break;
        }
        let (unpacked, problem) = match &**encoding {
            "gzip" | "x-gzip" if content.starts_with(b"\x1f\x8b") => gunzip(&content)?,
            "gzip" | "x-gzip" => continue,
            "deflate" => inflate(&content)?,
            name => {
                let name: String = name.chars().filter(char::is_ascii_graphic).take(20).collect();
                let problem = Problem::new("entry-method", "it is packed by a method that is not known here");
                return Err(problem.with("method", name));
            }
        };
        content = Cow::Owned(unpacked);
        flaw = flaw.or(problem);
    }
    Ok((content, flaw))
}

/// Whether content is markup, which no encoding begins like.
fn is_plain(content: &[u8]) -> bool {
    content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content).trim_ascii_start().starts_with(b"<")
}

/// The content of chunks (RFC 9112, section 7.1) and whether its end is missing; `None` if it has none.
fn without_chunks(body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let line = rest.iter().take(1024).position(|byte| *byte == b'\n');
        let size = line.and_then(|end| {
            let digits = rest[..end].split(|byte| *byte == b';').next()?.trim_ascii();
            u64::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
        });
        let (Some(end), Some(size)) = (line, size) else {
            return (!whole.is_empty()).then_some((whole, true));
        };
        if size == 0 {
            return Some((whole, false));
        }
        rest = &rest[end + 1..];
        let taken = size.min(rest.len() as u64) as usize;
        whole.extend_from_slice(&rest[..taken]);
        if (taken as u64) < size {
            return Some((whole, true));
        }
        rest = &rest[taken..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

/// Why content that has come to this size is not unpacked further.
fn beyond_limits(size: usize, packed: usize) -> Option<Problem> {
    crate::archive::entry::limit_problem(size as u64, packed as u64)
}

type Unpacked = Result<(Vec<u8>, Option<Problem>), Problem>;

fn gunzip(packed: &[u8]) -> Unpacked {
    let mut gunzip = Gunzip::new();
    let (mut rest, mut whole, mut output) = (packed, Vec::new(), vec![0; room(packed)]);
    loop {
        let step = gunzip.step(rest, &mut output);
        rest = &rest[step.consumed..];
        whole.extend_from_slice(&output[..step.produced]);
        if let Some(problem) = beyond_limits(whole.len(), packed.len()) {
            return Err(problem);
        }
        let is_stuck = step.consumed == 0 && step.produced == 0;
        if gunzip.is_over() || is_stuck || (rest.is_empty() && step.produced < output.len()) {
            let flaw = if gunzip.is_damaged() { Some(damaged()) } else { (!gunzip.may_end()).then(cut) };
            return if whole.is_empty() { Err(flaw.unwrap_or_else(cut)) } else { Ok((whole, flaw)) };
        }
    }
}

/// `deflate` is zlib's form, and with some servers the bare one.
fn inflate(packed: &[u8]) -> Unpacked {
    let is_zlib = matches!(packed, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
    let mut inflate = Inflate::new(is_zlib, WINDOW);
    let (mut whole, mut output) = (Vec::new(), vec![0; room(packed)]);
    loop {
        let (consumed, produced) = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress(&packed[consumed as usize..], &mut output, InflateFlush::NoFlush);
        let fresh = (inflate.total_out() - produced) as usize;
        whole.extend_from_slice(&output[..fresh]);
        if let Some(problem) = beyond_limits(whole.len(), packed.len()) {
            return Err(problem);
        }
        let flaw = match status {
            Ok(Status::StreamEnd) => return Ok((whole, None)),
            Ok(_) if fresh > 0 || inflate.total_in() > consumed => continue,
            Ok(_) => cut(),
            Err(_) => damaged(),
        };
        return if whole.is_empty() { Err(flaw) } else { Ok((whole, Some(flaw))) };
    }
}

/// Bytes of output at once: a small response needs no large buffer.
fn room(packed: &[u8]) -> usize {
    packed.len().saturating_mul(8).clamp(1024, STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks() {
        assert_eq!(without_chunks(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), Some((b"abcde".to_vec(), false)));
        assert_eq!(without_chunks(b"3\nabc\n0\n\n"), Some((b"abc".to_vec(), false)));
        assert_eq!(without_chunks(b"ff\r\nabc"), Some((b"abc".to_vec(), true)));
        assert_eq!(without_chunks(b"<p>not chunked</p>"), None);
        assert_eq!(without_chunks(b"ffffffffffffffff\r\nab"), Some((b"ab".to_vec(), true)));
    }

    #[test]
    fn what_was_undone_already_stays() {
        let http = Http { encodings: vec!["br".into()], is_chunked: true, ..Http::default() };
        assert_eq!(decode(&http, b" <p>x</p>"), Ok((b" <p>x</p>"[..].into(), None)));
        assert_eq!(decode(&http, b"\x0b\x02\x80").map_err(|problem| problem.code), Err("entry-method"));
    }
}
