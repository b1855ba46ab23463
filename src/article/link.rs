//! Step: links are absolute, follow nobody, and point inside the article where they did so before.

use super::Cleaning;
use super::address;
use super::dom::NodeId;
use super::policy::ID_PREFIX;
use super::record::Kind;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use std::collections::HashSet;

/// Puts the ids that links of the post point at where they outlive the wrappers: an empty link before the text that follows.
pub fn keep_targets(c: &mut Cleaning) {
    let root = c.dom.root();
    let links = c.dom.find_all(root, &["a"]);
    let targets: HashSet<String> =
        links.iter().filter_map(|&a| own_fragment(c, c.dom.attr(a, "href")?.trim())).map(|f| own_id(&f)).collect();
    if targets.is_empty() {
        return;
    }
    let mut waiting: Vec<String> = Vec::new();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        at = c.dom.following(id, root);
        let own = c.dom.attr(id, "id").or_else(|| c.dom.attr(id, "name")).filter(|own| targets.contains(&own_id(own)));
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
            // A link can't stand in another.
            let place = c.dom.closest(id, &["a"]).unwrap_or(id);
            c.dom.insert_before(place, mark);
        }
    }
}

/// Whether an element stays itself until the end, its id included.
fn outlives_flattening(c: &Cleaning, id: NodeId) -> bool {
    match c.dom.tag(id) {
        "li" | "table" | "tr" | "td" | "th" | "blockquote" | "dt" | "dd" | "sup" | "sub" | "pre" => true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "a" | "b" | "strong" | "em" | "i" => c.dom.text_len(id) > 0,
        _ => false,
    }
}

/// Resolves links and rewrites the ids they point at.
pub fn resolve_links(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut targets: HashSet<String> = HashSet::new();
    for link in c.dom.find_all(root, &["a"]) {
        let Some(href) = c.dom.attr(link, "href").map(|h| h.trim().to_string()) else {
            continue;
        };
        if let Some(fragment) = own_fragment(c, &href) {
            let id = own_id(&fragment);
            c.dom.set_attr(link, "href", &format!("#{id}"));
            targets.insert(id);
            continue;
        }
        match address::resolve(&href, c.base.as_ref()) {
            Some(mut url) => {
                let dropped = address::drop_tracking(&mut url);
                if !dropped.is_empty() {
                    c.record.gather(
                        "links",
                        "tracking-parameters",
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
                    c.record.gather("links", "no-address", Kind::Removed, &href);
                }
                c.dom.remove_attr(link, "href");
            }
        }
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        at = c.dom.following(id, root);
        let own = c
            .dom
            .attr(id, "id")
            .or_else(|| if c.dom.tag(id) == "a" { c.dom.attr(id, "name") } else { None })
            .map(str::to_string);
        c.dom.remove_attr(id, "name");
        let Some(own) = own.map(|own| own_id(&own)) else { continue };
        if targets.contains(&own) && !seen.contains(&own) {
            c.dom.set_attr(id, "id", &own);
            seen.insert(own);
        } else {
            c.dom.remove_attr(id, "id");
        }
    }
    // A link to a place that isn't here, and a link without an address, is its text.
    for link in c.dom.find_all(root, &["a"]) {
        let is_dead = match c.dom.attr(link, "href") {
            None => c.dom.attr(link, "id").is_none(),
            Some(href) => href.strip_prefix('#').is_some_and(|id| !seen.contains(id)),
        };
        if is_dead {
            c.dom.unwrap(link);
        }
    }
    drop_attributes(c);
}

/// The fragment, if the address is a place in this very post.
fn own_fragment(c: &Cleaning, href: &str) -> Option<String> {
    let fragment = match href.strip_prefix('#') {
        Some(fragment) => fragment.to_string(),
        None => {
            let (before, fragment) = href.split_once('#')?;
            let base = c.base.as_ref()?;
            let mut url = address::resolve(before, Some(base))?;
            url.set_fragment(None);
            let mut own = base.clone();
            own.set_fragment(None);
            (url == own).then(|| fragment.to_string())?
        }
    };
    let decoded = percent_decode(&fragment);
    (!decoded.is_empty()).then_some(decoded)
}

fn percent_decode(text: &str) -> String {
    // A pair list of one key is the decoder at hand: `+` must stay, so it is protected first.
    url::form_urlencoded::parse(text.replace('+', "%2B").replace('&', "%26").as_bytes())
        .next()
        .map(|(k, v)| if v.is_empty() { k.into_owned() } else { format!("{k}={v}") })
        .unwrap_or_default()
}

/// An id with our prefix, safe in an attribute, a fragment and a selector alike.
fn own_id(id: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    std::iter::once(ID_PREFIX.to_string()).chain(id.chars().map(|c| safe(c).to_string())).collect()
}

/// Takes away the attributes that the policy would, so that the sanitizer has less to read.
fn drop_attributes(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        at = c.dom.following(id, root);
        let name = c.dom.name(id);
        let tag = &*name;
        let Some(attributes) = c.dom.attributes_mut(id) else { continue };
        attributes.retain(|(name, _)| {
            super::policy::ATTRIBUTES.contains(&&**name)
                || super::policy::TAG_ATTRIBUTES.iter().any(|(t, names)| *t == tag && names.contains(&&**name))
        });
        // The sanitizer sets these too, but in no order; here they get theirs, so that the same post gives the same bytes.
        for (name, value) in super::policy::set_attributes(tag) {
            attributes.push((LocalName::from(*name), StrTendril::from(*value)));
        }
    }
}
