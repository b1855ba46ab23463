//! Pictures with what is said of them, by the parameters of a tag.

use super::html::{link, push_attribute};
use super::parameters::Parameter;
use super::values::{is_among, is_web, named};
use super::{inline, text};
use crate::article::facts::images::is_picture_address;

/// Names under which themes keep a picture's address.
const SOURCES: &str = "src url image img image_path imagepath path file filename image_url source href";

/// The picture that a tag shows, by its parameters: its place among them. If the tag is one for pictures, its address
/// may be without an extension.
#[inline(never)]
pub fn find_picture(parameters: &[Parameter], is_figure: bool) -> Option<usize> {
    let is_source = |p: &Parameter| p.name.is_empty() || is_among(SOURCES, p.name);
    let is_address =
        |p: &Parameter| is_web(&p.value) || p.value.starts_with('/') || p.name == "src" && !p.value.is_empty();
    let found = parameters.iter().position(|p| is_source(p) && is_picture_address(&p.value));
    found.or_else(|| parameters.iter().position(|p| is_figure && is_source(p) && is_address(p)))
}

/// A figure, or a bare picture where it is part of a line and has no caption.
///
/// Hugo's has `src`, `alt`, `link`, `title`, `caption`, `attr` and `attrlink` (gohugo.io/shortcodes/figure), Hexo's its
/// address, sizes, title and alternative text in this order (hexo.io/docs/tag-plugins#Image), and includes what their authors
/// called it.
#[inline(never)]
pub fn figure(parameters: &[Parameter], picture: usize, is_alone: bool, has_words: bool) -> String {
    let mut texts: Vec<&str> = Vec::new();
    let mut sizes = Vec::new();
    let mut words = String::new();
    for p in parameters[picture + 1..].iter().filter(|p| p.name.is_empty()) {
        if p.is_quoted {
            texts.push(&p.value);
        } else if p.value.bytes().all(|b| b.is_ascii_digit()) && words.is_empty() {
            sizes.push(&*p.value);
        } else if has_words {
            text::push_word(&mut words, &p.value);
        }
    }
    if !words.is_empty() {
        texts.insert(0, &words);
    }
    let own = |names: &str, placed: &[&'_ str], place: usize| -> String {
        let named = named(parameters, names);
        if named.is_empty() { placed.get(place).copied().unwrap_or_default() } else { named }.to_owned()
    };
    let title = own("title", &texts, 0);
    let caption = own("caption description desc text figcaption", &[], 0);
    let credit = own("attr attribution credit credits author", &[], 0);

    let mut img = String::from("<img");
    push_attribute("src", &parameters[picture].value, &mut img);
    push_attribute("alt", &own("alt", &texts, 1), &mut img);
    push_attribute("width", &own("width", &sizes, 0), &mut img);
    push_attribute("height", &own("height", &sizes, 1), &mut img);
    let mut out = linked(named(parameters, "link target_url"), &text::concat(&[&img, ">"]));

    let mut line = inline::render(&title);
    if !caption.is_empty() && caption != title {
        // Hugo's title is a heading over the caption.
        if !line.is_empty() {
            line = text::concat(&["<strong>", &line, "</strong>"]);
        }
        text::push_word(&mut line, &inline::render(&caption));
    }
    if !credit.is_empty() && credit != caption {
        text::push_word(&mut line, &linked(named(parameters, "attrlink attr_link"), &inline::render(&credit)));
    }
    if !line.is_empty() {
        text::push(&mut out, &["<figcaption>", &line, "</figcaption>"]);
    }
    if is_alone || !line.is_empty() { text::concat(&["<figure>", &out, "</figure>"]) } else { out }
}

/// HTML in a link, if there is an address.
fn linked(address: &str, html: &str) -> String {
    if address.is_empty() { html.to_owned() } else { text::concat(&[&link(address), html, "</a>"]) }
}
