//! The names of people in a value.

use super::keys;
use super::value::Value;

/// The names: of texts, maps or a list of either. With `addresses`, e-mail addresses and URLs count as names too.
pub(super) fn names(value: &Value, addresses: bool) -> Vec<String> {
    let mut names = Vec::new();
    push(value, addresses, &mut names);
    names
}

fn push(value: &Value, addresses: bool, names: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Text(text) => {
            let name = name(text);
            let is_nobody = name.is_empty() || keys::NOBODY.iter().any(|word| name.eq_ignore_ascii_case(word));
            if !is_nobody && (addresses || !is_address(name)) {
                names.push(name.to_owned());
            }
        }
        Value::List(values) => values.iter().for_each(|value| push(value, addresses, names)),
        Value::Map(pairs) => {
            let before = names.len();
            for key in keys::NAME {
                let found = pairs.iter().filter(|(known, _)| keys::is_same(known, key));
                found.for_each(|(_, value)| push(value, addresses, names));
                if names.len() > before {
                    return;
                }
            }
            // A map of people by their ids.
            pairs
                .iter()
                .filter(|(_, value)| matches!(value, Value::Map(_)))
                .for_each(|(_, value)| push(value, addresses, names));
        }
    }
}

/// The name in `Ann Lee <ann@example.org>`, `ann@example.org (Ann Lee)`, `[[Ann Lee]]` or `[Ann Lee](address)`.
fn name(text: &str) -> &str {
    let text = without_link(text);
    if let Some((name, address)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'))
        && is_address(address)
    {
        return if name.trim().is_empty() { address } else { name.trim().trim_matches('"') };
    }
    if let Some((address, name)) = text.strip_suffix(')').and_then(|text| text.split_once(" ("))
        && is_address(address)
    {
        return name.trim();
    }
    text
}

/// The text of a link in Obsidian or Markdown that is all of a value.
pub(super) fn without_link(text: &str) -> &str {
    let text = text.trim();
    if let Some(link) = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"))
        && !link.contains("[[")
    {
        let (page, text) = link.split_once('|').unwrap_or(("", link));
        return if text.is_empty() { page } else { text.trim() };
    }
    match text.strip_prefix('[').and_then(|text| text.split_once("](")) {
        Some((words, address)) if address.ends_with(')') && !address.contains('[') => words,
        _ => text,
    }
}

/// Whether a text is an e-mail address or a URL.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let is_mail = text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    (is_mail || text.contains("://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::post::front_matter::{budget::Budget, fields::Fields, yaml};

    fn check(front: &str, expected: Option<&str>) {
        let mut fields = Fields::new(yaml::parse(front, 1, &Budget::default()).unwrap());
        assert_eq!(fields.person(&["author", "authors", "byline"]).as_deref(), expected, "{front}");
    }

    #[test]
    fn texts_lists_and_maps() {
        check("author: 0123", Some("0123"));
        check("author: [a, {name: b}]", Some("a, b"));
        check("author: {name: a, url: x}", Some("a"));
        check("author: {login: al, email: a@example.org, display_name: Ann Lee}", Some("Ann Lee"));
        check("author: {ann: {name: Ann}, bo: {name: Bo}}", Some("Ann, Bo"));
        check("author: []", None);
        check("authors: [Ann, Ann Lee]", Some("Ann, Ann Lee"));
    }

    #[test]
    fn names_without_what_is_around_them() {
        check("author: '[[Ann Lee]]'", Some("Ann Lee"));
        check("author: ['[[people/ann|Ann Lee]]', '[Bo](https://example.org/bo)']", Some("Ann Lee, Bo"));
        check("author: Ann Lee <ann@example.org>", Some("Ann Lee"));
        check("author: ann@example.org (Ann Lee)", Some("Ann Lee"));
        check("author: Ann (Bo) Lee <3", Some("Ann (Bo) Lee <3"));
        check("author: '@ann'", Some("@ann"));
    }

    #[test]
    fn addresses_only_where_there_is_no_name() {
        check("author: {email: a@example.org}\nbyline: Ann", Some("Ann"));
        check("author: a@example.org\nbyline: Ann", Some("Ann"));
        check("author: https://example.org/ann\nbyline: Ann", Some("Ann"));
        check("author: a@example.org", Some("a@example.org"));
        check("author: {email: a@example.org}", None);
    }

    #[test]
    fn nobody() {
        check("author: Unknown", None);
        check("author: unknown\nbyline: Ann", Some("Ann"));
        check("author: Anonymous", Some("Anonymous"));
        check("author: The Unknown", Some("The Unknown"));
    }
}
