//! The limits on work: each on both sides, every stress input that is known to break a naive chain,
//! and that twice the input never costs much more than twice the work.

#[path = "common/stress.rs"]
mod stress;

use archive_viewer::article::Options;
use archive_viewer::article::limits::{self, Work};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::post::RawComment;
use archive_viewer::{Article, Post};

fn article(body: &str) -> Article {
    Article::clean(&Post::parse("stress.md", &format!("---\ntitle: t\n---\n{body}")), Options::default())
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
    let tag = |n: usize| format!("<p {}>text</p>", (0..n).map(|i| format!("a{i}=1 ")).collect::<String>());
    assert_eq!(limit(&island(&(tag(limits::MAX_ATTRIBUTES) + &long()))), None);
    assert_eq!(limit(&island(&(tag(limits::MAX_ATTRIBUTES + 1) + &long()))), Some("attributes"));
    // A small post can't have so many that they cost anything.
    assert_eq!(limit(&island(&tag(limits::MAX_ATTRIBUTES + 1))), None);
}

/// More HTML than may go without a look at its attributes.
fn long() -> String {
    "<p>text</p>".repeat(limits::FEW_ATTRIBUTES / 8)
}

#[test]
fn attributes_in_scripts_comments_and_values_are_none() {
    let words = "a ".repeat(limits::MAX_ATTRIBUTES + 1);
    let long = long();
    assert_eq!(limit(&island(&format!("<script>if (a<b {words}) x()</script>text{long}"))), None);
    assert_eq!(limit(&island(&format!("<!-- <p {words} -->text{long}"))), None);
    assert_eq!(limit(&island(&format!("<p title=\"{words}\">text</p>{long}"))), None);
    // Repeated names are one attribute; in SVG the content of a style is markup.
    let names: String = (0..=limits::MAX_ATTRIBUTES).map(|n| format!("a{n} ")).collect();
    assert_eq!(limit(&island(&format!("<p {words}>text</p>{long}"))), None);
    assert_eq!(limit(&island(&format!("<svg><style><p {names}></style></svg>{long}"))), Some("attributes"));
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
fn addresses_beyond_their_cap_stay_text() {
    let links = |n: usize| {
        let article = article(&island(&"http://example.org/a ".repeat(n)));
        assert_eq!(article.limit, None);
        assert_eq!(article.text.matches("http://example.org/a").count(), n, "no text is lost");
        article.html.as_str().matches("<a ").count()
    };
    assert_eq!(links(limits::MAX_LINKED), limits::MAX_LINKED);
    assert_eq!(links(limits::MAX_LINKED + 1), limits::MAX_LINKED);
}

#[test]
fn tags_of_templates_beyond_their_cap_stay_text() {
    let left = |tags: usize| article(&"{% x %}".repeat(tags)).text.matches("{% x %}").count();
    assert_eq!(left(limits::MAX_TEMPLATE_TAGS), 0);
    assert_eq!(left(limits::MAX_TEMPLATE_TAGS + 3), 3);
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
        Article::clean(
            &Post::parse("g.md", &format!("---\ntitle: t\nfrom: {from}\n---\n{}", island(&links))),
            Options::default(),
        )
    };
    assert_eq!(post("https://example.org/a/").limit, None);
    let far = format!("https://example.org/{}/", "long".repeat(200));
    assert_eq!(post(&far).limit.map(|l| l.name), Some("growth"));
}

#[test]
fn all_nodes_stop_at_their_cap() {
    // Each is an element and a text.
    let most = limits::MAX_NODES / 2;
    assert_eq!(limit(&island(&"<p>a</p>".repeat(most - 10))), None);
    assert_eq!(limit(&island(&"<p>a</p>".repeat(most + 1))), Some("all-nodes"));
}

#[test]
fn the_parser_stops_at_its_steps() {
    // An end tag without a beginning makes the parser look at every open element.
    let ends = |n: usize| island(&format!("{}{}", "<span>".repeat(400), "</x>".repeat(n)));
    let steps = |n: usize| limits::PARSER_STEPS_FLOOR as usize + limits::PARSER_STEPS_PER_BYTE as usize * ends(n).len();
    let (few, many) = (1_000, 10_000);
    assert!(400 * few < steps(few) && 400 * many > steps(many));
    assert_eq!(limit(&ends(few)), None);
    assert_eq!(limit(&ends(many)), Some("work"));
}

