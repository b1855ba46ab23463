//! Typed access to keys and values.

use super::keys;
use super::limits::{MAX_NESTED, MAX_TAGS};
use super::people;
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

    /// Puts what is in maps of parameters beside them, unless the same key is there with a value.
    pub(super) fn with_nested(mut self) -> Self {
        for name in keys::NESTED {
            let Some(at) = self.position(name) else { continue };
            let Value::Map(pairs) = &mut self.0[at].1 else { continue };
            if pairs.len() > MAX_NESTED {
                continue;
            }
            let mut stays = Pairs::new();
            for (key, value) in std::mem::take(pairs) {
                match self.position(&key) {
                    Some(known) if !self.0[known].1.is_empty() => stays.push((key, value)),
                    Some(known) => self.0[known].1 = value,
                    None => self.0.push((key, value)),
                }
            }
            if stays.is_empty() {
                self.0.remove(at);
            } else {
                self.0[at].1 = Value::Map(stays);
            }
        }
        self
    }

    #[inline(never)]
    fn position(&self, key: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| keys::is_same(known, key))
    }

    /// The value of a key, which stays.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.position(key).map(|at| &self.0[at].1)
    }

    /// Takes the first of these keys that has a value.
    pub(super) fn take(&mut self, keys: &[&str]) -> Option<Value> {
        for key in keys {
            if let Some(place) = self.position(key) {
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

    /// Takes the first text under these keys for which `of` has a value, and gives that. A list or map with more remains.
    fn take_first(&mut self, keys: &[&str], maps: &[&str], of: fn(&str) -> Option<&str>) -> Option<String> {
        for key in keys {
            let Some(at) = self.position(key) else { continue };
            let value = &self.0[at].1;
            let Some(found) = first(value, maps, of).map(str::to_owned) else { continue };
            let has_more = match value {
                Value::List(values) => values.len() > 1,
                Value::Map(pairs) => pairs.len() > 1,
                _ => false,
            };
            if !has_more {
                self.0.remove(at);
            }
            return Some(found);
        }
        None
    }

    /// Takes a picture's URL: a string, a map that has one, or the first in a list of either.
    pub(in crate::post) fn image(&mut self, keys: &[&str]) -> Option<String> {
        self.take_first(keys, keys::IMAGE_URL, |text| {
            text.contains(['.', '/']).then(|| text.trim_matches(['[', ']', '!']))
        })
    }

    /// Takes an http(s) address: a string, a link in Markdown, a map that has one, or the first in a list.
    pub(in crate::post) fn address(&mut self, keys: &[&str]) -> Option<String> {
        self.take_first(keys, keys::ADDRESS, address_in)
    }

    /// Takes the names of people under the first of these keys that has one; e-mail addresses and URLs if there is no
    /// name under any.
    pub(in crate::post) fn person(&mut self, keys: &[&str]) -> Option<String> {
        for addresses in [false, true] {
            for key in keys {
                let Some(at) = self.position(key) else { continue };
                let names = people::names(&self.0[at].1, addresses);
                if !names.is_empty() {
                    self.0.remove(at);
                    return Some(names.join(", "));
                }
            }
        }
        None
    }

    /// Takes a list, or a string split as in Jekyll: under the `plural` key at commas, or else at spaces; under the
    /// `singular` key at commas only. Duplicates are dropped. A list that is too long remains.
    pub(in crate::post) fn list(&mut self, (plural, singular): (&str, &str)) -> Vec<String> {
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

    /// The texts of these keys, each with its key; they remain.
    pub(in crate::post) fn texts<'k>(&self, keys: &'k [&str]) -> impl Iterator<Item = (&'k str, String)> {
        keys.iter().filter_map(|key| Some((*key, self.value(key)?.to_text())))
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
                    Value::Text(text) => words.push(people::without_link(text).to_owned()),
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
        Value::Text(_) => words.push(value.to_text()),
        // Ghost's and WordPress's have names and slugs.
        Value::Map(pairs) => {
            let name = pairs.iter().find(|(key, _)| keys::is_same(key, "name"));
            words.push(name.map_or_else(|| value.to_text(), |(_, name)| name.to_text()));
        }
    }
}

/// The first text in a value for which `of` has a value; of maps under these keys.
fn first<'v>(value: &'v Value, maps: &[&str], of: fn(&str) -> Option<&str>) -> Option<&'v str> {
    match value {
        Value::Null => None,
        Value::Text(text) => of(text.trim()),
        Value::List(values) => values.iter().find_map(|value| first(value, maps, of)),
        Value::Map(pairs) => maps.iter().find_map(|key| {
            let (_, value) = pairs.iter().find(|(known, _)| keys::is_same(known, key))?;
            first(value, maps, of)
        }),
    }
}

