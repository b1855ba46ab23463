//! What is true of every post, on posts that nobody wrote: a grammar puts pieces of HTML, Markdown, Liquid and front matter
//! together, and bytes come as they come. The cases are the same each time; `PROPTEST_CASES=20000` looks longer, and at others.

#[path = "fuzz/src/allowed.rs"]
mod allowed;
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

// --- the grammar ---

/// Words that are told apart in the article, the record and the post: letters alone, so that no syntax is in them.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{3,9}".prop_map(|word| format!("w{word}")),
        2 => "[\u{4e00}-\u{4eff}]{1,6}",
        1 => "[\u{3041}-\u{3060}]{1,4}",
        1 => Just("café".to_owned()),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..6).prop_map(|words| words.join(" "))
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{2,6}".prop_map(|name| format!("https://img.example/{name}.jpg")),
        1 => "[a-z]{2,6}".prop_map(|name| format!("pictures/{name}.png")),
        1 => Just("javascript:alert(1)".to_owned()),
        1 => Just("//img.example/x.gif".to_owned()),
        1 => Just("data:text/html,x".to_owned()),
        1 => Just("#note".to_owned()),
        1 => Just("ftp://img.example/x".to_owned()),
        1 => Just("\"><b>".to_owned()),
    ]
}

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "abbr", "article", "aside", "b", "blockquote", "body", "button", "caption", "center", "code", "dd",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4",
    "header", "hr", "i", "iframe", "li", "main", "math", "mglyph", "nav", "nobr", "noscript", "ol", "option", "p",
    "picture", "pre", "q", "ruby", "rt", "s", "script", "section", "select", "small", "span", "strong", "style",
    "sub", "sup", "svg", "table", "tbody", "td", "template", "textarea", "th", "time", "title", "tr", "u", "ul",
    "video", "x-y", "xmp",
];

/// Elements whose content is no markup.
const RAW_TEXT: &[&str] = &["iframe", "script", "style", "textarea", "title", "xmp"];

fn attribute() -> impl Strategy<Value = String> {
    prop_oneof![
        address().prop_map(|address| format!(" src=\"{address}\"")),
        address().prop_map(|address| format!(" data-src='{address}'")),
        address().prop_map(|address| format!(" href={address}")),
        "[a-z]{2,8}".prop_map(|id| format!(" id=\"{id}\"")),
        prop::sample::select(vec!["share", "caption", "comments", "ad", "entry-content", "related", "hidden"])
            .prop_map(|class| format!(" class=\"{class}\"")),
        Just(" onclick=\"alert(1)\"".to_owned()),
        Just(" style=\"display:none\"".to_owned()),
        Just(" hidden".to_owned()),
        Just(" markdown=1".to_owned()),
        Just(" title='\"<>&amp;'".to_owned()),
    ]
}

fn attributes() -> impl Strategy<Value = String> {
    prop::collection::vec(attribute(), 0..3).prop_map(|all| all.concat())
}

fn tag() -> impl Strategy<Value = &'static str> {
    prop::sample::select(TAGS)
}

