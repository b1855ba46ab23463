//! What the class names and ids of a post's elements say, read once for the whole tree.
//!
//! A page has thousands of elements and a few dozen class attributes: each attribute is read once.

use super::clutter_rules::{
    AVATAR_WORDS, CAPTION_PAIRS, CAPTION_WORDS, CLASS_RULES, ClassRule, MEDIA_WORDS, PART_ATTRIBUTES, Weight,
};
use super::dom::{Dom, NodeId, push_lower};
use html5ever::local_name;
use memchr::memchr_iter;
use std::cell::RefCell;
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
        MEMORY.with_borrow_mut(|memory| {
            for id in dom.descendants(dom.root()) {
                let Some(element) = dom.element(id) else { continue };
                let (mut by_class, mut by_id, mut by_part) = (None, None, None);
                for (name, value) in element.attributes() {
                    match *name {
                        local_name!("class") => by_class = Some(memory.traits_of(value)),
                        local_name!("id") => by_id = Some(memory.traits_of(value)),
                        _ if PART_ATTRIBUTES.contains(&&**name) => {
                            by_part = Some(memory.traits_of(value).of_part(value))
                        }
                        _ => {}
                    }
                }
                for traits in by_class.into_iter().chain(by_id).chain(by_part) {
                    names[id.index()].join(traits);
                }
            }
        });
        Names(names)
    }

    /// What an element's class and id say; nothing for one that cleaning made.
    pub fn get(&self, id: NodeId) -> Traits {
        self.0.get(id.index()).copied().unwrap_or_default()
    }
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Attributes that were read before: the posts of one archive have the same ones.
///
/// Each has one place, and the last that came there stays, so that no archive fills the memory.
struct Memory {
    places: Vec<(String, Traits)>,
    words: Words,
}

impl Default for Memory {
    fn default() -> Self {
        Memory { places: vec![Default::default(); Memory::PLACES], words: Words::default() }
    }
}

impl Memory {
    const PLACES: usize = 4096;
    /// Longer attributes are not remembered.
    const LONGEST: usize = 200;

    fn traits_of(&mut self, value: &str) -> Traits {
        if value.len() > Memory::LONGEST {
            return self.words.traits_of(value);
        }
        let (known, traits) = &mut self.places[Memory::place(value)];
        if known != value {
            *traits = self.words.traits_of(value);
            known.clear();
            known.push_str(value);
        }
        *traits
    }

    /// What little tells two attributes apart most of the time: their ends and their lengths.
    fn place(value: &str) -> usize {
        let bytes = value.as_bytes();
        let number = |part: &[u8]| part.iter().rev().fold(0, |sum: u64, b| sum << 8 | u64::from(*b));
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (number(bytes), 0),
        };
        // Multiplied by the golden ratio, as in Fibonacci hashing (Knuth, volume 3, 6.4): the upper bits tell most.
        let ends = (first ^ last.rotate_left(31) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (ends >> 32) as usize % Memory::PLACES
    }
}

impl Traits {
    /// What the name of a component tells: its last word says what it is, and a single word among others may say what it is about.
    fn of_part(mut self, value: &str) -> Traits {
        let value = value.trim().to_ascii_lowercase();
        self.rule = self.rule.filter(|rule| {
            let mut words = rule.words.rsplit(' ');
            words.next().is_some_and(|last| value.ends_with(last))
                && (value == rule.words || rule.weight == Weight::Comments || words.next().is_some())
        });
        self
    }

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

/// The words of one attribute. Their room is used again for the next one.
#[derive(Default)]
struct Words {
    text: String,
    /// Where each word ends; behind it stands an [`END`].
    ends: Vec<usize>,
}

impl Words {
    fn traits_of(&mut self, value: &str) -> Traits {
        self.read(value);
        let mut traits = Traits::default();
        let mut start = 0;
        for (i, &end) in self.ends.iter().enumerate() {
            let word = &self.text[start..end];
            start = end + END.len_utf8();
            let Some(known) = Word::find(word) else { continue };
            traits.is_caption |= known.is_caption
                || !known.caption_before.is_empty()
                    && known.caption_before.contains(&self.get(i + 1).unwrap_or_default());
            traits.is_avatar |= known.is_avatar;
            traits.is_media |= known.is_media;
            for rule in &known.rules {
                // The first of its words is the one by which it was found.
                if rule.words.split(' ').enumerate().skip(1).all(|(k, wanted)| self.get(i + k) == Some(wanted)) {
                    traits.rule = surer(traits.rule, Some(rule));
                }
            }
        }
        traits
    }

