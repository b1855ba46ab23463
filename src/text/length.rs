//! How long a text is: characters and words of folded text, the same for a library's statistics and the command's.

/// The length of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Characters that show something; marks on letters are folded into them.
    pub characters: u32,
    /// Words: runs of letters and digits, an apostrophe within included; each Han character, kana and Hangul syllable is one.
    pub words: u32,
}

/// Bytes of one step.
const LANES: usize = 16;
/// Bytes before a byte that say what it goes on with.
const BEFORE: usize = 3;
/// What a step looks at: its bytes, those before them, and the next one.
const WINDOW: usize = BEFORE + LANES + 1;
/// Steps before the sums of lanes, one byte each, could overflow.
const ROUND: usize = 120;

impl Length {
    /// The length of folded text, whose white space is spaces.
    pub fn of(folded: &str) -> Length {
        let bytes = folded.as_bytes();
        let mut length = Length::default();
        let mut at = BEFORE;
        let mut edge = [0; WINDOW];
        let head = bytes.len().min(LANES + 1);
        edge[BEFORE..BEFORE + head].copy_from_slice(&bytes[..head]);
        length.add(&edge, bytes.len().min(BEFORE));
        while at + LANES < bytes.len() {
            let (mut characters, mut words) = ([0; LANES], [0; LANES]);
            for _ in 0..ROUND {
                let Some(window) = bytes.get(at - BEFORE..).and_then(|rest| rest.first_chunk::<WINDOW>()) else {
                    break;
                };
                // The compiler vectorises this form.
                for lane in 0..LANES {
                    let (shows, begins) = counted(window, lane);
                    characters[lane] += shows;
                    words[lane] += begins;
                }
                at += LANES;
            }
            length.characters += characters.iter().map(|sum| u32::from(*sum)).sum::<u32>();
            length.words += words.iter().map(|sum| u32::from(*sum)).sum::<u32>();
        }
        if at < bytes.len() {
            let mut edge = [0; WINDOW];
            let tail = &bytes[at - BEFORE..];
            edge[..tail.len()].copy_from_slice(tail);
            length.add(&edge, bytes.len() - at);
        }
        length
    }

    /// Adds the first bytes of a step.
    fn add(&mut self, window: &[u8; WINDOW], bytes: usize) {
        for lane in 0..bytes {
            let (shows, begins) = counted(window, lane);
            self.characters += u32::from(shows);
            self.words += u32::from(begins);
        }
    }
}

/// Whether the byte of a lane begins a character that shows something, and whether it begins a word.
#[inline(always)]
fn counted(window: &[u8; WINDOW], lane: usize) -> (u8, u8) {
    let [third, second, before] = [window[lane], window[lane + 1], window[lane + 2]];
    let (byte, next) = (window[lane + BEFORE], window[lane + BEFORE + 1]);
    let is_begun = is_letter(before)
        | is_part(before) & (is_pair(second) | is_part(second) & is_spaced(third))
        | (before == b'\'') & (is_letter(second) | is_part(second) & is_pair(third));
    // U+3000 to U+303F are punctuation, and below U+20000 there are no Han characters of four bytes.
    let is_word =
        (byte.wrapping_sub(0xe4) <= 0xed - 0xe4) | (byte == 0xe3) & (next != 0x80) | (byte == 0xf0) & (next >= 0xa0);
    let begins = is_word | (is_letter(byte) | is_pair(byte) | is_spaced(byte)) & !is_begun;
    (u8::from((byte > b' ') & !is_part(byte)), u8::from(begins))
}

/// An ASCII letter or digit.
#[inline(always)]
fn is_letter(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// Goes on with a character.
#[inline(always)]
fn is_part(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Begins a letter of two bytes: not Latin-1's signs.
#[inline(always)]
fn is_pair(byte: u8) -> bool {
    byte.wrapping_sub(0xc3) <= 0xdf - 0xc3
}

/// Begins one of three bytes, of a script between Devanagari and Greek Extended: what comes later is punctuation or East Asian.
#[inline(always)]
fn is_spaced(byte: u8) -> bool {
    byte & 0xfe == 0xe0
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn words_are_runs_of_letters_and_single_characters() {
        for (text, characters, words) in [
            ("", 0, 0),
            ("a", 1, 1),
            ("the ferry, late.", 14, 3),
            ("don't 'stop' 3.5", 14, 4),
            ("渡口的灯亮了。", 7, 6),
            ("在 abc 里、b", 7, 4),
            ("渡abc口", 5, 3),
            ("ひらがな カタ", 6, 6),
            ("서울", 2, 2),
            ("москва и обь", 10, 3),
            ("हनद क", 4, 2),
            ("日本语text混排", 9, 6),
            ("— “a” … 🙂 b", 7, 2),
            ("𠮷", 1, 1),
        ] {
            assert_eq!(Length::of(text), Length { characters, words }, "{text}");
        }
    }

    #[test]
    fn steps_make_no_difference() {
        let parts = ["the ferry's ", "渡口，", "москва ", "“x” ", "𠮷🙂", "क", "。a"];
        let each: Vec<Length> = parts.iter().map(|part| Length::of(part)).collect();
        let (mut text, mut sum) = (String::new(), Length::default());
        for i in 0..6_000usize {
            // Each ends with what no word goes on after.
            let nth = i * i % 7;
            text.push_str(parts[nth]);
            text.push(' ');
            sum.characters += each[nth].characters;
            sum.words += each[nth].words;
            if i < 100 || i % 500 == 0 {
                assert_eq!(Length::of(&text), sum, "{i}");
            }
        }
    }
}
