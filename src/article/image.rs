//! Step: every picture gets its real address, stands once, and what is no picture of the article goes.

use super::Cleaning;
use super::address;
use super::clutter_rules::PIXEL_PATHS;
use super::dom::{Dom, NodeId};
use super::names::Names;
use super::record::Kind;
use super::sanitize::is_data_picture;
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

/// A side of this many pixels or less shows nothing.
const PIXEL: u32 = 2;

/// Gives every picture its address and takes away those that show nothing.
pub fn resolve_images(c: &mut Cleaning) {
    let root = c.dom.root();
    name_amp_images(&mut c.dom);
    for picture in c.dom.find_all(root, &["picture"]) {
        resolve_picture(c, picture);
    }
    // From here on pictures go and none comes.
    let images = c.dom.find_all(root, &["img"]);
    for &img in &images {
        promote(c, img);
    }
    for noscript in c.dom.find_all(root, &["noscript"]) {
        merge_noscript(c, noscript);
    }
    for &img in &images {
        if c.dom.is_attached(img) {
            judge(c, img);
        }
    }
    drop_repeats(c, &images);
}

/// `amp-img` and `image` outside SVG are pictures by another name.
fn name_amp_images(dom: &mut Dom) {
    for id in dom.find_all(dom.root(), &["amp-img", "amp-anim"]) {
        // Their fall-back children would be a second copy.
        for child in dom.children(id) {
            dom.detach(child);
        }
        dom.rename(id, "img");
    }
}

/// One candidate of a set: its address and its width, or its density in thousandths.
fn best_of_set(set: &str) -> Option<String> {
    candidates(set).into_iter().max_by_key(|(_, size)| *size).map(|(address, _)| address)
}

/// The candidates of a `srcset`. An address may hold commas; a candidate ends at a comma before white space, or behind its size.
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

/// Puts the best source of a `picture` into its `img`, if that has no address of its own, and takes the wrapping away.
fn resolve_picture(c: &mut Cleaning, picture: NodeId) {
    let sources = c.dom.find_all(picture, &["source"]);
    let best = sources
        .iter()
        .filter_map(|&s| {
            ["srcset", "data-srcset", "data-lazy-srcset"].iter().find_map(|a| c.dom.attr(s, a)).and_then(best_of_set)
        })
        .find(|address| is_real(address));
    let img = match c.dom.find(picture, &["img"]) {
        Some(img) => img,
        None => {
            if best.is_none() {
                return;
            }
            let img = c.dom.add_element("img");
            c.dom.append(picture, img);
            img
        }
    };
    if let Some(best) = best
        && own_address(&c.dom, img).is_none()
    {
        c.dom.set_attr(img, "src", &best);
    }
    for source in sources {
        c.dom.detach(source);
    }
    c.dom.unwrap(picture);
}

