//! YAML → keys and values. The only file that names the YAML crate.
//!
//! Scalars keep their source text: a title `2020` or `true` is a title, and `1.10` isn't `1.1`.
//! The crate gives source text only to `deserialize_str`, and structure only to `deserialize_any`, so there are two
//! passes: the first builds the shape, the second reads text along it.

use super::budget::{Budget, ParseError};
use super::limits::MAX_KEYS;
use super::value::{Pairs, Value};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Parses front matter whose first line has the number `first_line`. Parts of one file share a budget.
pub(super) fn parse(text: &str, first_line: usize, budget: &Budget) -> Result<Pairs, ParseError> {
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
        Value::Map(pairs) if pairs.len() > MAX_KEYS => Err(ParseError::Limit { what: "keys", limit: MAX_KEYS }),
        Value::Map(pairs) => Ok(pairs),
        Value::Text(_) | Value::List(_) => Err(ParseError::NotAMap),
    }
}

fn syntax(error: &serde_yaml::Error, first_line: usize) -> ParseError {
    ParseError::Syntax { line: error.location().map_or(first_line, |at| at.line()), reason: error.to_string() }
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
        self.spend(length)?;
        Ok(Shape::Scalar)
    }

    fn spend<E: de::Error>(self, text: usize) -> Result<(), E> {
        self.budget.spend(self.depth, text).map_err(|error| match error {
            ParseError::Limit { what, limit } => E::custom(format_args!("more than {limit} {what}")),
            _ => E::custom(""),
        })
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
        self.spend(0)?;
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
        self.spend(0)?;
        let mut shapes = Vec::new();
        while let Some(shape) = list.next_element_seed(self.inner())? {
            shapes.push(shape);
        }
        Ok(Shape::List(shapes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        self.spend(0)?;
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
