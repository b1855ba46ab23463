//! Decodes a file that has a few invalid bytes.

use super::{Decoded, Decoders};

/// Decodes the bytes in this encoding, with U+FFFD for invalid sequences.
/// None if more than 1 in 50 non-ASCII characters is invalid: then it is probably another encoding.
pub(super) fn decode(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Option<Decoded> {
    let text = decoders.decode_with_replacements(name, bytes)?;
    let (mut wide, mut invalid) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        wide += 1;
        invalid += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    // 40 more allow a short text the one invalid character that truncation leaves.
    (invalid * 50 <= wide + 40).then(|| Decoded { invalid, ..Decoded::valid(text, name) })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::file::EncodingRs;

    fn gb18030(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn only_invalid_sequences_are_replaced() {
        let mut bytes = gb18030(&"<p>山里的图书馆㐂</p>".repeat(30));
        bytes.extend(b"\xff tail \xb0\xff ");
        bytes.extend(gb18030("完"));
        bytes.extend(b"\xb0<p>");
        let decoded = decode("gb18030", &bytes, &EncodingRs).unwrap();
        assert_eq!(decoded.invalid, 3);
        assert!(decoded.text.ends_with("㐂</p>\u{fffd} tail \u{fffd} 完\u{fffd}<p>"), "{}", decoded.text);
    }

    #[test]
    fn at_most_one_in_fifty() {
        let with = |good: usize, invalid: usize| {
            let bytes = [gb18030(&"山".repeat(good)), b" \xff".repeat(invalid)].concat();
            decode("gb18030", &bytes, &EncodingRs).is_some()
        };
        // Replacement characters count towards the fifty.
        assert!(with(9, 1) && !with(8, 1));
        assert!(with(450, 10) && !with(449, 10));
    }
}
