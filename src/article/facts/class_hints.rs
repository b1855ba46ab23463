//! Hints in the class names, ids and component names of a post's elements, read once for the whole tree.
//!
//! A class name is read as words: `jp-relatedposts`, `relatedPosts` and `related_posts` are `jp relatedposts`,
//! `related posts` and `related posts`. A phrase matches words that follow each other inside one class name or id.

use crate::article::dom::{Dom, NodeId};
use crate::article::reason::Reason;
use crate::text::case::push_lower;
use html5ever::local_name;
use memchr::memchr_iter;
use std::cell::RefCell;
use std::collections::HashMap;

/// How strong a signal a class name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The element goes if it also looks like boilerplate: short, or mostly links.
    Likely,
    /// No article calls its own parts that: the element goes unless it holds most of the post.
    Sure,
    /// The element goes whatever its length, unless it is the article: readers' comments, the bar of a web archive.
    Whole,
}

/// A phrase of a class name, and the rule that it speaks for.
#[derive(Debug, Clone, Copy)]
pub struct ClassPhrase {
    /// Words that follow each other, separated by spaces.
    pub words: &'static str,
    /// The reason in the log of changes.
    pub reason: Reason,
    /// How strong a signal it is.
    pub strength: Strength,
}

/// What one element's class, id and component name hint at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// The strongest phrase of the boilerplate rules.
    pub phrase: Option<&'static ClassPhrase>,
    /// A caption or credit.
    pub is_caption: bool,
    /// A portrait.
    pub is_avatar: bool,
    /// Something that holds a picture.
    pub is_media: bool,
}

/// The hints of every element; read anew after the tree has grown.
#[derive(Debug, Default)]
pub struct ClassHints(Vec<Hints>);

impl ClassHints {
    /// Reads the classes, ids and component names of a tree.
    pub fn of(dom: &Dom, lexicon: &'static ClassLexicon) -> ClassHints {
        let mut hints = vec![Hints::default(); dom.len()];
        CACHE.with_borrow_mut(|cache| {
            for id in dom.descendants(dom.root()) {
                let Some(element) = dom.element(id) else { continue };
                let (mut by_class, mut by_id, mut by_component) = (None, None, None);
                for (name, value) in element.attributes() {
                    match *name {
                        local_name!("class") => by_class = Some(cache.hints_of(value, lexicon)),
                        local_name!("id") => by_id = Some(cache.hints_of(value, lexicon)),
                        _ if COMPONENT_ATTRIBUTES.contains(&&**name) => {
                            by_component = Some(cache.hints_of(value, lexicon).of_component(value));
                        }
                        _ => {}
                    }
                }
                for more in by_class.into_iter().chain(by_id).chain(by_component) {
                    hints[id.index()].join(more);
                }
            }
        });
        ClassHints(hints)
    }

    /// The hints of an element; none for one that cleaning made.
    pub fn get(&self, id: NodeId) -> Hints {
        self.0.get(id.index()).copied().unwrap_or_default()
    }
}

/// Attributes in which pages built of components name them, as others do in classes.
const COMPONENT_ATTRIBUTES: &[&str] = &[
    "data-testid",
    "data-test-id",
    "data-component",
    "data-module",
    "data-campaign",
    "data-widget",
    "data-region",
    "data-area",
    "data-block",
    "data-section-name",
    "data-zone",
];

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// Values read before: the posts of one archive share a few hundred. Without it cleaning takes 4 % more instructions.
///
/// Each value has one place, by a sum of its bytes; the last that came there stays.
struct Cache {
    known: Vec<(Box<str>, Hints)>,
    words: Words,
}

impl Default for Cache {
    fn default() -> Self {
        Cache { known: vec![Default::default(); Cache::PLACES], words: Words::default() }
    }
}

impl Cache {
    const PLACES: usize = 4096;
    /// Longer values, in bytes, are not cached.
    const LONGEST: usize = 200;

    fn hints_of(&mut self, value: &str, lexicon: &'static ClassLexicon) -> Hints {
        if value.is_empty() || value.len() > Cache::LONGEST {
            return self.words.hints_of(value, lexicon);
        }
        let (known, hints) = &mut self.known[Cache::place(value.as_bytes())];
        if **known != *value {
            (*known, *hints) = (value.into(), self.words.hints_of(value, lexicon));
        }
        *hints
    }

    fn place(value: &[u8]) -> usize {
        let sum = value.chunks(8).fold(0u64, |sum, piece| {
            let word = piece.iter().fold(0, |word, b| word << 8 | u64::from(*b));
            (sum.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
        });
        (sum >> 52) as usize % Cache::PLACES
    }
}

impl Hints {
    /// The hints of a component's name: its last word says what it is, and one word among others may be its topic.
    fn of_component(mut self, value: &str) -> Hints {
        let value = value.trim().to_ascii_lowercase();
        self.phrase = self.phrase.filter(|phrase| {
            let mut words = phrase.words.rsplit(' ');
            words.next().is_some_and(|last| value.ends_with(last))
                && (value == phrase.words || phrase.strength == Strength::Whole || words.next().is_some())
        });
        self
    }

