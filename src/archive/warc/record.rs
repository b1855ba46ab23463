//! The heads of a WARC record and of the HTTP message in it.

use crate::archive::limits::MAX_WARC_HEAD;
use crate::archive::message::{field, head_length};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::message::{Media, charset};

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
