//! What all pages share: the bar above, and what is said of pictures.

use super::PAGES;
use super::markup::Markup;
use super::site::{Pictures, Site};

/// A page as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The path of the file in the site.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The bar above every page.
pub(super) fn masthead(site: &Site, root: &str, out: &mut Markup) {
    let lang = Some(site.language.tag());
    out.open("header", &[("class", Some("masthead")), ("lang", lang), ("dir", Some("ltr"))]);
    let index = format!("{root}{PAGES}");
    out.element("a", &[("class", Some("masthead-name")), ("href", Some(&index))], &site.title);
    if site.viewer.is_some() || site.url.is_some() {
        out.text(" ");
        let label = site.language.say("index", &[]);
        out.open("nav", &[("class", Some("published-nav")), ("aria-label", Some(&label))]);
        out.element("a", &[("href", Some(&index))], &label);
        if let Some(viewer) = &site.viewer {
            out.text(" ");
            let href = format!("{root}{viewer}");
            let text = site.language.say("search", &[("title", "")]);
            out.element("a", &[("href", Some(&href))], text.trim());
        }
        if site.url.is_some() {
            out.text(" ");
            out.element("a", &[("href", Some(&format!("{root}feed.atom")))], &site.language.say("feed", &[]));
        }
        out.close("nav");
    }
    out.close("header");
    out.line();
}

/// What the publisher says of pictures.
pub(super) fn pictures_sentence(site: &Site) -> String {
    let key = match site.pictures {
        Pictures::Load => "pictures-load",
        Pictures::Link => "pictures-link",
        Pictures::Copy => "pictures-copy",
    };
    site.language.say(key, &[])
}
