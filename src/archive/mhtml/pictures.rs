//! Puts the pictures of a page into it, in the place of their addresses.

use super::parts::Part;
use crate::archive::entry::hash;
use crate::archive::limits::MAX_ENTRY;
use crate::archive::message::Media;
use crate::archive::web;
use std::collections::HashMap;

/// Attributes of a picture that name other addresses of it.
const ALTERNATIVES: [&str; 3] = ["srcset", "sizes", "loading"];

/// The page with its pictures, as far as it stays within the size of a post; others keep their addresses.
pub(super) fn insert(page: Vec<u8>, address: &str, parts: &[Part<'_>]) -> Vec<u8> {
    // By hashes, as other pictures of archives.
    let mut images: HashMap<u64, u32> = HashMap::new();
    for (part, at) in parts.iter().zip(0..) {
        let Media::Image(ending) = Media::of(&part.media_type()) else { continue };
        // Which is a document and not shown from within a page.
        if ending == "svg" {
            continue;
        }
        // The first of an address wins.
        let mut add = |key: String| {
            images.entry(hash(&key)).or_insert(at);
        };
        if let Some(location) = part.field("Content-Location") {
            add(web::resolve(Some(address), location).map_or_else(|| location.to_owned(), |url| web::url_key(&url)));
        }
        if let Some(id) = part.field("Content-ID") {
            add(format!("cid:{}", id.trim_matches(['<', '>'])));
        }
    }
    if images.is_empty() {
        return page;
    }
    let data_of = |src: &str| {
        let src = src.replace("&amp;", "&");
        let key = || Some(web::url_key(&web::resolve(Some(address), &src)?));
        let at = images.get(&hash(&src)).or_else(|| images.get(&hash(&key()?)))?;
        let part = &parts[*at as usize];
        let Media::Image(ending) = Media::of(&part.media_type()) else { return None };
        let name = if ending == "jpg" { "jpeg" } else { ending };
        Some([format!("data:image/{name};base64,").as_bytes(), &part.as_base64()].concat())
    };
    let (mut whole, mut rest) = (Vec::with_capacity(page.len()), &*page);
    // Sources of a `picture`, until its own is known.
    let mut sources: Vec<u8> = Vec::new();
    let mut is_full = false;
    while let Some(at) = memchr::memchr(b'<', rest) {
        let (before, tag) = rest.split_at(at);
        let is = |name: &[u8]| {
            tag.get(1..=name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                && tag.get(1 + name.len()).is_some_and(|next| next.is_ascii_whitespace() || *next == b'/')
        };
        let end = if is(b"img") || is(b"source") { tag_length(tag) } else { 1 };
        let (own, after) = tag.split_at(end);
        rest = after;
        if is(b"source") {
            whole.extend_from_slice(before);
            sources.extend_from_slice(own);
            continue;
        }
        let image = if end > 1 && !is_full { with_data(own, &data_of) } else { None };
        is_full |=
            image.as_ref().is_some_and(|image| (whole.len() + image.len() + rest.len()) as u64 > MAX_ENTRY - 100);
        let image = image.filter(|_| !is_full);
        if image.is_none() {
            whole.append(&mut sources);
        }
        sources.clear();
        whole.extend_from_slice(before);
        whole.extend_from_slice(image.as_deref().unwrap_or(own));
    }
    whole.append(&mut sources);
    whole.extend_from_slice(rest);
    whole
}

/// The length of a tag: up to the `>` outside of quotes.
fn tag_length(tag: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if at > 0 && tag[..at].trim_ascii_end().ends_with(b"=") => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The tag of a picture with its bytes for its `src`, and without what names other addresses; `None` if they are not here.
fn with_data(tag: &[u8], data_of: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut is_found = false;
    let mut rest = tag.strip_suffix(b">").unwrap_or(tag);
    let name = rest.iter().position(u8::is_ascii_whitespace)?;
    out.extend_from_slice(&rest[..name]);
    rest = rest[name..].trim_ascii_start();
    while !rest.is_empty() {
        let name =
            rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'=').unwrap_or(rest.len()).max(1);
        let (own, after) = rest.split_at(name);
        let trimmed = after.trim_ascii_start();
        let (value, length) = match trimmed.strip_prefix(b"=").map(|value| value.trim_ascii_start()) {
            None => (None, 0),
            Some(value @ [quote @ (b'"' | b'\''), inside @ ..]) => {
                let end = memchr::memchr(*quote, inside).unwrap_or(inside.len());
                (Some(&inside[..end]), trimmed.len() - value.len() + value.len().min(end + 2))
            }
            Some(value) => {
                let end = value.iter().position(u8::is_ascii_whitespace).unwrap_or(value.len());
                (Some(&value[..end]), trimmed.len() - value.len() + end)
            }
        };
        let taken = if value.is_some() { after.len() - trimmed.len() + length } else { 0 };
        let whole = &rest[..name + taken];
        rest = rest[name + taken..].trim_ascii_start();
        let own = String::from_utf8_lossy(own).to_ascii_lowercase();
        if own == "src" && !is_found {
            let data = data_of(str::from_utf8(value?).ok()?.trim())?;
            out.extend_from_slice(b" src=\"");
            out.extend_from_slice(&data);
            out.push(b'"');
            is_found = true;
        } else if !ALTERNATIVES.contains(&&*own) && !own.starts_with("data-") {
            out.push(b' ');
            out.extend_from_slice(whole);
        }
    }
    out.push(b'>');
    is_found.then_some(out)
}
