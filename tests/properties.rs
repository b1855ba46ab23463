//! What is true of every post, on posts that nobody wrote: a grammar puts pieces of HTML, Markdown, Liquid and front matter
//! together, and bytes come as they come. The cases are the same each time; `PROPTEST_CASES=20000` looks longer, and at others.

#[path = "fuzz/src/allowed.rs"]
mod allowed;
#[path = "common/grammar.rs"]
mod grammar;
#[path = "common/library_posts.rs"]
mod library_posts;
#[path = "common/prose.rs"]
mod prose;
#[path = "common/tree.rs"]
#[allow(dead_code)]
mod tree;

use allowed::violations;
use archive_viewer::article::changes::{Change, Kind};
use archive_viewer::article::reason::Reason;
use archive_viewer::article::{Comment, IndexText, Options};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::post::RawComment;
use archive_viewer::{Article, Post};
use grammar::{RAW_TEXT, body, front_matter, name, post, templates, tidy};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};
use std::collections::BTreeSet;

fn config(cases: u32) -> ProptestConfig {
    // What fails is minimised and becomes a case with a name; no file of seeds is written beside the tests.
    let failure_persistence: Option<Box<dyn proptest::test_runner::FailurePersistence>> =
        Some(Box::new(FileFailurePersistence::Off));
    match std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()) {
        Some(cases) => ProptestConfig { cases, failure_persistence, ..ProptestConfig::default() },
        // The same cases each time: a check that fails every hundredth time is believed by nobody.
        None => ProptestConfig { cases, failure_persistence, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() },
    }
}

// --- what is looked for ---

/// The words of a text: runs of letters, and each character of a script without spaces by itself. Case doesn't count.
fn words_of(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        let alone = matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af);
        if c.is_alphabetic() && !alone {
            run.extend(c.to_lowercase());
            continue;
        }
        if !run.is_empty() {
            found.insert(std::mem::take(&mut run));
        }
        if alone {
            found.insert(c.to_string());
        }
    }
    found
}

/// Whether a word is one of these, or several in a row: where tags and templates part them, nothing does when those are gone.
fn is_made_of(word: &str, words: &BTreeSet<String>) -> bool {
    let mut ends = vec![0];
    for end in 1..=word.len() {
        if word.is_char_boundary(end) && ends.iter().any(|&start| words.contains(&word[start..end])) {
            ends.push(end);
        }
    }
    ends.last() == Some(&word.len())
}

/// Everything that came of a post, as one text: the article, the record and the fields.
fn outcome(post: &Post, article: &Article) -> String {
    let mut all = vec![article.html.as_str().to_owned(), article.text.clone(), post.title.clone()];
    all.extend(article.changes.iter().flat_map(|change| [change.text.clone(), change.images.join(" ")]));
    for comment in Comment::all(&article.discussion) {
        all.extend([comment.html.as_str().to_owned(), comment.text.clone()]);
    }
    all.extend(article.embeds.iter().flat_map(|embed| [embed.title.clone(), embed.url.clone()]));
    all.join(" ")
}

fn texts(article: &Article) -> Vec<String> {
    Comment::all(&article.discussion).into_iter().map(|comment| comment.text.clone()).collect()
}

/// Enough of an article that comments below it are no part of it.
const PROSE: &str = "The ferry left eleven minutes late, as it has since spring, and nobody on the pier looked up. The clock above the ticket window was right, and so was the tide.";

