//! A reader of JSON that keeps texts, lists and objects: all that says anything of a page.

use std::iter::Peekable;
use std::str::Chars;

/// Nesting that is read; real pages have less than ten levels.
const MAX_DEPTH: usize = 32;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
    /// A number, a boolean or null.
    Other,
}

impl Json {
    /// Reads a document; `None` if it isn't valid, or nested too deeply.
    pub fn parse(text: &str) -> Option<Json> {
        let mut chars = text.chars().peekable();
        let value = value(&mut chars, MAX_DEPTH)?;
        skip_space(&mut chars);
        // Templates leave a semicolon or the end of a comment.
        let rest: String = chars.take(20).collect();
        matches!(rest.trim(), "" | ";" | "//]]>" | "-->").then_some(value)
    }

    /// The value of an object's key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a list, or the value itself.
    pub fn each(&self) -> &[Json] {
        match self {
            Json::List(values) => values,
            value => std::slice::from_ref(value),
        }
    }
}

fn skip_space(chars: &mut Peekable<Chars>) {
    while chars.next_if(|c| c.is_whitespace()).is_some() {}
}

fn value(chars: &mut Peekable<Chars>, depth: usize) -> Option<Json> {
    let depth = depth.checked_sub(1)?;
    skip_space(chars);
    match chars.peek()? {
        '"' => string(chars).map(Json::Text),
        '[' => items(chars, ']', |chars| value(chars, depth)).map(Json::List),
        '{' => items(chars, '}', |chars| {
            skip_space(chars);
            let key = string(chars)?;
            skip_space(chars);
            chars.next_if_eq(&':')?;
            Some((key, value(chars, depth)?))
        })
        .map(Json::Object),
        _ => {
            let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
            chars.next_if(is_part)?;
            while chars.next_if(is_part).is_some() {}
            Some(Json::Other)
        }
    }
}

/// What is between brackets, separated by commas; one more at the end is forgiven.
fn items<T>(
    chars: &mut Peekable<Chars>,
    end: char,
    mut item: impl FnMut(&mut Peekable<Chars>) -> Option<T>,
) -> Option<Vec<T>> {
    chars.next();
    let mut items = Vec::new();
    loop {
        skip_space(chars);
        if chars.next_if_eq(&end).is_some() {
            return Some(items);
        }
        items.push(item(chars)?);
        skip_space(chars);
        if chars.next_if_eq(&',').is_none() {
            return chars.next_if_eq(&end).map(|_| items);
        }
    }
}

/// A string; line ends in it are forgiven, since pages have them.
fn string(chars: &mut Peekable<Chars>) -> Option<String> {
    chars.next_if_eq(&'"')?;
    let mut text = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'n' | 't' | 'r' | 'b' | 'f' => text.push(' '),
                'u' => text.push(escaped(chars)?),
                c => text.push(c),
            },
            c => text.push(c),
        }
    }
}

/// The character of `\u` and four digits, or of two such.
fn escaped(chars: &mut Peekable<Chars>) -> Option<char> {
    let unit = |chars: &mut Peekable<Chars>| (0..4).try_fold(0, |n, _| Some(n * 16 + chars.next()?.to_digit(16)?));
    let high = unit(chars)?;
    if !(0xd800..0xdc00).contains(&high) {
        return Some(char::from_u32(high).unwrap_or('\u{fffd}'));
    }
    if chars.next()? != '\\' || chars.next()? != 'u' {
        return None;
    }
    let low = unit(chars)?.checked_sub(0xdc00)?;
    char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let json = Json::parse(r#" {"a": ["x\n\u6865 \ud83d\ude00\/", 1.5e3, null,], "b": {"a": true}} "#);
        let json = json.expect("it is valid");
        assert_eq!(json.get("a").map(|a| a.each()[0].clone()), Some(Json::Text("x 桥 😀/".to_owned())));
        assert_eq!(json.get("b").and_then(|b| b.get("a")), Some(&Json::Other));
        assert_eq!(json.get("c"), None);
    }

    #[test]
    fn invalid_json_is_none() {
        for text in ["", "{", "[1", "{\"a\"}", "{\"a\": }", "\"a", "\"\\u12\"", "\"\\ud83d\"", "{} x", "<p>"] {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        assert_eq!(Json::parse(&"[".repeat(100)), None);
        assert_eq!(Json::parse(&format!("{}{}", "[".repeat(40), "]".repeat(40))), None);
    }
}
