//! YAML → keys and values. The only file that names the YAML crate.
//!
//! Scalars keep their source text: a title `2020` or `true` is a title, and `1.10` isn't `1.1`.
//! The crate gives source text only to `deserialize_str`, and structure only to `deserialize_any`, so there are two
//! passes: the first builds the shape, the second reads text along it.

use super::limits::*;
use super::value::{Pairs, Value};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Why front matter can't be parsed as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum YamlError {
    /// A limit is exceeded.
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Invalid YAML.
    Syntax {
        /// Line number, from 1.
        line: usize,
        /// The parser's message.
        reason: String,
    },
    /// Valid YAML, but not a map.
    NotAMap,
}

/// Parses front matter whose first line has the number `first_line`. Parts of one file share a budget.
pub(super) fn parse(text: &str, first_line: usize, budget: &Budget) -> Result<Pairs, YamlError> {
    budget.check_source(text)?;
    // Leading empty lines make the line numbers in the parser's messages those of the file.
    let padded = "\n".repeat(first_line.saturating_sub(1)) + text;
    let shape = ShapeSeed { budget, depth: 0 };
    let shape = shape
        .deserialize(serde_yaml::Deserializer::from_str(&padded))
        .map_err(|error| budget.exceeded().unwrap_or_else(|| syntax(&error, first_line)))?;
    let value =
        shape.deserialize(serde_yaml::Deserializer::from_str(&padded)).map_err(|error| syntax(&error, first_line))?;
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Map(pairs) if pairs.len() > MAX_KEYS => Err(YamlError::Limit { what: "keys", limit: MAX_KEYS }),
        Value::Map(pairs) => Ok(pairs),
        Value::Text(_) | Value::List(_) => Err(YamlError::NotAMap),
    }
}

/// Number of brackets that may be open at once, whatever quotes and comments hide.
///
/// A pair with neither in it, nor other brackets or a tag, closes itself: links in Markdown are such pairs.
fn open_brackets(text: &str) -> usize {
    let mut count = 0;
    let mut closing = None;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                count += 1;
                // The closing one is two places after it in ASCII.
                closing = Some(byte + 2);
            }
            b']' | b'}' => {
                count -= usize::from(closing == Some(byte));
                closing = None;
            }
            b'"' | b'\'' | b'#' | b'!' | b'\n' => closing = None,
            _ => {}
        }
    }
    count
}

fn syntax(error: &serde_yaml::Error, first_line: usize) -> YamlError {
    YamlError::Syntax { line: error.location().map_or(first_line, |at| at.line()), reason: error.to_string() }
}

/// What was built so far, and the limit that was exceeded.
#[derive(Default)]
pub(super) struct Budget {
    nesting_work: Cell<usize>,
    values: Cell<usize>,
    text: Cell<usize>,
    exceeded: Cell<Option<(&'static str, usize)>>,
}

impl Budget {
    /// Rejects text that would cost the parser too much, by counting bytes before it is parsed.
    fn check_source(&self, text: &str) -> Result<(), YamlError> {
        let exceeded = |what, limit| Err(YamlError::Limit { what, limit });
        if text.len() > MAX_BYTES {
            return exceeded("bytes", MAX_BYTES);
        }
        let count = |of: &[u8]| text.bytes().filter(|b| of.contains(b)).count();
        let indicators = count(INDICATORS);
        if indicators > MAX_INDICATORS {
            return exceeded("indicators", MAX_INDICATORS);
        }
        self.nesting_work.set(self.nesting_work.get() + open_brackets(text) * indicators);
        if self.nesting_work.get() > MAX_NESTING_WORK {
            return exceeded("brackets", MAX_NESTING_WORK);
        }
        if text.lines().filter(|line| line.starts_with('%')).count() > MAX_DIRECTIVES {
            return exceeded("directives", MAX_DIRECTIVES);
        }
        Ok(())
    }

