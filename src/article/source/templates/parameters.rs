//! The parameters of a tag, as all systems write them: words, quoted texts, and names with values.

use super::text;

/// One parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// Its name; empty if its place says what it is.
    pub name: &'a str,
    /// Its value, without quotes.
    pub value: String,
    /// Whether the value was in quotes.
    pub is_quoted: bool,
}

/// The most parameters of a tag that are read.
const MOST: usize = 64;

/// Reads the parameters: `word`, `"a text"`, `name=value`, `name="a text"`, `name:value`, and `--name a text` of
/// jekyll_picture_tag, apart by spaces or commas.
#[inline(never)]
pub fn parse(text: &str) -> Vec<Parameter<'_>> {
    let is_gap = |b: u8| b.is_ascii_whitespace() || b == b',';
    let mut found = Vec::new();
    let mut rest = text;
    while found.len() < MOST {
        rest = &rest[text::count(rest, &is_gap)..];

        if rest.is_empty() {
            break;
        }
        let (name, value) = name_before(rest);
        let flag = rest.strip_prefix("--").filter(|flag| identifier(flag) > 0);
        if let Some(flag) = flag {
            let end = text::find(flag, " --").unwrap_or(flag.len());
            let (name, value) = flag[..end].split_at(identifier(flag));
            let value = text::trim(value.strip_prefix('=').unwrap_or(value)).trim_matches('"');
            found.push(Parameter { name, value: value.to_owned(), is_quoted: true });
            rest = &flag[end..];
        } else if let Some((value, after)) = quoted(value) {
            found.push(Parameter { name, value, is_quoted: true });
            rest = after;
        } else {
            let (word, after) = value.split_at(text::count(value, &|b| !b.is_ascii_whitespace()));
            // `width=400,height=300` has two of them, `David Levithan, Wide Awake` four words.
            let end = if name.is_empty() { word.len() } else { text::count(word, &|b| b != b',') };
            rest = if end < word.len() { &value[end..] } else { after };
            found.push(Parameter { name, value: word[..end].to_owned(), is_quoted: false });
        }
    }
    found
}

/// Length of the name that a text begins with: ASCII letters, digits, `_` and `-`.
#[inline(never)]
pub fn identifier(text: &str) -> usize {
    if !matches!(text.bytes().next(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_')) {
        return 0;
    }
    text::count(text, &|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// The name before a value and the rest of the text from the value on. Without a name all of it is the value.
fn name_before(text: &str) -> (&str, &str) {
    let (name, after) = text.split_at(identifier(text));
    let bare = after.trim_ascii_start();
    if name.is_empty() {
        return ("", text);
    }
    if let Some(value) = bare.strip_prefix('=').filter(|value| !value.starts_with('=')) {
        return (name, value.trim_ascii_start());
    }
    match after.strip_prefix(':') {
        // `https://…` is an address, and `Note: a text` a text.
        Some(value) if !value.starts_with("//") && !value.starts_with([' ', '\n']) => (name, value),
        Some(value) if value.trim_ascii_start().starts_with(['"', '\'']) => (name, value.trim_ascii_start()),
        _ => ("", text),
    }
}

/// The content of the quotes that a text begins with, and what follows them.
#[inline(never)]
fn quoted(text: &str) -> Option<(String, &str)> {
    let open = ["\"", "'", "`", "“", "”"].into_iter().find(|open| text.starts_with(*open))?;
    let close = if open.len() > 1 { "”" } else { open };
    let inner = &text[open.len()..];
    let mut end = text::find(inner, close)?;
    while inner[..end].ends_with('\\') {
        end += 1;
        end += text::find(&inner[end..], close)?;
    }
    let value = &inner[..end];
    let value = if text::has(value, "\\") { value.replace("\\\"", "\"").replace("\\'", "'") } else { value.to_owned() };
    Some((value, &inner[end + close.len()..]))
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn written(text: &str) -> String {
        let parameters = parse(text).into_iter().map(|p| {
            let mark = if p.is_quoted { "\"" } else { "" };
            let equals = if p.name.is_empty() { "" } else { "=" };
            format!("{}{equals}{mark}{}{mark}", p.name, p.value)
        });
        parameters.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn parameters_are_read_as_each_system_writes_them() {
        for (text, expected) in [
            ("", ""),
            ("a.jpg 300 \"a title\" 'alt'", "a.jpg|300|\"a title\"|\"alt\""),
            ("src=\"a b.jpg\" width=400", "src=\"a b.jpg\"|width=400"),
            ("path=\"a.jpg\", width=400,op='fit'", "path=\"a.jpg\"|width=400|op=\"fit\""),
            ("src = 'a.jpg'", "src=\"a.jpg\""),
            ("lang:js mark:1 app.js", "lang=js|mark=1|app.js"),
            ("'card', title: \"Boat\"", "\"card\"|title=\"Boat\""),
            ("https://example.org/a=b c", "https://example.org/a=b|c"),
            ("Note: a text", "Note:|a|text"),
            ("David Levithan, Wide Awake", "David|Levithan,|Wide|Awake"),
            (
                "half a.jpg --alt A boat --link https://example.org/",
                "half|a.jpg|alt=\"A boat\"|link=\"https://example.org/\"",
            ),
            ("caption=\"the \\\"Anne\\\"\" x", "caption=\"the \"Anne\"\"|x"),
            ("caption=“a boat” id='1", "caption=\"a boat\"|id='1"),
            ("it's \"open", "it's|\"open"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}
