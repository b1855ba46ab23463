//! TOML → keys and values.
//!
//! Statement by statement it is written as YAML, which the YAML crate reads: strings have the same escapes, lists and tables
//! the same brackets. The smallest parser, `toml_parser`, is 14 KB of the compressed core, this 1. As in YAML, scalars keep
//! their source text.

use super::budget::{Budget, ParseError};
use super::limits::{MAX_BYTES, MAX_DEPTH, MAX_SALVAGED};
use super::salvage;
use super::split;
use super::value::{Pairs, Value};
use super::yaml;

/// Parses front matter whose first line has the number `first_line`. Malformed statements are read leniently; the error is
/// that of the first, or the limit beyond which all are.
pub(super) fn parse(text: &str, first_line: usize, budget: &Budget) -> (Pairs, Option<ParseError>) {
    let mut out = Output::default();
    let mut broken = Pairs::new();
    let mut error = None;
    let mut rest = &text[..text.floor_char_boundary(MAX_BYTES)];
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let mut reader = Reader { text: rest.as_bytes(), at: 0 };
        let before = out.yaml.len();
        match reader.statement(&mut out) {
            Ok(()) => rest = &rest[reader.at..],
            Err(reason) => {
                out.yaml.truncate(before);
                let (statement, after) = split::toml_statement(rest);
                if broken.len() < MAX_SALVAGED {
                    broken.extend(salvage::toml_statement(statement));
                }
                error.get_or_insert_with(|| {
                    let line = first_line + text[..text.len() - rest.len()].matches('\n').count();
                    ParseError::Syntax { line, reason: reason.to_owned() }
                });
                rest = after;
            }
        }
    }
    out.close();
    if text.len() > MAX_BYTES {
        error = Some(ParseError::Limit { what: "bytes", limit: MAX_BYTES });
    }
    match yaml::parse(&String::from_utf8_lossy(&out.yaml), first_line, budget) {
        Ok(pairs) => {
            let mut pairs = merged(pairs);
            pairs.extend(broken);
            (pairs, error)
        }
        Err(beyond) => {
            let beyond = match beyond {
                ParseError::Limit { what: "bytes", limit } => ParseError::Limit { what: "bytes as YAML", limit },
                other => other,
            };
            (salvage::toml(text), Some(error.unwrap_or(beyond)))
        }
    }
}

/// The pairs, maps and lists of which are one if their keys are the same: each statement wrote a map of its own.
fn merged(pairs: Pairs) -> Pairs {
    let mut out = Pairs::with_capacity(pairs.len());
    let mut places = std::collections::HashMap::new();
    for (key, value) in pairs {
        let known = places.get(&key).map(|at: &usize| &mut out[*at].1);
        match (known, value) {
            (Some(Value::Map(known)), Value::Map(more)) => known.extend(more),
            (Some(Value::List(known)), Value::List(more)) => known.extend(more),
            (known, value) => {
                // A table below the last of several.
                let last = if let Some(Value::List(known)) = known { known.last_mut() } else { None };
                match (last, value) {
                    (Some(Value::Map(last)), Value::Map(more)) => last.extend(more),
                    (_, value) => {
                        places.insert(key.clone(), out.len());
                        out.push((key, value));
                    }
                }
            }
        }
    }
    for (_, value) in &mut out {
        if let Value::Map(inner) = value {
            *inner = merged(std::mem::take(inner));
        }
    }
    out
}

/// The YAML that is written.
#[derive(Default)]
struct Output {
    yaml: Vec<u8>,
    /// The brackets that end the table, the last first.
    closing: Vec<u8>,
}

impl Output {
    /// Ends the table and begins another.
    fn open(&mut self, path: &[Vec<u8>], is_in_list: bool) {
        self.close();
        for (at, key) in path.iter().enumerate() {
            self.push(&[key, b": "]);
            if is_in_list && at + 1 == path.len() {
                self.yaml.push(b'[');
                self.closing.push(b']');
            }
            self.yaml.push(b'{');
            self.closing.push(b'}');
        }
    }

    fn close(&mut self) {
        self.yaml.extend(self.closing.drain(..).rev());
        self.yaml.push(b'\n');
    }

    fn add(&mut self, path: &[Vec<u8>], value: &[u8]) {
        self.push(&[&path.join(&b": {"[..]), b": ", value, &vec![b'}'; path.len() - 1]]);
        self.push(&[if self.closing.is_empty() { b"\n" } else { b",\n" }]);
    }

    fn push(&mut self, parts: &[&[u8]]) {
        parts.iter().for_each(|part| self.yaml.extend_from_slice(part));
    }
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Takes these bytes.
    #[inline(never)]
    fn take(&mut self, bytes: &[u8]) -> bool {
        let is_there = self.text[self.at..].starts_with(bytes);
        if is_there {
            self.at += bytes.len();
        }
        is_there
    }

