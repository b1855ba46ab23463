//! Pieces of HTML in which neither Markdown nor HTML reads anything else in the values.

use super::text;

/// Appends a text for HTML, for an attribute's value, and for Markdown alike, on one line. Character references stay.
#[inline(never)]
pub fn push_escaped(text: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        let stays = matches!(c, ' ' | ',' | '.' | '-' | '/' | '(' | ')' | '?' | '%' | ';' | '@');
        if !c.is_ascii()
            || c.is_ascii_alphanumeric()
            || stays
            || c == '&' && is_reference(&text[at..])
            || c == '#' && text[..at].ends_with('&') && is_reference(&text[at - 1..])
        {
            out.push(c);
        } else if c == '\n' {
            out.push(' ');
        } else {
            push_reference(c, out);
        }
    }
}

#[inline(never)]
fn push_reference(c: char, out: &mut String) {
    text::push(out, &["&#", &u32::from(c).to_string(), ";"]);
}

fn is_reference(text: &str) -> bool {
    let length = text::count(&text[1..], &|b| b.is_ascii_alphanumeric() || b == b'#');
    (2..12).contains(&length) && text[1 + length..].starts_with(';')
}

/// As [`push_escaped`], as a text of its own.
#[inline(never)]
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    push_escaped(text, &mut out);
    out
}

/// An address for the place of one in Markdown or HTML, without a sign that would end it.
pub fn address(text: &str) -> String {
    escaped(text).replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// An element of one line that shows its lines as they are.
pub fn code(code: &str) -> String {
    let lines = code.trim_matches('\n').replace('&', "&amp;").replace('\n', "&#10;");
    text::concat(&["<pre><code>", &escaped(&lines), "&#10;</code></pre>"])
}

/// Appends an attribute, if its value isn't empty.
#[inline(never)]
pub fn push_attribute(name: &str, value: &str, out: &mut String) {
    if !value.is_empty() {
        text::push(out, &[" ", name, "=\"", &escaped(value), "\""]);
    }
}

/// The opening tag of a link.
#[inline(never)]
pub fn link(address: &str) -> String {
    text::concat(&["<a href=\"", &escaped(address), "\">"])
}

/// A frame, or an element that plays a file; the step for embeds makes its card.
pub fn player(element: &str, address: &str, title: &str) -> String {
    let mut attributes = String::new();
    push_attribute("src", address, &mut attributes);
    push_attribute("title", title, &mut attributes);
    text::concat(&["<", element, &attributes, "></", element, ">"])
}

#[cfg(test)]
mod tests {
    use super::{address, escaped};

    #[test]
    fn references_stay_and_signs_become_some() {
        assert_eq!(
            escaped("a &amp; b &#8220;c&#8221; & d &; *e*"),
            "a &amp; b &#8220;c&#8221; &#38; d &#38;; &#42;e&#42;"
        );
        assert_eq!(address("/a b(1).png?c=d"), "/a%20b%281%29.png?c&#61;d");
    }
}
