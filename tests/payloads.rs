//! Every payload of `fixtures/payloads.json` through the core: what comes out holds only what the policy allows,
//! read again by the parser, and doesn't change when it is read and cleaned once more.
//!
//! The browser's oracle sends the same files through the page; `browser/support/oracle-payloads.js` expands them
//! by the same rules as [`Payload::file`](payload::Payload::file).

#[path = "fuzz/src/allowed.rs"]
mod allowed;
#[path = "common/payload.rs"]
#[allow(dead_code)]
mod payload;

use allowed::violations;
use archive_viewer::article::policy;
use archive_viewer::article::{Comment, Options};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::post::RawComment;
use archive_viewer::{Article, Post};
use payload::Payload;
use std::collections::{BTreeMap, HashSet};

/// Runs a check over the articles of all payloads and fails with all that it found.
fn check_all(check: impl Fn(&Post, &Article) -> Vec<String>) {
    let mut report = Vec::new();
    for payload in Payload::all() {
        let (name, bytes) = payload.file();
        let Ok(file) = read_text(&name, &bytes, &EncodingRs) else {
            if !payload.refused {
                report.push(format!("{}: is not opened, and should be", payload.shown()));
            }
            continue;
        };
        if payload.refused {
            report.push(format!("{}: is opened, and should not be", payload.shown()));
        }
        let post = Post::parse(&name, &file.text);
        let article = Article::clean(&post, Options::default());
        report.extend(check(&post, &article).into_iter().map(|line| format!("{}: {line}", payload.shown())));
    }
    assert!(report.is_empty(), "{} faults:\n{}", report.len(), report.join("\n"));
}

#[test]
fn every_payload_leaves_only_what_the_policy_allows() {
    check_all(|post, article| {
        let mut found = violations(article.html.as_str());
        // A shell that knows other posts gets a few links more.
        found.extend(violations(
            Article::clean(post, Options { keep_post_links: true, ..Options::default() }).html.as_str(),
        ));
        // Addresses also stand beside the HTML, for the page to make links and pictures of.
        for embed in &article.embeds {
            if !["http://", "https://"].iter().any(|scheme| embed.url.starts_with(scheme)) {
                found.push(format!("an embed leads to {}", embed.url));
            }
        }
        let html = article.html.as_str();
        for figure in &article.figures {
            found.extend(violations(&format!("<img src=\"{}\">", figure.src.replace('"', "&quot;"))));
            if !html.contains("<img") {
                found.push(format!("a figure {} that the article doesn't have", figure.src));
            }
        }
        found
    });
}

/// A comment is sanitized as the article is, whether it comes from the front matter or from the page.
#[test]
fn payloads_in_comments_leave_only_what_the_policy_allows() {
    let prose =
        "The ferry left eleven minutes late, as it has since spring, and nobody on the pier looked up. ".repeat(8);
    let shown = std::cell::Cell::new(0);
    check_all(|post, _| {
        let comment = || RawComment { text: post.body.clone(), ..RawComment::default() };
        let discussion = vec![comment(), RawComment { replies: vec![comment()], ..comment() }];
        let in_page = format!("<p>{prose}</p><ol class=\"comment-list\"><li class=\"comment\">{}</li></ol>", post.body);
        let body = if post.is_plain { String::new() } else { in_page };
        let post = Post { body, is_html: true, discussion, ..post.clone() };
        let article = Article::clean(&post, Options { keep_post_links: true, ..Options::default() });
        let comments = Comment::all(&article.discussion);
        shown.set(shown.get() + comments.len());
        comments.into_iter().flat_map(|comment| violations(comment.html.as_str())).collect()
    });
    assert!(shown.get() > 3_000, "{}", shown.get());
}

/// What was sanitized is read, written and sanitized once more by a sanitizer that is set up here from the same lists.
/// Anything that changes would be markup that two parsers understand in two ways.
/// What was taken out comes back on request, and is no way around the policy.
#[test]
fn parts_that_are_put_back_hold_only_what_the_policy_allows() {
    let prose =
        "The ferry left eleven minutes late, as it has since spring, and nobody on the pier looked up. ".repeat(8);
    let came_back = std::cell::Cell::new(0);
    check_all(|post, _| {
        let body = format!("<p>{prose}</p><div class=\"advertisement\">Buy. {}</div><p>{prose}</p>", post.body.trim());
        let post = Post { body, is_html: true, is_plain: false, ..post.clone() };
        let entries: Vec<usize> = (0..Article::clean(&post, Options::default()).changes.len()).collect();
        let article = Article::clean(&post, Options { restore: &entries, keep_post_links: true, ..Options::default() });
        came_back.set(came_back.get() + article.restored.len());
        violations(article.html.as_str())
    });
    assert!(came_back.get() > 500, "{}", came_back.get());
}

