//! Many posts as one HTML document without scripts: a list of them, and each as an article, in pieces that follow each other.

use super::document::{POLICY, STYLE, comments, element, header, tags, text, time};
use super::fragment::{Element, Node, PostLinks};
use super::markdown::without_templates;
use crate::page::ReadingPage;

/// Posts are divided by lines.
const OWN_STYLE: &str = "article+article{margin-top:4rem;border-top:1px solid}nav{font-family:sans-serif}";

/// What the list says of a post.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its language.
    pub lang: Option<&'a str>,
    /// Its date.
    pub date: Option<&'a str>,
}

/// The beginning of the document, with a list of the posts in their order.
pub fn collection_start(title: &str, posts: &[Listed]) -> String {
    let head = [
        Element::new("meta", &[("charset", "utf-8")]).into(),
        Element::new("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]).into(),
        Element::new("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]).into(),
        Element::new("meta", &[("name", "referrer"), ("content", "no-referrer")]).into(),
        element("title", [text(title)]),
    ];
    let items = posts.iter().enumerate().map(|(at, post)| {
        let href = format!("#{}", id_of(at));
        let mut link = Element::new("a", &[("href", &href)]);
        link.attributes.extend(post.lang.map(|lang| ("lang".to_owned(), lang.to_owned())));
        let date = post.date.map(|iso| [text(" · "), time(iso)]).into_iter().flatten();
        element("li", [Node::from(link.with([text(post.title)]))].into_iter().chain(date))
    });
    let list = Element::new("nav", &[]).with([element("ol", items)]).html();
    let head = Element::new("head", &[]).with(head).html();
    let head = without_codes(&head).replacen("</head>", &format!("<style>{STYLE}{OWN_STYLE}</style></head>"), 1);
    format!("<!doctype html>\n<html>{head}<body>{}\n", without_codes(&list))
}

/// The article of the post at this place of the list.
pub fn collection_article(page: &ReadingPage, at: usize, has_discussion: bool) -> String {
    let id = id_of(at);
    let article = Element::of_html(&page.html, page.plain.then_some(&page.text), PostLinks::Unwrap);
    let mut content = vec![header(page).into()];
    content.extend(article.children);
    content.extend(tags(page));
    if has_discussion {
        content.extend(comments(page));
    }
    let mut article = Element::new("article", &[("id", &id), ("lang", &page.lang), ("dir", page.dir)]).with(content);
    // Notes of several posts have the same ids.
    article.each_inside(&|element| {
        for (name, value) in &mut element.attributes {
            match (&**name, value.strip_prefix('#')) {
                ("id", _) => *value = format!("{id}-{value}"),
                ("href", Some(target)) => *value = format!("#{id}-{target}"),
                _ => {}
            }
        }
    });
    without_codes(&article.html()) + "\n"
}

/// The end of the document.
pub fn collection_end() -> &'static str {
    "</body></html>\n"
}

/// HTML in which no tag of a template and no shortcode begins: where the document is opened again, those of one post would
/// be taken for the site's by what is in another.
fn without_codes(html: &str) -> String {
    without_templates(html).replace('[', "&#91;")
}

fn id_of(at: usize) -> String {
    format!("post-{}", at + 1)
}
