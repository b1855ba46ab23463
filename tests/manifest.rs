//! Manifests of folders and archives: what they list, and what is told to be different.
#![cfg(feature = "command")]

#[path = "common/temporary.rs"]
#[allow(dead_code)]
mod temporary;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use temporary::Temporary;

/// The SHA-256 of "a", "b" and nothing, by another program.
const A: &str = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
const B: &str = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn all_files_are_listed_hidden_ones_too() {
    let folder = Temporary::new("manifest-list");
    for (path, text) in [("in/b/_posts/2020-01-02-x.md", "b"), ("in/a.bin", "a"), ("in/.hidden/none", "")] {
        write(&folder.0, path, text);
    }
    let lines = format!("{NOTHING}  .hidden/none\n{A}  a.bin\n{B}  b/_posts/2020-01-02-x.md\n");
    assert_eq!(said(&folder.run(&["manifest", "in"])), (Some(0), lines.clone(), String::new()));
    assert_eq!(said(&folder.run(&["manifest", "in", "--out", "in/list.txt"])), (Some(0), String::new(), String::new()));
    assert_eq!(fs::read_to_string(folder.0.join("in/list.txt")).unwrap(), lines);
    // The list itself is no file of it.
    let same = (Some(0), "# 3 the same, 0 new, 0 gone, 0 changed, 0 moved\n".to_owned(), String::new());
    assert_eq!(said(&folder.run(&["manifest", "in", "--check", "in/list.txt"])), same);
    let single = format!("{A}  a.bin\n");
    assert_eq!(said(&folder.run(&["manifest", "in/a.bin"])), (Some(0), single, String::new()));
}

#[test]
fn a_file_of_any_size_is_read_whole() {
    let folder = Temporary::new("manifest-large");
    // More than a post may have.
    for (name, end) in [("a.txt", "a"), ("b.txt", "b")] {
        fs::write(folder.0.join(name), format!("{}{end}", "line\n".repeat(7 * 1024 * 1024))).unwrap();
    }
    let sum = |name: &str| said(&folder.run(&["manifest", name])).1[..64].to_owned();
    assert_ne!(sum("a.txt"), sum("b.txt"));
    fs::create_dir(folder.0.join("in")).unwrap();
    fs::copy(folder.0.join("a.txt"), folder.0.join("in/a.txt")).unwrap();
    assert_eq!(sum("a.txt"), sum("in"));
    assert_eq!(said(&folder.run(&["manifest", "a.txt", "--out", "bag"])).0, Some(0));
    assert_eq!(fs::read(folder.0.join("bag/data/a.txt")).unwrap(), fs::read(folder.0.join("a.txt")).unwrap());
}

#[test]
fn what_is_different_is_told() {
    let folder = Temporary::new("manifest-check");
    for (path, text) in
        [("same", "s"), ("gone", "g"), ("changed", "c"), ("twice/1", "t"), ("twice/2", "t"), ("old", "o")]
    {
        write(&folder.0.join("in"), path, text);
    }
    assert_eq!(said(&folder.run(&["manifest", "in", "--out", "list.txt"])).0, Some(0));
    let inside = folder.0.join("in");
    fs::remove_file(inside.join("gone")).unwrap();
    fs::write(inside.join("changed"), "C").unwrap();
    write(&inside, "new", "n");
    write(&inside, "far/new", "o");
    write(&inside, "twice/3", "t");
    fs::remove_file(inside.join("old")).unwrap();
    fs::remove_file(inside.join("twice/1")).unwrap();
    let lines = "changed\tchanged\nmoved\told\tfar/new\ngone\tgone\nnew\tnew\nmoved\ttwice/1\ttwice/3\n\
                 # 2 the same, 1 new, 1 gone, 1 changed, 2 moved\n";
    let check = ["manifest", "in", "--check", "list.txt"];
    assert_eq!(said(&folder.run(&check)), (Some(1), lines.to_owned(), String::new()));
    let json = said(&folder.run(&[&check[..], &["--json"]].concat()));
    assert!(json.1.contains("{\"kind\":\"moved\",\"path\":\"far/new\",\"from\":\"old\"}\n"), "{}", json.1);
    assert_eq!((json.0, json.1.lines().count()), (Some(1), 5));

    fs::write(folder.0.join("list.txt"), format!("{A}  a\nno line\n")).unwrap();
    let refused = said(&folder.run(&check));
    assert_eq!((refused.0, &*refused.2), (Some(1), "list.txt: line 2 is not a SHA-256 and a path\n"));
    assert_eq!(said(&folder.run(&["manifest", "none"])).0, Some(1));
    assert_eq!(said(&folder.run(&["manifest", "in", "--json"])).0, Some(2));
}

/// Names that would end a line or pass for an escape.
#[cfg(unix)]
const HOSTILE: [&str; 7] = ["a\nb", "a\r", "100%", "%0A", "back\\slash", " space ", "\u{2028}灯\t"];

