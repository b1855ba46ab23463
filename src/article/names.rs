//! What the class names and ids of a post's elements say, read once for the whole tree.
//!
//! A page has thousands of elements and a few dozen class attributes: each attribute is read once.

use super::clutter_rules::{AVATAR_WORDS, CAPTION_PAIRS, CAPTION_WORDS, CLASS_RULES, ClassRule, MEDIA_WORDS, Weight};
use super::dom::{Dom, NodeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What one element's class and id say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Traits {
    /// The surest rule that they fulfil.
    pub rule: Option<&'static ClassRule>,
    /// They say caption or credit.
    pub is_caption: bool,
    /// They say portrait.
    pub is_avatar: bool,
    /// They say picture.
    pub is_media: bool,
}

/// The traits of every element; made anew after the tree has grown.
#[derive(Debug, Default)]
pub struct Names(Vec<Traits>);

impl Names {
    /// Reads the classes and ids of a tree.
    pub fn of(dom: &Dom) -> Names {
        let mut names = vec![Traits::default(); dom.len()];
        let mut known: HashMap<&str, Traits> = HashMap::new();
        for id in dom.descendants(dom.root()) {
            for attribute in ["class", "id"] {
                let Some(value) = dom.attr(id, attribute) else { continue };
                let traits = if attribute == "id" {
                    traits_of(value)
                } else {
                    *known.entry(value).or_insert_with(|| remembered(value))
                };
                names[id.index()].join(traits);
            }
        }
        Names(names)
    }

    /// What an element's class and id say; nothing for one that cleaning made.
    pub fn get(&self, id: NodeId) -> Traits {
        self.0.get(id.index()).copied().unwrap_or_default()
    }
}

thread_local! {
    /// Class attributes that were read before: the posts of one archive have the same ones.
    static READ: RefCell<HashMap<String, Traits>> = RefCell::default();
}

/// More attributes than this are not remembered, so that no archive fills the memory with them.
const REMEMBERED: usize = 4_000;

fn remembered(value: &str) -> Traits {
    READ.with_borrow_mut(|read| {
        if let Some(traits) = read.get(value) {
            return *traits;
        }
        if read.len() >= REMEMBERED {
            read.clear();
        }
        let traits = traits_of(value);
        if value.len() <= 200 {
            read.insert(value.to_string(), traits);
        }
        traits
    })
}

impl Traits {
    fn join(&mut self, other: Traits) {
        self.rule = surer(self.rule, other.rule);
        self.is_caption |= other.is_caption;
        self.is_avatar |= other.is_avatar;
        self.is_media |= other.is_media;
    }
}

fn surer(a: Option<&'static ClassRule>, b: Option<&'static ClassRule>) -> Option<&'static ClassRule> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if rank(b.weight) > rank(a.weight) { b } else { a }),
        (a, b) => a.or(b),
    }
}

fn traits_of(value: &str) -> Traits {
    let mut words = Vec::new();
    // A thousand classes are no classes.
    for name in value.split_whitespace().take(40) {
        if name.len() <= 120 && !is_post_class(name) {
            push_words(name, &mut words);
            // An empty word keeps the names apart.
            words.push(String::new());
        }
    }
    let is_pair = |w: &[String]| CAPTION_PAIRS.iter().any(|(a, b)| w[0] == *a && w[1] == *b);
    Traits {
        rule: class_rule(&words),
        is_caption: words.iter().any(|w| CAPTION_WORDS.contains(&&**w)) || words.windows(2).any(is_pair),
        is_avatar: words.iter().any(|w| AVATAR_WORDS.contains(&&**w)),
        is_media: words.iter().any(|w| MEDIA_WORDS.contains(&&**w)),
    }
}

/// Whether a class says what a post is about or which it is: these are no rules' business.
fn is_post_class(name: &str) -> bool {
    // WordPress writes a post's terms into the classes of its article: tag-advertising is about adverts.
    [
        "tag-",
        "category-",
        "post-",
        "postid-",
        "page-id-",
        "type-",
        "format-",
        "status-",
        "author-",
        "has-",
        "attachment_",
        "attachment-",
        "wp-image-",
        "term-",
    ]
    .iter()
    .any(|prefix| {
        name.strip_prefix(prefix).is_some_and(|rest| {
            *prefix != "post-" && *prefix != "author-" && *prefix != "has-" || rest.bytes().all(|b| b.is_ascii_digit())
        }) && !matches!(name, "tag-list" | "tag-links" | "tag-cloud" | "category-links")
    })
}

/// The words of one class name or id: split at signs and at capitals, lower-case, without a number at the end.
///
/// A part with digits among its letters is made up by a machine and no word: `9ad3` is no advert.
fn push_words(name: &str, out: &mut Vec<String>) {
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let letters = part.trim_end_matches(|c: char| c.is_numeric());
        if letters.chars().any(char::is_numeric) {
            if letters == "a2a" || letters == "a11y" {
                out.push(letters.to_string());
            }
            continue;
        }
        let mut word = String::new();
        let mut was_lower = false;
        for c in letters.chars() {
            if c.is_uppercase() && was_lower {
                out.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
            was_lower = c.is_lowercase();
        }
        if !word.is_empty() {
            out.push(word);
        }
    }
}

/// The surest rule that the words fulfil.
fn class_rule(words: &[String]) -> Option<&'static ClassRule> {
    /// A rule and the words that it wants.
    type Wanted = (&'static ClassRule, Vec<&'static str>);
    static BY_FIRST_WORD: LazyLock<HashMap<&'static str, Vec<Wanted>>> = LazyLock::new(|| {
        let mut map: HashMap<_, Vec<_>> = HashMap::new();
        for rule in CLASS_RULES {
            let words: Vec<_> = rule.words.split(' ').collect();
            map.entry(words[0]).or_default().push((rule, words));
        }
        map
    });
    let mut best: Option<&ClassRule> = None;
    for (i, word) in words.iter().enumerate() {
        let Some(rules) = BY_FIRST_WORD.get(&**word) else {
            continue;
        };
        for (rule, wanted) in rules {
            let hit = words.len() >= i + wanted.len() && words[i..].iter().zip(wanted).all(|(a, b)| a == b);
            if hit && best.is_none_or(|b| rank(rule.weight) > rank(b.weight)) {
                best = Some(rule);
            }
        }
    }
    best
}

fn rank(weight: Weight) -> u8 {
    match weight {
        Weight::Likely => 0,
        Weight::Sure => 1,
        Weight::Comments => 2,
    }
}
