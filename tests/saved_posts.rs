//! What the page's core for saving makes of posts that come as JSON is what the command writes of the files, to the byte.
#![cfg(feature = "command")]

#[path = "common/temporary.rs"]
#[allow(dead_code)]
mod temporary;

use archive_viewer::export::epub::Options;
use archive_viewer::export::{FileForm, Listed, Named, SavedPosts};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::page::ReadingPage;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use temporary::Temporary;

/// The samples and all cases, each under a name of its own, by names.
fn files() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = |folder: &Path| -> Vec<PathBuf> { fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect() };
    let is_post = |path: &PathBuf| {
        path.is_file() && path.extension().is_some_and(|end| end != "json") && !path.ends_with("expected.html")
    };
    let samples = inside(&root.join("posts"));
    let cases = inside(&root.join("tests/fixtures/posts")).into_iter().filter(|path| path.is_dir());
    let cases = cases.flat_map(|case| inside(&case));
    let named = |path: PathBuf| {
        let (name, folder) = (path.file_name().unwrap(), path.parent().unwrap().file_name().unwrap());
        (format!("{}-{}", folder.to_string_lossy(), name.to_string_lossy()), path)
    };
    samples.into_iter().chain(cases).filter(is_post).map(named).collect()
}

/// The page of a file as another core gives it.
fn page(name: &str, bytes: &[u8]) -> ReadingPage {
    let mut page = ReadingPage::of_text(read_text(name, bytes, &EncodingRs).unwrap(), bytes.len() as u64);
    page.original.clear();
    let json = serde_json::to_string(&page).unwrap();
    let again: ReadingPage = serde_json::from_str(&json).unwrap();
    assert_eq!(again, page, "{name}");
    again
}

fn saved(form: FileForm, pages: &[(String, ReadingPage)]) -> Vec<u8> {
    let listed: Vec<Listed> = pages
        .iter()
        .map(|(_, page)| Listed {
            title: &page.title,
            lang: Some(&page.lang),
            date: page.date.as_ref().map(|date| &*date.iso),
        })
        .collect();
    let options = Options { title: "archive-viewer".to_owned(), ..Options::default() };
    let mut file = SavedPosts::new(form, options, &listed, true).unwrap();
    let mut bytes = Vec::new();
    for (number, (name, page)) in (1..).zip(pages) {
        let path = if form == FileForm::Markdown { format!("{name}/{name}") } else { name.clone() };
        file.post(number, &path, page.clone());
        file.end_post().unwrap();
        bytes.append(&mut file.take());
    }
    bytes.append(&mut file.finish().unwrap());
    bytes
}

/// The lines without `source`, whose address may be written in another way.
fn without_sources(lines: &[u8]) -> Vec<Value> {
    let mut lines: Vec<Value> =
        std::str::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.iter_mut().for_each(|line| drop(line.as_object_mut().unwrap().remove("source")));
    lines
}

#[test]
fn files_are_those_of_the_command() {
    let folder = Temporary::new("saved-posts");
    let files = files();
    assert!(files.len() > 300, "{}", files.len());
    for (name, path) in &files {
        fs::copy(path, folder.0.join(name)).unwrap();
    }
    let by_command = |form: &str, place: &str| {
        let words = files.keys().map(String::as_str);
        let words: Vec<&str> = ["export"].into_iter().chain(words).chain([form, place]).collect();
        folder.run(&words);
        fs::read(folder.0.join(place)).unwrap()
    };
    let lines = by_command("--jsonl", "posts.jsonl");
    let pages: Vec<(String, ReadingPage)> = without_sources(&lines)
        .iter()
        .filter(|line| line["error"].is_null())
        .map(|line| line["path"].as_str().unwrap().to_owned())
        .map(|name| (name.clone(), page(&name, &fs::read(&files[&name]).unwrap())))
        .collect();
    assert!(pages.len() > 300, "{}", pages.len());
    let own = saved(FileForm::Jsonl, &pages);
    for (one, other) in without_sources(&own).iter().zip(without_sources(&lines)) {
        assert_eq!(one, &other);
    }
    for (form, option) in [
        (FileForm::Ris, "--ris"),
        (FileForm::Csl, "--csl"),
        (FileForm::Html, "--html"),
        (FileForm::Epub, "--epub"),
        (FileForm::Markdown, "--markdown"),
    ] {
        let place = if form == FileForm::Markdown { "posts.zip" } else { option.trim_start_matches('-') };
        let (one, other) = (saved(form, &pages), by_command(option, place));
        let at = one.iter().zip(&other).position(|(one, other)| one != other);
        let around = |bytes: &[u8]| {
            let at = at.unwrap_or_default();
            String::from_utf8_lossy(&bytes[at.saturating_sub(200)..bytes.len().min(at + 200)]).into_owned()
        };
        assert!(one == other, "{option} at {at:?}: {} bytes\n{}\n---\n{}", one.len(), around(&one), around(&other));
    }
}

