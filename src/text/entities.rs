//! HTML character references in plain text.

use html5ever::data::NAMED_ENTITIES;

/// Decodes character references once.
///
/// Archivers copy titles from HTML, where `&` is `&amp;`. Decoding only once keeps a title about `&amp;lt;` as `&lt;`.
/// References need a final `;`: `?a=1&copy=2` contains none.
pub fn decode_once(text: &str) -> String {
    decode_by(text, entity)
}

/// Decodes the entities of a text that `entity` knows. It gets the text from each `&` on, and returns the characters, NUL in
/// place of a missing second, and the length of the entity in bytes.
pub fn decode_by(text: &str, entity: impl Fn(&str) -> Option<([char; 2], usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((decoded, length)) => {
                out.extend(decoded.into_iter().filter(|c| *c != '\0'));
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// The characters of a leading reference, the second of them NUL if there is only one, and the reference's length in bytes.
fn entity(text: &str) -> Option<([char; 2], usize)> {
    // The longest name has 31 letters.
    let head = &text.as_bytes()[1..text.len().min(34)];
    let length = head.iter().position(|b| *b == b';')?;
    let name = text.get(1..=length + 1)?;
    let decoded = match name.strip_prefix('#') {
        Some(number) => [numeric(number.strip_suffix(';')?)?, '\0'],
        None => {
            let (first, second) = NAMED_ENTITIES.get(name)?;
            [char::from_u32(*first)?, char::from_u32(*second)?]
        }
    };
    Some((decoded, length + 2))
}

/// The character with the number `160` or `xA0`, unless it is a control character.
fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    // from_str_radix would accept a sign.
    if !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, radix).ok()?).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(decode_once(text), expected);
    }

    #[test]
    fn entities_are_decoded_once() {
        check("Q&amp;A", "Q&A");
        check("&quot;桥&quot; &ldquo;路&rdquo;", "\"桥\" \u{201c}路\u{201d}");
        check("&#26725;&#x6865;&#X6865;", "桥桥桥");
        check("&amp;lt;", "&lt;");
        check("&NotEqualTilde;", "\u{2242}\u{338}");
    }

    #[test]
    fn anything_else_stays() {
        for text in [
            "Q&A",
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&#0;",
            "&#xD800;",
            "&copy=2",
            "&nosuchthing;",
            "& amp;",
            "&桥;",
            "&#x110000;",
            "&#+65;",
        ] {
            check(text, text);
        }
    }
}
