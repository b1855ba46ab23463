//! The post phase as its callers see it: a file's text goes in, typed fields and a body come out.

use archive_viewer::Post;
use archive_viewer::post::DateSource;
use proptest::prelude::*;

/// A post with this front matter.
fn post(front: &str) -> Post {
    Post::parse("2020-05-25-the-old-bridge.md", &format!("---\n{front}---\nbody\n"))
}

/// The codes of the post's problems.
fn codes(post: &Post) -> Vec<&str> {
    post.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn an_ordinary_post() {
    let post = Post::parse(
        "archived/2022-02-05/2022-02-05-桥.md",
        "---\nlayout: post\ntitle: \"山谷：新桥通车 不再绕路\"\ndate: 2022-02-05T06:26:00.000Z\n\
         author: 山谷日报\nfrom: https://news.example.org/a?x=1&y=2\ntags: [ 山谷日报 ]\n\
         comments: True\ncategories: [ 山谷日报 ]\npermalink: /a/\n---\n\
         <!--1644042360000-->\n[山谷](https://news.example.org/a)\n------\n\n<div>text</div>\n",
    );
    assert_eq!(post.name, "2022-02-05-桥.md");
    assert_eq!(post.title, "山谷：新桥通车 不再绕路");
    let date = post.date.as_ref().unwrap();
    assert_eq!(date.iso, "2022-02-05T06:26:00.000Z");
    assert_eq!(date.original, date.iso);
    assert_eq!(date.from, DateSource::FrontMatter);
    assert_eq!(post.author.as_deref(), Some("山谷日报"));
    assert_eq!(post.from.as_deref(), Some("https://news.example.org/a?x=1&y=2"));
    assert_eq!(post.tags, ["山谷日报"]);
    assert_eq!(post.categories, ["山谷日报"]);
    assert_eq!(post.layout.as_deref(), Some("post"));
    assert_eq!(post.comments, Some(true));
    assert!(post.published && !post.is_html && !post.is_plain);
    assert_eq!(post.extra, [("permalink".to_owned(), "/a/".to_owned())]);
    assert_eq!(post.body, "[山谷](https://news.example.org/a)\n------\n\n<div>text</div>\n");
    assert_eq!(post.problems, []);
}

#[test]
fn line_ends_and_marks_make_no_difference() {
    let plain = "---\ntitle: a\ntags:\n  - b\n---\nc\n\nd\n";
    let expected = Post::parse("x.md", plain);
    assert_eq!(expected.body, "c\n\nd\n");
    for text in
        [plain.replace('\n', "\r\n"), plain.replace('\n', "\r"), format!("\u{feff}{plain}"), format!("\n\n{plain}")]
    {
        assert_eq!(Post::parse("x.md", &text), expected, "{text:?}");
    }
}

#[test]
fn scalars_keep_their_text() {
    for text in ["2020", "true", "1.10", "0123", "2020-05-25"] {
        let post = post(&format!("title: {text}\nauthor: {text}\nother: {text}\n"));
        assert_eq!(post.title, text);
        assert_eq!(post.author.as_deref(), Some(text));
        assert_eq!(post.extra[0].1, text);
    }
}

#[test]
fn titles_are_found_one_after_the_other() {
    let title = |name: &str, text: &str| Post::parse(name, text).title;
    assert_eq!(title("x.md", "---\ntitle: ' Q&amp;A '\n---\n# no\n"), "Q&A");
    assert_eq!(title("x.md", "---\ntitle: ''\n---\n# The bridge\n"), "The bridge");
    assert_eq!(title("x.md", "# The bridge\n"), "The bridge");
    assert_eq!(title("x.html", "<title>The &amp; bridge</title>"), "The & bridge");
    assert_eq!(title("x.md", "<!doctype html><h1>The bridge</h1>"), "The bridge");
    assert_eq!(title("the-bridge.txt", "# no\n"), "the bridge");
    assert_eq!(title("2020-05-25-the-bridge.md", "text\n"), "the bridge");
    assert_eq!(title("", ""), "untitled");
}

#[test]
fn dates_are_found_one_after_the_other() {
    let check = |text: &str, iso: &str, from: DateSource, codes_expected: &[&str]| {
        let post = Post::parse("2020-05-25-x.md", text);
        let date = post.date.clone().unwrap();
        assert_eq!((date.iso.as_str(), date.from), (iso, from), "{text}");
        assert_eq!(codes(&post), codes_expected, "{text}");
        assert_eq!(post.body, "b\n");
    };
    let comment = "<!--1644042360000-->\nb\n";
    check(&format!("---\ndate: 2021-01-02\n---\n{comment}"), "2021-01-02", DateSource::FrontMatter, &[]);
    check(comment, "2022-02-05T06:26:00.000Z", DateSource::Comment, &[]);
    check("<!--NaN-->\nb\n", "2020-05-25", DateSource::FileName, &[]);
    check(
        &format!("---\ndate: 2021-02-30\n---\n{comment}"),
        "2022-02-05T06:26:00.000Z",
        DateSource::Comment,
        &["bad-date"],
    );
    check("---\ndate: soon\n---\n<!--1-->\nb\n", "2020-05-25", DateSource::FileName, &["bad-date", "bad-date"]);
    let post = Post::parse("2020-02-30-x.md", "b");
    assert_eq!((post.date.clone(), codes(&post)), (None, vec!["bad-date"]));
}

#[test]
fn dates_are_read_in_words_and_numbers() {
    for date in [
        "May 24, 2015",
        "24 May 2015",
        "20150524",
        "05/24/2015",
        "24.05.2015",
        "Sunday, 24-May-15 00:00:00 GMT",
        "2015年5月24日",
        "平成27年5月24日",
        "2015년 5월 24일",
        "24 мая 2015 г.",
    ] {
        let date = post(&format!("date: {date}\n")).date.unwrap();
        assert_eq!((&date.iso[..10], date.from), ("2015-05-24", DateSource::FrontMatter), "{}", date.original);
    }
    // Which of the two numbers is the month isn't certain, and the file's name is.
    let ambiguous = post("date: 05/06/2015\n");
    assert_eq!(ambiguous.date.as_ref().unwrap().from, DateSource::FileName);
    assert_eq!(codes(&ambiguous), ["bad-date"]);
    for (name, day) in [("2019-3-7-x.md", "2019-03-07"), ("20190307-x.md", "2019-03-07")] {
        assert_eq!(Post::parse(name, "b").date.unwrap().iso, day);
    }
}

#[test]
fn broken_yaml_keeps_its_good_lines() {
    let post = post("layout: post\ntitle: \"关于\\智的文章\"\ndate: 2021-01-02\ntags: [ 桥 ]\n");
    assert_eq!(post.title, "关于\\智的文章");
    assert_eq!(post.date.as_ref().unwrap().iso, "2021-01-02");
    assert_eq!(post.tags, ["桥"]);
    assert_eq!(post.body, "body\n");
    assert_eq!(codes(&post), ["yaml-salvaged"]);
    assert_eq!(&post.problems[0].args["line"], "3");
}

#[test]
fn front_matter_that_has_no_end() {
    let post = Post::parse("x.md", "---\ntitle: a\ntags: [b]\n\n<div>text</div>\n");
    assert_eq!((post.title.as_str(), post.body.as_str()), ("a", "\n<div>text</div>\n"));
    assert_eq!(codes(&post), ["front-matter-unterminated"]);
}

#[test]
fn front_matter_in_toml_and_json() {
    for text in [
        "+++\ntitle = \"a\"\ndate = 2018-03-04T10:00:00+08:00\ntags = ['b', 'c']\n[params]\nauthor = 'Ann'\n+++\n# B\n",
        "---toml\ntitle = \"a\"\ndate = 2018-03-04 10:00:00 +08:00\nauthor.name = 'Ann'\n[taxonomies]\ntags = ['b', 'c']\n---\n# B\n",
        "{\"title\": \"a\", \"date\": \"2018-03-04T10:00:00+08:00\", \"params\": {\"author\": \"Ann\", \"tags\": [\"b\", \"c\"]}}\n# B\n",
        "---\ntitle: a\ndate: 2018-03-04 10:00 +8\nextra:\n  author: Ann\n  tags: [b, c]\n---\n# B\n",
    ] {
        let post = Post::parse("the-bridge.md", text);
        assert_eq!((post.title.as_str(), post.body.as_str()), ("a", "# B\n"), "{text}");
        assert_eq!(post.date.as_ref().unwrap().iso, "2018-03-04T10:00:00+08:00", "{text}");
        assert_eq!(post.author.as_deref(), Some("Ann"), "{text}");
        assert_eq!(post.tags, ["b", "c"], "{text}");
        assert_eq!((post.extra.len(), post.problems.len()), (0, 0), "{text}");
    }
}

#[test]
fn other_names_of_the_same_fields() {
    let post = post(
        "language: zh-TW\nsummary: s\nthumbnail: a.png\ncategory: a b\ntag: c d\n\
         published: false\nauthors: [x, {name: y}]\n",
    );
    assert_eq!(post.lang.as_deref(), Some("zh-TW"));
    assert_eq!(post.description.as_deref(), Some("s"));
    assert_eq!(post.image.as_deref(), Some("a.png"));
    assert_eq!(post.categories, ["a b"]);
    assert_eq!(post.tags, ["c d"]);
    assert!(!post.published);
    assert_eq!(post.author.as_deref(), Some("x, y"));
    assert_eq!(post.extra, []);
}

#[test]
fn kinds_of_files() {
    assert!(Post::parse("x.HTM", "text").is_html);
    assert!(Post::parse("x.md", "---\na: b\n---\n\n<!DOCTYPE html>\n").is_html);
    assert!(!Post::parse("x.md", "<div>text</div>").is_html);
    assert!(Post::parse("x.txt", "text").is_plain);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(name in ".{0,30}", text in "(?s).{0,300}") {
        let post = Post::parse(&name, &text);
        prop_assert!(!post.title.is_empty());
    }

    #[test]
    fn no_front_matter_makes_it_panic(
        lines in proptest::collection::vec(
            prop_oneof![
                "(title|date|tags|author|x|标题) ?[:：] ?[-\\[\\]{}\"'&*!|>#%@`,:\\\\a-c0-9\u{6865} ]{0,20}",
                "[-\\[\\]{}\"'&*!|>#%@`,:?\\\\a-c \t]{0,12}",
                "---|\\.\\.\\.|  - a|<!--[0-9]{0,15}-->|<title>",
            ],
            0..12,
        ),
    ) {
        let post = Post::parse("x.md", &format!("---\n{}", lines.join("\n")));
        prop_assert!(!post.title.is_empty());
    }

    #[test]
    fn no_toml_or_json_makes_it_panic(
        fence in "\\+\\+\\+\n|---toml\n|---json\n|",
        lines in proptest::collection::vec("(title|\"title\"|\\[+a|a\\.b|\\{) ?[=:] ?[-\\[\\]{}\"'\\\\#,.=:a-cux0-9\u{6865} ]{0,20}", 0..8),
    ) {
        let post = Post::parse("x.md", &format!("{fence}{}", lines.join("\n")));
        prop_assert!(!post.title.is_empty());
    }

    #[test]
    fn dates_that_come_out_are_dates(text in "[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]{1,9})?( ?[+-][0-9]{2}:?[0-9]{2}|Z)?)?") {
        let post = Post::parse("x.md", &format!("---\ndate: '{text}'\n---\n"));
        if let Some(date) = post.date {
            prop_assert!(date.iso.len() == 10 || date.iso.len() >= 19);
            prop_assert_eq!(date.iso.as_bytes()[4], b'-');
            let again = Post::parse("x.md", &format!("---\ndate: '{}'\n---\n", date.iso));
            prop_assert_eq!(again.date.map(|d| d.iso), Some(date.iso));
        } else {
            prop_assert_eq!(post.problems.len(), 1);
        }
    }

    #[test]
    fn the_body_is_the_end_of_the_file(text in "(---\n)?(title: [a\"]{0,3}\n)?(---\n)?(<!--[0-9N]{0,4}-->\n)?[a\n#-]{0,20}") {
        let post = Post::parse("x.md", &text);
        prop_assert!(text.ends_with(&post.body));
    }
}
