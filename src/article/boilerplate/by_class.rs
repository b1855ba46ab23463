//! Boilerplate by the words of a class, id or component name.

use super::by_element::is_structure;
use super::meta_words::{names_author, says_who_or_when, tells_of};
use super::prose::holds_prose;
use super::rule::{Guard, Images};
use super::sweep::Match;
use super::{MOSTLY_LINKS, content_pictures, holds_most, is_amid_prose, kinds};
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::facts::captions::is_caption_place;
use crate::article::facts::class_hints::{ClassPhrase, Strength};
use crate::article::facts::links::all_lead_elsewhere;
use crate::article::facts::text_stats::TextStats;
use crate::article::reason::Reason;
use crate::article::trace::Spared;

/// The most characters of prose in what a sure word names, unless it is mostly links.
const MOST_PROSE: usize = 400;
/// The share of links from which even prose is a list of links.
const ALL_LINKS: f64 = 0.8;
/// Words of classes of names.
const NAMES: &[&str] =
    &["author", "authors", "byline", "bylines", "contributor", "createdby", "editor", "reporter", "writer"];
/// The most characters of a box about the author.
const MOST_OF_BIO: usize = 120;
/// The most characters of a card of another post.
const MOST_OF_CARD: usize = 120;
/// If fewer characters than this would be left, readers' comments are the article.
const LITTLE: usize = 120;

/// Finds boilerplate by class.
pub fn detect(c: &Cleaning, stats: &TextStats, id: NodeId) -> Option<Match> {
    let phrase = c.hints.get(id).phrase?;
    if is_structure(c.dom.tag(id)) {
        return None;
    }
    let guard = &kinds::rule(phrase.reason)?.guard;
    c.unless(spared(c, stats, id, phrase, guard), id, phrase.reason)
}

/// Why an element stays though its class matches.
fn spared(c: &Cleaning, stats: &TextStats, id: NodeId, phrase: &ClassPhrase, guard: &Guard) -> Option<Spared> {
    let dom = &c.dom;
    // A caption's or credit's own classes may contain any of these words.
    if !guard.goes_from_captions && is_caption_place(dom, &c.hints, id) {
        return Some(Spared::Caption);
    }
    // One word of a widget may be what a sentence is about.
    let ends_sentence = || dom.text(id).trim_end().ends_with(['.', '!', '?', '。', '！', '？', '…', '”', '」']);
    if guard.spares_amid_prose && !phrase.words.contains(' ') && is_amid_prose(dom, stats, id) && ends_sentence() {
        return Some(Spared::AmidProse);
    }
    let spared = match phrase.strength {
        Strength::Whole => spared_whole(c, stats, id),
        Strength::Sure => spared_sure(c, stats, id, guard),
        Strength::Likely => spared_likely(c, stats, id, guard),
    };
    if spared.is_some() {
        return spared;
    }
    if phrase.strength != Strength::Whole
        && !(guard.takes_prose && phrase.strength == Strength::Sure)
        && holds_prose(dom, stats, id)
        && !is_teaser(c, stats, id, phrase)
        && !is_bio(c, stats, id, phrase)
    {
        return Some(Spared::Prose);
    }
    // A name or a day that the post's fields don't have is nowhere else.
    if matches!(phrase.reason, Reason::Byline | Reason::Date) {
        let text = dom.text_apart(id);
        let says = !phrase.words.starts_with("profile")
            && (phrase.words.split(' ').any(|word| NAMES.contains(&word)) || says_who_or_when(&text));
        if says && !tells_of(&text, c.post) {
            return Some(Spared::Untold);
        }
    }
    None
}

/// Whether the sentences in a box of other posts are those of its cards, each with a link.
fn is_teaser(c: &Cleaning, stats: &TextStats, id: NodeId, phrase: &ClassPhrase) -> bool {
    phrase.reason == Reason::RelatedPosts
        && phrase.strength == Strength::Sure
        && stats.text(id) <= MOST_OF_CARD * c.dom.find_all(id, &["a"]).len()
}

/// Whether a box named after authors says a few words about the post's.
fn is_bio(c: &Cleaning, stats: &TextStats, id: NodeId, phrase: &ClassPhrase) -> bool {
    phrase.reason == Reason::Byline && stats.text(id) <= MOST_OF_BIO && names_author(&c.dom.text(id), c.post)
}

