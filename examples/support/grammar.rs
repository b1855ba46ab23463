//! Posts that a grammar generates, the same each time: headlines, paragraphs of Chinese and English, authors, tags, sources.
//!
//! Words are as rare as those of languages are: the second half as frequent as the first, the third a third. Chinese words have
//! one to three characters of a few thousand, English ones are made of syllables.

use std::fmt::Write;

/// Han characters that words are made of.
const HAN: u32 = 3000;

/// Words of each language.
const WORDS: usize = 40_000;

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "el", "fi", "gar", "hol", "in", "jo", "ka", "lam", "mor", "ne", "or", "pel", "qui", "ra",
    "sten", "ti", "un", "ver", "wei", "xi", "yor",
];

const SIGNS: [&str; 4] = ["，", "，", "。", "、"];

/// A generator of posts.
pub struct Grammar {
    state: u64,
}

/// A post's path and text.
pub struct Generated {
    pub path: String,
    pub text: String,
}

impl Grammar {
    /// The posts from this number on are the same, whichever were generated before.
    pub fn post(number: u32) -> Generated {
        let mut grammar = Grammar { state: u64::from(number).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) };
        grammar.below(1);
        let (year, month, day) = (2008 + grammar.below(18), 1 + grammar.below(12), 1 + grammar.below(28));
        let is_english = grammar.below(4) == 0;
        let mut text = String::from("---\ntitle: ");
        grammar.words(&mut text, is_english, 6);
        let (author, source) = (grammar.rank(400), grammar.rank(60));
        let _ =
            write!(text, "\nauthor: {}\nfrom: https://site{source}.example/{number}\ntags: [", word(author * 7, true));
        for at in 0..grammar.below(4) {
            let tag = grammar.rank(300);
            let _ = write!(text, "{}{}", if at > 0 { ", " } else { "" }, word(tag * 11, is_english));
        }
        text.push_str("]\n---\n\n");
        for _ in 0..2 + grammar.below(8) {
            let count = 20 + grammar.below(100) as usize;
            grammar.words(&mut text, is_english, count);
            text.push_str(if is_english { ".\n\n" } else { "。\n\n" });
        }
        Generated { path: format!("_posts/{year}-{month:02}-{day:02}-{number}.md"), text }
    }

    fn below(&mut self, most: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) % most.max(1)
    }

    /// A number below `most`, the first twice as often as the second, three times as often as the third.
    fn rank(&mut self, most: usize) -> usize {
        let share = self.below(1 << 24) as f64 / f64::from(1 << 24);
        ((most as f64).powf(share) as usize).clamp(1, most) - 1
    }

    fn words(&mut self, text: &mut String, is_english: bool, count: usize) {
        for at in 0..count {
            // Each language has some words of the other.
            let is_english = is_english != (self.below(60) == 0);
            let rank = self.rank(WORDS);
            if is_english && at > 0 {
                text.push(' ');
            }
            text.push_str(&word(rank, is_english));
            if !is_english && at % 7 == 6 {
                text.push_str(SIGNS[self.below(4) as usize]);
            }
        }
    }
}

/// The word of a rank.
pub fn word(rank: usize, is_english: bool) -> String {
    if is_english {
        let (mut rest, mut word) = (rank + 1, String::new());
        while rest > 0 {
            word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
            rest /= SYLLABLES.len();
        }
        return word;
    }
    let mut hash = rank as u32;
    let length = if rank < 60 { 1 } else { 2 + usize::from(rank > 2000 && rank.is_multiple_of(4)) };
    let character = |_| {
        hash = hash.wrapping_mul(0x9e37_79b9).wrapping_add(0x7f4a_7c15);
        // Frequent characters are in many words.
        let share = f64::from(hash >> 8) / f64::from(1 << 24);
        char::from_u32(0x4e00 + (f64::from(HAN).powf(share) as u32).min(HAN - 1) * 5).unwrap_or('一')
    };
    (0..length).map(character).collect()
}
