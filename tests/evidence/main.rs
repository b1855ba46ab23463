//! What an archive teaches about its sources: what repeats at the edges of posts goes, from the article and from the
//! library's text alike, whatever order the archive was read in; and what an author wrote stays.

mod archives;
#[path = "../common/library_posts.rs"]
mod library_posts;
mod support;

use archive_viewer::article::evidence::SourceEvidence;
use archive_viewer::library::{Library, Request};
use library_posts::{PostFile, corpus, own};
use support::*;

#[test]
fn what_is_shown_is_what_is_searched_for_every_post() {
    check_orders(&own());
}

#[test]
fn what_is_shown_is_what_is_searched_for_every_post_of_a_corpus() {
    if let Some(posts) = corpus() {
        assert!(check_orders(&posts) > 1_000);
    }
}

#[test]
fn a_brand_line_goes_with_its_reason_and_comes_back_on_request() {
    let files = posts(20, |n| format!("{}\n\nRead more at [The Weir Post](https://weir.example/)", own_words(n)));
    let library = library_of(&files);
    let evidence = library.evidence_of(0, &files[7].path).expect("something repeats");
    let cleaned = article(&files[7], Some(evidence), &[]).expect("it is a text");
    assert_eq!(cleaned.text, own_words(7));
    let change = repeats(&cleaned)[0];
    assert_eq!(change.message(), "Stands in 20 of 20 posts of weir.example");
    assert_eq!(change.text, "Read more at The Weir Post");
    assert!(change.in_place);
    let entry = cleaned.changes.iter().position(|other| other == change).expect("it is there");
    let restored = article(&files[7], Some(evidence), &[entry]).expect("it is a text");
    assert_eq!(restored.restored, [entry]);
    assert!(restored.html.as_str().contains("The Weir Post</a>"), "{}", restored.html.as_str());
    assert_eq!(restored.text, cleaned.text);
    let by_itself = article(&files[7], None, &[]).expect("it is a text");
    assert!(by_itself.text.ends_with("The Weir Post"));
}

#[test]
fn nothing_goes_until_the_archive_is_read_whole() {
    let files = posts(20, |n| format!("{}\n\nFollow the Weir Post", own_words(n)));
    let mut library = Library::new();
    add(&mut library, 0, &files, &(0..20).collect::<Vec<_>>());
    let count = |library: &mut Library| {
        library.query(&Request { text: "\"the weir post\"".into(), ..Request::default() }).posts
    };
    assert_eq!((count(&mut library), library.evidence_of(0, &files[0].path)), (20, None));
    assert!(!library.is_finished(0));
    library.finish_volume(0);
    assert_eq!((count(&mut library), library.is_finished(0)), (0, true));
    let heron = library.query(&Request { text: "heron".into(), ..Request::default() });
    let naive = files.iter().filter(|file| String::from_utf8_lossy(&file.bytes).contains("heron")).count();
    assert_eq!(heron.posts as usize, naive);
}

#[test]
fn few_or_rare_ones_stay() {
    let brand = |most: usize| {
        move |n: usize| if n < most { format!("{}\n\nThe Weir Post", own_words(n)) } else { own_words(n) }
    };
    assert_eq!(left(&posts(100, brand(4))).len(), 2, "in four posts");
    assert_eq!(left(&posts(100, brand(5))).len(), 1, "in five");
    assert_eq!(left(&posts(150, brand(5))).len(), 2, "in five of a hundred and fifty");
    assert_eq!(left(&posts(150, brand(6))).len(), 1, "in six of them");
}

#[test]
fn running_text_in_fifty_posts_goes_whatever_its_share() {
    let line =
        "Our station lives from what its listeners send, so please write to us at the harbour, at the third pier.";
    let some =
        |most: usize| move |n: usize| if n < most { format!("{}\n\n{line}", own_words(n)) } else { own_words(n) };
    // The numbers in the words make more than a thousand different ones.
    let posts = |most| {
        let mut files = posts(1_400, some(most));
        for (n, file) in files.iter_mut().enumerate() {
            let text = String::from_utf8_lossy(&file.bytes)
                .replace("that morning", &format!("by {} and {}", own_words(n % 999), n / 999));
            file.bytes = text.into_bytes();
        }
        files
    };
    assert_eq!(left(&posts(49)).len(), 2);
    assert_eq!(left(&posts(50)).len(), 1);
}

