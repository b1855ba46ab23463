//! Writes captures of the web: records of a WARC, by themselves or in gzip members.

use super::pack::{Packed, Zip, ZipEntry, deflate, gzip};

pub const DATE: &str = "2021-06-01T12:00:00Z";

/// The text of a page, which is an article.
pub fn page(title: &str) -> String {
    // What repeats in an archive goes.
    let paragraph =
        |part| format!("<p>{title} says in part {part} what was new at the weir and at the ferry that day.</p>");
    let text: String = (0..5).map(paragraph).collect();
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
    )
}

/// A record of any type with these fields and this block.
pub fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: {DATE}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub fn info() -> Vec<u8> {
    record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: ours\r\n")
}

/// A response with a status and these fields.
pub fn answer(url: &str, status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {status}\r\n{fields}\r\n").as_bytes(), body].concat();
    let fields = format!("WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &fields, &block)
}

pub fn response(url: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    answer(url, "200 OK", &format!("Content-Type: {media_type}\r\n"), body)
}

pub fn html(url: &str, title: &str) -> Vec<u8> {
    response(url, "text/html; charset=utf-8", page(title).as_bytes())
}

/// A page whose content is packed on the way by this encoding.
pub fn encoded(url: &str, encoding: &str, title: &str) -> Vec<u8> {
    let page = page(title);
    let body = match encoding {
        "gzip" => gzip(page.as_bytes(), None),
        "deflate" => deflate(page.as_bytes()),
        _ => [0x1b, 0xff, 0x01].to_vec(),
    };
    answer(url, "200 OK", &format!("Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n"), &body)
}

/// A page in chunks of so many bytes.
pub fn chunked(url: &str, size: usize, title: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for chunk in page(title).as_bytes().chunks(size) {
        body.extend(format!("{:x}\r\n", chunk.len()).as_bytes());
        body.extend([chunk, b"\r\n"].concat());
    }
    body.extend(b"0\r\n\r\n");
    answer(url, "200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", &body)
}

/// A repeated capture, whose content is that of another address.
pub fn revisit(url: &str, other: &str) -> Vec<u8> {
    let fields = format!(
        "WARC-Target-URI: {url}\r\nWARC-Refers-To-Target-URI: {other}\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    record("revisit", &fields, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
}

/// The smallest PNG that is one.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

/// A zip as crawlers write it: the WARCs stored, the rest packed.
pub fn wacz(warcs: &[(&str, Vec<u8>)]) -> Packed {
    let mut entries: Vec<ZipEntry> = { warcs.iter() }
        .map(|(name, bytes)| ZipEntry { stored: true, ..ZipEntry::new(format!("archive/{name}"), bytes.clone()) })
        .collect();
    entries.push(ZipEntry::new(
        "pages/pages.jsonl",
        r#"{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}"#,
    ));
    entries.push(ZipEntry::new("indexes/index.cdx.gz", gzip(b"x", None)));
    entries.push(ZipEntry::new(
        "datapackage.json",
        r#"{"profile": "data-package", "wacz_version": "1.1.1", "resources": []}"#,
    ));
    Zip::of(entries).pack()
}

/// A page saved with its parts, each with its fields.
pub fn mhtml(address: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: x\r\nDate: Tue, 1 Jun 2021 12:00:00 -0000\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B--1----\"\r\n\r\n\r\n"
    )
    .into_bytes();
    for (fields, body) in parts {
        bytes.extend(format!("------B--1----\r\n{}\r\n\r\n", fields.replace('\n', "\r\n")).as_bytes());
        bytes.extend([body, &b"\r\n"[..]].concat());
    }
    bytes.extend(b"------B--1------\r\n");
    bytes
}

/// Records one after another.
pub fn warc(records: &[Vec<u8>]) -> Packed {
    join(records.iter().cloned())
}

/// Each record in a gzip member.
pub fn warc_gz(records: &[Vec<u8>]) -> Packed {
    join(records.iter().map(|record| gzip(record, None)))
}

fn join(parts: impl Iterator<Item = Vec<u8>>) -> Packed {
    let mut packed = Packed { bytes: Vec::new(), headers: Vec::new(), ends: Vec::new() };
    for part in parts {
        packed.headers.push(packed.bytes.len());
        packed.bytes.extend(part);
        packed.ends.push(packed.bytes.len());
    }
    packed
}
