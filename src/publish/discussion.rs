//! The discussion below an article, with the other files of its thread.

use super::facts::PostPage;
use super::markup::Markup;
use super::rewrite::Rewriter;
use super::site::Site;
use crate::article::{Comment, SafeHtml};
use crate::post::Date;

/// What is shown of a comment.
struct Shown<'a> {
    author: Option<&'a str>,
    date: Option<&'a Date>,
    html: &'a SafeHtml,
    text: &'a str,
    is_plain: bool,
    extra: &'a [(String, String)],
    replies: &'a [Comment],
}

/// Writes the discussion, if there is one.
pub(super) fn write(site: &Site, page: &PostPage, root: &str, out: &mut Markup) {
    let count = page.comment_count();
    if count == 0 {
        return;
    }
    let words = site.language;
    out.open("details", &[("class", Some("discussion")), ("open", Some(""))]);
    out.open("summary", &[("class", Some("panel-summary")), ("lang", Some(words.tag())), ("dir", Some("ltr"))]);
    out.element("h2", &[("class", Some("panel-heading"))], &words.count("comments", count));
    out.close("summary");
    out.line();
    out.open("div", &[("class", Some("discussion-inside")), ("lang", Some(page.lang())), ("dir", Some(page.dir()))]);
    out.open("ol", &[("class", Some("comments"))]);
    for part in page.parts {
        let shown = Shown {
            author: page.name(&part.post.author, &part.post.author_id),
            date: part.post.date.as_ref(),
            html: &part.article.html,
            text: &part.article.text,
            is_plain: part.article.limit.is_some(),
            extra: &part.post.extra,
            replies: &part.article.discussion,
        };
        comment(site, page, root, &shown, out);
    }
    comments(site, page, root, &page.article.discussion, out);
    out.close("ol");
    out.close("div");
    out.close("details");
    out.line();
}

fn comments(site: &Site, page: &PostPage, root: &str, list: &[Comment], out: &mut Markup) {
    for one in list {
        let shown = Shown {
            author: page.name(&one.author, &one.author_id),
            date: one.date.as_ref(),
            html: &one.html,
            text: &one.text,
            is_plain: one.limit.is_some(),
            extra: &one.extra,
            replies: &one.replies,
        };
        comment(site, page, root, &shown, out);
    }
}

fn comment(site: &Site, page: &PostPage, root: &str, shown: &Shown, out: &mut Markup) {
    let words = site.language;
    out.open("li", &[]);
    out.open("article", &[("class", Some("comment"))]);
    out.open("p", &[("class", Some("facts")), ("lang", Some(words.tag())), ("dir", Some("ltr"))]);
    let anonymous = words.say("anonymous", &[]);
    let named = Some(if shown.author.is_some() { "true" } else { "false" });
    let attributes = [("class", Some("comment-author")), ("dir", Some("auto")), ("data-named", named)];
    out.element("span", &attributes, shown.author.unwrap_or(&anonymous));
    if let Some(date) = shown.date {
        out.text(" ");
        out.element("time", &[("datetime", Some(&date.iso))], &words.day(&date.iso));
    }
    for (name, value) in shown.extra.iter().filter(|(name, value)| is_shown(name, value)) {
        out.text(" ");
        out.element("span", &[], &format!("{name}: {value}"));
    }
    out.close("p");
    out.line();
    if shown.is_plain || shown.html.as_str().is_empty() {
        let attributes = [("class", Some("comment-text post-body")), ("data-plain", Some(""))];
        out.element("div", &attributes, shown.text);
    } else {
        out.open("div", &[("class", Some("comment-text post-body"))]);
        let rewriter = Rewriter { site, page, root, is_page: true, embeds: &[], has_lead: false };
        rewriter.write(shown.html, out);
        out.close("div");
    }
    out.close("article");
    if !shown.replies.is_empty() {
        out.line();
        out.open("ol", &[("class", Some("comments"))]);
        comments(site, page, root, shown.replies, out);
        out.close("ol");
    }
    out.close("li");
    out.line();
}

/// Whether a field says something of a comment, and not only how it is stored.
fn is_shown(name: &str, value: &str) -> bool {
    const VOTES: &[&str] = &["votes", "vote", "upvote", "upvotes", "likes", "like", "score", "floor", "best", "role"];
    VOTES.contains(&name) && !value.is_empty() && value != "0" && value.len() < 40
}
