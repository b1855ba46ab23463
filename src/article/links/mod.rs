//! Step: links are absolute, follow nobody, and point inside the article where they did so before.

pub mod linkify;

use super::changes::Kind;
use super::dom::{Dom, NodeId};
use super::facts::links::{NOTE_LINK, POST_TAGS};
use super::facts::proxies;
use super::policy::{self, POST_PREFIX};
use super::urls;
use crate::article::cleaning::Cleaning;
use crate::article::reason::Reason;
use crate::text::percent;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use std::collections::HashSet;
use url::Position;

/// Puts the ids that links of the post point at where they outlive the wrappers: an empty link before the text that follows.
pub fn keep_targets(c: &mut Cleaning) {
    let root = c.dom.root();
    let links = c.dom.find_all(root, &["a"]);
    let prefix = &*c.id_prefix.clone();
    let targets: HashSet<String> = links
        .iter()
        .filter_map(|&a| own_fragment(c, c.dom.attr(a, "href")?.trim()))
        .map(|f| own_id(prefix, &f))
        .collect();
    if targets.is_empty() {
        return;
    }
    let mut waiting: Vec<String> = Vec::new();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        at = c.dom.following(id, root);
        let own = c
            .dom
            .attr(id, "id")
            .or_else(|| c.dom.attr(id, "name"))
            .filter(|own| targets.contains(&own_id(prefix, own)));
        if let Some(own) = own.map(str::to_string)
            && !outlives_flattening(c, id)
        {
            waiting.push(own);
        }
        if waiting.is_empty() || c.dom.as_text(id).is_none() || c.dom.is_blank_text(id) {
            continue;
        }
        for own in waiting.drain(..) {
            let mark = c.dom.add_element("a");
            c.dom.set_attr(mark, "id", &own);
            // A link cannot contain another.
            let place = c.dom.closest(id, &["a"]).unwrap_or(id);
            c.dom.insert_before(place, mark);
        }
    }
}

/// Whether an element stays itself until the end, its id included.
fn outlives_flattening(c: &Cleaning, id: NodeId) -> bool {
    match c.dom.tag(id) {
        "li" | "table" | "tr" | "td" | "th" | "blockquote" | "dt" | "dd" | "sup" | "sub" | "pre" => true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "a" | "b" | "strong" | "em" | "i" => c.dom.has_text(id),
        _ => false,
    }
}

/// Resolves links and rewrites the ids they point at.
pub fn resolve_links(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut targets: HashSet<String> = HashSet::new();
    let links = c.dom.find_all(root, &["a"]);
    for &link in &links {
        let Some(mut href) = c.dom.attr(link, "href").map(|h| h.trim().to_string()) else {
            continue;
        };
        if let Some(behind) = proxies::behind_link(&href) {
            c.log.append("links", Reason::ProxiedAddress, Kind::Changed, &href);
            c.dom.set_attr(link, "href", &behind);
            href = behind;
        }
        // What a template's tag names is a post of the site that this one was on once, and never of the one it came from.
        if let Some(tag) = post_tag(&href) {
            lead_among_posts(c, link, &href, &tag);
            continue;
        }
        // And so is a note of the same archive, whatever page this one was clipped from.
        if c.dom.attr(link, NOTE_LINK).is_some() && !href.starts_with('#') && urls::is_relative(&href) {
            c.log.append("links", Reason::NoAddress, Kind::Removed, &percent::decode(&href));
            lead_among_posts(c, link, &href, &href);
            continue;
        }
        if let Some(fragment) = own_fragment(c, &href) {
            let id = own_id(&c.id_prefix, &fragment);
            c.dom.set_attr(link, "href", &format!("#{id}"));
            targets.insert(id);
            continue;
        }
        match c.resolve(&href) {
            Some(mut url) => {
                let dropped = urls::drop_tracking(&mut url);
                if !dropped.is_empty() {
                    c.log.append(
                        "links",
                        Reason::TrackingParameters,
                        Kind::Removed,
                        &format!("{}?{}", url.host_str().unwrap_or(""), dropped.join("&")),
                    );
                }
                c.grown += url.as_str().len().saturating_sub(href.len());
                if c.grown > c.growth_limit {
                    return;
                }
                c.dom.set_attr(link, "href", url.as_str());
            }
            None => {
                if !href.is_empty() {
                    c.log.append("links", Reason::NoAddress, Kind::Removed, &href);
                }
                if c.is_beside(&href) {
                    lead_among_posts(c, link, &href, &href);
                } else {
                    c.dom.remove_attr(link, "href");
                }
            }
        }
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        at = c.dom.following(id, root);
        name_target(&mut c.dom, id, &c.id_prefix, &targets, &mut seen);
        drop_attributes(&mut c.dom, id);
    }
    // A link to a place that isn't here, and a link without an address, is its text.
    for link in links {
        let is_dead = match c.dom.attr(link, "href") {
            None => c.dom.attr(link, "id").is_none(),
            Some(href) => href.strip_prefix('#').is_some_and(|id| !id.starts_with(POST_PREFIX) && !seen.contains(id)),
        };
        if is_dead {
            c.dom.unwrap(link);
        }
    }
}

