//! Captures of the web by the command: of our own making, and by warcio and wacz when named.
#![cfg(feature = "command")]

#[path = "common/captures.rs"]
#[allow(dead_code, reason = "their cases are in archive.rs")]
mod captures;
#[path = "common/pack.rs"]
#[allow(dead_code, reason = "their cases are in archive.rs")]
mod pack;
#[path = "common/temporary.rs"]
#[allow(dead_code, reason = "posts are made of captures")]
mod temporary;

use captures::*;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use temporary::Temporary;

/// A picture that is large enough for one.
fn picture() -> Vec<u8> {
    let mut noise = 1_u32;
    let rest = (0..900).map(|_| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 24) as u8
    });
    PNG.iter().copied().chain(rest).collect()
}

fn site() -> Vec<Vec<u8>> {
    let page = page("The bridge").replace("</h1>", "</h1><img src=\"/i/weir.png\" alt=\"The weir\">");
    vec![
        info(),
        response("https://a.example/news/bridge", "text/html", page.as_bytes()),
        response("https://a.example/i/weir.png", "image/png", &picture()),
        encoded("https://a.example/news/ferry", "gzip", "The ferry"),
    ]
}

/// Lines of JSON that a command prints.
fn lines(folder: &Temporary, words: &[&str]) -> Vec<Value> {
    let output = folder.run(words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""), "{words:?}");
    output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

#[test]
fn every_command_opens_captures() {
    let folder = Temporary::new("captures");
    let all = [
        ("site.warc", warc(&site()).bytes),
        ("site.warc.gz", warc_gz(&site()).bytes),
        ("site.wacz", wacz(&[("data.warc.gz", warc_gz(&site()).bytes)]).bytes),
    ];
    for (name, bytes) in &all {
        fs::write(folder.0.join(name), bytes).unwrap();
        let posts = lines(&folder, &["clean", name]);
        let facts: Vec<_> =
            posts.iter().map(|post| ["title", "source"].map(|key| post[key].as_str().unwrap_or(""))).collect();
        let expected = [["The bridge", "https://a.example/news/bridge"], ["The ferry", "https://a.example/news/ferry"]];
        assert_eq!(facts, expected, "{name}: {posts:?}");
        assert!(posts.iter().all(|post| post["text"].as_str().unwrap().contains("says in part 4")), "{name}");
        assert!(posts.iter().all(|post| post["date"].as_str().is_some_and(|date| date.starts_with("2021-06-01"))));
        let listed = folder.run(&["list", name]);
        let listed = String::from_utf8(listed.stdout).unwrap();
        assert!(listed.contains("The bridge") && listed.contains("The ferry"), "{listed}");
        let check = folder.run(&["check", name]);
        let said = String::from_utf8(check.stdout).unwrap();
        assert!(!said.contains("weir.png"), "its pictures are there: {said}");
        let out = format!("{name}-epub.epub");
        assert!(folder.run(&["export", name, "--epub", &out]).status.success());
        let book = fs::read(folder.0.join(out)).unwrap();
        let has = |bytes: &[u8]| memchr::memmem::find(&book, bytes).is_some();
        assert!(has(&picture()), "the picture is in the book of {name}");
    }
}

#[test]
fn a_saved_page_is_a_post_with_its_pictures() {
    let folder = Temporary::new("mhtml");
    let page = page("The bridge").replace("</h1>", "</h1><img src=\"cid:w@x\" alt=\"The weir\">").replace('=', "=3D");
    let saved = mhtml(
        "https://a.example/news/bridge",
        &[
            ("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable", page.as_bytes()),
            ("Content-Type: image/png\nContent-Transfer-Encoding: binary\nContent-ID: <w@x>", &picture()),
        ],
    );
    fs::create_dir(folder.0.join("pages")).unwrap();
    for name in ["bridge.mhtml", "pages/bridge.mht"] {
        fs::write(folder.0.join(name), &saved).unwrap();
    }
    for input in ["bridge.mhtml", "pages"] {
        let posts = lines(&folder, &["clean", input]);
        let [post] = &*posts else { panic!("{input}: {posts:?}") };
        assert_eq!(post["title"], "The bridge", "{input}");
        assert_eq!(post["source"], "https://a.example/news/bridge");
        assert!(post["date"].as_str().unwrap().starts_with("2021-06-01"));
        assert!(post.to_string().contains("data:image/png;base64,iVBORw0KGgo"), "{post}");
    }
}

