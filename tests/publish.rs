//! Published pages: nothing that a post says is markup in them, and they say what the post says.

#[path = "common/payload.rs"]
#[allow(dead_code)]
mod payload;

use archive_viewer::article::Options;
use archive_viewer::article::dom::{Dom, NodeId};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::publish::{
    Canonical, Feed, Language, Licence, Neighbour, Pictures, PostPage, Site, atom, json_feed, oembed,
};
use archive_viewer::{Article, Post};
use payload::Payload;
use serde_json::Value;
use std::collections::HashMap;

fn site() -> Site {
    Site {
        title: "The Weir".into(),
        url: Some("https://weir.example/news/".into()),
        is_listed: true,
        licence: Some(Licence::of("CC BY 4.0 https://licence.example/by")),
        style: "parts/pages.css".into(),
        viewer: Some("index.html".into()),
        embed: Some("embed.html".into()),
        ..Site::default()
    }
}

/// A post with what its page needs.
struct Given {
    post: Post,
    article: Article,
    names: HashMap<String, String>,
    links: HashMap<String, String>,
    pictures: HashMap<String, String>,
}

impl Given {
    fn of(name: &str, bytes: &[u8]) -> Option<Given> {
        let file = read_text(name, bytes, &EncodingRs).ok()?;
        let mut post = Post::parse(&file.name, &file.text);
        let article = Article::clean(&post, Options { keep_post_links: true, ..Options::default() });
        post.fill(&article.found);
        let (names, links, pictures) = Default::default();
        Some(Given { post, article, names, links, pictures })
    }

    fn text(text: &str) -> Given {
        Given::of("2021-03-14-weir.md", text.as_bytes()).expect("a post")
    }

    fn page(&self) -> PostPage<'_> {
        PostPage {
            post: &self.post,
            article: &self.article,
            parts: &[],
            address: "p/2021/03/weir/",
            earlier: None,
            later: None,
            raw: Some("posts/weir.md"),
            names: &self.names,
            links: &self.links,
            pictures: &self.pictures,
        }
    }

    fn html(&self, site: &Site) -> String {
        self.page().render(site).text
    }
}

fn parse(html: &str) -> Dom {
    archive_viewer::article::dom::parse::parse(html).expect("a page is within the limits")
}

/// Elements that the template itself writes.
const OWN: &[&str] = &[
    "html", "head", "meta", "title", "link", "body", "header", "nav", "main", "article", "footer", "section", "div",
    "details", "summary", "script",
];

/// What in a page may not be there, whatever the post is.
fn violations(html: &str) -> Vec<String> {
    let dom = parse(html);
    let mut found = Vec::new();
    for id in dom.descendants(dom.root()) {
        let Some(element) = dom.element(id) else { continue };
        let tag = &*element.name;
        let is_known = OWN.contains(&tag) || archive_viewer::article::policy::TAGS.contains(&tag);
        if !is_known {
            found.push(format!("<{tag}>"));
        }
        for (name, value) in element.attributes() {
            let address = value.trim_start().to_ascii_lowercase();
            if name.starts_with("on") || &**name == "style" || &**name == "srcdoc" {
                found.push(format!("{tag} {}", &**name));
            }
            let is_address = matches!(&**name, "href" | "src" | "action" | "formaction" | "xlink:href" | "data");
            let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
            let is_allowed = ["https:", "http:", "mailto:", "data:image/"].iter().any(|own| address.starts_with(own));
            if is_address && has_scheme && !is_allowed {
                found.push(format!("{tag} {}={value}", &**name));
            }
        }
        if tag == "script" && dom.attr(id, "type") != Some("application/ld+json") {
            found.push("a script".into());
        }
    }
    found
}

fn all(dom: &Dom, tag: &str) -> Vec<NodeId> {
    dom.descendants(dom.root()).filter(|id| dom.tag(*id) == tag).collect()
}

/// The values of an attribute of elements with this tag.
fn values(html: &str, tag: &str, name: &str) -> Vec<String> {
    let dom = parse(html);
    all(&dom, tag).iter().filter_map(|id| dom.attr(*id, name).map(str::to_owned)).collect()
}

fn meta(html: &str, own: &str) -> Vec<String> {
    let dom = parse(html);
    let is = |id: &NodeId| [dom.attr(*id, "name"), dom.attr(*id, "property")].contains(&Some(own));
    all(&dom, "meta").iter().filter(|id| is(id)).filter_map(|id| dom.attr(*id, "content").map(str::to_owned)).collect()
}

fn json_ld(html: &str) -> Value {
    let start = html.find("ld+json\">").expect("a description") + 9;
    let end = html[start..].find("</script>").expect("its end");
    serde_json::from_str(&html[start..start + end]).expect("JSON")
}

const HOSTILE: &str = "</title></script><script>pwned()</script>\"><img src=x onerror=pwned()>'--><svg/onload=pwned()>";