#[test]
#[cfg(unix)]
fn hostile_names_come_back() {
    let folder = Temporary::new("manifest-names");
    for name in HOSTILE {
        write(&folder.0.join("in"), name, name);
    }
    let (code, lines, _) = said(&folder.run(&["manifest", "in", "--out", "names.txt"]));
    assert_eq!((code, &*lines), (Some(0), ""));
    let text = fs::read_to_string(folder.0.join("names.txt")).unwrap();
    assert_eq!(text.split('\n').count(), HOSTILE.len() + 1, "{text}");
    for written in ["  a%0Ab\n", "  a%0D\n", "  100%25\n", "  %250A\n", "  back\\slash\n", "   space \n"] {
        assert!(text.contains(written), "{text}");
    }
    assert_eq!(said(&folder.run(&["manifest", "in", "--check", "names.txt"])).0, Some(0));
    fs::rename(folder.0.join("in/a\nb"), folder.0.join("in/c\nd")).unwrap();
    let moved = said(&folder.run(&["manifest", "in", "--check", "names.txt"]));
    assert!(moved.1.starts_with("moved\ta%0Ab\tc%0Ad\n"), "{}", moved.1);
}

#[test]
fn an_archive_a_folder_and_a_bag_of_it_have_the_same_files() {
    let folder = Temporary::new("manifest-bag").with_posts(40);
    write(&folder.0.join("posts"), "pictures/lamp.png", "\u{89}PNG");
    assert_eq!(said(&folder.run(&["manifest", "posts", "--out", "bag"])), (Some(0), String::new(), String::new()));
    let manifest = fs::read_to_string(folder.0.join("bag/manifest-sha256.txt")).unwrap();
    assert_eq!(manifest.lines().filter(|line| line[64..].starts_with("  data/")).count(), 41);
    let tag = fs::read_to_string(folder.0.join("bag/bagit.txt")).unwrap();
    assert_eq!(tag, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    // Posts and their pictures alone, as a zip of the same paths.
    assert!(folder.run(&["export", "posts", "--markdown", "saved.zip"]).status.success());
    assert!(folder.run(&["export", "posts", "--markdown", "saved"]).status.success());
    let of_zip = said(&folder.run(&["manifest", "saved.zip"]));
    assert_eq!(of_zip, said(&folder.run(&["manifest", "saved"])));
    assert_eq!(of_zip.1.lines().count(), 40);
    // The bag, what it was made of, and another folder beside it.
    let check = |input: &str| said(&folder.run(&["manifest", input, "--check", "bag/manifest-sha256.txt"]));
    for input in ["bag", "posts"] {
        assert_eq!(check(input).1, "# 41 the same, 0 new, 0 gone, 0 changed, 0 moved\n", "{input}");
    }
    fs::write(folder.0.join("bag/data/2020-01-02-lamp-3.md"), "x").unwrap();
    assert_eq!(check("bag").1.lines().next(), Some("changed\tdata/2020-01-02-lamp-3.md"));
    let again = said(&folder.run(&["manifest", "posts", "--out", "bag"]));
    assert_eq!((again.0, &*again.2), (Some(1), "bag: the folder is not empty\n"));
}

/// `PYTHON` names one that has the package `bagit`.
#[test]
#[ignore = "needs Python's bagit: cargo xtask test bags"]
fn bags_are_valid_by_the_library_of_congress() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let bagit = |words: &[&Path]| Command::new(&python).args(["-m", "bagit"]).args(words).output().unwrap();
    if !bagit(&[Path::new("--help")]).status.success() {
        println!("not run: {python} has no package bagit");
        return;
    }
    let folder = Temporary::new("manifest-bagit").with_posts(20);
    // It takes a percent sign for itself, which RFC 8493 has encoded.
    for name in ["a\nb", "a\rb", "back\\slash", "灯"] {
        write(&folder.0.join("posts"), name, name);
    }
    assert_eq!(said(&folder.run(&["manifest", "posts", "--out", "bag"])).0, Some(0));
    let (validate, bag) = (Path::new("--validate"), folder.0.join("bag"));
    let valid = said(&bagit(&[validate, &bag]));
    assert_eq!(valid.0, Some(0), "{}{}", valid.1, valid.2);
    fs::write(bag.join("data/灯"), "x").unwrap();
    assert_ne!(bagit(&[validate, &bag]).status.code(), Some(0));
    // A bag of theirs is checked by ours.
    let theirs = folder.0.join("posts");
    assert_eq!(bagit(&[Path::new("--sha256"), &theirs]).status.code(), Some(0));
    let check = said(&folder.run(&["manifest", "posts", "--check", "posts/manifest-sha256.txt"]));
    assert_eq!(check.1, "# 24 the same, 0 new, 0 gone, 0 changed, 0 moved\n");
}
