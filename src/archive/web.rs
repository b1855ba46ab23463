//! Files that were captured from the web: their paths in the archive by their addresses, and pages with what their capture
//! says of them.

use crate::article::urls;
use crate::text::percent::decode_visible;
use url::Url;

/// The longest address of a capture that is kept, in bytes. Longer ones are data.
const MAX_URL: usize = 2048;

/// The longest path made of an address, in bytes.
const MAX_NAME: usize = 240;

/// The longest address that is written into a page; the comment's reader takes no longer ones.
const MAX_WRITTEN: usize = 1500;

/// An address, as far as it tells captures apart: not its scheme, `www.`, or fragment.
pub(super) fn url_key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    [host.strip_prefix("www.").unwrap_or(host), &*port, url.path(), &*query].concat()
}

/// Reads the address of a capture; `None` if it is none of the web.
pub(super) fn parse(url: &str) -> Option<Url> {
    if url.len() > MAX_URL {
        return None;
    }
    urls::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The address of what a page at `page` refers to.
pub(super) fn resolve(page: Option<&str>, url: &str) -> Option<Url> {
    match page.filter(|_| url.len() <= MAX_URL).and_then(parse) {
        Some(page) => urls::resolve(url, Some(&page)),
        None => parse(url),
    }
}

/// `https://a.example/news/?id=5` → `a.example/news/index@id=5.html`: host and path, with this ending.
pub(super) fn path_of(url: &Url, ending: &str) -> String {
    let host = url.host_str().unwrap_or("unnamed");
    let mut path = decode_visible(url.path());
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index");
    }
    if let Some(query) = url.query().filter(|query| !query.is_empty()) {
        let query = decode_visible(query).replace(['/', '\\'], "_");
        let stem = path.strip_suffix(ending).and_then(|stem| stem.strip_suffix('.')).map(str::len);
        path.truncate(stem.unwrap_or(path.len()));
        path = [&path, "@", &query].concat();
    }
    let is_named = path.rsplit('/').next().is_some_and(|name| has_ending(name, ending));
    path.truncate(path.floor_char_boundary(MAX_NAME));
    let ending = if is_named && has_ending(&path, ending) || ending.is_empty() { "" } else { &*format!(".{ending}") };
    // What no path may have goes here, without a word: an address isn't a name that somebody gave a file.
    super::path::safe_path(&[host, "/", &path, ending].concat()).path
}

/// Whether a name ends so, or in the other form of that ending.
fn has_ending(name: &str, ending: &str) -> bool {
    let own = name.rsplit_once('.').map(|(_, own)| own.to_ascii_lowercase()).unwrap_or_default();
    own == ending || matches!((&*own, ending), ("htm", "html") | ("jpeg", "jpg"))
}

/// A page below a comment that says its address and when it was captured, in the form of browsers that save pages.
///
/// The charset of its transfer is declared too, but for Latin-1, which servers name by default.
pub(super) fn with_capture(url: Option<&Url>, date: &str, charset: Option<&str>, page: Vec<u8>) -> Vec<u8> {
    if page.is_empty() {
        return page;
    }
    let page = in_utf8(&page).map_or(page, String::into_bytes);
    let page = page.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&page);
    let mut head = String::new();
    if let Some(url) = url.map(Url::as_str).filter(|url| url.len() <= MAX_WRITTEN) {
        // Nothing in it ends the comment.
        let url = url.replace("--", "-%2D").replace('>', "%3E");
        head = format!(" saved from url=({:04}){url}\n", url.len());
    }
    let is_time = date.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:.+, ".contains(&byte));
    if is_time && !date.is_empty() && date.len() <= 40 && !date.contains("--") {
        head.push_str(&format!("saved date: {date}\n"));
    }
    if !head.is_empty() {
        head = ["<!--", &head, "-->\n"].concat();
    }
    let is_default = |name: &&str| ["utf-8", "iso-8859-1", "windows-1252", "us-ascii"].contains(name);
    if let Some(charset) = charset.filter(|name| !is_default(name)) {
        head.push_str(&format!("<meta charset=\"{charset}\">\n"));
    }
    [head.as_bytes(), page].concat()
}

/// The text of a page in UTF-16, whose mark would no longer be in front.
fn in_utf8(page: &[u8]) -> Option<String> {
    let text = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        String::from_utf16_lossy(&rest.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect::<Vec<u16>>())
    };
    match page {
        [0xff, 0xfe, rest @ ..] => Some(text(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(text(rest, u16::from_be_bytes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{EncodingRs, read_text};

    #[test]
    fn paths_are_those_of_addresses() {
        for (url, ending, path) in [
            ("https://a.example/", "html", "a.example/index.html"),
            ("https://a.example/news/2020/a.htm", "html", "a.example/news/2020/a.htm"),
            ("http://a.example/news/a", "html", "a.example/news/a.html"),
            ("https://a.example/view.php?id=5&p=/x", "html", "a.example/view.php@id=5&p=_x.html"),
            ("https://a.example/a.html?id=5", "html", "a.example/a@id=5.html"),
            ("https://a.example/%E6%96%B0%E6%A1%A5", "html", "a.example/新桥.html"),
            ("https://a.example/i/photo.JPEG", "jpg", "a.example/i/photo.JPEG"),
            ("https://a.example/i/7", "png", "a.example/i/7.png"),
            ("https://a.example/%2e%2e/%2e%2e/x%00y", "html", "a.example/x%00y.html"),
            ("https://a.example/a.css", "", "a.example/a.css"),
        ] {
            assert_eq!(path_of(&Url::parse(url).unwrap(), ending), path, "{url}");
        }
        let long = format!("https://a.example/{}", "a".repeat(2000));
        assert!(path_of(&Url::parse(&long).unwrap(), "html").ends_with("a.html"));
    }

    #[test]
    fn a_page_says_where_it_was() {
        let url = Url::parse("https://a.example/b--c>?d=1").unwrap();
        let page = |charset, bytes: &[u8]| {
            let page = with_capture(Some(&url), "2020-01-02T03:04:05Z", charset, bytes.to_vec());
            String::from_utf8_lossy(&page).into_owned()
        };
        let head = "<!-- saved from url=(0031)https://a.example/b-%2Dc%3E?d=1\nsaved date: 2020-01-02T03:04:05Z\n-->\n";
        assert_eq!(page(None, b"<p>x</p>"), format!("{head}<p>x</p>"));
        let (gbk, ..) = encoding_rs::GBK.encode("<p>新桥通车</p>");
        let bytes = with_capture(Some(&url), "", Some("gbk"), gbk.into_owned());
        assert!(
            read_text("x.html", &bytes, &EncodingRs).unwrap().text.ends_with("<meta charset=\"gbk\">\n<p>新桥通车</p>")
        );
        assert_eq!(page(Some("utf-8"), b"\xff\xfe<\0p\0>\0"), format!("{head}<p>"));
    }
}
