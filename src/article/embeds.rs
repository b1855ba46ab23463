//! Step: players and other pages that a post embeds become cards: a kind, a title, a link. No request is made for them.

use super::changes::Kind;
use super::cleaning::Cleaning;
use super::dom::{Dom, NodeId};
use super::facts::players::{is_junk, is_web, kind_of, page_of, relayed, source, youtube_id};
use super::facts::visible::is_nothing;
use super::media::Embed;
use super::urls;
use crate::article::reason::Reason;
use crate::text::space::fold_space;

/// Replaces every player and frame by its card, and lists the video that the whole post was saved from.
pub fn replace_embeds(c: &mut Cleaning) {
    replace_frames(c);
    if !c.log.restores() {
        add_source_video(c);
    }
}

fn replace_frames(c: &mut Cleaning) {
    let root = c.dom.root();
    for id in
        c.dom.find_all(root, &["iframe", "object", "embed", "video", "audio", "amp-youtube", "amp-iframe", "amp-video"])
    {
        if !c.dom.is_attached(id) || c.dom.closest(id, &["video", "audio", "object"]).is_some() {
            continue;
        }
        replace(c, id);
    }
}

fn replace(c: &mut Cleaning, id: NodeId) {
    let tag = c.dom.tag(id).to_string();
    let raw = source(&c.dom, id).map(|raw| relayed(&raw).unwrap_or(raw));
    let Some(raw) = raw else {
        // A player without an address: its fall-back text is in the record, its own paragraphs stay.
        drop_player(c, id);
        return;
    };
    if is_junk(&raw) {
        let entry = c.log.add("embeds", Reason::JunkFrame, Kind::Removed, raw, Vec::new());
        c.log.detach(&mut c.dom, id, entry);
        return;
    }
    let Some(url) = urls::resolve(&raw, c.base.as_ref()).filter(|u| u.scheme() != "mailto") else {
        drop_player(c, id);
        return;
    };
    let (kind, name) = kind_of(&url, &tag);
    // What a player was asked for is a stranger's word too: only an address of the web is one.
    let page = Some(page_of(&url, kind)).filter(|page| is_web(page)).unwrap_or_else(|| url.to_string());
    let title = ["title", "aria-label", "data-title", "alt"]
        .iter()
        .filter_map(|a| c.dom.attr(id, a))
        .map(fold_space)
        .find(|t| !t.is_empty() && !t.eq_ignore_ascii_case(name) && !is_generic_title(t))
        .unwrap_or_default();
    if c.embeds.last().is_some_and(|last| last.url == page) && follows_card(&c.dom, id, &page) {
        // A lazy frame and its copy for browsers without scripts.
        let entry = c.log.add("embeds", Reason::RepeatedEmbed, Kind::Removed, raw, Vec::new());
        c.log.detach(&mut c.dom, id, entry);
        return;
    }
    let poster = c.dom.attr(id, "poster").and_then(|p| urls::resolve(p, c.base.as_ref())).map(|u| u.to_string());
    c.log.add("embeds", Reason::EmbedCard, Kind::Changed, format!("{name} {raw}"), poster.into_iter().collect());
    let inside = c.dom.text(id);
    if !inside.is_empty() {
        c.log.append("embeds", Reason::PlayerFallback, Kind::Removed, &inside);
    }
    let card = card(&mut c.dom, name, &title, &page);
    c.dom.replace(id, card);
    c.embeds.push(Embed { kind, title, url: page });
}

/// Whether the card of this very page comes right before, with nothing between.
fn follows_card(dom: &Dom, id: NodeId, page: &str) -> bool {
    let before = std::iter::successors(dom.previous(id), |&n| dom.previous(n)).find(|&n| !is_nothing(dom, n));
    before.and_then(|card| dom.find(card, &["a"])).is_some_and(|link| dom.attr(link, "href") == Some(page))
}

/// A paragraph with one link. The shell makes more of it, from the typed view.
fn card(dom: &mut Dom, name: &str, title: &str, url: &str) -> NodeId {
    let card = dom.add_element("p");
    let link = dom.add_element("a");
    dom.set_attr(link, "href", url);
    let label = if title.is_empty() || title.eq_ignore_ascii_case(name) {
        name.to_string()
    } else {
        format!("{name}: {title}")
    };
    let label = dom.add_text(&label);
    dom.append(link, label);
    dom.append(card, link);
    card
}

/// Titles that players give themselves.
fn is_generic_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    [
        "youtube video player",
        "video player",
        "embedded content",
        "iframe",
        "vimeo video",
        "advertisement",
        "twitter tweet",
        "player",
    ]
    .iter()
    .any(|t| lower == *t)
}

fn drop_player(c: &mut Cleaning, id: NodeId) {
    if matches!(c.dom.tag(id), "object" | "video" | "audio") && c.dom.text_len(id) > 160 {
        c.dom.unwrap(id);
    } else {
        c.log.remove(&mut c.dom, id, "embeds", Reason::PlayerWithoutAddress);
    }
}

/// A post that was saved from a video's page has that video, if nothing in its body shows it.
fn add_source_video(c: &mut Cleaning) {
    let Some(base) = c.base.as_ref().filter(|_| !c.is_comment) else { return };
    let (kind, _) = kind_of(base, "");
    let is_video = match kind {
        "youtube" => youtube_id(base).is_some(),
        "vimeo" => base.path().trim_matches('/').bytes().all(|b| b.is_ascii_digit()) && base.path().len() > 1,
        "bilibili" => base.path().starts_with("/video/"),
        _ => false,
    };
    if !is_video {
        return;
    }
    let page = page_of(base, kind);
    if c.embeds.iter().all(|e| e.url != page) {
        c.embeds.insert(0, Embed { kind, title: c.post.title.clone(), url: page });
    }
}
