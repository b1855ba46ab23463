//! JSON → keys and values.
//!
//! JSON is YAML but for halves of characters, and the YAML crate is there; serde_json is 11 KB of the compressed core.

use super::budget::{Budget, ParseError};
use super::value::Pairs;
use super::yaml;
use std::borrow::Cow;

/// Keys of which one is there in JSON that is front matter, as far as it has no fences.
const USUAL_KEYS: &[&str] = &["\"title\"", "\"date\"", "\"layout\"", "\"author\"", "\"tags\""];

/// Whether a text begins with a JSON object that may be front matter.
pub(super) fn begins(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else { return false };
    let Some((key, after)) = inside.trim_start().strip_prefix('"').and_then(|inside| inside.split_once('"')) else {
        return false;
    };
    !key.contains('\n') && after.trim_start().starts_with(':') && USUAL_KEYS.iter().any(|key| text.contains(key))
}

/// Splits after the object at the start of a text, which has its last line for itself.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let end = end(text)?;
    let (object, rest) = text.split_at(end);
    let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
    rest[..line].trim().is_empty().then(|| (object, &rest[line..]))
}

/// The end of the object at the start of a text.
fn end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'\n' if in_string => return None,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Parses front matter whose first line has the number `first_line`: an object, or its inside.
pub(super) fn parse(text: &str, first_line: usize, budget: &Budget) -> Result<Pairs, ParseError> {
    if !text.trim_start().starts_with('{') {
        return parse(&format!("{{{text}}}"), first_line, budget);
    }
    yaml::parse(&with_whole_characters(text), first_line, budget)
}

/// The text with `\ud83d\ude00` as the character of which these are the halves, and a half alone as `\ufffd`.
fn with_whole_characters(text: &str) -> Cow<'_, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let half = |at: usize| {
            let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
            u32::from_str_radix(digits, 16).ok().filter(|half| (0xd800..0xe000).contains(half))
        };
        let length = match (half(0), half(6)) {
            (Some(high), Some(low)) if high < 0xdc00 && low >= 0xdc00 => {
                out.extend(char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)));
                12
            }
            (Some(_), _) => {
                out.push('\u{fffd}');
                6
            }
            // Of two backslashes the second escapes nothing.
            _ => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..length]);
                length
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Vec<(String, String)> {
        let pairs = parse(text, 1, &Budget::default()).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        pairs.into_iter().map(|(key, value)| (key, value.to_text())).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = parsed(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(key, value)| (&**key, &**value)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn values() {
        check(
            "{\"a\":\"b\",\"c\":[1.10,true,null],\"d\":{\"e\":\"\"}}",
            &[("a", "b"), ("c", "1.10, true, "), ("d", "e: ")],
        );
        check(
            "{\n\t\"a\": \"x\\/y \\\"z\\\" \\u6865: # \\\\\",\n\t\"b\": \"- c\"\n}\n",
            &[("a", "x/y \"z\" 桥: # \\"), ("b", "- c")],
        );
        check("\"a\": \"b\",\n\"c\": [1, 2],\n", &[("a", "b"), ("c", "1, 2")]);
    }

    #[test]
    fn characters_in_halves() {
        check("{\"a\": \"\\ud83d\\ude00 \\uD83D. \\\\ud83d\"}", &[("a", "\u{1f600} \u{fffd}. \\ud83d")]);
    }

    #[test]
    fn where_an_object_ends() {
        assert_eq!(split("{\"a\": \"}\\\"\", \"b\": {}}\nc"), Some(("{\"a\": \"}\\\"\", \"b\": {}}", "c")));
        assert_eq!(split("{\"a\": 1}"), Some(("{\"a\": 1}", "")));
        for text in ["{\"a\": 1} and more\n", "{\"a\": 1\n", "{\"a\": \"\n\"}", "{]}", "}"] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn what_begins_like_front_matter() {
        assert!(begins("{\n  \"layout\": \"post\"\n}") && begins("{ \"x\": 1, \"title\": 2}"));
        for text in ["{\"a\": 1}", "{{ title }}", "{% title %}", "{title: \"title\"}", "{\"title\"}", "{:.title}", "{"]
        {
            assert!(!begins(text), "{text}");
        }
    }
}
