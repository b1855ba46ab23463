//! Recovers keys and values from malformed front matter.
//!
//! YAML:
//! The text is split before each unindented key, and each part is parsed as YAML by itself, so that a bad line affects
//! only its own value. A part that is not valid YAML is parsed leniently.

use super::budget::Budget;
use super::limits::{MAX_BYTES, MAX_SALVAGED};
use super::split;
use super::value::{Pairs, Value};
use super::yaml;

/// The keys and values that can be recovered.
pub(super) fn salvage(front: &str) -> Pairs {
    let end = front.floor_char_boundary(MAX_BYTES);
    let budget = Budget::default();
    parts(&front[..end])
        .take(MAX_SALVAGED)
        .flat_map(|part| match yaml::parse(part, 1, &budget) {
            Ok(pairs) if split::full_width_colon(part).is_none() => pairs,
            _ => parse_leniently(part).into_iter().collect(),
        })
        .collect()
}

/// The keys and values that can be recovered of malformed JSON.
pub(super) fn json(front: &str) -> Pairs {
    salvage(&as_lines(front))
}

/// Malformed JSON as lines of YAML, one for each line that begins with a key.
fn as_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim();
    let text = text.strip_prefix('{').unwrap_or(text);
    let text = text.strip_suffix('}').unwrap_or(text);
    for line in text.lines().map(str::trim) {
        if split::key(line).is_some() {
            let end = out.trim_end_matches([',', ' ', '\n']).len();
            out.truncate(end);
            out.push('\n');
        } else {
            out.push(' ');
        }
        out.push_str(line);
        out.push('\n');
    }
    let end = out.trim_end_matches([',', ' ', '\n']).len();
    out.truncate(end);
    out.push('\n');
    out
}

/// Splits before each unindented key. Text before the first key is dropped.
fn parts(front: &str) -> impl Iterator<Item = &str> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        if split::key(line).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([front.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &front[start..end])
}

/// The keys and values that can be recovered of TOML beyond the limits.
pub(super) fn toml(front: &str) -> Pairs {
    let mut rest = &front[..front.floor_char_boundary(MAX_BYTES)];
    let mut pairs = Pairs::new();
    while !rest.is_empty() && pairs.len() < MAX_SALVAGED {
        let (statement, after) = split::toml_statement(rest);
        pairs.extend(toml_statement(statement));
        rest = after;
    }
    pairs
}

/// The key and value of a malformed statement of TOML.
pub(super) fn toml_statement(text: &str) -> Option<(String, Value)> {
    match text.split_once('=').filter(|_| split::is_toml_key(text)) {
        Some((key, value)) => {
            let lines: Vec<&str> = value.lines().map(str::trim).collect();
            parse_leniently(&format!("{}: {}", key.trim(), lines.join(" ").trim()))
        }
        None => parse_leniently(text),
    }
}

/// Parses a key and its value that are not valid YAML.
fn parse_leniently(part: &str) -> Option<(String, Value)> {
    let (first, more) = part.split_once('\n').unwrap_or((part, ""));
    let (key, first) = split::key(first)?;
    let first = first.trim();
    let more: Vec<&str> = more.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let value = if first.is_empty() && !more.is_empty() && more.iter().all(|l| l.starts_with('-')) {
        let items = more.iter().map(|line| scalar(line[1..].trim()));
        Value::List(items.collect())
    } else if let Some(list) = first.strip_prefix('[') {
        let list = list.strip_suffix(']').unwrap_or(list);
        let items = list.split([',', '\u{ff0c}']).map(|item| scalar(item.trim()));
        Value::List(items.collect())
    } else if matches!(first, "" | "|" | ">" | "|-" | ">-" | "|+" | ">+") {
        scalar(&more.join("\n"))
    } else {
        // Only indented lines continue a value; an unindented line has lost its key.
        let mut text = first.to_owned();
        for line in part.lines().skip(1) {
            if !line.starts_with([' ', '\t']) {
                break;
            }
            text.push(' ');
            text.push_str(line.trim());
        }
        scalar(text.trim_end())
    };
    Some((key.to_owned(), value))
}