/// Makes links that only a library can follow the text that they are everywhere else.
pub fn drop_post_links(c: &mut Cleaning) {
    let root = c.dom.root();
    for link in c.dom.find_all(root, &["a"]) {
        let leads_there = |href: &str| href.strip_prefix('#').is_some_and(|id| id.starts_with(POST_PREFIX));
        if c.dom.attr(link, "href").is_some_and(leads_there) {
            match c.dom.attr(link, "id") {
                Some(_) => c.dom.remove_attr(link, "href"),
                None => c.dom.unwrap(link),
            }
        }
    }
}

/// Writes into a link what a library looks a post up by.
fn lead_among_posts(c: &mut Cleaning, link: NodeId, href: &str, address: &str) {
    let href_there = format!("#{POST_PREFIX}{}", percent::encode(address));
    c.grown += href_there.len().saturating_sub(href.len());
    c.dom.set_attr(link, "href", &href_there);
}

/// The tag `{% post_url … %}` or `{% link … %}` that an address is made of. An address of the web may ask for one.
fn post_tag(href: &str) -> Option<String> {
    if !href.contains('%') || urls::resolve(href, None).is_some() {
        return None;
    }
    let decoded = percent::decode(href);
    let start = decoded.find("{%").filter(|&start| !decoded[..start].contains(['?', '#']))?;
    let end = start + decoded[start..].find("%}")? + 2;
    let name = decoded[start + 2..end].trim_start_matches(['-', ' ']).split(' ').next()?;
    POST_TAGS.contains(&name).then(|| decoded[start..end].to_string())
}

/// Gives an element its id in the article, if a link of the post points at it and no other has it yet.
fn name_target(dom: &mut Dom, id: NodeId, prefix: &str, targets: &HashSet<String>, seen: &mut HashSet<String>) {
    if dom.element(id).is_none_or(|e| !e.has_attributes()) {
        return;
    }
    let own = dom.attr(id, "id").or_else(|| dom.attr(id, "name").filter(|_| dom.tag(id) == "a"));
    let Some(own) = own.map(|own| own_id(prefix, own)) else { return };
    if targets.contains(&own) && !seen.contains(&own) {
        dom.set_attr(id, "id", &own);
        seen.insert(own);
    } else {
        dom.remove_attr(id, "id");
    }
}

/// The fragment, if the address is a place in this very post.
fn own_fragment(c: &Cleaning, href: &str) -> Option<String> {
    let fragment = match href.strip_prefix('#') {
        Some(fragment) => fragment.to_string(),
        None => {
            let (before, fragment) = href.split_once('#')?;
            let base = c.base.as_ref()?;
            let url = urls::resolve(before, Some(base))?;
            (url[..Position::AfterQuery] == base[..Position::AfterQuery]).then(|| fragment.to_string())?
        }
    };
    let decoded = percent::decode(&fragment);
    (!decoded.is_empty()).then_some(decoded)
}

/// An id with our prefix, safe in an attribute, a fragment and a selector alike.
fn own_id(prefix: &str, id: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    prefix.chars().chain(id.chars().map(safe)).collect()
}

/// Takes away the attributes that the policy would, so that the sanitizer has less to read.
fn drop_attributes(dom: &mut Dom, id: NodeId) {
    let has_attributes = dom.element(id).is_some_and(|e| e.has_attributes());
    if !has_attributes && policy::set_attributes(dom.tag(id)).is_empty() {
        return;
    }
    let name = dom.name(id);
    let own = policy::TAG_ATTRIBUTES.iter().find(|(tag, _)| **tag == *name).map_or(&[][..], |(_, names)| names);
    // The sanitizer sets these too, but in no order; here they get theirs, so that the same post gives the same bytes.
    let set =
        policy::set_attributes(&name).iter().map(|(name, value)| (LocalName::from(*name), StrTendril::from(*value)));
    dom.set_attributes(id, |name| policy::ATTRIBUTES.contains(&&**name) || own.contains(&&**name), set);
}
