//! Letters and signs that are compared as others: without accents, in lower case, one apostrophe, one quotation mark, one
//! hyphen, ligatures as their letters.
//!
//! What Unicode decomposes, canonically or by compatibility (UAX #15, NFKD), is asked of a [`Normalizer`], so that no
//! tables ship in the browser; [`own`] has the rest. Accents are the marks of [`is_mark`].

use super::han::Table;
use super::{Folded, is_blank};
use std::sync::{LazyLock, OnceLock};

/// Gives the compatibility decomposition (NFKD) of a text.
pub type Normalizer = fn(&str) -> String;

static NORMALIZER: OnceLock<Normalizer> = OnceLock::new();

/// Says who decomposes, before anything is folded: in the browser its own `String.prototype.normalize`.
/// Elsewhere, and without a call, a crate does.
pub fn use_normalizer(normalizer: Normalizer) {
    let _ = NORMALIZER.set(normalizer);
}

/// The compatibility decomposition of a text.
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub fn decompose(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    NORMALIZER.get().map_or_else(|| text.nfkd().collect(), |normalizer| normalizer(text))
}

/// The compatibility decomposition of a text.
#[cfg(all(target_arch = "wasm32", not(feature = "package")))]
pub fn decompose(text: &str) -> String {
    NORMALIZER.get().map_or_else(|| text.to_string(), |normalizer| normalizer(text))
}

/// Characters below are looked up directly.
const DIRECT: u32 = 0x3400;

/// Where letters from [`DIRECT`] on are folded: Latin and Cyrillic, compatibility ideographs, presentation forms,
/// mathematical and enclosed letters, and a few more.
const BEYOND: [std::ops::Range<u32>; 15] = [
    0xa640..0xa800,
    0xab30..0xab70,
    0xf900..0xfe00,
    0xfe10..0xfe20,
    0xfe30..0xfeff,
    0x105c0..0x10600,
    0x10780..0x107c0,
    0x1b120..0x1b130,
    0x1cc00..0x1cd00,
    0x1d100..0x1d800,
    0x1df00..0x1e100,
    0x1ee00..0x1ef00,
    0x1f100..0x1f300,
    0x1fb00..0x1fc00,
    0x2f800..0x2fa20,
];

/// Kana and hangul are composed instead, by `compose.rs`.
fn is_composed(c: u32) -> bool {
    matches!(c, 0x1100..0x1200 | 0x3040..0x3100 | 0x3130..0x3190)
}

/// Combining marks that are ignored: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic, and
/// tatweel, which only stretches a word. Marks of other scripts are letters.
pub fn is_mark(c: char) -> bool {
    match c {
        '\0'..'\u{300}' | '\u{3000}'..'\u{a660}' => false,
        _ => matches!(c,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
            | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{2de0}'..='\u{2dff}' | '\u{a66f}'..='\u{a672}' | '\u{a674}'..='\u{a67d}'
            | '\u{fe20}'..='\u{fe2f}'),
    }
}

/// What is folded though Unicode doesn't decompose it.
fn own(c: char) -> Option<&'static str> {
    Some(match c {
        '`' | '´' | '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '׳' | '❛' | '❜' => {
            "'"
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '〝' | '〞' | '〟' | 'ʺ' | '״' | '「' | '」' | '『' | '』'
        | '❝' | '❞' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '֊' | '־' | '⸗' | '⸺' | '⸻' => "-",
        '⁄' => "/",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' => "d",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        // Turkish has both with and without a dot.
        'ı' | 'İ' => "i",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ß' | 'ẞ' => "ss",
        // Final sigma is the same letter.
        'ς' => "σ",
        // Alef wasla, beside those with hamza, which decompose.
        'ٱ' => "ا",
        _ => return None,
    })
}

/// What a character is folded into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// Itself.
    Same,
    /// White space, a control, or nothing that shows: see [`is_blank`].
    Blank,
    /// Another character.
    One(char),
    /// Several, by their number.
    Many(u32),
}

/// The table, built on first use from what the normalizer says.
#[derive(Default)]
pub struct Letters {
    direct: Vec<Letter>,
    /// By code point, sorted.
    beyond: Vec<(u32, Letter)>,
    /// What [`Letter::Many`] counts.
    texts: Vec<Box<str>>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(Letters::build);

/// For what is decomposed and in lower case already.
static EMPTY: Letters = Letters { direct: Vec::new(), beyond: Vec::new(), texts: Vec::new() };

impl Letters {
    /// The table.
    pub fn get() -> &'static Letters {
        &LETTERS
    }

    /// What a character in normal width is folded into.
    pub fn fold(&self, c: char) -> Letter {
        match self.direct.get(c as usize) {
            Some(letter) => *letter,
            None if self.direct.is_empty() && is_blank(c) => Letter::Blank,
            None if self.direct.is_empty() || c < '\u{a640}' => Letter::Same,
            None => match self.beyond.binary_search_by_key(&u32::from(c), |(own, _)| *own) {
                Ok(at) => self.beyond[at].1,
                Err(_) if is_blank(c) => Letter::Blank,
                Err(_) => lower(c),
            },
        }
    }

    /// The text with this number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |text| text)
    }

    fn build() -> Letters {
        let all = || (0..DIRECT).chain(BEYOND.into_iter().flatten()).filter_map(char::from_u32);
        let asked: String = all().filter(|c| decomposes(*c)).flat_map(|c| [c, '\n']).collect();
        let decomposed = decompose(&asked);
        let mut decomposed = decomposed.split('\n');
        let mut letters = Letters::default();
        for c in all() {
            let text = if decomposes(c) { decomposed.next().unwrap_or_default() } else { "" };
            let letter = letters.letter(c, text);
            match letters.direct.len() == c as usize && u32::from(c) < DIRECT {
                true => letters.direct.push(letter),
                false if letter != Letter::Same => letters.beyond.push((u32::from(c), letter)),
                false => {}
            }
        }
        letters
    }

    fn letter(&mut self, c: char, decomposed: &str) -> Letter {
        if is_blank(c) {
            return Letter::Blank;
        }
        // Signs that are a mark by itself decompose into a space and the mark.
        let mut itself = [0; 4];
        let itself: &str = c.encode_utf8(&mut itself);
        let text = if decomposed.is_empty() || decomposed.starts_with(' ') { itself } else { decomposed };
        let mut plain = String::new();
        for c in own(c).unwrap_or(text).chars().filter(|c| !is_mark(*c)) {
            match own(c) {
                Some(text) => plain.push_str(text),
                None => plain.extend(c.to_lowercase()),
            }
        }
        let mut folded = Folded::default();
        folded.push_by(&plain, &EMPTY, Table::get());
        let mut characters = folded.text.chars();
        match (characters.next(), characters.next()) {
            (None, _) => Letter::Same,
            (Some(one), None) if one == c => Letter::Same,
            (Some(one), None) => Letter::One(one),
            _ => {
                self.texts.push(folded.text.into_boxed_str());
                Letter::Many(self.texts.len() as u32 - 1)
            }
        }
    }
}

/// Whether the normalizer is asked.
fn decomposes(c: char) -> bool {
    !c.is_ascii() && !is_blank(c) && !is_composed(u32::from(c))
}

/// In lower case, of a letter that no table has.
fn lower(c: char) -> Letter {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one != c => Letter::One(one),
        _ => Letter::Same,
    }
}
