//! `command/unpack.rs`, which `cargo xtask rules` reads posts by: names, posts and copies are the viewer's.

#[path = "../command/inputs.rs"]
#[allow(dead_code)]
mod inputs;
#[path = "common/pack.rs"]
#[allow(dead_code)]
mod pack;
#[path = "../command/unpack.rs"]
mod program;
#[path = "../command/reading.rs"]
#[allow(dead_code)]
mod reading;
#[cfg(feature = "command")]
#[path = "../command/remote.rs"]
mod remote;

use pack::{Zip, ZipEntry};
use program::{Contents, Entry, Kind, unpack};
use std::fs;
use std::path::{Path, PathBuf};

/// A temporary folder of one test.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("unpack-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Temporary(folder)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        file
    }

    fn unpack(&self, zip: &Zip) -> Contents {
        let archive = self.write("archive.zip", zip.pack().bytes);
        unpack(&archive, &self.0.join("out")).unwrap()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

/// Entries as `kind path`.
fn listed(contents: &Contents) -> Vec<String> {
    let word = |kind: &Kind| match kind {
        Kind::Post { .. } => "post",
        Kind::Picture { .. } => "picture",
        Kind::Copy => "copy",
        Kind::Text => "text",
        Kind::Refused { .. } => "refused",
    };
    contents.entries.iter().map(|entry| format!("{} {}", word(&entry.kind), entry.path)).collect()
}

fn file(contents: &Contents, path: &str) -> PathBuf {
    let entry = contents.entries.iter().find(|entry| entry.path == path).unwrap();
    let (Kind::Post { file } | Kind::Picture { file }) = &entry.kind else { panic!("{entry:?}") };
    file.clone()
}

#[test]
fn names_in_gbk_are_read() {
    let temporary = Temporary::new("gbk");
    let names = ["x-main/_posts/2020-01-02-新桥通车了.md", "x-main/_posts/2020-01-03-山里的图书馆.md"];
    let zip = Zip::of(names.map(|name| ZipEntry::new(encoding_rs::GBK.encode(name).0, pack::post(name))));
    let contents = temporary.unpack(&zip);
    assert_eq!(contents.names, "gb18030");
    assert_eq!(listed(&contents), names.map(|name| name.replace("x-main/", "post ")));
    let bytes = fs::read(file(&contents, "_posts/2020-01-02-新桥通车了.md")).unwrap();
    assert_eq!(bytes, pack::post(names[0]));
}

#[test]
fn posts_pictures_and_copies_are_told_apart() {
    let temporary = Temporary::new("roles");
    let post = pack::post("a");
    let zip = Zip::of([
        ZipEntry { attributes: 0x10, stored: true, ..ZipEntry::new("x-main/", "") },
        ZipEntry::new("x-main/README.md", post.clone()),
        ZipEntry::new("x-main/_posts/a.md", post.clone()),
        ZipEntry::new("x-main/archived/a again.md", post),
        ZipEntry::new("x-main/loose.md", "---\ntitle: Loose\n---\nWords."),
        ZipEntry::new("x-main/notes.md", "No front matter."),
        ZipEntry::new("x-main/tags.html", "{% for tag in site.tags %}{{ tag }}{% endfor %}"),
        ZipEntry::new("x-main/images/a.png", "picture"),
        ZipEntry::new("x-main/old.zip", "archive"),
        ZipEntry::new("x-main/_layouts/post.html", "<p>"),
        ZipEntry::new("__MACOSX/x-main/_posts/._a.md", "fork"),
    ]);
    let contents = temporary.unpack(&zip);
    let expected = [
        "text README.md",
        "post _posts/a.md",
        "copy archived/a again.md",
        "post loose.md",
        "post notes.md",
        "text tags.html",
        "picture images/a.png",
        "refused old.zip",
        "text _layouts/post.html",
    ];
    assert_eq!(listed(&contents), expected);
    assert_eq!(fs::read(file(&contents, "images/a.png")).unwrap(), b"picture");
}

#[test]
fn no_name_of_an_archive_becomes_a_name_on_the_disk() {
    let temporary = Temporary::new("names");
    let names = ["../_posts/out.md", "/_posts/root.md", "_posts/../../b.md", "C:\\_posts\\c.md", "_posts/d.md"];
    let contents = temporary.unpack(&Zip::of(names.map(ZipEntry::post)));
    assert_eq!(contents.entries.len(), names.len());
    let mut written: Vec<_> =
        fs::read_dir(temporary.0.join("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    written.sort();
    assert_eq!(written, ["0", "1", "2", "3", "4"]);
    assert!(contents.entries.iter().all(|entry| !entry.path.contains("..")));
}

#[test]
fn what_cannot_be_unpacked_is_refused_with_a_reason() {
    let temporary = Temporary::new("broken");
    let broken = ZipEntry { raw: Some(vec![0xff; 40]), ..ZipEntry::post("_posts/broken.md") };
    let contents = temporary.unpack(&Zip::of([broken, ZipEntry::post("_posts/good.md")]));
    assert_eq!(listed(&contents), ["refused _posts/broken.md", "post _posts/good.md"]);
    assert!(matches!(&contents.entries[0].kind, Kind::Refused { reason } if !reason.is_empty()), "{contents:?}");

    let archive = temporary.write("posts.zip", "text");
    let error = unpack(&archive, &temporary.0.join("out")).unwrap_err().to_string();
    assert!(error.contains("posts.zip: "), "{error}");
}

#[test]
fn a_folder_is_listed_like_an_archive_and_stays_where_it_is() {
    let temporary = Temporary::new("folder");
    let post = temporary.write("site/x-main/_posts/a.md", pack::post("a"));
    temporary.write("site/x-main/_posts/b.md", pack::post("a"));
    temporary.write("site/x-main/README.md", pack::post("a"));
    temporary.write("site/x-main/.git/note.md", pack::post("git"));
    let picture = temporary.write("site/x-main/a.png", "picture");
    let contents = unpack(&temporary.0.join("site"), Path::new("unused")).unwrap();
    let canonical = |path: &PathBuf| path.canonicalize().unwrap();
    let expected = [
        Entry { path: "README.md".into(), kind: Kind::Text },
        Entry { path: "_posts/a.md".into(), kind: Kind::Post { file: canonical(&post) } },
        Entry { path: "_posts/b.md".into(), kind: Kind::Copy },
        Entry { path: "a.png".into(), kind: Kind::Picture { file: canonical(&picture) } },
    ];
    assert_eq!(contents.entries, expected);

    // Its own name may say that it holds posts.
    temporary.write("archived/plain.txt", "Words.");
    let contents = unpack(&temporary.0.join("archived"), Path::new("unused")).unwrap();
    assert_eq!(listed(&contents), ["post archived/plain.txt"]);
}
