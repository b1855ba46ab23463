//! What posts have in common: counted by hand, of a search alone, over time, and the same as the command says of the same posts.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;

use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Counted, Library, Month, Statistics};
use archive_viewer::page::Effort;
use archive_viewer::survey::{Examination, Survey};
use libraries::{add_rows, ask, library_of, packed, post};
use library_posts::PostFile;
use serde_json::Value;

const FERRY: &str = "The ferry to the island stopped on Monday, and the people who live there went back to their own \
    boats, as their grandparents had done before the pier was built.";

fn files() -> Vec<PostFile> {
    vec![
        post(
            "x/_posts/a.md",
            "---\ntitle: The ferry\ndate: 2021-03-14\nauthor: Ann\nfrom: https://log.example/a\nlang: en\n---\n\nThe ferry, the FERRY.\n\n![](p.jpg)\n\n![](q.jpg)\n",
        ),
        post(
            "x/_posts/b.md",
            "---\ntitle: 渡口\ndate: 2021-03-20\nfrom: https://log.example/b\nlang: zh-Hans\ncomments: [渡船]\n---\n\n渡船來了，渡船走了。\n",
        ),
        post(
            "x/_posts/c.md",
            "---\ntitle: The lamp\ndate: 2022-01-02\nauthor: Bo\nfrom: https://other.example/c\nlang: en\n---\n\nA ferry and a lamp.\n",
        ),
        post("x/_posts/d.md", "---\ntitle: Undated ferry\nlang: en\n---\n\nNobody's ferry.\n"),
    ]
}

fn statistics(library: &mut Library, search: &str, terms: &[&str]) -> Statistics {
    ask(library, search);
    library.statistics(&terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>())
}

fn month(month: &str, posts: u32, characters: u64, words: u64, pictures: u64) -> Month {
    Month { month: month.to_owned(), posts, characters, words, pictures }
}

fn counted(value: &str, posts: u32, characters: u64) -> Counted {
    Counted { value: value.to_owned(), posts, characters }
}

#[test]
fn all_posts_are_counted() {
    let found = statistics(&mut library_of(&files()), "", &[]);
    assert_eq!(
        found.months,
        [month("2021-03", 2, 18 + 10, 4 + 8, 2), month("2022-01", 1, 15, 5, 0)],
        "the undated one is in none"
    );
    assert_eq!((found.posts, found.unread, found.undated, found.anonymous), (4, 0, 1, 2));
    assert_eq!((found.characters, found.words), (18 + 10 + 15 + 14, 4 + 8 + 5 + 2));
    assert_eq!((found.pictures, found.pictured, found.comments), (2, 1, 1));
    assert_eq!(found.sources, [counted("log.example", 2, 28), counted("other.example", 1, 15)]);
    assert_eq!(found.hosts, 2);
    assert_eq!(found.languages, [counted("en", 3, 47), counted("zh-Hans", 1, 10)]);
    assert_eq!((found.copies, found.copied, found.troubled), (0, 0, 0));
}

#[test]
fn of_a_search_its_posts_are_counted_alone() {
    let mut library = library_of(&files());
    let found = statistics(&mut library, "year:2021 ferry", &["ferry"]);
    assert_eq!((found.posts, found.characters), (1, 18));
    assert_eq!(found.months, [month("2021-03", 1, 18, 4, 2)]);
    assert_eq!(found.terms[0].months, [2], "in the article, not in the title");
    let nothing = statistics(&mut library, "zeppelin", &["ferry"]);
    assert_eq!(nothing, Statistics { terms: nothing.terms.clone(), ..Statistics::default() });
    assert_eq!((nothing.terms[0].posts, nothing.terms[0].months.len()), (0, 0));
}

