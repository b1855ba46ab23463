//! Files of a site for programs: sitemap, rules for robots, search description, and the description of a post for those who
//! show it in a page of their own.

use super::facts::PostPage;
use super::markup::Markup;
use super::site::Site;
use serde_json::json;

/// Addresses in a part of a sitemap, by its protocol.
const PART: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap of pages with their dates, as files by their paths; nothing if the site has no URL or search engines may not
/// list it. More addresses than one file may have are in parts, which `sitemap.xml` names.
pub fn sitemaps(site: &Site, pages: &[(String, Option<String>)]) -> Vec<(String, String)> {
    sitemaps_in_parts_of(PART, site, pages)
}

fn sitemaps_in_parts_of(part: usize, site: &Site, pages: &[(String, Option<String>)]) -> Vec<(String, String)> {
    if site.url.is_none() || !site.is_listed {
        return Vec::new();
    }
    let parts: Vec<String> = pages.chunks(part).map(|pages| part_of_sitemap(site, pages)).collect();
    if parts.len() <= 1 {
        return parts.into_iter().map(|part| ("sitemap.xml".to_owned(), part)).collect();
    }
    let mut index = Markup::new();
    index.fixed("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    index.open("sitemapindex", &[("xmlns", Some(NAMESPACE))]);
    let mut files = Vec::new();
    for (number, text) in (1..).zip(parts) {
        let path = format!("sitemap-{number}.xml");
        index.line();
        index.open("sitemap", &[]);
        index.element("loc", &[], &site.url_of(&path).unwrap_or_default());
        index.close("sitemap");
        files.push((path, text));
    }
    index.line();
    index.close("sitemapindex");
    index.line();
    files.push(("sitemap.xml".to_owned(), index.into_string()));
    files
}

fn part_of_sitemap(site: &Site, pages: &[(String, Option<String>)]) -> String {
    let mut out = Markup::new();
    out.fixed("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.open("urlset", &[("xmlns", Some(NAMESPACE))]);
    for (address, date) in pages {
        out.line();
        out.open("url", &[]);
        out.element("loc", &[], &site.url_of(address).unwrap_or_default());
        if let Some(day) = date.as_deref().and_then(|date| date.get(..10)) {
            out.element("lastmod", &[], day);
        }
        out.close("url");
    }
    out.line();
    out.close("urlset");
    out.line();
    out.into_string()
}

/// What robots may read: the pages and not the files that posts were saved as, or nothing. A robot reads it at its host's root
/// alone.
pub fn robots(site: &Site) -> String {
    let base = site.url.as_deref().and_then(|url| url.splitn(4, '/').nth(3)).unwrap_or_default();
    if !site.is_listed {
        return format!("User-agent: *\nDisallow: /{base}\n");
    }
    let sitemap = site.url_of("sitemap.xml").map_or(String::new(), |url| format!("\nSitemap: {url}\n"));
    format!("User-agent: *\nAllow: /{base}\nDisallow: /{base}posts/\n{sitemap}")
}

/// The description of the site's search, which the viewer answers; nothing if the site has no URL or no viewer.
pub fn open_search(site: &Site) -> Option<String> {
    let template = format!("{}#/search/{{searchTerms}}", site.url_of(site.viewer.as_deref()?)?);
    let mut out = Markup::new();
    out.fixed("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.open("OpenSearchDescription", &[("xmlns", Some("http://a9.com/-/spec/opensearch/1.1/"))]);
    out.line();
    // By its specification a name has at most 16 characters, and a description 1,024.
    out.element("ShortName", &[], &site.title.chars().take(16).collect::<String>());
    out.line();
    let search = site.language.say("search", &[("title", &site.title)]);
    out.element("Description", &[], &search.chars().take(1024).collect::<String>());
    out.line();
    out.element("InputEncoding", &[], "UTF-8");
    out.line();
    out.empty("Url", &[("type", Some("text/html")), ("template", Some(&template))]);
    out.line();
    out.close("OpenSearchDescription");
    out.line();
    Some(out.into_string())
}

/// The oEmbed of a post, which its page names: the site's frame with the post in it.
pub fn oembed(site: &Site, page: &PostPage) -> Option<String> {
    if !page.has_oembed(site) {
        return None;
    }
    let own = site.url_of(page.address)?;
    let source: String = url::form_urlencoded::byte_serialize(own.as_bytes()).collect();
    let frame = format!("{}?src={source}", site.url_of(site.embed.as_deref()?)?);
    let (width, height) = (640, 480);
    let mut html = Markup::new();
    let (wide, high) = (width.to_string(), height.to_string());
    html.element(
        "iframe",
        &[
            ("src", Some(&frame)),
            ("title", Some(&page.post.title)),
            ("width", Some(&wide)),
            ("height", Some(&high)),
            ("loading", Some("lazy")),
        ],
        "",
    );
    let mut out = json!({
        "version": "1.0",
        "type": "rich",
        "title": page.post.title,
        "provider_name": site.title,
        "provider_url": site.url,
        "html": html.as_str(),
        "width": width,
        "height": height,
    });
    if let Some(author) = page.name(&page.post.author, &page.post.author_id) {
        out["author_name"] = json!(author);
    }
    Some(format!("{out:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { url: Some("https://example.org/a/".to_owned()), is_listed: true, ..Site::default() }
    }

    #[test]
    fn a_large_sitemap_has_parts() {
        let pages: Vec<_> = (0..5).map(|at| (format!("p/{at}&<文/"), Some("2021-03-14T00:00:00Z".into()))).collect();
        let one = sitemaps(&site(), &pages);
        assert_eq!(one.len(), 1);
        assert!(one[0].1.contains("<loc>https://example.org/a/p/0%26%3C%E6%96%87/</loc><lastmod>2021-03-14</lastmod>"));
        let files = sitemaps_in_parts_of(2, &site(), &pages);
        let names: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]);
        assert_eq!(files[3].1.matches("<loc>https://example.org/a/sitemap-").count(), 3);
        assert!(sitemaps(&Site { is_listed: false, ..site() }, &pages).is_empty());
        assert!(sitemaps(&Site { url: None, ..site() }, &pages).is_empty());
    }

    #[test]
    fn robots_read_pages_and_no_files() {
        let text = robots(&site());
        assert!(text.contains("Allow: /a/\nDisallow: /a/posts/\n"), "{text}");
        assert!(text.contains("Sitemap: https://example.org/a/sitemap.xml\n"), "{text}");
        assert_eq!(robots(&Site { is_listed: false, ..site() }), "User-agent: *\nDisallow: /a/\n");
    }
}
