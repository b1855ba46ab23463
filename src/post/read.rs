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
    if !front.closed {
        problems.push(unterminated());
    }
    if front.kind == Kind::Toml {
        let message = "the front matter is TOML (+++), which is not read; only the body is shown";
        problems.push(Problem::new("toml-front-matter", message));
        return (Vec::new(), split.body);
    }
    let error = match yaml::parse(front.text, front.line) {
        Ok(pairs) if !front_matter::has_wide_colon(front.text) => return (pairs, split.body),
        Ok(_) => YamlError::Syntax {
            line: front.line,
            reason: "a key is followed by a full-width colon".to_owned(),
        },
        Err(error) => error,
    };
    let (front_text, body) = match swallowed_body(text, &front) {
        Some(parts) => parts,
        None => (front.text, split.body),
    };
    let pairs = salvage::salvage(front_text);
    if pairs.is_empty() {
        // Two rules with prose between them: there is no front matter.
        return (Vec::new(), text);
    }
    if front_text.len() < front.text.len() {
        problems.push(unterminated());
    }
    problems.push(salvaged(error, &front));
    (pairs, body)
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

fn unterminated() -> Problem {
    let message = "the front matter has no closing ---; it was taken to end where its lines stop looking like it";
    Problem::new("front-matter-unterminated", message)
}

/// What happened to front matter that isn't read as a whole.
fn salvaged(error: YamlError, front: &Front) -> Problem {
    match error {
        YamlError::Cap {
            what: "bytes",
            limit,
        } => {
            let size = front.text.len();
            let message = format!(
                "the front matter has {size} bytes; only the first {limit} were looked at, line by line"
            );
            Problem::new("front-matter-too-large", message)
                .with("size", size)
                .with("limit", limit)
        }
        YamlError::Cap { what, limit } => {
            let message =
                format!("the front matter has more than {limit} {what}; it was read line by line");
            Problem::new("front-matter-too-complex", message)
                .with("what", what)
                .with("limit", limit)
        }
        YamlError::Syntax { line, reason } => not_yaml(line, &reason),
        YamlError::NoMap => not_yaml(front.line, "there are no keys with values"),
    }
}

fn not_yaml(line: usize, reason: &str) -> Problem {
    let message = format!(
        "line {line} of the front matter is no valid YAML; its good lines were kept: {reason}"
    );
    Problem::new("yaml-salvaged", message)
        .with("line", line)
        .with("reason", reason)
}