/// A piece of anything, whole or broken.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => words(),
        3 => (tag(), attributes(), words()).prop_map(|(tag, attributes, words)| format!("<{tag}{attributes}>{words}</{tag}>")),
        2 => (tag(), attributes()).prop_map(|(tag, attributes)| format!("<{tag}{attributes}>")),
        2 => tag().prop_map(|tag| format!("</{tag}>")),
        2 => (attributes(), words()).prop_map(|(attributes, alt)| format!("<img{attributes} alt=\"{alt}\">")),
        1 => (tag(), words()).prop_map(|(tag, words)| format!("&lt;{tag}&gt;{words}&lt;/{tag}&gt;")),
        1 => (tag(), words()).prop_map(|(tag, words)| format!("&amp;lt;{tag}&amp;gt;{words}&amp;lt;/{tag}&amp;gt;")),
        1 => (words(), address()).prop_map(|(words, address)| format!("[{words}]({address})")),
        1 => (words(), address()).prop_map(|(words, address)| format!("![{words}]({address})")),
        1 => words().prop_map(|words| format!("\n\n# {words}\n\n")),
        1 => words().prop_map(|words| format!("\n\n- {words}\n  - {words}\n\n1. {words}\n")),
        1 => words().prop_map(|words| format!("\n> {words}\n")),
        1 => words().prop_map(|words| format!("\n```\n{words}\n```\n")),
        1 => words().prop_map(|words| format!("\n| {words} | a |\n|---|---|\n| b | {words} |\n")),
        1 => words().prop_map(|words| format!("{{% raw %}}{words}{{% endraw %}} {{{{ site.x }}}}")),
        1 => words().prop_map(|words| format!("[^1] {words}\n\n[^1]: {words}\n")),
        1 => prop::sample::select(vec![
            "<!--", "-->", "<![CDATA[", "]]>", "&", "&#", "&nbsp;", "\u{a0}", "\u{200b}", "\n\n", "\n", "  \n", "\t", "---\n", "***",
            "__", "`", "``", "\\", "<", ">", "\"", "'", "</", "<?x", "{%", "%}", "{{", "}}", "{: .x}", "\u{1}", "\u{fffd}", "\r", "<br>",
            "<p>", "<div>", "</div>", "<table><tr><td>", "</table>", "<svg><style>", "<math><mtext>",
        ]).prop_map(str::to_owned),
    ]
}

/// Tags of templates around and between words: `@` is for some of them.
#[rustfmt::skip]
const TEMPLATES: &[&str] = &[
    "@", "@\n\n@", "\n\n", "- @\n", "> @\n", "    @\n", "`@", "``@``", "\n```\n@\n", "<pre>@</pre>", "<p>@", "</p>", "<div>\n@\n", "</div>\n", "<code>@",
    "{% raw %}@", "@{% endraw %}", "{% if @ %}", "{% else %}@", "{% endif %}", "{% comment %}@", "{% endcomment %}", "{% assign a = \"@\" %}", "{{ a }}",
    "{% capture a %}@", "{% endcapture %}", "{% highlight x %}@", "{% endhighlight %}", "{% include figure.html src=\"/x.jpg\" caption=\"@\" alt=\"@\" %}",
    "{% include x.html text=\"@\" %}", "{% picture x.jpg --alt @ --title @ %}", "{{ \"@\" | upcase }}", "{{ page.title }}", "{{ @ }}", "![@]({{ site.url }}/x.png)",
    "{% asset_img x.jpg @ %}", "{% img x.jpg 30 20 \"@\" \"@\" %}", "{% blockquote @ %}", "{% endblockquote %}", "{% note info %}@", "{% endnote %}", "{% endnote",
    "{% codeblock @ %}@", "{% endcodeblock %}", "{% post_link x @ %}", "{% link @ https://x.example/ %}", "{% x @ %}", "{% x '@' %}", "{% endx %}",
    "{{< figure src=\"/x.png\" title=\"@\" caption=\"*@* <b>@\" attr=\"@\" >}}", "{{< notice \"@\" >}}", "{{< /notice >}}", "{{% zz @ %}}", "{{% /zz %}}",
    "{{</* @ */>}}", "{{/* @ */}}", "{{< highlight go >}}@", "{{< /highlight >}}", "{{< youtube @ >}}", "[@]({{< ref \"x\" >}})", "{{ quote(author=\"@\") }}",
    "{% quote(author=\"@\") %}@", "{% end %}", "[caption id=\"1\" caption=\"@\"]<img src=\"/x.jpg\">@", "[caption]", "[/caption]", "[embed]@", "[/embed]",
    "[code]@", "[/code]", "[video mp4=\"/x.mp4\"]@", "[/video]", "[youtube]@", "[/youtube]", "[quote=\"@\"]@", "[/quote]", "[x a=\"@\"]@", "[/x]", "[a_b]@", "[/a_b]",
    "[gallery]", "[audio @]", "[button url=\"https://x.example/\"]@", "[/button]", "<a href=\"{{ site.url }}/x\">@", "<img alt=\"{{ page.title }} @\" src=\"/x.png\">", "<!-- @ -->",
];

