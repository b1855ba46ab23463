//! The native command by itself; `tests/package/` holds what it prints to be what the npm package's does.
#![cfg(feature = "command")]

#[path = "common/book.rs"]
mod book;
#[path = "common/temporary.rs"]
mod temporary;
#[path = "common/viewer.rs"]
mod viewer;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use temporary::Temporary;
use viewer::write_viewer;

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map_or(Vec::new(), |entries| entries.map(|entry| entry.unwrap().path()).collect())
}

#[test]
#[cfg(unix)]
fn ctrl_c_leaves_whole_files_and_no_others() {
    let folder = Temporary::new("interrupted").with_posts(2_000);
    let out = folder.0.join("out");
    let words = ["clean", "posts", "--html", "--out", "out", "--no-learn"];
    let mut child = folder.command(&words).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while files(&out).len() < 20 {
        assert!(start.elapsed() < Duration::from_secs(60), "it writes nothing");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "", "nothing is said in a pipe");
    let written = files(&out);
    assert!((20..2_000).contains(&written.len()), "{} files", written.len());
    for file in written {
        assert!(!file.file_name().unwrap().to_string_lossy().starts_with('.'), "{}", file.display());
        assert!(fs::read_to_string(&file).unwrap().ends_with("</html>\n"), "{}", file.display());
    }
}

#[test]
fn closing_the_pipe_is_no_failure() {
    let folder = Temporary::new("pipe").with_posts(300);
    let mut child = folder.command(&["clean", "posts"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 9];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{\"path\":\"");
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), &*said), (Some(0), ""));
}

