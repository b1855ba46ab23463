//! Pictures that do not belong to the article: pixels, portraits, buttons.

use super::keep_size;
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::is_caption_like;
use crate::article::facts::class_hints::ClassHints;
use crate::article::facts::images::{is_picture_address, is_pixel_sized, is_place_holder, is_real, size};
use crate::article::facts::links::NOTE_LINK;
use crate::article::facts::visible::is_nothing;
use crate::article::reason::Reason;
use crate::article::urls::{self, is_data_picture};

/// Parts of addresses that count readers and show nothing.
#[rustfmt::skip]
const PIXEL_PATHS: &[&str] = &[
    "/_/stat?", "/_/stat/", "pixel.wp.com", "stats.wordpress.com", "feeds.wordpress.", "b.gif?", "feeds.feedburner.com/~r/", "feedburner.google.com/~r/",
    "feedsportal.com", "pixel.quantserve.com", "/piwik.php", "/matomo.php", "google-analytics.com", "sb.scorecardresearch.com",
    "doubleclick.net", "facebook.com/tr?", "/count.gif", "hm.baidu.com", "cnzz.com", "/pixel.gif", "/pixel.png", "/pixy.gif", "pixel.mathtag", "blogger.googleusercontent.com/tracker/",
];

/// Decides what a picture is by its size, address and classes; keeps it if nothing speaks against it.
pub(super) fn judge(c: &mut Cleaning, img: NodeId) {
    let raw = c.dom.attr(img, "src").unwrap_or("").trim().to_string();
    let alt = c.dom.attr(img, "alt").unwrap_or("").trim().to_string();
    if is_emoji(&c.dom, img, &alt) {
        let text = c.dom.add_text(&alt);
        c.log.append_image("images", Reason::Emoji, Kind::Changed, &raw);
        c.dom.replace(img, text);
        return;
    }
    if is_pixel(&c.dom, img, &raw) {
        c.log.append_image("images", Reason::TrackingPixel, Kind::Removed, &raw);
        c.dom.detach(img);
        return;
    }
    // What was taken out for what it is comes back as it was.
    let restores = c.log.restores();
    if !restores && is_avatar(&c.dom, &c.hints, img, &raw) {
        c.log.remove(&mut c.dom, img, "images", Reason::Avatar);
        return;
    }
    if !restores && is_place_holder(&raw) && size(&c.dom, img).0.is_none_or(|w| w <= 100) {
        c.log.remove(&mut c.dom, img, "images", Reason::SmallPicture);
        return;
    }
    if !restores && alt.is_empty() && is_of_site(c, img, &raw) {
        c.log.remove(&mut c.dom, img, "images", Reason::SmallPicture);
        return;
    }
    if !restores && is_button(c, img) {
        c.log.remove(&mut c.dom, img, "images", Reason::SmallPicture);
        return;
    }
    // A picture among the notes is of no page.
    let is_of_notes = c.dom.attr(img, NOTE_LINK).is_some();
    let url = if is_of_notes { urls::resolve(&raw, None) } else { c.resolve(&raw) };
    match url.filter(|url| url.scheme() != "mailto") {
        Some(url) => {
            // An absolute URL keeps its spelling, since servers know their own.
            let text =
                if raw.starts_with("http://") || raw.starts_with("https://") { raw.clone() } else { url.to_string() };
            let text = text.replace(' ', "%20");
            c.grown += text.len().saturating_sub(raw.len());
            if c.grown > c.growth_limit {
                return;
            }
            if text != raw {
                c.dom.set_attr(img, "src", &text);
            }
        }
        None if is_data_picture(&raw) && is_real(&raw) => {}
        None if urls::is_relative(&raw) => {}
        None => {
            // Nothing can be shown; what it would have said stays in the record.
            c.log.remove(&mut c.dom, img, "images", Reason::NoAddress);
            return;
        }
    }
    keep_size(&mut c.dom, img);
}

/// Whether a picture is a link and has one of the sizes that buttons of the web have had since its early days.
///
/// One with a caption, or a link to its own larger copy, is shown for its own sake.
fn is_button(c: &Cleaning, img: NodeId) -> bool {
    let dom = &c.dom;
    let (width, height) = size(dom, img);
    let is_one = matches!((width, height), (Some(88), Some(31)) | (Some(80), Some(15)) | (Some(120), Some(20)));
    let Some(link) = Some(img).filter(|_| is_one).and_then(|img| dom.closest(img, &["a"])) else { return false };
    let shows_a_copy = dom.attr(link, "href").is_some_and(is_picture_address);
    let has_caption = std::iter::once(link).chain(dom.ancestors(link)).take(2).any(|at| {
        let behind = dom.next_siblings(at).find(|&n| !is_nothing(dom, n));
        behind.is_some_and(|n| is_caption_like(dom, &c.hints, n))
    });
    !shows_a_copy && !has_caption && dom.closest(img, &["figure"]).is_none()
}

