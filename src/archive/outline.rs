//! What a text consists of, as far as that tells a page of a site from a post: one pass over Markdown, HTML and templates.

/// The parts of a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Letters and digits outside of links, headings, markup and templates; a wide one counts twice.
    pub(super) letters: usize,
    /// Letters and digits of links.
    pub(super) linked: usize,
    /// Whether a link leads out of the archive.
    has_outer_link: bool,
    /// Whether a picture or a player is shown.
    pub(super) has_media: bool,
    /// Whether a template repeats or places other content; not where it is quoted as code.
    pub(super) has_loop: bool,
}

/// What templates of Liquid, Nunjucks, Hugo and Hexo begin with that repeat, or place content of other files.
const LOOPS: &[&str] =
    &["for", "block", "extends", "paginate", "content", ".", "range", "define", "partial", "template"];

/// Elements whose content is not the page's text.
const HIDDEN: &[&str] = &["script", "style", "head", "nav", "footer", "template"];
const MEDIA: &[&str] = &["img", "picture", "video", "audio", "iframe", "embed", "object", "svg"];

impl Outline {
    pub(super) fn of(body: &str) -> Outline {
        let mut outline = Outline::default();
        let body = body.to_ascii_lowercase();
        let is_code = body.contains("```") || body.contains("{% raw");
        let (mut rest, mut is_line_start) = (&*body, true);
        // Whether an element is open that is a link, and the letters before the last bracket.
        let (mut in_link, mut before_bracket) = (false, 0);
        while let Some(first) = rest.chars().next() {
            let at_line_start = std::mem::replace(&mut is_line_start, first == '\n');
            let (_, inside) = rest.split_at(first.len_utf8());
            let length = match first {
                '#' if at_line_start => rest.find('\n').or(Some(rest.len())),
                '{' if inside.starts_with(['{', '%']) => {
                    outline.has_loop |= !is_code && begins_loop(inside[1..].trim_start_matches(['-', ' ', '\n']));
                    end_of(rest, if inside.starts_with('{') { "}}" } else { "%}" })
                }
                '<' if inside.starts_with("!--") => end_of(rest, "-->"),
                '<' if inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) => {
                    let tag = inside.split(|c: char| !c.is_ascii_alphanumeric() && c != '/').next().unwrap_or_default();
                    match tag {
                        "a" => (in_link, outline.has_outer_link) = (true, true),
                        "/a" => in_link = false,
                        _ => outline.has_media |= MEDIA.contains(&tag),
                    }
                    if HIDDEN.contains(&tag) { end_of(rest, &format!("</{tag}")) } else { end_of(rest, ">") }
                }
                '[' if inside.starts_with('[') => end_of(rest, "]]").inspect(|end| {
                    outline.linked += letters(&rest[..*end]);
                }),
                ']' if inside.starts_with('(') => end_of(rest, ")").inspect(|end| {
                    outline.linked += outline.letters.saturating_sub(before_bracket);
                    outline.letters = outline.letters.min(before_bracket);
                    outline.has_outer_link |= !is_text_beside(&inside[1..*end - 2]);
                }),
                _ => {
                    outline.has_media |= first == '!' && inside.starts_with('[');
                    if first == '[' {
                        before_bracket = outline.letters;
                    }
                    *if in_link { &mut outline.linked } else { &mut outline.letters } += weight(first);
                    Some(first.len_utf8())
                }
            };
            // What never ends is text.
            outline.letters += if length.is_none() { letters(rest) } else { 0 };
            rest = &rest[length.unwrap_or(rest.len())..];
        }
        outline
    }

    /// Whether there is nothing but links to other texts of the archive.
    pub(super) fn is_contents(&self) -> bool {
        self.linked > 0 && self.letters == 0 && !self.has_outer_link && !self.has_media
    }
}

/// The length up to and with `end`.
fn end_of(rest: &str, end: &str) -> Option<usize> {
    memchr::memmem::find(rest.as_bytes(), end.as_bytes()).map(|at| at + end.len())
}

fn begins_loop(inside: &str) -> bool {
    LOOPS.iter().any(|word| {
        let after = inside.strip_prefix(word).and_then(|rest| rest.chars().next());
        after.is_some_and(|next| *word == "." || !next.is_ascii_alphanumeric())
    })
}

fn is_text_beside(target: &str) -> bool {
    let path = target.split(['#', '?', ' ']).next().unwrap_or_default();
    !path.contains("://") && [".md", ".markdown", ".mdx", ".html", ".htm"].iter().any(|end| path.ends_with(end))
}

fn letters(text: &str) -> usize {
    text.chars().map(weight).sum()
}

fn weight(c: char) -> usize {
    if !c.is_alphanumeric() { 0 } else { 1 + usize::from(c >= '\u{2e80}') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_outside_of_links_markup_and_templates() {
        let of = |body| {
            let Outline { letters, linked, .. } = Outline::of(body);
            (letters, linked)
        };
        assert_eq!(of("# A heading\n\nTwo words, 桥."), (10, 0));
        assert_eq!(of("<p class=\"lead\">Two <a href=\"/a\">linked</a> words</p><!-- none -->"), (8, 6));
        assert_eq!(of("See [the lamp](a.md) and [[The boat|boat]]."), (6, 18));
        assert_eq!(of("<script>if (a < b) c()</script><STYLE>p {}</STYLE>Text {{ page.title }}{% if a %}."), (4, 0));
        assert_eq!(of("5 < 6 and [brackets] alone <"), (18, 0));
        assert_eq!(of("open {{ template, <a link and <script> end nowhere"), (36, 0));
        assert_eq!(of("[[open"), (4, 0));
    }

    #[test]
    fn loops() {
        for body in ["{% for post in site.posts %}{% endfor %}", "{{ content }}", "{{- range .Pages }}", "{{ .Title }}"]
        {
            assert!(Outline::of(body).has_loop, "{body}");
        }
        for body in
            ["{% include video.html id=\"a\" %}", "{{ page.title }}", "```\n{% for a in b %}\n```", "{{ format }}"]
        {
            assert!(!Outline::of(body).has_loop, "{body}");
        }
    }

    #[test]
    fn contents() {
        for body in ["# All\n\n- [A](a.md)\n- [B](b/c%20d.md)", "[[A]]\n[[B|b]]"] {
            assert!(Outline::of(body).is_contents(), "{body}");
        }
        for body in
            ["", "[A](https://example.org/a.md)", "[A](a.md) and more", "![](a.png) [A](a.md)", "<a href=a.html>A</a>"]
        {
            assert!(!Outline::of(body).is_contents(), "{body}");
        }
    }
}
