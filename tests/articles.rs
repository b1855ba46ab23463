//! The article phase by its cases: every folder of `fixtures/posts/` holds a post and what has to come of it.
//!
//! All cases that fail are told at once. `BLESS=1` accepts what comes out today; `tests/README.md` says how.

mod common;

use archive_viewer::article::{Comment, Options};
use archive_viewer::{Article, Post};
use common::balance;
use common::case::{Case, Outcome};
use common::expectation;
use common::tree::Tree;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the cases; `FIXTURES` names another, for cases that wait for their fix.
fn fixtures() -> PathBuf {
    std::env::var_os("FIXTURES").map_or_else(|| project().join("tests/fixtures/posts"), PathBuf::from)
}

/// Whether expectations are to be written. Under CI nobody would look at what is accepted.
fn is_blessing() -> bool {
    let bless = std::env::var_os("BLESS").is_some_and(|value| !value.is_empty() && value != "0");
    let ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "0" && value != "false");
    assert!(!(bless && ci), "expectations are not accepted under CI: bless them and look at them first");
    bless
}

/// Runs a check over every case and fails with all that it found.
fn check_all(check: impl Fn(&Case, &Outcome) -> Vec<String>) {
    let cases = Case::all(&fixtures());
    assert!(!cases.is_empty(), "no case in {}", fixtures().display());
    let count = cases.len();
    let mut failed = 0;
    let mut report = String::new();
    for case in &cases {
        // A panic of the core is one case's failure and hides none of the others.
        let found = catch_unwind(AssertUnwindSafe(|| check(case, &case.run())))
            .unwrap_or_else(|_| vec!["it panics; the message stands above".to_owned()]);
        failed += usize::from(!found.is_empty());
        for line in found {
            report.push_str(&format!("{}: {line}\n", case.name));
        }
    }
    assert!(report.is_empty(), "{failed} of {count} cases fail:\n\n{report}");
}

#[test]
fn every_case_comes_out_as_expected() {
    let bless = is_blessing();
    check_all(|case, outcome| {
        if bless {
            expectation::write(case, outcome);
        }
        expectation::differences(case, outcome)
    });
}

/// What is clean stays as it is: an article that is cleaned again loses neither a word nor a picture.
#[test]
fn cleaning_again_changes_nothing() {
    check_all(|_, outcome| again(&outcome.post, &outcome.article));
}

/// Every word and every picture of a post is in its article, in its discussion, in the record or in a field.
#[test]
fn nothing_is_lost() {
    check_all(|_, outcome| balance::missing(&outcome.post.body, &outcome.post, &outcome.article));
}

/// What the policy sets whatever a post says stands on every picture and link; the expected files leave it out.
#[test]
fn pictures_and_links_tell_nobody() {
    check_all(|_, outcome| Tree::parse(outcome.article.html.as_str()).unset_attributes());
}

/// Of a source in the front matter every relative address starts; of one that only the text names, what may have been saved
/// with the post stays beside it.
#[test]
fn what_lies_beside_a_post_stays_beside_it() {
    let text = "[A](https://a.example/x/y)\n---\n\n![](b.jpg) ![](/c.jpg)\n\n[d](d.html) [e](/e.html)\n";
    let html = |text: &str| {
        Article::clean(&Post::parse("a.md", text), Options { keep_post_links: true, ..Options::default() })
    };
    let of_page = html(text).html.into_string();
    for address in
        ["src=\"b.jpg\"", "src=\"https://a.example/c.jpg\"", ":d.html\"", "href=\"https://a.example/e.html\""]
    {
        assert!(of_page.contains(address), "{address} of {of_page}");
    }
    let of_front_matter = html(&format!("---\nfrom: https://a.example/x/y\n---\n{text}")).html.into_string();
    for address in ["src=\"https://a.example/x/b.jpg\"", "href=\"https://a.example/x/d.html\""] {
        assert!(of_front_matter.contains(address), "{address} of {of_front_matter}");
    }
}

