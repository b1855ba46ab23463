//! Books of real posts by epubcheck, which needs Java: `cargo xtask test books`.
#![cfg(feature = "command")]

#[path = "common/payload.rs"]
#[allow(dead_code)]
mod payload;

use payload::Payload;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Posts of each archive of the corpus that are checked.
const POSTS: usize = 100;

/// What runs epubcheck: the program, or the jar under its name, which only some systems start by themselves.
fn epubcheck() -> Option<Vec<OsString>> {
    let path = env::var_os("PATH")?;
    let program = env::split_paths(&path).map(|folder| folder.join("epubcheck")).find(|file| file.is_file())?;
    let runs = |words: &[OsString]| {
        let output = Command::new(&words[0]).args(&words[1..]).arg("--version").output();
        output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("EPUBCheck v"))
    };
    let as_jar = vec!["java".into(), "-jar".into(), program.clone().into_os_string()];
    [as_jar, vec![program.into_os_string()]].into_iter().find(|words| runs(words))
}

struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("books-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Temporary(folder)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn export(input: &Path, options: &[&str], book: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive-viewer"));
    let output = command.arg("export").arg(input).arg("--epub").arg(book).args(options).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What epubcheck says of a book, line by line; nothing of a valid one.
fn faults(check: &[OsString], book: &Path) -> Vec<String> {
    let output = Command::new(&check[0]).args(&check[1..]).arg(book).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    let faults: Vec<String> = said
        .lines()
        .filter(|line| ["FATAL", "ERROR", "WARNING"].iter().any(|word| line.starts_with(word)))
        .map(str::to_owned)
        .collect();
    assert_eq!(output.status.success(), faults.iter().all(|fault| fault.starts_with("WARNING")), "{said}");
    faults
}

/// Every so many posts of an archive, as a folder.
fn some_posts(archive: &Path, folder: &Path) -> usize {
    let bytes = fs::read(archive).unwrap();
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    let mut entries = archive.entries();
    let mut posts = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let path = entry.file_path().as_ref().to_vec();
        if path.ends_with(b".md") && path.windows(7).any(|part| part == b"_posts/") {
            posts.push((entry.wayfinder(), entry.uncompressed_size_hint() as usize));
        }
    }
    let step = (posts.len() / POSTS).max(1);
    let mut written = 0;
    for (number, (place, size)) in posts.into_iter().step_by(step).take(POSTS).enumerate() {
        let mut text = vec![0; size];
        let packed = archive.get_entry(place).unwrap();
        let mut inflate = zlib_rs::Inflate::new(false, 15);
        inflate.decompress(packed.data(), &mut text, zlib_rs::InflateFlush::Finish).unwrap();
        fs::write(folder.join(format!("{number}.md")), text).unwrap();
        written += 1;
    }
    written
}

#[test]
#[ignore = "needs Java: cargo xtask test books"]
fn books_are_valid() {
    let Some(check) = epubcheck() else {
        println!("not run: epubcheck is not on the PATH");
        return;
    };
    let folder = Temporary::new("valid");
    let book = folder.0.join("book.epub");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut report = Vec::new();
    for options in
        [&["--by", "date"][..], &["--by", "source", "--vertical", "--rights", "CC BY 4.0", "--publisher", "P"]]
    {
        export(&root.join("posts"), options, &book);
        report.extend(faults(&check, &book).into_iter().map(|fault| format!("samples {options:?}: {fault}")));
    }
    export(&root.join("tests/fixtures/posts"), &[], &book);
    // One of their pictures has only the first bytes of one.
    let found = faults(&check, &book).into_iter().filter(|fault| !fault.contains("PKG-021"));
    report.extend(found.map(|fault| format!("fixtures: {fault}")));
    let payloads = folder.0.join("payloads");
    fs::create_dir(&payloads).unwrap();
    for (number, payload) in Payload::all().into_iter().enumerate() {
        let (name, bytes) = payload.file();
        let extension = name.rsplit_once('.').map_or("md", |(_, extension)| extension);
        fs::write(payloads.join(format!("{number}.{extension}")), bytes).unwrap();
    }
    export(&payloads, &[], &book);
    report.extend(faults(&check, &book).into_iter().map(|fault| format!("payloads: {fault}")));
    let corpus = env::var_os("ARCHIVE_VIEWER_CORPUS").map(|corpus| PathBuf::from(corpus).join("corpus"));
    match corpus {
        None => println!("not run: ARCHIVE_VIEWER_CORPUS names no folder"),
        Some(corpus) => {
            let posts = folder.0.join("posts");
            fs::create_dir(&posts).unwrap();
            assert_eq!(some_posts(&corpus.join("society-main.zip"), &posts), POSTS);
            export(&posts, &[], &book);
            report.extend(faults(&check, &book).into_iter().map(|fault| format!("corpus: {fault}")));
        }
    }
    assert!(report.is_empty(), "{} faults:\n{}", report.len(), report.join("\n"));
    // The check itself can fail.
    fs::write(&book, "no book").unwrap();
    let output = Command::new(&check[0]).args(&check[1..]).arg(&book).output().unwrap();
    assert!(!output.status.success());
}
