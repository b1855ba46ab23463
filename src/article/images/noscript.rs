//! Copies of pictures for browsers without scripts: one of the two stays.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::images::own_address;
use crate::article::reason::Reason;
use crate::article::urls;

/// A `noscript` holds a copy of the lazy picture before it, or the only one there is.
pub(super) fn merge_noscript(c: &mut Cleaning, noscript: NodeId) {
    if !c.dom.is_attached(noscript) {
        return;
    }
    let inside = c.dom.find_all(noscript, &["img"]);
    if inside.is_empty() {
        return c.dom.unwrap(noscript);
    }
    let neighbour = neighbour_image(&c.dom, noscript);
    // Found once: a neighbour may have a thousand addresses, and the noscript a thousand copies.
    let mut own_key = neighbour.and_then(|neighbour| own_address(&c.dom, neighbour)).map(|own| urls::picture_key(&own));
    for &copy in &inside {
        let Some(address) = c.dom.attr(copy, "src").map(str::to_string) else {
            continue;
        };
        let Some(neighbour) = neighbour else { continue };
        match &own_key {
            Some(own)
                if *own == urls::picture_key(&address)
                    && c.dom
                        .attr(neighbour, "src")
                        .and_then(urls::width_in)
                        .is_some_and(|width| urls::width_in(&address) > Some(width)) =>
            {
                // The lazy one is a small preview.
                let preview = c.dom.attr(neighbour, "src").unwrap_or_default().to_string();
                c.log.append_image("images", Reason::RepeatedImage, Kind::Removed, &preview);
                c.dom.set_attr(neighbour, "src", &address);
                c.dom.detach(copy);
            }
            Some(own)
                if *own == urls::picture_key(&address)
                    || inside.len() == 1 && same_meaning(&c.dom, neighbour, copy) =>
            {
                let entry = c.log.append_image("images", Reason::NoscriptCopy, Kind::Removed, &address);
                c.log.detach(&mut c.dom, copy, Some(entry));
            }
            None => {
                c.log.append_image("images", Reason::LazyImage, Kind::Changed, &address);
                c.dom.set_attr(neighbour, "src", &address);
                own_key = own_address(&c.dom, neighbour).map(|own| urls::picture_key(&own));
                c.dom.detach(copy);
            }
            Some(_) => {}
        }
    }
    c.dom.unwrap(noscript);
}

/// The picture right before or after a `noscript`, ignoring white space and empty wrappers.
fn neighbour_image(dom: &Dom, noscript: NodeId) -> Option<NodeId> {
    let image_in = |id: NodeId| {
        if dom.tag(id) == "img" {
            return Some(id);
        }
        let images = dom.find_all(id, &["img"]);
        (!dom.has_text(id) && images.len() == 1).then(|| images[0])
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
