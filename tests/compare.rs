//! Two versions of an archive or of a post, compared by the native command.
#![cfg(feature = "command")]

#[path = "common/temporary.rs"]
#[allow(dead_code)]
mod temporary;

use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::integrity::Change;
use archive_viewer::integrity::versions::{Kind, Post, Version, Versions, detail, differences};
use archive_viewer::page::{Effort, ReadingPage};
use std::fs;
use temporary::Temporary;

fn run(folder: &Temporary, words: &[&str]) -> (Option<i32>, String) {
    let output = folder.run(words);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn post(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n\nAll of it was long ago, and nobody remembers.\n")
}

#[test]
fn posts_are_new_gone_changed_or_moved() {
    let folder = Temporary::new("compare");
    let write = |path: &str, text: &str| {
        let file = folder.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    for version in ["a/news-1/_posts", "b/news-2/_posts"] {
        write(&format!("{version}/2020-01-01-same.md"), &post("Same", "The same words."));
    }
    let (a, b) = ("a/news-1/_posts", "b/news-2/_posts");
    write(&format!("{a}/2020-01-02-gone.md"), &post("Gone", "Words that nobody kept."));
    write(&format!("{b}/2020-01-02-new.md"), &post("New", "Words of somebody else."));
    write(&format!("{a}/2020-01-03-old.md"), &post("Moved", "Words that went elsewhere."));
    write(&format!("{b}/2020-01-03-place.md"), &post("Moved", "Words that went elsewhere."));
    write(&format!("{a}/2020-01-04-old.md"), &post("Before", "Words under another title."));
    write(&format!("{b}/2020-01-04-place.md"), &post("After", "Words under another title."));
    write(
        &format!("{a}/2020-01-05-changed.md"),
        &post("Lamp", "The keeper lit the lamp. 守灯人点灯。\n\n![Pier](pier.png)"),
    );
    write(
        &format!("{b}/2020-01-05-changed.md"),
        &post("Lamp", "The keeper lit the old lamp. 守灯人关灯。\n\n![Quay](quay.png)"),
    );
    write(&format!("{a}/2020-01-06-markup.md"), &post("Markup", "The *same* words."));
    write(&format!("{b}/2020-01-06-markup.md"), &post("Markup", "The same words."));
    let (code, text) = run(&folder, &["compare", "a", "b"]);
    assert_eq!(
        (code, &*text),
        (
            Some(1),
            "gone\t_posts/2020-01-02-gone.md\nnew\t_posts/2020-01-02-new.md\n\
             moved\t_posts/2020-01-03-old.md\t_posts/2020-01-03-place.md\n\
             moved\t_posts/2020-01-04-old.md\t_posts/2020-01-04-place.md\n\ttitle: Before → After\n\
             changed\t_posts/2020-01-05-changed.md\n\twords: 2 new, 1 gone\n\t  [--] {+old+}\n\t  [-点-] {+关+}\n\
             \tnew picture: quay.png\n\tgone picture: pier.png\n\
             changed\t_posts/2020-01-06-markup.md\n\tonly what cleaning removes, or markup\n\
             # 1 the same, 1 new, 1 gone, 2 changed, 2 moved\n"
        )
    );
    let (code, lines) = run(&folder, &["compare", "a", "b", "--json"]);
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((code, lines.len()), (Some(1), 6));
    assert_eq!(lines[4]["words"]["passages"][1], serde_json::json!(["点", "关"]));
    assert_eq!(lines[3]["fields"][0]["before"], "Before");
    let same = "# 6 the same, 0 new, 0 gone, 0 changed, 0 moved\n".to_owned();
    assert_eq!(run(&folder, &["compare", "a", "a"]), (Some(0), same));

    // Two files are one post, whatever their names.
    let files = ["compare", "a/news-1/_posts/2020-01-04-old.md", "b/news-2/_posts/2020-01-04-place.md"];
    let said = run(&folder, &files).1;
    assert!(said.starts_with("changed\t2020-01-04-place.md\n\ttitle: Before → After\n"), "{said}");
    assert_eq!(folder.run(&["compare", "a", "none"]).status.code(), Some(1));
    assert_eq!(folder.run(&["compare", "a"]).status.code(), Some(2));
}

#[test]
fn long_posts_without_a_word_in_common_are_compared_in_time() {
    let folder = Temporary::new("compare-long");
    for (name, word) in [("a.md", "lamp"), ("b.md", "river")] {
        let text: String = (0..40_000).map(|number| format!("{word}{number} ")).collect();
        fs::write(folder.0.join(name), post("Long", &text)).unwrap();
    }
    for (name, word) in [("c.md", "lamp"), ("d.md", "river")] {
        let text: String = (0..12_000).map(|number| format!("{word}{number}\n\n")).collect();
        fs::write(folder.0.join(name), post("Lines", &text)).unwrap();
    }
    let start = std::time::Instant::now();
    assert!(run(&folder, &["compare", "c.md", "d.md"]).1.contains("\twords: "));
    let (code, lines) = run(&folder, &["compare", "a.md", "b.md", "--json"]);
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!((code, &line["words"]["new"], &line["words"]["gone"]), (Some(1), &40_000.into(), &40_000.into()));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

/// The page of a post as another core gives it.
fn page(path: &str, text: &str) -> ReadingPage {
    let bytes = text.as_bytes();
    ReadingPage::of_text(read_text(path, bytes, &EncodingRs).unwrap(), bytes.len() as u64)
}

#[test]
fn versions_of_which_only_some_posts_are_cleaned_are_those_of_the_command() {
    let same = post("Same", "The same words.");
    let moved = post("Moved", "Words that went elsewhere.");
    let before = [
        ("news-1/_posts/a.md", same.clone()),
        ("news-1/_posts/b.md", post("Gone", "Words that nobody kept.")),
        ("news-1/_posts/c.md", moved.clone()),
        ("news-1/_posts/d.md", post("Lamp", "The keeper lit the lamp.\n\n![](pier.png)")),
        ("news-1/_posts/e.md", post("Text", "Words under another title.")),
    ];
    let after = [
        ("news-2/_posts/a.md", same),
        ("news-2/_posts/b2.md", post("New", "Words of somebody else.")),
        ("news-2/_posts/c2.md", moved),
        ("news-2/_posts/d.md", post("Lamp", "The keeper lit the old lamp.")),
        ("news-2/_posts/e2.md", post("Other", "Words under another title.")),
    ];
    let (mut versions, mut whole) = (Versions::default(), [Version::default(), Version::default()]);
    for (side, posts) in [&before, &after].into_iter().enumerate() {
        for (number, (path, text)) in (10..).zip(posts) {
            versions.add(side, number, path, text.as_bytes());
            whole[side].add(path, Post::of(path, text.as_bytes(), Effort::Clean, &EncodingRs).unwrap());
        }
        versions.unwrap_folder(side, ["news-1/", "news-2/"][side]);
        whole[side].unwrap_folder(["news-1/", "news-2/"][side]);
    }
    for (side, posts) in [&before, &after].into_iter().enumerate() {
        let wanted = versions.different(side);
        assert_eq!(wanted, [11, 12, 13, 14]);
        versions.clean(
            side,
            wanted.iter().map(|number| {
                let (path, text) = &posts[*number as usize - 10];
                (*number, page(path, text))
            }),
        );
    }
    let (found, same) = versions.differences();
    let [before_whole, after_whole] = whole;
    let (said, _) = differences(before_whole, after_whole, None, true);
    let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((found.len(), same), (lines.len(), 1));
    for (one, line) in found.iter().zip(&lines) {
        let count = |name: &str| line[name].as_array().map_or(0, Vec::len);
        assert_eq!((one.kind.name(), Some(&*one.path)), (line["kind"].as_str().unwrap(), line["path"].as_str()));
        assert_eq!(one.from.as_deref(), line["from"].as_str());
        assert_eq!(one.fields.len(), count("fields"), "{}", one.path);
        let words = ["new", "gone"].map(|name| line["words"][name].as_u64().unwrap_or(0) as usize);
        assert_eq!((one.words, one.pictures), (words, [count("new_pictures"), count("gone_pictures")]), "{}", one.path);
    }
    let numbers: Vec<_> = found.iter().map(|one| (one.kind, one.numbers)).collect();
    assert_eq!(
        numbers,
        [
            (Change::Gone, [Some(11), None]),
            (Change::New, [None, Some(11)]),
            (Change::Moved, [Some(12), Some(12)]),
            (Change::Changed, [Some(13), Some(13)]),
            (Change::Moved, [Some(14), Some(14)]),
        ]
    );
}

#[test]
fn two_posts_are_set_side_by_side_cleaned_and_raw() {
    let one = post("Lamp", "The keeper lit the lamp.\n\n![Pier](pier.png)");
    let other = post("Lamps", "The keeper <!-- old --> lit the old lamp.");
    let found = detail(page("a.md", &one), page("b.md", &other));
    assert_eq!(found.fields.iter().map(|field| field.name).collect::<Vec<_>>(), ["title"]);
    assert_eq!((found.gone_pictures, found.new_pictures.len()), (vec!["pier.png".to_owned()], 0));
    assert_eq!(found.words, [1, 0]);
    let kinds = |lines: &[archive_viewer::integrity::versions::Line], kind| {
        lines.iter().filter(|line| line.kind == kind).count()
    };
    assert_eq!((kinds(&found.cleaned, Kind::Changed), kinds(&found.cleaned, Kind::Same)), (1, 1));
    // The file has its title, and what cleaning removes.
    assert_eq!(kinds(&found.raw, Kind::Changed), 2);
    assert!(found.raw.iter().any(|line| line.after.iter().any(|piece| piece.1.contains("<!-- "))));
}
