//! The native command and addresses: what it serves to this machine, and what it reads from servers.
#![cfg(feature = "command")]

#[path = "common/pack.rs"]
#[allow(dead_code)]
mod pack;
#[path = "common/temporary.rs"]
#[allow(dead_code)]
mod temporary;
#[path = "common/viewer.rs"]
mod viewer;

use pack::{Zip, ZipEntry};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use temporary::Temporary;
use viewer::write_viewer;

fn archive(posts: usize) -> Vec<u8> {
    Zip::of((0..posts).map(|number| ZipEntry::post(&format!("x-main/_posts/2020-01-02-{number}.md")))).pack().bytes
}

/// The command `serve`, running.
struct Serving {
    child: Child,
    url: String,
    port: u16,
}

impl Serving {
    fn start(folder: &Temporary, words: &[&str]) -> Self {
        let mut command = folder.command(&[&["serve", "--no-open"], words].concat());
        Serving::of(command.env("TMPDIR", &folder.0).stdout(Stdio::piped()).spawn().unwrap())
    }

    fn of(mut child: Child) -> Self {
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let port = url.split([':', '/']).nth(4).and_then(|port| port.parse().ok());
        Serving { child, port: port.unwrap_or_else(|| panic!("{url}")), url: url.trim().to_owned() }
    }

    fn ask(&self, path: &str, headers: &str) -> Vec<u8> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        write!(connection, "GET {path} HTTP/1.1\r\n{headers}\r\n").unwrap();
        connection.shutdown(Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        answer
    }

    /// The status of an answer to the server's own name, and its body.
    fn get(&self, path: &str, headers: &str) -> (u16, Vec<u8>) {
        let answer = self.ask(path, &format!("Host: 127.0.0.1:{}\r\n{headers}", self.port));
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        (status(&answer), answer[end + 4..].to_vec())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn status(answer: &[u8]) -> u16 {
    String::from_utf8_lossy(&answer[9..12]).parse().unwrap()
}

/// A folder with an archive and a built viewer, as far as a server knows one.
fn with_site(name: &str) -> Temporary {
    let folder = Temporary::new(name);
    fs::create_dir_all(folder.0.join("site/parts")).unwrap();
    for file in ["index.html", "service-worker.js", "parts/core.wasm", ".nojekyll"] {
        fs::write(folder.0.join("site").join(file), file).unwrap();
    }
    fs::write(folder.0.join("old news.zip"), archive(3)).unwrap();
    folder
}

#[test]
fn the_viewer_and_the_archive_are_served_by_ranges() {
    let folder = with_site("serve");
    let serving = Serving::start(&folder, &["old news.zip", "--site", "site"]);
    assert!(serving.url.ends_with("/?src=archive%2Fold%2520news.zip"), "{}", serving.url);
    let zip = archive(3);
    assert_eq!(serving.get("/archive/old%20news.zip", ""), (200, zip.clone()));
    assert_eq!(serving.get("/archive/old%20news.zip", "Range: bytes=10-19\r\n"), (206, zip[10..20].to_vec()));
    assert_eq!(serving.get("/?src=x", "").1, b"index.html");
    assert_eq!(serving.get("/parts/core.wasm", "").1, b"parts/core.wasm");
    let page = serving.ask("/", &format!("Host: localhost:{}\r\n", serving.port));
    let page = String::from_utf8(page).unwrap();
    for header in [
        "\r\nContent-Security-Policy: default-src 'none'; script-src 'self'",
        "\r\nContent-Type: text/html; charset=utf-8\r\n",
        "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
    ] {
        assert!(page.contains(header), "{page}");
    }
}

#[test]
fn nobody_else_is_answered_and_no_path_leads_out() {
    let folder = with_site("serve-others");
    let serving = Serving::start(&folder, &["old news.zip", "--site", "site"]);
    for host in ["", "Host: evil.example\r\n", &format!("Host: evil.example:{}\r\n", serving.port)] {
        assert_eq!(status(&serving.ask("/", host)), 403, "{host}");
    }
    for path in [
        "/../old%20news.zip",
        "/%2e%2e/old%20news.zip",
        "/parts/..%2f..%2fold%20news.zip",
        "/archive/../site/index.html",
        "//etc/passwd",
        "/service-worker.js",
        "/.nojekyll",
        "/%",
    ] {
        assert_eq!(serving.get(path, "").0, 404, "{path}");
    }
}

#[test]
#[cfg(unix)]
fn a_folder_is_served_as_a_zip_that_ctrl_c_removes() {
    let folder = with_site("serve-folder").with_posts(3);
    let zips = || {
        let names = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with("archive-viewer-")).count()
    };
    let mut serving = Serving::start(&folder, &["posts", "--site", "site"]);
    let (status, zip) = serving.get("/archive/posts.zip", "");
    assert_eq!((status, zips()), (200, 1));
    fs::write(folder.0.join("served.zip"), zip).unwrap();
    let list = |input: &str| String::from_utf8(folder.run(&["list", input]).stdout).unwrap();
    assert_eq!(list("served.zip"), list("posts"));
    assert!(Command::new("kill").args(["-INT", &serving.child.id().to_string()]).status().unwrap().success());
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
    assert_eq!(zips(), 0);
}

/// All files below a folder, by their paths.
fn files_below(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => files_below(&entry.path(), &format!("{name}/"), files),
            false => files.push(name),
        }
    }
}

