//! Composes kana with combining sound marks and hangul jamo, as Unicode's NFC does.
//!
//! Both follow arithmetically from code points; for hangul see The Unicode Standard, section 3.12.

use super::is_blank;

const VOICED: char = '\u{3099}';
const HALF_VOICED: char = '\u{309a}';
const NARROW_VOICED: char = '\u{ff9e}';
const NARROW_HALF_VOICED: char = '\u{ff9f}';

/// First code point and number of leading jamo, vowels and trailing jamo, and the first syllable.
const LEAD: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
const END: u32 = 0x11a7;
const SYLLABLE: u32 = 0xac00;
const LEADS: u32 = 19;
const VOWELS: u32 = 21;
const ENDS: u32 = 28;

/// Composes `c` with the start of `rest`, which follows it; returns the character and the length used of `rest`.
/// `c` is in normal width; `is_narrow` tells that the original was not.
pub fn compose(c: char, is_narrow: bool, rest: &str) -> Option<(char, usize)> {
    match u32::from(c) {
        0x3046..=0x30fd => {
            let (mark, length) = next(rest)?;
            let is_half = match mark {
                VOICED => false,
                HALF_VOICED => true,
                // Half-width marks have a width of their own, and belong to half-width kana right before them.
                NARROW_VOICED | NARROW_HALF_VOICED if is_narrow && length == mark.len_utf8() => {
                    mark == NARROW_HALF_VOICED
                }
                _ => return None,
            };
            Some((voiced(c, is_half)?, length))
        }
        code @ (0x1100..=0x1112 | SYLLABLE..=0xd7a3) => syllable(code, rest),
        _ => None,
    }
}

/// The next visible or combining character, and where it ends in `rest`.
fn next(rest: &str) -> Option<(char, usize)> {
    let (at, c) = rest.char_indices().find(|(_, c)| !is_blank(*c) || c.is_whitespace())?;
    Some((c, at + c.len_utf8()))
}

fn voiced(kana: char, is_half: bool) -> Option<char> {
    let code = u32::from(kana);
    // Hiragana are 0x60 before their katakana.
    let more = match if code < 0x30a0 { code + 0x60 } else { code } {
        0x30cf | 0x30d2 | 0x30d5 | 0x30d8 | 0x30db => 1 + u32::from(is_half),
        _ if is_half => return None,
        0x30a6 => 0x4e,
        k @ 0x30ab..=0x30c1 if k % 2 == 1 => 1,
        0x30c4 | 0x30c6 | 0x30c8 | 0x30fd => 1,
        0x30ef..=0x30f2 if code >= 0x30a0 => 8,
        _ => return None,
    };
    char::from_u32(code + more)
}

fn syllable(code: u32, rest: &str) -> Option<(char, usize)> {
    let within = |c: char, first: u32, count: u32| u32::from(c).checked_sub(first).filter(|n| *n < count);
    let (open, length) = if code < LEAD + LEADS {
        let (vowel, length) = next(rest)?;
        (SYLLABLE + ((code - LEAD) * VOWELS + within(vowel, VOWEL, VOWELS)?) * ENDS, length)
    } else if (code - SYLLABLE).is_multiple_of(ENDS) {
        (code, 0)
    } else {
        return None;
    };
    let end = next(&rest[length..]).and_then(|(c, more)| Some((within(c, END, ENDS).filter(|n| *n > 0)?, more)));
    match end {
        Some((end, more)) => Some((char::from_u32(open + end)?, length + more)),
        None => (length > 0).then_some((char::from_u32(open)?, length)),
    }
}
