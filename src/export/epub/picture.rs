//! Pictures: what they are by their first bytes, and those that are in the post itself.

/// A kind of picture that readers of books must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The extension of its files.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}

/// What a file is by its first bytes. An SVG is a document and no picture.
pub fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let (extension, media_type) = match bytes {
        [0xff, 0xd8, 0xff, ..] => ("jpg", "image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => ("png", "image/png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => ("gif", "image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ("webp", "image/webp"),
        _ => return None,
    };
    Some(Kind { extension, media_type })
}

/// The bytes of a `data:` URL in base64.
pub fn data_of(url: &str) -> Option<Vec<u8>> {
    let scheme = url.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:"))?;
    let (head, data) = url[scheme.len()..].split_once(',')?;
    let is_base64 = head.rsplit(';').next().is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    let data = crate::text::percent::decode(data);
    if is_base64 { from_base64(&data) } else { None }
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut out) = (0u32, 0, Vec::with_capacity(text.len() / 4 * 3));
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_bytes() {
        let type_of = |bytes: &[u8]| kind_of(bytes).map(|kind| kind.media_type);
        assert_eq!(type_of(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(type_of(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(type_of(b"GIF89a"), Some("image/gif"));
        assert_eq!(type_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"RIFF\0\0\0\0WAVE", b"GIF9", b""] {
            assert_eq!(type_of(other), None);
        }
    }

    #[test]
    fn data_is_read() {
        assert_eq!(data_of("data:image/gif;base64,R0lGODlh").as_deref(), Some(&b"GIF89a"[..]));
        assert_eq!(data_of("DATA:image/gif;base64,R0lG%4fDlh").as_deref(), Some(&b"GIF89a"[..]));
        for other in ["data:image/gif,R0lG", "data:image/gif;base64,<>", "https://a.example/x.gif", "data"] {
            assert_eq!(data_of(other), None, "{other}");
        }
    }
}