#[test]
fn posts_are_served_as_the_pages_that_publish_writes() {
    let folder = Temporary::new("serve-pages").with_posts(3);
    write_viewer(&folder.0.join("viewer"));
    let text = "---\ntitle: Pier\n---\n\n![Pier](pier.png) and [a lamp](2020-01-02-lamp-1.md) and more words.\n";
    fs::write(folder.0.join("posts/2020-01-03-pier.md"), text).unwrap();
    fs::write(folder.0.join("posts/page.html"), "<!doctype html><title>A page</title><p>Words of a page.</p>").unwrap();
    fs::write(folder.0.join("posts/pier.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    assert!(folder.run(&["publish", "posts", "--out", "site", "--site", "viewer"]).status.success());
    let serving = Serving::start(&folder, &["posts", "--site", "viewer"]);

    let mut files = Vec::new();
    files_below(&folder.0.join("site"), "", &mut files);
    // Pictures are known once a page has shown them.
    files.sort_by_key(|path| (path.starts_with("pictures/"), path.clone()));
    let is_page =
        |path: &&String| ["p/", "posts/", "pictures/", "parts/pages-"].iter().any(|own| path.starts_with(own));
    let pages: Vec<&String> = files.iter().filter(is_page).filter(|path| !path.ends_with(".htaccess")).collect();
    assert!(pages.len() >= 13 && pages.iter().any(|path| path.starts_with("pictures/")), "{pages:?}");
    for path in pages {
        let published = fs::read(folder.0.join("site").join(path)).unwrap();
        let (status, served) = serving.get(&format!("/{path}"), "");
        assert_eq!((status, String::from_utf8_lossy(&served)), (200, String::from_utf8_lossy(&published)), "{path}");
    }
    assert_eq!(serving.get("/p/2020/01/pier/", ""), serving.get("/p/2020/01/pier/index.html", ""));
    for path in ["/p/2020/01/pier", "/p/2020/01/none/", "/p/../viewer/index.html", "/posts/pier.png/", "//p/index.html"]
    {
        assert_eq!(serving.get(path, "").0, 404, "{path}");
    }

    let headers = |path: &str| {
        let answer = String::from_utf8(serving.ask(path, &format!("Host: localhost:{}\r\n", serving.port))).unwrap();
        answer.split("\r\n\r\n").next().unwrap().to_owned()
    };
    for page in ["/p/2020/01/pier/", "/%70/2020/01/pier/"] {
        let page = headers(page);
        assert!(page.contains("\r\nContent-Security-Policy: default-src 'none'; style-src 'self'; img-src"), "{page}");
        assert!(page.contains("\r\nContent-Type: text/html; charset=utf-8"), "{page}");
        assert!(page.contains("\r\nX-Content-Type-Options: nosniff"), "{page}");
    }
    for file in ["/posts/posts/page.html.txt", "/%70osts/posts/page.html.txt"] {
        let file = headers(file);
        assert!(file.contains("\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n"), "{file}");
        assert!(file.contains("\r\nContent-Type: text/plain"), "{file}");
    }
    assert_eq!(status(&serving.ask("/p/", "Host: evil.example\r\n")), 403);
}

#[test]
fn an_archive_from_the_standard_input_has_pages_and_one_without_posts_has_none() {
    let folder = with_site("serve-pages-input");
    let mut command = folder.command(&["serve", "--no-open", "-", "--site", "site"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&archive(3)).unwrap();
    let serving = Serving::of(child);
    let (status, page) = serving.get("/p/2020/01/2/", "");
    assert_eq!(status, 200);
    assert!(String::from_utf8(page).unwrap().contains("<h1"));

    fs::write(folder.0.join("empty.zip"), archive(0)).unwrap();
    let serving = Serving::start(&folder, &["empty.zip", "--site", "site"]);
    assert_eq!(serving.get("/p/", "").0, 404);
    assert_eq!(serving.get("/", "").0, 200);
}

#[test]
fn what_can_t_be_served_is_named() {
    let folder = with_site("serve-none");
    for (words, said) in [
        (["serve", "none.zip", "--site", "site"], "none.zip: there is no such file or folder\n"),
        (["serve", "old news.zip", "--site", "."], ".: the viewer's files are not there: it has no index.html\n"),
    ] {
        let output = folder.run(&words);
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(1), said));
    }
}

/// What a server does with ranges.
#[derive(Clone, Copy, PartialEq)]
enum Ranges {
    Known,
    Unknown,
    /// Known, but the file is another one after the first answer.
    Changing,
    /// Known, but every second connection breaks off.
    Breaking,
}

/// A server on this machine with one file; notes the ranges that it was asked for.
fn server(bytes: Vec<u8>, ranges: Ranges) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("http://{}/old%20news.zip", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&asked);
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let mut head = BufReader::new(connection.try_clone().unwrap()).lines().map_while(Result::ok);
            let path = head.next().unwrap_or_default();
            let head: Vec<String> = head.take_while(|line| !line.is_empty()).collect();
            let range =
                head.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned));
            let mut noted = noted.lock().unwrap();
            noted.push(range.clone().unwrap_or_default());
            let count = noted.len();
            drop(noted);
            let etag = if ranges == Ranges::Changing { count } else { 1 };
            let answer = match range {
                _ if !path.contains("/old%20news.zip ") => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".into(),
                Some(range) if ranges != Ranges::Unknown => {
                    let (start, end) = range.split_once('-').unwrap();
                    let start: usize = start.parse().unwrap();
                    let end = (end.parse::<usize>().unwrap() + 1).min(bytes.len());
                    let head = format!(
                        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{}/{}\r\nETag: \"{etag}\"\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                        end - 1,
                        bytes.len(),
                        end - start
                    );
                    let end = if ranges == Ranges::Breaking && count % 2 == 0 { start } else { end };
                    [head.as_bytes(), &bytes[start..end]].concat()
                }
                _ => {
                    let head =
                        format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", bytes.len());
                    [head.as_bytes(), &bytes].concat()
                }
            };
            // Who asked may have left.
            drop(connection.write_all(&answer));
        }
    });
    (address, asked)
}

