//! Posts for the tests of texts and libraries: all of the project's own, and those of a corpus if one is given.

#![allow(dead_code)]

use archive_viewer::archive::{ArchiveReader, drive};
use archive_viewer::file::EncodingRs;
use serde_json::Value;
use std::convert::Infallible;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A file, and whether it is a post.
#[derive(Debug, Clone)]
pub struct PostFile {
    pub path: String,
    pub bytes: Vec<u8>,
    pub is_post: bool,
}

/// Every post of the project: cases, labelled posts, samples, posts of browser tests, attacks.
pub fn own() -> Vec<PostFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut posts = Vec::new();
    for folder in
        ["tests/fixtures/posts", "tests/labelled/posts", "posts", "tests/browser/posts", "tests/fixtures/files"]
    {
        collect(&root.join(folder), &mut posts);
    }
    let payloads = fs::read_to_string(root.join("tests/fixtures/payloads.json")).expect("there are payloads");
    let payloads: Value = serde_json::from_str(&payloads).expect("payloads are JSON");
    let mut texts = Vec::new();
    strings(&payloads, &mut texts);
    assert!(texts.len() > 500);
    for (number, text) in texts.into_iter().enumerate() {
        let text = format!("---\ntitle: attack {number}\n---\n{text}\n");
        posts.push(PostFile { path: format!("attacks/{number}.md"), bytes: text.into_bytes(), is_post: true });
    }
    posts
}

fn collect(folder: &Path, posts: &mut Vec<PostFile>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
        let is_expected = path.file_stem().is_some_and(|stem| stem == "expected");
        if path.is_dir() {
            collect(&path, posts);
        } else if ["md", "html", "txt"].contains(&&*extension) && !is_expected {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            posts.push(PostFile { path: name, bytes: fs::read(&path).expect("a file can be read"), is_post: true });
        }
    }
}

/// Every string of a JSON value, without keys.
fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        Value::Object(values) => values.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// The posts in the archive and the folder of the corpus at `ARCHIVE_VIEWER_CORPUS`, if it is set.
#[allow(dead_code)]
pub fn corpus() -> Option<Vec<PostFile>> {
    let Some(corpus) = std::env::var_os("ARCHIVE_VIEWER_CORPUS").map(PathBuf::from) else {
        println!("not run: ARCHIVE_VIEWER_CORPUS names no folder");
        return None;
    };
    let mut posts = archive(&corpus.join("corpus/society-main.zip"));
    collect(&corpus.join("corpus/posts"), &mut posts);
    Some(posts)
}

pub fn archive(path: &Path) -> Vec<PostFile> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = ArchiveReader::new("corpus.zip", bytes.len() as u64, &EncodingRs);
    let mut posts = Vec::new();
    while !reader.is_done() {
        let read = |range: Range<u64>| Ok::<_, Infallible>(bytes[range.start as usize..range.end as usize].to_vec());
        let Ok(()) = drive(&mut reader, read, |_| false);
        let texts = reader.next_texts(usize::MAX).into_iter();
        posts.extend(texts.map(|text| PostFile { path: text.path, bytes: text.bytes, is_post: text.is_post }));
    }
    posts
}