/// As SingleFile writes it: larger than what is cleaned of a post without pictures.
#[test]
fn a_page_of_singlefile_has_its_pictures_however_large_they_are() {
    let folder = Temporary::new("singlefile");
    let data = |size: usize| format!("data:image/png;base64,iVBORw0KGgo{}", "AbC/".repeat(size / 4));
    let (large, preview) = (data(5_000_000), data(2_000));
    let comment = "<!--\n Page saved with SingleFile \n url: https://a.example/news/bridge \n saved date: Tue Jun 01 2021 12:00:00 GMT+0200 (Central European Summer Time)\n-->";
    let images = format!(
        "</h1><img src=\"{large}\" data-src=\"https://a.example/i/large.jpg\" alt=\"The weir\">\
         <p>Between the pictures stands a paragraph of its own, which says something.</p>\
         <img src=\"{preview}\" data-src=\"https://a.example/i/other.jpg\" alt=\"The ferry\">"
    );
    let page =
        page("The bridge").replace("<html lang=en>", &format!("<html lang=en>{comment}")).replace("</h1>", &images);
    fs::write(folder.0.join("bridge.html"), page).unwrap();
    let posts = lines(&folder, &["clean", "bridge.html"]);
    let [post] = &*posts else { panic!("{}", posts.len()) };
    assert_eq!((&post["title"], &post["source"]), (&"The bridge".into(), &"https://a.example/news/bridge".into()));
    assert!(post["date"].as_str().unwrap().starts_with("2021-06-01"));
    let html = post["html"].as_str().unwrap();
    assert!(html.contains("<p>The bridge says in part 0") && html.contains(&large), "the page is cleaned");
    // What a page shows until its picture is there is not the picture.
    assert!(html.contains("https://a.example/i/other.jpg") && !html.contains(&format!("\"{preview}\"")));
}

#[test]
fn mailboxes_and_lists_of_feeds_say_what_they_are() {
    let folder = Temporary::new("no-posts");
    let mail = "From ann@a.example Tue Jun  1 12:00:00 2021\nReturn-Path: <ann@a.example>\nSubject: x\n\nHello\n";
    let feeds = "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><body><outline xmlUrl=\"https://a.example/feed\"/></body></opml>";
    for (name, text, sentence) in [
        ("mail.mbox", mail, "it is a mailbox (mbox), which holds e-mails and no posts"),
        ("feeds.opml", feeds, "it is a list of feeds (OPML), which holds their addresses and no posts"),
    ] {
        fs::write(folder.0.join(name), text).unwrap();
        let output = folder.run(&["clean", name]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.trim()), (Some(1), &*format!("{name}: {sentence}")));
    }
    // Whose first line only begins so.
    fs::write(folder.0.join("letter.txt"), "From here the road\nDate: in 2021 it was new, at 12:00 sharp.\n").unwrap();
    assert_eq!(lines(&folder, &["clean", "letter.txt"]).len(), 1);
}

/// `PYTHON` names one that has the packages `warcio` and `wacz`.
#[test]
#[ignore = "needs Python's warcio and wacz: cargo xtask test captures"]
fn captures_of_warcio_and_wacz_open() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !Command::new(&python).args(["-c", "import warcio, wacz"]).output().unwrap().status.success() {
        println!("not run: {python} has not the packages warcio and wacz");
        return;
    }
    let folder = Temporary::new("warcio");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures/make.py");
    let made = Command::new(&python).arg(script).arg(&folder.0).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let expected = ["A plain page", "A packed page", "A deflated page", "A page in chunks", "新桥通车", "A resource"];
    for name in ["plain.warc", "packed.warc.gz", "whole.warc.gz", "recompressed.warc.gz", "site.wacz", "plain.wacz"] {
        let posts = lines(&folder, &["clean", name]);
        let titles: Vec<_> = posts.iter().map(|post| post["title"].as_str().unwrap()).collect();
        assert_eq!(titles, expected, "{name}");
        assert!(posts.iter().all(|post| post["source"].is_string() && post["date"].is_string()), "{name}");
        let check = String::from_utf8(folder.run(&["check", name]).stdout).unwrap();
        assert!(!check.contains("weir.png"), "{name}: {check}");
    }
}