#[test]
fn markdown_marks_stop_at_their_cap() {
    let commas = |n: usize| ",a".repeat(n);
    assert_eq!(limit(&commas(limits::MAX_MARKDOWN_MARKS)), None);
    assert_eq!(limit(&commas(limits::MAX_MARKDOWN_MARKS + 1)), Some("markdown-marks"));
    // Where there is no Markdown there are no marks.
    assert_eq!(limit(&island(&commas(limits::MAX_MARKDOWN_MARKS + 1))), None);
}

#[test]
fn signs_in_attributes_stop_at_their_cap() {
    let picture = |n: usize| island(&format!("<img src=/a.jpg alt=\"{}\">", "&".repeat(n)));
    // Each is written with five bytes.
    let most = (limits::MAX_ATTRIBUTE_LOOKS / 5).isqrt();
    assert_eq!(limit(&picture(most - 100)), None);
    assert_eq!(limit(&picture(most + 1)), Some("attribute-signs"));
}

#[test]
fn a_text_full_of_signs_is_whole() {
    for sign in ["&amp;", "&lt;", "&nbsp;", "&amp;lt;"] {
        let text = format!("The beginning {}the end", format!("{sign}word ").repeat(500));
        let html = article(&island(&format!("<p>{text}</p>"))).html.into_string();
        assert!(html == format!("<p>{text}</p>"), "{sign}: {html:.200}");
    }
}

/// A post with these comments.
fn discussed(texts: impl Iterator<Item = String>) -> Post {
    let comment = |text| RawComment { text, ..RawComment::default() };
    Post { body: "Prose.".into(), discussion: texts.map(comment).collect(), ..Post::default() }
}

#[test]
fn comments_share_the_limits_of_their_post() {
    // Each alone is far from any limit.
    let alone = ["<p><b title={i}>x".repeat(30), "> ".repeat(40) + "x", "<i>".repeat(80) + "</x>".repeat(80).as_str()];
    let mut some_are_beyond = 0;
    for text in alone {
        let comment = |i: usize| text.replace("{i}", &i.to_string());
        let one = Article::clean(&discussed((0..1).map(comment)), Options::default());
        assert_eq!(one.discussion[0].limit, None, "{text}");
        let post = discussed((0..4_000).map(comment));
        let article = Article::clean(&post, Options::default());
        let bytes: usize = post.discussion.iter().map(|comment| comment.text.len()).sum::<usize>() + post.body.len();
        assert!(article.work.steps <= limits::STEPS_FLOOR + 48 * bytes as u64, "{text}: {:?} of {bytes}", article.work);
        assert!(article.work.bytes <= limits::GROWTH_FLOOR + limits::GROWTH * bytes, "{text}: {:?}", article.work);
        // What is beyond is there as plain text, and says so.
        let beyond = article.discussion.iter().zip(&post.discussion).filter(|(comment, raw)| {
            assert!(comment.limit.is_none() || comment.text == raw.text && comment.html.as_str().is_empty(), "{text}");
            comment.limit.is_some()
        });
        let beyond = beyond.count();
        some_are_beyond += usize::from(beyond > 0);
        let said = article.problems.iter().find(|problem| problem.code == "comments-limit");
        assert_eq!(said.map(|problem| problem.args["beyond"].to_string()), (beyond > 0).then(|| beyond.to_string()));
    }
    assert!(some_are_beyond > 0);
}

#[test]
fn thousands_of_plain_comments_are_within_the_limits() {
    for text in ["顶", "Thanks!", "It was *about* time, see https://example.org/a.", "<p>One.</p><p>Two.</p>"] {
        let article = Article::clean(&discussed((0..5_000).map(|_| text.to_owned())), Options::default());
        assert_eq!((article.discussion.len(), article.problems.len()), (5_000, 0), "{text}");
    }
}

#[test]
fn parts_of_a_post_share_its_nodes() {
    // Each is an escaped part of its own, in which every paragraph has a copy of forty elements around it.
    let bolds: String = (0..40).map(|i| format!("&lt;b title={i}&gt;")).collect();
    let part = format!("<div>{bolds}{}</div>", "&lt;p&gt;xx&lt;/p&gt;".repeat(44));
    let copies = 40 * 44;
    let parts = |n: usize| article(&island(&part.repeat(n)));
    let few = parts(limits::MAX_NODES_OF_STEPS / copies / 2);
    assert_eq!(few.limit, None);
    assert!(few.work.nodes <= limits::MAX_NODES_OF_STEPS);
    assert_eq!(limit(&island(&part.repeat(limits::MAX_NODES_OF_STEPS / copies + 1))), Some("all-nodes"));
}

