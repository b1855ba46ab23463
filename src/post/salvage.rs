//! Front matter that no YAML parser reads: its good lines are kept.
//!
//! The lines are parted at the keys that stand at their beginning. Each part goes through YAML by itself,
//! so that one bad line spoils only its own value; and a part that isn't YAML is read as a person would.

use super::front_matter;
use super::limits::{MAX_BYTES, MAX_SALVAGED};
use super::value::{Pairs, Value};
use super::yaml;

/// The keys and values that can be read.
pub(super) fn salvage(front: &str) -> Pairs {
    let end = front.floor_char_boundary(MAX_BYTES);
    parts(&front[..end])
        .take(MAX_SALVAGED)
        .flat_map(|part| match yaml::parse(part, 1) {
            Ok(pairs) if !front_matter::has_wide_colon(part) => pairs,
            _ => by_hand(part).into_iter().collect(),
        })
        .collect()
}

/// Parts the lines before each key that isn't indented. What stands before the first key is dropped.
fn parts(front: &str) -> impl Iterator<Item = &str> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        if front_matter::key(line).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .copied()
        .chain([front.len()])
        .collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| &front[start..end])
}

/// Reads a key and its value without YAML.
fn by_hand(part: &str) -> Option<(String, Value)> {
    let (first, more) = part.split_once('\n').unwrap_or((part, ""));
    let (key, first) = front_matter::key(first)?;
    let first = first.trim();
    let more: Vec<&str> = more
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let value = if first.is_empty() && !more.is_empty() && more.iter().all(|l| l.starts_with('-')) {
        let items = more.iter().map(|line| scalar(line[1..].trim()));
        Value::List(items.collect())
    } else if let Some(list) = first.strip_prefix('[') {
        let list = list.strip_suffix(']').unwrap_or(list);
        let items = list
            .split([',', '\u{ff0c}'])
            .map(|item| scalar(item.trim()));
        Value::List(items.collect())
    } else if matches!(first, "" | "|" | ">" | "|-" | ">-" | "|+" | ">+") {
        scalar(&more.join("\n"))
    } else {
        // Only indented lines go on with a value; a line at the margin is something else that lost its key.
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

/// A text out of its quotes.
fn scalar(text: &str) -> Value {
    let text = match text.as_bytes() {
        [b'"', .., b'"'] => unescape(&text[1..text.len() - 1]),
        [b'\'', .., b'\''] => text[1..text.len() - 1].replace("''", "'"),
        [b'"', ..] => unescape(&text[1..]),
        _ => text.to_owned(),
    };
    if text.is_empty() {
        Value::Null
    } else {
        Value::Text(text)
    }
}

/// Undoes the escapes that mean something; a `\` before anything else was meant as it stands.
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
