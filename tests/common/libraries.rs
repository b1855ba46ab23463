//! Libraries for tests: of three small posts, and of any files.
#![allow(dead_code)]

use crate::library_posts::PostFile;
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Answer, File, Library, Request, index, pack};
use archive_viewer::page::Effort;

pub fn packed(files: &[PostFile], from: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let file = File {
            index: (from + at) as u32,
            path: &file.path,
            bytes: &file.bytes,
            is_post: file.is_post,
            // An attack that leaves nothing has a row too.
            is_single: true,
            effort: Effort::Clean,
        };
        index(file, &EncodingRs, &mut out);
    }
    out
}

pub fn add_rows(library: &mut Library, volume: u16, files: &[PostFile]) {
    library.add_volume(volume, "x.zip");
    library.add_rows(volume, &pack((0..).zip(files).map(|(at, file)| (at, &*file.path))));
}

pub fn library_of(files: &[PostFile]) -> Library {
    let mut library = Library::new();
    add_rows(&mut library, 0, files);
    for (chunk, files) in files.chunks(100).enumerate() {
        library.add_posts(0, &packed(files, chunk * 100));
    }
    library
}

pub fn post(path: &str, text: &str) -> PostFile {
    PostFile { path: path.into(), bytes: text.into(), is_post: true }
}

pub fn ask(library: &mut Library, text: &str) -> Answer {
    library.query(&Request { text: text.into(), ..Request::default() })
}

pub fn titles(library: &Library) -> Vec<String> {
    library.rows(0, u32::MAX).into_iter().map(|row| row.title).collect()
}

pub fn three() -> Vec<PostFile> {
    vec![
        post(
            "x/_posts/2021-03-14-bridge.md",
            "---\ntitle: 老楊的橋\nauthor: Li Lei\nfrom: https://www.example.org/a?utm_source=x\ntags: [橋, Town News]\n---\n\nThe old bridge.\n\n![](https://img.example/b.jpg)\n",
        ),
        post(
            "x/_posts/2020-05-25-ferry.md",
            "---\ntitle: Ferry\nauthor: Han Mei\nfrom: https://example.org/b\ntags: [Town News]\n---\n\n渡船上的老杨，老杨在渡船上。\n",
        ),
        post(
            "x/_posts/2021-04-01-light.md",
            "---\ntitle: Lighthouse\nlang: en\n---\n\nA bridge too far, a bridge too near.\n",
        ),
    ]
}
