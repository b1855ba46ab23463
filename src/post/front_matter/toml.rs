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
        let mut reader = Reader { rest };
        let before = out.yaml.len();
        match reader.statement(&mut out) {
            Ok(()) => rest = reader.rest,
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
    match yaml::parse(&out.yaml, first_line, budget) {
        Ok(pairs) => {
            let mut pairs = merged(pairs);
            pairs.extend(broken);
            (pairs, error)
        }
        Err(limit) => (salvage::toml(text), Some(error.unwrap_or(limit))),
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
    yaml: String,
    /// The brackets that end the table.
    closing: String,
}

impl Output {
    /// Ends the table and begins another.
    fn open(&mut self, path: &[String], is_in_list: bool) {
        self.close();
        for (at, key) in path.iter().enumerate() {
            let is_list = is_in_list && at + 1 == path.len();
            self.yaml += key;
            self.yaml += if is_list { ": [{" } else { ": {" };
            self.closing.insert_str(0, if is_list { "}]" } else { "}" });
        }
    }

    fn close(&mut self) {
        self.yaml += &std::mem::take(&mut self.closing);
        self.yaml.push('\n');
    }

    fn add(&mut self, path: &[String], value: &str) {
        self.yaml += &path.join(": {");
        self.yaml += ": ";
        self.yaml += value;
        self.yaml += &"}".repeat(path.len() - 1);
        self.yaml += if self.closing.is_empty() { "\n" } else { ",\n" };
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes everything up to a character that isn't one of these.
    fn run(&mut self, is: fn(char) -> bool) -> &'t str {
        let (run, rest) = self.rest.split_at(self.rest.find(|c| !is(c)).unwrap_or(self.rest.len()));
        self.rest = rest;
        run
    }

    /// Takes a comment, a header, or keys with their value, and the rest of the line.
    fn statement(&mut self, out: &mut Output) -> Result<(), &'static str> {
        if self.take("[") {
            let is_in_list = self.take("[");
            let path = self.path()?;
            if !self.take(if is_in_list { "]]" } else { "]" }) {
                return Err("a table's name has no closing bracket");
            }
            if !self.value()?.is_empty() {
                return Err("there is text after a table's name");
            }
            out.open(&path, is_in_list);
        } else if !self.rest.starts_with('#') {
            let path = self.path()?;
            if !self.take("=") {
                return Err("a key has no equals sign");
            }
            let value = self.value()?;
            if value.is_empty() {
                return Err("a key has no value");
            }
            out.add(&path, &value);
        }
        self.run(|c| c != '\n');
        Ok(())
    }

    /// Takes a key, or several joined by dots, each in quotes, and the white space around them.
    fn path(&mut self) -> Result<Vec<String>, &'static str> {
        let mut path = Vec::new();
        loop {
            self.skip_space();
            let mut key = String::new();
            if self.rest.starts_with(['"', '\'']) {
                self.quoted(&mut key)?;
            } else {
                key = format!("\"{}\"", self.run(|c| c.is_alphanumeric() || c == '-' || c == '_'));
            }
            if key.len() == 2 || path.len() == MAX_DEPTH {
                return Err("there is no key");
            }
            path.push(key);
            self.skip_space();
            if !self.take(".") {
                return Ok(path);
            }
        }
    }

    /// Takes a value up to the end of its line or a comment, as YAML in one line.
    fn value(&mut self) -> Result<String, &'static str> {
        let mut out = String::new();
        let mut depth = 0_usize;
        let mut ended = false;
        loop {
            self.skip_space();
            let Some(c) = self.rest.chars().next() else { break };
            match c {
                '\n' if depth == 0 => break,
                '#' if depth == 0 => break,
                '#' => {
                    self.run(|c| c != '\n');
                    continue;
                }
                _ if ended && c != '\n' => return Err("there is text after a value"),
                '"' | '\'' => {
                    self.quoted(&mut out)?;
                    ended = depth == 0;
                    continue;
                }
                '[' | '{' => depth += 1,
                ']' | '}' => {
                    depth = depth.checked_sub(1).ok_or("a bracket closes nothing")?;
                    ended = depth == 0;
                }
                ',' | '\n' if depth > 0 => {}
                '=' if depth > 0 => out.push_str(": "),
                _ => {
                    self.bare(&mut out)?;
                    ended = depth == 0;
                    continue;
                }
            }
            self.rest = &self.rest[c.len_utf8()..];
            if c != '=' {
                out.push(if c == '\n' { ' ' } else { c });
            }
        }
        if depth > 0 { Err("a list or table has no end") } else { Ok(out) }
    }

    /// Takes a number, a boolean or a date, or a key in a table.
    fn bare(&mut self, out: &mut String) -> Result<(), &'static str> {
        let text = self.run(|c| c.is_alphanumeric() || "+-_.: ".contains(c)).trim_end();
        let is_scalar = text.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-')
            || matches!(text, "true" | "false" | "inf" | "nan");
        if text.is_empty() || !is_scalar && !self.rest.starts_with('=') {
            return Err("a text has no quotes");
        }
        out.push('"');
        out.push_str(text);
        out.push('"');
        Ok(())
    }

    /// Takes a quoted text of any kind, in quotes of YAML.
    fn quoted(&mut self, out: &mut String) -> Result<(), &'static str> {
        const UNCLOSED: &str = "a text has no closing quotes";
        let kinds = ["\"\"\"", "'''", "\"", "'"];
        let quotes = kinds.into_iter().find(|quotes| self.rest.starts_with(quotes)).ok_or(UNCLOSED)?;
        self.rest = &self.rest[quotes.len()..];
        let many = quotes.len() > 1;
        let escapes = quotes.starts_with('"');
        if many {
            self.take("\n");
        }
        out.push('"');
        loop {
            // Of more than three quotes the last three are the end.
            if self.rest.starts_with(quotes) && !(many && self.rest[1..].starts_with(quotes)) {
                self.rest = &self.rest[quotes.len()..];
                out.push('"');
                return Ok(());
            }
            let c = self.rest.chars().next().ok_or(UNCLOSED)?;
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '\n' if !many => return Err(UNCLOSED),
                '\n' => out.push_str("\\n"),
                '\\' if escapes => match self.rest.chars().next() {
                    Some(' ' | '\t' | '\n') if many => self.rest = self.rest.trim_start(),
                    Some(escaped) if "btnfre\"\\uUx".contains(escaped) => {
                        out.push('\\');
                        out.push(escaped);
                        self.rest = &self.rest[1..];
                    }
                    _ => return Err("an escape is unknown"),
                },
                '"' | '\\' => {
                    out.push('\\');
                    out.push(c);
                }
                c => out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests;
