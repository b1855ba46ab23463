//! The titles that a page has, and which of them is the post's.

use super::said::{Said, title};
use crate::Post;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::{PROSE, count};
use crate::article::facts::title::Title;
use crate::post::Origin;

/// First-level headings that are looked at.
const MOST_HEADINGS: usize = 8;
/// The least bytes of a title that may be the beginning of another.
const LEAST_CUT: usize = 40;
/// Characters before a heading above a text: of a menu, a section's name, a date.
const MOST_BEFORE: u32 = 300;

/// The titles of a page.
pub struct Titles {
    /// Of the front matter, or the document's.
    own: Option<String>,
    /// Of the metadata.
    meta: Option<String>,
    /// The first-level headings.
    headings: Vec<Heading>,
}

struct Heading {
    id: NodeId,
    text: String,
    is_above_text: bool,
}

impl Titles {
    /// Collects the titles of a page.
    #[inline(never)]
    pub fn of(dom: &Dom, post: &Post, said: &Said) -> Titles {
        let own = (post.origins.title != Origin::FileName).then(|| post.title.clone());
        Titles { own, meta: said.title.clone(), headings: headings(dom) }
    }

    /// Whether the page has no title.
    pub fn is_empty(&self) -> bool {
        self.own.is_none() && self.meta.is_none() && self.headings.is_empty()
    }

    /// Whether a title is one of the page's.
    #[inline(never)]
    pub fn has(&self, text: &str) -> bool {
        let Some(text) = title(text) else { return false };
        self.is_of_document(&text) || self.headings.iter().any(|heading| is_same(&heading.text, &text))
    }

    fn is_of_document(&self, text: &str) -> bool {
        [&self.own, &self.meta].into_iter().flatten().any(|own| is_same(own, text))
    }

    fn above_text(&self) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.is_above_text)
    }

    /// The heading with the title, or the first above the text.
    pub fn heading(&self) -> Option<NodeId> {
        let own = self.headings.iter().find(|heading| self.is_of_document(&heading.text));
        own.or_else(|| self.above_text()).map(|heading| heading.id)
    }

    /// The title: the surest that there is, without the site's name where a heading or the head shows it.
    #[inline(never)]
    pub fn choose(&self, said: &Said) -> Option<String> {
        let above = || self.above_text().map(|heading| &heading.text);
        let title = said.title.as_ref().or(self.own.as_ref()).or_else(above)?;
        // Some systems cut titles for machines.
        let cut = title.trim_end_matches(['…', '.', ' ']);
        for heading in &self.headings {
            let is_whole = cut.len() >= LEAST_CUT && heading.text.starts_with(cut);
            if is_whole || heading.text.len() <= title.len() && is_same(title, &heading.text) {
                return Some(heading.text.clone());
            }
        }
        let without_site = || {
            let rest = title.strip_suffix(said.site.as_deref()?)?.trim_end();
            let short = rest.strip_suffix(|c: char| "-|–—_·«»:｜－".contains(c))?.trim();
            (!short.is_empty()).then_some(short)
        };
        Some(without_site().unwrap_or(title).to_owned())
    }
}

#[inline(never)]
fn is_same(a: &str, b: &str) -> bool {
    Title::new(a).is_same(b) || Title::new(b).is_same(a)
}

/// The first-level headings; that of a picture is its alternative text.
#[inline(never)]
fn headings(dom: &Dom) -> Vec<Heading> {
    let mut found = Vec::new();
    if dom.find(dom.root(), &["h1"]).is_none() {
        return found;
    }
    let (mut before, mut is_above_text) = (0, true);
    let mut at = dom.first_child(dom.root());
    while let Some(id) = at {
        if found.len() == MOST_HEADINGS {
            break;
        }
        if dom.is_unseen(id) || matches!(dom.tag(id), "nav" | "aside" | "footer" | "form") {
            at = dom.following_skip(id, dom.root());
            continue;
        }
        if dom.tag(id) == "h1" {
            let alt = || dom.find(id, &["img"]).and_then(|img| title(dom.attr(img, "alt")?));
            if let Some(text) = title(&dom.text(id)).or_else(alt) {
                found.push(Heading { id, text, is_above_text });
            }
            at = dom.following_skip(id, dom.root());
            continue;
        }
        if let Some(text) = dom.as_text(id).filter(|_| is_above_text && dom.is_shown_text(id)) {
            let (chars, wide) = count(text);
            let is_prose = (chars + wide) as usize >= PROSE && ends_sentence(text);
            before += chars;
            is_above_text = before <= MOST_BEFORE && !is_prose;
        }
        at = dom.following(id, dom.root());
    }
    found
}

/// Whether a text ends as sentences do.
#[inline(never)]
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| ".!?。！？”」…".contains(c))
}
