//! Search in a library: counts equal to those of a naive scan, facets equal to counting by hand, marks on the words, ranks.

#[path = "fuzz/src/lib.rs"]
#[allow(dead_code)]
mod fuzz_targets;
#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;
#[path = "common/naive.rs"]
mod naive;

use archive_viewer::library::{FacetSelection, Library, Request, Sort};
use libraries::{ask, library_of, post, three, titles};
use library_posts::{PostFile, corpus, own};
use naive::{Naive, QUERIES, check_marks};

#[test]
fn words_are_found_in_a_shown_text() {
    let mut library = library_of(&three());
    let answer = ask(&mut library, "老杨 \"a b\" bridge -渡船 author:x");
    assert_eq!(answer.words, ["老杨", "a b", "bridge"]);
    assert_eq!(library.find_in("𠮷老楊，Ａ\n b BRIDGE"), [2, 4, 5, 9, 10, 16]);
    assert!(library.find_in("").is_empty());
}

#[test]
fn comments_are_a_field_of_their_own() {
    let text = "---\ntitle: Weir\ncomments: [The weir., {text: A weir *by* the bridge, replies: [It is shut.]}]\n---\n\nThe weir.\n";
    let mut library = library_of(&[post("weir.md", text), three().remove(0)]);
    assert_eq!(ask(&mut library, "").posts, 2);
    assert_eq!(library.rows(0, 2).iter().map(|row| row.comments).collect::<Vec<_>>(), [0, 3]);
    // Without a key a word is found in title, text and comments.
    let answer = ask(&mut library, "weir");
    assert_eq!((answer.posts, answer.occurrences), (1, 4));
    let answer = ask(&mut library, "comment:weir");
    assert_eq!((answer.posts, answer.occurrences, answer.sort), (1, 2, Sort::Relevance));
    assert!(library.find_in("a weir").is_empty());
    assert_eq!(library.find_in_comment("a weir"), [2, 6]);
    assert_eq!(ask(&mut library, "bridge comment:weir").posts, 1);
    assert_eq!(ask(&mut library, "bridge -comment:weir").posts, 1);
    assert_eq!(ask(&mut library, "\"weir. a\"").posts, 0, "no phrase spans comments");
    ask(&mut library, "shut");
    let snippet = library.rows(0, 1).remove(0).snippet.expect("there is a snippet");
    assert_eq!((&*snippet.text, snippet.in_comments), ("The weir. A weir by the bridge It is shut.", true));
    assert_eq!(snippet.marks, [[37, 41]]);
    ask(&mut library, "the weir");
    assert!(!library.rows(0, 1).remove(0).snippet.expect("there is a snippet").in_comments);
}

#[test]
fn whole_words_rank_before_beginnings_and_these_before_pieces() {
    let text = |title: &str, body: &str| post(&format!("{title}.md"), &format!("---\ntitle: {title}\n---\n\n{body}\n"));
    let mut library = library_of(&[
        text("Party", "A party, a cart, a chart, parts of a party."),
        text("Artful", "An artful artist."),
        text("Painting", &format!("On art. {}", "And so on, and so on, without an end. ".repeat(60))),
        text("Both", "Art and artists. Art, art, art."),
    ]);
    assert_eq!(ask(&mut library, "art").posts, 4);
    assert_eq!(titles(&library), ["Both", "Painting", "Artful", "Party"]);
    assert_eq!(ask(&mut library, "\"art\"").posts, 2);
    assert_eq!(titles(&library), ["Both", "Painting"]);
}

#[test]
fn either_of_some_words() {
    let mut library = library_of(&three());
    for (query, expected, occurrences) in [
        ("ferry OR lighthouse", &["Ferry", "Lighthouse"][..], 2),
        ("渡船|橋", &["老楊的橋", "Ferry"], 4),
        ("bridge ferry OR lighthouse", &["Lighthouse"], 3),
        ("ferry OR lighthouse -渡船", &["Lighthouse"], 1),
        ("title:bridge | tag:橋", &["老楊的橋"], 0),
        ("\"old bridge\" OR \"too near\" 2021..", &["老楊的橋", "Lighthouse"], 2),
    ] {
        let answer = ask(&mut library, query);
        let mut found = titles(&library);
        found.sort_by_key(|title| expected.iter().position(|other| other == title));
        assert_eq!(found, expected, "{query}");
        assert_eq!(answer.occurrences, occurrences, "{query}");
    }
    ask(&mut library, "ferry OR lighthouse");
    assert_eq!(library.find_in("a lighthouse, a ferry"), [2, 12, 16, 21]);
}

