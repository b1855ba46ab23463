//! Pictures with what is said of them, by the parameters of a tag.

use super::html::{link, push_attribute};
use super::parameters::Parameter;
use super::text::is_among;
use super::values::{is_web, named};
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
    let mut sizes: Vec<&str> = Vec::new();
    let mut words = String::new();
    for p in parameters[picture + 1..].iter().filter(|p| p.name.is_empty()) {
        if p.is_quoted {
            texts.push(&p.value);
        } else if p.value.bytes().all(|b| b.is_ascii_digit()) && words.is_empty() {
            sizes.push(&p.value);
        } else if has_words {
            text::push_word(&mut words, &p.value);
        }
    }
    if !words.is_empty() {
        texts.insert(0, &words);
    }
    let title = own(parameters, "title", texts.first());
    let caption = named(parameters, "caption description desc text figcaption");
    let credit = named(parameters, "attr attribution credit credits author");

    let mut img = String::from("<img");
    push_attribute("src", &parameters[picture].value, &mut img);
    push_attribute("alt", own(parameters, "alt", texts.get(1)), &mut img);
    push_attribute("width", own(parameters, "width", sizes.first()), &mut img);
    push_attribute("height", own(parameters, "height", sizes.get(1)), &mut img);
    let mut out = linked(named(parameters, "link target_url"), &text::concat(&[&img, ">"]));

    let mut line = inline::render(title);
    if !caption.is_empty() && caption != title {
        // Hugo's title is a heading over the caption.
        if !line.is_empty() {
            line = text::concat(&["<strong>", &line, "</strong>"]);
        }
        text::push_word(&mut line, &inline::render(caption));
    }
    if !credit.is_empty() && credit != caption {
        text::push_word(&mut line, &linked(named(parameters, "attrlink attr_link"), &inline::render(credit)));
    }
    if !line.is_empty() {
        text::push(&mut out, &["<figcaption>", &line, "</figcaption>"]);
    }
    if is_alone || !line.is_empty() { text::concat(&["<figure>", &out, "</figure>"]) } else { out }
}

/// What a parameter says by its name, or by its place.
#[inline(never)]
fn own<'a>(parameters: &'a [Parameter], name: &str, placed: Option<&&'a str>) -> &'a str {
    let named = named(parameters, name);
    if named.is_empty() { placed.copied().unwrap_or_default() } else { named }
}

/// HTML in a link, if there is an address.
fn linked(address: &str, html: &str) -> String {
    if address.is_empty() { html.to_owned() } else { text::concat(&[&link(address), html, "</a>"]) }
}
