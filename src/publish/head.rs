//! The head of pages: what browsers, search engines, previews, feed readers and citation managers are told.

use super::facts::{PostPage, shortened};
use super::json_ld;
use super::markup::{Attribute, Markup};
use super::site::{Canonical, Site};

/// What the head of any page says.
pub(super) struct Head<'a> {
    pub(super) title: &'a str,
    pub(super) lang: &'a str,
    pub(super) dir: &'static str,
    pub(super) description: &'a str,
    pub(super) is_listed: bool,
    /// The way to the site's root.
    pub(super) root: &'a str,
}

fn meta(out: &mut Markup, name: &'static str, content: &str) {
    if !content.trim().is_empty() {
        out.open("meta", &[("name", Some(name)), ("content", Some(content))]);
        out.line();
    }
}

fn property(out: &mut Markup, name: &'static str, content: &str) {
    if !content.trim().is_empty() {
        out.open("meta", &[("property", Some(name)), ("content", Some(content))]);
        out.line();
    }
}

fn link(out: &mut Markup, attributes: &[Attribute]) {
    out.open("link", attributes);
    out.line();
}

/// Begins a page, up to the links that any page has.
pub(super) fn begin(site: &Site, head: &Head, out: &mut Markup) {
    out.fixed("<!doctype html>\n");
    out.open("html", &[("lang", Some(head.lang)), ("dir", Some(head.dir))]);
    out.fixed("\n<head>\n<meta charset=\"utf-8\">\n");
    let policy = site.policy();
    out.open("meta", &[("http-equiv", Some("Content-Security-Policy")), ("content", Some(&policy))]);
    out.fixed(
        "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
    );
    out.element("title", &[], head.title);
    out.line();
    // By this the elements know a page that they can show without a core.
    meta(out, "generator", "archive-viewer");
    meta(out, "description", &shortened(head.description));
    if !(head.is_listed && site.is_listed) {
        meta(out, "robots", "noindex");
    }
    let in_site = |path: &str| format!("{}{}", head.root, super::path_href(path));
    link(out, &[("rel", Some("stylesheet")), ("href", Some(&in_site(&site.style)))]);
    if let Some(icon) = &site.icon {
        link(out, &[("rel", Some("icon")), ("href", Some(&in_site(icon))), ("type", Some("image/svg+xml"))]);
    }
    if site.url.is_some() {
        for (path, kind) in [("feed.atom", "application/atom+xml"), ("feed.json", "application/feed+json")] {
            let title = Some(&*site.title);
            let href = in_site(path);
            link(out, &[("rel", Some("alternate")), ("type", Some(kind)), ("title", title), ("href", Some(&href))]);
        }
        let href = in_site("opensearch.xml");
        if site.viewer.is_some() {
            let kind = Some("application/opensearchdescription+xml");
            link(out, &[("rel", Some("search")), ("type", kind), ("title", Some(&site.title)), ("href", Some(&href))]);
        }
    }
}

/// The head of a post's page.
pub(super) fn of_post(site: &Site, page: &PostPage, out: &mut Markup) {
    let (post, article) = (page.post, page.article);
    let file = page.file();
    let root = super::root_of(&file);
    let title = format!("{} · {}", post.title, site.title);
    let description = page.description();
    let head = Head {
        title: &title,
        lang: page.lang(),
        dir: page.dir(),
        description: &description,
        is_listed: post.published,
        root: &root,
    };
    begin(site, &head, out);
    let own = site.url_of(page.address);
    let source = page.source().map(|source| source.url);
    let canonical = match site.canonical {
        Canonical::Source => source.clone().or(own.clone()),
        Canonical::Site => own.clone(),
    };
    if let Some(canonical) = &canonical {
        link(out, &[("rel", Some("canonical")), ("href", Some(canonical))]);
    }
    for (rel, neighbour) in [("prev", &page.earlier), ("next", &page.later)] {
        if let Some(neighbour) = neighbour {
            let href = format!("{root}{}", super::path_href(&neighbour.address));
            link(out, &[("rel", Some(rel)), ("href", Some(&href)), ("title", Some(&neighbour.title))]);
        }
    }
    if let Some(licence) = site.licence.as_ref().and_then(|licence| licence.url.as_deref()) {
        link(out, &[("rel", Some("license")), ("href", Some(licence))]);
    }
    if page.has_oembed(site) {
        let kind = Some("application/json+oembed");
        let title = Some(&*post.title);
        link(out, &[("rel", Some("alternate")), ("type", kind), ("title", title), ("href", Some("oembed.json"))]);
    }
    meta(out, "author", post.author.as_deref().unwrap_or_default());

    property(out, "og:type", "article");
    property(out, "og:title", &post.title);
    property(out, "og:description", &shortened(&description));
    property(out, "og:site_name", &site.title);
    property(out, "og:url", own.as_deref().unwrap_or_default());
    let image = page.lead_picture(site);
    if let Some((url, alt)) = &image {
        property(out, "og:image", url);
        property(out, "og:image:alt", alt);
    }
    let date = post.date.as_ref().map_or("", |date| &date.iso);
    property(out, "article:published_time", date);
    property(out, "article:author", post.author.as_deref().unwrap_or_default());
    for tag in &post.tags {
        property(out, "article:tag", tag);
    }
    meta(out, "twitter:card", if image.is_some() { "summary_large_image" } else { "summary" });

    link(out, &[("rel", Some("schema.DC")), ("href", Some("http://purl.org/dc/elements/1.1/"))]);
    let source = source.as_deref().unwrap_or_default();
    let rights = site.licence.as_ref().map_or("", |licence| licence.url.as_deref().unwrap_or(&licence.name));
    for (name, content) in [
        ("DC.title", &*post.title),
        ("DC.creator", post.author.as_deref().unwrap_or_default()),
        ("DC.date", date),
        ("DC.language", &*article.lang),
        ("DC.source", source),
        ("DC.rights", rights),
        ("DC.type", "Text"),
        ("citation_title", &*post.title),
        ("citation_author", post.author.as_deref().unwrap_or_default()),
        ("citation_publication_date", date.get(..10).unwrap_or(date)),
        ("citation_language", &*article.lang),
        ("citation_fulltext_html_url", own.as_deref().unwrap_or_default()),
    ] {
        meta(out, name, content);
    }
    out.fixed("<script type=\"application/ld+json\">");
    out.json(&json_ld::of_post(site, page, image.as_ref().map(|(url, _)| url.as_str())));
    out.fixed("</script>\n");
    end(out);
}

/// Ends the head.
pub(super) fn end(out: &mut Markup) {
    out.fixed("</head>\n");
}