fn run(folder: &Temporary, words: &[&str]) -> (Option<i32>, String, String) {
    let output = folder.command(words).env("NO_PROXY", "127.0.0.1").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// An archive that is larger than what is asked for first: most of it is a picture, which no command reads.
fn large_archive() -> Vec<u8> {
    let picture = ZipEntry { stored: true, ..ZipEntry::new("x-main/a.png", "picture".repeat(100_000)) };
    let posts = (0..3).map(|number| ZipEntry::post(&format!("x-main/_posts/2020-01-02-{number}.md")));
    Zip::of(posts.clone().take(1).chain([picture]).chain(posts.skip(1))).pack().bytes
}

#[test]
fn an_address_is_read_by_ranges_and_gives_what_the_file_gives() {
    let folder = Temporary::new("ranges");
    fs::write(folder.0.join("old news.zip"), large_archive()).unwrap();
    for ranges in [Ranges::Known, Ranges::Unknown, Ranges::Breaking] {
        for command in ["clean", "list", "check"] {
            let (address, asked) = server(large_archive(), ranges);
            let (code, out, error) = run(&folder, &[command, &address]);
            let (code_of_file, out_of_file, _) = run(&folder, &[command, "old news.zip"]);
            assert_eq!((code, &*out, &*error), (code_of_file, &*out_of_file, ""), "{command}");
            let asked = asked.lock().unwrap();
            if ranges == Ranges::Unknown {
                assert_eq!(*asked, ["0-65535"]);
                continue;
            }
            let sizes = asked.iter().map(|range| {
                let (start, end) = range.split_once('-').unwrap();
                end.parse::<usize>().unwrap() - start.parse::<usize>().unwrap() + 1
            });
            assert!(sizes.sum::<usize>() < 500_000, "the picture was not asked for: {asked:?}");
        }
    }
}

#[test]
fn an_address_is_published_and_served() {
    let folder = with_site("address-served");
    let (address, _) = server(large_archive(), Ranges::Known);
    let (code, out, error) = run(&folder, &["publish", &address, "--out", "pages", "--only-pages"]);
    assert_eq!((code, &*error), (Some(0), ""));
    assert!(out.starts_with("# 3 posts as pages"), "{out}");
    let serving = Serving::start(&folder, &[&address, "--site", "site"]);
    assert!(serving.url.ends_with("/?src=archive%2Fold%2520news.zip"), "{}", serving.url);
    let part = large_archive()[400_000..400_010].to_vec();
    assert_eq!(serving.get("/archive/old%20news.zip", "Range: bytes=400000-400009\r\n"), (206, part));
}

#[test]
fn what_is_wrong_with_an_address_is_told_in_a_sentence() {
    let folder = Temporary::new("address");
    let (changing, _) = server(large_archive(), Ranges::Changing);
    let (address, _) = server(archive(1), Ranges::Known);
    let missing = address.replace("old%20news", "none");
    let nobody = {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        format!("http://{}/a.zip", listener.local_addr().unwrap())
    };
    for (address, sentence) in [
        (&changing, "the file changed while it was read"),
        (&missing, "its server answers with status 404"),
        (&nobody, "Connection refused"),
    ] {
        let (code, out, error) = run(&folder, &["list", address]);
        assert_eq!((code, &*out), (Some(1), ""), "{address}");
        assert!(error.starts_with(&format!("{address}: {sentence}")), "{error}");
    }
}
