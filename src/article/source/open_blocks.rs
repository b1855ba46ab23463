//! WordPress's blocks whose end tags an export lost, with Markdown in them: `<ul class="wp-block-list">- 200 g of sugar`.

use super::html_blocks::end_of_tag;
use crate::article::dom::elements::heading_level;
use std::borrow::Cow;

/// How the classes of blocks begin.
const BLOCK: &str = "wp-block-";

/// Takes the tags of such blocks off, so that what they hold is read as Markdown; headings get Markdown's own marks.
pub fn unwrap(body: &str) -> Cow<'_, str> {
    if !body.contains(BLOCK) {
        return Cow::Borrowed(body);
    }
    let mut closed = Vec::new();
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let Some(tag) = content.strip_prefix('<').and_then(|_| end_of_tag(content.as_bytes(), 1)) else {
            out.push_str(line);
            continue;
        };
        let (tag, rest) = content.split_at(tag);
        let name = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        if !is_block(&name) || !tag.contains(BLOCK) || is_closed(body, &name, &mut closed) {
            out.push_str(line);
            continue;
        }
        if let Some(level) = heading_level(&name).filter(|_| !rest.trim().is_empty()) {
            out.push_str(&"######"[..usize::from(level)]);
            out.push(' ');
        }
        out.push_str(rest.trim_start_matches(' '));
    }
    Cow::Owned(out)
}

fn is_block(name: &str) -> bool {
    heading_level(name).is_some() || matches!(name, "p" | "ul" | "ol" | "div" | "figure" | "blockquote")
}

/// Whether elements of a name are closed anywhere; each is looked for once.
fn is_closed(body: &str, name: &str, known: &mut Vec<(String, bool)>) -> bool {
    if let Some((_, closed)) = known.iter().find(|(other, _)| other == name) {
        return *closed;
    }
    let closed = body.match_indices("</").any(|(at, _)| {
        body[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
            && !body[at + 2 + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    });
    known.push((name.to_owned(), closed));
    closed
}

#[cfg(test)]
mod tests {
    use super::unwrap;

    #[test]
    fn tags_without_an_end_go() {
        for (body, wanted) in [
            ("<h3 class=\"wp-block-heading\">A\n\n<p class=\"wp-block-paragraph\">**b**\n", "### A\n\n**b**\n"),
            ("<ul class='wp-block-list'>- a\n- b\n", "- a\n- b\n"),
        ] {
            assert_eq!(unwrap(body), wanted);
        }
    }

    #[test]
    fn others_stay() {
        for body in [
            "<ul class=\"wp-block-list\"><li>a</li></ul>\n",
            "<p class=\"wp-block-paragraph\">a\n\n<p>b</p>\n",
            "<ul class=\"list\">- a\n",
            "wp-block- <b>\n",
        ] {
            assert_eq!(unwrap(body), body);
        }
    }
}
