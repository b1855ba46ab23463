//! The titles that a page has, and which of them is the post's.

use super::head::Head;
use super::said::Said;
use crate::Post;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::{PROSE, count};
use crate::article::facts::title::Title;
use crate::post::{Origin, tidy_title};
use crate::text::space::fold_space;

/// First-level headings that are looked at.
const MOST_HEADINGS: usize = 8;
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
    pub fn of(dom: &Dom, post: &Post, head: &Head) -> Titles {
        let own = (post.origins.title != Origin::FileName).then(|| post.title.clone());
        Titles { own, meta: head.said.title.clone(), headings: headings(dom) }
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        self.own.iter().chain(&self.meta).chain(self.headings.iter().map(|heading| &heading.text))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// Whether a title is one of the page's.
    pub fn has(&self, title: &str) -> bool {
        let title = fold_space(&tidy_title(title));
        self.all().any(|own| is_same(own, &title))
    }

    /// The heading with the title, or the first above the text.
    pub fn heading(&self) -> Option<NodeId> {
        let titles = || self.own.iter().chain(&self.meta);
        let is_title = |heading: &&Heading| titles().any(|title| is_same(title, &heading.text));
        let above = || self.headings.iter().find(|heading| heading.is_above_text);
        self.headings.iter().find(is_title).or_else(above).map(|heading| heading.id)
    }

    /// The title: the surest that there is, without the site's name where a heading or the head shows it.
    pub fn choose(&self, sources: &[&Said], head: &Head) -> Option<String> {
        let above = || self.headings.iter().find(|heading| heading.is_above_text).map(|heading| &heading.text);
        let of_sources = sources.iter().find_map(|said| said.title.as_ref());
        let title = of_sources.or(self.meta.as_ref()).or(self.own.as_ref()).or_else(above)?;
        let short = self.headings.iter().map(|heading| &heading.text).find(|text| is_same(title, text));
        if let Some(short) = short.filter(|short| short.len() <= title.len()) {
            return Some(short.clone());
        }
        let without_site = || {
            let rest = title.strip_suffix(head.site.as_deref()?)?;
            let short = rest.trim_end().strip_suffix(['-', '|', '–', '—', '_', '·', '«', '»', ':', '｜', '－'])?;
            Some(short.trim().to_owned()).filter(|short| !short.is_empty())
        };
        Some(without_site().unwrap_or_else(|| title.clone()))
    }
}

fn is_same(a: &str, b: &str) -> bool {
    Title::new(a).is_same(b) || Title::new(b).is_same(a)
}

/// The first-level headings; that of a picture is its alternative text.
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
            let mut text = dom.text(id);
            if text.is_empty() {
                let alt = dom.find(id, &["img"]).and_then(|img| dom.attr(img, "alt"));
                text = fold_space(alt.unwrap_or_default());
            }
            if !text.is_empty() {
                found.push(Heading { id, text: fold_space(&tidy_title(&text)), is_above_text });
            }
            at = dom.following_skip(id, dom.root());
            continue;
        }
        if let Some(text) = dom.as_text(id).filter(|_| is_above_text && dom.is_shown_text(id)) {
            let (chars, wide) = count(text);
            let is_prose = (chars + wide) as usize >= PROSE
                && text.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '”', '」']);
            before += chars;
            is_above_text = before <= MOST_BEFORE && !is_prose;
        }
        at = dom.following(id, dom.root());
    }
    found
}