#[test]
fn words_are_counted_over_time() {
    let terms = ["ferry", "渡船", "ferry OR lamp", "\"the ferry\"", "zeppelin", "-ferry", ""];
    let found = statistics(&mut library_of(&files()), "", &terms);
    let counts: Vec<(&str, u32, u32, &[u32])> =
        found.terms.iter().map(|term| (&*term.text, term.posts, term.occurrences, &*term.months)).collect();
    assert_eq!(
        counts,
        [
            ("ferry", 3, 4, &[2, 1][..]),
            ("渡船", 1, 2, &[2, 0]),
            ("ferry OR lamp", 3, 5, &[2, 2]),
            ("\"the ferry\"", 1, 2, &[2, 0]),
            ("zeppelin", 0, 0, &[0, 0]),
            ("-ferry", 0, 0, &[0, 0]),
            ("", 0, 0, &[0, 0]),
        ]
    );
}

#[test]
fn copies_and_problems_are_counted() {
    let mut files = files();
    let head = "title: The ferry stops\ndate: 2020-05";
    files.push(post("x/_posts/e.md", &format!("---\n{head}\n---\n{FERRY}\n")));
    files.push(post("x/_old/e.md", &format!("---\n{head}\n---\n{FERRY}\n")));
    files.push(post("x/_old/f.md", &format!("---\n{head}\ntags: [x]\n---\n{FERRY}\n")));
    files.push(post("x/_posts/g.md", "---\ntitle: No day\ndate: 2021-99-99\n---\n\nThe day is none.\n"));
    let found = statistics(&mut library_of(&files), "", &[]);
    assert_eq!((found.posts, found.copies, found.copied), (6, 2, 1));
    assert_eq!(found.troubled, 1);
    assert_eq!(found.problems, [("bad-date".to_owned(), 1)]);
}

#[test]
fn what_changes_is_counted_again() {
    let mut library = library_of(&files());
    let before = statistics(&mut library, "", &[]);
    let more = [post("y/_posts/z.md", "---\ntitle: More\ndate: 2023-01-01\n---\n\nMore of it.\n")];
    add_rows(&mut library, 1, &more);
    let listed = statistics(&mut library, "", &[]);
    assert_eq!((listed.posts, listed.unread, listed.words), (5, 1, before.words));
    library.add_posts(1, &packed(&more, 0));
    let read = statistics(&mut library, "", &[]);
    assert_eq!((read.posts, read.unread, read.words), (5, 0, before.words + 3));
    library.remove_volume(1);
    assert_eq!(statistics(&mut library, "", &[]), before);
}

/// Both count the same posts by the same functions, one after another and in a library.
#[test]
fn the_command_says_the_same() {
    let is_whole = |file: &PostFile| file.path.starts_with("posts/") || file.path.starts_with("tests/labelled/posts");
    let files: Vec<PostFile> = library_posts::own().into_iter().filter(is_whole).collect();
    assert!(files.len() > 80);
    let found = statistics(&mut library_of(&files), "", &[]);
    assert_eq!((found.posts as usize, found.copies), (files.len(), 0), "all are rows of their own");
    let mut survey = Survey::new();
    for file in &files {
        survey.add(&Examination::of(&file.path, &file.path, &file.bytes, Effort::Clean, &EncodingRs));
    }
    let said: Value = serde_json::from_str(&survey.report(true)).expect("it is JSON");
    for (key, number) in [
        ("posts", u64::from(found.posts)),
        ("characters", found.characters),
        ("words", found.words),
        ("pictures", found.pictures),
        ("comments", found.comments),
        ("undated", found.undated.into()),
        ("anonymous", found.anonymous.into()),
    ] {
        assert_eq!(said[key], number, "{key}");
    }
    let pairs = |values: &[(String, u32)]| serde_json::to_value(values).expect("it is plain");
    let posts =
        |values: &[Counted]| pairs(&values.iter().map(|one| (one.value.clone(), one.posts)).collect::<Vec<_>>());
    assert_eq!(said["sources"], posts(&found.sources));
    assert_eq!(said["languages"], posts(&found.languages));
    assert_eq!(said["problems"], pairs(&found.problems));
    let mut years: Vec<(String, u32)> = Vec::new();
    for month in &found.months {
        match years.last_mut() {
            Some((year, posts)) if *year == month.month[..4] => *posts += month.posts,
            _ => years.push((month.month[..4].to_owned(), month.posts)),
        }
    }
    assert_eq!(said["years"], pairs(&years));
}
