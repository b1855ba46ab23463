//! Posts whose blocks and pictures were labelled by hand, one for each publishing system, against their articles.
//!
//! Rules are easily made to fit the posts that they were made from; these measure how they do on others.
//! `tests/README.md` says what the measures are.

#[path = "common/blocks.rs"]
mod blocks;
#[path = "common/score.rs"]
mod score;
#[path = "common/tree.rs"]
#[allow(dead_code)]
mod tree;

use archive_viewer::article::Options;
use archive_viewer::{Article, Post};
use blocks::cut;
use score::{Score, score};
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

/// The scores of a folder's posts, what is wrong with each, and all of them together.
fn score_folder(folder: &Path) -> (Score, String) {
    let read = |path: &Path| std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let labels: Value = serde_json::from_slice(&read(&folder.join("labels.json"))).expect("labels.json");
    let mut total = Score::default();
    let mut report = String::new();
    for (name, label) in labels.as_object().expect("labels.json names posts") {
        let text = String::from_utf8_lossy(&read(&folder.join("posts").join(name))).into_owned();
        let article = Article::clean(&Post::parse(name, &text), Options::default());
        let (score, misses) = score(label, &text, article.html.as_str());
        total += score;
        if !misses.is_empty() {
            let _ = writeln!(report, "{}\n    {}", score.line(name), misses.join("\n    "));
        }
    }
    let _ = writeln!(report, "{}", total.line("total"));
    (total, report)
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled")
}

/// Every post of the folder has a label and says of which system it is; all labels have their post.
#[test]
fn every_post_is_labelled() {
    let labels: Value = serde_json::from_slice(&std::fs::read(folder().join("labels.json")).unwrap()).unwrap();
    let mut labelled: Vec<&String> = labels.as_object().unwrap().keys().collect();
    let mut posts: Vec<String> = std::fs::read_dir(folder().join("posts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    labelled.sort();
    posts.sort();
    assert!(labelled.iter().copied().eq(&posts), "{labelled:?} are labelled, {posts:?} are there");
    for (name, label) in labels.as_object().unwrap() {
        for key in ["source", "note"] {
            assert!(label[key].as_str().is_some_and(|text| !text.is_empty()), "{name} has no {key}");
        }
    }
}

/// Prints the blocks of the post that `BLOCKS` names, for who labels it.
#[test]
fn blocks() {
    let Some(path) = std::env::var_os("BLOCKS") else { return };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for (number, block) in cut(&text).iter().enumerate() {
        println!("{number}\t{}", block.chars().take(100).collect::<String>());
    }
}

#[test]
fn our_own_posts() {
    let (total, report) = score_folder(&folder());
    println!("{report}");
    assert!(total.kept() >= 0.999, "{report}");
    assert!(total.dropped() >= 0.84, "{report}");
    assert_eq!(total.images, total.images_ok, "{report}");
    assert!(total.captions - total.captions_ok <= 1, "{report}");
    assert!(total.junk_ok * 100 >= total.junk * 80, "{report}");
    assert!(total.order() >= 1.0, "{report}");
    assert!(total.extra() <= 0.097, "{report}");
}

/// The labelled posts of the archives, where they lie beside the project.
#[test]
fn posts_of_the_archives() {
    let Some(corpus) = std::env::var_os("ARCHIVE_VIEWER_CORPUS") else {
        println!("not run: ARCHIVE_VIEWER_CORPUS names no folder");
        return;
    };
    let (total, report) = score_folder(&Path::new(&corpus).join("gold"));
    println!("{report}");
    assert!(total.kept() >= 0.999, "{report}");
    assert!(total.dropped() >= 0.98, "{report}");
    assert!(total.images - total.images_ok <= 1, "{report}");
    assert!(total.junk - total.junk_ok <= 1, "{report}");
    assert!(total.captions - total.captions_ok <= 1, "{report}");
    assert!(total.order() >= 1.0, "{report}");
    assert!(total.extra() <= 0.01, "{report}");
}

/// The measures can fail: each is shown an article that is wrong in its way.
mod controls {
    use super::*;

    const POST: &str = "---\ntitle: The tide\n---\n<div><h1>The tide</h1><p>By Ann Example</p><p>It comes twice a day.</p>\
        <figure><img src=\"https://example.org/a.jpg\"><figcaption>At noon</figcaption></figure><p>Then it goes.</p>\
        <p>Share this page</p><img src=\"https://example.org/icon.png\"></div>\n";

    fn label() -> Value {
        serde_json::json!({
            "n_blocks": 6, "keep": [[2, 4]], "either": [], "junk_images": ["https://example.org/icon.png"],
            "figures": [{ "url": "https://example.org/a.jpg", "caption": [3] }],
        })
    }

    const GOOD: &str = "<p>It comes twice a day.</p><figure><img src=\"https://example.org/a.jpg\">\
        <figcaption>At noon</figcaption></figure><p>Then it goes.</p>";

    fn line(html: &str) -> String {
        let (score, misses) = score(&label(), POST, html);
        format!("{} {}", score.line("").split_once("kept").unwrap().1, misses.len())
    }

    #[test]
    fn a_good_article_is_perfect() {
        let perfect =
            " 1.0000  dropped 1.0000  f1 1.0000  images 1.000  junk 1.000  captions 1.000  order 1.000  extra 0.0000 0";
        assert_eq!(line(GOOD), perfect);
        assert_eq!(score(&label(), POST, "").0.kept(), 0.0);
    }

    #[test]
    fn each_fault_is_measured() {
        let faults = [
            ("<p>Then it goes.</p>", "", "a sentence is lost"),
            ("<p>Then it goes.</p>", "<p>Then it goes.</p><p>Share this page</p>", "furniture is left"),
            ("<img src=\"https://example.org/a.jpg\">", "", "a picture is lost"),
            ("<p>It", "<img src=\"https://example.org/a.jpg\"><p>It", "a picture stands twice"),
            ("<p>It", "<img src=\"/icon.png\"><p>It", "an icon is left"),
            (
                "<figcaption>At noon</figcaption></figure>",
                "</figure><p>At noon</p>",
                "a caption stands beside its figure",
            ),
        ];
        let mut seen = std::collections::BTreeSet::from([line(GOOD)]);
        for (from, to, fault) in faults {
            assert!(GOOD.contains(from), "{fault}");
            assert!(seen.insert(line(&GOOD.replace(from, to))), "{fault}: it scores like another");
        }
        let turned = "<p>Then it goes.</p><p>It comes twice a day.</p>";
        assert!(score(&label(), POST, turned).0.order() < 1.0);
    }

    #[test]
    #[should_panic(expected = "another cut")]
    fn a_label_of_another_post_is_refused() {
        score(&label(), &POST.replace("<p>Then", "<p>One more</p><p>Then"), GOOD);
    }
}