/// A link to the comments, a form for them, or all of them go, unless nothing else is left.
fn spared_whole(c: &Cleaning, stats: &TextStats, id: NodeId) -> Option<Spared> {
    let rest = stats.text(c.dom.root()) - stats.text(id);
    let goes = rest >= LITTLE || stats.text(id) < LITTLE && rest > 0;
    (!goes).then_some(Spared::MostOfPost)
}

fn spared_sure(c: &Cleaning, stats: &TextStats, id: NodeId, guard: &Guard) -> Option<Spared> {
    let linked = stats.link_density(id) >= MOSTLY_LINKS;
    let is_part_of_links = linked && stats.prose(id) == 0 && stats.text(id) < stats.text(c.dom.root());
    if holds_most(&c.dom, stats, id) && !is_part_of_links {
        return Some(Spared::MostOfPost);
    }
    if stats.prose(id) >= MOST_PROSE && !linked {
        return Some(Spared::Prose);
    }
    (guard.images == Images::NoneEver && large_pictures(c, stats, id, guard) > 0).then_some(Spared::Picture)
}

fn spared_likely(c: &Cleaning, stats: &TextStats, id: NodeId, guard: &Guard) -> Option<Spared> {
    let dom = &c.dom;
    if holds_most(dom, stats, id) {
        return Some(Spared::MostOfPost);
    }
    if stats.prose(id) > 0 && stats.link_density(id) < ALL_LINKS {
        return Some(Spared::Prose);
    }
    // Generators call what holds a program a code block, and plug-ins what holds an advert.
    if dom.find(id, &["pre"]).is_some_and(|pre| stats.text(pre) > 0) {
        return Some(Spared::Code);
    }
    let pictures = large_pictures(c, stats, id, guard);
    if pictures > 0 && matches!(guard.images, Images::None | Images::NoneEver) {
        return Some(Spared::Picture);
    }
    let length = stats.text(id);
    if length == 0 {
        return (pictures > 0).then_some(Spared::Picture);
    }
    // Other posts are posts of the same site.
    if guard.spares_outbound && stats.links(id) > 0 && all_lead_elsewhere(dom, c.base.as_ref(), id) {
        return Some(Spared::OutboundLinks);
    }
    if guard.spares_speakers && is_speaker(c, stats, id) {
        return Some(Spared::Speaker);
    }
    let density = stats.link_density(id);
    let linked = density >= MOSTLY_LINKS || dom.closest(id, &["a"]).is_some();
    if linked && length <= guard.max_linked && (guard.images != Images::OneLinked || pictures <= 1) {
        return None;
    }
    if length > guard.max_len || density <= guard.min_density && guard.min_density > 0.0 {
        return Some(Spared::TooLong);
    }
    (guard.ends_page && !stats.is_after_prose(dom, id)).then_some(Spared::BeforeProse)
}

/// Large pictures inside; a button's icon does not count.
fn large_pictures(c: &Cleaning, stats: &TextStats, id: NodeId, guard: &Guard) -> usize {
    let is_button = c.dom.is_inline(id) && (guard.has_icon_buttons || stats.text(id) > 0);
    if is_button { 0 } else { content_pictures(&c.dom, id) }
}

/// Whether the element names the speaker of one of several posts: siblings of its parent hold prose of their own and an
/// element of the same class.
fn is_speaker(c: &Cleaning, stats: &TextStats, id: NodeId) -> bool {
    let dom = &c.dom;
    let Some(class) = dom.attr(id, "class") else { return false };
    let Some(own) = dom.parent(id).filter(|&p| stats.prose(p) > 0) else { return false };
    let Some(all) = dom.parent(own) else { return false };
    // A bounded look at each neighbour is enough for the answer.
    let speaks = |post: NodeId| {
        stats.prose(post) > 0 && dom.each_child(post).take(4).any(|k| dom.attr(k, "class") == Some(class))
    };
    dom.is_element(all)
        && dom.each_child(all).take(200).filter(|&post| post == own || speaks(post)).take(3).count() == 3
}
