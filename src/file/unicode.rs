//! UTF-8 and UTF-16: told by their mark or by their pattern, decoded here.

use super::Read;
use super::limits::SAMPLE;

/// In which order UTF-16 has the two bytes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The low byte first.
    Little,
    /// The high byte first.
    Big,
}

/// What a byte order mark says.
pub(super) enum Mark {
    /// EF BB BF.
    Utf8,
    /// FF FE or FE FF.
    Utf16(Order),
}

/// The byte order mark, if there is one, and the bytes after it.
pub(super) fn strip_mark(bytes: &[u8]) -> (Option<Mark>, &[u8]) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        (Some(Mark::Utf8), rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        (Some(Mark::Utf16(Order::Little)), rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        (Some(Mark::Utf16(Order::Big)), rest)
    } else {
        (None, bytes)
    }
}

/// The bytes as UTF-8; what doesn't fit becomes U+FFFD and is counted.
pub(super) fn utf8(bytes: &[u8]) -> Read {
    let bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    Read { bad, ..Read::clean(String::from_utf8_lossy(bytes).into_owned(), "UTF-8") }
}

/// The bytes as UTF-8, if all of them are or nearly all.
///
/// A damaged UTF-8 file must not be taken for another encoding.
/// Text in another encoding has hardly any sequence of bytes that UTF-8 allows,
/// so four good characters beyond ASCII for each bad place settle it.
pub(super) fn mostly_utf8(bytes: &[u8]) -> Option<Read> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Read::clean(text.to_owned(), "UTF-8"));
    }
    let read = utf8(bytes);
    let good = read.text.chars().filter(|c| !c.is_ascii()).count() - read.bad;
    (good >= read.bad * 4).then_some(read)
}

/// The bytes as UTF-16; what doesn't fit becomes U+FFFD and is counted.
pub(super) fn utf16(bytes: &[u8], order: Order) -> Read {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = bytes.len() % 2;
    let units = bytes.chunks_exact(2).map(|pair| match order {
        Order::Little => u16::from_le_bytes([pair[0], pair[1]]),
        Order::Big => u16::from_be_bytes([pair[0], pair[1]]),
    });
    for unit in char::decode_utf16(units) {
        text.push(unit.unwrap_or_else(|_| {
            bad += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let name = match order {
        Order::Little => "UTF-16LE",
        Order::Big => "UTF-16BE",
    };
    Read { bad, ..Read::clean(text, name) }
}

/// The bytes as UTF-16 without a mark, if their NULs say so.
///
/// Every post has ASCII in it (line ends, keys, markup), whose high bytes are NUL and all stand in the same place of a unit.
/// At least one unit in fifty must have one and none may have it on the other side;
/// and everything must decode.
pub(super) fn utf16_by_pattern(bytes: &[u8]) -> Option<Read> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let order = match (nuls(0), nuls(1)) {
        (0, odd) if odd * 100 >= sample.len() => Order::Little,
        (even, 0) if even * 100 >= sample.len() => Order::Big,
        _ => return None,
    };
    let read = utf16(bytes, order);
    (read.bad == 0).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, order: Order) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| match order {
                Order::Little => unit.to_le_bytes(),
                Order::Big => unit.to_be_bytes(),
            })
            .collect()
    }

    #[test]
    fn utf16_is_told_by_its_nuls() {
        let text = "---\ntitle: 山里的图书馆\n---\n两个人在看书。\n";
        for order in [Order::Little, Order::Big] {
            let read = utf16_by_pattern(&encode(text, order)).unwrap();
            assert_eq!((read.text.as_str(), read.bad), (text, 0));
        }
    }

    #[test]
    fn nuls_on_both_sides_are_binary() {
        assert!(utf16_by_pattern(b"a\0b\0\0c\0d").is_none());
        assert!(utf16_by_pattern(&[0; 64]).is_none());
    }

    #[test]
    fn half_a_unit_at_the_end_is_counted() {
        let read = utf16(b"a\0b\0c", Order::Little);
        assert_eq!((read.text.as_str(), read.bad), ("ab\u{fffd}", 1));
    }

    #[test]
    fn a_few_bad_bytes_stay_utf8() {
        let mut bytes = "山里的图书馆".as_bytes().to_vec();
        bytes.extend(b"\xb0 ok");
        let read = mostly_utf8(&bytes).unwrap();
        assert_eq!((read.text.as_str(), read.bad), ("山里的图书馆\u{fffd} ok", 1));
        assert!(mostly_utf8(b"caf\xe9").is_none());
    }

    #[test]
    fn replacement_characters_of_the_file_itself_are_not_bad() {
        let read = mostly_utf8("\u{fffd}\u{fffd}".as_bytes()).unwrap();
        assert_eq!(read.bad, 0);
    }
}