/// Words side by side in the path of a card that a site shows for each of its pages.
const CARDS: &[[&str; 2]] = &[
    ["og", "twcards"],
    ["meta", "og"],
    ["og", "default"],
    ["default", "og"],
    ["social", "card"],
    ["twitter", "card"],
    ["default", "share"],
    ["share", "default"],
];
/// What icons of a page's tools are called.
const TOOLS: &[&str] =
    &["zoom", "enlarge", "expand", "fullscreen", "loupe", "magnify", "magnifier", "print", "share", "search"];

/// Whether a picture without a description, size or caption is called what only a site's own are called: the card for its
/// pages, or the icon of a tool beside another picture.
fn is_of_site(c: &Cleaning, img: NodeId, address: &str) -> bool {
    let dom = &c.dom;
    let path = address.split(['?', '#']).next().unwrap_or(address).to_ascii_lowercase();
    let path = path.split_once("//").map_or(&*path, |(_, rest)| rest);
    // Most have none of these in their names.
    if !["card", "default", "meta", "ico", "btn", "button"].iter().any(|mark| path.contains(mark)) {
        return false;
    }
    let words = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (width, height) = size(dom, img);
    if width.or(height).is_some_and(|side| side > SMALL) {
        return false;
    }
    let figure = dom.closest(img, &["figure"]);
    let pairs: Vec<&str> = words(path).collect();
    if figure.is_none() && pairs.windows(2).any(|pair| CARDS.iter().any(|card| card[..] == *pair)) {
        return true;
    }
    let name: Vec<&str> = words(path.rsplit('/').next().unwrap_or(path)).collect();
    let is_icon = name.iter().any(|word| matches!(*word, "icon" | "icons" | "ico" | "btn" | "button"))
        && name.iter().any(|word| TOOLS.contains(word));
    is_icon && (dom.closest(img, &["a"]).is_some() || figure.is_some_and(|f| dom.find_all(f, &["img"]).len() > 1))
}

/// A side of more pixels is no icon's.
const SMALL: u32 = 100;

fn is_pixel(dom: &Dom, img: NodeId, address: &str) -> bool {
    if is_pixel_sized(dom, img) {
        return true;
    }
    let (width, height) = size(dom, img);
    if width.is_some_and(|w| w > 20) && height.is_some_and(|h| h > 20) {
        return false;
    }
    let path = address.split_once("//").map_or(address, |(_, rest)| rest);
    PIXEL_PATHS.iter().any(|p| path.contains(p))
}

fn is_avatar(dom: &Dom, hints: &ClassHints, img: NodeId, address: &str) -> bool {
    let (width, height) = size(dom, img);
    let large = width.is_some_and(|w| w > 200) || height.is_some_and(|h| h > 200);
    if large {
        return false;
    }
    if address.contains("gravatar.com/avatar") {
        return true;
    }
    hints.get(img).is_avatar
        || dom
            .ancestors(img)
            .take(2)
            .any(|a| hints.get(a).is_avatar && dom.text_len(a) < 60 && dom.find_all(a, &["img"]).len() == 1)
}

/// A picture of one character: WordPress and Twitter write them, and the alt text is the character.
fn is_emoji(dom: &Dom, img: NodeId, alt: &str) -> bool {
    if alt.is_empty() || alt.chars().count() > 8 {
        return false;
    }
    let is_symbol = alt.chars().any(|c| {
        matches!(c as u32, 0x2190..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299 | 0x1f000..=0x1faff | 0xfe0f | 0x00a9 | 0x00ae)
    });
    let by_class = dom.attr(img, "class").is_some_and(|v| {
        v.to_ascii_lowercase()
            .split_whitespace()
            .any(|w| matches!(w, "emoji" | "wp-smiley" | "smiley" | "emojione" | "twemoji"))
    });
    is_symbol
        && (by_class
            || size(dom, img).0.is_some_and(|w| w <= 40)
            || dom.attr(img, "src").is_some_and(|s| s.contains("emoji")))
}
