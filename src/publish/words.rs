//! The template's own words, in the three languages of the interface; and the words for steps and reasons, which are those of
//! the viewer.

use std::collections::HashMap;
use std::sync::LazyLock;

pub use crate::text::interface::Language;
use crate::text::interface::grouped;

type Table = HashMap<&'static str, &'static str>;

/// By language: the words of the template, and those of the viewer.
static WORDS: LazyLock<[(Table, Table); 3]> = LazyLock::new(|| {
    [
        (own(include_str!("words/en.txt")), of_viewer(include_str!("../../www/js/i18n/en.js"))),
        (own(include_str!("words/zh-Hans.txt")), of_viewer(include_str!("../../www/js/i18n/zh-Hans.js"))),
        (own(include_str!("words/zh-Hant.txt")), of_viewer(include_str!("../../www/js/i18n/zh-Hant.js"))),
    ]
});

impl Language {
    /// A sentence of the template. Its places have the values with these names.
    pub fn say(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(WORDS[self as usize].0.get(key).copied().unwrap_or_default(), |name| {
            values.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned())
        })
    }

    /// A sentence with a number: `KEY-one` for one.
    pub fn count(self, key: &str, count: usize) -> String {
        if count == 1 { self.say(&format!("{key}-one"), &[]) } else { self.say(key, &[("count", &grouped(count))]) }
    }

    /// A sentence of the viewer, if it has one in this language that needs no program.
    pub fn of_viewer(self, key: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        WORDS[self as usize].1.get(key).map(|text| fill(text, value))
    }
}

/// Fills the places `{name}` and `{name:number}` of a sentence; those without a value stay.
fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, place, after)) = rest
        .split_once('{')
        .and_then(|(before, rest)| rest.split_once('}').map(|(place, after)| (before, place, after)))
    {
        out.push_str(before);
        match value(place.split(':').next().unwrap_or_default()) {
            Some(value) => out.push_str(&value),
            None => out.push_str(&format!("{{{place}}}")),
        }
        rest = after;
    }
    out + rest
}

/// `key: text`, one a line.
fn own(file: &'static str) -> Table {
    file.lines().filter_map(|line| line.split_once(": ")).collect()
}

/// The texts `"key": "text",` of a module, as its formatter writes them. Functions, which have numbers of their own, are none.
fn of_viewer(module: &'static str) -> Table {
    let mut table = Table::new();
    let mut key = None;
    for line in module.lines().map(str::trim) {
        let (own, value) = match line.strip_prefix('"').and_then(|rest| rest.split_once("\":")) {
            Some((own, value)) => (Some(own), value.trim()),
            None => (key.take(), line),
        };
        if value.is_empty() {
            key = own;
            continue;
        }
        let text =
            value.strip_prefix('"').and_then(|text| text.strip_suffix("\",")).filter(|text| !text.contains('\\'));
        if let (Some(own), Some(text)) = (own, text) {
            table.insert(own, text);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::reason::Reason;
    use std::collections::BTreeSet;

    #[test]
    fn all_languages_have_the_same_keys() {
        let keys = |at: usize| WORDS[at].0.keys().copied().collect::<BTreeSet<_>>();
        assert!(keys(0).len() > 30);
        assert_eq!(keys(0), keys(1));
        assert_eq!(keys(0), keys(2));
    }

    #[test]
    fn each_reason_and_step_is_said_in_chinese() {
        for language in [Language::ZhHans, Language::ZhHant] {
            for reason in Reason::ALL {
                let key = format!("reason.{}", reason.id());
                assert!(language.of_viewer(&key, |_| None).is_some(), "{language:?} {key}");
            }
        }
        for language in [Language::En, Language::ZhHans, Language::ZhHant] {
            for key in ["step.images", "step.evidence", "embed.youtube", "embed.document"] {
                assert!(language.of_viewer(key, |_| None).is_some(), "{language:?} {key}");
            }
        }
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(Language::En.count("count", 15_276), "15,276 posts");
        assert_eq!(Language::En.count("count", 1), "1 post");
    }
}
