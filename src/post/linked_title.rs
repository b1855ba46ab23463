//! The head that scrapers write above a text: its title as a link to its page, underlined.

/// Such a head, and the text below it.
pub(crate) struct LinkedTitle<'a> {
    /// The title, in Markdown.
    pub(crate) label: &'a str,
    /// The address.
    pub(crate) address: &'a str,
    /// The body after it.
    pub(crate) rest: &'a str,
}

/// The head of a body that begins with one.
///
/// It is found line by line and not as Markdown, since titles with brackets and addresses with spaces break Markdown's links.
pub(crate) fn split(body: &str) -> Option<LinkedTitle<'_>> {
    let (first, rest) = body.trim_start().split_once('\n')?;
    let (second, rest) = rest.split_once('\n').unwrap_or((rest, ""));
    let line = second.trim();
    if line.len() < 3 || !(line.bytes().all(|b| b == b'-') || line.bytes().all(|b| b == b'=')) {
        return None;
    }
    let inner = first.trim().strip_prefix('[')?.strip_suffix(')')?;
    let (label, address) = inner.rsplit_once("](")?;
    Some(LinkedTitle { label, address: address.trim(), rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Option<(&str, &str, &str)>) {
        assert_eq!(split(body).map(|head| (head.label, head.address, head.rest)), expected, "{body}");
    }

    #[test]
    fn heads() {
        check("[A](https://a.example/)\n---\nb\n", Some(("A", "https://a.example/", "b\n")));
        check("\n[[x] A (1)](https://a.example/b c)\n======", Some(("[x] A (1)", "https://a.example/b c", "")));
    }

    #[test]
    fn other_beginnings() {
        for body in ["", "[A](b)", "[A](b)\n--\n", "[A](b)\nc\n", "A\n---\n", "[A](b) c\n---\n", "see [A](b)\n---\n"] {
            check(body, None);
        }
    }
}
