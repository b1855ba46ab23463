//! The banner of a page: its header, outside of all its parts, before the main one.

use super::sweep::Sweep;
use super::{content_pictures, holds_most};
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::title::Title;
use crate::article::reason::Reason;

/// The most characters of a banner outside of its menu.
const LONGEST: usize = 120;

/// Headers that are looked at.
const MOST: usize = 8;

/// Removes the header that is the page's and not the article's. It is looked for while the title's headings are still there.
pub fn drop_banner(sweep: &mut Sweep) {
    let dom = &sweep.c.dom;
    for id in dom.find_all(dom.root(), &["header"]).into_iter().take(MOST) {
        let dom = &sweep.c.dom;
        let may_go = || {
            sweep.stats.prose(id) == 0
                && sweep.stats.text(id) - sweep.stats.links(id) <= LONGEST
                && !holds_most(dom, &sweep.stats, id)
                && content_pictures(dom, id) == 0
        };
        if is_of_page(dom, id) && may_go() && !has_title(dom, id, &sweep.c.post.title) {
            sweep.remove(id, Reason::Navigation);
            return;
        }
    }
}

/// Whether a header is outside of all parts of the page, and the main one comes after it; so readers of screens know it.
fn is_of_page(dom: &Dom, id: NodeId) -> bool {
    let is_main = |n: NodeId| matches!(dom.tag(n), "main" | "article") || dom.find(n, &["main", "article"]).is_some();
    dom.closest(id, &["article", "main", "section", "aside", "figure", "blockquote"]).is_none()
        && dom.find(id, &["article", "main"]).is_none()
        && dom.next_siblings(id).any(is_main)
}

/// Whether a heading says the title.
fn has_title(dom: &Dom, id: NodeId, title: &str) -> bool {
    let title = Title::new(title);
    let headings = dom.find_all(id, &["h1", "h2", "h3", "h4"]);
    // One alone may be another wording of the title, where the main part has none.
    let is_only = || {
        let all = dom.find_all(dom.root(), &["h1", "h2"]);
        all.iter().all(|&h| dom.is_inside(h, id))
    };
    headings.iter().any(|&h| title.is_same(&dom.text(h)) || title.is_nearly(&dom.text(h)))
        || !headings.is_empty() && is_only()
}