#[test]
fn copies_of_one_article_teach_nothing() {
    let copies = |n: usize| format!("{}\n\n{}\n\n{}", own_words(1), own_words(2), "Filed again ".repeat(n));
    assert_eq!(left(&posts(8, copies)).len(), 2);
    // Equal files count once.
    let mut files = posts(4, |n| format!("{}\n\nThe Weir Post", own_words(n)));
    let again: Vec<PostFile> =
        files.iter().map(|file| PostFile { path: format!("y/{}", file.path), ..file.clone() }).collect();
    files.extend(again);
    assert_eq!(left(&files).len(), 2);
}

#[test]
fn what_is_inside_of_prose_that_stays_stays() {
    let inside = |n: usize| {
        format!(
            "The Weir Post\n\n{}\n\nThe Weir Post\n\nThat was number {} of them all.",
            own_words(n),
            ["one", "two", "three"][n % 3].repeat(n + 1)
        )
    };
    assert_eq!(left(&posts(30, inside)).len(), 3, "only the first goes");
    let outside_is_no_prose = |n: usize| format!("{}\n\nThe Weir Post\n\nkiln{}", own_words(n), "x".repeat(n));
    assert_eq!(left(&posts(30, outside_is_no_prose)), [own_words(0), "kiln".into()]);
}

#[test]
fn what_an_author_repeats_stays() {
    for line in [
        "## At last",
        "**Summary**",
        "Summary:",
        "* * *",
        "———",
        "—— 未完待续 ——",
        "（未完待续）",
        "To be continued…",
        "图片来源：法新社",
        "Photo: The Weir Post",
        "作者：李雷",
        "By Ann Lee",
        "| a | b |\n|---|---|\n| c | d |",
        "    let x = 1;",
    ] {
        // Followed by pictures that differ, so that a heading is not the last.
        let with = posts(30, |n| format!("{}\n\n{line}\n\n![](https://img.example/{n}.jpg)", own_words(n)));
        let without = posts(30, |n| format!("{}\n\n![](https://img.example/{n}.jpg)", own_words(n)));
        assert_eq!(text_of(&library_of(&with), &with[0]), left(&with).join("\n"));
        let by_itself = article(&with[0], None, &[]).expect("it is a text").text;
        assert_eq!(left(&with).join("\n"), by_itself, "{line}");
        assert_eq!(left(&without).len(), 1);
    }
}

#[test]
fn numbers_differ_in_sentences_alone() {
    let posts = |line: fn(usize) -> String| posts(30, move |n| format!("{}\n\n{}", own_words(n), line(n)));
    assert_eq!(left(&posts(|n| format!("Read {n},{n}00 times"))).len(), 1);
    assert_eq!(left(&posts(|n| format!("On that day the water stood {n} inches high."))).len(), 2);
}

#[test]
fn a_heading_goes_with_what_it_introduces() {
    let both = |n: usize| format!("{}\n\n## Follow us\n\nOn every pier of the harbour", own_words(n));
    assert_eq!(left(&posts(30, both)).len(), 1);
    let last = |n: usize| format!("{}\n\n## The Weir Post", own_words(n));
    assert_eq!(left(&posts(30, last)).len(), 1);
}

#[test]
fn pictures_go_by_their_address_and_are_counted() {
    let files = posts(30, |n| {
        format!(
            "![](https://img.example/logo.png?{n})\n\n![](https://img.example/{n}.jpg)\n\n{}\n\n![](https://img.example/code.png)",
            own_words(n)
        )
    });
    let library = library_of(&files);
    let row = library.row_of(0, &files[3].path).expect("it is listed");
    assert_eq!((row.images, row.image.as_deref()), (1, Some("https://img.example/3.jpg")));
    let cleaned = article(&files[3], library.evidence_of(0, &files[3].path), &[]).expect("it is a text");
    assert_eq!(cleaned.figures.len(), 1);
    assert_eq!(
        repeats(&cleaned).iter().map(|change| &*change.images[0]).collect::<Vec<_>>(),
        ["https://img.example/logo.png?3", "https://img.example/code.png"]
    );
}

#[test]
fn a_list_shows_the_next_picture_or_none() {
    let image = |front: &str, body: &str| {
        let mut files = posts(30, |n| format!("{}\n\n{}", body.replace('#', &n.to_string()), own_words(n)));
        for file in &mut files {
            let text = String::from_utf8_lossy(&file.bytes).replacen("---\n\n", &format!("{front}---\n\n"), 1);
            file.bytes = text.into_bytes();
        }
        library_of(&files).row_of(0, &files[3].path).and_then(|row| row.image)
    };
    let (logo, own) = ("![](https://img.example/logo.png)\n\n", "![](https://img.example/#.jpg)\n\n");
    let again = "![](https://img.example/again.png)\n\n";
    assert_eq!(image("", &[logo, own].concat()).as_deref(), Some("https://img.example/3.jpg"));
    assert_eq!(image("", &[own, logo].concat()).as_deref(), Some("https://img.example/3.jpg"));
    assert_eq!(image("", logo), None);
    assert_eq!(image("", &[logo, again, own].concat()), None);
    let named = "image: https://img.example/named.jpg\n";
    assert_eq!(image(named, &[logo, own].concat()).as_deref(), Some("https://img.example/named.jpg"));
}