    /// Takes everything up to a byte that isn't one of these.
    #[inline(never)]
    fn run(&mut self, is: fn(u8) -> bool) -> &'t [u8] {
        let rest = &self.text[self.at..];
        let run = &rest[..rest.iter().position(|b| !is(*b)).unwrap_or(rest.len())];
        self.at += run.len();
        run
    }

    fn skip_space(&mut self) {
        self.run(|b| matches!(b, b' ' | b'\t'));
    }

    fn skip_line(&mut self) {
        self.run(|b| b != b'\n');
    }

    /// Takes a comment, a header, or keys with their value, and the rest of the line.
    fn statement(&mut self, out: &mut Output) -> Result<(), &'static str> {
        if self.take(b"[") {
            let is_in_list = self.take(b"[");
            let path = self.path()?;
            if !self.take(if is_in_list { b"]]" } else { b"]" }) {
                return Err("a table's name has no closing bracket");
            }
            if !self.value()?.is_empty() {
                return Err(TEXT_AFTER);
            }
            out.open(&path, is_in_list);
        } else if self.next() != Some(b'#') {
            let path = self.path()?;
            if !self.take(b"=") {
                return Err("a key has no equals sign");
            }
            let value = self.value()?;
            if value.is_empty() {
                return Err("a key has no value");
            }
            out.add(&path, &value);
        }
        self.skip_line();
        Ok(())
    }

    /// Takes a key, or several joined by dots, each in quotes, and the white space around them.
    fn path(&mut self) -> Result<Vec<Vec<u8>>, &'static str> {
        let mut path = Vec::new();
        loop {
            self.skip_space();
            let mut key = Vec::new();
            if !self.quoted(&mut key)? {
                let bare = self.run(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | 0x80..));
                in_quotes(bare, &mut key);
            }
            if key.len() == 2 || path.len() == MAX_DEPTH {
                return Err("there is no key");
            }
            path.push(key);
            self.skip_space();
            if !self.take(b".") {
                return Ok(path);
            }
        }
    }

    /// Takes a value up to the end of its line or a comment, as YAML in one line.
    fn value(&mut self) -> Result<Vec<u8>, &'static str> {
        let mut out = Vec::new();
        let mut depth = 0_usize;
        let mut has_ended = false;
        loop {
            self.skip_space();
            let Some(b) = self.next() else { break };
            match b {
                b'\n' | b'#' if depth == 0 => break,
                _ if has_ended => return Err(TEXT_AFTER),
                b'#' => self.skip_line(),
                b'[' | b'{' | b']' | b'}' | b',' | b'=' | b'\n' => {
                    self.at += 1;
                    match b {
                        b'[' | b'{' => depth += 1,
                        _ if depth == 0 => return Err(UNMATCHED),
                        b']' | b'}' => depth -= 1,
                        _ => {}
                    }
                    // The end of a list without one is looked for from each line again that opens another in it.
                    if depth > MAX_DEPTH {
                        return Err(UNMATCHED);
                    }
                    out.extend_from_slice(match b {
                        b'=' => b": ",
                        b'\n' => b" ",
                        _ => std::slice::from_ref(&self.text[self.at - 1]),
                    });
                    has_ended = depth == 0;
                }
                _ => {
                    if !self.quoted(&mut out)? {
                        self.bare(&mut out)?;
                    }
                    has_ended = depth == 0;
                }
            }
        }
        if depth > 0 { Err(UNMATCHED) } else { Ok(out) }
    }

    /// Takes a number, a boolean or a date, or a key in a table.
    fn bare(&mut self, out: &mut Vec<u8>) -> Result<(), &'static str> {
        let run =
            self.run(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-'..=b'.' | b'_' | b':' | b' ' | 0x80..));
        let run = run.trim_ascii_end();
        let is_scalar = run.first().is_some_and(|b| matches!(b, b'0'..=b'9' | b'+' | b'-'))
            || matches!(run, b"true" | b"false" | b"inf" | b"nan");
        if run.is_empty() || !is_scalar && self.next() != Some(b'=') {
            return Err("a text has no quotes");
        }
        in_quotes(run, out);
        Ok(())
    }

    /// Takes a quoted text of any kind, in quotes of YAML. False if there is none.
    fn quoted(&mut self, out: &mut Vec<u8>) -> Result<bool, &'static str> {
        let kinds: [&[u8]; 4] = [b"\"\"\"", b"'''", b"\"", b"'"];
        let Some(quotes) = kinds.into_iter().find(|quotes| self.take(quotes)) else { return Ok(false) };
        let many = quotes.len() > 1;
        if many {
            self.take(b"\n");
        }
        out.push(b'"');
        loop {
            let Some(b) = self.next().filter(|b| many || *b != b'\n') else {
                return Err("a text has no closing quotes");
            };
            // Of more than three quotes the last three are the end.
            let is_inner = many && self.text[self.at + 1..].starts_with(quotes);
            if !is_inner && self.take(quotes) {
                out.push(b'"');
                return Ok(true);
            }
            self.at += 1;
            match b {
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\\' if quotes[0] == b'"' => match self.next() {
                    Some(b' ' | b'\t' | b'\n') if many => {
                        self.run(|b| b.is_ascii_whitespace());
                    }
                    Some(escaped) if b"btnfre\"\\uUx".contains(&escaped) => {
                        self.at += 1;
                        out.extend_from_slice(&[b, escaped]);
                    }
                    _ => return Err("an escape is unknown"),
                },
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', b]),
                b => out.push(b),
            }
        }
    }
}

const TEXT_AFTER: &str = "there is text after a value";
const UNMATCHED: &str = "brackets don't match";

fn in_quotes(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(text);
    out.push(b'"');
}

#[cfg(test)]
mod tests;
