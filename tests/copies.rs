//! Copies: which posts are one row, which of them it shows, and that every count is of rows.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;

use archive_viewer::library::{FacetSelection, FacetView, Library, Request, Row, Sort};
use libraries::{add_rows, ask, packed, post};
use library_posts::PostFile;

/// A text that is long enough to identify an article.
const FERRY: &str = "The ferry to the island stopped on Monday, and the people who live there went back to their own \
    boats, as their grandparents had done before the pier was built.";

fn article(path: &str, head: &str, body: &str) -> PostFile {
    post(path, &format!("---\n{head}\n---\n{body}\n"))
}

/// A library of archives, opened one after the other and read whole.
fn library_of(archives: &[&[PostFile]]) -> Library {
    let mut library = Library::new();
    for (number, files) in (0..).zip(archives) {
        add_rows(&mut library, number, files);
    }
    for (number, files) in (0..).zip(archives) {
        library.add_posts(number, &packed(files, 0));
        library.finish_volume(number);
    }
    library
}

/// The places of each row, sorted.
fn places(library: &mut Library) -> Vec<Vec<String>> {
    ask(library, "");
    let paths = |row: Row| row.places.into_iter().map(|place| place.path).collect();
    let mut rows: Vec<Vec<String>> = library.rows(0, u32::MAX).into_iter().map(paths).collect();
    rows.sort();
    rows
}

/// The rows of files in one archive, whichever of them is read first.
fn rows(files: &[PostFile]) -> Vec<Vec<String>> {
    let there = places(&mut library_of(&[files]));
    let reversed: Vec<PostFile> = files.iter().rev().cloned().collect();
    assert_eq!(places(&mut library_of(&[&reversed])), there, "the order of reading plays no role");
    there
}

#[test]
fn equal_files_in_two_folders_are_one_row() {
    let head = "title: The ferry stops\ndate: 2021-03-14";
    let files = [article("x/old/ferry.md", head, FERRY), article("x/_posts/ferry.md", head, FERRY)];
    assert_eq!(rows(&files), [["x/_posts/ferry.md", "x/old/ferry.md"]]);
}

#[test]
fn an_article_with_other_share_lines_tags_and_addresses_is_one_row() {
    let files = [
        article("x/b.md", "title: The ferry stops\ndate: 2021-03-15\nfrom: https://news.example.org/ferry", FERRY),
        article(
            "x/c.md",
            "title: The Ferry stops\ndate: 2021-03-14\ntags: [Islands]\nfrom: https://example.org/1",
            &format!(
                "<p>{FERRY}</p><div class=\"sharedaddy\"><ul><li><a href=\"#\">Share on Twitter</a></li></ul></div>"
            ),
        ),
    ];
    assert_eq!(rows(&files), [["x/c.md", "x/b.md"]], "the earliest is shown");
}

#[test]
fn what_differs_in_its_article_is_a_row_of_its_own() {
    let head = "title: The ferry stops\ndate: 2021-03-14";
    let reply = |text: &str| format!("{head}\ncomments:\n  - author: Ann\n    content: {text}");
    let first = article("x/a.md", head, FERRY);
    for (other, why) in [
        (article("x/b.md", head, &FERRY.replace("Monday", "Tuesday")), "a corrected word"),
        (article("x/b.md", "title: The ferry starts\ndate: 2021-03-14", FERRY), "another headline"),
        (article("x/b.md", &reply("It runs again."), FERRY), "a reply"),
        (article("x/b.md", head, &format!("{FERRY}\n\n![](https://img.example.org/b.jpg)")), "a picture"),
    ] {
        assert_eq!(rows(&[first.clone(), other]).len(), 2, "{why}");
    }
    let chinese = "渡船在星期一停開了，島上的人回到自己的小船上，就像碼頭修好以前他們的祖父母那樣，來來去去都靠自己，沒有人說話。".repeat(2);
    let simplified = "渡船在星期一停开了，岛上的人回到自己的小船上，就像码头修好以前他们的祖父母那样，来来去去都靠自己，没有人说话。".repeat(2);
    let files = [article("x/a.md", head, &chinese), article("x/b.md", head, &simplified)];
    assert_eq!(rows(&files).len(), 2, "another script");
}

#[test]
fn a_text_that_a_site_has_at_several_addresses_is_no_copy() {
    let at = |path: &str, from: &str, day: &str| {
        article(path, &format!("title: Live tonight\ndate: {day}\nfrom: {from}"), FERRY)
    };
    let files = [
        at("x/a.md", "https://video.example.org/watch?v=1", "2021-03-14"),
        at("x/b.md", "https://video.example.org/watch?v=2", "2021-03-15"),
        at("x/c.md", "https://video.example.org/watch?v=2", "2021-03-16"),
    ];
    assert_eq!(rows(&files), [&["x/a.md"][..], &["x/b.md", "x/c.md"]]);
    let weekly = [
        article("x/a.md", "title: Open thread\ndate: 2021-03-14", FERRY),
        article("x/b.md", "title: Open thread\ndate: 2021-03-21", FERRY),
        at("x/c.md", "https://example.org/", "2021-03-14"),
        at("x/d.md", "https://example.org", "2021-03-21"),
    ];
    assert_eq!(rows(&weekly).len(), 4, "the first page of a site is the address of none of its posts");
}