/// The address of a picture as its source meant it: `src` if that is real, else the lazy loader's.
fn own_address(dom: &Dom, img: NodeId) -> Option<String> {
    let src = dom.attr(img, "src").map(str::trim).filter(|s| is_real(s));
    let lazy = by_rank(dom, img, LAZY).map(str::trim).find(|v| is_real(v) && looks_like_address(v));
    let lazy_set = || by_rank(dom, img, LAZY_SETS).filter_map(best_of_set).find(|v| is_real(v));
    match (src, lazy) {
        (Some(src), Some(lazy)) => {
            // The same picture: `src` has no loader's parameters in it. Another: what stood in `src` was a preview.
            let same = address::picture_key(src) == address::picture_key(lazy);
            // Where both say how wide they are, the wider is the picture.
            let widths = (address::width_in(src), address::width_in(lazy));
            if let (true, (Some(of_src), Some(of_lazy))) = (same, widths) {
                return Some(if of_lazy > of_src { lazy } else { src }.to_string());
            }
            Some(if same || is_thumbnail_attribute(dom, img, lazy) { src } else { lazy }.to_string())
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

/// An address in an attribute that no list knows, told by its look.
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
fn is_real(address: &str) -> bool {
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
    let names_one = |at: usize| PLACEHOLDERS.iter().any(|name| file[at..].starts_with(name.as_bytes()));
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

/// Writes the real address into `src` and takes the loader's attributes away.
fn promote(c: &mut Cleaning, img: NodeId) {
    let before = c.dom.attr(img, "src").unwrap_or("").trim().to_string();
    let real = own_address(&c.dom, img);
    if let Some(real) = real
        && real != before
    {
        c.record.gather_image("images", "lazy-image", Kind::Changed, &real);
        c.dom.set_attr(img, "src", &real);
    }
}

/// A `noscript` holds a copy of the lazy picture before it, or the only one there is.
fn merge_noscript(c: &mut Cleaning, noscript: NodeId) {
    if !c.dom.is_attached(noscript) {
        return;
    }
    let inside = c.dom.find_all(noscript, &["img"]);
    let neighbour = neighbour_image(&c.dom, noscript);
    for &copy in &inside {
        let Some(address) = c.dom.attr(copy, "src").map(str::to_string) else {
            continue;
        };
        let Some(neighbour) = neighbour else { continue };
        match own_address(&c.dom, neighbour) {
            Some(own)
                if address::picture_key(&own) == address::picture_key(&address)
                    || inside.len() == 1 && same_meaning(&c.dom, neighbour, copy) =>
            {
                let entry = c.record.gather_image("images", "noscript-copy", Kind::Removed, &address);
                c.record.detach(&mut c.dom, copy, Some(entry));
            }
            None => {
                c.record.gather_image("images", "lazy-image", Kind::Changed, &address);
                c.dom.set_attr(neighbour, "src", &address);
                c.dom.detach(copy);
            }
            Some(_) => {}
        }
    }
    c.dom.unwrap(noscript);
}

/// The picture right before or behind a `noscript`, white space and empty wrappers passed over.
fn neighbour_image(dom: &Dom, noscript: NodeId) -> Option<NodeId> {
    let image_in = |id: NodeId| {
        if dom.tag(id) == "img" {
            return Some(id);
        }
        let images = dom.find_all(id, &["img"]);
        (dom.text_len(id) == 0 && images.len() == 1).then(|| images[0])
    };
    let before = std::iter::successors(dom.previous(noscript), |&n| dom.previous(n)).find(|&n| !dom.is_blank_text(n));
    let behind = std::iter::successors(dom.next(noscript), |&n| dom.next(n)).find(|&n| !dom.is_blank_text(n));
    before.and_then(image_in).or_else(|| behind.and_then(image_in)).or_else(|| {
        // Or beside its only wrapper.
        let parent = dom.parent(noscript).filter(|&p| p != dom.root() && dom.text_len(p) == dom.text_len(noscript))?;
        let before = std::iter::successors(dom.previous(parent), |&n| dom.previous(n)).find(|&n| !dom.is_blank_text(n));
        before.and_then(image_in)
    })
}

/// Two pictures say the same of themselves: equal alt texts or equal sizes.
fn same_meaning(dom: &Dom, a: NodeId, b: NodeId) -> bool {
    let alt = |id| dom.attr(id, "alt").map(str::trim).filter(|t| !t.is_empty());
    let size = |id| (dom.attr(id, "width"), dom.attr(id, "height"));
    alt(a).is_some() && alt(a) == alt(b) || size(a).0.is_some() && size(a) == size(b)
}

/// Decides what a picture is by its size, address and classes; keeps it if nothing speaks against it.
fn judge(c: &mut Cleaning, img: NodeId) {
    let raw = c.dom.attr(img, "src").unwrap_or("").trim().to_string();
    let alt = c.dom.attr(img, "alt").unwrap_or("").trim().to_string();
    if is_emoji(&c.dom, img, &alt) {
        let text = c.dom.add_text(&alt);
        c.record.gather_image("images", "emoji", Kind::Changed, &raw);
        c.dom.replace(img, text);
        return;
    }
    if is_pixel(&c.dom, img, &raw) {
        c.record.gather_image("images", "tracking-pixel", Kind::Removed, &raw);
        c.dom.detach(img);
        return;
    }
    // What was taken out for what it is comes back as it was.
    let restores = c.record.restores();
    if !restores && is_avatar(&c.dom, &c.names, img, &raw) {
        c.record.remove(&mut c.dom, img, "images", "avatar");
        return;
    }
    if !restores && is_place_holder(&raw) && size(&c.dom, img).0.is_none_or(|w| w <= 100) {
        c.record.remove(&mut c.dom, img, "images", "small-picture");
        return;
    }
    if !restores && is_button(c, img) {
        c.record.remove(&mut c.dom, img, "images", "small-picture");
        return;
    }
    match address::resolve(&raw, c.base.as_ref()).filter(|url| url.scheme() != "mailto") {
        Some(url) => {
            // Written as it stood where it is absolute, since servers know their own spelling.
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
        None if address::is_relative(&raw) => {}
        None => {
            // Nothing can be shown; what it would have said stays in the record.
            c.record.remove(&mut c.dom, img, "images", "no-address");
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
        let behind = dom.siblings_behind(at).find(|&n| !super::clutter::is_nothing(dom, n));
        behind.is_some_and(|n| super::figure::is_caption_like(dom, &c.names, n))
    });
    !shows_a_copy && !has_caption && dom.closest(img, &["figure"]).is_none()
}

/// Keeps width and height where they are numbers of pixels.
fn keep_size(dom: &mut Dom, img: NodeId) {
    for name in ["width", "height"] {
        let Some(value) = dom.attr(img, name).map(str::to_string) else {
            continue;
        };
        let number = value.trim().trim_end_matches("px").split('.').next().unwrap_or("").to_string();
        if number.parse::<u32>().is_ok_and(|n| n > 0 && n < 20_000) {
            dom.set_attr(img, name, &number);
        } else {
            dom.remove_attr(img, name);
        }
    }
    if dom.attr(img, "width").is_none() || dom.attr(img, "height").is_none() {
        dom.remove_attr(img, "width");
        dom.remove_attr(img, "height");
    }
}

/// The size that attributes or inline style give a picture, in pixels.
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
    (of("width"), of("height"))
}

fn is_pixel(dom: &Dom, img: NodeId, address: &str) -> bool {
    let (width, height) = size(dom, img);
    if width.is_some_and(|w| w <= PIXEL) && height.is_none_or(|h| h <= PIXEL)
        || height.is_some_and(|h| h <= PIXEL) && width.is_none_or(|w| w <= PIXEL)
    {
        return true;
    }
    if width.is_some_and(|w| w > 20) && height.is_some_and(|h| h > 20) {
        return false;
    }
    let path = address.split_once("//").map_or(address, |(_, rest)| rest);
    PIXEL_PATHS.iter().any(|p| path.contains(p))
}

fn is_avatar(dom: &Dom, names: &Names, img: NodeId, address: &str) -> bool {
    let (width, height) = size(dom, img);
    let large = width.is_some_and(|w| w > 200) || height.is_some_and(|h| h > 200);
    if large {
        return false;
    }
    if address.contains("gravatar.com/avatar") {
        return true;
    }
    names.get(img).is_avatar
        || dom
            .ancestors(img)
            .take(2)
            .any(|a| names.get(a).is_avatar && dom.text_len(a) < 60 && dom.find_all(a, &["img"]).len() == 1)
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

/// The same picture twice in a row, from loaders that keep a preview beside it, is one.
fn drop_repeats(c: &mut Cleaning, images: &[NodeId]) {
    let root = c.dom.root();
    let shown: Vec<(NodeId, String)> = images
        .iter()
        .filter(|&&img| c.dom.is_attached(img))
        .map(|&img| (img, c.dom.attr(img, "src").map(address::picture_key).unwrap_or_default()))
        .collect();
    for pair in shown.windows(2) {
        let [(first, key), (second, second_key)] = pair else { continue };
        let (first, second) = (*first, *second);
        if c.dom.attr(first, "src").is_none() || key != second_key {
            continue;
        }
        // Text between them means that the author showed it twice.
        let between = std::iter::successors(c.dom.following(first, root), |&n| c.dom.following(n, root))
            .take_while(|&n| n != second)
            .any(|n| c.dom.as_text(n).is_some_and(|t| !super::dom::is_blank(t)));
        if between {
            continue;
        }
        let width = |id| size(&c.dom, id).0.unwrap_or(0);
        let gone = if width(second) > width(first) { first } else { second };
        let address = c.dom.attr(gone, "src").unwrap_or("").to_string();
        let entry = c.record.gather_image("images", "repeated-image", Kind::Removed, &address);
        c.record.detach(&mut c.dom, gone, Some(entry));
    }
}
