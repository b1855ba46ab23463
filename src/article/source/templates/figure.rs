//! Pictures with what is said of them, by the parameters of a tag.

use super::html::{link, push_attribute};
use super::inline;
use super::parameters::Parameter;
use super::values::named;
use crate::article::facts::images::is_picture_address;

/// Names under which themes keep a picture's address.
const SOURCES: &[&str] = &[
    "src",
    "url",
    "image",
    "img",
    "image_path",
    "imagepath",
    "path",
    "file",
    "filename",
    "image_url",
    "source",
    "href",
];

/// The picture that a tag shows, by its parameters: its place among them. If the tag is one for pictures, its address
/// may be without an extension.
pub fn find_picture(parameters: &[Parameter], is_figure: bool) -> Option<usize> {
    let is_source = |p: &Parameter| p.name.is_empty() || SOURCES.contains(&&*p.name.to_ascii_lowercase());
    let found = parameters.iter().position(|p| is_source(p) && is_picture_address(&p.value));
    found.or_else(|| {
        let is_address = |p: &Parameter| p.value.contains("://") || p.value.starts_with('/') || p.name == "src";
        let is_one = |p: &Parameter| is_source(p) && !p.value.is_empty() && is_address(p);
        parameters.iter().position(is_one).filter(|_| is_figure)
    })
}

/// A figure, or a bare picture where it is part of a line and has no caption.
///
/// Hugo's has `src`, `alt`, `link`, `title`, `caption`, `attr` and `attrlink` (gohugo.io/shortcodes/figure), Hexo's its
/// address, sizes, title and alternative text in this order (hexo.io/docs/tag-plugins#Image), and includes what their authors
/// called it.
pub fn figure(parameters: &[Parameter], picture: usize, is_alone: bool, has_words: bool) -> String {
    let behind = &parameters[picture + 1..];
    let mut texts: Vec<String> = Vec::new();
    let mut sizes = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for p in behind.iter().filter(|p| p.name.is_empty() && !p.value.is_empty()) {
        if p.is_quoted {
            texts.push(p.value.to_string());
        } else if p.value.bytes().all(|b| b.is_ascii_digit()) && words.is_empty() {
            sizes.push(&*p.value);
        } else if has_words {
            words.push(&p.value);
        }
    }
    if !words.is_empty() {
        texts.insert(0, words.join(" "));
    }
    let text = |at: usize| texts.get(at).map_or("", |text| &**text);
    let or = |first: &str, second: &str| if first.is_empty() { second } else { first }.to_owned();
    let title = or(named(parameters, &["title"]), text(0));
    let own = named(parameters, &["caption", "description", "desc", "text", "figcaption"]);
    let alt = or(named(parameters, &["alt"]), text(1));
    let credit = named(parameters, &["attr", "attribution", "credit", "credits", "author"]);

    let mut out = String::new();
    let link_to = named(parameters, &["link", "target_url"]);
    if !link_to.is_empty() {
        out += &link(link_to);
    }
    out += "<img";
    let mut put = |name, value: &str| push_attribute(name, value, &mut out);
    put("src", &parameters[picture].value);
    put("alt", &alt);
    put("width", or(named(parameters, &["width"]), sizes.first().unwrap_or(&"")).trim_end_matches("px"));
    put("height", or(named(parameters, &["height"]), sizes.get(1).unwrap_or(&"")).trim_end_matches("px"));
    out += ">";
    if !link_to.is_empty() {
        out += "</a>";
    }
    let mut caption = String::new();
    if own.is_empty() {
        caption += &inline::render(&title);
    } else {
        if !title.is_empty() && title != own {
            caption += &["<strong>", &inline::render(&title), "</strong> "].concat();
        }
        caption += &inline::render(own);
    }
    if !credit.is_empty() && credit != own {
        let credit_link = named(parameters, &["attrlink", "attr_link"]);
        let credit = inline::render(credit);
        caption += if caption.is_empty() { "" } else { " " };
        caption += &if credit_link.is_empty() { credit } else { [&link(credit_link), &*credit, "</a>"].concat() };
    }
    if !caption.is_empty() {
        out.extend(["<figcaption>", &caption, "</figcaption>"]);
    }
    if is_alone || !caption.is_empty() { ["<figure>", &out, "</figure>"].concat() } else { out }
}
