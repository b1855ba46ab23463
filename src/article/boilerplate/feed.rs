//! Adverts of the services that relayed a feed.

use super::phrase_lookup as tables;
use super::rules::{FEED_FOOTERS, FEED_PROXIES};
use super::{has_blocks, short_text};
use crate::article::cleaning::Cleaning;
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::title::Title;

/// The last block of a feed may be an advert of the service that relayed it: one paragraph with a link to that service.
pub fn drop_proxy_adverts(c: &mut Cleaning) {
    let root = c.dom.root();
    let Some(mut last) = last_block(&c.dom, root) else { return };
    // The heading of other posts, where these are gone.
    if heading_level(c.dom.tag(last)).is_some() && tables::is_related_heading(&tables::text_key(&c.dom.text(last))) {
        c.log.remove(&mut c.dom, last, "furniture", "related-posts");
        let Some(before) = last_block(&c.dom, root) else { return };
        last = before;
    }
    let Some(text) = short_text(&c.dom, last, 200) else {
        return;
    };
    let lower = text.to_lowercase();
    let links = c.dom.find_all(last, &["a"]);
    // Blogs end each post of a feed with its title and their name, both linked.
    let is_footer = links.len() == 2
        && FEED_FOOTERS.iter().any(|m| lower.contains(m))
        && Title::new(&c.post.title).is_same(&c.dom.text(links[0]));
    let has_mark = is_footer
        || FEED_PROXIES.iter().any(|m| lower.contains(m))
        || links
            .iter()
            .any(|&a| c.dom.attr(a, "href").is_some_and(|h| FEED_PROXIES.iter().any(|m| h.to_lowercase().contains(m))));
    if has_mark {
        c.log.remove(&mut c.dom, last, "furniture", "feed-advert");
    }
}

/// The last block with a text: feeds count their readers by pictures behind it.
fn last_block(dom: &Dom, top: NodeId) -> Option<NodeId> {
    let last = std::iter::successors(dom.last_child(top), |&c| dom.previous(c)).find(|&c| dom.has_text(c))?;
    if dom.is_container(last) && has_blocks(dom, last) {
        return last_block(dom, last);
    }
    dom.is_element(last).then_some(last)
}
