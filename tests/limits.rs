//! The limits on work: each on both sides, every stress input that is known to break a naive chain,
//! and that twice the input never costs much more than twice the work.

use archive_viewer::article::limits::{self, Work};
use archive_viewer::{Article, Post};

fn article(body: &str) -> Article {
    Article::from_post(&Post::parse("stress.md", &format!("---\ntitle: t\n---\n{body}")))
}

/// The name of the limit that a body goes beyond.
fn limit(body: &str) -> Option<&'static str> {
    article(body).limit.map(|l| l.name)
}

/// An island, so that the HTML is read as it stands.
fn island(html: &str) -> String {
    format!("<div>\n{html}\n</div>\n")
}

fn nested(tag: &str, n: usize) -> String {
    island(&format!("{}x{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n)))
}

#[test]
fn nesting_stops_at_its_cap() {
    // The island's own element and the text count too.
    assert_eq!(limit(&nested("section", limits::MAX_DEPTH - 4)), None);
    assert_eq!(limit(&nested("section", limits::MAX_DEPTH + 1)), Some("nesting"));
}

#[test]
fn nodes_stop_at_their_cap() {
    assert_eq!(limit(&island(&"<p>a</p>".repeat(20_000))), None);
    let reopened: String = (0..2_000).map(|i| format!("<p><b title={i}>x")).collect();
    assert!(matches!(limit(&island(&reopened)), Some("nodes" | "nesting")));
}

#[test]
fn attributes_stop_at_their_cap() {
    let tag = |n: usize| island(&format!("<p {}>text</p>", (0..n).map(|i| format!("a{i}=1 ")).collect::<String>()));
    assert_eq!(limit(&tag(limits::MAX_ATTRIBUTES)), None);
    assert_eq!(limit(&tag(limits::MAX_ATTRIBUTES + 1)), Some("attributes"));
}

#[test]
fn attributes_in_scripts_comments_and_values_are_none() {
    let words = "a ".repeat(limits::MAX_ATTRIBUTES + 1);
    assert_eq!(limit(&island(&format!("<script>if (a<b {words}) x()</script>text"))), None);
    assert_eq!(limit(&island(&format!("<!-- <p {words} -->text"))), None);
    assert_eq!(limit(&island(&format!("<p title=\"{words}\">text</p>"))), None);
    assert_eq!(limit(&island(&format!("<svg><style><p {words}></style></svg>"))), Some("attributes"));
}

#[test]
fn size_stops_at_its_cap() {
    let text = |n: usize| format!("{}\n", "word ".repeat(n / 5));
    assert_eq!(limit(&text(limits::MAX_CLEANED - 10)), None);
    let large = article(&text(limits::MAX_CLEANED + 10));
    assert_eq!(large.limit.map(|l| l.name), Some("size"));
    assert!(large.text.len() > limits::MAX_CLEANED, "nothing of the text is lost");
    assert_eq!(large.problems[0].code, "limit");
}

#[test]
fn markdown_nesting_stops_at_its_cap() {
    assert_eq!(limit(&format!("{} x", "> ".repeat(limits::MAX_MARKDOWN_DEPTH - 2))), None);
    assert_eq!(limit(&format!("{} x", "> ".repeat(limits::MAX_MARKDOWN_DEPTH + 1))), Some("markdown-nesting"));
}

#[test]
fn growth_stops_at_its_cap() {
    let links = "<a href=x>y</a> ".repeat(20_000);
    let post = |from: &str| {
        Article::from_post(&Post::parse("g.md", &format!("---\ntitle: t\nfrom: {from}\n---\n{}", island(&links))))
    };
    assert_eq!(post("https://example.org/a/").limit, None);
    let far = format!("https://example.org/{}/", "long".repeat(200));
    assert_eq!(post(&far).limit.map(|l| l.name), Some("growth"));
}

/// Inputs that cost a naive chain seconds, minutes or gigabytes.
fn stress(n: usize) -> Vec<(&'static str, String)> {
    let each = |f: &dyn Fn(usize) -> String| (0..n).map(f).collect::<String>();
    vec![
        ("reopened formatting", island(&each(&|i| format!("<p><b title={i}>x")))),
        ("the same formatting reopened", island(&"<p><b title=i>x".repeat(n))),
        ("deep containers", island(&"<div>".repeat(n))),
        ("deep lists", island(&"<ul><li>".repeat(n))),
        ("one tag with all attributes", island(&format!("<p {}>x", each(&|i| format!("a{i} "))))),
        ("deep quotes", ">".repeat(n)),
        ("deep Markdown lists", each(&|i| format!("{}- x\n", " ".repeat((i * 2) % 3000)))),
        ("open brackets", "[".repeat(n)),
        ("open emphasis", "*a _b ".repeat(n)),
        ("open links", "[a](".repeat(n)),
        ("images without alt", island(&"<img src=/a.jpg>".repeat(n))),
        ("pictures after empty elements", island(&format!("{}{}", "<i></i>".repeat(n), "<img src=/a.jpg>".repeat(n)))),
        (
            "pictures with captions",
            island(&each(&|i| format!("<div><img src=/{i}.jpg></div><figcaption>c</figcaption>"))),
        ),
        ("nested tables", island(&"<table><tr><td>".repeat(n))),
        ("fostered text", island(&format!("<table>{}", "x<b>y".repeat(n)))),
        ("share bars", island(&each(&|i| format!("<div class=share-bar{i}><a href=/>s</a></div>")))),
        ("open Liquid", "{{ a {% raw ".repeat(n)),
        ("unclosed paragraphs", "<p>\n\n".repeat(n)),
        ("unclosed containers", "<div>\n\n".repeat(n.min(400))),
        ("escaped paragraphs", island(&"&lt;p&gt;escaped text here.&lt;/p&gt;".repeat(n))),
        ("escaped openings", island(&"&lt;div&gt;".repeat(n))),
        ("escaped again and again", island(&"&amp;amp;amp;amp;lt;p&amp;amp;amp;gt;".repeat(n))),
        ("links around blocks", island(&"<a href=/x><h2>t</h2></a>".repeat(n))),
        ("bold around breaks", island(&format!("<b>{}</b>", "x<br><br>".repeat(n)))),
        ("fragments", island(&each(&|i| format!("<a href=#f{i} id=f{i}>x</a>")))),
        ("same pictures in noscript", island(&"<img data-src=/a.jpg><noscript><img src=/a.jpg></noscript>".repeat(n))),
        ("entities", island(&"&amp;nbsp;".repeat(n))),
        ("comments", island(&"<!-- x -->".repeat(n))),
        ("comment openings", "<!--".repeat(n)),
        ("footnotes", each(&|i| format!("x[^{i}]\n\n[^{i}]: y\n\n"))),
        ("references", format!("[a]: /{}\n\n{}", "u".repeat(n), "[a] ".repeat(n))),
        ("headings", "<h1>a</h1><h6>b</h6>".repeat(n)),
        ("white space", island(&"<b> </b> ".repeat(n))),
        ("attribute lists", "x{: .a".repeat(n)),
        ("figures in figures", island(&"<figure><img src=/a.jpg>".repeat(n.min(400)))),
    ]
}

#[test]
fn every_stress_input_ends_and_a_good_post_is_cleaned_after_it() {
    for (name, body) in stress(20_000) {
        let stressed = article(&body);
        let allowed = limits::STEPS_FLOOR + limits::STEPS_PER_BYTE * body.len() as u64;
        assert!(stressed.work.steps <= allowed, "{name}: {:?}", stressed.work);
        assert!(stressed.limit.is_some() || stressed.work.bytes > 0 || stressed.text.is_empty(), "{name}");
    }
    let good = article("<div><p>A good post.</p></div>");
    assert_eq!(good.html.as_str(), "<p>A good post.</p>");
}

#[test]
fn twice_the_input_is_at_most_a_little_more_than_twice_the_work() {
    let (small, large) = (stress(300), stress(600));
    let mut failures = Vec::new();
    for ((name, small), (_, large)) in small.into_iter().zip(large) {
        let (a, b) = (article(&small), article(&large));
        if a.limit.is_some() || b.limit.is_some() {
            // A cap ends both or only the larger one; the other tests are about caps.
            continue;
        }
        let grown = large.len() as f64 / small.len() as f64;
        let most = 1.15 * grown.max(2.0);
        let Work { nodes, steps, bytes } = a.work;
        // A constant share of a small post's work would hide growth: it counts for neither side.
        for (what, before, after) in [
            ("nodes", nodes as f64, b.work.nodes as f64),
            ("steps", steps as f64, b.work.steps as f64),
            ("bytes", bytes as f64, b.work.bytes as f64),
        ] {
            if after > most * before + 2_000.0 {
                failures.push(format!("{name}: {what} {before} → {after}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