#[test]
fn sanitizing_again_changes_nothing() {
    let sanitizer = sanitizer();
    check_all(|_, article| {
        let html = article.html.as_str();
        let again = sanitizer.clean(html).to_string();
        // A parser drops one line break behind this tag, and the serializer doesn't make up for it: no markup hangs on it.
        let html = html.replace("<pre>\n", "<pre>");
        if again == html { Vec::new() } else { vec![format!("becomes\n  {again}\n  and was\n  {html}")] }
    });
}

/// The same for the whole line of steps: a clean article that is cleaned again has the same text and pictures,
/// and still nothing that the policy doesn't allow.
#[test]
fn cleaning_again_finds_nothing_new() {
    check_all(|post, article| {
        let body = article.html.as_str().to_owned();
        let again = Article::clean(&Post { body, is_html: true, is_plain: false, ..post.clone() }, Options::default());
        violations(again.html.as_str())
    });
}

fn sanitizer() -> ammonia::Builder<'static> {
    let set = |names: &[&'static str]| names.iter().copied().collect::<ammonia::names::HashSet<_>>();
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(set(policy::TAGS))
        .generic_attributes(set(policy::ATTRIBUTES))
        // What the policy sets is there already and stays where it stands: set again, it would only change its order.
        .tag_attributes(
            policy::TAGS.iter().map(|tag| (*tag, policy::attributes_of(tag).into_iter().collect())).collect(),
        )
        .url_schemes(set(policy::SCHEMES))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
}

#[test]
fn payloads_are_many_of_every_class_and_each_once() {
    let payloads = Payload::all();
    assert!(payloads.len() >= 300, "{}", payloads.len());
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files = HashSet::new();
    for payload in &payloads {
        *classes.entry(&payload.class).or_default() += 1;
        assert!(files.insert((&payload.name, &payload.text, &payload.payload)), "{} is there twice", payload.shown());
    }
    let few: Vec<_> = classes.iter().filter(|&(_, &count)| count < 5).collect();
    assert!(few.is_empty(), "{few:?}");
}

/// The check itself can fail: it speaks of each of these, and of nothing in a good article.
mod controls {
    use super::*;

    #[test]
    fn unsafe_markup_is_found() {
        for html in [
            "<script>x</script>",
            "<p onclick=x>",
            "<p style=x>",
            "<p class=x>",
            "<p id=content>",
            "<a name=x>",
            "<a href=javascript:x>",
            "<a href=' JaVa&Tab;ScRiPt:x'>",
            "<a href=&#1;javascript:x>",
            "<a href=data:text/html,x>",
            "<a href=//x>",
            "<a href=x>",
            "<a href=#content>",
            "<a href=ftp://x/>",
            "<a target=x>",
            "<a rel=opener>",
            "<img onerror=x>",
            "<img srcset=x>",
            "<img src=javascript:x>",
            "<img src=//x>",
            "<img src='/\\x'>",
            "<img src='\\\\x'>",
            "<img src=ftp://x>",
            "<img src=data:image/svg+xml,x>",
            "<img src=data:text/html,x>",
            "<img src=data:image/pngx,x>",
            "<img width=100%>",
            "<img loading=eager>",
            "<svg></svg>",
            "<math></math>",
            "<svg><p>x</p></svg>",
            "<iframe></iframe>",
            "<noscript><p onclick=x></noscript>",
            "<template><b onclick=x></template>",
            "<table><td><style></style>",
            "<form></form>",
            "<x-y></x-y>",
            "<div>x</div>",
        ] {
            assert!(!violations(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn a_good_article_is_not_blamed() {
        let html = "<h2 id=\"av-a\" lang=\"zh\" dir=\"ltr\">a</h2><p>b <a href=\"https://harbour.example/?a=b:c\" \
            rel=\"noopener noreferrer\">c</a> <a href=\"#av-a\" rel=\"noopener noreferrer\">d</a></p><figure>\
            <img src=\"a:b/../c d.png\" alt=\"e\"><img src=\"pictures/a.png?x=a:b\" width=\"3\" height=\"4\">\
            <figcaption>f</figcaption></figure><table><tbody><tr><td colspan=\"2\">g</td></tr></tbody></table>"
            .replace("a:b/../c d.png", "./a:b/c.png");
        assert_eq!(violations(&html), Vec::<String>::new());
    }

    /// With a policy that is opened, the payloads are found to be live: they are no dead letters.
    #[test]
    fn raw_payloads_are_found() {
        let mut silent: BTreeMap<String, usize> = BTreeMap::new();
        let mut loud: BTreeMap<String, usize> = BTreeMap::new();
        for payload in Payload::all().iter().filter(|payload| payload.text.is_some()) {
            let found = !violations(&payload.numbered(&payload.payload)).is_empty();
            *if found { &mut loud } else { &mut silent }.entry(payload.class.clone()).or_default() += 1;
        }
        for class in ["addresses", "clobbering", "embeds", "foreign", "forms", "handlers", "mutation"] {
            let (loud, silent) = (loud.get(class).copied().unwrap_or(0), silent.get(class).copied().unwrap_or(0));
            assert!(loud > 5 * silent, "{class}: {loud} are found and {silent} are not");
        }
    }
}
