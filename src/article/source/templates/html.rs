//! Pieces of HTML in which neither Markdown nor HTML reads anything else in the values.

/// Appends a text for HTML, for an attribute's value, and for Markdown alike, on one line. Character references stay.
pub fn push_escaped(text: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        match c {
            '\n' => out.push(' '),
            '&' if is_reference(&text[at..]) => out.push('&'),
            '<' | '>' | '&' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '|' | '$' | '{' | '}' | '"' | '\'' | '#'
            | '!' | '^' | ':' | '=' | '+' => push_reference(c, out),
            _ => out.push(c),
        }
    }
}

fn push_reference(c: char, out: &mut String) {
    out.push_str("&#");
    out.push_str(&u32::from(c).to_string());
    out.push(';');
}

fn is_reference(text: &str) -> bool {
    let length = text[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(text.len() - 1);
    (2..12).contains(&length) && text[1 + length..].starts_with(';')
}

/// As [`push_escaped`], as a text of its own.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(text, &mut out);
    out
}

/// An address for the place of one in Markdown or HTML.
pub fn address(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_whitespace() || "<>\"'()[]{}\\`|^".contains(c) {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// An element of one line that shows its lines as they are.
pub fn code(code: &str, language: &str) -> String {
    let mut out = String::from("<pre><code");
    push_attribute(
        "class",
        &if language.is_empty() { String::new() } else { ["language-", language].concat() },
        &mut out,
    );
    out.push('>');
    for line in code.trim_matches('\n').split('\n') {
        line.chars().for_each(|c| if c.is_ascii_punctuation() { push_reference(c, &mut out) } else { out.push(c) });
        out.push_str("&#10;");
    }
    out + "</code></pre>"
}

/// Appends an attribute, if its value isn't empty.
pub fn push_attribute(name: &str, value: &str, out: &mut String) {
    if !value.is_empty() {
        out.extend([" ", name, "=\""]);
        push_escaped(value, out);
        out.push('"');
    }
}

/// The opening tag of a link.
pub fn link(address: &str) -> String {
    let mut out = String::from("<a");
    push_attribute("href", address, &mut out);
    out + ">"
}

/// A frame, or an element that plays a file; the step for embeds makes its card.
pub fn player(element: &str, address: &str, title: &str) -> String {
    let mut out = ["<", element].concat();
    push_attribute("src", address, &mut out);
    push_attribute("title", title, &mut out);
    out.extend(["></", element, ">"]);
    out
}
