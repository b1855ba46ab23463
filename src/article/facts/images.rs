//! Pictures: the real address among an element's attributes, its size, and addresses that only hold a place.

use crate::article::dom::{Dom, NodeId};
use crate::article::urls::{self, is_data_picture};
use html5ever::{LocalName, local_name};

/// Attributes in which lazy loaders keep the address, the best first.
const LAZY: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-actualsrc",
    "data-original-src",
    "data-orig-src",
    "data-lazyload",
    "data-lazy",
    "data-echo",
    "data-url",
    "data-img-src",
    "data-image-src",
    "data-image",
    "data-srclazy",
    "data-src-large",
    "data-large",
    "data-hires",
    "data-full",
    "data-hi-res-src",
    "data-highres",
    "data-full-src",
    "data-fullsrc",
    "data-large-src",
    "data-large-file",
    "data-orig-file",
    "data-large_image",
    "data-croporisrc",
    "data-backsrc",
    "data-gif-src",
    "data-medium-file",
    "data-ks-lazyload",
    "data-ll-src",
    "data-pin-media",
    "data-flickity-lazyload",
    "data-wpfc-original-src",
    "data-canonical-src",
    "_src",
    "zoomfile",
    "lazysrc",
    "lazy-src",
    "original",
    "load-src",
    "real_src",
    "realsrc",
    "src2",
    "file",
    "nitro-lazy-src",
    "data-cfsrc",
    "data-runner-src",
    "data-i",
    "data-thumb",
];

/// Attributes in which they keep candidates of several sizes.
const LAZY_SETS: &[&str] =
    &["data-srcset", "data-lazy-srcset", "data-original-set", "data-responsive", "lazy-srcset", "nitro-lazy-srcset"];

/// Words in the path of a picture that only holds a place.
const PLACEHOLDERS: &[&str] = &[
    "placeholder",
    "blank",
    "spacer",
    "transparent",
    "1x1",
    "pixel",
    "lazyload",
    "lazy-load",
    "lazy_load",
    "loading",
    "grey.gif",
    "gray.gif",
    "white.gif",
    "clear.gif",
    "empty.gif",
    "dot.gif",
    "default_img",
    "img-default",
    "preload",
    "none.gif",
    "trans.gif",
];

/// The longest address that is the preview of a picture itself. Longer ones are pictures of saved pages.
const MAX_PREVIEW: usize = 16 * 1024;

/// One candidate of a set: its address and its width, or its density in thousandths.
pub fn best_of_set(set: &str) -> Option<String> {
    candidates(set).into_iter().max_by_key(|(_, size)| *size).map(|(address, _)| address)
}

/// The candidates of a `srcset`. An address may hold commas; a candidate ends at a comma before white space, or after its size.
fn candidates(set: &str) -> Vec<(String, u64)> {
    // `300w,https://…` is a size and the next address.
    let words = set.split_whitespace().flat_map(|word| match word.split_once(',') {
        Some((size, next)) if size_of(size).is_some() && !next.is_empty() => vec![size, next],
        _ => vec![word],
    });
    let mut out: Vec<(String, u64)> = Vec::new();
    let mut is_open = false;
    for word in words {
        let ended = word.ends_with(',');
        let word = word.trim_matches(',');
        match (size_of(word), out.last_mut()) {
            (Some(size), Some(last)) if is_open => {
                last.1 = size;
                is_open = false;
            }
            _ if word.is_empty() => is_open = false,
            _ => {
                out.push((word.to_string(), 1000));
                is_open = !ended;
            }
        }
    }
    out
}

fn size_of(word: &str) -> Option<u64> {
    if let Some(w) = word.strip_suffix('w') {
        return w.parse().ok();
    }
    let density: f64 = word.strip_suffix('x')?.parse().ok()?;
    Some((density * 1000.0) as u64)
}

