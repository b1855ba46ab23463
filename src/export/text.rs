//! A post among others as plain text: title, facts, text, comments, and a line of signs after it.

use crate::page::{CommentView, ReadingPage};

/// Between posts.
const END: &str = "* * *";

/// Writes the text.
pub fn plain_text(page: &ReadingPage) -> String {
    let source = page.source.as_ref().map(|source| &source.url).or(page.source_text.as_ref());
    let day = page.date.as_ref().map(|date| date.iso.get(..10).unwrap_or(&date.iso));
    let facts: Vec<&str> = [day, page.author.as_deref(), source.map(String::as_str)]
        .into_iter()
        .flatten()
        .filter(|f| !f.is_empty())
        .collect();
    let mut parts = vec![page.title.clone(), facts.join(" · "), page.text.trim_end().to_owned()];
    comments(&page.discussion, 0, &mut parts);
    parts.push(END.to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n\n"
}

fn comments(comments: &[CommentView], depth: usize, parts: &mut Vec<String>) {
    let indent = "    ".repeat(depth + 1);
    for comment in comments {
        let author = comment.author.as_deref().or(comment.author_id.as_deref());
        let day = comment.date.as_ref().map(|date| date.iso.get(..10).unwrap_or(&date.iso));
        let head: Vec<&str> = [author, day].into_iter().flatten().collect();
        let lines = [head.join(" · "), comment.text.trim_end().to_owned()];
        let lines = lines.iter().flat_map(|text| text.lines()).map(|line| format!("{indent}{line}"));
        parts.push(lines.collect::<Vec<_>>().join("\n"));
        self::comments(&comment.replies, depth + 1, parts);
    }
}