    fn read(&mut self, value: &str) {
        self.text.clear();
        // A thousand classes are no classes.
        for name in value.split_whitespace().take(40) {
            if name.len() <= 120 && !is_post_class(name) {
                push_words(name, &mut self.text);
                // An empty word keeps the names apart.
                self.text.push(END);
            }
        }
        self.ends.clear();
        self.ends.extend(memchr_iter(END as u8, self.text.as_bytes()));
    }

    fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] + END.len_utf8());
        Some(&self.text[start..end])
    }
}

/// Ends each word of a name.
const END: char = '\0';

/// What the tables know of a word.
#[derive(Debug, Default)]
struct Word {
    word: &'static str,
    /// The rules that begin with it.
    rules: Vec<ClassRule>,
    /// The words before which it says caption.
    caption_before: Vec<&'static str>,
    is_caption: bool,
    is_avatar: bool,
    is_media: bool,
}

impl Word {
    fn find(word: &str) -> Option<&'static Word> {
        static KNOWN: LazyLock<Vec<Vec<Word>>> = LazyLock::new(Word::all);
        KNOWN[Word::slot(word)].iter().find(|known| known.word == word)
    }

    /// All words of the tables, by their slots.
    fn all() -> Vec<Vec<Word>> {
        let mut all: Vec<Vec<Word>> = Vec::new();
        all.resize_with(Word::SLOTS, Vec::new);
        let mut enter = |word: &'static str, what: &dyn Fn(&mut Word)| {
            let slot = &mut all[Word::slot(word)];
            let at = slot.iter().position(|known| known.word == word).unwrap_or(slot.len());
            if at == slot.len() {
                slot.push(Word { word, ..Word::default() });
            }
            what(&mut slot[at]);
        };
        for &(weight, reason, list) in CLASS_RULES {
            for words in list.split('|') {
                let first = words.split(' ').next().unwrap_or_default();
                enter(first, &|word| word.rules.push(ClassRule { words, reason, weight }));
            }
        }
        for (first, second) in CAPTION_PAIRS {
            enter(first, &|word| word.caption_before.push(second));
        }
        CAPTION_WORDS.iter().for_each(|word| enter(word, &|word| word.is_caption = true));
        AVATAR_WORDS.iter().for_each(|word| enter(word, &|word| word.is_avatar = true));
        MEDIA_WORDS.iter().for_each(|word| enter(word, &|word| word.is_media = true));
        all
    }

    const SLOTS: usize = 256;

    fn slot(word: &str) -> usize {
        let bytes = word.as_bytes();
        let of = |at: Option<&u8>| usize::from(*at.unwrap_or(&0));
        (of(bytes.first()) * 7 + of(bytes.last()) * 31 + bytes.len() * 3) % Word::SLOTS
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

/// The words of one class name or id, each with its [`END`]: split at signs and at capitals, lower-case, without a number at the end.
///
/// A part with digits among its letters is made up by a machine and no word: `9ad3` is no advert.
fn push_words(name: &str, out: &mut String) {
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let letters = part.trim_end_matches(|c: char| c.is_numeric());
        if letters.is_empty() {
            continue;
        }
        if letters.chars().any(char::is_numeric) {
            if letters == "a2a" || letters == "a11y" {
                out.push_str(letters);
                out.push(END);
            }
            continue;
        }
        let mut was_lower = false;
        for c in letters.chars() {
            if c.is_uppercase() && was_lower {
                out.push(END);
            }
            push_lower(c, out);
            was_lower = c.is_lowercase();
        }
        out.push(END);
    }
}

fn rank(weight: Weight) -> u8 {
    match weight {
        Weight::Likely => 0,
        Weight::Sure => 1,
        Weight::Comments => 2,
    }
}
