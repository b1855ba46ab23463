//! The heads of a WARC record and of the HTTP message in it.

use crate::archive::limits::MAX_WARC_HEAD;

/// What a record's head says (ISO 28500, section 5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// `WARC-Type`, in lower case.
    pub(super) kind: String,
    /// `WARC-Target-URI`.
    pub(super) url: Option<String>,
    /// `WARC-Date`.
    pub(super) date: String,
    /// Bytes of the block after the head.
    pub(super) length: u64,
    /// `Content-Type` of the block, in lower case.
    pub(super) media_type: String,
    /// Of a revisit, the address of the capture that has the content.
    pub(super) refers_to: Option<String>,
    /// Whether capturing ended before the content did.
    pub(super) is_truncated: bool,
}

/// What the head of an HTTP response says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Http {
    pub(super) status: u16,
    /// `Content-Type`, in lower case.
    pub(super) media_type: String,
    /// `Content-Encoding`, in lower case, in the order in which they were applied.
    pub(super) encodings: Vec<String>,
    pub(super) is_chunked: bool,
    pub(super) location: Option<String>,
}

/// The length of a head up to its blank line and with it, if it is whole; `from` bytes were searched before.
pub(in crate::archive) fn head_length(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3);
    let find = |needle: &[u8]| memchr::memmem::find(&bytes[from..], needle).map(|at| from + at + needle.len());
    match (find(b"\r\n\r\n"), find(b"\n\n")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Head {
    /// Parses the head of a record; `None` if it is none, or doesn't say how long the record is.
    pub(super) fn parse(bytes: &[u8]) -> Option<Head> {
        let text = String::from_utf8_lossy(bytes);
        if !text.starts_with("WARC/") {
            return None;
        }
        let address = |name| field(&text, name).map(|url| url.trim_start_matches('<').trim_end_matches('>').to_owned());
        Some(Head {
            kind: field(&text, "WARC-Type")?.to_ascii_lowercase(),
            url: address("WARC-Target-URI"),
            date: field(&text, "WARC-Date").unwrap_or_default().to_owned(),
            length: field(&text, "Content-Length")?.parse().ok()?,
            media_type: field(&text, "Content-Type").unwrap_or_default().to_ascii_lowercase(),
            refers_to: address("WARC-Refers-To-Target-URI"),
            is_truncated: field(&text, "WARC-Truncated").is_some(),
        })
    }

    /// Whether the block is an HTTP response.
    pub(super) fn is_http(&self) -> bool {
        self.kind == "response" && !self.media_type.starts_with("text/dns")
            || (self.kind == "revisit" && self.media_type.starts_with("application/http"))
    }
}

impl Http {
    /// Splits a block into the head of its response and the length of that; `None` if it has none.
    pub(super) fn parse(block: &[u8]) -> Option<(Http, usize)> {
        // The head of a revisit or of a broken capture may end without its blank line.
        let length = head_length(&block[..block.len().min(MAX_WARC_HEAD)], 0)
            .or((block.len() < MAX_WARC_HEAD).then_some(block.len()))?;
        let text = String::from_utf8_lossy(&block[..length]);
        let status = text.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
        let lower = |name| field(&text, name).unwrap_or_default().to_ascii_lowercase();
        let encodings = lower("Content-Encoding");
        let encodings = encodings.split(',').map(str::trim).filter(|name| !matches!(*name, "" | "identity" | "none"));
        Some((
            Http {
                status,
                media_type: lower("Content-Type"),
                encodings: encodings.map(str::to_owned).collect(),
                is_chunked: lower("Transfer-Encoding").contains("chunked"),
                location: field(&text, "Location").map(str::to_owned),
            },
            length,
        ))
    }
}

/// The value of a header's field.
pub(in crate::archive) fn field<'t>(head: &'t str, name: &str) -> Option<&'t str> {
    let named = |line: &'t str| line.split_once(':').filter(|(own, _)| own.trim().eq_ignore_ascii_case(name));
    head.lines().find_map(named).map(|(_, value)| value.trim())
}

/// `charset` of a media type.
pub(in crate::archive) fn charset(media_type: &str) -> Option<&str> {
    let (_, rest) = media_type.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// What a file is by its media type, as far as that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::archive) enum Media {
    Page,
    /// Plain text.
    Text,
    /// A picture, with the ending of its name.
    Image(&'static str),
    Other,
}

/// Pictures by their media types.
const IMAGES: [(&str, &str); 9] = [
    ("image/jpeg", "jpg"),
    ("image/jpg", "jpg"),
    ("image/pjpeg", "jpg"),
    ("image/png", "png"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
    ("image/svg+xml", "svg"),
    ("image/bmp", "bmp"),
];

impl Media {
    /// Of a media type, which may have parameters.
    pub(in crate::archive) fn of(media_type: &str) -> Media {
        match media_type.split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => Media::Page,
            "text/plain" => Media::Text,
            name => {
                IMAGES.iter().find(|(own, _)| *own == name).map_or(Media::Other, |(_, ending)| Media::Image(ending))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let bytes = b"WARC/1.0\r\nwarc-type: Response\r\nWARC-Target-URI: <https://a.example/>\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n\
            Content-Length: 12\r\nContent-Type: application/http; msgtype=response\r\n\r\n";
        assert_eq!(head_length(bytes, 0), Some(bytes.len()));
        let head = Head::parse(bytes).expect("it is a head");
        assert_eq!((&*head.kind, head.url.as_deref(), head.length), ("response", Some("https://a.example/"), 12));
        assert!(head.is_http());
        assert_eq!(Head::parse(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\n"), None);
        assert_eq!(Head::parse(b"HTTP/1.1 200 OK\r\n\r\n"), None);
    }

    #[test]
    fn responses() {
        let block = b"HTTP/1.1 200 OK\nContent-Type: Text/HTML; Charset=GBK\nContent-Encoding: gzip, identity\n\nbody";
        let (http, length) = Http::parse(block).expect("it is a response");
        assert_eq!((http.status, &block[length..], &*http.encodings), (200, &b"body"[..], &["gzip".to_owned()][..]));
        assert_eq!((Media::of(&http.media_type), charset(&http.media_type)), (Media::Page, Some("gbk")));
        assert_eq!(Media::of("image/png"), Media::Image("png"));
        assert_eq!(Http::parse(b"<p>no head</p>\n\n"), None);
    }
}