#[test]
fn a_file_that_can_t_be_written_is_named() {
    let folder = Temporary::new("unwritable").with_posts(2);
    fs::write(folder.0.join("out"), "a file").unwrap();
    let output = folder.run(&["clean", "posts", "--text", "--out", "out"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("out/") && said.contains("2020-01-02-lamp-0.txt: "), "{said}");
}

#[test]
fn publishing_again_writes_what_changed_and_removes_what_went() {
    let folder = Temporary::new("publish").with_posts(3);
    write_viewer(&folder.0.join("viewer"));
    let publish = || {
        let words = ["publish", "posts", "--out", "site", "--title", "Lamps", "--url", "https://a.example/news"];
        let output = folder.run(&[&words, &["--site", "viewer"][..]].concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(publish().starts_with("# 3 posts as pages, 0 pictures, "));
    let page = folder.0.join("site/p/2020/01/lamp-1/index.html");
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains("<h1") && text.contains("Lamp 1") && text.contains("The lamp was lit again."), "{text}");
    assert!(text.contains("https://a.example/news/p/2020/01/lamp-1/"), "{text}");
    let viewer = fs::read_to_string(folder.0.join("site/index.html")).unwrap();
    assert!(viewer.contains("<meta name=\"archive-viewer-library\" content=\"library/index.json\""), "{viewer}");
    let list = || fs::read_to_string(folder.0.join("site/library/index.json")).unwrap();
    assert!(list().contains("\"title\":\"Lamps\",\"total\":3,"), "{}", list());
    let own = "posts/2020-01-02-lamp-1.md";
    let published = folder.0.join("site/posts").join(own);
    assert_eq!(fs::read(&published).unwrap(), fs::read(folder.0.join(own)).unwrap());
    let headers = fs::read_to_string(folder.0.join("site/_headers")).unwrap();
    assert!(headers.contains("\n/news/posts/*\n"), "the path of --url: {headers}");
    assert!(!folder.0.join("site/posts/index.json").exists(), "the viewer's samples");

    assert!(publish().contains("\n# 0 written, "));
    fs::remove_file(folder.0.join(own)).unwrap();
    assert!(publish().contains("# 2 posts as pages"));
    assert!(!page.exists() && !page.parent().unwrap().exists() && !published.exists());
    assert!(list().contains("\"total\":2,"), "{}", list());
    let part = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "part");
    assert!(!files(&folder.0.join("site")).iter().any(part));
}

#[test]
fn publishing_says_what_is_wrong_with_a_viewer() {
    let folder = Temporary::new("publish-viewer").with_posts(1);
    let said = |words: &[&str]| {
        let output = folder.run(&[&["publish", "posts", "--out", "site"], words].concat());
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        assert!(!folder.0.join("site").exists());
        String::from_utf8(output.stderr).unwrap()
    };
    let nothing = said(&["--site", "posts"]);
    assert_eq!(
        nothing,
        "posts: the viewer's files are not there: it has no index.html; or leave the viewer out with --only-pages\n"
    );
    fs::create_dir(folder.0.join("other")).unwrap();
    fs::write(folder.0.join("other/index.html"), "<html>").unwrap();
    let other = said(&["--site", "other"]);
    assert!(other.contains("`cargo xtask dist` makes them"), "{other}");

    write_viewer(&folder.0.join("viewer"));
    let output = folder.run(&["publish", "posts", "--out", "again", "--site", "viewer"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let opened = said(&["--site", "again"]);
    assert!(opened.contains("opens on other posts already"), "{opened}");
}

#[test]
fn publishing_replaces_nothing_of_others_and_names_what_is_wrong() {
    let folder = Temporary::new("publish-others").with_posts(1);
    fs::create_dir_all(folder.0.join("mine")).unwrap();
    fs::write(folder.0.join("mine/index.html"), "mine").unwrap();
    fs::create_dir_all(folder.0.join("site/p/mine")).unwrap();
    fs::write(folder.0.join("empty"), "").unwrap();
    let said = |words: &[&str]| {
        let output = folder.run(&[words, &["--only-pages"]].concat());
        assert_ne!(output.status.code(), Some(0), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let others = said(&["publish", "posts", "--out", "site"]);
    assert!(others.ends_with("was not made by this command\n") && others.starts_with("site"), "{others}");
    write_viewer(&folder.0.join("viewer"));
    let output = folder.run(&["publish", "posts", "--out", "mine", "--site", "viewer"]);
    let page = String::from_utf8(output.stderr).unwrap();
    assert!(page.starts_with("mine") && page.contains("index.html is there and was not made by"), "{page}");
    assert!(!folder.0.join("mine/p").exists());
    assert!(folder.run(&["publish", "posts", "--out", "mine", "--only-pages"]).status.success(), "beside it");
    assert!(folder.0.join("mine/p/index.html").exists());
    assert_eq!(fs::read_to_string(folder.0.join("mine/index.html")).unwrap(), "mine");
    assert_eq!(said(&["publish", "none.zip", "--out", "new"]), "none.zip: there is no such file or folder\n");
    assert!(
        said(&["publish", "posts", "--out", "new", "--url", "a.example"]).contains("https://archive.example/news/")
    );
    let taken = said(&["publish", "posts", "--out", "empty"]);
    assert!(taken.starts_with("empty"), "{taken}");
}

#[test]
fn each_command_has_examples_a_page_of_the_manual_and_completions() {
    let folder = Temporary::new("help");
    fs::create_dir(folder.0.join("man")).unwrap();
    assert!(folder.run(&["manual", "man"]).status.success());
    let completions = String::from_utf8(folder.run(&["completions", "bash"]).stdout).unwrap();
    for name in ["clean", "list", "check", "stats", "serve", "publish", "export", "manifest", "compare"] {
        let help = String::from_utf8(folder.run(&[name, "--help"]).stdout).unwrap();
        assert!(help.contains(&format!("\n  archive-viewer {name} ")), "{help}");
        let page = fs::read_to_string(folder.0.join(format!("man/archive-viewer-{name}.1"))).unwrap();
        assert!(page.contains("Examples:"), "{page}");
        assert!(completions.contains(&format!("archive__viewer,{name})")), "{name}");
    }
    assert_eq!(folder.run(&["clean", "a.md", "--json", "--text"]).status.code(), Some(2));
}

/// The book of some posts, with a picture of their own, as one of the readers of books would open it.
#[test]
fn a_book_has_the_posts_with_their_pictures_and_links() {
    let folder = Temporary::new("book");
    let posts = folder.0.join("posts/_posts");
    fs::create_dir_all(&posts).unwrap();
    let prose = "The lamp was lit again. ".repeat(40);
    let png = b"\x89PNG\r\n\x1a\nthe rest of it".to_vec();
    fs::write(posts.join("lamp.png"), &png).unwrap();
    let first =
        format!("---\ntitle: First\ndate: 2020-01-02\n---\n\n{prose}\n\n![The lamp at night](lamp.png)\n\n{prose}");
    let second =
        format!("---\ntitle: Second\n---\n\nAs [before](/2020/01/02/first.html) and [after](third.md). {prose}");
    fs::write(posts.join("2020-01-02-first.md"), first).unwrap();
    fs::write(posts.join("2021-03-04-second.md"), second).unwrap();
    let output = folder.run(&["export", "posts", "--epub", "lamp.epub", "--title", "Lamps", "--author", "Ann"]);
    assert!(output.status.success() && output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = fs::read(folder.0.join("lamp.epub")).unwrap();
    let files = book::files(&bytes);
    assert_eq!(book::href_problems(&files), Vec::<String>::new());
    let (first, second) = (&files["book/c00001.xhtml"], &files["book/c00002.xhtml"]);
    assert!(first.contains("src=\"pictures/") && first.contains("alt=\"The lamp at night\""), "{first}");
    assert!(second.contains("<a href=\"c00001.xhtml\">before</a>") && second.contains("<a>after</a>"), "{second}");
    assert!(files["book/package.opf"].contains("<dc:creator>Ann</dc:creator>"));
    assert!(
        folder
            .run(&["export", "posts", "--epub", "again.epub", "--title", "Lamps", "--author", "Ann"])
            .status
            .success()
    );
    assert_eq!(fs::read(folder.0.join("again.epub")).unwrap(), bytes, "two runs give the same book");
    // A part of them.
    assert!(folder.run(&["export", "posts", "--epub", "part.epub", "--query", "year:2021"]).status.success());
    let part = book::files(&fs::read(folder.0.join("part.epub")).unwrap());
    assert!(part["book/c00001.xhtml"].contains("<h1>Second</h1>") && !part.contains_key("book/c00002.xhtml"));
    let none = folder.run(&["export", "posts", "--epub", "none.epub", "--query", "year:1999"]);
    assert_eq!((none.status.code(), folder.0.join("none.epub").exists()), (Some(1), false));
    let unwritable = folder.run(&["export", "posts", "--epub", "no/such/folder.epub"]);
    assert!(String::from_utf8_lossy(&unwritable.stderr).starts_with("no/such/folder.epub: "));
}

/// `tests/package/references.test.js` reads them with a parser of each.
#[test]
fn references_are_in_one_file_the_same_each_time() {
    let folder = Temporary::new("references").with_posts(70);
    let text = |words: &[&str]| {
        let output = folder.run(words);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for form in ["--ris", "--csl"] {
        assert_eq!(text(&["export", "posts", form, "list"]), "");
        let written = fs::read_to_string(folder.0.join("list")).unwrap();
        assert_eq!(written, text(&["export", "posts", form, "-"]), "two runs give the same");
        assert_eq!(written.matches("Lamp ").count(), 70);
    }
    let one = text(&["export", "posts", "--ris", "-", "--query", "\"Lamp 7\""]);
    assert!(one.starts_with("TY  - ELEC\r\nTI  - Lamp 7\r\nPY  - 2020\r\nDA  - 2020/01/02/\r\n"), "{one}");
    assert!(one.ends_with("\r\nER  - \r\n") && one.matches("TY  - ").count() == 1, "{one}");
    assert_eq!(folder.run(&["export", "posts"]).status.code(), Some(2));
    assert_eq!(folder.run(&["export", "posts", "--ris", "a", "--csl", "b"]).status.code(), Some(2));
    assert_eq!(folder.run(&["export", "posts", "none.zip", "--ris", "a"]).status.code(), Some(1));
}

#[test]
fn answers_in_files_of_their_own_are_in_the_chapter_of_their_question() {
    let folder = Temporary::new("thread");
    for number in 1..4 {
        let (question, answers) = (folder.0.join("posts/questions"), folder.0.join(format!("posts/answers/{number}")));
        fs::create_dir_all(&question).unwrap();
        fs::create_dir_all(&answers).unwrap();
        let prose = "Why was the lamp lit again? ".repeat(20);
        fs::write(question.join(format!("{number}.md")), format!("---\ntitle: Why {number}\n---\n\n{prose}")).unwrap();
        let answer = format!("---\nauthor: Ben\ndate: 2020-01-0{number}\n---\n\nFor ship {number}.");
        fs::write(answers.join("1.md"), answer).unwrap();
    }
    assert!(folder.run(&["export", "posts", "--epub", "thread.epub"]).status.success());
    let files = book::files(&fs::read(folder.0.join("thread.epub")).unwrap());
    let chapters: Vec<&String> =
        files.iter().filter(|(path, _)| path.starts_with("book/c0")).map(|(_, text)| text).collect();
    assert_eq!(chapters.len(), 3);
    for text in chapters {
        assert!(text.contains("<h1>Why") && text.contains("For ship") && text.contains("<bdi>Ben</bdi>"), "{text}");
    }
}
