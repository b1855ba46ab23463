//! Names of tags in a sentence: `<script>` in prose that nobody closes is a word, and not the beginning of a script.

use memchr::memchr;
use std::borrow::Cow;

/// Elements whose content is no markup, in lower case.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];
/// Ends of blocks: no script in the middle of a sentence goes on beyond one.
const BLOCK_ENDS: &[&str] = &["</p", "</div", "</li", "</td", "</h", "<p>", "<p ", "<div"];

/// Escapes such tags.
pub fn escape_words(html: String) -> String {
    match escaped(&html) {
        Cow::Borrowed(_) => html,
        Cow::Owned(escaped) => escaped,
    }
}

fn escaped(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let (mut done, mut at) = (0, 0);
    // The offset of the next end tag of each name, or of the end of the source.
    let mut ends = [0; RAW.len()];
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        if !matches!(
            bytes.get(at),
            Some(b's' | b't' | b'i' | b'x' | b'n' | b'p' | b'S' | b'T' | b'I' | b'X' | b'N' | b'P')
        ) {
            continue;
        }
        let Some(number) = raw_name(&html[at..]) else { continue };
        let name = RAW[number];
        if ends[number] < at {
            ends[number] = end_tag(&html[at..], name).map_or(html.len(), |end| at + end);
        }
        let end = ends[number];
        let near = &html[at..html.floor_char_boundary(end.min(at + NEAR))];
        let goes_on = end == html.len() || BLOCK_ENDS.iter().any(|tag| near.contains(tag));
        if goes_on && is_in_sentence(&html[..start]) && is_bare(&html[at..], name) {
            out.push_str(&html[done..start]);
            out.push_str("&lt;");
            done = at;
        } else if end == html.len() {
            // The rest of the source is its content.
            break;
        } else {
            at = end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[done..]);
    Cow::Owned(out)
}

/// An end this many bytes behind a tag is near it.
const NEAR: usize = 2000;

/// The number of the element of raw text whose tag begins here.
fn raw_name(rest: &str) -> Option<usize> {
    let first = rest.as_bytes().first_chunk::<2>()?.map(|b| b.to_ascii_lowercase());
    RAW.iter().position(|name| {
        name.as_bytes()[..2] == first
            && rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && rest.as_bytes().get(name.len()).is_some_and(|b| !b.is_ascii_alphanumeric() && *b != b'-')
    })
}

/// The place of the next end tag of a name.
fn end_tag(html: &str, name: &str) -> Option<usize> {
    let is_it = |at: usize| html[at + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    html.match_indices("</").map(|(at, _)| at).find(|&at| is_it(at))
}

/// Whether a tag has no attribute: a script that a page means has a source, or its end.
fn is_bare(rest: &str, name: &str) -> bool {
    rest[name.len()..].trim_start().starts_with(['>', '/'])
}

/// Whether a word or a comma comes before, in the same line.
fn is_in_sentence(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\u{a0}']);
    line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | '“' | '"' | ':' | '，' | '：' | '、'))
}

#[cfg(test)]
mod tests {
    use super::escape_words;

    #[test]
    fn names_of_tags_in_a_sentence_are_words() {
        for (html, wanted) in [
            ("<p>adds a <script> tag to it.</p><p>b</p>", "<p>adds a &lt;script> tag to it.</p><p>b</p>"),
            (
                "<p>a <style> tag, and</p><style>p { }</style><p>b</p>",
                "<p>a &lt;style> tag, and</p><style>p { }</style><p>b</p>",
            ),
            ("<p>The &lt;b> and <TITLE> of it", "<p>The &lt;b> and &lt;TITLE> of it"),
        ] {
            assert_eq!(escape_words(html.to_string()), wanted);
        }
    }

    #[test]
    fn scripts_stay_scripts() {
        for html in [
            "<p>a</p><script>var a = \"</p>\";</script><p>b</p>",
            "<p>a <script>document.write('b')</script> c</p>",
            "<p>a</p>\n<script>cut off",
            "<p>a <script src=\"b.js\"> c</p>",
            "<p>a <scripted> b</p>",
            "<p>a <iframe src=\"x\"></iframe> b</p>",
        ] {
            assert_eq!(escape_words(html.to_string()), html);
        }
    }
}
