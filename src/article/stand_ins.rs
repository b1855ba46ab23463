//! Step: what a page's script would have put in place: players of components, embedded code, pictures in backgrounds.
//!
//! The page holds an empty element that says by its attributes what belongs there. Players become frames, which the step for
//! embeds makes cards of.

use super::changes::Kind;
use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId};
use super::facts::images;
use super::facts::players::kind_of;
use super::facts::visible::is_nothing;
use super::reason::Reason;
use super::urls;
use html5ever::{LocalName, local_name};

/// Attributes that hold a player's address.
const ADDRESSES: &[&str] =
    &["data-src", "data-href", "data-url", "data-embed-url", "data-video-url", "data-embed", "src"];
/// Attributes that hold a video's number.
const NUMBERS: &[&str] =
    &["videoid", "video-id", "data-videoid", "data-video-id", "data-youtube-id", "data-yt-id", "data-id"];

/// Makes frames of empty elements that name a player, and of scripts that write embedded code.
pub fn show_players(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut empty: Vec<(NodeId, String)> = Vec::new();
    for id in c.dom.descendants(root) {
        let Some(element) = c.dom.element(id).filter(|element| element.has_attributes()) else { continue };
        let may_be = match &*element.name {
            "div" | "span" | "figure" | "section" | "p" => {
                element.attributes().any(|(name, _)| !is_common(name) && names_player(name))
            }
            "script" => true,
            name => name.contains('-') && !name.starts_with("amp-"),
        };
        if may_be && let Some(address) = address_of(&c.dom, id) {
            empty.push((id, address));
        }
    }
    for (id, address) in empty {
        let title = ["title", "playlabel", "aria-label", "data-title"].iter().find_map(|name| c.dom.attr(id, name));
        let title = title.map(str::to_string);
        let frame = c.dom.add_element("iframe");
        c.dom.set_attr(frame, "src", &address);
        if let Some(title) = title {
            c.dom.set_attr(frame, "title", &title);
        }
        c.dom.replace(id, frame);
    }
}

/// Attributes that most elements have, and no component keeps anything in.
fn is_common(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("class") | local_name!("id") | local_name!("style") | local_name!("dir") | local_name!("title")
    )
}

/// Whether an attribute may hold a player's address or number.
fn names_player(name: &str) -> bool {
    (name.starts_with("data-") || name.starts_with("video")) && (ADDRESSES.contains(&name) || NUMBERS.contains(&name))
}

/// The address of what an element without content stands for.
#[inline(never)]
fn address_of(dom: &Dom, id: NodeId) -> Option<String> {
    if dom.tag(id) == "script" {
        let script = dom.attr(id, "src")?.trim();
        let gist = script.contains("gist.github.com/").then(|| script.split(".js").next())??;
        return Some(gist.to_string());
    }
    let class = || format!("{} {}", dom.tag(id), dom.attr(id, "class").unwrap_or_default()).to_ascii_lowercase();
    let address = ADDRESSES.iter().find_map(|name| {
        let value = dom.attr(id, name)?.trim();
        let url = urls::resolve(value, None).filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let is_player =
            !matches!(kind_of(&url, "").0, "page" | "video" | "audio" | "document") || class().contains("player");
        // Buttons of networks name pages, too.
        let shows = *name != "data-href" || ["video", "post"].iter().any(|word| class().contains(word));
        (is_player && shows).then(|| value.to_string())
    });
    let address = address.or_else(|| {
        let number = NUMBERS.iter().find_map(|name| dom.attr(id, name)).map(str::trim)?;
        let is_number = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        if !number.chars().all(is_number) {
            return None;
        }
        let class = class();
        if class.contains("youtube") && number.len() == 11 {
            Some(format!("https://www.youtube.com/watch?v={number}"))
        } else {
            (class.contains("vimeo") && number.bytes().all(|b| b.is_ascii_digit()))
                .then(|| format!("https://vimeo.com/{number}"))
        }
    })?;
    // What shows something says more than its attributes.
    is_empty(dom, id).then_some(address)
}

/// Whether an element holds nothing but perhaps the player's own still picture and button.
fn is_empty(dom: &Dom, id: NodeId) -> bool {
    is_nothing(dom, id) && dom.tag(id) != "img"
}

/// Makes pictures of the backgrounds of elements without other content; of other elements they are layout, and logged.
pub fn show_backgrounds(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut found: Vec<(NodeId, String)> = Vec::new();
    for id in c.dom.descendants(root) {
        if let Some(address) = images::background_of(&c.dom, id) {
            found.push((id, address));
        }
    }
    for (id, address) in found {
        if matches!(c.dom.tag(id), "img" | "amp-img" | "iframe" | "video" | "audio")
            || !is_nothing(&c.dom, id)
            || is_card(&c.dom, id)
        {
            c.log.append_image("images", Reason::Background, Kind::Removed, &address);
            continue;
        }
        let img = c.dom.add_element("img");
        c.dom.set_attr(img, "src", &address);
        for (name, from) in [("alt", "aria-label"), ("title", "title"), ("class", "class")] {
            if let Some(value) = c.dom.attr(id, from).map(str::to_string) {
                c.dom.set_attr(img, name, &value);
            }
        }
        let (width, height) = images::size(&c.dom, id);
        for (name, size) in [("width", width), ("height", height)] {
            if let Some(size) = size {
                c.dom.set_attr(img, name, &size.to_string());
            }
        }
        c.dom.append(id, img);
    }
}

/// Whether an element is a link to another page, or inside of one: the picture is that page's.
fn is_card(dom: &Dom, id: NodeId) -> bool {
    let link = Some(id).filter(|&id| dom.tag(id) == "a").or_else(|| dom.closest(id, &["a"]));
    link.and_then(|link| dom.attr(link, "href")).is_some_and(|href| !images::is_picture_address(href))
}
