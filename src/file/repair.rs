//! Reading a file that has a few damaged places.

use super::{Decoders, Read};

/// The bytes in this encoding, with U+FFFD where they don't fit.
/// None where more than one character in fifty is damaged: then it is hardly this encoding.
pub(super) fn read(name: &str, bytes: &[u8], decoders: &dyn Decoders) -> Option<Read> {
    let text = decoders.decode_with_replacements(name, bytes)?;
    let (mut wide, mut bad) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        wide += 1;
        bad += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    // The one that a cut leaves at the end may stand in a short text too.
    (bad * 50 <= wide + 40).then(|| Read { bad, ..Read::clean(text, name) })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::file::EncodingRs;

    fn gb18030(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn only_the_damaged_place_is_lost() {
        let mut bytes = gb18030(&"<p>山里的图书馆㐂</p>".repeat(30));
        bytes.extend(b"\xff tail \xb0\xff ");
        bytes.extend(gb18030("完"));
        bytes.extend(b"\xb0<p>");
        let read = read("gb18030", &bytes, &EncodingRs).unwrap();
        assert_eq!(read.bad, 3);
        assert!(read.text.ends_with("㐂</p>\u{fffd} tail \u{fffd} 完\u{fffd}<p>"), "{}", read.text);
    }

    #[test]
    fn one_in_fifty_is_the_most() {
        let with = |good: usize, bad: usize| {
            let bytes = [gb18030(&"山".repeat(good)), b" \xff".repeat(bad)].concat();
            read("gb18030", &bytes, &EncodingRs).is_some()
        };
        // The replacement characters are among the fifty.
        assert!(with(9, 1) && !with(8, 1));
        assert!(with(450, 10) && !with(449, 10));
    }
}
