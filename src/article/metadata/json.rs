//! A reader of JSON that keeps texts, lists and objects: all that says anything of a page.

use memchr::memchr2;

/// Nesting that is read; real pages have less than ten levels.
const MAX_DEPTH: usize = 32;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Text(String),
    List(Vec<Json>),
    /// Keys and values.
    Object(Vec<(String, Json)>),
    /// A number, a boolean or null.
    Other,
}

impl Json {
    /// Reads the document that a text begins with; `None` if it isn't valid, or nested too deeply.
    pub fn parse(text: &str) -> Option<Json> {
        Reader { text, at: 0 }.value(MAX_DEPTH)
    }

    /// The value of an object's key.
    #[inline(never)]
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

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no white space; 0 at the end.
    #[inline(never)]
    fn peek(&mut self) -> u8 {
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    #[inline(never)]
    fn value(&mut self, depth: usize) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        let first = self.peek();
        if first == b'"' {
            return self.string().map(Json::Text);
        }
        if first != b'[' && first != b'{' {
            let start = self.at;
            while self.text.as_bytes().get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || b"-+.".contains(b)) {
                self.at += 1;
            }
            return (self.at > start).then_some(Json::Other);
        }
        let (mut list, mut pairs) = (Vec::new(), Vec::new());
        self.at += 1;
        // One comma more at the end is forgiven.
        while !matches!(self.peek(), b']' | b'}') {
            if first == b'{' {
                let key = self.string()?;
                if self.peek() != b':' {
                    return None;
                }
                self.at += 1;
                pairs.push((key, self.value(depth)?));
            } else {
                list.push(self.value(depth)?);
            }
            match self.peek() {
                b',' => self.at += 1,
                b']' | b'}' => {}
                _ => return None,
            }
        }
        // The closing bracket is two places after the opening one in ASCII.
        let is_closed = self.peek() == first + 2;
        self.at += 1;
        is_closed.then_some(if first == b'[' { Json::List(list) } else { Json::Object(pairs) })
    }

    /// A string; line ends in it are forgiven, since pages have them.
    #[inline(never)]
    fn string(&mut self) -> Option<String> {
        if self.peek() != b'"' {
            return None;
        }
        let mut text = String::new();
        loop {
            self.at += 1;
            let rest = &self.text[self.at..];
            let end = memchr2(b'"', b'\\', rest.as_bytes())?;
            text.push_str(&rest[..end]);
            self.at += end;
            if rest.as_bytes()[end] == b'"' {
                self.at += 1;
                return Some(text);
            }
            self.at += 1;
            match self.text.as_bytes().get(self.at)? {
                b'n' | b't' | b'r' | b'b' | b'f' => text.push(' '),
                b'u' => {
                    let mut code = self.unit()?;
                    // Two escapes may be one character.
                    if code >> 10 == 0x36 && self.text.get(self.at + 1..self.at + 3) == Some("\\u") {
                        self.at += 2;
                        code = 0x10000 + ((code & 0x3ff) << 10) + (self.unit()? & 0x3ff);
                    }
                    text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                }
                _ => {
                    let escaped = self.text[self.at..].chars().next()?;
                    text.push(escaped);
                    self.at += escaped.len_utf8() - 1;
                }
            }
        }
    }

    /// The number after `\u`.
    #[inline(never)]
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at + 1..self.at + 5)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let json = Json::parse(r#" {"a": ["x\n\u6865 \ud83d\ude00\/", 1.5e3, null,], "b": {"a": true}, "é\é": []} "#);
        let json = json.expect("it is valid");
        assert_eq!(json.get("a").map(|a| a.each()[0].clone()), Some(Json::Text("x 桥 😀/".to_owned())));
        assert_eq!(json.get("b").and_then(|b| b.get("a")), Some(&Json::Other));
        assert_eq!(json.get("éé"), Some(&Json::List(Vec::new())));
        assert_eq!(json.get("c"), None);
        // Templates leave a semicolon or the end of a comment.
        assert_eq!(Json::parse("[];//]]>"), Some(Json::List(Vec::new())));
    }

    #[test]
    fn invalid_json_is_none() {
        for text in ["", "{", "[1", "[1}", "{\"a\"}", "{\"a\": }", "\"a", "\"\\u12\"", "\"\\", "{1: 2}", "<p>", "[1 2]"]
        {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        assert_eq!(Json::parse("\"\\ud83d\""), Some(Json::Text("\u{fffd}".to_owned())));
        assert_eq!(Json::parse(&"[".repeat(100)), None);
        assert_eq!(Json::parse(&format!("{}{}", "[".repeat(40), "]".repeat(40))), None);
    }
}