    /// Counts a value at this depth, with this many bytes of text.
    fn spend<E: de::Error>(&self, depth: usize, text: usize) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        self.text.set(self.text.get() + text);
        let limits = [
            ("levels", depth, MAX_DEPTH),
            ("values", self.values.get(), MAX_VALUES),
            ("bytes of text", self.text.get(), MAX_TEXT),
        ];
        for (what, spent, limit) in limits {
            if spent > limit {
                self.exceeded.set(Some((what, limit)));
                return Err(E::custom(format_args!("more than {limit} {what}")));
            }
        }
        Ok(())
    }

    fn exceeded(&self) -> Option<YamlError> {
        let (what, limit) = self.exceeded.get()?;
        Some(YamlError::Limit { what, limit })
    }
}

/// The structure of a value, without its text.
enum Shape {
    Null,
    Scalar,
    List(Vec<Shape>),
    Map(Vec<(Shape, Shape)>),
}

/// The first pass: builds the [`Shape`] within the budget.
#[derive(Clone, Copy)]
struct ShapeSeed<'b> {
    budget: &'b Budget,
    depth: usize,
}

impl ShapeSeed<'_> {
    fn inner(self) -> Self {
        ShapeSeed { depth: self.depth + 1, ..self }
    }

    fn scalar<E: de::Error>(self, length: usize) -> Result<Shape, E> {
        self.budget.spend(self.depth, length)?;
        Ok(Shape::Scalar)
    }
}

impl<'de> DeserializeSeed<'de> for ShapeSeed<'_> {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Shape, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ShapeSeed<'_> {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Shape, E> {
        self.budget.spend(self.depth, 0)?;
        Ok(Shape::Null)
    }

    /// An empty document.
    fn visit_none<E: de::Error>(self) -> Result<Shape, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Shape, E> {
        self.scalar(0)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Shape, E> {
        self.scalar(0)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Shape, E> {
        self.scalar(0)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Shape, E> {
        self.scalar(0)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Shape, E> {
        self.scalar(0)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Shape, E> {
        self.scalar(0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Shape, E> {
        self.scalar(text.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        self.budget.spend(self.depth, 0)?;
        let mut shapes = Vec::new();
        while let Some(shape) = list.next_element_seed(self.inner())? {
            shapes.push(shape);
        }
        Ok(Shape::List(shapes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        self.budget.spend(self.depth, 0)?;
        let mut shapes = Vec::new();
        while let Some(key) = map.next_key_seed(self.inner())? {
            shapes.push((key, map.next_value_seed(self.inner())?));
        }
        Ok(Shape::Map(shapes))
    }

    /// A value with a custom tag, `!name value`: the tag is ignored.
    fn visit_enum<A: de::EnumAccess<'de>>(self, tagged: A) -> Result<Shape, A::Error> {
        let (IgnoredAny, value) = tagged.variant()?;
        de::VariantAccess::newtype_variant_seed(value, self)
    }
}

/// The second pass: reads the text of the shape's scalars.
impl<'de> DeserializeSeed<'de> for &Shape {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        match self {
            Shape::Null => from.deserialize_ignored_any(IgnoredAny).map(|IgnoredAny| Value::Null),
            Shape::Scalar => from.deserialize_str(self),
            Shape::List(_) => from.deserialize_seq(self),
            Shape::Map(_) => from.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for &Shape {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the value of the first pass")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let Shape::List(shapes) = self else {
            return Err(de::Error::custom("a list that wasn't there before"));
        };
        let mut values = Vec::new();
        for shape in shapes {
            values.extend(list.next_element_seed(shape)?);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Shape::Map(shapes) = self else {
            return Err(de::Error::custom("a map that wasn't there before"));
        };
        let mut pairs = Vec::new();
        for (key, value) in shapes {
            if let Some(key) = map.next_key_seed(key)? {
                pairs.push((key.to_text(), map.next_value_seed(value)?));
            }
        }
        Ok(Value::Map(pairs))
    }
}

#[cfg(test)]
mod tests;