/// The address of a picture as its source meant it: `src` if that is real, else the lazy loader's.
pub fn own_address(dom: &Dom, img: NodeId) -> Option<String> {
    let src = dom.attr(img, "src").map(str::trim).filter(|s| is_real(s));
    let lazy = by_rank(dom, img, LAZY).map(str::trim).find(|v| is_real(v) && looks_like_address(v));
    let lazy_set = || by_rank(dom, img, LAZY_SETS).filter_map(best_of_set).find(|v| is_real(v));
    match (src, lazy) {
        (Some(src), Some(_)) if src.starts_with("data:") && src.len() > MAX_PREVIEW => Some(src.to_string()),
        (Some(src), Some(lazy)) => {
            // The same picture: `src` has no loader's parameters in it. Another: `src` was a preview.
            let same = urls::picture_key(src) == urls::picture_key(lazy);
            // Where both say how wide they are, the wider is the picture.
            let widths = (urls::width_in(src), urls::width_in(lazy));
            if let (true, (Some(of_src), Some(of_lazy))) = (same, widths) {
                return Some(if of_lazy > of_src { lazy } else { src }.to_string());
            }
            let is_src = same || is_thumbnail_attribute(dom, img, lazy) && !is_preview(src);
            Some(if is_src { src } else { lazy }.to_string())
        }
        (Some(src), None) => Some(src.to_string()),
        (None, Some(lazy)) => Some(lazy.to_string()),
        (None, None) => lazy_set()
            .or_else(|| dom.attr(img, "srcset").and_then(best_of_set).filter(|v| is_real(v)))
            .or_else(|| any_address(dom, img)),
    }
}

/// The values of those of an element's attributes that a table of loaders' names has, in the order of the table.
fn by_rank<'a>(dom: &'a Dom, id: NodeId, table: &[&str]) -> impl Iterator<Item = &'a str> {
    let attributes = dom.element(id).into_iter().flat_map(|e| e.attributes());
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (name, value) in attributes.filter(|(name, _)| !is_common(name)) {
        if let Some(rank) = table.iter().position(|known| *known == &**name) {
            found.insert(found.partition_point(|(other, _)| *other < rank), (rank, value));
        }
    }
    found.into_iter().map(|(_, value)| value)
}

/// Attributes that most pictures have, and no loader keeps anything in.
fn is_common(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("src")
            | local_name!("alt")
            | local_name!("width")
            | local_name!("height")
            | local_name!("class")
            | local_name!("style")
            | local_name!("title")
            | local_name!("id")
            | local_name!("srcset")
            | local_name!("sizes")
    )
}

/// Attributes that may name a smaller or other copy never win over a real `src`.
fn is_thumbnail_attribute(dom: &Dom, img: NodeId, value: &str) -> bool {
    ["data-image", "data-url", "data-thumb", "data-i", "file", "data-medium-file", "data-pin-media"]
        .iter()
        .any(|name| dom.attr(img, name).is_some_and(|v| v.trim() == value))
}

/// Whether an address says that its picture is a small copy, shown until the large one is there.
fn is_preview(address: &str) -> bool {
    const WORDS: &[&str] = &["blur", "lqip", "preview", "tiny", "thumb"];
    urls::width_in(address).is_some_and(|width| width <= 100)
        || address.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphabetic()).any(|word| WORDS.contains(&word))
}

/// A URL in an attribute that no list knows, recognized by its form.
fn any_address(dom: &Dom, img: NodeId) -> Option<String> {
    dom.element(img)?
        .attributes()
        .filter(|(name, _)| name.starts_with("data-") || name.contains("src"))
        .map(|(_, value)| value.trim())
        .find(|value| {
            (value.starts_with("http") || value.starts_with("//") || value.starts_with('/'))
                && is_picture_address(value)
                && is_real(value)
        })
        .map(str::to_string)
}

/// Whether an address says by its ending that it is a picture's.
#[inline(never)]
pub fn is_picture_address(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"].iter().any(|ending| path.ends_with(ending))
}

fn looks_like_address(value: &str) -> bool {
    value.starts_with("http")
        || value.starts_with("//")
        || value.starts_with("data:image/")
        || (value.contains('/') || value.contains('.')) && !value.contains(char::is_whitespace)
}

/// The bytes that [`PLACEHOLDERS`] begin with.
static PLACEHOLDER_LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut i = 0;
    while i < PLACEHOLDERS.len() {
        letters[PLACEHOLDERS[i].as_bytes()[0] as usize] = true;
        i += 1;
    }
    letters
};