fn sources(html: &str) -> Vec<&str> {
    html.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

proptest! {
    #![proptest_config(config(256))]

    /// Any bytes are a text or a refusal, and any text is a post and an article.
    #[test]
    fn bytes_never_panic(name in name(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(file) = read_text(&name, &bytes, &EncodingRs) {
            let post = Post::parse(&name, &file.text);
            prop_assert!(!post.title.is_empty());
            Article::clean(&post, Options::default());
        }
    }

    #[test]
    fn texts_never_panic(name in name(), text in "\\PC{0,300}") {
        let post = Post::parse(&name, &text);
        prop_assert!(violations(Article::clean(&post, Options::default()).html.as_str()).is_empty());
    }

    #[test]
    fn articles_hold_only_what_the_policy_allows(post in post()) {
        let article = Article::clean(&post, Options::default());
        prop_assert_eq!(violations(article.html.as_str()), Vec::<String>::new(), "{}", article.html.as_str());
        for embed in &article.embeds {
            prop_assert!(embed.url.starts_with("https://") || embed.url.starts_with("http://"), "{}", embed.url);
        }
    }

    /// Comments hold only what the policy allows, no two have an id in common, and none of their words is lost.
    #[test]
    fn comments_are_as_safe_and_whole_as_articles(front in body(), html in tidy(), page in tidy()) {
        let reply = RawComment { text: html.clone(), ..RawComment::default() };
        let first = RawComment { text: front, replies: vec![reply], ..RawComment::default() };
        let of_page = [&page, &html].map(|html| format!("<div class=\"comment\">{html}</div>")).concat();
        let body = format!("<div><p>{PROSE}</p></div><div class=\"comments\">{of_page}</div>");
        let post = Post { discussion: vec![first], body, is_html: true, title: "t".into(), ..Post::default() };
        let article = Article::clean(&post, Options::default());
        let mut ids = BTreeSet::new();
        for comment in Comment::all(&article.discussion) {
            prop_assert_eq!(violations(comment.html.as_str()), Vec::<String>::new(), "{}", comment.html.as_str());
            let own: BTreeSet<&str> = comment.html.as_str().split(" id=\"").skip(1).collect();
            let own = own.iter().filter_map(|rest| rest.split('"').next());
            prop_assert!(own.into_iter().all(|id| ids.insert(id.to_owned())), "{ids:?}");
        }
        let there = words_of(&outcome(&post, &article));
        for html in [html, page] {
            let text = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
            for word in words_of(&text.collect::<Vec<_>>().join(" ")) {
                prop_assert!(there.contains(&word), "{word} is lost");
            }
        }
        prop_assert_eq!(IndexText::from_post(&post).comments, texts(&article));
    }

    /// An article says nothing that its post doesn't say.
    #[test]
    fn words_of_the_article_come_from_the_post(name in name(), front in front_matter(), body in body()) {
        // An element of raw text that is left open swallows the tags that Markdown closes its own blocks with, and shows them.
        // A browser would do the same with the site's own page; so none is here.
        let body = RAW_TEXT.iter().fold(body, |body, tag| body.replace(&format!("<{tag}"), "<x-y"));
        let post = Post::parse(&name, &format!("{front}{body}"));
        let article = Article::clean(&post, Options::default());
        let mut from = words_of(&post.body);
        from.extend(words_of(&post.title));
        // Cards say what kind of thing they lead to, and numbers of notes are no words.
        from.extend(words_of("Embedded page Video Audio Document"));
        for word in words_of(&article.text) {
            prop_assert!(is_made_of(&word, &from), "{word} is invented in {}", article.text);
        }
    }

    /// Whatever a tag of a template is made of, no word in it or beside it is lost.
    #[test]
    fn words_in_templates_are_shown_or_recorded((body, words) in templates(), name in name()) {
        let post = Post::parse(&name, &format!("---\ntitle: t\n---\n{PROSE}\n\n{body}"));
        let article = Article::clean(&post, Options::default());
        let there = words_of(&outcome(&post, &article).replace("&#10;", " "));
        for word in words.iter().filter(|word| !word.is_empty()) {
            prop_assert!(there.iter().any(|there| there.contains(word)), "{word} is lost of {body:?} in {}", article.html.as_str());
        }
    }

    /// Cleaned once more, an article keeps its text and its pictures.
    #[test]
    fn cleaning_again_changes_nothing(html in tidy()) {
        let post = Post::parse("a.md", &format!("---\ntitle: t\n---\n{html}"));
        let article = Article::clean(&post, Options::default());
        let body = article.html.as_str().to_owned();
        let again = Article::clean(&Post { body, is_html: true, is_plain: false, ..post.clone() }, Options::default());
        prop_assert_eq!(&again.text, &article.text);
        prop_assert_eq!(&again.figures, &article.figures);
        let third = Article::clean(&Post { body: again.html.as_str().to_owned(), is_html: true, is_plain: false, ..post }, Options::default());
        prop_assert_eq!(third.text, again.text);
        prop_assert_eq!(sources(third.html.as_str()), sources(again.html.as_str()));
    }

    /// No word and no picture is lost without an entry that says so.
    #[test]
    fn words_and_pictures_stand_somewhere(html in tidy()) {
        let post = Post::parse("a.md", &format!("---\ntitle: t\n---\n{html}"));
        let article = Article::clean(&post, Options::default());
        let all = outcome(&post, &article);
        let there = words_of(&all);
        let text = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        for word in words_of(&text) {
            prop_assert!(there.contains(&word), "{word} is lost: {all}");
        }
        for source in sources(&html) {
            prop_assert!(all.contains(source), "{source} is lost: {all}");
        }
    }
}

/// No rule takes prose for a name: what is gone is linked, or says that it is about the page.
#[test]
fn no_rule_takes_prose() {
    let corpus = library_posts::corpus().unwrap_or_default();
    let mut taken = Vec::new();
    for file in library_posts::own().into_iter().chain(corpus).filter(|file| file.is_post) {
        let Ok(text) = read_text(&file.path, &file.bytes, &EncodingRs) else { continue };
        let post = Post::parse(&file.path, &text.text);
        let article = Article::clean(&post, Options::default());
        taken.extend(prose::taken(&post, &article).into_iter().map(|entry| format!("{}: {entry}", file.path)));
    }
    assert!(taken.is_empty(), "{} entries hold prose:\n{}", taken.len(), taken.join("\n"));
}

/// No likely word of a class takes a sentence, and neither does one that an element is named after.
#[test]
fn no_class_takes_a_sentence() {
    for (said, post) in prose::posts_with_a_sentence() {
        let article = Article::clean(&post, Options::default());
        assert!(article.text.contains(prose::SENTENCE), "{said}: {:?}", article.changes);
    }
}

/// The checks can fail.
#[test]
fn controls() {
    let post = Post::parse("a.md", "---\ntitle: t\n---\n<p>a</p><p>Share</p>");
    let mut article = Article::clean(&post, Options::default());
    for (text, count) in [("Share this. Follow us on the networks.", 0), ("The old mill was sold in May.", 1)] {
        let (kind, reason) = (Kind::Removed, Reason::ShareBar);
        let change = Change { step: "furniture", reason, kind, text: text.into(), ..article.changes[0].clone() };
        article.changes = vec![change];
        assert_eq!(prose::taken(&post, &article).len(), count, "{text}");
    }
    assert!(prose::is_prose(&"灯塔，".repeat(40)) && !prose::is_prose("By Ann Lee, 3 May 2020"));
    assert!(!violations("<p onclick=x>a</p>").is_empty());
    assert_eq!(words_of("Ab 灯塔c, d"), ["ab", "c", "d", "塔", "灯"].map(str::to_owned).into());
    let words = words_of("ab c");
    assert!(is_made_of("abc", &words) && !is_made_of("abd", &words) && !is_made_of("b", &words));
    assert_eq!(sources("<img data-src=\"a\"><img src=\"b\">"), ["a", "b"]);
}
