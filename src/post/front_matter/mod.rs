//! Front matter → keys and values, even if it is malformed.

mod budget;
mod comments;
mod fields;
mod json;
pub(super) mod keys;
mod limits;
mod names;
mod people;
mod salvage;
mod site;
mod split;
mod toml;
mod value;
mod yaml;

pub(super) use fields::Fields;
pub(super) use names::{author_names, names_authors};
pub use site::Site;
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub(super) use site::permalinks_by_collection;
pub(super) use site::{is_site_config, site};

use crate::Problem;
use budget::{Budget, ParseError};
use split::{Front, Syntax};
use value::Pairs;

/// The text of the front matter, or nothing, and the body.
pub(super) fn split_text(text: &str) -> (&str, &str) {
    let is_map = |front: &Front| parse_yaml(front.text, front).is_ok_and(|pairs| !pairs.is_empty());
    let split = split::split(text);
    split.front.filter(|front| front.sure || is_map(front)).map_or(("", text), |front| (front.text, split.body))
}

/// Parses the front matter; returns its fields and the body.
pub(super) fn parse<'a>(text: &'a str, problems: &mut Vec<Problem>) -> (Fields, &'a str) {
    let (pairs, body) = parse_pairs(text, problems);
    (Fields::new(pairs).with_nested(), body)
}

fn parse_pairs<'a>(text: &'a str, problems: &mut Vec<Problem>) -> (Pairs, &'a str) {
    let split = split::split(text);
    let Some(front) = split.front else {
        return (Vec::new(), split.body);
    };
    if front.syntax != Syntax::Yaml {
        let (pairs, error) = match front.syntax {
            Syntax::Toml => toml::parse(front.text, front.line, &Budget::default()),
            _ => parse_json(&front),
        };
        if pairs.is_empty() && error.is_some() {
            return (Vec::new(), text);
        }
        problems.extend(error.map(|error| salvaged(error, &front)));
        if !front.closed {
            problems.push(unterminated());
        }
        return (pairs, split.body);
    }
    if !front.sure {
        return match parse_yaml(front.text, &front) {
            Ok(pairs) if !pairs.is_empty() => (pairs, split.body),
            _ => (Vec::new(), text),
        };
    }
    let mut closed = front.closed;
    let mut block = front.text;
    let mut body = split.body;
    let mut result = parse_yaml(block, &front);
    if result.is_err()
        && let Some(parts) = split_before_rule(text, &front)
    {
        closed = false;
        (block, body) = parts;
        result = parse_yaml(block, &front);
    }
    let pairs = match result {
        Ok(pairs) => pairs,
        Err(error) => {
            let pairs = salvage::salvage(block);
            if pairs.is_empty() {
                // Prose between two thematic breaks is not front matter.
                return (Vec::new(), text);
            }
            problems.push(salvaged(error, &Front { text: block, ..front }));
            pairs
        }
    };
    if !closed {
        problems.push(unterminated());
    }
    (pairs, body)
}

fn unterminated() -> Problem {
    let message = "the front matter has no closing ---; it ends before the first line that can't be part of it";
    Problem::new("front-matter-unterminated", message)
}

/// Keys and values of JSON; if it is malformed, line by line.
fn parse_json(front: &Front) -> (Pairs, Option<ParseError>) {
    match json::parse(front.text, front.line, &Budget::default()) {
        Ok(pairs) => (pairs, None),
        Err(error) => (salvage::json(front.text), Some(error)),
    }
}

/// Parses the block as YAML. A key with a full-width colon is an error too: YAML would append it to the value before.
fn parse_yaml(block: &str, front: &Front) -> Result<Pairs, ParseError> {
    let pairs = yaml::parse(block, front.line, &Budget::default())?;
    match split::full_width_colon(block) {
        None => Ok(pairs),
        Some(at) => Err(ParseError::Syntax {
            line: front.line + at,
            reason: "a key is followed by a full-width colon".to_owned(),
        }),
    }
}

/// Front matter and body if the closing fence is missing and a thematic break in the body was taken for it:
/// then a blank line in the block is followed by a line that cannot be front matter.
fn split_before_rule<'a>(text: &'a str, front: &Front<'a>) -> Option<(&'a str, &'a str)> {
    let (run, rest) = split::leading_run(front.text);
    if rest.trim().is_empty() || !(rest.starts_with('\n') || run.ends_with("\n\n")) {
        return None;
    }
    Some((run, &text[front.start + run.len()..]))
}

/// The problem of front matter that was salvaged line by line.
fn salvaged(error: ParseError, front: &Front) -> Problem {
    match error {
        ParseError::Limit { what: "bytes", limit } => {
            let size = front.text.len();
            let message = format!("the front matter has {size} bytes; only the first {limit} were read, line by line");
            Problem::new("front-matter-too-large", message).with("size", size).with("limit", limit)
        }
        ParseError::Limit { what, limit } => {
            let message = format!("the front matter has more than {limit} {what}; it was read line by line");
            Problem::new("front-matter-too-complex", message).with("what", what).with("limit", limit)
        }
        ParseError::Syntax { line, reason } => malformed(line, &reason, front),
        ParseError::NotAMap => malformed(front.line, "there are no keys with values", front),
    }
}

