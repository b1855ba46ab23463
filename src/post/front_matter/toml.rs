//! TOML → keys and values.
//!
//! A reader of our own in place of a crate: the smallest, `toml_parser`, is 14 KB of the compressed core, this 2. As in
//! YAML, scalars keep their source text and duplicate keys are left to [`Fields`](super::fields::Fields).

use super::budget::{Budget, ParseError};
use super::limits::{MAX_BYTES, MAX_DEPTH};
use super::salvage;
use super::split::is_toml_key;
use super::value::{Pairs, Value};

/// Parses front matter whose first line has the number `first_line`. What is malformed is read leniently, line by line; the
/// error is that of the first such line, or the limit at which reading ended.
pub(super) fn parse(text: &str, first_line: usize, budget: &Budget) -> (Pairs, Option<ParseError>) {
    let mut root = Pairs::new();
    let too_large = ParseError::Limit { what: "bytes", limit: MAX_BYTES };
    let mut error = (text.len() > MAX_BYTES).then_some(too_large);
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    let mut table = Table::default();
    let mut reader = Reader { rest: text, budget };
    loop {
        reader.skip_blank();
        if reader.rest.is_empty() {
            break;
        }
        let start = reader.rest;
        let found = match reader.statement() {
            Ok(Statement::Header(header)) => std::mem::replace(&mut table, header).put_into(&mut root, budget),
            Ok(Statement::Value(path, value)) => insert(&mut table.pairs, &path, value, budget),
            Err(Failure::Syntax(reason)) => {
                let (broken, after) = broken_statement(start);
                reader.rest = after;
                table.pairs.extend(salvage::toml_statement(broken));
                let line = first_line + text[..text.len() - start.len()].matches('\n').count();
                error.get_or_insert(ParseError::Syntax { line, reason: reason.to_owned() });
                Ok(())
            }
            Err(Failure::Limit(limit)) => Err(limit),
        };
        if let Err(limit) = found {
            error = Some(limit);
            break;
        }
    }
    if let Err(limit) = table.put_into(&mut root, budget) {
        error = Some(limit);
    }
    (root, error)
}

/// Splits after a malformed statement: before the next line that begins one.
fn broken_statement(text: &str) -> (&str, &str) {
    let mut at = text.find('\n').map_or(text.len(), |end| end + 1);
    for line in text[at..].split_inclusive('\n') {
        if is_toml_key(line) || line.starts_with('[') || line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    text.split_at(at)
}

enum Statement {
    Header(Table),
    Value(Vec<String>, Value),
}

enum Failure {
    Syntax(&'static str),
    Limit(ParseError),
}

impl From<ParseError> for Failure {
    fn from(limit: ParseError) -> Self {
        Failure::Limit(limit)
    }
}

/// A header and the keys below it.
#[derive(Default)]
struct Table {
    path: Vec<String>,
    is_in_list: bool,
    pairs: Pairs,
}

impl Table {
    fn put_into(self, root: &mut Pairs, budget: &Budget) -> Result<(), ParseError> {
        let Some((last, before)) = self.path.split_last() else {
            root.extend(self.pairs);
            return Ok(());
        };
        let mut parent = root;
        for key in before {
            parent = inner(parent, key, budget)?;
        }
        if !self.is_in_list {
            inner(parent, last, budget)?.extend(self.pairs);
            return Ok(());
        }
        let map = Value::Map(self.pairs);
        match place(parent, last, budget)? {
            Some(Value::List(list)) => list.push(map),
            _ => parent.push((last.clone(), Value::List(vec![map]))),
        }
        Ok(())
    }
}

/// The value of the last of these keys.
fn place<'p>(pairs: &'p mut Pairs, key: &str, budget: &Budget) -> Result<Option<&'p mut Value>, ParseError> {
    budget.compare(pairs.len())?;
    Ok(pairs.iter_mut().rev().find(|(known, _)| known == key).map(|(_, value)| value))
}