#[test]
fn hostile_fields_are_text() {
    let quoted = Value::from(HOSTILE).to_string();
    let text = format!(
        "---\ntitle: {quoted}\nauthor: {quoted}\ndescription: {quoted}\ntags: [{quoted}]\ndate: 2021-03-14\n\
         from: {}\nimage: {quoted}\n---\n\nThe weir holds.\n",
        Value::from(format!("https://weir.example/?{HOSTILE}"))
    );
    let given = Given::text(&text);
    for pictures in [Pictures::Load, Pictures::Link, Pictures::Copy] {
        for canonical in [Canonical::Site, Canonical::Source] {
            let mut site = Site { pictures, canonical, title: HOSTILE.into(), ..site() };
            site.licence = Some(Licence::of(HOSTILE));
            let neighbour = Neighbour { address: HOSTILE.into(), title: HOSTILE.into(), lang: HOSTILE.into() };
            let page =
                PostPage { earlier: Some(neighbour), raw: Some(HOSTILE), address: "p/2021/03/weir/", ..given.page() };
            let html = page.render(&site).text;
            assert_eq!(violations(&html), Vec::<String>::new());
            assert_eq!(all(&parse(&html), "script").len(), 1);
            assert_eq!(json_ld(&html)["headline"], given.post.title);
            assert!(oembed(&site, &page).is_some_and(|text| serde_json::from_str::<Value>(&text).is_ok()));
        }
    }
}

#[test]
fn every_payload_becomes_a_page_without_markup_of_its_own() {
    let mut count = 0;
    for payload in Payload::all() {
        let (name, bytes) = payload.file();
        let Some(given) = Given::of(&name, &bytes) else { continue };
        for pictures in [Pictures::Load, Pictures::Link] {
            let site = Site { pictures, ..site() };
            let html = given.html(&site);
            assert_eq!(violations(&html), Vec::<String>::new(), "{}", payload.shown());
            let entry = given.page().feed_entry(&site);
            if let Some(entry) = entry {
                assert_eq!(violations(&entry.content), Vec::<String>::new(), "{} in a feed", payload.shown());
            }
            json_ld(&html);
        }
        count += 1;
    }
    assert!(count > 100, "{count}");
}

#[test]
fn the_check_finds_what_it_looks_for() {
    for wrong in [
        "<script>x</script>",
        "<p onclick=x>",
        "<a href=javascript:x>y</a>",
        "<iframe></iframe>",
        "<img src='ftp://x'>",
        "<p style=x>",
    ] {
        assert_ne!(violations(wrong), Vec::<String>::new(), "{wrong}");
    }
}

#[test]
fn a_page_says_what_its_post_says() {
    let given = Given::text(
        "---\ntitle: The weir & the ferry\nauthor: Ann Bell\ndate: 2021-03-14T10:00:00+01:00\ntags: [river]\n\
         from: https://paper.example/weir\nlang: en\n---\n\nThe **weir** holds.\n\n\
         ![The weir](https://img.example/weir.jpg)\n",
    );
    let html = given.html(&site());
    let dom = parse(&html);
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
    assert_eq!(dom.text(all(&dom, "h1")[0]), "The weir & the ferry");
    assert!(html.contains("<strong>weir</strong>"));
    assert_eq!(meta(&html, "og:title"), ["The weir & the ferry"]);
    assert_eq!(meta(&html, "DC.source"), ["https://paper.example/weir"]);
    assert_eq!(meta(&html, "citation_publication_date"), ["2021-03-14"]);
    assert_eq!(meta(&html, "robots"), Vec::<String>::new());
    let json = json_ld(&html);
    assert_eq!(json["@type"], "NewsArticle");
    assert_eq!(json["isBasedOn"], "https://paper.example/weir");
    assert_eq!(json["datePublished"], "2021-03-14T10:00:00+01:00");
    assert_eq!(json["author"]["name"], "Ann Bell");
    assert_eq!(json["license"], "https://licence.example/by");
    let canonical = |site: &Site| {
        let html = given.html(site);
        let dom = parse(&html);
        let own = all(&dom, "link").into_iter().find(|id| dom.attr(*id, "rel") == Some("canonical"));
        own.and_then(|id| dom.attr(id, "href").map(str::to_owned))
    };
    assert_eq!(canonical(&site()).as_deref(), Some("https://weir.example/news/p/2021/03/weir/"));
    let of_source = Site { canonical: Canonical::Source, ..site() };
    assert_eq!(canonical(&of_source).as_deref(), Some("https://paper.example/weir"));
    assert_eq!(canonical(&Site { url: None, ..site() }), None);
}

