//! Percent-encoding (RFC 3986, section 2.1).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but ASCII letters, digits and `*-._`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// Encodes everything but ASCII letters, digits and `*-._`.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Decodes a text. What is not UTF-8 then becomes U+FFFD.
pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Decodes a text, but for control characters, which stay encoded, as in file names made from URLs.
/// A text that is not UTF-8 then stays as it is.
pub fn decode_visible(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let encoded = rest.get(at..at + 3).unwrap_or("%");
        match percent_decode_str(encoded).collect::<Vec<u8>>().as_slice() {
            [byte] if *byte >= 0x20 => {
                out.push(*byte);
                rest = &rest[at + encoded.len()..];
            }
            _ => {
                out.push(b'%');
                rest = &rest[at + 1..];
            }
        }
    }
    out.extend_from_slice(rest.as_bytes());
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_characters_are_decoded() {
        for (text, decoded) in [
            ("a%20b", "a b"),
            ("%E6%A1%A5.md", "桥.md"),
            ("100%", "100%"),
            ("%4", "%4"),
            ("%zz%41", "%zzA"),
            ("a%00b%0A", "a%00b%0A"),
            ("%桥%", "%桥%"),
            ("%FF", "%FF"),
        ] {
            assert_eq!(decode_visible(text), decoded);
        }
    }

    #[test]
    fn encoding_is_undone() {
        assert_eq!(encode("a b/桥*"), "a%20b%2F%E6%A1%A5*");
        assert_eq!(decode(&encode("a+b%20c")), "a+b%20c");
    }
}
