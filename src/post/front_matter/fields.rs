//! Typed access to keys and values.

use super::limits::MAX_TAGS;
use super::value::{Pairs, Value};

/// Keys and values that are removed when they are read; the rest remains for display.
#[derive(Default)]
pub(in crate::post) struct Fields(Pairs);

impl Fields {
    /// Of duplicate keys, the first with a value counts.
    pub(super) fn new(pairs: Pairs) -> Self {
        let mut kept: Pairs = Vec::with_capacity(pairs.len());
        let mut places = std::collections::HashMap::new();
        for (key, value) in pairs {
            match places.get(&key.to_lowercase()) {
                None => {
                    places.insert(key.to_lowercase(), kept.len());
                    kept.push((key, value));
                }
                Some(place) => {
                    let (_, earlier): &mut (String, Value) = &mut kept[*place];
                    if earlier.is_empty() {
                        *earlier = value;
                    }
                }
            }
        }
        Fields(kept)
    }

    /// The value of a key, which stays.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    /// Takes the first of these keys that has a value. Keys are case-insensitive.
    pub(super) fn take(&mut self, keys: &[&str]) -> Option<Value> {
        for key in keys {
            let place = self.0.iter().position(|(k, _)| k.eq_ignore_ascii_case(key));
            if let Some(place) = place {
                let (_, value) = self.0.remove(place);
                if !value.is_empty() {
                    return Some(value);
                }
            }
        }
        None
    }

    /// Takes the first of these keys that has a value, in one line.
    pub(in crate::post) fn text(&mut self, keys: &[&str]) -> Option<String> {
        self.take(keys).map(|value| value.to_text()).filter(|text| !text.is_empty())
    }

    /// Takes a boolean, in any of YAML's spellings. Anything else remains.
    pub(in crate::post) fn flag(&mut self, key: &str) -> Option<bool> {
        let flag = match self.value(key)?.to_text().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => true,
            "false" | "no" | "off" | "0" => false,
            _ => return None,
        };
        self.take(&[key]);
        Some(flag)
    }

    /// Takes a URL: a string, a map that has one, or the first in a list of either.
    pub(in crate::post) fn url(&mut self, keys: &[&str]) -> Option<String> {
        fn first(value: &Value) -> Option<String> {
            match value {
                Value::Null => None,
                Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
                Value::List(values) => values.iter().find_map(first),
                Value::Map(pairs) => pairs
                    .iter()
                    .filter(|(key, _)| matches!(key.as_str(), "path" | "url" | "src" | "feature"))
                    .find_map(|(_, value)| first(value)),
            }
        }
        first(&self.take(keys)?)
    }

    /// Takes a person: a name, a map with a `name`, or a list of either, joined by commas.
    pub(in crate::post) fn person(&mut self, keys: &[&str]) -> Option<String> {
        fn names(value: &Value) -> Vec<String> {
            match value {
                Value::List(values) => values.iter().flat_map(names).collect(),
                Value::Map(pairs) => {
                    let name = pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case("name"));
                    vec![name.map_or_else(|| value.to_text(), |(_, name)| name.to_text())]
                }
                _ => vec![value.to_text()],
            }
        }
        let mut names = names(&self.take(keys)?);
        names.retain(|name| !name.is_empty());
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Takes a list, or a string split as in Jekyll: under the `plural` key at commas, or else at spaces; under the
    /// `singular` key at commas only. Duplicates are dropped. A list that is too long remains.
    pub(in crate::post) fn list(&mut self, plural: &str, singular: &str) -> Vec<String> {
        let mut words = Vec::new();
        for (key, split_at_spaces) in [(plural, true), (singular, false)] {
            let Some(value) = self.take(&[key]) else { continue };
            let before = words.len();
            push_words(&mut words, &value, split_at_spaces);
            if words.len() > MAX_TAGS {
                words.truncate(before);
                self.0.push((key.to_owned(), value));
            }
        }
        let mut seen = std::collections::HashSet::new();
        words.retain(|word| !word.is_empty() && seen.insert(word.clone()));
        words
    }

    /// The text of the first of these keys that has a value; it remains.
    pub(in crate::post) fn peek(&self, keys: &[&str]) -> Option<String> {
        let texts = keys.iter().filter_map(|key| self.value(key)).map(Value::to_text);
        let mut texts = texts;
        texts.find(|text| !text.is_empty())
    }

    /// The keys that were not taken, with their values as text.
    pub(in crate::post) fn rest(self) -> Vec<(String, String)> {
        self.0.into_iter().map(|(key, value)| (key, value.to_text())).collect()
    }
}