/// Whether an address is one of a picture and not of something that holds its place.
#[inline(never)]
pub fn is_real(address: &str) -> bool {
    let address = address.trim();
    if address.is_empty() || address == "#" || address.starts_with("about:") || address.starts_with("javascript:") {
        return false;
    }
    if let Some(data) = address.strip_prefix("data:") {
        // A placeholder says in a few bytes that there is nothing to see.
        return is_data_picture(address) && data.len() > 400;
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let file = path.rsplit('/').next().unwrap_or(path);
    if file.len() > 40 {
        return true;
    }
    let file = file.to_ascii_lowercase();
    let file = file.as_bytes();
    // One byte tells most of them apart.
    let begins = |rest: &[u8], name: &[u8]| rest[0] == name[0] && rest.starts_with(name);
    let names_one = |at: usize| PLACEHOLDERS.iter().any(|name| begins(&file[at..], name.as_bytes()));
    !(0..file.len()).any(|at| PLACEHOLDER_LETTERS[usize::from(file[at])] && names_one(at))
}

/// Whether a file is called what only files are called that hold a place: `blank.gif`, `1x1.png`.
pub fn is_place_holder(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address).to_ascii_lowercase();
    let file = path.rsplit('/').next().unwrap_or(&path);
    let stem = [".gif", ".png", ".svg"].iter().find_map(|e| file.strip_suffix(e));
    let names = [
        "none",
        "blank",
        "spacer",
        "transparent",
        "1x1",
        "pixel",
        "grey",
        "gray",
        "white",
        "clear",
        "empty",
        "loading",
        "lazyload",
        "placeholder",
        "trans",
        "dot",
    ];
    stem.is_some_and(|stem| names.contains(&stem))
}

/// The address in a style's `url(…)`, where the style is of a background.
#[inline(never)]
pub fn background_in(style: &str) -> Option<&str> {
    let at = memchr::memchr_iter(b'(', style.as_bytes()).find(|&at| style[..at].ends_with("url"))?;
    let (before, rest) = style.split_at(at - "url".len());
    let rule = before.rsplit(';').next().unwrap_or(before).trim_start();
    if !rule.is_empty() && !rule.get(..10).is_some_and(|name| name.eq_ignore_ascii_case("background")) {
        return None;
    }
    let inner = rest["url(".len()..].trim_start();
    let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''));
    let address = match quote {
        Some(quote) => inner[1..].split(quote).next()?,
        None => inner.split(')').next()?,
    };
    Some(address.trim())
}

/// Attributes in which loaders keep the address of a background.
const BACKGROUNDS: &[&str] = &["data-bg", "data-background", "data-background-image", "data-bg-src", "data-bgimage"];

/// The address of an element's background picture, in its style or in a loader's attribute.
pub fn background_of(dom: &Dom, id: NodeId) -> Option<String> {
    dom.element(id)?.attributes().find_map(|(name, value)| {
        let address = match *name {
            local_name!("style") => background_in(value)?,
            _ if name.starts_with("data-b") && BACKGROUNDS.contains(&&**name) => {
                background_in(value).unwrap_or(value).trim()
            }
            _ => return None,
        };
        (is_real(address) && !address.contains(char::is_whitespace) && address.contains(['/', '.']))
            .then(|| address.to_string())
    })
}

/// The size that attributes or inline style give a picture, in pixels.
#[inline(never)]
pub fn size(dom: &Dom, img: NodeId) -> (Option<u32>, Option<u32>) {
    let of = |name: &str| {
        let attribute = dom.attr(img, name).and_then(|v| v.trim().trim_end_matches("px").parse::<f64>().ok());
        let style = dom.attr(img, "style").unwrap_or("");
        let from_style = style.split(';').find_map(|rule| {
            let (key, value) = rule.split_once(':')?;
            (key.trim().eq_ignore_ascii_case(name))
                .then(|| value.trim().strip_suffix("px")?.trim().parse::<f64>().ok())?
        });
        attribute.or(from_style).map(|n| n as u32)
    };
    match (of("width"), of("height")) {
        // One side of nothing beside another that is something is a loader's or an editor's slip.
        (Some(0), height) if height.is_none_or(|height| height > PIXEL) => (None, height),
        (width, Some(0)) if width.is_none_or(|width| width > PIXEL) => (width, None),
        sizes => sizes,
    }
}

/// A picture whose sides are this long or less, in pixels, shows nothing.
pub const PIXEL: u32 = 2;

/// Whether a picture's sides, as far as they are known, are too short to show anything.
pub fn is_pixel_sized(dom: &Dom, img: NodeId) -> bool {
    let (width, height) = size(dom, img);
    let is_short = |side: Option<u32>| side.is_none_or(|side| side <= PIXEL);
    width.or(height).is_some() && is_short(width) && is_short(height)
}
