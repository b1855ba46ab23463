//! Books: valid in structure, well-formed whatever the posts are, with all words of the posts.

#[path = "common/book.rs"]
mod book;
#[path = "common/payload.rs"]
#[allow(dead_code)]
mod payload;

use archive_viewer::article::policy;
use archive_viewer::export::epub::{Book, By, Draft, Found, MOST, Options};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::page::ReadingPage;
use book::{Files, files, href_problems, words};
use payload::Payload;
use roxmltree::{Document, Node};
use std::collections::HashSet;

fn options() -> Options {
    Options { title: "The Weir & <others>".into(), rights: Some("CC BY 4.0".into()), ..Options::default() }
}

fn page(name: &str, bytes: &[u8]) -> Option<ReadingPage> {
    let file = read_text(name, bytes, &EncodingRs).ok()?;
    Some(ReadingPage::of_text(file, bytes.len() as u64))
}

fn text_page(text: &str) -> ReadingPage {
    page("2021-03-14-weir.md", text.as_bytes()).expect("a post")
}

/// The bytes of a book of posts, taken after each chapter.
fn bytes(options: Options, pages: &[ReadingPage], found: &Found) -> Vec<u8> {
    let mut book = Book::new(options).unwrap();
    let mut bytes = Vec::new();
    for (number, page) in (1..).zip(pages) {
        book.chapter(number, Draft::of(page, true), found).unwrap();
        bytes.extend(book.take());
    }
    bytes.extend(book.finish().unwrap());
    bytes
}

fn book(pages: &[ReadingPage]) -> Files {
    files(&bytes(options(), pages, &Found::default()))
}

fn chapter(text: &str) -> String {
    book(&[text_page(text)])["book/c00001.xhtml"].clone()
}

fn named<'a, 'i>(document: &'a Document<'i>, name: &str) -> Vec<Node<'a, 'i>> {
    document.descendants().filter(|node| node.has_tag_name(name)).collect()
}

const PHRASE: &str = "The weir held all night, and the miller slept for the first time in a week. ";

#[test]
fn the_container_is_as_readers_expect_it() {
    let posts = [
        text_page(
            "---\ntitle: Weir\nauthor: Ann & Ben\ndate: 2021-03-14\nfrom: https://www.weir.example/a\nlang: en\n---\n\nx",
        ),
        text_page("---\ntitle: 堰\ndate: 2020-02-01\n---\n\n水位一夜未降，磨坊主一周以来第一次睡着了。"),
    ];
    let bytes = bytes(options(), &posts, &Found::default());
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(bytes[8..10], [0, 0], "it is stored");
    assert_eq!(bytes[28..30], [0, 0], "it has no extra field");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let files = files(&bytes);
    let package = Document::parse(&files["book/package.opf"]).unwrap();
    let value = |name: &str| named_dc(&package, name);
    assert_eq!(value("title"), ["The Weir & <others>"]);
    assert_eq!(value("creator"), ["Ann & Ben"]);
    assert_eq!(value("source"), ["weir.example"]);
    assert_eq!(value("date"), ["2021-03-14"]);
    assert_eq!(value("rights"), ["CC BY 4.0"]);
    assert_eq!(value("language").len(), 2);
    assert!(value("identifier")[0].starts_with("urn:uuid:"));
    // Every file is in the manifest, once, and there.
    let items = package.descendants().filter(|node| node.tag_name().name() == "item");
    let mut listed: Vec<String> = items.map(|item| format!("book/{}", item.attribute("href").unwrap())).collect();
    listed.extend(["mimetype", "META-INF/container.xml", "book/package.opf"].map(str::to_owned));
    listed.sort();
    assert_eq!(listed, files.keys().cloned().collect::<Vec<_>>());
    let nav = Document::parse_with_options(&files["book/nav.xhtml"], book::dtd()).unwrap();
    let links: Vec<&str> = nav.descendants().filter_map(|node| node.attribute("href")).collect();
    assert!(links.contains(&"c00001.xhtml") && links.contains(&"c00002.xhtml"), "{links:?}");
    assert!(files["book/cover.xhtml"].contains("2020-02-01 – 2021-03-14"));
    assert!(files["book/cover.xhtml"].contains("2 posts"));
    assert!(files["book/cover.svg"].contains("The Weir &amp; "));
}

