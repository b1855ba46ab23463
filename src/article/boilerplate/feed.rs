//! Adverts of the services that relayed a feed.

use super::phrase_lookup::{is_related_heading, phrases, text_key};
use super::prose::holds_prose;
use super::rule::Section;
use super::sweep::Sweep;
use super::{has_blocks, short_text};
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::title::Title;
use crate::article::reason::Reason;

/// The last block of a feed may be an advert of the service that relayed it: one paragraph with a link to that service.
pub fn drop_feed_advert(sweep: &mut Sweep) {
    let root = sweep.c.dom.root();
    let Some(mut last) = last_block(&sweep.c.dom, root) else { return };
    // The heading of other posts, where these are gone.
    if heading_level(sweep.c.dom.tag(last)).is_some() && is_related_heading(&text_key(&sweep.c.dom.text(last))) {
        sweep.remove(last, Reason::RelatedPosts);
        let Some(before) = last_block(&sweep.c.dom, root) else { return };
        last = before;
    }
    let Some(text) = short_text(&sweep.c.dom, last, 200) else {
        return;
    };
    let lower = text.to_lowercase();
    let links = sweep.c.dom.find_all(last, &["a"]);
    // Blogs end each post of a feed with its title and their name, both linked.
    let is_footer = links.len() == 2
        && phrases(Section::Footer).any(|(m, _)| lower.contains(m))
        && Title::new(&sweep.c.post.title).is_same(&sweep.c.dom.text(links[0]));
    let has_mark = is_footer
        || phrases(Section::Service).any(|(m, _)| lower.contains(m))
        || links.iter().filter_map(|&a| sweep.c.dom.attr(a, "href")).any(|href| {
            let href = href.to_lowercase();
            phrases(Section::Service).any(|(m, _)| href.contains(m))
        });
    if has_mark {
        sweep.remove(last, Reason::FeedAdvert);
        drop_links_to_itself(sweep);
    }
}

/// Before such an advert a feed may list links to the post, its comments and networks.
fn drop_links_to_itself(sweep: &mut Sweep) {
    let Some(last) = last_block(&sweep.c.dom, sweep.c.dom.root()) else { return };
    let own = sweep.c.post.from.as_deref().unwrap_or_default().trim();
    let links = sweep.c.dom.find_all(last, &["a"]);
    let addresses: Vec<&str> = links.iter().filter_map(|&a| sweep.c.dom.attr(a, "href")).collect();
    let is_own = |href: &&str| href.split('#').next() == Some(own);
    if !own.is_empty()
        && short_text(&sweep.c.dom, last, 200).is_some()
        && addresses.iter().filter(|href| is_own(href)).count() >= 2
        && !holds_prose(&sweep.c.dom, &sweep.stats, last)
    {
        sweep.remove(last, Reason::FeedAdvert);
    }
}

/// The last block with a text: feeds count their readers by pictures after it.
fn last_block(dom: &Dom, top: NodeId) -> Option<NodeId> {
    let last = std::iter::successors(dom.last_child(top), |&c| dom.previous(c)).find(|&c| dom.has_text(c))?;
    if dom.is_container(last) && has_blocks(dom, last) {
        return last_block(dom, last);
    }
    dom.is_element(last).then_some(last)
}
