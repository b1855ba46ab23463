//! Title from the body: the document's title or the first heading.

use super::{Found, Origin, Post, linked_title};
use crate::text::entities::decode_once;

/// The title in one line: character references decoded once, control characters replaced by spaces.
/// Other spaces stay, since ideographic and thin spaces are meaningful. Empty if nothing of it shows.
pub(crate) fn tidy(text: &str) -> String {
    let decoded = decode_once(text);
    let parts = decoded.split(char::is_control).map(str::trim);
    let title = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if title.chars().all(is_unseen) { String::new() } else { title }
}

/// Whether a character alone shows nothing: white space, and what joins, directs, hides or fills.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The `<title>` of an HTML document, else its first non-empty heading.
pub(super) fn from_html(body: &str) -> Option<String> {
    ["title", "h1", "h2", "h3"].into_iter().find_map(|name| element(body, name))
}

/// The text of the first non-empty element with this name.
fn element(body: &str, name: &str) -> Option<String> {
    let mut rest = body;
    // Pages have a handful of empty headings; a hostile one may have a million.
    for _ in 0..20 {
        let start = find_tag(rest, "<", name)?;
        let inside = &rest[start..];
        let inside = &inside[inside.find('>')? + 1..];
        let end = find_tag(inside, "</", name)?;
        let text = without_tags(&inside[..end]);
        let title = tidy(&text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        if !title.is_empty() {
            return Some(title);
        }
        rest = &inside[end..];
    }
    None
}

/// Offset of the first tag with this name.
fn find_tag(text: &str, open: &str, name: &str) -> Option<usize> {
    text.match_indices(open).map(|(at, _)| at).find(|at| {
        let tag = &text.as_bytes()[at + open.len()..];
        tag.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && !tag.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>') {
            Some((_, after)) => rest = after,
            None => return out,
        }
    }
    out + rest
}

/// Title and source of a body that begins with its title as a link. Beside a title of the front matter it must be the same.
pub(super) fn in_linked_title(post: &Post) -> Found {
    let none = Found::default();
    if post.origins.title == Origin::FrontMatter && post.from.is_some() {
        return none;
    }
    let Some(head) = linked_title::split(&post.body) else { return none };
    // Scrapers write titles as they are, so that signs of Markdown are the title's own.
    let title = tidy(head.label);
    let is_url = ["http://", "https://"].iter().any(|scheme| head.address.starts_with(scheme));
    if title.is_empty() || !is_url || post.origins.title == Origin::FrontMatter && post.title != title {
        return none;
    }
    Found {
        title: Some(title).filter(|_| post.origins.title != Origin::FrontMatter),
        from: Some(head.address.to_owned()).filter(|_| post.from.is_none()),
        ..none
    }
}

/// Bytes of text above a title: a line with the author, the name of a section.
const MOST_ABOVE: usize = 600;

/// The level-1 heading above a text in Markdown: `# …`, or a line underlined with `===`.
pub(super) fn from_markdown(body: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    let mut before = "";
    let mut above = 0;
    for line in body.lines() {
        let text = line.trim_end();
        let bare = text.trim_start();
        if let Some(open) = fence {
            if bare.starts_with(open) {
                fence = None;
            }
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|m| bare.starts_with(m)) {
            fence = Some(mark);
        } else {
            let heading = if text.len() - bare.len() > 3 {
                None
            } else if let Some(heading) = bare.strip_prefix("# ") {
                Some(heading.trim_end_matches('#'))
            } else if bare.len() >= 3 && bare.bytes().all(|b| b == b'=') {
                Some(before)
            } else {
                None
            };
            let title = heading.map(|text| tidy(&without_markup(text)));
            if title.as_ref().is_some_and(|title| !title.is_empty()) {
                return title;
            }
        }
        // A heading below a paragraph is one of several.
        let is_paragraph =
            before.chars().count() >= 60 && before.ends_with(['.', '!', '?', '。', '！', '？', '”', '」']);
        above += before.len();
        if is_paragraph || above > MOST_ABOVE {
            return None;
        }
        before = bare;
    }
    None
}

/// A heading's text without link, emphasis and code markup.
fn without_markup(text: &str) -> String {
    let text = text.trim();
    // The title of a picture is its alternative text.
    let text = text.strip_prefix('!').filter(|rest| rest.starts_with('[')).unwrap_or(text);
    let linked = text.strip_prefix('[').and_then(|rest| rest.split_once("]("));
    let text = match linked {
        Some((words, address)) if address.ends_with(')') => words,
        _ => text,
    };
    text.replace(['*', '`'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_titles() {
        assert_eq!(tidy(" a&amp;b\n c\u{7} "), "a&b c");
        assert_eq!(tidy("\u{200b}\u{2060}&#xfeff;"), "");
        assert_eq!(tidy("\u{200b}a"), "\u{200b}a");
        assert_eq!(tidy("桥\u{3000}与  路"), "桥\u{3000}与  路");
    }

    fn check_html(body: &str, expected: Option<&str>) {
        assert_eq!(from_html(body).as_deref(), expected, "{body}");
    }

    #[test]
    fn titles_of_documents() {
        check_html("<head><TITLE>\n The &lt;bridge&gt;\n opens</TITLE><h1>x</h1>", Some("The <bridge> opens"));
        check_html("<title></title><h1 class=a>The <b>bridge</b></h1>", Some("The bridge"));
        check_html("<h1></h1><h1>b</h1>", Some("b"));
        check_html("<h2>c</h2>", Some("c"));
        check_html("<header>no</header><titles>no</titles>", None);
        check_html("<title>never closed", None);
        check_html("", None);
    }

    fn check_markdown(body: &str, expected: Option<&str>) {
        assert_eq!(from_markdown(body).as_deref(), expected, "{body}");
    }

    #[test]
    fn headings() {
        check_markdown("text\n\n# The *bridge* #\n", Some("The bridge"));
        check_markdown("The bridge\n===\n", Some("The bridge"));
        check_markdown("# [The bridge](https://example.org)\n", Some("The bridge"));
        check_markdown("```\n# no\n```\n# yes\n", Some("yes"));
    }

    #[test]
    fn not_headings() {
        for body in ["#hashtag", "## second level", "    # code", "\n===\n", "#", "# ", "```\n# no\n"] {
            check_markdown(body, None);
        }
    }
}