/// The http(s) address that a value is, alone, in angle brackets, or as a link in Markdown.
fn address_in(text: &str) -> Option<&str> {
    let link = text.strip_prefix('[').and_then(|text| text.split_once("](")).and_then(|(_, url)| url.strip_suffix(')'));
    let text = link.unwrap_or(text).trim_matches(['<', '>']);
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !rest.is_empty() && !text.contains(' ')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    fn fields(front: &str) -> Fields {
        Fields::new(yaml::parse(front, 1, &Default::default()).unwrap())
    }

    fn check_list(front: &str, expected: &[&str]) {
        assert_eq!(fields(front).list(("tags", "tag")), expected, "{front}");
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
        assert_eq!(long.list(("tags", "tag")), ["x"]);
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
        let url = |front| fields(front).image(&["image"]);
        assert_eq!(url("image: a.png").as_deref(), Some("a.png"));
        assert_eq!(url("image: {alt: x, path: a.png}").as_deref(), Some("a.png"));
        assert_eq!(url("image: [a.png, b.png]").as_deref(), Some("a.png"));
        assert_eq!(url("image: {alt: x}"), None);
        assert_eq!(url("image: true"), None);
        let mut captioned = fields("cover: {image: a.png, caption: b}");
        assert_eq!(captioned.image(&["cover"]).as_deref(), Some("a.png"));
        assert_eq!(captioned.rest().len(), 1);
    }

    #[test]
    fn addresses() {
        let address = |front| fields(front).address(&["source", "link"]);
        let expected = Some("https://example.org/a");
        for front in [
            "source: https://example.org/a",
            "source: <https://example.org/a>",
            "source: '[A](https://example.org/a)'",
            "source: [A, 'https://example.org/a']",
            "source: {name: A, url: 'https://example.org/a'}",
            "source: A magazine\nlink: https://example.org/a",
        ] {
            assert_eq!(address(front).as_deref(), expected, "{front}");
        }
        for front in ["source: /a/b/", "source: example.org", "source: 'https://'", "link: see https://example.org/a"] {
            assert_eq!(address(front), None, "{front}");
        }
    }

    #[test]
    fn keys_in_any_spelling() {
        for key in ["publishedAt", "published_at", "Published-At", "published at"] {
            assert_eq!(fields(&format!("{key}: x")).text(&["published_at"]).as_deref(), Some("x"), "{key}");
        }
        assert_eq!(fields("published_ats: x").text(&["published_at"]), None);
    }

    #[test]
    fn nested_maps() {
        let rest =
            fields("a: 1\nb: ''\nparams: {a: 2, b: 3, c: 4}\nextra: {d: 5}\ntaxonomies: x\n").with_nested().rest();
        let expected = [("a", "1"), ("b", "3"), ("params", "a: 2"), ("taxonomies", "x"), ("c", "4"), ("d", "5")];
        assert_eq!(rest, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        let many = |n: usize| (0..n).map(|i| format!("k{i}: x, ")).collect::<String>();
        let nested = |n: usize| fields(&format!("params: {{{}}}", many(n))).with_nested().rest().len();
        assert_eq!((nested(MAX_NESTED), nested(MAX_NESTED + 1)), (MAX_NESTED, 1));
    }

    #[test]
    fn the_rest_is_kept_in_order() {
        let rest = fields("b: 1.10\na: [x, {y: z}]\nc:\n").rest();
        let expected = [("b", "1.10"), ("a", "x, y: z"), ("c", "")];
        assert_eq!(rest, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }
}