#[test]
fn a_range_of_days() {
    let mut library = library_of(&three());
    for (query, posts) in [
        ("2020..2020", 1),
        ("2020..2021-03", 2),
        ("2021-03-14..2021-03-14", 1),
        ("2021-03-15..2021-03", 0),
        ("2021..", 2),
        ("..2020-05-25", 1),
        ("-2021-04..2021-04", 2),
    ] {
        assert_eq!(ask(&mut library, query).posts, posts, "{query}");
    }
}

#[test]
fn words_that_are_in_no_post_together_are_told_apart() {
    let mut library = library_of(&three());
    let apart = |library: &mut Library, query: &str| ask(library, query).apart;
    let parts =
        |parts: &[(&str, u32)]| parts.iter().map(|(text, posts)| (text.to_string(), *posts)).collect::<Vec<_>>();
    assert_eq!(
        apart(&mut library, "渡船 Title:lighthouse \"old bridge\" zzz OR ferry"),
        parts(&[("渡船", 1), ("Title:lighthouse", 1), ("\"old bridge\"", 1), ("zzz OR ferry", 1)])
    );
    assert_eq!(apart(&mut library, "nowhere bridge"), parts(&[("nowhere", 0), ("bridge", 2)]));
    for query in ["bridge", "nowhere", "bridge old", "bridge lang:fr", ""] {
        assert!(apart(&mut library, query).len() != 1, "{query}");
    }
    assert_eq!(apart(&mut library, "bridge old"), []);
    assert_eq!(apart(&mut library, "nowhere"), []);
}

// --- against a naive scan ---

#[test]
fn counts_are_those_of_a_naive_scan() {
    let files = own();
    check_counts(&files, &mut library_of(&files));
}

#[test]
fn counts_of_a_corpus_are_those_of_a_naive_scan() {
    if let Some(files) = corpus() {
        check_counts(&files, &mut library_of(&files));
    }
}

fn check_counts(files: &[PostFile], library: &mut Library) {
    let naive = Naive::of(files);
    assert_eq!(library.state().indexed as usize, naive.posts.len());
    let mut found = 0;
    for query in QUERIES {
        let expected = naive.count(query);
        // Letter by letter, so that the cache between keystrokes is tested too.
        for (end, _) in query.typed.char_indices() {
            ask(library, &query.typed[..end]);
        }
        let answer = ask(library, query.typed);
        assert_eq!((answer.posts as usize, u64::from(answer.occurrences)), expected, "{}", query.typed);
        found += usize::from(answer.posts > 0);
        let rows = library.rows(0, 50);
        for row in &rows {
            check_marks(row, query);
        }
    }
    assert!(QUERIES.len() >= 50 && found >= 25, "{found} of the queries find something");
}

#[test]
fn facets_are_those_of_counting_by_hand() {
    let files = own();
    let mut library = library_of(&files);
    let naive = Naive::of(&files);
    let all = ask(&mut library, "");
    let first = |view: &archive_viewer::library::FacetView| view.values.first().map(|value| value.value.clone());
    let sources: Vec<String> = first(&all.facets.source).into_iter().collect();
    let authors: Vec<String> = all.facets.author.values.iter().take(2).map(|value| value.value.clone()).collect();
    let tags: Vec<String> = first(&all.facets.tag).into_iter().collect();
    let langs: Vec<String> = all.facets.lang.values.iter().take(2).map(|value| value.value.clone()).collect();
    let years: Vec<String> = all.facets.year.values.iter().take(2).map(|value| value.value.clone()).collect();
    let months: Vec<String> = all.timeline.iter().take(3).map(|(month, _)| month.clone()).collect();
    let none = FacetSelection::default;
    let choices = [
        none(),
        FacetSelection { source: sources.clone(), ..none() },
        FacetSelection { author: authors.clone(), ..none() },
        FacetSelection { tag: tags.clone(), ..none() },
        FacetSelection { lang: langs.clone(), ..none() },
        FacetSelection { year: years.clone(), ..none() },
        FacetSelection { year: years.clone(), month: months.clone(), ..none() },
        FacetSelection { images: true, ..none() },
        FacetSelection { problems: true, lang: langs.clone(), ..none() },
        FacetSelection { source: sources, year: years.clone(), images: true, ..none() },
        FacetSelection { author: vec!["nobody".into()], ..none() },
        FacetSelection { tag: tags, lang: langs, ..none() },
    ];
    for text in ["", "a", "的"] {
        for facets in &choices {
            let request =
                Request { text: text.into(), facets: facets.clone(), top: Some(u32::MAX), ..Request::default() };
            let answer = library.query(&request);
            naive.check_facets(text, facets, &answer);
        }
    }
}

/// The first line of each is typed, the rest is a post.
#[test]
fn every_post_of_the_project_passes_the_fuzz_target_of_queries() {
    for file in own() {
        fuzz_targets::query(&file.bytes);
    }
}