#[test]
fn a_short_text_needs_the_same_day_address_and_picture() {
    let note = |path: &str, head: &str, body: &str| article(path, &format!("title: Note\n{head}"), body);
    let first = note("x/a.md", "date: 2021-03-14", "It rains.");
    let second = note("x/b.md", "date: 2021-03-14\ntags: [weather]", "It rains.");
    assert_eq!(rows(&[first.clone(), second]), [["x/a.md", "x/b.md"]]);
    for other in [
        note("x/b.md", "date: 2021-03-15", "It rains."),
        note("x/b.md", "date: 2021-03-14", "It snows."),
        note("x/b.md", "date: 2021-03-14\nfrom: https://example.org/b", "It rains."),
        note("x/b.md", "date: 2021-03-14", "It rains.\n\n![](https://img.example.org/b.jpg)"),
    ] {
        assert_eq!(rows(&[first.clone(), other]).len(), 2);
    }
    let undated = [note("x/a.md", "tags: [a]", "It rains."), note("x/b.md", "tags: [b]", "It rains.")];
    assert_eq!(rows(&undated).len(), 2, "without a date");
    let unnamed = [post("x/one.md", "TODO\n"), post("x/two.md", "TODO\n")];
    assert_eq!(rows(&unnamed).len(), 2, "equal files with titles of their names");
}

#[test]
fn counts_are_of_rows_and_a_closed_archive_leaves_the_copy_of_another() {
    let head = |tag: &str, author: &str| {
        format!("title: The ferry stops\ndate: 2021-03-14\nauthor: {author}\ntags: [{tag}]\nlang: en")
    };
    let other =
        article("x/pier.md", "title: A pier\ndate: 2020-01-01\nlang: en", "The pier stood for a hundred years.");
    let one = [article("x/a.md", &head("Islands", "Ann"), FERRY), other];
    let two = [article("y/b.md", &head("News", "Ben"), FERRY), article("y/c.md", &head("News", "Ben"), FERRY)];
    let mut library = library_of(&[&one, &two]);
    let answer = ask(&mut library, "ferry");
    assert_eq!((answer.posts, answer.total, answer.occurrences), (1, 2, 2));
    let counts = |facet: &FacetView| -> Vec<(String, u32)> {
        facet.values.iter().map(|value| (value.value.clone(), value.count)).collect()
    };
    let once = |values: [&str; 2]| values.map(|value| (value.to_owned(), 1));
    // A row is found by the authors and tags of all for which it stands, and counted once.
    assert_eq!(counts(&answer.facets.author), once(["Ann", "Ben"]));
    assert_eq!(counts(&answer.facets.tag), once(["Islands", "News"]));
    for (author, tag, posts) in [("Ben", "News", 1), ("Ann", "News", 1), ("Ben", "Sports", 0)] {
        let facets = FacetSelection { author: vec![author.into()], tag: vec![tag.into()], ..Default::default() };
        assert_eq!(library.query(&Request { facets, ..Request::default() }).posts, posts, "{author} {tag}");
    }
    ask(&mut library, "ferry");
    let row = &library.rows(0, 9)[0];
    let at: Vec<(u16, &str)> = row.places.iter().map(|place| (place.volume, &*place.path)).collect();
    assert_eq!(at, [(0, "x/a.md"), (1, "y/b.md"), (1, "y/c.md")]);
    assert_eq!((row.volume, &*row.path), (0, "x/a.md"));
    // A copy is found where its row is.
    assert_eq!(library.position_of(1, "y/c.md"), Some(0));
    assert_eq!(library.row_of(1, "y/b.md").map(|row| row.path).as_deref(), Some("x/a.md"));
    let copies = |library: &mut Library| -> Vec<(u32, u32)> {
        library.volumes().iter().map(|volume| (volume.posts, volume.copies)).collect()
    };
    assert_eq!(copies(&mut library), [(2, 0), (2, 2)]);
    assert_eq!(library.state().rows, 2);
    for sort in [Sort::Newest, Sort::Oldest, Sort::Title, Sort::Source] {
        let request = archive_viewer::library::Request { sort, ..Default::default() };
        assert_eq!(library.query(&request).posts, 2);
    }
    assert_eq!(library.titles().lines().count(), 2);

    library.remove_volume(0);
    assert_eq!(copies(&mut library), [(2, 1)]);
    let answer = ask(&mut library, "ferry");
    assert_eq!((answer.posts, answer.total), (1, 1));
    assert_eq!(library.rows(0, 9)[0].author.as_deref(), Some("Ben"));
}
