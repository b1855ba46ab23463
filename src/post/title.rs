//! The title of a post whose front matter has none: from its document or its first heading.

use super::entities::decode_once;

/// The title in one line: entities decoded once, white space joined, control characters gone.
pub(super) fn tidy(text: &str) -> String {
    one_line(&decode_once(text))
}

fn one_line(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The `<title>` of an HTML document, else its first heading.
pub(super) fn from_html(body: &str) -> Option<String> {
    ["title", "h1", "h2", "h3"]
        .into_iter()
        .find_map(|name| element(body, name))
}

/// The text of the first element of this name that has any.
fn element(body: &str, name: &str) -> Option<String> {
    let mut rest = body;
    // A page has a handful of headings without text; a hostile one may have a million.
    for _ in 0..20 {
        let start = find_tag(rest, "<", name)?;
        let inside = &rest[start..];
        let inside = &inside[inside.find('>')? + 1..];
        let end = find_tag(inside, "</", name)?;
        let title = tidy(&without_tags(&inside[..end]));
        if !title.is_empty() {
            return Some(title);
        }
        rest = &inside[end..];
    }
    None
}

/// Where a tag of this name begins.
fn find_tag(text: &str, open: &str, name: &str) -> Option<usize> {
    text.match_indices(open).map(|(at, _)| at).find(|at| {
        let tag = &text.as_bytes()[at + open.len()..];
        tag.get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
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

/// The first heading of the first level in Markdown: `# …`, or a line underlined with `===`.
pub(super) fn from_markdown(body: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    let mut before = "";
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
        before = bare;
    }
    None
}

/// A heading's text without links, emphasis and code marks.
fn without_markup(text: &str) -> String {
    let text = text.trim();
    let linked = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("));
    let text = match linked {
        Some((words, address)) if address.ends_with(')') => words,
        _ => text,
    };
    text.replace(['*', '`'], "")
}