fn push_words(words: &mut Vec<String>, value: &Value, split_at_spaces: bool) {
    const COMMAS: [char; 3] = [',', '\u{ff0c}', '\u{3001}'];
    match value {
        Value::Null => {}
        Value::List(values) => {
            for value in values {
                match value {
                    Value::Text(text) => words.push(text.trim().to_owned()),
                    _ => push_words(words, value, false),
                }
            }
        }
        Value::Text(text) if text.contains(COMMAS) => {
            words.extend(text.split(COMMAS).map(|word| word.trim().to_owned()));
        }
        Value::Text(text) if split_at_spaces => {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
        Value::Text(_) | Value::Map(_) => words.push(value.to_text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    fn fields(front: &str) -> Fields {
        Fields::new(yaml::parse(front, 1, &Default::default()).unwrap())
    }

    fn check_list(front: &str, expected: &[&str]) {
        assert_eq!(fields(front).list("tags", "tag"), expected, "{front}");
    }

    #[test]
    fn lists() {
        check_list("tags: [ 联合, b c ]", &["联合", "b c"]);
        check_list("tags:\n- a\n- b\n", &["a", "b"]);
        check_list("tags: a b", &["a", "b"]);
        check_list("tags: a b, c", &["a b", "c"]);
        check_list("tags: 桥\u{ff0c}路\u{3001}河", &["桥", "路", "河"]);
        check_list("tag: a b", &["a b"]);
        check_list("tags: [a, a, [b], ~, '']", &["a", "b"]);
        check_list("tags: 2020", &["2020"]);
        check_list("tags:", &[]);
        check_list("other: x", &[]);
        let mut long = fields(&format!("tags: {}\ntag: x\n", "a, ".repeat(MAX_TAGS + 1)));
        assert_eq!(long.list("tags", "tag"), ["x"]);
        assert_eq!(long.rest().len(), 1);
    }

    #[test]
    fn the_first_value_wins() {
        let mut twice = fields("title: ''\nTitle: b\ntitle: c\n");
        assert_eq!(twice.text(&["title"]).as_deref(), Some("b"));
        assert!(twice.rest().is_empty());
        let mut either = fields("summary: s\nexcerpt: ''\n");
        assert_eq!(either.text(&["excerpt", "summary"]).as_deref(), Some("s"));
    }

    #[test]
    fn people() {
        let person = |front| fields(front).person(&["author"]);
        assert_eq!(person("author: 0123").as_deref(), Some("0123"));
        assert_eq!(person("author: [a, {name: b}]").as_deref(), Some("a, b"));
        assert_eq!(person("author: {name: a, url: x}").as_deref(), Some("a"));
        assert_eq!(person("author: []"), None);
    }

    #[test]
    fn flags() {
        let flag = |front| fields(front).flag("published");
        assert_eq!(flag("published: False"), Some(false));
        assert_eq!(flag("published: yes"), Some(true));
        assert_eq!(flag("published: 2020-05-25"), None);
        assert_eq!(flag("published:"), None);
        let mut kept = fields("published: 2020-05-25");
        kept.flag("published");
        assert_eq!(kept.rest().len(), 1);
    }

    #[test]
    fn urls() {
        let url = |front| fields(front).url(&["image"]);
        assert_eq!(url("image: a.png").as_deref(), Some("a.png"));
        assert_eq!(url("image: {alt: x, path: a.png}").as_deref(), Some("a.png"));
        assert_eq!(url("image: [a.png, b.png]").as_deref(), Some("a.png"));
        assert_eq!(url("image: {alt: x}"), None);
    }

    #[test]
    fn the_rest_is_kept_in_order() {
        let rest = fields("b: 1.10\na: [x, {y: z}]\nc:\n").rest();
        let expected = [("b", "1.10"), ("a", "x, y: z"), ("c", "")];
        assert_eq!(rest, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }
}