#[test]
fn samples_are_complete_and_lose_nothing() {
    let folder = project().join("posts");
    let index = std::fs::read_to_string(folder.join("index.json")).expect("posts/index.json");
    let index: Vec<serde_json::Value> = serde_json::from_str(&index).expect("posts/index.json is a list");
    let text_of = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let listed: Vec<String> = index.iter().map(|entry| text_of(entry, "file")).collect();

    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("posts/").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && !listed.contains(&name) {
            found.push(format!("{name}: is not in index.json"));
        }
    }
    for entry in &index {
        let name = text_of(entry, "file");
        let text = std::fs::read_to_string(folder.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let post = Post::parse(&name, &text);
        let article = Article::clean(&post, Options::default());
        let mut lines = again(&post, &article);
        lines.extend(balance::missing(&post.body, &post, &article));
        if post.title != text_of(entry, "title") {
            lines.push(format!("its title is “{}” and not as index.json has it", post.title));
        }
        if text_of(entry, "note").is_empty() {
            lines.push("index.json does not say what it shows".to_owned());
        }
        for figure in &article.figures {
            // A sample is shown without asking any other site for anything.
            match std::fs::metadata(folder.join(&figure.src)) {
                Ok(picture) if picture.len() > 120_000 => lines.push(format!("{} is too large", figure.src)),
                Ok(_) => {}
                Err(error) => lines.push(format!("{}: {error}", figure.src)),
            }
        }
        found.extend(lines.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The labelled posts have the markup of many systems: what goes from them is in the record, and goes at once.
#[test]
fn labelled_posts_lose_nothing() {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(project().join("tests/labelled/posts")).expect("tests/labelled/posts").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let post = Post::parse(&name, &text);
        let article = Article::clean(&post, Options::default());
        let mut lines = again(&post, &article);
        lines.extend(balance::missing(&post.body, &post, &article));
        found.extend(lines.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Nor do the posts of a corpus, where one lies beside the project.
#[test]
fn posts_of_a_corpus_lose_nothing() {
    let Some(corpus) = std::env::var_os("ARCHIVE_VIEWER_CORPUS") else {
        println!("not run: ARCHIVE_VIEWER_CORPUS names no folder");
        return;
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(Path::new(&corpus).join("corpus/posts")).expect("corpus/posts").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let post = Post::parse(&name, &text);
        let article = Article::clean(&post, Options::default());
        // Links to moments and template tags part words that the source glues together: their letters are enough.
        let said: Vec<&str> = article.changes.iter().map(|change| &*change.text).chain([&*article.text]).collect();
        let letters: String = said.concat().to_lowercase().split_whitespace().collect();
        let words = balance::lost_words(&post.body, &post, &article).into_iter();
        let lost: Vec<String> = words.map(|(word, ..)| word).filter(|word| !letters.contains(&**word)).collect();
        found.extend(lost.into_iter().map(|word| format!("{name}: {word}")));
        let others =
            balance::missing(&post.body, &post, &article).into_iter().filter(|line| !line.starts_with("words"));
        found.extend(others.map(|line| format!("{name}: {line}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What changes when the article is cleaned once more, as the body of an HTML post with the same front matter.
fn again(post: &Post, article: &Article) -> Vec<String> {
    // A post's braces and brackets may be a template's, so saving an article escapes them.
    let body = article.html.as_str().replace('{', "&#123;").replace('[', "&#91;");
    let second = Article::clean(&Post { body, is_html: true, is_plain: false, ..post.clone() }, Options::default());
    let mut found = Vec::new();
    let (mut before, mut after) = (article.text.lines(), second.text.lines());
    loop {
        let (a, b) = (before.next(), after.next());
        if a != b {
            found.push(format!("cleaned again, “{}” becomes “{}”", a.unwrap_or_default(), b.unwrap_or_default()));
            break;
        }
        if a.is_none() {
            break;
        }
    }
    let pictures = |a: &Article| a.figures.iter().map(|figure| figure.src.clone()).collect::<Vec<_>>();
    if pictures(article) != pictures(&second) {
        found.push(format!("cleaned again, its pictures {:?} become {:?}", pictures(article), pictures(&second)));
    }
    found
}

/// The checks above can fail: each is shown something that is wrong.
mod controls {
    use super::*;

    fn difference(expected: &str, actual: &str) -> Option<String> {
        Tree::parse(expected).first_difference(&Tree::parse(actual))
    }

    #[test]
    fn white_space_counts_between_inline_elements_only() {
        assert_eq!(difference("<p> a <b>b</b>\n c</p>\n\n<p>d</p>", "<p>a <b>b</b> c</p><p>d</p>"), None);
        assert_eq!(difference("<ul>\n <li>a</li>\n</ul>", "<ul><li>a</li></ul>"), None);
        assert_eq!(difference("<p>a<br>\n  b</p>", "<p>a<br>b</p>"), None);
        assert_eq!(difference("<p><b>a</b> <i>b </i></p>", "<p><b>a</b> <i>b</i></p>"), None);
        assert!(difference("<p><b>a</b> <i>b</i></p>", "<p><b>a</b><i>b</i></p>").is_some());
        assert!(difference("<p>a&nbsp;b</p>", "<p>a b</p>").is_some());
        assert!(difference("<pre>a\n  b</pre>", "<pre>a\nb</pre>").is_some());
    }

    #[test]
    fn a_difference_is_found_with_its_path() {
        let found = difference(
            "<p>a</p><ul><li>b</li><li>c <a href=\"#x\">d</a></li></ul>",
            "<p>a</p><ul><li>b</li><li>c <a href=\"#y\">d</a></li></ul>",
        );
        assert_eq!(
            found.as_deref(),
            Some("body > ul[2] > li[2] > a[2]: expected <a href=\"#x\">, found <a href=\"#y\">")
        );
        let missing = difference("<p>a</p><p>b</p>", "<p>a</p>");
        assert_eq!(missing.as_deref(), Some("body > p[2]: expected <p>, found nothing"));
    }

    #[test]
    fn what_is_printed_reads_the_same() {
        for html in [
            "<p>a <b>b</b><i>c</i> d &amp; &lt;e&gt; f&nbsp;g</p>",
            "<figure><a href=\"x\"><img src=\"a\" alt=\"&quot;b&quot;\"></a><img src=\"c\"><figcaption>d</figcaption></figure>",
            "<ul><li>a<ul><li>b</li></ul></li></ul><pre><code>\n\na\n  b\n</code></pre><pre>\n\nc</pre>",
            "<p>a<br>b<br>c</p><blockquote><p>d</p><pre>e\n f</pre></blockquote><hr>",
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b <em>c</em></td></tr></tbody></table>",
        ] {
            let tree = Tree::parse(html);
            assert_eq!(tree.first_difference(&Tree::parse(&tree.print("t"))), None, "{html}");
        }
    }

    #[test]
    fn the_balance_misses_what_is_gone() {
        let text = "---\ntitle: t\n---\n<div><p>灯塔 harbour</p><img src=\"https://example.org/a.jpg\"></div>\n";
        let post = Post::parse("x.md", text);
        let article = Article::clean(&post, Options::default());
        assert_eq!(balance::missing(&post.body, &post, &article), Vec::<String>::new());
        let more = post.body.replace("</p>", " 山 hill 塔</p><img src=\"https://example.org/b.jpg\">");
        let found = balance::missing(&more, &post, &article).join("\n");
        for lost in ["山", "hill", "塔", "https://example.org/b.jpg"] {
            assert!(found.contains(lost), "{lost}: {found}");
        }
    }

    #[test]
    fn the_balance_misses_what_a_script_would_show() {
        let post = Post::parse("x.md", "---\ntitle: t\n---\n<div><p>灯塔</p></div>\n");
        let article = Article::clean(&post, Options::default());
        for (part, lost) in [
            ("<div style=\"background:url('https://example.org/a.jpg')\"></div>", "example.org/a.jpg"),
            ("<div data-bg=\"https://example.org/b.jpg\"></div>", "example.org/b.jpg"),
            ("<lite-youtube videoid=\"lmnopqrstuv\"></lite-youtube>", "lmnopqrstuv"),
            ("<div data-src=\"https://www.youtube.com/embed/abcdefghijk\"></div>", "abcdefghijk"),
            ("<script src=\"https://gist.github.com/lee/e76563.js\"></script>", "e76563"),
            ("<a href=\"x\" data-sub-html=\"<b>The lamp</b>\"></a>", "The lamp"),
            ("<span data-cfemail=\"2a4b44446a4f524b475a464f0445584d\">[email]</span>", "ann@example.org"),
            ("<img src=\"https://i0.wp.com/example.org/c.jpg?ssl=1\">", "i0.wp.com/example.org/c.jpg"),
            ("<table><tr><td>one</td><td>cell</td></tr></table>", "cell"),
            ("<figure><svg><text>ebb</text></svg></figure>", "ebb"),
            ("<p><math><mi>xyz</mi></math></p>", "xyz"),
        ] {
            let found = balance::missing(&format!("{}{part}", post.body), &post, &article).join("\n");
            assert!(found.contains(lost), "{lost}: {found}");
        }
        let rows = "| a | b |\n|---|---|\n| 1 | 2 | beyond |\n";
        let table = Post::parse("x.md", &format!("---\ntitle: t\n---\n{rows}"));
        let found = balance::missing(&table.body, &table, &article).join("\n");
        assert!(found.contains("beyond"), "{found}");
    }

    #[test]
    fn the_balance_misses_comments_that_are_gone() {
        let text = "---\ncomments: [{author: Ann, text: harbour}, {text: 灯塔, replies: [weir]}]\n---\n<p>Prose.</p>\n";
        let post = Post::parse("x.md", text);
        let article = Article::clean(&post, Options::default());
        assert_eq!(balance::missing(&post.body, &post, &article), Vec::<String>::new());
        let without = |comments: &[Comment]| Article { discussion: comments.to_vec(), ..article.clone() };
        let found = balance::missing(&post.body, &post, &without(&article.discussion[1..])).join("\n");
        assert!(found.contains("ann") && found.contains("harbour") && !found.contains("weir"), "{found}");
        let mut answered = article.discussion.clone();
        answered[1].replies.clear();
        assert!(balance::missing(&post.body, &post, &without(&answered)).join("\n").contains("weir"));
    }

    #[test]
    fn attributes_that_are_not_set_are_missed() {
        assert_eq!(
            Tree::parse("<p><a href=\"https://example.org/\">a</a><img src=\"b\"></p>").unset_attributes().len(),
            2
        );
    }
}