#[test]
fn players_cards_stay() {
    let files = posts(30, |n| {
        format!("{}\n\n<iframe src=\"https://www.youtube.com/embed/abcdefghij{n}\"></iframe>", own_words(n))
    });
    assert_eq!(left(&files).len(), 2);
}

#[test]
fn lines_between_breaks_go_one_by_one() {
    let files = posts(30, |n| format!("<p>The Weir Post<br>{}<br>Follow <b>us</b><br>On every pier</p>", own_words(n)));
    let library = library_of(&files);
    let cleaned = article(&files[3], library.evidence_of(0, &files[3].path), &[]).expect("it is a text");
    assert_eq!(cleaned.text, own_words(3));
    assert_eq!(cleaned.html.as_str().trim(), format!("<p>{}</p>", own_words(3)));
    assert_eq!(repeats(&cleaned).len(), 3);
}

#[test]
fn a_post_that_only_repeats_stays_unless_it_has_a_player() {
    let body =
        |n: usize| if n == 0 { String::new() } else { own_words(n) } + "\n\nThis post is for readers of the Weir Post";
    assert_eq!(left(&posts(30, body)).len(), 1);
    let with_player =
        |n: usize| body(n) + &format!("\n\n<iframe src=\"https://www.youtube.com/embed/abcdefghij{n}\"></iframe>");
    assert_eq!(left(&posts(30, with_player)), ["YouTube"]);
}

#[test]
fn excerpts_are_of_what_is_left() {
    let files = posts(30, |n| format!("The Weir Post\n\n{}\n\nThe Weir Post", own_words(n)));
    let library = library_of(&files);
    for file in &files {
        let cleaned = article(file, library.evidence_of(0, &file.path), &[]).expect("it is a text");
        assert_eq!(library.row_of(0, &file.path).expect("it is listed").excerpt, cleaned.excerpt);
    }
}

#[test]
fn comments_after_the_text_stay() {
    let mut files = posts(30, |n| format!("The Weir Post\n\n{}\n\nThe Weir Post", own_words(n)));
    for file in &mut files {
        let text = String::from_utf8_lossy(&file.bytes);
        let front = "comments:\n  - author: Ann\n    content: The Weir Post has a zeppelin\n---\n\n";
        file.bytes = text.replacen("---\n\n", front, 1).into_bytes();
    }
    let mut library = library_of(&files);
    assert_eq!(text_of(&library, &files[3]), own_words(3));
    let mut count = |text: &str| library.query(&Request { text: text.into(), ..Request::default() });
    assert_eq!((count("zeppelin").posts, count("comment:zeppelin").posts), (30, 30));
    assert_eq!(count("\"the weir post\"").occurrences, 30, "in each comment");
}

#[test]
fn evidence_is_small_and_keeps_what_stands_most_often() {
    let files = posts(40, |n| format!("{}\n\nThe Weir Post", own_words(n)));
    let library = library_of(&files);
    let evidence = library.evidence_of(0, &files[0].path).expect("something repeats");
    let bytes = evidence.to_bytes();
    assert!(bytes.len() < 40);
    assert_eq!(SourceEvidence::from_bytes(&bytes).as_ref(), Some(evidence));
    // Published: the first bytes of `printf 'the weir post' | sha256sum`.
    assert_eq!(evidence.blocks, [(archive_viewer::article::evidence::key("the weir post"), 40)]);
    assert_eq!(archive_viewer::article::evidence::key("abc"), 0xba78_16bf_8f01);
    for end in 0..18 {
        assert_eq!(SourceEvidence::from_bytes(&bytes[..end]), None);
    }
}

#[test]
fn the_edges_of_posts_teach_as_much_as_their_texts() {
    for files in [own(), posts(60, |n| format!("The Weir Post\n\n{}\n\nFollow the Weir Post", own_words(n)))] {
        let whole = library_of(&files);
        let mut edges = Library::new();
        add_edges(&mut edges, &files);
        edges.learn_volume(0);
        assert_eq!(edges.evidence(0), whole.evidence(0));
        for file in &files {
            assert_eq!(edges.evidence_of(0, &file.path), whole.evidence_of(0, &file.path), "{}", file.path);
        }
    }
}
