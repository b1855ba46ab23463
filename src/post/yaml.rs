//! YAML → keys and values. The only file that names the YAML crate.
//!
//! Every scalar keeps its text as it stands in the file: a title `2020` or `true` is a title, and `1.10` isn't `1.1`.
//! The crate tells a scalar's text only to who asks for a text, and what is a scalar only to who asks for anything;
//! so the front matter is gone through twice, first for its shape and then, along the shape, for its texts.

use super::limits::*;
use super::value::{Pairs, Value};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Why front matter isn't read as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum YamlError {
    /// It goes beyond a cap.
    Cap {
        /// What there is too much of.
        what: &'static str,
        /// The cap.
        limit: usize,
    },
    /// The parser doesn't understand it.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// It is YAML, but a text or a list, not keys and values.
    NoMap,
}

/// The keys and values of a front matter; lines are counted from `first_line`.
pub(super) fn parse(text: &str, first_line: usize) -> Result<Pairs, YamlError> {
    refuse_bombs(text)?;
    // The parser's messages name lines; with as many empty lines before it they are those of the file.
    let padded = "\n".repeat(first_line.saturating_sub(1)) + text;
    let budget = Budget::default();
    let shape = ShapeSeed { budget: &budget, depth: 0 };
    let shape = shape
        .deserialize(serde_yaml::Deserializer::from_str(&padded))
        .map_err(|error| budget.refusal().unwrap_or_else(|| syntax(&error, first_line)))?;
    let value =
        shape.deserialize(serde_yaml::Deserializer::from_str(&padded)).map_err(|error| syntax(&error, first_line))?;
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Map(pairs) => Ok(pairs),
        Value::Text(_) | Value::List(_) => Err(YamlError::NoMap),
    }
}

/// Refuses what would cost the parser too much, by counting and before it sees anything.
fn refuse_bombs(text: &str) -> Result<(), YamlError> {
    let cap = |what, limit| Err(YamlError::Cap { what, limit });
    if text.len() > MAX_BYTES {
        return cap("bytes", MAX_BYTES);
    }
    let count = |of: &[u8]| text.bytes().filter(|b| of.contains(b)).count();
    if count(b"[{") > MAX_BRACKETS {
        return cap("brackets", MAX_BRACKETS);
    }
    if count(b"&") > MAX_ANCHORS {
        return cap("anchors", MAX_ANCHORS);
    }
    if count(b"*") > MAX_ALIASES {
        return cap("aliases", MAX_ALIASES);
    }
    Ok(())
}

fn syntax(error: &serde_yaml::Error, first_line: usize) -> YamlError {
    YamlError::Syntax { line: error.location().map_or(first_line, |at| at.line()), reason: error.to_string() }
}

/// What was built so far, and the cap that was hit.
#[derive(Default)]
struct Budget {
    values: Cell<usize>,
    text: Cell<usize>,
    hit: Cell<Option<(&'static str, usize)>>,
}

impl Budget {
    /// Counts a value with this much text at this depth.
    fn spend<E: de::Error>(&self, depth: usize, text: usize) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        self.text.set(self.text.get() + text);
        let caps = [
            ("levels", depth, MAX_DEPTH),
            ("values", self.values.get(), MAX_VALUES),
            ("bytes of text", self.text.get(), MAX_TEXT),
        ];
        for (what, spent, limit) in caps {
            if spent > limit {
                self.hit.set(Some((what, limit)));
                return Err(E::custom(format_args!("more than {limit} {what}")));
            }
        }
        Ok(())
    }

    fn refusal(&self) -> Option<YamlError> {
        let (what, limit) = self.hit.get()?;
        Some(YamlError::Cap { what, limit })
    }
}

/// What kind of value stands where.
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

    /// What the crate says of an empty document.
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

    /// A value with a tag of its own, `!name value`: the tag is passed over.
    fn visit_enum<A: de::EnumAccess<'de>>(self, tagged: A) -> Result<Shape, A::Error> {
        let (IgnoredAny, value) = tagged.variant()?;
        de::VariantAccess::newtype_variant_seed(value, self)
    }
}

/// The second pass: asks for texts where the shape has scalars.
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