    fn join(&mut self, other: Hints) {
        self.phrase = stronger(self.phrase, other.phrase);
        self.is_caption |= other.is_caption;
        self.is_avatar |= other.is_avatar;
        self.is_media |= other.is_media;
    }
}

/// The stronger of two phrases; of equal ones the first.
fn stronger(a: Option<&'static ClassPhrase>, b: Option<&'static ClassPhrase>) -> Option<&'static ClassPhrase> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.strength > a.strength { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Phrases of class names by their first words.
#[derive(Debug, Default)]
pub struct ClassLexicon(HashMap<&'static str, Word>);

/// What begins with one word.
#[derive(Debug, Default)]
struct Word {
    /// The phrases of the boilerplate rules.
    phrases: Vec<ClassPhrase>,
    /// Words that make a caption of it when they follow.
    caption_before: Vec<&'static str>,
    is_caption: bool,
    is_avatar: bool,
    is_media: bool,
}

impl ClassLexicon {
    /// A lexicon of the phrases of the boilerplate rules, and of the words that tell captions, portraits and pictures.
    pub fn new(phrases: impl Iterator<Item = ClassPhrase>) -> ClassLexicon {
        let mut words: HashMap<&str, Word> = HashMap::new();
        for phrase in phrases {
            let first = phrase.words.split(' ').next().unwrap_or_default();
            words.entry(first).or_default().phrases.push(phrase);
        }
        for (first, second) in CAPTION_PAIRS {
            words.entry(first).or_default().caption_before.push(second);
        }
        CAPTION_WORDS.iter().for_each(|word| words.entry(word).or_default().is_caption = true);
        AVATAR_WORDS.iter().for_each(|word| words.entry(word).or_default().is_avatar = true);
        MEDIA_WORDS.iter().for_each(|word| words.entry(word).or_default().is_media = true);
        ClassLexicon(words)
    }
}

/// The words of one attribute; its buffers are used again for the next one.
#[derive(Default)]
struct Words {
    text: String,
    /// The offset of the [`END`] after each word.
    ends: Vec<usize>,
}

impl Words {
    fn hints_of(&mut self, value: &str, lexicon: &'static ClassLexicon) -> Hints {
        self.read(value);
        let mut hints = Hints::default();
        let mut start = 0;
        for (i, &end) in self.ends.iter().enumerate() {
            let word = &self.text[start..end];
            start = end + END.len_utf8();
            let Some(known) = lexicon.0.get(word) else { continue };
            hints.is_caption |= known.is_caption
                || !known.caption_before.is_empty()
                    && known.caption_before.contains(&self.get(i + 1).unwrap_or_default());
            hints.is_avatar |= known.is_avatar;
            hints.is_media |= known.is_media;
            for phrase in &known.phrases {
                // Its first word is the one by which it was found.
                if phrase.words.split(' ').enumerate().skip(1).all(|(k, wanted)| self.get(i + k) == Some(wanted)) {
                    hints.phrase = stronger(hints.phrase, Some(phrase));
                }
            }
        }
        hints
    }

    fn read(&mut self, value: &str) {
        self.text.clear();
        // Beyond some dozens of class names more say nothing new.
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

/// Whether a class names the post or its topics, which no rule is about.
fn is_post_class(name: &str) -> bool {
    // WordPress writes a post's terms into the classes of its article: `tag-advertising` is a topic.
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

/// Appends the words of one class name or id, each with its [`END`]: split at punctuation and capitals, in lower case,
/// without a number at the end. A part with digits among its letters is generated: `9ad3` is no advert.
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

/// Words of a picture's or its wrapper's class that say whose portrait it is.
const AVATAR_WORDS: &[&str] = &["avatar", "gravatar", "userpic", "profilepic", "headshot"];

/// Class words of captions and credits.
const CAPTION_WORDS: &[&str] = &[
    "caption",
    "figcaption",
    "credit",
    "credits",
    "cutline",
    "imagesource",
    "photocredit",
    "photocaption",
    "imgcaption",
    "picdesc",
    "imgdescription",
    "imgdesc",
    "imagedescription",
    "imagecaption",
    "photodesc",
    "picnote",
    "imgcredit",
    "imagecredit",
    "figcap",
    "legend",
];

/// Two class words together that say the same.
const CAPTION_PAIRS: &[(&str, &str)] = &[
    ("image", "source"),
    ("photo", "source"),
    ("img", "source"),
    ("pic", "source"),
    ("image", "description"),
    ("photo", "description"),
    ("photo", "desc"),
    ("img", "desc"),
    ("image", "desc"),
    ("pic", "desc"),
    ("image", "title"),
    ("photo", "title"),
    ("img", "title"),
    ("image", "info"),
    ("photo", "info"),
    ("img", "info"),
    ("media", "description"),
    ("image", "text"),
    ("photo", "text"),
    ("image", "copyright"),
    ("photo", "copyright"),
    ("photo", "author"),
    ("image", "author"),
    ("cap", "description"),
    ("cap", "cred"),
    ("image", "legend"),
    ("image", "note"),
    ("img", "note"),
    ("tr", "caption"),
    ("wp", "caption"),
    ("pic", "info"),
    ("pic", "text"),
    ("pic", "intro"),
    ("img", "intro"),
    ("photo", "intro"),
];

/// Class words of what holds a picture and perhaps its caption.
const MEDIA_WORDS: &[&str] = &["image", "img", "photo", "picture", "media", "pic", "figure", "attachment", "caption"];