fn named_dc(package: &Document, name: &str) -> Vec<String> {
    let is_it = |node: &Node| node.tag_name().namespace() == Some("http://purl.org/dc/elements/1.1/");
    let found = package.descendants().filter(|node| is_it(node) && node.tag_name().name() == name);
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// Elements of the book's own.
const OWN: &[&str] = &["html", "head", "title", "link", "body", "section", "header", "div"];

/// What in a chapter may not be there, whatever the post is.
fn violations(xhtml: &str) -> Vec<String> {
    let document = match Document::parse_with_options(xhtml, book::dtd()) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let (mut found, mut ids) = (Vec::new(), HashSet::new());
    for node in document.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        if !OWN.contains(&tag) && !policy::TAGS.contains(&tag) {
            found.push(format!("<{tag}>"));
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if name.starts_with("on") || matches!(name, "style" | "srcdoc" | "action" | "xlink:href") {
                found.push(format!("{tag} {name}"));
            }
            if name == "id" && !ids.insert(value) {
                found.push(format!("the id {value} twice"));
            }
            let is_inside = value.starts_with('#') || value == "book.css" || value.starts_with("pictures/");
            let is_outside = ["http://", "https://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
            if name == "href" && !is_inside && !is_outside || name == "src" && !is_inside {
                found.push(format!("{tag} {name}={value}"));
            }
        }
    }
    found
}

#[test]
fn every_payload_becomes_well_formed_without_anything_active() {
    let (mut pages, mut names) = (Vec::new(), Vec::new());
    for payload in Payload::all() {
        let (name, bytes) = payload.file();
        if let Some(page) = page(&name, &bytes) {
            pages.push(page);
            names.push(payload.shown());
        }
    }
    assert!(pages.len() > 500, "{}", pages.len());
    let files = book(&pages);
    let mut report = Vec::new();
    for (number, (name, page)) in (1..).zip(names.iter().zip(&pages)) {
        let text = &files[&format!("book/c{number:05}.xhtml")];
        report.extend(violations(text).into_iter().map(|line| format!("{name}: {line}")));
        if report.is_empty() {
            let missing = words::missing(page, text);
            report.extend(missing.map(|missing| format!("{name}: lost {missing:?}")));
        }
    }
    report.extend(href_problems(&files));
    assert!(report.is_empty(), "{} faults:\n{}", report.len(), report.join("\n"));
}

#[test]
fn the_check_of_chapters_can_fail() {
    let around = |body: &str| format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>");
    for bad in [
        "<br>",
        "<script/>",
        "<p onclick=\"x\"/>",
        "<a href=\"javascript:x\"/>",
        "<p id=\"a\"/><p id=\"a\"/>",
        "<img src=\"https://a\"/>",
    ] {
        assert!(!violations(&around(bad)).is_empty(), "{bad}");
    }
    assert_eq!(violations(&around("<p>a</p>")), Vec::<String>::new());
}

#[test]
fn what_is_in_the_wrong_place_finds_a_right_one() {
    let long = PHRASE.repeat(3);
    let text = chapter(&format!(
        "---\ntitle: Weir\n---\n<p>{long}</p><ul>loose<li>item</li></ul><b><p>bold block</p></b><h2><p>heading</p></h2>\
         <dl><dd>no term</dd></dl><details><p>no summary</p></details><ruby>字<rt>zi</rt>后</ruby>\
         <ul><li value=3>three</li></ul><table><tr><td colspan=0>cell</td></tr></table><p>{long}</p>"
    ));
    for kept in ["loose", "item", "bold block", "heading", "no term", "no summary", "后", "three", "cell"] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    assert_eq!(violations(&text), Vec::<String>::new());
    let document = Document::parse_with_options(&text, book::dtd()).unwrap();
    for list in named_x(&document, "ul") {
        assert!(list.children().filter(Node::is_element).all(|child| child.tag_name().name() == "li"), "{text}");
    }
    assert!(
        !text.contains("<dl") && !text.contains("<details") && !text.contains("colspan") && !text.contains("value=")
    );
    for line in named_x(&document, "p").into_iter().chain(named_x(&document, "h2")) {
        assert!(
            !line.descendants().any(|inner| inner != line && inner.has_tag_name(("http://www.w3.org/1999/xhtml", "p"))),
            "{text}"
        );
    }
}

fn named_x<'a, 'i>(document: &'a Document<'i>, name: &str) -> Vec<Node<'a, 'i>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

#[test]
fn links_among_posts_lead_inside_and_others_outside() {
    let text = "---\ntitle: Weir\n---\n\nA [post](other.html), [another](gone.html), [a page](https://a.example/x|y), and more.";
    let page = text_page(text);
    let draft = Draft::of(&page, true);
    assert_eq!(draft.links(), ["other.html", "gone.html"]);
    let found = Found { links: [("other.html".to_owned(), 1)].into(), ..Found::default() };
    let files = files(&bytes(options(), &[page], &found));
    let text = &files["book/c00001.xhtml"];
    assert!(text.contains("<a href=\"c00001.xhtml\">post</a>"), "{text}");
    assert!(text.contains("<a>another</a>"), "{text}");
    assert!(text.contains("<a href=\"https://a.example/x%7Cy\">a page</a>"), "{text}");
}

#[test]
fn notes_are_marked_for_readers_that_open_them() {
    let text = chapter(&format!("---\ntitle: Weir\n---\n\n{PHRASE}[^1] {PHRASE}\n\n[^1]: By hand, at dawn.\n"));
    assert_eq!(text.matches("epub:type=\"noteref\"").count(), 1, "{text}");
    assert_eq!(text.matches("epub:type=\"footnote\"").count(), 1, "{text}");
    assert!(text.contains("id=\"c1-"), "{text}");
    // A near miss: a link by a word leads to a place and no note.
    let text =
        chapter(&format!("---\ntitle: Weir\n---\n<p>{PHRASE}<a href=\"#end\">below</a></p><p id=\"end\">{PHRASE}</p>"));
    assert!(!text.contains("noteref") && text.contains("<a href=\"#c1-"), "{text}");
}

#[test]
fn pictures_are_inside_or_words() {
    let gif = format!("data:image/gif;base64,R0lGODlh{}", "AbC4".repeat(600));
    let text = format!(
        "---\ntitle: Weir\n---\n<p>{PHRASE}</p><figure><img src=\"https://a.example/far.jpg\" alt=\"A boat at noon\"><figcaption>Seen \
         from afar</figcaption></figure><p>{PHRASE}</p><p><img src=\"own.png\" alt=\"Own\" width=\"400\" height=\"300\">\
         </p><p>{PHRASE}</p><p><img src=\"{gif}\" alt=\"Dot\" width=\"300\" height=\"300\"></p><p>{PHRASE}</p>"
    );
    let page = text_page(&text);
    let draft = Draft::of(&page, true);
    // An archive of captures may have either.
    assert_eq!(draft.pictures(), ["https://a.example/far.jpg", "own.png"]);
    let mut book = Book::new(options()).unwrap();
    let png = b"\x89PNG\r\n\x1a\nnot a whole one";
    let path = book.picture(png).unwrap().expect("a picture");
    assert_eq!(book.picture(png).unwrap(), Some(path.clone()), "it is there once");
    assert_eq!(book.picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap(), None);
    let found = Found { pictures: [("own.png".to_owned(), path.clone())].into(), ..Found::default() };
    book.chapter(1, draft, &found).unwrap();
    let mut all = book.take();
    all.extend(book.finish().unwrap());
    let files = files(&all);
    let text = &files["book/c00001.xhtml"];
    assert!(text.contains(&format!("src=\"{path}\"")) && text.contains("alt=\"Own\""), "{text}");
    assert!(text.contains("A boat at noon <a href=\"https://a.example/far.jpg\">[Picture a.example]</a>"), "{text}");
    assert!(text.contains("Seen from afar"), "{text}");
    assert_eq!(files.keys().filter(|name| name.ends_with(".gif")).count(), 1, "{text}");
    assert_eq!(href_problems(&files), Vec::<String>::new());
}

#[test]
fn a_long_post_is_cut_between_blocks() {
    let paragraphs: String =
        (0..9000).map(|at| format!("<p>{at} \"so\" & <a href=\"#end\">on</a> {PHRASE}</p>\n")).collect();
    let page = text_page(&format!("---\ntitle: Weir\n---\n{paragraphs}<p id=\"end\">The end. {PHRASE}</p>"));
    let files = book(std::slice::from_ref(&page));
    let parts: Vec<&String> =
        files.iter().filter(|(name, _)| name.starts_with("book/c0")).map(|(_, text)| text).collect();
    assert!(parts.len() > 3, "{}", parts.len());
    for part in &parts {
        assert!(part.len() < MOST, "{}", part.len());
        assert_eq!(violations_inside(part), Vec::<String>::new());
    }
    assert_eq!(href_problems(&files), Vec::<String>::new());
    // In order of parts, not of names.
    let whole: String = (0..parts.len())
        .map(|at| {
            &*files[&if at == 0 { "book/c00001.xhtml".to_owned() } else { format!("book/c00001-{}.xhtml", at + 1) }]
        })
        .map(words::body)
        .collect();
    assert_eq!(words::missing_in(&page, &whole), None);
}

/// Beside links to other parts.
fn violations_inside(part: &str) -> Vec<String> {
    violations(part).into_iter().filter(|line| !line.contains("href=c0")).collect()
}

#[test]
fn a_post_beyond_the_limits_is_its_text_in_small_files() {
    let page = text_page(&format!("---\ntitle: Weir\n---\n{}", "<i>".repeat(100_000) + &PHRASE.repeat(9_000)));
    assert!(page.plain);
    let files = book(std::slice::from_ref(&page));
    let parts: Vec<&String> =
        files.iter().filter(|(name, _)| name.starts_with("book/c0")).map(|(_, text)| text).collect();
    assert!(parts.len() > 2 && parts.iter().all(|part| part.len() < MOST));
}

#[test]
fn columns_run_from_the_right() {
    let page = || text_page("---\ntitle: 堰\nlang: zh-Hant\n---\n\n水位一夜未降，磨坊主一周以來第一次睡著了。");
    let files = files(&bytes(Options { is_vertical: true, ..options() }, &[page()], &Found::default()));
    assert!(files["book/package.opf"].contains("<spine page-progression-direction=\"rtl\">"));
    assert!(
        files["book/c00001.xhtml"].contains("lang=\"zh-Hant\" xml:lang=\"zh-Hant\" dir=\"ltr\" class=\"vertical\"")
    );
    assert!(files["book/nav.xhtml"].contains("目錄"));
    let plain = book(&[page()]);
    assert!(plain["book/package.opf"].contains("<spine>") && !plain["book/c00001.xhtml"].contains("vertical\""));
}

#[test]
fn the_contents_are_by_date_or_by_source() {
    let post = |title: &str, date: &str, host: &str| {
        text_page(&format!("---\ntitle: {title}\ndate: {date}\nfrom: https://{host}/x\n---\n\n{PHRASE}"))
    };
    let pages = [
        post("A", "2020-01-02", "a.example"),
        post("B", "2020-03-04", "a.example"),
        post("C", "2021-03-04", "b.example"),
    ];
    let nav = book(&pages)["book/nav.xhtml"].clone();
    for name in [">2020</a>", ">January</a>", ">March</a>", ">2021</a>"] {
        assert!(nav.contains(name), "{nav}");
    }
    let files = files(&bytes(Options { by: By::Source, ..options() }, &pages, &Found::default()));
    let nav = &files["book/nav.xhtml"];
    assert!(nav.contains(">a.example</a>") && nav.contains(">b.example</a>") && !nav.contains("2020"), "{nav}");
    assert!(By::Date.key(Some("2020"), Some("b")) < By::Date.key(Some("2021"), Some("a")));
    assert!(By::Source.key(Some("2021"), Some("a")) < By::Source.key(Some("2020"), Some("b")));
    assert!(By::Date.key(Some("2021"), None) < By::Date.key(None, Some("a")));
}

#[test]
fn a_discussion_is_below_its_post_or_left_out() {
    let text = format!("---\ntitle: Weir\ncomments:\n  - author: Ann\n    text: It held.\n---\n\n{PHRASE}");
    let page = text_page(&text);
    let of = |has: bool| {
        let mut book = Book::new(options()).unwrap();
        book.chapter(1, Draft::of(&page, has), &Found::default()).unwrap();
        let mut bytes = book.take();
        bytes.extend(book.finish().unwrap());
        files(&bytes)["book/c00001.xhtml"].clone()
    };
    assert!(of(true).contains("<h2>1 comment</h2>") && of(true).contains("It held."));
    assert!(!of(false).contains("It held."));
}

#[test]
fn the_same_posts_give_the_same_bytes_and_others_another_identifier() {
    let pages = [text_page(&format!("---\ntitle: Weir\n---\n\n{PHRASE}"))];
    let one = bytes(options(), &pages, &Found::default());
    assert_eq!(one, bytes(options(), &pages, &Found::default()));
    let id = |files: &Files| named_dc(&Document::parse(&files["book/package.opf"]).unwrap(), "identifier");
    let other = [text_page(&format!("---\ntitle: Weir\n---\n\n{PHRASE}Then rain."))];
    assert_ne!(id(&files(&one)), id(&book(&other)));
    assert!(named(&Document::parse(&files(&one)["META-INF/container.xml"]).unwrap(), "x").is_empty());
}
