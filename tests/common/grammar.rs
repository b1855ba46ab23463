//! Posts that nobody wrote: pieces of HTML, Markdown, templates and front matter put together at random.

use archive_viewer::Post;
use proptest::prelude::*;

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
pub const RAW_TEXT: &[&str] = &["iframe", "script", "style", "textarea", "title", "xmp"];

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
pub fn templates() -> impl Strategy<Value = (String, Vec<String>)> {
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

pub fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..14).prop_map(|pieces| pieces.concat())
}

/// A tree of whole elements in which nothing is broken: what is true of posts that archives are made of.
pub fn tidy() -> impl Strategy<Value = String> {
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

pub fn front_matter() -> impl Strategy<Value = String> {
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

pub fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just("2020-01-02-a.md".to_owned()),
        1 => Just("a.html".to_owned()),
        1 => Just("a.txt".to_owned()),
        1 => "\\PC{0,12}",
    ]
}

pub fn post() -> impl Strategy<Value = Post> {
    (name(), front_matter(), body()).prop_map(|(name, front, body)| Post::parse(&name, &format!("{front}{body}")))
}
