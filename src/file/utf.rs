//! UTF-8 and UTF-16: detection by byte order mark or byte pattern, and decoding.

use super::Decoded;

/// Byte order of UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// Low byte first.
    Little,
    /// High byte first.
    Big,
}

/// A byte order mark.
pub(super) enum Bom {
    /// EF BB BF.
    Utf8,
    /// FF FE or FE FF.
    Utf16(ByteOrder),
}

/// Splits off the byte order mark, if there is one.
pub(super) fn strip_bom(bytes: &[u8]) -> (Option<Bom>, &[u8]) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        (Some(Bom::Utf8), rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        (Some(Bom::Utf16(ByteOrder::Little)), rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        (Some(Bom::Utf16(ByteOrder::Big)), rest)
    } else {
        (None, bytes)
    }
}

/// Decodes UTF-8; invalid sequences become U+FFFD and are counted.
pub(super) fn utf8(bytes: &[u8]) -> Decoded {
    let invalid = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    Decoded { invalid, ..Decoded::valid(String::from_utf8_lossy(bytes).into_owned(), "UTF-8") }
}

/// Decodes UTF-8, if all or nearly all bytes are valid.
///
/// A damaged UTF-8 file must not be read in another encoding. Text in other encodings rarely contains valid multi-byte
/// sequences, so four valid non-ASCII characters per invalid sequence are proof enough.
pub(super) fn mostly_utf8(bytes: &[u8]) -> Option<Decoded> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded::valid(text.to_owned(), "UTF-8"));
    }
    let decoded = utf8(bytes);
    let good = decoded.text.chars().filter(|c| !c.is_ascii()).count() - decoded.invalid;
    (good >= decoded.invalid * 4).then_some(decoded)
}

/// Decodes UTF-16; invalid units become U+FFFD and are counted.
pub(super) fn utf16(bytes: &[u8], order: ByteOrder) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = bytes.len() % 2;
    let units = bytes.chunks_exact(2).map(|pair| match order {
        ByteOrder::Little => u16::from_le_bytes([pair[0], pair[1]]),
        ByteOrder::Big => u16::from_be_bytes([pair[0], pair[1]]),
    });
    for unit in char::decode_utf16(units) {
        text.push(unit.unwrap_or_else(|_| {
            invalid += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let name = match order {
        ByteOrder::Little => "UTF-16LE",
        ByteOrder::Big => "UTF-16BE",
    };
    Decoded { invalid, ..Decoded::valid(text, name) }
}

/// Decodes UTF-16 without a byte order mark, if the NUL bytes of the whole file show a byte order.
///
/// Every post contains ASCII (line ends, keys, markup), whose high byte is NUL.
/// At least 1 unit in 50 must have a NUL high byte, at most half as many a NUL low byte, as \u{4e00} has, and every unit must
/// be valid. UTF-8 with some stray NULs is valid UTF-8, which UTF-16 only is where it has nothing but ASCII: then every second
/// byte is NUL.
pub(super) fn utf16_by_pattern(bytes: &[u8]) -> Option<Decoded> {
    let nuls = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let (most, least) = (even.max(odd), even.min(odd));
    if most * 100 < bytes.len() || least * 2 > most || most * 4 < bytes.len() && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let order = if odd > even { ByteOrder::Little } else { ByteOrder::Big };
    let decoded = utf16(bytes, order);
    (decoded.invalid == 0).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, order: ByteOrder) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| match order {
                ByteOrder::Little => unit.to_le_bytes(),
                ByteOrder::Big => unit.to_be_bytes(),
            })
            .collect()
    }

    #[test]
    fn utf16_is_detected_by_nuls() {
        let text = "---\ntitle: 山里的图书馆\n---\n两个人在看一本书。\n";
        for order in [ByteOrder::Little, ByteOrder::Big] {
            let decoded = utf16_by_pattern(&encode(text, order)).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.invalid), (text, 0));
        }
    }

    #[test]
    fn nuls_on_both_sides_are_binary() {
        assert!(utf16_by_pattern(b"a\0b\0\0c\0d").is_none());
        assert!(utf16_by_pattern("A bridge\0 of stone, and \0 another.".as_bytes()).is_none());
        assert!(utf16_by_pattern(&[0; 64]).is_none());
    }

    #[test]
    fn a_truncated_unit_is_counted() {
        let decoded = utf16(b"a\0b\0c", ByteOrder::Little);
        assert_eq!((decoded.text.as_str(), decoded.invalid), ("ab\u{fffd}", 1));
    }

    #[test]
    fn a_few_bad_bytes_stay_utf8() {
        let mut bytes = "山里的图书馆".as_bytes().to_vec();
        bytes.extend(b"\xb0 ok");
        let decoded = mostly_utf8(&bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.invalid), ("山里的图书馆\u{fffd} ok", 1));
        assert!(mostly_utf8(b"caf\xe9").is_none());
    }

    #[test]
    fn replacement_characters_in_the_file_are_valid() {
        let decoded = mostly_utf8("\u{fffd}\u{fffd}".as_bytes()).unwrap();
        assert_eq!(decoded.invalid, 0);
    }
}
