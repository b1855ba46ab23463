//! Front matter in whatever state it is → keys and values, and the body.

use super::front_matter::{self, Front, Kind};
use super::salvage;
use super::value::Pairs;
use super::yaml::{self, YamlError};
use crate::Problem;

/// The keys and values of the front matter, and the body.
pub(super) fn front_matter<'a>(text: &'a str, problems: &mut Vec<Problem>) -> (Pairs, &'a str) {
    let split = front_matter::split(text);
    let Some(front) = split.front else {
        return (Vec::new(), split.body);
    };
    if front.kind == Kind::Toml {
        let message = "the front matter is TOML (+++), which is not read; only the body is shown";
        problems.push(Problem::new("toml-front-matter", message));
        return (Vec::new(), split.body);
    }
    let mut closed = front.closed;
    let mut block = front.text;
    let mut body = split.body;
    let mut result = read_yaml(block, &front);
    if result.is_err()
        && let Some(parts) = swallowed_body(text, &front)
    {
        closed = false;
        (block, body) = parts;
        result = read_yaml(block, &front);
    }
    let pairs = match result {
        Ok(pairs) => pairs,
        Err(error) => {
            let pairs = salvage::salvage(block);
            if pairs.is_empty() {
                // Two rules with prose between them: there is no front matter.
                return (Vec::new(), text);
            }
            problems.push(salvaged(error, block, &front));
            pairs
        }
    };
    if !closed {
        let message = "the front matter has no closing ---; it was taken to end where its lines stop looking like it";
        problems.push(Problem::new("front-matter-unterminated", message));
    }
    (pairs, body)
}

/// The block as YAML; an error also where YAML would take a key for a part of the value before it.
fn read_yaml(block: &str, front: &Front) -> Result<Pairs, YamlError> {
    let pairs = yaml::parse(block, front.line)?;
    match front_matter::wide_colon(block) {
        None => Ok(pairs),
        Some(at) => Err(YamlError::Syntax {
            line: front.line + at,
            reason: "a key is followed by a full-width colon".to_owned(),
        }),
    }
}

/// Front matter and body of a post whose closing fence is missing, so that a rule further down was taken for it:
/// after a blank line in the block there is a line that can't be front matter.
fn swallowed_body<'a>(text: &'a str, front: &Front<'a>) -> Option<(&'a str, &'a str)> {
    let (run, rest) = front_matter::leading_run(front.text);
    if rest.trim().is_empty() || !(rest.starts_with('\n') || run.ends_with("\n\n")) {
        return None;
    }
    Some((run, &text[front.start + run.len()..]))
}

/// What happened to front matter that isn't read as a whole.
fn salvaged(error: YamlError, block: &str, front: &Front) -> Problem {
    match error {
        YamlError::Cap { what: "bytes", limit } => {
            let size = block.len();
            let message =
                format!("the front matter has {size} bytes; only the first {limit} were looked at, line by line");
            Problem::new("front-matter-too-large", message).with("size", size).with("limit", limit)
        }
        YamlError::Cap { what, limit } => {
            let message = format!("the front matter has more than {limit} {what}; it was read line by line");
            Problem::new("front-matter-too-complex", message).with("what", what).with("limit", limit)
        }
        YamlError::Syntax { line, reason } => not_yaml(line, &reason),
        YamlError::NoMap => not_yaml(front.line, "there are no keys with values"),
    }
}

fn not_yaml(line: usize, reason: &str) -> Problem {
    let message = format!("line {line} of the front matter is no valid YAML; its good lines were kept: {reason}");
    Problem::new("yaml-salvaged", message).with("line", line).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a file; gives its keys with their values, its body, and the codes of its problems.
    fn check(text: &str, pairs: &[(&str, &str)], body: &str, codes: &[&str]) {
        let mut problems = Vec::new();
        let (found, rest) = front_matter(text, &mut problems);
        let found: Vec<(String, String)> = found.into_iter().map(|(key, value)| (key, value.to_text())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(found, pairs, "{text}");
        assert_eq!(rest, body, "{text}");
        let found: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(found, codes, "{text}");
    }

    #[test]
    fn good_front_matter() {
        check("---\ntitle: x\n---\nbody\n", &[("title", "x")], "body\n", &[]);
        check("---\n---\nbody\n", &[], "body\n", &[]);
        check("no front matter\n", &[], "no front matter\n", &[]);
    }

    #[test]
    fn prose_between_rules_is_body() {
        let text = "---\n- one\n- two\n---\nmore\n";
        check(text, &[], text, &[]);
        let text = "---\nAll of this is prose.\n---\nmore\n";
        check(text, &[], text, &[]);
    }

    #[test]
    fn a_missing_fence_swallows_no_body() {
        check(
            "---\ntitle: x\n\nProse, with a rule below.\n\n---\nmore\n",
            &[("title", "x")],
            "\nProse, with a rule below.\n\n---\nmore\n",
            &["front-matter-unterminated"],
        );
        check("---\ntitle: x\nauthor: y\n", &[("title", "x"), ("author", "y")], "", &["front-matter-unterminated"]);
    }

    #[test]
    fn a_wide_colon_is_no_part_of_the_value_before() {
        check(
            "---\nlayout: post\ntitle\u{ff1a}桥\n---\n",
            &[("layout", "post"), ("title", "桥")],
            "",
            &["yaml-salvaged"],
        );
        check("---\ntitle: 桥\u{ff1a}三年\n---\n", &[("title", "桥\u{ff1a}三年")], "", &[]);
    }

    #[test]
    fn toml_is_named() {
        check("+++\ntitle = \"x\"\n+++\nbody\n", &[], "body\n", &["toml-front-matter"]);
        check("+++\nplus signs\n", &[], "+++\nplus signs\n", &[]);
    }

    #[test]
    fn the_problem_names_line_and_reason() {
        let mut problems = Vec::new();
        front_matter("\n---\ntitle: a\nauthor: \"b\\c\"\n---\n", &mut problems);
        assert_eq!(&problems[0].args["line"], "4");
        assert!(problems[0].args["reason"].contains("line 4"), "{problems:?}");
    }

    #[test]
    fn front_matter_over_the_cap_keeps_what_comes_first() {
        let long = "x".repeat(crate::post::limits::MAX_BYTES);
        let text = format!("---\ntitle: a\nnote: {long}\n---\nbody\n");
        let mut problems = Vec::new();
        let (pairs, body) = front_matter(&text, &mut problems);
        assert_eq!(pairs[0].1.to_text(), "a");
        assert_eq!((body, problems[0].code), ("body\n", "front-matter-too-large"));
    }
}