/// The map under a key, in a list the last, which is made if there is none.
fn inner<'p>(pairs: &'p mut Pairs, key: &str, budget: &Budget) -> Result<&'p mut Pairs, ParseError> {
    budget.compare(pairs.len())?;
    let is_map = |value: &Value| match value {
        Value::Map(_) => true,
        Value::List(list) => matches!(list.last(), Some(Value::Map(_))),
        _ => false,
    };
    let at = pairs.iter().rposition(|(known, value)| known == key && is_map(value)).unwrap_or_else(|| {
        pairs.push((key.to_owned(), Value::Map(Pairs::new())));
        pairs.len() - 1
    });
    match &mut pairs[at].1 {
        Value::Map(map) => Ok(map),
        Value::List(list) => match list.last_mut() {
            Some(Value::Map(map)) => Ok(map),
            _ => Err(ParseError::NotAMap),
        },
        _ => Err(ParseError::NotAMap),
    }
}

fn insert(pairs: &mut Pairs, path: &[String], value: Value, budget: &Budget) -> Result<(), ParseError> {
    let Some((last, before)) = path.split_last() else { return Ok(()) };
    let mut parent = pairs;
    for key in before {
        parent = inner(parent, key, budget)?;
    }
    parent.push((last.clone(), value));
    Ok(())
}

struct Reader<'t> {
    rest: &'t str,
    budget: &'t Budget,
}

