//! Step: every picture gets its real URL and appears once, and pictures that are not the article's are removed.

mod junk;
mod noscript;

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::images::{best_of_set, is_real, own_address, size};
use crate::article::facts::proxies;
use crate::article::reason::Reason;
use crate::article::urls;
use crate::text::space::is_blank;
use junk::judge;
use noscript::merge_noscript;

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

/// Writes the real address into `src`: the one that a loader keeps elsewhere, and behind any proxy.
fn promote(c: &mut Cleaning, img: NodeId) {
    let before = c.dom.attr(img, "src").unwrap_or("").trim().to_string();
    let Some(mut real) = own_address(&c.dom, img) else { return };
    if real != before {
        c.log.append_image("images", Reason::LazyImage, Kind::Changed, &real);
    }
    if let Some(behind) = proxies::behind(&real) {
        c.log.append_image("images", Reason::ProxiedAddress, Kind::Changed, &real);
        real = behind;
    }
    if real != before {
        c.dom.set_attr(img, "src", &real);
    }
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

/// The same picture twice in a row, from loaders that keep a preview beside it, is one.
fn drop_repeats(c: &mut Cleaning, images: &[NodeId]) {
    let root = c.dom.root();
    let shown: Vec<NodeId> = images.iter().copied().filter(|&img| c.dom.is_attached(img)).collect();
    for pair in shown.windows(2) {
        let &[first, second] = pair else { continue };
        // Text between them means that the author showed it twice.
        let between = std::iter::successors(c.dom.following(first, root), |&n| c.dom.following(n, root))
            .take_while(|&n| n != second)
            .any(|n| c.dom.as_text(n).is_some_and(|t| !is_blank(t)));
        let (Some(src), false) = (c.dom.attr(first, "src"), between) else { continue };
        if urls::picture_key(src) != c.dom.attr(second, "src").map(urls::picture_key).unwrap_or_default() {
            continue;
        }
        let shown = |id| size(&c.dom, id).0.unwrap_or(0);
        let asked = |id| c.dom.attr(id, "src").and_then(urls::width_in).unwrap_or(u32::MAX);
        let gone = if (asked(second), shown(second)) > (asked(first), shown(first)) { first } else { second };
        let address = c.dom.attr(gone, "src").unwrap_or("").to_string();
        let entry = c.log.append_image("images", Reason::RepeatedImage, Kind::Removed, &address);
        c.log.detach(&mut c.dom, gone, Some(entry));
    }
}
