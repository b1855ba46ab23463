//! MHTML (RFC 2557): a page saved with its parts → the page, with its pictures in it as `data:` addresses.

mod parts;
mod pictures;
mod transfer;

use super::message::{Media, charset};
use super::web;
use parts::Part;
pub(super) use parts::begins_with_field;

/// Whether a file is such a page, by its first bytes, and by its name where those are of any message.
pub(super) fn is_page(name: &str, head: &[u8]) -> bool {
    head.starts_with(b"From: <Saved by ") || (is_named(name) && begins_with_field(head))
}

/// Whether a name is one of such pages.
pub(super) fn is_named(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("mhtml") || ending.eq_ignore_ascii_case("mht")
}

/// The page of a file; the file itself if it has none.
pub fn page_of(bytes: Vec<u8>) -> Vec<u8> {
    let (top, parts) = parts::of(&bytes);
    let Some(root) = parts.iter().find(|part| Media::of(&part.media_type()) == Media::Page) else { return bytes };
    let own = root.field("Content-Location");
    let address = top.field("Snapshot-Content-Location").or(own).unwrap_or_default();
    let url = web::parse(address);
    let date = top.field("Date").unwrap_or_default();
    let media_type = root.media_type();
    let page = web::with_capture(url.as_ref(), date, charset(&media_type), root.content().into_owned());
    let page = pictures::insert(page, address, &parts);
    // The name of the file doesn't say that it is HTML.
    [b"<!doctype html>\n", &*page].concat()
}

impl Part<'_> {
    /// The type of its content, in lower case, as most programs write it.
    fn media_type(&self) -> String {
        self.field("Content-Type").unwrap_or("text/plain").to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: &str) -> String {
        String::from_utf8(page_of(file.replace('\n', "\r\n").into_bytes())).unwrap()
    }

    const FILE: &str = "From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/news/a
Subject: =?utf-8?Q?x?=
Date: Tue, 1 Jun 2021 12:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype=\"text/html\";
\tboundary=\"----B--1----\"


------B--1----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://a.example/news/a

<html><p title=3D\"x\">The br=
idge.</p><img alt=3D\"a\" src=3D\"https://a.example/i/a.png?x=3D1&amp;y\"><img src=3D\"/i/a.png?x=3D1&amp;y\" srcset=3D\"/i/b.png 2x\"><=
img src=3Dcid:b@x><img src=3D\"/i/none.png\">
------B--1----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://a.example/i/a.png?x=1&y

iVBO
Rw0K
------B--1----
Content-Type: image/gif
Content-ID: <b@x>
Content-Transfer-Encoding: binary

GIF89a
------B--1------
";

    #[test]
    fn a_page_has_its_pictures() {
        let expected = "<!doctype html>\n<!-- saved from url=(0024)https://a.example/news/a\nsaved date: Tue, 1 Jun 2021 12:00:00 -0000\n-->\n\
            <html><p title=\"x\">The bridge.</p><img alt=\"a\" src=\"data:image/png;base64,iVBORw0K\">\
            <img src=\"data:image/png;base64,iVBORw0K\"><img src=\"data:image/gif;base64,R0lGODlh\"><img src=\"/i/none.png\">";
        assert_eq!(page(FILE), expected);
    }

    #[test]
    fn what_is_no_page_stays_as_it_is() {
        for file in ["", "x", "MIME-Version: 1.0\n\nx", "Content-Type: multipart/related; boundary=\n\n--\n--\n"] {
            assert_eq!(page(file), file.replace('\n', "\r\n"));
        }
        assert!(is_page("a.mht", b"MIME-Version: 1.0\r\n") && is_page("a", b"From: <Saved by Blink>\r\n"));
        assert!(!is_page("a.md", b"MIME-Version: 1.0\r\n") && !is_page("a.mht", b"<html>"));
    }
}