#[test]
fn pictures_are_as_the_publisher_says() {
    let mut given = Given::text(
        "---\ntitle: The weir\n---\n\nIt holds.\n\n![Far](https://img.example/far.jpg)\n\n![Near](near.jpg)\n\n\
         [![Linked](https://img.example/linked.jpg)](https://paper.example/)\n",
    );
    given.pictures.insert("near.jpg".into(), "pictures/ab.jpg".into());
    let of = |pictures| {
        let html = given.html(&Site { pictures, ..site() });
        let near = values(&html, "img", "src");
        let links = values(&html, "a", "href").into_iter().filter(|href| href.ends_with(".jpg")).collect::<Vec<_>>();
        (near, links, html)
    };
    let (shown, links, _) = of(Pictures::Load);
    assert_eq!(shown, ["https://img.example/far.jpg", "../../../../pictures/ab.jpg", "https://img.example/linked.jpg"]);
    assert!(links.is_empty());
    let (shown, links, html) = of(Pictures::Copy);
    assert_eq!(shown, ["../../../../pictures/ab.jpg"]);
    assert_eq!(links, ["https://img.example/far.jpg", "https://img.example/linked.jpg"]);
    assert!(values(&html, "a", "href").contains(&"https://paper.example/".to_owned()));
    assert!(html.contains("Far"));
    assert!(meta(&html, "og:image").iter().all(|url| url == "https://weir.example/news/pictures/ab.jpg"));
    let (shown, links, html) = of(Pictures::Link);
    assert!(shown.is_empty());
    assert_eq!(links.len(), 3);
    assert!(meta(&html, "og:image").is_empty());
    assert_eq!(meta(&html, "twitter:card"), ["summary"]);
}

#[test]
fn a_page_without_words_says_so_unless_it_has_a_recording() {
    let empty = "This post has no text.";
    let page = |body: &str| Given::text(&format!("---\ntitle: Weir\n---\n{body}")).html(&site());
    assert!(page("").contains(empty));
    let recording = page("<iframe src=\"https://www.youtube.com/embed/abcdefghijk\"></iframe>");
    assert!(recording.contains("post-head") && !recording.contains(empty), "{recording}");
}

#[test]
fn links_among_posts_lead_to_pages() {
    let mut given =
        Given::text("---\ntitle: The weir\n---\n\nSee [the ferry](/2020/ferry/) and [nobody](/2020/nobody/).\n");
    given.links.insert("/2020/ferry/".into(), "p/2020/01/ferry/".into());
    let html = given.html(&site());
    let hrefs = values(&html, "a", "href");
    assert!(hrefs.contains(&"../../../../p/2020/01/ferry/".to_owned()), "{hrefs:?}");
    // The record says where it led.
    assert!(html.contains("and nobody.</p>") && !hrefs.iter().any(|href| href.contains("nobody")), "{hrefs:?}");
    assert!(!html.contains("av-post:"));
}

#[test]
fn what_was_not_published_is_not_listed() {
    let given = Given::text("---\ntitle: A draft\npublished: false\n---\n\nIt holds.\n");
    assert_eq!(meta(&given.html(&site()), "robots"), ["noindex"]);
    assert_eq!(given.page().feed_entry(&site()), None);
    let listed = Given::text("---\ntitle: No draft\n---\n\nIt holds.\n");
    assert!(listed.page().feed_entry(&site()).is_some());
    assert_eq!(meta(&listed.html(&Site { is_listed: false, ..site() }), "robots"), ["noindex"]);
}

#[test]
fn a_page_has_its_discussion_and_its_record() {
    let given = Given::text(
        "---\ntitle: 码头\nauthor_id: 7\nlang: zh\ncomments:\n  - author: 安\n    date: 2021-03-15\n    text: 第一条评论\n    \
         replies:\n      - author_id: 8\n        text: 回复\n---\n\n<p>正文在这里。</p><script>x</script>\n",
    );
    let names = HashMap::from([("7".to_owned(), "船夫".to_owned()), ("8".to_owned(), "<b>渡</b>".to_owned())]);
    let page = PostPage { names: &names, ..given.page() };
    let html = page.render(&Site { language: Language::ZhHans, ..site() }).text;
    for text in ["船夫", "第一条评论", "&lt;b&gt;渡&lt;/b&gt;", "2 条评论", "清理记录", "脚本"] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn feeds_are_well_formed_and_absolute() {
    let given = Given::text(
        "---\ntitle: 'The <weir> & \"ferry\"'\ndate: 2021-03-14\n---\n\nIt ]]> holds. ![Far](https://img.example/far.jpg)\n",
    );
    let site = Site { pictures: Pictures::Load, ..site() };
    let entry = given.page().feed_entry(&site).expect("an entry");
    let entries = [&entry];
    let feed = Feed { title: "The <Weir>", path: "feed", entries: &entries };
    let text = atom(&site, &feed).expect("a feed");
    for part in [
        "<title>The &lt;Weir&gt;</title>",
        "<id>https://weir.example/news/p/2021/03/weir/</id>",
        "<updated>2021-03-14T00:00:00Z</updated>",
        "rel=\"archives\"",
        "&lt;img src=&quot;https://img.example/far.jpg&quot;",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let json: Value = serde_json::from_str(&json_feed(&site, &feed).expect("a feed")).expect("JSON");
    assert_eq!(json["items"][0]["title"], "The <weir> & \"ferry\"");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(atom(&Site { url: None, ..site }, &feed), None);
}
