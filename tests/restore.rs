//! What was taken out of a post can be shown in its place, and the article around it stays what it is.

use archive_viewer::article::Options;
use archive_viewer::article::changes::Kind;
use archive_viewer::article::policy::RESTORED_PREFIX;
use archive_viewer::{Article, Post};
use std::path::Path;

fn post(body: &str) -> Post {
    Post::parse("2020-05-04-kept.html", &format!("---\ntitle: The Ferry Is Late\n---\n{body}"))
}

const FURNITURE: &str = r#"<article>
<div class="share-buttons"><a href="https://s.example/a">Share on one network</a> <a href="https://s.example/b">and on another</a></div>
<p>The ferry left eleven minutes late, as it has since spring, and nobody on the pier looked up from the paper.</p>
<div class="advertisement"><h2>Buy a boat</h2><p>Boats <a id="x" href="javascript:steal()" onclick="steal()">for everyone</a>.</p>
<script>steal()</script><img class="wide" src="//ads.example/boat.jpg" width="600" height="300"></div>
<p>She writes that the harbour master keeps his notes in pencil, and that pencils are handed out on Mondays.</p>
<img src="https://count.example/pixel.gif" width="1" height="1">
<p>Nobody minds, since the coffee at the pier is better than the coffee on the other side of the water.</p>
</article>"#;

/// The article's HTML without the parts that were put back.
fn without_kept(html: &str) -> String {
    let mut rest = html;
    let mut out = String::new();
    while let Some(at) = rest.find(&format!("<ins id=\"{RESTORED_PREFIX}")) {
        out.push_str(&rest[..at]);
        let mut depth = 0;
        let mut end = at;
        loop {
            let open = rest[end..].find("<ins").map(|i| end + i);
            let close = end + rest[end..].find("</ins>").expect("each part ends");
            match open.filter(|&open| open < close) {
                Some(open) => {
                    depth += 1;
                    end = open + 4;
                }
                None => {
                    depth -= 1;
                    end = close + 6;
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
        rest = &rest[end..];
    }
    out + rest
}

fn entries_in_place(article: &Article) -> Vec<usize> {
    (0..article.changes.len()).filter(|&entry| article.changes[entry].in_place).collect()
}

#[test]
fn a_part_stands_where_it_stood() {
    let post = post(FURNITURE);
    let plain = Article::clean(&post, Options::default());
    assert!(plain.restored.is_empty());
    let advert = plain.changes.iter().position(|change| change.reason.id() == "advert").expect("the advert is entered");
    assert!(plain.changes[advert].in_place);
    let kept = Article::clean(&post, Options { restore: &[advert], ..Options::default() });
    assert_eq!(kept.restored, [advert]);
    assert_eq!(kept.changes, plain.changes);
    let html = kept.html.as_str();
    let mark = html.find(&format!("<ins id=\"{RESTORED_PREFIX}{advert}\">")).expect("it is marked");
    assert!(html.find("eleven minutes").unwrap() < mark && mark < html.find("pencil").unwrap(), "{html}");
    assert!(html.contains("Buy a boat") && html.contains("https://ads.example/boat.jpg"), "{html}");
    assert!(!html.contains("steal") && !html.contains("<h2") && !html.contains("share"), "{html}");
    assert_eq!(without_kept(html), plain.html.as_str());
}

#[test]
fn what_has_no_place_says_so_and_a_counter_is_never_asked() {
    let post = post(FURNITURE);
    let plain = Article::clean(&post, Options::default());
    for change in &plain.changes {
        if matches!(change.reason.id(), "script" | "tracking-pixel") {
            assert!(!change.in_place, "{change:?}");
        }
    }
    let all: Vec<usize> = (0..plain.changes.len() + 5).collect();
    let kept = Article::clean(&post, Options { restore: &all, ..Options::default() });
    assert_eq!(kept.restored, entries_in_place(&plain));
    assert!(!kept.html.as_str().contains("count.example"));
}

#[test]
fn several_at_the_end_keep_their_order() {
    let body = format!(
        "<p>{}</p><div class='share-buttons'>Share one</div><div class='advertisement'>Advert two</div><div class='related-posts'><a href='https://a.example/'>Related three</a></div>",
        "A sentence of the post that is long enough to be one. ".repeat(6)
    );
    let post = post(&body);
    let all: Vec<usize> = (0..Article::clean(&post, Options::default()).changes.len()).collect();
    let html = Article::clean(&post, Options { restore: &all, ..Options::default() }).html.into_string();
    let places: Vec<_> = ["A sentence", "Share one", "Advert two", "Related three"].map(|w| html.find(w)).into();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {html}");
}

/// Of every post of the fixtures, one entry at a time and all at once: the article around stays the very same,
/// and every word of the entry is there.
#[test]
fn the_article_around_never_changes() {
    let (mut seen, mut words, mut missed) = (0, 0, 0);
    let corpus = std::env::var("ARCHIVE_VIEWER_CORPUS").ok();
    let own = ["tests/fixtures/posts", "tests/labelled/posts"].map(str::to_owned);
    for folder in own.into_iter().chain(corpus) {
        let mut paths = Vec::new();
        collect(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).as_path(), &mut paths);
        for path in paths {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let post = Post::parse(&name, &text);
            let plain = Article::clean(&post, Options::default());
            if plain.limit.is_some() {
                continue;
            }
            let places = entries_in_place(&plain);
            for entries in places.iter().map(|&entry| vec![entry]).chain([places.clone()]) {
                let kept = Article::clean(&post, Options { restore: &entries, ..Options::default() });
                assert_eq!(kept.limit, None, "{}", path.display());
                assert_eq!(kept.restored, entries, "{}", path.display());
                assert_eq!(kept.changes, plain.changes);
                assert_eq!((&kept.text, &kept.figures, &kept.embeds), (&plain.text, &plain.figures, &plain.embeds));
                assert_eq!(without_kept(kept.html.as_str()), plain.html.as_str(), "{} {entries:?}", path.display());
                let there = letters(kept.html.as_str());
                for &entry in &entries {
                    let change = &plain.changes[entry];
                    assert_eq!(change.kind, Kind::Removed);
                    for word in change.text.split_whitespace().filter(|w| w.chars().all(char::is_alphanumeric)) {
                        words += 1;
                        if !there.contains(&letters(word)) && !only_in_attributes(&text, word) {
                            println!("not in its place: {word} of {} in {}", change.reason.id(), path.display());
                            missed += 1;
                        }
                    }
                    seen += 1;
                }
            }
        }
    }
    // A word may stand in an attribute of the part and as text somewhere else in the post.
    println!("{seen} entries, {words} words, {missed} not in their place");
    assert!(seen > 500 && missed * 100 < words, "{seen} {missed} of {words}");
}

/// Tooltips, placeholders and the like are entered, and no reader would see them in their place.
fn only_in_attributes(text: &str, word: &str) -> bool {
    text.match_indices(word).all(|(at, _)| text[..at].rfind('<') > text[..at].rfind('>'))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn collect(folder: &Path, paths: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "md" || e == "html") && !path.ends_with("expected.html") {
            paths.push(path);
        }
    }
}
