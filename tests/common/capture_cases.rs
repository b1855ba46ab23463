//! Captures of the web with one trait or defect each, as `archive_cases` has other archives.

use super::archive_cases::Case;
use super::captures::*;
use super::pack::{Packed, Zip, ZipEntry, gzip};

const A: &str = "https://a.example/news/a";
const B: &str = "https://a.example/news/b.html?id=5";
const C: &str = "https://a.example/c/";
const FINE: [&str; 4] = [
    "a.example/news/a.html: post",
    "a.example/i/weir.png: image",
    "a.example/news/b@id=5.html: post",
    "a.example/c/index.html: post",
];

fn case(name: &'static str, file: &'static str, packed: Packed, expected: &[&'static str]) -> Case {
    Case { name, file, packed, expected: Ok(expected.to_vec()), problems: Vec::new() }
}

fn says(problem: &'static str, case: Case) -> Case {
    Case { problems: vec![problem], ..case }
}

fn plain(bytes: Vec<u8>) -> Packed {
    Packed { bytes, headers: Vec::new(), ends: Vec::new() }
}

fn request() -> Vec<u8> {
    let fields = format!("WARC-Target-URI: {A}\r\nContent-Type: application/http; msgtype=request\r\n");
    record("request", &fields, b"GET /news/a HTTP/1.1\r\nHost: a.example\r\n\r\n")
}

fn fine() -> Vec<Vec<u8>> {
    vec![
        info(),
        request(),
        html(A, "The bridge"),
        response("https://a.example/i/weir.png", "image/png", PNG),
        answer("https://a.example/i/old.png", "301 Moved", "Location: /i/weir.png\r\n", b""),
        revisit("https://a.example/again", A),
        html(B, "The ferry"),
        html(C, "The weir"),
    ]
}

/// Three pages, the middle one given.
fn with(middle: Vec<u8>) -> Vec<Vec<u8>> {
    vec![info(), html(A, "The bridge"), middle, html(C, "The weir")]
}

fn around(middle: &'static str) -> [&'static str; 3] {
    [FINE[0], middle, FINE[3]]
}

/// Captures without a defect.
pub fn sound() -> Vec<Case> {
    let whole = gzip(&warc(&fine()).bytes, None);
    let (head, body) = (&warc(&fine()).bytes[..700], &warc(&fine()).bytes[700..]);
    let blocks = [gzip(head, None), gzip(body, None)].concat();
    let old = [fine()].concat().iter().map(|record| [b"WARC/0.18", &record[8..]].concat()).collect::<Vec<_>>();
    let resource = record(
        "resource",
        &format!("WARC-Target-URI: <{B}>\r\nContent-Type: text/html\r\n"),
        page("The ferry").as_bytes(),
    );
    let of = |name, middle, row| case(name, "x.warc", warc(&with(middle)), &around(row));
    let b = "a.example/news/b@id=5.html: post";
    vec![
        case("warc-plain", "x.warc", warc(&fine()), &FINE),
        case("warc-old", "x.warc", warc(&old), &FINE),
        case("warc-gz", "x.warc.gz", warc_gz(&fine()), &FINE),
        case("warc-gz-called-otherwise", "x.bin", warc_gz(&fine()), &FINE),
        case("warc-gz-as-one", "x.warc.gz", plain(whole), &FINE),
        case("warc-gz-in-blocks", "x.warc.gz", plain(blocks), &FINE),
        of("warc-resource", resource, b),
        of("warc-chunked", chunked(B, 100, "The ferry"), b),
        of("warc-gzip-encoded", encoded(B, "gzip", "The ferry"), b),
        of("warc-deflate-encoded", encoded(B, "deflate", "The ferry"), b),
        of("warc-style-sheet", response("https://a.example/a.css", "text/css", b"p{}"), "a.example/a.css: other"),
        of(
            "warc-error-page",
            answer(B, "404 Not Found", "Content-Type: text/html\r\n", b"<p>x</p>"),
            "a.example/news/b@id=5.html: other",
        ),
        of("warc-same-address", html(A, "The bridge, later"), "a.example/news/a (2).html: post"),
        case("warc-only-its-head", "x.warc", warc(&[info()]), &[]),
        case("wacz", "x.wacz", wacz(&[("data.warc.gz", warc_gz(&fine()).bytes)]), &FINE),
        case("wacz-called-zip", "x.zip", wacz(&[("data.warc", warc(&fine()).bytes)]), &FINE),
        case(
            "wacz-of-several",
            "x.wacz",
            wacz(&[
                ("1.warc.gz", warc_gz(&fine()[..3]).bytes),
                ("2.warc", warc(&fine()[3..7]).bytes),
                ("3.warc.gz", warc_gz(&fine()[7..]).bytes),
            ]),
            &FINE,
        ),
        case(
            "wacz-empty-part",
            "x.wacz",
            wacz(&[("1.warc.gz", warc_gz(&[info()]).bytes), ("2.warc", warc(&fine()).bytes)]),
            &FINE,
        ),
        case("mhtml", "x.mhtml", plain(saved_page()), &["x.mhtml: post"]),
        case("mhtml-called-otherwise", "x.bin", plain(saved_page()), &["x.bin.mhtml: post"]),
        case(
            "mhtml-in-a-zip",
            "x.zip",
            Zip::of([ZipEntry::new("saved/a.mht", saved_page())]).pack(),
            &["saved/a.mht: post"],
        ),
    ]
}

/// Captures with a defect.
pub fn broken() -> Vec<Case> {
    let of = |name, middle, row| case(name, "x.warc.gz", warc_gz(&with(middle)), &around(row));
    let b = "a.example/news/b@id=5.html";
    let mut cut = warc(&with(html(B, "The ferry"))).bytes;
    cut.truncate(cut.len() - 40);
    let garbage = b"WARC-ness of a kind\r\n\r\nWARC/1.0\r\nno: record\r\n\r\n".to_vec();
    let endless = record("response", "Content-Type: application/http\r\n", b"");
    let endless = String::from_utf8(endless).unwrap().replace("Length: 0", "Length: 99999999999");
    let bomb = {
        let body = gzip(&vec![b' '; 3 << 20], None);
        answer(B, "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &body)
    };
    let outside = "https://a.example/..%2f..%2fetc/%2e%2e/passwd%00%E2%80%AE";
    let short = {
        let body = &gzip(page("The ferry").as_bytes(), None);
        answer(B, "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &body[..body.len() - 20])
    };
    let truncated = {
        let fields = format!("WARC-Target-URI: {B}\r\nWARC-Truncated: length\r\nContent-Type: text/html\r\n");
        record("resource", &fields, page("The ferry").as_bytes())
    };
    let no_address = response("data:text/html,x", "text/html", b"<p>x</p>");
    vec![
        of("warc-brotli", encoded(B, "br", "The ferry"), "a.example/news/b@id=5.html: !text entry-method"),
        of("warc-bomb-in-a-response", bomb, "a.example/news/b@id=5.html: !text entry-ratio"),
        of("warc-response-packed-short", short, "a.example/news/b@id=5.html: post entry-cut"),
        of("warc-truncated", truncated, "a.example/news/b@id=5.html: post capture-cut"),
        of("warc-address-leads-outside", html(outside, "The ferry"), "a.example/passwd%00\u{fffd}.html: post"),
        case("warc-no-address", "x.warc", warc(&with(no_address)), &[FINE[0], FINE[3]]),
        says("tar-damaged", case("warc-head-damaged", "x.warc", warc(&with(garbage)), &[FINE[0], FINE[3]])),
        says(
            "archive-cut",
            case("warc-cut", "x.warc", plain(cut), &[FINE[0], b_post(), "a.example/c/index.html: !text entry-cut"]),
        ),
        says("archive-cut", case("warc-length-lies", "x.warc", warc(&with(endless.into_bytes())), &[FINE[0]])),
        says(
            "warc-revisits",
            case(
                "warc-revisits-elsewhere",
                "x.warc",
                warc(&with(revisit(B, "https://b.example/"))),
                &[FINE[0], FINE[3]],
            ),
        ),
        says(
            "archive-cut",
            case(
                "warc-gz-cut",
                "x.warc.gz",
                {
                    let mut packed = warc_gz(&with(html(B, "The ferry")));
                    packed.bytes.truncate(packed.bytes.len() - 20);
                    plain(packed.bytes)
                },
                &[FINE[0], b_post(), "a.example/c/index.html: !text entry-cut"],
            ),
        ),
        says(
            "wacz-part",
            case(
                "wacz-part-is-none",
                "x.wacz",
                wacz(&[("1.warc.gz", b"these are words".to_vec()), ("2.warc", warc(&fine()).bytes)]),
                &FINE,
            ),
        ),
        says(
            "wacz-part",
            case(
                "wacz-part-is-packed",
                "x.wacz",
                {
                    let mut entries = vec![
                        ZipEntry::new("archive/1.warc", warc(&fine()).bytes),
                        ZipEntry::new("datapackage.json", "{}"),
                    ];
                    entries.push(ZipEntry { stored: true, ..ZipEntry::new("archive/2.warc", warc(&fine()).bytes) });
                    Zip::of(entries).pack()
                },
                &FINE,
            ),
        ),
        says(
            "archive-cut",
            case(
                "wacz-part-is-cut",
                "x.wacz",
                wacz(&[
                    ("1.warc.gz", warc_gz(&fine()).bytes[..1200].to_vec()),
                    ("2.warc", warc(&[html(C, "The weir")]).bytes),
                ]),
                &[FINE[0], FINE[1], FINE[3]],
            ),
        ),
        case(
            "mhtml-without-a-page",
            "x.mht",
            plain(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nA lamp.".to_vec()),
            &["x.mht: post"],
        ),
        case(
            "warc-no-status",
            "x.warc",
            warc(&with(record(
                "response",
                &format!("WARC-Target-URI: https://{b}\r\nContent-Type: application/http\r\n"),
                b"no head at all",
            ))),
            &[FINE[0], FINE[3]],
        ),
    ]
}

/// As Chromium writes it.
fn saved_page() -> Vec<u8> {
    let page =
        page("The bridge").replace("</h1>", "</h1><img src=\"https://a.example/i/weir.png\">").replace('=', "=3D");
    mhtml(
        A,
        &[
            (
                "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://a.example/news/a",
                page.as_bytes(),
            ),
            (
                "Content-Type: image/png\nContent-Transfer-Encoding: binary\nContent-Location: https://a.example/i/weir.png",
                PNG,
            ),
        ],
    )
}

fn b_post() -> &'static str {
    "a.example/news/b@id=5.html: post"
}
