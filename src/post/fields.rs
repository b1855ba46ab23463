//! Keys and values → the typed fields of a post.

use super::value::{Pairs, Value};

/// Front matter that gives its values away by key; what nobody asks for remains.
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    /// Of keys that are there twice the first that says something counts.
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

    /// The value of the first of these keys that says something. Keys are the same in capitals.
    fn take(&mut self, keys: &[&str]) -> Option<Value> {
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

    /// The value of the first of these keys, in one line.
    pub(super) fn text(&mut self, keys: &[&str]) -> Option<String> {
        self.take(keys).map(|value| value.to_text()).filter(|text| !text.is_empty())
    }

    /// A truth value, by any of the words that YAML has for it. Anything else remains.
    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        let (_, value) = self.0.iter().find(|(k, _)| k.eq_ignore_ascii_case(key))?;
        let flag = match value.to_text().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => true,
            "false" | "no" | "off" | "0" => false,
            _ => return None,
        };
        self.take(&[key]);
        Some(flag)
    }

    /// An address: a text, a map with one in it, or the first of a list of either.
    pub(super) fn address(&mut self, keys: &[&str]) -> Option<String> {
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

    /// A person: a name, a map with a `name`, or a list of either.
    pub(super) fn person(&mut self, keys: &[&str]) -> Option<String> {
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

    /// Words given as a list or as one text: `many` as Jekyll's plurals, where spaces part a text without commas,
    /// and `one` as its singulars, where they don't. Each word once.
    pub(super) fn words(&mut self, many: &str, one: &str) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(value) = self.take(&[many]) {
            push_words(&mut words, &value, true);
        }
        if let Some(value) = self.take(&[one]) {
            push_words(&mut words, &value, false);
        }
        let mut seen = std::collections::HashSet::new();
        words.retain(|word| !word.is_empty() && seen.insert(word.clone()));
        words
    }

    /// Everything that wasn't asked for, for display.
    pub(super) fn rest(self) -> Vec<(String, String)> {
        self.0.into_iter().map(|(key, value)| (key, value.to_text())).collect()
    }
}

fn push_words(words: &mut Vec<String>, value: &Value, part_at_spaces: bool) {
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
        Value::Text(text) if part_at_spaces => {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
        Value::Text(_) | Value::Map(_) => words.push(value.to_text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::yaml;

    fn fields(front: &str) -> Fields {
        Fields::new(yaml::parse(front, 1).unwrap())
    }

    fn check_words(front: &str, expected: &[&str]) {
        assert_eq!(fields(front).words("tags", "tag"), expected, "{front}");
    }

    #[test]
    fn words() {
        check_words("tags: [ 联合, b c ]", &["联合", "b c"]);
        check_words("tags:\n- a\n- b\n", &["a", "b"]);
        check_words("tags: a b", &["a", "b"]);
        check_words("tags: a b, c", &["a b", "c"]);
        check_words("tags: 桥\u{ff0c}路\u{3001}河", &["桥", "路", "河"]);
        check_words("tag: a b", &["a b"]);
        check_words("tags: [a, a, [b], ~, '']", &["a", "b"]);
        check_words("tags: 2020", &["2020"]);
        check_words("tags:", &[]);
        check_words("other: x", &[]);
    }

    #[test]
    fn the_first_that_says_something_wins() {
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
    fn addresses() {
        let address = |front| fields(front).address(&["image"]);
        assert_eq!(address("image: a.png").as_deref(), Some("a.png"));
        assert_eq!(address("image: {alt: x, path: a.png}").as_deref(), Some("a.png"));
        assert_eq!(address("image: [a.png, b.png]").as_deref(), Some("a.png"));
        assert_eq!(address("image: {alt: x}"), None);
    }

    #[test]
    fn the_rest_is_kept_in_order() {
        let rest = fields("b: 1.10\na: [x, {y: z}]\nc:\n").rest();
        let expected = [("b", "1.10"), ("a", "x, y: z"), ("c", "")];
        assert_eq!(rest, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }
}
