//! What the parameters of a tag say: addresses, and words for people.

use super::html::{escaped, link};
use super::inline;
use super::parameters::Parameter;
use crate::article::facts::images::is_picture_address;

/// The value of the first of these names that has one.
pub fn named<'a>(parameters: &'a [Parameter], names: &[&str]) -> &'a str {
    let has_value = |p: &&Parameter| !matches!(&*p.value, "" | "true" | "false");
    let find = |name: &&str| parameters.iter().filter(has_value).find(|p| p.name.eq_ignore_ascii_case(name));
    names.iter().find_map(find).map_or("", |p| &*p.value)
}

/// Names of parameters that are read by people.
const SAID: &[&str] = &[
    "caption",
    "title",
    "attr",
    "description",
    "desc",
    "text",
    "content",
    "label",
    "summary",
    "message",
    "quote",
    "author",
    "cite",
    "credit",
    "body",
    "subtitle",
    "heading",
    "header",
];

/// Names whose values are for the page, whatever they look like.
const LAYOUT: &[&str] =
    &["class", "style", "id", "type", "size", "sizes", "align", "width", "height", "format", "options", "data"];

/// What people read in the parameters of a tag that isn't known, each once.
pub fn said<'a>(parameters: &'a [Parameter]) -> Vec<&'a str> {
    let mut said: Vec<&str> = Vec::new();
    let mut add = |p: &'a Parameter| {
        let value = p.value.trim();
        if !value.is_empty() && !is_address(value) && !said.contains(&value) {
            said.push(value);
        }
    };
    let is_text = |p: &&Parameter| {
        let name = p.name.to_ascii_lowercase();
        let is_said = SAID.contains(&&*name) && !matches!(&*p.value, "true" | "false");
        let is_like_text = p.value.contains(|c: char| c.is_alphabetic() && !c.is_ascii())
            || p.is_quoted && p.value.trim().contains(' ') && p.value.contains(char::is_alphabetic);
        is_said || is_like_text && name != "alt" && !LAYOUT.contains(&&*name)
    };
    parameters.iter().filter(is_text).for_each(&mut add);
    // Without its picture an alternative text is what a reader gets.
    let alt = named(parameters, &["alt"]).trim();
    if !alt.is_empty() && !said.iter().any(|said| said.contains(alt)) {
        said.insert(0, alt);
    }
    said
}

/// Whether a value is an address or a file's name.
pub fn is_address(value: &str) -> bool {
    !value.contains(char::is_whitespace)
        && (value.contains("://")
            || value.starts_with(['/', '#'])
            || value.starts_with("mailto:")
            || is_picture_address(value))
}

/// The words before an address, or those that its tag names.
pub fn words_before(parameters: &[Parameter], at: usize) -> String {
    let own = named(parameters, &["text", "title", "label", "content"]);
    if !own.is_empty() {
        return own.to_owned();
    }
    let words: Vec<&str> = parameters[..at].iter().filter(|p| p.name.is_empty()).map(|p| &*p.value).collect();
    words.join(" ")
}

/// The address of what a player plays: one that is given, or one made of ids.
pub fn player_address(parameters: &[Parameter], inner: Option<&str>, before: &str, between: &str) -> Option<String> {
    let values = || parameters.iter().map(|p| &*p.value).chain(inner);
    if let Some(address) = values().find(|value| value.starts_with("http") || value.starts_with("//")) {
        return Some(address.to_owned());
    }
    let is_id =
        |value: &&str| !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-/".contains(&b));
    let by_name = |ending: &str| {
        let found = parameters.iter().find(|p| p.name.to_ascii_lowercase().ends_with(ending));
        found.map(|p| &*p.value).filter(is_id)
    };
    let by_place: Vec<&str> = parameters.iter().filter(|p| p.name.is_empty()).map(|p| &*p.value).chain(inner).collect();
    let first = by_place.first().copied().filter(is_id);
    let (user, id) = match by_name("id").or_else(|| by_name("video")) {
        Some(id) => (by_name("user"), id),
        // `user id`; behind a sole id come a player's sizes, or a file of it.
        None if !between.is_empty() && by_place.get(1).is_some_and(is_id) => (first, by_place[1]),
        None => (None, first?),
    };
    Some(match user {
        Some(user) => [before, user, between, id].concat(),
        None if between.len() > 1 => [before, "i", between, id].concat(),
        None => [before, id].concat(),
    })
}

/// The address of the file or page that an element shows.
pub fn media_address(parameters: &[Parameter], inner: Option<&str>) -> Option<String> {
    let names = ["src", "url", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "file", "path", "link"];
    let named = named(parameters, &names);
    let first = || parameters.iter().find(|p| p.name.is_empty()).map(|p| &*p.value).or(inner);
    let address = Some(named).filter(|named| !named.is_empty()).or_else(first)?;
    let address = address.split('|').next().unwrap_or_default();
    (address.contains(['/', '.']) && !address.contains(char::is_whitespace)).then(|| address.to_owned())
}

/// Of whom a quotation is: `author[, source] [link] [title of the link]`, as Hexo has it, or by names.
pub fn of_whom(parameters: &[Parameter]) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut behind: Vec<&str> = Vec::new();
    let mut address = None;
    for p in parameters {
        let is_said = p.name.is_empty()
            || matches!(p.name, "author" | "source" | "cite" | "title" | "by" | "attribution" | "name");
        if address.is_none() && p.value.contains("://") {
            address = Some(&p.value);
        } else if is_said && !p.value.is_empty() {
            if address.is_some() { &mut behind } else { &mut words }.push(&p.value);
        }
    }
    let mut out = inline::render(&words.join(" "));
    if let Some(address) = address {
        let label = if behind.is_empty() { escaped(address) } else { inline::render(&behind.join(" ")) };
        out.extend([if out.is_empty() { "" } else { " " }, &link(address), &label, "</a>"]);
    }
    out
}