#[test]
fn captions_listed_with_each_picture_are_growth() {
    let figure = |pictures: usize| {
        let pictures: String = (0..pictures).map(|i| format!("<img src=/{i}.jpg>")).collect();
        format!("<figure>{pictures}<figcaption>{}</figcaption></figure>", "word ".repeat(2_000))
    };
    let few = article(&figure(20));
    assert_eq!((few.limit, few.figures.len(), few.figures[19].caption.len()), (None, 20, 9_999));
    let many = figure(200);
    assert!(200 * 9_999 > limits::GROWTH_FLOOR + limits::GROWTH * many.len());
    assert_eq!(limit(&many), Some("growth"));
}

#[test]
fn copies_of_attributes_are_growth() {
    // The parser opens the link again in every paragraph.
    let link = |n: usize| format!("<p><a href=\"/{}\"></p>{}", "long".repeat(1_000), "<p>x".repeat(n));
    assert_eq!(limit(&island(&link(50))), None);
    assert_eq!(limit(&island(&link(200))), Some("growth"));
    // A step copies a link around blocks into each.
    let around = |n: usize| format!("<a href=\"/{}\">{}</a>", "long".repeat(1_000), "<div>x</div>".repeat(n));
    assert_eq!(limit(&island(&around(50))), None);
    assert_eq!(limit(&island(&around(200))), Some("growth"));
}

#[test]
fn a_long_discussion_in_front_matter_is_read_whole() {
    let comment = |n: usize| format!("- author: a{n}\n  text: 'Words, and [a link](https://example.org/{n}).'\n");
    let comments: String = (0..40_000).map(comment).collect();
    assert!(comments.len() > 2 * 1024 * 1024);
    let post = Post::parse("x.md", &format!("---\ntitle: t\nreplies:\n{comments}---\nThe body.\n"));
    assert_eq!((post.title.as_str(), post.problems.len(), post.body.as_str()), ("t", 0, "The body.\n"));
    assert!(post.extra[0].1.contains("https://example.org/39999"));
}

/// The file as an article, if it is a text.
fn opened(bytes: &[u8]) -> Option<(Post, Article)> {
    let file = read_text("stress.md", bytes, &EncodingRs).ok()?;
    let post = Post::parse(&file.name, &file.text);
    let article = Article::clean(&post, Options::default());
    Some((post, article))
}

#[test]
fn every_stress_input_ends_and_a_good_post_is_cleaned_after_it() {
    for input in stress::inputs() {
        let name = &input.name;
        if let Some((post, stressed)) = opened(&input.with(input.times)) {
            let allowed = limits::STEPS_FLOOR + limits::STEPS_PER_BYTE * post.body.len() as u64;
            assert!(stressed.work.steps <= allowed, "{name}: {:?}", stressed.work);
            assert!(stressed.work.nodes <= limits::MAX_NODES, "{name}: {:?}", stressed.work);
            let shown = stressed.work.bytes > 0 || stressed.text.is_empty();
            assert!(shown || stressed.limit.is_some(), "{name}");
            assert!(stressed.limit.is_none() || stressed.text == post.body, "{name}: nothing of the text is lost");
        }
        let good = article("<div><p>A good post.</p></div>");
        assert_eq!(good.html.as_str(), "<p>A good post.</p>", "after {name}");
    }
}

#[test]
fn twice_the_input_is_at_most_a_little_more_than_twice_the_work() {
    let mut failures = Vec::new();
    for input in stress::inputs().iter().filter(|input| input.growth > 0) {
        let (small, large) = (input.with(input.growth), input.with(2 * input.growth));
        let (Some((a, small)), Some((b, large))) = (opened(&small), opened(&large)) else { continue };
        if small.limit.is_some() || large.limit.is_some() || a.body.is_empty() {
            // A cap ends both or only the larger one; the other tests are about caps.
            continue;
        }
        let grown = b.body.len() as f64 / a.body.len() as f64;
        let most = 1.15 * grown.max(2.0);
        let Work { nodes, steps, bytes } = small.work;
        // A constant share of a small post's work would hide growth: it counts for neither side.
        for (what, before, after) in [
            ("nodes", nodes as f64, large.work.nodes as f64),
            ("steps", steps as f64, large.work.steps as f64),
            ("bytes", bytes as f64, large.work.bytes as f64),
        ] {
            if after > most * before + 2_000.0 {
                failures.push(format!("{}: {what} {before} → {after}", input.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