/// A scalar without its quotes.
fn scalar(text: &str) -> Value {
    let text = match text.as_bytes() {
        [b'"', .., b'"'] => unescape(&text[1..text.len() - 1]),
        [b'\'', .., b'\''] => text[1..text.len() - 1].replace("''", "'"),
        [b'"', rest @ ..] if !rest.contains(&b'"') => unescape(&text[1..]),
        _ => text.to_owned(),
    };
    if text.is_empty() { Value::Null } else { Value::Text(text) }
}

/// Decodes `\"`, `\\`, `\/`, `\n`, `\t` and `\uXXXX`; other backslashes are literal.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let after = chars.as_str();
        match (c, after.chars().next()) {
            ('\\', Some(escaped @ ('"' | '\\' | '/'))) => {
                out.push(escaped);
                chars.next();
            }
            ('\\', Some('n' | 't')) => {
                out.push(' ');
                chars.next();
            }
            ('\\', Some('u')) => match hex(after) {
                Some(decoded) => {
                    out.push(decoded);
                    chars = after[5..].chars();
                }
                None => out.push('\\'),
            },
            _ => out.push(c),
        }
    }
    out
}

/// The character of `uXXXX`.
fn hex(after: &str) -> Option<char> {
    let digits = after.get(1..5)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(front: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> =
            salvage(front).into_iter().map(|(key, value)| (key, value.to_text())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(found, expected, "{front}");
    }

    #[test]
    fn a_backslash_before_a_chinese_character() {
        check(
            "layout: post\ntitle: \"关于\\智的文章\"\ntags: [ 桥 ]\n",
            &[("layout", "post"), ("title", "关于\\智的文章"), ("tags", "桥")],
        );
    }

    #[test]
    fn titles_that_need_quotes() {
        check("title: Bridges: a history\n", &[("title", "Bridges: a history")]);
        check("title: [旧闻] 桥\n", &[("title", "旧闻] 桥")]);
        check("title: \"桥\" 与路\n", &[("title", "\"桥\" 与路")]);
        check("title: \"他说\"好\"\"\n", &[("title", "他说\"好\"")]);
        check("title: *重要* 通知\n", &[("title", "*重要* 通知")]);
        check("title: @someone\n", &[("title", "@someone")]);
        check("title: \"never closed\ndate: 2020-05-25\n", &[("title", "never closed"), ("date", "2020-05-25")]);
        check("title:桥\n", &[("title", "桥")]);
        check("title: 'it''s: x' y\n", &[("title", "'it''s: x' y")]);
    }

    #[test]
    fn valid_lines_are_parsed_as_yaml() {
        check(
            "title: \"\\q\"\nnote: \"a \\u6865\" # remark\ntags:\n  - a\n  - 'b'\n",
            &[("title", "\\q"), ("note", "a 桥"), ("tags", "a, b")],
        );
    }

    #[test]
    fn escapes_in_malformed_strings() {
        check("t: \"\\q \\\" \\\\ \\/ \\u6865 \\uZ\"\n", &[("t", "\\q \" \\ / 桥 \\uZ")]);
    }

    #[test]
    fn malformed_lists() {
        check("tags: [a, \"b, c\n", &[("tags", "a, b, c")]);
        check("tags:\n- a: b: c\n- \"d\n", &[("tags", "a: b: c, d")]);
    }

    #[test]
    fn tabs_and_stray_lines() {
        check("title: x\n\tauthor: y\nstray\ndate: z\n", &[("title", "x author: y"), ("date", "z")]);
        check("nothing here\n", &[]);
    }

    #[test]
    fn at_most_max_salvaged_keys() {
        let keys = |n: usize| "k: \"\\q\"\n".repeat(n);
        assert_eq!(salvage(&keys(MAX_SALVAGED)).len(), MAX_SALVAGED);
        assert_eq!(salvage(&keys(MAX_SALVAGED + 1)).len(), MAX_SALVAGED);
    }

    #[test]
    fn malformed_objects_as_lines() {
        assert_eq!(
            as_lines("{\n \"a\": \"b\n \"c\": [\n  \"d\",\n  \"e\"\n ],\n \"f\": 1,\n}"),
            "\n\"a\": \"b\n\"c\": [\n \"d\",\n \"e\"\n ]\n\"f\": 1\n"
        );
    }
}