#[test]
fn posts_say_what_they_name_elsewhere() {
    let text = "---\ntitle: A\n---\n\n![lamp](lamp.png) and [the other]({% post_url 2020-01-02-other %}).\n";
    let mut file = SavedPosts::new(FileForm::Epub, Options::default(), &[], true).unwrap();
    let named = file.post(1, "a.md", page("a.md", text.as_bytes()));
    let links = vec!["{% post_url 2020-01-02-other %}".to_owned()];
    assert_eq!(named, Named { links, pictures: vec!["lamp.png".to_owned()] });
    file.picture("lamp.png", "0 1", "lamp.png", b"\x89PNG\r\n\x1a\nlamp").unwrap();
    file.end_post().unwrap();
    let again = file.post(2, "b.md", page("b.md", text.as_bytes()));
    assert_eq!(again.pictures, ["lamp.png"]);
    file.picture("lamp.png", "0 1", "lamp.png", b"").unwrap();
    file.end_post().unwrap();
    let book = file.finish().unwrap();
    let pictures = book.windows(9).filter(|bytes| bytes == b"pictures/").count();
    // Once beside its bytes, once in the directory.
    assert_eq!(pictures, 2);
}

#[test]
fn pictures_of_the_web_may_be_in_the_archive() {
    let text = "---\ntitle: A\nfrom: https://log.example/2020/a\n---\n\n![lamp](lamp.png) ![other](https://other.example/b.png)\n";
    let mut file = SavedPosts::new(FileForm::Epub, Options::default(), &[], true).unwrap();
    let named = file.post(1, "a.md", page("a.md", text.as_bytes()));
    assert_eq!(named.pictures, ["https://log.example/2020/lamp.png", "https://other.example/b.png"]);
}

#[test]
fn a_document_has_the_pictures_that_were_given() {
    let text = "---\ntitle: A\n---\n\nThe lamp was lit again at dusk.\n\n![lamp](lamp.png)\n";
    let mut file = SavedPosts::new(FileForm::Html, Options::default(), &[], true).unwrap();
    file.post(1, "a.md", page("a.md", text.as_bytes()));
    file.picture("lamp.png", "0 1", "data:image/png;base64,AAAA", b"").unwrap();
    file.end_post().unwrap();
    let html = String::from_utf8(file.finish().unwrap()).unwrap();
    assert!(html.contains("src=\"data:image/png;base64,AAAA\"") && !html.contains("src=\"lamp.png\""), "{html}");
}

#[test]
fn plain_text_has_every_word_of_article_and_discussion() {
    let text =
        "---\ntitle: A\ndate: 2020-01-02\ncomments:\n  - author: Bo\n    content: Well said.\n---\n\nThe lamp.\n";
    let mut file = SavedPosts::new(FileForm::Text, Options::default(), &[], true).unwrap();
    file.post(1, "a.md", page("a.md", text.as_bytes()));
    file.end_post().unwrap();
    let text = String::from_utf8(file.finish().unwrap()).unwrap();
    assert_eq!(text, "A\n\n2020-01-02\n\nThe lamp.\n\n    Bo\n    Well said.\n\n* * *\n\n");
}