impl<'t> Reader<'t> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    /// Skips white space, line ends and comments.
    fn skip_blank(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with('#') {
                return;
            }
            self.rest = self.rest.find('\n').map_or("", |end| &self.rest[end..]);
        }
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes a header, or keys with their value, and the rest of the line.
    fn statement(&mut self) -> Result<Statement, Failure> {
        let statement = if self.take("[") {
            let is_in_list = self.take("[");
            let path = self.path()?;
            if !self.take(if is_in_list { "]]" } else { "]" }) {
                return Err(Failure::Syntax("a table's name has no closing bracket"));
            }
            Statement::Header(Table { path, is_in_list, pairs: Pairs::new() })
        } else {
            let (path, value) = self.pair(1)?;
            Statement::Value(path, value)
        };
        self.skip_space();
        if self.rest.is_empty() || self.rest.starts_with(['\n', '#']) {
            return Ok(statement);
        }
        Err(Failure::Syntax("there is text after a value"))
    }

    fn pair(&mut self, depth: usize) -> Result<(Vec<String>, Value), Failure> {
        let path = self.path()?;
        if !self.take("=") {
            return Err(Failure::Syntax("a key has no equals sign"));
        }
        self.skip_space();
        Ok((path, self.value(depth)?))
    }

    /// Takes a key, or several joined by dots, and the white space around them.
    fn path(&mut self) -> Result<Vec<String>, Failure> {
        let mut path = Vec::new();
        loop {
            self.skip_space();
            let key = if self.rest.starts_with(['"', '\'']) {
                self.string()?
            } else {
                let is_key = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                let (key, rest) = self.rest.split_at(self.rest.find(|c| !is_key(c)).unwrap_or(self.rest.len()));
                if key.is_empty() {
                    return Err(Failure::Syntax("there is no key"));
                }
                self.rest = rest;
                key.to_owned()
            };
            path.push(key);
            self.budget.spend(path.len(), 0)?;
            self.skip_space();
            if !self.take(".") {
                return Ok(path);
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Failure> {
        let value = match self.rest.as_bytes().first() {
            Some(b'"' | b'\'') => Value::Text(self.string()?),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'{') => Value::Map(self.map(depth)?),
            _ => Value::Text(self.bare()?),
        };
        let length = if let Value::Text(text) = &value { text.len() } else { 0 };
        self.budget.spend(depth, length)?;
        Ok(value)
    }

    /// Takes a number, a boolean or a date.
    fn bare(&mut self) -> Result<String, Failure> {
        let end = self.rest.find([',', ']', '}', '#', '\n']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        let text = text.trim_end();
        let is_one = text.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-')
            || matches!(text, "true" | "false" | "inf" | "nan");
        if !is_one {
            return Err(Failure::Syntax("a text has no quotes"));
        }
        self.rest = rest;
        Ok(text.to_owned())
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>, Failure> {
        self.deeper(depth)?;
        let mut list = Vec::new();
        while self.goes_on("[", "]", list.is_empty())? {
            list.push(self.value(depth + 1)?);
        }
        Ok(list)
    }

    fn map(&mut self, depth: usize) -> Result<Pairs, Failure> {
        self.deeper(depth)?;
        let mut map = Pairs::new();
        while self.goes_on("{", "}", map.is_empty())? {
            let (path, value) = self.pair(depth + 1)?;
            insert(&mut map, &path, value, self.budget)?;
        }
        Ok(map)
    }

    /// Reading lists and maps calls itself, so that the limit holds before.
    fn deeper(&mut self, depth: usize) -> Result<(), Failure> {
        if depth >= MAX_DEPTH {
            self.budget.spend(depth + 1, 0)?;
        }
        Ok(())
    }

    /// Takes what is before the next item of a list or map, or its end.
    fn goes_on(&mut self, open: &str, close: &str, is_first: bool) -> Result<bool, Failure> {
        let begins = is_first && self.take(open);
        self.skip_blank();
        let separated = begins || self.take(",");
        self.skip_blank();
        if self.take(close) {
            return Ok(false);
        }
        if separated && !self.rest.is_empty() { Ok(true) } else { Err(Failure::Syntax("a list or table has no end")) }
    }

    /// Takes a quoted text of any kind.
    fn string(&mut self) -> Result<String, Failure> {
        for (quotes, decoded) in [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)] {
            if self.take(quotes) {
                return self.quoted(quotes, decoded);
            }
        }
        Err(Failure::Syntax("a text has no quotes"))
    }

    fn quoted(&mut self, quotes: &str, decoded: bool) -> Result<String, Failure> {
        const UNCLOSED: Failure = Failure::Syntax("a text has no closing quotes");
        let many = quotes.len() > 1;
        if many {
            self.take("\n");
        }
        let mut text = String::new();
        loop {
            // Of more than three quotes the last three are the end.
            if self.rest.starts_with(quotes) && !(many && self.rest[1..].starts_with(quotes)) {
                self.rest = &self.rest[quotes.len()..];
                return Ok(text);
            }
            let c = self.rest.chars().next().ok_or(UNCLOSED)?;
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '\n' if !many => return Err(UNCLOSED),
                '\\' if decoded => self.escape(many, &mut text)?,
                c => text.push(c),
            }
        }
    }

    /// Takes what is after a backslash.
    fn escape(&mut self, many: bool, text: &mut String) -> Result<(), Failure> {
        const UNKNOWN: Failure = Failure::Syntax("an escape is unknown");
        let c = self.rest.chars().next().ok_or(UNKNOWN)?;
        if many && c.is_whitespace() {
            self.rest = self.rest.trim_start();
            return Ok(());
        }
        self.rest = &self.rest[c.len_utf8()..];
        let digits = match c {
            '"' | '\\' | '/' => {
                text.push(c);
                return Ok(());
            }
            'n' | 'r' | 't' | 'f' | 'b' | 'e' => {
                text.push(if c == 'n' { '\n' } else { ' ' });
                return Ok(());
            }
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return Err(UNKNOWN),
        };
        let (hex, rest) = self.rest.split_at_checked(digits).ok_or(UNKNOWN)?;
        let number = if hex.starts_with('+') { None } else { u32::from_str_radix(hex, 16).ok() };
        text.push(number.and_then(char::from_u32).ok_or(UNKNOWN)?);
        self.rest = rest;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
