//! The values of facets, each with a number.

use super::post::NONE;
use std::collections::HashMap;

/// The values of one facet.
#[derive(Debug, Default)]
pub struct Values {
    numbers: HashMap<Box<str>, u32>,
    values: Vec<Box<str>>,
}

impl Values {
    /// A value's number, which it gets where it has none yet. What is empty is no value.
    pub fn number(&mut self, value: &str) -> u32 {
        if value.is_empty() {
            return NONE;
        }
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = self.values.len() as u32;
        self.numbers.insert(value.into(), number);
        self.values.push(value.into());
        number
    }

    /// A value's number, if any post ever had the value.
    pub fn find(&self, value: &str) -> Option<u32> {
        self.numbers.get(value).copied()
    }

    /// The value of a number.
    pub fn get(&self, number: u32) -> &str {
        self.values.get(number as usize).map_or("", |value| value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Bytes that they take, about.
    pub fn held(&self) -> usize {
        self.values.iter().map(|value| 2 * value.len() + 48).sum()
    }
}

/// The values of all facets.
#[derive(Debug, Default)]
pub struct Names {
    pub authors: Values,
    pub hosts: Values,
    pub tags: Values,
    pub langs: Values,
    /// The tags of all posts, one after another.
    pub tagged: Vec<u32>,
}

impl Names {
    /// Enters a post's tags, each once; where they stand.
    pub fn tags_of(&mut self, tags: Vec<String>) -> (u32, u32) {
        let start = self.tagged.len();
        for tag in tags {
            let number = self.tags.number(&tag);
            if number != NONE && !self.tagged[start..].contains(&number) {
                self.tagged.push(number);
            }
        }
        (start as u32, self.tagged.len() as u32)
    }
}
