//! A book's files, and what can be asked of any book.
#![allow(dead_code)]

use roxmltree::{Document, ParsingOptions};
use std::collections::BTreeMap;

/// Texts by their paths; of other files their sizes.
pub type Files = BTreeMap<String, String>;

/// The files of a book, which are read as any reader of zips does, with their checksums.
pub fn files(bytes: &[u8]) -> Files {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("a zip");
    let mut files = Files::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().expect("an entry") {
        let path = String::from_utf8(entry.file_path().as_ref().to_vec()).expect("a path");
        let own = archive.get_entry(entry.wayfinder()).expect("the entry's data");
        let size = entry.uncompressed_size_hint() as usize;
        let bytes = if entry.compression_method() == rawzip::CompressionMethod::STORE {
            own.data().to_vec()
        } else {
            let mut out = vec![0; size];
            let mut inflate = zlib_rs::Inflate::new(false, 15);
            inflate.decompress(own.data(), &mut out, zlib_rs::InflateFlush::Finish).expect("deflated data");
            out
        };
        assert_eq!(zlib_rs::crc32::crc32(0, &bytes), entry.crc32(), "{path}");
        let text = String::from_utf8(bytes).unwrap_or_else(|error| format!("{} bytes", error.as_bytes().len()));
        assert!(files.insert(path.clone(), text).is_none(), "{path} is there twice");
    }
    files
}

/// Chapters have a document type.
pub fn dtd<'i>() -> ParsingOptions<'i> {
    ParsingOptions { allow_dtd: true, ..ParsingOptions::default() }
}

/// Links and pictures that lead to no file of the book, or to no place in one; ids that are there twice; files that are not
/// well-formed.
pub fn href_problems(files: &Files) -> Vec<String> {
    let mut problems = Vec::new();
    let pages = files.iter().filter(|(path, _)| path.ends_with(".xhtml"));
    let parsed: BTreeMap<&str, Document> = pages
        .filter_map(|(path, text)| match Document::parse_with_options(text, dtd()) {
            Ok(document) => Some((path.as_str(), document)),
            Err(error) => {
                problems.push(format!("{path}: {error}"));
                None
            }
        })
        .collect();
    for (path, document) in &parsed {
        for node in document.descendants() {
            for name in ["href", "src"] {
                let Some(value) = node.attribute(name).filter(|value| !value.contains("://")) else { continue };
                if value.starts_with("mailto:") {
                    continue;
                }
                let (file, id) = value.split_once('#').unwrap_or((value, ""));
                let target = if file.is_empty() { (*path).to_owned() } else { format!("book/{file}") };
                let has_id = || {
                    let page = parsed.get(&*target);
                    page.is_some_and(|page| page.descendants().any(|node| node.attribute("id") == Some(id)))
                };
                if !files.contains_key(&target) || !id.is_empty() && !has_id() {
                    problems.push(format!("{path}: {value} leads nowhere"));
                }
            }
        }
    }
    problems
}

/// The words of posts and of chapters.
pub mod words {
    use archive_viewer::page::{CommentView, ReadingPage};
    use roxmltree::Document;

    /// The text of a chapter's body.
    pub fn body(xhtml: &str) -> String {
        let document = Document::parse_with_options(xhtml, super::dtd()).expect("well-formed");
        let body = document.descendants().find(|node| node.tag_name().name() == "body").expect("a body");
        // The words for a picture that isn't in the book stand amid a line.
        let is_picture = |node: &roxmltree::Node| node.ancestors().any(|up| up.attribute("class") == Some("picture"));
        let texts = body.descendants().filter(|node| node.is_text() && !is_picture(node));
        texts.filter_map(|node| node.text()).collect()
    }

    /// A line of the post that is not in its chapter, in the order of the post.
    pub fn missing(page: &ReadingPage, xhtml: &str) -> Option<String> {
        missing_in(page, &body(xhtml))
    }

    /// The same for a text.
    pub fn missing_in(page: &ReadingPage, text: &str) -> Option<String> {
        let text = plain(text);
        let mut rest = &*text;
        let mut lines: Vec<&str> = page.title.lines().chain(page.text.lines()).collect();
        comments(&page.discussion, &mut lines);
        for line in lines {
            let wanted = plain(line);
            match rest.find(&wanted) {
                Some(at) => rest = &rest[at + wanted.len()..],
                None => return Some(line.to_owned()),
            }
        }
        None
    }

    fn comments<'p>(list: &'p [CommentView], lines: &mut Vec<&'p str>) {
        for comment in list {
            lines.extend(comment.text.lines());
            comments(&comment.replies, lines);
        }
    }

    /// Letters and digits alone: space between blocks is not the same, and XML has no control characters.
    fn plain(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}