/// A text of such tags, whole or broken, and its words.
fn templates() -> impl Strategy<Value = (String, Vec<String>)> {
    let parts = prop::collection::vec(
        (prop::sample::select(TEMPLATES), prop::sample::select(vec!["", " ", "\n", "\n\n"])),
        1..10,
    );
    (parts, prop::collection::vec("[a-z]{4,9}".prop_map(|word| format!("w{word}")), 40)).prop_map(|(parts, words)| {
        // A picture that is there twice is shown once.
        let own = |number: usize, part: &str| {
            part.replace("x.jpg", &format!("x{number}.jpg")).replace("x.png", &format!("x{number}.png"))
        };
        let form: String = parts.iter().enumerate().map(|(number, (part, gap))| own(number, part) + gap).collect();
        let mut used = words.into_iter();
        let mut taken = Vec::new();
        let filled = form.split_inclusive('@').map(|piece| match piece.strip_suffix('@') {
            Some(before) => {
                let word = used.next().unwrap_or_default();
                taken.push(word.clone());
                [before, &word].concat()
            }
            None => piece.to_owned(),
        });
        let text = filled.collect();
        (text, taken)
    })
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..14).prop_map(|pieces| pieces.concat())
}

/// A tree of whole elements in which nothing is broken: what is true of posts that archives are made of.
fn tidy() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => words().prop_map(|words| format!("<p>{words}</p>")),
        1 => words().prop_map(|words| format!("<h2>{words}</h2>")),
        1 => (words(), "[a-z]{2,6}").prop_map(|(words, name)| format!(
            "<figure><img src=\"https://img.example/{name}.jpg\"><figcaption>{words}</figcaption></figure>"
        )),
        1 => "[a-z]{2,6}".prop_map(|name| format!("<p><img data-src=\"https://img.example/{name}.png\"></p>")),
        1 => (words(), words()).prop_map(|(one, other)| format!("<ul><li>{one}</li><li>{other}</li></ul>")),
        1 => (words(), words()).prop_map(|(one, other)| format!("<table><tr><th>{one}</th><td>{other}</td></tr></table>")),
        1 => words().prop_map(|words| format!("<pre>{words}\n  {words}</pre>")),
        1 => (words(), words()).prop_map(|(one, other)| format!(
            "<p>{one} <b>{other}</b> <a href=\"https://harbour.example/\">{one}</a></p>"
        )),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        (
            prop::sample::select(vec![
                "div",
                "div class=\"entry-content\"",
                "div class=\"share\"",
                "section",
                "blockquote",
                "div class=\"x\"",
                "div class=\"comments\"",
                "div class=\"comment\"",
                "div class=\"indented\"",
                "article",
            ]),
            prop::collection::vec(inner, 1..6),
        )
            .prop_map(|(open, inside)| {
                let name = open.split(' ').next().unwrap_or(open);
                format!("<{open}>\n{}\n</{name}>", inside.join("\n"))
            })
    })
    .prop_map(|html| format!("<div>\n{html}\n</div>\n"))
}

fn front_matter() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        words().prop_map(|words| format!("title: {words}")),
        words().prop_map(|words| format!("title: \"{words}\\{words}\"")),
        words().prop_map(|words| format!("tags: [{words}, {{a: b}}]")),
        Just("from: https://harbour.example/a/b".to_owned()),
        Just("date: 2020-02-30".to_owned()),
        Just("lang: zh".to_owned()),
        Just("&a [*a, *a]".to_owned()),
        Just("x: !!binary |".to_owned()),
        words().prop_map(|words| format!("  - {words}")),
        "\\PC{0,20}",
    ];
    (prop::collection::vec(line, 0..6), any::<bool>())
        .prop_map(|(lines, closed)| format!("---\n{}\n{}", lines.join("\n"), if closed { "---\n" } else { "" }))
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just("2020-01-02-a.md".to_owned()),
        1 => Just("a.html".to_owned()),
        1 => Just("a.txt".to_owned()),
        1 => "\\PC{0,12}",
    ]
}

fn post() -> impl Strategy<Value = Post> {
    (name(), front_matter(), body()).prop_map(|(name, front, body)| Post::parse(&name, &format!("{front}{body}")))
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