fn malformed(line: usize, reason: &str, front: &Front) -> Problem {
    let language = front.syntax.name();
    let message =
        format!("line {line} of the front matter is not valid {language}; only the valid lines were kept: {reason}");
    let problem = match front.syntax {
        Syntax::Yaml => Problem::new("yaml-salvaged", message),
        _ => Problem::new("front-matter-salvaged", message).with("language", language),
    };
    problem.with("line", line).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a file's keys and values, its body, and the codes of its problems.
    fn check(text: &str, pairs: &[(&str, &str)], body: &str, codes: &[&str]) {
        let mut problems = Vec::new();
        let (found, rest) = parse_pairs(text, &mut problems);
        let found: Vec<(String, String)> = found.into_iter().map(|(key, value)| (key, value.to_text())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(found, pairs, "{text}");
        assert_eq!(rest, body, "{text}");
        let found: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(found, codes, "{text}");
    }

    #[test]
    fn valid_front_matter() {
        check("---\ntitle: x\n---\nbody\n", &[("title", "x")], "body\n", &[]);
        check("---\n---\nbody\n", &[], "body\n", &[]);
        check("no front matter\n", &[], "no front matter\n", &[]);
    }

    #[test]
    fn any_first_key() {
        check("---\nOriginal Title: Foo\ntitle: x\n---\nb\n", &[("Original Title", "Foo"), ("title", "x")], "b\n", &[]);
        check("---\n原 标题: Foo\ntitle: x\n---\nb\n", &[("原 标题", "Foo"), ("title", "x")], "b\n", &[]);
        check("---\n- a: 1\n---\nb\n", &[], "---\n- a: 1\n---\nb\n", &[]);
        check("---\nTwo words: x\n\nText.\n", &[], "---\nTwo words: x\n\nText.\n", &[]);
        assert_eq!(split_text("---\nOriginal Title: Foo\n---\nb"), ("Original Title: Foo\n", "b"));
        assert_eq!(split_text("---\nProse.\n---\n"), ("", "---\nProse.\n---\n"));
    }

    #[test]
    fn prose_between_rules_is_body() {
        let text = "---\n- one\n- two\n---\nmore\n";
        check(text, &[], text, &[]);
        let text = "---\nAll of this is prose.\n---\nmore\n";
        check(text, &[], text, &[]);
    }

    #[test]
    fn without_a_closing_fence_the_body_stays() {
        check(
            "---\ntitle: x\n\nProse, with a rule below.\n\n---\nmore\n",
            &[("title", "x")],
            "\nProse, with a rule below.\n\n---\nmore\n",
            &["front-matter-unterminated"],
        );
        check("---\ntitle: x\nauthor: y\n", &[("title", "x"), ("author", "y")], "", &["front-matter-unterminated"]);
    }

    #[test]
    fn a_full_width_colon_ends_a_key() {
        check(
            "---\nlayout: post\ntitle\u{ff1a}桥\n---\n",
            &[("layout", "post"), ("title", "桥")],
            "",
            &["yaml-salvaged"],
        );
        check("---\ntitle: 桥\u{ff1a}三年\n---\n", &[("title", "桥\u{ff1a}三年")], "", &[]);
    }

    #[test]
    fn toml() {
        check("+++\ntitle = \"x\"\n+++\nbody\n", &[("title", "x")], "body\n", &[]);
        check("---toml\ntitle = 'x'\n---\nbody\n", &[("title", "x")], "body\n", &[]);
        check("+++\nplus signs\n", &[], "+++\nplus signs\n", &[]);
        check("+++\n1 + 1 = 2\n+++\nb\n", &[], "+++\n1 + 1 = 2\n+++\nb\n", &[]);
        check("+++\ntitle = x y\na = 1\n+++\nb\n", &[("a", "1"), ("title", "x y")], "b\n", &["front-matter-salvaged"]);
        check("+++\ntitle = 'x'\n\nb\n", &[("title", "x")], "\nb\n", &["front-matter-unterminated"]);
    }

    #[test]
    fn json() {
        check("{\n \"title\": \"x\"\n}\n\nbody\n", &[("title", "x")], "\nbody\n", &[]);
        check(
            "\"title\": \"x\",\n\"tags\": [\"a\", \"b\"]\n;;;\nbody\n",
            &[("title", "x"), ("tags", "a, b")],
            "body\n",
            &[],
        );
        check("---json\n{\"a\": \"x\"}\n---\nbody\n", &[("a", "x")], "body\n", &[]);
        check("{\"a\": \"x\"}\n\nbody\n", &[], "{\"a\": \"x\"}\n\nbody\n", &[]);
        check(
            "{\n  \"title\": \"x\",\n  \"author\": \"y,\n  \"tags\": [\"a\", \"b\"]\n}\n\nbody\n",
            &[("title", "x"), ("author", "y"), ("tags", "a, b")],
            "\nbody\n",
            &["front-matter-salvaged"],
        );
    }

    #[test]
    fn the_problem_names_line_and_reason() {
        let mut problems = Vec::new();
        parse_pairs("\n---\ntitle: a\nauthor: \"b\\c\"\n---\n", &mut problems);
        assert_eq!(&problems[0].args["line"], "4");
        assert!(problems[0].args["reason"].contains("line 4"), "{problems:?}");
    }

    #[test]
    fn too_large_front_matter_keeps_its_first_keys() {
        let long = "x".repeat(limits::MAX_BYTES);
        let text = format!("---\ntitle: a\nnote: {long}\n---\nbody\n");
        let mut problems = Vec::new();
        let (pairs, body) = parse_pairs(&text, &mut problems);
        assert_eq!(pairs[0].1.to_text(), "a");
        assert_eq!((body, problems[0].code), ("body\n", "front-matter-too-large"));
    }
}
